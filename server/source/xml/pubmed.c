/* SPDX-License-Identifier: MIT */
#include "pubmed.h"

#include "form.h"
#include "paperd/clean.h"
#include "paperd/scoped.h"
#include "shapes.h"

/* Bytes of all publication types of one record. */
#define TYPES_MAX 4096

bool pubmed_recognises(const cJSON *json)
{
	static const char *const roots[] = {
		"PubmedArticle",   "PubmedArticleSet",   "PubmedBookArticle",
		"MedlineCitation", "MedlineCitationSet",
	};
	struct span root = json_get_span(json, ROOT_NAME);

	for (size_t i = 0; i < ARRAY_COUNT(roots); i++)
		if (span_is(root, roots[i]))
			return true;
	return false;
}

static enum status open_record(const struct xml *xml, struct pubmed *ret,
			       struct error *err)
{
	const struct xml_element *root = xml_root(xml);
	size_t count = xml_count(root, "MedlineCitation");

	if (!count && xml_find(root, "PubmedBookArticle"))
		return error_set(err, STATUS_INVALID_BODY,
				 "a book of PubMed's, not an article");
	if (!count)
		return error_set(err, STATUS_INVALID_BODY,
				 "a PubMed record without a citation");
	if (count != 1)
		return error_set(err, STATUS_INVALID_BODY,
				 "%zu PubMed records, not one", count);
	ret->citation = xml_find(root, "MedlineCitation");
	ret->article = xml_child(ret->citation, "Article");
	ret->data = xml_find(root, "PubmedData");
	return STATUS_OK;
}

struct span pubmed_id(const struct xml_element *parent, const char *type)
{
	const struct xml_element *list = xml_child(parent, "ArticleIdList");
	const struct xml_element *id = xml_child(list, "ArticleId");

	for (; id; id = xml_next(id, list, "ArticleId"))
		if (xml_attribute_is(id, "IdType", type))
			return xml_inner(id);
	return (struct span){ 0 };
}

/* The publisher's own statement beside the one of the record's list. */
static struct span doi_of(const struct pubmed *record)
{
	static const char name[] = "ELocationID";
	const struct xml_element *at = xml_child(record->article, name);
	struct span doi = pubmed_id(record->data, "doi");

	for (; at && !doi.len; at = xml_next(at, record->article, name))
		if (xml_attribute_is(at, "EIdType", "doi") &&
		    !xml_attribute_is(at, "ValidYN", "N"))
			doi = xml_inner(at);
	return doi;
}

static void fill_types(struct fill *fill, const struct pubmed *record)
{
	SCOPED(buf_release) struct buf types = buf_init(TYPES_MAX);
	const struct xml_element *list, *type;
	const struct span none = { 0 };

	list = xml_child(record->article, "PublicationTypeList");
	type = xml_child(list, "PublicationType");
	for (; type; type = xml_next(type, list, "PublicationType")) {
		if (span_is(xml_inner(type), "Retracted Publication"))
			fill->paper->retracted = TRUTH_YES;
		if (types.len)
			buf_add_char(&types, '\n');
		buf_add_span(&types, xml_inner(type));
	}
	fill_type(fill, "pubmed", buf_span(&types), none);
}

static void fill_ids(struct fill *fill, const struct pubmed *record)
{
	struct ids *ids = &fill->paper->ids;

	fill_text(fill, fill_pmid, xml_inner_of(record->citation, "PMID"),
		  &ids->pmid);
	fill_text(fill, fill_pmcid, pubmed_id(record->data, "pmc"),
		  &ids->pmcid);
}

enum status pubmed_read(const struct source_object *object, struct paper *ret,
			struct error *err)
{
	SCOPED(xml_release) struct xml xml = { 0 };
	SCOPED(fill_release) struct fill fill = fill_init(ret, object->report);
	struct pubmed record = { 0 };
	const struct span none = { 0 };

	if (xml_read(object->text, &xml, err) != STATUS_OK ||
	    open_record(&xml, &record, err) != STATUS_OK ||
	    record_begin(&fill, doi_of(&record), "PubMed", err) != STATUS_OK ||
	    pubmed_fill_texts(&fill, &record, err) != STATUS_OK)
		return err->status;
	fill_url(&fill, none);
	fill_types(&fill, &record);
	fill_ids(&fill, &record);
	pubmed_fill_people(&fill, &record);
	pubmed_fill_place(&fill, &record);
	pubmed_fill_lists(&fill, &record);
	return identity_check(&fill, err);
}
