/* SPDX-License-Identifier: MIT */
/* A store that is filled: several batches in one transaction, and what is held
 * of them however it ends. */
#include <criterion/criterion.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "paperd/query.h"
#include "paperd/scoped.h"
#include "paperd/store.h"

#include "place.h"

TestSuite(fill, .init = place_make, .fini = place_remove);

/* Puts a record of this DOI and title, and says that the file is loaded up to
 * the offset. */
static enum status put(struct store *store, const char *doi, const char *title,
		       long long offset, bool goes_on)
{
	SCOPED(entry_release)
	struct entry entry = { .json = buf_init(1 << 24),
			       .raw = buf_init(1 << 24) };
	struct dump_file file = { .path = (char *)"dump",
				  .generation = 1,
				  .offset = offset };
	struct batch batch = { .entries = &entry,
			       .entry_count = 1,
			       .file = &file,
			       .goes_on = goes_on };

	entry.paper.doi = span_copy(span_of(doi));
	entry.paper.title = span_copy(span_of(title));
	paper_to_json(&entry.paper, FIELD_SET_ALL, &entry.json);
	buf_add_span(&entry.raw, buf_span(&entry.json));
	return store_put(store, &batch, NULL);
}

static long long found(struct store *store, const char *words)
{
	SCOPED(query_release) struct query query = query_init();
	SCOPED(page_release) struct page page = { 0 };
	struct error err = { 0 };

	cr_assert_eq(
		query_parse(&query, span_of("query"), span_of(words), &err),
		STATUS_OK, "%s", err.detail);
	cr_assert_eq(query_check(&query, &err), STATUS_OK, "%s", err.detail);
	cr_assert_eq(store_list(store, &query, &page, &err), STATUS_OK, "%s",
		     err.detail);
	return page.total;
}

static long long offset_in(struct store *store)
{
	SCOPED(dump_file_release) struct dump_file file = { 0 };

	return store_file(store, "dump", &file, NULL) == STATUS_OK ? file.offset
								   : 0;
}

/* ---- how a fill ends ---- */

static void killed(struct store *store)
{
	(void)store;
	raise(SIGKILL);
}

static void settled(struct store *store)
{
	if (store_settle(store, 3, NULL) == STATUS_OK)
		raise(SIGKILL);
}

/* The file of the database may not grow any more. */
static void out_of_room(struct store *store)
{
	struct rlimit few = { 1 << 16, 1 << 16 };
	char *title = calloc(1, 1 << 23);

	memset(title, 'x', (1 << 23) - 1);
	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &few);
	if (put(store, "10.1000/big", title, 4, false) != STATUS_OK &&
	    put(store, "10.1000/next", "next", 5, true) != STATUS_OK)
		raise(SIGKILL);
}

static const struct {
	const char *name;
	bool goes_on; /* of the last batch */
	void (*end)(struct store *store);
	long long held; /* how far the file is loaded afterwards */
} ends[] = {
	{ "it is closed in the middle", true, store_close, 3 },
	{ "it is closed at the end of a file", false, store_close, 3 },
	{ "it is killed in the middle", true, killed, 0 },
	{ "it is killed after the end of a file", false, killed, 3 },
	{ "it is killed after settling in the middle", true, settled, 3 },
	{ "the disk is full in the middle", true, out_of_room, 0 },
	{ "the disk is full after the end of a file", false, out_of_room, 3 },
};

static void fill_and_end(bool goes_on, void (*end)(struct store *store))
{
	struct store *store = NULL;

	if (store_open(place_url, &store, NULL) != STATUS_OK)
		_exit(1);
	store_fill(store);
	if (put(store, "10.1000/a", "galaxy early", 1, true) != STATUS_OK ||
	    put(store, "10.1000/b", "galaxy", 2, true) != STATUS_OK ||
	    put(store, "10.1000/a", "galaxy late", 3, goes_on) != STATUS_OK)
		_exit(2);
	end(store);
	_exit(0);
}

Test(fill, holds_all_of_a_transaction_or_nothing)
{
	for (size_t i = 0; i < ARRAY_COUNT(ends); i++) {
		const char *name = ends[i].name;
		bool kills = ends[i].end != store_close;
		bool held = ends[i].held > 0;
		struct store *store;
		int status = 0;
		pid_t child = fork();

		if (child == 0)
			fill_and_end(ends[i].goes_on, ends[i].end);
		waitpid(child, &status, 0);
		cr_assert(kills ? WIFSIGNALED(status) : WIFEXITED(status),
			  "%s: %x", name, (unsigned)status);
		cr_assert(kills || !WEXITSTATUS(status), "%s", name);
		store = place_open();
		cr_expect_eq(offset_in(store), ends[i].held, "%s", name);
		cr_expect_eq(found(store, "galaxy"), held ? 2 : 0, "%s", name);
		cr_expect_eq(found(store, "late"), held, "%s", name);
		cr_expect_eq(found(store, "early"), 0, "%s", name);
		store_close(store);
		place_remove();
		place_make();
	}
}
