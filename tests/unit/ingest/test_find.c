/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <unistd.h>

#include "../../../server/ingest/load.h"
#include "fixture.h"
#include "paperd/scoped.h"

/* The paths found, without the folder, each on a line; '!' before what cannot
 * be loaded. */
static void list(const struct site *site, struct ingest_options options,
		 struct buf *out)
{
	SCOPED(files_release) struct files files = { 0 };
	struct error err = { 0 };
	size_t folder = strlen(site->folder) + 1;

	cr_assert_eq(files_find(&files, &options, &err), STATUS_OK, "%s",
		     err.detail);
	for (size_t i = 0; i < files.count; i++)
		buf_add_format(out, "%s%s\n",
			       files.items[i].plan == PLAN_MISSING ? "!" : "",
			       files.items[i].path + folder);
}

static void expect(const struct site *site, struct ingest_options options,
		   const char *wanted)
{
	SCOPED(buf_release) struct buf out = buf_init(1 << 20);

	list(site, options, &out);
	cr_assert_str_eq(buf_text(&out), wanted);
}

static void make_tree(const struct site *site)
{
	static const char *const folders[] = { "d", "d/sub", "d/sub/deep",
					       "d/.git", "e" };
	static const char *const files[] = {
		"d/b.jsonl",  "d/a.json.gz", "d/sub/z",    "d/sub/deep/m",
		"d/.hidden",  "d/.git/x",    "d/store.db", "d/store.db-wal",
		"d/store.db", "e/one",       "d/sub-a",    "d/rej.jsonl",
	};

	for (size_t i = 0; i < ARRAY_COUNT(folders); i++)
		site_folder(site, folders[i]);
	for (size_t i = 0; i < ARRAY_COUNT(files); i++)
		site_write(site, files[i], span_of("x"));
}

Test(find, walks_folders_in_the_order_of_paths)
{
	SCOPED(site_remove) struct site site = site_make();
	const char *paths[] = { site_path(&site, "e/one"),
				site_path(&site, "d/") };
	struct ingest_options options = load_options(paths, 2);

	make_tree(&site);
	options.store_path = site_path(&site, "d/store.db");
	options.rejects = site_path(&site, "d/rej.jsonl");
	expect(&site, options,
	       "e/one\nd/a.json.gz\nd/b.jsonl\nd/sub-a\nd/sub/deep/m\n"
	       "d/sub/z\n");
}

Test(find, takes_each_path_once)
{
	SCOPED(site_remove) struct site site = site_make();
	const char *paths[] = {
		site_path(&site, "d/sub/z"), site_path(&site, "d/sub"),
		site_path(&site, "d/sub/z"), site_path(&site, "e"),
		site_path(&site, "e"),
	};

	make_tree(&site);
	expect(&site, load_options(paths, ARRAY_COUNT(paths)),
	       "d/sub/z\nd/sub/deep/m\ne/one\n");
}

/* With a store named "p": only its own files are no dumps. */
Test(find, takes_dumps_whose_names_begin_as_the_store_does)
{
	static const char *const own[] = {
		"p",      "p-wal",           "p-shm", "p-journal",
		"p.lock", "p.rejects.jsonl", "r",
	};
	static const char *const dumps[] = { "p-2026.jsonl", "p.jsonl",
					     "p.lock.gz",    "paperd",
					     "r-1",          "r.new",
					     "x.p" };
	SCOPED(site_remove) struct site site = site_make();
	const char *paths[] = { site_path(&site, "d"),
				site_path(&site, "d/.r.new"),
				site_path(&site, "d/.p.rejects.jsonl.new") };
	struct ingest_options options = load_options(paths, 3);

	site_folder(&site, "d");
	for (size_t i = 0; i < ARRAY_COUNT(own); i++)
		site_write(&site, site_path(&(struct site){ "d" }, own[i]),
			   span_of("x"));
	for (size_t i = 0; i < ARRAY_COUNT(dumps); i++)
		site_write(&site, site_path(&(struct site){ "d" }, dumps[i]),
			   span_of("x"));
	site_write(&site, "d/.r.new", span_of("x"));
	site_write(&site, "d/.p.rejects.jsonl.new", span_of("x"));
	options.store_path = site_path(&site, "d/p");
	options.rejects = site_path(&site, "d/r");
	expect(&site, options,
	       "d/p-2026.jsonl\nd/p.jsonl\nd/p.lock.gz\nd/paperd\nd/r-1\n"
	       "d/r.new\nd/x.p\n!d/.r.new\n!d/.p.rejects.jsonl.new\n");
}

Test(find, follows_links_to_files_only)
{
	SCOPED(site_remove) struct site site = site_make();
	const char *paths[] = { site_path(&site, "e") };
	struct ingest_options options = load_options(paths, 1);

	make_tree(&site);
	options.store_path = site_path(&site, "d/store.db");
	cr_assert_eq(symlink("../d/b.jsonl", site_path(&site, "e/link")), 0);
	cr_assert_eq(symlink("..", site_path(&site, "e/round")), 0);
	cr_assert_eq(symlink("nowhere", site_path(&site, "e/broken")), 0);
	cr_assert_eq(symlink("../d/store.db", site_path(&site, "e/own")), 0);
	expect(&site, options, "e/link\ne/one\n");
}

Test(find, lists_what_is_missing)
{
	SCOPED(site_remove) struct site site = site_make();
	const char *paths[] = {
		site_path(&site, "nothing"),
		site_path(&site, "e"),
		site_path(&site, "d/store.db"),
	};
	struct ingest_options options = load_options(paths, 3);

	make_tree(&site);
	options.store_path = paths[2];
	expect(&site, options, "!nothing\ne/one\n!d/store.db\n");
}

Test(find, finds_the_store_beside_it_without_a_folder_in_its_name)
{
	SCOPED(site_remove) struct site site = site_make();
	const char *paths[] = { "." };
	struct ingest_options options = load_options(paths, 1);
	SCOPED(files_release) struct files files = { 0 };
	struct error err = { 0 };

	make_tree(&site);
	cr_assert_eq(chdir(site_path(&site, "e")), 0);
	options.store_path = "one";
	cr_assert_eq(files_find(&files, &options, &err), STATUS_OK);
	cr_assert_eq(files.count, 0);
}

struct shown_row {
	const char *path;
	const char *shown;
};

static const struct shown_row shown_rows[] = {
	{ "", "" },
	{ "a/b", "a/b" },
	{ "d\xC3\xA9j\xC3\xA0", "d\xC3\xA9j\xC3\xA0" },
	{ "a\xFF", "a\xEF\xBF\xBD" },
	{ "\xC3(\xFE", "\xEF\xBF\xBD(\xEF\xBF\xBD" },
};

Test(find, shows_paths_as_utf_8)
{
	for (size_t i = 0; i < ARRAY_COUNT(shown_rows); i++) {
		SCOPED_FREE char *shown = path_shown(shown_rows[i].path);

		cr_expect_str_eq(shown, shown_rows[i].shown, "row %zu: %s", i,
				 shown);
	}
}
