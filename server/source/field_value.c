/* SPDX-License-Identifier: MIT */
/*
 * Filters of dates, places in a journal and identifiers.
 */
#include "field.h"

#include <stdlib.h>

#include "date.h"
#include "paperd/doi.h"
#include "paperd/json.h"
#include "paperd/scoped.h"

/* Most ISSNs of one value. */
#define ISSNS_MAX 16

/* Longest page range put together from its ends, in bytes. */
#define RANGE_MAX 512

static const char *known(const char *text)
{
	return text[0] ? text : NULL;
}

/* ---- dates ---- */

static const char *const precisions[] = {
	[PRECISION_YEAR] = "year",
	[PRECISION_MONTH] = "month",
	[PRECISION_DAY] = "day",
	[PRECISION_SEASON] = "season",
};

void field_date(const cJSON *value, struct buf *out, struct trace *trace)
{
	struct clean_date date;

	if (!date_from_json(value, &date, trace)) {
		json_null(out);
		return;
	}
	json_open(out, '{');
	json_pair_text(out, "date", date.date);
	json_pair_text(out, "precision", precisions[date.precision]);
	json_pair_text(out, "season", date.season);
	json_pair_text(out, "end", known(date.end));
	json_close(out, '}');
}

/* ---- places in a journal ---- */

static void write_pages(const struct clean_pages *pages, struct buf *out)
{
	json_open(out, '{');
	json_pair_text(out, "display", pages->display);
	if (pages->article_number[0]) {
		json_pair_text(out, "article_number", pages->article_number);
	} else {
		json_key(out, "first");
		field_string(pages->first, out);
		json_key(out, "last");
		field_string(pages->last, out);
	}
	json_close(out, '}');
}

/* DOAJ has the two ends apart; some put the whole range into both. */
static void join_range(const cJSON *value, struct buf *out)
{
	char scratch[2][SCALAR_MAX];
	struct span first = json_scalar(json_get(value, "start_page"),
					scratch[0]);
	struct span last = json_scalar(json_get(value, "end_page"), scratch[1]);

	if (span_has(first, '-') && first.len == last.len &&
	    memcmp(first.at, last.at, first.len) == 0)
		last.len = 0;
	buf_add_span(out, first);
	if (first.len && last.len)
		buf_add_char(out, '-');
	buf_add_span(out, last);
}

void field_pages(const cJSON *value, struct buf *out, struct trace *trace)
{
	SCOPED(buf_release) struct buf range = buf_init(RANGE_MAX);
	char scratch[SCALAR_MAX];
	struct span raw = json_scalar(value, scratch);
	struct clean_pages pages = { 0 };

	if (cJSON_IsObject(value)) {
		join_range(value, &range);
		raw = buf_span(&range);
	}
	if (raw.len && pages_from_text(raw, &pages, trace))
		write_pages(&pages, out);
	else
		json_null(out);
}

void field_volume_issue(const cJSON *value, struct buf *out,
			struct trace *trace)
{
	char scratch[2][SCALAR_MAX];
	struct clean_volume clean = { 0 };

	volume_from_text(json_scalar(json_get(value, "volume"), scratch[0]),
			 json_scalar(json_get(value, "issue"), scratch[1]),
			 &clean, trace);
	json_open(out, '{');
	json_key(out, "volume");
	field_string(clean.volume, out);
	json_key(out, "issue");
	field_string(clean.issue, out);
	json_close(out, '}');
}

/* ---- identifiers ---- */

/* A list of several, one alone, or null. */
static void write_codes(const char *codes, size_t size, size_t count,
			struct buf *out)
{
	if (!count) {
		json_null(out);
		return;
	}
	if (count > 1)
		json_open(out, '[');
	for (size_t i = 0; i < count; i++)
		json_text(out, codes + i * size);
	if (count > 1)
		json_close(out, ']');
}

/* ISSNs without repetition, as they are found. */
struct issns {
	char items[ISSNS_MAX][10];
	size_t count;
	struct trace *trace; /* borrowed */
};

static void add_issn(struct issns *issns, const char *issn)
{
	for (size_t i = 0; i < issns->count; i++)
		if (!strcmp(issns->items[i], issn))
			return;
	if (issns->count < ISSNS_MAX)
		memcpy(issns->items[issns->count++], issn, 10);
}

static void add_issns(struct issns *issns, struct span raw)
{
	char found[ISSNS_MAX][10];
	size_t count = raw.len ? issn_list(raw, found, ISSNS_MAX, issns->trace)
			       : 0;

	for (size_t i = 0; i < count; i++)
		add_issn(issns, found[i]);
}

/* Those of one medium; neither: those whose medium is not known. */
static void add_medium(struct issns *issns, const cJSON *list, bool electronic,
		       bool print)
{
	const cJSON *item;

	cJSON_ArrayForEach (item, list) {
		struct span type = json_get_span(item, "media_type");
		bool is_electronic = span_is_nocase(type, "electronic");
		bool is_print = span_is_nocase(type, "print");

		if (is_electronic == electronic && is_print == print)
			add_issns(issns,
				  cJSON_IsString(item)
					  ? json_span(item)
					  : json_get_span(item, "__content__"));
	}
}

void field_issn(const cJSON *value, struct buf *out, struct trace *trace)
{
	struct issns issns = { .trace = trace };

	if (cJSON_IsArray(value)) {
		add_medium(&issns, value, true, false);
		add_medium(&issns, value, false, false);
		add_medium(&issns, value, false, true);
	} else {
		add_issns(&issns, cJSON_IsObject(value)
					  ? json_get_span(value, "__content__")
					  : json_span(value));
	}
	write_codes(issns.items[0], sizeof(issns.items[0]), issns.count, out);
}

void field_doi(const cJSON *value, struct buf *out, struct trace *trace)
{
	field_text(fill_bare_doi, json_span(value), out, trace);
}

void field_url(const cJSON *value, struct buf *out, struct trace *trace)
{
	field_text(url_clean, json_span(value), out, trace);
}

void field_orcid(const cJSON *value, struct buf *out, struct trace *trace)
{
	struct span raw = json_span(value);
	char orcid[20];

	field_string(raw.len && orcid_clean(raw, orcid, trace) ? orcid : NULL,
		     out);
}

void field_identifier(const cJSON *value, struct buf *out, struct trace *trace)
{
	SCOPED(buf_release) struct buf id = buf_init(DOI_MAX);
	const cJSON *scheme = json_get(value, "scheme");
	char scratch[SCALAR_MAX];
	struct span raw = json_scalar(json_get(value, "value"), scratch);

	if (raw.len && cJSON_IsString(scheme) &&
	    identifier_clean(scheme->valuestring, raw, &id, trace))
		json_string(out, buf_span(&id));
	else
		json_null(out);
}

/* ---- vocabularies ---- */

void field_language(const cJSON *value, struct buf *out, struct trace *trace)
{
	char codes[LANGUAGES_MAX][4];
	struct span raw = json_span(value);
	size_t count = raw.len ? language_clean(raw, codes, LANGUAGES_MAX,
						trace)
			       : 0;

	write_codes(codes[0], sizeof(codes[0]), count, out);
}

void field_license(const cJSON *value, struct buf *out, struct trace *trace)
{
	struct clean_license license = { 0 };
	struct span raw = json_span(value);

	if (!raw.len || !license_clean(raw, &license, trace)) {
		json_null(out);
		return;
	}
	json_open(out, '{');
	json_key(out, "id");
	field_string(license.id, out);
	json_key(out, "url");
	field_string(license.url, out);
	json_close(out, '}');
	free(license.url);
}
