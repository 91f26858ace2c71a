/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "paperd/scoped.h"

#include "../../../server/store/sqlite_query.h"

#define PAGE    "SELECT key, published, etag, json FROM records"
#define BY_KEY  " INDEXED BY records_key"
#define BY_DATE " INDEXED BY records_published"
#define ISSN    "journal_id = (SELECT journal_id FROM journal_issn WHERE issn = ?)"
#define KEY     "journal_id IN (SELECT id FROM journals WHERE key = ?)"

/* clang-format off */
static const struct {
	const char *name;
	struct query query;
	const char *page;
	const char *total;  /* after SELECT count(*) FROM records */
	const char *values; /* of the page, by blanks */
	size_t of_total;    /* how many of them the total has */
} rows[] = {
	{ "everything", { .limit = 20 },
	  PAGE BY_KEY " ORDER BY key LIMIT ?", BY_DATE, "21", 0 },
	{ "descending", { .limit = 5, .sort = SORT_DOI_DESCENDING },
	  PAGE BY_KEY " ORDER BY key DESC LIMIT ?", BY_DATE, "6", 0 },
	{ "by date", { .limit = 5, .sort = SORT_PUBLISHED },
	  PAGE BY_DATE " ORDER BY published, key LIMIT ?", BY_DATE, "6", 0 },
	{ "latest", { .limit = 5, .sort = SORT_PUBLISHED_DESCENDING },
	  PAGE BY_DATE " ORDER BY published DESC, key DESC LIMIT ?",
	  BY_DATE, "6", 0 },
	{ "doi needs no telling", { .limit = 1, .doi = (char *)"10.1/a" },
	  PAGE " WHERE key = ? ORDER BY key LIMIT ?", " WHERE key = ?",
	  "10.1/a 2", 1 },
	{ "issn", { .limit = 1, .issn = (char *)"0028-0836" },
	  PAGE " WHERE " ISSN " ORDER BY key LIMIT ?", " WHERE " ISSN,
	  "0028-0836 2", 1 },
	{ "journal", { .limit = 1, .journal = (char *)"The Lancet" },
	  PAGE " WHERE " KEY " ORDER BY key LIMIT ?", " WHERE " KEY,
	  "thelancet 2", 1 },
	{ "two", { .limit = 1, .type = (char *)"book",
		   .year = { true, 1999 } },
	  PAGE BY_KEY " WHERE type = ? AND year = ? ORDER BY key LIMIT ?",
	  BY_DATE " WHERE type = ? AND year = ?", "book 1999 2", 2 },
	{ "year 0", { .limit = 1, .year = { true, 0 } },
	  PAGE BY_KEY " WHERE year = ? ORDER BY key LIMIT ?",
	  BY_DATE " WHERE year = ?", "0 2", 1 },
	{ "has", { .limit = 1, .has = HAS_ABSTRACT | HAS_LICENSE },
	  PAGE BY_KEY " WHERE has & ? = ? ORDER BY key LIMIT ?",
	  BY_DATE " WHERE has & ? = ?", "5 5 2", 2 },
	{ "after a doi", { .limit = 1, .language = (char *)"en",
			   .after_doi = (char *)"10.1/a" },
	  PAGE BY_KEY " WHERE language = ? AND key > ?"
	  " ORDER BY key LIMIT ?", BY_DATE " WHERE language = ?",
	  "en 10.1/a 2", 1 },
	{ "before a doi", { .limit = 1, .sort = SORT_DOI_DESCENDING,
			    .after_doi = (char *)"10.1/a" },
	  PAGE BY_KEY " WHERE key < ? ORDER BY key DESC LIMIT ?", BY_DATE,
	  "10.1/a 2", 0 },
	{ "after a date", { .limit = 1, .sort = SORT_PUBLISHED,
			    .after_key = (char *)"2019-05",
			    .after_doi = (char *)"10.1/a" },
	  PAGE BY_DATE " WHERE (published, key) > (?, ?)"
	  " ORDER BY published, key LIMIT ?", BY_DATE,
	  "2019-05 10.1/a 2", 0 },
	{ "before no date", { .limit = 1, .sort = SORT_PUBLISHED_DESCENDING,
			      .after_doi = (char *)"10.1/a" },
	  PAGE BY_DATE " WHERE (published, key) < (?, ?)"
	  " ORDER BY published DESC, key DESC LIMIT ?", BY_DATE,
	  " 10.1/a 2", 0 },
	{ "a hostile value", { .limit = 1, .type = (char *)"'); DROP--" },
	  PAGE BY_KEY " WHERE type = ? ORDER BY key LIMIT ?",
	  BY_DATE " WHERE type = ?", "'); DROP-- 2", 1 },
};

static const struct {
	const char *date;
	const char *from;
	const char *until;
} dates[] = {
	{ "2019", "2019", "2019-12-31" },
	{ "2019-01", "2019", "2019-01-31" },
	{ "2019-01-01", "2019", "2019-01-01" },
	{ "2019-01-02", "2019-01-02", "2019-01-02" },
	{ "2019-05", "2019-05", "2019-05-31" },
	{ "2019-05-01", "2019-05", "2019-05-01" },
	{ "2019-05-10", "2019-05-10", "2019-05-10" },
	{ "2019-12-31", "2019-12-31", "2019-12-31" },
};
/* clang-format on */

static void values_text(const struct sql *sql, struct buf *out)
{
	for (size_t i = 0; i < sql->count; i++) {
		if (i)
			buf_add_char(out, ' ');
		if (sql->values[i].text)
			buf_add_text(out, sql->values[i].text);
		else
			buf_add_format(out, "%lld", sql->values[i].number);
	}
}

Test(sql, of_a_query_has_constant_text_and_bound_values)
{
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(sql_release) struct sql page = sql_init();
		SCOPED(sql_release) struct sql total = sql_init();
		SCOPED(buf_release) struct buf values = buf_init(4096);
		const char *name = rows[i].name;

		sql_page(&rows[i].query, &page);
		sql_total(&rows[i].query, &total);
		values_text(&page, &values);
		cr_expect_str_eq(buf_text(&page.text), rows[i].page, "%s: %s",
				 name, buf_text(&page.text));
		cr_expect_str_eq(buf_text(&total.text) +
					 strlen("SELECT count(*) FROM records"),
				 rows[i].total, "%s: %s", name,
				 buf_text(&total.text));
		cr_expect_str_eq(buf_text(&values), rows[i].values, "%s: %s",
				 name, buf_text(&values));
		cr_expect_eq(total.count, rows[i].of_total, "%s", name);
	}
}

Test(sql, bounds_dates_by_the_first_day_they_may_mean)
{
	for (size_t i = 0; i < ARRAY_COUNT(dates); i++) {
		struct query query = { .from = (char *)dates[i].date,
				       .until = (char *)dates[i].date };
		SCOPED(sql_release) struct sql sql = sql_init();

		sql_total(&query, &sql);
		cr_assert_str_eq(buf_text(&sql.text),
				 "SELECT count(*) FROM records" BY_DATE
				 " WHERE published >= ? AND published > ''"
				 " AND published <= ?");
		cr_expect_str_eq(sql.values[0].text, dates[i].from, "%s",
				 dates[i].date);
		cr_expect_str_eq(sql.values[1].text, dates[i].until, "%s",
				 dates[i].date);
	}
}

/* The first day a date may mean, as yyyymmdd. */
static long first_day(int year, int month, int day)
{
	return year * 10000L + (month ? month : 1) * 100 + (day ? day : 1);
}

static void date_text(int year, int month, int day, char out[16])
{
	SCOPED(buf_release) struct buf text = buf_init(16);

	buf_add_format(&text, "%04d", year);
	if (month)
		buf_add_format(&text, "-%02d", month);
	if (month && day)
		buf_add_format(&text, "-%02d", day);
	memcpy(out, buf_text(&text), text.len + 1);
}

/* One of 3 * 4 * 4 dates around the ends of years and months. */
static long date_number(int number, char out[16])
{
	static const int months[] = { 0, 1, 5, 12 };
	static const int days[] = { 0, 1, 2, 31 };
	int year = 2018 + number / 16;
	int month = months[number / 4 % 4];
	int day = month ? days[number % 4] : 0;

	date_text(year, month, day, out);
	return first_day(year, month, day);
}

Test(sql, bounds_hold_for_every_pair_of_dates)
{
	for (int record = 0; record < 48; record++) {
		for (int bound = 0; bound < 48; bound++) {
			char published[16], from[16];
			struct query query = { .from = from };
			SCOPED(sql_release) struct sql sql = sql_init();
			long is = date_number(record, published);
			long least = date_number(bound, from);

			sql_total(&query, &sql);
			cr_assert_eq(strcmp(published, sql.values[0].text) >= 0,
				     is >= least, "%s from %s", published,
				     from);
		}
	}
}

Test(sql, key_of_a_title_is_cut)
{
	SCOPED(buf_release) struct buf title = buf_init(1 << 20);
	SCOPED(buf_release) struct buf key = buf_init(SQL_KEY_MAX);

	for (int i = 0; i < 10000; i++)
		buf_add_text(&title, "é");
	sql_journal_key(buf_span(&title), &key);
	cr_assert_not(key.failed);
	cr_assert_leq(key.len, SQL_KEY_MAX);
	cr_assert_gt(key.len, SQL_KEY_MAX / 2);
}
