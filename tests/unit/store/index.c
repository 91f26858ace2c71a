/* SPDX-License-Identifier: MIT */
/* The index and the facts, inside: rows, what a failed commit leaves, what is
 * left when all is gone; what a cursor carries of a ranking. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "../../../server/store/index/sqlite_index.h"
#include "../../../server/store/search/sqlite_rank.h"

/* ---- rows ---- */

Test(index_row, comes_sooner_for_a_better_prior_and_then_by_record)
{
	static const struct {
		uint32_t prior;
		long long id;
	} rows[] = { { 63, 0 },
		     { 63, 1 },
		     { 63, FACTS_ID_MAX - 1 },
		     { 62, 0 },
		     { 40, FACTS_ID_MAX - 1 },
		     { 1, 7 },
		     { 0, 1 },
		     { 0, FACTS_ID_MAX - 1 } };
	long long before = -1;

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		uint32_t state = rows[i].prior << STATE_PRIOR_SHIFT |
				 STATE_HELD | HAS_ABSTRACT;
		long long row = index_row(state, rows[i].id);

		cr_expect_gt(row, before, "row %zu", i);
		cr_expect_eq(index_record(row), rows[i].id, "row %zu", i);
		cr_expect_lt(row, RANK_NO_END, "row %zu", i);
		before = row;
	}
}

/* ---- what a cursor carries ---- */

Test(rank_state, is_read_as_it_was_written)
{
	static const struct ranking rows[] = {
		{ .end = 1, .last_row = 1 },
		{ .end = FACTS_ID_MAX,
		  .last_row = RANK_NO_END,
		  .word_count = 3,
		  .words = { 1, 0, 255 } },
		{ .end = 77,
		  .last_row = 63LL << 32,
		  .word_count = SEARCH_WORDS_MAX,
		  .words = { [SEARCH_WORDS_MAX - 1] = 9 } },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(buf_release) struct buf state = buf_init(1000);
		struct ranking read = { 0 };

		rank_write(&rows[i], &state);
		cr_assert(rank_read(buf_span(&state), &read), "%s",
			  buf_text(&state));
		cr_expect_eq(read.end, rows[i].end, "row %zu", i);
		cr_expect_eq(read.last_row, rows[i].last_row, "row %zu", i);
		cr_expect_eq(read.word_count, rows[i].word_count, "row %zu", i);
		cr_expect_arr_eq(read.words, rows[i].words, rows[i].word_count,
				 "row %zu", i);
	}
}

/* A walk that was not bounded scores all; one that was, up to the last row. */
Test(rank_state, says_how_far_was_scored)
{
	static const struct {
		struct ranking ranking;
		long long last_row;
	} rows[] = {
		{ { .scored_row = 5 }, RANK_NO_END },
		{ { .scored_row = 5, .bounded = true }, 5 },
		{ { .scored_row = 5, .bounded = true, .last_row = 9 }, 9 },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(buf_release) struct buf state = buf_init(1000);
		struct ranking read = { 0 };

		rank_write(&rows[i].ranking, &state);
		cr_assert(rank_read(buf_span(&state), &read));
		cr_expect_eq(read.last_row, rows[i].last_row, "row %zu", i);
	}
}

Test(rank_state, is_refused_when_it_is_none)
{
	static const char *const states[] = {
		"",
		"1",
		"1.",
		".1.0.",
		"1..0.",
		"1.1.",
		"x.1.0.",
		"1.x.0.00",
		"1.1.x.00",
		"1.1.0.0",
		"1.1.0.0g",
		"-1.1.0.",
		"1234567890123456.1.0.",
		"1.1.0.00.",
	};
	SCOPED(buf_release) struct buf long_one = buf_init(1000);
	struct ranking ranking = { 0 };

	for (size_t i = 0; i < ARRAY_COUNT(states); i++)
		cr_expect_not(rank_read(span_of(states[i]), &ranking), "\"%s\"",
			      states[i]);
	buf_add_text(&long_one, "1.1.0.");
	for (int i = 0; i <= SEARCH_WORDS_MAX; i++)
		buf_add_text(&long_one, "01");
	cr_expect_not(rank_read(buf_span(&long_one), &ranking));
	cr_expect_not(rank_read((struct span){ 0 }, &ranking));
}

Test(rank_weight, falls_with_how_often_a_word_is)
{
	cr_expect_eq(rank_weight(1000000, 1000000), 1, "never 0");
	cr_expect_eq(rank_weight(0, 0), rank_weight(0, 0));
	for (long long with = 1; with < 1000000; with *= 2)
		cr_expect_geq(rank_weight(1000000, with / 2),
			      rank_weight(1000000, with), "%lld", with);
	cr_expect_gt(rank_weight(1000000, 1), 10 * 16);
}

/* ---- a store ---- */

static struct store *opened(void)
{
	struct store *store = NULL;
	struct error err = { 0 };

	cr_assert_eq(store_open("sqlite::memory:", &store, &err), STATUS_OK,
		     "%s", err.detail);
	return store;
}

static struct connection *writer_of(struct store *store)
{
	return ((struct sqlite_store *)store)->writer;
}

static enum status put_one(struct store *store, const char *json,
			   long long generation, struct error *err)
{
	SCOPED(entry_release)
	struct entry entry = { .line = 1,
			       .json = buf_init(1000),
			       .raw = buf_init(1000) };
	struct dump_file file = { .path = (char *)"dump",
				  .generation = generation };
	struct batch batch = { &entry, 1, NULL, 0, &file };

	buf_add_text(&entry.json, json);
	buf_add_text(&entry.raw, json);
	cr_assert_eq(paper_from_json(span_of(json), &entry.paper, err),
		     STATUS_OK);
	return store_put(store, &batch, err);
}

static long long total_of(struct store *store, const char *words)
{
	struct query query = query_init();
	SCOPED(page_release) struct page page = { 0 };
	struct error err = { 0 };

	cr_assert_eq(query_parse(&query, (struct span)SPAN("query"),
				 span_of(words), &err),
		     STATUS_OK);
	cr_assert_eq(query_check(&query, &err), STATUS_OK);
	cr_assert_eq(store_list(store, &query, &page, &err), STATUS_OK);
	query_release(&query);
	return page.total;
}

static long long count_of(struct store *store, const char *sql)
{
	SCOPED(statement_release)
	struct statement rows = statement_once(writer_of(store), sql);

	cr_assert(statement_step(&rows), "%s", sql);
	return row_integer(&rows, 0);
}

#define OLD "{\"doi\":\"10.1000/a\",\"title\":\"Old\",\"year\":1990}"
#define NEW "{\"doi\":\"10.1000/a\",\"title\":\"New\",\"year\":2020}"
#define ADD "{\"doi\":\"10.1000/b\",\"title\":\"New\",\"year\":2020}"

static int refuse(void *context)
{
	return 1;
}

Test(commit, that_fails_leaves_facts_and_index_as_they_were)
{
	struct store *store = opened();
	struct facts_table *table = ((struct sqlite_store *)store)->facts;
	struct error err = { 0 };
	struct facts facts;

	cr_assert_eq(put_one(store, OLD, 1, &err), STATUS_OK);
	sqlite3_commit_hook(writer_of(store)->db, refuse, NULL);
	for (int i = 0; i < 2; i++) {
		cr_expect_neq(put_one(store, i ? ADD : NEW, 2, &err),
			      STATUS_OK);
		error_clear(&err);
		cr_expect_eq(total_of(store, "old"), 1);
		cr_expect_eq(total_of(store, "new"), 0);
		cr_expect_eq(total_of(store, "-old"), 0);
		cr_expect_eq(facts_count(table), 1);
		cr_expect(facts_get(table, 1, &facts));
		cr_expect_eq(facts.of[FACT_YEAR], 1990);
	}
	sqlite3_commit_hook(writer_of(store)->db, NULL, NULL);
	cr_expect_eq(put_one(store, NEW, 2, &err), STATUS_OK, "%s", err.detail);
	cr_expect_eq(put_one(store, ADD, 2, &err), STATUS_OK, "%s", err.detail);
	cr_expect_eq(total_of(store, "old"), 0);
	cr_expect_eq(total_of(store, "new"), 2);
	store_close(store);
}

/* Of all that is put, replaced and dropped no word is left. */
Test(vocabulary, is_empty_when_the_records_are_gone)
{
	static const char *const jsons[] = {
		OLD,
		NEW,
		"{\"doi\":\"10.1000/a\",\"title\":\"维生素D\","
		"\"authors\":[{\"name\":\"Ann Lee\"}],\"abstract\":\"H₂O\\nx\","
		"\"translations\":{\"zh\":{\"title\":\"病\"}},"
		"\"journal\":{\"title\":\"J\",\"abbreviation\":\"K\"}}",
		"{\"doi\":\"10.1000/a\"}",
		NEW,
	};
	struct store *store = opened();
	struct dump_file file = { .path = (char *)"dump", .generation = 9 };
	struct error err = { 0 };
	long long removed = 0;

	cr_assert_eq(connection_run(writer_of(store),
				    "CREATE VIRTUAL TABLE temp.vocabulary"
				    " USING fts5vocab(main, search, row)",
				    &err),
		     STATUS_OK, "%s", err.detail);
	for (size_t i = 0; i < ARRAY_COUNT(jsons); i++) {
		cr_assert_eq(put_one(store, jsons[i], 1 + (long long)i, &err),
			     STATUS_OK, "%s", err.detail);
		cr_expect_eq(count_of(store,
				      "SELECT count(*) FROM temp.vocabulary"
				      " WHERE doc > 1"),
			     0, "%s", jsons[i]);
	}
	cr_expect_eq(count_of(store, "SELECT count(*) FROM temp.vocabulary"), 2,
		     "a title of one word, and a year");
	cr_assert_eq(store_file(store, "dump", &file, &err), STATUS_OK);
	file.generation = 9;
	cr_assert_eq(store_prune(store, &file, &removed, &err), STATUS_OK);
	cr_expect_eq(removed, 1);
	cr_expect_eq(count_of(store, "SELECT count(*) FROM temp.vocabulary"),
		     0);
	cr_expect_eq(count_of(store, "SELECT count(*) FROM facts"), 0);
	dump_file_release(&file);
	store_close(store);
}
