/* SPDX-License-Identifier: MIT */
/*
 * Tags: which names are markup at all, what each means for the text around it,
 * and the grammar that tells a tag from a '<' in prose.
 */
#ifndef TAGS_H
#define TAGS_H

#include "paperd/text.h"

enum tag_class {
	TAG_QUIET,  /* inline, closed up */
	TAG_REPAIR, /* inline, its seams may have lost a space */
	TAG_CAPS,   /* small capitals */
	TAG_SUB,
	TAG_SUP,
	TAG_BLOCK,   /* paragraph or line */
	TAG_SECTION, /* block whose heading names it */
	TAG_TITLE,   /* heading */
	TAG_LABEL,   /* heading that always names a section */
	TAG_NOTICE,  /* copyright notice */
	TAG_DROP,    /* goes with its content */
	TAG_FORMULA, /* container of one formula */
	TAG_PRE,     /* block, or a superscript of old PubMed */
};

struct tag_row {
	const char *name; /* lower case, without prefix */
	enum tag_class class;
};

/* Most rows of the table, for sets of them. */
#define TAG_ROWS_MAX 320

/* A tag as it stands in a text. */
struct tag {
	const struct tag_row *row; /* NULL: a name not on the list */
	struct span name;          /* without prefix */
	struct span attributes;
	bool closing;
	bool self_closed;
	bool unfinished; /* cut off by the end of the text */
	size_t len;      /* bytes from '<' to '>' */
};

/* The row of a name, case ignored; NULL when it is not on the list. */
const struct tag_row *tag_row(struct span name);

/* The place of a row in the table, below TAG_ROWS_MAX. */
size_t tag_row_index(const struct tag_row *row);

/*
 * Reads the tag at the start of text (its '<').  False when it is text: the
 * name is unknown and no attribute has a value, or what follows the name is no
 * list of attributes.  A tag cut off by the end of text counts when its name
 * is on the list.
 */
bool tag_read(struct span text, struct tag *ret);

/* The bytes of the closing tag of this name at the start of text, or 0. */
size_t tag_end(struct span text, struct span name);

/* The value of an attribute, prefix and case of its name ignored. */
bool tag_attribute(const struct tag *tag, const char *name, struct span *ret);

/*
 * The element whose opening tag stands at the start of text, from '<' to the
 * end of its closing tag; false when it is never closed.
 */
bool tag_element(struct span text, const struct tag *open, struct span *ret);

/* ---- bracketed.c ---- */

/* What is known of the names in angle brackets of one text; {0}: nothing. */
struct bracketed {
	bool counted;    /* the next two are known */
	uint32_t opened; /* bit n: there is a "<" and the nth letter */
	uint32_t closed; /* bit n: there is its closing tag */
	unsigned char names[TAG_ROWS_MAX]; /* of several letters, by row */
};

/* Is the inline tag at index at rather a name in angle brackets? */
bool bracketed_is_text(struct bracketed *seen, struct span text, size_t at,
		       const struct tag *tag);

#endif
