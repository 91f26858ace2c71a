/* SPDX-License-Identifier: MIT */
/* Damaged dumps cost themselves only. */
#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <stdio.h>

#include "client.h"
#include "dumps.h"

#define WORKS 50

/* How many of the works NAME from..to are served. */
static int served(const struct daemon *daemon, const char *name, int from,
		  int to)
{
	SCOPED(buf_release) struct buf body = buf_init(1 << 20);
	const cJSON *item;
	int count = 0;

	for (int i = from; i <= to; i++)
		buf_add_format(&body, "10.5555/%06d.%s\n", i, name);
	SCOPED(reply_release)
	struct reply reply = ask(
		daemon,
		(struct question){ .path = "/v1/records/lookup",
				   .headers = { "Content-Type: text/plain" },
				   .body = buf_text(&body) });
	SCOPED(json_release) cJSON *answer = reply_json(&reply);
	cJSON_ArrayForEach (item, json_at(answer, "items"))
		count += strcmp(json_text_at(item, "status"), "found") == 0;
	return count;
}

/* Works of a name, with the damage in their middle. */
static void write_damaged(const struct daemon *daemon, const char *name,
			  struct span damage)
{
	SCOPED(buf_release) struct buf dump = buf_init(DUMP_MAX);
	char file[100];

	dump_works(&dump, name, 1, WORKS / 2);
	buf_add_span(&dump, damage);
	buf_add_char(&dump, '\n');
	dump_works(&dump, name, WORKS / 2 + 1, WORKS);
	snprintf(file, sizeof(file), "%s.jsonl", name);
	daemon_write(daemon, file, buf_span(&dump));
}

/* One damage a file; the rest of the file must be served. */
Test(hostile, lines_leave_the_rest_of_their_file)
{
	static const struct {
		const char *name;
		struct span damage;
	} rows[] = {
		{ "utf8",
		  SPAN("{\"DOI\":\"10.1/\xff\xfe\",\"title\":[\"\x80\"]}") },
		{ "nul", SPAN("{\"DOI\":\"10.1/a\\u0000b\",\"title\":[]}") },
		{ "rawnul", SPAN("{\"DOI\":\"10.1/a\0b\",\"title\":[]}") },
		{ "surrogate", SPAN("{\"DOI\":\"10.1/\\ud800\"}") },
		{ "cut", SPAN("{\"DOI\":\"10.1/cut\",\"title\":[\"A ti") },
		{ "number", SPAN("{\"DOI\":1e999,\"title\":[1e999]}") },
		{ "types",
		  SPAN("{\"DOI\":[],\"title\":{\"a\":[]},\"author\":7}") },
		{ "nodoi", SPAN("{\"title\":[\"A\"],\"type\":\"book\"}") },
		{ "html",
		  SPAN("<html><body>504 Gateway Time-out</body></html>") },
		{ "null", SPAN("null") },
		{ "quotes", SPAN("\"\"\"\"\"\"\"") },
	};
	SCOPED(daemon_release) struct daemon daemon;

	daemon_init(&daemon);
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++)
		write_damaged(&daemon, rows[i].name, rows[i].damage);
	daemon_start(&daemon, NULL);
	daemon_wait_ready(&daemon);
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++)
		cr_expect_eq(served(&daemon, rows[i].name, 1, WORKS), WORKS,
			     "%s: %d of %d", rows[i].name,
			     served(&daemon, rows[i].name, 1, WORKS), WORKS);
	daemon_stop(&daemon);
}

Test(hostile, objects_of_any_depth_or_size_leave_the_rest)
{
	SCOPED(daemon_release) struct daemon daemon;
	long status;
	SCOPED(buf_release) struct buf deep = buf_init(DUMP_MAX);
	SCOPED(buf_release) struct buf large = buf_init(DUMP_MAX);
	static const char *const options[] = { "--record-max", "1MiB", NULL };

	buf_add_text(&deep, "{\"DOI\":\"10.1/deep\",\"title\":");
	for (int i = 0; i < 100000; i++)
		buf_add_char(&deep, '[');
	for (int i = 0; i < 100000; i++)
		buf_add_char(&deep, ']');
	buf_add_char(&deep, '}');
	buf_add_text(&large, "{\"DOI\":\"10.1/large\",\"title\":[\"");
	for (int i = 0; i < 300000; i++)
		buf_add_text(&large, "wide ");
	buf_add_text(&large, "\"]}");
	daemon_init(&daemon);
	write_damaged(&daemon, "deep", buf_span(&deep));
	write_damaged(&daemon, "large", buf_span(&large));
	daemon_start(&daemon, options);
	daemon_wait_ready(&daemon);
	cr_expect_eq(served(&daemon, "deep", 1, WORKS), WORKS);
	cr_expect_eq(served(&daemon, "large", 1, WORKS), WORKS);
	SCOPED(json_release)
	cJSON *stats = ask_json(&daemon, "/v1/stats", &status);
	cr_expect_eq(json_number_at(stats, "rejects"), 2);
	daemon_stop(&daemon);
}

/* An array in one line: what is damaged or too deep costs itself only. */
Test(hostile, elements_leave_the_rest_of_their_line)
{
	SCOPED(daemon_release) struct daemon daemon;
	SCOPED(buf_release) struct buf works = buf_init(DUMP_MAX);
	SCOPED(buf_release) struct buf page = buf_init(DUMP_MAX);
	struct span rest, line;
	int count = 0;

	dump_works(&works, "page", 1, WORKS);
	rest = buf_span(&works);
	buf_add_text(&page, "{\"message\":{\"items\":[{\"DOI\":\"10.1/a\",,}");
	while (span_next(&rest, '\n', &line) && line.len) {
		if (++count == WORKS / 2) {
			buf_add_text(&page, ",{\"deep\":");
			for (int i = 0; i < 200000; i++)
				buf_add_char(&page, i < 100000 ? '[' : ']');
			buf_add_char(&page, '}');
		}
		buf_add_char(&page, ',');
		buf_add_span(&page, line);
	}
	buf_add_text(&page, "]}}");
	daemon_init(&daemon);
	daemon_write(&daemon, "page.json", buf_span(&page));
	daemon_start(&daemon, NULL);
	daemon_wait_ready(&daemon);
	cr_expect_eq(served(&daemon, "page", 1, WORKS), WORKS);
	daemon_stop(&daemon);
}

Test(hostile, files_leave_the_other_files)
{
	SCOPED(daemon_release) struct daemon daemon;
	SCOPED(buf_release) struct buf dump = buf_init(DUMP_MAX);
	SCOPED(buf_release) struct buf gzip = buf_init(DUMP_MAX);
	struct span whole;
	int got;

	dump_works(&dump, "cut", 1, 20000);
	dump_gzip(buf_span(&dump), &gzip);
	whole = buf_span(&gzip);
	daemon_init(&daemon);
	daemon_write(&daemon, "cut.jsonl.gz",
		     span_slice(whole, 0, whole.len / 2));
	daemon_write(&daemon, "empty.jsonl", (struct span){ "", 0 });
	daemon_write(&daemon, "noise.json", span_slice(whole, 5000, 9000));
	daemon_write(&daemon, "page.json",
		     (struct span)SPAN("<!DOCTYPE html><p>Not Found\n"));
	write_damaged(&daemon, "last", (struct span)SPAN(""));
	daemon_start(&daemon, NULL);
	daemon_wait_ready(&daemon);
	cr_expect_eq(served(&daemon, "last", 1, WORKS), WORKS);
	got = served(&daemon, "cut", 1, 1000);
	cr_expect_eq(got, 1000, "%d of 1000 before the cut", got);
	cr_expect_eq(served(&daemon, "cut", 19001, 20000), 0);

	SCOPED(buf_release) struct buf log = buf_init(DUMP_MAX);
	daemon_log(&daemon, &log);
	cr_expect(strstr(buf_text(&log), "cut.jsonl.gz"),
		  "the log does not name the file that is cut");
	daemon_stop(&daemon);
}

Test(hostile, objects_are_counted_and_listed_with_their_place_and_reason)
{
	SCOPED(daemon_release) struct daemon daemon;
	SCOPED(buf_release) struct buf dump = buf_init(DUMP_MAX);
	SCOPED(buf_release) struct buf list = buf_init(DUMP_MAX);
	char path[2 * DAEMON_PATH_MAX];
	struct span rest, line;
	int lines = 0;
	long status;

	dump_works(&dump, "good", 1, 3);
	buf_add_text(&dump, "{\"title\":[\"no DOI\"]}\n");
	dump_works(&dump, "good", 4, 6);
	buf_add_text(&dump, "{\"colour\":\"red\"}\n");
	daemon_init(&daemon);
	daemon_write(&daemon, "mixed.jsonl", buf_span(&dump));
	daemon_start(&daemon, NULL);
	daemon_wait_ready(&daemon);
	SCOPED(json_release)
	cJSON *stats = ask_json(&daemon, "/v1/stats", &status);
	cr_expect_eq(json_number_at(stats, "records"), 6);
	cr_expect_eq(json_number_at(stats, "rejects"), 2);
	snprintf(path, sizeof(path), "%s/store.db.rejects.jsonl", daemon.dir);
	file_read(path, &list);
	rest = buf_span(&list);
	while (span_next(&rest, '\n', &line)) {
		if (!line.len)
			continue;
		SCOPED(json_release)
		cJSON *reject = cJSON_ParseWithLength(line.at, line.len);
		cr_assert(reject, "%.*s", (int)line.len, line.at);
		cr_expect_eq(json_number_at(reject, "line"), lines ? 8 : 4,
			     "%.*s", (int)line.len, line.at);
		cr_expect(*json_text_at(reject, "reason"));
		lines++;
	}
	cr_expect_eq(lines, 2);
	daemon_stop(&daemon);
}
