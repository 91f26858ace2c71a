/* SPDX-License-Identifier: MIT */
/*
 * CSL-JSON (Citation Style Language 1.0.2, csl-data.json): reference managers
 * write it, and registration agencies by content negotiation.
 */
#include "crossref.h"

#include "identity.h"
#include "library.h"
#include "native.h"
#include "paperd/clean.h"
#include "paperd/scoped.h"
#include "shapes.h"

static const struct fill_row id_rows[] = {
	{ "PMID", fill_pmid, offsetof(struct ids, pmid) },
	{ "PMCID", fill_pmcid, offsetof(struct ids, pmcid) },
	{ 0 },
};

/* What paperd added to an item that it wrote. */
static const cJSON *own_of(const cJSON *item)
{
	return json_get_object(json_get(item, "custom"), NATIVE_MEMBER);
}

/* A title is a string here, where Crossref has a list.  "type" may be missing
 * (JaLC), so members that only CSL has of this kind tell the shape. */
bool csl_recognises(const cJSON *json)
{
	const cJSON *title = json_get(json, "title");
	bool has_doi = cJSON_IsString(json_get(json, "DOI"));

	if (title ? !cJSON_IsString(title) : !has_doi)
		return false;
	return own_of(json) ||
	       (has_doi && cJSON_IsString(json_get(json, "type"))) ||
	       cJSON_IsObject(json_get(json, "issued")) ||
	       cJSON_IsString(json_get(json, "container-title")) ||
	       cJSON_IsArray(json_get(json, "author")) ||
	       cJSON_IsArray(json_get(json, "editor"));
}

/* Zotero writes a preprint's number as "arXiv:1706.03762", and others below
 * one another into a note. */
static void fill_ids(struct fill *fill, const cJSON *item)
{
	fill_rows(fill, id_rows, item, &fill->paper->ids);
	if (fill->own)
		return;
	library_identifier(fill, json_get_span(item, "archive"),
			   json_get_span(item, "archive_location"));
	library_labelled(fill, json_get_span(item, "number"));
	library_labelled(fill, json_get_span(item, "note"));
	identity_address(fill, json_get_span(item, "URL"));
}

/* Where there is a volume and no issue, JaLC's "number" is the issue. */
static void fill_number_as_issue(struct fill *fill, const cJSON *item)
{
	struct paper *paper = fill->paper;
	char scratch[SCALAR_MAX];
	struct span number = json_scalar(json_get(item, "number"), scratch);

	if (paper->volume && !paper->issue && number.len)
		fill_volume(fill, span_of(paper->volume), number);
}

enum status csl_read(const struct source_object *object, struct paper *ret,
		     struct error *err)
{
	SCOPED(fill_release) struct fill fill = fill_init(ret, object->report);
	const cJSON *item = object->json;
	enum status status;

	fill.own = own_of(item);
	status = identity_doi(&fill, json_get_span(item, "DOI"), err);
	if (status != STATUS_OK)
		return status;
	fill_ids(&fill, item);
	fill_keywords(&fill, json_get(item, "keyword"));
	fill_keywords(&fill, json_get(item, "categories"));
	fill_text(&fill, clean_plain,
		  json_get_span(json_get(item, "publisher"), "name"),
		  &ret->publisher);
	status = crossref_fill(&fill, item, err);
	if (status != STATUS_OK)
		return status;
	fill_number_as_issue(&fill, item);
	return identity_check(&fill, err);
}
