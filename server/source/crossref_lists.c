/* SPDX-License-Identifier: MIT */
/*
 * Members of a Crossref work that are lists of objects, each described by a
 * table of rows (REST API format, Crossref "api_format.md").
 */
#include "crossref.h"

#include "date.h"
#include "paperd/clean.h"
#include "paperd/doi.h"
#include "paperd/scoped.h"

/* Of two rows for one member the first that says something holds. */
static const struct fill_row reference_rows[] = {
	{ "DOI", fill_printed_doi, offsetof(struct reference, doi) },
	{ "unstructured", clean_plain, offsetof(struct reference, text) },
	{ "article-title", clean_plain, offsetof(struct reference, title) },
	{ "author", clean_plain, offsetof(struct reference, author) },
	{ "journal-title", clean_plain, offsetof(struct reference, container) },
	{ "volume-title", clean_plain, offsetof(struct reference, container) },
	{ "series-title", clean_plain, offsetof(struct reference, container) },
	{ "volume", clean_plain, offsetof(struct reference, volume) },
	{ "first-page", clean_plain, offsetof(struct reference, pages) },
	{ "year", clean_plain, offsetof(struct reference, year) },
	{ 0 },
};

static const struct fill_row funder_rows[] = {
	{ "name", clean_plain, offsetof(struct funder, name) },
	{ "DOI", fill_bare_doi, offsetof(struct funder, doi) },
	{ 0 },
};

static const struct fill_row update_rows[] = {
	{ "type", clean_plain, offsetof(struct update, type) },
	{ "DOI", fill_bare_doi, offsetof(struct update, doi) },
	{ 0 },
};

/* A DOI that is none is all that some publishers give: kept as a text. */
static void fill_reference(struct fill *fill, const cJSON *item,
			   struct reference *reference)
{
	fill_rows(fill, reference_rows, item, reference);
	if (rows_are_empty(reference_rows, reference))
		fill_text(fill, clean_plain, json_get_span(item, "DOI"),
			  &reference->text);
}

static void fill_references(struct fill *fill, const cJSON *list)
{
	struct references *references = &fill->paper->references;
	const cJSON *item;

	cJSON_ArrayForEach (item, list) {
		struct reference *reference;

		if (!cJSON_IsObject(item))
			continue;
		reference = references_add(references);
		if (!reference) {
			fill->failed = true;
			return;
		}
		fill_reference(fill, item, reference);
		if (rows_are_empty(reference_rows, reference))
			references->count--;
	}
}

static void fill_funders(struct fill *fill, const cJSON *list)
{
	struct funders *funders = &fill->paper->funders;
	const cJSON *item;

	cJSON_ArrayForEach (item, list) {
		struct funder *funder;

		if (!cJSON_IsObject(item))
			continue;
		funder = funders_add(funders);
		if (!funder) {
			fill->failed = true;
			return;
		}
		fill_rows(fill, funder_rows, item, funder);
		fill_list(fill, clean_plain, json_get(item, "award"),
			  &funder->awards);
		if (rows_are_empty(funder_rows, funder) &&
		    !funder->awards.count)
			funders->count--;
	}
}

static void fill_licenses(struct fill *fill, const cJSON *list)
{
	const cJSON *item;

	cJSON_ArrayForEach (item, list)
		fill_license(fill, json_get_span(item, "URL"),
			     json_get_span(item, "content-version"));
}

static void fill_update(struct fill *fill, const cJSON *item,
			const char *direction, struct update *update)
{
	struct clean_date date;

	fill_copy(fill, direction, &update->direction);
	if (date_from_json(json_get(item, "updated"), &date, NULL))
		fill_copy(fill, date.date, &update->date);
}

static void fill_updates(struct fill *fill, const cJSON *list,
			 const char *direction)
{
	const cJSON *item;

	cJSON_ArrayForEach (item, list) {
		SCOPED(update_release) struct update update = { 0 };
		struct update *entry;

		fill_rows(fill, update_rows, item, &update);
		if (!update.doi)
			continue;
		fill_update(fill, item, direction, &update);
		entry = updates_add(&fill->paper->updates);
		if (!entry) {
			fill->failed = true;
			return;
		}
		*entry = update;
		update = (struct update){ 0 };
	}
}

void crossref_fill_lists(struct fill *fill, const cJSON *work)
{
	struct paper *paper = fill->paper;

	fill->within = &paper->references;
	fill_references(fill, json_get_array(work, "reference"));
	fill->within = &paper->funders;
	fill_funders(fill, json_get_array(work, "funder"));
	fill->within = &paper->licenses;
	fill_licenses(fill, json_get_array(work, "license"));
	fill->within = &paper->updates;
	fill_updates(fill, json_get_array(work, "update-to"), "to");
	fill_updates(fill, json_get_array(work, "updated-by"), "by");
	fill->within = NULL;
}
