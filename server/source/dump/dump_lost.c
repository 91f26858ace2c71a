/* SPDX-License-Identifier: MIT */
/*
 * The splitter after damage among elements.
 *
 * Brackets are counted on from what was open where the damage was seen,
 * leniently: one that closes also closes what stands open inside it.  The
 * damaged element ends where none is open any more, or before a '{' after "},"
 * where an array of objects is not what is open: JSON has no such place inside
 * an object.  Levels beyond those that struct nest has room for are counted
 * only, so that an element that is merely too deep is passed over exactly.
 * What is a string is taken as it seems; at a line break the start of the next
 * line is looked at instead.
 */
#include "dump_step.h"

#include "paperd/json.h"

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static bool is_object(const struct nest *nest)
{
	return nest->objects >> (nest->depth - 1) & 1;
}

/* True when "}," stands before the byte, in what is held. */
static bool follows_object(const struct scan *scan)
{
	static const char before[] = { ',', '}' };
	size_t from = (size_t)(scan->start - scan->base);
	size_t at = scan->at;

	for (size_t i = 0; i < sizeof(before); i++) {
		while (at > from && is_blank(scan->data[at - 1]))
			at--;
		if (at == from || scan->data[at - 1] != before[i])
			return false;
		at--;
	}
	return true;
}

void scan_lose(struct scan *scan)
{
	scan->run = scan->held && follows_object(scan) ? 2 : 0;
	scan->deep = 0;
	scan->state = IN_LOST;
}

/* ---- brackets ---- */

static enum scan_event regain(struct scan *scan)
{
	scan->nest = (struct nest){ 0 };
	scan->state = AT_ELEMENT;
	return SCAN_MORE;
}

static void lost_open(struct scan *scan, bool object)
{
	struct nest *nest = &scan->nest;
	uint64_t bit;

	scan->run = 0;
	scan->at++;
	if (nest->depth == JSON_DEPTH_MAX) {
		scan->deep++;
		return;
	}
	bit = 1ULL << nest->depth++;
	nest->objects = object ? nest->objects | bit : nest->objects & ~bit;
}

/* Closes the innermost one of the kind, if there is one. */
static void close_kind(struct nest *nest, bool object)
{
	struct nest left = *nest;

	while (left.depth && is_object(&left) != object)
		left.depth--;
	if (!left.depth)
		return;
	left.depth--;
	*nest = left;
}

static enum scan_event lost_close(struct scan *scan, bool object)
{
	bool inside = scan->nest.depth > 0;

	if (!inside && !object)
		return regain(scan); /* the array of elements ends */
	scan->at++;
	scan->run = object;
	if (scan->deep)
		scan->deep--;
	else
		close_kind(&scan->nest, object);
	return inside && !scan->nest.depth ? regain(scan) : SCAN_MORE;
}

static enum scan_event lost_object(struct scan *scan)
{
	bool may_begin = !scan->nest.depth || is_object(&scan->nest);

	if (scan->run == 2 && may_begin && !scan->deep)
		return regain(scan);
	lost_open(scan, true);
	return SCAN_MORE;
}

/* ---- runs ---- */

static enum scan_event lost_line(struct scan *scan)
{
	scan_count_line(scan);
	scan_resume(scan);
	return SCAN_MORE;
}

static enum scan_event lost_other(struct scan *scan, char c)
{
	scan->at++;
	if (is_blank(c))
		return SCAN_MORE;
	scan->run = c == ',' && scan->run == 1 ? 2 : 0;
	if (c == '"')
		scan->state = IN_LOST_STRING;
	return SCAN_MORE;
}

static enum scan_event lost_byte(struct scan *scan)
{
	char c = scan->data[scan->at];

	switch (c) {
	case '\n':
		return lost_line(scan);
	case '{':
		return lost_object(scan);
	case '[':
		lost_open(scan, false);
		return SCAN_MORE;
	case '}':
	case ']':
		return lost_close(scan, c == '}');
	default:
		return lost_other(scan, c);
	}
}

enum scan_event run_lost(struct scan *scan, size_t end)
{
	while (scan->state == IN_LOST && scan->at < end)
		lost_byte(scan);
	return SCAN_MORE;
}

enum scan_event run_lost_string(struct scan *scan, size_t end)
{
	char c = 0;

	while (scan->at < end && c != '"' && c != '\\') {
		c = scan->data[scan->at];
		if (c == '\n')
			return lost_line(scan);
		scan->at++;
	}
	if (c == '"')
		scan->state = IN_LOST;
	else if (c == '\\')
		scan->state = IN_LOST_ESCAPE;
	return SCAN_MORE;
}

enum scan_event run_lost_escape(struct scan *scan, size_t end)
{
	(void)end;
	if (scan->data[scan->at] != '\n')
		scan->at++;
	scan->state = IN_LOST_STRING;
	return SCAN_MORE;
}
