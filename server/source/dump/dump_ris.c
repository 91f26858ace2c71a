/* SPDX-License-Identifier: MIT */
/*
 * The splitter's states for RIS; see dump_scan.h.
 *
 * A record goes from the line of the tag TY to that of ER; where ER is
 * missing, to the next TY or the end of the file.  Lines between records are
 * passed over; those that name a work without TY are a damaged record, up to
 * the next ER or TY.  A line ends with LF, CR LF, or CR alone.
 */
#include "form.h"

#include "dump_step.h"
#include "paperd/scoped.h"

/* Bytes of a line that tell whether it has a tag: "TY  - ". */
#define HEAD_MAX 6

static bool is_break(char c)
{
	return c == '\n' || c == '\r';
}

static enum scan_event begin_record(struct scan *scan)
{
	scan->held = true;
	scan->damaged = false;
	scan->start = scan->line_start;
	scan->start_line = scan->line;
	scan->stop = scan->start + (long long)scan->record_max;
	return SCAN_MORE;
}

/* Gives the record, of which the bytes up to `end` are a part. */
static enum scan_event end_record(struct scan *scan, long long end)
{
	scan->end = end;
	scan_let_go(scan);
	return SCAN_OBJECT;
}

static enum scan_event take_type(struct scan *scan)
{
	if (!scan->held)
		return begin_record(scan);
	scan->at = (size_t)(scan->line_start - scan->base);
	scan->key_len = 0;
	scan->state = IN_HEAD;
	return end_record(scan, scan->line_start);
}

static enum scan_event take_end(struct scan *scan)
{
	scan->damaged = false;
	return scan->held ? end_record(scan, scan_offset(scan)) : SCAN_MORE;
}

/* A tag outside of records. */
static enum scan_event take_stray(struct scan *scan, struct span tag)
{
	static const char *const works[] = { "TI", "T1", "AU", "A1", "DO" };
	bool is_work = false;

	for (size_t i = 0; i < ARRAY_COUNT(works); i++)
		is_work = is_work || span_is(tag, works[i]);
	if (!is_work || scan->held || scan->damaged)
		return SCAN_MORE;
	scan->damaged = true;
	scan->start = scan->line_start;
	scan->start_line = scan->line;
	return scan_reject(scan, "a record without a TY line");
}

/* The beginning of a line is known. */
static enum scan_event take_head(struct scan *scan)
{
	struct span head = { scan->key, scan->key_len }, tag, value;

	scan->state = IN_REST;
	scan->pending = 0;
	if (!ris_tag(head, &tag, &value))
		return SCAN_MORE;
	if (span_is(tag, "TY"))
		return take_type(scan);
	if (span_is(tag, "ER"))
		return take_end(scan);
	return take_stray(scan, tag);
}

enum scan_event run_head(struct scan *scan, size_t end)
{
	while (scan->at < end) {
		char c = scan->data[scan->at];

		if (is_break(c) || scan->key_len == HEAD_MAX)
			return take_head(scan);
		scan->key[scan->key_len++] = c;
		scan->at++;
		scan->pending = scan->key_len;
	}
	return SCAN_MORE;
}

enum scan_event run_rest(struct scan *scan, size_t end)
{
	while (scan->at < end && !is_break(scan->data[scan->at]))
		scan->at++;
	if (scan->at == end)
		return SCAN_MORE;
	if (scan->data[scan->at] == '\n') {
		scan_count_line(scan);
	} else {
		scan->at++;
		scan->line_start = scan_offset(scan);
	}
	scan->key_len = 0;
	scan->state = IN_HEAD;
	return SCAN_MORE;
}

/* Its other lines are no record of their own. */
enum scan_event record_too_large(struct scan *scan)
{
	scan->damaged = true;
	scan_let_go(scan);
	return scan_reject(scan, "larger than %zu bytes", scan->record_max);
}

enum scan_event record_end(struct scan *scan, bool cut)
{
	enum scan_event event = SCAN_MORE;

	if (cut)
		return SCAN_MORE;
	if (scan->state == IN_HEAD)
		event = take_head(scan);
	if (event == SCAN_MORE && scan->held)
		return end_record(scan, scan_offset(scan));
	return event;
}
