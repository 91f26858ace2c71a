/* SPDX-License-Identifier: MIT */
/* What a DOI that is not held is answered, and what is kept of it. */
#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <stdio.h>
#include <time.h>

#include "client.h"
#include "upstream.h"

#define RECORDS "/v1/records/"
#define JATS    RECORDS "10.5555/stand-in.jats"

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

TestSuite(fetch, .init = start, .fini = stop);

static struct reply get(const char *path)
{
	return ask(&site, (struct question){ .path = path });
}

/* Requests that the world has seen. */
static int seen(void)
{
	return upstream_count(&world, NULL, NULL);
}

static void restart(const char *const *options)
{
	daemon_stop(&site);
	upstream_serve(&world, &site, options);
}

static const char *header_of(const struct reply *reply, const char *name)
{
	const char *value = reply_header(reply, name);

	return value ? value : "";
}

/* ---- kept ---- */

static void expect_source(const cJSON *record)
{
	char url[128], now[32];
	const char *loaded = json_text_at(record, "source.loaded");
	time_t time_now = time(NULL);
	struct tm parts;

	snprintf(url, sizeof(url), "%s/works/10.5555/stand-in.jats",
		 world.crossref);
	strftime(now, sizeof(now), "%Y-%m-%dT%H:%M:%SZ",
		 gmtime_r(&time_now, &parts));
	cr_expect_str_eq(json_text_at(record, "source.name"), "Crossref");
	cr_expect_str_eq(json_text_at(record, "source.format"), "crossref");
	cr_expect_str_eq(json_text_at(record, "source.url"), url);
	cr_expect_eq(json_number_at(record, "source.status"), 200);
	cr_expect(strlen(loaded) == strlen(now) && strcmp(loaded, now) <= 0,
		  "loaded %s, now %s", loaded, now);
	cr_expect_null(json_at(record, "source.file"));
	cr_expect_null(json_at(record, "source.line"));
}

Test(fetch, what_came_is_clean_and_tells_whence)
{
	long status;

	upstream_serve(&world, &site, NULL);
	SCOPED(json_release) cJSON *record = ask_json(&site, JATS, &status);
	cr_assert_eq(status, 200);
	cr_expect_str_eq(json_text_at(record, "doi"), "10.5555/stand-in.jats");
	cr_expect_str_eq(json_text_at(record, "title"),
			 "Growth of Planta inventa at low CO2");
	cr_expect_str_eq(json_text_at(record, "abstract"),
			 "Aims: To grow Planta inventa at 200 ppm CO2.\n"
			 "Results: It grew (p < 0.05).");
	expect_source(record);
	cr_expect_eq(upstream_count(&world, "doi", "/doiRA/"), 1);
	cr_expect_eq(upstream_count(&world, "crossref", "/works/"), 1);
	cr_expect_eq(seen(), 2);
	daemon_stop(&site);
}

Test(fetch, what_came_is_kept_over_a_restart)
{
	upstream_serve(&world, &site, NULL);
	SCOPED(reply_release) struct reply first = get(JATS);
	SCOPED(reply_release) struct reply again = get(JATS);
	char etag[64];

	snprintf(etag, sizeof(etag), "%s", header_of(&first, "ETag"));
	cr_expect_eq(first.status, 200);
	cr_expect_str_eq(reply_text(&again), reply_text(&first));
	restart(NULL);
	SCOPED(reply_release) struct reply later = get(JATS);
	cr_expect_eq(later.status, 200);
	cr_expect_str_eq(reply_text(&later), reply_text(&first));
	cr_expect_str_eq(header_of(&later, "ETag"), etag);
	cr_expect_eq(seen(), 2);
	daemon_stop(&site);
}

Test(fetch, raw_and_report_are_of_what_came)
{
	long status;

	upstream_serve(&world, &site, NULL);
	SCOPED(json_release)
	cJSON *record = ask_json(&site, JATS "?raw=true&report=full", &status);
	cr_assert_eq(status, 200);
	cr_expect_str_eq(json_text_at(record, "raw.message.DOI"),
			 "10.5555/stand-in.jats");
	cr_expect_str_eq(json_text_at(record, "raw.message-type"), "work");
	cr_expect_str_eq(json_text_at(record, "cleaning.fields.title.raw"),
			 "Growth of <i>Planta inventa</i> at low "
			 "CO<sub>2</sub>");
	cr_expect_str_eq(json_text_at(record, "cleaning.fields.title.pointer"),
			 "/message/title/0");
	daemon_stop(&site);
}

/* ---- beside what was loaded ---- */

/* A stand-in's record of the DOI of the dump's only work. */
static void load_and_fetch(void)
{
	static const char dump[] =
		"{\"DOI\":\"10.5555/ok.both\",\"type\":\"journal-article\","
		"\"title\":[\"On what is kept under ok.both\"],"
		"\"volume\":\"7\"}\n";

	daemon_init(&site);
	daemon_write(&site, "both.jsonl", span_of(dump));
	upstream_serve(&world, &site, NULL);
}

/* How many sources a record tells of, and whether it has the dump's volume and
 * the agency's abstract. */
static void expect_parts(const cJSON *record, int sources, bool volume,
			 bool abstract)
{
	cr_expect_eq(cJSON_GetArraySize(json_at(record, "sources")), sources);
	cr_expect_eq(json_at(record, "volume") != NULL, volume);
	cr_expect_eq(json_at(record, "abstract") != NULL, abstract);
}

static bool dump_says_nothing(void *context)
{
	SCOPED(reply_release) struct reply reply = get(context);

	cr_expect_eq(reply.status, 200);
	return !strstr(reply_text(&reply), "\"volume\"");
}

Test(fetch, what_came_joins_what_was_loaded_and_outlives_it)
{
	char path[] = RECORDS "10.5555/ok.both";
	long status;

	load_and_fetch();
	SCOPED(json_release) cJSON *loaded = ask_json(&site, path, &status);
	expect_parts(loaded, 0, true, false);
	cr_expect_eq(seen(), 0);
	SCOPED(json_release)
	cJSON *both = ask_json(&site, RECORDS "10.5555/ok.both?fetch=always",
			       &status);
	expect_parts(both, 2, true, true);
	daemon_write(&site, "both.jsonl", span_of("{\"x\":1}\n"));
	daemon_rescan(&site);
	cr_expect(wait_until(dump_says_nothing, path));
	SCOPED(json_release) cJSON *fetched = ask_json(&site, path, &status);
	expect_parts(fetched, 0, false, true);
	cr_expect_eq(seen(), 2);
	daemon_stop(&site);
}

/* ---- outcomes ---- */

/* What came of a DOI; member and value: of the record or the problem. */
static const struct outcome {
	const char *doi;
	long status;
	const char *member, *value;
	bool holds; /* asked again, it is answered without a request */
	bool landing;
} outcomes[] = {
	{ "10.5555/stand-in.entities", 200, "source.format", "crossref", true,
	  false },
	{ "10.5072/stand-in.dataset", 200, "source.format", "datacite", true,
	  false },
	{ "10.5557/stand-in.medra", 200, "source.format", "csl", true, false },
	{ "10.5557/stand-in.jalc", 200, "source.format", "csl", true, false },
	{ "10.5557/stand-in.op", 404, "fetch", "no_metadata", true, true },
	{ "10.5555/none.at.all", 404, "fetch", "not_registered", true, false },
	{ "10.99999/none", 404, "fetch", "not_registered", true, false },
	{ "10.5557/to-landing", 404, "fetch", "no_metadata", true, true },
	{ "10.5557/status.204", 404, "fetch", "no_metadata", true, true },
	{ "10.5557/status.406", 404, "fetch", "no_metadata", true, true },
	{ "10.5557/status.404", 404, "fetch", "not_registered", true, false },
	{ "10.5555/agency-404", 404, "fetch", "no_metadata", true, true },
	{ "10.5555/other", 502, "fetch", "upstream_error", false, false },
	{ "10.5555/status.500", 502, "fetch", "upstream_error", false, false },
	{ "10.5072/status.502", 502, "fetch", "upstream_error", false, false },
	{ "10.5557/status.403", 502, "fetch", "upstream_error", false, false },
};

static void outcome_path(const struct outcome *row, char *path, size_t size)
{
	snprintf(path, size, RECORDS "%s", row->doi);
}

static void expect_problem(const struct outcome *row, const cJSON *problem)
{
	const char *landing = json_text_at(problem, "landing_page");

	cr_expect_str_eq(json_text_at(problem, "doi"), row->doi);
	cr_expect_str_eq(json_text_at(problem, "type"),
			 row->status == 404 ? "/problems/not-found"
					    : "/problems/upstream");
	cr_expect_eq(span_starts_nocase(span_of(landing), "https://localhost:"),
		     row->landing, "%s: landing page \"%s\"", row->doi,
		     landing);
}

static void expect_outcome(const struct outcome *row)
{
	char path[128];

	outcome_path(row, path, sizeof(path));
	SCOPED(reply_release) struct reply reply = get(path);
	SCOPED(json_release) cJSON *json = reply_json(&reply);
	cr_expect_eq(reply.status, row->status, "%s: %ld %s", row->doi,
		     reply.status, reply_text(&reply));
	cr_expect_str_eq(json_text_at(json, row->member), row->value, "%s: %s",
			 row->doi, reply_text(&reply));
	cr_expect_eq(*header_of(&reply, "Retry-After") != '\0',
		     row->status == 502, "%s: Retry-After", row->doi);
	if (row->status != 200)
		expect_problem(row, json);
}

static const char *const fast[] = { "--fetch-rate", "1000", NULL };

Test(fetch, every_outcome_is_told_and_what_holds_is_kept)
{
	int before;

	upstream_serve(&world, &site, fast);
	for (size_t i = 0; i < ARRAY_COUNT(outcomes); i++) {
		expect_outcome(&outcomes[i]);
		before = seen();
		if (outcomes[i].holds)
			expect_outcome(&outcomes[i]);
		cr_expect_eq(seen(), before, "%s is asked for again",
			     outcomes[i].doi);
	}
	restart(fast);
	before = seen();
	for (size_t i = 0; i < ARRAY_COUNT(outcomes); i++)
		if (outcomes[i].holds)
			expect_outcome(&outcomes[i]);
	cr_expect_eq(seen(), before, "asked for again after a restart");
	daemon_stop(&site);
}

/* The other way to ask finds what the agency's API does not. */
Test(fetch, a_404_of_one_agency_is_not_absence)
{
	long status;

	upstream_behave_at(&world, "crossref", "status", "404", "/works/", -1);
	upstream_serve(&world, &site, NULL);
	SCOPED(json_release)
	cJSON *record = ask_json(&site, RECORDS "10.5555/ok.elsewhere",
				 &status);
	cr_expect_eq(status, 200);
	cr_expect_str_eq(json_text_at(record, "title"),
			 "On what is kept under ok.elsewhere");
	cr_expect_str_eq(json_text_at(record, "source.format"), "csl");
	cr_expect_eq(upstream_count(&world, "crossref", "/works/"), 1);
	daemon_stop(&site);
}

struct repeat {
	const char *path;
	int more_than;
};

static bool asks_again(void *context)
{
	const struct repeat *repeat = context;
	SCOPED(reply_release) struct reply reply = get(repeat->path);

	cr_expect_eq(reply.status, 404);
	return seen() > repeat->more_than;
}

Test(fetch, what_is_not_there_is_asked_for_again_after_its_time)
{
	static const char *const options[] = { "--absent-for", "1s", NULL };
	struct repeat rows[] = { { RECORDS "10.5555/none.yet", 0 },
				 { RECORDS "10.5557/stand-in.op", 0 } };

	upstream_serve(&world, &site, options);
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(reply_release) struct reply reply = get(rows[i].path);

		cr_expect_eq(reply.status, 404, "%s", rows[i].path);
		rows[i].more_than = seen();
		cr_expect(wait_until(asks_again, &rows[i]), "%s", rows[i].path);
	}
	daemon_stop(&site);
}
