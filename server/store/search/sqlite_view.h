/* SPDX-License-Identifier: MIT */
/*
 * One state of the store: what the database and the facts in memory say is of
 * the same moment.
 *
 * Every transaction that changes facts has a number, which stands in the
 * database and, once its changes are made there too, in memory.  Who looks at
 * both begins when the numbers agree and, at the end, sees whether they still
 * do; if not, the facts changed meanwhile, and it is done again.  The writer
 * never waits, but for who has had to do so too often.
 *
 *	SCOPED(view_close) struct view view = { .reader = &reader };
 *	do {
 *		status = view_open(&view, err);
 *		…
 *	} while (status == STATUS_OK && !view_holds(&view));
 */
#ifndef PAPERD_STORE_SQLITE_VIEW_H
#define PAPERD_STORE_SQLITE_VIEW_H

#include "sqlite.h"

struct view {
	struct reader *reader;
	struct connection *open; /* its snapshot; NULL: none */
	long long number;
	unsigned tries;
	bool locked; /* the facts cannot change */
};

/* Begins, or begins anew, a snapshot that agrees with the facts. */
MUST_CHECK enum status view_open(struct view *view, struct error *err);
/* True when the facts did not change since. */
bool view_holds(const struct view *view);
void view_close(struct view *view);

/* The number of the last transaction, in the database. */
MUST_CHECK enum status commits_read(struct connection *connection,
				    long long *ret, struct error *err);

#endif
