/* SPDX-License-Identifier: MIT */
/*
 * Styles of author and date.
 *
 *	apa                  Publication Manual, 7th edition
 *	chicago-author-date  Chicago Manual of Style, 17th edition
 *	harvard              Cite Them Right, 12th edition
 */
#include "citation.h"

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
	.authors = { ". ", ", ", ", ", ", & ", ", & ", ", … ", 20, 19,
		     ALL_NAMES, .with_last = true },
	.editors = { ". ", ", ", ", ", " & ", ", & ", ", … ", 20, 19, 0,
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
	{ ALL_BUT(SERIALS | WORK_PREPRINT | WORK_THESIS),
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
