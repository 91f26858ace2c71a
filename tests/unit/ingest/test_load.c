/* SPDX-License-Identifier: MIT */
/* Loading from files to a real store. */
#include <criterion/criterion.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../../../server/ingest/load.h"
#include "fixture.h"
#include "held.h"
#include "paperd/scoped.h"

/* Loads folder/dumps, failing the test unless the status is as expected. */
static void load(struct store *store, const struct site *site,
		 enum status expected)
{
	const char *paths[] = { site_path(site, "dumps") };
	struct ingest_options options = load_options(paths, 1);
	struct error err = { 0 };

	options.rejects = site_path(site, "rejects.jsonl");
	cr_assert_eq(ingest_run(store, &options, &err), expected, "%s",
		     err.detail);
}

static void write_works(const struct site *site, const char *file,
			const char *name, int from, int to)
{
	SCOPED(buf_release) struct buf lines = buf_init(64 << 20);

	add_works(&lines, name, from, to);
	site_write(site, file, buf_span(&lines));
}

static void set_mtime(const struct site *site, const char *name, time_t when)
{
	struct timespec times[2] = { { .tv_sec = when }, { .tv_sec = when } };

	cr_assert_eq(utimensat(AT_FDCWD, site_path(site, name), times, 0), 0);
}

static bool has(struct store *store, const char *doi)
{
	return is_held(store, doi);
}

/* The content of folder/name; owned. */
static char *read_whole(const struct site *site, const char *name)
{
	SCOPED(buf_release) struct buf out = buf_init(1 << 20);
	FILE *file = fopen(site_path(site, name), "re");
	int c;

	cr_assert_not_null(file, "%s", name);
	while ((c = fgetc(file)) != EOF)
		buf_add_char(&out, (char)c);
	fclose(file);
	return buf_take(&out);
}

Test(load, notes_where_a_record_came_from)
{
	SCOPED(site_remove) struct site site = site_make();
	SCOPED(close_store) struct store *store = store_at(&site, "s.db");
	SCOPED_FREE char *json = NULL;
	char wanted[300];

	site_folder(&site, "dumps");
	write_works(&site, "dumps/a.jsonl", "a", 1, 4);
	load(store, &site, STATUS_OK);
	json = store_record(store, "10.5555/a.3");
	snprintf(wanted, sizeof(wanted),
		 "\"file\":\"%s/dumps/a.jsonl\",\"line\":3,\"loaded\":\"20",
		 site.folder);
	cr_assert_not_null(strstr(json, wanted), "%s", json);
	cr_assert_not_null(strstr(json, "\"title\":\"Work 3 of a\""), "%s",
			   json);
}

Test(load, keeps_the_source_object_byte_for_byte)
{
	static const char object[] = "{\"DOI\" :\"10.5555/x\",\n"
				     " \"title\":[\"A\"],\"junk\":1e3}";
	SCOPED(site_remove) struct site site = site_make();
	SCOPED(close_store) struct store *store = store_at(&site, "s.db");
	SCOPED(buf_release) struct buf raw = buf_init(1 << 20);
	struct error err = { 0 };

	site_folder(&site, "dumps");
	site_write(&site, "dumps/a", span_of(object));
	load(store, &site, STATUS_OK);
	cr_assert_eq(store_raw(store, span_of("10.5555/x"), &raw, &err),
		     STATUS_OK);
	cr_assert_str_eq(buf_text(&raw), object);
}

Test(load, says_how_far_a_file_is_loaded)
{
	SCOPED(site_remove) struct site site = site_make();
	SCOPED(close_store) struct store *store = store_at(&site, "s.db");
	SCOPED(buf_release) struct buf lines = buf_init(1 << 20);
	SCOPED(dump_file_release) struct dump_file file = { 0 };

	site_folder(&site, "dumps");
	add_works(&lines, "a", 1, 3001);
	buf_add_text(&lines, "broken\n{\"no\":\"doi\"}\n");
	site_write(&site, "dumps/a", buf_span(&lines));
	load(store, &site, STATUS_OK);
	file = store_file_of(store, &site, "dumps/a");
	cr_assert(file.complete);
	cr_assert_eq(file.generation, 1);
	cr_assert_eq(file.records, 3000);
	cr_assert_eq(file.rejects, 2);
	cr_assert_eq(file.size, (long long)lines.len);
	cr_assert_eq(file.offset, (long long)lines.len);
	cr_assert_eq(file.line, 3003);
	cr_assert_eq(strlen(file.digest), 32);
	cr_assert_not_null(file.finished);
	cr_assert_null(file.error);
	cr_assert_eq(store_count(store), 3000);
}

Test(load, lists_rejects_in_a_file)
{
	SCOPED(site_remove) struct site site = site_make();
	SCOPED(close_store) struct store *store = store_at(&site, "s.db");
	SCOPED_FREE char *rejects = NULL;
	char wanted[600];

	site_folder(&site, "dumps");
	site_write(&site, "dumps/a", span_of("broken\n{\"no\":\"doi\"}\n"));
	load(store, &site, STATUS_OK);
	rejects = read_whole(&site, "rejects.jsonl");
	snprintf(wanted, sizeof(wanted),
		 "{\"file\":\"%s/dumps/a\",\"line\":1,\"offset\":0,"
		 "\"reason\":\"not a JSON object\"}\n{\"file\":\"%s/dumps/a\","
		 "\"line\":2,\"offset\":7,\"reason\":\"",
		 site.folder, site.folder);
	cr_assert_eq(strncmp(rejects, wanted, strlen(wanted)), 0, "%s",
		     rejects);
	/* rejects of a corrected file are gone */
	site_write(&site, "dumps/a", span_of("{\"DOI\":\"10.5555/ok\"}"));
	load(store, &site, STATUS_OK);
	free(rejects);
	rejects = read_whole(&site, "rejects.jsonl");
	cr_assert_str_eq(rejects, "");
}

/* Crossref's works have no text after them; what stands there is garbage, but
 * does not spoil the work. */
Test(load, rejects_lines_between_objects)
{
	static const char object[] = "{\"DOI\":\"10.5555/x\",\n\"title\":[]}";
	SCOPED(site_remove) struct site site = site_make();
	SCOPED(close_store) struct store *store = store_at(&site, "s.db");
	SCOPED(buf_release) struct buf bytes = buf_init(1 << 20);
	SCOPED(buf_release) struct buf raw = buf_init(1 << 20);
	SCOPED(buf_release) struct buf out = buf_init(1 << 20);
	struct error err = { 0 };

	site_folder(&site, "dumps");
	buf_add_text(&bytes, object);
	buf_add_text(&bytes, "\none\n\ntwo\n");
	site_write(&site, "dumps/a", buf_span(&bytes));
	load(store, &site, STATUS_OK);
	cr_assert_eq(store_raw(store, span_of("10.5555/x"), &raw, &err),
		     STATUS_OK);
	cr_assert_str_eq(buf_text(&raw), object);
	store_picture(store, &out);
	cr_assert_not_null(strstr(buf_text(&out),
				  "\nreject 3 32 not a JSON object"
				  "\nreject 5 37 not a JSON object\n"),
			   "%s", buf_text(&out));
}

/* The list is wanted even if the load that met the rejects could not write
 * it. */
Test(load, writes_a_missing_reject_file_though_nothing_is_new)
{
	SCOPED(site_remove) struct site site = site_make();
	SCOPED(close_store) struct store *store = store_at(&site, "s.db");
	SCOPED_FREE char *rejects = NULL;

	site_folder(&site, "dumps");
	site_folder(&site, "rejects.jsonl");
	site_write(&site, "rejects.jsonl/in-the-way", span_of(""));
	site_write(&site, "dumps/a", span_of("broken\n"));
	load(store, &site, STATUS_IO);
	cr_assert_eq(unlink(site_path(&site, "rejects.jsonl/in-the-way")), 0);
	cr_assert_eq(rmdir(site_path(&site, "rejects.jsonl")), 0);
	load(store, &site, STATUS_OK);
	rejects = read_whole(&site, "rejects.jsonl");
	cr_assert_not_null(strstr(rejects, "not a JSON object"), "%s", rejects);
}

/* ---- again ---- */

Test(load, does_not_touch_what_is_unchanged)
{
	SCOPED(site_remove) struct site site = site_make();
	SCOPED(close_store) struct store *store = store_at(&site, "s.db");
	struct faulty faulty;

	site_folder(&site, "dumps");
	write_works(&site, "dumps/a", "a", 1, 10);
	load(store, &site, STATUS_OK);
	faulty_init(&faulty, store, 1); /* not one write */
	load(&faulty.base, &site, STATUS_OK);
}

Test(load, compares_digests_when_only_the_time_differs)
{
	SCOPED(site_remove) struct site site = site_make();
	SCOPED(close_store) struct store *store = store_at(&site, "s.db");
	SCOPED(dump_file_release) struct dump_file file = { 0 };
	struct faulty faulty;

	site_folder(&site, "dumps");
	write_works(&site, "dumps/a", "a", 1, 10);
	load(store, &site, STATUS_OK);
	set_mtime(&site, "dumps/a", 1000000000);
	load(store, &site, STATUS_OK);
	file = store_file_of(store, &site, "dumps/a");
	cr_assert(file.complete);
	cr_assert_eq(file.generation, 1);
	cr_assert_eq(file.mtime, 1000000000000000000);
	faulty_init(&faulty, store, 1);
	load(&faulty.base, &site, STATUS_OK);
}

Test(load, loads_anew_what_changed_but_for_its_size)
{
	SCOPED(site_remove) struct site site = site_make();
	SCOPED(close_store) struct store *store = store_at(&site, "s.db");

	site_folder(&site, "dumps");
	write_works(&site, "dumps/a", "a", 1, 10);
	set_mtime(&site, "dumps/a", 1000000000);
	load(store, &site, STATUS_OK);
	write_works(&site, "dumps/a", "b", 1, 10);
	load(store, &site, STATUS_OK);
	cr_assert_eq(store_count(store), 9);
	cr_assert(has(store, "10.5555/b.9"));
	cr_assert_not(has(store, "10.5555/a.9"));
}

/* A record of which another file holds an object is made from that. */
Test(load, drops_what_a_file_no_longer_holds)
{
	SCOPED(site_remove) struct site site = site_make();
	SCOPED(close_store) struct store *store = store_at(&site, "s.db");
	SCOPED(dump_file_release) struct dump_file file = { 0 };
	SCOPED_FREE char *json = NULL;

	site_folder(&site, "dumps");
	write_works(&site, "dumps/a", "a", 1, 100);
	write_works(&site, "dumps/b", "a", 50, 120);
	load(store, &site, STATUS_OK);
	cr_assert_eq(store_count(store), 119);
	write_works(&site, "dumps/b", "b", 1, 5);
	load(store, &site, STATUS_OK);
	cr_assert_eq(store_count(store), 103);
	cr_assert_not(has(store, "10.5555/a.100"));
	json = store_record(store, "10.5555/a.60");
	cr_assert_not_null(strstr(json, "/dumps/a\",\"line\":60,"), "%s", json);
	file = store_file_of(store, &site, "dumps/b");
	cr_assert_eq(file.generation, 2);
	cr_assert(file.complete);
}

Test(load, drops_nothing_after_an_array_that_was_not_read_whole)
{
	static const char whole[] = "[{\"DOI\":\"10.5555/a\"},{\"DOI\":"
				    "\"10.5555/b\"},{\"DOI\":\"10.5555/c\"}]";
	static const char *const damaged[] = {
		"[{\"DOI\":\"10.5555/a\"},{\"DOI\":\"10.5555/b\"}",
		"[{\"DOI\":\"10.5555/a\"},{\"DOI\":\"\"\"},{\"DOI\":1}]",
	};

	for (size_t i = 0; i < ARRAY_COUNT(damaged); i++) {
		SCOPED(site_remove) struct site site = site_make();
		SCOPED(close_store)
		struct store *store = store_at(&site, "s.db");
		SCOPED(dump_file_release) struct dump_file file = { 0 };

		site_folder(&site, "dumps");
		site_write(&site, "dumps/a", span_of(whole));
		load(store, &site, STATUS_OK);
		site_write(&site, "dumps/a", span_of(damaged[i]));
		load(store, &site, STATUS_OK);
		cr_expect_eq(store_count(store), 3, "row %zu", i);
		file = store_file_of(store, &site, "dumps/a");
		cr_expect_gt(file.rejects, 0, "row %zu", i);
		site_write(&site, "dumps/a",
			   span_of("[{\"DOI\":\"10.5555/b\"}]"));
		load(store, &site, STATUS_OK);
		cr_expect_eq(store_count(store), 1, "row %zu", i);
	}
}

Test(load, makes_all_records_anew_when_told)
{
	SCOPED(site_remove) struct site site = site_make();
	SCOPED(close_store) struct store *store = store_at(&site, "s.db");
	SCOPED_FREE char *before = NULL, *after = NULL;
	struct ingest_options options = load_options(NULL, 0);
	struct error err = { 0 };
	struct faulty faulty;

	site_folder(&site, "dumps");
	write_works(&site, "dumps/a", "a", 1, 2501);
	load(store, &site, STATUS_OK);
	before = store_record(store, "10.5555/a.7");
	options.rebuild = true;
	/* marking and three steps are four writes: the fourth is refused */
	faulty_init(&faulty, store, 4);
	cr_assert_eq(ingest_run(&faulty.base, &options, &err),
		     STATUS_STORE_FULL);
	/* the rest is done at the next start, without being told again */
	options.rebuild = false;
	faulty_init(&faulty, store, 2);
	error_clear(&err);
	cr_assert_eq(ingest_run(&faulty.base, &options, &err), STATUS_OK);
	cr_assert_eq(faulty.left, 1, "%lld writes left", faulty.left);
	after = store_record(store, "10.5555/a.7");
	cr_assert_str_eq(after, before);
	cr_assert_eq(store_count(store), 2500);
}

/* ---- in the background ---- */

static struct ingest_progress wait_for_files(struct ingest *ingest,
					     long long files)
{
	struct ingest_progress progress;

	do {
		sched_yield();
		ingest_progress(ingest, &progress);
	} while (!progress.done || progress.running || progress.files != files);
	return progress;
}

Test(load, loads_new_files_when_asked)
{
	SCOPED(site_remove) struct site site = site_make();
	SCOPED(close_store) struct store *store = store_at(&site, "s.db");
	const char *paths[] = { site_path(&site, "dumps") };
	struct ingest_options options = load_options(paths, 1);
	struct ingest_progress progress;
	struct ingest *ingest = NULL;
	struct error err = { 0 };

	site_folder(&site, "dumps");
	write_works(&site, "dumps/a", "a", 1, 11);
	cr_assert_eq(ingest_start(store, &options, &ingest, &err), STATUS_OK);
	progress = wait_for_files(ingest, 1);
	cr_assert_eq(progress.records, 10);
	cr_assert_eq(progress.files_done, 1);
	cr_assert_gt(progress.bytes, 0);
	cr_assert_eq(progress.bytes_done, progress.bytes);
	write_works(&site, "dumps/b", "b", 1, 6);
	site_write(&site, "dumps/c", span_of("x\n"));
	ingest_rescan(ingest);
	progress = wait_for_files(ingest, 3);
	ingest_stop(ingest);
	cr_assert_eq(progress.records, 15);
	cr_assert_eq(progress.rejects, 1);
	cr_assert_eq(progress.files_done, 3);
	cr_assert_not(progress.failed);
	cr_assert_eq(store_count(store), 15);
}

static struct ingest_progress wait_for_failure(struct ingest *ingest)
{
	struct ingest_progress progress;

	do {
		sched_yield();
		ingest_progress(ingest, &progress);
	} while (progress.running || !progress.failed);
	return progress;
}

/* Not done until it is; by a call, and by itself after a while. */
Test(load, is_tried_again_when_the_store_failed_it)
{
	SCOPED(site_remove) struct site site = site_make();
	SCOPED(close_store) struct store *store = store_at(&site, "s.db");
	const char *paths[] = { site_path(&site, "dumps") };
	struct ingest_options options = load_options(paths, 1);
	struct ingest_progress progress;
	struct ingest *ingest = NULL;
	struct error err = { 0 };
	struct faulty faulty;

	site_folder(&site, "dumps");
	write_works(&site, "dumps/a", "a", 1, 11);
	faulty_init(&faulty, store, 1);
	faulty.fails = 2;
	cr_assert_eq(ingest_start(&faulty.base, &options, &ingest, &err),
		     STATUS_OK);
	progress = wait_for_failure(ingest);
	cr_assert_not(progress.done);
	cr_assert_eq(store_count(store), 0);
	pthread_mutex_lock(&ingest->lock);
	ingest->retry = 10000000;
	pthread_mutex_unlock(&ingest->lock);
	ingest_rescan(ingest);
	progress = wait_for_files(ingest, 1);
	ingest_stop(ingest);
	cr_assert_not(progress.failed);
	cr_assert_leq(faulty.left, -faulty.fails, "%lld", faulty.left);
	cr_assert_eq(store_count(store), 10);
}

Test(load, is_over_though_a_file_cannot_be_read)
{
	SCOPED(site_remove) struct site site = site_make();
	SCOPED(close_store) struct store *store = store_at(&site, "s.db");
	const char *paths[] = { site_path(&site, "nowhere") };
	struct ingest_options options = load_options(paths, 1);
	struct ingest_progress progress;
	struct ingest *ingest = NULL;
	struct error err = { 0 };

	cr_assert_eq(ingest_start(store, &options, &ingest, &err), STATUS_OK);
	progress = wait_for_files(ingest, 1);
	ingest_stop(ingest);
	cr_assert(progress.failed);
}

Test(load, stops_at_once_when_nothing_was_started)
{
	ingest_stop(NULL);
}
