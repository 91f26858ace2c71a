/* SPDX-License-Identifier: MIT */
/*
 * A date's text as tokens: numbers, names of months and seasons, and the
 * separators that may bear a meaning.
 */
#ifndef PAPERD_CLEAN_DATE_TOKEN_H
#define PAPERD_CLEAN_DATE_TOKEN_H

#include "paperd/text.h"

/* A range of two days with times has 10; a longer text is not a date. */
#define DATE_TOKENS_MAX 24

/* The kinds, as letters so that the form of a date is a string. */
enum date_kind {
	DATE_YEAR = 'Y',   /* four digits */
	DATE_NUMBER = 'N', /* one or two */
	DATE_MONTH = 'M',  /* a name */
	DATE_SEASON = 'S', /* a name; EDTF's 21 to 24 */
	DATE_DASH = '-',
	DATE_SLASH = '/',
	DATE_DOT = '.',
};

struct date_token {
	char kind;
	int value;
};

struct date_tokens {
	struct date_token at[DATE_TOKENS_MAX];
	size_t count;
};

/* Reads all of text, a plain view.  False when anything in it is not
 * understood. */
bool date_tokens_read(struct span text, struct date_tokens *ret);

/*
 * What a word says in English, German, French, Spanish, Portuguese or Italian:
 * 1 to 12 a month, 21 to 24 a season from spring on, 0 neither.  The word is
 * in lower case, without accents.
 */
int date_word(const char *word);

#endif
