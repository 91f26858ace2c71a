/* SPDX-License-Identifier: MIT */
/*
 * What DataCite's records say about other things: the container, references,
 * licences, funders.
 */
#include "datacite.h"

#include "paperd/clean.h"
#include "paperd/doi.h"
#include "paperd/scoped.h"

/* Kinds of ISSN, electronic first. */
static const char *const issn_types[] = { "EISSN", "ISSN", "PISSN", "LISSN" };

/* ---- the container ---- */

static void fill_identifier(struct fill *fill, struct span type,
			    struct span value)
{
	for (size_t i = 0; i < ARRAY_COUNT(issn_types); i++)
		if (span_is_nocase(type, issn_types[i]))
			fill_issn(fill, value);
	if (span_is_nocase(type, "ISBN"))
		fill_list_text(fill, fill_isbn, value, &fill->paper->ids.isbn);
}

/* "(2013" in a text. */
static bool has_year(struct span text)
{
	for (size_t i = 1; i < text.len; i++)
		if (text.at[i - 1] == '(' && ascii_is_digit(text.at[i]))
			return true;
	return false;
}

/* DataCite parts a series statement at its commas, whatever they part: where
 * the first page should be may stand "No 6 (2013): November". */
static void read_numbers(struct fill *fill, const cJSON *place)
{
	const cJSON *first = json_get(place, "firstPage");
	const cJSON *issue = json_get(place, "issue");
	struct span text = json_span(first);
	char scratch[2][SCALAR_MAX];

	if (has_year(text)) {
		issue = issue ? issue : first;
		first = NULL;
	}
	fill_volume(fill, json_scalar(json_get(place, "volume"), scratch[0]),
		    json_scalar(issue, scratch[1]));
	record_pages(fill, first, json_get(place, "lastPage"));
}

static void read_related_item(struct fill *fill, const cJSON *item)
{
	const cJSON *id = json_get(item, "relatedItemIdentifier");
	const cJSON *title = json_get_array(item, "titles");
	struct paper *paper = fill->paper;
	char scratch[SCALAR_MAX];

	fill_text(fill, clean_plain,
		  json_get_span(title ? title->child : NULL, "title"),
		  &paper->journal.title);
	read_numbers(fill, item);
	if (span_is(json_get_span(item, "numberType"), "Article"))
		fill_text(fill, clean_plain,
			  json_scalar(json_get(item, "number"), scratch),
			  &paper->article_number);
	fill_identifier(fill, json_get_span(id, "relatedItemIdentifierType"),
			json_get_span(id, "relatedItemIdentifier"));
}

/* A repository holds the work; it is not published in it. */
static void read_container(struct fill *fill, const cJSON *container)
{
	if (span_is(json_get_span(container, "type"), "DataRepository"))
		return;
	fill_text(fill, clean_plain, json_get_span(container, "title"),
		  &fill->paper->journal.title);
	read_numbers(fill, container);
	fill_identifier(fill, json_get_span(container, "identifierType"),
			json_get_span(container, "identifier"));
}

static bool is_relation(const cJSON *item, const char *const *relations)
{
	struct span relation = json_get_span(item, "relationType");

	for (; *relations; relations++)
		if (span_is(relation, *relations))
			return true;
	return false;
}

static const char *const inside[] = { "IsPublishedIn", "IsPartOf", NULL };

void datacite_fill_place(struct fill *fill, const cJSON *work)
{
	const cJSON *item;

	read_container(fill, json_get_object(work, "container"));
	cJSON_ArrayForEach (item, json_get_array(work, "relatedItems"))
		if (span_is(json_get_span(item, "relationType"),
			    "IsPublishedIn"))
			read_related_item(fill, item);
	cJSON_ArrayForEach (item, json_get_array(work, "relatedIdentifiers"))
		if (is_relation(item, inside))
			fill_identifier(
				fill,
				json_get_span(item, "relatedIdentifierType"),
				json_get_span(item, "relatedIdentifier"));
}

/* ---- identifiers ---- */

static void read_identifier(struct fill *fill, struct span type,
			    struct span value)
{
	struct ids *ids = &fill->paper->ids;

	if (span_is_nocase(type, "arXiv"))
		fill_missing(fill, fill_arxiv, value, &ids->arxiv);
	else if (span_is_nocase(type, "PMID"))
		fill_missing(fill, fill_pmid, value, &ids->pmid);
	else if (span_is_nocase(type, "PMCID"))
		fill_missing(fill, fill_pmcid, value, &ids->pmcid);
	else if (span_is_nocase(type, "ISBN"))
		fill_list_text(fill, fill_isbn, value, &ids->isbn);
}

static void read_identifiers(struct fill *fill, const cJSON *work)
{
	static const char *const same[] = { "IsIdenticalTo", NULL };
	const cJSON *item;

	cJSON_ArrayForEach (item, json_get_array(work, "identifiers"))
		read_identifier(fill, json_get_span(item, "identifierType"),
				json_get_span(item, "identifier"));
	cJSON_ArrayForEach (item, json_get_array(work, "alternateIdentifiers"))
		read_identifier(fill,
				json_get_span(item, "alternateIdentifierType"),
				json_get_span(item, "alternateIdentifier"));
	cJSON_ArrayForEach (item, json_get_array(work, "relatedIdentifiers"))
		if (is_relation(item, same))
			read_identifier(
				fill,
				json_get_span(item, "relatedIdentifierType"),
				json_get_span(item, "relatedIdentifier"));
}

/* ---- references, licences, funders ---- */

/* Adds the DOI as a reference; NULL text is none. */
static void add_reference(struct fill *fill, char **doi)
{
	struct reference *entry;

	if (!*doi)
		return;
	entry = references_add(&fill->paper->references);
	if (!entry) {
		fill->failed = true;
		return;
	}
	entry->doi = *doi;
	*doi = NULL;
}

static void read_references(struct fill *fill, const cJSON *work)
{
	static const char *const cited[] = { "References", "Cites", NULL };
	const cJSON *item;

	cJSON_ArrayForEach (item, json_get_array(work, "relatedIdentifiers")) {
		SCOPED_FREE char *doi = NULL;

		if (!is_relation(item, cited) ||
		    !span_is(json_get_span(item, "relatedIdentifierType"),
			     "DOI"))
			continue;
		fill_text(fill, fill_bare_doi,
			  json_get_span(item, "relatedIdentifier"), &doi);
		add_reference(fill, &doi);
	}
}

/* Rights that say who may read (info:eu-repo, COAR access rights 1.0), not on
 * which terms. */
struct access {
	const char *end; /* of the address */
	enum truth open;
};
static const struct access accesses[] = {
	{ "openAccess", TRUTH_YES },      { "access_right/c_abf2", TRUTH_YES },
	{ "closedAccess", TRUTH_NO },     { "access_right/c_14cb", TRUTH_NO },
	{ "restrictedAccess", TRUTH_NO }, { "access_right/c_16ec", TRUTH_NO },
	{ "embargoedAccess", TRUTH_NO },  { "access_right/c_f1cf", TRUTH_NO },
};

static const struct access *find_access(struct span uri)
{
	for (size_t i = 0; i < ARRAY_COUNT(accesses); i++) {
		size_t len = strlen(accesses[i].end);

		if (uri.len > len &&
		    span_is(span_slice(uri, uri.len - len, uri.len),
			    accesses[i].end))
			return &accesses[i];
	}
	return NULL;
}

static void read_rights(struct fill *fill, const cJSON *rights)
{
	static const char *const keys[] = { "rightsUri", "rightsURI",
					    "rightsIdentifier", "rights" };
	const struct span none = { 0 };

	for (size_t i = 0; i < ARRAY_COUNT(keys); i++) {
		struct span text = span_trim(json_get_span(rights, keys[i]));
		const struct access *access = find_access(text);

		if (!text.len)
			continue;
		if (access)
			fill->paper->open_access = access->open;
		else
			fill_license(fill, text, none);
		return;
	}
}

void datacite_fill_lists(struct fill *fill, const cJSON *work)
{
	const cJSON *item;

	read_identifiers(fill, work);
	fill->within = &fill->paper->references;
	read_references(fill, work);
	fill->within = NULL;
	cJSON_ArrayForEach (item, json_get_array(work, "rightsList"))
		read_rights(fill, item);
	cJSON_ArrayForEach (item, json_get_array(work, "fundingReferences")) {
		char scratch[SCALAR_MAX];
		const struct record_grant grant = {
			.funder = json_get_span(item, "funderName"),
			.doi = json_get_span(item, "funderIdentifier"),
			.award = json_scalar(json_get(item, "awardNumber"),
					     scratch),
		};

		record_grant(fill, &grant);
	}
}
