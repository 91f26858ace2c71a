/* SPDX-License-Identifier: MIT */
#include "people.h"

#include <stdlib.h>

#include "paperd/paper.h"
#include "paperd/scoped.h"

/* Longest family name with its particles, in bytes. */
#define FAMILY_MAX 4096

/*
 * The list while it is made: parts[] point into the tree, into affiliations[]
 * and, for families composed of several members, into families.
 */
struct author_list {
	struct name_parts *parts;
	size_t count;
	struct span *affiliations;
	size_t affiliation_count;
	struct texts families;
	enum unparted unparted;
	bool failed;
};

static void author_list_release(struct author_list *list)
{
	free(list->parts);
	free(list->affiliations);
	texts_release(&list->families);
}

/* ---- one author ---- */

static struct span first_of(const cJSON *author, const char *const *keys)
{
	for (; *keys; keys++) {
		struct span text = json_get_span(author, *keys);

		if (text.len)
			return text;
	}
	return (struct span){ 0 };
}

/* CSL writes the particles of a name apart ("van" + "Gogh"); here they belong
 * to the family name. */
static struct span family_of(struct author_list *list, const cJSON *author)
{
	struct span family = json_get_span(author, "family");
	struct span particles[] = {
		json_get_span(author, "dropping-particle"),
		json_get_span(author, "non-dropping-particle"),
	};
	SCOPED(buf_release) struct buf whole = buf_init(FAMILY_MAX);

	if (!family.len || (!particles[0].len && !particles[1].len))
		return family;
	for (size_t i = 0; i < ARRAY_COUNT(particles); i++) {
		buf_add_span(&whole, particles[i]);
		if (particles[i].len)
			buf_add_char(&whole, ' ');
	}
	buf_add_span(&whole, family);
	if (whole.failed || !texts_take(&list->families, buf_take(&whole))) {
		list->failed = !whole.failed;
		return family;
	}
	return span_of(list->families.items[list->families.count - 1]);
}

/* The name of an affiliation: a string, or an object that has one. */
static struct span affiliation_of(const cJSON *item)
{
	return cJSON_IsObject(item) ? json_get_span(item, "name")
				    : json_span(item);
}

static const cJSON *affiliations_of(const cJSON *author)
{
	const cJSON *value = json_get(author, "affiliation");

	return value ? value : json_get(author, "affiliations");
}

/* Room for them was counted by count_affiliations(). */
static void add_affiliations(struct author_list *list, const cJSON *author,
			     struct name_parts *parts)
{
	const cJSON *value = affiliations_of(author), *item;

	parts->affiliations = list->affiliations + list->affiliation_count;
	for (item = json_items(value); item; item = json_next(value, item)) {
		struct span text = affiliation_of(item);

		if (!text.len)
			continue;
		list->affiliations[list->affiliation_count++] = text;
		parts->affiliation_count++;
	}
}

static void add_author(struct author_list *list, const cJSON *author)
{
	static const char *const names[] = { "literal", "name", NULL };
	static const char *const orcids[] = { "ORCID", "orcid", NULL };
	struct name_parts *parts = &list->parts[list->count++];

	if (!cJSON_IsObject(author)) {
		parts->literal = json_span(author);
		return;
	}
	parts->family = family_of(list, author);
	parts->given = json_get_span(author, "given");
	parts->suffix = json_get_span(author, "suffix");
	if (!parts->family.len && !parts->given.len)
		parts->literal = first_of(author, names);
	parts->body = list->unparted == UNPARTED_BODY;
	parts->orcid = first_of(author, orcids);
	parts->organisation = span_is(json_get_span(author, "nameType"),
				      "Organizational") ||
			      (list->unparted == UNPARTED_AS_IS &&
			       parts->literal.len);
	add_affiliations(list, author, parts);
}

/* ---- the list ---- */

static size_t count_items(const cJSON *value)
{
	const cJSON *item;
	size_t count = 0;

	for (item = json_items(value); item; item = json_next(value, item))
		count++;
	return count;
}

static size_t count_affiliations(const cJSON *value)
{
	const cJSON *item;
	size_t count = 0;

	for (item = json_items(value); item; item = json_next(value, item))
		count += count_items(affiliations_of(item));
	return count;
}

static enum status names_from_list(const cJSON *value, enum unparted unparted,
				   struct names *ret, struct trace *trace,
				   struct error *err)
{
	SCOPED(author_list_release)
	struct author_list list = { .unparted = unparted };
	const cJSON *item;

	/* one more, so that an empty list is no NULL */
	list.parts = calloc(count_items(value) + 1, sizeof(*list.parts));
	list.affiliations = calloc(count_affiliations(value) + 1,
				   sizeof(*list.affiliations));
	if (!list.parts || !list.affiliations)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	for (item = json_items(value); item; item = json_next(value, item))
		add_author(&list, item);
	if (list.failed)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	return names_from_parts(list.parts, list.count, ret, trace, err);
}

/* The list in a string that holds one in JSON, else NULL. */
static cJSON *open_list(struct span text)
{
	cJSON *list;

	text = span_trim(text);
	if (!text.len || text.at[0] != '[')
		return NULL;
	list = json_parse(text, 0, NULL);
	if (cJSON_IsArray(list))
		return list;
	cJSON_Delete(list);
	return NULL;
}

enum status names_from_json(const cJSON *value, enum unparted unparted,
			    struct names *ret, struct trace *trace,
			    struct error *err)
{
	SCOPED(json_tree_release) cJSON *list = NULL;

	if (cJSON_IsArray(value) || cJSON_IsObject(value))
		return names_from_list(value, unparted, ret, trace, err);
	if (!cJSON_IsString(value))
		return STATUS_OK;
	list = open_list(json_span(value));
	if (list)
		return names_from_list(list, unparted, ret, trace, err);
	return names_from_text(json_span(value), ret, trace, err);
}
