/* SPDX-License-Identifier: MIT */
/*
 * Private to the BibTeX writer.
 *
 * Braces of a value always balance as BibTeX counts them, which is with those
 * that stand after a backslash.
 */
#ifndef FORMAT_BIBTEX_H
#define FORMAT_BIBTEX_H

#include "writers.h"

/* ---- texts (bibtex_text.c) ---- */

enum bibtex_flags {
	BIBTEX_ASCII = 1, /* TeX commands in place of letters */
	BIBTEX_TITLE = 2, /* a style may change its capitals */
};

/* Appends text as TeX: what TeX would take for something else is escaped, a
 * formula between dollars stays.  Of a title what must keep its capitals, and
 * each formula, stands in braces. */
void bibtex_text(struct span text, unsigned flags, struct buf *out);

/* Appends text as it is, as fields have it that are no TeX (url, doi); false,
 * out untouched, where its braces do not balance. */
bool bibtex_as_is(struct span text, struct buf *out);

/* ---- formulas (bibtex_formula.c) ---- */

/* The bytes of the formula that begins at index `at`, its dollars included, or
 * of an environment ("\begin{align}"); 0: none begins there. */
size_t bibtex_formula(struct span text, size_t at);

/* Appends a formula as it is, but for what would end a line or is no character
 * of one ("%", "#"), and for braces that are signs and do not balance: BibTeX
 * would count them. */
void bibtex_add_formula(struct span formula, struct buf *out);

/* True when the braces of text balance, those after a backslash included. */
bool bibtex_is_balanced(struct span text);

/* ---- names (bibtex_names.c) ---- */

/* Appends "Family, Jr., Given and …". */
void bibtex_people(const struct people *people, unsigned flags,
		   struct buf *out);

/* Is the word "and" in a text, which would part it where a field is a list? */
bool bibtex_has_and(struct span text);

/* ---- letters (bibtex_letters.c) ---- */

/* Letters, marks and digits; capitals; small letters. */
bool bibtex_is_word(uint32_t code);
bool bibtex_is_upper(uint32_t code);
bool bibtex_is_lower(uint32_t code);

/* Appends the TeX commands of a character, in braces; false: there are none. */
bool bibtex_command(uint32_t code, struct buf *out);

/* Appends the small ASCII letters and digits that stand for the letters of
 * text; Latin, Greek and Cyrillic have some, what has none is left out. */
void bibtex_ascii(struct span text, struct buf *out);

/* ---- keys (bibtex_key.c) ---- */

/* Appends the key of an entry: the family name of the first author, the year,
 * the first telling word of the title ("moasser2025prognostic"). */
void bibtex_key(struct format_run *run, const struct paper *paper,
		struct buf *out);

#endif
