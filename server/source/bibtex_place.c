/* SPDX-License-Identifier: MIT */
/*
 * Where and when a BibTeX entry was published.
 */
#include <stdio.h>

#include "bibtex.h"
#include "paperd/clean.h"
#include "paperd/scoped.h"

/* Longest date put together, in bytes. */
#define DATE_MAX 128

static const struct fill_row journal_rows[] = {
	{ "shortjournal", bibtex_plain,
	  offsetof(struct journal, abbreviation) },
	{ "series", bibtex_plain, offsetof(struct journal, series) },
	{ 0 },
};

/* The texts of these fields as a list; owned. */
static cJSON *list_fields(struct fill *fill, const cJSON *entry,
			  const char *const *keys)
{
	SCOPED(buf_release) struct buf text = buf_init(1 << 20);
	cJSON *list = cJSON_CreateArray();

	for (; list && *keys; keys++) {
		buf_clear(&text);
		if (!bibtex_plain(json_get_span(entry, *keys), &text, NULL))
			continue;
		if (!cJSON_AddItemToArray(list,
					  cJSON_CreateString(buf_text(&text))))
			fill->failed = true;
	}
	fill->failed = fill->failed || !list;
	return list;
}

/* How a work with a DOI was published is where, unless it is an address. */
static void add_place(struct fill *fill, const cJSON *entry, cJSON *titles)
{
	SCOPED(buf_release) struct buf text = buf_init(1 << 20);
	struct span place = json_get_span(entry, "howpublished");

	if (!fill->paper->doi || !place.len ||
	    memmem(place.at, place.len, "://", 3) ||
	    memmem(place.at, place.len, "\\url", 4) ||
	    !bibtex_plain(place, &text, NULL))
		return;
	if (!cJSON_AddItemToArray(titles, cJSON_CreateString(buf_text(&text))))
		fill->failed = true;
}

void bibtex_fill_journal(struct fill *fill, const cJSON *entry)
{
	static const char *const keys[] = { "journal", "journaltitle",
					    "booktitle", NULL };
	SCOPED(json_tree_release)
	cJSON *titles = list_fields(fill, entry, keys);

	if (titles && !titles->child)
		add_place(fill, entry, titles);
	if (titles)
		fill_container(fill, titles);
	fill_rows(fill, journal_rows, entry, &fill->paper->journal);
}

/* "number" is that of a report or of a book in its series where there is no
 * journal. */
void bibtex_fill_place(struct fill *fill, const cJSON *entry)
{
	struct span issue = json_get_span(entry, "number");

	if (!fill->paper->journal.title)
		issue = span_of("");
	if (!issue.len)
		issue = json_get_span(entry, "issue");
	fill_volume(fill, json_get_span(entry, "volume"), issue);
	fill_pages(fill, json_get_span(entry, "pages"));
}

static bool has_digit(struct span text, bool alone)
{
	bool any = false, all = text.len > 0;

	for (size_t i = 0; i < text.len; i++) {
		bool digit = ascii_is_digit(text.at[i]);

		any = any || digit;
		all = all && digit;
	}
	return alone ? all : any;
}

/* Year, month and day as one text: the month may be a number, a name, or a
 * name with the day ("10 January"). */
static struct span join_date(const cJSON *entry, char out[DATE_MAX])
{
	struct span year = span_trim(json_get_span(entry, "year"));
	struct span month = span_trim(json_get_span(entry, "month"));
	struct span day = span_trim(json_get_span(entry, "day"));
	int len[] = { (int)year.len, (int)month.len, (int)day.len };

	if (year.len + month.len + day.len + 4 > DATE_MAX || !month.len)
		return year;
	if (has_digit(month, false) && !has_digit(month, true))
		snprintf(out, DATE_MAX, "%.*s %.*s", len[1], month.at, len[0],
			 year.at);
	else if (has_digit(month, true))
		snprintf(out, DATE_MAX, "%.*s-%.*s%s%.*s", len[0], year.at,
			 len[1], month.at, len[2] ? "-" : "", len[2],
			 day.len ? day.at : "");
	else
		snprintf(out, DATE_MAX, "%.*s %.*s %.*s", len[0], year.at,
			 len[1], month.at, len[2], day.len ? day.at : "");
	return span_of(out);
}

void bibtex_fill_dates(struct fill *fill, const cJSON *entry)
{
	char joined[DATE_MAX];
	struct span texts[] = {
		json_get_span(entry, "date"),
		join_date(entry, joined),
		json_get_span(entry, "year"),
	};

	for (size_t i = 0; i < ARRAY_COUNT(texts); i++) {
		SCOPED(buf_release) struct buf text = buf_init(DATE_MAX);
		struct trace *trace = fill_trace(fill, &fill->paper->published,
						 texts[i].at);
		struct clean_date date;

		if (texts[i].len && bibtex_plain(texts[i], &text, NULL) &&
		    date_from_text(buf_span(&text), &date, trace)) {
			fill_date(fill, &date);
			return;
		}
	}
}
