/* SPDX-License-Identifier: MIT */
/* What a DOI is asked for as, and what the world is told of who asks. */
#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <stdio.h>

#include "client.h"
#include "upstream.h"

#define RECORDS "/v1/records/"
#define LOG_MAX (64 << 20)
#define AGENT                                    \
	"paperd/" PAPERD_VERSION " (" PAPERD_URL \
	"; mailto:operator@paperd.example)"
#define INTRUDER "intruder"

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

TestSuite(fetch_names, .init = start, .fini = stop);

/* Requests that the world has seen. */
static int seen(void)
{
	return upstream_count(&world, NULL, NULL);
}

static const char *const fast[] = { "--fetch-rate", "1000", NULL };

Test(fetch_names, an_alias_and_the_own_doi_both_answer)
{
	static const struct {
		const char *asked, *own;
	} rows[] = {
		{ "10.5555/stand-in.alias", "10.5555/stand-in.main" },
		{ "10.5072/stand-in.concept", "10.5072/stand-in.version" },
	};
	char path[128];
	int before = 0;

	upstream_serve(&world, &site, NULL);
	for (size_t i = 0; i < 4 * ARRAY_COUNT(rows); i++) {
		size_t row = i / 2 % ARRAY_COUNT(rows);
		long status;

		if (i == 2 * ARRAY_COUNT(rows)) {
			daemon_stop(&site);
			upstream_serve(&world, &site, NULL);
			before = seen();
		}
		snprintf(path, sizeof(path), RECORDS "%s",
			 i % 2 ? rows[row].own : rows[row].asked);
		SCOPED(json_release)
		cJSON *record = ask_json(&site, path, &status);
		cr_expect_eq(status, 200, "%zu %s: %ld", i, path, status);
		cr_expect_str_eq(json_text_at(record, "doi"), rows[row].own,
				 "%s", path);
	}
	cr_expect_eq(seen(), before, "a restart forgets");
	cr_expect_eq(upstream_count(&world, "crossref", NULL), 1);
	cr_expect_eq(upstream_count(&world, "datacite", NULL), 1);
	daemon_stop(&site);
}

/* Each is found at the path of its agency, whatever stands in it. */
Test(fetch_names, awkward_dois_are_asked_for_as_they_are)
{
	static const struct {
		const char *path, *doi;
	} rows[] = {
		{ "10.5555/(SICI)1234-5679(199909)36:1+%3C1::AID-INV2%3E"
		  "3.0.CO;2-%23",
		  "10.5555/(sici)1234-5679(199909)36:1+<1::aid-inv2>"
		  "3.0.co;2-#" },
		{ "10.5555/ok.a/b/c", "10.5555/ok.a/b/c" },
		{ "10.5555%2Fok.slash%2Fb", "10.5555/ok.slash/b" },
		{ "10.5555/ok.a,b", "10.5555/ok.a,b" },
		{ "10.5555/ok.%3Fx=1%26y=2", "10.5555/ok.?x=1&y=2" },
		{ "10.5555/ok.%2525", "10.5555/ok.%25" },
		{ "10.5555/ok.x/%2e%2e/%2e%2e/y", "10.5555/ok.x/../../y" },
		{ "10.5555/ok.@host:80", "10.5555/ok.@host:80" },
		{ "10.5555/ok.%5B1:x%5D;2", "10.5555/ok.[1:x];2" },
		{ "https://doi.org/10.5555/OK.Big", "10.5555/ok.big" },
	};
	char path[256];

	upstream_serve(&world, &site, fast);
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		long status;

		snprintf(path, sizeof(path), RECORDS "%s", rows[i].path);
		SCOPED(json_release)
		cJSON *record = ask_json(&site, path, &status);
		cr_expect_eq(status, 200, "%s: %ld", path, status);
		cr_expect_str_eq(json_text_at(record, "doi"), rows[i].doi, "%s",
				 path);
	}
	cr_expect_eq(upstream_count(&world, "crossref", "/works/10.5555/"),
		     (int)ARRAY_COUNT(rows));
	cr_expect_eq(seen(), (int)ARRAY_COUNT(rows) + 1);
	daemon_stop(&site);
}

/* ---- what is told to the world ---- */

static void expect_own_headers(const cJSON *entry)
{
	static const char *const own[] = { "host", "user-agent", "accept",
					   "accept-encoding" };
	const cJSON *headers = json_at(entry, "headers"), *header;
	const char *path = json_text_at(entry, "path");

	cr_expect_str_eq(json_text_at(headers, "user-agent"), AGENT);
	cJSON_ArrayForEach (header, headers) {
		bool known = false;

		for (size_t i = 0; i < ARRAY_COUNT(own); i++)
			known |= strcmp(header->string, own[i]) == 0;
		cr_expect(known, "%s: %s: %s", path, header->string,
			  header->valuestring);
		cr_expect_null(strstr(header->valuestring, INTRUDER), "%s: %s",
			       path, header->string);
	}
}

Test(fetch_names, only_the_operator_is_told_of_to_the_world)
{
	static const char *const paths[] = { RECORDS "10.5555/ok.1",
					     RECORDS "10.5072/ok.1",
					     RECORDS "10.5557/ok.1",
					     RECORDS "10.5557/stand-in.medra" };
	SCOPED(buf_release) struct buf log = buf_init(LOG_MAX);
	const cJSON *entry;

	upstream_serve(&world, &site, NULL);
	for (size_t i = 0; i < ARRAY_COUNT(paths); i++) {
		SCOPED(reply_release)
		struct reply reply = ask(
			&site,
			(struct question){
				.path = paths[i],
				.headers = { "User-Agent: " INTRUDER,
					     "Authorization: Basic " INTRUDER,
					     "Cookie: a=" INTRUDER,
					     "X-Forwarded-For: " INTRUDER,
					     "Referer: http://" INTRUDER,
					     "X-Request-Id: " INTRUDER,
					     "Accept-Language: " INTRUDER,
					     "From: me@" INTRUDER } });

		cr_expect_eq(reply.status, 200, "%s", paths[i]);
	}
	upstream_log(&world, NULL, NULL, &log);
	SCOPED(json_release) cJSON *entries = cJSON_Parse(buf_text(&log));
	cr_expect_geq(cJSON_GetArraySize(entries), 8);
	cJSON_ArrayForEach (entry, entries)
		expect_own_headers(entry);
	daemon_stop(&site);
}

/* A record of such a DOI could not be kept: it is not even asked for. */
Test(fetch_names, a_doi_that_is_not_ascii_is_not_asked_for)
{
	long status;

	upstream_serve(&world, &site, NULL);
	SCOPED(json_release)
	cJSON *problem = ask_json(&site, RECORDS "10.5555/ok.%C3%A9", &status);
	cr_expect_eq(status, 404);
	cr_expect_str_eq(json_text_at(problem, "fetch"), "unsupported");
	cr_expect_eq(upstream_count(&world, NULL, NULL), 0);
	daemon_stop(&site);
}
