/* SPDX-License-Identifier: MIT */
/* Dates: any text or numbers in, a day of the calendar out, once and for all. */
#include "fuzz.h"
#include "paperd/values.h"

/* Years that a record may have: from 1000 to two years ahead. */
#define YEAR_MIN 1000
#define YEAR_MAX 2200

static bool from_text(struct span raw, struct clean_date *ret)
{
	return date_from_text(raw, ret, NULL);
}

static int digits(const char *text, size_t len)
{
	int value = 0;

	for (size_t i = 0; i < len; i++) {
		REQUIRE(ascii_is_digit(text[i]));
		value = 10 * value + text[i] - '0';
	}
	return value;
}

static int days_of(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30,
				    31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return days[month - 1] + (month == 2 && leap);
}

/* YYYY, YYYY-MM or YYYY-MM-DD, of the calendar. */
static void require_day(const char *date)
{
	size_t len = strlen(date);
	int year, month, day;

	REQUIRE(len == 4 || len == 7 || len == 10);
	year = digits(date, 4);
	REQUIRE(year >= YEAR_MIN && year <= YEAR_MAX);
	if (len < 7)
		return;
	month = digits(date + 5, 2);
	REQUIRE(date[4] == '-' && month >= 1 && month <= 12);
	if (len < 10)
		return;
	day = digits(date + 8, 2);
	REQUIRE(date[7] == '-' && day >= 1 && day <= days_of(year, month));
}

static void require_date(const struct clean_date *date)
{
	static const size_t lengths[] = {
		[PRECISION_YEAR] = 4,
		[PRECISION_MONTH] = 7,
		[PRECISION_DAY] = 10,
		[PRECISION_SEASON] = 4,
	};

	require_day(date->date);
	REQUIRE(strlen(date->date) == lengths[date->precision]);
	REQUIRE((date->precision == PRECISION_SEASON) == !!date->season);
	if (!date->end[0])
		return;
	/* the end may be known less well: February 1999 to 1999 */
	require_day(date->end);
	REQUIRE(strcmp(date->end, date->date) != 0);
	REQUIRE(strncmp(date->end, date->date, strlen(date->end)) >= 0);
}

/* A clean date as a source would write it. */
static void write_date(const struct clean_date *date, struct buf *out)
{
	if (date->season)
		buf_add_format(out, "%s ", date->season);
	buf_add_text(out, date->date);
	if (date->end[0])
		buf_add_format(out, "/%s", date->end);
}

static void require_settled(const struct clean_date *once)
{
	struct buf text = buf_init(64), again = buf_init(64);
	struct clean_date twice = { 0 };

	require_date(once);
	write_date(once, &text);
	if (from_text(buf_span(&text), &twice))
		write_date(&twice, &again);
	require_same("date", buf_span(&text), buf_span(&again));
	buf_release(&text);
	buf_release(&again);
}

/* Three numbers of 16 bits. */
static bool from_numbers(struct span raw, struct clean_date *ret)
{
	int16_t parts[3];

	if (raw.len < sizeof(parts))
		return false;
	memcpy(parts, raw.at, sizeof(parts));
	return date_from_parts(parts[0], parts[1], parts[2], ret, NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct span raw = { (const char *)bytes, len };
	struct clean_date date = { 0 };

	if (from_text(raw, &date))
		require_settled(&date);
	date = (struct clean_date){ 0 };
	if (from_numbers(raw, &date))
		require_settled(&date);
	return 0;
}
