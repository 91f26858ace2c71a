/* SPDX-License-Identifier: MIT */
/*
 * What is written as BibTeX or RIS is read again by our own sources: title,
 * authors, year, DOI, pages, journal, abstract are as they were.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <unistd.h>

#include "paperd/dump.h"
#include "paperd/scoped.h"
#include "paperd/source.h"
#include "records.h"

#define RECORD_MAX ((size_t)16 << 20)
#define TEXT_MAX   ((size_t)1 << 22)

static const char *const words[] = { "bibtex", "ris" };

/* ---- what a form cannot keep ---- */

/*
 * A text as it comes out of either form.  TeX has two hyphens for a dash, ties
 * words with "~" and groups with braces, and a text that is TeX keeps none of
 * these; a dollar that begins no formula may come back escaped; a formula that
 * is one number or letter is text.  RIS has no paragraphs.
 */
static void add_folded(const char *text, struct buf *out)
{
	struct span rest = span_of(text);
	bool blank = false;

	for (size_t i = 0; i < rest.len; i++) {
		size_t dashes = strspn(rest.at + i, "-");

		/* braces that are signs of a formula; a thin space */
		if (!strncmp(rest.at + i, "\\lbrace ", 8) ||
		    !strncmp(rest.at + i, "\\rbrace ", 8)) {
			i += 7;
			continue;
		}
		if (!strncmp(rest.at + i, "\\,", 2)) {
			blank = true;
			i++;
			continue;
		}
		if (strchr("{}$\\", rest.at[i]))
			continue;
		if (strchr(" \n~", rest.at[i])) {
			blank = true;
			continue;
		}
		if (blank && out->len)
			buf_add_char(out, ' ');
		blank = false;
		if (dashes == 2 || dashes == 3) {
			buf_add_text(out, dashes == 2 ? "–" : "—");
			i += dashes - 1;
		} else {
			buf_add_char(out, rest.at[i]);
		}
	}
}

static bool is_same(const char *was, const char *is)
{
	SCOPED(buf_release) struct buf one = buf_init(TEXT_MAX);
	SCOPED(buf_release) struct buf other = buf_init(TEXT_MAX);

	if (!was || !is)
		return was == is;
	if (!strcmp(was, is))
		return true;
	add_folded(was, &one);
	add_folded(is, &other);
	return !strcmp(buf_text(&one), buf_text(&other));
}

/* ---- one record ---- */

struct trip {
	const char *form;
	const struct paper *was, *is;
	size_t records;
	size_t exact; /* titles and abstracts that are byte for byte */
	size_t texts;
	size_t named;  /* authors */
	size_t others; /* of them those whose name is another one */
};

static void check_text(struct trip *trip, const char *field, const char *was,
		       const char *is)
{
	cr_expect(is_same(was, is), "%s, %s: %s was\n%s\nnow\n%s", trip->form,
		  trip->was->doi ? trip->was->doi : "(no DOI)", field,
		  was ? was : "(nothing)", is ? is : "(nothing)");
	trip->texts += was != NULL;
	trip->exact += was && is && !strcmp(was, is);
}

/* Names in one piece, and parts that hold several names, are read anew: those
 * are counted. */
static void check_people(struct trip *trip, const struct people *was,
			 const struct people *is)
{
	trip->named += was->count;
	for (size_t i = 0; i < was->count; i++) {
		const char *one = was->items[i].name;

		if (i >= is->count || !is_same(one, is->items[i].name))
			trip->others++;
	}
}

/* The container of a whole book is a series in either form. */
static void check_journal(struct trip *trip)
{
	const struct journal *was = &trip->was->journal;
	const struct journal *is = &trip->is->journal;
	const char *title = is->title;

	/* a place is no address */
	if (was->title && strstr(was->title, "://"))
		return;
	if (was->title && !title)
		title = is->series;
	check_text(trip, "journal", was->title, title);
}

static void check_trip(struct trip *trip)
{
	const struct paper *was = trip->was, *is = trip->is;

	trip->records++;
	check_text(trip, "doi", was->doi, is->doi);
	check_text(trip, "title", was->title, is->title);
	check_text(trip, "abstract", was->abstract, is->abstract);
	check_text(trip, "volume", was->volume, is->volume);
	check_text(trip, "article_number", was->article_number,
		   is->article_number);
	check_text(trip, "publisher", was->publisher, is->publisher);
	cr_expect(was->year.known == is->year.known &&
			  was->year.value == is->year.value,
		  "%s, %s: year %lld, was %lld", trip->form, was->doi,
		  is->year.value, was->year.value);
	/* "111-128_1" has a sign that pages have not */
	if (!was->pages || !strchr(was->pages, '_'))
		check_text(trip, "pages", was->pages, is->pages);
	check_journal(trip);
	check_people(trip, &was->authors, &is->authors);
}

static void go(struct trip *trip, const struct paper *paper)
{
	SCOPED(buf_release) struct buf out = buf_init(RECORD_MAX);
	SCOPED(paper_release) struct paper again = { 0 };
	struct format_run run = { 0 };
	struct error err = { 0 };

	format_record(format_of(span_of(trip->form)), &run, paper, &out);
	cr_assert_eq(source_read(buf_span(&out), &again, NULL, &err), STATUS_OK,
		     "%s: %s\n%s", trip->form, err.detail, buf_text(&out));
	trip->was = paper;
	trip->is = &again;
	check_trip(trip);
}

/* ---- a table ---- */

static const struct {
	const char *name, *json;
} table[] = {
	{ "nothing but a DOI", "{\"doi\":\"10.1000/1\"}" },
	{ "an article",
	  "{\"doi\":\"10.1000/a_b%c#d\",\"type\":\"journal-article\","
	  "\"title\":\"Über 50% of mRNA & H2O_x at $x_1$: US$ 5\","
	  "\"authors\":[{\"name\":\"Ada B. van der Chi Jr.\","
	  "\"given\":\"Ada B.\",\"family\":\"van der Chi\","
	  "\"suffix\":\"Jr.\"},{\"name\":\"N.A. Li\",\"given\":\"N.A.\","
	  "\"family\":\"Li\"},{\"name\":\"World Data Network\"},"
	  "{\"name\":\"王伟\",\"family\":\"王\",\"given\":\"伟\"}],"
	  "\"abstract\":\"One # of \\\\cite{a}.\\nTwo ^ | < > \\\"x\\\".\","
	  "\"published\":\"2019-02-03\",\"year\":2019,"
	  "\"journal\":{\"title\":\"Research & Reports\"},\"volume\":\"4\","
	  "\"issue\":\"2\",\"pages\":\"12-34\",\"publisher\":\"A & B\"}" },
	{ "a preprint in a place",
	  "{\"doi\":\"10.1000/2\",\"type\":\"posted-content\","
	  "\"title\":\"T\",\"journal\":{\"title\":\"bioRxiv\"},"
	  "\"article_number\":\"e12\"}" },
	{ "a chapter",
	  "{\"doi\":\"10.1000/3\",\"type\":\"book-chapter\",\"title\":\"T\","
	  "\"journal\":{\"title\":\"Handbook of X\",\"series\":\"S\"},"
	  "\"pages\":\"S1-S9\"}" },
	{ "several ranges",
	  "{\"doi\":\"10.1000/4\",\"type\":\"journal-article\","
	  "\"pages\":\"1-3, 7\",\"journal\":{\"title\":\"J\"}}" },
};

Test(round_trip, gives_the_records_of_the_table)
{
	for (size_t f = 0; f < ARRAY_COUNT(words); f++) {
		struct trip trip = { .form = words[f] };

		for (size_t i = 0; i < ARRAY_COUNT(table); i++) {
			SCOPED(paper_release) struct paper paper = { 0 };

			record_from_json(table[i].json, &paper);
			go(&trip, &paper);
		}
		cr_expect_eq(trip.others, 0, "%s: %zu names", words[f],
			     trip.others);
	}
}

/* ---- real records ---- */

static const struct sample {
	const char *path;
	size_t step; /* each so many-th */
} samples[] = {
	{ "data/crossref/items_api.jsonl.gz", 1 },
	{ "data/crossref/items_publicdata.jsonl.gz", 1 },
	{ "data/crossref/gallery.jsonl", 1 },
	{ "data/bulk_100k.jsonl.gz", 16 },
};

/* The value of "item" in a line of the gallery, which ends with it. */
static struct span item_of(struct span raw)
{
	static const char key[] = "\"item\": ";
	const char *at = memmem(raw.at, raw.len, key, sizeof(key) - 1);

	if (!at || raw.at[1] != '"' || raw.at[2] != 'w')
		return raw;
	at += sizeof(key) - 1;
	return (struct span){ at, (size_t)(raw.at + raw.len - 1 - at) };
}

static void go_with_raw(struct trip trips[ARRAY_COUNT(words)], struct span raw)
{
	SCOPED(paper_release) struct paper paper = { 0 };
	struct error err = { 0 };

	if (source_read(item_of(raw), &paper, NULL, &err) != STATUS_OK)
		return;
	for (size_t f = 0; f < ARRAY_COUNT(words); f++)
		go(&trips[f], &paper);
}

static void go_through(const char *path, size_t step,
		       struct trip trips[ARRAY_COUNT(words)])
{
	struct dump *dump = NULL;
	struct dump_item item = { 0 };
	struct error err = { 0 };
	size_t count = 0;

	cr_assert_eq(dump_open(path, RECORD_MAX, &dump, &err), STATUS_OK, "%s",
		     err.detail);
	while (dump_next(dump, &item, &err) == STATUS_OK &&
	       item.kind != DUMP_END)
		if (item.kind == DUMP_OBJECT && count++ % step == 0)
			go_with_raw(trips, item.raw);
	dump_close(dump);
}

Test(round_trip, gives_real_records)
{
	const char *shared = getenv("TEST_SHARED");
	struct trip trips[ARRAY_COUNT(words)] = { 0 };

	if (!shared)
		shared = PAPERD_SOURCE_DIR "/../shared";
	if (access(shared, R_OK) != 0)
		cr_skip("no %s", shared);
	for (size_t f = 0; f < ARRAY_COUNT(words); f++)
		trips[f].form = words[f];
	for (size_t i = 0; i < ARRAY_COUNT(samples); i++) {
		char path[4096];

		snprintf(path, sizeof(path), "%s/%s", shared, samples[i].path);
		go_through(path, samples[i].step, trips);
	}
	for (size_t f = 0; f < ARRAY_COUNT(words); f++) {
		const struct trip *trip = &trips[f];

		cr_log_info("%s: %zu records, %zu of %zu texts exact, %zu of "
			    "%zu names others",
			    trip->form, trip->records, trip->exact, trip->texts,
			    trip->others, trip->named);
		cr_expect_geq(trip->records, 12000);
		cr_expect_geq(1000 * trip->exact, 980 * trip->texts);
		cr_expect_leq(1000 * trip->others, 3 * trip->named);
	}
}
