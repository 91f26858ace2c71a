/* SPDX-License-Identifier: MIT */
/* Texts that have more terms than a column holds. */
#include <criterion/criterion.h>

#include "../../../server/store/index/sqlite_index.h"

/* What the limit of a value in the database and of the columns of an entry
 * would be reached by, were there no other. */
#define REPEATS 1600000

/* Characters that have many times their length in terms. */
static const struct {
	const char *name, *text;
} rows[] = {
	{ "a phrase in one sign", "ﷺ " },
	{ "a word in one sign", "㌖ " },
	{ "one long row of characters", "㌖" },
};

static void text_make(const char *text, size_t count, struct buf *out)
{
	*out = buf_init(64 << 20);
	for (size_t i = 0; i < count; i++)
		buf_add_text(out, text);
	cr_assert_not(out->failed);
}

static struct terms *terms_opened(void)
{
	struct terms *terms = terms_open();

	cr_assert(terms);
	return terms;
}

/* Up to the first term that has no room, whatever comes behind. */
Test(columns, are_cut_between_terms)
{
	struct terms *terms = terms_opened();

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(buf_release) struct buf text = { 0 };
		SCOPED(columns_release) struct columns columns = { 0 };
		struct paper paper = { .title = (char *)"A title" };
		struct term term;
		size_t at = 0;

		text_make(rows[i].text, REPEATS / 4, &text);
		paper.abstract = (char *)buf_text(&text);
		cr_assert_eq(columns_fill(&columns, terms, &paper, NULL),
			     STATUS_OK, "%s", rows[i].name);
		cr_expect_leq(columns.of[COLUMN_ABSTRACT].len, COLUMN_MAX);
		cr_expect_gt(columns.of[COLUMN_ABSTRACT].len, COLUMN_MAX - 100);
		cr_expect_str_eq(buf_text(&columns.of[COLUMN_TITLE]),
				 " a titl");
		terms_begin(terms, buf_span(&text), TERMS_TEXT);
		while (at < columns.of[COLUMN_ABSTRACT].len) {
			const char *held = columns.of[COLUMN_ABSTRACT].data +
					   at + 1;

			cr_assert(terms_next(terms, &term));
			cr_assert_eq(memcmp(held, term.text.at, term.text.len),
				     0, "%s: %zu", rows[i].name, at);
			at += 1 + term.text.len;
		}
		cr_expect_eq(at, columns.of[COLUMN_ABSTRACT].len, "%s",
			     rows[i].name);
	}
	terms_close(terms);
}

/* Whole values stand before the words, and are no part of the length. */
Test(columns, have_whole_values_beside_words)
{
	struct terms *terms = terms_opened();
	SCOPED(columns_release) struct columns columns = { 0 };
	SCOPED(paper_release) struct paper paper = { 0 };
	static const char json[] =
		"{\"abstract\":\"Cats\",\"authors\":[{\"name\":\"Ann\","
		"\"orcid\":\"0000-0002-1825-0097\"},{\"name\":\"Bob\","
		"\"orcid\":\"with a blank\"}],\"ids\":{\"isbn\":"
		"[\"0306406152\",\"no isbn\"]},\"funders\":[{\"doi\":"
		"\"10.13039/1\"},{\"name\":\"NSF\"}],\"updates\":["
		"{\"direction\":\"to\",\"doi\":\"10.1000/a\"},"
		"{\"direction\":\"by\",\"doi\":\"10.1000/b\"},"
		"{\"doi\":\"10.1000/c\"}]}";

	cr_assert_eq(paper_from_json(span_of(json), &paper, NULL), STATUS_OK);
	cr_assert_eq(columns_fill(&columns, terms, &paper, NULL), STATUS_OK);
	cr_expect_str_eq(buf_text(&columns.of[COLUMN_ABSTRACT]),
			 " \x02o0000-0002-1825-0097 \x02i9780306406157"
			 " \x02"
			 "f10.13039/1 \x02u10.1000/a cat");
	cr_expect_str_eq(buf_text(&columns.of[COLUMN_AUTHOR]), " ann bob");
	cr_expect_eq(columns.places[COLUMN_ABSTRACT], 1);
	terms_close(terms);
}

/* ---- in a store ---- */

static void entry_make(const char *text, struct entry *ret)
{
	*ret = (struct entry){ .line = 1,
			       .json = buf_init(STORE_VALUE_MAX),
			       .raw = buf_init(1000) };
	buf_add_text(&ret->json, "{\"doi\":\"10.1000/a\",\"abstract\":\"");
	for (size_t i = 0; i < REPEATS; i++)
		buf_add_text(&ret->json, text);
	buf_add_text(&ret->json, "end\"}");
	buf_add_text(&ret->raw, text);
	cr_assert_eq(paper_from_json(buf_span(&ret->json), &ret->paper, NULL),
		     STATUS_OK);
}

static void put(struct store *store, const char *text, long long generation,
		bool prepared)
{
	SCOPED(entry_release) struct entry entry = { 0 };
	struct dump_file file = { .path = (char *)"dump",
				  .generation = generation };
	struct batch batch = { &entry, 1, .file = &file };
	struct preparer *preparer = preparer_open();
	struct error err = { 0 };

	cr_assert(preparer);
	entry_make(text, &entry);
	if (prepared)
		cr_assert_eq(entries_prepare(preparer, &entry, 1, &err),
			     STATUS_OK, "%s", err.detail);
	preparer_close(preparer);
	cr_assert_eq(store_put(store, &batch, &err), STATUS_OK, "%s: %s", text,
		     err.detail);
}

static void drop(struct store *store, long long generation)
{
	SCOPED(dump_file_release) struct dump_file file = { 0 };
	long long removed = 0;

	cr_assert_eq(store_file(store, "dump", &file, NULL), STATUS_OK);
	file.generation = generation;
	cr_assert_eq(store_prune(store, &file, &removed, NULL), STATUS_OK);
	cr_expect_eq(removed, 1);
}

static long long terms_in(struct store *store)
{
	struct connection *writer = ((struct sqlite_store *)store)->writer;
	SCOPED(statement_release)
	struct statement count = statement_once(
		writer, "SELECT count(*) FROM temp.vocabulary");

	cr_assert(statement_step(&count));
	return row_integer(&count, 0);
}

Test(columns, that_were_cut_are_taken_out_whole)
{
	struct store *store = NULL;
	long long generation = 1;

	cr_assert_eq(store_open("sqlite::memory:", &store, NULL), STATUS_OK);
	cr_assert_eq(connection_run(((struct sqlite_store *)store)->writer,
				    "CREATE VIRTUAL TABLE temp.vocabulary"
				    " USING fts5vocab(main, search, row)",
				    NULL),
		     STATUS_OK);
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		put(store, rows[i].text, generation++, i % 2 == 0);
		cr_expect_gt(terms_in(store), 0, "%s", rows[i].name);
	}
	drop(store, generation);
	cr_expect_eq(terms_in(store), 0);
	store_close(store);
}
