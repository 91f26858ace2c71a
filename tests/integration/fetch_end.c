/* SPDX-License-Identifier: MIT */
/* Sudden ends, orderly ones, and a world that says nothing. */
#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <stdio.h>

#include "crowd.h"
#include "dumps.h"
#include "upstream.h"

#define RECORDS    "/v1/records/"
#define PATH_BYTES 80

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

TestSuite(fetch_end, .init = start, .fini = stop);

/* Paths of DOIs that are fetched one by one (for the comma). */
#define CLIENTS 24

struct paths {
	char texts[CLIENTS][PATH_BYTES];
	const char *at[CLIENTS];
};

static void paths_make(struct paths *ret, int round)
{
	for (size_t i = 0; i < CLIENTS; i++) {
		snprintf(ret->texts[i], sizeof(ret->texts[i]),
			 RECORDS "10.5555/ok.%d,%zu", round, i);
		ret->at[i] = ret->texts[i];
	}
}

/* ---- kill -9 ---- */

#define ROUNDS 5

static const char *const fast[] = { "--fetch-rate", "1000",
				    "--fetch-concurrency", "8", NULL };

/* Whole, as it was answered, or not there at all. */
static bool is_held_whole(const char *path, const struct reply *answered)
{
	char local[2 * PATH_BYTES];

	snprintf(local, sizeof(local), "%s?fetch=never&raw=true", path);
	SCOPED(reply_release)
	struct reply reply = ask(&site, (struct question){ .path = local });
	SCOPED(json_release) cJSON *record = reply_json(&reply);
	if (answered->status == 200)
		cr_expect_eq(reply.status, 200, "%s was answered and is lost",
			     path);
	cr_expect(reply.status == 200 || reply.status == 404, "%s: %ld", path,
		  reply.status);
	if (reply.status != 200)
		return false;
	cr_expect_str_eq(json_text_at(record, "abstract"),
			 "What was found, and what it means for the field.",
			 "%s", path);
	cr_expect_str_eq(json_text_at(record, "doi"), path + strlen(RECORDS));
	cr_expect_str_eq(json_text_at(record, "raw.message.DOI"),
			 path + strlen(RECORDS));
	return true;
}

/* Killed once so many clients were answered. */
static size_t killed_round(int round, size_t answered)
{
	struct paths paths;
	size_t held = 0;

	paths_make(&paths, round);
	SCOPED(crowd_release)
	struct crowd *crowd = crowd_ask(&site, paths.at, CLIENTS);
	crowd_wait_for(crowd, answered);
	daemon_kill(&site);
	crowd_wait(crowd);
	upstream_serve(&world, &site, fast);
	for (size_t i = 0; i < CLIENTS; i++)
		held += is_held_whole(paths.at[i], crowd_reply(crowd, i));
	return held;
}

static double records(void)
{
	long status;
	SCOPED(json_release)
	cJSON *stats = ask_json(&site, "/v1/stats", &status);

	return json_number_at(stats, "records");
}

Test(fetch_end, who_is_killed_keeps_records_whole_or_not_at_all)
{
	size_t held = 0;

	upstream_serve(&world, &site, fast);
	for (int i = 0; i < ROUNDS; i++)
		held += killed_round(i, 1 + 4 * (size_t)i);
	cr_expect_gt(held, 0);
	cr_expect_eq(records(), (double)held);
	/* and what was lost is had again */
	for (int i = 0; i < ROUNDS; i++) {
		struct paths paths;

		paths_make(&paths, i);
		SCOPED(crowd_release)
		struct crowd *crowd = crowd_ask(&site, paths.at, CLIENTS);
		crowd_wait(crowd);
	}
	cr_expect_eq(records(), ROUNDS * CLIENTS);
	daemon_stop(&site);
}

/* ---- SIGTERM ---- */

static bool all_wait(void *context)
{
	(void)context;
	return metric(&site, "paperd_http_waiting") == CLIENTS;
}

Test(fetch_end, whoever_waits_is_answered_before_the_end)
{
	static const char *const options[] = { "--drain-timeout", "1s", NULL };
	struct paths paths;
	double begun;

	upstream_behave(&world, "doi", "silent", NULL);
	upstream_serve(&world, &site, options);
	paths_make(&paths, 0);
	SCOPED(crowd_release)
	struct crowd *crowd = crowd_ask(&site, paths.at, CLIENTS);
	crowd_wait_until(crowd, all_wait, NULL);
	begun = clock_now();
	daemon_stop(&site);
	cr_expect_lt(clock_now() - begun, 5.0, "it took %.1f s to end",
		     clock_now() - begun);
	crowd_wait(crowd);
	for (size_t i = 0; i < CLIENTS; i++) {
		const struct reply *reply = crowd_reply(crowd, i);
		SCOPED(json_release) cJSON *problem = NULL;

		cr_assert_eq(reply->status, 503, "%zu: %ld", i, reply->status);
		problem = reply_json(reply);
		cr_expect_str_eq(json_text_at(problem, "fetch"), "stopping");
		cr_expect(reply_header(reply, "Retry-After"));
	}
}

/* Who can be answered while it drains is. */
Test(fetch_end, what_comes_while_it_drains_is_answered)
{
	struct paths paths;

	upstream_behave(&world, "doi", "slow", "700");
	upstream_serve(&world, &site, fast);
	paths_make(&paths, 0);
	SCOPED(crowd_release)
	struct crowd *crowd = crowd_ask(&site, paths.at, CLIENTS);
	crowd_wait_until(crowd, all_wait, NULL);
	daemon_stop(&site);
	crowd_wait(crowd);
	for (size_t i = 0; i < CLIENTS; i++)
		cr_expect_eq(crowd_reply(crowd, i)->status, 200, "%zu: %ld", i,
			     crowd_reply(crowd, i)->status);
}

/* ---- a silent world ---- */

#define LOOK_UPS 200

/* Generous: a sanitizer on a busy machine. */
#define SLOWEST_S 1.0

static int compare(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return (left > right) - (left < right);
}

struct times {
	double median, worst;
};

static struct times look_ups(void)
{
	double taken[LOOK_UPS];
	char path[PATH_BYTES];

	for (int i = 0; i < LOOK_UPS; i++) {
		double begun = clock_now();

		snprintf(path, sizeof(path), RECORDS "10.5555/%06d.held",
			 1 + i);
		SCOPED(reply_release)
		struct reply reply = ask(&site,
					 (struct question){ .path = path });
		taken[i] = clock_now() - begun;
		cr_assert_eq(reply.status, 200, "%s", path);
	}
	qsort(taken, LOOK_UPS, sizeof(taken[0]), compare);
	return (struct times){ taken[LOOK_UPS / 2], taken[LOOK_UPS - 1] };
}

static void serve_dump(void)
{
	static const char *const options[] = { "--fetch-wait",
					       "60s",
					       "--fetch-timeout",
					       "60s",
					       "--drain-timeout",
					       "0s",
					       NULL };
	SCOPED(buf_release) struct buf dump = buf_init(DUMP_MAX);

	dump_works(&dump, "held", 1, LOOK_UPS);
	daemon_init(&site);
	daemon_write(&site, "held.jsonl", buf_span(&dump));
	upstream_serve(&world, &site, options);
}

Test(fetch_end, a_silent_world_does_not_slow_what_is_held)
{
	struct times before, beside;
	struct paths paths;

	serve_dump();
	before = look_ups();
	upstream_behave(&world, "all", "silent", NULL);
	paths_make(&paths, 0);
	SCOPED(crowd_release)
	struct crowd *crowd = crowd_ask(&site, paths.at, CLIENTS);
	crowd_wait_until(crowd, all_wait, NULL);
	beside = look_ups();
	cr_expect(all_wait(NULL), "the clients wait no more");
	fprintf(stderr,
		"fetch_end: median %.3f ms, beside %d waiting clients "
		"%.3f ms (%.2f times); slowest %.3f and %.3f ms\n",
		before.median * 1e3, CLIENTS, beside.median * 1e3,
		beside.median / before.median, before.worst * 1e3,
		beside.worst * 1e3);
	cr_expect_lt(beside.worst, SLOWEST_S, "%.3f s", beside.worst);
	daemon_stop(&site);
}
