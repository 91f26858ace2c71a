/* SPDX-License-Identifier: MIT */
/*
 * Other DOIs that a record gives to its own work: of one that was registered
 * twice the agency answers with the record that it keeps, under its DOI.
 */
#include "json_get.h"
#include "paperd/doi.h"
#include "paperd/scoped.h"
#include "paperd/source.h"

/* Where they stand: a list of DOIs, or of identifiers of several kinds. */
static const struct {
	const char *list;
	const char *kind; /* member that says which kind; NULL: all are DOIs */
	const char *value;
} places[] = {
	{ "aliases", NULL, NULL },
	{ "identifiers", "identifierType", "identifier" },
	{ "alternateIdentifiers", "alternateIdentifierType",
	  "alternateIdentifier" },
};

/* The work in the envelope of either agency, else json itself. */
static const cJSON *work_of(const cJSON *json)
{
	const cJSON *data = json_get_object(json, "data");
	const cJSON *work = json_get_object(json, "message");

	if (!work)
		work = json_get_object(data ? data : json, "attributes");
	return work ? work : json;
}

static bool is_same(struct span raw, const char *doi)
{
	SCOPED(buf_release) struct buf clean = buf_init(DOI_MAX);

	return doi_clean(raw, &clean) && span_is(buf_span(&clean), doi);
}

static bool has_in(const cJSON *work, size_t place, const char *doi)
{
	const cJSON *list = json_get_array(work, places[place].list);
	const char *kind = places[place].kind;
	const cJSON *item;

	for (item = json_items(list); item; item = json_next(list, item)) {
		if (kind && !span_is_nocase(json_get_span(item, kind), "DOI"))
			continue;
		if (is_same(kind ? json_get_span(item, places[place].value)
				 : json_span(item),
			    doi))
			return true;
	}
	return false;
}

bool source_has_alias(struct span raw, struct span doi)
{
	SCOPED(buf_release) struct buf clean = buf_init(DOI_MAX);
	SCOPED(json_tree_release) cJSON *tree = NULL;
	struct span json, text;

	source_split(raw, &json, &text);
	if (!json.len || !doi_clean(doi, &clean))
		return false;
	tree = json_parse(json, 0, NULL);
	for (size_t i = 0; tree && i < ARRAY_COUNT(places); i++)
		if (has_in(work_of(tree), i, buf_text(&clean)))
			return true;
	return false;
}
