/* SPDX-License-Identifier: MIT */
/*
 * The table of list parameters, and what holds for all of them.
 */
#include "paperd/query.h"

#include <stdlib.h>

#include "paperd/digest.h"
#include "paperd/scoped.h"

#include "query_read.h"

#define ROW(id, name, type, summary) { name, type, summary, param_##id },
const struct query_param query_params[] = { QUERY_PARAMS(ROW){ 0 } };
#undef ROW

_Static_assert(PARAM_COUNT <= 64, "query.given has 64 bits");

enum status param_refuse(const char *name, struct span value,
			 const char *allowed, struct error *err)
{
	return error_set(err, STATUS_INVALID_PARAMETER,
			 "%s=\"%.*s\" is not understood; %s", name,
			 span_shown(value, PARAM_SHOWN), value.at, allowed);
}

void param_names(const char *const *names, size_t count, struct buf *out)
{
	for (size_t i = 0; i < count; i++)
		buf_add_format(out, "%s%s", i ? ", " : "", names[i]);
}

struct query query_init(void)
{
	return (struct query){ .limit = QUERY_LIMIT_DEFAULT,
			       .facet_limit = QUERY_FACET_DEFAULT,
			       .fields = FIELD_SET_ALL };
}

void query_release(struct query *query)
{
	struct choice *choices[] = {
		&query->doi,         &query->type,    &query->language,
		&query->issn,        &query->journal, &query->publisher,
		&query->source,      &query->orcid,   &query->isbn,
		&query->prefix,      &query->funder,  &query->updates,
		&query->update_type, &query->member,
	};

	for (size_t i = 0; i < ARRAY_COUNT(choices); i++)
		choice_release(choices[i]);
	search_release(&query->search);
	search_release(&query->reference);
	ranges_release(&query->year);
	ranges_release(&query->citations);
	place_release(&query->after);
	free(query->first);
	free(query->from);
	free(query->until);
	free(query->loaded_from);
	free(query->loaded_until);
	*query = (struct query){ 0 };
}

static enum status unknown(struct span name, struct error *err)
{
	const char *names[PARAM_COUNT];
	SCOPED(buf_release) struct buf known = buf_init(ERROR_DETAIL_MAX);

	for (size_t i = 0; i < PARAM_COUNT; i++)
		names[i] = query_params[i].name;
	param_names(names, PARAM_COUNT, &known);
	return error_set(err, STATUS_INVALID_PARAMETER,
			 "unknown parameter \"%.*s\"; known are: %s",
			 span_shown(name, PARAM_SHOWN), name.at,
			 buf_text(&known));
}

/* ---- the digest ---- */

/* What says how much of a list is shown, and in which order. */
static const uint64_t shown = 1ULL << PARAM_sort | 1ULL << PARAM_limit |
			      1ULL << PARAM_cursor | 1ULL << PARAM_facets |
			      1ULL << PARAM_facet_limit | 1ULL << PARAM_fields |
			      1ULL << PARAM_highlight;

static void digest_add(struct query *query, enum param_row row,
		       struct span value)
{
	SCOPED(buf_release) struct buf text = buf_init(value.len + 64);
	char hex[33];
	uint32_t part = 0;

	if (shown >> row & 1 || !value.len)
		return;
	buf_add_format(&text, "%s=", query_params[row].name);
	buf_add_span(&text, value);
	digest_hex(buf_span(&text), hex);
	for (size_t i = 0; i < 8; i++)
		part = part << 4 | (uint32_t)hex_value(hex[i]);
	query->digest += part;
}

/* ---- one parameter ---- */

static enum status row_find(const struct query *query, struct span name,
			    enum param_row *ret, struct error *err)
{
	size_t row = 0;

	while (row < PARAM_COUNT && !span_is(name, query_params[row].name))
		row++;
	if (row == PARAM_COUNT)
		return unknown(name, err);
	if (param_is_given(query, (enum param_row)row) && row != PARAM_cursor)
		return error_set(err, STATUS_INVALID_PARAMETER,
				 "the parameter \"%s\" is given twice",
				 query_params[row].name);
	*ret = (enum param_row)row;
	return STATUS_OK;
}

enum status query_parse_by(struct query *query, struct span name,
			   struct span value, const struct value_reader *reader,
			   struct error *err)
{
	static const struct span nothing = SPAN("");
	enum param_row row = PARAM_COUNT;
	enum status status = row_find(query, name, &row, err);

	if (!value.at)
		value = nothing;
	if (status == STATUS_OK)
		status = reader ? choice_param(query, row, value, reader, err)
				: query_params[row].parse(query, value, err);
	if (status != STATUS_OK)
		return status;
	query->given |= 1ULL << row;
	digest_add(query, row, value);
	return STATUS_OK;
}

enum status query_parse(struct query *query, struct span name,
			struct span value, struct error *err)
{
	return query_parse_by(query, name, value, NULL, err);
}

enum status query_limit_check(const struct query *query, struct error *err)
{
	if (query->limit <= QUERY_LIMIT_MAX)
		return STATUS_OK;
	return error_set(err, STATUS_INVALID_PARAMETER,
			 "limit=%u is not understood; give 0 to %d, or to %d "
			 "with format=ndjson or csv",
			 query->limit, QUERY_LIMIT_MAX, QUERY_STREAM_MAX);
}
