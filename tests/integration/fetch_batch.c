/* SPDX-License-Identifier: MIT */
/* The batch look-up of DOIs some of which are not held. */
#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <stdio.h>

#include "client.h"
#include "dumps.h"
#include "paperd/json.h"
#include "upstream.h"

#define LOOKUP   "/v1/records/lookup"
#define BODY_MAX (1 << 20)

/* DOIs of Crossref in a batch, asked for in lists. */
#define MANY 30

static struct upstream world;
static struct daemon site;

static void start(void)
{
	SCOPED(buf_release) struct buf dump = buf_init(DUMP_MAX);

	upstream_start(&world);
	dump_works(&dump, "held", 1, 3);
	daemon_init(&site);
	daemon_write(&site, "held.jsonl", buf_span(&dump));
}

static void stop(void)
{
	upstream_stop(&world);
	daemon_release(&site);
}

TestSuite(fetch_batch, .init = start, .fini = stop);

/* What is asked for beside the many, and what becomes of it: the first time,
 * the second, and when nothing is fetched. */
static const struct mixed {
	const char *input, *first, *second, *local;
} mixed[] = {
	{ "10.5555/000001.held", "found", "found", "found" },
	{ "10.5555/ok.one", "fetched", "found", "not_found" },
	{ "10.5555/none.at.all", "not_found", "not_found", "not_found" },
	{ "banana", "invalid", "invalid", "invalid" },
	{ "https://doi.org/10.5072/OK.two", "fetched", "found", "not_found" },
	{ "10.5072/status.500", "upstream_error", "upstream_error",
	  "not_found" },
	{ "10.5557/stand-in.op", "not_found", "not_found", "not_found" },
	{ "10.5557/stand-in.medra", "fetched", "found", "not_found" },
	{ "10.5555/ok.one", "fetched", "found", "not_found" },
	{ "10.5555/stand-in.alias", "fetched", "found", "not_found" },
	{ "10.5555/ok.a,b", "fetched", "found", "not_found" },
	{ "10.5555/000002.held", "found", "found", "found" },
};

static void mixed_body(struct buf *out)
{
	json_open(out, '{');
	json_key(out, "dois");
	json_open(out, '[');
	for (size_t i = 0; i < ARRAY_COUNT(mixed); i++)
		json_text(out, mixed[i].input);
	json_close(out, ']');
	json_close(out, '}');
}

static struct reply look_up(const char *query, const char *accept,
			    const char *body)
{
	char path[100];

	snprintf(path, sizeof(path), LOOKUP "%s", query);
	return ask(&site, (struct question){ .path = path,
					     .headers = { accept },
					     .body = body });
}

enum when { FIRST, SECOND, LOCAL };

static void expect_item(const cJSON *item, size_t index, enum when when)
{
	const struct mixed *row = &mixed[index];
	const char *words[] = { row->first, row->second, row->local };
	const char *status = json_text_at(item, "status");
	bool held = strcmp(words[when], "found") == 0 ||
		    strcmp(words[when], "fetched") == 0;

	cr_expect_str_eq(json_text_at(item, "input"), row->input);
	cr_expect_str_eq(status, words[when], "%s: %s, not %s", row->input,
			 status, words[when]);
	cr_expect_eq(json_at(item, "record") != NULL, held, "%s", row->input);
	if (strcmp(status, "upstream_error") == 0)
		cr_expect_str_eq(json_text_at(item, "fetch"), "upstream_error",
				 "%s", row->input);
}

static void expect_mixed(const char *query, enum when when)
{
	SCOPED(buf_release) struct buf body = buf_init(BODY_MAX);

	mixed_body(&body);
	SCOPED(reply_release)
	struct reply reply = look_up(query, NULL, buf_text(&body));
	cr_assert_eq(reply.status, 200, "%s", reply_text(&reply));
	SCOPED(json_release) cJSON *json = reply_json(&reply);
	const cJSON *items = json_at(json, "items");
	cr_assert_eq(cJSON_GetArraySize(items), (int)ARRAY_COUNT(mixed));
	for (size_t i = 0; i < ARRAY_COUNT(mixed); i++)
		expect_item(cJSON_GetArrayItem(items, (int)i), i, when);
}

static void expect_mixed_lines(enum when when)
{
	SCOPED(buf_release) struct buf body = buf_init(BODY_MAX);
	size_t count = 0;
	struct span rest, line;

	mixed_body(&body);
	SCOPED(reply_release)
	struct reply reply = look_up("", "Accept: application/x-ndjson",
				     buf_text(&body));
	cr_assert_eq(reply.status, 200, "%s", reply_text(&reply));
	rest = buf_span(&reply.body);
	while (span_next(&rest, '\n', &line)) {
		SCOPED(json_release)
		cJSON *item = cJSON_ParseWithLength(line.at, line.len);

		if (line.len == 0)
			continue;
		cr_assert_lt(count, ARRAY_COUNT(mixed));
		expect_item(item, count++, when);
	}
	cr_expect_eq(count, ARRAY_COUNT(mixed));
}

static const char *const fast[] = { "--fetch-rate", "1000", NULL };

Test(fetch_batch, each_item_tells_what_became_of_it_in_order)
{
	int before;

	upstream_serve(&world, &site, fast);
	expect_mixed("?fetch=never", LOCAL);
	cr_expect_eq(upstream_count(&world, NULL, NULL), 0);
	expect_mixed("", FIRST);
	before = upstream_count(&world, NULL, NULL);
	expect_mixed("", SECOND);
	/* only what failed is asked for again */
	cr_expect_eq(upstream_count(&world, NULL, NULL), before + 1);
	cr_expect_eq(upstream_count(&world, "datacite", "/dois/10.5072/status"),
		     2);
	daemon_stop(&site);
}

Test(fetch_batch, lines_tell_the_same)
{
	upstream_serve(&world, &site, fast);
	expect_mixed_lines(FIRST);
	expect_mixed_lines(SECOND);
	daemon_stop(&site);
}

/* ---- lists ---- */

static void many_body(struct buf *out)
{
	json_open(out, '[');
	for (int i = 0; i < MANY; i++) {
		char doi[64];

		snprintf(doi, sizeof(doi), "10.5555/ok.many.%d", i);
		json_text(out, doi);
	}
	json_close(out, ']');
}

/* How many items have a status. */
static int count_status(const struct reply *reply, const char *status)
{
	SCOPED(json_release) cJSON *json = reply_json(reply);
	const cJSON *item;
	int count = 0;

	cJSON_ArrayForEach (item, json_at(json, "items"))
		count += strcmp(json_text_at(item, "status"), status) == 0;
	return count;
}

Test(fetch_batch, many_of_one_agency_are_asked_for_in_a_list)
{
	SCOPED(buf_release) struct buf body = buf_init(BODY_MAX);
	int singles, lists;

	upstream_serve(&world, &site, NULL);
	many_body(&body);
	SCOPED(reply_release)
	struct reply reply = look_up("", NULL, buf_text(&body));
	cr_expect_eq(reply.status, 200);
	cr_expect_eq(count_status(&reply, "fetched"), MANY, "%s",
		     reply_text(&reply));
	lists = upstream_count(&world, "crossref", "/works?");
	singles = upstream_count(&world, "crossref", "/works/");
	cr_expect(lists >= 1 && lists + singles <= 4, "%d lists, %d singles",
		  lists, singles);
	/* the agency of a prefix is asked for once */
	cr_expect_eq(upstream_count(&world, "doi", NULL), 1);
	SCOPED(reply_release)
	struct reply again = look_up("", NULL, buf_text(&body));
	cr_expect_eq(count_status(&again, "found"), MANY);
	cr_expect_eq(upstream_count(&world, "crossref", NULL), lists + singles);
	daemon_stop(&site);
}

/* What a list says of a work is kept like what the work itself says. */
Test(fetch_batch, a_record_of_a_list_is_that_of_its_own_request)
{
	static const char path[] = "/v1/records/10.5555/ok.many.7";
	SCOPED(buf_release) struct buf body = buf_init(BODY_MAX);
	long status;

	upstream_serve(&world, &site, NULL);
	many_body(&body);
	SCOPED(reply_release)
	struct reply reply = look_up("", NULL, buf_text(&body));
	cr_expect_eq(count_status(&reply, "fetched"), MANY);
	SCOPED(json_release) cJSON *listed = ask_json(&site, path, &status);
	SCOPED(reply_release)
	struct reply alone = ask(
		&site, (struct question){ .path = "/v1/records/10.5555/"
						  "ok.many.7?fetch=always" });
	SCOPED(json_release) cJSON *single = reply_json(&alone);
	cr_expect_eq(alone.status, 200);
	cJSON_DeleteItemFromObjectCaseSensitive(listed, "source");
	cJSON_DeleteItemFromObjectCaseSensitive(listed, "sources");
	cJSON_DeleteItemFromObjectCaseSensitive(single, "source");
	cJSON_DeleteItemFromObjectCaseSensitive(single, "sources");
	cr_expect(cJSON_Compare(listed, single, true), "%s",
		  reply_text(&alone));
	daemon_stop(&site);
}

/* ---- failing ---- */

static const struct failure {
	const char *mode, *argument, *word;
	double most; /* seconds */
} failures[] = {
	{ "status", "500", NULL, 5 },
	{ "silent", NULL, "pending", 5 },
	{ "down", NULL, NULL, 5 },
};

static void expect_failure(const struct failure *row)
{
	static const char *const options[] = { "--fetch-wait", "1s",
					       "--fetch-timeout", "5s", NULL };
	SCOPED(buf_release) struct buf body = buf_init(BODY_MAX);
	double begun;

	upstream_reset(&world);
	upstream_behave(&world, "crossref", row->mode, row->argument);
	upstream_serve(&world, &site, options);
	many_body(&body);
	begun = clock_now();
	SCOPED(reply_release)
	struct reply reply = look_up("", NULL, buf_text(&body));
	cr_expect_lt(clock_now() - begun, row->most, "%s", row->mode);
	cr_expect_eq(reply.status, 200);
	cr_expect_eq(count_status(&reply, "upstream_error"), MANY, "%s: %s",
		     row->mode, reply_text(&reply));
	if (row->word)
		cr_expect(strstr(reply_text(&reply), row->word), "%s: %s",
			  row->mode, reply_text(&reply));
	cr_expect_leq(upstream_count(&world, "crossref", NULL), 10, "%s",
		      row->mode);
	daemon_stop(&site);
}

Test(fetch_batch, what_cannot_be_had_is_never_told_as_absent)
{
	for (size_t i = 0; i < ARRAY_COUNT(failures); i++)
		expect_failure(&failures[i]);
}
