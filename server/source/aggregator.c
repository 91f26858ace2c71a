/* SPDX-License-Identifier: MIT */
/*
 * The aggregator's shape: one JSON object a work, in two layers.
 *
 * The outer object is what its reader sees: title and abstract may have been
 * translated, into Chinese as a rule.  "resultStr" holds, as a string, the
 * object in the work's own language.  So title and abstract come from the
 * inner layer first, and what stands in the outer one in another language is a
 * translation; every other fact is the outer one's, filled from the inner
 * where the outer says nothing.
 *
 * In the document form lines of text follow the object: its title, its
 * abstract, a heading line and an introduction of the journal.  Only the last
 * is taken from there: it stands nowhere in the object.
 */
#include "aggregator.h"

#include "identity.h"
#include "paperd/clean.h"
#include "paperd/scoped.h"
#include "shapes.h"

/* The zones of the Chinese Academy of Sciences are 1 to 4. */
#define CAS_ZONE_MAX 4

/* Bytes of all types of one record. */
#define TYPES_MAX 4096

static const struct fill_row journal_rows[] = {
	{ "JCR", clean_plain, offsetof(struct journal, jcr_quartile) },
	{ "JCRName", clean_plain, offsetof(struct journal, jcr_category) },
	{ "RegionCategory", clean_plain,
	  offsetof(struct journal, cas_category) },
	{ "PeriodicalName", clean_plain, offsetof(struct journal, title) },
	{ 0 },
};

bool aggregator_recognises(const cJSON *json)
{
	return json_get(json, "resultStr") || json_get(json, "PeriodicalId") ||
	       json_get(json, "PeriodicalName");
}

static bool says_something(const cJSON *value)
{
	if (cJSON_IsString(value))
		return !clean_is_placeholder(json_span(value));
	return value && !cJSON_IsNull(value);
}

const cJSON *layers_get(const struct layers *layers, const char *key)
{
	const cJSON *value = json_get(layers->outer, key);

	return says_something(value) ? value : json_get(layers->inner, key);
}

/* ---- the key ---- */

/* An address of the DOI where the record does not state it by itself. */
static struct span doi_link(const struct layers *layers)
{
	static const char *const keys[] = { "DOIUrl", "ListUrlMain", "url" };

	for (size_t i = 0; i < ARRAY_COUNT(keys); i++) {
		struct span link = json_span(layers_get(layers, keys[i]));

		if (fill_is_resolver(link))
			return link;
	}
	return (struct span){ 0 };
}

static enum status read_doi(struct fill *fill, const struct layers *layers,
			    struct error *err)
{
	struct span doi = json_span(layers_get(layers, "doi"));

	if (clean_is_placeholder(doi))
		doi = doi_link(layers);
	return identity_doi(fill, doi, err);
}

/* ---- facts ---- */

/* Several types as one list, as Semantic Scholar's are read. */
static void read_type(struct fill *fill, const cJSON *value)
{
	SCOPED(buf_release) struct buf types = buf_init(TYPES_MAX);
	const struct span none = { 0 };
	const cJSON *item;

	for (item = json_items(value); item; item = json_next(value, item)) {
		if (types.len)
			buf_add_char(&types, ';');
		buf_add_span(&types, json_span(item));
	}
	if (types.len)
		fill_type(fill, "semanticscholar", buf_span(&types), none);
	fill_trace(fill, &fill->paper->type, value);
}

static void read_journal(struct fill *fill, const struct layers *layers)
{
	struct layers journal = { json_get(layers->outer, "journal"),
				  json_get(layers->inner, "journal") };
	struct journal *ret = &fill->paper->journal;
	char scratch[3][SCALAR_MAX];

	fill_text(fill, clean_plain, json_span(layers_get(&journal, "name")),
		  &ret->title);
	fill_volume(fill,
		    json_scalar(layers_get(&journal, "volume"), scratch[0]),
		    json_scalar(layers_get(&journal, "issue"), scratch[1]));
	fill_pages(fill,
		   json_scalar(layers_get(&journal, "pages"), scratch[2]));
	fill_rows(fill, journal_rows, layers->outer, ret);
	fill_rows(fill, journal_rows, layers->inner, ret);
	fill_number(fill, layers_get(layers, "PeriodicalIF"),
		    &ret->impact_factor);
	fill_integer(fill, layers_get(layers, "RegionNum"), &ret->cas_zone);
	if (ret->cas_zone.value < 1 || ret->cas_zone.value > CAS_ZONE_MAX)
		ret->cas_zone = (struct integer){ 0 };
}

static void read_date(struct fill *fill, const struct layers *layers)
{
	if (!fill_date_json(fill, layers_get(layers, "publicationDate")))
		fill_date_json(fill, layers_get(layers, "EPubDate"));
}

/* The aggregator's "paperid" is that of the platform it has the record from. */
static void read_source(struct fill *fill, const struct layers *layers)
{
	struct span platform = json_span(layers_get(layers, "platform"));
	struct ids *ids = &fill->paper->ids;

	fill_text(fill, clean_plain, platform, &fill->paper->source.name);
	if (span_is_nocase(platform, "Semanticscholar"))
		fill_text(fill, clean_plain,
			  json_span(layers_get(layers, "paperid")), &ids->s2);
	fill_text(fill, fill_pmcid, json_span(layers_get(layers, "PMCID")),
		  &ids->pmcid);
	identity_address(fill, json_span(layers_get(layers, "url")));
}

static void read_facts(struct fill *fill, const struct layers *layers)
{
	struct paper *paper = fill->paper;

	fill_url(fill, json_span(layers_get(layers, "url")));
	read_type(fill, layers_get(layers, "publicationTypes"));
	fill_people(fill, layers_get(layers, "authors"), &paper->authors);
	read_date(fill, layers);
	read_journal(fill, layers);
	fill_keywords(fill, layers_get(layers, "fieldsOfStudy"));
	fill_truth(fill, layers_get(layers, "isOpenAccess"),
		   &paper->open_access);
	fill_integer(fill, layers_get(layers, "citationCount"),
		     &paper->citation_count);
	read_source(fill, layers);
}

enum status aggregator_read(const struct source_object *object,
			    struct paper *ret, struct error *err)
{
	SCOPED(json_tree_release) cJSON *inner = NULL;
	SCOPED(fill_release) struct fill fill = fill_init(ret, object->report);
	struct layers layers = { .outer = object->json };
	enum status status;

	inner = json_parse(json_get_span(layers.outer, "resultStr"), 0, NULL);
	layers.inner = inner ? inner
			     : json_get_object(layers.outer, "resultStr");
	status = read_doi(&fill, &layers, err);
	if (status != STATUS_OK)
		return status;
	status = aggregator_fill_titles(&fill, &layers, err);
	if (status != STATUS_OK)
		return status;
	aggregator_fill_abstracts(&fill, &layers);
	read_facts(&fill, &layers);
	fill_text(&fill, clean_plain, aggregator_introduction(object->text),
		  &ret->journal.description);
	report_place(object->report, inner, "/resultStr");
	return identity_check(&fill, err);
}
