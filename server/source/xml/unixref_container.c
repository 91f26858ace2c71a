/* SPDX-License-Identifier: MIT */
/*
 * What Crossref's XML says of the container, and who made the work.
 */
#include "paperd/scoped.h"
#include "unixref.h"

/* ---- the container ---- */

static void build_issns(struct builder *json, const struct xml_element *parent)
{
	const struct xml_element *at = xml_child(parent, "issn");
	cJSON *list = at ? build_array(json, json->root, "issn-type") : NULL;

	for (; at; at = xml_next(at, parent, "issn")) {
		cJSON *issn = build_object(json, list, NULL);

		build_text(json, issn, "value", xml_inner(at));
		build_text(json, issn, "type", xml_attribute(at, "media_type"));
	}
}

static void build_isbns(struct builder *json, const struct unixref *ref)
{
	const struct xml_element *parent = xml_child(ref->work, "isbn")
						   ? ref->work
						   : ref->about;
	const struct xml_element *at = xml_child(parent, "isbn");
	cJSON *list = at ? build_array(json, json->root, "ISBN") : NULL;

	for (; at; at = xml_next(at, parent, "isbn"))
		build_text(json, list, NULL, xml_inner(at));
}

/* The title of what the work stands in: each container has its own word. */
static struct span container_title(const struct unixref *ref)
{
	struct span title = xml_inner_of(ref->about, "full_title");

	if (!title.len)
		title = xml_inner_of(ref->about, "proceedings_title");
	if (!title.len)
		title = xml_inner_of(xml_child(ref->about, "titles"), "title");
	return title;
}

/* A journal's metadata say it themselves; a book or conference may be in a
 * series, which is the container of a work that is the whole book. */
static void build_titles(struct builder *json, const struct unixref *ref)
{
	const struct xml_element *series = xml_child(ref->about,
						     "series_metadata");
	struct span series_title = xml_inner_of(xml_child(series, "titles"),
						"title");
	bool whole = ref->work == ref->about;

	build_text(json, json->root, "short-container-title",
		   xml_inner_of(ref->about, "abbrev_title"));
	build_text(json, json->root,
		   whole ? "container-title" : "collection-title",
		   series_title);
	if (!whole)
		build_text(json, json->root, "container-title",
			   container_title(ref));
	build_issns(json, xml_child(ref->about, "issn") ? ref->about : series);
}

static void build_numbers(struct builder *json, const struct unixref *ref)
{
	const struct xml_element *issue = ref->issue;
	const struct xml_element *volume = xml_child(
		issue ? issue : ref->container, "journal_volume");
	struct span number = xml_inner_of(volume, "volume");

	if (!number.len)
		number = xml_inner_of(ref->about, "volume");
	build_text(json, json->root, "volume", number);
	build_text(json, json->root, "issue", xml_inner_of(issue, "issue"));
}

/* ---- the publisher ---- */

static struct span answered_publisher(const struct unixref *ref)
{
	const struct xml_element *at = xml_child(ref->query, "crm-item");

	for (; at; at = xml_next(at, ref->query, "crm-item"))
		if (xml_attribute_is(at, "name", "publisher-name"))
			return xml_inner(at);
	return (struct span){ 0 };
}

static struct span publisher_of(const struct unixref *ref)
{
	const struct xml_element *places[] = { ref->work, ref->about };
	struct span name = answered_publisher(ref);

	for (size_t i = 0; i < ARRAY_COUNT(places) && !name.len; i++)
		name = xml_inner_of(xml_child(places[i], "publisher"),
				    "publisher_name");
	for (size_t i = 0; i < ARRAY_COUNT(places) && !name.len; i++)
		name = xml_inner_of(xml_child(places[i], "institution"),
				    "institution_name");
	return name;
}

void unixref_build_container(struct builder *json, const struct unixref *ref)
{
	build_titles(json, ref);
	build_isbns(json, ref);
	build_numbers(json, ref);
	build_text(json, json->root, "publisher", publisher_of(ref));
}

/* ---- persons ---- */

/* "affiliation" until schema 4.8, "affiliations" of institutions since 5.0. */
static void build_affiliations(struct builder *json, cJSON *person,
			       const struct xml_element *from)
{
	const struct xml_element *at = xml_child(from, "affiliation");
	const struct xml_element *newer = xml_child(from, "affiliations");
	cJSON *list = build_array(json, person, "affiliation");

	for (; at; at = xml_next(at, from, "affiliation"))
		build_text(json, list, NULL, xml_inner(at));
	for (at = xml_child(newer, "institution"); at;
	     at = xml_next(at, newer, "institution"))
		build_text(json, list, NULL,
			   xml_inner_of(at, "institution_name"));
}

static void build_person(struct builder *json, cJSON *list,
			 const struct xml_element *from)
{
	static const struct {
		const char *name, *key;
	} rows[] = { { "given_name", "given" },
		     { "surname", "family" },
		     { "suffix", "suffix" },
		     { "ORCID", "ORCID" } };
	cJSON *person = build_object(json, list, NULL);

	if (xml_is(from, "organization")) {
		build_text(json, person, "name", xml_lead(from));
		build_text(json, person, "nameType", span_of("Organizational"));
	}
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++)
		build_text(json, person, rows[i].key,
			   xml_inner_of(from, rows[i].name));
	build_affiliations(json, person, from);
}

/* Those of a role: in a list of contributors, or, of a dissertation, without
 * one.  False: there are none. */
static bool build_role(struct builder *json, const struct xml_element *parent,
		       const char *role, const char *key)
{
	const struct xml_element *from = xml_child(parent, "contributors");
	const struct xml_element *at;
	cJSON *list = NULL;

	from = from ? from : parent;
	for (at = xml_child(from, NULL); at; at = xml_next(at, from, NULL)) {
		if (!xml_attribute_is(at, "contributor_role", role))
			continue;
		if (!list)
			list = build_array(json, json->root, key);
		build_person(json, list, at);
	}
	return list != NULL;
}

void unixref_build_people(struct builder *json, const struct unixref *ref)
{
	if (!ref->work)
		return;
	build_role(json, ref->work, "author", "author");
	if (!build_role(json, ref->work, "editor", "editor") && ref->about)
		build_role(json, ref->about, "editor", "editor");
}
