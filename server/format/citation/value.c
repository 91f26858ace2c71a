/* SPDX-License-Identifier: MIT */
/*
 * Elements of a citation that are more than a text: dates, pages, links.
 */
#include "citation.h"

#include <stdlib.h>

#include "paperd/scoped.h"

/* ---- dates ---- */

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
	bool year_first = citation->style->year_first;

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

/* ---- pages ---- */

#define NUMBER_MAX 9 /* digits of a page that is counted with */

static bool is_number(struct span text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!ascii_is_digit(text.at[i]))
			return false;
	return text.len && text.len <= NUMBER_MAX;
}

/* How many digits at the front two numbers of one length have in common. */
static size_t common(struct span first, struct span last)
{
	size_t ret = 0;

	while (ret < first.len && first.at[ret] == last.at[ret])
		ret++;
	return ret;
}

/* From the first page on, digits of the last one are left out: those in common,
 * or as the Chicago Manual 9.61 has it: none up to 100 and of multiples of 100,
 * else all in common, but at least two are given unless the first page is 1 to
 * 9 above a multiple of 100. */
static struct span shortened(struct span first, struct span last,
			     enum page_form form)
{
	size_t skip = common(first, last);
	bool tens, hundred;

	if (form == PAGES_SHORT)
		return span_slice(last, skip, last.len);
	if (first.len < 3)
		return last;
	tens = first.at[first.len - 2] != '0';
	hundred = !tens && first.at[first.len - 1] == '0';
	if (hundred)
		return last;
	if (tens && skip + 2 > last.len)
		skip = last.len - 2;
	return span_slice(last, skip, last.len);
}

/* "S93-9" for S93 to S99: the letter counts for both. */
static void skip_letter(struct span *first, struct span *last)
{
	if (!first->len || !last->len || !ascii_is_alpha(first->at[0]) ||
	    first->at[0] != last->at[0])
		return;
	*first = span_slice(*first, 1, first->len);
	*last = span_slice(*last, 1, last->len);
}

/* "123-8" is 123 to 128. */
static void put_last(struct citation *citation, struct span first,
		     struct span last)
{
	enum page_form form = citation->style->pages;
	char whole[NUMBER_MAX];
	struct span end, full = last;

	if (form == PAGES_SHORT)
		skip_letter(&first, &last);
	end = (struct span){ whole, first.len };
	if (!is_number(first) || !is_number(last) || last.len > first.len) {
		citation_value(citation, full);
		return;
	}
	memcpy(whole, first.at, first.len);
	memcpy(whole + first.len - last.len, last.at, last.len);
	if (form != PAGES_WHOLE && common(first, end) < end.len)
		end = shortened(first, end, form);
	citation_value(citation, end);
}

/* "A-1-A-9" could be parted at any of its dashes, and is not. */
static void put_range(struct citation *citation, struct span range)
{
	SCOPED_FREE char *text = span_copy(range);
	struct span first, last;

	pages_split(text, &first, &last);
	if (!last.len || span_has(last, '-')) {
		citation_value(citation, range);
		return;
	}
	citation_value(citation, first);
	buf_add_text(citation->out, citation->style->dash);
	put_last(citation, first, last);
}

void citation_pages(struct citation *citation)
{
	struct span rest = span_of(citation->paper->pages), range;
	bool more = false;

	while (rest.at && span_next(&rest, ',', &range)) {
		if (more)
			citation_text(citation, ", ");
		more = true;
		put_range(citation, range);
	}
}

bool pages_are_many(const char *pages)
{
	struct span first, last;

	pages_split(pages, &first, &last);
	return last.len > 0;
}

/* ---- others ---- */

/* The abbreviated title; a style may have it without periods. */
void citation_journal(struct citation *citation)
{
	const struct journal *journal = &citation->paper->journal;
	struct span rest = span_of(journal->abbreviation), word;

	if (!rest.len || !citation->style->no_periods) {
		citation_value(citation,
			       rest.len ? rest : span_of(journal->title));
		return;
	}
	while (rest.at && span_next(&rest, ' ', &word)) {
		if (word.len && word.at[word.len - 1] == '.')
			word.len--;
		citation_value(citation, word);
		if (rest.len)
			citation_sign(citation, ' ');
	}
}

/* A work without a DOI stands where its record says, else where the scheme of
 * its identifier has it. */
void citation_url(struct citation *citation)
{
	const struct paper *paper = citation->paper;
	const struct {
		const char *before, *value;
	} rows[] = {
		{ "", paper->url },
		{ "https://arxiv.org/abs/", paper->ids.arxiv },
		{ "https://pubmed.ncbi.nlm.nih.gov/", paper->ids.pmid },
		{ "https://www.ncbi.nlm.nih.gov/pmc/articles/",
		  paper->ids.pmcid },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		if (!rows[i].value)
			continue;
		buf_add_text(citation->out, rows[i].before);
		citation_value(citation, span_of(rows[i].value));
		return;
	}
}

static bool is_retraction(const struct update *update)
{
	return update->type && strstr(update->type, "retraction") &&
	       update->direction && !strcmp(update->direction, "by");
}

/* With the year of the notice where it is known. */
void citation_retraction(struct citation *citation)
{
	const struct updates *list = &citation->paper->updates;

	for (size_t i = 0; i < list->count; i++) {
		struct date_parts date = date_parts_of(list->items[i].date);

		if (!is_retraction(&list->items[i]) || !date.count)
			continue;
		citation_text(citation, "{Retraction-published} ");
		put_pattern(citation, "Y", date);
		return;
	}
	citation_text(citation, "{Retracted}");
}
