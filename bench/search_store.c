/* SPDX-License-Identifier: MIT */
/*
 * The store's answers beside FTS5's own, query by query in turns, so that both
 * meet the same machine.  Of several rounds the fastest counts.
 */
#include "search.h"

#include "paperd/paper.h"
#include "paperd/query.h"
#include "paperd/store.h"

#include "../server/store/search/sqlite_match.h"
#include "paperd/terms.h"

#define ROUNDS      3
#define FIRST       10
#define PATIENCE_MS 600000

static void check(enum status status, const struct error *err)
{
	if (status != STATUS_OK)
		die("%s", err->detail);
}

static void store_drop(struct store **store)
{
	store_close(*store);
}

static struct store *store_of(const char *path)
{
	SCOPED(buf_release) struct buf url = buf_init(4096);
	struct error err = { 0 };
	struct store *store = NULL;

	buf_add_format(&url, "sqlite:%s", path);
	check(store_open(buf_text(&url), &store, &err), &err);
	return store;
}

static void set(struct query *query, const char *name, const char *value)
{
	struct error err = { 0 };

	check(query_parse(query, span_of(name), span_of(value), &err), &err);
}

/* A page as a client asks for it, from the text of the query on. */
static double page_timed(struct store *store, const char *words,
			 const char *facets, struct page *ret)
{
	SCOPED(query_release) struct query query = query_init();
	struct error err = { 0 };
	double start = now_us();

	set(&query, "query", words);
	if (facets) {
		set(&query, "facets", facets);
		set(&query, "limit", "0");
	}
	check(query_check(&query, &err), &err);
	check(store_list(store, &query, ret, &err), &err);
	return now_us() - start;
}

/* ---- FTS5 ---- */

/* What the store asks FTS5 for, too. */
static void match_text(const char *words, struct buf *out)
{
	SCOPED(query_release) struct query query = query_init();
	struct terms *terms = terms_open();
	SCOPED(match_release) struct match match = match_init(terms);

	if (!terms)
		die("no memory");
	set(&query, "query", words);
	match_write(&query.search, -1, &match);
	buf_clear(out);
	buf_add_span(out, buf_span(&match.text));
	terms_close(terms);
}

/* Steps through all rows; the first column of the last one in *ret. */
static double raw_timed(sqlite3_stmt *statement, const char *match,
			long long *ret)
{
	double start = now_us();
	int code;

	sqlite3_bind_text(statement, 1, match, -1, SQLITE_STATIC);
	while ((code = sqlite3_step(statement)) == SQLITE_ROW)
		*ret = sqlite3_column_int64(statement, 0);
	if (code != SQLITE_DONE)
		die("FTS5 failed on %s", match);
	sqlite3_reset(statement);
	return now_us() - start;
}

static double least(double best, double next)
{
	return best == 0 || next < best ? next : best;
}

/* ---- rank ---- */

struct ranked {
	double ours, raw;
	long long total, hits;
};

static void rank_round(struct store *store, sqlite3_stmt *rank,
		       const char *words, const char *match,
		       struct ranked *ranked)
{
	SCOPED(page_release) struct page page = { 0 };
	long long last;

	ranked->raw = least(ranked->raw, raw_timed(rank, match, &last));
	ranked->ours = least(ranked->ours,
			     page_timed(store, words, NULL, &page));
	ranked->total = page.total;
}

void rank_command(char **words)
{
	SCOPED(store_drop) struct store *store = store_of(words[1]);
	SCOPED(database_close)
	sqlite3 *db = database_open(words[2], SQLITE_OPEN_READWRITE);
	SCOPED(statement_close)
	sqlite3_stmt *rank = prepare(db, "SELECT rowid FROM raw WHERE raw"
					 " MATCH ? ORDER BY rank LIMIT 20");
	SCOPED(statement_close)
	sqlite3_stmt *count = prepare(
		db, "SELECT count(*) FROM raw WHERE raw MATCH ?");
	SCOPED(file_close) FILE *queries = file_open(words[3], "r");
	SCOPED(buf_release) struct buf match = buf_init(65536);
	const char *line;

	while ((line = line_next(queries))) {
		struct ranked ranked = { 0 };

		match_text(line, &match);
		for (int round = 0; round < ROUNDS; round++)
			rank_round(store, rank, line, buf_text(&match),
				   &ranked);
		raw_timed(count, buf_text(&match), &ranked.hits);
		printf("%.1f\t%.1f\t%lld\t%lld\n", ranked.ours, ranked.raw,
		       ranked.total, ranked.hits);
	}
}

/* ---- facets ---- */

/* What each facet is to SQL: bits of state as in server/store/facts/facts.h. */
static const char *const members[] = {
	"type",      "year",           "journal_id", "language",
	"publisher", "state >> 9 & 3", "source",     "state & 1",
};

static sqlite3_stmt *join_prepare(sqlite3 *db, const char *member)
{
	SCOPED(buf_release) struct buf sql = buf_init(4096);

	buf_add_format(&sql,
		       "SELECT %s, count(*) FROM raw JOIN facts"
		       " ON facts.record_id = raw.rowid WHERE raw MATCH ?"
		       " GROUP BY 1 ORDER BY 2 DESC LIMIT 20",
		       member);
	return prepare(db, buf_text(&sql));
}

/* One facet by SQL and by the store, and all eight of both. */
struct facet_times {
	double one_ours, one_raw, all_ours, all_raw;
	long long total;
};

static void facets_round(struct store *store, sqlite3_stmt *const *joins,
			 const char *words, const char *match,
			 struct facet_times *times)
{
	SCOPED(page_release) struct page before = { 0 };
	SCOPED(page_release) struct page one = { 0 };
	SCOPED(page_release) struct page all = { 0 };
	double sum = 0;
	long long last;

	raw_timed(joins[0], match, &last); /* what comes first is slower */
	for (size_t i = 0; i < ARRAY_COUNT(members); i++) {
		double taken = raw_timed(joins[i], match, &last);

		times->one_raw = i ? times->one_raw
				   : least(times->one_raw, taken);
		sum += taken;
	}
	times->all_raw = least(times->all_raw, sum);
	page_timed(store, words, NULL, &before);
	times->one_ours = least(times->one_ours,
				page_timed(store, words, "type", &one));
	times->all_ours = least(times->all_ours,
				page_timed(store, words, "*", &all));
	times->total = all.total;
}

void facets_command(char **words)
{
	SCOPED(store_drop) struct store *store = store_of(words[1]);
	SCOPED(database_close)
	sqlite3 *db = database_open(words[2], SQLITE_OPEN_READWRITE);
	SCOPED(file_close) FILE *queries = file_open(words[3], "r");
	SCOPED(buf_release) struct buf match = buf_init(65536);
	sqlite3_stmt *joins[ARRAY_COUNT(members)];
	const char *line;

	for (size_t i = 0; i < ARRAY_COUNT(members); i++)
		joins[i] = join_prepare(db, members[i]);
	while ((line = line_next(queries))) {
		struct facet_times times = { 0 };

		match_text(line, &match);
		for (int round = 0; round < ROUNDS; round++)
			facets_round(store, joins, line, buf_text(&match),
				     &times);
		printf("%.1f\t%.1f\t%.1f\t%.1f\t%lld\n", times.one_ours,
		       times.one_raw, times.all_ours, times.all_raw,
		       times.total);
	}
	for (size_t i = 0; i < ARRAY_COUNT(members); i++)
		sqlite3_finalize(joins[i]);
}

/* ---- first ---- */

static void doi_print(const struct record *record)
{
	SCOPED(paper_release) struct paper paper = { 0 };
	struct error err = { 0 };

	check(paper_from_json((struct span){ record->json, record->json_len },
			      &paper, &err),
	      &err);
	printf("%s\t", paper.doi ? paper.doi : "");
}

/* Prints the DOIs of a page, each with a tab behind it; a search that is
 * refused finds none. */
static void first_print(struct store *store, const char *words)
{
	SCOPED(query_release) struct query query = query_init();
	SCOPED(page_release) struct page page = { 0 };
	struct error err = { 0 };
	enum status status = query_parse(&query, (struct span)SPAN("query"),
					 span_of(words), &err);

	query.limit = FIRST;
	if (status == STATUS_OK)
		status = query_check(&query, &err);
	if (status == STATUS_OK)
		status = store_list(store, &query, &page, &err);
	for (size_t i = 0; i < page.count; i++)
		doi_print(&page.items[i]);
	printf("\n");
	if (status != STATUS_OK)
		fprintf(stderr, "%s: %s\n", words, err.detail);
}

/* However long it takes: unbounded ranking may. */
void first_command(char **words)
{
	SCOPED(store_drop) struct store *store = store_of(words[1]);
	SCOPED(file_close) FILE *queries = file_open(words[3], "r");
	const char *line;

	store->limits.scored = strtoll(words[2], NULL, 10);
	store->limits.search_ms = PATIENCE_MS;
	while ((line = line_next(queries)))
		first_print(store, line);
}
