/* SPDX-License-Identifier: MIT */
/* The filters of a query as numbers: dates, titles that are cut. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "../../../server/store/search/sqlite_filter.h"
#include "../../../server/store/index/sqlite_index.h"

/* clang-format off */
static const struct {
	const char *date;
	const char *from;  /* what the lower bound is cut to */
	const char *until; /* what the upper bound is filled up to */
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

static struct store *open_store(void)
{
	struct store *store = NULL;
	struct error err = { 0 };

	cr_assert_eq(store_open("sqlite::memory:", &store, &err), STATUS_OK,
		     "%s", err.detail);
	return store;
}

/* The range of numbers from…until of a query with these dates. */
static struct fact_range range_of(struct store *store, char *from, char *until)
{
	SCOPED(reader_return) struct reader reader = { 0 };
	SCOPED(selection_release) struct selection selection = { 0 };
	struct query query = { .from = from, .until = until };
	struct error err = { 0 };

	cr_assert_eq(reader_borrow(store, &reader, &err), STATUS_OK);
	cr_assert_eq(selection_make(&reader, &query, &selection, &err),
		     STATUS_OK, "%s", err.detail);
	cr_assert_eq(selection.facts.count, 1);
	cr_assert_eq(selection.facts.tests[0].member, FACT_PUBLISHED);
	cr_assert_eq(selection.facts.tests[0].count, 1);
	return selection.facts.tests[0].ranges[0];
}

Test(filter, bounds_dates_by_the_first_day_they_may_mean)
{
	struct store *store = open_store();

	for (size_t i = 0; i < ARRAY_COUNT(dates); i++) {
		char *date = (char *)dates[i].date;
		struct fact_range range = range_of(store, date, date);

		cr_expect_eq(range.from, date_number(dates[i].from), "%s",
			     date);
		cr_expect_eq(range.until, date_number(dates[i].until), "%s",
			     date);
	}
	store_close(store);
}

static void date_text(int year, int month, int day, char out[16])
{
	int len = snprintf(out, 16, "%04d", year);

	if (month)
		len += snprintf(out + len, 4, "-%02d", month);
	if (month && day)
		snprintf(out + len, 4, "-%02d", day);
}

/* A date around the ends of years and months, and the first and last day it
 * may mean, as yyyymmdd. */
struct date {
	char text[16];
	long first, last;
};

#define DATES 48

static struct date date_of(int number)
{
	static const int months[] = { 0, 1, 5, 12 };
	static const int days[] = { 0, 1, 2, 31 };
	int year = 2018 + number / 16;
	int month = months[number / 4 % 4];
	int day = month ? days[number % 4] : 0;
	struct date date = {
		.first = year * 10000L + (month ? month : 1) * 100 +
			 (day ? day : 1),
		.last = year * 10000L + (month ? month : 12) * 100 +
			(day ? day : 31),
	};

	date_text(year, month, day, date.text);
	return date;
}

Test(filter, bounds_hold_for_every_pair_of_dates)
{
	struct store *store = open_store();

	for (int i = 0; i < DATES * DATES; i++) {
		struct date is = date_of(i / DATES), bound = date_of(i % DATES);
		uint32_t number = date_number(is.text);
		struct fact_range from = range_of(store, bound.text, NULL);
		struct fact_range until = range_of(store, NULL, bound.text);

		cr_assert_eq(number >= from.from, is.first >= bound.first,
			     "%s from %s", is.text, bound.text);
		cr_assert_eq(number <= until.until, is.first <= bound.last,
			     "%s until %s", is.text, bound.text);
	}
	store_close(store);
}

/* What is not known is in no range, however open it is. */
Test(filter, leaves_out_what_has_no_date)
{
	struct store *store = open_store();
	char from[] = "0001", until[] = "9999";

	cr_expect_gt(range_of(store, from, NULL).from, 0);
	cr_expect_eq(range_of(store, NULL, until).from, 1);
	cr_expect_eq(date_number(NULL), 0);
	store_close(store);
}

Test(filter, orders_dates_as_their_texts)
{
	for (int i = 0; i < DATES; i++)
		for (int k = 0; k < DATES; k++) {
			struct date a = date_of(i), b = date_of(k);

			cr_assert_eq(date_number(a.text) < date_number(b.text),
				     strcmp(a.text, b.text) < 0, "%s, %s",
				     a.text, b.text);
		}
}

Test(filter, cuts_the_key_of_a_title)
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
