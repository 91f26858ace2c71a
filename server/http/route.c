/* SPDX-License-Identifier: MIT */
/*
 * Matching a path against the patterns of the route table.
 *
 * Path and pattern are walked segment by segment.  Of all patterns that match,
 * the one of the highest rank wins: two bits a segment, the first segment
 * highest, fixed text above an argument above the rest of the path.  The
 * methods of a path are those of all routes whose pattern has that rank.
 */
#include "paperd/route.h"

#include <stdio.h>

#include "paperd/scoped.h"

enum segment { SEGMENT_REST = 1, SEGMENT_ARG = 2, SEGMENT_FIXED = 3 };

/* Bits of a rank; two a segment, so patterns have at most 32 segments. */
#define RANK_BITS 64

struct match {
	struct span args[REQUEST_ARGS_MAX];
	size_t arg_count;
	uint64_t rank;
};

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

static enum segment segment_kind(struct span pattern)
{
	if (pattern.at[pattern.len - 1] != '}')
		return SEGMENT_FIXED;
	if (pattern.len > 5 &&
	    memcmp(pattern.at + pattern.len - 4, "...}", 4) == 0)
		return SEGMENT_REST;
	return SEGMENT_ARG;
}

/* The text that an argument must begin with. */
static struct span beginning(struct span pattern)
{
	const char *brace = memchr(pattern.at, '{', pattern.len);

	return span_slice(pattern, 0, (size_t)(brace - pattern.at));
}

static bool begins_with(struct span text, struct span start)
{
	for (size_t i = 0; i < start.len; i++)
		if (i == text.len ||
		    ascii_lower(text.at[i]) != ascii_lower(start.at[i]))
			return false;
	return true;
}

static bool same(struct span a, struct span b)
{
	return a.len == b.len && memcmp(a.at, b.at, a.len) == 0;
}

/* Matches one segment of a pattern, taking what it matches off *rest. */
static bool match_segment(struct span pattern, struct span *rest,
			  struct match *match)
{
	enum segment kind = segment_kind(pattern);
	struct span got;

	if (kind == SEGMENT_REST) {
		got = skip_slashes(*rest);
		*rest = (struct span){ 0 };
		if (!got.len)
			return false;
	} else if (!segment_next(rest, &got)) {
		return false;
	}
	if (kind == SEGMENT_FIXED)
		return same(pattern, got);
	if (match->arg_count == REQUEST_ARGS_MAX ||
	    !begins_with(got, beginning(pattern)))
		return false;
	match->args[match->arg_count++] = got;
	return true;
}

static bool match_path(struct span pattern, struct span path, struct match *ret)
{
	struct span want, got;
	unsigned shift = RANK_BITS;

	while (segment_next(&pattern, &want)) {
		if (!shift || !match_segment(want, &path, ret))
			return false;
		shift -= 2;
		ret->rank |= (uint64_t)segment_kind(want) << shift;
	}
	return !segment_next(&path, &got);
}

/* The method a request is looked up as. */
static struct span method_of(struct span method)
{
	return span_is(method, "HEAD") ? (struct span)SPAN("GET") : method;
}

/* Adds a method, and what comes with it, to the text of Allow. */
static void allow_add(struct route_match *ret, const char *method)
{
	size_t len = strlen(ret->allow);

	snprintf(ret->allow + len, sizeof(ret->allow) - len, "%s%s%s",
		 len ? ", " : "", method,
		 strcmp(method, "GET") == 0 ? ", HEAD" : "");
}

/* The highest rank of a pattern that matches; 0 also for "/" alone. */
static bool best_rank(const struct route *routes, struct span path,
		      uint64_t *ret)
{
	bool found = false;

	for (; routes->method; routes++) {
		struct match match = { 0 };

		if (!match_path(span_of(routes->path), path, &match))
			continue;
		if (!found || match.rank > *ret)
			*ret = match.rank;
		found = true;
	}
	return found;
}

struct route_match route_find(const struct route *routes, struct span method,
			      struct span raw_path)
{
	struct route_match ret = { 0 };
	uint64_t rank = 0;

	if (!best_rank(routes, raw_path, &rank))
		return ret;
	method = method_of(method);
	for (; routes->method; routes++) {
		struct match match = { 0 };

		if (!match_path(span_of(routes->path), raw_path, &match) ||
		    match.rank != rank)
			continue;
		allow_add(&ret, routes->method);
		if (!ret.route && span_is(method, routes->method)) {
			ret.route = routes;
			memcpy(ret.args, match.args, sizeof(ret.args));
			ret.arg_count = match.arg_count;
		}
	}
	allow_add(&ret, "OPTIONS");
	return ret;
}
