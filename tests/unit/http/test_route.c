/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "paperd/route.h"
#include "paperd/scoped.h"

static enum status nothing(const struct app *app, const struct request *req,
			   struct response *res, struct error *err)
{
	return STATUS_OK;
}

static const struct route routes[] = {
	{ "GET", "/", nothing },
	{ "GET", "/v1/records", nothing },
	{ "POST", "/v1/records/lookup", nothing },
	{ "GET", "/v1/records/{doi...}", nothing },
	{ "GET", "/v1/journals/{issn}", nothing },
	{ "GET", "/v1/journals/all", nothing },
	{ "GET", "/v1/journals/{issn}/works", nothing },
	{ "GET", "/two/{a}/{b...}", nothing },
	{ "GET", "/10.{doi...}", nothing },
	{ "GET", "/doi:{doi...}", nothing },
	{ "GET", "/both", nothing },
	{ "POST", "/both", nothing },
	{ 0 },
};

static const struct {
	const char *method;
	const char *path;
	const char *found; /* path of the route; NULL: none */
	const char *args[REQUEST_ARGS_MAX];
	const char *allow;
} rows[] = {
	{ "GET", "/", "/", { 0 }, "GET, HEAD, OPTIONS" },
	{ "GET", "//", "/", { 0 }, "GET, HEAD, OPTIONS" },
	{ "GET", "", "/", { 0 }, "GET, HEAD, OPTIONS" },
	{ "GET", "/v1", NULL, { 0 }, "" },
	{ "GET", "/V1/records", NULL, { 0 }, "" },
	{ "GET", "/v1/records", "/v1/records", { 0 }, "GET, HEAD, OPTIONS" },
	{ "GET", "/v1/records/", "/v1/records", { 0 }, "GET, HEAD, OPTIONS" },
	{ "GET",
	  "//v1//records//",
	  "/v1/records",
	  { 0 },
	  "GET, HEAD, OPTIONS" },
	{ "HEAD", "/v1/records", "/v1/records", { 0 }, "GET, HEAD, OPTIONS" },
	{ "PUT", "/v1/records", NULL, { 0 }, "GET, HEAD, OPTIONS" },
	{ "GET",
	  "/10.1000/a/b",
	  "/10.{doi...}",
	  { "10.1000/a/b" },
	  "GET, HEAD, OPTIONS" },
	{ "GET",
	  "//10.1000%2Fa",
	  "/10.{doi...}",
	  { "10.1000%2Fa" },
	  "GET, HEAD, OPTIONS" },
	{ "GET",
	  "/DOI:10.1000/a",
	  "/doi:{doi...}",
	  { "DOI:10.1000/a" },
	  "GET, HEAD, OPTIONS" },
	{ "POST", "/10.1000/a", NULL, { 0 }, "GET, HEAD, OPTIONS" },
	{ "GET", "/10", NULL, { 0 }, "" },
	{ "GET", "/11.1000/a", NULL, { 0 }, "" },
	{ "OPTIONS", "/v1/records", NULL, { 0 }, "GET, HEAD, OPTIONS" },
	{ "GET",
	  "/v1/records/10.1/a",
	  "/v1/records/{doi...}",
	  { "10.1/a" },
	  "GET, HEAD, OPTIONS" },
	{ "GET",
	  "/v1/records/https://doi.org/10.1//a/",
	  "/v1/records/{doi...}",
	  { "https://doi.org/10.1//a/" },
	  "GET, HEAD, OPTIONS" },
	{ "GET",
	  "/v1/records//10.1%2Fa",
	  "/v1/records/{doi...}",
	  { "10.1%2Fa" },
	  "GET, HEAD, OPTIONS" },
	{ "POST",
	  "/v1/records/lookup",
	  "/v1/records/lookup",
	  { 0 },
	  "POST, OPTIONS" },
	{ "GET", "/v1/records/lookup", NULL, { 0 }, "POST, OPTIONS" },
	{ "GET", "/v1/records/lookup/", NULL, { 0 }, "POST, OPTIONS" },
	{ "GET",
	  "/v1/records/lookup/x",
	  "/v1/records/{doi...}",
	  { "lookup/x" },
	  "GET, HEAD, OPTIONS" },
	{ "GET",
	  "/v1/journals/all",
	  "/v1/journals/all",
	  { 0 },
	  "GET, HEAD, OPTIONS" },
	{ "GET",
	  "/v1/journals/1234-5678",
	  "/v1/journals/{issn}",
	  { "1234-5678" },
	  "GET, HEAD, OPTIONS" },
	{ "GET",
	  "/v1/journals/all/works",
	  "/v1/journals/{issn}/works",
	  { "all" },
	  "GET, HEAD, OPTIONS" },
	{ "GET", "/v1/journals/all/x", NULL, { 0 }, "" },
	{ "GET",
	  "/two/a/b/c",
	  "/two/{a}/{b...}",
	  { "a", "b/c" },
	  "GET, HEAD, OPTIONS" },
	{ "GET", "/two/a", NULL, { 0 }, "" },
	{ "DELETE", "/both", NULL, { 0 }, "GET, HEAD, POST, OPTIONS" },
};

static struct route_table *open_table(void)
{
	struct route_table *table = NULL;
	struct error err = { 0 };

	cr_assert_eq(route_table_open(routes, &table, &err), STATUS_OK, "%s",
		     err.detail);
	return table;
}

Test(route, is_found_by_method_and_path)
{
	struct route_table *table = open_table();

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		struct route_match match = route_find(
			table, span_of(rows[i].method), span_of(rows[i].path));
		const char *found = match.route ? match.route->path : NULL;

		cr_expect(found == rows[i].found ||
				  (found && rows[i].found &&
				   strcmp(found, rows[i].found) == 0),
			  "%s %s: %s", rows[i].method, rows[i].path,
			  found ? found : "none");
		cr_expect_str_eq(match.allow, rows[i].allow, "%s %s",
				 rows[i].method, rows[i].path);
		for (size_t n = 0; n < match.arg_count; n++)
			cr_expect(rows[i].args[n] && span_is(match.args[n],
							     rows[i].args[n]),
				  "%s: argument %zu is %.*s", rows[i].path, n,
				  (int)match.args[n].len, match.args[n].at);
	}
	route_table_close(table);
}

Test(route, of_too_many_segments_is_refused)
{
	static const struct route deepest[] = {
		{ "GET",
		  "/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17/18/19/20"
		  "/21/22/23/24/25/26/27/28/29/30/31/32",
		  nothing },
		{ 0 },
	};
	static const struct route too_deep[] = {
		{ "GET",
		  "/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17/18/19/20"
		  "/21/22/23/24/25/26/27/28/29/30/31/32/33",
		  nothing },
		{ 0 },
	};
	struct route_table *table = NULL;
	struct error err = { 0 };

	cr_assert_eq(route_table_open(deepest, &table, &err), STATUS_OK);
	cr_expect_eq(route_find(table, (struct span)SPAN("GET"),
				span_of(deepest[0].path))
			     .route,
		     deepest);
	route_table_close(table);
	cr_expect_eq(route_table_open(too_deep, &table, &err), STATUS_INTERNAL);
}
