/* SPDX-License-Identifier: MIT */
/* Files that are damaged, missing or made to hurt. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fixture.h"
#include "held.h"
#include "paperd/scoped.h"

static enum status load(struct store *store, const char *const *paths,
			size_t count, struct error *err)
{
	struct ingest_options options = load_options(paths, count);

	return ingest_run(store, &options, err);
}

/* ---- files that cannot be read whole ---- */

Test(hostile, keeps_what_was_read_of_a_truncated_file)
{
	SCOPED(site_remove) struct site site = site_make();
	SCOPED(close_store) struct store *store = store_at(&site, "s.db");
	SCOPED(buf_release) struct buf lines = buf_init(64 << 20);
	SCOPED(buf_release) struct buf packed = buf_init(64 << 20);
	SCOPED(dump_file_release) struct dump_file file = { 0 };
	const char *paths[] = { site_path(&site, "a.gz"),
				site_path(&site, "b") };
	struct error err = { 0 };
	long long partial;

	add_works(&lines, "a", 1, 20001);
	add_gzip(&packed, buf_span(&lines));
	site_write(&site, "a.gz", (struct span){ packed.data, packed.len / 2 });
	site_write(&site, "b", span_of("{\"DOI\":\"10.5555/b\"}\n"));
	cr_assert_eq(load(store, paths, 2, &err), STATUS_IO);
	cr_assert_not_null(
		strstr(err.detail, "/a.gz: unexpected end of gzip data after"),
		"%s", err.detail);
	cr_assert(is_held(store, "10.5555/b"));
	file = store_file_of(store, &site, "a.gz");
	cr_assert_not(file.complete);
	cr_assert_not_null(strstr(file.error, "unexpected end of gzip data"));
	cr_assert_gt(file.records, 2000);
	partial = store_count(store);
	cr_assert_eq(partial, file.records + 1);
	/* again: nothing new, the same error */
	error_clear(&err);
	cr_assert_eq(load(store, paths, 2, &err), STATUS_IO);
	cr_assert_eq(store_count(store), partial);
	/* the whole file arrives */
	site_write(&site, "a.gz", buf_span(&packed));
	error_clear(&err);
	cr_assert_eq(load(store, paths, 2, &err), STATUS_OK, "%s", err.detail);
	cr_assert_eq(store_count(store), 20001);
	dump_file_release(&file);
	file = store_file_of(store, &site, "a.gz");
	cr_assert(file.complete);
	cr_assert_null(file.error);
	cr_assert_eq(file.generation, 2);
	cr_assert_eq(file.records, 20000);
}

Test(hostile, keeps_the_records_of_a_file_that_is_cut_off_later)
{
	SCOPED(site_remove) struct site site = site_make();
	SCOPED(close_store) struct store *store = store_at(&site, "s.db");
	SCOPED(buf_release) struct buf lines = buf_init(64 << 20);
	SCOPED(buf_release) struct buf packed = buf_init(64 << 20);
	const char *paths[] = { site_path(&site, "a.gz") };
	struct error err = { 0 };

	add_works(&lines, "a", 1, 5001);
	add_gzip(&packed, buf_span(&lines));
	site_write(&site, "a.gz", buf_span(&packed));
	cr_assert_eq(load(store, paths, 1, &err), STATUS_OK);
	site_write(&site, "a.gz", (struct span){ packed.data, packed.len / 3 });
	cr_assert_eq(load(store, paths, 1, &err), STATUS_IO);
	cr_assert_eq(store_count(store), 5000);
}

Test(hostile, goes_on_after_a_file_that_vanished)
{
	SCOPED(site_remove) struct site site = site_make();
	SCOPED(close_store) struct store *store = store_at(&site, "s.db");
	SCOPED(dump_file_release) struct dump_file file = { 0 };
	const char *paths[] = { site_path(&site, "a"),
				site_path(&site, "never"),
				site_path(&site, "b") };
	struct error err = { 0 };

	site_write(&site, "a", span_of("{\"DOI\":\"10.5555/a\"}\n"));
	site_write(&site, "b", span_of("{\"DOI\":\"10.5555/b\"}\n"));
	cr_assert_eq(load(store, paths, 1, &err), STATUS_OK);
	unlink(paths[0]);
	cr_assert_eq(load(store, paths, 3, &err), STATUS_IO);
	cr_assert_not_null(strstr(err.detail, "/a: No such file or directory"),
			   "%s", err.detail);
	cr_assert(is_held(store, "10.5555/a"));
	cr_assert(is_held(store, "10.5555/b"));
	file = store_file_of(store, &site, "a");
	cr_assert(file.complete);
	cr_assert_str_eq(file.error, "No such file or directory");
	dump_file_release(&file);
	file = store_file_of(store, &site, "never");
	cr_assert_eq(file.id, 0);
	/* it comes back as it was */
	site_write(&site, "a", span_of("{\"DOI\":\"10.5555/a\"}\n"));
	site_write(&site, "never", span_of(""));
	error_clear(&err);
	cr_assert_eq(load(store, paths, 3, &err), STATUS_OK, "%s", err.detail);
	dump_file_release(&file);
	file = store_file_of(store, &site, "a");
	cr_assert_null(file.error);
	cr_assert_eq(file.generation, 1);
}

Test(hostile, goes_on_after_a_file_that_may_not_be_read)
{
	SCOPED(site_remove) struct site site = site_make();
	SCOPED(close_store) struct store *store = store_at(&site, "s.db");
	SCOPED(dump_file_release) struct dump_file file = { 0 };
	const char *paths[] = { site_path(&site, "a"), site_path(&site, "b") };
	struct error err = { 0 };

	site_write(&site, "a", span_of("{\"DOI\":\"10.5555/a\"}\n"));
	site_write(&site, "b", span_of("{\"DOI\":\"10.5555/b\"}\n"));
	cr_assert_eq(chmod(paths[0], 0), 0);
	if (access(paths[0], R_OK) == 0)
		cr_skip("this user may read everything");
	cr_assert_eq(load(store, paths, 2, &err), STATUS_IO);
	cr_assert(is_held(store, "10.5555/b"));
	file = store_file_of(store, &site, "a");
	cr_assert_str_eq(file.error, "Permission denied");
	cr_assert_eq(chmod(paths[0], 0644), 0);
	error_clear(&err);
	cr_assert_eq(load(store, paths, 2, &err), STATUS_OK, "%s", err.detail);
	cr_assert(is_held(store, "10.5555/a"));
}

Test(hostile, loads_nothing_from_a_pipe)
{
	SCOPED(site_remove) struct site site = site_make();
	SCOPED(close_store) struct store *store = store_at(&site, "s.db");
	const char *paths[] = { site_path(&site, "pipe") };
	struct error err = { 0 };

	cr_assert_eq(mkfifo(paths[0], 0600), 0);
	cr_assert_eq(load(store, paths, 1, &err), STATUS_IO);
	cr_assert_not_null(strstr(err.detail, "not a file"));
}

/* ---- content ---- */

struct hostile_file {
	const char *name;
	void (*write)(const struct site *site, const char *path);
	long long records;
	long long rejects;
};

static void write_empty(const struct site *site, const char *path)
{
	site_write(site, path, span_of(""));
}

static void write_zeros(const struct site *site, const char *path)
{
	site_write(site, path, span_of(""));
	cr_assert_eq(truncate(site_path(site, path), 50 << 20), 0);
}

static void write_long_line(const struct site *site, const char *path)
{
	FILE *file = fopen(site_path(site, path), "we");

	fputs("{\"DOI\":\"10.5555/long1\"}\n{\"DOI\":\"10.5555/long2\",\"a\":\"",
	      file);
	fseek(file, 200 << 20, SEEK_SET);
	fputs("\"}\n{\"DOI\":\"10.5555/long3\"}\n", file);
	fclose(file);
}

static void write_bad_utf8(const struct site *site, const char *path)
{
	site_write(site, path,
		   span_of("{\"DOI\":\"10.5555/utf1\",\"title\":[\"\xFF\"]}\n"
			   "{\"DOI\":\"10.5555/utf2\"}\n"));
}

static void write_deep(const struct site *site, const char *path)
{
	SCOPED(buf_release) struct buf deep = buf_init(1 << 20);

	for (int i = 0; i < 100000; i++)
		buf_add_text(&deep, "{\"a\":[");
	buf_add_text(&deep, "\n{\"DOI\":\"10.5555/deep\"}\n");
	site_write(site, path, buf_span(&deep));
}

static void write_garbage(const struct site *site, const char *path)
{
	site_write(site, path,
		   span_of("%PDF-1.4\n\x01\x02\x03\n<html>\n\"text\"\n12\n"));
}

static void write_list(const struct site *site, const char *path)
{
	site_write(site, path,
		   span_of("{\"message\":{\"items\":[{\"DOI\":\"10.5555/l1\"},"
			   "7,{\"DOI\":\"10.5555/l2\"}]}}"));
}

static const struct hostile_file files[] = {
	{ "empty", write_empty, 0, 0 },
	{ "zeros", write_zeros, 0, 1 },
	{ "long line", write_long_line, 2, 1 },
	{ "bad UTF-8", write_bad_utf8, 1, 1 },
	{ "deep", write_deep, 1, 1 },
	{ "garbage", write_garbage, 0, 5 },
	{ "list", write_list, 2, 1 },
};

/* The most memory that was ever in use; 0 under a sanitizer. */
static long long peak_memory(void)
{
	struct rusage usage;

#ifdef __SANITIZE_ADDRESS__
	return 0;
#endif
	getrusage(RUSAGE_SELF, &usage);
	return (long long)usage.ru_maxrss * 1024;
}

Test(hostile, loads_a_folder_of_bad_files)
{
	SCOPED(site_remove) struct site site = site_make();
	SCOPED(close_store) struct store *store = store_at(&site, "s.db");
	const char *paths[] = { site_path(&site, "in") };
	long long records = 0, before;
	struct error err = { 0 };
	char name[64];

	site_folder(&site, "in");
	for (size_t i = 0; i < ARRAY_COUNT(files); i++) {
		snprintf(name, sizeof(name), "in/%s", files[i].name);
		files[i].write(&site, name);
		records += files[i].records;
	}
	before = peak_memory();
	cr_assert_eq(load(store, paths, 1, &err), STATUS_OK, "%s", err.detail);
	cr_assert_lt(peak_memory() - before, 40 << 20);
	for (size_t i = 0; i < ARRAY_COUNT(files); i++) {
		SCOPED(dump_file_release) struct dump_file file = { 0 };

		snprintf(name, sizeof(name), "in/%s", files[i].name);
		file = store_file_of(store, &site, name);
		cr_expect(file.complete, "%s", name);
		cr_expect_eq(file.records, files[i].records, "%s: %lld", name,
			     file.records);
		cr_expect_eq(file.rejects, files[i].rejects, "%s: %lld", name,
			     file.rejects);
	}
	cr_expect_eq(store_count(store), records);
}

/* ---- more than the store keeps ---- */

/* An aggregator's line that makes far more clean JSON than it has bytes. */
static void add_crowd(struct buf *out, size_t bytes)
{
	size_t end = out->len + bytes;

	buf_add_text(
		out,
		"{\"doi\":\"10.5555/crowd\",\"title\":\"Crowd\",\"PeriodicalId\":1,"
		"\"authors\":\"");
	while (out->len < end)
		buf_add_text(out, "Ann Bo, ");
	buf_add_text(out, "Ann Bo\"}\n");
}

static void add_large(struct buf *out, size_t bytes)
{
	size_t end = out->len + bytes;

	buf_add_text(out, "{\"DOI\":\"10.5555/large\",\"junk\":\"");
	while (out->len < end)
		buf_add_text(out, "wide wide wide wide wide wide wide ");
	buf_add_text(out, "\"}\n");
}

static void add_long_title(struct buf *out, size_t bytes)
{
	size_t end = out->len + bytes;

	buf_add_text(out, "{\"DOI\":\"10.5555/title\",\"title\":[\"");
	while (out->len < end)
		buf_add_text(out, "long and ");
	buf_add_text(out, "longer\"]}\n");
}

static void add_long_publisher(struct buf *out, size_t bytes)
{
	size_t end = out->len + bytes;

	buf_add_text(out, "{\"DOI\":\"10.5555/pub\",\"publisher\":\"");
	while (out->len < end)
		buf_add_text(out, "Wide and ");
	buf_add_text(out, "Sons\"}\n");
}

static const struct {
	const char *name;
	void (*add)(struct buf *out, size_t bytes);
	size_t bytes;
	const char *reason;
} giants[] = {
	{ "a clean form", add_crowd, (size_t)8 << 20,
	  "its clean form is larger than 25165824 bytes" },
	{ "a source object", add_large, (size_t)26 << 20,
	  "its source object is larger than 25165824 bytes" },
	{ "a title", add_long_title, (size_t)2 << 20,
	  "a title in it is larger than 1048576 bytes" },
	{ "a text", add_long_publisher, (size_t)5 << 20,
	  "a text in it is larger than 4194304 bytes" },
};

Test(hostile, rejects_one_record_that_is_too_large_to_keep)
{
	for (size_t i = 0; i < ARRAY_COUNT(giants); i++) {
		SCOPED(site_remove) struct site site = site_make();
		SCOPED(close_store)
		struct store *store = store_at(&site, "s.db");
		SCOPED(buf_release) struct buf lines = buf_init(64 << 20);
		SCOPED(buf_release) struct buf out = buf_init(64 << 20);
		const char *paths[] = { site_path(&site, "a") };
		struct ingest_options options = load_options(paths, 1);
		struct error err = { 0 };

		options.record_max = (size_t)64 << 20;
		add_works(&lines, "a", 1, 5);
		giants[i].add(&lines, giants[i].bytes);
		add_works(&lines, "a", 5, 9);
		site_write(&site, "a", buf_span(&lines));
		cr_expect_eq(ingest_run(store, &options, &err), STATUS_OK,
			     "%s: %s", giants[i].name, err.detail);
		cr_expect_eq(store_count(store), 8, "%s", giants[i].name);
		store_picture(store, &out);
		cr_expect_not_null(strstr(buf_text(&out), giants[i].reason),
				   "%s", giants[i].name);
	}
}

/* A row also holds in columns what the record holds in its JSON. */
Test(hostile, keeps_a_record_that_is_nearly_too_large)
{
	SCOPED(site_remove) struct site site = site_make();
	SCOPED(close_store) struct store *store = store_at(&site, "s.db");
	SCOPED(buf_release) struct buf lines = buf_init(64 << 20);
	const char *paths[] = { site_path(&site, "a") };
	struct ingest_options options = load_options(paths, 1);
	struct error err = { 0 };

	options.record_max = STORE_VALUE_MAX;
	add_large(&lines, STORE_VALUE_MAX - 100);
	site_write(&site, "a", buf_span(&lines));
	cr_assert_eq(ingest_run(store, &options, &err), STATUS_OK, "%s",
		     err.detail);
	cr_assert_eq(store_count(store), 1);
}
