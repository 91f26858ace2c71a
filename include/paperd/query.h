/* SPDX-License-Identifier: MIT */
/*
 * A search as a value.
 *
 * query_params[] is the one table of list parameters; query_parse() fills a
 * struct query from name and value pairs, a backend turns it into its own
 * language, the API description prints it.  Empty members ask for nothing.
 */
#ifndef PAPERD_QUERY_H
#define PAPERD_QUERY_H

#include "paperd/paper.h"

#define QUERY_LIMIT_DEFAULT 20
/* One page is built in memory: 1,000 records of 3 kB are 3 MB. */
#define QUERY_LIMIT_MAX 1000

enum query_sort {
	SORT_DOI,
	SORT_DOI_DESCENDING,
	SORT_PUBLISHED,
	SORT_PUBLISHED_DESCENDING,
};

/* What a record must have; bits of query.has. */
enum query_has {
	HAS_ABSTRACT = 1,
	HAS_AUTHORS = 2,
	HAS_LICENSE = 4,
	HAS_REFERENCES = 8,
	HAS_TRANSLATION = 16,
	HAS_ORCID = 32,
};

struct query {
	char *doi; /* key form */
	char *type;
	char *issn;    /* NNNN-NNNX */
	char *journal; /* title, compared as journal_key() makes it */
	char *language;
	struct integer year;
	char *from;  /* published on or after: YYYY[-MM[-DD]] */
	char *until; /* published on or before, the whole period included */
	unsigned has;
	enum query_sort sort;
	unsigned limit;
	field_set fields;
	/* where the page starts: after this sort key and DOI (from a cursor) */
	char *after_key;
	char *after_doi;
	enum query_sort cursor_sort; /* the order the cursor belongs to */
};

/* One list parameter, for the parser, the errors and the description. */
struct query_param {
	const char *name;
	const char *type;    /* JSON schema type: string, integer */
	const char *summary; /* one sentence */
	enum status (*parse)(struct query *, struct span value, struct error *);
};
extern const struct query_param query_params[]; /* ends with a NULL name */

/* A query that asks for everything, first page.  {0} but for limit, fields. */
struct query query_init(void);
void query_release(struct query *query);

/*
 * Sets one parameter.  Error: STATUS_INVALID_PARAMETER saying what was
 * understood and what is allowed; an unknown name lists the known ones.
 */
MUST_CHECK enum status query_parse(struct query *query, struct span name,
				   struct span value, struct error *err);

/*
 * Checks parameters against each other, once all are set.  Error:
 * STATUS_INVALID_PARAMETER for a cursor of a list in another order.
 */
MUST_CHECK enum status query_check(const struct query *query,
				   struct error *err);

/*
 * The cursor for the page after the record with this DOI and, when sorting by
 * date, this publication date: URL-safe ([A-Za-z0-9_-]), stateless.
 */
void query_cursor(const struct query *query, const char *published,
		  const char *doi, struct buf *out);

/* The form NNNN-NNNX of what may be written without hyphen or with a small x;
 * false when it is no ISSN.  Whether the check digit is right is not asked. */
bool issn_form(struct span text, char out[10]);

/*
 * The form in which journal titles are compared: letters and digits only,
 * ASCII letters in lower case, other letters as they are.
 */
void journal_key(struct span title, struct buf *out);

#endif
