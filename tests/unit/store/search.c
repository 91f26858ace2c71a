/* SPDX-License-Identifier: MIT */
/* What a search costs that can be counted: how often it counts a word. */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "../../../server/store/sqlite.h"

static struct store *open_store(void)
{
	struct store *store = NULL;
	struct error err = { 0 };

	cr_assert_eq(store_open("sqlite::memory:", &store, &err), STATUS_OK,
		     "%s", err.detail);
	return store;
}

static void put(struct store *store, const char *doi, const char *title)
{
	struct entry entry = { .json = buf_init(4096), .raw = buf_init(4096) };
	struct batch batch = { .entries = &entry, .entry_count = 1 };
	struct error err = { 0 };

	entry.paper.doi = strdup(doi);
	entry.paper.title = strdup(title);
	buf_add_format(&entry.json, "{\"doi\":\"%s\",\"title\":\"%s\"}", doi,
		       title);
	buf_add_text(&entry.raw, "{}");
	cr_assert_eq(store_put(store, &batch, &err), STATUS_OK, "%s",
		     err.detail);
	entry_release(&entry);
}

/* Counts the runs of the statement that counts a word. */
static int note_run(unsigned event, void *context, void *statement, void *text)
{
	static const char counting[] =
		"SELECT count(*) FROM search WHERE search MATCH ?";
	const char *sql = sqlite3_sql(statement);
	int *runs = context;

	(void)event, (void)text;
	*runs += sql && strcmp(sql, counting) == 0;
	return 0;
}

/* clang-format off */
static const struct {
	const char *name, *value;
	int words;      /* that are counted, each once */
	long long found;
	unsigned left_out;
} rows[] = {
	{ "query", "alder", 1, 1, 0 },
	{ "query", "alder beech", 2, 1, 0 },
	{ "query", "alder -beech", 1, 0, 0 },
	{ "query", "alder beech poplar", 3, 1, 1 },
	{ "query", "alder beech cedar daisy elder", 5, 2, 4 },
	{ "query.bibliographic", "alder beech cedar", 3, 2, 0 },
};
/* clang-format on */

Test(search, counts_each_word_once)
{
	struct store *store = open_store();
	sqlite3 *db = ((struct sqlite_store *)store)->writer->db;

	put(store, "10.1000/a", "Alder and beech");
	put(store, "10.1000/b", "Cedar and daisy");
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(query_release) struct query query = query_init();
		SCOPED(page_release) struct page page = { 0 };
		struct error err = { 0 };
		int runs = 0;

		cr_assert_eq(query_parse(&query, span_of(rows[i].name),
					 span_of(rows[i].value), &err),
			     STATUS_OK, "%s", err.detail);
		cr_assert_eq(query_check(&query, &err), STATUS_OK);
		sqlite3_trace_v2(db, SQLITE_TRACE_STMT, note_run, &runs);
		cr_assert_eq(store_list(store, &query, &page, &err), STATUS_OK,
			     "%s", err.detail);
		sqlite3_trace_v2(db, 0, NULL, NULL);
		cr_expect_eq(runs, rows[i].words, "%s: %d", rows[i].value,
			     runs);
		cr_expect_eq(page.total, rows[i].found, "%s: %lld",
			     rows[i].value, page.total);
		cr_expect_eq(page.left_out, rows[i].left_out, "%s: %u",
			     rows[i].value, page.left_out);
	}
	store_close(store);
}
