/* SPDX-License-Identifier: MIT */
/*
 * Titles, abstracts and names of DataCite's records.
 */
#include "datacite.h"

#include "paperd/clean.h"
#include "paperd/scoped.h"

/* ---- titles ---- */

/* Adds the titles of a type (empty: those of none); returns how many there
 * were, or -1 when out of memory. */
static int add_titles(const cJSON *list, const char *type,
		      struct titles *titles, struct error *err)
{
	const cJSON *item;
	int count = 0;

	cJSON_ArrayForEach (item, list) {
		struct span kind = json_get_span(item, "titleType");
		struct span text = json_get_span(item, "title");

		if (kind.len ? !span_is(kind, type) : type[0] != 0)
			continue;
		if (titles_add(titles, text, json_get_span(item, "lang"),
			       err) != STATUS_OK)
			return -1;
		count++;
	}
	return count;
}

static struct span subtitle_of(const cJSON *list)
{
	const cJSON *item;

	cJSON_ArrayForEach (item, list)
		if (span_is(json_get_span(item, "titleType"), "Subtitle"))
			return json_get_span(item, "title");
	return (struct span){ 0 };
}

/* Of one title without a type beside translations it is known that it is the
 * original. */
enum status titles_of_datacite(const cJSON *json, struct titles *titles,
			       struct error *err)
{
	const cJSON *list = json_get_array(json, "titles");
	int count;

	titles_state_language(titles, json_get_span(json, "language"));
	count = add_titles(list, "", titles, err);
	if (count < 0 || add_titles(list, "TranslatedTitle", titles, err) < 0 ||
	    titles_add_subtitle(titles, subtitle_of(list), err) != STATUS_OK)
		return STATUS_NO_MEMORY;
	titles->original = count == 1;
	titles_choose(titles);
	return STATUS_OK;
}

/* ---- abstracts ---- */

static bool is_abstract(const cJSON *item)
{
	return span_is(json_get_span(item, "descriptionType"), "Abstract") &&
	       !clean_is_placeholder(json_get_span(item, "description"));
}

static bool is_in_language(const cJSON *item, const char *language)
{
	struct span lang = json_get_span(item, "lang");
	char codes[1][4];

	return language && lang.len && language_clean(lang, codes, 1, NULL) &&
	       !strcmp(codes[0], language);
}

/* The abstract in the record's language, else the first. */
static const cJSON *choose_abstract(const cJSON *list, const char *language)
{
	const cJSON *item, *first = NULL;

	cJSON_ArrayForEach (item, list) {
		if (!is_abstract(item))
			continue;
		if (is_in_language(item, language))
			return item;
		if (!first)
			first = item;
	}
	return first;
}

/* An abstract that is stated to be in another language. */
static void add_translation(struct fill *fill, const cJSON *item)
{
	SCOPED(abstract_release) struct abstract abstract = { 0 };
	struct span lang = json_get_span(item, "lang");
	struct span raw = json_get_span(item, "description");
	struct translation *entry;
	char codes[1][4];

	if (!lang.len || !language_clean(lang, codes, 1, NULL) ||
	    is_in_language(item, fill->paper->language))
		return;
	if (clean_abstract(raw, fill->flags, &abstract,
			   fill_trace(fill, &fill->paper->translations, raw.at),
			   NULL) != STATUS_OK) {
		fill->failed = true;
		return;
	}
	if (!abstract.text)
		return;
	entry = fill_translation(fill, codes[0]);
	if (!entry || entry->abstract)
		return;
	entry->abstract = abstract.text;
	abstract.text = NULL;
}

void datacite_fill_abstracts(struct fill *fill, const cJSON *work)
{
	const cJSON *list = json_get_array(work, "descriptions");
	const cJSON *chosen = choose_abstract(list, fill->paper->language);
	const cJSON *item;

	fill_abstract(fill, json_get_span(chosen, "description"));
	cJSON_ArrayForEach (item, list)
		if (item != chosen && is_abstract(item))
			add_translation(fill, item);
}

/* ---- people ---- */

static const cJSON *orcid_of(const cJSON *person)
{
	const cJSON *list = json_get(person, "nameIdentifiers"), *item;

	for (item = json_items(list); item; item = json_next(list, item))
		if (span_is_nocase(json_get_span(item, "nameIdentifierScheme"),
				   "ORCID"))
			return json_get(item, "nameIdentifier");
	return NULL;
}

/* The schema allows parts of a name for persons only. */
static void add_person(struct fill *fill, cJSON *list, const cJSON *person)
{
	const cJSON *type = json_get(person, "nameType");
	const cJSON *family = json_get(person, "familyName");
	const cJSON *name = json_get(person, "name");
	cJSON *author = record_author(fill, list);
	bool is_body = span_is(json_span(type), "Organizational");

	if (!is_body && !clean_is_placeholder(json_span(family))) {
		record_set(fill, author, "family", family);
		record_set(fill, author, "given",
			   json_get(person, "givenName"));
	}
	record_set(fill, author, "name", name);
	record_set(fill, author, "nameType", type);
	record_set(fill, author, "ORCID", orcid_of(person));
	record_set(fill, author, "affiliation",
		   json_get(person, "affiliation"));
}

void datacite_fill_people(struct fill *fill, const cJSON *work)
{
	SCOPED(json_tree_release) cJSON *authors = record_list(fill);
	SCOPED(json_tree_release) cJSON *editors = record_list(fill);
	const cJSON *item;

	cJSON_ArrayForEach (item, json_get_array(work, "creators"))
		add_person(fill, authors, item);
	cJSON_ArrayForEach (item, json_get_array(work, "contributors"))
		if (span_is(json_get_span(item, "contributorType"), "Editor"))
			add_person(fill, editors, item);
	fill_people(fill, authors, &fill->paper->authors);
	fill_people(fill, editors, &fill->paper->editors);
}
