/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "../../../handlers/handlers.h"
#include "fixture.h"

static const char with[] =
	"{\"doi\":\"10.1000/with\",\"type\":\"journal-article\",\"title\":"
	"\"With\",\"language\":\"en\",\"translations\":{\"zh\":{\"abstract\":"
	"\"摘要\"}},\"abstract\":\"First.\\nSecond \\\"2\\\".\",\"volume\":"
	"\"3\"}";
static const char without[] =
	"{\"doi\":\"10.1000/without\",\"title\":\"Without\"}";

static struct fixture fixture;

static void start(void)
{
	fixture_open(&fixture);
	fixture_put(&fixture, with, NULL);
	fixture_put(&fixture, without, NULL);
}

static void stop(void)
{
	fixture_close(&fixture);
}

TestSuite(abstract, .init = start, .fini = stop);

Test(abstract, comes_with_what_one_needs_to_show_it)
{
	SCOPED(outcome_release)
	struct outcome got = outcome_of(&fixture, abstract_get,
					(struct call){ .arg = "10.1000/WITH" });

	cr_expect_str_eq(outcome_body(&got),
			 "{\"doi\":\"10.1000/with\",\"title\":\"With\","
			 "\"language\":\"en\",\"translations\":{\"zh\":"
			 "{\"abstract\":\"摘要\"}},\"abstract\":"
			 "\"First.\\nSecond \\\"2\\\".\"}");
	cr_expect_eq(strlen(got.res.etag), 32);
	cr_expect(got.res.varies_accept);
}

Test(abstract, is_had_alone_as_plain_text)
{
	static const struct call calls[] = {
		{ .arg = "10.1000/with",
		  .headers = { "Accept", "text/plain" } },
		{ .arg = "10.1000/with", .params = { "format", "text" } },
	};

	for (size_t i = 0; i < ARRAY_COUNT(calls); i++) {
		SCOPED(outcome_release)
		struct outcome got = outcome_of(&fixture, abstract_get,
						calls[i]);

		cr_assert_eq(got.status, STATUS_OK, "%s", got.err.detail);
		cr_expect_str_eq(outcome_body(&got), "First.\nSecond \"2\".");
		cr_expect_str_eq(got.res.content_type,
				 "text/plain; charset=utf-8");
		cr_expect_eq(strlen(got.res.etag), 32);
	}
}

Test(abstract, that_is_missing_is_no_text_but_still_json)
{
	SCOPED(outcome_release)
	struct outcome json = outcome_of(
		&fixture, abstract_get,
		(struct call){ .arg = "10.1000/without" });
	SCOPED(outcome_release)
	struct outcome text = outcome_of(
		&fixture, abstract_get,
		(struct call){ .arg = "10.1000/without",
			       .headers = { "Accept", "text/plain" } });

	cr_expect_str_eq(outcome_body(&json), without);
	cr_expect_eq(text.status, STATUS_NO_ABSTRACT);
	cr_expect(strstr(text.err.detail, "no abstract"), "%s",
		  text.err.detail);
}

Test(abstract, of_no_record_says_which_doi_was_looked_up)
{
	SCOPED(outcome_release)
	struct outcome got = outcome_of(&fixture, abstract_get,
					(struct call){ .arg = "10.1000/NONE" });

	cr_expect_eq(got.status, STATUS_NOT_FOUND);
	cr_expect(strstr(buf_text(&got.res.problem), "\"10.1000/none\""));
}
