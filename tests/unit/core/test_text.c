/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <limits.h>
#include <stdlib.h>

#include "paperd/scoped.h"
#include "paperd/text.h"

static const struct {
	const char *name;
	struct span text;
	size_t valid;
} utf8_rows[] = {
	{ "empty", SPAN(""), 0 },
	{ "ASCII longer than a word", SPAN("abcdefghijklmnop"), 16 },
	{ "two, three and four bytes",
	  SPAN("a\xC3\xA9\xE7\x99\xBD\xF0\x9F\x98\x80z"), 11 },
	{ "overlong slash", SPAN("ab\xC0\xAF"), 2 },
	{ "overlong three bytes", SPAN("\xE0\x80\xAF"), 0 },
	{ "surrogate", SPAN("x\xED\xA0\x80"), 1 },
	{ "above U+10FFFF", SPAN("\xF4\x90\x80\x80"), 0 },
	{ "cut sequence", SPAN("12345678\xE7\x99"), 8 },
	{ "lone continuation", SPAN("a\x80"), 1 },
	{ "NUL is a character", SPAN("a\0b"), 3 },
};

Test(text, finds_the_first_byte_that_is_not_utf8)
{
	for (size_t i = 0; i < ARRAY_COUNT(utf8_rows); i++)
		cr_assert_eq(utf8_valid_length(utf8_rows[i].text),
			     utf8_rows[i].valid, "%s", utf8_rows[i].name);
}

Test(text, encodes_what_it_decodes)
{
	static const uint32_t codes[] = { 0,      0x7F,   0x80,    0x7FF,
					  0x800,  0xFFFF, 0x10000, 0x10FFFF,
					  0x767D, 0xE9 };

	for (size_t i = 0; i < ARRAY_COUNT(codes); i++) {
		char bytes[4];
		uint32_t back = 1;
		size_t len = utf8_encode(codes[i], bytes);

		cr_assert_eq(utf8_decode((struct span){ bytes, len }, &back),
			     len);
		cr_assert_eq(back, codes[i]);
	}
}

static const struct {
	const char *text;
	bool good;
	long long value;
} integer_rows[] = {
	{ "0", true, 0 },
	{ "-17", true, -17 },
	{ "9223372036854775807", true, LLONG_MAX },
	{ "9223372036854775808", false, 0 },
	{ "", false, 0 },
	{ "-", false, 0 },
	{ " 1", false, 0 },
	{ "1x", false, 0 },
	{ "+1", false, 0 },
};

Test(text, reads_integers_that_fill_the_span)
{
	for (size_t i = 0; i < ARRAY_COUNT(integer_rows); i++) {
		long long value = 42;
		bool good = text_to_integer(span_of(integer_rows[i].text),
					    &value);

		cr_assert_eq(good, integer_rows[i].good, "%s",
			     integer_rows[i].text);
		cr_assert_eq(value, good ? integer_rows[i].value : 42, "%s",
			     integer_rows[i].text);
	}
}

Test(text, knows_the_days_of_months)
{
	static const struct {
		int year, month, days;
	} rows[] = {
		{ 2019, 1, 31 },  { 2019, 2, 28 },  { 2020, 2, 29 },
		{ 1900, 2, 28 },  { 2000, 2, 29 },  { 2019, 4, 30 },
		{ 2019, 11, 30 }, { 2019, 12, 31 },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++)
		cr_expect_eq(month_days(rows[i].year, rows[i].month),
			     rows[i].days, "%d-%d", rows[i].year,
			     rows[i].month);
}

Test(text, parts_a_list_with_empty_parts)
{
	struct span rest = span_of("a,,b,"), part;
	const char *expected[] = { "a", "", "b", "" };
	size_t n = 0;

	while (span_next(&rest, ',', &part)) {
		cr_assert_lt(n, ARRAY_COUNT(expected));
		cr_assert(span_is(part, expected[n]), "part %zu", n);
		n++;
	}
	cr_assert_eq(n, ARRAY_COUNT(expected));
	rest = (struct span){ 0 };
	cr_assert_not(span_next(&rest, ',', &part));
}

Test(text, compares_and_trims)
{
	cr_assert(span_is_nocase(span_of("DoI"), "doi"));
	cr_assert_not(span_is_nocase(span_of("DoI:"), "doi"));
	cr_assert(span_starts_nocase(span_of("HTTPS://x"), "https://"));
	cr_assert_not(span_starts_nocase(span_of("http"), "https://"));
	cr_assert(span_is(span_trim(span_of(" \t\na b\r\n ")), "a b"));
	cr_assert_eq(span_trim(span_of(" \t ")).len, 0);
}

Test(text, shows_whole_characters_only)
{
	cr_assert_eq(span_shown(span_of("abc"), 10), 3);
	cr_assert_eq(span_shown(span_of("abc"), 2), 2);
	cr_assert_eq(span_shown(span_of("a\xE7\x99\xBD"), 3), 1);
}
