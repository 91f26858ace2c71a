/* SPDX-License-Identifier: MIT */
/*
 * BibTeX (Patashnik, "BibTeXing", 1988; biblatex manual, section 2) cut into
 * its parts.  Everything is borrowed from the text.
 *
 * Readers differ in what a backslash before a brace or a quotation mark means;
 * here such a character does not count.  Where a comma is missing, or something
 * stands where a field should, reading goes on at the next field.
 */
#ifndef PAPERD_SOURCE_BIBTEX_LEX_H
#define PAPERD_SOURCE_BIBTEX_LEX_H

#include "paperd/text.h"

struct bibtex_entry {
	struct span type; /* article, string, … */
	struct span body; /* between the braces */
};

struct bibtex_field {
	struct span name;
	struct span value; /* pieces joined by '#' */
};

struct bibtex_piece {
	struct span text; /* without its braces or quotation marks */
	bool is_word;     /* a number or the name of a macro */
};

/* Each takes one from the front of its first argument; false at its end. */
bool bibtex_next_entry(struct span *rest, struct bibtex_entry *ret);
bool bibtex_next_field(struct span *body, struct bibtex_field *ret);
bool bibtex_next_piece(struct span *value, struct bibtex_piece *ret);

/* The index after the group whose '{' is at `at`; text.len: it has no end. */
size_t bibtex_group_end(struct span text, size_t at);

#endif
