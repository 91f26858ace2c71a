/* SPDX-License-Identifier: MIT */
#include "native.h"

#include <string.h>

#include "identity.h"
#include "native_fields.h"
#include "paperd/clean.h"
#include "paperd/scoped.h"
#include "shapes.h"

/* ---- records ---- */

/* What no other shape has, and every record of ours that is whole. */
static bool has_source(const cJSON *json)
{
	return json_get(json_get_object(json, "source"), "format") != NULL;
}

/* Some of the fields alone may be those of anyone who calls them so. */
bool native_recognises(const cJSON *json)
{
	const cJSON *item;

	if (has_source(json))
		return true;
	if (!json_get(json, "doi") && !json_get_object(json, "ids"))
		return false;
	cJSON_ArrayForEach (item, json)
		if (!paper_field(span_of(item->string)))
			return false;
	return cJSON_IsString(json_get(json, "title"));
}

enum status native_read(const struct source_object *object, struct paper *ret,
			struct error *err)
{
	SCOPED(fill_release) struct fill fill = fill_init(ret, object->report);
	const cJSON *record = object->json;
	struct span name = json_get_span(json_get(record, "source"), "name");
	enum status status = identity_doi(&fill, json_get_span(record, "doi"),
					  err);

	if (status != STATUS_OK)
		return status;
	fill.own = has_source(record) ? record : NULL;
	fill_text(&fill, clean_plain, name, &ret->source.name);
	native_read_fields(&fill, record);
	return identity_check(&fill, err);
}

/* ---- what is beside a record in another form ---- */

static void swap(char *one, char *other, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		char byte = one[i];

		one[i] = other[i];
		other[i] = byte;
	}
}

static const struct field *field_of(const struct field *fields,
				    const char *name)
{
	while (fields->name && strcmp(fields->name, name) != 0)
		fields++;
	return fields->name ? fields : NULL;
}

/* Depth is that of the table, two. */
static void take(const struct field *fields, const cJSON *facts, char *to,
		 char *from)
{
	const cJSON *item;

	cJSON_ArrayForEach (item, facts) {
		const struct field *field = field_of(fields, item->string);
		size_t offset = field ? field->offset : 0;

		if (!field)
			continue;
		if (field->kind == FIELD_OBJECT && cJSON_IsObject(item))
			take(field->fields, item, to + offset, from + offset);
		else if (cJSON_IsNull(item) ||
			 field_is_known(field, from + offset))
			swap(to + offset, from + offset, field_size(field));
	}
}

void native_fill(struct fill *fill, const cJSON *facts)
{
	SCOPED(paper_release) struct paper paper = { 0 };
	SCOPED(fill_release) struct fill own = fill_init(&paper, fill->report);

	own.own = facts;
	native_read_fields(&own, facts);
	fill->failed |= own.failed;
	fill->full |= own.full;
	take(paper_fields, facts, (char *)fill->paper, (char *)&paper);
}
