/* SPDX-License-Identifier: MIT */
/* store_journal(), store_journals(). */
#include "contract.h"

#include <stdio.h>
#include <stdlib.h>

static struct journal_summary journal_of(struct fixture *f, const char *name)
{
	struct journal_summary found = { 0 };

	OK(f, store_journal(f->store, span_of(name), &found, &f->err));
	return found;
}

CONTRACT(journal, is_found_by_issn_and_by_title)
{
	static const char *const names[] = {
		"0028-0836", "1476-4687", "Nature", "NATURE", "na-ture",
	};

	PUT(f, NULL,
	    { .doi = "10.1000/a",
	      .journal = "Nature",
	      .issn = { "1476-4687", "0028-0836" } },
	    { .doi = "10.1000/b", .journal = "Cell" });
	for (size_t i = 0; i < ARRAY_COUNT(names); i++) {
		SCOPED(journal_summary_release)
		struct journal_summary found = journal_of(f, names[i]);

		cr_assert_str_eq(found.journal.title, "Nature");
		cr_assert_eq(found.records, 1);
		cr_assert_eq(found.journal.issn.count, 2);
		cr_assert_str_eq(found.journal.issn.items[0], "1476-4687");
		cr_assert_str_eq(found.journal.issn.items[1], "0028-0836");
	}
}

CONTRACT(journal, with_an_x_in_its_issn_is_found_in_either_case)
{
	SCOPED(journal_summary_release) struct journal_summary found = { 0 };

	PUT(f, NULL,
	    { .doi = "10.1000/a", .journal = "A", .issn = { "2434-561X" } });
	found = journal_of(f, "2434-561x");
	cr_assert_str_eq(found.journal.title, "A");
}

CONTRACT(journal, that_is_unknown_is_not_found)
{
	static const char *const names[] = { "Science", "1234-5679", "",
					     "..." };

	PUT(f, NULL,
	    { .doi = "10.1000/a",
	      .journal = "Nature",
	      .issn = { "0028-0836" } },
	    { .doi = "10.1000/b" });
	for (size_t i = 0; i < ARRAY_COUNT(names); i++) {
		struct journal_summary found = { 0 };

		cr_assert_eq(store_journal(f->store, span_of(names[i]), &found,
					   &f->err),
			     STATUS_NO_JOURNAL, "%s: \"%s\"", f->backend,
			     names[i]);
		cr_assert_null(found.journal.title);
		error_clear(&f->err);
	}
}

CONTRACT(journal, is_one_when_any_issn_or_else_the_title_is_the_same)
{
	SCOPED(journal_summary_release) struct journal_summary found = { 0 };
	SCOPED(journal_page_release) struct journal_page page = { 0 };

	PUT(f, NULL,
	    { .doi = "10.1000/a",
	      .journal = "Nature",
	      .issn = { "0028-0836" } },
	    { .doi = "10.1000/b",
	      .journal = "Nature (London)",
	      .issn = { "1476-4687", "0028-0836" } },
	    { .doi = "10.1000/c", .journal = "nature" },
	    { .doi = "10.1000/d", .issn = { "1476-4687" } });
	found = journal_of(f, "1476-4687");
	OK(f, store_journals(f->store, (struct span){ 0 }, (struct span){ 0 },
			     10, &page, &f->err));
	cr_assert_eq(found.records, 4);
	cr_assert_str_eq(found.journal.title, "Nature");
	cr_assert_eq(page.total, 1);
}

CONTRACT(journal, takes_missing_facts_from_later_records_and_keeps_known_ones)
{
	SCOPED(journal_summary_release) struct journal_summary found = { 0 };

	PUT(f, NULL,
	    { .doi = "10.1000/a",
	      .issn = { "0028-0836" },
	      .impact_factor = 3.5 },
	    { .doi = "10.1000/b",
	      .journal = "Nature",
	      .issn = { "0028-0836", "1476-4687" },
	      .impact_factor = 9 },
	    { .doi = "10.1000/c",
	      .journal = "Nature Weekly",
	      .issn = { "0028-0836" },
	      .description = "weekly" },
	    { .doi = "10.1000/d",
	      .issn = { "0028-0836" },
	      .description = "monthly" });
	found = journal_of(f, "nature");
	cr_assert_str_eq(found.journal.title, "Nature");
	cr_assert_str_eq(found.journal.description, "weekly");
	cr_assert(found.journal.impact_factor.known);
	cr_assert_float_eq(found.journal.impact_factor.value, 3.5, 1e-9);
	cr_assert_eq(found.journal.issn.count, 2);
	cr_assert_eq(found.records, 4);
}

CONTRACT(journal, of_a_longer_title_than_is_told_apart_is_stored)
{
	SCOPED(buf_release) struct buf title = buf_init(1 << 20);
	SCOPED(journal_summary_release) struct journal_summary found = { 0 };
	struct work work = { .doi = "10.1000/a" };

	for (int i = 0; i < 20000; i++)
		buf_add_text(&title, "é");
	work.journal = buf_text(&title);
	put(f, NULL, &work, 1);
	found = journal_of(f, buf_text(&title));
	cr_assert_str_eq(found.journal.title, buf_text(&title));
}

CONTRACT(journals, leave_out_those_no_record_names_any_more)
{
	SCOPED(journal_page_release) struct journal_page page = { 0 };
	struct journal_summary found = { 0 };

	PUT(f, NULL, { .doi = "10.1000/a", .journal = "Old" });
	PUT(f, NULL, { .doi = "10.1000/a", .journal = "New" });
	OK(f, store_journals(f->store, (struct span){ 0 }, (struct span){ 0 },
			     10, &page, &f->err));
	cr_assert_eq(page.total, 1);
	cr_assert_eq(page.count, 1);
	cr_assert_str_eq(page.items[0].journal.title, "New");
	cr_assert_eq(store_journal(f->store, span_of("Old"), &found, &f->err),
		     STATUS_NO_JOURNAL);
}

/* The titles of all journals, page by page, by "|". */
static char *titles_of(struct fixture *f, unsigned limit)
{
	SCOPED(buf_release) struct buf titles = buf_init(4096);
	SCOPED(buf_release) struct buf cursor = buf_init(4096);
	bool more = true;

	while (more) {
		SCOPED(journal_page_release) struct journal_page page = { 0 };

		OK(f, store_journals(f->store, (struct span){ 0 },
				     buf_span(&cursor), limit, &page, &f->err));
		cr_assert_eq(page.total, 5);
		for (size_t i = 0; i < page.count; i++)
			buf_add_format(&titles, "%s|",
				       page.items[i].journal.title);
		more = page.next;
		buf_clear(&cursor);
		if (more)
			buf_add_text(&cursor, page.next);
		for (size_t i = 0; i < cursor.len; i++)
			cr_assert(ascii_is_alnum(cursor.data[i]) ||
				  cursor.data[i] == '-' ||
				  cursor.data[i] == '_');
	}
	return buf_take(&titles);
}

CONTRACT(journals, come_in_the_order_of_their_keys_page_by_page)
{
	/* two of one title, which only their ISSNs part */
	PUT(f, NULL, { .doi = "10.1000/a", .journal = "The Lancet" },
	    { .doi = "10.1000/b", .issn = { "0028-0836" } },
	    { .doi = "10.1000/c",
	      .journal = "Nature",
	      .issn = { "1476-4687" } },
	    { .doi = "10.1000/d", .journal = "Ärzteblatt" },
	    { .doi = "10.1000/e", .journal = "ACS  Nano" },
	    { .doi = "10.1000/f",
	      .journal = "Nature",
	      .issn = { "0028-0836" } });
	for (unsigned limit = 1; limit < 7; limit++) {
		SCOPED_FREE char *titles = titles_of(f, limit);

		cr_expect_str_eq(
			titles,
			"ACS  Nano|Nature|Nature|The Lancet|Ärzteblatt|",
			"%s by %u: %s", f->backend, limit, titles);
	}
}

CONTRACT(journals, are_counted_without_items_at_limit_0)
{
	SCOPED(journal_page_release) struct journal_page page = { 0 };

	PUT(f, NULL, { .doi = "10.1000/a", .journal = "A" });
	OK(f, store_journals(f->store, (struct span){ 0 }, (struct span){ 0 },
			     0, &page, &f->err));
	cr_assert_eq(page.total, 1);
	cr_assert_eq(page.count, 0);
	cr_assert_null(page.next);
}

CONTRACT(journals, refuse_a_foreign_cursor)
{
	static const char *const cursors[] = { "x",     "-",     "61",
					       "6-1",   "zz-1",  "61-x",
					       "61-0",  "61--3", "YQkJMTA",
					       "61-1-1" };

	PUT(f, NULL, { .doi = "10.1000/a", .journal = "A" });
	for (size_t i = 0; i < ARRAY_COUNT(cursors); i++) {
		struct journal_page page = { 0 };

		cr_assert_eq(store_journals(f->store, (struct span){ 0 },
					    span_of(cursors[i]), 5, &page,
					    &f->err),
			     STATUS_INVALID_PARAMETER, "%s: %s", f->backend,
			     cursors[i]);
		cr_assert_null(page.items);
		error_clear(&f->err);
	}
}

/* Names that are long together: they are written before the transaction ends. */
#define LONG_NAMES 14
#define NAME_BYTES 150000

static void name_make(int number, char *out)
{
	int len = snprintf(out, 16, "n%d", number);

	for (size_t i = (size_t)len; i < NAME_BYTES - 1; i++)
		out[i] = i % 50 ? (char)('a' + (i + i / 50) % 26) : ' ';
	out[NAME_BYTES - 1] = '\0';
}

CONTRACT(journal, that_gets_another_record_in_a_long_transaction_stays)
{
	struct work works[LONG_NAMES + 2] = { 0 };
	char(*names)[NAME_BYTES] = malloc(LONG_NAMES * 6 * NAME_BYTES);
	char dois[LONG_NAMES][32];

	cr_assert(names);
	works[0] = (struct work){ .doi = "10.1000/a", .journal = "Other" };
	for (int i = 0; i < LONG_NAMES; i++) {
		snprintf(dois[i], sizeof(dois[i]), "10.1000/b%02d", i);
		works[i + 1].doi = dois[i];
		for (int k = 0; k < 6; k++) {
			name_make(i * 6 + k, names[i * 6 + k]);
			works[i + 1].authors[k] = names[i * 6 + k];
		}
	}
	works[LONG_NAMES + 1] = (struct work){ .doi = "10.1000/c",
					       .journal = "Nature" };
	PUT(f, NULL,
	    { .doi = "10.1000/a",
	      .journal = "Nature",
	      .issn = { "0028-0836" } });
	put(f, NULL, works, ARRAY_COUNT(works));
	SCOPED(journal_summary_release)
	struct journal_summary found = journal_of(f, "0028-0836");
	cr_expect_str_eq(found.journal.title, "Nature");
	cr_expect_eq(found.records, 1);
	expect_list(f, "issn=0028-0836", 5, "c");
	free(names);
}
