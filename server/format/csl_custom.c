/* SPDX-License-Identifier: MIT */
/*
 * The member `custom` of a CSL item: what CSL has no variable for.
 */
#include <string.h>

#include "paperd/json.h"
#include "paperd/scoped.h"
#include "writers.h"

/* True when the keywords, joined, can be parted again. */
static bool keywords_fit(const struct texts *list)
{
	for (size_t i = 0; i < list->count; i++)
		if (strchr(list->items[i], ';') ||
		    (list->count == 1 && strchr(list->items[i], ',')))
			return false;
	return true;
}

/* True when a name is all that is known of each of them. */
static bool people_fit(const struct people *list)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].orcid || list->items[i].affiliations.count)
			return false;
	return true;
}

/* Of the types that CSL calls alike, the one that its word is read as. */
static bool type_fits(const char *type)
{
	static const char *const known[] = {
		"book-chapter",    "book",
		"dataset",         "dissertation",
		"journal",         "journal-article",
		"report",          "standard",
		"peer-review",     "proceedings-article",
		"other",           "posted-content",
		"reference-entry",
	};

	for (size_t i = 0; type && i < ARRAY_COUNT(known); i++)
		if (strcmp(type, known[i]) == 0)
			return true;
	return false;
}

static struct journal rest_of_journal(const struct journal *journal)
{
	struct journal rest = *journal;

	rest.title = rest.series = NULL;
	/* one that is the title again is not taken for an abbreviation */
	if (!rest.abbreviation || !journal->title ||
	    strcmp(rest.abbreviation, journal->title) != 0)
		rest.abbreviation = NULL;
	if (rest.issn.count < 2)
		rest.issn = (struct texts){ 0 };
	return rest;
}

static struct ids rest_of_ids(const struct ids *ids)
{
	struct ids rest = { .arxiv = ids->arxiv, .s2 = ids->s2 };

	if (ids->isbn.count > 1)
		rest.isbn = ids->isbn;
	return rest;
}

static void rest_of_date(const struct paper *paper, struct paper *rest)
{
	struct date_parts parts = published_parts(paper);

	if (paper->year.known && parts.of[0] != paper->year.value)
		rest->year = paper->year;
}

static struct paper rest_of(const struct paper *paper)
{
	struct paper rest = {
		.subtitle = paper->subtitle,
		.translations = paper->translations,
		.copyright = paper->copyright,
		.journal = rest_of_journal(&paper->journal),
		.member = paper->member,
		.article_number = paper->article_number,
		.open_access = paper->open_access,
		.citation_count = paper->citation_count,
		.reference_count = paper->reference_count,
		.ids = rest_of_ids(&paper->ids),
		.licenses = paper->licenses,
		.funders = paper->funders,
		.references = paper->references,
		.updates = paper->updates,
		.retracted = paper->retracted,
	};

	rest_of_date(paper, &rest);
	if (!type_fits(paper->type))
		rest.type = paper->type;
	if (!people_fit(&paper->authors))
		rest.authors = paper->authors;
	if (!people_fit(&paper->editors))
		rest.editors = paper->editors;
	if (!keywords_fit(&paper->keywords))
		rest.keywords = paper->keywords;
	return rest;
}

void csl_custom(const struct paper *paper, struct buf *out)
{
	struct paper rest = rest_of(paper);
	const char *unknown[6] = { NULL };
	size_t count = 0;

	if (!paper->type)
		unknown[count++] = "type";
	if (!paper->url && paper->doi)
		unknown[count++] = "url";
	if (!paper->pages && paper->article_number)
		unknown[count++] = "pages";
	if (!paper->published && paper->year.known)
		unknown[count++] = "published";
	if (!paper->year.known && paper->published)
		unknown[count++] = "year";
	json_key(out, "custom");
	json_open(out, '{');
	rest_json(&rest, unknown, out);
	json_close(out, '}');
}
