/* SPDX-License-Identifier: MIT */
/* Targets, percent-decoding, parameters. */
#include <criterion/criterion.h>

#include "../../../server/http/params.h"
#include "../../../server/http/target.h"
#include "paperd/scoped.h"

Test(target, is_taken_apart)
{
	static const struct {
		const char *raw;
		const char *path;  /* NULL: refused */
		const char *query; /* NULL: none */
	} rows[] = {
		{ "/a", "/a", NULL },
		{ "/a?", "/a", "" },
		{ "/a?b=c?d", "/a", "b=c?d" },
		{ "/a;2-#x", "/a;2-#x", NULL },
		{ "http://h/a?b", "/a", "b" },
		{ "HTTPS://h:1/a", "/a", NULL },
		{ "http://h", "/", NULL },
		{ "http://h?b", "/", "b" },
		{ "//h/a", "//h/a", NULL },
		{ "ftp://h/a", NULL, NULL },
		{ "h:443", NULL, NULL },
		{ "*", NULL, NULL },
		{ "", NULL, NULL },
		{ "?a", NULL, NULL },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		struct target target = { 0 };
		struct error err = { 0 };
		enum status status = target_split(span_of(rows[i].raw), &target,
						  &err);

		if (!rows[i].path) {
			cr_expect_eq(status, STATUS_INVALID, "%s", rows[i].raw);
			continue;
		}
		cr_expect(span_is(target.path, rows[i].path), "%s: %.*s",
			  rows[i].raw, (int)target.path.len, target.path.at);
		cr_expect_eq(target.query.at != NULL, rows[i].query != NULL,
			     "%s", rows[i].raw);
		cr_expect(!rows[i].query ||
				  span_is(target.query, rows[i].query),
			  "%s", rows[i].raw);
	}
}

Test(target, is_decoded_once)
{
	static const struct {
		const char *raw;
		bool plus;
		const char *text;   /* NULL: refused */
		const char *detail; /* of the refusal */
	} rows[] = {
		{ "", false, "", NULL },
		{ "10.1/a%2Fb%2fc", false, "10.1/a/b/c", NULL },
		{ "%252F", false, "%2F", NULL },
		{ "a+b", false, "a+b", NULL },
		{ "a+b%2B", true, "a b+", NULL },
		{ "a%0D%0Ab%09c\td", true, "a  b c d", NULL },
		{ "a%0Ab", false, NULL, "a control character at byte 1 of x" },
		{ "a%01b", true, NULL, "a control character at byte 1 of x" },
		{ "%E4%B8%AD\xC3\xA9", false, "中é", NULL },
		{ "a%", false, NULL, "a bad percent escape at byte 1 of x" },
		{ "a%4", false, NULL, "a bad percent escape at byte 1 of x" },
		{ "%20%g0", false, NULL,
		  "a bad percent escape at byte 3 of x" },
		{ "%41%00", false, NULL, "a control character at byte 3 of x" },
		{ "a\tb", false, NULL, "a control character at byte 1 of x" },
		{ "%7F", false, NULL, "a control character at byte 0 of x" },
		{ "%C2%85", false, NULL, "a control character at byte 0 of x" },
		{ "%E4%B8", false, NULL, "invalid UTF-8 at byte 0 of x" },
		{ "%41%C0%AF", false, NULL, "invalid UTF-8 at byte 3 of x" },
		{ "%ED%A0%80", false, NULL, "invalid UTF-8 at byte 0 of x" },
		{ "%F4%90%80%80", false, NULL, "invalid UTF-8 at byte 0 of x" },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		struct encoded text = { span_of(rows[i].raw), rows[i].plus,
					"x" };
		char room[64], *out = room;
		struct error err = { 0 };
		struct span got = { 0 };
		enum status status = target_decode(&text, &out, &got, &err);

		if (rows[i].text) {
			cr_expect(span_is(got, rows[i].text), "%s: %.*s",
				  rows[i].raw, (int)got.len, got.at);
			cr_expect_eq(out, room + got.len, "%s", rows[i].raw);
		} else {
			cr_expect_eq(status, STATUS_INVALID, "%s", rows[i].raw);
			cr_expect_str_eq(err.detail, rows[i].detail, "%s",
					 rows[i].raw);
		}
	}
}

Test(params, are_split_and_decoded)
{
	static const struct {
		const char *query;
		size_t count;
		const char *names[3];
		const char *values[3];
	} rows[] = {
		{ "", 0, { 0 }, { 0 } },
		{ "a", 1, { "a" }, { "" } },
		{ "a=", 1, { "a" }, { "" } },
		{ "a=1&b=2", 2, { "a", "b" }, { "1", "2" } },
		{ "&&a=1&", 1, { "a" }, { "1" } },
		{ "a=b=c", 1, { "a" }, { "b=c" } },
		{ "=v", 1, { "" }, { "v" } },
		{ "%26=%3d+%2B&a%20b=c", 2, { "&", "a b" }, { "= +", "c" } },
		{ "a=1&a=2", 2, { "a", "a" }, { "1", "2" } },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		struct pair params[PARAMS_MAX];
		char room[64], *out = room;
		struct error err = { 0 };
		size_t count = 99;

		cr_assert_eq(params_parse(span_of(rows[i].query), &out, params,
					  &count, &err),
			     STATUS_OK, "%s", rows[i].query);
		cr_assert_eq(count, rows[i].count, "%s", rows[i].query);
		for (size_t n = 0; n < count; n++) {
			cr_expect(span_is(params[n].name, rows[i].names[n]),
				  "%s", rows[i].query);
			cr_expect(span_is(params[n].value, rows[i].values[n]),
				  "%s", rows[i].query);
			cr_expect_not_null(params[n].value.at, "%s",
					   rows[i].query);
		}
	}
}

Test(params, are_those_the_route_knows_each_once)
{
	static const struct param known[] = { { "a", "string", "" },
					      { "b", "string", "" },
					      { "c", "string", "",
						.repeats = true },
					      { 0 } };
	static const struct {
		const char *query;
		const char *detail; /* NULL: fine */
	} rows[] = {
		{ "a=1&b=2", NULL },
		{ "", NULL },
		{ "A=1", "there is no parameter \"A\"; known are: a, b, c" },
		{ "a=1&d", "there is no parameter \"d\"; known are: a, b, c" },
		{ "=1", "there is no parameter \"\"; known are: a, b, c" },
		{ "c=1&c=2&c=1", NULL },
		{ "b&a&b", "the parameter \"b\" is given twice" },
		/* cut after 64 bytes, whole characters only */
		{ "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
		  "\xC3\xA9",
		  "there is no parameter \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
		  "xxxxxxxxxxxxxxxxxxxxxxxxxxx\"; known are: a, b, c" },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		struct pair params[PARAMS_MAX];
		struct request req = { .params = params };
		char room[256], *out = room;
		struct error err = { 0 };

		cr_assert_eq(params_parse(span_of(rows[i].query), &out, params,
					  &req.param_count, &err),
			     STATUS_OK);
		cr_expect_eq(params_check(&req, known, &err),
			     rows[i].detail ? STATUS_INVALID_PARAMETER
					    : STATUS_OK,
			     "%s", rows[i].query);
		cr_expect_str_eq(err.detail,
				 rows[i].detail ? rows[i].detail : "", "%s",
				 rows[i].query);
	}
}
