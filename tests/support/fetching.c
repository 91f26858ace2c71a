/* SPDX-License-Identifier: MIT */
#include "fetching.h"

#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <time.h>

/* Connections that the fetcher may keep for later, one to each port. */
#define IDLE_MAX 8

#define OPTIONS_MAX 32

/* ---- the daemon from outside ---- */

static int count_open(const struct daemon *site)
{
	char path[64];
	DIR *folder;
	int count = 0;

	snprintf(path, sizeof(path), "/proc/%d/fd", (int)site->pid);
	folder = opendir(path);
	cr_assert(folder, "%s", path);
	while (readdir(folder))
		count++;
	closedir(folder);
	return count;
}

static bool has_closed(void *context)
{
	const struct fetching *fetching = context;

	return count_open(&fetching->site) <= fetching->descriptors + IDLE_MAX;
}

/* "https://localhost:4711/doi" is at "localhost:4711". */
static void place_of(const char *url, char *ret, size_t size)
{
	const char *from = url + strlen("https://");

	snprintf(ret, size, "%.*s", (int)strcspn(from, "/"), from);
}

static void run(struct fetching *fetching, const char *const *more)
{
	const struct upstream *world = &fetching->world;
	const char *const urls[] = { world->doi, world->crossref,
				     world->datacite, world->crosscite };
	char places[ARRAY_COUNT(urls)][64];
	const char *options[OPTIONS_MAX] = {
		"--fetch",        "on",
		"--fetch-ca",     world->ca,
		"--resolver",     world->doi,
		"--crossref-api", world->crossref,
		"--datacite-api", world->datacite,
		"--log-level",    "debug",
	};
	size_t count = 12;

	for (size_t i = 0; i < ARRAY_COUNT(urls); i++) {
		place_of(urls[i], places[i], sizeof(places[i]));
		options[count++] = "--fetch-allow";
		options[count++] = places[i];
	}
	for (; more && *more; more++) {
		cr_assert_lt(count, OPTIONS_MAX - 1);
		options[count++] = *more;
	}
	daemon_start(&fetching->site, options);
	daemon_wait_ready(&fetching->site);
}

void fetching_start(struct fetching *ret, const char *const *more)
{
	*ret = (struct fetching){ 0 };
	upstream_start(&ret->world);
	daemon_init(&ret->site);
	run(ret, more);
	fetching_expect_good(ret, "10.5555", "the start");
	ret->descriptors = count_open(&ret->site);
}

void fetching_again(struct fetching *fetching, const char *const *more)
{
	daemon_stop(&fetching->site);
	run(fetching, more);
}

void fetching_stop(struct fetching *fetching)
{
	cr_expect_eq(upstream_count(&fetching->world, "internal", NULL), 0);
	cr_expect(wait_until(has_closed, fetching),
		  "%d descriptors are open, not %d",
		  count_open(&fetching->site), fetching->descriptors);
	daemon_stop(&fetching->site);
	daemon_release(&fetching->site);
	upstream_stop(&fetching->world);
}

/* ---- one DOI ---- */

struct reply fetching_ask(const struct fetching *fetching, const char *doi,
			  const char *query)
{
	char path[8192];

	snprintf(path, sizeof(path), "/v1/records/%s%s", doi, query);
	return ask(&fetching->site, (struct question){ .path = path });
}

static void expect_answer(const struct fetching *fetching, const char *doi,
			  const char *query, long status, const char *word)
{
	SCOPED(reply_release)
	struct reply reply = fetching_ask(fetching, doi, query);

	cr_expect_eq(reply.status, status, "%s%s: %ld %s", doi, query,
		     reply.status, reply_text(&reply));
	if (status == 200 || reply.status == 0)
		return;
	SCOPED(json_release) cJSON *problem = reply_json(&reply);
	cr_expect_str_eq(json_text_at(problem, "fetch"), word, "%s%s: %s", doi,
			 query, reply_text(&reply));
	if (status >= 500)
		cr_expect(reply_header(&reply, "Retry-After"), "%s", doi);
}

void fetching_expect_good(struct fetching *fetching, const char *prefix,
			  const char *after)
{
	char doi[64];

	snprintf(doi, sizeof(doi), "%s/ok.%d", prefix, ++fetching->good);
	SCOPED(reply_release)
	struct reply reply = fetching_ask(fetching, doi, "");
	cr_expect_eq(reply.status, 200, "after %s: %ld %s", after, reply.status,
		     reply_text(&reply));
}

static double seconds_now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

void fetching_expect_fate(const struct fetching *fetching,
			  const struct fate *fate)
{
	double start = seconds_now(), took;

	expect_answer(fetching, fate->doi, "", fate->status, fate->word);
	took = seconds_now() - start;
	cr_expect_lt(took, FATE_SECONDS, "%s took %.1f s", fate->doi, took);
	expect_answer(fetching, fate->doi, "?fetch=never",
		      fate->status == 200 ? 200 : 404, fate->held);
	cr_expect_eq(upstream_count(&fetching->world, "internal", NULL), 0,
		     "%s", fate->doi);
}

void fetching_expect(struct fetching *fetching, const struct fate *fate)
{
	char prefix[64];

	fetching_expect_fate(fetching, fate);
	snprintf(prefix, sizeof(prefix), "%.*s", (int)strcspn(fate->doi, "/"),
		 fate->doi);
	fetching_expect_good(fetching, prefix, fate->doi);
}
