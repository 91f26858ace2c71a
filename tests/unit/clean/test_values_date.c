/* SPDX-License-Identifier: MIT */
#include <time.h>

#include "test_values.h"

/* "1998-12 month", "2000 season spring", "1998 year to 1999" */
static bool write_date(struct span raw, char out[VALUE_ROOM])
{
	static const char *const precisions[] = { "year", "month", "day",
						  "season" };
	struct clean_date date;

	if (!date_from_text(raw, &date, NULL))
		return false;
	snprintf(out, VALUE_ROOM, "%s %s%s%s%s%s", date.date,
		 precisions[date.precision], date.season ? " " : "",
		 date.season ? date.season : "", date.end[0] ? " to " : "",
		 date.end);
	return true;
}

static const struct value_row single_rows[] = {
	{ "2025-09-27", "2025-09-27 day" },
	{ "2015-1-8", "2015-01-08 day" },
	{ "2011-11-30 21:24:57.696903", "2011-11-30 day" },
	{ "2011-11-30T21:24:57+02:00", "2011-11-30 day" },
	{ "2011-11-30T21:24:57Z", "2011-11-30 day" },
	{ "20150803", "2015-08-03 day" },
	{ "10122012", NULL },
	{ "2010/06/12", "2010-06-12 day" },
	{ "12.3.2010", "2010-03-12 day" },
	{ "06/2018", "2018-06 month" },
	{ "19 September 2016", "2016-09-19 day" },
	{ "November 8th, 2015", "2015-11-08 day" },
	{ "15-Dec-1998", "1998-12-15 day" },
	{ "Year 2010 Feb 24", "2010-02-24 day" },
	{ "c2010", "2010 year" },
	{ "©1999", "1999 year" },
	{ "(c) 2010", "2010 year" },
	{ "2010年3月12日", "2010-03-12 day" },
	{ "１９９２年５月", "1992-05 month" },
	/* words beside the date */
	{ "c 2010", "2010 year" },
	{ "ca. 2010", "2010 year" },
	{ "~2010", "2010 year" },
	{ "Thu, 08 Jan 2015 12:00:00 GMT", "2015-01-08 day" },
	{ "Thursday, January 8, 2015", "2015-01-08 day" },
	{ "2015-01-08Z", "2015-01-08 day" },
	{ "2015-01-08 00:00:00+00", "2015-01-08 day" },
	{ "1 de enero de 2015", "2015-01-01 day" },
	{ "le 1er janvier 2015", "2015-01-01 day" },
	{ "2015Nov08", "2015-11-08 day" },
	{ "Sept. 2004", "2004-09 month" },
};

Test(date, reads_every_form_in_use)
{
	VALUES_HOLD(single_rows, write_date);
}

static const struct value_row calendar_rows[] = {
	{ "2020-13-50", "2020 year" },
	{ "2020-02-50", "2020-02 month" },
	{ "2005-09-31", "2005-09 month" },
	{ "2022-00-00", "2022 year" },
	{ "2012-02-29", "2012-02-29 day" },
	{ "2011-02-29", "2011-02 month" },
	{ "1900-02-29", "1900-02 month" },
	{ "2000-02-29", "2000-02-29 day" },
	{ "2010-uu-uu", "2010 year" },
	{ "0999", NULL },
	{ "1000", "1000 year" },
	{ "9999", NULL },
	{ "13/2018", "2018 year" },
};

Test(date, falls_back_to_the_part_that_the_calendar_has)
{
	VALUES_HOLD(calendar_rows, write_date);
}

static const struct value_row nothing_rows[] = {
	{ "", NULL },           { "uuuu", NULL },      { "godopoli", NULL },
	{ "Febrrr 45", NULL },  { "02-11", NULL },     { "2013 Septe", NULL },
	{ "12.3.10", NULL },    { "Mar 98", NULL },    { "12/06/2010", NULL },
	{ "201803", NULL },     { "1 2 3 4 5", NULL }, { "-1968", NULL },
	{ "\xFF\xFE", NULL },   { "2010 2011", NULL }, { "Febrrr 2015", NULL },
	{ "Janua 2015", NULL }, { "Octo 2015", NULL }, { "199u", NULL },
	{ "2015-W05", NULL },   { "Z", NULL },
};

Test(date, is_none_where_anything_would_be_a_guess)
{
	VALUES_HOLD(nothing_rows, write_date);
}

static const struct value_row order_rows[] = {
	{ "25/06/2010", "2010-06-25 day" },
	{ "06/25/2010", "2010-06-25 day" },
	{ "6/6/2010", "2010-06-06 day" },
	{ "31-04-2010", "2010-04 month" },
};

Test(date, tells_day_from_month_when_only_one_order_is_possible)
{
	VALUES_HOLD(order_rows, write_date);
}

static const struct value_row range_rows[] = {
	{ "1998 Dec-1999 Jan", "1998-12 month to 1999-01" },
	{ "1999 Jan-Mar", "1999-01 month to 1999-03" },
	{ "Jan.-Mar. 1999", "1999-01 month to 1999-03" },
	{ "June/July 2010", "2010-06 month to 2010-07" },
	{ "1944–1945", "1944 year to 1945" },
	{ "1993/1993", "1993 year" },
	{ "2010-09-06/2010-11-30", "2010-09-06 day to 2010-11-30" },
	{ "2014-03-01T00:00:00/2014-03-31T23:59:59",
	  "2014-03-01 day to 2014-03-31" },
	{ "2010 Jan 5-10", "2010-01-05 day to 2010-01-10" },
	{ "5-10 January 2010", "2010-01-05 day to 2010-01-10" },
	{ "January 5-10, 2010", "2010-01-05 day to 2010-01-10" },
	{ "2005 Aug 31-Sep 2", "2005-08-31 day to 2005-09-02" },
	{ "Dec-Jan 1999", "1998-12 month to 1999-01" },
	{ "2010-05/2010-01", "2010-05 month" },
	{ "2010-", "2010 year" },
	{ "2010/..", "2010 year" },
	{ "2014-9999", "2014 year" },
	{ "6-12/2010", NULL },
	/* in other languages, with bad days */
	{ "22-24 May, 2003", "2003-05-22 day to 2003-05-24" },
	{ "1999 Nov - 2000 Feb", "1999-11 month to 2000-02" },
	{ "2010-02-30/2010-03-01", "2010-02 month to 2010-03-01" },
	{ "Jan.-Mar. 1999", "1999-01 month to 1999-03" },
	{ "enero-marzo de 1999", "1999-01 month to 1999-03" },
};

Test(date, reads_ranges_and_fills_in_what_an_end_leaves_out)
{
	VALUES_HOLD(range_rows, write_date);
}

static const struct value_row season_rows[] = {
	{ "2000 Spring", "2000 season spring" },
	{ "Fall 2000", "2000 season autumn" },
	{ "1975 Fall-Winter", "1975 season autumn" },
	{ "1998 Winter-1999 Spring", "1998 season winter to 1999" },
	{ "été 2010", "2010 season summer" },
	{ "Frühjahr 2010", "2010 season spring" },
	{ "otoño 2010", "2010 season autumn" },
	{ "inverno 2010", "2010 season winter" },
};

Test(date, knows_a_season_is_no_month)
{
	VALUES_HOLD(season_rows, write_date);
}

static const struct {
	const char *names; /* of the twelve months */
} month_rows[] = {
	{ "January February March April May June July August September October "
	  "November December" },
	{ "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec" },
	{ "Januar Februar März April Mai Juni Juli August September Oktober "
	  "November Dezember" },
	{ "janvier février mars avril mai juin juillet août septembre octobre "
	  "novembre décembre" },
	{ "enero febrero marzo abril mayo junio julio agosto septiembre octubre "
	  "noviembre diciembre" },
	{ "janeiro fevereiro março abril maio junho julho agosto setembro "
	  "outubro novembro dezembro" },
	{ "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre "
	  "ottobre novembre dicembre" },
};

Test(date, knows_the_months_of_six_languages)
{
	for (size_t i = 0; i < ARRAY_COUNT(month_rows); i++) {
		struct span rest = span_of(month_rows[i].names);
		struct span name;
		int month = 0;

		while (span_next(&rest, ' ', &name)) {
			struct clean_date date = { 0 };
			char text[64], want[16];

			snprintf(text, sizeof(text), "%.*s 2010", (int)name.len,
				 name.at);
			snprintf(want, sizeof(want), "2010-%02d", ++month);
			cr_expect(date_from_text(span_of(text), &date, NULL),
				  "%s", text);
			cr_expect_str_eq(date.date, want, "%s", text);
		}
		cr_expect_eq(month, 12);
	}
}

Test(date, reads_decomposed_accents_too)
{
	struct clean_date date;

	cr_assert(date_from_text(span_of("fe\u0301vrier 2010"), &date, NULL));
	cr_assert_str_eq(date.date, "2010-02");
}

static const struct {
	long long year, month, day;
	const char *want; /* NULL: none */
	enum precision precision;
} parts_rows[] = {
	{ 2018, 10, 21, "2018-10-21", PRECISION_DAY },
	{ 2002, 3, 0, "2002-03", PRECISION_MONTH },
	{ 2002, 0, 21, "2002", PRECISION_YEAR },
	{ 2002, 13, 1, "2002", PRECISION_YEAR },
	{ 2005, 9, 31, "2005-09", PRECISION_MONTH },
	{ 80, 7, 14, NULL, PRECISION_YEAR },
	{ 0, 0, 0, NULL, PRECISION_YEAR },
	{ -2010, 1, 1, NULL, PRECISION_YEAR },
	{ 99999999999, 1, 1, NULL, PRECISION_YEAR },
	{ 2010, 99999999999, 1, "2010", PRECISION_YEAR },
};

Test(date, of_parts_stops_at_the_first_impossible_one)
{
	for (size_t i = 0; i < ARRAY_COUNT(parts_rows); i++) {
		struct clean_date date = { .date = "untouched" };
		bool found = date_from_parts(parts_rows[i].year,
					     parts_rows[i].month,
					     parts_rows[i].day, &date, NULL);

		cr_expect_eq(found, parts_rows[i].want != NULL, "row %zu", i);
		cr_expect_str_eq(date.date,
				 found ? parts_rows[i].want : "untouched");
		if (found)
			cr_expect_eq(date.precision, parts_rows[i].precision);
	}
}

Test(date, believes_issues_dated_two_years_ahead)
{
	time_t now = time(NULL);
	struct clean_date date;
	struct tm tm;

	gmtime_r(&now, &tm);
	/* one less than the limit: the turn of a year is not exact */
	cr_expect(date_from_parts(tm.tm_year + 1900 + 1, 0, 0, &date, NULL));
	cr_expect_not(
		date_from_parts(tm.tm_year + 1900 + 4, 0, 0, &date, NULL));
}
