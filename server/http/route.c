/* SPDX-License-Identifier: MIT */
/*
 * Matching a path against the patterns of the routes.
 *
 * Patterns are taken apart once, into segments.  Of all that match a path the
 * one of the highest rank wins: two bits a segment, the first segment highest,
 * fixed text above an argument above the rest of the path.  They stand in the
 * order of their ranks, so the first that matches is it.  The methods of a path
 * are those of all routes of that rank that match; these stand in the order of
 * the routes.
 */
#include "paperd/route.h"

#include <stdlib.h>

#include "paperd/scoped.h"

enum segment_kind { SEGMENT_REST = 1, SEGMENT_ARG = 2, SEGMENT_FIXED = 3 };

/* Bits of a rank; two a segment. */
#define RANK_BITS    64
#define SEGMENTS_MAX (RANK_BITS / 2)

struct segment {
	enum segment_kind kind;
	struct span text; /* that it is, or that the argument begins with */
};

struct pattern {
	const struct route *route;
	const struct segment *segments;
	size_t count;
	uint64_t rank;
};

struct route_table {
	struct pattern *patterns;
	struct segment *segments; /* of all patterns */
	size_t count;
};

/* ---- taking apart ---- */

static struct span skip_slashes(struct span path)
{
	while (path.len && path.at[0] == '/')
		path = span_slice(path, 1, path.len);
	return path;
}

/* Takes the next segment off the front of *rest; false when none is left. */
static bool segment_next(struct span *rest, struct span *ret)
{
	struct span path = skip_slashes(*rest);
	const char *end;
	size_t len;

	if (!path.len)
		return false;
	end = memchr(path.at, '/', path.len);
	len = end ? (size_t)(end - path.at) : path.len;
	*rest = span_slice(path, len, path.len);
	*ret = span_slice(path, 0, len);
	return true;
}

static enum segment_kind kind_of(struct span pattern)
{
	if (pattern.at[pattern.len - 1] != '}')
		return SEGMENT_FIXED;
	if (pattern.len > 5 &&
	    memcmp(pattern.at + pattern.len - 4, "...}", 4) == 0)
		return SEGMENT_REST;
	return SEGMENT_ARG;
}

/* The text in front of an argument. */
static struct span beginning(struct span pattern)
{
	const char *brace = memchr(pattern.at, '{', pattern.len);

	return span_slice(pattern, 0, (size_t)(brace - pattern.at));
}

static struct segment segment_of(struct span text)
{
	enum segment_kind kind = kind_of(text);

	return (struct segment){
		kind,
		kind == SEGMENT_FIXED ? text : beginning(text),
	};
}

static struct pattern pattern_of(const struct route *route,
				 struct segment *segments)
{
	struct span rest = span_of(route->path), text;
	struct pattern ret = { .route = route, .segments = segments };

	while (segment_next(&rest, &text)) {
		struct segment *segment = &segments[ret.count++];
		unsigned shift = RANK_BITS - 2 * (unsigned)ret.count;

		*segment = segment_of(text);
		ret.rank |= (uint64_t)segment->kind << shift;
	}
	return ret;
}

/* -1 where there are more than a rank has room for. */
static int segments_in(const char *path)
{
	struct span rest = span_of(path), text;
	int count = 0;

	while (segment_next(&rest, &text))
		count++;
	return count <= SEGMENTS_MAX ? count : -1;
}

static int by_rank(const void *a, const void *b)
{
	const struct pattern *one = a, *other = b;

	if (one->rank != other->rank)
		return one->rank > other->rank ? -1 : 1;
	return one->route < other->route ? -1 : one->route > other->route;
}

static void table_fill(struct route_table *table, const struct route *routes)
{
	struct segment *segments = table->segments;

	for (; routes->method; routes++) {
		struct pattern pattern = pattern_of(routes, segments);

		segments += pattern.count;
		table->patterns[table->count++] = pattern;
	}
	qsort(table->patterns, table->count, sizeof(*table->patterns), by_rank);
}

static enum status measure(const struct route *routes, size_t *ret_patterns,
			   size_t *ret_segments, struct error *err)
{
	for (; routes->method; routes++) {
		int count = segments_in(routes->path);

		if (count < 0)
			return error_set(err, STATUS_INTERNAL,
					 "a path has at most %d parts: %s",
					 SEGMENTS_MAX, routes->path);
		*ret_segments += (size_t)count;
		++*ret_patterns;
	}
	return STATUS_OK;
}

enum status route_table_open(const struct route *routes,
			     struct route_table **ret, struct error *err)
{
	size_t patterns = 1, segments = 1; /* none is none to calloc() */
	struct route_table *table;

	if (measure(routes, &patterns, &segments, err) != STATUS_OK)
		return err->status;
	table = calloc(1, sizeof(*table));
	if (table) {
		table->patterns = calloc(patterns, sizeof(*table->patterns));
		table->segments = calloc(segments, sizeof(*table->segments));
	}
	if (!table || !table->patterns || !table->segments) {
		route_table_close(table);
		return error_set(err, STATUS_NO_MEMORY, "routes");
	}
	table_fill(table, routes);
	*ret = table;
	return STATUS_OK;
}

void route_table_close(struct route_table *table)
{
	if (!table)
		return;
	free(table->patterns);
	free(table->segments);
	free(table);
}

/* ---- matching ---- */

struct match {
	struct span args[REQUEST_ARGS_MAX];
	size_t arg_count;
};

static bool begins_with(struct span text, struct span start)
{
	for (size_t i = 0; i < start.len; i++)
		if (i == text.len ||
		    ascii_lower(text.at[i]) != ascii_lower(start.at[i]))
			return false;
	return true;
}

/* Takes a segment of this text off the front of *rest. */
static bool take_fixed(struct span text, struct span *rest)
{
	struct span path = skip_slashes(*rest);

	if (path.len < text.len || memcmp(path.at, text.at, text.len) != 0 ||
	    (path.len > text.len && path.at[text.len] != '/'))
		return false;
	*rest = span_slice(path, text.len, path.len);
	return true;
}

/* Matches one segment of a pattern, taking what it matches off *rest. */
static bool match_segment(const struct segment *segment, struct span *rest,
			  struct match *match)
{
	struct span got;

	if (segment->kind == SEGMENT_REST) {
		got = skip_slashes(*rest);
		*rest = (struct span){ 0 };
		if (!got.len)
			return false;
	} else if (segment->kind == SEGMENT_FIXED) {
		return take_fixed(segment->text, rest);
	} else if (!segment_next(rest, &got)) {
		return false;
	}
	if (match->arg_count == REQUEST_ARGS_MAX ||
	    !begins_with(got, segment->text))
		return false;
	match->args[match->arg_count++] = got;
	return true;
}

static bool match_path(const struct pattern *pattern, struct span path,
		       struct match *ret)
{
	struct span got;

	ret->arg_count = 0;
	for (size_t i = 0; i < pattern->count; i++)
		if (!match_segment(&pattern->segments[i], &path, ret))
			return false;
	return !segment_next(&path, &got);
}

/* The method a request is looked up as. */
static struct span method_of(struct span method)
{
	return span_is(method, "HEAD") ? (struct span)SPAN("GET") : method;
}

static void allow_text(struct route_match *ret, const char *text)
{
	size_t len = strlen(ret->allow), more = strlen(text);

	if (len + more < sizeof(ret->allow))
		memcpy(ret->allow + len, text, more + 1);
}

/* Adds a method, and what comes with it, to the text of Allow. */
static void allow_add(struct route_match *ret, const char *method)
{
	if (ret->allow[0])
		allow_text(ret, ", ");
	allow_text(ret, method);
	if (strcmp(method, "GET") == 0)
		allow_text(ret, ", HEAD");
}

struct route_match route_find(const struct route_table *table,
			      struct span method, struct span raw_path)
{
	struct route_match ret = { 0 };
	uint64_t rank = 0;
	struct match match;

	method = method_of(method);
	for (size_t i = 0; i < table->count; i++) {
		const struct pattern *pattern = &table->patterns[i];

		if (ret.allow[0] && pattern->rank != rank)
			break;
		if (!match_path(pattern, raw_path, &match))
			continue;
		rank = pattern->rank;
		allow_add(&ret, pattern->route->method);
		if (!ret.route && span_is(method, pattern->route->method)) {
			ret.route = pattern->route;
			memcpy(ret.args, match.args, sizeof(ret.args));
			ret.arg_count = match.arg_count;
		}
	}
	if (ret.allow[0])
		allow_add(&ret, "OPTIONS");
	return ret;
}
