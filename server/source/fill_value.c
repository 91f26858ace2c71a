/* SPDX-License-Identifier: MIT */
/*
 * The key, addresses, dates, numbers, licences.
 */
#include "fill.h"

#include <stdlib.h>

#include "date.h"
#include "paperd/doi.h"
#include "paperd/log.h"
#include "paperd/clean.h"
#include "paperd/scoped.h"

/* Bytes of a refused value shown in a reject file. */
#define SHOWN_MAX 100

/* Most ISSNs in one text. */
#define ISSNS_MAX 8

enum status fill_doi(struct fill *fill, struct span raw, struct error *err)
{
	SCOPED(buf_release) struct buf shown = buf_init(8 * SHOWN_MAX);

	raw = span_trim(raw);
	if (clean_is_placeholder(raw))
		return error_set(err, STATUS_INVALID_BODY,
				 "no DOI or other identifier");
	fill_text(fill, fill_bare_doi, raw, &fill->paper->doi);
	if (fill->failed)
		return fill_check(fill, err);
	if (fill->paper->doi)
		return STATUS_OK;
	log_escape(&shown, raw, SHOWN_MAX);
	return error_set(err, STATUS_INVALID_BODY, "the DOI \"%s\" is not one",
			 buf_text(&shown));
}

/* The address of a DOI; a cleaner, so that it may be filled like a text. */
static bool resolver_url(struct span doi, struct buf *out, struct trace *trace)
{
	doi_address(doi, out);
	return true;
}

bool fill_is_resolver(struct span url)
{
	static const char *const hosts[] = { "doi.org/", "dx.doi.org/",
					     "www.doi.org/" };
	const char *host = url.len ? memmem(url.at, url.len, "://", 3) : NULL;

	if (!host)
		return false;
	url = span_slice(url, (size_t)(host - url.at) + 3, url.len);
	for (size_t i = 0; i < ARRAY_COUNT(hosts); i++)
		if (span_starts_nocase(url, hosts[i]))
			return true;
	return false;
}

void fill_url(struct fill *fill, struct span raw)
{
	struct paper *paper = fill->paper;

	raw = span_trim(raw);
	if (raw.len && !fill_is_resolver(raw))
		fill_text(fill, url_clean, raw, &paper->url);
	if (!paper->url)
		fill_text(fill, resolver_url, span_of(paper->doi), &paper->url);
}

void fill_type(struct fill *fill, const char *scheme, struct span type,
	       struct span detail)
{
	char **member = &fill->paper->type;

	fill_copy(fill,
		  type_crossref(scheme, type, detail,
				fill_trace(fill, member, type.at)),
		  member);
}

bool fill_date_json(struct fill *fill, const cJSON *value)
{
	struct clean_date date;

	if (!value ||
	    !date_from_json(value, &date,
			    fill_trace(fill, &fill->paper->published, value)))
		return false;
	fill_date(fill, &date);
	return true;
}

void fill_date(struct fill *fill, const struct clean_date *date)
{
	struct paper *paper = fill->paper;

	fill_copy(fill, date->date, &paper->published);
	if (text_to_integer((struct span){ date->date, 4 }, &paper->year.value))
		paper->year.known = true;
}

static void fill_known(struct fill *fill, const char *text, char **member)
{
	if (text[0])
		fill_copy(fill, text, member);
}

void fill_pages(struct fill *fill, struct span raw)
{
	struct paper *paper = fill->paper;
	struct clean_pages pages = { 0 };

	if (!raw.len ||
	    !pages_from_text(raw, &pages,
			     fill_trace(fill, &paper->pages, raw.at)))
		return;
	fill_known(fill, pages.display, &paper->pages);
	if (!paper->article_number)
		fill_known(fill, pages.article_number, &paper->article_number);
}

/* Sources put one into the other, so what was done to the pair is said of
 * each that came out of it. */
void fill_volume(struct fill *fill, struct span volume, struct span issue)
{
	struct paper *paper = fill->paper;
	struct clean_volume clean = { 0 };
	struct trace trace = { 0 };
	const char *at = volume.len ? volume.at : issue.at;

	if (!volume.len && !issue.len)
		return;
	volume_from_text(volume, issue, &clean, &trace);
	fill_known(fill, clean.volume, &paper->volume);
	fill_known(fill, clean.issue, &paper->issue);
	trace_add(fill_trace(fill, &paper->volume, at), &trace);
	if (clean.issue[0])
		trace_add(fill_trace(fill, &paper->issue,
				     issue.len ? issue.at : at),
			  issue.len ? NULL : &trace);
}

/* Takes an ISSN that is clean already. */
static bool as_is(struct span raw, struct buf *out, struct trace *trace)
{
	buf_add_span(out, raw);
	return true;
}

void fill_issn(struct fill *fill, struct span raw)
{
	struct texts *issn = &fill->paper->journal.issn;
	char found[ISSNS_MAX][10];
	size_t count = raw.len ? issn_list(raw, found, ISSNS_MAX,
					   fill_trace(fill, issn, raw.at))
			       : 0;

	for (size_t i = 0; i < count; i++)
		fill_list_text(fill, as_is, span_of(found[i]), issn);
}

static bool same(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

static bool has_license(const struct licenses *list, const struct license *one)
{
	for (size_t i = 0; i < list->count; i++)
		if (same(list->items[i].url, one->url) &&
		    same(list->items[i].id, one->id) &&
		    same(list->items[i].version, one->version))
			return true;
	return false;
}

static void license_release(struct license *license)
{
	free(license->id);
	free(license->url);
	free(license->version);
	*license = (struct license){ 0 };
}

void fill_license(struct fill *fill, struct span raw, struct span version)
{
	SCOPED(license_release) struct license license = { 0 };
	struct clean_license clean = { 0 };
	struct licenses *list = &fill->paper->licenses;
	struct license *entry;

	if (!raw.len ||
	    !license_clean(raw, &clean, fill_trace(fill, list, raw.at)))
		return;
	license.url = clean.url;
	fill_known(fill, clean.id, &license.id);
	fill_text(fill, clean_plain, version, &license.version);
	if ((!license.id && !license.url) || has_license(list, &license))
		return;
	entry = licenses_add(list);
	if (!entry) {
		fill->failed = true;
		return;
	}
	*entry = license;
	license = (struct license){ 0 };
}
