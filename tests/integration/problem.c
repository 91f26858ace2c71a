/* SPDX-License-Identifier: MIT */
/* What a request that fails is answered. */
#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <stdio.h>

#include "client.h"
#include "dumps.h"

#define RECORD "/v1/records/10.5555/000001.one"

static struct daemon site;

static void start(void)
{
	SCOPED(buf_release) struct buf dump = buf_init(DUMP_MAX);

	dump_works(&dump, "one", 1, 30);
	daemon_serve(&site, "one.jsonl", buf_span(&dump));
}

static void stop(void)
{
	daemon_stop(&site);
	daemon_release(&site);
}

TestSuite(problem, .init = start, .fini = stop);

static struct reply get(const char *path)
{
	return ask(&site, (struct question){ .path = path });
}

static void expect_header(const struct reply *reply, const char *name,
			  const char *want, const char *where)
{
	const char *value = reply_header(reply, name);

	cr_expect(value && strcmp(value, want) == 0, "%s: %s: %s, not %s",
		  where, name, value ? value : "(absent)", want);
}

Test(problem, failures_are_problem_documents)
{
	static const struct {
		const char *method, *path, *body;
		long status;
		const char *type;
	} rows[] = {
		{ NULL, "/nowhere", NULL, 404, "/problems/no-route" },
		{ NULL, "/v1/records/10.5555/none", NULL, 404,
		  "/problems/not-found" },
		{ NULL, "/v1/records/banana", NULL, 400,
		  "/problems/invalid-doi" },
		{ NULL, "/v1/records?colour=red", NULL, 400,
		  "/problems/invalid-parameter" },
		{ NULL, "/v1/records?limit=-1", NULL, 400,
		  "/problems/invalid-parameter" },
		{ NULL, RECORD "?x=1", NULL, 400,
		  "/problems/invalid-parameter" },
		{ "DELETE", RECORD, NULL, 405, "/problems/method-not-allowed" },
		{ NULL, "/v1/records/lookup", NULL, 405,
		  "/problems/method-not-allowed" },
		{ NULL, "/v1/clean", "{\"DOI\":", 400,
		  "/problems/invalid-body" },
		{ NULL, RECORD "?format=pdf", NULL, 406,
		  "/problems/not-acceptable" },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(reply_release)
		struct reply reply = ask(
			&site, (struct question){ .method = rows[i].method,
						  .path = rows[i].path,
						  .body = rows[i].body });

		cr_expect_eq(reply.status, rows[i].status, "%s: %ld",
			     rows[i].path, reply.status);
		expect_header(&reply, "Content-Type",
			      "application/problem+json", rows[i].path);
		SCOPED(json_release) cJSON *problem = reply_json(&reply);
		cr_expect_str_eq(json_text_at(problem, "type"), rows[i].type,
				 "%s", rows[i].path);
		cr_expect_eq(json_number_at(problem, "status"), rows[i].status);
		cr_expect(*json_text_at(problem, "title"), "%s", rows[i].path);
		cr_expect(*json_text_at(problem, "detail"), "%s", rows[i].path);
		cr_expect(*json_text_at(problem, "instance") == '/', "%s",
			  rows[i].path);
		expect_header(&reply, "X-Request-Id",
			      json_text_at(problem, "request_id"),
			      rows[i].path);
	}
}

Test(problem, an_unknown_parameter_is_named_beside_the_known_ones)
{
	SCOPED(reply_release)
	struct reply reply = get("/v1/records?colour=red");
	SCOPED(json_release) cJSON *problem = reply_json(&reply);
	const char *detail = json_text_at(problem, "detail");

	cr_expect(strstr(detail, "colour"), "%s", detail);
	cr_expect(strstr(detail, "language"), "%s", detail);
}

Test(problem, a_wrong_method_is_told_the_right_ones)
{
	SCOPED(reply_release)
	struct reply reply = ask(
		&site, (struct question){ .method = "DELETE", .path = RECORD });

	cr_expect_eq(reply.status, 405);
	expect_header(&reply, "Allow", "GET, HEAD, OPTIONS", "DELETE");
}

Test(problem, a_sane_request_id_is_echoed_and_another_replaced)
{
	SCOPED(reply_release)
	struct reply sane = ask(
		&site,
		(struct question){ .path = RECORD,
				   .headers = { "X-Request-Id: my-id.1" } });
	SCOPED(reply_release)
	struct reply odd = ask(
		&site,
		(struct question){ .path = "/nowhere",
				   .headers = { "X-Request-Id: my <id>" } });
	SCOPED(reply_release) struct reply none = get(RECORD);

	expect_header(&sane, "X-Request-Id", "my-id.1", "sane");
	cr_assert(reply_header(&odd, "X-Request-Id"));
	cr_expect_str_neq(reply_header(&odd, "X-Request-Id"), "my <id>");
	cr_expect_null(reply_header(&none, "X-Request-Id"));
}
