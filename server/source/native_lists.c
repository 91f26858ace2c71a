/* SPDX-License-Identifier: MIT */
#include "native_fields.h"

#include "date.h"
#include "paperd/clean.h"
#include "paperd/scoped.h"

static const struct fill_row reference_rows[] = {
	{ "doi", fill_printed_doi, offsetof(struct reference, doi) },
	{ "text", clean_plain, offsetof(struct reference, text) },
	{ "title", clean_plain, offsetof(struct reference, title) },
	{ "author", clean_plain, offsetof(struct reference, author) },
	{ "container", clean_plain, offsetof(struct reference, container) },
	{ "volume", clean_plain, offsetof(struct reference, volume) },
	{ "pages", clean_plain, offsetof(struct reference, pages) },
	{ "year", clean_plain, offsetof(struct reference, year) },
	{ 0 },
};

static const struct fill_row funder_rows[] = {
	{ "name", clean_plain, offsetof(struct funder, name) },
	{ "doi", fill_bare_doi, offsetof(struct funder, doi) },
	{ 0 },
};

static const struct fill_row update_rows[] = {
	{ "type", clean_plain, offsetof(struct update, type) },
	{ "doi", fill_bare_doi, offsetof(struct update, doi) },
	{ 0 },
};

static void read_licenses(struct fill *fill, const cJSON *list)
{
	const cJSON *item;

	cJSON_ArrayForEach (item, list) {
		struct span url = json_get_span(item, "url");

		fill_license(fill, url.len ? url : json_get_span(item, "id"),
			     json_get_span(item, "version"));
	}
}

static void read_funders(struct fill *fill, const cJSON *list)
{
	struct funders *funders = &fill->paper->funders;
	const cJSON *item;

	cJSON_ArrayForEach (item, list) {
		struct funder *funder = funders_add(funders);

		if (!funder) {
			fill->failed = true;
			return;
		}
		fill_rows(fill, funder_rows, item, funder);
		fill_list(fill, clean_plain, json_get(item, "awards"),
			  &funder->awards);
		if (rows_are_empty(funder_rows, funder) &&
		    !funder->awards.count)
			funders->count--;
	}
}

static void read_references(struct fill *fill, const cJSON *list)
{
	struct references *references = &fill->paper->references;
	const cJSON *item;

	cJSON_ArrayForEach (item, list) {
		struct reference *reference = references_add(references);

		if (!reference) {
			fill->failed = true;
			return;
		}
		fill_rows(fill, reference_rows, item, reference);
		if (rows_are_empty(reference_rows, reference))
			references->count--;
	}
}

/* "to" or "by"; NULL for any other word. */
static const char *direction_of(const cJSON *item)
{
	struct span word = json_get_span(item, "direction");

	if (span_is(word, "to"))
		return "to";
	return span_is(word, "by") ? "by" : NULL;
}

static void read_update(struct fill *fill, const cJSON *item,
			const char *direction)
{
	SCOPED(update_release) struct update update = { 0 };
	struct clean_date date;
	struct update *entry;

	fill_rows(fill, update_rows, item, &update);
	if (!update.doi)
		return;
	fill_copy(fill, direction, &update.direction);
	if (date_from_json(json_get(item, "date"), &date, NULL))
		fill_copy(fill, date.date, &update.date);
	entry = updates_add(&fill->paper->updates);
	if (!entry) {
		fill->failed = true;
		return;
	}
	*entry = update;
	update = (struct update){ 0 };
}

static void read_updates(struct fill *fill, const cJSON *list)
{
	const cJSON *item;

	cJSON_ArrayForEach (item, list) {
		const char *direction = direction_of(item);

		if (direction)
			read_update(fill, item, direction);
	}
}

void native_read_lists(struct fill *fill, const cJSON *record)
{
	struct paper *paper = fill->paper;

	fill->within = &paper->references;
	read_references(fill, json_get_array(record, "references"));
	fill->within = &paper->funders;
	read_funders(fill, json_get_array(record, "funders"));
	fill->within = &paper->licenses;
	read_licenses(fill, json_get_array(record, "licenses"));
	fill->within = &paper->updates;
	read_updates(fill, json_get_array(record, "updates"));
	fill->within = NULL;
}
