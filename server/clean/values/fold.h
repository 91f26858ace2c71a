/* SPDX-License-Identifier: MIT */
/*
 * The plain view of a short value that is not prose (a date, a page, a
 * number): what looks like an ASCII character is that character.
 */
#ifndef PAPERD_CLEAN_FOLD_H
#define PAPERD_CLEAN_FOLD_H

#include "paperd/text.h"

/* Longest value looked at; longer ones are prose. */
#define FOLD_MAX 512

struct fold {
	char at[FOLD_MAX];
	size_t len;
};

static inline struct span fold_span(const struct fold *fold)
{
	return (struct span){ fold->at, fold->len };
}

/* True for any dash but '-' itself. */
bool fold_is_dash(uint32_t code);

/*
 * Copies raw: full-width forms as ASCII, every dash and a soft hyphen between
 * digits as '-', every blank as one ' ', invisible characters and blanks at
 * both ends dropped, entities of these characters decoded.  False when it is
 * too long.
 */
bool fold_set(struct fold *fold, struct span raw);

#endif
