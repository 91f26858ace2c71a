/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "paperd/query.h"
#include "paperd/scoped.h"

static void set(struct query *query, const char *name, const char *value)
{
	struct error err = { 0 };

	cr_assert_eq(query_parse(query, span_of(name), span_of(value), &err),
		     STATUS_OK, "%s=%s: %s", name, value, err.detail);
}

static void check(struct query *query)
{
	struct error err = { 0 };

	cr_assert_eq(query_check(query, &err), STATUS_OK, "%s", err.detail);
}

static void bound_text(struct integer bound, struct buf *out)
{
	if (bound.known)
		buf_add_format(out, "%lld", bound.value);
}

static void ranges_text(const struct ranges *ranges, struct buf *out)
{
	buf_add_text(out, ranges->negated ? "!" : "");
	for (size_t i = 0; i < ranges->count; i++) {
		buf_add_text(out, i ? "|" : "");
		bound_text(ranges->items[i].from, out);
		buf_add_text(out, "..");
		bound_text(ranges->items[i].until, out);
	}
}

/* clang-format off */
static const struct {
	const char *year;     /* the parameter; NULL: not given */
	int from, until;      /* the years in the words */
	const char *want;
} rows[] = {
	{ NULL, 0, 0, "" },
	{ "2019", 0, 0, "2019..2019" },
	{ "2019..2022", 0, 0, "2019..2022" },
	{ "2019..", 0, 0, "2019.." },
	{ "..2022", 0, 0, "..2022" },
	{ "!..2000|2019", 0, 0, "!..2000|2019..2019" },
	{ NULL, 2019, 2019, "2019..2019" },
	{ NULL, 2019, 0, "2019.." },
	{ NULL, 0, 2019, "..2019" },
	{ "2010..2020", 2015, 0, "2015..2020" },
	{ "2010..", 0, 2015, "2010..2015" },
	{ "2010|2012|2014", 2011, 2013, "2012..2012" },
	{ "2010", 2011, 0, "1..0" },
	{ "!2012", 2011, 2013, "2011..2011|2013..2013" },
	{ "!2012", 2011, 0, "2011..2011|2013.." },
	{ "!2010", 2011, 2013, "2011..2013" },
	{ "!..2012", 2011, 2013, "2013..2013" },
	{ "!2012..", 2011, 2013, "2011..2011" },
	{ "!2000..2020", 2011, 2013, "1..0" },
	{ "!..2012", 0, 2013, "2013..2013" },
	{ "!2012..", 2011, 0, "2011..2011" },
	{ "!2012|2012", 2011, 2013, "2011..2011|2013..2013" },
};
/* clang-format on */

Test(query_range, is_limited_by_the_years_in_the_words)
{
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(query_release) struct query query = query_init();
		SCOPED(buf_release) struct buf got = buf_init(4096);

		if (rows[i].year)
			set(&query, "year", rows[i].year);
		query.search.year_from = rows[i].from;
		query.search.year_until = rows[i].until;
		check(&query);
		check(&query); /* again changes nothing */
		ranges_text(&query.year, &got);
		cr_expect_str_eq(buf_text(&got), rows[i].want,
				 "%s, %d to %d: %s",
				 rows[i].year ? rows[i].year : "", rows[i].from,
				 rows[i].until, buf_text(&got));
		cr_expect_eq(query.search.year_from, 0);
		cr_expect_eq(query.search.year_until, 0);
	}
}

Test(query_range, of_years_may_stand_in_the_words)
{
	SCOPED(query_release) struct query query = query_init();
	SCOPED(buf_release) struct buf got = buf_init(4096);

	set(&query, "query", "cells year:2019..");
	set(&query, "year", "2000..2021");
	check(&query);
	ranges_text(&query.year, &got);
	cr_expect_str_eq(buf_text(&got), "2019..2021");
	cr_expect_eq(query.search.count, 1);
}

Test(query_range, of_citations_is_read_the_same_way)
{
	SCOPED(query_release) struct query query = query_init();
	SCOPED(buf_release) struct buf got = buf_init(4096);

	set(&query, "citations", "!0|10..20|1000..");
	ranges_text(&query.citations, &got);
	cr_expect_str_eq(buf_text(&got), "!0..0|10..20|1000..");
}

/* ---- against counting ---- */

static bool has(const struct ranges *ranges, long long number)
{
	bool in = false;

	if (!ranges->count)
		return true;
	for (size_t i = 0; i < ranges->count; i++) {
		struct range r = ranges->items[i];

		in |= (!r.from.known || number >= r.from.value) &&
		      (!r.until.known || number <= r.until.value);
	}
	return in != ranges->negated;
}

static unsigned next(unsigned *state, unsigned below)
{
	*state = *state * 1664525 + 1013904223;
	return (*state >> 16) % below;
}

/* "!2003..2005|2007|..2001" */
static void random_ranges(unsigned *state, struct buf *out)
{
	unsigned count = 1 + next(state, 4);

	buf_add_text(out, next(state, 2) ? "!" : "");
	for (unsigned i = 0; i < count; i++) {
		unsigned from = 2000 + next(state, 10);
		unsigned until = from + next(state, 4);

		buf_add_text(out, i ? "|" : "");
		switch (next(state, 4)) {
		case 0:
			buf_add_format(out, "%u", from);
			break;
		case 1:
			buf_add_format(out, "%u..", from);
			break;
		case 2:
			buf_add_format(out, "..%u", until);
			break;
		default:
			buf_add_format(out, "%u..%u", from, until);
		}
	}
}

Test(query_range, is_limited_as_counting_says)
{
	unsigned state = 1;

	for (int round = 0; round < 3000; round++) {
		SCOPED(query_release) struct query query = query_init();
		SCOPED(query_release) struct query plain = query_init();
		SCOPED(buf_release) struct buf text = buf_init(4096);
		int from = next(&state, 3) ? 2000 + (int)next(&state, 12) : 0;
		int until = next(&state, 3) ? 2000 + (int)next(&state, 12) : 0;

		random_ranges(&state, &text);
		set(&query, "year", buf_text(&text));
		set(&plain, "year", buf_text(&text));
		query.search.year_from = from;
		query.search.year_until = until;
		check(&query);
		for (int year = 1998; year < 2016; year++) {
			bool want = has(&plain.year, year) &&
				    (!from || year >= from) &&
				    (!until || year <= until);

			cr_assert_eq(has(&query.year, year), want,
				     "%s, %d to %d: %d", buf_text(&text), from,
				     until, year);
		}
	}
}
