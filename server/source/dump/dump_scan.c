/* SPDX-License-Identifier: MIT */
/*
 * The splitter.
 *
 * Each byte has a class; each state has a row of steps[][] that says what a
 * byte of that class does.  The states fall in groups:
 *
 *   between values   AT_TOP, AT_ELEMENT; and after an object at top level,
 *                    whose lines of text may follow: AT_REST, AT_TEXT
 *   inside a value   what may come next: AT_KEY, AT_COLON, AT_VALUE, …
 *   after damage     IN_SKIP to the end of the line, then AT_RESUME at the
 *                    start of each line until one begins a value; among
 *                    elements IN_LOST, until the damaged one seems to end
 *
 * Two bit stacks know what is open: `nest` in the value being read, `outer`
 * around the elements when they stand in an array.  An object whose member
 * turns out to be an array of elements stops being a value: what is open in it
 * becomes `outer`, and nothing of it is kept.
 *
 * Damage goes back to the second line of the damaged value, because the first
 * line may be cut off and have swallowed good ones.  From there on, lines are
 * passed over until one begins a value; a line that is indented deeper than
 * the damaged one is taken for a part of it.  An element that stands in one
 * line is left where its brackets say; see dump_lost.c.
 */
#include "dump_step.h"

#include <limits.h>

enum class {
	BLANK, /* space, TAB, CR */
	BREAK, /* LF */
	PLAIN, /* part of a number, true, false, null */
	ZERO,  /* NUL: a hole in the file, never text */
	OTHER,
	QUOTE,
	COLON,
	COMMA,
	OPEN_OBJECT,
	SHUT_OBJECT,
	OPEN_ARRAY,
	SHUT_ARRAY,
	CLASS_COUNT,
};

/* clang-format off */
static const unsigned char classes[256] = {
	[0] = ZERO, [1 ... 8] = OTHER, ['\t'] = BLANK, ['\n'] = BREAK,
	[11 ... 12] = OTHER, ['\r'] = BLANK, [14 ... 31] = OTHER,
	[' '] = BLANK, ['!'] = OTHER, ['"'] = QUOTE, ['#' ... '*'] = OTHER,
	['+'] = PLAIN, [','] = COMMA, ['-' ... '.'] = PLAIN, ['/'] = OTHER,
	['0' ... '9'] = PLAIN, [':'] = COLON, [';' ... '@'] = OTHER,
	['A' ... 'Z'] = PLAIN, ['['] = OPEN_ARRAY, ['\\'] = OTHER,
	[']'] = SHUT_ARRAY, ['^' ... '`'] = OTHER, ['a' ... 'z'] = PLAIN,
	['{'] = OPEN_OBJECT, ['|'] = OTHER, ['}'] = SHUT_OBJECT,
	['~'] = OTHER, [127] = OTHER, [128 ... 255] = OTHER,
};

static enum scan_event (*const steps[STEP_STATES][CLASS_COUNT])(
	struct scan *scan) = {
	/* BLANK, BREAK, PLAIN, ZERO, OTHER, QUOTE,
	 * COLON, COMMA, OPEN_OBJECT, SHUT_OBJECT, OPEN_ARRAY, SHUT_ARRAY */
	[AT_TOP] = {
		step_pass, step_line, step_junk, step_junk, step_junk, step_junk,
		step_junk, step_junk, step_begin, step_junk, step_bracket, step_junk,
	},
	[AT_ELEMENT] = {
		step_pass, step_line, step_begin, step_unexpected, step_unexpected, step_begin,
		step_unexpected, step_pass, step_begin, step_unexpected, step_begin, step_list_end,
	},
	[AT_REST] = {
		step_pass, step_line_end, step_trail, step_trail, step_trail, step_trail,
		step_trail, step_pass, step_give, step_trail, step_give, step_trail,
	},
	[AT_TEXT] = {
		step_pass, step_line, step_text, step_give, step_text, step_text,
		step_text, step_pass, step_give, step_text, step_bracket, step_text,
	},
	[AT_BRACKET] = {
		step_pass, step_list, step_list_scalar, step_no_list, step_no_list, step_list_scalar,
		step_no_list, step_no_list, step_list, step_no_list, step_list, step_list,
	},
	[AT_RESUME] = {
		step_pass, step_line, step_resume, step_resume, step_resume, step_resume,
		step_resume, step_resume, step_resume, step_resume, step_resume, step_resume,
	},
	[AT_VALUE] = {
		step_pass, step_line, step_scalar, step_unexpected, step_unexpected, step_string,
		step_unexpected, step_unexpected, step_open, step_unexpected, step_open, step_unexpected,
	},
	[AT_FIRST_VALUE] = {
		step_pass, step_line, step_scalar, step_unexpected, step_unexpected, step_string,
		step_unexpected, step_unexpected, step_open, step_unexpected, step_open, step_close,
	},
	[AT_KEY] = {
		step_pass, step_line, step_unexpected, step_unexpected, step_unexpected, step_string,
		step_unexpected, step_unexpected, step_unexpected, step_unexpected, step_unexpected, step_unexpected,
	},
	[AT_FIRST_KEY] = {
		step_pass, step_line, step_unexpected, step_unexpected, step_unexpected, step_string,
		step_unexpected, step_unexpected, step_unexpected, step_close, step_unexpected, step_unexpected,
	},
	[AT_COLON] = {
		step_pass, step_line, step_unexpected, step_unexpected, step_unexpected, step_unexpected,
		step_colon, step_unexpected, step_unexpected, step_unexpected, step_unexpected, step_unexpected,
	},
	[AT_END] = {
		step_pass, step_line, step_unexpected, step_unexpected, step_unexpected, step_unexpected,
		step_unexpected, step_comma, step_unexpected, step_close, step_unexpected, step_close,
	},
};
/* clang-format on */

static enum scan_event (*const runs[])(struct scan *scan, size_t end) = {
	[IN_STRING - STEP_STATES] = run_string,
	[IN_ESCAPE - STEP_STATES] = run_escape,
	[IN_SCALAR - STEP_STATES] = run_scalar,
	[IN_TEXT - STEP_STATES] = run_text,
	[IN_SKIP - STEP_STATES] = run_skip,
	[IN_LONG - STEP_STATES] = run_long,
	[IN_LOST - STEP_STATES] = run_lost,
	[IN_LOST_STRING - STEP_STATES] = run_lost_string,
	[IN_LOST_ESCAPE - STEP_STATES] = run_lost_escape,
	[IN_GAP - STEP_STATES] = run_gap,
	[IN_ENTRY - STEP_STATES] = run_entry,
	[IN_HEAD - STEP_STATES] = run_head,
	[IN_REST - STEP_STATES] = run_rest,
	[XML_TEXT - STEP_STATES] = run_xml_text,
	[XML_OPEN - STEP_STATES... XML_DOCTYPE_QUOTE -
		STEP_STATES] = run_markup,
};

static enum scan_event take_step(struct scan *scan)
{
	unsigned char class = classes[(unsigned char)scan->data[scan->at]];

	if (class > BREAK && scan->first < scan->line_start)
		scan->first = scan_offset(scan);
	return steps[scan->state][class](scan);
}

void scan_skip(struct scan *scan, size_t len)
{
	scan->at += len;
	scan->line_start = scan_offset(scan);
}

void scan_window(struct scan *scan, const char *data, size_t len,
		 long long base)
{
	scan->at = (size_t)(scan_offset(scan) - base);
	scan->data = data;
	scan->len = len;
	scan->base = base;
}

enum scan_event scan_next(struct scan *scan)
{
	enum scan_event event = SCAN_MORE;

	while (event == SCAN_MORE) {
		size_t end = scan->len;

		if (scan->stop - scan->base < (long long)end)
			end = (size_t)(scan->stop - scan->base);
		if (scan_offset(scan) >= scan->stop)
			event = scan->form->too_large(scan);
		else if (scan->at >= end)
			break;
		else if (scan->state < STEP_STATES)
			event = take_step(scan);
		else
			event = runs[scan->state - STEP_STATES](scan, end);
	}
	return event;
}

/* The stream ends among elements, or after them before what held them did. */
static enum scan_event list_unfinished(struct scan *scan, const char *reason)
{
	scan_reject(scan, "%s", reason);
	scan->dropped = false;
	scan->outer = (struct nest){ 0 };
	scan->unfinished = true;
	return scan_damage(scan);
}

/* An object at top level lacks nothing; a line of its text may be cut off. */
static bool is_whole(const struct scan *scan, bool cut)
{
	unsigned state = scan->state;

	if (state == AT_REST || state == AT_TEXT)
		return true;
	return !cut && (state == IN_TEXT || state == AT_BRACKET);
}

/* What is open is passed over. */
static bool is_skipping(const struct scan *scan)
{
	return scan->dropped || scan->state == AT_RESUME ||
	       scan->state >= IN_SKIP;
}

static enum scan_event end_list(struct scan *scan)
{
	if (is_skipping(scan) && scan->outer.depth && !scan->unfinished)
		return list_unfinished(scan,
				       "the rest of the array was not read");
	if (is_skipping(scan))
		return SCAN_MORE;
	if (scan->outer.depth || scan->nest.depth || scan->state == AT_BRACKET)
		return list_unfinished(
			scan, "the file ends before its array of records does");
	return SCAN_MORE;
}

/* The last line of text needs no break after it. */
static void end_text(struct scan *scan)
{
	if (scan->state == IN_TEXT)
		scan->end = scan_offset(scan);
}

static enum scan_event json_end(struct scan *scan, bool cut)
{
	if (scan->held && is_whole(scan, cut)) {
		end_text(scan);
		return scan_give(scan);
	}
	if (cut)
		return SCAN_MORE;
	if (!scan->held)
		return end_list(scan);
	scan->unfinished |= scan->outer.depth > 0;
	scan_reject(scan, "the file ends inside this object");
	return scan_damage(scan);
}

enum scan_event scan_end(struct scan *scan, bool cut)
{
	return scan->form->end(scan, cut);
}

static const struct scan_form forms[] = {
	[SOURCE_JSON] = { AT_TOP, scan_too_large, json_end },
	[SOURCE_BIBTEX] = { IN_GAP, entry_too_large, entry_end },
	[SOURCE_RIS] = { IN_HEAD, record_too_large, record_end },
	[SOURCE_XML] = { XML_TEXT, xml_too_large, xml_end },
};

void scan_init(struct scan *scan, size_t record_max)
{
	*scan = (struct scan){
		.record_max = record_max,
		.line = 1,
		.first = -1,
		.stop = LLONG_MAX,
	};
	scan_set_form(scan, SOURCE_JSON);
}

void scan_set_form(struct scan *scan, enum source_form form)
{
	scan->form = &forms[form];
	scan->state = scan->form->top;
}
