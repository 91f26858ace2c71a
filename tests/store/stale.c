/* SPDX-License-Identifier: MIT */
/* store_prune(), store_stale_all(), store_stale(). */
#include "contract.h"

#include <stdio.h>

/* ---- prune ---- */

CONTRACT(prune, drops_records_a_file_no_longer_has)
{
	struct dump_file a = file_of("a", 1);
	struct dump_file b = file_of("b", 1);
	struct journal_summary journal = { 0 };
	long long removed = -1;

	PUT(f, &a, { .doi = "10.1000/stays" },
	    { .doi = "10.1000/goes", .journal = "Gone" },
	    { .doi = "10.1000/changes" });
	PUT(f, &b, { .doi = "10.1000/other" });
	a.generation = 2;
	PUT(f, &a, { .doi = "10.1000/stays" },
	    { .doi = "10.1000/changes", .title = "new", .raw = "new" });
	OK(f, store_prune(f->store, &a, &removed, &f->err));
	cr_assert_eq(removed, 1);
	cr_assert(is_held(f->store, "10.1000/stays"));
	cr_assert(is_held(f->store, "10.1000/changes"));
	cr_assert(is_held(f->store, "10.1000/other"));
	cr_assert_not(is_held(f->store, "10.1000/goes"));
	cr_assert_eq(total_of(f), 3);
	cr_assert_eq(
		store_journal(f->store, span_of("Gone"), &journal, &f->err),
		STATUS_NO_JOURNAL);
	expect_stale(f, "");
}

CONTRACT(prune, marks_a_record_stale_that_another_file_has_too)
{
	struct dump_file a = file_of("a", 1);
	struct dump_file b = file_of("b", 1);
	long long removed = -1;
	SCOPED_FREE char *raw = NULL;

	PUT(f, &b,
	    { .doi = "10.1000/a",
	      .raw = "of b",
	      .loaded = "2026-01-01T00:00:00Z" });
	PUT(f, &a, { .doi = "10.1000/a", .raw = "of a" });
	a.generation = 2;
	OK(f, try_put(f, &a, NULL, 0));
	OK(f, store_prune(f->store, &a, &removed, &f->err));
	cr_assert_eq(removed, 0);
	cr_assert(is_held(f->store, "10.1000/a"));
	raw = raw_of(f, "10.1000/a");
	cr_assert_str_eq(raw, "of b");
	expect_stale(f, "10.1000/a from b:1@100 2026-01-01T00:00:00Z of b|");
}

CONTRACT(prune, of_one_of_two_sources_leaves_the_other)
{
	struct dump_file a = file_of("a", 1);
	struct dump_file b = file_of("b", 1);
	long long removed = -1;

	PUT(f, &a, { .doi = "10.1000/a", .raw = "of a" });
	PUT(f, &b, { .doi = "10.1000/a", .raw = "of b", .loaded = "l" });
	a.generation = 2;
	OK(f, try_put(f, &a, NULL, 0));
	OK(f, store_prune(f->store, &a, &removed, &f->err));
	cr_assert_eq(removed, 0);
	cr_assert(is_held(f->store, "10.1000/a"));
	expect_stale(f, "10.1000/a from b:1@100 l of b|");
}

CONTRACT(prune, drops_the_identifiers_with_the_record)
{
	struct dump_file a = file_of("a", 1);
	long long removed = -1;

	PUT(f, &a, { .doi = "10.1000/a", .pmid = "1" }, { .pmid = "2" });
	a.generation = 2;
	OK(f, try_put(f, &a, NULL, 0));
	OK(f, store_prune(f->store, &a, &removed, &f->err));
	cr_assert_eq(removed, 2);
	cr_assert_not(is_held(f->store, "pmid:1"));
	cr_assert_not(is_held(f->store, "pmid:2"));
}

CONTRACT(prune, leaves_a_record_that_came_from_no_file)
{
	struct dump_file a = file_of("a", 1);
	long long removed = -1;

	PUT(f, NULL, { .doi = "10.1000/fetched" });
	PUT(f, &a, { .doi = "10.1000/a" });
	OK(f, store_stale_all(f->store, &f->err));
	a.generation = 2;
	OK(f, try_put(f, &a, NULL, 0));
	OK(f, store_prune(f->store, &a, &removed, &f->err));
	cr_assert_eq(removed, 1);
	cr_assert(is_held(f->store, "10.1000/fetched"));
	expect_stale(f, "");
}

CONTRACT(prune, of_the_first_generation_drops_nothing)
{
	struct dump_file a = file_of("a", 1);
	long long removed = -1;

	PUT(f, &a, { .doi = "10.1000/a" });
	OK(f, store_prune(f->store, &a, &removed, &f->err));
	cr_assert_eq(removed, 0);
	cr_assert_eq(total_of(f), 1);
}

/* ---- stale ---- */

CONTRACT(stale, records_are_visited_with_all_objects_as_they_were_loaded)
{
	struct dump_file a = file_of("a", 1);
	struct dump_file b = file_of("b", 1);

	PUT(f, &a, { .doi = "10.1000/a", .loaded = "1st" },
	    { .doi = "10.1000/b", .loaded = "1st" });
	expect_stale(f, "");
	PUT(f, &b, { .doi = "10.1000/a", .raw = "of b", .loaded = "2nd" });
	expect_stale(f, "10.1000/a from a:1@100 1st raw of 10.1000/a + "
			"b:1@100 2nd of b|");
	OK(f, store_stale_all(f->store, &f->err));
	expect_stale(f, "10.1000/a from a:1@100 1st raw of 10.1000/a + "
			"b:1@100 2nd of b|"
			"10.1000/b from a:2@200 1st raw of 10.1000/b|");
}

CONTRACT(stale, records_are_visited_with_so_many_objects_the_last_loaded)
{
	char path[STORE_OBJECTS_MAX + 3][8];
	SCOPED(buf_release) struct buf expected = buf_init(1 << 16);

	for (int i = 0; i < STORE_OBJECTS_MAX + 3; i++) {
		struct dump_file file = file_of(path[i], 1);

		snprintf(path[i], sizeof(path[i]), "%d", i);
		PUT(f, &file, { .doi = "10.1000/a", .raw = "x" });
		if (i >= 3)
			buf_add_format(&expected, "%s%d:1@100  x",
				       i > 3 ? " + " : "10.1000/a from ", i);
	}
	buf_add_char(&expected, '|');
	expect_stale(f, buf_text(&expected));
}

static enum status count_objects(void *context,
				 const struct held_objects *record,
				 struct error *err)
{
	*(size_t *)context += record->count;
	return STATUS_OK;
}

CONTRACT(stale, records_are_visited_with_so_many_bytes_of_objects)
{
	SCOPED(buf_release) struct buf raw = buf_init(STORE_VALUE_MAX);
	static const char *const paths[] = { "a", "b", "c" };
	size_t objects = 0, count = 0;

	while (raw.len < STORE_VALUE_MAX)
		buf_add_text(&raw, "0123456789abcdef");
	for (size_t i = 0; i < ARRAY_COUNT(paths); i++) {
		const struct work work = { .doi = "10.1000/a" };
		struct entry entry = entry_of(&work, 1);
		struct dump_file file = file_of(paths[i], 1);
		struct batch batch = { .entries = &entry,
				       .entry_count = 1,
				       .file = &file };

		buf_clear(&entry.raw);
		buf_add_span(&entry.raw, buf_span(&raw));
		cr_assert_not(entry.raw.failed);
		OK(f, store_put(f->store, &batch, &f->err));
		entry_release(&entry);
	}
	OK(f,
	   store_stale(f->store, 1, count_objects, &objects, &count, &f->err));
	cr_assert_eq(objects, STORE_OBJECT_BYTES_MAX / STORE_VALUE_MAX);
}

CONTRACT(stale, records_are_fresh_once_put_anew)
{
	struct dump_file a = file_of("a", 1);
	const struct work works[] = { { .doi = "10.1000/a", .loaded = "l" },
				      { .doi = "10.1000/b", .loaded = "l" },
				      { .doi = "10.1000/c", .loaded = "l" },
				      { .doi = "10.1000/c", .raw = "new" } };
	struct entry entry = { .paper.doi = (char *)"10.1000/b" };
	struct batch mark = { .entries = &entry, .entry_count = 1 };
	SCOPED(record_release) struct record record = { 0 };

	put(f, &a, works, 3);
	OK(f, store_stale_all(f->store, &f->err));
	put(f, NULL, works, 1); /* the same as before, yet fresh */
	OK(f, store_put(f->store, &mark, &f->err));
	expect_stale(f, "10.1000/c from a:3@300 l raw of 10.1000/c|");
	OK(f, store_get(f->store, span_of("10.1000/b"), &record, &f->err));
	cr_assert_gt(record.json_len, 0, "marking leaves the record");
	put(f, &a, works + 3, 1);
	expect_stale(f, "");
}

static enum status pass(void *context, const struct held_objects *record,
			struct error *err)
{
	return STATUS_OK;
}

CONTRACT(stale, visits_at_most_so_many)
{
	struct dump_file a = file_of("a", 1);
	size_t count = 99;

	OK(f, store_stale(f->store, 5, pass, NULL, &count, &f->err));
	cr_assert_eq(count, 0);
	PUT(f, &a, { .doi = "10.1000/a" }, { .doi = "10.1000/b" },
	    { .doi = "10.1000/c" });
	OK(f, store_stale_all(f->store, &f->err));
	OK(f, store_stale(f->store, 2, pass, NULL, &count, &f->err));
	cr_assert_eq(count, 2);
}

static enum status make_anew(void *context, const struct held_objects *record,
			     struct error *err)
{
	struct fixture *f = context;
	struct work work = { .doi = record->key, .title = "made anew" };

	cr_assert(is_held(f->store, record->key));
	return try_put(f, NULL, &work, 1);
}

CONTRACT(stale, visitor_may_use_the_store)
{
	struct dump_file a = file_of("a", 1);
	SCOPED(record_release) struct record record = { 0 };
	size_t count = 0;

	PUT(f, &a, { .doi = "10.1000/a" }, { .doi = "10.1000/b" });
	OK(f, store_stale_all(f->store, &f->err));
	OK(f, store_stale(f->store, 10, make_anew, f, &count, &f->err));
	cr_assert_eq(count, 2);
	expect_stale(f, "");
	OK(f, store_get(f->store, span_of("10.1000/b"), &record, &f->err));
	cr_assert(strstr(record.json, "made anew"));
}

static enum status describe(void *context, const struct held_objects *record,
			    struct error *err)
{
	struct buf *text = context;

	buf_add_text(text, record->key);
	for (size_t i = 0; i < record->count; i++) {
		buf_add_char(text, ' ');
		buf_add_span(text, record->objects[i].raw);
	}
	cr_expect(record->json.len && record->json.at[0] == '{');
	return STATUS_OK;
}

CONTRACT(objects, of_a_record_are_visited_in_the_order_of_loading)
{
	struct dump_file a = file_of("a", 1), b = file_of("b", 1);
	SCOPED(buf_release) struct buf text = buf_init(4096);

	PUT(f, &a, { .doi = "10.1000/a", .raw = "one" },
	    { .doi = "10.1000/b", .raw = "other" });
	PUT(f, &b, { .doi = "10.1000/a", .raw = "two" });
	OK(f, store_objects(f->store, span_of("10.1000/a"), describe, &text,
			    &f->err));
	cr_expect_str_eq(buf_text(&text), "10.1000/a one two");
}

CONTRACT(objects, of_what_is_not_held_are_none)
{
	SCOPED(buf_release) struct buf text = buf_init(4096);

	OK(f, store_objects(f->store, span_of("10.1000/a"), describe, &text,
			    &f->err));
	cr_expect_eq(text.len, 0);
}

static enum status refuse(void *context, const struct held_objects *record,
			  struct error *err)
{
	return error_set(err, STATUS_IO, "disk gone");
}

CONTRACT(stale, visit_ends_with_the_first_failure)
{
	struct dump_file a = file_of("a", 1);
	size_t count = 99;

	PUT(f, &a, { .doi = "10.1000/a" });
	OK(f, store_stale_all(f->store, &f->err));
	cr_assert_eq(store_stale(f->store, 10, refuse, NULL, &count, &f->err),
		     STATUS_IO);
	cr_assert_eq(count, 99, "the output is untouched");
}
