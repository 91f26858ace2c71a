/* SPDX-License-Identifier: MIT */
/*
 * Which work a record is of.  In Crossref's schemas a work stands in a
 * container, whose metadata come first:
 *
 *   <journal> <journal_metadata/> <journal_issue/> <journal_article/> </journal>
 *
 * and where there is nothing in it, the container is the work.
 */
#include "identity.h"
#include "unixref.h"

#include "crossref.h"
#include "form.h"
#include "paperd/scoped.h"
#include "shapes.h"

static const struct kind {
	const char *container;
	const char *about; /* its metadata; NULL: it holds them itself */
	const char *work;  /* NULL: nothing stands in it */
	const char *type;  /* of that work */
	const char *empty; /* of the container alone */
} kinds[] = {
	{ "journal", "journal_metadata", "journal_article", "journal-article",
	  "journal" },
	{ "conference", "proceedings_metadata", "conference_paper",
	  "proceedings-article", "proceedings" },
	{ "conference", "proceedings_series_metadata", "conference_paper",
	  "proceedings-article", "proceedings" },
	{ "book", "book_metadata", "content_item", "book-chapter", "book" },
	{ "book", "book_series_metadata", "content_item", "book-chapter",
	  "book" },
	{ "book", "book_set_metadata", "content_item", "book-chapter", "book" },
	{ "database", "database_metadata", "dataset", "dataset", "database" },
	{ "report-paper", "report-paper_metadata", "content_item",
	  "report-component", "report" },
	{ "report-paper", "report-paper_series_metadata", "content_item",
	  "report-component", "report" },
	{ "standard", "standard_metadata", "content_item", "standard",
	  "standard" },
	{ "sa_component", NULL, "component", "component", "component" },
	{ "posted_content", NULL, NULL, NULL, "posted-content" },
	{ "dissertation", NULL, NULL, NULL, "dissertation" },
	{ "peer_review", NULL, NULL, NULL, "peer-review" },
};

/* What the attributes book_type and component_type say more exactly. */
static const struct {
	const char *word, *type;
} subtypes[] = {
	{ "monograph", "monograph" },
	{ "edited_book", "edited-book" },
	{ "reference", "reference-book" },
	{ "chapter", "book-chapter" },
	{ "section", "book-section" },
	{ "part", "book-part" },
	{ "track", "book-track" },
	{ "reference_entry", "reference-entry" },
};

bool unixref_recognises(const cJSON *json)
{
	static const char *const roots[] = { "crossref_result", "doi_records",
					     "doi_record",      "query",
					     "crossref",        "doi_batch" };
	struct span root = json_get_span(json, ROOT_NAME);

	for (size_t i = 0; i < ARRAY_COUNT(roots); i++)
		if (span_is(root, roots[i]))
			return true;
	for (size_t i = 0; i < ARRAY_COUNT(kinds); i++)
		if (span_is(root, kinds[i].container))
			return true;
	return false;
}

/* True when element is a container of that kind. */
static bool is_kind(const struct xml_element *element, const struct kind *kind)
{
	return xml_is(element, kind->container) &&
	       (!kind->about || xml_child(element, kind->about));
}

static const struct kind *kind_of(const struct xml_element *element)
{
	for (size_t i = 0; i < ARRAY_COUNT(kinds); i++)
		if (is_kind(element, &kinds[i]))
			return &kinds[i];
	return NULL;
}

/* The containers in the record; *ret is the first. */
static size_t count_containers(const struct xml_element *root,
			       const struct xml_element **ret)
{
	const struct xml *xml = root->xml;
	size_t count = 0, at = 0;

	while (at < xml->count) {
		const struct xml_element *element = &xml->elements[at];

		at++;
		if (!kind_of(element))
			continue;
		if (!count++)
			*ret = element;
		at = element->next;
	}
	return count;
}

static const char *subtype(struct span word, const char *type)
{
	for (size_t i = 0; i < ARRAY_COUNT(subtypes) && word.len; i++)
		if (span_is(word, subtypes[i].word))
			return subtypes[i].type;
	return type;
}

/* Where nothing stands in a container, it is an issue that the DOI is of, if
 * that has one; else its numbers say nothing about the journal. */
static void open_issue(struct unixref *ref)
{
	if (!xml_child(ref->issue, "doi_data"))
		ref->issue = NULL;
	if (ref->issue)
		ref->type = "journal-issue";
}

static enum status open_container(struct unixref *ref, struct error *err)
{
	const struct xml_element *container = ref->container;
	const struct kind *kind = kind_of(container);
	size_t count = kind->work ? xml_count(container, kind->work) : 0;

	if (count > 1)
		return error_set(err, STATUS_INVALID_BODY,
				 "a <%s> of %zu works, not one",
				 kind->container, count);
	ref->about = kind->about ? xml_child(container, kind->about) : NULL;
	ref->issue = xml_child(container, "journal_issue");
	if (count) {
		ref->work = xml_find(container, kind->work);
		ref->type = subtype(xml_attribute(ref->work, "component_type"),
				    kind->type);
	} else {
		ref->work = ref->about ? ref->about : container;
		ref->type = subtype(xml_attribute(container, "book_type"),
				    kind->empty);
		open_issue(ref);
	}
	return STATUS_OK;
}

static enum status open_record(const struct xml *xml, struct unixref *ret,
			       struct error *err)
{
	const struct xml_element *root = xml_root(xml);
	size_t count = count_containers(root, &ret->container);

	ret->query = xml_find(root, "query");
	if (xml_attribute_is(ret->query, "status", "unresolved"))
		return error_set(err, STATUS_INVALID_BODY,
				 "a query that Crossref did not resolve");
	if (!count)
		return error_set(err, STATUS_INVALID_BODY,
				 "Crossref XML without a work");
	if (count != 1)
		return error_set(err, STATUS_INVALID_BODY,
				 "%zu Crossref records, not one", count);
	return open_container(ret, err);
}

/* The query's last. */
static struct span doi_of(const struct unixref *ref)
{
	const struct xml_element *of = ref->issue && ref->work == ref->about
					       ? ref->issue
					       : ref->work;
	struct span doi = xml_inner_of(xml_child(of, "doi_data"), "doi");

	return doi.len ? doi : xml_inner_of(ref->query, "doi");
}

static enum status fill_work(struct fill *fill, const struct unixref *ref,
			     struct error *err)
{
	SCOPED(builder_release) struct builder json = builder_init();

	build_text(&json, json.root, "type", span_of(ref->type));
	build_text(&json, json.root, "source", span_of("Crossref"));
	unixref_build_facts(&json, ref);
	unixref_build_container(&json, ref);
	unixref_build_people(&json, ref);
	unixref_build_lists(&json, ref);
	if (json.failed)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	if (crossref_fill(fill, json.root, err) != STATUS_OK)
		return err->status;
	report_place(fill->report, json.root, NULL);
	return identity_check(fill, err);
}

enum status unixref_read(const struct source_object *object, struct paper *ret,
			 struct error *err)
{
	SCOPED(xml_release) struct xml xml = { 0 };
	SCOPED(fill_release) struct fill fill = fill_init(ret, object->report);
	struct unixref ref = { 0 };

	if (xml_read(object->text, &xml, err) != STATUS_OK ||
	    open_record(&xml, &ref, err) != STATUS_OK ||
	    identity_doi(&fill, doi_of(&ref), err) != STATUS_OK)
		return err->status;
	return fill_work(&fill, &ref, err);
}
