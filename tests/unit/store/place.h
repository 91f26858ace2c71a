/* SPDX-License-Identifier: MIT */
/* A store in a file, in a folder of its own; one in each file of tests. */
#ifndef PLACE_H
#define PLACE_H

#include <criterion/criterion.h>

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "paperd/store.h"

static char place_folder[64];
static char place_path[128]; /* of the database */
static char place_url[160];

static inline void place_make(void)
{
	snprintf(place_folder, sizeof(place_folder),
		 "/tmp/paperd-store-XXXXXX");
	cr_assert(mkdtemp(place_folder));
	snprintf(place_path, sizeof(place_path), "%s/s.db", place_folder);
	snprintf(place_url, sizeof(place_url), "sqlite:%s", place_path);
}

static inline void place_remove(void)
{
	static const char *const ends[] = { "", "-wal", "-shm", "-journal",
					    ".lock" };
	char name[160];

	for (size_t i = 0; i < ARRAY_COUNT(ends); i++) {
		snprintf(name, sizeof(name), "%s%s", place_path, ends[i]);
		unlink(name);
	}
	rmdir(place_folder);
}

/* The store of the place, opened; the caller closes it. */
static inline struct store *place_open(void)
{
	struct error err = { 0 };
	struct store *store = NULL;

	cr_assert_eq(store_open(place_url, &store, &err), STATUS_OK, "%s",
		     err.detail);
	return store;
}

static inline int place_number(void *context, int count, char **values,
			       char **names)
{
	(void)names;
	if (count && values[0])
		*(long long *)context = atoll(values[0]);
	return 0;
}

/* Runs SQL on the file of the closed store; gives the last first number. */
static inline long long place_run(const char *sql)
{
	long long number = 0;
	sqlite3 *db;

	cr_assert_eq(sqlite3_open(place_path, &db), SQLITE_OK);
	cr_assert_eq(sqlite3_exec(db, sql, place_number, &number, NULL),
		     SQLITE_OK, "%s", sqlite3_errmsg(db));
	sqlite3_close(db);
	return number;
}

#endif
