/* SPDX-License-Identifier: MIT */
/* What tells of the service itself: stats, health, metrics, index. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "../../../handlers/handlers.h"
#include "fixture.h"

static struct fixture fixture;

static void start(void)
{
	fixture_open(&fixture);
	fixture_put(&fixture,
		    "{\"doi\":\"10.1000/a\",\"type\":\"journal-article\","
		    "\"title\":\"A\",\"abstract\":\"Text.\",\"year\":2020,"
		    "\"source\":{\"name\":\"Crossref\"}}",
		    NULL);
	fixture_put(&fixture,
		    "{\"doi\":\"10.1000/b\",\"type\":\"book\",\"title\":\"B\","
		    "\"year\":2021,\"source\":{\"name\":\"Crossref\"}}",
		    NULL);
}

static void stop(void)
{
	fixture_close(&fixture);
}

TestSuite(state, .init = start, .fini = stop);

Test(state, stats_count_what_is_held)
{
	static const char *const parts[] = {
		"{\"records\":2,\"with_abstract\":1,\"rejects\":0,",
		"\"by_source\":{\"Crossref\":2}",
		"\"book\":1",
		"\"journal-article\":1",
		"\"by_year\":{\"2021\":1,\"2020\":1}",
		"\"loads\":[{\"file\":",
	};
	SCOPED(outcome_release)
	struct outcome got = outcome_of(&fixture, stats_get,
					(struct call){ 0 });

	cr_assert_eq(got.status, STATUS_OK, "%s", got.err.detail);
	for (size_t i = 0; i < ARRAY_COUNT(parts); i++)
		cr_expect(strstr(outcome_body(&got), parts[i]), "%s not in %s",
			  parts[i], outcome_body(&got));
	cr_expect_eq(strlen(got.res.etag), 32);
}

Test(state, health_is_ok_and_never_cached)
{
	SCOPED(outcome_release)
	struct outcome got = outcome_of(&fixture, health_get,
					(struct call){ 0 });

	cr_expect_str_eq(outcome_body(&got), "{\"status\":\"ok\"}");
	cr_expect(got.res.no_store);
	cr_expect_str_eq(got.res.etag, "");
}

Test(state, ready_with_nothing_to_load_is_ready_until_the_end_is_asked_for)
{
	SCOPED(outcome_release)
	struct outcome ready = outcome_of(&fixture, ready_get,
					  (struct call){ 0 });

	cr_expect_eq(ready.status, STATUS_OK);
	cr_expect(strstr(outcome_body(&ready), "\"status\":\"ready\""));
	fixture.app.draining = true;
	SCOPED(outcome_release)
	struct outcome ending = outcome_of(&fixture, ready_get,
					   (struct call){ 0 });
	cr_expect_eq(ending.status, STATUS_NOT_READY);
	cr_expect(ending.res.no_store);
}

/* The value of a metric, given its name and labels. */
static double metric(const char *body, const char *name)
{
	char line[200];
	const char *at;
	double value = -1;

	snprintf(line, sizeof(line), "\n%s ", name);
	at = strstr(body, line);
	cr_assert(at, "there is no %s", name);
	sscanf(at + strlen(line), "%lf", &value);
	return value;
}

Test(state, metrics_give_the_counters)
{
	fixture.counters.requests = 7;
	fixture.counters.status_class[2] = 5;
	fixture.counters.bytes_sent = 1234;
	fixture.counters.duration_bucket[0] = 3;
	fixture.counters.duration_bucket[1] = 2;
	fixture.counters.duration_bucket[15] = 1;
	fixture.counters.duration_microseconds = 1500000;
	SCOPED(outcome_release)
	struct outcome got = outcome_of(&fixture, metrics_get,
					(struct call){ 0 });
	const char *body = outcome_body(&got);
	char name[100];

	cr_assert_eq(got.status, STATUS_OK, "%s", got.err.detail);
	cr_expect_eq(metric(body, "paperd_http_requests_total"), 7);
	cr_expect_eq(metric(body, "paperd_http_responses_total{class=\"2xx\"}"),
		     5);
	cr_expect_eq(metric(body, "paperd_http_sent_bytes_total"), 1234);
	cr_expect_eq(metric(body, "paperd_records"), 2);
	cr_expect_eq(metric(body, "paperd_records_with_abstract"), 1);
	cr_expect_eq(metric(body, "paperd_load_done"), 1);
	snprintf(name, sizeof(name),
		 "paperd_http_request_duration_seconds_bucket{le=\"%g\"}",
		 http_buckets[1]);
	cr_expect_eq(metric(body, name), 5);
	cr_expect_eq(metric(body, "paperd_http_request_duration_seconds_bucket"
				  "{le=\"+Inf\"}"),
		     6);
	cr_expect_eq(metric(body, "paperd_http_request_duration_seconds_count"),
		     6);
	cr_expect_eq(metric(body, "paperd_http_request_duration_seconds_sum"),
		     1.5);
}

/* Each sample needs the two lines of its metric before it. */
Test(state, metrics_have_help_and_type)
{
	SCOPED(outcome_release)
	struct outcome got = outcome_of(&fixture, metrics_get,
					(struct call){ 0 });
	struct span rest = buf_span(&got.res.body);
	struct span line;
	size_t help = 0, type = 0, samples = 0;

	while (span_next(&rest, '\n', &line)) {
		if (span_starts_nocase(line, "# HELP paperd_"))
			help++;
		else if (span_starts_nocase(line, "# TYPE paperd_"))
			type++;
		else if (line.len)
			samples += span_starts_nocase(line, "paperd_");
		cr_expect_eq(line.len ? *line.at == '#' || *line.at == 'p' : 1,
			     1, "%.*s", (int)line.len, line.at);
		cr_expect(help >= type);
	}
	cr_expect_eq(help, type);
	cr_expect_gt(help, 20);
	cr_expect_gt(samples, help);
	cr_expect_str_eq(got.res.content_type,
			 "text/plain; version=0.0.4; charset=utf-8");
}

Test(state, index_names_every_route_but_those_of_pages)
{
	SCOPED(outcome_release)
	struct outcome got = outcome_of(&fixture, index_get,
					(struct call){ 0 });

	for (const struct route *r = api_routes; r->method; r++) {
		char entry[300];

		snprintf(entry, sizeof(entry),
			 "{\"method\":\"%s\",\"path\":\"%s\",\"summary\":",
			 r->method, r->path);
		cr_expect_eq(strstr(outcome_body(&got), entry) != NULL,
			     !(r->flags & ROUTE_PAGE), "%s", entry);
	}
	cr_expect_eq(strlen(got.res.etag), 32);
}
