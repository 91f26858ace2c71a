/* SPDX-License-Identifier: MIT */
/* Private to the API description: its tables, and its parts. */
#ifndef OPENAPI_H
#define OPENAPI_H

#include "handlers.h"

/* Longest name that is put together: an operation's id, a reference. */
#define OPENAPI_NAME_MAX 256

/* ---- shapes (openapi_shapes.c) ---- */

/*
 * A member of an answer.  Its type is one word: a JSON type, any, the name of a
 * component, [X] for a list of X, {X} for an object whose values are X; with ?
 * after it null is possible.
 */
struct member {
	const char *name; /* NULL ends */
	const char *type;
	bool required;
	const char *summary;
};

struct schema {
	const char *name; /* NULL ends */
	const char *summary;
	const struct member *members; /* NULL: it is a list */
	const char *items;            /* of this component */
};

extern const struct schema openapi_schema_table[];

/* What a journal has beside what stands in a record. */
extern const struct member openapi_journal_members[];

/* What ?raw=true adds to a record. */
extern const struct member openapi_raw_members[];

/* The fields of a record that an abstract has; NULL ends. */
extern const char *const openapi_abstract_members[];

/* What the route table does not say of the bodies of a route. */
struct media_note {
	const char *answers;   /* the route's, which this is about */
	const char *json_type; /* media type of the JSON answer; NULL: none */
	const char *other_types[8]; /* media types of other answers */
	const char *takes; /* schema of a JSON request; NULL: any JSON */
};

/* The note on a schema; never NULL. */
const struct media_note *media_note_find(const char *answers);

/* ---- parts, each appended as a JSON value ---- */

/* The object of all component schemas. */
void openapi_schemas(struct buf *out);

/* The object of all failures, by HTTP status. */
void openapi_failures(struct buf *out);

/* Members of a responses object: the ways in which a route can fail. */
void openapi_failures_of(const struct route *route, struct buf *out);

/* The parameters of a route: the array. */
void openapi_parameters(const struct route *route, struct buf *out);

/* The operation of a route. */
void openapi_operation(const struct route *route, struct buf *out);

/* A reference to a component: {"$ref":…}. */
void openapi_ref(struct buf *out, const char *kind, const char *name);

/* A member of a headers object, of type string. */
void openapi_header(struct buf *out, const char *name, const char *summary);

/* A member of a content object, "MEDIA":{"schema":…}; schema is the name of a
 * component, or NULL for any JSON or any text. */
void openapi_media(struct buf *out, struct span media, const char *schema);

#endif
