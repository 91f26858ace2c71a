/* SPDX-License-Identifier: MIT */
#include "json_get.h"

#include <math.h>
#include <stdio.h>

#include "paperd/json.h"
#include "paperd/scoped.h"

/* Numbers beyond this are not whole ones in a double. */
#define WHOLE_MAX 9007199254740992.0

const cJSON *json_get(const cJSON *object, const char *key)
{
	const cJSON *item;

	if (!cJSON_IsObject(object))
		return NULL;
	/* The names of members differ early; most are told by one byte. */
	for (item = object->child; item; item = item->next)
		if (item->string[0] == key[0] && !strcmp(item->string, key))
			return item;
	return NULL;
}

const cJSON *json_get_array(const cJSON *object, const char *key)
{
	const cJSON *item = json_get(object, key);

	return cJSON_IsArray(item) ? item : NULL;
}

const cJSON *json_get_object(const cJSON *object, const char *key)
{
	const cJSON *item = json_get(object, key);

	return cJSON_IsObject(item) ? item : NULL;
}

struct span json_span(const cJSON *item)
{
	return cJSON_IsString(item) ? span_of(item->valuestring)
				    : (struct span){ 0 };
}

struct span json_get_span(const cJSON *object, const char *key)
{
	return json_span(json_get(object, key));
}

struct span json_first_span(const cJSON *item)
{
	if (!cJSON_IsArray(item))
		return json_span(item);
	for (item = item->child; item; item = item->next)
		if (cJSON_IsString(item))
			return json_span(item);
	return (struct span){ 0 };
}

struct span json_scalar(const cJSON *item, char scratch[SCALAR_MAX])
{
	if (!cJSON_IsNumber(item) || !isfinite(item->valuedouble))
		return json_span(item);
	snprintf(scratch, SCALAR_MAX, "%.15g", item->valuedouble);
	return span_of(scratch);
}

bool json_whole(const cJSON *item, long long *ret)
{
	double value;

	if (!cJSON_IsNumber(item))
		return text_to_integer(span_trim(json_span(item)), ret);
	value = item->valuedouble;
	if (!(fabs(value) <= WHOLE_MAX) || value != floor(value))
		return false;
	*ret = (long long)value;
	return true;
}

const cJSON *json_items(const cJSON *value)
{
	return cJSON_IsArray(value) ? value->child : value;
}

const cJSON *json_next(const cJSON *value, const cJSON *item)
{
	return value == item ? NULL : item->next;
}

cJSON *json_parse(struct span text, size_t offset, struct error *err)
{
	SCOPED_FREE char *copy = span_copy(text);
	const char *end = NULL;
	cJSON *tree;

	if (!copy) {
		error_set(err, STATUS_NO_MEMORY, "no memory");
		return NULL;
	}
	if (json_repair(copy, text.len, err) != STATUS_OK)
		return NULL;
	/* the length counts the NUL that the parser asks for at the end; a NUL
	 * before it would end a string, or the text, without a word */
	end = memchr(copy, '\0', text.len);
	tree = end ? NULL
		   : cJSON_ParseWithLengthOpts(copy, text.len + 1, &end, true);
	if (!tree)
		error_set(err, STATUS_INVALID_BODY, "not JSON near byte %zu",
			  offset + (size_t)(end - copy));
	return tree;
}

void json_tree_release(cJSON **tree)
{
	cJSON_Delete(*tree);
	*tree = NULL;
}
