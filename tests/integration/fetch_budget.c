/* SPDX-License-Identifier: MIT */
/* How politely the world is asked: counted by the stand-in. */
#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <stdio.h>

#include "crowd.h"
#include "upstream.h"

#define RECORDS    "/v1/records/"
#define LOG_MAX    (64 << 20)
#define PATH_BYTES 64

/* A crowd asks for so many. */
#define CROWD 300

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

TestSuite(fetch_budget, .init = start, .fini = stop);

static struct reply get(const char *path)
{
	return ask(&site, (struct question){ .path = path });
}

/* ---- one flight a DOI ---- */

Test(fetch_budget, a_crowd_causes_one_request_of_each_kind)
{
	static const char *paths[CROWD];
	const char *first;

	upstream_behave_at(&world, "crossref", "slow", "500", "/works/", -1);
	upstream_serve(&world, &site, NULL);
	for (size_t i = 0; i < CROWD; i++)
		paths[i] = RECORDS "10.5555/ok.wanted";
	SCOPED(crowd_release)
	struct crowd *crowd = crowd_ask(&site, paths, CROWD);
	crowd_wait(crowd);
	first = reply_text(crowd_reply(crowd, 0));
	for (size_t i = 0; i < CROWD; i++) {
		const struct reply *reply = crowd_reply(crowd, i);

		cr_expect_eq(reply->status, 200, "%zu: %ld", i, reply->status);
		cr_expect_str_eq(reply_text(reply), first, "%zu", i);
	}
	cr_expect_eq(upstream_count(&world, "doi", "/doiRA/"), 1);
	cr_expect_eq(upstream_count(&world, "crossref", "/works/"), 1);
	cr_expect_eq(upstream_count(&world, NULL, NULL), 2);
	daemon_stop(&site);
}

/* ---- rate and concurrency ---- */

/* DOIs that cannot be asked for in a list, for the comma in them. */
#define SINGLES 18

struct singles {
	char texts[SINGLES][PATH_BYTES];
	const char *paths[SINGLES];
};

static void singles_make(struct singles *ret, int round)
{
	for (size_t i = 0; i < SINGLES; i++) {
		snprintf(ret->texts[i], sizeof(ret->texts[i]),
			 RECORDS "10.5555/ok.%d.%zu,single", round, i);
		ret->paths[i] = ret->texts[i];
	}
}

static void ask_singles(int round)
{
	struct singles singles;

	singles_make(&singles, round);
	SCOPED(crowd_release)
	struct crowd *crowd = crowd_ask(&site, singles.paths, SINGLES);
	crowd_wait(crowd);
	for (size_t i = 0; i < SINGLES; i++)
		cr_expect_eq(crowd_reply(crowd, i)->status, 200, "%s: %ld",
			     singles.paths[i], crowd_reply(crowd, i)->status);
}

/* Fails when more than `most` requests came within a second, or one was
 * refused. */
static void expect_spread(const cJSON *log, int most, const char *name)
{
	int count = cJSON_GetArraySize(log);

	cr_expect_eq(count, SINGLES, "%s: %d requests", name, count);
	for (int i = 0; i < count; i++) {
		const cJSON *entry = cJSON_GetArrayItem(log, i);
		const cJSON *later = cJSON_GetArrayItem(log, i + most);

		cr_expect_eq(json_number_at(entry, "status"), 200, "%s: %d",
			     name, i);
		/* a busy machine delivers unevenly */
		if (later)
			cr_expect_gt(json_number_at(later, "time") -
					     json_number_at(entry, "time"),
				     0.8, "%s: more than %d in a second", name,
				     most);
	}
}

/* What the host states holds, and where it states nothing the options do. */
static const struct budget_row {
	const char *name, *limit, *rate, *concurrency, *slow;
	int most; /* in a second */
	int least_at_once, most_at_once;
} budgets[] = {
	{ "stated", "10/1/2", "100", "16", "20", 10, 1, 2 },
	{ "by option", "none", "10", "2", "20", 10, 1, 2 },
	{ "one at a time", "100/1/1", "100", "16", "20", 100, 1, 1 },
	{ "two at a time", "none", "1000", "2", "150", 1000, 2, 2 },
};

static void expect_budget(const struct budget_row *row)
{
	const char *const options[] = { "--fetch-rate", row->rate,
					"--fetch-concurrency", row->concurrency,
					NULL };
	SCOPED(buf_release) struct buf log = buf_init(LOG_MAX);
	int peak;

	upstream_behave(&world, "crossref", "limit", row->limit);
	upstream_behave_at(&world, "crossref", "slow", row->slow, "/works/",
			   -1);
	upstream_serve(&world, &site, options);
	ask_singles((int)(row - budgets));
	upstream_log(&world, "crossref", "/works/", &log);
	SCOPED(json_release) cJSON *entries = cJSON_Parse(buf_text(&log));
	expect_spread(entries, row->most, row->name);
	peak = upstream_peak(&world, "crossref");
	cr_expect(peak >= row->least_at_once && peak <= row->most_at_once,
		  "%s: %d at once", row->name, peak);
	daemon_stop(&site);
}

Test(fetch_budget, what_a_host_states_is_kept)
{
	expect_budget(&budgets[0]);
}

Test(fetch_budget, the_rate_of_the_options_is_kept)
{
	expect_budget(&budgets[1]);
}

Test(fetch_budget, so_many_at_a_time_and_no_more)
{
	for (size_t i = 2; i < ARRAY_COUNT(budgets); i++) {
		upstream_reset(&world);
		expect_budget(&budgets[i]);
	}
}

/* ---- too much ---- */

Test(fetch_budget, who_is_told_to_wait_waits_and_asks_again)
{
	static const char *const answers[] = { "429.1", "503.1" };
	char path[PATH_BYTES];

	upstream_serve(&world, &site, NULL);
	for (size_t i = 0; i < ARRAY_COUNT(answers); i++) {
		SCOPED(buf_release) struct buf log = buf_init(LOG_MAX);
		double gap;

		upstream_behave_at(&world, "crossref", "retry", answers[i],
				   "/works/", 1);
		snprintf(path, sizeof(path), RECORDS "10.5555/ok.%s",
			 answers[i]);
		SCOPED(reply_release) struct reply reply = get(path);
		cr_expect_eq(reply.status, 200, "%s: %ld", answers[i],
			     reply.status);
		upstream_log(&world, "crossref", "/works/", &log);
		SCOPED(json_release)
		cJSON *entries = cJSON_Parse(buf_text(&log));
		cr_assert_eq(cJSON_GetArraySize(entries), 2 * (int)i + 2);
		gap = json_number_at(
			      cJSON_GetArrayItem(entries, 2 * (int)i + 1),
			      "time") -
		      json_number_at(cJSON_GetArrayItem(entries, 2 * (int)i),
				     "time");
		cr_expect(gap > 0.95, "%s: again after %.3f s", answers[i],
			  gap);
	}
	daemon_stop(&site);
}

/* ---- the breaker ---- */

#define FAILURES 5
#define OPEN     "paperd_fetch_breaker_open{host=\"crossref\"}"

static const char *const hasty[] = { "--fetch-rate", "1000", "--fetch-timeout",
				     "1s", NULL };

static void expect_breaker(const char *word, double open)
{
	long status;
	SCOPED(json_release)
	cJSON *ready = ask_json(&site, "/readyz", &status);

	cr_expect_eq(status, 200, "a host that fails makes nothing unready");
	cr_expect_str_eq(json_text_at(ready, "fetch.crossref"), word);
	cr_expect_str_eq(json_text_at(ready, "fetch.datacite"), "closed");
	cr_expect_eq(metric(&site, OPEN), open);
}

static void expect_status(long status, const char *before, int number)
{
	char path[PATH_BYTES];

	snprintf(path, sizeof(path), "%s.%d", before, number);
	SCOPED(reply_release) struct reply reply = get(path);
	cr_expect_eq(reply.status, status, "%s: %ld %s", path, reply.status,
		     reply_text(&reply));
	if (status == 503)
		cr_expect(reply_header(&reply, "Retry-After"), "%s", path);
}

static void break_crossref(void)
{
	expect_breaker("closed", 0);
	for (int i = 0; i < FAILURES; i++)
		expect_status(502, RECORDS "10.5555/ok.fails", i);
}

static const struct breaker_row {
	const char *mode, *argument;
} breakers[] = { { "status", "500" }, { "reset-start", NULL } };

Test(fetch_budget, a_host_that_fails_is_let_be)
{
	for (size_t i = 0; i < ARRAY_COUNT(breakers); i++) {
		int before;

		upstream_reset(&world);
		upstream_serve(&world, &site, hasty);
		expect_status(200, RECORDS "10.5555/ok.held", (int)i);
		upstream_behave(&world, "crossref", breakers[i].mode,
				breakers[i].argument);
		break_crossref();
		expect_breaker("open", 1);
		before = upstream_count(&world, "crossref", NULL);
		for (int k = 0; k < 20; k++)
			expect_status(503, RECORDS "10.5555/ok.late", k);
		cr_expect_eq(upstream_count(&world, "crossref", NULL), before,
			     "%s: asked though let be", breakers[i].mode);
		/* what is held and who else is well go on */
		expect_status(200, RECORDS "10.5555/ok.held", (int)i);
		expect_status(200, RECORDS "10.5072/ok", (int)i);
		daemon_stop(&site);
	}
}

Test(fetch_budget, refused_connections_are_failures_too)
{
	upstream_serve(&world, &site, hasty);
	upstream_behave(&world, "crossref", "down", NULL);
	break_crossref();
	expect_breaker("open", 1);
	expect_status(503, RECORDS "10.5555/ok.late", 0);
	cr_expect_eq(
		metric(&site, "paperd_fetch_requests_total{host=\"crossref\"}"),
		FAILURES);
	cr_expect_eq(
		metric(&site, "paperd_fetch_failures_total{host=\"crossref\"}"),
		FAILURES);
	daemon_stop(&site);
}

static bool late_one_is_there(void *context)
{
	SCOPED(reply_release)
	struct reply reply = get(RECORDS "10.5555/ok.late.0");

	return reply.status == 200;
}

/* The last failure says how long to wait, which is short. */
Test(fetch_budget, a_host_that_is_well_again_is_asked_again)
{
	upstream_serve(&world, &site, NULL);
	upstream_behave_at(&world, "crossref", "retry", "500.1", NULL, 1);
	upstream_behave_at(&world, "crossref", "status", "500", NULL,
			   FAILURES - 1);
	break_crossref();
	expect_breaker("open", 1);
	cr_expect(wait_until(late_one_is_there, NULL));
	expect_breaker("closed", 0);
	cr_expect_eq(upstream_count(&world, "crossref", NULL), FAILURES + 1);
	daemon_stop(&site);
}

/* ---- the queue ---- */

static bool four_are_under_way(void *context)
{
	(void)context;
	return metric(&site, "paperd_fetch_flights") == 4;
}

Test(fetch_budget, beyond_the_queue_clients_are_told_to_come_again)
{
	static const char *const options[] = { "--fetch-queue", "4",
					       "--fetch-timeout", "1s", NULL };
	static const char *const paths[] = {
		RECORDS "10.5555/ok.1,q", RECORDS "10.5555/ok.2,q",
		RECORDS "10.5555/ok.3,q", RECORDS "10.5555/ok.4,q",
		RECORDS "10.5555/ok.4,q", /* joins */
	};
	long status;

	upstream_serve(&world, &site, options);
	expect_status(200, RECORDS "10.5555/ok.held", 0);
	upstream_behave(&world, "crossref", "silent", NULL);
	SCOPED(crowd_release)
	struct crowd *crowd = crowd_ask(&site, paths, ARRAY_COUNT(paths));
	crowd_wait_until(crowd, four_are_under_way, NULL);
	expect_status(503, RECORDS "10.5555/ok.beyond", 0);
	SCOPED(json_release)
	cJSON *problem = ask_json(&site, RECORDS "10.5555/ok.beyond", &status);
	cr_expect_eq(status, 503);
	cr_expect_str_eq(json_text_at(problem, "fetch"), "busy");
	expect_status(200, RECORDS "10.5555/ok.held", 0);
	crowd_wait(crowd);
	for (size_t i = 0; i < ARRAY_COUNT(paths); i++)
		cr_expect_eq(crowd_reply(crowd, i)->status, 504, "%s: %ld",
			     paths[i], crowd_reply(crowd, i)->status);
	upstream_behave(&world, "crossref", "none", NULL);
	daemon_stop(&site);
}
