/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "paperd/query.h"
#include "paperd/scoped.h"

#include "../../../server/paper/cursor.h"

#define TEXT(text) ((char *)(text))

static const struct place places[] = {
	{ .sort = SORT_RELEVANCE, .value = 1, .id = 2 },
	{ .sort = SORT_DOI, .search = UINT32_MAX, .id = 2 },
	{ .sort = SORT_RELEVANCE,
	  .value = UINT64_MAX,
	  .id = UINT64_MAX,
	  .state = TEXT("12 34") },
	{ .sort = SORT_DOI, .text = TEXT("10.1000/182"), .id = 0x80 },
	{ .sort = SORT_DOI,
	  .descending = true,
	  .text = TEXT("10.1002/(sici)1+<1::aid-x>3.0.co;2-#"),
	  .id = 0x7F },
	{ .sort = SORT_PUBLISHED, .value = UINT64_C(1) << 63, .id = 1 << 14 },
	{ .sort = SORT_CITATIONS, .descending = true, .value = 127 },
	{ .sort = SORT_TITLE,
	  .text = TEXT("\xE7\x99\xBD\xE8\xA1\x80"),
	  .state = TEXT("") },
	{ .sort = SORT_TITLE, .descending = true, .text = TEXT("") },
	/* a key that was cut within a character */
	{ .sort = SORT_TITLE, .text = TEXT("caf\xC3") },
};

static bool same_text(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

static bool same_place(const struct place *a, const struct place *b)
{
	return a->sort == b->sort && a->descending == b->descending &&
	       a->search == b->search && a->value == b->value &&
	       a->id == b->id && same_text(a->text, b->text) &&
	       same_text(a->state, b->state);
}

Test(cursor, reads_back_and_is_url_safe)
{
	for (size_t i = 0; i < ARRAY_COUNT(places); i++) {
		SCOPED(buf_release) struct buf cursor = buf_init(4096);
		SCOPED(place_release) struct place place = { 0 };

		query_cursor(&places[i], &cursor);
		cr_assert_not(cursor.failed);
		for (size_t c = 0; c < cursor.len; c++)
			cr_assert(ascii_is_alnum(cursor.data[c]) ||
				  strchr("-_", cursor.data[c]));
		cr_assert(query_place(buf_span(&cursor), &place), "%zu", i);
		cr_expect(place.given);
		cr_expect(same_place(&place, &places[i]), "%zu", i);
	}
}

Test(cursor, of_a_number_is_short)
{
	SCOPED(buf_release) struct buf cursor = buf_init(4096);
	struct place place = { .sort = SORT_PUBLISHED,
			       .search = UINT32_MAX,
			       .value = 1033871,
			       .id = 700000 };

	query_cursor(&place, &cursor);
	cr_expect_leq(cursor.len, 27, "%s", buf_text(&cursor));
}

Test(cursor, holds_texts_of_4_KiB_and_no_longer_ones)
{
	char text[CURSOR_TEXT_MAX + 2];

	for (size_t len = CURSOR_TEXT_MAX - 1; len < sizeof(text); len++) {
		SCOPED(buf_release) struct buf cursor = buf_init(1 << 20);
		SCOPED(place_release) struct place got = { 0 };
		struct place place = { .sort = SORT_TITLE,
				       .text = text,
				       .state = text };

		memset(text, 'x', len);
		text[len] = '\0';
		query_cursor(&place, &cursor);
		cr_assert_eq(cursor.failed, len > CURSOR_TEXT_MAX, "%zu", len);
		if (cursor.failed)
			continue;
		cr_assert(query_place(buf_span(&cursor), &got), "%zu", len);
		cr_expect(same_place(&got, &place), "%zu", len);
	}
}

/* ---- what is no cursor ---- */

static bool is_cursor(struct span text)
{
	SCOPED(place_release) struct place place = { 0 };

	return query_place(text, &place);
}

Test(cursor, that_was_mangled_is_refused)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklm"
				      "nopqrstuvwxyz0123456789-_=%+/ .\xC3";

	for (size_t i = 0; i < ARRAY_COUNT(places); i++) {
		SCOPED(buf_release) struct buf cursor = buf_init(4096);
		char *data;

		query_cursor(&places[i], &cursor);
		data = cursor.data;
		for (size_t at = 0; at < cursor.len; at++) {
			char was = data[at];

			for (const char *c = letters; *c; c++) {
				data[at] = *c;
				cr_assert_eq(is_cursor(buf_span(&cursor)),
					     *c == was, "%zu: %c at %zu", i, *c,
					     at);
			}
			data[at] = was;
		}
	}
}

Test(cursor, that_was_cut_or_lengthened_is_refused)
{
	for (size_t i = 0; i < ARRAY_COUNT(places); i++) {
		SCOPED(buf_release) struct buf cursor = buf_init(4096);

		query_cursor(&places[i], &cursor);
		for (size_t len = 0; len < cursor.len; len++)
			cr_assert_not(
				is_cursor((struct span){ cursor.data, len }),
				"%zu: %zu bytes", i, len);
		buf_add_text(&cursor, "A");
		cr_assert_not(is_cursor(buf_span(&cursor)), "%zu", i);
		buf_add_text(&cursor, "AAA");
		cr_assert_not(is_cursor(buf_span(&cursor)), "%zu", i);
	}
}

/* Whole bodies whose checksum is right. */
static const struct {
	const char *name;
	struct span body;
	bool good;
} bodies[] = {
	{ "the least", SPAN("\2\0\0\0\0\0"), true },
	{ "nothing", SPAN(""), false },
	{ "no texts", SPAN("\2\0\0\0"), false },
	{ "one text", SPAN("\2\0\0\0\0"), false },
	{ "more after it", SPAN("\2\0\0\0\0\0\0"), false },
	{ "a text", SPAN("\2\0\0\0\2a\0"), true },
	{ "a text that ends too soon", SPAN("\2\0\0\0\3a"), false },
	{ "a text with a NUL", SPAN("\2\0\0\0\4a\0b\0"), false },
	{ "a length without end", SPAN("\2\0\0\0\xff\xff\xff"), false },
	{ "a huge length",
	  SPAN("\2\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff\xff\1\0"), false },
	{ "a number in a longer form", SPAN("\2\0\x80\0\0\0\0"), false },
	{ "the largest number",
	  SPAN("\2\0\xff\xff\xff\xff\xff\xff\xff\xff\xff\1\0\0\0"), true },
	{ "a larger number",
	  SPAN("\2\0\xff\xff\xff\xff\xff\xff\xff\xff\xff\2\0\0\0"), false },
	{ "a number of eleven bytes",
	  SPAN("\2\0\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\1\0\0\0"), false },
	{ "relevance", SPAN("\0\0\0\0\0\0"), true },
	{ "relevance descending", SPAN("\1\0\0\0\0\0"), false },
	{ "title descending", SPAN("\11\0\0\0\0\0"), true },
	{ "a sample", SPAN("\14\0\0\0\0\0"), false },
	{ "no order", SPAN("\xff\0\0\0\0\0"), false },
	{ "the largest digest", SPAN("\2\xff\xff\xff\xff\x0f\0\0\0\0"), true },
	{ "a larger digest", SPAN("\2\xff\xff\xff\xff\x1f\0\0\0\0"), false },
	{ "no digest", SPAN("\2"), false },
};

Test(cursor, that_was_made_by_hand_is_checked)
{
	for (size_t i = 0; i < ARRAY_COUNT(bodies); i++) {
		SCOPED(buf_release) struct buf cursor = buf_init(4096);

		cursor_seal(bodies[i].body, &cursor);
		cr_expect_eq(is_cursor(buf_span(&cursor)), bodies[i].good, "%s",
			     bodies[i].name);
	}
}
