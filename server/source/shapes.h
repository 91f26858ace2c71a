/* SPDX-License-Identifier: MIT */
/*
 * The foreign shapes known: two functions and one file each.  source.c lists
 * them; source.h says what the functions do.
 */
#ifndef PAPERD_SOURCE_SHAPES_H
#define PAPERD_SOURCE_SHAPES_H

#include <cjson/cJSON.h>

#include "paperd/source.h"

bool aggregator_recognises(const cJSON *json);
enum status aggregator_read(const struct source_object *object,
			    struct paper *ret, struct error *err);

bool crossref_recognises(const cJSON *json);
enum status crossref_read(const struct source_object *object, struct paper *ret,
			  struct error *err);

bool csl_recognises(const cJSON *json);
enum status csl_read(const struct source_object *object, struct paper *ret,
		     struct error *err);

#endif
