/* SPDX-License-Identifier: MIT */
/* paperd fetch DOI… from the command line. */
#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <stdio.h>

#include "client.h"
#include "upstream.h"

#define OUTPUT_MAX    (16 << 20)
#define ARGUMENTS_MAX 32

static struct upstream world;
static struct daemon site;

static void start(void)
{
	upstream_start(&world);
	daemon_init(&site);
}

static void stop(void)
{
	upstream_stop(&world);
	daemon_release(&site);
}

TestSuite(fetch_command, .init = start, .fini = stop);

/* Words after the options; the exit status. */
static int fetch(const char *const *words, struct buf *out, struct buf *err)
{
	char store[2 * DAEMON_PATH_MAX];
	const char *arguments[ARGUMENTS_MAX] = { "fetch", "--store", store };
	size_t count = 3;

	snprintf(store, sizeof(store), "sqlite:%s/store.db", site.dir);
	count += upstream_options(&world, arguments + count);
	for (; *words; words++) {
		cr_assert_lt(count, ARGUMENTS_MAX - 1);
		arguments[count++] = *words;
	}
	return daemon_run(&site, arguments, out, err);
}

static size_t count_lines(const struct buf *text)
{
	size_t count = 0;

	for (size_t i = 0; i < text->len; i++)
		count += text->data[i] == '\n';
	return count;
}

static const struct row {
	const char *words[4];
	int status;
	size_t lines;          /* on standard output */
	const char *out, *err; /* that stand there */
} rows[] = {
	{ { "10.5555/stand-in.jats" },
	  0,
	  1,
	  "\"title\":\"Growth of Planta inventa at low CO2\"",
	  "1 of 1: 10.5555/stand-in.jats: found" },
	{ { "https://doi.org/10.5555/OK.1", "doi:10.5072/ok.2" },
	  0,
	  2,
	  "\"doi\":\"10.5072/ok.2\"",
	  "2 of 2: " },
	{ { "10.5555/stand-in.alias" },
	  0,
	  1,
	  "\"doi\":\"10.5555/stand-in.main\"",
	  "found" },
	{ { "10.5555/ok.3", "10.5555/none.at.all" },
	  1,
	  1,
	  "\"doi\":\"10.5555/ok.3\"",
	  "10.5555/none.at.all: not_registered" },
	{ { "10.5072/status.500" }, 1, 0, "", "upstream_error" },
	{ { "10.5557/stand-in.op" }, 1, 0, "", "no_metadata" },
	{ { "banana" }, 2, 0, "", "\"banana\" is not a DOI" },
	{ { NULL }, 2, 0, "", "which DOI?" },
};

Test(fetch_command, prints_records_and_tells_the_rest_apart)
{
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(buf_release) struct buf out = buf_init(OUTPUT_MAX);
		SCOPED(buf_release) struct buf err = buf_init(OUTPUT_MAX);
		int status = fetch(rows[i].words, &out, &err);

		cr_expect_eq(status, rows[i].status, "%zu: %d %s", i, status,
			     buf_text(&err));
		cr_expect_eq(count_lines(&out), rows[i].lines, "%zu: %s", i,
			     buf_text(&out));
		cr_expect(strstr(buf_text(&out), rows[i].out), "%zu: %s", i,
			  buf_text(&out));
		cr_expect(strstr(buf_text(&err), rows[i].err), "%zu: %s", i,
			  buf_text(&err));
	}
}

Test(fetch_command, keeps_what_it_prints)
{
	static const char *const words[] = { "10.5555/stand-in.jats", NULL };
	SCOPED(buf_release) struct buf out = buf_init(OUTPUT_MAX);
	SCOPED(buf_release) struct buf err = buf_init(OUTPUT_MAX);
	int seen;

	cr_assert_eq(fetch(words, &out, &err), 0, "%s", buf_text(&err));
	seen = upstream_count(&world, NULL, NULL);
	upstream_serve(&world, &site, NULL);
	SCOPED(reply_release)
	struct reply reply = ask(&site,
				 (struct question){ .path = "/v1/records/"
							    "10.5555/"
							    "stand-in.jats" });
	cr_expect_eq(reply.status, 200);
	cr_expect_eq(out.len, reply.body.len + 1);
	cr_expect_eq(memcmp(buf_text(&out), reply_text(&reply), reply.body.len),
		     0);
	cr_expect_eq(upstream_count(&world, NULL, NULL), seen);
	daemon_stop(&site);
}
