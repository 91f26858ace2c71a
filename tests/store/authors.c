/* SPDX-License-Identifier: MIT */
/* store_authors(), store_journals() with a text, and their counts. */
#include "contract.h"

#include <stdio.h>
#include <stdlib.h>

/* "NAME ORCID COUNT|…" of all pages. */
static char *authors_of(struct fixture *f, const char *query, unsigned limit)
{
	SCOPED(buf_release) struct buf seen = buf_init(1 << 20);
	SCOPED(buf_release) struct buf cursor = buf_init(64);
	long long count = 0;

	do {
		SCOPED(author_page_release) struct author_page page = { 0 };

		OK(f, store_authors(f->store, span_of(query), buf_span(&cursor),
				    limit, &page, &f->err));
		for (size_t i = 0; i < page.count; i++)
			buf_add_format(
				&seen, "%s %s%s%lld|", page.items[i].name,
				page.items[i].orcid ? page.items[i].orcid : "",
				page.items[i].orcid ? " " : "",
				page.items[i].records);
		count += (long long)page.count;
		buf_clear(&cursor);
		buf_add_text(&cursor, page.next ? page.next : "");
		if (!page.next)
			cr_assert_eq(count, page.total, "%s: %s: %lld of %lld",
				     f->backend, query, count, page.total);
	} while (cursor.len);
	return buf_take(&seen);
}

static void expect_authors(struct fixture *f, const char *query,
			   const char *expected)
{
	for (unsigned limit = 1; limit < 8; limit += 6) {
		SCOPED_FREE char *seen = authors_of(f, query, limit);

		cr_expect_str_eq(seen, expected, "%s: \"%s\" by %u: %s",
				 f->backend, query, limit, seen);
	}
}

CONTRACT(authors, are_found_by_their_words_in_any_order)
{
	static const struct {
		const char *query, *found;
	} rows[] = {
		{ "moasser", "Elham Moasser 2|" },
		{ "elham moasser", "Elham Moasser 2|" },
		{ "Moasser, Elham", "Elham Moasser 2|" },
		{ "moasser e", "Elham Moasser 2|" },
		{ "E. Moasser", "Elham Moasser 2|" },
		{ "moass", "" },
		{ "moass*", "Elham Moasser 2|" },
		{ "thomas kirsch", "Thomas D. Kirsch 1|" },
		{ "kirsch t d", "Thomas D. Kirsch 1|" },
		{ "garcia", "Gabriel García Márquez 1|" },
		{ "marquez", "Gabriel García Márquez 1|" },
		{ "MÁRQUEZ", "Gabriel García Márquez 1|" },
		{ "王伟", "王伟 1|" },
		{ "王", "王伟 1|" },
		{ "Иванов", "Иван Иванов 1|" },
		{ "nobody", "" },
		{ "moasser nobody", "" },
		{ "", "" },
		{ "...", "" },
		{ "*", "" },
		{ "\"", "" },
		{ "moasser\" OR \"kirsch", "" },
	};

	PUT(f, NULL,
	    { .doi = "10.1000/a",
	      .authors = { "Elham Moasser", "Thomas D. Kirsch" } },
	    { .doi = "10.1000/b",
	      .authors = { "ELHAM MOASSER", "Gabriel García Márquez",
			   "王伟" } },
	    { .doi = "10.1000/c", .authors = { "Иван Иванов", "..." } });
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++)
		expect_authors(f, rows[i].query, rows[i].found);
}

CONTRACT(authors, are_one_for_each_name_and_orcid)
{
	static const char first[] = "Yang Liu|0000-0002-1825-0097";

	PUT(f, NULL, { .doi = "10.1000/a", .authors = { first, "Yang Liu" } },
	    { .doi = "10.1000/b", .authors = { first, first, "Y Liu" } },
	    { .doi = "10.1000/c", .authors = { first, "YANG LIU" } },
	    { .doi = "10.1000/d",
	      .authors = { "Yang Liu|0000-0001-5109-3700" } });
	expect_authors(f, "yang liu",
		       "Yang Liu 0000-0002-1825-0097 3|Yang Liu 2|"
		       "Yang Liu 0000-0001-5109-3700 1|");
	expect_authors(f, "0000-0002-1825-0097",
		       "Yang Liu 0000-0002-1825-0097 3|");
	expect_authors(f, "https://orcid.org/0000-0001-5109-3700",
		       "Yang Liu 0000-0001-5109-3700 1|");
}

CONTRACT(authors, come_with_the_most_records_first)
{
	char doi[32];

	for (int i = 0; i < 30; i++) {
		struct work work = { .doi = doi };

		snprintf(doi, sizeof(doi), "10.1000/%d", i);
		work.authors[0] = "Ann Lee";
		work.authors[1] = i < 20 ? "Bob Lee" : NULL;
		work.authors[2] = i < 3 ? "Cid Lee" : NULL;
		put(f, NULL, &work, 1);
	}
	expect_authors(f, "lee", "Ann Lee 30|Bob Lee 20|Cid Lee 3|");
}

CONTRACT(authors, refuse_a_foreign_cursor)
{
	static const char *const cursors[] = { "x", "-", "0", "-3", "61-1" };

	for (size_t i = 0; i < ARRAY_COUNT(cursors); i++) {
		struct author_page page = { 0 };

		cr_assert_eq(store_authors(f->store, span_of("a"),
					   span_of(cursors[i]), 5, &page,
					   &f->err),
			     STATUS_INVALID_PARAMETER, "%s: %s", f->backend,
			     cursors[i]);
		error_clear(&f->err);
	}
}

/* ---- cursors of all lists of names ---- */

enum list { AUTHORS, JOURNALS_ALL, JOURNALS_FOUND, LISTS };
static const char *const list_names[LISTS] = {
	[AUTHORS] = "authors",
	[JOURNALS_ALL] = "journals",
	[JOURNALS_FOUND] = "journals by words",
};

/* Pages of one; *ret_next is owned. */
static enum status list_ask(struct fixture *f, enum list list,
			    struct span cursor, char **ret_next)
{
	SCOPED(author_page_release) struct author_page authors = { 0 };
	SCOPED(journal_page_release) struct journal_page journals = { 0 };
	struct span query = span_of(list == JOURNALS_ALL ? "" : "lee");
	enum status status = list == AUTHORS
				     ? store_authors(f->store, query, cursor, 1,
						     &authors, &f->err)
				     : store_journals(f->store, query, cursor,
						      1, &journals, &f->err);
	char **next = list == AUTHORS ? &authors.next : &journals.next;

	*ret_next = *next;
	*next = NULL;
	return status;
}

static void expect_refused(struct fixture *f, enum list list, const char *text)
{
	SCOPED_FREE char *next = NULL;

	cr_expect_eq(list_ask(f, list, span_of(text), &next),
		     STATUS_INVALID_PARAMETER, "%s: %s: %s", f->backend,
		     list_names[list], text);
	error_clear(&f->err);
}

static void expect_checked(struct fixture *f, enum list list)
{
	SCOPED_FREE char *cursor = NULL, *next = NULL;

	OK(f, list_ask(f, list, (struct span){ 0 }, &cursor));
	cr_assert(cursor, "%s: %s", f->backend, list_names[list]);
	OK(f, list_ask(f, list, span_of(cursor), &next));
	for (enum list other = 0; other < LISTS; other++)
		if (other != list)
			expect_refused(f, other, cursor);
	for (size_t i = 0; cursor[i]; i++) {
		char was = cursor[i];

		cursor[i] = was == 'A' ? 'B' : 'A';
		expect_refused(f, list, cursor);
		cursor[i] = was;
	}
	cursor[strlen(cursor) - 1] = '\0';
	expect_refused(f, list, cursor);
}

CONTRACT(authors, and_journals_refuse_a_cursor_that_was_changed)
{
	PUT(f, NULL,
	    { .doi = "10.1000/a",
	      .authors = { "Ann Lee", "Bob Lee" },
	      .journal = "Lee" },
	    { .doi = "10.1000/b", .journal = "Lee Shore" });
	for (enum list list = 0; list < LISTS; list++)
		expect_checked(f, list);
}

CONTRACT(authors, of_a_record_that_becomes_part_of_another_go_with_it)
{
	PUT(f, NULL,
	    { .pmid = "1", .authors = { "Ann Lee", "Bob Lee", "Cid Lee" } },
	    { .doi = "10.1000/x", .authors = { "Ann Lee" } });
	PUT(f, NULL,
	    { .doi = "10.1000/a", .pmid = "1", .authors = { "Ann Lee" } });
	expect_authors(f, "lee", "Ann Lee 2|");
}

CONTRACT(authors, of_a_batch_that_fails_are_not_counted)
{
	const struct work bad[] = {
		{ .doi = "10.1000/b", .authors = { "Ann Lee", "Bob Lee" } },
		{ .doi = NULL },
	};

	PUT(f, NULL, { .doi = "10.1000/a", .authors = { "Ann Lee" } });
	cr_assert_neq(try_put(f, NULL, bad, 2), STATUS_OK);
	error_clear(&f->err);
	expect_authors(f, "lee", "Ann Lee 1|");
}

/* ---- counts, at random ---- */

static const char *const pool[] = { "Ann Lee",
				    "Bob Lee",
				    "Cid Lee",
				    "Lee Ann",
				    "Dan Lee|0000-0002-1825-0097",
				    "Dan Lee",
				    "Eve O'Lee",
				    "Ünal Lee" };
#define RECORDS 24

/* What each of the pool is counted by now. */
struct counts_now {
	int of[ARRAY_COUNT(pool)];
};

static void load_at_random(struct fixture *f, long long generation,
			   struct counts_now *ret)
{
	struct dump_file file = file_of("f", generation);
	struct work works[RECORDS] = { 0 };
	char dois[RECORDS][32], raws[RECORDS][32];
	size_t count = 0;
	long long removed;

	*ret = (struct counts_now){ 0 };
	for (int i = 0; i < RECORDS; i++) {
		struct work *work = &works[count];

		if (rand() % 3 == 0)
			continue;
		snprintf(dois[i], sizeof(dois[i]), "10.1000/%d", i);
		snprintf(raws[i], sizeof(raws[i]), "%lld", generation);
		*work = (struct work){ .doi = dois[i], .raw = raws[i] };
		for (size_t j = 0; j < 6; j++) {
			size_t chosen = (size_t)rand() % ARRAY_COUNT(pool);
			bool again = false;

			for (size_t k = 0; k < j; k++)
				again |= work->authors[k] == pool[chosen];
			work->authors[j] = pool[chosen];
			ret->of[chosen] += !again;
		}
		count++;
	}
	put(f, &file, works, count);
	file.complete = true;
	OK(f, store_prune(f->store, &file, &removed, &f->err));
}

static long long count_of(const struct author_page *page, const char *wanted)
{
	for (size_t i = 0; i < page->count; i++) {
		const struct author *author = &page->items[i];
		SCOPED(buf_release) struct buf text = buf_init(256);

		buf_add_text(&text, author->name);
		if (author->orcid)
			buf_add_format(&text, "|%s", author->orcid);
		if (strcmp(buf_text(&text), wanted) == 0)
			return author->records;
	}
	return 0;
}

CONTRACT(authors, are_counted_exactly_whatever_is_replaced_and_dropped)
{
	srand(7);
	for (int round = 1; round < 30; round++) {
		SCOPED(author_page_release) struct author_page page = { 0 };
		struct counts_now now;
		size_t held = 0;

		load_at_random(f, round, &now);
		OK(f, store_authors(f->store, span_of("lee"),
				    (struct span){ 0 }, 100, &page, &f->err));
		for (size_t i = 0; i < ARRAY_COUNT(pool); i++) {
			held += now.of[i] > 0;
			cr_expect_eq(count_of(&page, pool[i]), now.of[i],
				     "%s, round %d: %s: %lld, not %d",
				     f->backend, round, pool[i],
				     count_of(&page, pool[i]), now.of[i]);
		}
		cr_expect_eq(page.count, held);
	}
}

/* ---- journals by words ---- */

static char *journals_of(struct fixture *f, const char *query, unsigned limit)
{
	SCOPED(buf_release) struct buf seen = buf_init(1 << 20);
	SCOPED(buf_release) struct buf cursor = buf_init(64);
	long long count = 0;

	do {
		SCOPED(journal_page_release) struct journal_page page = { 0 };

		OK(f, store_journals(f->store, span_of(query),
				     buf_span(&cursor), limit, &page, &f->err));
		for (size_t i = 0; i < page.count; i++)
			buf_add_format(&seen, "%s %lld|",
				       page.items[i].journal.title,
				       page.items[i].records);
		count += (long long)page.count;
		buf_clear(&cursor);
		buf_add_text(&cursor, page.next ? page.next : "");
		if (!page.next)
			cr_assert_eq(count, page.total, "%s: %s: %lld of %lld",
				     f->backend, query, count, page.total);
	} while (cursor.len);
	return buf_take(&seen);
}

CONTRACT(journals, are_found_by_words_of_title_and_abbreviation_or_by_issn)
{
	static const struct {
		const char *query, *found;
	} rows[] = {
		{ "nature", "Nature 2|Nature Physics 1|" },
		{ "physics nature", "Nature Physics 1|" },
		{ "phys", "Nature Physics 1|" },
		{ "med*", "New England Journal of Medicine 1|" },
		{ "n engl j med", "New England Journal of Medicine 1|" },
		{ "0028-0836", "Nature 2|" },
		{ "00280836", "Nature 2|" },
		{ "1234-5679", "" },
		{ "naturally", "" },
		{ "!", "" },
	};

	PUT(f, NULL,
	    { .doi = "10.1000/a",
	      .journal = "Nature",
	      .issn = { "0028-0836" } },
	    { .doi = "10.1000/b", .issn = { "0028-0836" } },
	    { .doi = "10.1000/c", .journal = "Nature Physics" },
	    { .doi = "10.1000/e",
	      .journal = "New England Journal of Medicine" });
	/* what was not known of a journal is found by as well */
	PUT(f, NULL,
	    { .doi = "10.1000/c",
	      .journal = "Nature Physics",
	      .abbreviation = "Nat. Phys." },
	    { .doi = "10.1000/e",
	      .journal = "New England Journal of Medicine",
	      .abbreviation = "N Engl J Med" });
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++)
		for (unsigned limit = 1; limit < 4; limit++) {
			SCOPED_FREE char *seen = journals_of(f, rows[i].query,
							     limit);

			cr_expect_str_eq(seen, rows[i].found,
					 "%s: \"%s\" by %u: %s", f->backend,
					 rows[i].query, limit, seen);
		}
}

CONTRACT(journals, that_no_record_names_any_more_are_not_found)
{
	SCOPED_FREE char *seen = NULL;

	PUT(f, NULL,
	    { .doi = "10.1000/a",
	      .journal = "Old Times",
	      .abbreviation = "O. T.",
	      .issn = { "0028-0836" } });
	PUT(f, NULL, { .doi = "10.1000/a", .journal = "New Times" });
	seen = journals_of(f, "times", 5);
	cr_assert_str_eq(seen, "New Times 1|");
	free(seen);
	seen = journals_of(f, "0028-0836", 5);
	cr_assert_str_eq(seen, "");
}

static void expect_filled(struct fixture *f)
{
	expect_authors(f, "moasser", "Elham Moasser 3|");
	expect_authors(f, "kirsch", "Thomas D. Kirsch 1|");
	expect_authors(f, "gone", "");
}

CONTRACT(authors, are_found_once_a_store_is_filled)
{
	store_fill(f->store);
	PUT(f, NULL,
	    { .doi = "10.1000/a",
	      .authors = { "Elham Moasser", "Thomas D. Kirsch" } },
	    { .doi = "10.1000/b", .authors = { "Elham Moasser", "Gone" } });
	PUT(f, NULL, { .doi = "10.1000/b", .authors = { "Elham Moasser" } },
	    { .doi = "10.1000/c", .authors = { "Elham Moasser" } });
	OK(f, store_settle(f->store, 4, &f->err));
	expect_filled(f);
	if (reopen(f))
		expect_filled(f);
	PUT(f, NULL, { .doi = "10.1000/d", .authors = { "Elham Moasser" } });
	expect_authors(f, "elham", "Elham Moasser 4|");
}

CONTRACT(authors, are_found_when_filling_was_not_ended)
{
	store_fill(f->store);
	PUT(f, NULL, { .doi = "10.1000/a", .authors = { "Thomas Kirsch" } });
	if (reopen(f))
		expect_authors(f, "kirsch", "Thomas Kirsch 1|");
}
