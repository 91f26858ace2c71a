/* SPDX-License-Identifier: MIT */
/* Walking the list by cursor. */
#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <stdio.h>

#include "client.h"
#include "dumps.h"

#define RECORDS 1200

/* Which of the records that stood at the start a walk has seen, how often. */
struct walk {
	unsigned seen[RECORDS + 1];
	unsigned pages;
	unsigned others;
};

static void take_page(const cJSON *page, struct walk *walk)
{
	const cJSON *item;

	walk->pages++;
	cJSON_ArrayForEach (item, json_at(page, "items")) {
		int number = 0;
		char name[20] = "";

		cr_assert_eq(sscanf(json_text_at(item, "doi"),
				    "10.5555/%d.%19s", &number, name),
			     2);
		if (strcmp(name, "stood") == 0 && number <= RECORDS)
			walk->seen[number]++;
		else
			walk->others++;
	}
}

/* Asks for the next page; false after the last.  cursor is "" at first. */
static bool walk_on(const struct daemon *daemon, const char *sort,
		    char cursor[500], struct walk *walk)
{
	char path[800];

	snprintf(path, sizeof(path),
		 "/v1/records?fields=doi&limit=100&sort=%s%s%s", sort,
		 *cursor ? "&cursor=" : "", cursor);
	SCOPED(reply_release)
	struct reply reply = ask(daemon, (struct question){ .path = path });
	cr_assert_eq(reply.status, 200, "%s: %s", path, reply_text(&reply));
	SCOPED(json_release) cJSON *page = reply_json(&reply);
	take_page(page, walk);
	snprintf(cursor, 500, "%s", json_text_at(page, "next"));
	if (*cursor) {
		const char *link = reply_header(&reply, "Link");

		cr_expect(link && strstr(link, cursor) &&
				  strstr(link, "rel=\"next\""),
			  "%s", link ? link : "no Link");
	}
	return *cursor != '\0';
}

static void expect_each_once(const struct walk *walk, const char *sort)
{
	for (int i = 1; i <= RECORDS; i++)
		cr_assert_eq(walk->seen[i], 1,
			     "%s: record %d was seen %u times", sort, i,
			     walk->seen[i]);
}

static void start(struct daemon *ret)
{
	SCOPED(buf_release) struct buf dump = buf_init(DUMP_MAX);

	dump_works(&dump, "stood", 1, RECORDS);
	daemon_serve(ret, "first.jsonl", buf_span(&dump));
}

/* The record that is put last can be read, so all are there. */
static bool all_added(void *context)
{
	SCOPED(reply_release)
	struct reply reply = ask(
		context, (struct question){
				 .path = "/v1/records/10.5555/001200.added" });

	return reply.status == 200;
}

Test(walk, sees_each_record_once_while_as_many_are_added)
{
	SCOPED(daemon_release) struct daemon daemon;
	SCOPED(buf_release) struct buf dump = buf_init(DUMP_MAX);
	struct walk walk = { 0 };
	char cursor[500] = "";

	start(&daemon);
	while (walk.pages < 5)
		cr_assert(walk_on(&daemon, "doi", cursor, &walk));
	/* these sort between those that stood, before and after the cursor */
	dump_works(&dump, "added", 1, RECORDS);
	daemon_write(&daemon, "second.jsonl", buf_span(&dump));
	daemon_rescan(&daemon);
	cr_assert(walk_on(&daemon, "doi", cursor, &walk));
	cr_assert(wait_until(all_added, &daemon), "the second dump is missing");
	while (walk_on(&daemon, "doi", cursor, &walk))
		;
	expect_each_once(&walk, "doi");
	cr_expect_gt(walk.others, 0, "none of the added was after the cursor");
	daemon_stop(&daemon);
}

Test(walk, sees_each_record_once_in_every_order)
{
	static const char *const sorts[] = { "doi", "-doi", "published",
					     "-published" };
	SCOPED(daemon_release) struct daemon daemon;

	start(&daemon);
	for (size_t i = 0; i < ARRAY_COUNT(sorts); i++) {
		struct walk walk = { 0 };
		char cursor[500] = "";

		while (walk_on(&daemon, sorts[i], cursor, &walk))
			;
		expect_each_once(&walk, sorts[i]);
		cr_expect_eq(walk.others, 0);
	}
	daemon_stop(&daemon);
}

Test(walk, goes_on_after_a_restart_by_the_same_cursor)
{
	SCOPED(daemon_release) struct daemon daemon;
	struct walk walk = { 0 };
	char cursor[500] = "";

	start(&daemon);
	while (walk.pages < 6)
		cr_assert(walk_on(&daemon, "doi", cursor, &walk));
	daemon_stop(&daemon);
	daemon_start(&daemon, NULL);
	while (walk_on(&daemon, "doi", cursor, &walk))
		;
	expect_each_once(&walk, "doi");
	daemon_stop(&daemon);
}

/* ---- all of it ---- */

static size_t lines_of(const struct reply *reply)
{
	size_t count = 0;

	for (size_t i = 0; i < reply->body.len; i++)
		count += reply->body.data[i] == '\n';
	return count;
}

/* What fits into a page is a body with an entity tag, more is a stream. */
Test(walk, as_lines_is_a_stream_where_it_is_long)
{
	static const struct {
		const char *params;
		size_t lines;
		bool tagged, goes_on;
	} rows[] = {
		{ "format=ndjson", RECORDS, false, false },
		{ "format=ndjson&limit=1001", 1001, false, true },
		{ "format=csv&limit=1001", 1002, false, true },
		{ "format=ndjson&limit=1000", 1000, true, true },
		{ "format=csv&limit=1000", 1001, true, true },
		{ "format=ndjson&query=17", 1, true, false },
		{ "format=csv&query=nowhere", 1, true, false },
	};
	SCOPED(daemon_release) struct daemon daemon;

	start(&daemon);
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		char path[200];

		snprintf(path, sizeof(path), "/v1/records?fields=doi&%s",
			 rows[i].params);
		SCOPED(reply_release)
		struct reply reply = ask(&daemon,
					 (struct question){ .path = path });
		cr_assert_eq(reply.status, 200, "%s", path);
		cr_expect_eq(lines_of(&reply), rows[i].lines, "%s: %zu", path,
			     lines_of(&reply));
		cr_expect_eq(!!reply_header(&reply, "ETag"), rows[i].tagged,
			     "%s", path);
		cr_expect_eq(!!reply_header(&reply, "Content-Length"),
			     rows[i].tagged, "%s", path);
		cr_expect_eq(!!reply_header(&reply, "X-Next-Cursor"),
			     rows[i].goes_on, "%s", path);
		cr_expect_eq(!!reply_header(&reply, "Link"), rows[i].goes_on,
			     "%s", path);
	}
	daemon_stop(&daemon);
}
