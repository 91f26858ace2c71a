/* SPDX-License-Identifier: MIT */
/*
 * What Crossref's XML says of the work itself.
 */
#include <stdio.h>

#include "paperd/scoped.h"
#include "unixref.h"

static void build_texts(struct builder *json, const char *key,
			const struct xml_element *parent, const char *name)
{
	const struct xml_element *at = xml_child(parent, name);
	cJSON *list = at ? build_array(json, json->root, key) : NULL;

	for (; at; at = xml_next(at, parent, name))
		build_text(json, list, NULL, xml_inner(at));
}

static void build_titles(struct builder *json, const struct unixref *ref)
{
	const struct xml_element *titles = xml_child(ref->work, "titles");
	const struct xml_element *original = xml_child(
		titles, "original_language_title");
	struct span language = xml_attribute(ref->work, "language");
	cJSON *object;

	build_texts(json, "title", titles, "title");
	/* a journal or book that is the work has other names for its title */
	if (!titles)
		build_texts(json, "title", ref->work, "full_title");
	if (!titles && !xml_child(ref->work, "full_title"))
		build_texts(json, "title", ref->work, "proceedings_title");
	build_texts(json, "subtitle", titles, "subtitle");
	if (!language.len)
		language = xml_attribute(ref->about, "language");
	build_text(json, json->root, "language", language);
	if (!xml_inner(original).len)
		return;
	object = build_object(json, json->root, "original_language_title");
	build_text(json, object, "__content__", xml_inner(original));
	build_text(json, object, "language",
		   xml_attribute(original, "language"));
}

/* ---- the abstract ---- */

/* With the language it states, so that several are told apart. */
static void add_abstract(struct buf *out, const struct xml_element *abstract)
{
	struct span lang = xml_attribute(abstract, "lang");

	buf_add_text(out, "<abstract");
	if (lang.len) {
		buf_add_text(out, " xml:lang=\"");
		buf_add_span(out, lang);
		buf_add_char(out, '"');
	}
	buf_add_char(out, '>');
	buf_add_span(out, xml_inner(abstract));
	buf_add_text(out, "</abstract>");
}

/* Those with a type are digests, or drawn: taken only when there is no other. */
static void build_abstract(struct builder *json, const struct unixref *ref)
{
	/* written as they stand, but for attributes: never twice as long */
	SCOPED(buf_release)
	struct buf all = buf_init(2 * ref->container->xml->text.len);
	const struct xml_element *first = xml_child(ref->work, "abstract");
	const struct xml_element *at = first;

	for (; at; at = xml_next(at, ref->work, "abstract"))
		if (!xml_attribute(at, "abstract-type").len)
			add_abstract(&all, at);
	if (first && !all.len)
		add_abstract(&all, first);
	json->failed = json->failed || all.failed;
	build_text(json, json->root, "abstract", buf_span(&all));
}

/* ---- dates ---- */

/* A date's number as far as it is known, to compare by: 20120000 is after
 * every day of 2012, since a better known date of that year tells more. */
static long long date_rank(const struct xml_element *date)
{
	static const struct {
		const char *name;
		long long unknown;
	} parts[] = { { "year", 9999 }, { "month", 99 }, { "day", 99 } };
	long long rank = 0;

	for (size_t i = 0; i < ARRAY_COUNT(parts); i++) {
		long long part = parts[i].unknown;

		text_to_integer(xml_inner_of(date, parts[i].name), &part);
		rank = rank * 100 + (part > 0 && part < parts[i].unknown
					     ? part
					     : parts[i].unknown);
	}
	return rank;
}

/* The earliest of the dates of that name, as Crossref's "issued" is. */
static const struct xml_element *earliest(const struct xml_element *parent,
					  const char *name)
{
	const struct xml_element *at = xml_child(parent, name), *best = at;

	for (; at; at = xml_next(at, parent, name))
		if (date_rank(at) < date_rank(best))
			best = at;
	return best;
}

static const struct xml_element *date_of(const struct unixref *ref)
{
	static const char *const names[] = {
		"publication_date", "posted_date",   "review_date",
		"approval_date",    "creation_date", "acceptance_date",
	};
	const struct xml_element *places[] = {
		ref->work,
		xml_child(ref->work, "database_date"),
		ref->issue,
		ref->about,
	};

	for (size_t i = 0; i < ARRAY_COUNT(places); i++)
		for (size_t j = 0; j < ARRAY_COUNT(names); j++) {
			const struct xml_element *date = earliest(places[i],
								  names[j]);

			if (xml_inner_of(date, "year").len)
				return date;
		}
	return NULL;
}

static void build_date(struct builder *json, const struct unixref *ref)
{
	static const char *const names[] = { "year", "month", "day" };
	const struct xml_element *date = date_of(ref);
	cJSON *parts;

	if (!date)
		return;
	parts = build_object(json, json->root, "issued");
	parts = build_array(json, parts, "date-parts");
	parts = build_array(json, parts, NULL);
	for (size_t i = 0; i < ARRAY_COUNT(names); i++) {
		struct span part = xml_inner_of(date, names[i]);

		if (!part.len)
			break;
		build_text(json, parts, NULL, part);
	}
}

/* ---- pages ---- */

static void build_pages(struct builder *json, const struct unixref *ref)
{
	const struct xml_element *pages = xml_child(ref->work, "pages");
	struct span first = xml_inner_of(pages, "first_page");
	struct span last = xml_inner_of(pages, "last_page");
	SCOPED(buf_release) struct buf range = buf_init(256);

	buf_add_span(&range, first);
	if (first.len && last.len)
		buf_add_char(&range, '-');
	buf_add_span(&range, last);
	if (!range.failed)
		build_text(json, json->root, "page", buf_span(&range));
}

static void build_article_number(struct builder *json,
				 const struct unixref *ref)
{
	static const char name[] = "item_number";
	const struct xml_element *item = xml_child(ref->work, "publisher_item");
	const struct xml_element *at = xml_child(item, name);

	for (; at; at = xml_next(at, item, name)) {
		struct span type = xml_attribute(at, "item_number_type");

		if (!span_is_nocase(type, "article-number") &&
		    !span_is_nocase(type, "article_number"))
			continue;
		build_text(json, json->root, "article-number", xml_inner(at));
		return;
	}
}

static void build_citedby(struct builder *json, const struct unixref *ref)
{
	const struct xml_element *at = xml_child(ref->query, "crm-item");

	for (; at; at = xml_next(at, ref->query, "crm-item"))
		if (xml_attribute_is(at, "name", "citedby-count")) {
			build_text(json, json->root, "is-referenced-by-count",
				   xml_inner(at));
			return;
		}
}

void unixref_build_facts(struct builder *json, const struct unixref *ref)
{
	build_titles(json, ref);
	build_abstract(json, ref);
	build_date(json, ref);
	build_pages(json, ref);
	build_article_number(json, ref);
	build_citedby(json, ref);
	build_text(json, json->root, "URL",
		   xml_inner_of(xml_child(ref->work, "doi_data"), "resource"));
}
