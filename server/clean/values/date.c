/* SPDX-License-Identifier: MIT */
/*
 * Dates as people write them.
 *
 * The text becomes tokens, the kinds of the tokens a string, and a table says
 * which part of a date each stands for ("NMY" is day, month, year).  A text
 * that is no single date is tried as a range, parted at each dash and slash;
 * what one end leaves out it has from the other.
 */
#include "date_form.h"

#include <time.h>

#include "fold.h"
#include "noted.h"
#include "paperd/scoped.h"
#include "paperd/values.h"

/* Years of publications that are believed: after the invention of little that
 * is in a database, up to issues dated ahead. */
#define YEAR_MIN    1000
#define YEARS_AHEAD 2

/* Seconds of the mean Gregorian year.  Hours of error at the turn of the year
 * do not matter beside YEARS_AHEAD. */
#define YEAR_SECONDS 31556952

/* ---- calendar ---- */

static bool year_is_plausible(long long year)
{
	return year >= YEAR_MIN &&
	       year <= 1970 + time(NULL) / YEAR_SECONDS + YEARS_AHEAD;
}

/* Writes the low decimal digits of value. */
static void put_digits(char *at, size_t count, long long value)
{
	while (count--) {
		at[count] = (char)('0' + value % 10);
		value /= 10;
	}
}

/* True when a month or day is there that the calendar does not have. */
static bool part_is_lost(long long year, long long month, long long day)
{
	if (month < 1 || month > 12)
		return month > 12 || day > 0;
	return day > month_days(year, month);
}

bool date_from_parts(long long year, long long month, long long day,
		     struct clean_date *ret, struct trace *trace)
{
	if (!year_is_plausible(year)) {
		trace_fired(trace, RULE_DATE_YEAR);
		return false;
	}
	if (part_is_lost(year, month, day))
		trace_fired(trace, RULE_DATE_TRUNCATED);
	*ret = (struct clean_date){ .precision = PRECISION_YEAR };
	put_digits(ret->date, 4, year);
	if (month < 1 || month > 12)
		return true;
	ret->precision = PRECISION_MONTH;
	ret->date[4] = '-';
	put_digits(ret->date + 5, 2, month);
	if (day < 1 || day > month_days(year, month))
		return true;
	ret->precision = PRECISION_DAY;
	ret->date[7] = '-';
	put_digits(ret->date + 8, 2, day);
	return true;
}

/* ---- ranges ---- */

static bool parts_are_whole(const struct date_parts *parts)
{
	return parts->year >= 0 && parts->lone < 0 &&
	       (parts->day < 0 || parts->month >= 0);
}

/* Explains a lone number: it is of the finest part that the other end has.
 * False when the other end has neither month nor day. */
static bool explain(struct date_parts *parts, const struct date_parts *other)
{
	if (parts->lone < 0)
		return true;
	if (other->day >= 0)
		parts->day = parts->lone;
	else if (other->month >= 0)
		parts->month = parts->lone;
	else
		return false;
	parts->lone = -1;
	return true;
}

static void inherit(struct date_parts *parts, const struct date_parts *other)
{
	if (parts->year < 0)
		parts->year = other->year;
	if (parts->day >= 0 && parts->month < 0)
		parts->month = other->month;
}

/* The left end of "6-12/2010" could be a day or a month: only a day is
 * certain, so a lone number on the left wants one on the right. */
static bool range_complete(struct date_parts *from, struct date_parts *to)
{
	bool own_year = from->year >= 0;

	if (from->lone >= 0 && to->day < 0)
		return false;
	if (!explain(from, to) || !explain(to, from))
		return false;
	inherit(from, to);
	inherit(to, from);
	if (!own_year && from->month > to->month && to->month > 0)
		from->year--; /* Dec-Jan 1999 */
	return parts_are_whole(from) && parts_are_whole(to);
}

/* Parts the range at a separator of one kind. */
static bool range_parted(const struct date_tokens *tokens, char kind,
			 struct date_parts *from, struct date_parts *to)
{
	for (size_t i = 1; i + 1 < tokens->count; i++) {
		if (tokens->at[i].kind != kind)
			continue;
		if (date_parts_read(tokens->at, i, from) &&
		    date_parts_read(tokens->at + i + 1, tokens->count - i - 1,
				    to) &&
		    range_complete(from, to))
			return true;
	}
	return false;
}

/* In "2010-09/2010-11" the slash parts more than the dashes do. */
static bool range_read(const struct date_tokens *tokens,
		       struct date_parts *from, struct date_parts *to)
{
	return range_parted(tokens, DATE_SLASH, from, to) ||
	       range_parted(tokens, DATE_DASH, from, to);
}

/* ---- the value ---- */

static const char *season_name(int season)
{
	static const char *const names[] = { "spring", "summer", "autumn",
					     "winter" };

	return season >= 21 && season <= 24 ? names[season - 21] : NULL;
}

static bool make(const struct date_parts *parts, struct clean_date *ret,
		 struct trace *trace)
{
	if (!date_from_parts(parts->year, parts->month, parts->day, ret, trace))
		return false;
	ret->season = season_name(parts->season);
	if (!ret->season)
		return true;
	ret->precision = PRECISION_SEASON;
	trace_fired(trace, RULE_DATE_SEASON);
	return true;
}

/* Adds the end of a range, unless it is the same or before the start. */
static void add_end(struct clean_date *ret, const struct date_parts *to,
		    struct trace *trace)
{
	struct clean_date end;

	trace_fired(trace, RULE_DATE_RANGE);
	/* an end that is a part of the start says no more */
	if (!make(to, &end, trace) ||
	    strncmp(end.date, ret->date, strlen(end.date)) == 0)
		return;
	if (strncmp(end.date, ret->date, strlen(end.date)) >= 0)
		memcpy(ret->end, end.date, sizeof(ret->end));
}

/* True when the numbers could be a date, but nobody can tell which: two of
 * them and no year ("5.6.15"), or an order that is not known ("1/2/2015"). */
static bool is_ambiguous(const struct date_tokens *tokens,
			 const struct date_parts *parts)
{
	size_t numbers = 0;

	for (size_t i = 0; i < tokens->count; i++) {
		if (tokens->at[i].kind == DATE_YEAR)
			return parts->unordered;
		numbers += tokens->at[i].kind == DATE_NUMBER;
	}
	return numbers > 1;
}

/* An end left open. */
static void drop_separators(struct date_tokens *tokens)
{
	while (tokens->count &&
	       date_is_separator(tokens->at[tokens->count - 1].kind))
		tokens->count--;
}

static bool read_tokens(struct date_tokens *tokens, struct clean_date *ret,
			struct trace *trace)
{
	struct date_parts whole, from, to;

	drop_separators(tokens);
	if (date_parts_read(tokens->at, tokens->count, &whole) &&
	    parts_are_whole(&whole))
		return make(&whole, ret, trace);
	if (!range_read(tokens, &from, &to)) {
		trace_fired(trace, is_ambiguous(tokens, &whole)
					   ? RULE_DATE_AMBIGUOUS
					   : RULE_DATE_NULL);
		return false;
	}
	if (!make(&from, ret, trace))
		return false;
	add_end(ret, &to, trace);
	return true;
}

/* Notes the form when it is another than that of the date; a day or a time that
 * stands behind it is no other form. */
static void trace_form(struct span raw, const struct clean_date *date,
		       struct trace *trace)
{
	if (!span_starts_nocase(raw, date->date))
		trace_fired(trace, RULE_DATE_FORM);
}

bool date_from_text(struct span raw, struct clean_date *ret,
		    struct trace *trace)
{
	struct date_tokens tokens;
	struct trace room, *own = noted_begin(&room, trace);
	struct fold fold;

	if (!fold_set(&fold, raw) ||
	    !date_tokens_read(fold_span(&fold), &tokens)) {
		if (raw.len)
			trace_fired(trace, RULE_DATE_NULL);
		return false;
	}
	if (!read_tokens(&tokens, ret, own)) {
		trace_add(trace, own);
		return false;
	}
	trace_form(raw, ret, own);
	noted_settle(trace, own, ret->end[0] || !span_is(raw, ret->date),
		     RULE_DATE_FORM);
	return true;
}
