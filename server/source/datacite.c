/* SPDX-License-Identifier: MIT */
/*
 * DataCite's records (DataCite Metadata Schema 4), as its REST API writes them
 * in JSON:API envelopes, or the attributes alone.
 */
#include "datacite.h"

#include "paperd/clean.h"
#include "paperd/scoped.h"
#include "shapes.h"

/* The attributes in the envelope of a document or of an element of a list. */
static const cJSON *attributes_of(const cJSON *json)
{
	const cJSON *data = json_get_object(json, "data");
	const cJSON *attributes;

	attributes = json_get_object(data ? data : json, "attributes");
	return attributes ? attributes : json;
}

/* A draft may be without either list. */
static bool is_enveloped_work(const cJSON *json, const cJSON *attributes)
{
	return attributes != json && json_get(attributes, "doi") &&
	       json_get(attributes, "types");
}

bool datacite_recognises(const cJSON *json)
{
	const cJSON *work = attributes_of(json);

	return json_get_array(work, "creators") ||
	       json_get_array(work, "titles") || is_enveloped_work(json, work);
}

/* ---- the key ---- */

/* In the schema's own JSON the DOI is one of the identifiers. */
static struct span doi_of_identifiers(const cJSON *list)
{
	const cJSON *item;

	for (item = json_items(list); item; item = json_next(list, item))
		if (span_is_nocase(json_get_span(item, "identifierType"),
				   "DOI"))
			return json_get_span(item, "identifier");
	return (struct span){ 0 };
}

static struct span doi_of(const cJSON *work)
{
	struct span doi = json_get_span(work, "doi");

	if (!doi.len)
		doi = doi_of_identifiers(json_get(work, "identifiers"));
	if (!doi.len)
		doi = doi_of_identifiers(json_get(work, "identifier"));
	return doi;
}

/* ---- facts ---- */

static const cJSON *date_of_type(const cJSON *work, const char *type)
{
	const cJSON *item;

	cJSON_ArrayForEach (item, json_get_array(work, "dates"))
		if (span_is(json_get_span(item, "dateType"), type))
			return json_get(item, "date");
	return NULL;
}

/* "Created" and "Collected" are about what is described, not about when it was
 * published. */
static void read_dates(struct fill *fill, const cJSON *work)
{
	const cJSON *dates[] = { date_of_type(work, "Issued"),
				 json_get(work, "publicationYear"),
				 date_of_type(work, "Available") };

	record_date(fill, dates, ARRAY_COUNT(dates));
}

static void read_type(struct fill *fill, const cJSON *work)
{
	const cJSON *types = json_get(work, "types");
	struct span type = json_get_span(types, "resourceTypeGeneral");
	struct span detail = json_get_span(types, "resourceType");

	if (type.len || detail.len)
		fill_type(fill, "datacite", type, detail);
}

/* A text until 2023, an object since. */
static void read_publisher(struct fill *fill, const cJSON *publisher)
{
	fill_text(fill, clean_plain,
		  cJSON_IsObject(publisher) ? json_get_span(publisher, "name")
					    : json_span(publisher),
		  &fill->paper->publisher);
}

/* One subject; many a depositor writes all of them into one. */
static void read_subject(struct fill *fill, const cJSON *subject)
{
	struct span text = json_span(subject);

	if (text.len && memchr(text.at, ';', text.len))
		fill_keywords(fill, subject);
	else
		fill_list_text(fill, clean_plain, text, &fill->paper->keywords);
}

static void read_facts(struct fill *fill, const cJSON *work)
{
	struct paper *paper = fill->paper;
	const cJSON *item;

	fill_url(fill, json_get_span(work, "url"));
	read_type(fill, work);
	read_dates(fill, work);
	read_publisher(fill, json_get(work, "publisher"));
	cJSON_ArrayForEach (item, json_get_array(work, "subjects"))
		read_subject(fill, cJSON_IsObject(item)
					   ? json_get(item, "subject")
					   : item);
	fill_integer(fill, json_get(work, "citationCount"),
		     &paper->citation_count);
	fill_integer(fill, json_get(work, "referenceCount"),
		     &paper->reference_count);
}

enum status datacite_read(const struct source_object *object, struct paper *ret,
			  struct error *err)
{
	SCOPED(fill_release) struct fill fill = fill_init(ret, object->report);
	const cJSON *work = attributes_of(object->json);
	enum status status = record_begin(&fill, doi_of(work), "DataCite", err);

	if (status == STATUS_OK)
		status = record_titles(&fill, work, titles_of_datacite, err);
	if (status != STATUS_OK)
		return status;
	datacite_fill_abstracts(&fill, work);
	datacite_fill_people(&fill, work);
	datacite_fill_place(&fill, work);
	datacite_fill_lists(&fill, work);
	read_facts(&fill, work);
	return identity_check(&fill, err);
}
