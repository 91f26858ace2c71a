/* SPDX-License-Identifier: MIT */
#include "build_json.h"

#include "paperd/scoped.h"

struct builder builder_init(void)
{
	struct builder builder = { .root = cJSON_CreateObject() };

	builder.failed = !builder.root;
	return builder;
}

void builder_release(struct builder *builder)
{
	cJSON_Delete(builder->root);
	*builder = (struct builder){ 0 };
}

/* The parent owns the item then; without one, or a parent, nobody does. */
static cJSON *add(struct builder *builder, cJSON *parent, const char *key,
		  cJSON *item)
{
	bool added = item && parent &&
		     (key ? cJSON_AddItemToObject(parent, key, item)
			  : cJSON_AddItemToArray(parent, item));

	if (added)
		return item;
	builder->failed = true;
	cJSON_Delete(item);
	return NULL;
}

cJSON *build_object(struct builder *builder, cJSON *parent, const char *key)
{
	return add(builder, parent, key, cJSON_CreateObject());
}

cJSON *build_array(struct builder *builder, cJSON *parent, const char *key)
{
	return add(builder, parent, key, cJSON_CreateArray());
}

void build_text(struct builder *builder, cJSON *parent, const char *key,
		struct span text)
{
	SCOPED_FREE char *copy = NULL;

	if (!text.len)
		return;
	copy = span_copy(text);
	if (copy)
		add(builder, parent, key, cJSON_CreateString(copy));
	else
		builder->failed = true;
}
