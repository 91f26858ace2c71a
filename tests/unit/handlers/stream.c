/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdio.h>

#include "../../../handlers/handlers.h"
#include "fixture.h"
#include "paperd/query.h"

/* More than two pages of 1,000. */
#define MANY 2345

static struct fixture fixture;

static void put(int number)
{
	char json[200];

	snprintf(json, sizeof(json),
		 "{\"doi\":\"10.1000/%04d\",\"title\":\"No. %d, paper\","
		 "\"year\":%d}",
		 number, number, 1900 + number % 100);
	fixture_put(&fixture, json, NULL);
}

static void start(void)
{
	fixture_open(&fixture);
	for (int i = 1; i <= MANY; i++)
		put(i);
}

static void stop(void)
{
	fixture_close(&fixture);
}

TestSuite(list_stream, .init = start, .fini = stop);

/* As the handler of the list calls it. */
static enum status list(const struct app *app, const struct request *req,
			struct response *res, struct error *err)
{
	SCOPED(query_release) struct query query = query_init();
	struct form form;

	if (answer_choose(req, res,
			  FORM_BIT(FORM_LINES) | FORM_BIT(FORM_FORMAT), &form,
			  err) != STATUS_OK)
		return err->status;
	for (size_t i = 0; i < req->param_count; i++) {
		if (!span_is(req->params[i].name, "format") &&
		    query_parse(&query, req->params[i].name,
				req->params[i].value, err) != STATUS_OK)
			return err->status;
	}
	if (query_check(&query, err) != STATUS_OK)
		return err->status;
	cr_assert_neq(form.kind, FORM_JSON);
	return stream_list(app, req, &query, &form, res, err);
}

static size_t lines_of(const struct outcome *got)
{
	size_t count = 0;

	for (const char *at = outcome_body(got); (at = strchr(at, '\n')); at++)
		count++;
	return count;
}

static const struct row {
	const char *params[CALL_MAX];
	size_t lines;
	const char *total;
	bool goes_on;
} rows[] = {
	{ { "format", "ndjson" }, MANY, "2345", false },
	{ { "format", "csv" }, MANY + 1, "2345", false },
	{ { "format", "ndjson", "limit", "0" }, 0, "2345", false },
	{ { "format", "csv", "limit", "0" }, 1, "2345", false },
	{ { "format", "ndjson", "limit", "1" }, 1, "2345", true },
	{ { "format", "ndjson", "limit", "1000" }, 1000, "2345", true },
	{ { "format", "ndjson", "limit", "1001" }, 1001, "2345", true },
	{ { "format", "csv", "limit", "2001" }, 2002, "2345", true },
	{ { "format", "ndjson", "limit", "2345" }, MANY, "2345", false },
	{ { "format", "ndjson", "limit", "100000" }, MANY, "2345", false },
	{ { "format", "ndjson", "year", "1950" }, 23, "23", false },
	{ { "format", "ndjson", "year", "1850" }, 0, "0", false },
	{ { "format", "csv", "year", "1850" }, 1, "0", false },
	{ { "format", "ndjson", "query", "paper", "limit", "1500" },
	  1500,
	  "2345",
	  true },
	{ { "format", "ndjson", "query", "paper", "sort", "-published" },
	  MANY,
	  "2345",
	  false },
	{ { "format", "ndjson", "sort", "title" }, MANY, "2345", false },
	{ { "format", "ndjson", "sample", "7", "seed", "1" },
	  7,
	  "2345",
	  false },
};

Test(list_stream, has_all_or_as_many_as_were_asked_for)
{
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		const struct row *row = &rows[i];
		struct call call = { 0 };

		memcpy(call.params, row->params, sizeof(call.params));
		SCOPED(outcome_release)
		struct outcome got = outcome_of(&fixture, list, call);
		cr_assert_eq(got.status, STATUS_OK, "%zu: %s", i,
			     got.err.detail);
		cr_expect_eq(lines_of(&got), row->lines, "%zu: %zu", i,
			     lines_of(&got));
		cr_expect_str_eq(outcome_header(&got, "X-Total-Count"),
				 row->total, "%zu", i);
		cr_expect_eq(!!outcome_header(&got, "X-Next-Cursor"),
			     row->goes_on, "%zu", i);
		cr_expect_eq(!!outcome_header(&got, "Link"), row->goes_on,
			     "%zu", i);
		/* what fits into a page is a body with an entity tag */
		cr_expect_eq(got.res.stream.slow, row->lines > 1000, "%zu", i);
		cr_expect_eq(got.res.etag[0] == '\0', row->lines > 1000, "%zu",
			     i);
	}
}

/* Walks by X-Next-Cursor; each record comes once, in the order of DOIs. */
Test(list_stream, goes_on_by_its_cursor)
{
	char cursor[8000] = "";
	char want[40];
	int seen = 0;

	do {
		struct call call = {
			.params = { "format", "csv", "limit", "1100", "fields",
				    "doi", cursor[0] ? "cursor" : NULL, cursor }
		};
		SCOPED(outcome_release)
		struct outcome got = outcome_of(&fixture, list, call);
		const char *at = outcome_body(&got), *next;

		cr_assert_eq(got.status, STATUS_OK, "%s", got.err.detail);
		cr_assert_eq(strncmp(at, "doi\r\n", 5), 0);
		for (at += 5; *at; at += strlen(want)) {
			snprintf(want, sizeof(want), "10.1000/%04d\r\n",
				 ++seen);
			cr_assert_eq(strncmp(at, want, strlen(want)), 0,
				     "%.20s is not %s", at, want);
		}
		next = outcome_header(&got, "X-Next-Cursor");
		snprintf(cursor, sizeof(cursor), "%s", next ? next : "");
	} while (cursor[0]);
	cr_expect_eq(seen, MANY);
}

Test(list_stream, has_records_as_they_are)
{
	static const struct {
		const char *params[CALL_MAX], *type, *body;
	} forms[] = {
		{ { "format", "ndjson", "limit", "2" },
		  "application/x-ndjson",
		  "{\"doi\":\"10.1000/0001\",\"title\":\"No. 1, paper\","
		  "\"year\":1901}\n"
		  "{\"doi\":\"10.1000/0002\",\"title\":\"No. 2, paper\","
		  "\"year\":1902}\n" },
		{ { "format", "ndjson", "limit", "2", "fields", "year" },
		  "application/x-ndjson",
		  "{\"year\":1901}\n{\"year\":1902}\n" },
		{ { "format", "csv", "limit", "1" },
		  "text/csv; charset=utf-8; header=present",
		  "doi,title,authors,journal,year,published,type,volume,issue,"
		  "pages,publisher,language,issn,citation_count,open_access,"
		  "abstract,url\r\n10.1000/0001,\"No. 1, paper\",,,1901"
		  ",,,,,,,,,,,,\r\n" },
		{ { "format", "csv", "limit", "1", "fields", "year,title" },
		  "text/csv; charset=utf-8; header=present",
		  "title,year\r\n\"No. 1, paper\",1901\r\n" },
	};

	for (size_t i = 0; i < ARRAY_COUNT(forms); i++) {
		struct call call = { 0 };

		memcpy(call.params, forms[i].params, sizeof(call.params));
		SCOPED(outcome_release)
		struct outcome got = outcome_of(&fixture, list, call);
		cr_assert_eq(got.status, STATUS_OK, "%s", got.err.detail);
		cr_expect_str_eq(got.res.content_type, forms[i].type);
		cr_expect_str_eq(outcome_body(&got), forms[i].body);
	}
}

Test(list_stream, is_chosen_by_accept_too)
{
	SCOPED(outcome_release)
	struct outcome got = outcome_of(
		&fixture, list,
		(struct call){ .params = { "limit", "1" },
			       .headers = { "Accept", "text/csv" } });

	cr_assert_eq(got.status, STATUS_OK, "%s", got.err.detail);
	cr_expect_str_eq(got.res.content_type,
			 "text/csv; charset=utf-8; header=present");
	cr_expect(got.res.varies_accept);
}

Test(list_stream, refuses_what_it_cannot_show)
{
	static const struct {
		const char *params[CALL_MAX];
		enum status want;
		const char *says;
	} bad[] = {
		{ { "format", "csv", "facets", "type" },
		  STATUS_INVALID_PARAMETER,
		  "facets" },
		{ { "format", "ndjson", "facets", "type" },
		  STATUS_INVALID_PARAMETER,
		  "facets" },
		{ { "format", "csv", "highlight", "true" },
		  STATUS_INVALID_PARAMETER,
		  "highlight" },
		{ { "format", "text" },
		  STATUS_NOT_ACCEPTABLE,
		  "to be had are application/json (format=json), "
		  "application/x-ndjson (format=ndjson)" },
	};

	for (size_t i = 0; i < ARRAY_COUNT(bad); i++) {
		struct call call = { 0 };

		memcpy(call.params, bad[i].params, sizeof(call.params));
		SCOPED(outcome_release)
		struct outcome got = outcome_of(&fixture, list, call);
		cr_expect_eq(got.status, bad[i].want, "%zu", i);
		cr_expect(strstr(got.err.detail, bad[i].says), "%zu: %s", i,
			  got.err.detail);
	}
}

static enum status failing_records(struct store *store, const long long *ids,
				   size_t count, struct page *ret,
				   struct error *err)
{
	return error_set(err, STATUS_STORE, "the disk is gone");
}

/* The store fails after the search. */
Test(list_stream, is_broken_off_when_a_later_piece_fails)
{
	const struct store_ops *whole = fixture.store->ops;
	struct store_ops broken = *whole;
	struct response res = response_init();
	SCOPED(buf_release) struct buf piece = buf_init(RESPONSE_PIECE_MAX);
	SCOPED(query_release) struct query query = query_init();
	struct request req = { .method = SPAN("GET"), .path = SPAN("/x") };
	const struct form lines = { .kind = FORM_LINES };
	struct error err = { 0 };
	size_t pieces = 0;

	cr_assert_eq(query_check(&query, &err), STATUS_OK);
	cr_assert_eq(
		stream_list(&fixture.app, &req, &query, &lines, &res, &err),
		STATUS_OK);
	broken.records = failing_records;
	fixture.store->ops = &broken;
	while (res.stream.next(res.stream.context, &piece) && !piece.failed)
		cr_assert_lt(++pieces, MANY);
	cr_expect(piece.failed, "a silent end");
	cr_expect_eq(res.stream.error->status, STATUS_STORE);
	response_release(&res);
	fixture.store->ops = whole;
}
