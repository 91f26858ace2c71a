/* SPDX-License-Identifier: MIT */
/*
 * Parameters that are ranges of numbers: 2019, 2019..2022, 2019.., ..2022.
 */
#include <limits.h>
#include <stdlib.h>

#include "paperd/scoped.h"

#include "query_read.h"

/* No work is cited so often. */
#define CITATIONS_MAX 999999999

/* What the numbers of a parameter may be. */
struct range_reader {
	const char *name;
	const char *allowed; /* for the error */
	long long least, most;
};

void ranges_release(struct ranges *ranges)
{
	free(ranges->items);
	*ranges = (struct ranges){ 0 };
}

static enum status range_add(struct ranges *ranges, struct range range,
			     struct error *err)
{
	struct range *items = realloc(ranges->items,
				      (ranges->count + 1) * sizeof(*items));

	if (!items)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	items[ranges->count++] = range;
	ranges->items = items;
	return STATUS_OK;
}

/* ---- reading ---- */

static struct range range_none(void)
{
	return (struct range){ { true, 1 }, { true, 0 } };
}

static bool range_is_empty(struct range range)
{
	return range.from.known && range.until.known &&
	       range.from.value > range.until.value;
}

/* Nothing: open. */
static bool bound_read(const struct range_reader *reader, struct span text,
		       struct integer *ret)
{
	*ret = (struct integer){ 0 };
	if (!text.len)
		return true;
	ret->known = true;
	return text_to_integer(text, &ret->value) &&
	       ret->value >= reader->least && ret->value <= reader->most;
}

static bool range_read(const struct range_reader *reader, struct span text,
		       struct range *ret)
{
	const char *dots = memmem(text.at, text.len, "..", 2);
	size_t from = dots ? (size_t)(dots - text.at) : text.len;
	size_t until = dots ? from + 2 : 0;

	return bound_read(reader, span_slice(text, 0, from), &ret->from) &&
	       bound_read(reader, span_slice(text, until, text.len),
			  &ret->until) &&
	       (ret->from.known || ret->until.known) && !range_is_empty(*ret);
}

static enum status ranges_parse(const struct range_reader *reader,
				struct span list, struct ranges *ret,
				struct error *err)
{
	SCOPED(ranges_release) struct ranges ranges = { 0 };
	struct span text;

	ranges.negated = list_is_negated(&list);
	while (span_next(&list, '|', &text)) {
		struct range range;
		enum status status;

		text = span_trim(text);
		if (ranges.count == QUERY_VALUES_MAX)
			return error_set(err, STATUS_INVALID_PARAMETER,
					 "%s has more than %d values",
					 reader->name, QUERY_VALUES_MAX);
		if (!range_read(reader, text, &range))
			return param_refuse(reader->name, text, reader->allowed,
					    err);
		status = range_add(&ranges, range, err);
		if (status != STATUS_OK)
			return status;
	}
	ranges_release(ret);
	*ret = ranges;
	ranges = (struct ranges){ 0 };
	return STATUS_OK;
}

enum status param_year(struct query *query, struct span value,
		       struct error *err)
{
	static const struct range_reader reader = {
		"year",
		"give years, the earlier one first: 2019, 2019..2022, 2019.. "
		"or ..2022",
		1000, 9999
	};

	return ranges_parse(&reader, value, &query->year, err);
}

enum status param_citations(struct query *query, struct span value,
			    struct error *err)
{
	static const struct range_reader reader = {
		"citations",
		"give numbers, the smaller one first: 10, 10..20, 10.. or "
		"..20",
		0, CITATIONS_MAX
	};

	return ranges_parse(&reader, value, &query->citations, err);
}

/* ---- limiting ---- */

static struct range overlap(struct range a, struct range b)
{
	if (!a.from.known || (b.from.known && b.from.value > a.from.value))
		a.from = b.from;
	if (!a.until.known || (b.until.known && b.until.value < a.until.value))
		a.until = b.until;
	return a;
}

/* Adds what two ranges have in common, if anything. */
static enum status overlap_add(struct ranges *ranges, struct range a,
			       struct range b, struct error *err)
{
	struct range both = overlap(a, b);

	return range_is_empty(both) ? STATUS_OK : range_add(ranges, both, err);
}

/* Adds what is left of a piece without a hole in it: what comes before the
 * hole, and what comes after it. */
static enum status without_add(struct ranges *ranges, struct range piece,
			       struct range hole, struct error *err)
{
	struct range before = {
		.until = { true, hole.from.value - 1 },
	};
	struct range after = {
		.from = { true, hole.until.value + 1 },
	};
	enum status status = STATUS_OK;

	if (hole.from.known)
		status = overlap_add(ranges, piece, before, err);
	if (status == STATUS_OK && hole.until.known)
		status = overlap_add(ranges, piece, after, err);
	return status;
}

/* Cuts a hole into all pieces. */
static enum status ranges_cut(struct ranges *pieces, struct range hole,
			      struct error *err)
{
	SCOPED(ranges_release) struct ranges left = { 0 };
	struct ranges old = *pieces;

	for (size_t i = 0; i < old.count; i++) {
		enum status status = without_add(&left, old.items[i], hole,
						 err);

		if (status != STATUS_OK)
			return status;
	}
	*pieces = left;
	left = old;
	return STATUS_OK;
}

/* One step with one of the ranges that were given: a positive one adds what it
 * has of the limit, a negated one takes away from it. */
static enum status limit_step(const struct ranges *given, size_t at,
			      struct range limit, struct ranges *pieces,
			      struct error *err)
{
	if (given->negated)
		return ranges_cut(pieces, given->items[at], err);
	return overlap_add(pieces, given->items[at], limit, err);
}

enum status ranges_limit(struct ranges *ranges, struct range limit,
			 struct error *err)
{
	SCOPED(ranges_release) struct ranges pieces = { 0 };
	enum status status = STATUS_OK;

	if (ranges->negated || !ranges->count)
		status = range_add(&pieces, limit, err);
	for (size_t i = 0; status == STATUS_OK && i < ranges->count; i++)
		status = limit_step(ranges, i, limit, &pieces, err);
	if (status == STATUS_OK && !pieces.count)
		status = range_add(&pieces, range_none(), err);
	if (status != STATUS_OK)
		return status;
	ranges_release(ranges);
	*ranges = pieces;
	pieces = (struct ranges){ 0 };
	return STATUS_OK;
}
