/* SPDX-License-Identifier: MIT */
/* Verifying references over the wire. */
#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <stdio.h>

#include "client.h"
#include "upstream.h"

#define VERIFY   "/v1/verify"
#define BODY_MAX (1 << 20)

static const char dump[] =
	"{\"DOI\":\"10.5555/held\",\"type\":\"journal-article\",\"title\":["
	"\"Growth of Planta inventa at low light\"],\"author\":[{\"given\":"
	"\"Anna\",\"family\":\"Beispiel\"}],\"issued\":{\"date-parts\":[["
	"2003,5]]}}\n"
	"{\"DOI\":\"10.5555/gone\",\"type\":\"journal-article\",\"title\":["
	"\"Sleep of mice in winter\"],\"author\":[{\"given\":\"M.\","
	"\"family\":\"Doe\"}],\"issued\":{\"date-parts\":[[2010]]},"
	"\"updated-by\":[{\"DOI\":\"10.5555/notice\",\"type\":\"retraction\"}]}"
	"\n";

static struct daemon site;

static void start(void)
{
	daemon_serve(&site, "verify.jsonl", span_of(dump));
}

static void stop(void)
{
	daemon_stop(&site);
	daemon_release(&site);
}

TestSuite(verify, .init = start, .fini = stop);

static struct reply post(const char *type, const char *accept, const char *body)
{
	return ask(&site, (struct question){ .path = VERIFY,
					     .headers = { type, accept },
					     .body = body });
}

static const char *const kinds[] = { "verified", "retracted", "mismatch",
				     "not_found" };

/* A reference for each kind in turn, as lines. */
static void lines(struct buf *out, int count)
{
	static const char *const texts[] = {
		"Beispiel A. Growth of Planta inventa at low light. 2003.",
		"doi:10.5555/GONE",
		"Nobody N. Dreams of cats in summer, and of what they are made "
		"that hardly any of them knew. J Cats 1951;1:1-2. "
		"https://doi.org/10.5555/held",
		"Cat C. Dreams of cats in summer. 1990.",
	};

	for (int i = 0; i < count; i++)
		buf_add_format(out, "%s\n", texts[i % 4]);
}

Test(verify, answers_many_in_order_and_counts)
{
	SCOPED(buf_release) struct buf body = buf_init(BODY_MAX);
	const cJSON *item;
	int i = 0;

	lines(&body, 1000);
	SCOPED(reply_release)
	struct reply reply = post("Content-Type: text/plain", NULL,
				  buf_text(&body));
	cr_assert_eq(reply.status, 200, "%s", reply_text(&reply));
	SCOPED(json_release) cJSON *answer = reply_json(&reply);
	cJSON_ArrayForEach (item, json_at(answer, "items")) {
		cr_expect_str_eq(json_text_at(item, "status"), kinds[i % 4],
				 "%d", i);
		i++;
	}
	cr_expect_eq(i, 1000);
	for (size_t k = 0; k < ARRAY_COUNT(kinds); k++) {
		char path[64];

		snprintf(path, sizeof(path), "counts.%s", kinds[k]);
		cr_expect_eq(json_number_at(answer, path), 250, "%s", path);
	}
}

Test(verify, answers_in_the_form_that_is_asked_for)
{
	static const struct {
		const char *accept, *type, *start;
	} rows[] = {
		{ "Accept: application/json", "application/json",
		  "{\"items\":[{\"status\":\"verified\"" },
		{ "Accept: application/x-ndjson", "application/x-ndjson",
		  "{\"status\":\"verified\"" },
		{ "Accept: text/plain", "text/plain; charset=utf-8",
		  "verified\t10.5555/held\t" },
	};
	SCOPED(buf_release) struct buf body = buf_init(BODY_MAX);

	lines(&body, 8);
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(reply_release)
		struct reply reply = post("Content-Type: text/plain",
					  rows[i].accept, buf_text(&body));

		cr_expect_eq(reply.status, 200, "%s", rows[i].accept);
		cr_expect_str_eq(reply_header(&reply, "Content-Type"),
				 rows[i].type);
		cr_expect_eq(strncmp(reply_text(&reply), rows[i].start,
				     strlen(rows[i].start)),
			     0, "%s: %s", rows[i].accept, reply_text(&reply));
	}
}

Test(verify, refuses_more_than_are_taken)
{
	SCOPED(buf_release) struct buf body = buf_init(BODY_MAX);

	lines(&body, 1001);
	SCOPED(reply_release)
	struct reply reply = post("Content-Type: text/plain", NULL,
				  buf_text(&body));
	cr_expect_eq(reply.status, 413, "%s", reply_text(&reply));
}

/* ---- what is not held ---- */

/* What becomes of a DOI; fetch: what was found of it, "" nothing. */
static const struct {
	const char *doi, *status, *fetch;
} fetched[] = {
	{ "10.5555/ok.one", "verified", "" },
	{ "10.5555/none.at.all", "not_found", "not_registered" },
	{ "10.5072/status.500", "not_found", "upstream_error" },
	{ "10.5555/held", "verified", "" },
	{ "banana", "not_found", "" },
};

Test(verify_fetch, fetches_the_dois_that_are_not_held)
{
	SCOPED(buf_release) struct buf body = buf_init(BODY_MAX);
	struct upstream world;
	const cJSON *item;
	size_t i;

	upstream_start(&world);
	daemon_init(&site);
	daemon_write(&site, "held.jsonl", span_of(dump));
	upstream_serve(&world, &site, NULL);
	for (i = 0; i < ARRAY_COUNT(fetched); i++)
		buf_add_format(&body, "%s{\"doi\":\"%s\"}", i ? "," : "[",
			       fetched[i].doi);
	buf_add_char(&body, ']');
	SCOPED(reply_release)
	struct reply reply = post("Content-Type: application/json", NULL,
				  buf_text(&body));
	cr_assert_eq(reply.status, 200, "%s", reply_text(&reply));
	SCOPED(json_release) cJSON *answer = reply_json(&reply);
	i = 0;
	cJSON_ArrayForEach (item, json_at(answer, "items")) {
		cr_expect_str_eq(json_text_at(item, "status"),
				 fetched[i].status, "%s", fetched[i].doi);
		cr_expect_str_eq(json_text_at(item, "fetch"), fetched[i].fetch,
				 "%s", fetched[i].doi);
		i++;
	}
	cr_expect_eq(i, ARRAY_COUNT(fetched));
	daemon_stop(&site);
	upstream_stop(&world);
	daemon_release(&site);
}
