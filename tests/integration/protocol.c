/* SPDX-License-Identifier: MIT */
/* What every answer has, whatever is asked for. */
#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <stdio.h>
#include <zlib.h>

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

TestSuite(protocol, .init = start, .fini = stop);

static struct reply get(const char *path)
{
	return ask(&site, (struct question){ .path = path });
}

static void expect_header(const struct reply *reply, const char *name,
			  const char *want, const char *where)
{
	const char *value = reply_header(reply, name);

	cr_expect(value && strcmp(value, want) == 0, "%s: %s: %s, not %s",
		  where, name, value ? value : "(absent)", want);
}

Test(protocol, any_page_may_read_any_answer)
{
	static const struct {
		const char *path, *match;
		long status;
	} rows[] = {
		{ RECORD, NULL, 200 },
		{ RECORD, "If-None-Match: *", 304 },
		{ "/v1/records", NULL, 200 },
		{ "/v1/records/10.5555/none", NULL, 404 },
		{ "/v1/records?colour=red", NULL, 400 },
		{ "/nowhere", NULL, 404 },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(reply_release)
		struct reply reply = ask(
			&site, (struct question){
				       .path = rows[i].path,
				       .headers = { "Origin: https://a.example",
						    rows[i].match } });

		cr_expect_eq(reply.status, rows[i].status, "%s: %ld",
			     rows[i].path, reply.status);
		expect_header(&reply, "Access-Control-Allow-Origin", "*",
			      rows[i].path);
		cr_expect(strstr(
			reply_header(&reply, "Access-Control-Expose-Headers"),
			"X-Total-Count"));
	}
}

static const char *const readable[] = {
	RECORD,
	RECORD "?fields=doi",
	"/v1/records?limit=3",
	"/v1/journals",
	"/v1/stats",
	"/openapi.json",
	"/",
	"/healthz",
	"/readyz",
	"/v1/records/10.5555/none",
	"/v1/abstracts/10.5555/000001.one",
	"/v1/journals/1234-5679",
};

/* Headers that differ between two requests for the same. */
static bool is_moving(struct span line)
{
	return span_starts_nocase(line, "Date:") ||
	       span_starts_nocase(line, "X-Request-Id:");
}

/* Appends the header lines that do not move. */
static void steady_headers(const struct reply *reply, struct buf *out)
{
	struct span rest = buf_span(&reply->headers);
	struct span line;

	while (span_next(&rest, '\n', &line)) {
		if (!is_moving(line))
			buf_add_span(out, span_trim(line));
		buf_add_char(out, '\n');
	}
}

Test(protocol, head_has_the_headers_of_get_and_no_body)
{
	for (size_t i = 0; i < ARRAY_COUNT(readable); i++) {
		SCOPED(buf_release) struct buf of_get = buf_init(1 << 16);
		SCOPED(buf_release) struct buf of_head = buf_init(1 << 16);
		SCOPED(reply_release) struct reply whole = get(readable[i]);
		SCOPED(reply_release)
		struct reply head = ask(
			&site, (struct question){ .method = "HEAD",
						  .path = readable[i] });

		steady_headers(&whole, &of_get);
		steady_headers(&head, &of_head);
		cr_expect_str_eq(buf_text(&of_head), buf_text(&of_get), "%s",
				 readable[i]);
		cr_expect_eq(head.body.len, 0, "%s", readable[i]);
	}
}

Test(protocol, options_tells_the_methods)
{
	static const struct {
		const char *path, *allow;
	} rows[] = {
		{ RECORD, "GET, HEAD, OPTIONS" },
		{ "/v1/records", "GET, HEAD, OPTIONS" },
		{ "/v1/records/lookup", "POST, OPTIONS" },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(reply_release)
		struct reply reply = ask(
			&site, (struct question){ .method = "OPTIONS",
						  .path = rows[i].path });

		cr_expect_eq(reply.status, 204, "%s: %ld", rows[i].path,
			     reply.status);
		expect_header(&reply, "Allow", rows[i].allow, rows[i].path);
		expect_header(&reply, "Access-Control-Allow-Methods",
			      rows[i].allow, rows[i].path);
		cr_expect(reply_header(&reply, "Access-Control-Max-Age"));
	}
}

Test(protocol, a_known_tag_is_answered_with_304)
{
	static const char *const tagged[] = {
		RECORD,
		RECORD "?fields=doi",
		RECORD "?raw=true",
		"/v1/records?limit=3",
		"/v1/abstracts/10.5555/000001.one",
		"/v1/journals",
		"/v1/journals/1234-5679",
		"/v1/stats",
		"/openapi.json",
		"/",
	};

	for (size_t i = 0; i < ARRAY_COUNT(tagged); i++) {
		char match[200];
		SCOPED(reply_release) struct reply first = get(tagged[i]);
		const char *tag = reply_header(&first, "ETag");

		cr_assert_eq(first.status, 200, "%s: %s", tagged[i],
			     reply_text(&first));
		cr_assert(tag, "%s", tagged[i]);
		cr_expect_eq(tag[0], '"', "%s: %s", tagged[i], tag);
		snprintf(match, sizeof(match), "If-None-Match: \"x\", %s", tag);
		SCOPED(reply_release)
		struct reply again = ask(
			&site, (struct question){ .path = tagged[i],
						  .headers = { match } });
		cr_expect_eq(again.status, 304, "%s: %ld", tagged[i],
			     again.status);
		cr_expect_eq(again.body.len, 0, "%s", tagged[i]);
		cr_expect(strstr(match, reply_header(&again, "ETag")), "%s",
			  tagged[i]);
	}
}

Test(protocol, a_selection_of_fields_has_a_tag_of_its_own)
{
	char tag[100];
	SCOPED(reply_release) struct reply whole = get(RECORD);
	SCOPED(reply_release) struct reply part = get(RECORD "?fields=doi");

	snprintf(tag, sizeof(tag), "%s", reply_header(&whole, "ETag"));
	cr_expect_str_neq(reply_header(&part, "ETag"), tag);
	cr_expect_str_eq(reply_text(&part), "{\"doi\":\"10.5555/000001.one\"}");
}

static void unpack(const struct reply *reply, struct buf *out)
{
	char piece[65536];
	z_stream stream = { .next_in = (Bytef *)reply->body.data,
			    .avail_in = (uInt)reply->body.len };
	int code = Z_OK;

	cr_assert_eq(inflateInit2(&stream, 15 + 16), Z_OK);
	while (code == Z_OK) {
		stream.next_out = (Bytef *)piece;
		stream.avail_out = sizeof(piece);
		code = inflate(&stream, Z_NO_FLUSH);
		buf_add(out, piece, sizeof(piece) - stream.avail_out);
	}
	inflateEnd(&stream);
	cr_assert_eq(code, Z_STREAM_END);
}

Test(protocol, gzip_decodes_to_the_same_bytes)
{
	static const char *const paths[] = { "/v1/records?limit=30",
					     "/openapi.json" };

	for (size_t i = 0; i < ARRAY_COUNT(paths); i++) {
		SCOPED(buf_release) struct buf plain = buf_init(64 << 20);
		SCOPED(reply_release) struct reply identity = get(paths[i]);
		SCOPED(reply_release)
		struct reply packed = ask(
			&site,
			(struct question){
				.path = paths[i],
				.headers = { "Accept-Encoding: gzip" } });

		expect_header(&packed, "Content-Encoding", "gzip", paths[i]);
		cr_expect_null(reply_header(&identity, "Content-Encoding"));
		unpack(&packed, &plain);
		cr_expect_str_eq(buf_text(&plain), reply_text(&identity));
		cr_expect_lt(packed.body.len, identity.body.len);
		cr_expect(strstr(reply_header(&identity, "Vary"),
				 "Accept-Encoding"));
	}
}

Test(protocol, a_trailing_slash_is_accepted)
{
	static const char *const paths[] = { "/v1/records/", "/healthz/",
					     "/v1/journals/", "/v1/stats/",
					     RECORD "/" };

	for (size_t i = 0; i < ARRAY_COUNT(paths); i++) {
		SCOPED(reply_release) struct reply reply = get(paths[i]);

		cr_expect_eq(reply.status, 200, "%s: %ld", paths[i],
			     reply.status);
	}
}

Test(protocol, json_is_served_to_browsers_and_libraries_alike)
{
	static const char *const accepts[] = {
		"Accept: */*",
		"Accept: application/json",
		"Accept: application/*;q=0.5",
		"Accept: text/html,application/xhtml+xml,*/*;q=0.8",
	};

	for (size_t i = 0; i < ARRAY_COUNT(accepts); i++) {
		SCOPED(reply_release)
		struct reply reply = ask(
			&site, (struct question){ .path = RECORD,
						  .headers = { accepts[i] } });

		cr_expect_eq(reply.status, 200, "%s", accepts[i]);
		expect_header(&reply, "Content-Type", "application/json",
			      accepts[i]);
		cr_expect(strstr(reply_header(&reply, "Vary"), "Accept"), "%s",
			  accepts[i]);
	}
	SCOPED(reply_release)
	struct reply png = ask(
		&site, (struct question){ .path = RECORD,
					  .headers = { "Accept: image/png" } });
	cr_expect_eq(png.status, 406);
	cr_expect(strstr(reply_text(&png), "application/json"));
}

Test(protocol, the_record_of_a_doi_can_be_cached_and_the_state_cannot)
{
	SCOPED(reply_release) struct reply record = get(RECORD);
	SCOPED(reply_release) struct reply health = get("/healthz");
	SCOPED(reply_release) struct reply none = get("/v1/records/10.5555/x");

	cr_expect(strstr(reply_header(&record, "Cache-Control"), "max-age"));
	expect_header(&health, "Cache-Control", "no-store", "/healthz");
	expect_header(&none, "Cache-Control", "no-store", "404");
}

Test(protocol, a_raw_record_is_cleaned_and_not_kept)
{
	SCOPED(reply_release)
	struct reply reply = ask(
		&site,
		(struct question){
			.path = "/v1/clean",
			.headers = { "Content-Type: application/json" },
			.body = "{\"DOI\":\"10.5555/NEW\",\"title\":[\"A <i>b</i>"
				" &amp; c\"],\"type\":\"journal-article\"}" });
	SCOPED(json_release) cJSON *record = reply_json(&reply);
	SCOPED(reply_release)
	struct reply after = get("/v1/records/10.5555/new");

	cr_expect_str_eq(json_text_at(record, "title"), "A b & c", "%s",
			 reply_text(&reply));
	cr_expect_eq(after.status, 404);
}
