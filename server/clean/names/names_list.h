/* SPDX-License-Identifier: MIT */
/*
 * Cutting a list of names: separators (names_cutter.c), what a piece looks like
 * (names_shape.c) and what the pieces between commas mean together
 * (names_pieces.c).
 */
#ifndef PAPERD_CLEAN_NAMES_LIST_H
#define PAPERD_CLEAN_NAMES_LIST_H

#include "names_rules.h"

enum level { LEVEL_SEMICOLON, LEVEL_CONJUNCTION, LEVEL_COMMA };

/* A text being cut at the separators of one level. */
struct cutter {
	struct span rest;
	bool nested; /* brackets match and hide separators */
};

/* Takes the part before the next separator off the front; false at the end. */
bool cutter_next(struct cutter *cutter, enum level level, struct span *ret);
/* How many parts are not empty. */
size_t cutter_count(struct cutter cutter, enum level level);

/* What a piece between two commas looks like. */
enum shape {
	SHAPE_WORD,     /* one word, particles apart: half a name */
	SHAPE_INITIALS, /* "M.", "J. A." */
	SHAPE_GIVEN,    /* a word, then dotted initials: "John Q." */
	SHAPE_BEHIND,   /* a word, then bare initials: "Smith JA" */
	SHAPE_FULL,     /* another whole name */
};
enum shape piece_shape(struct span text);

struct piece {
	struct span text;        /* tails cut */
	struct span suffix;      /* from the piece after it */
	struct span affiliation; /* from its brackets */
	uint32_t notes;          /* what was cut */
	enum shape shape;
};

struct pieces {
	struct piece *items; /* owned */
	size_t count;
	size_t room;
	uint32_t notes; /* what was done to pieces left out */
};

/* Fills pieces with what stands between the commas, nobody left out.  False
 * when there is no memory. */
bool pieces_cut(struct pieces *pieces, struct cutter cutter);
/* Adds the names; `pair`: two pieces are family and given.  False when there
 * is no memory. */
bool pieces_add_names(struct pieces *pieces, bool pair,
		      struct authors *authors);

#endif
