/* SPDX-License-Identifier: MIT */
/*
 * Dates in a citation.
 */
#include "citation.h"

static void put_month(struct citation *citation, int month)
{
	const struct citation_style *style = citation->style;
	const struct citation_locale *locale = citation->locale;
	bool is_short = style->short_months || style->plain_months;
	const char *const *names = is_short ? locale->short_months
					    : locale->months;
	struct span name = span_of(names[month - 1]);

	if (style->plain_months && name.at[name.len - 1] == '.')
		name.len--;
	buf_add_span(citation->out, name);
}

static void put_pattern(struct citation *citation, const char *pattern,
			struct date_parts date)
{
	for (; *pattern; pattern++) {
		if (*pattern == 'Y')
			buf_add_format(citation->out, "%d", date.of[0]);
		else if (*pattern == 'M')
			put_month(citation, date.of[1]);
		else if (*pattern == 'D')
			buf_add_format(citation->out, "%d", date.of[2]);
		else
			buf_add_char(citation->out, *pattern);
	}
}

/* The date as far as it is known and asked for: 1 year, 2 month, 3 day. */
static void put_date(struct citation *citation, int count)
{
	struct date_parts date = published_parts(citation->paper);
	const struct citation_locale *locale = citation->locale;
	/* where a locale begins with the year, it says how */
	bool year_first = citation->style->year_first && *locale->date != 'Y';

	if (count > date.count)
		count = date.count;
	if (count > 1 && (date.of[1] < 1 || date.of[1] > 12))
		count = 1;
	if (count <= 1)
		put_pattern(citation, "Y", date);
	else if (count == 2)
		put_pattern(citation, year_first ? "Y M" : locale->month, date);
	else
		put_pattern(citation, year_first ? "Y M D" : locale->date,
			    date);
}

void citation_year(struct citation *citation)
{
	if (citation->known & BIT(DATE))
		put_date(citation, 1);
	else
		citation_text(citation, citation->style->undated);
}

void citation_date(struct citation *citation)
{
	put_date(citation, 3);
}

void citation_month(struct citation *citation)
{
	put_date(citation, 2);
}

void citation_day(struct citation *citation)
{
	struct date_parts date = published_parts(citation->paper);

	if (date.count == 3)
		put_pattern(citation, citation->locale->day, date);
	else
		put_month(citation, date.of[1]);
}
