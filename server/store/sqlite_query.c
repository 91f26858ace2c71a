/* SPDX-License-Identifier: MIT */
/*
 * A list is one walk along an index: records_key or records_published give
 * the sort order and hold every column a filter looks at, so the walk reads
 * the table only for the records of the page.  A journal's records are found
 * by records_journal.  A total is a walk along whichever index is shortest
 * for the filter.
 *
 * Dates.  A record may be published in a year, a month or on a day; it is in
 * the range when the first day its date may mean is.  Dates are compared as
 * text, which orders "2019" < "2019-05" < "2019-05-01" although all three
 * first days may be one and the same.  So the lower bound is cut to the
 * shortest date of its first day (2019-05-01 to 2019-05, 2019-01-01 to 2019):
 * every date from that day on is at least that text, and no date before it is.
 * The upper bound is filled up to its last day (2019 to 2019-12-31, a month to
 * its 31st): no date in the period is greater than that text.
 */
#include "sqlite_query.h"

#include <stdlib.h>

#include "paperd/scoped.h"

/* Longest SQL text; all parts together have about 900 bytes. */
#define SQL_MAX 4096

struct sql sql_init(void)
{
	return (struct sql){ .text = buf_init(SQL_MAX) };
}

void sql_release(struct sql *sql)
{
	buf_release(&sql->text);
	for (size_t i = 0; i < sql->count; i++)
		free(sql->values[i].text);
	*sql = (struct sql){ 0 };
}

static void value_add(struct sql *sql, struct sql_value value)
{
	if (sql->count == SQL_VALUES_MAX) {
		free(value.text);
		sql->text.failed = true;
		return;
	}
	sql->values[sql->count++] = value;
}

static void text_add(struct sql *sql, struct span text)
{
	char *copy = span_copy(text);

	if (copy)
		value_add(sql, (struct sql_value){ .text = copy });
	else
		sql->text.failed = true;
}

static void number_add(struct sql *sql, long long number)
{
	value_add(sql, (struct sql_value){ .number = number });
}

/* ---- the filter ---- */

/* Begins one more condition. */
static void clause(struct sql *sql, bool *first, const char *text)
{
	buf_add_text(&sql->text, *first ? " WHERE " : " AND ");
	buf_add_text(&sql->text, text);
	*first = false;
}

void sql_journal_key(struct span title, struct buf *out)
{
	if (title.len > SQL_KEY_MAX)
		title.len = SQL_KEY_MAX;
	journal_key(title, out);
}

static void key_add(struct sql *sql, struct span title)
{
	SCOPED(buf_release) struct buf key = buf_init(SQL_KEY_MAX);

	sql_journal_key(title, &key);
	text_add(sql, buf_span(&key));
}

static void from_add(struct sql *sql, struct span date)
{
	while (date.len > 4 && memcmp(date.at + date.len - 3, "-01", 3) == 0)
		date.len -= 3;
	text_add(sql, date);
}

static void until_add(struct sql *sql, struct span date)
{
	static const char last[] = "YYYY-12-31";
	SCOPED(buf_release) struct buf day = buf_init(64);

	buf_add_span(&day, date);
	if (date.len < sizeof(last) - 1)
		buf_add_text(&day, last + date.len);
	text_add(sql, buf_span(&day));
}

/* The filters whose value is a text. */
static const struct {
	size_t offset; /* of the member in struct query */
	const char *clause;
	void (*add)(struct sql *sql, struct span text);
} filters[] = {
	/* clang-format off */
	{ offsetof(struct query, doi), "key = ?", text_add },
	{ offsetof(struct query, issn), "journal_id = "
	  "(SELECT journal_id FROM journal_issn WHERE issn = ?)", text_add },
	{ offsetof(struct query, journal), "journal_id IN "
	  "(SELECT id FROM journals WHERE key = ?)", key_add },
	{ offsetof(struct query, type), "type = ?", text_add },
	{ offsetof(struct query, language), "language = ?", text_add },
	{ offsetof(struct query, from), "published >= ?", from_add },
	{ offsetof(struct query, until),
	  "published > '' AND published <= ?", until_add },
	/* clang-format on */
};

static void filter(const struct query *query, struct sql *sql, bool *first)
{
	for (size_t i = 0; i < ARRAY_COUNT(filters); i++) {
		const char *text = *(char *const *)((const char *)query +
						    filters[i].offset);

		if (!text)
			continue;
		clause(sql, first, filters[i].clause);
		filters[i].add(sql, span_of(text));
	}
	if (query->year.known) {
		clause(sql, first, "year = ?");
		number_add(sql, query->year.value);
	}
	if (query->has) {
		clause(sql, first, "has & ? = ?");
		number_add(sql, query->has);
		number_add(sql, query->has);
	}
}

/* ---- the order ---- */

/* How a sort order is walked. */
static const struct order {
	const char *index;
	bool by_date;
	const char *after;
	const char *order;
} orders[] = {
	/* clang-format off */
	[SORT_DOI] = { "records_key", false,
		"key > ?", " ORDER BY key LIMIT ?" },
	[SORT_DOI_DESCENDING] = { "records_key", false,
		"key < ?", " ORDER BY key DESC LIMIT ?" },
	[SORT_PUBLISHED] = { "records_published", true,
		"(published, key) > (?, ?)",
		" ORDER BY published, key LIMIT ?" },
	[SORT_PUBLISHED_DESCENDING] = { "records_published", true,
		"(published, key) < (?, ?)",
		" ORDER BY published DESC, key DESC LIMIT ?" },
	/* clang-format on */
};

static void after(const struct query *query, struct sql *sql, bool *first)
{
	const struct order *order = &orders[query->sort];

	if (!query->after_doi)
		return;
	clause(sql, first, order->after);
	if (order->by_date)
		text_add(sql, span_of(query->after_key));
	text_add(sql, span_of(query->after_doi));
}

/* Names the index to walk.  The planner, which knows no counts, would rather
 * sort the whole table; where one record or one journal is asked for it needs
 * no telling. */
static void walk(const struct query *query, const char *index, struct sql *sql)
{
	if (!query->doi && !query->issn && !query->journal)
		buf_add_format(&sql->text, " INDEXED BY %s", index);
}

void sql_page(const struct query *query, struct sql *sql)
{
	bool first = true;

	buf_add_text(&sql->text, "SELECT key, published, etag, json"
				 " FROM records");
	walk(query, orders[query->sort].index, sql);
	filter(query, sql, &first);
	after(query, sql, &first);
	buf_add_text(&sql->text, orders[query->sort].order);
	number_add(sql, (long long)query->limit + 1);
}

void sql_total(const struct query *query, struct sql *sql)
{
	bool first = true;

	buf_add_text(&sql->text, "SELECT count(*) FROM records");
	walk(query, "records_published", sql);
	filter(query, sql, &first);
}
