/* SPDX-License-Identifier: MIT */
/*
 * Keywords, grants, references and notices of a PubMed record.
 */
#include "paperd/clean.h"
#include "paperd/doi.h"
#include "paperd/scoped.h"
#include "pubmed.h"

static void fill_keyword_lists(struct fill *fill,
			       const struct xml_element *citation)
{
	const struct xml_element *list = xml_child(citation, "KeywordList");
	const struct xml_element *word;

	for (; list; list = xml_next(list, citation, "KeywordList"))
		for (word = xml_child(list, "Keyword"); word;
		     word = xml_next(word, list, "Keyword"))
			fill_list_text(fill, clean_plain, xml_inner(word),
				       &fill->paper->keywords);
}

/* ---- grants ---- */

static void fill_grant(struct fill *fill, const struct xml_element *grant)
{
	const struct record_grant read = {
		.funder = xml_inner_of(grant, "Agency"),
		.award = xml_inner_of(grant, "GrantID"),
	};

	record_grant(fill, &read);
}

static void fill_grants(struct fill *fill, const struct xml_element *article)
{
	const struct xml_element *list = xml_child(article, "GrantList");
	const struct xml_element *grant = xml_child(list, "Grant");

	for (; grant && !fill->failed; grant = xml_next(grant, list, "Grant"))
		fill_grant(fill, grant);
}

/* ---- references ---- */

static void fill_reference(struct fill *fill, const struct xml_element *at)
{
	struct references *references = &fill->paper->references;
	struct reference *entry = references_add(references);

	if (!entry) {
		fill->failed = true;
		return;
	}
	fill_text(fill, fill_bare_doi, pubmed_id(at, "doi"), &entry->doi);
	fill_text(fill, clean_plain, xml_inner_of(at, "Citation"),
		  &entry->text);
	if (!entry->doi && !entry->text)
		references->count--;
}

/* Lists of references may stand in lists. */
static void fill_references(struct fill *fill, const struct xml_element *data)
{
	const struct xml_element *at = xml_find(data, "Reference");

	for (; at && !fill->failed; at = xml_find_next(data, at, "Reference"))
		fill_reference(fill, at);
}

/* ---- notices ---- */

/* CommentsCorrections/@RefType in Crossref's words; the others are comments
 * and reprints. */
static const struct notice {
	const char *ref_type, *type, *direction;
} notices[] = {
	{ "RetractionIn", "retraction", "by" },
	{ "RetractionOf", "retraction", "to" },
	{ "PartialRetractionIn", "partial_retraction", "by" },
	{ "PartialRetractionOf", "partial_retraction", "to" },
	{ "ErratumIn", "erratum", "by" },
	{ "ErratumFor", "erratum", "to" },
	{ "ExpressionOfConcernIn", "expression_of_concern", "by" },
	{ "ExpressionOfConcernFor", "expression_of_concern", "to" },
	{ "CorrectedandRepublishedIn", "correction", "by" },
	{ "CorrectedandRepublishedFrom", "correction", "to" },
};

static const struct notice *notice_of(const struct xml_element *element)
{
	for (size_t i = 0; i < ARRAY_COUNT(notices); i++)
		if (xml_attribute_is(element, "RefType", notices[i].ref_type))
			return &notices[i];
	return NULL;
}

/* "Lancet. 2010 Feb 6;375(9713):445. doi: 10.1016/S0140-6736(10)60175-4." */
static struct span doi_in(struct span source)
{
	static const char label[] = "doi:";

	for (size_t i = 0; i < source.len; i++) {
		struct span rest = span_slice(source, i, source.len);

		if (!span_starts_nocase(rest, label))
			continue;
		rest = span_trim(span_slice(rest, sizeof(label) - 1, rest.len));
		i = 0;
		while (i < rest.len && !ascii_is_space(rest.at[i]))
			i++;
		return span_slice(rest, 0, i);
	}
	return (struct span){ 0 };
}

static void fill_notice(struct fill *fill, const struct notice *notice,
			struct span source)
{
	SCOPED_FREE char *doi = NULL;
	struct update *entry;

	fill_text(fill, fill_bare_doi, doi_in(source), &doi);
	if (!doi)
		return;
	entry = updates_add(&fill->paper->updates);
	if (!entry) {
		fill->failed = true;
		return;
	}
	entry->doi = doi;
	doi = NULL;
	fill_copy(fill, notice->type, &entry->type);
	fill_copy(fill, notice->direction, &entry->direction);
}

/* A notice without a DOI is no entry, but a retraction is one all the same. */
static void fill_notices(struct fill *fill, const struct xml_element *citation)
{
	static const char name[] = "CommentsCorrections";
	const struct xml_element *list, *at;

	list = xml_child(citation, "CommentsCorrectionsList");
	for (at = xml_child(list, name); at; at = xml_next(at, list, name)) {
		const struct notice *notice = notice_of(at);

		if (!notice)
			continue;
		if (!strcmp(notice->ref_type, "RetractionIn"))
			fill->paper->retracted = TRUTH_YES;
		fill_notice(fill, notice, xml_inner_of(at, "RefSource"));
	}
}

void pubmed_fill_lists(struct fill *fill, const struct pubmed *record)
{
	fill_keyword_lists(fill, record->citation);
	fill_grants(fill, record->article);
	fill_references(fill, record->data);
	fill_notices(fill, record->citation);
}
