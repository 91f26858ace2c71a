/* SPDX-License-Identifier: MIT */
/* store_put(), store_get(), store_raw(). */
#include "contract.h"

#include "paperd/digest.h"

static char *json_of(struct fixture *f, const char *doi)
{
	struct record record = { 0 };

	OK(f, store_get(f->store, span_of(doi), &record, &f->err));
	cr_assert_eq(strlen(record.json), record.json_len);
	return record.json;
}

CONTRACT(put, keeps_the_json_and_tags_it_with_its_digest)
{
	const struct work work = { .doi = "10.1000/a",
				   .title = "Ünïcode \"q\"" };
	SCOPED(record_release) struct record record = { 0 };
	SCOPED(entry_release) struct entry entry = entry_of(&work, 1);
	char etag[ETAG_MAX];

	put(f, NULL, &work, 1);
	OK(f, store_get(f->store, span_of("10.1000/a"), &record, &f->err));
	digest_hex(buf_span(&entry.json), etag);
	cr_assert_str_eq(record.json, buf_text(&entry.json));
	cr_assert_eq(record.json_len, entry.json.len);
	cr_assert_str_eq(record.etag, etag);
}

CONTRACT(put, replaces_the_record_of_its_key)
{
	SCOPED_FREE char *dois = NULL;
	SCOPED_FREE char *json = NULL;

	PUT(f, NULL, { .doi = "10.1000/a", .title = "old", .type = "book" });
	PUT(f, NULL, { .doi = "10.1000/a", .title = "new", .type = "dataset" });
	json = json_of(f, "10.1000/a");
	cr_assert(strstr(json, "new"));
	cr_assert_eq(total_of(f), 1);
	dois = keys_of(f, "type=book");
	cr_assert_str_eq(dois, "", "it is no book any more");
}

CONTRACT(put, counts_only_what_changes_a_record_that_was_held_as_a_rewrite)
{
	struct dump_file file = file_of("a", 1);
	unsigned long long before = f->store->rewrites;
	long long removed;

	PUT(f, &file, { .doi = "10.1000/a", .title = "old", .raw = "1" });
	PUT(f, &file, { .doi = "10.1000/b", .title = "another", .raw = "2" });
	PUT(f, &file, { .doi = "10.1000/b", .title = "another", .raw = "2" });
	cr_expect_eq(f->store->rewrites, before, "what comes to it");
	PUT(f, &file, { .doi = "10.1000/a", .title = "new", .raw = "3" });
	cr_expect_eq(f->store->rewrites, ++before, "another title");
	file.generation++;
	PUT(f, &file, { .doi = "10.1000/b", .title = "another", .raw = "2" });
	cr_expect_eq(f->store->rewrites, before, "the same again");
	OK(f, store_prune(f->store, &file, &removed, &f->err));
	cr_expect_eq(removed, 1);
	cr_expect_eq(f->store->rewrites, ++before, "one that is dropped");
}

CONTRACT(put, takes_the_later_of_two_entries_with_one_doi)
{
	struct dump_file file = file_of("a", 1);
	SCOPED_FREE char *json = NULL;
	SCOPED_FREE char *raw = NULL;

	PUT(f, &file, { .doi = "10.1000/a", .title = "first", .raw = "1" },
	    { .doi = "10.1000/a", .title = "second", .raw = "2" });
	json = json_of(f, "10.1000/a");
	raw = raw_of(f, "10.1000/a");
	cr_assert(strstr(json, "second"));
	cr_assert_str_eq(raw, "2");
	cr_assert_eq(total_of(f), 1);
}

CONTRACT(put, stores_nothing_of_a_batch_that_fails)
{
	const struct work good = { .doi = "10.1000/good" };
	const struct work bad[] = { { .doi = "10.1000/a" }, { .doi = NULL } };
	SCOPED(dump_file_release) struct dump_file held = { 0 };
	struct dump_file file = file_of("a", 1);

	put(f, NULL, &good, 1);
	cr_assert_eq(try_put(f, &file, bad, 2), STATUS_STORE);
	cr_assert(f->err.detail[0]);
	error_clear(&f->err);
	cr_assert_not(is_held(f->store, "10.1000/a"));
	cr_assert_eq(file.id, 0, "the output is untouched");
	OK(f, store_file(f->store, "a", &held, &f->err));
	cr_assert_eq(held.id, 0, "no progress without the records");
	cr_assert_eq(total_of(f), 1);
	PUT(f, &file, { .doi = "10.1000/a" });
	cr_assert_eq(total_of(f), 2, "%s goes on after a failure", f->backend);
}

CONTRACT(put, of_the_same_batch_again_changes_nothing)
{
	const struct work works[] = {
		{ .doi = "10.1000/a", .journal = "J", .issn = { "0028-0836" } },
		{ .doi = "10.1000/b", .journal = "J", .abstract = "x" },
	};
	struct dump_file file = file_of("a", 1);

	for (int i = 0; i < 3; i++) {
		SCOPED(stats_release) struct stats stats = { 0 };
		SCOPED(journal_page_release) struct journal_page page = { 0 };
		SCOPED_FREE char *raw = NULL;

		file.generation = i + 1;
		put(f, &file, works, 2);
		OK(f, store_stats(f->store, &stats, &f->err));
		OK(f, store_journals(f->store, (struct span){ 0 },
				     (struct span){ 0 }, 10, &page, &f->err));
		raw = raw_of(f, "10.1000/a");
		cr_assert_eq(stats.records, 2);
		cr_assert_eq(stats.with_abstract, 1);
		cr_assert_eq(stats.files, 1);
		cr_assert_eq(page.total, 1);
		cr_assert_str_eq(raw, "raw of 10.1000/a");
	}
}

CONTRACT(put, gives_the_file_an_id_and_keeps_it)
{
	struct dump_file a = file_of("a", 1);
	struct dump_file b = file_of("b", 1);
	struct dump_file again = file_of("a", 2);

	PUT(f, &a, { .doi = "10.1000/a" });
	PUT(f, &b, { .doi = "10.1000/b" });
	PUT(f, &again, { .doi = "10.1000/a" });
	cr_assert_neq(a.id, 0);
	cr_assert_neq(b.id, 0);
	cr_assert_neq(a.id, b.id);
	cr_assert_eq(again.id, a.id);
}

CONTRACT(put, without_a_file_leaves_objects_as_they_are)
{
	struct dump_file file = file_of("a", 1);
	SCOPED_FREE char *raw = NULL;
	SCOPED_FREE char *json = NULL;

	PUT(f, &file, { .doi = "10.1000/a", .title = "old", .raw = "source" });
	PUT(f, NULL, { .doi = "10.1000/a", .title = "new", .raw = "ignored" });
	raw = raw_of(f, "10.1000/a");
	json = json_of(f, "10.1000/a");
	cr_assert_str_eq(raw, "source");
	cr_assert(strstr(json, "new"));
}

CONTRACT(put, counts_committed_changes_only)
{
	const struct work bad = { .doi = NULL };
	SCOPED(record_release) struct record record = { 0 };
	unsigned long long before = f->store->generation;

	PUT(f, NULL, { .doi = "10.1000/a" });
	cr_assert_neq(f->store->generation, before);
	before = f->store->generation;
	OK(f, store_get(f->store, span_of("10.1000/a"), &record, &f->err));
	cr_assert_eq(try_put(f, NULL, &bad, 1), STATUS_STORE);
	cr_assert_eq(f->store->generation, before);
}

CONTRACT(get, of_an_unknown_doi_is_not_found)
{
	struct record record = { 0 };
	SCOPED(buf_release) struct buf raw = buf_init(64);

	PUT(f, NULL, { .doi = "10.1000/a" });
	cr_assert_eq(
		store_get(f->store, span_of("10.1000/b"), &record, &f->err),
		STATUS_NOT_FOUND);
	cr_assert_null(record.json, "the output is untouched");
	cr_assert(strstr(f->err.detail, "10.1000/b"));
	error_clear(&f->err);
	cr_assert_eq(store_raw(f->store, span_of("10.1000/b"), &raw, &f->err),
		     STATUS_NOT_FOUND);
	cr_assert_eq(raw.len, 0);
	cr_assert_not(is_held(f->store, "10.1000/b"));
	cr_assert(is_held(f->store, "10.1000/a"));
}

CONTRACT(get, compares_dois_byte_by_byte)
{
	const char *const others[] = {
		"10.1000/A",           "10.1000/a ", "10.1000/",
		"10.1000/ab",          "",           "10.1000/%",
		"10.1000/a' OR '1'='1"
	};

	PUT(f, NULL, { .doi = "10.1000/a" }, { .doi = "10.1000/b" });
	for (size_t i = 0; i < ARRAY_COUNT(others); i++)
		cr_assert_not(is_held(f->store, others[i]), "%s: \"%s\"",
			      f->backend, others[i]);
}

CONTRACT(raw, is_byte_for_byte_what_was_loaded)
{
	const struct work work = { .doi = "10.1000/a" };
	struct dump_file file = file_of("a", 1);
	struct entry entry = entry_of(&work, 1);
	struct batch batch = { .entries = &entry,
			       .entry_count = 1,
			       .file = &file };
	SCOPED(buf_release) struct buf raw = buf_init(32 << 20);

	buf_clear(&entry.raw);
	for (size_t i = 0; i < 16 * 1024 * 1024; i++)
		buf_add_char(&entry.raw, (char)(i * 7 + i / 251));
	OK(f, store_put(f->store, &batch, &f->err));
	buf_add_text(&raw, "before");
	OK(f, store_raw(f->store, span_of("10.1000/a"), &raw, &f->err));
	cr_assert_eq(raw.len, entry.raw.len + 6, "appended");
	cr_assert_eq(memcmp(raw.data + 6, entry.raw.data, entry.raw.len), 0);
	entry_release(&entry);
}

CONTRACT(raw, is_the_object_loaded_last)
{
	struct dump_file a = file_of("a", 1);
	struct dump_file b = file_of("b", 1);
	SCOPED_FREE char *second = NULL;
	SCOPED_FREE char *third = NULL;

	PUT(f, &a, { .doi = "10.1000/a", .raw = "of a" });
	PUT(f, &b, { .doi = "10.1000/a", .raw = "of b" });
	second = raw_of(f, "10.1000/a");
	cr_assert_str_eq(second, "of b");
	a.generation = 2;
	PUT(f, &a, { .doi = "10.1000/a", .raw = "new of a" });
	third = raw_of(f, "10.1000/a");
	cr_assert_str_eq(third, "new of a");
}
