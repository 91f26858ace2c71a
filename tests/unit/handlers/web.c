/* SPDX-License-Identifier: MIT */
/* The pages for browsers. */
#include <criterion/criterion.h>

#include "../../../handlers/handlers.h"
#include "../../../handlers/web/web.h"
#include "fixture.h"

static struct fixture fixture;

static void start(void)
{
	fixture_open(&fixture);
	fixture.app.routes = api_routes;
	fixture_put(&fixture,
		    "{\"doi\":\"10.1000/a\",\"title\":\"On <bees>\","
		    "\"language\":\"en\"}",
		    NULL);
}

static void stop(void)
{
	fixture_close(&fixture);
}

TestSuite(web, .init = start, .fini = stop);

#define PAGE "Accept", "text/html,*/*;q=0.8"

Test(web, pages_have_what_is_held_and_the_status_of_what_is_not)
{
	static const struct {
		handler *handle;
		struct call call;
		int status; /* 0: 200 */
		const char *want;
	} rows[] = {
		{ index_get, { .headers = { PAGE } }, 0, "Papers, clean." },
		{ index_get,
		  { .headers = { PAGE, "Accept-Language", "zh-CN,en;q=0.5" } },
		  0,
		  "<html lang=\"zh\">" },
		{ index_get,
		  { .params = { "query", "bees" }, .headers = { PAGE } },
		  0,
		  "<a href=\"/record/10.1000/a\">On &lt;bees&gt;</a>" },
		{ index_get,
		  { .params = { "query", "\"><script>" }, .headers = { PAGE } },
		  0,
		  "value=\"&quot;&gt;&lt;script&gt;\"" },
		{ index_get,
		  { .params = { "sort", "<nonsense>" }, .headers = { PAGE } },
		  400,
		  "role=\"alert\"" },
		{ web_record,
		  { .arg = "10.1000/a" },
		  0,
		  "<h1 lang=\"en\">On &lt;bees&gt;</h1>" },
		{ web_record, { .arg = "10.1000/none" }, 404, "?fetch=auto" },
		{ web_record,
		  { .arg = "10.1000/none", .params = { "fetch", "never" } },
		  404,
		  "There is no record of 10.1000/none" },
		{ web_record, { .arg = "<x>" }, 400, "&lt;x&gt;" },
		{ web_frame_get, { .path = "/data" }, 0, "<h1>Data</h1>" },
		{ web_frame_get, { .path = "/docs" }, 0, "<h1>API</h1>" },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(outcome_release)
		struct outcome got = outcome_of(&fixture, rows[i].handle,
						rows[i].call);

		cr_assert_eq(got.status, STATUS_OK, "%zu: %s", i,
			     got.err.detail);
		cr_expect_eq(got.res.status, rows[i].status, "%zu: %d", i,
			     got.res.status);
		cr_expect(strstr(outcome_body(&got), rows[i].want),
			  "%zu: %s not in %s", i, rows[i].want,
			  outcome_body(&got));
		cr_expect_null(strstr(outcome_body(&got), "{version}"));
		cr_expect_str_eq(got.res.content_type,
				 "text/html; charset=utf-8");
		cr_expect_str_eq(got.res.cache_control, "no-cache");
		cr_expect_str_eq(outcome_header(&got, "Vary"),
				 "Accept-Language");
	}
}

Test(web, index_is_json_for_who_does_not_ask_for_a_page)
{
	static const char *const accepted[] = { "*/*", "application/json", "" };

	for (size_t i = 0; i < ARRAY_COUNT(accepted); i++) {
		struct call call = { .headers = { "Accept", accepted[i] } };
		SCOPED(outcome_release)
		struct outcome got = outcome_of(&fixture, index_get, call);

		cr_expect(strstr(outcome_body(&got), "\"endpoints\""), "%s",
			  accepted[i]);
		cr_expect_null(outcome_header(&got, "Content-Security-Policy"));
	}
}

Test(web, index_refuses_what_the_page_would)
{
	SCOPED(outcome_release)
	struct outcome got = outcome_of(
		&fixture, index_get,
		(struct call){ .params = { "sort", "AAA" } });

	cr_expect_eq(got.status, STATUS_INVALID_PARAMETER);
	cr_expect(strstr(got.err.detail, "AAA"), "%s", got.err.detail);
}

Test(web, page_may_load_nothing_from_elsewhere_nor_be_framed)
{
	SCOPED(outcome_release)
	struct outcome got = outcome_of(&fixture, index_get,
					(struct call){ .headers = { PAGE } });
	const char *policy = outcome_header(&got, "Content-Security-Policy");

	cr_assert(policy);
	cr_expect(strstr(policy, "default-src 'self'"));
	cr_expect(strstr(policy, "frame-ancestors 'none'"));
	cr_expect_null(strstr(policy, "unsafe"));
	cr_expect_str_eq(outcome_header(&got, "Referrer-Policy"),
			 "no-referrer");
	cr_expect_eq(strlen(got.res.etag), 32);
}

Test(web, index_is_json_for_all_where_the_door_is_shut)
{
	static const struct route shut[] = { { "GET", "/", index_get, 0, NULL,
					       "The URLs.", NULL, "Index" },
					     { 0 } };

	fixture.app.routes = shut;
	SCOPED(outcome_release)
	struct outcome got = outcome_of(&fixture, index_get,
					(struct call){ .headers = { PAGE } });
	cr_expect(strstr(outcome_body(&got), "\"endpoints\""));
}

/* The address of a file: its version, and its name. */
static struct outcome asset(const char *version, const char *name)
{
	struct outcome ret = { .res = response_init() };
	struct request req = { .method = SPAN("GET"),
			       .path = SPAN("/web/x/y"),
			       .args = { span_of(version), span_of(name) },
			       .arg_count = 2 };

	ret.status = web_asset(&fixture.app, &req, &ret.res, &ret.err);
	return ret;
}

Test(web, files_are_compressed_and_kept_for_ever)
{
	size_t sum = 0;

	for (const struct asset *one = web_assets; one->name; one++) {
		SCOPED(outcome_release)
		struct outcome got = asset(web_version, one->name);

		cr_assert_eq(got.status, STATUS_OK, "%s", one->name);
		cr_expect(got.res.gzipped);
		cr_expect(strstr(got.res.cache_control, "immutable"));
		cr_expect_eq(got.res.body.len, one->len);
		sum += one->len;
	}
	cr_expect_leq(sum, 80000, "%zu bytes", sum);
}

Test(web, files_of_another_version_or_name_are_not_there)
{
	static const char *const rows[][2] = { { "0", "page.js" },
					       { web_version, "page.html" },
					       { web_version, "" } };

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(outcome_release)
		struct outcome got = asset(rows[i][0], rows[i][1]);

		cr_expect_eq(got.status, STATUS_NOT_FOUND, "%s", rows[i][1]);
	}
}
