/* SPDX-License-Identifier: MIT */
/*
 * The splitter's steps between values; see dump_scan.c.
 */
#include "dump_step.h"

/* ---- blanks and lines ---- */

void scan_count_line(struct scan *scan)
{
	scan->at++;
	scan->line++;
	scan->line_start = scan_offset(scan);
	if (scan->held && !scan->second)
		scan->second = scan->line_start;
}

enum scan_event step_pass(struct scan *scan)
{
	scan->at++;
	return SCAN_MORE;
}

enum scan_event step_line(struct scan *scan)
{
	scan_count_line(scan);
	if (scan->dropped) {
		scan_pass_over(scan);
		scan_resume(scan);
	}
	return SCAN_MORE;
}

/* ---- values ---- */

/* The byte itself is taken in the state AT_VALUE. */
enum scan_event step_begin(struct scan *scan)
{
	scan->start = scan_offset(scan);
	scan->start_line = scan->line;
	scan->indent = scan->first - scan->line_start;
	scan->second = 0;
	scan->stop = scan->start + (long long)scan->record_max;
	scan->held = true;
	scan->is_object = scan->data[scan->at] == '{';
	scan->watched = !scan->outer.depth || scan->resumed;
	scan->rows = 0;
	scan->damaged = false;
	scan->resumed = false;
	scan->state = AT_VALUE;
	return SCAN_MORE;
}

/* A line at top level that belongs to nothing. */
enum scan_event step_junk(struct scan *scan)
{
	scan->state = IN_SKIP;
	if (scan->damaged)
		return SCAN_MORE;
	scan->start = scan_offset(scan);
	scan->start_line = scan->line;
	return scan_reject(scan, "not a JSON object");
}

/* ---- after an object at top level ---- */

enum scan_event step_line_end(struct scan *scan)
{
	scan_count_line(scan);
	scan->state = AT_TEXT;
	return SCAN_MORE;
}

enum scan_event step_give(struct scan *scan)
{
	return scan_give(scan);
}

enum scan_event step_trail(struct scan *scan)
{
	scan_reject(scan, "text after the end of the object in line %lld",
		    scan->line);
	return scan_damage(scan);
}

enum scan_event step_text(struct scan *scan)
{
	scan->state = IN_TEXT;
	/* with the line break, which does not count */
	scan->stop = scan->start + (long long)scan->record_max + 1;
	return SCAN_MORE;
}

/* ---- arrays of elements ---- */

enum scan_event step_bracket(struct scan *scan)
{
	scan->bracket = scan_offset(scan);
	scan->at++;
	scan->state = AT_BRACKET;
	return SCAN_MORE;
}

/* The bracket opens an array, which ends the object before it. */
enum scan_event step_list(struct scan *scan)
{
	if (scan->held)
		return scan_give(scan);
	scan->outer = (struct nest){ .depth = 1 };
	scan->damaged = false;
	scan->resumed = false;
	scan->state = AT_ELEMENT;
	return SCAN_MORE;
}

enum scan_event step_no_list(struct scan *scan)
{
	enum scan_event event;

	if (scan->held)
		return step_text(scan);
	event = step_junk(scan);
	scan->start = scan->bracket;
	return event;
}

/* "[1] Smith" and "[INFO]" are text; alone, "[1," is an array of elements
 * that are no objects. */
enum scan_event step_list_scalar(struct scan *scan)
{
	if (scan->held || scan->damaged ||
	    !strchr("\"-0123456789tfn", scan->data[scan->at]))
		return step_no_list(scan);
	return step_list(scan);
}

/* What stands around the array goes on. */
enum scan_event step_list_end(struct scan *scan)
{
	scan->nest = scan->outer;
	scan->outer = (struct nest){ 0 };
	scan->watched = true;
	scan->damaged = false;
	scan->resumed = false;
	scan->rows = 0;
	scan->nest.depth--;
	scan->at++;
	scan->state = scan->nest.depth ? AT_END : AT_TOP;
	return SCAN_MORE;
}

/* ---- after damage ---- */

/* The first byte of a line that is not blank; or one after "},". */
enum scan_event step_resume(struct scan *scan)
{
	char c = scan->data[scan->at];
	bool listed = scan->outer.depth > 0;

	scan->resumed = c == '{';
	if (scan->first - scan->line_start > scan->indent)
		scan->state = IN_SKIP;
	else if (c == '{' || c == (listed ? ']' : '['))
		scan->state = listed ? AT_ELEMENT : AT_TOP;
	else if (listed && (c == '}' || c == ','))
		scan->at++;
	else
		scan->state = IN_SKIP;
	return SCAN_MORE;
}
