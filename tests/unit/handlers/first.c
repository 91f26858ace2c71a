/* SPDX-License-Identifier: MIT */
/* The record of an identifier that stands in the words goes first; samples. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "../../../handlers/handlers.h"
#include "fixture.h"

#define SAME_WORDS "\"title\":\"See more of this\",\"year\":2020"

static struct fixture fixture;

static void start(void)
{
	static const char *const jsons[] = {
		"{\"doi\":\"10.1000/a\"," SAME_WORDS "}",
		"{\"doi\":\"10.1000/b\"," SAME_WORDS "}",
		"{\"doi\":\"10.1000/x\",\"title\":\"A\"}",
		"{\"doi\":\"10.1000/y\",\"title\":\"B\","
		"\"ids\":{\"arxiv\":\"1706.03762\",\"pmid\":\"77\"}}",
		"{\"doi\":\"10.1000/z\",\"title\":\"C\","
		"\"ids\":{\"arxiv\":\"0704.0001\",\"pmcid\":\"PMC88\"}}",
	};

	fixture_open(&fixture);
	for (size_t i = 0; i < ARRAY_COUNT(jsons); i++)
		fixture_put(&fixture, jsons[i], NULL);
}

static void stop(void)
{
	fixture_close(&fixture);
}

TestSuite(first, .init = start, .fini = stop);
TestSuite(sample, .init = start, .fini = stop);

/* clang-format off */
static const struct {
	const char *text;
	const char *doi; /* NULL: none of these */
} rows[] = {
	{ "10.1000/x", "10.1000/x" },
	{ "10.1000/X.", "10.1000/x" },
	{ "see 10.1000/x, and more", "10.1000/x" },
	{ "see 10.1000/x; and more", "10.1000/x" },
	{ "See more: https://doi.org/10.1000/x.", "10.1000/x" },
	{ "doi:10.1000/x more of this", "10.1000/x" },
	{ "1706.03762", "10.1000/y" },
	{ "1706.03762v5", "10.1000/y" },
	{ "1706.03762,", "10.1000/y" },
	{ "more in 1706.03762, see this", "10.1000/y" },
	{ "arXiv:1706.03762", "10.1000/y" },
	{ "arXiv:1706.03762,", "10.1000/y" },
	{ "arxiv 1706.03762.", "10.1000/y" },
	{ "Noone A. More of this. arXiv:1706.03762v2; 2017.", "10.1000/y" },
	{ "https://arxiv.org/abs/1706.03762", "10.1000/y" },
	{ "0704.0001", "10.1000/z" },
	{ "pmid:77, this", "10.1000/y" },
	{ "this, pmcid:PMC88.", "10.1000/z" },
	{ "see more of this", NULL },
	{ "see more of 1706.037", NULL },
	{ "see 1706-03762 more of this", NULL },
	{ "see more of this, 1706.99999", NULL },
};
/* clang-format on */

static void expect_first(const char *name, const char *text, const char *doi)
{
	SCOPED(outcome_release)
	struct outcome got = outcome_of(
		&fixture, records_list,
		(struct call){ .path = "/v1/records",
			       .params = { name, text, "fields", "doi" } });
	SCOPED(buf_release) struct buf want = buf_init(100);

	cr_assert_eq(got.status, STATUS_OK, "%s: %s", text, got.err.detail);
	buf_add_format(&want, "\"items\":[{\"doi\":\"%s\"}", doi ? doi : "");
	if (doi)
		cr_expect(strstr(outcome_body(&got), buf_text(&want)),
			  "%s=%s: %s", name, text, outcome_body(&got));
	for (const char *c = "xyz"; !doi && *c; c++) {
		char other[] = "10.1000/?";

		other[8] = *c;
		cr_expect_null(strstr(outcome_body(&got), other), "%s=%s: %s",
			       name, text, outcome_body(&got));
	}
}

Test(first, is_what_an_identifier_in_the_words_names)
{
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		expect_first("query", rows[i].text, rows[i].doi);
		expect_first("query.bibliographic", rows[i].text, rows[i].doi);
	}
}

/* ---- samples ---- */

static struct outcome sample_of(const char *format, const char *seed)
{
	return outcome_of(
		&fixture, records_list,
		(struct call){ .path = "/v1/records",
			       .params = { "sample", "2", "format", format,
					   seed ? "seed" : NULL, seed } });
}

/* The seed that an answer tells, in a static buffer. */
static const char *seed_of(const struct outcome *got)
{
	static char seed[24];
	const char *at = strstr(outcome_body(got), "\"seed\":\"");

	cr_assert(at, "%s", outcome_body(got));
	snprintf(seed, sizeof(seed), "%.*s", (int)strcspn(at + 8, "\""),
		 at + 8);
	return seed;
}

/* One of 5 * 4 is drawn again once in so many tries: never, in 40. */
#define TRIES 40

Test(sample, without_a_seed_is_another_each_time)
{
	int other = 0;

	for (int i = 0; i < TRIES; i++) {
		SCOPED(outcome_release)
		struct outcome one = sample_of("json", NULL);
		SCOPED(outcome_release)
		struct outcome two = sample_of("json", NULL);

		cr_assert_eq(one.status, STATUS_OK, "%s", one.err.detail);
		cr_expect(one.res.no_store);
		cr_expect_eq(one.res.etag[0], '\0');
		other += strcmp(strstr(outcome_body(&one), "items"),
				strstr(outcome_body(&two), "items")) != 0;
	}
	cr_expect_gt(other, 0);
}

Test(sample, tells_the_seed_that_gives_it_again)
{
	for (int i = 0; i < TRIES; i++) {
		SCOPED(outcome_release)
		struct outcome one = sample_of("json", NULL);
		SCOPED(outcome_release)
		struct outcome again = sample_of("json", seed_of(&one));

		cr_expect_str_eq(outcome_body(&one), outcome_body(&again));
		cr_expect_not(again.res.no_store);
		cr_expect_eq(strlen(again.res.etag), 32);
	}
}

/* As lines there is no place for the seed, so it must not be kept either. */
Test(sample, as_lines_is_not_kept_unless_it_has_a_seed)
{
	SCOPED(outcome_release) struct outcome any = sample_of("ndjson", NULL);
	SCOPED(outcome_release) struct outcome one = sample_of("ndjson", "7");

	cr_assert_eq(any.status, STATUS_OK, "%s", any.err.detail);
	cr_expect(any.res.no_store);
	cr_expect_eq(any.res.etag[0], '\0');
	cr_expect_str_eq(any.res.content_type, "application/x-ndjson");
	cr_expect_not(one.res.no_store);
	cr_expect_eq(strlen(one.res.etag), 32);
}
