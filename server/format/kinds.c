/* SPDX-License-Identifier: MIT */
#include "writers.h"

#include <string.h>

#include "paperd/scoped.h"

/*
 * CSL: types of csl-data.json 1.0.2.  BibTeX: the entry types of the standard
 * styles (BibTeXing, Patashnik 1988), which have none for data, preprints and
 * standards.  RIS: the types of the 2011 specification.
 */
/* clang-format off */
static const struct kind kinds[] = {
	{ "book", "book", "book", "BOOK" },
	{ "book-chapter", "chapter", "incollection", "CHAP" },
	{ "book-part", "chapter", "incollection", "CHAP" },
	{ "book-section", "chapter", "incollection", "CHAP" },
	{ "book-series", "book", "book", "SER" },
	{ "book-set", "book", "book", "BOOK" },
	{ "book-track", "chapter", "incollection", "CHAP" },
	{ "component", "document", "misc", "GEN" },
	{ "database", "dataset", "misc", "DBASE" },
	{ "dataset", "dataset", "misc", "DATA" },
	{ "dissertation", "thesis", "phdthesis", "THES" },
	{ "edited-book", "book", "book", "EDBOOK" },
	{ "grant", "document", "misc", "GRANT" },
	{ "journal", "periodical", "misc", "JFULL" },
	{ "journal-article", "article-journal", "article", "JOUR" },
	{ "journal-issue", "periodical", "misc", "JFULL" },
	{ "journal-volume", "periodical", "misc", "JFULL" },
	{ "monograph", "book", "book", "BOOK" },
	{ "peer-review", "review", "misc", "GEN" },
	{ "posted-content", "article", "misc", "UNPB" },
	{ "proceedings", "book", "proceedings", "CONF" },
	{ "proceedings-article", "paper-conference", "inproceedings", "CPAPER" },
	{ "proceedings-series", "book", "proceedings", "SER" },
	{ "reference-book", "book", "book", "BOOK" },
	{ "reference-entry", "entry", "incollection", "ENCYC" },
	{ "report", "report", "techreport", "RPRT" },
	{ "report-component", "report", "techreport", "RPRT" },
	{ "report-series", "report", "techreport", "SER" },
	{ "standard", "standard", "techreport", "STAND" },
	{ "standard-series", "standard", "techreport", "STAND" },
};
static const struct kind other = { "other", "document", "misc", "GEN" };
/* clang-format on */

const struct kind *kind_of(const char *type)
{
	for (size_t i = 0; type && i < ARRAY_COUNT(kinds); i++)
		if (!strcmp(kinds[i].type, type))
			return &kinds[i];
	return &other;
}
