/* SPDX-License-Identifier: MIT */
/*
 * The splitter's runs; see dump_scan.c.  Most bytes of a dump are inside
 * strings, so these are passed eight at a time.
 */
#include "dump_step.h"

/* ---- strings ---- */

/* Not 0 when a byte of word is c. */
static uint64_t has_byte(uint64_t word, unsigned char c)
{
	const uint64_t ones = 0x0101010101010101;
	uint64_t zero = word ^ (ones * c);

	return (zero - ones) & ~zero & (ones << 7);
}

static bool stops_string(char c)
{
	return c == '"' || c == '\\' || c == '\n';
}

/* The index of the next byte from `at` on that stops a string, or end. */
static size_t string_part(const char *data, size_t at, size_t end)
{
	uint64_t word;

	for (; end - at >= sizeof(word); at += sizeof(word)) {
		memcpy(&word, data + at, sizeof(word));
		if (has_byte(word, '"') | has_byte(word, '\\') |
		    has_byte(word, '\n'))
			break;
	}
	while (at < end && !stops_string(data[at]))
		at++;
	return at;
}

/* A name that does not fit is filled up: it is in no table. */
static void add_key(struct scan *scan, struct span part)
{
	if (part.len > sizeof(scan->key) - scan->key_len) {
		scan->key_len = sizeof(scan->key);
		return;
	}
	memcpy(scan->key + scan->key_len, part.at, part.len);
	scan->key_len += part.len;
}

static enum scan_event end_string(struct scan *scan)
{
	scan->at++;
	if (!scan->is_key)
		return scan_end_value(scan);
	scan_end_key(scan);
	scan->state = AT_COLON;
	return SCAN_MORE;
}

enum scan_event run_string(struct scan *scan, size_t end)
{
	size_t from = scan->at;

	scan->at = string_part(scan->data, from, end);
	if (scan->is_key)
		add_key(scan,
			(struct span){ scan->data + from, scan->at - from });
	if (scan->at == end)
		return SCAN_MORE;
	if (scan->data[scan->at] == '"')
		return end_string(scan);
	if (scan->data[scan->at] == '\n') {
		scan_reject(scan, "line %lld ends inside a string", scan->line);
		return scan_damage(scan);
	}
	scan->at++;
	scan->key_len = sizeof(scan->key); /* an escaped name is not decoded */
	scan->state = IN_ESCAPE;
	return SCAN_MORE;
}

enum scan_event run_escape(struct scan *scan, size_t end)
{
	if (scan->data[scan->at] != '\n')
		scan->at++;
	scan->state = IN_STRING;
	return SCAN_MORE;
}

/* ---- numbers, true, false, null ---- */

enum scan_event run_scalar(struct scan *scan, size_t end)
{
	const char *data = scan->data;

	while (scan->at < end &&
	       (ascii_is_alnum(data[scan->at]) || data[scan->at] == '-' ||
		data[scan->at] == '+' || data[scan->at] == '.'))
		scan->at++;
	return scan->at < end ? scan_end_value(scan) : SCAN_MORE;
}

/* ---- lines ---- */

/* Goes to the next line break, or to end: false. */
static bool find_break(struct scan *scan, size_t end)
{
	const char *found = memchr(scan->data + scan->at, '\n', end - scan->at);

	scan->at = found ? (size_t)(found - scan->data) : end;
	return found != NULL;
}

enum scan_event run_text(struct scan *scan, size_t end)
{
	if (!find_break(scan, end))
		return SCAN_MORE;
	scan->end = scan_offset(scan);
	scan->stop += SCAN_SLACK;
	return step_line_end(scan);
}

enum scan_event run_skip(struct scan *scan, size_t end)
{
	if (!find_break(scan, end))
		return SCAN_MORE;
	scan_count_line(scan);
	scan->state = scan->damaged ? AT_RESUME : AT_TOP;
	return SCAN_MORE;
}

/* The rest of the text is passed over as that of a damaged object is. */
enum scan_event run_long(struct scan *scan, size_t end)
{
	(void)end;
	scan->start = scan_offset(scan);
	scan->start_line = scan->line;
	scan->damaged = true;
	scan->state = IN_SKIP;
	return scan_reject(scan,
			   "text that makes the object before it larger than "
			   "%zu bytes",
			   scan->record_max);
}
