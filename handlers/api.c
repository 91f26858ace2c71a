/* SPDX-License-Identifier: MIT */
/*
 * Every URL of the service.
 */
#include "handlers.h"

#include "paperd/query.h"

/* clang-format off */
static const struct param abstract_params[] = {
	{ "fetch", "auto|never|always",
	  "auto if not given: what is not held is fetched; never; always: anew." },
	{ "format", "json|text", "json or text." },
	{ 0 }
};

/* How records are written in other forms. */
#define FORM_PARAMS                                                            \
	{ "style", "apa|ieee|vancouver|chicago-author-date|harvard",           \
	  "Of format=citation: apa, ieee, vancouver, chicago-author-date or "  \
	  "harvard." },                                                        \
	{ "locale", "en-US|de-DE|fr-FR|zh-CN",                                 \
	  "Of format=citation: en-US, de-DE, fr-FR or zh-CN." },               \
	{ "ascii", "boolean",                                                  \
	  "Of format=bibtex: TeX commands in place of letters beyond ASCII." },

/* The parameters of a list, as the router wants them. */
#define LIST_PARAM(id, name, type, summary) { name, type, summary },
static const struct param list_params[] = {
	QUERY_PARAMS(LIST_PARAM)
	{ "format", "json|ndjson|csl|bibtex|ris|citation|crossref|csv",
	  "json, ndjson, csl, bibtex, ris, citation, crossref or csv." },
	FORM_PARAMS
	{ 0 }
};

/* The parameters of a list, for a browser. */
#define PAGE_PARAM(id, name, type, summary) \
	{ name, type, summary, .slow = true },
static const struct param index_params[] = {
	QUERY_PARAMS(PAGE_PARAM)
	{ 0 }
};

static const struct param page_params[] = {
	{ "fetch", "auto|never|always",
	  "What is not held is fetched; if not given, a script in the page "
	  "does that." },
	{ 0 }
};

static const struct param record_params[] = {
	{ "fields", "string", "Only these fields, by comma." },
	{ "raw", "boolean", "Adds `raw`, the source object as it was loaded.",
	  .slow = true },
	{ "report", "none|flags|full",
	  "none, flags or full: adds `cleaning`, what was done to which field.",
	  .slow = true },
	{ "fetch", "auto|never|always",
	  "auto if not given: what is not held is fetched; never; always: anew." },
	{ "format", "json|csl|bibtex|ris|citation|crossref|csv",
	  "json, csl, bibtex, ris, citation, crossref or csv." },
	FORM_PARAMS
	{ 0 }
};

static const struct param clean_params[] = {
	{ "report", "none|flags|full",
	  "full if not given, flags or none: the report beside the record." },
	{ 0 }
};

static const struct param lookup_params[] = {
	{ "fetch", "auto|never|always",
	  "auto if not given: what is not held is fetched; never; always: anew." },
	{ "format", "json|ndjson", "json or ndjson." },
	{ 0 }
};

#define MAILTO_PARAM { "mailto", "string", "Ignored." },

static const struct param crossref_work_params[] = {
	{ "style", "string", "Of a citation by /transform." },
	{ "locale", "string", "Of a citation by /transform." },
	MAILTO_PARAM
	{ 0 }
};

static const struct param crossref_works_params[] = {
	{ "query", "string", "Words that must all be found." },
	{ "query.bibliographic", "string",
	  "A reference as it is cited: as many of its words as possible are "
	  "found, those of the other parameters among them." },
	{ "query.title", "string", "Words of titles." },
	{ "query.author", "string", "Words of names of authors." },
	{ "query.contributor", "string", "The same." },
	{ "query.container-title", "string", "Words of titles of journals." },
	{ "filter", "string",
	  "name:value, by comma; a name that is given again: one of its values." },
	{ "rows", "integer 0..1000", "Works on a page, 0 to 1000; 20 if not given." },
	{ "offset", "integer 0..10000", "Works to skip; with rows at most 10000." },
	{ "cursor", "string",
	  "Where the page starts: * first, then `next-cursor` of the page before." },
	{ "sample", "integer 0..100", "So many works by chance, to 100." },
	{ "sort", "string",
	  "score, relevance, issued, published, published-print, "
	  "published-online, is-referenced-by-count; created, deposited, indexed "
	  "and updated as published." },
	{ "order", "asc|desc", "desc if not given, or asc." },
	{ "select", "string", "Only these keys of each work, by comma." },
	{ "facet", "string",
	  "name:N or name:*, by comma: type-name, container-title, "
	  "publisher-name, published, source." },
	MAILTO_PARAM
	{ 0 }
};

static const struct param crossref_list_params[] = {
	{ "query", "string", "Words of the name." },
	{ "rows", "integer 0..1000", "Items on a page, 0 to 1000; 20 if not given." },
	{ "offset", "integer 0..10000", "Items to skip; with rows at most 10000." },
	MAILTO_PARAM
	{ 0 }
};

static const struct param crossref_types_params[] = {
	{ "rows", "integer 0..1000", "Items on a page, 0 to 1000; all if not given." },
	{ "offset", "integer 0..10000", "Items to skip; with rows at most 10000." },
	MAILTO_PARAM
	{ 0 }
};
static const struct param crossref_one_params[] = {
	MAILTO_PARAM
	{ 0 }
};

static const struct param doi_params[] = {
	{ "fetch", "auto|never|always",
	  "auto if not given: what is not held is fetched; never; always: anew." },
	{ "format", "json|csl|bibtex|ris|citation|crossref|csv",
	  "json, csl, bibtex, ris, citation, crossref or csv." },
	FORM_PARAMS
	{ 0 }
};

static const struct param handle_params[] = {
	{ "type", "string",
	  "Only values of this type: URL or HS_ALIAS; may be repeated.",
	  .repeats = true },
	{ "index", "integer",
	  "Only the value at this index; may be repeated.", .repeats = true },
	{ "callback", "string", "Name of a function: the answer is a script "
	  "that calls it (JSONP)." },
	{ "auth", "string", "Ignored." },
	{ "cert", "string", "Ignored." },
	{ "pretty", "string", "Ignored." },
	{ "fetch", "auto|never|always",
	  "auto if not given: what is not held is fetched; never; always: anew." },
	{ 0 }
};

static const struct param matching_params[] = {
	{ "doi", "string", "A DOI; what is not held is fetched." },
	{ "pmid", "string", "A PubMed id." },
	{ "pmc", "string", "A PubMed Central id." },
	{ "arxiv", "string", "An arXiv id." },
	{ "pii", "string", "Known, and never found." },
	{ "istexid", "string", "Known, and never found." },
	{ "halid", "string", "Known, and never found." },
	{ "halId", "string", "Known, and never found." },
	{ "biblio", "string", "A reference in one piece of text.",
	  .slow = true },
	{ "atitle", "string", "Title of the work; with firstAuthor.",
	  .slow = true },
	{ "firstAuthor", "string", "Its first author." },
	{ "jtitle", "string",
	  "Title of the journal; with volume and firstPage.", .slow = true },
	{ "volume", "string", "Volume." },
	{ "issue", "string", "Issue." },
	{ "firstPage", "string", "First page." },
	{ "year", "string", "Year." },
	{ "parseReference", "string", "Ignored." },
	{ "fetch", "auto|never|always",
	  "auto if not given: what is not held is fetched; never; always: anew." },
	{ 0 }
};

static const struct param matching_path_params[] = {
	{ "fetch", "auto|never|always",
	  "auto if not given: what is not held is fetched; never; always: anew." },
	{ 0 }
};

static const struct param verify_params[] = {
	{ "fetch", "auto|never|always",
	  "auto if not given: DOIs that are not held are fetched; never; "
	  "always: anew." },
	{ "format", "json|ndjson|text", "json, ndjson or text." },
	{ 0 }
};

static const struct param author_params[] = {
	{ "query", "string",
	  "Words of a name; one letter or word* begins a word; or an ORCID iD." },
	{ "limit", "integer 0..1000", "Authors on a page, 0 to 1000; 20 if not given." },
	{ "cursor", "string", "Where the page starts: `next` of the page before." },
	{ 0 }
};

static const struct param complete_params[] = {
	{ "q", "string", "The text so far." },
	{ "kind", "string",
	  "title, author, journal, or several by comma; all if not given." },
	{ "limit", "integer 0..100", "Completions, 0 to 100; 10 if not given." },
	{ 0 }
};

static const struct param journal_params[] = {
	{ "query", "string",
	  "Words of title or abbreviation; one letter or word* begins a word; or "
	  "an ISSN." },
	{ "limit", "integer 0..1000", "Journals on a page, 0 to 1000; 20 if not given." },
	{ "cursor", "string", "Where the page starts: `next` of the page before." },
	{ 0 }
};

const struct route api_routes[] = {
	{ "GET", "/", index_get, 0, index_params,
	  "The URLs of this service; for a browser a page to search.", NULL,
	  "Index" },
	{ "GET", "/v1/records/{doi...}", record_get, 0, record_params,
	  "The record of a DOI or another identifier.", NULL, "Record" },
	{ "GET", "/v1/records", records_list, ROUTE_SLOW, list_params,
	  "The records that match, page by page.", NULL, "RecordList" },
	{ "POST", "/v1/records/lookup", records_lookup, ROUTE_SLOW | ROUTE_BODY, lookup_params,
	  "Many records at once, by their DOIs or other identifiers.",
	  "application/json, text/plain, application/x-www-form-urlencoded",
	  "LookupAnswer" },
	{ "POST", "/v1/verify", references_verify, ROUTE_SLOW | ROUTE_BODY, verify_params,
	  "Whether references are right: the work each means, and what does "
	  "not fit.",
	  "application/json, application/vnd.citationstyles.csl+json, "
	  "text/plain, application/x-www-form-urlencoded",
	  "VerifyAnswer" },
	{ "GET", "/v1/abstracts/{doi...}", abstract_get, 0, abstract_params,
	  "The abstract of a DOI or another identifier.", NULL, "Abstract" },
	{ "GET", "/v1/journals", journals_list, ROUTE_SLOW, journal_params,
	  "The journals of the records held, by title, or found by words.", NULL, "JournalList" },
	{ "GET", "/v1/journals/{journal...}", journal_get, ROUTE_SLOW, NULL,
	  "One journal, by ISSN or title.", NULL, "Journal" },
	{ "GET", "/v1/authors", authors_list, ROUTE_SLOW, author_params,
	  "Authors of the records held, by words of their names.", NULL,
	  "AuthorList" },
	{ "GET", "/v1/autocomplete", autocomplete_get, ROUTE_SLOW, complete_params,
	  "Titles, authors and journals that begin as a text does.", NULL,
	  "Completions" },
	{ "POST", "/v1/clean", record_clean, ROUTE_SLOW | ROUTE_BODY, clean_params,
	  "A raw record in, the clean one and its report out; nothing is kept.",
	  NULL, "Record" },
	{ "GET", "/v1/rules", rules_get, 0, NULL,
	  "What cleaning does, rule by rule, with an example each.", NULL,
	  "Rules" },
	{ "GET", "/v1/stats", stats_get, ROUTE_SLOW, NULL,
	  "What is held, in numbers.", NULL, "Stats" },
	{ "GET", "/healthz", health_get, 0, NULL,
	  "The process is up.", NULL, "Health" },
	{ "GET", "/readyz", ready_get, 0, NULL,
	  "The first load is over, or how far it is.", NULL, "Ready" },
	{ "GET", "/metrics", metrics_get, ROUTE_SLOW, NULL,
	  "Counters in Prometheus' text format.", NULL, "Metrics" },
	{ "GET", "/openapi.json", openapi_get, 0, NULL,
	  "The description of this API (OpenAPI 3.1).", NULL, "Description" },
	{ "GET", "/works", crossref_works_list, ROUTE_SLOW, crossref_works_params,
	  "Works as Crossref has them, page by page.", NULL, "CrossrefMessage",
	  &crossref_dialect },
	{ "GET", "/works/{doi...}", crossref_work_get, 0, crossref_work_params,
	  "A work as Crossref has it; behind the DOI also /agency, /transform and "
	  "/transform/{type}/{subtype}.", NULL, "CrossrefMessage",
	  &crossref_dialect },
	{ "GET", "/types", crossref_types_list, 0, crossref_types_params,
	  "The types of works.", NULL, "CrossrefMessage", &crossref_dialect },
	{ "GET", "/types/{id}", crossref_type_get, 0, crossref_one_params,
	  "A type of works.", NULL, "CrossrefMessage", &crossref_dialect },
	{ "GET", "/types/{id}/works", crossref_type_works, ROUTE_SLOW,
	  crossref_works_params, "Works of a type.", NULL, "CrossrefMessage",
	  &crossref_dialect },
	{ "GET", "/journals", crossref_journals_list, ROUTE_SLOW,
	  crossref_list_params, "The journals of the works held.", NULL,
	  "CrossrefMessage", &crossref_dialect },
	{ "GET", "/journals/{journal...}", crossref_journal_get, ROUTE_SLOW,
	  crossref_one_params, "A journal, by ISSN.", NULL, "CrossrefMessage",
	  &crossref_dialect },
	{ "GET", "/journals/{issn}/works", crossref_journal_works, ROUTE_SLOW,
	  crossref_works_params, "Works of a journal.", NULL, "CrossrefMessage",
	  &crossref_dialect },
	{ "GET", "/prefixes/{prefix}", crossref_prefix_get, ROUTE_SLOW,
	  crossref_one_params, "A prefix of DOIs, and whose it is.", NULL,
	  "CrossrefMessage", &crossref_dialect },
	{ "GET", "/prefixes/{prefix}/works", crossref_prefix_works, ROUTE_SLOW,
	  crossref_works_params, "Works of a prefix.", NULL, "CrossrefMessage",
	  &crossref_dialect },
	{ "GET", "/members", crossref_members_list, ROUTE_SLOW,
	  crossref_list_params, "The publishers of the works held.", NULL,
	  "CrossrefMessage", &crossref_dialect },
	{ "GET", "/members/{id}", crossref_member_get, ROUTE_SLOW,
	  crossref_one_params, "A publisher, by name or Crossref's number.", NULL,
	  "CrossrefMessage", &crossref_dialect },
	{ "GET", "/members/{id}/works", crossref_member_works, ROUTE_SLOW,
	  crossref_works_params, "Works of a publisher.", NULL,
	  "CrossrefMessage", &crossref_dialect },
	{ "GET", "/funders", crossref_unlisted, 0, crossref_list_params,
	  "Funders are not listed: always 404.", NULL, "CrossrefMessage",
	  &crossref_dialect },
	{ "GET", "/funders/{id...}", crossref_funder_get, ROUTE_SLOW,
	  crossref_works_params,
	  "What works tell of a funder; behind its id also /works.", NULL,
	  "CrossrefMessage", &crossref_dialect },
	{ "GET", "/licenses", crossref_unlisted, 0, crossref_list_params,
	  "Licences are not listed: always 404.", NULL, "CrossrefMessage",
	  &crossref_dialect },
	{ "GET", "/10.{doi...}", doi_get, 0, doi_params,
	  "The record of a DOI in the form that Accept asks for, as doi.org "
	  "negotiates it.", NULL, "Record", &doi_dialect },
	{ "GET", "/doi:{doi...}", doi_get, 0, doi_params,
	  "The same.", NULL, "Record", &doi_dialect },
	{ "GET", "/http:{doi...}", doi_get, 0, doi_params,
	  "The same.", NULL, "Record", &doi_dialect },
	{ "GET", "/https:{doi...}", doi_get, 0, doi_params,
	  "The same.", NULL, "Record", &doi_dialect },
	{ "GET", "/doiRA/{dois...}", doi_agency, 0, NULL,
	  "The registration agency of each of the DOIs, by comma.", NULL,
	  "Agencies", &doi_dialect },
	{ "GET", "/ra/{dois...}", doi_agency, 0, NULL,
	  "The same.", NULL, "Agencies", &doi_dialect },
	{ "GET", "/api/handles/{doi...}", doi_handle, 0, handle_params,
	  "The values of a DOI, as the Handle System tells them.", NULL,
	  "Handle", &doi_dialect },
	{ "GET", "/service/lookup", matching_lookup, 0, matching_params,
	  "The work that an identifier, a description or a reference means.",
	  NULL, "MatchedWork", &matching_dialect },
	{ "POST", "/service/lookup", matching_lookup, ROUTE_SLOW | ROUTE_BODY,
	  matching_params, "The same; the body is a reference in one piece.",
	  NULL, "MatchedWork", &matching_dialect },
	{ "POST", "/service/lookup/biblio", matching_lookup,
	  ROUTE_SLOW | ROUTE_BODY, matching_params,
	  "The work that a reference in one piece means.", NULL,
	  "MatchedWork", &matching_dialect },
	{ "GET", "/service/lookup/doi/{doi...}", matching_doi, 0,
	  matching_path_params, "The work of a DOI.", NULL, "MatchedWork",
	  &matching_dialect },
	{ "GET", "/service/lookup/pmid/{pmid}", matching_pmid, 0, NULL,
	  "The work of a PubMed id.", NULL, "MatchedWork", &matching_dialect },
	{ "GET", "/service/lookup/pmc/{pmcid}", matching_pmc, 0, NULL,
	  "The work of a PubMed Central id.", NULL, "MatchedWork",
	  &matching_dialect },
	{ "GET", "/record/{doi...}", web_record, ROUTE_PAGE, page_params,
	  "The page of a record, for browsers.", NULL, NULL, &web_dialect },
	{ "GET", "/data", web_frame_get, ROUTE_PAGE, NULL,
	  "A page of what is held, for browsers.", NULL, NULL, &web_dialect },
	{ "GET", "/docs", web_frame_get, ROUTE_PAGE, NULL,
	  "This API with forms to try it, for browsers.", NULL, NULL,
	  &web_dialect },
	{ "GET", "/web/{version}/{name}", web_asset, ROUTE_PAGE, NULL,
	  "Files of the pages.", NULL, NULL, &web_dialect },
	{ 0 }
};
/* clang-format on */
