/* SPDX-License-Identifier: MIT */
/* The forms of a date: which token stands for which part of it. */
#ifndef PAPERD_CLEAN_DATE_FORM_H
#define PAPERD_CLEAN_DATE_FORM_H

#include "date_token.h"

/* What was read; -1 not mentioned.  A mentioned 0 is an unknown part. */
struct date_parts {
	int year;
	int month;
	int day;
	int season;     /* 21 to 24 */
	int lone;       /* one number, meaning to be had from the other end */
	bool unordered; /* day and month could each be the other */
};

static inline bool date_is_separator(char kind)
{
	return kind == DATE_DASH || kind == DATE_SLASH || kind == DATE_DOT;
}

/* Reads one date, perhaps in part; false when the tokens have no form of one,
 * or one that can be read in two ways. */
bool date_parts_read(const struct date_token *tokens, size_t count,
		     struct date_parts *ret);

#endif
