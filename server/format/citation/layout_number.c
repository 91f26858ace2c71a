/* SPDX-License-Identifier: MIT */
/*
 * Styles that number their references; a citation has no number here.
 *
 *	ieee       IEEE Reference Guide, 2023
 *	vancouver  Citing Medicine, 2nd edition (NLM), as the ICMJE has it
 */
#include "citation.h"

/* clang-format off */

/* ---- ieee ---- */

#define IEEE_PLAIN (WORK_BOOK | WORK_STANDARD)
#define IEEE_REST  (WORK_DATA | WORK_REVIEW | WORK_SERIAL | WORK_OTHER)

static const struct part ieee_parts[] = {
	{ WORK_ANY, LEAD, "" },
	{ WORK_ANY, TITLE, ", " },
	{ WORK_ARTICLE, JOURNAL, ", " },
	{ PARTS, CONTAINER, ", {in} " },
	{ IEEE_REST, CONTAINER, ", " },
	{ PARTS | WORK_BOOK, SERIES, ", {ser} " },
	{ ALL_BUT(WORK_PREPRINT), VOLUME, ", {vol} " },
	{ ALL_BUT(WORK_PREPRINT), ISSUE, ", {no} " },
	{ ALL_BUT(WORK_ARTICLE), EDITORS, ", ", ", {Ed}" },
	{ WORK_ARTICLE, PAGES, ", {p} " },
	{ WORK_ARTICLE, NUMBER, ", {Art-no} " },
	{ WORK_ARTICLE, MONTH, ", " },
	{ WORK_THESIS, TEXT, ", {dissertation}" },
	{ WORK_PREPRINT, DATE, ", " },
	{ WORK_PREPRINT, CONTAINER, ", " },
	{ WORK_PREPRINT, PUBLISHER, ", ", .lacks = BIT(CONTAINER) },
	{ PARTS | WORK_THESIS | WORK_REPORT, PUBLISHER, ", " },
	{ WORK_STANDARD, PUBLISHER, ", " },
	{ WORK_BOOK | IEEE_REST, PUBLISHER, ". " },
	{ WORK_CHAPTER | WORK_THESIS | WORK_STANDARD, YEAR, ", " },
	{ WORK_PAPER | WORK_REPORT, MONTH, ", " },
	{ WORK_BOOK, YEAR, ", ", .needs = BIT(PUBLISHER) },
	{ WORK_BOOK, YEAR, ". ", .lacks = BIT(PUBLISHER) },
	{ IEEE_REST, PAGES, ", {p} " },
	{ IEEE_REST, DATE, ", ", .needs = BIT(PUBLISHER) },
	{ IEEE_REST, DATE, ". ", .lacks = BIT(PUBLISHER) },
	{ PARTS | WORK_BOOK, PAGES, ", {p} " },
	{ PARTS, NUMBER, ", {Art-no} " },
	{ WORK_ARTICLE, DOI, ", doi: " },
	{ ALL_BUT(WORK_ARTICLE), DOI, ". doi: " },
	{ WORK_ANY, URL, ". [{Online}]. {Available}: " },
	{ 0 },
};

const struct citation_style ieee_style = {
	.name = "ieee",
	.authors = { ". ", ", ", " ", " {and} ", ", {and} ", " {et-al}", 6, 1,
		     0 },
	.editors = { ". ", ", ", " ", " {and} ", ", {and} ", " {et-al}", 6, 1,
		     0 },
	.lead_editors = ", {Ed}",
	.quoted = ALL_BUT(IEEE_PLAIN),
	.open_links = BIT(URL),
	.short_months = true,
	.dash = EN_DASH,
	.retracted = " [{Retracted}]",
	.parts = ieee_parts,
};

/* ---- vancouver ---- */

static const struct part vancouver_parts[] = {
	{ WORK_ANY, LEAD, "" },
	{ WORK_ANY, TITLE, ". " },
	{ SERIALS, JOURNAL, ". " },
	{ SERIALS | WORK_SERIAL, DATE, ". " },
	{ SERIALS | WORK_SERIAL, VOLUME, ";", .needs = BIT(DATE) },
	{ SERIALS | WORK_SERIAL, VOLUME, ". ", .lacks = BIT(DATE) },
	{ SERIALS | WORK_SERIAL, ISSUE, "(", ")", .needs = BIT(VOLUME) },
	{ SERIALS | WORK_SERIAL, ISSUE, ";(", ")", .lacks = BIT(VOLUME) },
	{ SERIALS, PAGES, ":" },
	{ SERIALS, NUMBER, ":" },
	{ PARTS, EDITORS, ". {In}: ", ", {editor}" },
	{ PARTS, CONTAINER, ". ", .needs = BIT(EDITORS) },
	{ PARTS, CONTAINER, ". {In}: ", .lacks = BIT(EDITORS) },
	{ LOOSE | WORK_PREPRINT, EDITORS, ". ", ", {editor}" },
	{ LOOSE | WORK_PREPRINT, CONTAINER, ". " },
	{ PARTS | LOOSE, VOLUME, ". {Vol} " },
	{ ALL_BUT(SERIALS | WORK_SERIAL), PUBLISHER, ". " },
	{ WORK_REPORT, MONTH, "; ", .needs = BIT(PUBLISHER) },
	{ WORK_REPORT, MONTH, ". ", .lacks = BIT(PUBLISHER) },
	{ ALL_BUT(SERIALS | WORK_SERIAL | WORK_REPORT), YEAR, "; ",
	  .needs = BIT(PUBLISHER) },
	{ ALL_BUT(SERIALS | WORK_SERIAL | WORK_REPORT), YEAR, ". ",
	  .lacks = BIT(PUBLISHER) },
	{ ALL_BUT(SERIALS | WORK_BOOK), PAGES, ". {page} " },
	{ ALL_BUT(SERIALS | WORK_BOOK), NUMBER, ". {Article} " },
	{ ALL_BUT(SERIALS), SERIES, ". (", ")" },
	{ WORK_ANY, DOI, ". doi:" },
	{ WORK_ANY, URL, ". {Available-from}: " },
	{ 0 },
};

const struct citation_style vancouver_style = {
	.name = "vancouver",
	.authors = { "", " ", " ", ", ", ", ", ", {et-al}", 6, 6, ALL_NAMES,
		     .bare = true },
	.editors = { "", " ", " ", ", ", ", ", ", {et-al}", 6, 6, ALL_NAMES,
		     .bare = true },
	.lead_editors = ", {editor}",
	.open_links = BIT(DOI) | BIT(URL),
	.year_first = true,
	.plain_months = true,
	.no_periods = true,
	.pages = PAGES_SHORT,
	.dash = "-",
	.retracted = " [{retracted}]",
	.marks = { { WORK_DATA, " [{dataset}]" },
		   { WORK_PREPRINT, " [{preprint}]" },
		   { WORK_THESIS, " [{dissertation}]" } },
	.parts = vancouver_parts,
};
/* clang-format on */
