/* SPDX-License-Identifier: MIT */
/*
 * The splitter's steps inside a value; see dump_scan.c.
 */
#include "dump_step.h"

#include "paperd/json.h"
#include "paperd/scoped.h"

/* Members that hold an array of elements, by their names from the top. */
static const char *const paths[][SCAN_PATH_MAX] = {
	{ "items" },
	{ "message", "items" },
	{ "results" },              /* OpenAlex */
	{ "data" },                 /* DataCite, Semantic Scholar */
	{ "resultList", "result" }, /* Europe PMC */
};
#define PATHS_ALL ((1U << ARRAY_COUNT(paths)) - 1)

static bool in_object(const struct scan *scan)
{
	unsigned depth = scan->nest.depth;

	return depth && (scan->nest.objects >> (depth - 1) & 1);
}

/* An object at top level waits for its text, an element is met at once. */
static enum scan_event end_held(struct scan *scan)
{
	scan->end = scan_offset(scan);
	if (!scan->outer.depth) {
		scan->state = AT_REST;
		scan->stop += SCAN_SLACK;
		return SCAN_MORE;
	}
	scan_let_go(scan);
	if (scan->is_object)
		return SCAN_OBJECT;
	return scan_reject(scan, "an element that is not an object");
}

enum scan_event scan_end_value(struct scan *scan)
{
	bool listed = scan->outer.depth > 0;

	if (scan->nest.depth) {
		scan->state = AT_END;
		return SCAN_MORE;
	}
	scan->state = listed ? AT_ELEMENT : AT_TOP;
	if (scan->dropped && !listed)
		scan_pass_over(scan); /* with its lines of text */
	scan->dropped = false;
	return scan->held ? end_held(scan) : SCAN_MORE;
}

/* ---- which arrays hold elements ---- */

void scan_end_key(struct scan *scan)
{
	unsigned level = scan->nest.depth - 1;
	struct span key = { scan->key, scan->key_len };

	scan->rows = 0;
	if (!scan->watched || level >= SCAN_PATH_MAX)
		return;
	for (size_t i = 0; i < ARRAY_COUNT(paths); i++) {
		const char *name = paths[i][level];

		if (name && span_is(key, name))
			scan->rows |= scan->alive[level] & 1U << i;
	}
}

/* True when a row of paths[] ends with the last name. */
static bool at_path_end(const struct scan *scan)
{
	unsigned depth = scan->nest.depth;

	if (!scan->watched || !depth || depth > SCAN_PATH_MAX)
		return false;
	for (size_t i = 0; i < ARRAY_COUNT(paths); i++) {
		bool ends = depth == SCAN_PATH_MAX || !paths[i][depth];

		if (ends && (scan->rows >> i & 1))
			return true;
	}
	return false;
}

/* Notes which rows of paths[] go on inside what begins here. */
static void follow_paths(struct scan *scan, bool is_object)
{
	unsigned depth = scan->nest.depth;

	if (!is_object)
		scan->rows = 0;
	if (scan->watched && depth < SCAN_PATH_MAX)
		scan->alive[depth] = depth ? scan->rows : PATHS_ALL;
}

/* ---- arrays and objects ---- */

static void push(struct nest *nest, bool is_object)
{
	uint64_t bit = 1ULL << nest->depth++;

	nest->objects = is_object ? nest->objects | bit : nest->objects & ~bit;
}

/* What is open becomes what stands around elements.  Among elements already,
 * it is another page after one that was damaged and not read to its end. */
static enum scan_event enter_list(struct scan *scan)
{
	bool again = scan->outer.depth > 0;

	push(&scan->nest, false);
	scan->outer = scan->nest;
	scan->nest = (struct nest){ 0 };
	scan->dropped = false;
	scan->at++;
	scan->state = AT_ELEMENT;
	scan_let_go(scan);
	if (!again)
		return SCAN_MORE;
	scan->unfinished = true;
	return scan_reject(scan, "the rest of the array before this was not "
				 "read");
}

enum scan_event step_open(struct scan *scan)
{
	bool is_object = scan->data[scan->at] == '{';

	if (!is_object && at_path_end(scan))
		return enter_list(scan);
	if (scan->nest.depth == JSON_DEPTH_MAX) {
		scan_reject(scan, "nested deeper than %d in line %lld",
			    JSON_DEPTH_MAX, scan->line);
		return scan_damage(scan);
	}
	follow_paths(scan, is_object);
	push(&scan->nest, is_object);
	scan->at++;
	scan->state = is_object ? AT_FIRST_KEY : AT_FIRST_VALUE;
	return SCAN_MORE;
}

enum scan_event step_close(struct scan *scan)
{
	if (in_object(scan) != (scan->data[scan->at] == '}'))
		return step_unexpected(scan);
	scan->nest.depth--;
	scan->at++;
	return scan_end_value(scan);
}

/* ---- the rest ---- */

enum scan_event step_string(struct scan *scan)
{
	scan->is_key = scan->state == AT_KEY || scan->state == AT_FIRST_KEY;
	scan->key_len = 0;
	scan->at++;
	scan->state = IN_STRING;
	return SCAN_MORE;
}

enum scan_event step_scalar(struct scan *scan)
{
	scan->state = IN_SCALAR;
	return SCAN_MORE;
}

enum scan_event step_colon(struct scan *scan)
{
	scan->at++;
	scan->state = AT_VALUE;
	return SCAN_MORE;
}

enum scan_event step_comma(struct scan *scan)
{
	scan->at++;
	scan->state = in_object(scan) ? AT_KEY : AT_VALUE;
	return SCAN_MORE;
}
