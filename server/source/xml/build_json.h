/* SPDX-License-Identifier: MIT */
/*
 * Makes the JSON of a known shape out of markup, so that what is known about
 * that shape need not be said twice.  Lack of memory marks the builder failed;
 * then functions return NULL, and take NULL for a parent.
 */
#ifndef PAPERD_SOURCE_BUILD_JSON_H
#define PAPERD_SOURCE_BUILD_JSON_H

#include <cjson/cJSON.h>

#include "paperd/text.h"

struct builder {
	cJSON *root; /* owned */
	bool failed;
};

/* Root: an empty object. */
struct builder builder_init(void);
void builder_release(struct builder *builder);

/* An empty object or array under that key, or, for a NULL key, at the end of
 * an array; borrowed. */
cJSON *build_object(struct builder *builder, cJSON *parent, const char *key);
cJSON *build_array(struct builder *builder, cJSON *parent, const char *key);

/* A string; an empty text adds nothing. */
void build_text(struct builder *builder, cJSON *parent, const char *key,
		struct span text);

#endif
