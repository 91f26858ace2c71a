/* SPDX-License-Identifier: MIT */
/*
 * The search language cut into its words and signs.
 *
 * Any bytes are read.  What parts words is white space, control characters and
 * the punctuation by which Chinese and Japanese part what they write without
 * blanks.  Each token takes at least one byte, and a quote that is not closed
 * is looked for once: linear time.
 */
#ifndef PAPERD_SEARCH_TOKEN_H
#define PAPERD_SEARCH_TOKEN_H

#include "paperd/text.h"

enum token_kind {
	TOKEN_WORD,
	TOKEN_YEAR,
	TOKEN_OR,
	TOKEN_AND,
};

struct token {
	enum token_kind kind;
	struct span text; /* without the signs of the language */
	unsigned fields;  /* bits of enum search_field; 0: none of its own */
	bool negated;
	bool phrase;
	bool prefix;
	int from, until; /* of TOKEN_YEAR; 0: open */
};

struct token_reader {
	struct span rest;
	unsigned unclosed; /* bits of the kinds of quotes that close no more */
};

/* The next token; false at the end.  Spans point into the text. */
bool token_next(struct token_reader *reader, struct token *ret);

#endif
