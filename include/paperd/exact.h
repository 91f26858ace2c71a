/* SPDX-License-Identifier: MIT */
/*
 * Exact terms: values by which a record is found as a whole, such as the ORCID
 * iDs of its authors.
 *
 * A term is EXACT_MARK, the letter of its kind, and the value as the record has
 * it.  No word has that mark, so words and exact terms stand in one index and
 * never meet.  A kind is one row of the table in exact.c.
 */
#ifndef PAPERD_EXACT_H
#define PAPERD_EXACT_H

#include "paperd/query.h"

enum exact_kind {
	EXACT_ORCID,       /* of its authors */
	EXACT_ISBN,        /* thirteen digits each */
	EXACT_FUNDER,      /* DOIs of the Funder Registry */
	EXACT_UPDATES,     /* DOIs of works that it updates */
	EXACT_UPDATE_TYPE, /* what it is for them, in small letters */
	EXACT_MEMBER,      /* number of a Crossref member */
	EXACT_KINDS
};

/* What every exact term begins with; a word of a search has no control
 * characters, nor has a term of a text. */
#define EXACT_MARK '\x02'

/* What takes the terms of a record, one by one; a term is valid meanwhile. */
struct exact_taker {
	void (*take)(void *context, struct span term);
	void *context;
};

/* Hands out all exact terms of a record; one may come more than once. */
void exact_terms(const struct paper *paper, const struct exact_taker *taker);

/* Appends the term of a value.  False, out untouched, when no record has such a
 * term: the value is empty, has blanks or control characters, or is longer than
 * any DOI. */
bool exact_term(enum exact_kind kind, struct span value, struct buf *out);

/* What a query asks for of a kind. */
const struct choice *exact_choice(const struct query *query,
				  enum exact_kind kind);

#endif
