/* SPDX-License-Identifier: MIT */
/*
 * What the API's answers are made of, as tables.
 */
#include "openapi.h"

/* clang-format off */
static const struct member list_members[] = {
	{ "total", "integer", true, "Records that match, on all pages." },
	{ "ranking", "string", false,
	  "bounded: more match than were scored; the others follow by their "
	  "prior." },
	{ "words_left_out", "integer", false,
	  "No record has all the words; these have all but so many at most." },
	{ "seed", "string", false, "Of a sample: gives the same one again." },
	{ "facets", "Facets", false, "The facets that were asked for." },
	{ "items", "[Record]", true,
	  "The records of this page; with highlight=true each has `highlight`." },
	{ "next", "string?", true, "Cursor of the next page; null: none." },
	{ 0 }
};

static const struct member facets_members[] = {
	{ "type", "Facet", false, "Crossref's types." },
	{ "year", "Facet", false, "Years of publication." },
	{ "journal", "Facet", false, "Journals by title." },
	{ "language", "Facet", false, "ISO 639 codes." },
	{ "publisher", "Facet", false, "Publishers." },
	{ "open_access", "Facet", false, "true, false, unknown." },
	{ "source", "Facet", false, "Who holds the data." },
	{ "has_abstract", "Facet", false, "true, false." },
	{ 0 }
};

static const struct member facet_members[] = {
	{ "distinct", "integer", true, "How many values there are." },
	{ "values", "[FacetValue]", true, "Those with the most records." },
	{ 0 }
};

static const struct member facet_value_members[] = {
	{ "value", "string", true, "The value." },
	{ "records", "integer", true, "Records of the result that have it." },
	{ 0 }
};

static const struct member item_members[] = {
	{ "input", "string", true, "What was asked for." },
	{ "doi", "string", false,
	  "The DOI as it was understood, or of the record." },
	{ "id", "string", false, "The other identifier as it was understood." },
	{ "status", "string", true,
	  "found, fetched, not_found, invalid (no identifier), upstream_error "
	  "or store_error." },
	{ "fetch", "string", false,
	  "What fetching found, when it found no record." },
	{ "record", "Record", false, "The record, when it was found." },
	{ 0 }
};

static const struct member lookup_members[] = {
	{ "items", "[LookupItem]", true, "One for each input, in order." },
	{ 0 }
};

static const struct member request_members[] = {
	{ "dois", "[string]", true,
	  "DOIs in any spelling, other identifiers as pmid:31393839." },
	{ 0 }
};

static const struct member journals_members[] = {
	{ "total", "integer", true, "Journals in all." },
	{ "items", "[Journal]", true, "The journals of this page." },
	{ "next", "string?", true, "Cursor of the next page; null: none." },
	{ 0 }
};

const struct member openapi_journal_members[] = {
	{ "records", "integer", true, "Records held of it." },
	{ "records_url", "string", false, "Path of the list of them." },
	{ 0 }
};

static const struct member author_members[] = {
	{ "name", "string", true, "The name, as it was seen first." },
	{ "orcid", "string", false, "ORCID iD." },
	{ "records", "integer", true, "Records held with this name and iD." },
	{ "records_url", "string", true, "Path of the list of records with this name." },
	{ 0 }
};

static const struct member authors_members[] = {
	{ "total", "integer", true, "Authors found, on all pages." },
	{ "items", "[Author]", true, "Those of this page, most records first." },
	{ "next", "string?", true, "Cursor of the next page; null: none." },
	{ 0 }
};

static const struct member completion_members[] = {
	{ "kind", "string", true, "title, author or journal." },
	{ "text", "string", true, "The title or name." },
	{ "records", "integer", false, "Records held of the author or journal." },
	{ "doi", "string", false, "DOI of the work with this title." },
	{ "id", "string", false, "Another identifier of it, when it has no DOI." },
	{ "url", "string", true, "Path of the record, the journal, or the list of the author's records." },
	{ 0 }
};

static const struct member completions_members[] = {
	{ "items", "[Completion]", true, "What the text may become, best first." },
	{ 0 }
};

static const struct member reject_members[] = {
	{ "line", "integer", true, "Where it stands in the file, from 1." },
	{ "reason", "string", true, "Why it could not be loaded." },
	{ 0 }
};

static const struct member load_members[] = {
	{ "file", "string", true, "Path of the file." },
	{ "ended", "string", false, "When the load ended." },
	{ "complete", "boolean", true, "It came to the end of the file." },
	{ "records", "integer", true, "Records loaded." },
	{ "rejects", "integer", true, "Objects that could not be loaded." },
	{ "error", "string", false, "Why it ended early." },
	{ "reject", "Reject", false, "The first object that could not be loaded." },
	{ 0 }
};

static const struct member stats_members[] = {
	{ "records", "integer", true, "Records held." },
	{ "with_abstract", "integer", true, "Of these, with an abstract." },
	{ "rejects", "integer", true, "Objects that could not be loaded." },
	{ "files", "integer", true, "Dump files loaded." },
	{ "last_load", "string", false, "When the last load ended." },
	{ "by_source", "{integer}", true, "Records by source, most first." },
	{ "by_type", "{integer}", true, "Records by type, most first." },
	{ "by_year", "{integer}", true, "Records by year, latest first." },
	{ "flags_by_source", "{object}", true, "Records with flags by source, and of these by flag." },
	{ "flags_by_prefix", "{object}", true, "The same by DOI prefix: the 100 with most." },
	{ "loads", "[Load]", true, "The last load of each file, latest first: 20 at most." },
	{ 0 }
};

static const struct member example_members[] = {
	{ "field", "string", true, "Name of the field filter." },
	{ "raw", "any", true, "What goes in." },
	{ "clean", "any", true, "What comes out." },
	{ 0 }
};

static const struct member rule_members[] = {
	{ "id", "string", true, "Stable dotted name." },
	{ "class", "string", true, "exact, dropped, inferred or suspect." },
	{ "confidence", "string", false, "high, medium or low, of an inferring rule." },
	{ "flag", "string", false, "The flag it raises." },
	{ "summary", "string", true, "What it does." },
	{ "example", "RuleExample", false, "It at work." },
	{ 0 }
};

static const struct member rules_members[] = {
	{ "version", "integer", true, "Version of the rule set." },
	{ "rules", "[Rule]", true, "Every rule." },
	{ "flags", "[string]", true, "Every flag." },
	{ 0 }
};

static const struct member report_field_members[] = {
	{ "source", "string", false, "Format of the source it came from, where there are several." },
	{ "pointer", "string", false, "JSON Pointer (RFC 6901) of the raw value in the source object." },
	{ "class", "string", false, "exact, dropped, inferred or suspect; of its rules the most doubtful." },
	{ "confidence", "string", false, "high, medium or low: the least among its inferring rules." },
	{ "raw", "any", false, "The raw value, where a rule changed it." },
	{ "rules", "{integer}", false, "How often each rule was applied." },
	{ "flags", "[string]", false, "Flags raised." },
	{ 0 }
};

static const struct member report_members[] = {
	{ "rules", "integer", true, "Version of the rule set." },
	{ "stable", "boolean", false, "Cleaning its texts again changes nothing." },
	{ "classes", "{integer}", false, "Fields a class." },
	{ "flags", "[string]", false, "Flags raised by any field." },
	{ "fields", "{ReportField}", true, "By name; members of objects as journal.title." },
	{ 0 }
};

static const struct member health_members[] = {
	{ "status", "string", true, "Always ok." },
	{ 0 }
};

static const struct member ready_members[] = {
	{ "status", "string", true, "Always ready." },
	{ "files", "integer", true, "Dump files found." },
	{ "files_done", "integer", true, "Of these, loaded." },
	{ "bytes", "integer", true, "Bytes that needed loading." },
	{ "bytes_done", "integer", true, "Of these, loaded." },
	{ "records", "integer", true, "Records stored since the start." },
	{ "rejects", "integer", true, "Objects rejected since the start." },
	{ "fetch", "object", false,
	  "Of each host that is asked: closed, or open and half_open when it "
	  "is let be for failing." },
	{ 0 }
};

static const struct member endpoint_members[] = {
	{ "method", "string", true, "The method." },
	{ "path", "string", true, "The path, its arguments in braces." },
	{ "summary", "string", true, "What it answers." },
	{ 0 }
};

static const struct member index_members[] = {
	{ "name", "string", true, "Always paperd." },
	{ "version", "string", true, "The program's version." },
	{ "description", "string", true, "Path of this description." },
	{ "endpoints", "[Endpoint]", true, "Every URL there is." },
	{ 0 }
};

static const struct member no_members[] = { { 0 } };

static const struct member problem_members[] = {
	{ "type", "string", true, "Names the kind of failure." },
	{ "title", "string", true, "The kind of failure in a sentence." },
	{ "status", "integer", true, "The HTTP status." },
	{ "detail", "string", false, "What was wrong this time." },
	{ "instance", "string", false, "What was asked for." },
	{ "request_id", "string", true, "As in X-Request-Id and the log." },
	{ "doi", "string", false, "The DOI as it was understood." },
	{ "id", "string", false, "The other identifier as it was understood." },
	{ "fetch", "string", false,
	  "What fetching found: not_registered, no_metadata, upstream_error, "
	  "upstream_timeout, pending, busy, not_kept; or why it was not tried: disabled, "
	  "never, no_doi, unsupported." },
	{ "landing_page", "string", false,
	  "Where the DOI leads, when that is all that is known." },
	{ 0 }
};

static const struct member crossref_members[] = {
	{ "status", "string", true, "ok, or failed." },
	{ "message-type", "string", true, "What the message is: work, work-list." },
	{ "message-version", "string", true, "1.0.0" },
	{ "message", "object", true, "As the Crossref REST API describes it." },
	{ 0 }
};

static const struct member crossref_failure_members[] = {
	{ "status", "string", true, "failed" },
	{ "message-type", "string", true,
	  "validation-failure, resource-not-found, …" },
	{ "message-version", "string", true, "1.0.0" },
	{ "message", "[object]", true,
	  "One object: `type`, `value`, and `message` in words." },
	{ "request_id", "string", true, "As in X-Request-Id." },
	{ 0 }
};

static const struct member matching_failure_members[] = {
	{ "message", "string", true, "What is wrong, in words." },
	{ "code", "string", true, "The HTTP status." },
	{ "request_id", "string", true, "As in X-Request-Id." },
	{ 0 }
};

static const struct member agency_members[] = {
	{ "DOI", "string", true, "The DOI as it was understood." },
	{ "RA", "string", false, "Crossref, DataCite, …" },
	{ "status", "string", false,
	  "Without an agency: Invalid DOI, DOI does not exist, or Unknown." },
	{ 0 }
};

static const struct member handle_data_members[] = {
	{ "format", "string", true, "Always string." },
	{ "value", "string", true, "The address, or the DOI." },
	{ 0 }
};

static const struct member handle_value_members[] = {
	{ "index", "integer", true, "1: URL; 2: HS_ALIAS." },
	{ "type", "string", true, "URL, or HS_ALIAS: the DOI that it stands for." },
	{ "data", "HandleData", true, "The value." },
	{ "ttl", "integer", true, "Seconds for which it may be kept." },
	{ "timestamp", "string", false, "When the record was loaded." },
	{ 0 }
};

static const struct member handle_members[] = {
	{ "responseCode", "integer", true,
	  "1; 100, with status 404: not found; 200: no such values." },
	{ "handle", "string", true, "The DOI as it was understood." },
	{ "values", "[HandleValue]", false, "What there is." },
	{ 0 }
};

static const struct member matched_members[] = {
	{ "DOI", "string", false, "The rest is as Crossref has it." },
	{ "pmid", "string", false, "PubMed id." },
	{ "pmcid", "string", false, "PubMed Central id." },
	{ 0 }
};

static const struct member verify_request_members[] = {
	{ "references", "[any]", true,
	  "Texts, items of CSL-JSON, references of Crossref, or objects of "
	  "doi, title, author, year, journal, volume, issue, page, text, id." },
	{ 0 }
};

static const struct member verify_candidate_members[] = {
	{ "doi", "string", false, "Its DOI." },
	{ "record", "string", false, "Another identifier, when it has no DOI." },
	{ "title", "string", false, "Its title." },
	{ "retracted", "boolean", true, "It is known to be retracted." },
	{ "score", "number", true, "0 to 1." },
	{ 0 }
};

static const struct member verify_item_members[] = {
	{ "id", "string", false, "The id of the reference." },
	{ "status", "string", true,
	  "verified, mismatch, retracted, not_found, ambiguous or unchecked." },
	{ "claimed_doi", "string", false,
	  "The DOI of the reference, where it is not that of the work." },
	{ "fetch", "string", false, "What fetching that DOI found." },
	{ "doi", "string", false, "DOI of the record that is meant." },
	{ "record", "string", false, "Another identifier, when it has no DOI." },
	{ "title", "string", false, "The title of that record." },
	{ "retracted", "boolean", false, "It is known to be retracted." },
	{ "score", "number", false, "0 to 1: how sure the match is." },
	{ "fields", "{string}", false,
	  "agrees, differs or unknown, of doi, title, author, year, journal, "
	  "volume, issue and page." },
	{ "candidates", "[VerifyCandidate]", false,
	  "Records that fit as well, where it is ambiguous." },
	{ 0 }
};

static const struct member verify_members[] = {
	{ "items", "[VerifyItem]", true, "One for each reference, in order." },
	{ "counts", "{integer}", true, "Items by status." },
	{ 0 }
};

const struct schema openapi_schema_table[] = {
	{ "Problem", "A failure (RFC 9457).", problem_members },
	{ "CrossrefMessage", "The envelope of the Crossref REST API.",
	  crossref_members },
	{ "CrossrefFailure", "A failure as the Crossref REST API tells it.",
	  crossref_failure_members },
	{ "MatchingFailure", "A failure as biblio-glutton tells it.",
	  matching_failure_members },
	{ "Agency", "The agency of a DOI.", agency_members },
	{ "Agencies", "The agency of each DOI, in order.", NULL, "Agency" },
	{ "HandleData", "A value of a handle.", handle_data_members },
	{ "HandleValue", "A value of a handle and its place.",
	  handle_value_members },
	{ "Handle", "A DOI as the Handle System tells it.", handle_members },
	{ "MatchedWork", "A work as Crossref has it.", matched_members },
	{ "VerifyRequest", "References; the plain list will do too.",
	  verify_request_members },
	{ "VerifyCandidate", "A record that a reference may mean.",
	  verify_candidate_members },
	{ "VerifyItem", "What became of one reference.", verify_item_members },
	{ "VerifyAnswer", "The references verified.", verify_members },
	{ "RecordList", "A page of records.", list_members },
	{ "Facets", "Counts over a whole result.", facets_members },
	{ "Facet", "The values of a facet.", facet_members },
	{ "FacetValue", "A value of a facet.", facet_value_members },
	{ "LookupRequest", "What to look up; the plain list will do too.",
	  request_members },
	{ "LookupItem", "What became of one input.", item_members },
	{ "LookupAnswer", "The records looked up.", lookup_members },
	{ "JournalList", "A page of journals.", journals_members },
	{ "Author", "An author: one name with one ORCID iD, or none.", author_members },
	{ "AuthorList", "A page of authors.", authors_members },
	{ "Completion", "What a text may become.", completion_members },
	{ "Completions", "What a text may become.", completions_members },
	{ "Stats", "What is held.", stats_members },
	{ "Load", "The last load of a file.", load_members },
	{ "Reject", "An object that could not be loaded.", reject_members },
	{ "RuleExample", "A rule at work.", example_members },
	{ "Rule", "One rule of cleaning.", rule_members },
	{ "Rules", "All rules of cleaning.", rules_members },
	{ "ReportField", "What was done to one field.", report_field_members },
	{ "Report", "What cleaning did.", report_members },
	{ "Health", "The process is up.", health_members },
	{ "Ready", "The first load is over.", ready_members },
	{ "Endpoint", "One URL.", endpoint_members },
	{ "Index", "What there is.", index_members },
	{ "Description", "An OpenAPI document.", no_members },
	{ 0 }
};

const struct member openapi_raw_members[] = {
	{ "highlight", "object", false,
	  "In lists with highlight=true: places of the words in title and "
	  "abstract." },
	{ "raw", "object", false, "The source object as it was loaded." },
	{ "cleaning", "Report", false, "What was done to which field." },
	{ "raw_text", "string", false, "The lines of text after it; all of an object that is not JSON." },
	{ 0 }
};

/* Members of an abstract, as rows of the record's table. */
const char *const openapi_abstract_members[] = {
	"doi", "title", "abstract", "language", "translations", NULL
};

/* The forms of records beside paperd's own. */
#define FORM_TYPES                                                          \
	"application/vnd.citationstyles.csl+json", "application/x-bibtex",  \
		"application/x-research-info-systems", "text/x-bibliography", \
		"application/vnd.crossref-api-message+json", "text/csv"

static const struct media_note notes[] = {
	{ "Record", "application/json", { FORM_TYPES }, NULL },
	{ "Abstract", "application/json", { "text/plain" }, NULL },
	{ "LookupAnswer", "application/json", { "application/x-ndjson" },
	  "LookupRequest" },
	{ "RecordList", "application/json",
	  { "application/x-ndjson", FORM_TYPES }, NULL },
	{ "VerifyAnswer", "application/json",
	  { "application/x-ndjson", "text/plain" },
	  "VerifyRequest" },
	{ "Handle", "application/json", { "application/javascript" }, NULL },
	{ "Metrics", NULL, { "text/plain" }, NULL },
	{ NULL, "application/json", { NULL }, NULL } /* everything else */
};
/* clang-format on */

const struct media_note *media_note_find(const char *answers)
{
	const struct media_note *note = notes;

	while (note->answers && strcmp(note->answers, answers) != 0)
		note++;
	return note;
}
