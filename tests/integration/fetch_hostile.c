/* SPDX-License-Identifier: MIT */
/* A world that breaks every rule, and what becomes of who asks. */
#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "fetching.h"

static const char *const options[] = { FETCHING_OPTIONS, NULL };

static struct fetching all;

static void start(void)
{
	fetching_start(&all, options);
}

static void stop(void)
{
	fetching_stop(&all);
}

TestSuite(fetch_hostile, .init = start, .fini = stop);

static void expect_all(const struct fate *rows, size_t count)
{
	for (size_t i = 0; i < count; i++)
		fetching_expect(&all, &rows[i]);
}

#define FAILS(doi)                                  \
	{                                           \
		doi, 502, "upstream_error", "never" \
	}
#define LATE(doi)                                     \
	{                                             \
		doi, 504, "upstream_timeout", "never" \
	}
#define NONE(doi)                                      \
	{                                              \
		doi, 404, "no_metadata", "no_metadata" \
	}
#define ABSENT(doi)                                          \
	{                                                    \
		doi, 404, "not_registered", "not_registered" \
	}
#define RIGHT(doi)               \
	{                        \
		doi, 200, "", "" \
	}

Test(fetch_hostile, bodies_without_measure)
{
	static const struct fate rows[] = {
		FAILS("10.5555/big.64"),       FAILS("10.5555/endless"),
		FAILS("10.5555/bomb.256"),     FAILS("10.5555/gzip-chain.8"),
		FAILS("10.5555/gzip-chain.2"), FAILS("10.5072/endless"),
		FAILS("10.5072/bomb.256"),     FAILS("10.5557/big.64"),
		FAILS("10.5557/bomb.256"),
	};

	expect_all(rows, ARRAY_COUNT(rows));
}

Test(fetch_hostile, heads_without_measure)
{
	static const struct fate rows[] = {
		FAILS("10.5555/headers"),
		FAILS("10.5555/continue"),
		FAILS("10.5555/big-header.4096"),
		FAILS("10.5555/big-header.90"),
		FAILS("10.5072/headers"),
		FAILS("10.5557/continue"),
	};

	expect_all(rows, ARRAY_COUNT(rows));
}

Test(fetch_hostile, time_without_measure)
{
	static const struct fate rows[] = {
		LATE("10.5555/silent"),     LATE("10.5555/stall"),
		LATE("10.5555/stall-body"), LATE("10.5555/drip.1000"),
		LATE("10.5555/drip.5"),     LATE("10.5555/drip-head.300"),
		LATE("10.5072/stall"),      LATE("10.5557/drip.1000"),
		RIGHT("10.5555/slow.200"),
	};

	expect_all(rows, ARRAY_COUNT(rows));
}

Test(fetch_hostile, broken_connections)
{
	static const struct fate rows[] = {
		FAILS("10.5555/reset"),     FAILS("10.5555/reset-start"),
		FAILS("10.5555/close"),     FAILS("10.5555/short"),
		FAILS("10.5555/cut-chunk"), FAILS("10.5555/garbage"),
		FAILS("10.5555/http09"),    FAILS("10.5555/gzip-corrupt"),
		FAILS("10.5555/gzip-cut"),  FAILS("10.5555/gzip-not"),
		FAILS("10.5072/reset"),     FAILS("10.5557/short"),
	};

	expect_all(rows, ARRAY_COUNT(rows));
}

Test(fetch_hostile, bodies_that_are_no_record)
{
	static const struct fate rows[] = {
		FAILS("10.5555/bad-json"),  FAILS("10.5555/cut-json"),
		FAILS("10.5555/tail-json"), FAILS("10.5555/array"),
		FAILS("10.5555/null"),      FAILS("10.5555/deep.100000"),
		RIGHT("10.5555/nul"),       FAILS("10.5555/utf8"),
		RIGHT("10.5555/surrogate"), FAILS("10.5555/html-json"),
		FAILS("10.5555/other"),     FAILS("10.5072/other"),
		FAILS("10.5557/other"),     FAILS("10.5072/cut-json"),
		RIGHT("10.5557/nul"),       FAILS("10.5555/no-doi"),
		RIGHT("10.5555/alias"),     RIGHT("10.5072/alias"),
	};

	expect_all(rows, ARRAY_COUNT(rows));
}

Test(fetch_hostile, answers_that_are_no_metadata)
{
	static const struct fate rows[] = {
		NONE("10.5555/html"),        NONE("10.5555/empty"),
		NONE("10.5555/no-type"),     NONE("10.5555/status.204"),
		NONE("10.5555/status.406"),  FAILS("10.5555/status.403"),
		NONE("10.5072/html"),        NONE("10.5557/html"),
		NONE("10.5557/empty"),       NONE("10.5557/status.204"),
		NONE("10.5557/status.406"),  NONE("10.5557/to-landing"),
		NONE("10.5555/agency-404"),  ABSENT("10.5555/absent"),
		FAILS("10.5557/status.403"), FAILS("10.5072/status.401"),
		FAILS("10.5555/status.304"),
	};

	expect_all(rows, ARRAY_COUNT(rows));
}

Test(fetch_hostile, statuses_that_pass)
{
	static const struct fate rows[] = {
		FAILS("10.5555/status.500"), FAILS("10.5555/status.502"),
		FAILS("10.5555/status.504"), FAILS("10.5072/status.500"),
		FAILS("10.5557/status.500"),
	};

	expect_all(rows, ARRAY_COUNT(rows));
}

/* ---- "too much" ---- */

/* A host that said so is let be, and the others are not. */
struct refusal {
	const char *doi;
	long status;
	long least, most; /* of Retry-After; 0: a record comes after all */
};

static void expect_refusal(const struct refusal *row)
{
	SCOPED(reply_release)
	struct reply reply = fetching_ask(&all, row->doi, "");
	const char *after = reply_header(&reply, "Retry-After");
	long seconds = after ? strtol(after, NULL, 10) : 0;

	cr_expect_eq(reply.status, row->status, "%s: %ld %s", row->doi,
		     reply.status, reply_text(&reply));
	cr_expect(seconds >= row->least && seconds <= row->most, "%s: %ld",
		  row->doi, seconds);
}

Test(fetch_hostile, hosts_that_want_to_be_let_be)
{
	static const struct refusal rows[] = {
		{ "10.5555/retry.503.30", 503, 25, 30 },
		{ "10.5555/retry.429.45", 503, 40, 45 },
		{ "10.5555/retry.503.absurd", 503, 3590, 3600 },
		{ "10.5555/retry.429.absurd", 503, 3590, 3600 },
		/* these come again, in vain */
		{ "10.5555/retry.503.date", 503, 1, 60 },
		{ "10.5555/retry.503.past", 503, 1, 60 },
		{ "10.5555/retry.429.negative", 503, 1, 60 },
		{ "10.5555/retry.503.bad", 503, 1, 60 },
		{ "10.5555/retry.429.1", 503, 1, 60 },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		expect_refusal(&rows[i]);
		fetching_expect_good(&all, "10.5072", rows[i].doi);
		fetching_again(&all, options);
		fetching_expect_good(&all, "10.5555", rows[i].doi);
	}
}

/* Nothing is asked of a host before the time it has told. */
Test(fetch_hostile, a_pause_is_kept)
{
	int before;

	expect_refusal(
		&(struct refusal){ "10.5555/retry.503.600", 503, 590, 600 });
	before = upstream_count(&all.world, "crossref", NULL);
	expect_refusal(&(struct refusal){ "10.5555/ok.600", 503, 580, 600 });
	cr_expect_eq(upstream_count(&all.world, "crossref", NULL), before);
}

/* ---- certificates ---- */

Test(fetch_hostile, hosts_that_are_not_who_they_say)
{
	static const char *const modes[] = { "wrong-name", "untrusted" };
	static const char *const hosts[] = { "crossref", "doi" };
	static const struct fate rows[] = {
		FAILS("10.5555/ok.wrong-name.crossref"),
		FAILS("10.5557/ok.wrong-name.doi"),
		FAILS("10.5555/ok.untrusted.crossref"),
		FAILS("10.5557/ok.untrusted.doi"),
	};
	size_t i = 0;

	for (size_t m = 0; m < ARRAY_COUNT(modes); m++)
		for (size_t h = 0; h < ARRAY_COUNT(hosts); h++, i++) {
			upstream_behave(&all.world, hosts[h], modes[m], NULL);
			fetching_expect_fate(&all, &rows[i]);
			cr_expect_eq(upstream_count(&all.world, hosts[h],
						    rows[i].doi),
				     0);
			upstream_behave(&all.world, hosts[h], "none", NULL);
			fetching_expect_good(&all, "10.5557", rows[i].doi);
			fetching_expect_good(&all, "10.5555", rows[i].doi);
		}
}

/* ---- memory ---- */

/* Kilobytes, by the name of a line in /proc/PID/status. */
static long memory_of(const struct daemon *site, const char *name)
{
	SCOPED(buf_release) struct buf text = buf_init(1 << 16);
	const char *line;
	char path[64];

	snprintf(path, sizeof(path), "/proc/%d/status", (int)site->pid);
	file_read(path, &text);
	line = strstr(buf_text(&text), name);
	cr_assert(line, "%s", name);
	return strtol(line + strlen(name), NULL, 10);
}

/* A build with a sanitizer has terabytes of shadow, and keeps what was freed. */
static bool is_instrumented(const struct daemon *site)
{
	return memory_of(site, "VmPeak:") > 1L << 30;
}

Test(fetch_hostile, memory_is_bounded)
{
	static const char *const dois[] = { "10.5555/bomb.512",
					    "10.5555/endless.1",
					    "10.5555/big.512" };
	long before = memory_of(&all.site, "VmHWM:"), after;

	for (size_t i = 0; i < ARRAY_COUNT(dois); i++)
		fetching_expect_fate(&all, &(struct fate)FAILS(dois[i]));
	after = memory_of(&all.site, "VmHWM:");
	if (!is_instrumented(&all.site))
		cr_expect_lt(after - before, 64 << 10, "%ld kB, then %ld",
			     before, after);
}

/* ---- what is held ---- */

/* A record that is held stays as it is, whatever a refresh of it brings. */
Test(fetch_hostile, a_record_outlives_what_comes_after)
{
	static const struct {
		const char *mode, *argument;
		long status;
	} rows[] = {
		{ "bad-json", NULL, 502 },    { "cut-json", NULL, 502 },
		{ "array", NULL, 502 },       { "html-json", NULL, 502 },
		{ "endless", NULL, 502 },     { "reset", NULL, 502 },
		{ "stall-body", NULL, 504 },  { "status", "500", 502 },
		{ "to-internal", NULL, 502 }, { "status", "403", 502 },
		{ "html", NULL, 200 },        { "empty", NULL, 200 },
		{ "status", "404", 200 },     { "status", "204", 200 },
		{ "status", "304", 502 },
	};
	static const char doi[] = "10.5555/ok.held";
	SCOPED(reply_release) struct reply first = fetching_ask(&all, doi, "");

	cr_assert_eq(first.status, 200, "%s", doi);
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		upstream_behave(&all.world, "crossref", rows[i].mode,
				rows[i].argument);
		SCOPED(reply_release)
		struct reply again = fetching_ask(&all, doi, "?fetch=always");
		cr_expect_eq(again.status, rows[i].status, "%s: %ld %s",
			     rows[i].mode, again.status, reply_text(&again));
		upstream_behave(&all.world, "crossref", "none", NULL);
		SCOPED(reply_release)
		struct reply held = fetching_ask(&all, doi, "?fetch=never");
		cr_expect_str_eq(reply_text(&held), reply_text(&first),
				 "%s: %s", doi, rows[i].mode);
		fetching_expect_good(&all, "10.5555", rows[i].mode);
	}
}

/* ---- lists ---- */

static struct reply look_up(int number, int count)
{
	SCOPED(buf_release) struct buf body = buf_init(1 << 16);

	for (int i = 0; i < count; i++)
		buf_add_format(&body, "10.5555/ok.list.%d.%d\n", number, i);
	return ask(&all.site,
		   (struct question){ .path = "/v1/records/lookup",
				      .headers = { "Content-Type: text/plain" },
				      .body = buf_text(&body) });
}

/* Every item has this status, and a record that is found is its own. */
static void expect_items(int number, const char *status, const char *why)
{
	SCOPED(reply_release) struct reply reply = look_up(number, 5);
	const cJSON *item;
	int count = 0;

	cr_assert_eq(reply.status, 200, "%s: %s", why, reply_text(&reply));
	SCOPED(json_release) cJSON *answer = reply_json(&reply);
	cJSON_ArrayForEach (item, json_at(answer, "items")) {
		const char *doi = json_text_at(item, "record.doi");

		count++;
		cr_expect_str_eq(json_text_at(item, "status"), status, "%s: %s",
				 why, json_text_at(item, "status"));
		if (*doi)
			cr_expect_str_eq(doi, json_text_at(item, "input"));
	}
	cr_expect_eq(count, 5, "%s", why);
}

Test(fetch_hostile, lists_that_are_no_lists)
{
	static const struct {
		const char *mode, *status;
	} rows[] = {
		/* then each is asked for alone */
		{ "bad-json", "fetched" },    { "cut-json", "fetched" },
		{ "html", "fetched" },        { "html-json", "fetched" },
		{ "empty", "fetched" },       { "array", "fetched" },
		{ "null", "fetched" },        { "deep", "fetched" },
		{ "agency-404", "fetched" },  { "no-type", "fetched" },
		{ "endless", "fetched" },     { "bomb", "fetched" },
		{ "reset", "fetched" },       { "short", "fetched" },
		{ "headers", "fetched" },     { "to-file", "fetched" },
		{ "to-internal", "fetched" }, { "status", "fetched" },
		{ "stall", "fetched" },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		upstream_behave_at(&all.world, "crossref", rows[i].mode, NULL,
				   "/works?", -1);
		expect_items((int)i, rows[i].status, rows[i].mode);
		upstream_behave(&all.world, "crossref", "none", NULL);
		fetching_expect_good(&all, "10.5555", rows[i].mode);
	}
	cr_expect_geq(upstream_count(&all.world, "crossref", "/works?"),
		      (int)ARRAY_COUNT(rows));
}
