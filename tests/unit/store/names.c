/* SPDX-License-Identifier: MIT */
/* What names weigh, and that they are made anew with the index. */
#include <criterion/criterion.h>

#include <limits.h>

#include "../../../server/store/names/sqlite_names.h"
#include "place.h"

Test(names, weigh_what_they_count_up_to_7_then_in_steps_of_a_quarter)
{
	long long first = 1; /* of this weight */

	for (long long count = 0; count < 8; count++)
		cr_expect_eq(name_weight(count), count);
	for (long long count = 2; count < 1 << 20; count++) {
		unsigned before = name_weight(count - 1);
		unsigned weight = name_weight(count);

		cr_assert(weight == before || weight == before + 1, "%lld",
			  count);
		if (weight != before)
			first = count;
		cr_assert(4 * (count - first) < first || count == first,
			  "%lld weighs as %lld", count, first);
	}
	cr_expect_eq(name_weight(-1), 0);
	cr_expect_leq(name_weight(LLONG_MAX), 255);
}

Test(names, are_told_by_their_rows_and_the_heavier_comes_first)
{
	const long long large = (1LL << 32) - 1;

	cr_expect_eq(name_rowid(3, 77) & 0xffffffff, 77);
	cr_expect_eq(name_rowid(255, large) & 0xffffffff, large);
	cr_expect_lt(name_rowid(4, large), name_rowid(3, 1));
	cr_expect_gt(name_rowid(255, 1), 0);
}

/* ---- in a file ---- */

/* One record, with another journal and author in each generation. */
static void put(struct store *store, long long generation, const char *json)
{
	struct dump_file file = { .path = (char *)"f",
				  .generation = generation };
	struct error err = { 0 };
	struct entry entry = { .json = buf_init(1024), .raw = buf_init(1024) };
	struct batch batch = { &entry, 1, .file = &file };

	cr_assert_eq(paper_from_json(span_of(json), &entry.paper, &err),
		     STATUS_OK, "%s", err.detail);
	buf_add_text(&entry.json, json);
	buf_add_text(&entry.raw, json);
	cr_assert_eq(store_put(store, &batch, &err), STATUS_OK, "%s",
		     err.detail);
	entry_release(&entry);
}

static void expect_found(struct store *store, const char *word,
			 long long authors, long long journals)
{
	SCOPED(author_page_release) struct author_page found = { 0 };
	SCOPED(journal_page_release) struct journal_page page = { 0 };
	struct span none = { 0 };

	cr_assert_eq(store_authors(store, span_of(word), none, 5, &found, NULL),
		     STATUS_OK);
	cr_expect_eq(found.total, authors, "%s: %lld authors", word,
		     found.total);
	cr_assert_eq(store_journals(store, span_of(word), none, 5, &page, NULL),
		     STATUS_OK);
	cr_expect_eq(page.total, journals, "%s: %lld journals", word,
		     page.total);
}

Test(names, are_made_anew_with_the_index, .init = place_make,
     .fini = place_remove)
{
	struct store *store = place_open();

	put(store, 1,
	    "{\"doi\":\"10.1000/a\",\"authors\":[{\"name\":\"Ann Old\"}],"
	    "\"journal\":{\"title\":\"Old Times\"}}");
	store_close(store);
	place_run("DELETE FROM made");
	store = place_open();
	expect_found(store, "old", 1, 1);
	put(store, 2,
	    "{\"doi\":\"10.1000/a\",\"authors\":[{\"name\":\"Ann New\"}],"
	    "\"journal\":{\"title\":\"New Times\"}}");
	expect_found(store, "old", 0, 0);
	expect_found(store, "new", 1, 1);
	store_close(store);
	place_run("INSERT INTO author_names (author_names)"
		  " VALUES ('integrity-check');"
		  "INSERT INTO journal_names (journal_names)"
		  " VALUES ('integrity-check')");
}
