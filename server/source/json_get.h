/* SPDX-License-Identifier: MIT */
/*
 * Getters for JSON of others' making: case-sensitive, and a value of another
 * type than the asked one is an absent one.  Everything returned is borrowed
 * from the tree.
 */
#ifndef PAPERD_SOURCE_JSON_GET_H
#define PAPERD_SOURCE_JSON_GET_H

#include <cjson/cJSON.h>

#include "paperd/error.h"
#include "paperd/text.h"

/* Room for a number as text. */
#define SCALAR_MAX 32

/* The member of that name, of any type, or NULL; object may be NULL. */
const cJSON *json_get(const cJSON *object, const char *key);
const cJSON *json_get_array(const cJSON *object, const char *key);
const cJSON *json_get_object(const cJSON *object, const char *key);

/* The text of a string, else {0}. */
struct span json_span(const cJSON *item);
struct span json_get_span(const cJSON *object, const char *key);

/* The text of a string, or of the first string of an array, else {0}. */
struct span json_first_span(const cJSON *item);

/* The text of a string, or of a number, written to scratch; else {0}. */
struct span json_scalar(const cJSON *item, char scratch[SCALAR_MAX]);

/* A whole number, or a string that is one.  False, *ret untouched: neither. */
bool json_whole(const cJSON *item, long long *ret);

/*
 * Walks a list, or any other value as a list of itself alone:
 *	for (item = json_items(v); item; item = json_next(v, item))
 */
const cJSON *json_items(const cJSON *value);
const cJSON *json_next(const cJSON *value, const cJSON *item);

/*
 * The tree of a text that is one JSON value, checked and repaired; owned by the
 * caller.  NULL and an error (err may be NULL) otherwise: STATUS_INVALID_BODY
 * with the byte at which it is no JSON, counted from offset; STATUS_NO_MEMORY.
 * The parser does not tell its own lack of memory from a text that ends early.
 */
cJSON *json_parse(struct span text, size_t offset, struct error *err);

/* Deletes a tree held in a SCOPED() local. */
void json_tree_release(cJSON **tree);

#endif
