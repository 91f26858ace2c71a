/* SPDX-License-Identifier: MIT */
/*
 * The forms in which source objects are written, and what makes trees of them.
 *
 * A form says how names and values are written down, a source what they mean:
 * BibTeX and RIS become the tree that the same record would be in JSON, so
 * that all that fills a paper from JSON serves them too.  XML keeps its text,
 * since cleaners read the markup in titles themselves.
 */
#ifndef PAPERD_SOURCE_FORM_H
#define PAPERD_SOURCE_FORM_H

#include "json_get.h"
#include "paperd/source.h"

/* The form that text begins with, blanks aside: '{' or '[', "@word{" or
 * "@word(", "TY  - ", a tag or declaration of XML.  HTML is none.  False, *ret
 * untouched: none. */
bool form_of(struct span text, enum source_form *ret);

/* The form of the first line of head that begins with one. */
bool form_find(struct span head, enum source_form *ret);

/*
 * Trees of text; owned by the caller.  NULL and an error otherwise:
 * STATUS_INVALID_BODY (not UTF-8, a NUL, nothing in it), STATUS_NO_MEMORY.
 *
 * BibTeX: the first entry as an object of strings, its names in lower case;
 * ENTRY_TYPE is the word after the '@'.  Macros are put in: those of @string
 * before the entry, and the months.  What is inherited through "crossref" is
 * not known.
 */
#define ENTRY_TYPE "@"
cJSON *bibtex_tree(struct span raw, struct error *err);

/* RIS: an object of lists of strings, one a line that has a tag; a line
 * without one goes on with the value before it, after a '\n'. */
cJSON *ris_tree(struct span raw, struct error *err);

/* XML: an object with the name of the root element, without its prefix, as
 * ROOT_NAME.  What the element holds is read with xml_read(). */
#define ROOT_NAME "<"
cJSON *xml_tree(struct span raw, struct error *err);

/* True when line, without its break, begins with a RIS tag: *ret_tag gets its
 * two characters, *ret_value what follows. */
bool ris_tag(struct span line, struct span *ret_tag, struct span *ret_value);

/* What all refuse: bytes that are not UTF-8, and NUL. */
MUST_CHECK enum status form_check(struct span raw, struct error *err);

#endif
