/* SPDX-License-Identifier: MIT */
#include "paperd/json.h"

#include <string.h>

/* A text being checked.  fix is the same text when it may be repaired. */
struct scan {
	struct span text;
	char *fix;
	size_t at;
	unsigned depth;
	struct error *err;
};

/* The value of the four hex digits of \uXXXX at `at`, or -1. */
static long unicode_escape(struct span text, size_t at)
{
	long code = 0;

	if (at + 6 > text.len || text.at[at] != '\\' || text.at[at + 1] != 'u')
		return -1;
	for (size_t i = at + 2; i < at + 6; i++) {
		int digit = hex_value(text.at[i]);

		if (digit < 0)
			return -1;
		code = code * 16 + digit;
	}
	return code;
}

static bool is_high_surrogate(long code)
{
	return code >= 0xD800 && code <= 0xDBFF;
}

static bool is_low_surrogate(long code)
{
	return code >= 0xDC00 && code <= 0xDFFF;
}

/* Replaces the four digits of the escape at scan->at, or refuses it. */
static enum status replace_escape(struct scan *scan, const char *digits,
				  const char *what)
{
	if (!scan->fix)
		return error_set(scan->err, STATUS_INVALID_BODY,
				 "%s escape at byte %zu", what, scan->at);
	memcpy(scan->fix + scan->at + 2, digits, 4);
	return STATUS_OK;
}

/* Looks at the escape at scan->at and steps over it. */
static enum status scan_escape(struct scan *scan)
{
	long code = unicode_escape(scan->text, scan->at);
	enum status status = STATUS_OK;
	size_t len = code < 0 ? 2 : 6;

	if (code == 0)
		status = replace_escape(scan, "0001", "NUL");
	else if (is_high_surrogate(code) &&
		 is_low_surrogate(unicode_escape(scan->text, scan->at + 6)))
		len = 12;
	else if (is_high_surrogate(code) || is_low_surrogate(code))
		status = replace_escape(scan, "fffd", "lone surrogate");
	scan->at += len;
	return status;
}

/* Steps over the string whose opening quote is at scan->at. */
static enum status scan_string(struct scan *scan)
{
	scan->at++;
	while (scan->at < scan->text.len) {
		char c = scan->text.at[scan->at];

		if (c == '\\') {
			if (scan_escape(scan) != STATUS_OK)
				return scan->err->status;
			continue;
		}
		scan->at++;
		if (c == '"')
			break;
	}
	return STATUS_OK;
}

static enum status scan_json(struct scan *scan)
{
	size_t valid = utf8_valid_length(scan->text);

	if (valid < scan->text.len)
		return error_set(scan->err, STATUS_INVALID_BODY,
				 "invalid UTF-8 at byte %zu", valid);
	while (scan->at < scan->text.len) {
		char c = scan->text.at[scan->at];

		if (c == '"') {
			if (scan_string(scan) != STATUS_OK)
				return scan->err->status;
			continue;
		}
		if ((c == '{' || c == '[') && ++scan->depth > JSON_DEPTH_MAX)
			return error_set(scan->err, STATUS_INVALID_BODY,
					 "nested deeper than %d at byte %zu",
					 JSON_DEPTH_MAX, scan->at);
		if ((c == '}' || c == ']') && scan->depth)
			scan->depth--;
		scan->at++;
	}
	return STATUS_OK;
}

enum status json_check(struct span text, struct error *err)
{
	struct error own = { 0 };
	struct scan scan = { .text = text, .err = err ? err : &own };

	return scan_json(&scan);
}

enum status json_repair(char *text, size_t len, struct error *err)
{
	struct error own = { 0 };
	struct scan scan = { .text = { text, len },
			     .fix = text,
			     .err = err ? err : &own };

	return scan_json(&scan);
}
