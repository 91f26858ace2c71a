/* SPDX-License-Identifier: MIT */
/*
 * Where and when a RIS record was published.
 */
#include <stdio.h>
#include <stdlib.h>

#include "paperd/clean.h"
#include "paperd/scoped.h"
#include "ris.h"

/* Longest text put together, in bytes. */
#define JOINED_MAX 256

static const struct fill_row journal_rows[] = {
	{ "J2", clean_plain, offsetof(struct journal, abbreviation) },
	{ "JA", clean_plain, offsetof(struct journal, abbreviation) },
	{ "J1", clean_plain, offsetof(struct journal, abbreviation) },
	{ "T3", clean_plain, offsetof(struct journal, series) },
	{ 0 },
};

struct span ris_first(const cJSON *record, const char *tag)
{
	return json_first_span(json_get(record, tag));
}

static void add_title_of(struct fill *fill, cJSON *list, struct span title)
{
	SCOPED_FREE char *text = span_copy(title);

	if (!title.len)
		return;
	if (!text || !cJSON_AddItemToArray(list, cJSON_CreateString(text)))
		fill->failed = true;
}

/* T2 is the container of what stands in one, the series of what does not. */
void ris_fill_journal(struct fill *fill, const cJSON *record, const char *type)
{
	static const char *const wholes[] = { "book", "thesis", "report",
					      "dataset", "software" };
	SCOPED(json_tree_release) cJSON *titles = cJSON_CreateArray();
	struct journal *journal = &fill->paper->journal;
	bool whole = false;

	fill->failed = fill->failed || !titles;
	if (fill->failed)
		return;
	for (size_t i = 0; i < ARRAY_COUNT(wholes); i++)
		whole = whole || !strcmp(type, wholes[i]);
	add_title_of(fill, titles, ris_first(record, "JF"));
	if (!whole)
		add_title_of(fill, titles, ris_first(record, "T2"));
	if (ris_first(record, "TI").len || ris_first(record, "T1").len)
		add_title_of(fill, titles, ris_first(record, "BT"));
	add_title_of(fill, titles, ris_first(record, "JO"));
	fill_container(fill, titles);
	if (whole)
		fill_text(fill, clean_plain, ris_first(record, "T2"),
			  &journal->series);
	fill_rows(fill, journal_rows, record, journal);
	if (!journal->title) {
		journal->title = journal->abbreviation;
		journal->abbreviation = NULL;
	}
	if (journal->abbreviation &&
	    !strcmp(journal->title, journal->abbreviation)) {
		free(journal->abbreviation);
		journal->abbreviation = NULL;
	}
}

/* Ovid's words for pages that it does not know. */
static bool is_no_page(struct span text)
{
	static const char *const words[] = { "No", "Specified", "Pagination",
					     "No.Specified", "No.Pagination" };

	for (size_t i = 0; i < ARRAY_COUNT(words); i++)
		if (span_is_nocase(text, words[i]))
			return true;
	return false;
}

void ris_fill_place(struct fill *fill, const cJSON *record)
{
	struct span from = ris_first(record, "SP"),
		    to = ris_first(record, "EP");
	char pages[JOINED_MAX];

	fill_volume(fill, ris_first(record, "VL"), ris_first(record, "IS"));
	if (is_no_page(from) || from.len + to.len + 2 > sizeof(pages))
		return;
	/* SP may hold both */
	if (!from.len || !to.len || memchr(from.at, '-', from.len))
		snprintf(pages, sizeof(pages), "%.*s",
			 (int)(from.len ? from.len : to.len),
			 from.len ? from.at
			 : to.len ? to.at
				  : "");
	else
		snprintf(pages, sizeof(pages), "%.*s-%.*s", (int)from.len,
			 from.at, (int)to.len, to.at);
	fill_pages(fill, span_of(pages));
}

/* The date of a tag; a day alone ("Nov 12") belongs to year. */
static bool date_of(struct span text, const char *year, struct clean_date *ret,
		    struct trace *trace)
{
	char joined[JOINED_MAX];

	if (!text.len)
		return false;
	if (date_from_text(text, ret, trace))
		return true;
	if (!year || text.len + 8 > sizeof(joined))
		return false;
	snprintf(joined, sizeof(joined), "%.*s %s", (int)text.len, text.at,
		 year);
	return date_from_text(span_of(joined), ret, trace);
}

/* The first date holds, unless another in its year says more. */
void ris_fill_dates(struct fill *fill, const cJSON *record)
{
	static const char *const tags[] = { "PY", "Y1", "DA" };
	struct clean_date best = { 0 }, date;

	for (size_t i = 0; i < ARRAY_COUNT(tags); i++) {
		const char *year = best.date[0] ? best.date : NULL;
		struct span text = ris_first(record, tags[i]);
		struct trace *trace = fill_trace(fill, &fill->paper->published,
						 text.at);

		if (!date_of(text, year, &date, trace))
			continue;
		if (!year || (!memcmp(best.date, date.date, 4) &&
			      strlen(date.date) > strlen(best.date)))
			best = date;
	}
	if (best.date[0])
		fill_date(fill, &best);
}
