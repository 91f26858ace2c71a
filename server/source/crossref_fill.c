/* SPDX-License-Identifier: MIT */
#include "crossref.h"

#include <stdlib.h>

#include "date.h"
#include "native.h"
#include "paperd/clean.h"
#include "paperd/scoped.h"

static const struct fill_row paper_rows[] = {
	{ "publisher", clean_plain, offsetof(struct paper, publisher) },
	{ "article-number", clean_plain,
	  offsetof(struct paper, article_number) },
	{ 0 },
};

static const struct fill_row journal_rows[] = {
	{ "short-container-title", clean_plain,
	  offsetof(struct journal, abbreviation) },
	{ "container-title-short", clean_plain,
	  offsetof(struct journal, abbreviation) },
	{ "journalAbbreviation", clean_plain,
	  offsetof(struct journal, abbreviation) },
	{ "collection-title", clean_plain, offsetof(struct journal, series) },
	{ 0 },
};

/* A number in some dumps, where the API has a text. */
static void fill_member(struct fill *fill, const cJSON *work)
{
	char scratch[SCALAR_MAX];

	fill_text(fill, fill_member_number,
		  json_scalar(json_get(work, "member"), scratch),
		  &fill->paper->member);
}

/* Crossref's rename of 2015, met in older dumps. */
#define OLD_NAME "CrossRef"
#define NEW_NAME "Crossref"

/* arXiv writes titles and abstracts in TeX. */
static const char tex_source[] = "arXiv";

static void fill_source(struct fill *fill, const cJSON *work)
{
	struct span name = json_get_span(work, "source");

	if (span_is(name, OLD_NAME))
		name = span_of(NEW_NAME);
	fill_text(fill, clean_plain, name, &fill->paper->source.name);
	if (fill->own)
		return;
	/* Crossref's schema has a name in one piece for organisations only. */
	if (name.len)
		fill->bodies = span_is(name, NEW_NAME);
	if (span_is_nocase(name, tex_source) ||
	    span_is_nocase(json_get_span(work, "publisher"), tex_source))
		fill->flags |= CLEAN_TEX;
}

/* Content negotiation may give Crossref's word where CSL's belongs. */
static void fill_word(struct fill *fill, struct span type)
{
	const struct span none = { 0 };
	const char *word;

	if (!type.len)
		return;
	word = type_crossref("crossref", type, none, NULL);
	fill_type(fill, strcmp(word, "other") ? "crossref" : "csl", type, none);
}

/* The title, and the series that it is in. */
static void fill_own_container(struct fill *fill, const cJSON *value)
{
	struct journal *journal = &fill->paper->journal;
	const cJSON *first = json_items(value);
	const cJSON *second = first ? json_next(value, first) : NULL;

	fill_text(fill, clean_plain, json_span(first), &journal->title);
	fill_text(fill, clean_plain, json_span(second), &journal->series);
}

static void fill_journal(struct fill *fill, const cJSON *work)
{
	struct journal *journal = &fill->paper->journal;

	if (fill->own)
		fill_own_container(fill, json_get(work, "container-title"));
	else
		fill_container(fill, json_get(work, "container-title"));
	fill_rows(fill, journal_rows, work, journal);
	if (journal->title && journal->abbreviation &&
	    !strcmp(journal->title, journal->abbreviation)) {
		free(journal->abbreviation);
		journal->abbreviation = NULL;
	}
}

/* "issued" is Crossref's earliest date.  "created" is that of the deposit and
 * never used. */
static void fill_dates(struct fill *fill, const cJSON *work)
{
	static const char *const keys[] = { "issued", "published",
					    "published-print",
					    "published-online", "posted" };

	for (size_t i = 0; i < ARRAY_COUNT(keys); i++)
		if (fill_date_json(fill, json_get(work, keys[i])))
			return;
}

static void fill_place(struct fill *fill, const cJSON *work)
{
	char scratch[3][SCALAR_MAX];
	const cJSON *issue = json_get(work, "issue");

	if (!issue)
		issue = json_get(json_get(work, "journal-issue"), "issue");
	fill_volume(fill, json_scalar(json_get(work, "volume"), scratch[0]),
		    json_scalar(issue, scratch[1]));
	fill_pages(fill, json_scalar(json_get(work, "page"), scratch[2]));
}

static void fill_counts(struct fill *fill, const cJSON *work)
{
	struct paper *paper = fill->paper;

	fill_integer(fill, json_get(work, "is-referenced-by-count"),
		     &paper->citation_count);
	fill_integer(fill, json_get(work, "reference-count"),
		     &paper->reference_count);
	fill_integer(fill, json_get(work, "references-count"),
		     &paper->reference_count);
}

/* Publishers mark the title of the work itself so.  "Retracted:" in mixed case
 * is how some title the notice. */
static bool is_marked_retracted(struct span title)
{
	static const struct span marks[] = { SPAN("RETRACTED:"),
					     SPAN("RETRACTED ARTICLE:"),
					     SPAN("RETRACTED CHAPTER:") };

	for (size_t i = 0; i < ARRAY_COUNT(marks); i++)
		if (title.len >= marks[i].len &&
		    !memcmp(title.at, marks[i].at, marks[i].len))
			return true;
	return false;
}

/* A retraction names this work: by "updated-by", or by an "update-to" that
 * points back at the work it stands in. */
static bool is_retraction(const struct paper *paper,
			  const struct update *update)
{
	return update_retracts(update) &&
	       (!strcmp(update->direction, "by") ||
		span_is(span_of(paper->doi), update->doi));
}

static void fill_retracted(struct fill *fill)
{
	struct paper *paper = fill->paper;
	bool retracted = is_marked_retracted(span_of(paper->title));

	if (fill->failed || fill->own)
		return;
	for (size_t i = 0; i < paper->updates.count; i++)
		retracted = retracted ||
			    is_retraction(paper, &paper->updates.items[i]);
	if (retracted)
		paper->retracted = TRUTH_YES;
}

/* Crossref's XML says which of the titles is the original, and in what
 * language. */
static enum status read_titles(const cJSON *work, struct titles *titles,
			       struct error *err)
{
	if (json_get_object(work, "original_language_title"))
		return titles_of_unixref(work, titles, err);
	return titles_of_crossref(work, titles, err);
}

/* "URL" is the DOI's; what it leads to is told by others as it was when the
 * work was deposited, so that it is taken from works of our own alone. */
static struct span url_of(const struct fill *fill, const cJSON *work)
{
	const cJSON *resource = json_get(work, "resource");
	struct span url = json_get_span(json_get(resource, "primary"), "URL");

	return fill->own && url.len ? url : json_get_span(work, "URL");
}

enum status crossref_fill(struct fill *fill, const cJSON *work,
			  struct error *err)
{
	SCOPED(titles_release) struct titles titles = { 0 };
	struct paper *paper = fill->paper;

	fill_source(fill, work);
	titles.flags = fill->flags;
	if (read_titles(work, &titles, err) != STATUS_OK)
		return err->status;
	fill_titles(fill, &titles);
	fill_abstract(fill, json_get_span(work, "abstract"));
	fill_word(fill, json_get_span(work, "type"));
	fill_url(fill, url_of(fill, work));
	fill_people(fill, json_get(work, "author"), &paper->authors);
	fill_people(fill, json_get(work, "editor"), &paper->editors);
	fill_dates(fill, work);
	fill_rows(fill, paper_rows, work, paper);
	fill_member(fill, work);
	fill_journal(fill, work);
	fill_place(fill, work);
	fill_keywords(fill, json_get(work, "subject"));
	fill_counts(fill, work);
	crossref_fill_ids(fill, work);
	crossref_fill_lists(fill, work);
	fill_retracted(fill);
	if (fill->own)
		native_fill(fill, fill->own);
	return fill_check(fill, err);
}
