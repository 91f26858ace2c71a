/* SPDX-License-Identifier: MIT */
/*
 * The table of list parameters, and what holds for all of them.
 */
#include "paperd/query.h"

#include <stdlib.h>

#include "paperd/scoped.h"

#include "query_read.h"

#define ROW(id, name, type, summary) { name, type, summary, param_##id },
const struct query_param query_params[] = { QUERY_PARAMS(ROW){ 0 } };
#undef ROW

_Static_assert(PARAM_COUNT <= 32, "query.given has 32 bits");

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
		&query->doi,    &query->type,    &query->language,
		&query->issn,   &query->journal, &query->publisher,
		&query->source,
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

enum status query_parse(struct query *query, struct span name,
			struct span value, struct error *err)
{
	static const struct span nothing = SPAN("");
	size_t row = 0;
	enum status status;

	while (row < PARAM_COUNT && !span_is(name, query_params[row].name))
		row++;
	if (row == PARAM_COUNT)
		return unknown(name, err);
	if (param_is_given(query, (enum param_row)row) && row != PARAM_cursor)
		return error_set(err, STATUS_INVALID_PARAMETER,
				 "the parameter \"%s\" is given twice",
				 query_params[row].name);
	status = query_params[row].parse(query, value.at ? value : nothing,
					 err);
	if (status == STATUS_OK)
		query->given |= 1U << row;
	return status;
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
