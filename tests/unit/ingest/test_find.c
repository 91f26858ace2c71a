/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <unistd.h>

#include "../../../server/ingest/load.h"
#include "fixture.h"
#include "paperd/scoped.h"

/* The paths found, without the folder, each on a line; '!' before what cannot
 * be loaded. */
static void list(const struct place *place, struct ingest_options options,
		 struct buf *out)
{
	SCOPED(files_release) struct files files = { 0 };
	struct error err = { 0 };
	size_t folder = strlen(place->folder) + 1;

	cr_assert_eq(files_find(&files, &options, &err), STATUS_OK, "%s",
		     err.detail);
	for (size_t i = 0; i < files.count; i++)
		buf_add_format(out, "%s%s\n",
			       files.items[i].plan == PLAN_MISSING ? "!" : "",
			       files.items[i].path + folder);
}

static void expect(const struct place *place, struct ingest_options options,
		   const char *wanted)
{
	SCOPED(buf_release) struct buf out = buf_init(1 << 20);

	list(place, options, &out);
	cr_assert_str_eq(buf_text(&out), wanted);
}

static void make_tree(const struct place *place)
{
	static const char *const folders[] = { "d", "d/sub", "d/sub/deep",
					       "d/.git", "e" };
	static const char *const files[] = {
		"d/b.jsonl",  "d/a.json.gz", "d/sub/z",    "d/sub/deep/m",
		"d/.hidden",  "d/.git/x",    "d/store.db", "d/store.db-wal",
		"d/store.db", "e/one",       "d/sub-a",    "d/rej.jsonl",
	};

	for (size_t i = 0; i < ARRAY_COUNT(folders); i++)
		place_folder(place, folders[i]);
	for (size_t i = 0; i < ARRAY_COUNT(files); i++)
		place_write(place, files[i], span_of("x"));
}

Test(find, walks_folders_in_the_order_of_paths)
{
	SCOPED(place_remove) struct place place = place_make();
	const char *paths[] = { place_path(&place, "e/one"),
				place_path(&place, "d/") };
	struct ingest_options options = load_options(paths, 2);

	make_tree(&place);
	options.store_path = place_path(&place, "d/store.db");
	options.rejects = place_path(&place, "d/rej.jsonl");
	expect(&place, options,
	       "e/one\nd/a.json.gz\nd/b.jsonl\nd/sub-a\nd/sub/deep/m\n"
	       "d/sub/z\n");
}

Test(find, takes_each_path_once)
{
	SCOPED(place_remove) struct place place = place_make();
	const char *paths[] = {
		place_path(&place, "d/sub/z"), place_path(&place, "d/sub"),
		place_path(&place, "d/sub/z"), place_path(&place, "e"),
		place_path(&place, "e"),
	};

	make_tree(&place);
	expect(&place, load_options(paths, ARRAY_COUNT(paths)),
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
	SCOPED(place_remove) struct place place = place_make();
	const char *paths[] = { place_path(&place, "d"),
				place_path(&place, "d/.r.new"),
				place_path(&place, "d/.p.rejects.jsonl.new") };
	struct ingest_options options = load_options(paths, 3);

	place_folder(&place, "d");
	for (size_t i = 0; i < ARRAY_COUNT(own); i++)
		place_write(&place, place_path(&(struct place){ "d" }, own[i]),
			    span_of("x"));
	for (size_t i = 0; i < ARRAY_COUNT(dumps); i++)
		place_write(&place,
			    place_path(&(struct place){ "d" }, dumps[i]),
			    span_of("x"));
	place_write(&place, "d/.r.new", span_of("x"));
	place_write(&place, "d/.p.rejects.jsonl.new", span_of("x"));
	options.store_path = place_path(&place, "d/p");
	options.rejects = place_path(&place, "d/r");
	expect(&place, options,
	       "d/p-2026.jsonl\nd/p.jsonl\nd/p.lock.gz\nd/paperd\nd/r-1\n"
	       "d/r.new\nd/x.p\n!d/.r.new\n!d/.p.rejects.jsonl.new\n");
}

Test(find, follows_links_to_files_only)
{
	SCOPED(place_remove) struct place place = place_make();
	const char *paths[] = { place_path(&place, "e") };
	struct ingest_options options = load_options(paths, 1);

	make_tree(&place);
	options.store_path = place_path(&place, "d/store.db");
	cr_assert_eq(symlink("../d/b.jsonl", place_path(&place, "e/link")), 0);
	cr_assert_eq(symlink("..", place_path(&place, "e/round")), 0);
	cr_assert_eq(symlink("nowhere", place_path(&place, "e/broken")), 0);
	cr_assert_eq(symlink("../d/store.db", place_path(&place, "e/own")), 0);
	expect(&place, options, "e/link\ne/one\n");
}

Test(find, lists_what_is_missing)
{
	SCOPED(place_remove) struct place place = place_make();
	const char *paths[] = {
		place_path(&place, "nothing"),
		place_path(&place, "e"),
		place_path(&place, "d/store.db"),
	};
	struct ingest_options options = load_options(paths, 3);

	make_tree(&place);
	options.store_path = paths[2];
	expect(&place, options, "!nothing\ne/one\n!d/store.db\n");
}

Test(find, finds_the_store_beside_it_without_a_folder_in_its_name)
{
	SCOPED(place_remove) struct place place = place_make();
	const char *paths[] = { "." };
	struct ingest_options options = load_options(paths, 1);
	SCOPED(files_release) struct files files = { 0 };
	struct error err = { 0 };

	make_tree(&place);
	cr_assert_eq(chdir(place_path(&place, "e")), 0);
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
