/* SPDX-License-Identifier: MIT */
/*
 * The allow-list: HTML, JATS, MathML, a few of Elsevier's and PubMed's names.
 * Sorted by the bytes of the name.  A name that is not here is a word in
 * angle brackets and stays ("Universität <Marburg>").
 */
#include "tags.h"

#include "paperd/scoped.h"

#include <stdlib.h>

/* clang-format off */
static const struct tag_row rows[] = {
	{ "a", TAG_REPAIR }, { "abbr", TAG_REPAIR }, { "abbrev", TAG_REPAIR },
	{ "abstract", TAG_BLOCK }, { "abstract-sec", TAG_SECTION },
	{ "abstracttext", TAG_BLOCK }, { "ack", TAG_QUIET },
	{ "acronym", TAG_QUIET }, { "address", TAG_QUIET },
	{ "alternatives", TAG_FORMULA }, { "annotation", TAG_QUIET },
	{ "annotation-xml", TAG_QUIET }, { "anonymous", TAG_QUIET },
	{ "apply", TAG_QUIET }, { "area", TAG_QUIET },
	{ "article", TAG_BLOCK }, { "article-title", TAG_BLOCK },
	{ "articletitle", TAG_BLOCK }, { "aside", TAG_BLOCK },
	{ "audio", TAG_QUIET }, { "award-id", TAG_QUIET }, { "b", TAG_REPAIR },
	{ "base", TAG_QUIET }, { "bdi", TAG_QUIET }, { "bdo", TAG_QUIET },
	{ "big", TAG_QUIET }, { "blockquote", TAG_BLOCK },
	{ "body", TAG_BLOCK }, { "bold", TAG_REPAIR },
	{ "boxed-text", TAG_BLOCK }, { "br", TAG_BLOCK },
	{ "break", TAG_BLOCK }, { "button", TAG_QUIET }, { "bvar", TAG_QUIET },
	{ "canvas", TAG_QUIET }, { "caption", TAG_BLOCK },
	{ "center", TAG_BLOCK }, { "cerror", TAG_QUIET },
	{ "chem-struct", TAG_QUIET }, { "chem-struct-wrap", TAG_QUIET },
	{ "chemical-formula", TAG_QUIET }, { "ci", TAG_QUIET },
	{ "cite", TAG_QUIET }, { "cn", TAG_QUIET }, { "code", TAG_QUIET },
	{ "col", TAG_QUIET }, { "colgroup", TAG_QUIET },
	{ "collab", TAG_QUIET }, { "comment", TAG_QUIET },
	{ "contrib", TAG_QUIET }, { "contrib-group", TAG_QUIET },
	{ "copyrightinformation", TAG_NOTICE }, { "cross-ref", TAG_QUIET },
	{ "cross-refs", TAG_QUIET }, { "csymbol", TAG_QUIET },
	{ "data", TAG_QUIET }, { "dd", TAG_BLOCK }, { "def", TAG_BLOCK },
	{ "def-item", TAG_BLOCK }, { "def-list", TAG_BLOCK },
	{ "del", TAG_QUIET }, { "details", TAG_QUIET }, { "dfn", TAG_QUIET },
	{ "dialog", TAG_QUIET }, { "dir", TAG_QUIET },
	{ "disp-formula", TAG_FORMULA }, { "disp-formula-group", TAG_QUIET },
	{ "disp-quote", TAG_BLOCK }, { "div", TAG_BLOCK }, { "dl", TAG_BLOCK },
	{ "dt", TAG_BLOCK }, { "em", TAG_REPAIR }, { "email", TAG_QUIET },
	{ "embed", TAG_QUIET }, { "emph", TAG_REPAIR },
	{ "emphasis", TAG_REPAIR }, { "etal", TAG_QUIET },
	{ "ext-link", TAG_REPAIR }, { "fieldset", TAG_QUIET },
	{ "fig", TAG_DROP }, { "fig-group", TAG_QUIET },
	{ "figcaption", TAG_QUIET }, { "figure", TAG_QUIET },
	{ "fixed-case", TAG_QUIET }, { "fixed-width", TAG_QUIET },
	{ "fn", TAG_BLOCK }, { "fn-group", TAG_BLOCK }, { "font", TAG_QUIET },
	{ "footer", TAG_BLOCK }, { "foreign", TAG_REPAIR },
	{ "form", TAG_QUIET }, { "frame", TAG_QUIET },
	{ "frameset", TAG_QUIET }, { "glyph-data", TAG_QUIET },
	{ "glyph-ref", TAG_QUIET }, { "graphic", TAG_DROP },
	{ "h1", TAG_TITLE }, { "h2", TAG_TITLE }, { "h3", TAG_TITLE },
	{ "h4", TAG_LABEL }, { "h5", TAG_TITLE }, { "h6", TAG_TITLE },
	{ "head", TAG_DROP }, { "header", TAG_BLOCK }, { "hgroup", TAG_QUIET },
	{ "hi", TAG_REPAIR }, { "hr", TAG_BLOCK }, { "hsp", TAG_QUIET },
	{ "html", TAG_BLOCK }, { "i", TAG_REPAIR }, { "iframe", TAG_QUIET },
	{ "img", TAG_QUIET }, { "index-term", TAG_QUIET }, { "inf", TAG_SUB },
	{ "inline-formula", TAG_FORMULA }, { "inline-graphic", TAG_DROP },
	{ "inline-media", TAG_QUIET },
	{ "inline-supplementary-material", TAG_QUIET }, { "input", TAG_QUIET },
	{ "ins", TAG_QUIET }, { "institution", TAG_QUIET },
	{ "inter-ref", TAG_QUIET }, { "ital", TAG_REPAIR },
	{ "italic", TAG_REPAIR }, { "kbd", TAG_QUIET }, { "kwd", TAG_QUIET },
	{ "kwd-group", TAG_BLOCK }, { "label", TAG_BLOCK },
	{ "legend", TAG_QUIET }, { "li", TAG_BLOCK }, { "link", TAG_QUIET },
	{ "list", TAG_BLOCK }, { "list-item", TAG_BLOCK },
	{ "maction", TAG_QUIET }, { "main", TAG_BLOCK },
	{ "maligngroup", TAG_QUIET }, { "malignmark", TAG_QUIET },
	{ "map", TAG_QUIET }, { "mark", TAG_QUIET }, { "math", TAG_FORMULA },
	{ "media", TAG_QUIET }, { "menclose", TAG_QUIET },
	{ "menu", TAG_QUIET }, { "merror", TAG_QUIET }, { "meta", TAG_QUIET },
	{ "mfenced", TAG_QUIET }, { "mfrac", TAG_QUIET },
	{ "mglyph", TAG_QUIET }, { "mi", TAG_QUIET },
	{ "milestone-end", TAG_QUIET }, { "milestone-start", TAG_QUIET },
	{ "mixed-citation", TAG_QUIET }, { "mlabeledtr", TAG_QUIET },
	{ "mmultiscripts", TAG_QUIET }, { "mn", TAG_QUIET },
	{ "mo", TAG_QUIET }, { "monospace", TAG_REPAIR },
	{ "mover", TAG_QUIET }, { "mpadded", TAG_QUIET },
	{ "mphantom", TAG_QUIET }, { "mprescripts", TAG_QUIET },
	{ "mroot", TAG_QUIET }, { "mrow", TAG_QUIET }, { "ms", TAG_QUIET },
	{ "mspace", TAG_QUIET }, { "msqrt", TAG_QUIET },
	{ "mstyle", TAG_QUIET }, { "msub", TAG_QUIET },
	{ "msubsup", TAG_QUIET }, { "msup", TAG_QUIET },
	{ "mtable", TAG_QUIET }, { "mtd", TAG_QUIET }, { "mtext", TAG_QUIET },
	{ "mtr", TAG_QUIET }, { "munder", TAG_QUIET },
	{ "munderover", TAG_QUIET }, { "named-content", TAG_REPAIR },
	{ "nav", TAG_QUIET }, { "nobr", TAG_QUIET }, { "none", TAG_QUIET },
	{ "noscript", TAG_QUIET }, { "note", TAG_BLOCK },
	{ "object", TAG_QUIET }, { "object-id", TAG_DROP },
	{ "ol", TAG_BLOCK }, { "optgroup", TAG_QUIET },
	{ "option", TAG_QUIET }, { "otherabstract", TAG_BLOCK },
	{ "output", TAG_QUIET }, { "overline", TAG_QUIET },
	{ "overline-end", TAG_QUIET }, { "overline-start", TAG_QUIET },
	{ "p", TAG_BLOCK }, { "para", TAG_BLOCK }, { "param", TAG_QUIET },
	{ "person-group", TAG_QUIET }, { "picture", TAG_QUIET },
	{ "pre", TAG_PRE }, { "preformat", TAG_BLOCK },
	{ "private-char", TAG_QUIET }, { "progress", TAG_QUIET },
	{ "publisher-name", TAG_QUIET }, { "q", TAG_REPAIR },
	{ "ref", TAG_QUIET }, { "related-article", TAG_QUIET },
	{ "related-object", TAG_QUIET }, { "roman", TAG_REPAIR },
	{ "rp", TAG_QUIET }, { "rt", TAG_QUIET }, { "ruby", TAG_QUIET },
	{ "s", TAG_QUIET }, { "samp", TAG_QUIET }, { "sans-serif", TAG_QUIET },
	{ "sc", TAG_CAPS }, { "scp", TAG_CAPS }, { "script", TAG_DROP },
	{ "sec", TAG_SECTION }, { "section", TAG_BLOCK },
	{ "section-title", TAG_TITLE }, { "select", TAG_QUIET },
	{ "semantics", TAG_FORMULA }, { "sig", TAG_QUIET },
	{ "sig-block", TAG_QUIET }, { "simple-para", TAG_BLOCK },
	{ "small", TAG_QUIET }, { "small-caps", TAG_CAPS },
	{ "smallcaps", TAG_CAPS }, { "source", TAG_QUIET },
	{ "span", TAG_QUIET }, { "speaker", TAG_QUIET },
	{ "speech", TAG_BLOCK }, { "statement", TAG_BLOCK },
	{ "strike", TAG_QUIET }, { "string-name", TAG_QUIET },
	{ "strong", TAG_REPAIR }, { "style", TAG_DROP },
	{ "styled-content", TAG_REPAIR }, { "sub", TAG_SUB },
	{ "subscript", TAG_SUB }, { "subtitle", TAG_BLOCK },
	{ "summary", TAG_QUIET }, { "sup", TAG_SUP },
	{ "superscript", TAG_SUP }, { "supplementary-material", TAG_QUIET },
	{ "svg", TAG_QUIET }, { "table", TAG_BLOCK },
	{ "table-wrap", TAG_DROP }, { "target", TAG_QUIET },
	{ "tbody", TAG_BLOCK }, { "td", TAG_BLOCK }, { "template", TAG_QUIET },
	{ "term", TAG_QUIET }, { "tex-math", TAG_QUIET },
	{ "textarea", TAG_QUIET }, { "textual-form", TAG_QUIET },
	{ "tfoot", TAG_BLOCK }, { "th", TAG_BLOCK }, { "thead", TAG_BLOCK },
	{ "time", TAG_QUIET }, { "title", TAG_TITLE }, { "tr", TAG_BLOCK },
	{ "track", TAG_QUIET }, { "trans-abstract", TAG_BLOCK },
	{ "trans-title", TAG_BLOCK }, { "tt", TAG_QUIET }, { "u", TAG_REPAIR },
	{ "ul", TAG_BLOCK }, { "underline", TAG_REPAIR },
	{ "underline-end", TAG_QUIET }, { "underline-start", TAG_QUIET },
	{ "uri", TAG_QUIET }, { "var", TAG_QUIET },
	{ "vernaculartitle", TAG_BLOCK }, { "verse-group", TAG_BLOCK },
	{ "verse-line", TAG_BLOCK }, { "video", TAG_QUIET },
	{ "vsp", TAG_QUIET }, { "wbr", TAG_QUIET }, { "x", TAG_QUIET },
	{ "xref", TAG_REPAIR },
};
/* clang-format on */

_Static_assert(ARRAY_COUNT(rows) <= TAG_ROWS_MAX, "sets of rows are too small");

/* The longest name of the table is shorter. */
#define NAME_ROOM 40

static int compare_rows(const void *key, const void *row)
{
	return strcmp(key, ((const struct tag_row *)row)->name);
}

const struct tag_row *tag_row(struct span name)
{
	char key[NAME_ROOM];

	if (name.len >= sizeof(key))
		return NULL;
	for (size_t i = 0; i < name.len; i++)
		key[i] = ascii_lower(name.at[i]);
	key[name.len] = '\0';
	return bsearch(key, rows, ARRAY_COUNT(rows), sizeof(rows[0]),
		       compare_rows);
}

size_t tag_row_index(const struct tag_row *row)
{
	return (size_t)(row - rows);
}
