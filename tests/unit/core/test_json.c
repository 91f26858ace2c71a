/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

#include "paperd/json.h"
#include "paperd/scoped.h"

static const struct {
	const char *name;
	struct span text;
	bool good;
	const char *repaired; /* NULL: refused even so */
} check_rows[] = {
	{ "plain", SPAN("{\"a\":[1,\"b\"]}"), true, "{\"a\":[1,\"b\"]}" },
	{ "invalid UTF-8", SPAN("\"\xFF\""), false, NULL },
	{ "NUL escape", SPAN("\"x\\u0000y\""), false, "\"x\\u0001y\"" },
	{ "escaped backslash before u0000", SPAN("\"\\\\u0000\""), true,
	  "\"\\\\u0000\"" },
	{ "surrogate pair", SPAN("\"\\ud83d\\ude00\""), true,
	  "\"\\ud83d\\ude00\"" },
	{ "lone high surrogate", SPAN("\"\\ud83dx\""), false, "\"\\ufffdx\"" },
	{ "lone low surrogate", SPAN("\"\\uDE00\""), false, "\"\\ufffd\"" },
	{ "two high surrogates", SPAN("\"\\ud83d\\ud83d\\ude00\""), false,
	  "\"\\ufffd\\ud83d\\ude00\"" },
	{ "brackets in a string do not nest",
	  SPAN("\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
	       "[[[[[[[[[[[[[[[[[[[[\""),
	  true,
	  "\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
	  "[[[[[[[[[[[[[[[[[[[[\"" },
	{ "escape cut off at the end", SPAN("\"\\"), true, "\"\\" },
};

Test(json, checks_and_repairs_before_parsing)
{
	for (size_t i = 0; i < ARRAY_COUNT(check_rows); i++) {
		SCOPED_FREE char *copy = span_copy(check_rows[i].text);
		struct error err = { 0 };
		enum status status;

		status = json_check(check_rows[i].text, &err);
		cr_assert_eq(status == STATUS_OK, check_rows[i].good, "%s: %s",
			     check_rows[i].name, err.detail);
		error_clear(&err);
		status = json_repair(copy, check_rows[i].text.len, &err);
		cr_assert_eq(status == STATUS_OK,
			     check_rows[i].repaired != NULL, "%s",
			     check_rows[i].name);
		if (check_rows[i].repaired)
			cr_assert_str_eq(copy, check_rows[i].repaired);
	}
}

Test(json, refuses_what_is_nested_too_deeply)
{
	char text[2 * JSON_DEPTH_MAX + 3];
	struct error err = { 0 };

	memset(text, '[', sizeof(text));
	cr_assert_eq(json_check((struct span){ text, JSON_DEPTH_MAX }, &err),
		     STATUS_OK);
	cr_assert_eq(
		json_check((struct span){ text, JSON_DEPTH_MAX + 1 }, &err),
		STATUS_INVALID_BODY);
	for (size_t i = 0; i < sizeof(text); i++)
		text[i] = i % 2 ? ']' : '[';
	error_clear(&err);
	cr_assert_eq(json_check((struct span){ text, sizeof(text) }, &err),
		     STATUS_OK, "closed brackets do not count");
}

Test(json, writes_members_with_their_commas)
{
	SCOPED(buf_release) struct buf out = buf_init(1000);

	json_open(&out, '{');
	json_pair_text(&out, "none", NULL);
	json_pair_text(&out, "a\"b", "c\\d\n\x01\x7F");
	json_key(&out, "list");
	json_open(&out, '[');
	json_integer(&out, -3);
	json_text(&out, "");
	json_open(&out, '{');
	json_close(&out, '}');
	json_null(&out);
	json_number(&out, 3.5);
	json_close(&out, ']');
	json_pair_boolean(&out, "yes", true);
	json_pair_integer(&out, "n", 1234567890123450);
	json_key(&out, "raw");
	json_raw(&out, span_of("[1]"));
	json_close(&out, '}');
	cr_assert_str_eq(buf_text(&out),
			 "{\"a\\\"b\":\"c\\\\d\\n\\u0001\\u007f\","
			 "\"list\":[-3,\"\",{},null,3.5],\"yes\":true,"
			 "\"n\":1234567890123450,\"raw\":[1]}");
}

Test(json, writes_numbers_that_read_back_the_same)
{
	static const double numbers[] = { 0,       3.5,  0.1,      1e300,
					  1.0 / 3, 1e-5, 123456.75 };

	for (size_t i = 0; i < ARRAY_COUNT(numbers); i++) {
		SCOPED(buf_release) struct buf out = buf_init(100);

		json_number(&out, numbers[i]);
		cr_assert_eq(strtod(buf_text(&out), NULL), numbers[i]);
	}
}

Test(json, writes_no_number_that_json_lacks)
{
	SCOPED(buf_release) struct buf out = buf_init(100);

	json_open(&out, '[');
	json_number(&out, INFINITY);
	json_number(&out, NAN);
	json_close(&out, ']');
	cr_assert_str_eq(buf_text(&out), "[null,null]");
}
