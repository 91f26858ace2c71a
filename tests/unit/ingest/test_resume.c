/* SPDX-License-Identifier: MIT */
/*
 * Whatever interrupts a load, the next one goes on and ends in the same state
 * as one that was never disturbed.
 */
#include <criterion/criterion.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fixture.h"
#include "paperd/scoped.h"

/* Files with works in common, rejects, and, in the second state, changes. */
static void write_dumps(const struct site *site, int state)
{
	SCOPED(buf_release) struct buf a = buf_init(64 << 20);
	SCOPED(buf_release) struct buf b = buf_init(64 << 20);
	SCOPED(buf_release) struct buf c = buf_init(64 << 20);
	SCOPED(buf_release) struct buf packed = buf_init(64 << 20);

	add_works(&a, "a", state == 1 ? 1 : 700, 5000);
	buf_add_text(&a, "{\"broken\n");
	add_works(&a, "b", 300, state == 1 ? 400 : 900);
	add_works(&b, "b", 1, state == 1 ? 3000 : 600);
	add_gzip(&packed, buf_span(&b));
	add_works(&c, "a", 650, 800);
	buf_add_text(&c, "garbage\n");
	site_write(site, "dumps/a.jsonl", buf_span(&a));
	site_write(site, "dumps/b.jsonl.gz", buf_span(&packed));
	site_write(site, "dumps/c.jsonl", buf_span(&c));
}

static enum status load(struct store *store, const struct site *site,
			struct error *err)
{
	const char *paths[] = { site_path(site, "dumps") };
	struct ingest_options options = load_options(paths, 1);

	return ingest_run(store, &options, err);
}

static void load_whole(struct store *store, const struct site *site)
{
	struct error err = { 0 };

	cr_assert_eq(load(store, site, &err), STATUS_OK, "%s", err.detail);
}

static void add_file(struct store *store, const struct site *site,
		     const char *name, struct buf *out)
{
	SCOPED(dump_file_release)
	struct dump_file file = store_file_of(store, site, name);

	buf_add_format(out, "%s %lld %s %lld %d %lld %lld %lld %lld %s\n", name,
		       file.size, file.digest, file.generation, file.complete,
		       file.offset, file.line, file.records, file.rejects,
		       file.error ? file.error : "");
}

/* Records, rejects and files of the store. */
static void picture(struct store *store, const struct site *site,
		    struct buf *out)
{
	store_picture(store, out);
	add_file(store, site, "dumps/a.jsonl", out);
	add_file(store, site, "dumps/b.jsonl.gz", out);
	add_file(store, site, "dumps/c.jsonl", out);
}

static void expect_same(struct store *store, const struct site *site,
			const struct buf *wanted, const char *what)
{
	SCOPED(buf_release) struct buf out = buf_init(64 << 20);

	picture(store, site, &out);
	cr_assert(out.len == wanted->len &&
			  memcmp(out.data, wanted->data, out.len) == 0,
		  "%s: another state (%zu bytes, %zu wanted)", what, out.len,
		  wanted->len);
}

/* The picture of the state after undisturbed loads. */
static void undisturbed(const struct site *site, int states, struct buf *out)
{
	SCOPED(close_store) struct store *store = store_at(site, "whole.db");

	for (int state = 1; state <= states; state++) {
		write_dumps(site, state);
		load_whole(store, site);
	}
	picture(store, site, out);
}

/* Makes the n-th write fail, for each n there is, in the given state. */
static void fail_each_write(struct site *site, int state)
{
	SCOPED(buf_release) struct buf wanted = buf_init(64 << 20);
	enum status status = STATUS_STORE_FULL;
	long long n = 0;

	site_folder(site, "dumps");
	undisturbed(site, state, &wanted);
	while (status != STATUS_OK) {
		char name[32], what[32];
		SCOPED(close_store) struct store *store = NULL;
		struct error err = { 0 };
		struct faulty faulty;

		snprintf(name, sizeof(name), "n%lld.db", ++n);
		snprintf(what, sizeof(what), "write %lld fails", n);
		store = store_at(site, name);
		for (int before = 1; before < state; before++) {
			write_dumps(site, before);
			load_whole(store, site);
		}
		write_dumps(site, state);
		faulty_init(&faulty, store, n);
		status = load(&faulty.base, site, &err);
		if (status != STATUS_OK)
			cr_assert_eq(status, STATUS_STORE_FULL, "%s: %s", what,
				     err.detail);
		load_whole(store, site);
		expect_same(store, site, &wanted, what);
	}
	cr_assert_geq(n, 5, "only %lld writes", n);
}

Test(resume, goes_on_after_a_failed_write_of_a_first_load)
{
	SCOPED(site_remove) struct site site = site_make();

	fail_each_write(&site, 1);
}

Test(resume, goes_on_after_a_failed_write_of_a_changed_dump)
{
	SCOPED(site_remove) struct site site = site_make();

	fail_each_write(&site, 2);
}

/* Works that stood in the first file and stand in the last one now. */
static void write_moved(const struct site *site, bool moved)
{
	SCOPED(buf_release) struct buf a = buf_init(64 << 20);
	SCOPED(buf_release) struct buf z = buf_init(64 << 20);

	add_works(&a, moved ? "other" : "moved", 1, 10);
	add_works(&z, moved ? "moved" : "other", 1, 20);
	site_write(site, "dumps/a", buf_span(&a));
	site_write(site, "dumps/z", buf_span(&z));
}

/* Wherever the load ends: each write of it fails in turn. */
Test(resume, holds_a_record_that_moves_to_another_file_at_every_moment)
{
	enum status status = STATUS_STORE_FULL;
	long long n = 0;

	while (status != STATUS_OK) {
		SCOPED(site_remove) struct site site = site_make();
		SCOPED(close_store)
		struct store *store = store_at(&site, "s.db");
		SCOPED_FREE char *json = NULL;
		struct error err = { 0 };
		struct faulty faulty;

		site_folder(&site, "dumps");
		write_moved(&site, false);
		load_whole(store, &site);
		write_moved(&site, true);
		faulty_init(&faulty, store, ++n);
		status = load(&faulty.base, &site, &err);
		json = store_record(store, "10.5555/moved.1");
		cr_expect_neq(*json, '\0', "write %lld fails", n);
	}
	cr_assert_geq(n, 4, "only %lld writes", n);
}

/* ---- stop and kill ---- */

/* Starts a load and waits until `records` are stored or it is over. */
static struct ingest *load_some(struct store *store,
				const struct ingest_options *options,
				long long records, bool *ret_done)
{
	struct ingest_progress progress;
	struct ingest *ingest = NULL;
	struct error err = { 0 };

	cr_assert_eq(ingest_start(store, options, &ingest, &err), STATUS_OK);
	do {
		sched_yield();
		ingest_progress(ingest, &progress);
	} while (!progress.done && progress.records < records);
	*ret_done = progress.done;
	return ingest;
}

Test(resume, goes_on_after_a_stop)
{
	SCOPED(site_remove) struct site site = site_make();
	SCOPED(buf_release) struct buf wanted = buf_init(64 << 20);
	SCOPED(close_store) struct store *store = NULL;
	const char *paths[] = { site_path(&site, "dumps") };
	struct ingest_options options = load_options(paths, 1);
	bool done = false;
	int starts = 0;

	site_folder(&site, "dumps");
	undisturbed(&site, 1, &wanted);
	store = store_at(&site, "stopped.db");
	while (!done) {
		ingest_stop(load_some(store, &options, 1, &done));
		starts++;
	}
	cr_assert_gt(starts, 1);
	expect_same(store, &site, &wanted, "stopped");
}

/* Loads in a process that kills itself when so many records are in. */
static bool load_and_die(const struct site *site, long long records)
{
	const char *paths[] = { site_path(site, "dumps") };
	struct ingest_options options = load_options(paths, 1);
	pid_t child = fork();
	int result;
	bool done;

	cr_assert_geq(child, 0);
	if (child == 0) {
		load_some(store_at(site, "killed.db"), &options, records,
			  &done);
		if (!done)
			kill(getpid(), SIGKILL);
		_exit(0);
	}
	cr_assert_eq(waitpid(child, &result, 0), child);
	if (WIFEXITED(result))
		cr_assert_eq(WEXITSTATUS(result), 0);
	else
		cr_assert_eq(WTERMSIG(result), SIGKILL);
	return WIFEXITED(result);
}

Test(resume, goes_on_after_a_kill)
{
	SCOPED(site_remove) struct site site = site_make();
	SCOPED(buf_release) struct buf wanted = buf_init(64 << 20);
	SCOPED(close_store) struct store *store = NULL;
	int kills = 0;

	site_folder(&site, "dumps");
	undisturbed(&site, 1, &wanted);
	while (!load_and_die(&site, 1))
		kills++;
	cr_assert_gt(kills, 1);
	store = store_at(&site, "killed.db");
	load_whole(store, &site);
	expect_same(store, &site, &wanted, "killed");
}
