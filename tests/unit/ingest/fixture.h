/* SPDX-License-Identifier: MIT */
/* What the tests of loading share: a folder of their own, dumps in it, a store
 * that can be made to fail, and a picture of what a store holds. */
#ifndef INGEST_FIXTURE_H
#define INGEST_FIXTURE_H

#include "paperd/ingest.h"

/* A folder that is removed, with all in it, at the end of the test. */
struct site {
	char folder[64];
};
struct site site_make(void);
void site_remove(struct site *site);

/* folder/name; for a test's length. */
const char *site_path(const struct site *site, const char *name);

void site_write(const struct site *site, const char *name, struct span bytes);
void site_folder(const struct site *site, const char *name);

/* Appends works "10.5555/NAME.1" … as lines, each with a title. */
void add_works(struct buf *out, const char *name, int from, int to);

/* The gzip form of bytes, appended. */
void add_gzip(struct buf *out, struct span bytes);

/* Opens the store in folder/name; the test fails when that does. */
struct store *store_at(const struct site *site, const char *name);
void close_store(struct store **store);

/* What the store holds: all records in order, without the time they were
 * loaded, and the state of each file. */
void store_picture(struct store *store, struct buf *out);

long long store_count(struct store *store);

/* The record of a DOI as JSON; "" when there is none.  Owned. */
char *store_record(struct store *store, const char *doi);

/* What the store knows of folder/name. */
struct dump_file store_file_of(struct store *store, const struct site *site,
			       const char *name);

/* Loads the paths, the threads' number being 2, without reports. */
struct ingest_options load_options(const char *const *paths, size_t count);

/*
 * A store in front of another that fails a write: the left-th from now on, and
 * all after it.
 */
struct faulty {
	struct store base;
	struct store *real;
	long long left;
	enum status status; /* it fails with */
	long long fails;    /* so many writes, then none; 0: all */
	/* Called before the next put of records made anew, once, while those
	 * that were read for it wait; NULL: nothing is. */
	void (*meanwhile)(struct faulty *faulty);
	void *context;
};
void faulty_init(struct faulty *faulty, struct store *real, long long left);

#endif
