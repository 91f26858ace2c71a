/* SPDX-License-Identifier: MIT */
/*
 * The codec of the record: two walks over the field table, one that writes JSON
 * and one that reads it.  The walks descend as deep as the table does (three
 * levels), never as deep as an input.
 */
#include <cjson/cJSON.h>
#include <stdlib.h>

#include "paperd/json.h"
#include "paperd/memory.h"
#include "paperd/paper.h"
#include "paperd/scoped.h"

#include "list.h"

/* ---- to JSON ---- */

static void write_members(const struct field *fields, const void *owner,
			  size_t from, struct buf *out);

static bool has_known(const struct field *fields, const void *owner)
{
	for (const struct field *field = fields; field->name; field++)
		if (field_is_known(field, (const char *)owner + field->offset))
			return true;
	return false;
}

bool field_is_known(const struct field *field, const void *member)
{
	switch (field->kind) {
	case FIELD_TEXT:
		return *(char *const *)member && **(char *const *)member;
	case FIELD_INTEGER:
		return ((const struct integer *)member)->known;
	case FIELD_NUMBER:
		return ((const struct number *)member)->known;
	case FIELD_TRUTH:
		return *(const enum truth *)member != TRUTH_UNKNOWN;
	case FIELD_OBJECT:
		return has_known(field->fields, member);
	case FIELD_TEXTS:
	case FIELD_OBJECTS:
	case FIELD_KEYED:
		return ((const struct list *)member)->count > 0;
	}
	return false;
}

static void write_texts(const struct texts *texts, struct buf *out)
{
	json_open(out, '[');
	for (size_t i = 0; i < texts->count; i++)
		json_text(out, texts->items[i]);
	json_close(out, ']');
}

/* The first `skip` members are left out: of a keyed element its key. */
static void write_object(const struct field *fields, const void *owner,
			 size_t skip, struct buf *out)
{
	json_open(out, '{');
	write_members(fields, owner, skip, out);
	json_close(out, '}');
}

static void write_objects(const struct field *field, const void *member,
			  struct buf *out)
{
	const struct list *list = member;
	const char *items = list->items;

	json_open(out, '[');
	for (size_t i = 0; i < list->count; i++)
		write_object(field->fields, items + i * field->size, 0, out);
	json_close(out, ']');
}

static void write_keyed(const struct field *field, const void *member,
			struct buf *out)
{
	const struct list *list = member;
	const char *items = list->items;

	json_open(out, '{');
	for (size_t i = 0; i < list->count; i++) {
		const char *item = items + i * field->size;

		json_key(out, *(char *const *)(item + field->fields->offset));
		write_object(field->fields, item, 1, out);
	}
	json_close(out, '}');
}

static void write_value(const struct field *field, const void *member,
			struct buf *out)
{
	switch (field->kind) {
	case FIELD_TEXT:
		json_text(out, *(char *const *)member);
		break;
	case FIELD_INTEGER:
		json_integer(out, ((const struct integer *)member)->value);
		break;
	case FIELD_NUMBER:
		json_number(out, ((const struct number *)member)->value);
		break;
	case FIELD_TRUTH:
		json_boolean(out, *(const enum truth *)member == TRUTH_YES);
		break;
	case FIELD_TEXTS:
		write_texts(member, out);
		break;
	case FIELD_OBJECT:
		write_object(field->fields, member, 0, out);
		break;
	case FIELD_OBJECTS:
		write_objects(field, member, out);
		break;
	case FIELD_KEYED:
		write_keyed(field, member, out);
		break;
	}
}

static void write_member(const struct field *field, const void *owner,
			 struct buf *out)
{
	const char *member = (const char *)owner + field->offset;

	if (!field_is_known(field, member))
		return;
	json_key(out, field->name);
	write_value(field, member, out);
}

static void write_members(const struct field *fields, const void *owner,
			  size_t from, struct buf *out)
{
	for (const struct field *field = fields + from; field->name; field++)
		write_member(field, owner, out);
}

void paper_to_json(const struct paper *paper, field_set fields, struct buf *out)
{
	json_open(out, '{');
	for (size_t i = 0; paper_fields[i].name; i++)
		if (fields >> i & 1)
			write_member(&paper_fields[i], paper, out);
	json_close(out, '}');
}

/* ---- from JSON ---- */

static enum status read_members(const struct field *fields, const cJSON *json,
				void *owner, struct error *err);

static enum status wrong_type(const struct field *field, struct error *err)
{
	return error_set(err, STATUS_INVALID_BODY,
			 "\"%s\" has a value of another type", field->name);
}

static enum status no_memory(struct error *err)
{
	return error_set(err, STATUS_NO_MEMORY, "no memory for a record");
}

static enum status read_texts(const struct field *field, const cJSON *json,
			      struct texts *texts, struct error *err)
{
	const cJSON *item;

	cJSON_ArrayForEach (item, json) {
		if (!cJSON_IsString(item))
			return wrong_type(field, err);
		if (!texts_take(texts, span_copy(span_of(item->valuestring))))
			return no_memory(err);
	}
	return STATUS_OK;
}

/* Allocates all elements at once, rounded up so that more can be added. */
static enum status read_list(const struct field *field, const cJSON *json,
			     struct list *list, struct error *err)
{
	size_t count = (size_t)cJSON_GetArraySize(json), room = 1;
	const cJSON *item;

	while (room < count)
		room *= 2;
	if (!count)
		return STATUS_OK;
	list->items = calloc(room, field->size);
	if (!list->items)
		return no_memory(err);
	cJSON_ArrayForEach (item, json) {
		char *element = (char *)list->items + list->count * field->size;
		enum status status;

		if (!cJSON_IsObject(item))
			return wrong_type(field, err);
		list->count++;
		if (field->kind == FIELD_KEYED)
			*(char **)(element + field->fields->offset) = span_copy(
				span_of(item->string));
		status = read_members(field->fields, item, element, err);
		if (status != STATUS_OK)
			return status;
	}
	return STATUS_OK;
}

/* The JSON type each kind is written as. */
static const int kind_types[] = {
	[FIELD_TEXT] = cJSON_String,   [FIELD_INTEGER] = cJSON_Number,
	[FIELD_NUMBER] = cJSON_Number, [FIELD_TRUTH] = cJSON_True | cJSON_False,
	[FIELD_TEXTS] = cJSON_Array,   [FIELD_OBJECT] = cJSON_Object,
	[FIELD_OBJECTS] = cJSON_Array, [FIELD_KEYED] = cJSON_Object,
};

static enum status read_text(const cJSON *json, char **ret, struct error *err)
{
	*ret = span_copy(span_of(json->valuestring));
	return *ret ? STATUS_OK : no_memory(err);
}

static enum status read_value(const struct field *field, const cJSON *json,
			      void *member, struct error *err)
{
	switch (field->kind) {
	case FIELD_TEXT:
		return read_text(json, member, err);
	case FIELD_INTEGER:
		*(struct integer *)member = (struct integer){
			true, (long long)json->valuedouble
		};
		return STATUS_OK;
	case FIELD_NUMBER:
		*(struct number *)member = (struct number){ true,
							    json->valuedouble };
		return STATUS_OK;
	case FIELD_TRUTH:
		*(enum truth *)member = cJSON_IsTrue(json) ? TRUTH_YES
							   : TRUTH_NO;
		return STATUS_OK;
	case FIELD_TEXTS:
		return read_texts(field, json, member, err);
	case FIELD_OBJECT:
		return read_members(field->fields, json, member, err);
	case FIELD_OBJECTS:
	case FIELD_KEYED:
		return read_list(field, json, member, err);
	}
	return STATUS_OK;
}

static const struct field *find_field(const struct field *fields,
				      const char *name)
{
	for (const struct field *field = fields; field->name; field++)
		if (strcmp(field->name, name) == 0)
			return field;
	return NULL;
}

static enum status read_members(const struct field *fields, const cJSON *json,
				void *owner, struct error *err)
{
	const cJSON *item;

	cJSON_ArrayForEach (item, json) {
		const struct field *field = find_field(fields, item->string);
		char *member = (char *)owner + (field ? field->offset : 0);
		enum status status;

		/* of a key that stands twice the first counts */
		if (!field || field_is_known(field, member))
			continue;
		if (!(item->type & kind_types[field->kind]))
			return wrong_type(field, err);
		status = read_value(field, item, member, err);
		if (status != STATUS_OK)
			return status;
	}
	return STATUS_OK;
}

static void delete_json(cJSON **json)
{
	cJSON_Delete(*json);
}

void paper_json_setup(void)
{
	cJSON_InitHooks(&(cJSON_Hooks){ memory_take, free });
}

enum status paper_from_json(struct span json, struct paper *ret,
			    struct error *err)
{
	SCOPED(delete_json) cJSON *tree = NULL;
	SCOPED(paper_release) struct paper paper = { 0 };
	enum status status;

	tree = cJSON_ParseWithLength(json.at, json.len);
	if (!cJSON_IsObject(tree))
		return error_set(err, STATUS_INVALID_BODY,
				 "a record is a JSON object");
	status = read_members(paper_fields, tree, &paper, err);
	if (status != STATUS_OK)
		return status;
	*ret = paper;
	paper = (struct paper){ 0 };
	return STATUS_OK;
}
