/* SPDX-License-Identifier: MIT */
/*
 * What the readers of parameters share: each row of QUERY_PARAMS has one
 * function, param_ID().
 */
#ifndef PAPERD_PAPER_QUERY_READ_H
#define PAPERD_PAPER_QUERY_READ_H

#include "paperd/query.h"

#define PARAM_DECLARE(id, name, type, summary)                         \
	enum status param_##id(struct query *query, struct span value, \
			       struct error *err);
QUERY_PARAMS(PARAM_DECLARE)
#undef PARAM_DECLARE

/* The rows of query_params[]. */
#define PARAM_ROW(id, name, type, summary) PARAM_##id,
enum param_row { QUERY_PARAMS(PARAM_ROW) PARAM_COUNT };
#undef PARAM_ROW

/* True when the parameter of a row was set. */
static inline bool param_is_given(const struct query *query, enum param_row row)
{
	return query->given >> row & 1;
}

/* ---- choices ---- */

/* How the values of a choice are read. */
struct choice_reader {
	const char *name;    /* of the parameter */
	const char *allowed; /* what is, for the error: "give a DOI: 10.1/x" */
	struct value_reader value;
};

/*
 * Reads the value of a parameter that is a choice.  Errors:
 * STATUS_INVALID_PARAMETER for a value that is empty or has no form, and for
 * more than QUERY_VALUES_MAX; STATUS_NO_MEMORY.  *ret is then as it was.
 */
MUST_CHECK enum status choice_parse(const struct choice_reader *reader,
				    struct span list, struct choice *ret,
				    struct error *err);

/* The value of a row that is a choice; reader NULL: read by the form below. */
MUST_CHECK enum status choice_param(struct query *query, enum param_row row,
				    struct span value,
				    const struct value_reader *reader,
				    struct error *err);

/* Forms of values, by parameter (query_form.c): as value_reader.form. */
bool doi_form(void *context, struct span value, struct buf *out);
bool updates_form(void *context, struct span value, struct buf *out);
bool kind_form(void *context, struct span value, struct buf *out);
bool number_form(void *context, struct span value, struct buf *out);
bool orcid_form(void *context, struct span value, struct buf *out);
bool isbn_form(void *context, struct span value, struct buf *out);
bool prefix_form(void *context, struct span value, struct buf *out);
bool funder_form(void *context, struct span value, struct buf *out);
bool type_form(void *context, struct span value, struct buf *out);
bool language_form(void *context, struct span value, struct buf *out);
bool serial_form(void *context, struct span value, struct buf *out);
bool name_form(void *context, struct span value, struct buf *out);
bool text_form(void *context, struct span value, struct buf *out);

/* ---- the rest ---- */

/* Most bytes of a client's text that an error repeats. */
#define PARAM_SHOWN 64

/* STATUS_INVALID_PARAMETER: the value is not understood; `allowed` is. */
enum status param_refuse(const char *name, struct span value,
			 const char *allowed, struct error *err);

/* Appends the names, by ", ": what a list of words knows. */
void param_names(const char *const *names, size_t count, struct buf *out);

/* Takes the "!" off a list that has one. */
bool list_is_negated(struct span *list);

/*
 * Leaves in a set of ranges only what is in the limit too; the set is then not
 * negated.  Error: STATUS_NO_MEMORY.
 */
MUST_CHECK enum status ranges_limit(struct ranges *ranges, struct range limit,
				    struct error *err);
void ranges_release(struct ranges *ranges);

#endif
