/* SPDX-License-Identifier: MIT */
/*
 * A query as SQL: pure functions, no database.  The text is made of constant
 * parts only; every value of the query is a parameter, in the order in which
 * the parameters stand in the text.
 */
#ifndef PAPERD_STORE_SQLITE_QUERY_H
#define PAPERD_STORE_SQLITE_QUERY_H

#include "paperd/query.h"

/* Each member of a query gives at most one value, the cursor two. */
#define SQL_VALUES_MAX 16

/* Longest key of a journal's title, and so longest title told apart. */
#define SQL_KEY_MAX 4096

struct sql_value {
	char *text; /* owned; NULL: the number */
	long long number;
};

/* {0} is not valid: sql_init(). */
struct sql {
	struct buf text;
	struct sql_value values[SQL_VALUES_MAX];
	size_t count;
};

struct sql sql_init(void);
void sql_release(struct sql *sql);

/*
 * The records of one page and one more, which tells whether there is a next
 * page: columns doi, published, etag, json.  Failure shows in
 * buf_check(&sql->text).
 */
void sql_page(const struct query *query, struct sql *sql);

/* The number of records on all pages: one row, one column. */
void sql_total(const struct query *query, struct sql *sql);

/* journal_key() of the title's first SQL_KEY_MAX bytes: what journals.key
 * holds. */
void sql_journal_key(struct span title, struct buf *out);

#endif
