/* SPDX-License-Identifier: MIT */
/* How a client says whether to fetch, and how long it is kept waiting. */
#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <stdio.h>

#include "client.h"
#include "upstream.h"

#define RECORDS "/v1/records/"
#define LOG_MAX (64 << 20)

static struct upstream world;
static struct daemon site;

static void start(void)
{
	upstream_start(&world);
}

static void stop(void)
{
	upstream_stop(&world);
	daemon_release(&site);
}

TestSuite(fetch_ways, .init = start, .fini = stop);

static struct reply get(const char *path)
{
	return ask(&site, (struct question){ .path = path });
}

static void expect_word(const struct reply *reply, const char *word,
			const char *where)
{
	SCOPED(json_release) cJSON *json = reply_json(reply);

	cr_expect_str_eq(json_text_at(json, "fetch"), word, "%s: %s", where,
			 reply_text(reply));
}

static int works_seen(void)
{
	return upstream_count(&world, "crossref", "/works/");
}

/* ---- not at all ---- */

static const struct ask_row {
	const char *query, *header, *word;
} unwanted[] = {
	{ "?fetch=never", NULL, "never" },
	{ "", "Cache-Control: only-if-cached", "never" },
	{ "", "Cache-Control: max-stale=60, Only-If-Cached", "never" },
	{ "?fetch=always", "Cache-Control: only-if-cached", "never" },
	{ "?fetch=auto", "Cache-Control: only-if-cached", "never" },
};

Test(fetch_ways, nothing_is_fetched_for_who_does_not_want_it)
{
	char path[100];

	upstream_serve(&world, &site, NULL);
	for (size_t i = 0; i < ARRAY_COUNT(unwanted); i++) {
		snprintf(path, sizeof(path), RECORDS "10.5555/ok.1%s",
			 unwanted[i].query);
		SCOPED(reply_release)
		struct reply reply = ask(
			&site,
			(struct question){ .path = path,
					   .headers = { unwanted[i].header } });

		cr_expect_eq(reply.status, 404, "%zu: %ld", i, reply.status);
		expect_word(&reply, unwanted[i].word, path);
	}
	cr_expect_eq(upstream_count(&world, NULL, NULL), 0);
	daemon_stop(&site);
}

Test(fetch_ways, nothing_is_fetched_when_it_is_off)
{
	static const char *const off[] = { "--fetch", "off", NULL };
	static const char *const paths[] = {
		RECORDS "10.5555/ok.1",
		RECORDS "10.5555/ok.1?fetch=auto",
		RECORDS "10.5555/ok.1?fetch=always",
	};

	upstream_serve(&world, &site, off);
	for (size_t i = 0; i < ARRAY_COUNT(paths); i++) {
		SCOPED(reply_release) struct reply reply = get(paths[i]);

		cr_expect_eq(reply.status, 404, "%s", paths[i]);
		expect_word(&reply, "disabled", paths[i]);
	}
	SCOPED(reply_release) struct reply ready = get("/readyz");
	cr_expect_eq(ready.status, 200);
	cr_expect_null(strstr(reply_text(&ready), "crossref"));
	cr_expect_eq(upstream_count(&world, NULL, NULL), 0);
	daemon_stop(&site);
}

Test(fetch_ways, another_word_is_refused)
{
	static const struct {
		const char *path, *body;
	} rows[] = {
		{ RECORDS "10.5555/ok.1?fetch=maybe", NULL },
		{ RECORDS "10.5555/ok.1?fetch=", NULL },
		{ RECORDS "10.5555/ok.1?fetch=Never", NULL },
		{ "/v1/abstracts/10.5555/ok.1?fetch=yes", NULL },
		{ RECORDS "lookup?fetch=sometimes", "[\"10.5555/ok.1\"]" },
	};

	upstream_serve(&world, &site, NULL);
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(reply_release)
		struct reply reply = ask(
			&site, (struct question){ .path = rows[i].path,
						  .body = rows[i].body });

		cr_expect_eq(reply.status, 400, "%s: %ld", rows[i].path,
			     reply.status);
		cr_expect(strstr(reply_text(&reply), "never, auto or always"),
			  "%s: %s", rows[i].path, reply_text(&reply));
	}
	cr_expect_eq(upstream_count(&world, NULL, NULL), 0);
	daemon_stop(&site);
}

/* ---- again ---- */

/* The value of a header of the last request for a work. */
static void last_header(const char *name, char *value, size_t size)
{
	SCOPED(buf_release) struct buf log = buf_init(LOG_MAX);
	const cJSON *headers;

	upstream_log(&world, "crossref", "/works/", &log);
	SCOPED(json_release) cJSON *entries = cJSON_Parse(buf_text(&log));
	headers = json_at(
		cJSON_GetArrayItem(entries, cJSON_GetArraySize(entries) - 1),
		"headers");
	snprintf(value, size, "%s", json_text_at(headers, name));
}

Test(fetch_ways, what_is_held_is_asked_for_conditionally)
{
	static const char path[] = RECORDS "10.5555/stand-in.validators";
	char value[100];

	upstream_serve(&world, &site, NULL);
	SCOPED(reply_release) struct reply first = get(path);
	cr_assert_eq(first.status, 200);
	last_header("if-none-match", value, sizeof(value));
	cr_expect_str_eq(value, "");
	/* a 304 without validators keeps those that are held */
	upstream_behave(&world, "crossref", "status", "304");
	for (int i = 0; i < 3; i++) {
		SCOPED(reply_release)
		struct reply again = get(RECORDS "10.5555/stand-in.validators"
						 "?fetch=always");

		cr_expect_eq(again.status, 200);
		cr_expect_str_eq(reply_text(&again), reply_text(&first));
		cr_expect_eq(works_seen(), 2 + i);
		last_header("if-none-match", value, sizeof(value));
		cr_expect_str_eq(value, "\"5f-stand-in\"");
		last_header("if-modified-since", value, sizeof(value));
		cr_expect_str_eq(value, "Sat, 02 Mar 2024 10:00:00 GMT");
		upstream_behave(&world, "crossref", "none", NULL);
	}
	daemon_stop(&site);
	upstream_serve(&world, &site, NULL);
	SCOPED(reply_release) struct reply later = get(path);
	cr_expect_str_eq(reply_text(&later), reply_text(&first));
	cr_expect_eq(works_seen(), 4);
	daemon_stop(&site);
}

Test(fetch_ways, a_refresh_that_fails_takes_nothing_away)
{
	static const char path[] = RECORDS "10.5555/ok.held";

	upstream_serve(&world, &site, NULL);
	SCOPED(reply_release) struct reply first = get(path);
	cr_expect_eq(first.status, 200);
	upstream_behave(&world, "crossref", "status", "500");
	SCOPED(reply_release)
	struct reply failed = get(RECORDS "10.5555/ok.held?fetch=always");
	cr_expect_eq(failed.status, 502);
	expect_word(&failed, "upstream_error", "refresh");
	SCOPED(reply_release) struct reply held = get(path);
	cr_expect_eq(held.status, 200);
	cr_expect_str_eq(reply_text(&held), reply_text(&first));
	cr_expect_eq(works_seen(), 2);
	daemon_stop(&site);
}

/* What is absent no longer. */
Test(fetch_ways, always_asks_though_absence_is_known)
{
	static const char path[] = RECORDS "10.5555/ok.late";

	upstream_behave(&world, "doi", "status", "404");
	upstream_serve(&world, &site, NULL);
	SCOPED(reply_release) struct reply absent = get(path);
	cr_expect_eq(absent.status, 404);
	upstream_behave(&world, "doi", "none", NULL);
	SCOPED(reply_release) struct reply known = get(path);
	cr_expect_eq(known.status, 404);
	SCOPED(reply_release)
	struct reply there = get(RECORDS "10.5555/ok.late?fetch=always");
	cr_expect_eq(there.status, 200);
	SCOPED(reply_release) struct reply held = get(path);
	cr_expect_eq(held.status, 200);
	daemon_stop(&site);
}

/* ---- stale ---- */

static bool was_refreshed(void *context)
{
	double begun = clock_now();
	SCOPED(reply_release) struct reply reply = get(context);

	cr_expect_eq(reply.status, 200);
	cr_expect_lt(clock_now() - begun, 2.0,
		     "the answer waits for the refresh");
	return works_seen() > 1;
}

Test(fetch_ways, what_is_stale_is_fetched_behind_the_answer)
{
	static const char *const options[] = { "--refresh-after", "1s", NULL };
	char path[] = RECORDS "10.5555/stand-in.validators";
	char value[100];

	upstream_serve(&world, &site, options);
	SCOPED(reply_release) struct reply first = get(path);
	cr_expect_eq(first.status, 200);
	upstream_behave(&world, "crossref", "silent", NULL);
	cr_expect(wait_until(was_refreshed, path), "never");
	last_header("if-none-match", value, sizeof(value));
	cr_expect_str_eq(value, "\"5f-stand-in\"");
	daemon_stop(&site);
}

/* ---- patience ---- */

struct patience {
	const char *method, *wait, *slow;
	double least, most; /* seconds until the answer */
};

static void expect_pending(const struct patience *row, const char *path)
{
	double begun = clock_now(), took;
	const char *retry;
	SCOPED(reply_release)
	struct reply reply = ask(
		&site,
		(struct question){ .method = row->method, .path = path });

	took = clock_now() - begun;
	retry = reply_header(&reply, "Retry-After");
	cr_expect_eq(reply.status, 504, "%ld", reply.status);
	cr_expect(retry && strtol(retry, NULL, 10) >= 1, "Retry-After: %s",
		  retry ? retry : "none");
	cr_expect(took > row->least && took < row->most, "%.2f s", took);
	if (!row->method)
		expect_word(&reply, "pending", path);
}

static bool is_there(void *context)
{
	SCOPED(reply_release) struct reply reply = get(context);

	return reply.status == 200;
}

static void expect_patience(const struct patience *row)
{
	char path[] = RECORDS "10.5555/ok.slow";
	const char *const options[] = { "--fetch-wait", row->wait, NULL };

	upstream_behave_at(&world, "crossref", "slow", row->slow, "/works/",
			   -1);
	upstream_serve(&world, &site, options);
	expect_pending(row, path);
	cr_expect(wait_until(is_there, path), "it never came");
	cr_expect_eq(works_seen(), 1, "the fetch did not go on");
	daemon_stop(&site);
}

Test(fetch_ways, head_waits_a_moment_only)
{
	expect_patience(&(struct patience){ "HEAD", "10s", "2600", 1.4, 2.6 });
}

Test(fetch_ways, get_waits_as_long_as_the_option_says)
{
	expect_patience(&(struct patience){ NULL, "1s", "2200", 0.9, 2.2 });
}

Test(fetch_ways, head_answers_what_came_in_time)
{
	static const char path[] = RECORDS "10.5555/ok.1";

	upstream_serve(&world, &site, NULL);
	SCOPED(reply_release)
	struct reply head = ask(
		&site, (struct question){ .method = "HEAD", .path = path });
	char etag[64];

	cr_expect_eq(head.status, 200);
	cr_expect_eq(head.body.len, 0);
	cr_assert(reply_header(&head, "ETag"));
	snprintf(etag, sizeof(etag), "%s", reply_header(&head, "ETag"));
	SCOPED(reply_release) struct reply full = get(path);
	cr_expect_str_eq(reply_header(&full, "ETag"), etag);
	cr_expect_eq(works_seen(), 1);
	daemon_stop(&site);
}
