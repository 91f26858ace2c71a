/* SPDX-License-Identifier: MIT */
/* The access log: one line a request, whatever is in it. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "client.h"
#include "dumps.h"

#define RECORD "/v1/records/10.5555/000001.one"

static struct daemon site;

static void start(void)
{
	SCOPED(buf_release) struct buf dump = buf_init(DUMP_MAX);

	dump_works(&dump, "one", 1, 30);
	daemon_serve(&site, "one.jsonl", buf_span(&dump));
}

static void stop(void)
{
	daemon_stop(&site);
	daemon_release(&site);
}

TestSuite(access_log, .init = start, .fini = stop);

struct wanted {
	const char *mark;
	size_t lines; /* found */
};

static size_t lines_with(const char *mark)
{
	SCOPED(buf_release) struct buf log = buf_init(DUMP_MAX);
	struct span rest, line;
	size_t count = 0;

	daemon_log(&site, &log);
	rest = buf_span(&log);
	while (span_next(&rest, '\n', &line))
		count += memmem(line.at, line.len, mark, strlen(mark)) != NULL;
	return count;
}

static bool has_lines(void *context)
{
	struct wanted *wanted = context;

	wanted->lines = lines_with(wanted->mark);
	return wanted->lines > 0;
}

Test(access_log, has_one_line_a_request_with_everything_escaped)
{
	static const struct {
		const char *id, *path;
	} rows[] = {
		{ "log-plain", RECORD },
		{ "log-encoded", "/v1/records/10.1/%0a%1b%5b31m%22" },
		{ "log-raw", "/v1/records/10.1/\x1b[31m\"\\\xff" },
		{ "log-query", "/v1/records?title=%0d%0aX-Evil:%201" },
		{ "log-missing", "/nowhere" },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		char header[100];
		struct wanted wanted = { rows[i].id, 0 };

		snprintf(header, sizeof(header), "X-Request-Id: %s",
			 rows[i].id);
		SCOPED(reply_release)
		struct reply reply = ask(
			&site, (struct question){ .path = rows[i].path,
						  .headers = { header } });

		cr_expect_neq(reply.status, 0, "%s: no answer", rows[i].id);
		cr_expect(wait_until(has_lines, &wanted), "%s has no line",
			  rows[i].id);
		cr_expect_eq(wanted.lines, 1, "%s has %zu lines", rows[i].id,
			     wanted.lines);
	}
	cr_expect_eq(lines_with("\x1b"), 0);
	cr_expect_eq(lines_with("\xff"), 0);
	cr_expect_eq(lines_with("X-Evil: 1"), 0);
}
