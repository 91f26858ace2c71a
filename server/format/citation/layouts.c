/* SPDX-License-Identifier: MIT */
/*
 * The styles.
 *
 *	apa                  Publication Manual, 7th edition
 *	ieee                 IEEE Reference Guide, 2023
 *	vancouver            Citing Medicine, 2nd edition (NLM), as the ICMJE has it
 *	chicago-author-date  Chicago Manual of Style, 17th edition
 *	harvard              Cite Them Right, 12th edition
 */
#include "citation.h"

#define EN_DASH "\xE2\x80\x93"

#define SERIALS (WORK_ARTICLE | WORK_REVIEW)
#define PARTS   (WORK_CHAPTER | WORK_PAPER)
/* that may stand in something, but not as a chapter does */
#define LOOSE                                                                \
	(WORK_BOOK | WORK_REPORT | WORK_DATA | WORK_STANDARD | WORK_THESIS | \
	 WORK_SERIAL | WORK_OTHER)
#define ALL_BUT(works) (WORK_ANY & ~(unsigned)(works))

/* clang-format off */

/* ---- apa ---- */

static const struct part apa_parts[] = {
	{ WORK_ANY, LEAD, "" },
	{ WORK_ANY, TITLE, "", .lacks = BIT(LEAD) },
	{ WORK_ANY, YEAR, ". (" },
	{ WORK_OTHER, DAY, ", " },
	{ WORK_ANY, TEXT, ")" },
	{ WORK_ANY, TITLE, ". ", .needs = BIT(LEAD) },
	{ WORK_THESIS, PUBLISHER, " [{Dissertation}, ", "]" },
	{ SERIALS | WORK_PREPRINT, CONTAINER, ". " },
	{ PARTS | LOOSE, EDITORS, ". {In} ", " ({Ed})",
	  .needs = BIT(CONTAINER) },
	{ PARTS | LOOSE, CONTAINER, ", ", .needs = BIT(EDITORS) },
	{ PARTS | LOOSE, CONTAINER, ". {In} ", .lacks = BIT(EDITORS) },
	{ ALL_BUT(SERIALS), EDITORS, " (", ", {Ed})",
	  .lacks = BIT(CONTAINER) },
	{ SERIALS | WORK_PREPRINT, VOLUME, ", " },
	{ SERIALS | WORK_PREPRINT, ISSUE, "(", ")", .needs = BIT(VOLUME) },
	{ SERIALS | WORK_PREPRINT, ISSUE, ", (", ")", .lacks = BIT(VOLUME) },
	{ SERIALS | WORK_PREPRINT, PAGES, ", " },
	{ SERIALS | WORK_PREPRINT, NUMBER, ", {Article} " },
	{ PARTS | LOOSE, VOLUME, " ({Vol} ", ")", .lacks = BIT(PAGES) },
	{ PARTS | LOOSE, VOLUME, " ({Vol} ", ", ", .needs = BIT(PAGES) },
	{ PARTS | LOOSE, PAGES, "{p} ", ")", .needs = BIT(VOLUME) },
	{ PARTS | LOOSE, PAGES, " ({p} ", ")", .lacks = BIT(VOLUME) },
	{ PARTS | LOOSE, NUMBER, " ({Article} ", ")" },
	{ ALL_BUT(SERIALS | WORK_THESIS), PUBLISHER, ". " },
	{ WORK_ANY, DOI, ". https://doi.org/" },
	{ WORK_ANY, URL, ". " },
	{ WORK_ANY, RETRACTION, " (", ")" },
	{ 0 },
};

const struct citation_style apa_style = {
	.name = "apa",
	.authors = { ". ", ", ", ", ", ", & ", ", & ", ", . . . ", 20, 19,
		     ALL_NAMES, .with_last = true },
	.editors = { ". ", ", ", ", ", " & ", ", & ", ", . . . ", 20, 19, 0,
		     .with_last = true },
	.lead_editors = " ({Ed})",
	.undated = "{nd}",
	.open_links = BIT(DOI) | BIT(URL),
	.omits_own_publisher = true,
	.dash = EN_DASH,
	.marks = { { WORK_DATA, " [{Dataset}]" },
		   { WORK_PREPRINT, " [{Preprint}]" },
		   { WORK_REVIEW, " [{Peer-review}]" } },
	.parts = apa_parts,
};

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
		     .no_hyphen = true },
	.editors = { "", " ", " ", ", ", ", ", ", {et-al}", 6, 6, ALL_NAMES,
		     .no_hyphen = true },
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

/* ---- chicago-author-date ---- */

#define CHICAGO_PLAIN (WORK_BOOK | WORK_REPORT | WORK_STANDARD | WORK_SERIAL)

static const struct part chicago_parts[] = {
	{ WORK_ANY, LEAD, "" },
	{ WORK_ANY, TITLE, "", .lacks = BIT(LEAD) },
	{ WORK_ANY, YEAR, ". " },
	{ WORK_ANY, TITLE, ". ", .needs = BIT(LEAD) },
	{ SERIALS, CONTAINER, ". " },
	{ SERIALS, VOLUME, " " },
	{ SERIALS, ISSUE, " (", ")", .needs = BIT(VOLUME) },
	{ SERIALS, ISSUE, ", {no} ", .lacks = BIT(VOLUME) },
	{ SERIALS, PAGES, ": ", .needs = BIT(VOLUME) },
	{ SERIALS, PAGES, ": ", .needs = BIT(ISSUE), .lacks = BIT(VOLUME) },
	{ SERIALS, PAGES, ", ", .lacks = BIT(VOLUME) | BIT(ISSUE) },
	{ SERIALS, NUMBER, ": ", .needs = BIT(VOLUME) },
	{ SERIALS, NUMBER, ", ", .lacks = BIT(VOLUME) },
	{ PARTS | LOOSE, CONTAINER, ". {In} " },
	{ PARTS | LOOSE, EDITORS, ", {edited-by} ", .needs = BIT(CONTAINER) },
	{ PARTS | LOOSE, EDITORS, ". {Edited-by} ", .lacks = BIT(CONTAINER) },
	{ PARTS, VOLUME, ", {vol} ", .needs = BIT(CONTAINER) },
	{ LOOSE, VOLUME, ", {vol} ", .needs = BIT(CONTAINER) },
	{ LOOSE, VOLUME, ". {Vol} ", .lacks = BIT(CONTAINER) },
	{ PARTS | LOOSE, PAGES, ", ", .needs = BIT(CONTAINER) },
	{ PARTS, NUMBER, ", ", .needs = BIT(CONTAINER) },
	{ ALL_BUT(SERIALS), SERIES, ". " },
	{ WORK_THESIS, TEXT, ". {Dissertation}" },
	{ WORK_THESIS, PUBLISHER, ", " },
	{ WORK_PREPRINT, TEXT, ". {Preprint}" },
	{ WORK_PREPRINT, CONTAINER, ", " },
	{ WORK_PREPRINT, PUBLISHER, ", ", .lacks = BIT(CONTAINER) },
	{ ALL_BUT(SERIALS | WORK_SERIAL | WORK_PREPRINT | WORK_THESIS),
	  PUBLISHER, ". " },
	{ WORK_PREPRINT | WORK_DATA | WORK_OTHER, DAY, ", " },
	{ WORK_ANY, DOI, ". https://doi.org/" },
	{ WORK_ANY, URL, ". " },
	{ 0 },
};

const struct citation_style chicago_style = {
	.name = "chicago-author-date",
	.authors = { NULL, ", ", ", ", ", {and} ", ", {and} ", ", {et-al}", 10,
		     7, 1 },
	.editors = { NULL, ", ", ", ", " {and} ", ", {and} ", ", {et-al}", 10,
		     7, 0 },
	.lead_editors = ", {ed}",
	.undated = "{nd}",
	.quoted = ALL_BUT(CHICAGO_PLAIN),
	.pages = PAGES_CHICAGO,
	.dash = EN_DASH,
	.retracted = " [{Retracted}]",
	.parts = chicago_parts,
};

/* ---- harvard ---- */

#define HARVARD_PLAIN (WORK_BOOK | WORK_THESIS | WORK_REPORT)

static const struct part harvard_parts[] = {
	{ WORK_ANY, LEAD, "" },
	{ WORK_ANY, TITLE, "", .lacks = BIT(LEAD) },
	{ WORK_ANY, YEAR, " (", ")" },
	{ WORK_ANY, TITLE, " ", .needs = BIT(LEAD) },
	{ PARTS, EDITORS, ", {in} ", " ({ed})", .needs = BIT(CONTAINER) },
	{ PARTS, CONTAINER, " ", .needs = BIT(EDITORS) },
	{ WORK_CHAPTER, CONTAINER, ", {in} ", .needs = BIT(LEAD),
	  .lacks = BIT(EDITORS) },
	{ WORK_CHAPTER, CONTAINER, " {in} ", .lacks = BIT(LEAD) },
	{ ALL_BUT(PARTS), CONTAINER, ", ", .needs = BIT(LEAD) },
	{ ALL_BUT(PARTS), CONTAINER, " ", .lacks = BIT(LEAD) },
	{ WORK_PAPER, CONTAINER, ", ", .needs = BIT(LEAD),
	  .lacks = BIT(EDITORS) },
	{ WORK_PAPER, CONTAINER, " ", .lacks = BIT(LEAD) | BIT(EDITORS) },
	{ LOOSE, EDITORS, ". {Edited-by} " },
	{ PARTS, EDITORS, ". {Edited-by} ", .lacks = BIT(CONTAINER) },
	{ SERIALS | WORK_PREPRINT, VOLUME, ", " },
	{ SERIALS | WORK_PREPRINT, ISSUE, "(", ")", .needs = BIT(VOLUME) },
	{ SERIALS | WORK_PREPRINT, ISSUE, ", (", ")", .lacks = BIT(VOLUME) },
	{ PARTS | LOOSE, VOLUME, ", {vol} " },
	{ WORK_THESIS, TEXT, ". {Dissertation}" },
	{ ALL_BUT(WORK_ARTICLE), PUBLISHER, ". " },
	{ ALL_BUT(SERIALS), SERIES, " (", ")" },
	{ WORK_ANY, PAGES, ", {p} " },
	{ WORK_ANY, NUMBER, ", {article} " },
	{ WORK_ANY, DOI, ". {Available-at}: https://doi.org/" },
	{ WORK_ANY, URL, ". {Available-at}: " },
	{ 0 },
};

const struct citation_style harvard_style = {
	.name = "harvard",
	.authors = { ".", ", ", ", ", " {and} ", " {and} ", " {et-al}", 3, 1,
		     ALL_NAMES },
	.editors = { ".", ", ", " ", " {and} ", " {and} ", " {et-al}", 3, 1,
		     0 },
	.lead_editors = " ({ed})",
	.undated = "{no-date}",
	.quoted = ALL_BUT(HARVARD_PLAIN),
	.british = true,
	.dash = EN_DASH,
	.retracted = " [{Retracted}]",
	.marks = { { WORK_DATA, " [{Dataset}]" },
		   { WORK_PREPRINT, " [{Preprint}]" } },
	.parts = harvard_parts,
};
/* clang-format on */
