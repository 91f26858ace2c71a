/* SPDX-License-Identifier: MIT */
/*
 * OpenAlex works, as its API and its snapshot write them.
 */
#include "openalex.h"

#include "paperd/clean.h"
#include "paperd/scoped.h"
#include "shapes.h"

#define WORK_ADDRESS "https://openalex.org/W"

bool openalex_recognises(const cJSON *json)
{
	return json_get(json, "authorships") ||
	       json_get(json, "abstract_inverted_index") ||
	       (span_starts_nocase(json_get_span(json, "id"), WORK_ADDRESS) &&
		!json_get(json, "DOI"));
}

/* ---- people and money ---- */

/* The name as it stands on the work; OpenAlex's own form of it belongs to a
 * person who may have been mistaken for another one. */
static void add_author(struct fill *fill, cJSON *list, const cJSON *item)
{
	const cJSON *person = json_get(item, "author");
	const cJSON *name = json_get(item, "raw_author_name");
	const cJSON *stated = json_get_array(item, "raw_affiliation_strings");
	cJSON *author = record_author(fill, list);
	const cJSON *place;

	if (clean_is_placeholder(json_span(name)))
		name = json_get(person, "display_name");
	record_set(fill, author, "name", name);
	record_set(fill, author, "ORCID", json_get(person, "orcid"));
	if (stated && stated->child) {
		record_set(fill, author, "affiliation", stated);
		return;
	}
	cJSON_ArrayForEach (place, json_get_array(item, "institutions"))
		record_author_affiliation(fill, author,
					  json_get(place, "display_name"));
}

static void read_authors(struct fill *fill, const cJSON *work)
{
	SCOPED(json_tree_release) cJSON *list = record_list(fill);
	const cJSON *item;

	cJSON_ArrayForEach (item, json_get_array(work, "authorships"))
		add_author(fill, list, item);
	fill_people(fill, list, &fill->paper->authors);
}

/* "grants" until 2025; since then "awards", beside a list of all funders. */
static void read_funders(struct fill *fill, const cJSON *work)
{
	static const struct {
		const char *list, *funder, *award;
	} rows[] = {
		{ "grants", "funder_display_name", "award_id" },
		{ "awards", "funder_display_name", "funder_award_id" },
		{ "funders", "display_name", "" },
	};
	const cJSON *item;

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++)
		cJSON_ArrayForEach (item, json_get_array(work, rows[i].list)) {
			const struct record_grant grant = {
				.funder = json_get_span(item, rows[i].funder),
				.award = json_get_span(item, rows[i].award),
			};

			record_grant(fill, &grant);
		}
}

/* ---- where it stands ---- */

/* A journal's title; a repository holds a copy and is no container. */
static void read_container(struct fill *fill, const cJSON *source)
{
	struct journal *journal = &fill->paper->journal;
	struct span type = json_get_span(source, "type");
	struct span title = json_get_span(source, "display_name");

	if (span_is(type, "book series"))
		fill_text(fill, clean_plain, title, &journal->series);
	else if (!type.len || span_is(type, "journal") ||
		 span_is(type, "conference"))
		fill_text(fill, clean_plain, title, &journal->title);
}

static void read_issns(struct fill *fill, const cJSON *source)
{
	const cJSON *issn = json_get(source, "issn"), *item;

	for (item = json_items(issn); item; item = json_next(issn, item))
		fill_issn(fill, json_span(item));
	fill_issn(fill, json_get_span(source, "issn_l"));
}

/* True for what is published in something: of a preprint or a data set the
 * place names who keeps it. */
static bool is_part(const struct paper *paper)
{
	static const char *const types[] = { "journal-article", "book-chapter",
					     "proceedings-article" };

	for (size_t i = 0; i < ARRAY_COUNT(types); i++)
		if (paper->type && !strcmp(paper->type, types[i]))
			return true;
	return false;
}

/* "host_venue" is the form before 2023.  Needs the type. */
static void read_source(struct fill *fill, const cJSON *work)
{
	const cJSON *place = json_get(work, "primary_location");
	const cJSON *source = json_get_object(place, "source");
	const cJSON *venue = json_get_object(work, "host_venue");
	struct paper *paper = fill->paper;

	if (!source)
		source = venue;
	read_container(fill, source);
	if (!source && is_part(paper))
		fill_text(fill, clean_plain,
			  json_get_span(place, "raw_source_name"),
			  &paper->journal.title);
	read_issns(fill, source);
	fill_text(fill, clean_plain,
		  json_get_span(source, "host_organization_name"),
		  &paper->publisher);
	fill_missing(fill, clean_plain, json_get_span(source, "publisher"),
		     &paper->publisher);
}

/* Crossref's words for the versions of a content. */
static struct span content_version(struct span version)
{
	if (span_is(version, "publishedVersion"))
		return span_of("vor");
	if (span_is(version, "acceptedVersion"))
		return span_of("am");
	return (struct span){ 0 };
}

static void read_place(struct fill *fill, const cJSON *work)
{
	const cJSON *place = json_get(work, "primary_location");
	const cJSON *biblio = json_get(work, "biblio");
	char scratch[2][SCALAR_MAX];

	fill_url(fill, json_get_span(place, "landing_page_url"));
	fill_license(fill, json_get_span(place, "license"),
		     content_version(json_get_span(place, "version")));
	fill_volume(fill, json_scalar(json_get(biblio, "volume"), scratch[0]),
		    json_scalar(json_get(biblio, "issue"), scratch[1]));
	record_pages(fill, json_get(biblio, "first_page"),
		     json_get(biblio, "last_page"));
}

/* ---- the rest ---- */

static void read_ids(struct fill *fill, const cJSON *work)
{
	const cJSON *ids = json_get(work, "ids");
	struct ids *ret = &fill->paper->ids;
	const cJSON *place;

	cJSON_ArrayForEach (place, json_get_array(work, "locations"))
		identity_address(fill,
				 json_get_span(place, "landing_page_url"));
	fill_text(fill, fill_pmid, json_get_span(ids, "pmid"), &ret->pmid);
	fill_text(fill, record_pmcid, json_get_span(ids, "pmcid"), &ret->pmcid);
}

static bool has_type(const struct paper *paper)
{
	return paper->type && strcmp(paper->type, "other") != 0;
}

/* Crossref's own word is the more exact one, where it is told; "raw_type" may
 * be a repository's. */
static void read_type(struct fill *fill, const cJSON *work)
{
	const cJSON *place = json_get(work, "primary_location");

	record_types(fill, "crossref", json_get(work, "type_crossref"));
	if (!has_type(fill->paper))
		record_types(fill, "openalex", json_get(work, "type"));
	if (!has_type(fill->paper))
		record_types(fill, "crossref", json_get(place, "raw_type"));
}

static void read_facts(struct fill *fill, const cJSON *work)
{
	const cJSON *dates[] = { json_get(work, "publication_date"),
				 json_get(work, "publication_year") };
	struct paper *paper = fill->paper;
	const cJSON *item;

	record_date(fill, dates, ARRAY_COUNT(dates));
	cJSON_ArrayForEach (item, json_get_array(work, "keywords")) {
		fill_list_text(fill, clean_plain,
			       json_get_span(item, "display_name"),
			       &paper->keywords);
		fill_list_text(fill, clean_plain,
			       json_get_span(item, "keyword"),
			       &paper->keywords);
	}
	fill_truth(fill, json_get(json_get(work, "open_access"), "is_oa"),
		   &paper->open_access);
	fill_truth(fill, json_get(work, "is_retracted"), &paper->retracted);
	fill_integer(fill, json_get(work, "cited_by_count"),
		     &paper->citation_count);
	fill_integer(fill, json_get(work, "referenced_works_count"),
		     &paper->reference_count);
}

enum status openalex_read(const struct source_object *object, struct paper *ret,
			  struct error *err)
{
	SCOPED(fill_release) struct fill fill = fill_init(ret, object->report);
	const cJSON *work = object->json;
	struct span doi = json_get_span(work, "doi");
	enum status status;

	if (!doi.len)
		doi = json_get_span(json_get(work, "ids"), "doi");
	status = record_begin(&fill, doi, "OpenAlex", err);
	if (status == STATUS_OK)
		status = record_titles(&fill, work, titles_of_crossref, err);
	if (status != STATUS_OK)
		return status;
	openalex_fill_abstract(&fill,
			       json_get(work, "abstract_inverted_index"));
	read_authors(&fill, work);
	read_type(&fill, work);
	read_source(&fill, work);
	read_place(&fill, work);
	read_ids(&fill, work);
	read_funders(&fill, work);
	read_facts(&fill, work);
	return identity_check(&fill, err);
}
