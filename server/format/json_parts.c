/* SPDX-License-Identifier: MIT */
/*
 * What the two forms in JSON have in common: dates, and the member `paperd`.
 */
#include <string.h>

#include "paperd/json.h"
#include "writers.h"

/* ---- dates ---- */

void date_parts_json(const struct date_parts *parts, struct buf *out)
{
	json_key(out, "date-parts");
	json_open(out, '[');
	json_open(out, '[');
	for (int i = 0; i < parts->count; i++)
		json_integer(out, parts->of[i]);
	if (!parts->count)
		json_null(out);
	json_close(out, ']');
	json_close(out, ']');
}

/* Days since 1970-01-01 in the Gregorian calendar, which counts from the March
 * of a year that 400 divides: a leap day is the last one of its year. */
static long long days_of(const struct date_parts *parts)
{
	long long year = parts->of[0] - (parts->of[1] <= 2);
	long long month = (parts->of[1] + 9) % 12;

	return 365 * year + year / 4 - year / 100 + year / 400 +
	       (153 * month + 2) / 5 + parts->of[2] - 1 - 719468;
}

/* The two digits at text, or 0. */
static int two_digits(const char *text)
{
	if (!ascii_is_digit(text[0]) || !ascii_is_digit(text[1]))
		return 0;
	return 10 * (text[0] - '0') + text[1] - '0';
}

/* Where the time of day is in YYYY-MM-DDTHH:MM:SSZ; NULL: there is none. */
static const char *time_of(const char *date)
{
	size_t len = strlen(date);

	return len >= 20 && date[10] == 'T' && date[len - 1] == 'Z' ? date + 11
								    : NULL;
}

static void instant_json(const char *date, const struct date_parts *parts,
			 struct buf *out)
{
	const char *time = time_of(date);
	long long seconds = 86400 * days_of(parts);

	json_key(out, "date-time");
	if (time) {
		seconds += 3600 * two_digits(time) + 60 * two_digits(time + 3) +
			   two_digits(time + 6);
		json_text(out, date);
	} else {
		buf_add_format(out, "\"%.10sT00:00:00Z\"", date);
	}
	json_key(out, "timestamp");
	json_integer(out, 1000 * seconds);
}

void moment_json(const char *date, struct buf *out)
{
	struct date_parts parts = date_parts_of(date);

	json_open(out, '{');
	date_parts_json(&parts, out);
	if (parts.count == 3)
		instant_json(date, &parts, out);
	json_close(out, '}');
}

/* ---- what has no member of its own ---- */

void rest_json(const struct paper *rest, const char *const *unknown,
	       struct buf *out)
{
	json_key(out, "paperd");
	paper_to_json(rest, FIELD_SET_ALL, out);
	if (!*unknown || out->failed)
		return;
	buf_cut(out, out->len - 1);
	for (; *unknown; unknown++) {
		json_key(out, *unknown);
		json_null(out);
	}
	json_close(out, '}');
}
