/* SPDX-License-Identifier: MIT */
/* One work in several sources: which objects make one record, and what it is
 * found by. */
#include "contract.h"

/* Puts what a stale record was made anew as. */
static void renew(struct fixture *f, const char *held, const struct work *work)
{
	struct entry entry = entry_of(work, 1);
	struct batch batch = { .entries = &entry, .entry_count = 1 };

	entry.held = span_copy(span_of(held));
	OK(f, store_put(f->store, &batch, &f->err));
	entry_release(&entry);
}
#define RENEW(f, held, ...) renew(f, held, &(const struct work){ __VA_ARGS__ })

static void expect_keys(struct fixture *f, const char *expected)
{
	SCOPED_FREE char *keys = keys_of(f, "sort=doi");

	cr_expect_str_eq(keys, expected, "%s: got %s", f->backend, keys);
}

/* Asserts under which key the record that `asked` means is kept. */
static void expect_found(struct fixture *f, const char *asked, const char *key)
{
	SCOPED(record_release) struct record record = { 0 };
	SCOPED(paper_release) struct paper paper = { 0 };
	SCOPED(buf_release) struct buf own = buf_init(4096);

	OK(f, store_get(f->store, span_of(asked), &record, &f->err));
	cr_expect_eq(record.key == NULL, strcmp(asked, key) == 0, "%s", asked);
	if (record.key)
		cr_expect_str_eq(record.key, key, "%s", asked);
	OK(f, paper_from_json((struct span){ record.json, record.json_len },
			      &paper, &f->err));
	cr_assert(paper_key(&paper, &own));
	cr_expect_str_eq(buf_text(&own), key, "%s", asked);
}

/* ---- keys ---- */

CONTRACT(key, is_an_identifier_where_there_is_no_doi)
{
	struct dump_file a = file_of("a", 1);
	SCOPED_FREE char *raw = NULL;

	PUT(f, &a, { .pmid = "2", .s2 = "ab" }, { .doi = "10.1000/a" });
	expect_keys(f, "10.1000/a pmid:2");
	expect_found(f, "pmid:2", "pmid:2");
	expect_found(f, "s2:ab", "pmid:2");
	raw = raw_of(f, "s2:ab");
	cr_assert_str_eq(raw, "raw of 2");
}

CONTRACT(key, of_a_list_walks_past_identifiers_too)
{
	struct dump_file a = file_of("a", 1);
	SCOPED_FREE char *keys = NULL;

	PUT(f, &a, { .pmid = "2" }, { .doi = "10.1000/a" }, { .s2 = "f" },
	    { .pmid = "1" });
	keys = keys_of(f, "limit=1&sort=doi");
	cr_assert_str_eq(keys, "10.1000/a pmid:1 pmid:2 s2:f");
}

CONTRACT(key, of_a_record_with_a_doi_is_not_its_only_name)
{
	struct record none = { 0 };

	PUT(f, NULL, { .doi = "10.1000/a", .pmid = "1", .s2 = "ab" });
	expect_found(f, "10.1000/a", "10.1000/a");
	expect_found(f, "pmid:1", "10.1000/a");
	expect_found(f, "s2:ab", "10.1000/a");
	cr_assert_eq(store_get(f->store, span_of("pmid:2"), &none, &f->err),
		     STATUS_NOT_FOUND);
	cr_assert(strstr(f->err.detail, "pmid:2"));
	error_clear(&f->err);
}

CONTRACT(key, that_several_records_have_means_the_smallest)
{
	PUT(f, NULL, { .doi = "10.1000/b", .pmid = "1" });
	PUT(f, NULL, { .doi = "10.1000/a", .pmid = "1" });
	expect_keys(f, "10.1000/a 10.1000/b");
	expect_found(f, "pmid:1", "10.1000/a");
}

CONTRACT(key, finds_nothing_any_more_once_the_record_lost_it)
{
	struct dump_file a = file_of("a", 1);

	PUT(f, &a, { .doi = "10.1000/a", .pmid = "1", .s2 = "ab" });
	PUT(f, &a, { .doi = "10.1000/a", .pmid = "1", .raw = "new" });
	expect_found(f, "pmid:1", "10.1000/a");
	cr_assert_not(is_held(f->store, "s2:ab"));
}

/* ---- joining ---- */

CONTRACT(join, leaves_the_record_as_it_was_until_it_is_made_anew)
{
	struct dump_file a = file_of("a", 1);
	struct dump_file b = file_of("b", 1);
	SCOPED(record_release) struct record record = { 0 };

	PUT(f, &a, { .doi = "10.1000/a", .title = "One", .loaded = "l" });
	PUT(f, &b, { .doi = "10.1000/a", .title = "Two", .loaded = "l" });
	OK(f, store_get(f->store, span_of("10.1000/a"), &record, &f->err));
	cr_assert(strstr(record.json, "One"), "%s", record.json);
	expect_stale(f, "10.1000/a from a:1@100 l raw of 10.1000/a + "
			"b:1@100 l raw of 10.1000/a|");
	RENEW(f, "10.1000/a", .doi = "10.1000/a", .title = "Both");
	record_release(&record);
	OK(f, store_get(f->store, span_of("10.1000/a"), &record, &f->err));
	cr_assert(strstr(record.json, "Both"), "%s", record.json);
	expect_stale(f, "");
}

CONTRACT(join, is_by_an_identifier_where_there_is_no_doi)
{
	struct dump_file a = file_of("a", 1);
	struct dump_file b = file_of("b", 1);

	PUT(f, &a, { .doi = "10.1000/a", .pmid = "1", .loaded = "l" });
	PUT(f, &b, { .pmid = "1", .s2 = "ab", .loaded = "l" });
	expect_keys(f, "10.1000/a");
	expect_found(f, "s2:ab", "10.1000/a");
	expect_stale(f, "10.1000/a from a:1@100 l raw of 10.1000/a + "
			"b:1@100 l raw of 1|");
}

CONTRACT(join, takes_over_records_without_a_doi)
{
	struct dump_file a = file_of("a", 1);
	struct dump_file b = file_of("b", 1);

	PUT(f, &a, { .pmid = "1", .loaded = "l", .journal = "Gone" },
	    { .s2 = "ab", .raw = "of ab", .loaded = "l" },
	    { .s2 = "cd", .raw = "of cd", .loaded = "l" });
	PUT(f, &b,
	    { .doi = "10.1000/a", .pmid = "1", .s2 = "ab", .loaded = "l" });
	expect_keys(f, "10.1000/a s2:cd");
	expect_found(f, "pmid:1", "10.1000/a");
	expect_found(f, "s2:ab", "10.1000/a");
	expect_stale(f, "10.1000/a from a:1@100 l raw of 1 + "
			"a:2@200 l of ab + b:1@100 l raw of 10.1000/a|");
	cr_assert_eq(store_journal(f->store, span_of("Gone"),
				   &(struct journal_summary){ 0 }, &f->err),
		     STATUS_NO_JOURNAL);
	error_clear(&f->err);
}

CONTRACT(join, keeps_the_newer_form_of_an_object)
{
	struct dump_file a = file_of("a", 1);

	PUT(f, &a, { .pmid = "1", .raw = "old" });
	PUT(f, &a, { .doi = "10.1000/a", .s2 = "ab", .raw = "x" });
	a.generation = 2;
	PUT(f, &a, { .pmid = "1", .s2 = "ab", .raw = "new" });
	expect_keys(f, "10.1000/a");
	expect_stale(f, "10.1000/a from a:1@100  x + a:1@100  new|");
}

CONTRACT(join, links_records_that_one_without_a_doi_has_in_common)
{
	struct dump_file a = file_of("a", 1);

	PUT(f, &a, { .pmid = "1" }, { .s2 = "ab", .raw = "x" },
	    { .pmid = "1", .s2 = "ab", .raw = "y" });
	expect_keys(f, "pmid:1");
	expect_found(f, "s2:ab", "pmid:1");
}

CONTRACT(join, never_makes_one_of_two_dois)
{
	struct dump_file a = file_of("a", 1);
	struct dump_file b = file_of("b", 1);

	PUT(f, &a, { .doi = "10.1000/b", .pmid = "1", .loaded = "l" },
	    { .doi = "10.1000/a", .pmid = "1", .loaded = "l" });
	PUT(f, &b, { .pmid = "1", .loaded = "l" });
	expect_keys(f, "10.1000/a 10.1000/b");
	expect_stale(f, "10.1000/a from a:2@200 l raw of 10.1000/a + "
			"b:1@100 l raw of 1|");
}

CONTRACT(join, counts_an_isbn_of_whole_books_only)
{
	struct dump_file a = file_of("a", 1);
	static const char isbn10[] = "0131103628";
	static const char isbn13[] = "9780131103627";

	PUT(f, &a, { .doi = "10.1000/book", .isbn = isbn13, .type = "book" },
	    { .isbn = isbn10, .type = "monograph", .raw = "x" },
	    { .doi = "10.1000/part", .isbn = isbn13, .type = "book-chapter" });
	expect_keys(f, "10.1000/book 10.1000/part");
	expect_found(f, "isbn:9780131103627", "10.1000/book");
}

CONTRACT(join, is_the_same_in_whatever_order)
{
	static const struct work works[] = {
		{ .doi = "10.1000/a", .pmid = "1" },
		{ .pmid = "1", .s2 = "ab" },
		{ .s2 = "ab", .raw = "x" },
	};
	static const int orders[][3] = {
		{ 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 },
		{ 1, 2, 0 }, { 2, 0, 1 }, { 2, 1, 0 }
	};

	for (size_t i = 0; i < ARRAY_COUNT(orders); i++) {
		struct store *first = f->store;

		OK(f, store_open("sqlite::memory:", &f->store, &f->err));
		for (int at = 0; at < 3; at++) {
			struct dump_file file = file_of("f", 1);

			file.path = (char *)(at == 0   ? "a"
					     : at == 1 ? "b"
						       : "c");
			put(f, &file, &works[orders[i][at]], 1);
		}
		expect_keys(f, "10.1000/a");
		expect_found(f, "s2:ab", "10.1000/a");
		store_close(f->store);
		f->store = first;
	}
}

/* ---- objects ---- */

CONTRACT(objects, of_two_sources_may_stand_in_one_file)
{
	struct dump_file a = file_of("a", 1);

	PUT(f, &a,
	    { .doi = "10.1000/a", .format = "one", .raw = "1", .loaded = "l" },
	    { .doi = "10.1000/a", .format = "two", .raw = "2", .loaded = "l" },
	    { .doi = "10.1000/a", .format = "one", .raw = "3", .loaded = "l" });
	expect_stale(f, "10.1000/a from a:2@200 l 2 + a:3@300 l 3|");
}

CONTRACT(objects, under_two_keys_may_stand_in_one_file)
{
	struct dump_file a = file_of("a", 1);

	PUT(f, &a, { .doi = "10.1000/a", .pmid = "1", .loaded = "l" },
	    { .pmid = "1", .loaded = "l" });
	expect_keys(f, "10.1000/a");
	expect_stale(f, "10.1000/a from a:1@100 l raw of 10.1000/a + "
			"a:2@200 l raw of 1|");
}

CONTRACT(objects, that_did_not_change_mark_nothing_stale)
{
	static const struct work works[] = {
		{ .doi = "10.1000/a", .pmid = "1", .loaded = "then" },
		{ .pmid = "1", .loaded = "then" },
	};
	static const struct work later[] = {
		{ .doi = "10.1000/a", .pmid = "1", .loaded = "now" },
		{ .pmid = "1", .loaded = "now" },
	};
	struct dump_file a = file_of("a", 1);
	long long removed = -1;

	put(f, &a, works, 2);
	RENEW(f, "10.1000/a", .doi = "10.1000/a", .pmid = "1");
	expect_stale(f, "");
	a.generation = 2;
	put(f, &a, later, 2);
	OK(f, store_prune(f->store, &a, &removed, &f->err));
	cr_assert_eq(removed, 0);
	expect_stale(f, "");
	OK(f, store_stale_all(f->store, &f->err));
	expect_stale(f, "10.1000/a from a:1@100 then raw of 10.1000/a + "
			"a:2@200 then raw of 1|");
}

CONTRACT(objects, that_changed_are_the_last_loaded)
{
	struct dump_file a = file_of("a", 1);
	struct dump_file b = file_of("b", 1);

	PUT(f, &a, { .doi = "10.1000/a", .raw = "1", .loaded = "l" });
	PUT(f, &b, { .doi = "10.1000/a", .raw = "2", .loaded = "l" });
	PUT(f, &a, { .doi = "10.1000/a", .raw = "3", .loaded = "l" });
	expect_stale(f, "10.1000/a from b:1@100 l 2 + a:1@100 l 3|");
}

CONTRACT(objects, of_the_source_that_the_record_names_are_its_raw)
{
	struct dump_file a = file_of("a", 1);
	SCOPED_FREE char *raw = NULL;

	PUT(f, &a, { .doi = "10.1000/a", .format = "one", .raw = "1" },
	    { .doi = "10.1000/a", .format = "two", .raw = "2" });
	RENEW(f, "10.1000/a", .doi = "10.1000/a", .format = "one");
	raw = raw_of(f, "10.1000/a");
	cr_assert_str_eq(raw, "1");
}

/* ---- making anew ---- */

CONTRACT(renew, changes_the_key_with_the_record)
{
	struct dump_file a = file_of("a", 1);
	struct dump_file b = file_of("b", 1);
	long long removed;

	PUT(f, &a, { .doi = "10.1000/a", .pmid = "1" });
	PUT(f, &b, { .pmid = "1", .loaded = "l" });
	a.generation = 2;
	OK(f, try_put(f, &a, NULL, 0));
	OK(f, store_prune(f->store, &a, &removed, &f->err));
	expect_stale(f, "10.1000/a from b:1@100 l raw of 1|");
	RENEW(f, "10.1000/a", .pmid = "1");
	expect_stale(f, "");
	expect_keys(f, "pmid:1");
	cr_assert_not(is_held(f->store, "10.1000/a"));
}

CONTRACT(renew, joins_the_record_that_turns_out_to_be_the_same)
{
	struct dump_file a = file_of("a", 1);
	struct dump_file b = file_of("b", 1);

	PUT(f, &a, { .doi = "10.1000/a", .pmid = "1", .raw = "1" },
	    { .doi = "10.1000/b", .pmid = "1", .raw = "2" });
	PUT(f, &b, { .pmid = "1", .raw = "3" });
	RENEW(f, "10.1000/a", .pmid = "1");
	expect_keys(f, "10.1000/b");
	expect_stale(f, "10.1000/b from a:1@100  1 + a:2@200  2 + "
			"b:1@100  3|");
}

CONTRACT(renew, takes_over_what_its_new_identifiers_lead_to)
{
	struct dump_file a = file_of("a", 1);

	PUT(f, &a, { .doi = "10.1000/a", .raw = "1" },
	    { .pmid = "1", .raw = "2" });
	RENEW(f, "10.1000/a", .doi = "10.1000/a", .pmid = "1");
	expect_keys(f, "10.1000/a");
	expect_stale(f, "10.1000/a from a:1@100  1 + a:2@200  2|");
}

CONTRACT(renew, of_a_record_that_is_gone_does_nothing)
{
	RENEW(f, "10.1000/a", .doi = "10.1000/a");
	cr_assert_eq(total_of(f), 0);
}
