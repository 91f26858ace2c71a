/* SPDX-License-Identifier: MIT */
/* The batch look-up over the wire. */
#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <stdio.h>

#include "client.h"
#include "dumps.h"

static struct daemon site;

static void start(void)
{
	SCOPED(buf_release) struct buf dump = buf_init(DUMP_MAX);

	dump_works(&dump, "batch", 1, 1000);
	daemon_serve(&site, "batch.jsonl", buf_span(&dump));
}

static void stop(void)
{
	daemon_stop(&site);
	daemon_release(&site);
}

TestSuite(batch, .init = start, .fini = stop);

static struct reply post(const char *type, const char *accept, const char *body)
{
	return ask(&site, (struct question){ .path = "/v1/records/lookup",
					     .headers = { type, accept },
					     .body = body });
}

/* Lines 1..count of DOIs, every tenth of which is not held. */
static void thousand(struct buf *out, int count)
{
	for (int i = 1; i <= count; i++)
		buf_add_format(out, "10.5555/%06d.%s\n", i,
			       i % 10 ? "batch" : "none");
}

static void expect_item(const cJSON *item, int number)
{
	char doi[100];
	bool held = number % 10 != 0;

	snprintf(doi, sizeof(doi), "10.5555/%06d.%s", number,
		 held ? "batch" : "none");
	cr_expect_str_eq(json_text_at(item, "input"), doi);
	cr_expect_str_eq(json_text_at(item, "doi"), doi);
	cr_expect_str_eq(json_text_at(item, "status"),
			 held ? "found" : "not_found", "%s", doi);
	cr_expect_str_eq(json_text_at(item, "record.doi"), held ? doi : "");
}

Test(batch, answers_a_thousand_in_order)
{
	SCOPED(buf_release) struct buf body = buf_init(1 << 20);
	const cJSON *item;
	int number = 0;

	thousand(&body, 1000);
	SCOPED(reply_release)
	struct reply reply = post("Content-Type: text/plain", NULL,
				  buf_text(&body));
	cr_assert_eq(reply.status, 200, "%s", reply_text(&reply));
	SCOPED(json_release) cJSON *answer = reply_json(&reply);
	cJSON_ArrayForEach (item, json_at(answer, "items"))
		expect_item(item, ++number);
	cr_expect_eq(number, 1000);
}

Test(batch, answers_line_by_line)
{
	SCOPED(buf_release) struct buf body = buf_init(1 << 20);
	struct span rest, line;
	int number = 0;

	thousand(&body, 1000);
	SCOPED(reply_release)
	struct reply reply = post("Content-Type: text/plain",
				  "Accept: application/x-ndjson",
				  buf_text(&body));
	cr_assert_eq(reply.status, 200, "%s", reply_text(&reply));
	cr_expect_str_eq(reply_header(&reply, "Content-Type"),
			 "application/x-ndjson");
	rest = buf_span(&reply.body);
	while (span_next(&rest, '\n', &line)) {
		if (!line.len)
			continue;
		SCOPED(json_release)
		cJSON *item = cJSON_ParseWithLength(line.at, line.len);
		cr_assert(item);
		expect_item(item, ++number);
	}
	cr_expect_eq(number, 1000);
}

Test(batch, is_taken_from_any_client)
{
	static const char *const types[] = {
		"Content-Type: application/json",
		"Content-Type: application/x-www-form-urlencoded",
		"Content-Type:",
	};

	for (size_t i = 0; i < ARRAY_COUNT(types); i++) {
		SCOPED(reply_release)
		struct reply reply = post(
			types[i], NULL,
			"{\"dois\":[\"doi:10.5555/000001.BATCH\"]}");

		cr_expect_eq(reply.status, 200, "%s: %s", types[i],
			     reply_text(&reply));
		SCOPED(json_release) cJSON *answer = reply_json(&reply);
		cr_expect_str_eq(
			json_text_at(
				cJSON_GetArrayItem(json_at(answer, "items"), 0),
				"record.doi"),
			"10.5555/000001.batch");
	}
}

Test(batch, that_is_too_large_is_refused_with_the_limit)
{
	SCOPED(buf_release) struct buf body = buf_init(1 << 20);

	thousand(&body, 1001);
	SCOPED(reply_release)
	struct reply reply = post("Content-Type: text/plain", NULL,
				  buf_text(&body));
	cr_expect_eq(reply.status, 413);
	cr_expect(strstr(reply_text(&reply), "1000"), "%s", reply_text(&reply));
}

Test(batch, that_is_no_json_is_refused_with_the_place)
{
	SCOPED(reply_release)
	struct reply reply = post("Content-Type: application/json", NULL,
				  "{\"dois\":[\"10.1/a\" \"10.1/b\"]}");

	cr_expect_eq(reply.status, 400);
	cr_expect(strstr(reply_text(&reply), "byte 18"), "%s",
		  reply_text(&reply));
}
