/* SPDX-License-Identifier: MIT */
/* The two small text makers of the handlers: source JSON and links. */
#include <criterion/criterion.h>

#include "../../../handlers/handlers.h"

Test(raw_json, changes_only_what_is_not_json)
{
	static const struct {
		const char *name, *in, *out;
	} rows[] = {
		{ "valid stays byte for byte",
		  "{ \"a\" : [1, -2.50e+10,\ttrue ,null],\r\n\"b\":\"\\u00e9"
		  "\\\"é\" }",
		  "{ \"a\" : [1, -2.50e+10,\ttrue ,null],\r\n\"b\":\"\\u00e9"
		  "\\\"é\" }" },
		{ "control characters in a string", "[\"a\tb\nc\x01\"]",
		  "[\"a\\u0009b\\u000ac\\u0001\"]" },
		{ "control characters between values", "[1\v,\f2]", "[1 , 2]" },
		{ "leading zeros", "[007, -01, 0, -0, 0.5]",
		  "[\"007\", \"-01\", 0, -0, 0.5]" },
		{ "unfinished numbers", "[1., 1.e3, 1e, 1e+, -, 1e5]",
		  "[\"1.\", \"1.e3\", \"1e\", \"1e+\", \"-\", 1e5]" },
		{ "a backslash before the last quote", "[\"a\\\\\",\"b\"]",
		  "[\"a\\\\\",\"b\"]" },
		{ "an open string", "\"abc", "\"abc" },
		{ "nothing", "", "" },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(buf_release) struct buf out = buf_init(1000);

		raw_json(span_of(rows[i].in), &out);
		cr_expect_str_eq(buf_text(&out), rows[i].out, "%s",
				 rows[i].name);
	}
}
