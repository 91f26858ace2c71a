/* SPDX-License-Identifier: MIT */
/*
 * Whose word counts, field by field.
 *
 * Registration agencies come first: what they hold is the publisher's own
 * statement.  Indexes that read articles follow, then what is compiled from
 * all of these, first by another paperd, then the exports of reference managers, which anyone may have
 * edited.
 */
#include <stddef.h>

#include "merge.h"

const char *const merge_order[] = {
	"crossref",  "unixref", "datacite", "datacite-xml", "pubmed",
	"europepmc", "native",  "csl",      "openalex",     "aggregator",
	"s2",        "bibtex",  "ris",      NULL,
};

/* Crossref's abstracts are often missing parts; PubMed's are checked. */
static const char *const by_abstract[] = {
	"pubmed",   "europepmc",    "native",   "crossref",   "unixref",
	"datacite", "datacite-xml", "openalex", "aggregator", "s2",
	"csl",      "bibtex",       "ris",      NULL,
};

/* Who counts across publishers. */
static const char *const by_count[] = {
	"openalex",   "s2",      "crossref", "europepmc",    "native",
	"aggregator", "unixref", "datacite", "datacite-xml", "pubmed",
	"csl",        "bibtex",  "ris",      NULL,
};

/* Who looks where a free copy stands. */
static const char *const by_access[] = {
	"openalex",   "europepmc", "s2",           "native", "crossref",
	"unixref",    "datacite",  "datacite-xml", "pubmed", "csl",
	"aggregator", "bibtex",    "ris",          NULL,
};

/* clang-format off */
#define AT(member) offsetof(struct paper, member)
/* A member of the paper; of one of its objects. */
#define ROW(member, kind, order, choose, take, ...) \
	{ #member, AT(member), kind, order, choose, take, __VA_ARGS__ }
#define PART(field, member, kind, choose, take) \
	{ #field, AT(field.member), kind, merge_order, choose, take }
#define JOURNAL(member, kind) \
	PART(journal, member, kind, merge_in_journal, merge_move)
#define ID(member) \
	PART(ids, member, FIELD_TEXT, merge_first, merge_move)

const struct merge_rule merge_rules[] = {
	ROW(doi, FIELD_TEXT, merge_order, merge_first, merge_move),
	ROW(url, FIELD_TEXT, merge_order, merge_with_first, merge_move,
	    AT(doi)),
	ROW(type, FIELD_TEXT, merge_order, merge_type, merge_move),
	ROW(title, FIELD_TEXT, merge_order, merge_title, merge_move),
	ROW(subtitle, FIELD_TEXT, merge_order, merge_subtitle, merge_move,
	    AT(title)),
	ROW(language, FIELD_TEXT, merge_order, merge_with_first, merge_move,
	    AT(title)),
	ROW(authors, FIELD_OBJECTS, merge_order, merge_people,
	    merge_fill_people),
	ROW(editors, FIELD_OBJECTS, merge_order, merge_people,
	    merge_fill_people),
	ROW(abstract, FIELD_TEXT, by_abstract, merge_abstract, merge_move),
	ROW(copyright, FIELD_TEXT, by_abstract, merge_with, merge_move,
	    AT(abstract)),
	/* needs title, language and abstract */
	ROW(translations, FIELD_KEYED, merge_order, merge_first,
	    merge_unite_translations),
	ROW(published, FIELD_TEXT, merge_order, merge_date, merge_move),
	ROW(year, FIELD_INTEGER, merge_order, merge_with, merge_move,
	    AT(published)),
	JOURNAL(title, FIELD_TEXT),
	JOURNAL(abbreviation, FIELD_TEXT),
	JOURNAL(series, FIELD_TEXT),
	PART(journal, issn, FIELD_TEXTS, merge_in_journal, merge_unite_texts),
	JOURNAL(description, FIELD_TEXT),
	JOURNAL(impact_factor, FIELD_NUMBER),
	JOURNAL(jcr_quartile, FIELD_TEXT),
	JOURNAL(jcr_category, FIELD_TEXT),
	JOURNAL(cas_zone, FIELD_INTEGER),
	JOURNAL(cas_category, FIELD_TEXT),
	ROW(volume, FIELD_TEXT, merge_order, merge_volume, merge_move),
	ROW(issue, FIELD_TEXT, merge_order, merge_volume, merge_move),
	ROW(pages, FIELD_TEXT, merge_order, merge_pages, merge_move),
	ROW(article_number, FIELD_TEXT, merge_order, merge_pages, merge_move),
	ROW(publisher, FIELD_TEXT, merge_order, merge_first, merge_move),
	ROW(member, FIELD_TEXT, merge_order, merge_first, merge_move),
	ROW(keywords, FIELD_TEXTS, merge_order, merge_first, merge_move),
	ROW(open_access, FIELD_TRUTH, by_access, merge_first, merge_move),
	ROW(citation_count, FIELD_INTEGER, by_count, merge_first, merge_move),
	ROW(references, FIELD_OBJECTS, merge_order, merge_most, merge_move),
	ROW(reference_count, FIELD_INTEGER, by_count, merge_counted, merge_move,
	    AT(references)),
	ID(pmid),
	ID(pmcid),
	ID(arxiv),
	ID(s2),
	PART(ids, isbn, FIELD_TEXTS, merge_in_journal, merge_unite_isbn),
	ROW(licenses, FIELD_OBJECTS, merge_order, merge_first, merge_move),
	ROW(funders, FIELD_OBJECTS, merge_order, merge_first, merge_move),
	ROW(updates, FIELD_OBJECTS, merge_order, merge_first,
	    merge_unite_updates),
	ROW(retracted, FIELD_TRUTH, merge_order, merge_any_yes, merge_move),
	{ 0 },
};
/* clang-format on */
