/* SPDX-License-Identifier: MIT */
/* Loading: progress, restarts, changes, sudden ends. */
#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <stdio.h>

#include "client.h"
#include "dumps.h"

/* Enough for a load that is not over before it is looked at. */
#define MANY 24000

static double stat_of(const struct daemon *daemon, const char *name)
{
	long status;
	SCOPED(json_release)
	cJSON *stats = ask_json(daemon, "/v1/stats", &status);

	cr_expect_eq(status, 200);
	return json_number_at(stats, name);
}

static void many(const struct daemon *daemon)
{
	SCOPED(buf_release) struct buf dump = buf_init(DUMP_MAX);

	dump_works(&dump, "many", 1, MANY);
	daemon_write(daemon, "many.jsonl", buf_span(&dump));
}

Test(load, is_told_as_not_ready_with_progress_and_then_as_ready)
{
	static const char *const members[] = { "files",   "files_done",
					       "bytes",   "bytes_done",
					       "records", "rejects" };
	SCOPED(daemon_release) struct daemon daemon;
	long status;

	daemon_init(&daemon);
	many(&daemon);
	daemon_start(&daemon, NULL);
	SCOPED(json_release)
	cJSON *early = ask_json(&daemon, "/readyz", &status);
	cr_assert_eq(status, 503);
	cr_expect_str_eq(json_text_at(early, "type"), "/problems/not-ready");
	for (size_t i = 0; i < ARRAY_COUNT(members); i++)
		cr_expect_geq(json_number_at(early, members[i]), 0, "%s",
			      members[i]);
	SCOPED(json_release)
	cJSON *alive = ask_json(&daemon, "/healthz", &status);
	cr_expect_eq(status, 200);
	cr_expect_str_eq(json_text_at(alive, "status"), "ok");
	daemon_wait_ready(&daemon);
	SCOPED(json_release)
	cJSON *late = ask_json(&daemon, "/readyz", &status);
	cr_expect_eq(json_number_at(late, "records"), MANY);
	cr_expect_eq(json_number_at(late, "files_done"), 1);
	cr_expect_eq(json_number_at(late, "bytes_done"),
		     json_number_at(late, "bytes"));
	daemon_stop(&daemon);
}

Test(load, is_not_repeated_at_the_next_start)
{
	SCOPED(daemon_release) struct daemon daemon;
	char tag[100];
	long status;

	daemon_init(&daemon);
	many(&daemon);
	daemon_start(&daemon, NULL);
	daemon_wait_ready(&daemon);
	SCOPED(reply_release)
	struct reply before = ask(
		&daemon,
		(struct question){ .path = "/v1/records/10.5555/000001.many" });
	snprintf(tag, sizeof(tag), "%s", reply_header(&before, "ETag"));
	daemon_stop(&daemon);
	daemon_start(&daemon, NULL);
	daemon_wait_ready(&daemon);
	SCOPED(json_release)
	cJSON *ready = ask_json(&daemon, "/readyz", &status);
	cr_expect_eq(json_number_at(ready, "files"), 1);
	cr_expect_eq(json_number_at(ready, "files_done"), 1);
	cr_expect_eq(json_number_at(ready, "bytes"), 0);
	cr_expect_eq(json_number_at(ready, "records"), 0);
	cr_expect_eq(stat_of(&daemon, "records"), MANY);
	SCOPED(reply_release)
	struct reply after = ask(
		&daemon,
		(struct question){ .path = "/v1/records/10.5555/000001.many" });
	cr_expect_str_eq(reply_text(&after), reply_text(&before));
	cr_expect_str_eq(reply_header(&after, "ETag"), tag);
	daemon_stop(&daemon);
}

/* ---- changes ---- */

struct title {
	const struct daemon *daemon;
	const char *path;
	const char *want; /* NULL: no record */
};

static bool has_title(void *context)
{
	const struct title *title = context;
	long status;
	SCOPED(json_release)
	cJSON *record = ask_json(title->daemon, title->path, &status);

	if (!title->want)
		return status == 404;
	return strcmp(json_text_at(record, "title"), title->want) == 0;
}

static void expect_title(const struct daemon *daemon, const char *path,
			 const char *want)
{
	struct title title = { daemon, path, want };

	cr_assert(wait_until(has_title, &title), "%s is not \"%s\"", path,
		  want ? want : "absent");
}

static void write_two(const struct daemon *daemon, const char *first,
		      const char *second)
{
	SCOPED(buf_release) struct buf dump = buf_init(DUMP_MAX);

	if (first)
		dump_work(&dump, "10.5555/first", first);
	if (second)
		dump_work(&dump, "10.5555/second", second);
	daemon_write(daemon, "two.jsonl", buf_span(&dump));
}

#define FIRST  "/v1/records/10.5555/first"
#define SECOND "/v1/records/10.5555/second"

Test(load, takes_a_changed_file_over_when_told_to_look)
{
	SCOPED(daemon_release) struct daemon daemon;

	daemon_init(&daemon);
	write_two(&daemon, "One", "Two");
	daemon_start(&daemon, NULL);
	daemon_wait_ready(&daemon);
	expect_title(&daemon, FIRST, "One");
	expect_title(&daemon, SECOND, "Two");
	write_two(&daemon, "One, revised", NULL);
	daemon_rescan(&daemon);
	expect_title(&daemon, FIRST, "One, revised");
	expect_title(&daemon, SECOND, NULL);
	cr_expect_eq(stat_of(&daemon, "records"), 1);
	daemon_stop(&daemon);
}

Test(load, takes_a_changed_file_over_at_the_next_start)
{
	SCOPED(daemon_release) struct daemon daemon;

	daemon_init(&daemon);
	write_two(&daemon, "One", "Two");
	daemon_start(&daemon, NULL);
	daemon_wait_ready(&daemon);
	daemon_stop(&daemon);
	write_two(&daemon, "Ono", "Two"); /* of the same size */
	daemon_start(&daemon, NULL);
	daemon_wait_ready(&daemon);
	expect_title(&daemon, FIRST, "Ono");
	expect_title(&daemon, SECOND, "Two");
	daemon_stop(&daemon);
}

Test(load, leaves_a_record_to_the_other_file_that_holds_it)
{
	SCOPED(daemon_release) struct daemon daemon;
	SCOPED(buf_release) struct buf other = buf_init(DUMP_MAX);

	daemon_init(&daemon);
	dump_work(&other, "10.5555/first", "One, elsewhere");
	daemon_write(&daemon, "other.jsonl", buf_span(&other));
	write_two(&daemon, "One", "Two");
	daemon_start(&daemon, NULL);
	daemon_wait_ready(&daemon);
	expect_title(&daemon, FIRST, "One");
	write_two(&daemon, NULL, "Two");
	daemon_rescan(&daemon);
	expect_title(&daemon, FIRST, "One, elsewhere");
	expect_title(&daemon, SECOND, "Two");
	daemon_stop(&daemon);
}

/* ---- sudden ends ---- */

static bool has_stored_some(void *context)
{
	long status;
	SCOPED(json_release)
	cJSON *ready = ask_json(context, "/readyz", &status);

	return status == 200 || json_number_at(ready, "records") > 0;
}

/* Everything but the source, whose paths and times are each site's own. */
#define PAGE                                                         \
	"/v1/records?limit=1000&fields=doi,url,type,title,abstract," \
	"published,journal&cursor="

/* Compares two sites page by page. */
static void expect_same(const struct daemon *a, const struct daemon *b)
{
	char path[1000], cursor[500] = "";

	do {
		/* the first page is the one without a cursor */
		snprintf(path, sizeof(path), "%.*s%s",
			 (int)(strlen(PAGE) - (*cursor ? 0 : 8)), PAGE, cursor);
		SCOPED(reply_release)
		struct reply of_a = ask(a, (struct question){ .path = path });
		SCOPED(reply_release)
		struct reply of_b = ask(b, (struct question){ .path = path });

		cr_assert_eq(of_a.status, 200, "%s", reply_text(&of_a));
		cr_assert_str_eq(reply_text(&of_a), reply_text(&of_b));
		SCOPED(json_release) cJSON *page = reply_json(&of_a);
		snprintf(cursor, sizeof(cursor), "%s",
			 json_text_at(page, "next"));
	} while (*cursor);
}

Test(load, that_is_killed_again_and_again_ends_as_one_that_was_not)
{
	SCOPED(daemon_release) struct daemon killed;
	SCOPED(daemon_release) struct daemon whole;
	int kills = 0;

	daemon_init(&killed);
	daemon_init(&whole);
	many(&killed);
	many(&whole);
	while (kills < 6) {
		daemon_start(&killed, NULL);
		cr_assert(wait_until(has_stored_some, &killed));
		SCOPED(reply_release)
		struct reply ready = ask(
			&killed, (struct question){ .path = "/readyz" });
		if (ready.status == 200)
			break;
		daemon_kill(&killed);
		kills++;
	}
	cr_expect_geq(kills, 2, "the load is over too soon to be killed");
	if (!killed.pid)
		daemon_start(&killed, NULL);
	daemon_wait_ready(&killed);
	daemon_start(&whole, NULL);
	daemon_wait_ready(&whole);
	cr_expect_eq(stat_of(&killed, "records"), MANY);
	cr_expect_eq(stat_of(&killed, "rejects"), 0);
	expect_same(&killed, &whole);
	daemon_stop(&killed);
	daemon_stop(&whole);
}

Test(load, stops_at_once_when_asked_to_and_goes_on_at_the_next_start)
{
	SCOPED(daemon_release) struct daemon daemon;

	daemon_init(&daemon);
	many(&daemon);
	daemon_start(&daemon, NULL);
	cr_assert(wait_until(has_stored_some, &daemon));
	daemon_stop(&daemon);
	daemon_start(&daemon, NULL);
	daemon_wait_ready(&daemon);
	cr_expect_eq(stat_of(&daemon, "records"), MANY);
	daemon_stop(&daemon);
}
