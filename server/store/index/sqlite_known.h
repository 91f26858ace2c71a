/* SPDX-License-Identifier: MIT */
/*
 * What the writer has looked up lately: a load names few journals, types and
 * publishers, each very often.
 */
#ifndef PAPERD_STORE_SQLITE_KNOWN_H
#define PAPERD_STORE_SQLITE_KNOWN_H

#include "paperd/store.h"

/* Places, of one thing each; what comes to a place that is taken replaces. */
#define KNOWN_MAX 4096

struct known_row {
	char digest[ETAG_MAX]; /* of what was looked up; "" unused */
	long long id;
};

/* {0} knows nothing; used by the writer alone. */
struct known {
	struct known_row rows[KNOWN_MAX];
};

/* The id that was kept for a digest (digest_hex() of what is looked up); 0: it
 * is not known. */
long long known_find(const struct known *known, const char *digest);
void known_keep(struct known *known, const char *digest, long long id);
void known_forget(struct known *known);

#endif
