/* SPDX-License-Identifier: MIT */
/*
 * What the splitter does about damage; see dump_scan.c.
 */
#include "dump_step.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>

enum scan_event scan_reject(struct scan *scan, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(scan->reason, sizeof(scan->reason), format, args);
	va_end(args);
	return SCAN_REJECT;
}

void scan_let_go(struct scan *scan)
{
	scan->held = false;
	scan->stop = LLONG_MAX;
}

void scan_pass_over(struct scan *scan)
{
	scan->damaged = true;
	if (scan->held && scan->second) {
		scan->at = (size_t)(scan->second - scan->base);
		scan->line = scan->start_line + 1;
		scan->line_start = scan->second;
		scan->first = -1;
		scan_resume(scan);
	} else if (scan->outer.depth) {
		scan_lose(scan);
	} else {
		scan->nest = (struct nest){ 0 };
		scan->state = IN_SKIP;
	}
	scan->dropped = false;
	scan_let_go(scan);
}

void scan_resume(struct scan *scan)
{
	scan->nest = (struct nest){ 0 };
	scan->state = AT_RESUME;
}

/* Damage outside of values is where it was seen. */
static void note_place(struct scan *scan)
{
	long long indent = scan->first - scan->line_start;

	scan->start = scan_offset(scan);
	scan->start_line = scan->line;
	scan->indent = indent > 0 ? indent : 0;
}

enum scan_event scan_damage(struct scan *scan)
{
	bool known = scan->dropped;

	if (!scan->held && !known)
		note_place(scan);
	scan_pass_over(scan);
	return known ? SCAN_MORE : SCAN_REJECT;
}

enum scan_event scan_give(struct scan *scan)
{
	scan_let_go(scan);
	if (scan->state == AT_BRACKET)
		scan->at = (size_t)(scan->bracket - scan->base);
	scan->state = AT_TOP;
	return SCAN_OBJECT;
}

/* The object with its text so far; the line goes over the limit. */
static enum scan_event give_before_line(struct scan *scan)
{
	scan->at = (size_t)(scan->line_start - scan->base);
	scan_give(scan);
	scan->state = IN_LONG;
	return SCAN_OBJECT;
}

enum scan_event scan_too_large(struct scan *scan)
{
	if (scan->state == AT_REST || scan->state == AT_TEXT ||
	    scan->state == AT_BRACKET)
		return scan_give(scan);
	if (scan->state == IN_TEXT)
		return give_before_line(scan);
	scan_reject(scan, "larger than %zu bytes", scan->record_max);
	if (scan->second)
		return scan_damage(scan);
	scan_let_go(scan);
	scan->dropped = true;
	return SCAN_REJECT;
}

enum scan_event step_unexpected(struct scan *scan)
{
	unsigned char c = (unsigned char)scan->data[scan->at];

	if (c > ' ' && c < 0x7F)
		scan_reject(scan, "unexpected '%c' in line %lld", c,
			    scan->line);
	else
		scan_reject(scan, "unexpected byte 0x%02x in line %lld", c,
			    scan->line);
	return scan_damage(scan);
}
