/* SPDX-License-Identifier: MIT */
/*
 * DataCite's XML (kernel 2 to 4) as the attributes that DataCite's REST API
 * would give for it: the members that the source of that shape reads.
 */
#include "build_json.h"
#include "form.h"
#include "paperd/scoped.h"
#include "shapes.h"
#include "xml.h"

/* Lists have the same names in both; text is the member that the text of an
 * item becomes, NULL where it has elements. */
static const struct list {
	const char *list, *item, *text;
} lists[] = {
	{ "titles", "title", "title" },
	{ "creators", "creator", NULL },
	{ "contributors", "contributor", NULL },
	{ "subjects", "subject", "subject" },
	{ "dates", "date", "date" },
	{ "descriptions", "description", "description" },
	{ "alternateIdentifiers", "alternateIdentifier",
	  "alternateIdentifier" },
	{ "relatedIdentifiers", "relatedIdentifier", "relatedIdentifier" },
	{ "relatedItems", "relatedItem", NULL },
	{ "rightsList", "rights", "rights" },
	{ "fundingReferences", "fundingReference", NULL },
};

static const struct {
	const char *element, *key;
} members[] = {
	{ "creatorName", "name" },
	{ "contributorName", "name" },
	{ "givenName", "givenName" },
	{ "familyName", "familyName" },
	{ "funderName", "funderName" },
	{ "funderIdentifier", "funderIdentifier" },
	{ "awardNumber", "awardNumber" },
	{ "volume", "volume" },
	{ "issue", "issue" },
	{ "number", "number" },
	{ "firstPage", "firstPage" },
	{ "lastPage", "lastPage" },
};

/* Of an item or of one of its elements. */
static const char *const attributes[] = {
	"titleType",
	"lang",
	"contributorType",
	"nameType",
	"nameIdentifierScheme",
	"dateType",
	"descriptionType",
	"alternateIdentifierType",
	"relatedIdentifierType",
	"relatedItemIdentifierType",
	"relationType",
	"numberType",
	"rightsURI",
};

bool datacite_xml_recognises(const cJSON *json)
{
	return span_is(json_get_span(json, ROOT_NAME), "resource");
}

static void build_attributes(struct builder *json, cJSON *object,
			     const struct xml_element *element)
{
	for (size_t i = 0; i < ARRAY_COUNT(attributes); i++)
		build_text(json, object, attributes[i],
			   xml_attribute(element, attributes[i]));
}

static void build_members(struct builder *json, cJSON *object,
			  const struct xml_element *item)
{
	for (size_t i = 0; i < ARRAY_COUNT(members); i++) {
		const struct xml_element *at = xml_child(item,
							 members[i].element);

		build_text(json, object, members[i].key, xml_inner(at));
		build_attributes(json, object, at);
	}
}

/* An element with attributes, as an object that is a member or, for a NULL key,
 * of a list. */
static void build_typed(struct builder *json, cJSON *parent, const char *key,
			const struct xml_element *element, const char *text)
{
	cJSON *object = build_object(json, parent, key);

	build_attributes(json, object, element);
	build_text(json, object, text, xml_inner(element));
}

static void build_titles(struct builder *json, cJSON *object,
			 const struct xml_element *titles)
{
	const struct xml_element *at = xml_child(titles, "title");
	cJSON *list = at ? build_array(json, object, "titles") : NULL;

	for (; at; at = xml_next(at, titles, "title"))
		build_typed(json, list, NULL, at, "title");
}

/* A person, a funder or a related work. */
static void build_item(struct builder *json, cJSON *list,
		       const struct xml_element *item)
{
	static const char id[] = "nameIdentifier", body[] = "affiliation",
			  related[] = "relatedItemIdentifier";
	const struct xml_element *at = xml_child(item, id);
	cJSON *object = build_object(json, list, NULL), *inner;

	build_attributes(json, object, item);
	build_members(json, object, item);
	inner = at ? build_array(json, object, "nameIdentifiers") : NULL;
	for (; at; at = xml_next(at, item, id))
		build_typed(json, inner, NULL, at, id);
	at = xml_child(item, body);
	inner = at ? build_array(json, object, body) : NULL;
	for (; at; at = xml_next(at, item, body))
		build_text(json, inner, NULL, xml_inner(at));
	at = xml_child(item, related);
	if (at)
		build_typed(json, object, related, at, related);
	build_titles(json, object, xml_child(item, "titles"));
}

static void build_list(struct builder *json, const struct xml_element *root,
		       const struct list *kind)
{
	const struct xml_element *from = xml_child(root, kind->list);
	const struct xml_element *at;
	cJSON *list;

	/* kernel 2 has one element of rights, outside of any list */
	from = from ? from : root;
	at = xml_child(from, kind->item);
	list = at ? build_array(json, json->root, kind->list) : NULL;
	for (; at; at = xml_next(at, from, kind->item))
		if (kind->text)
			build_typed(json, list, NULL, at, kind->text);
		else
			build_item(json, list, at);
}

static void build_work(struct builder *json, const struct xml_element *root)
{
	const struct xml_element *id = xml_child(root, "identifier");
	const struct xml_element *type = xml_child(root, "resourceType");
	cJSON *types = build_object(json, json->root, "types");

	if (span_is_nocase(xml_attribute(id, "identifierType"), "DOI"))
		build_text(json, json->root, "doi", xml_inner(id));
	build_text(json, types, "resourceType", xml_inner(type));
	build_text(json, types, "resourceTypeGeneral",
		   xml_attribute(type, "resourceTypeGeneral"));
	build_text(json, json->root, "publisher",
		   xml_inner_of(root, "publisher"));
	build_text(json, json->root, "publicationYear",
		   xml_inner_of(root, "publicationYear"));
	build_text(json, json->root, "language",
		   xml_inner_of(root, "language"));
	for (size_t i = 0; i < ARRAY_COUNT(lists); i++)
		build_list(json, root, &lists[i]);
}

enum status datacite_xml_read(const struct source_object *object,
			      struct paper *ret, struct error *err)
{
	SCOPED(xml_release) struct xml xml = { 0 };
	SCOPED(builder_release) struct builder json = builder_init();
	struct source_object work = { .json = json.root,
				      .report = object->report };

	if (xml_read(object->text, &xml, err) != STATUS_OK)
		return err->status;
	build_work(&json, xml_root(&xml));
	if (json.failed)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	if (datacite_read(&work, ret, err) != STATUS_OK)
		return err->status;
	report_place(object->report, json.root, NULL);
	return STATUS_OK;
}
