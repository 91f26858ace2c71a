/* SPDX-License-Identifier: MIT */
/*
 * References, funders (FundRef), licences (AccessIndicators) and updates
 * (Crossmark) of Crossref's XML.
 */
#include <stdio.h>

#include "paperd/scoped.h"
#include "unixref.h"

/* ---- references ---- */

static const struct {
	const char *name, *key;
} reference_rows[] = {
	{ "doi", "DOI" },
	{ "unstructured_citation", "unstructured" },
	{ "article_title", "article-title" },
	{ "author", "author" },
	{ "journal_title", "journal-title" },
	{ "volume_title", "volume-title" },
	{ "series_title", "series-title" },
	{ "volume", "volume" },
	{ "first_page", "first-page" },
	{ "cYear", "year" },
};

static void build_references(struct builder *json, const struct unixref *ref)
{
	const struct xml_element *from = xml_child(ref->work, "citation_list");
	const struct xml_element *at = xml_child(from, "citation");
	cJSON *list = at ? build_array(json, json->root, "reference") : NULL;
	char count[24];
	size_t n = 0;

	for (; at; at = xml_next(at, from, "citation"), n++) {
		cJSON *item = build_object(json, list, NULL);

		for (size_t i = 0; i < ARRAY_COUNT(reference_rows); i++)
			build_text(json, item, reference_rows[i].key,
				   xml_inner_of(at, reference_rows[i].name));
	}
	if (!n)
		return;
	snprintf(count, sizeof(count), "%zu", n);
	build_text(json, json->root, "reference-count", span_of(count));
}

/* ---- programs ---- */

typedef void program_reader(struct builder *json, cJSON *list,
			    const struct xml_element *program);

/* Programs stand beside the other members, or in Crossmark's metadata. */
static void each_program(struct builder *json, const struct unixref *ref,
			 program_reader *read, const char *key)
{
	const struct xml_element *mark = xml_child(ref->work, "crossmark");
	const struct xml_element *places[] = {
		ref->work,
		xml_child(mark, "custom_metadata"),
	};
	cJSON *list = build_array(json, json->root, key);

	for (size_t i = 0; i < ARRAY_COUNT(places); i++) {
		const struct xml_element *at = xml_child(places[i], "program");

		for (; at; at = xml_next(at, places[i], "program"))
			read(json, list, at);
	}
}

/* An assertion of FundRef in parent, NULL the first. */
static const struct xml_element *assertion(const struct xml_element *parent,
					   const struct xml_element *last,
					   const char *name)
{
	const struct xml_element *at = last ? xml_next(last, parent,
						       "assertion")
					    : xml_child(parent, "assertion");

	while (at && !xml_attribute_is(at, "name", name))
		at = xml_next(at, parent, "assertion");
	return at;
}

/* A funder's name holds its identifier, or stands beside it; the awards are
 * all those of the group. */
static void build_funder(struct builder *json, cJSON *list,
			 const struct xml_element *group,
			 const struct xml_element *name)
{
	static const char award[] = "award_number";
	const struct xml_element *id = assertion(name, NULL,
						 "funder_identifier");
	const struct xml_element *at = assertion(group, NULL, award);
	cJSON *funder = build_object(json, list, NULL), *awards;

	if (!id)
		id = assertion(group, NULL, "funder_identifier");
	build_text(json, funder, "name", xml_lead(name));
	build_text(json, funder, "DOI", xml_inner(id));
	awards = build_array(json, funder, "award");
	for (; at; at = assertion(group, at, award))
		build_text(json, awards, NULL, xml_inner(at));
}

static void build_funders(struct builder *json, cJSON *list,
			  const struct xml_element *program)
{
	const struct xml_element *group = assertion(program, NULL, "fundgroup");
	const struct xml_element *name = assertion(program, NULL,
						   "funder_name");

	for (; group; group = assertion(program, group, "fundgroup")) {
		const struct xml_element *own = assertion(group, NULL,
							  "funder_name");

		if (own)
			build_funder(json, list, group, own);
	}
	for (; name; name = assertion(program, name, "funder_name"))
		build_funder(json, list, program, name);
}

static void build_licenses(struct builder *json, cJSON *list,
			   const struct xml_element *program)
{
	const struct xml_element *at = xml_child(program, "license_ref");

	for (; at; at = xml_next(at, program, "license_ref")) {
		cJSON *license = build_object(json, list, NULL);

		build_text(json, license, "URL", xml_inner(at));
		build_text(json, license, "content-version",
			   xml_attribute(at, "applies_to"));
	}
}

/* ---- updates ---- */

static void build_updates(struct builder *json, const struct unixref *ref)
{
	const struct xml_element *from = xml_child(
		xml_child(ref->work, "crossmark"), "updates");
	const struct xml_element *at = xml_child(from, "update");
	cJSON *list = at ? build_array(json, json->root, "update-to") : NULL;

	for (; at; at = xml_next(at, from, "update")) {
		cJSON *update = build_object(json, list, NULL), *date;

		build_text(json, update, "type", xml_attribute(at, "type"));
		build_text(json, update, "DOI", xml_inner(at));
		date = build_object(json, update, "updated");
		build_text(json, date, "raw", xml_attribute(at, "date"));
	}
}

void unixref_build_lists(struct builder *json, const struct unixref *ref)
{
	build_references(json, ref);
	each_program(json, ref, build_funders, "funder");
	each_program(json, ref, build_licenses, "license");
	build_updates(json, ref);
}
