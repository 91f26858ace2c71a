/* SPDX-License-Identifier: MIT */
/*
 * Private to the Crossref door: how the Crossref REST API speaks (api.crossref.org,
 * "api_format.md"), over the same store, query and paper as the native API.
 *
 * A list of works is asked for in three steps: the parameters are read and
 * translated to those of the native list (struct asked), list_query() makes a
 * query of them, and the page is written as Crossref writes it.
 */
#ifndef HANDLERS_CROSSREF_H
#define HANDLERS_CROSSREF_H

#include "handlers.h"
#include "paperd/query.h"

/* Most works that are skipped and given by `offset` and `rows`. */
#define CROSSREF_DEEP_MAX 10000

/* ---- messages (crossref_message.c) ---- */

/* Opens {"status":"ok","message-type":type,…,"message": */
void message_open(const char *type, struct buf *out);
void message_close(struct buf *out);

/* Writes the members of a list that say which part of it this is. */
void message_part(unsigned rows, unsigned offset, struct span terms,
		  struct buf *out);

/* Makes kind ("filter-not-available") and value the members of the failure; the
 * text is that of the error. */
void failure_note(struct response *res, const char *kind, struct span value);

/*
 * A value that is not understood: notes kind and value,
 * and returns STATUS_INVALID_PARAMETER with this message.
 */
MUST_CHECK enum status refuse(struct response *res, struct error *err,
			      const char *kind, struct span value,
			      const char *format, ...)
	__attribute__((format(printf, 5, 6)));

/* The same for a name that is none of these, by comma: "filter", … ; all of them
 * are the member `valid`. */
MUST_CHECK enum status refuse_name(struct response *res, struct error *err,
				   const char *what, struct span name,
				   const struct buf *known);

/* What there is not: STATUS_NOT_FOUND, with what was looked for. */
MUST_CHECK enum status missing(struct response *res, struct error *err,
			       struct span value);

/* The same for an error that is already told by err; what it noted stays. */
MUST_CHECK enum status missing_record(struct response *res, struct error *err,
				      struct span value);

/* Notes kind and value of an error of query_parse(). */
MUST_CHECK enum status refuse_told(struct response *res, struct error *err,
				   const char *kind, struct span value);

/* A count among the parameters: 0 to most.  Error: integer-not-valid. */
MUST_CHECK enum status count_of(const struct request *req, const char *name,
				unsigned most, unsigned *ret,
				struct response *res, struct error *err);

/* rows and offset of a list that has no cursor. */
MUST_CHECK enum status part_of(const struct request *req, unsigned *ret_rows,
			       unsigned *ret_offset, struct response *res,
			       struct error *err);

/* ---- parameters of the native list (crossref_native.c) ---- */

#define NATIVE_MAX 40
/* Longest value of one: longer than any URL. */
#define NATIVE_VALUE_MAX (64 << 10)

/* {0} is empty. */
struct native {
	struct {
		const char *name; /* static */
		struct buf value;
	} params[NATIVE_MAX];
	size_t count;
	bool nothing; /* no record can match: has=abstract,!abstract */
};
void native_release(struct native *native);

/* The value of a parameter, which is added empty if it is not there. */
struct buf *native_value(struct native *native, const char *name);

/* Adds to the value, after a separator if there is something. */
void native_add(struct native *native, const char *name, char separator,
		struct span value);

/* Leaves of a choice what is in this one too; none of it: nothing matches. */
void native_limit(struct native *native, const char *name, struct span values);

/* Makes a query of them, as list_query() does. */
MUST_CHECK enum status native_query(const struct app *app,
				    struct native *native, struct query *ret,
				    struct error *err);

/* After native_query() failed: the name of the parameter that is not understood
 * by itself; else "cursor", if there is one, which does not go with the others;
 * else NULL. */
const char *native_wrong(const struct app *app, const struct native *native);

/* The value of a parameter; at NULL: it is not there. */
struct span native_text(const struct native *native, const char *name);

/* ---- filters (crossref_filter.c, crossref_filters.c) ---- */

enum filter_kind {
	FILTER_REFUSED, /* Crossref has it, the data does not */
	FILTER_VALUE,   /* as it is given */
	FILTER_NAME,    /* a title or name: no sign of it says anything */
	FILTER_TAIL,    /* what stands after the last slash */
	FILTER_LABEL,   /* of a type: Journal Article */
	FILTER_HAS,     /* true or false: has=word */
	FILTER_NEVER,   /* true or false; no record has it */
	FILTER_FROM,    /* the earliest date */
	FILTER_UNTIL,   /* the latest date */
};

struct filter {
	const char *name; /* NULL ends the table */
	enum filter_kind kind;
	const char *native;  /* name of the parameter, or word of `has` */
	const char *refusal; /* type of the failure of a bad value */
};
extern const struct filter crossref_filters[];

/*
 * Translates the parameter `filter`: names differ: all must hold; the same
 * name again: one of the values.  A comma parts two filters only before the name
 * of a filter and a colon: DOIs and titles have commas.
 */
MUST_CHECK enum status filters_read(struct span text, struct native *native,
				    struct response *res, struct error *err);

/* The type of the failure when a native parameter is not understood. */
const char *filter_refusal(const char *native);

/* ---- facets (crossref_facet.c) ---- */

/* How many values of each are asked for; 0: not asked for. */
struct facets_asked {
	unsigned limits[FACETS];
};

MUST_CHECK enum status facet_list_read(struct span text, struct native *native,
				       struct facets_asked *ret,
				       struct response *res, struct error *err);
void facet_list_write(const struct facets_asked *asked, const struct page *page,
		      struct buf *out);

/* ---- lists of works (crossref_asked.c, crossref_list.c) ---- */

/* What all works of a list have. */
struct scope {
	const char *name; /* of the native parameter */
	struct span value;
	bool stands; /* it is there though it has no works */
};

struct asked {
	struct native native;
	unsigned rows, offset, sample;
	struct span cursor; /* at NULL: none */
	struct span terms;  /* of `query`; at NULL: none */
	struct facets_asked facets;
	struct crossref_select select;
};
void asked_release(struct asked *asked);

/* The cursor of the end: its page is empty. */
#define CURSOR_END "end"

/* Reads all parameters of a list of works. */
MUST_CHECK enum status asked_read(const struct request *req, struct asked *ret,
				  struct response *res, struct error *err);

/* The query of it. */
MUST_CHECK enum status asked_query(const struct app *app,
				   const struct request *req,
				   struct asked *asked, struct query *ret,
				   struct response *res, struct error *err);

/* The list of the works of this scope (NULL: of all) that the request asks
 * for.  Error: STATUS_NOT_FOUND for a scope that has none. */
MUST_CHECK enum status works_list(const struct app *app,
				  const struct request *req,
				  const struct scope *scope,
				  struct response *res, struct error *err);

/* Counts the works of a scope, and facets (bits) over them; the caller releases
 * the page, which has `limit` items.  Error: STATUS_NOT_FOUND for none. */
MUST_CHECK enum status scope_count(const struct app *app,
				   const struct scope *scope, unsigned facets,
				   unsigned limit, struct page *ret,
				   struct response *res, struct error *err);

/* Writes "counts" and "breakdowns" of the works of a page with FACET_YEAR. */
void counts_write(const struct page *page, struct buf *out);

/* ---- types (crossref_types.c) ---- */

/* The label of a type ("Journal Article"); one that has none is its own. */
const char *type_label(const char *type);

/* The type of a label or type, ASCII case ignored; NULL: there is none. */
const char *type_of_label(struct span label);

/* ---- other answers about one work (crossref_transform.c) ---- */

/* In the form of media ("type/subtype"), or, at NULL, of Accept. */
MUST_CHECK enum status work_transform(const struct app *app,
				      const struct request *req,
				      struct span media,
				      const struct record *record,
				      struct response *res, struct error *err);

#endif
