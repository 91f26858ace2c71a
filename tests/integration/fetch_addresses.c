/* SPDX-License-Identifier: MIT */
/*
 * Where the daemon can be sent by what the world answers, and what a DOI can
 * do to a request.
 */
#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <curl/curl.h>
#include <regex.h>
#include <stdio.h>

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

TestSuite(fetch_addresses, .init = start, .fini = stop);

/* ---- redirects ---- */

Test(fetch_addresses, redirects_that_are_refused)
{
	static const char *const modes[] = {
		"loop",        "redirects.6",      "to-file",      "to-gopher",
		"to-ftp",      "to-http",          "to-user",      "to-bad",
		"to-internal", "to-internal-http", "to-internal6", "to-hex",
		"to-decimal",  "to-octal",         "to-mapped",    "to-zero",
		"to-dead",     "to-wrong-name",    "to-untrusted", "to-nowhere",
	};
	static const char *const prefixes[] = { "10.5555", "10.5072",
						"10.5557" };

	for (size_t i = 0; i < ARRAY_COUNT(modes); i++)
		for (size_t p = 0; p < ARRAY_COUNT(prefixes); p++) {
			char doi[64];

			snprintf(doi, sizeof(doi), "%s/%s", prefixes[p],
				 modes[i]);
			fetching_expect(&all, &(struct fate){ doi, 502,
							      "upstream_error",
							      "never" });
		}
}

Test(fetch_addresses, redirects_that_are_followed)
{
	static const struct fate rows[] = {
		{ "10.5555/redirects.1", 200, "", "" },
		{ "10.5555/redirects.5", 200, "", "" },
		{ "10.5072/redirects.5", 200, "", "" },
		{ "10.5555/to-none", 502, "upstream_error", "never" },
		{ "10.5557/to-none", 502, "upstream_error", "never" },
		{ "10.5557/to-landing", 404, "no_metadata", "no_metadata" },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++)
		fetching_expect(&all, &rows[i]);
}

/* A redirect of Crossref, to be followed or not: {}: the port of what must
 * not be touched, <>: the port of Crossref, of which only "localhost" is
 * allowed. */
static void write_url(const char *form, struct buf *out)
{
	const char *port = strrchr(all.world.crossref, ':') + 1;
	int length = (int)strcspn(port, "/");

	for (; *form; form++)
		if (strncmp(form, "{}", 2) == 0) {
			buf_add_format(out, "%d", all.world.internal);
			form++;
		} else if (strncmp(form, "<>", 2) == 0) {
			buf_add_format(out, "%.*s", length, port);
			form++;
		} else {
			buf_add_char(out, *form);
		}
}

static void send_to(const char *form)
{
	SCOPED(buf_release) struct buf url = buf_init(1024);
	char *escaped;

	write_url(form, &url);
	escaped = curl_easy_escape(NULL, buf_text(&url), 0);
	upstream_behave_at(&all.world, "crossref", "to", escaped, "/works/", 1);
	curl_free(escaped);
}

Test(fetch_addresses, spellings_of_what_is_inside)
{
	static const char *const urls[] = {
		"https://127.0.0.1:{}/",
		"https://127.1:{}/",
		"https://127.0.0.1.:{}/",
		"https://127.255.255.254:{}/",
		"https://0177.0.0.1:{}/",
		"https://0x7f.0.0.1:{}/",
		"https://0x7f000001:{}/",
		"https://017700000001:{}/",
		"https://2130706433:{}/",
		"https://0:{}/",
		"https://[::1]:{}/",
		"https://[::]:{}/",
		"https://[0:0:0:0:0:0:0:1]:{}/",
		"https://[::127.0.0.1]:{}/",
		"https://[::ffff:127.0.0.1]:{}/",
		"https://[::ffff:7f00:1]:{}/",
		"https://[64:ff9b::7f00:1]:{}/",
		"https://[2002:7f00:1::]:{}/",
		"https://[fe80::1%25lo]:{}/",
		"https://[::1%25lo]:{}/",
		"https://localhost:{}/",
		"https://LOCALHOST.:{}/",
		"https://localhost.localdomain:{}/",
		"https://%31%32%37.0.0.1:{}/",
		"https://\xe2\x91\xa0\xe2\x91\xa1\xe2\x91\xa6.0.0.1:{}/",
		"https://127.0.0\xe3\x80\x82\x31:{}/",
		"https://127\xef\xbc\x8e\x30.0.1:{}/",
		"https://localhost:<>@127.0.0.1:{}/",
		"https://localhost@127.0.0.1:{}/",
		"https://@127.0.0.1:{}/",
		"https://127.0.0.1:{}#@localhost:<>/",
		"https://127.0.0.1:{}?@localhost:<>/",
		"https://127.0.0.1:{}\\@localhost:<>/",
		"https://localhost:<>\\@127.0.0.1:{}/",
		"https://localhost:<>:{}/",
		"https:\\\\127.0.0.1:{}\\",
		"https:127.0.0.1:{}/",
		"https:/127.0.0.1:{}/",
		"https:///127.0.0.1:{}/",
		"//127.0.0.1:{}/",
		"///127.0.0.1:{}/",
		"HTTPS://127.0.0.1:{}/",
		"\thttps://127.0.0.1:{}/",
		"http://127.0.0.1:{}/",
		"http://localhost:{}/",
		"ws://127.0.0.1:{}/",
		"wss://127.0.0.1:{}/",
		"dict://127.0.0.1:{}/x",
		"ldap://127.0.0.1:{}/",
		"tftp://127.0.0.1:{}/x",
		"telnet://127.0.0.1:{}",
		"smb://127.0.0.1:{}/x/y",
		"imap://127.0.0.1:{}/",
		"smtp://127.0.0.1:{}/",
		"rtsp://127.0.0.1:{}/",
		"mqtt://127.0.0.1:{}/x",
		"scp://127.0.0.1:{}/etc/passwd",
		"file:///etc/hostname",
		"FILE:/etc/hostname",
		"file://127.0.0.1/etc/hostname",
		"data:application/json,%7B%7D",
		"javascript:alert(1)",
		/* the host is there, but it is not the one that is allowed */
		"https://127.0.0.1:<>/crossref/works/10.5555/ok.1",
		"https://[::1]:<>/crossref/works/10.5555/ok.1",
		"https://user@localhost:<>/crossref/works/10.5555/ok.1",
		"https://:secret@localhost:<>/crossref/works/10.5555/ok.1",
		"http://localhost:<>/crossref/works/10.5555/ok.1",
	};

	for (size_t i = 0; i < ARRAY_COUNT(urls); i++) {
		char doi[64], path[80];

		snprintf(doi, sizeof(doi), "10.5555/ok.spelling.%zu", i);
		send_to(urls[i]);
		SCOPED(reply_release)
		struct reply reply = fetching_ask(&all, doi, "");
		cr_expect_eq(reply.status, 502, "%s: %ld %s", urls[i],
			     reply.status, reply_text(&reply));
		snprintf(path, sizeof(path), "/works/%s", doi);
		cr_expect_eq(upstream_count(&all.world, "crossref", path), 1,
			     "%s", urls[i]);
		cr_expect_eq(upstream_count(&all.world, "internal", NULL), 0,
			     "%s", urls[i]);
		cr_expect_eq(upstream_count(&all.world, "crossref",
					    "/works/10.5555/ok.1"),
			     1, "%s", urls[i]);
		SCOPED(reply_release)
		struct reply held = fetching_ask(&all, doi, "?fetch=never");
		cr_expect_eq(held.status, 404, "%s: %s", urls[i],
			     reply_text(&held));
	}
	fetching_expect_good(&all, "10.5555", "all of them");
}

/* ---- what a DOI can do ---- */

/* All that the stand-in saw was a DOI under its prefix, or a list of them, and
 * no header field that is not always sent. */
static const char single[] = "^/(doiRA/|works/|dois/)?10\\.[A-Za-z0-9._~%/-]+$";
static const char list[] = "^/works\\?filter=doi:[A-Za-z0-9._~%-]+"
			   "(,doi:[A-Za-z0-9._~%-]+)*&rows=[0-9]+$";

static bool matches(const char *pattern, const char *text)
{
	regex_t regex;
	bool ret;

	cr_assert_eq(regcomp(&regex, pattern, REG_EXTENDED | REG_NOSUB), 0);
	ret = regexec(&regex, text, 0, NULL, 0) == 0;
	regfree(&regex);
	return ret;
}

static bool has_dot_segment(const char *path)
{
	return matches("/\\.\\.?(/|$)", path);
}

static void expect_fields(const cJSON *headers, const char *doi)
{
	static const char *const known[] = { "host", "user-agent", "accept",
					     "accept-encoding" };
	const cJSON *field;

	cJSON_ArrayForEach (field, headers) {
		bool found = false;

		for (size_t i = 0; i < ARRAY_COUNT(known); i++)
			found |= strcmp(field->string, known[i]) == 0;
		cr_expect(found, "%s: %s: %s", doi, field->string,
			  field->valuestring);
	}
	cr_expect(strncmp(json_text_at(headers, "host"), "localhost:", 10) == 0,
		  "%s: %s", doi, json_text_at(headers, "host"));
}

static void expect_seen(const cJSON *seen, const char *doi, const char *encoded)
{
	const char *path = json_text_at(seen, "path");

	cr_expect_str_eq(json_text_at(seen, "method"), "GET");
	cr_expect(matches(single, path) || (!encoded && matches(list, path)),
		  "%s: %s", doi, path);
	cr_expect_not(has_dot_segment(path), "%s: %s", doi, path);
	if (encoded)
		cr_expect(strlen(path) > strlen(encoded) &&
				  strcmp(path + strlen(path) - strlen(encoded),
					 encoded) == 0,
			  "%s: %s, not %s", doi, path, encoded);
	expect_fields(json_at(seen, "headers"), doi);
}

/* How many requests came; each is to be as expected. */
static int expect_requests(const char *doi, const char *encoded)
{
	SCOPED(buf_release) struct buf text = buf_init(1 << 22);
	const cJSON *seen;
	int count = 0;

	upstream_log(&all.world, NULL, NULL, &text);
	SCOPED(json_release) cJSON *log = cJSON_Parse(buf_text(&text));
	cr_assert(log, "%s", buf_text(&text));
	cJSON_ArrayForEach (seen, log) {
		expect_seen(seen, doi, encoded);
		count++;
	}
	return count;
}

Test(fetch_addresses, a_doi_stays_a_doi)
{
	/* what is asked for, and what is seen of it; NULL: nothing */
	static const struct {
		const char *doi, *encoded;
	} rows[] = {
		{ "10.99999/plain", "/10.99999/plain" },
		{ "10.99999/a%23b", "/10.99999/a%23b" },
		{ "10.99999/a@b", "/10.99999/a%40b" },
		{ "10.99999/@127.0.0.1/x", "/10.99999/%40127.0.0.1/x" },
		{ "10.99999/a%5cb", "/10.99999/a%5Cb" },
		{ "10.99999/a%5c..%5c..%5cb", "/10.99999/a%5C..%5C..%5Cb" },
		{ "10.99999/a%3fmailto=x", "/10.99999/a%3Fmailto%3Dx" },
		{ "10.99999/a&b;c=d:e", "/10.99999/a%26b%3Bc%3Dd%3Ae" },
		{ "10.99999/a,10.99999/b", "/10.99999/a%2C10.99999/b" },
		{ "10.99999/../../admin", "/10.99999%2F..%2F../admin" },
		{ "10.99999/%2e%2e/%2e%2e/x", "/10.99999%2F..%2F../x" },
		{ "10.99999/x/..", "/10.99999/x" },
		{ "10.99999/x/../y", "/10.99999/x%2F../y" },
		{ "10.99999/./y", "/10.99999%2F./y" },
		{ "10.99999//127.0.0.1/x", "/10.99999//127.0.0.1/x" },
		/* a percent sign that is the DOI's own */
		{ "10.99999/a%250d%250aHost:b",
		  "/10.99999/a%250d%250ahost%3Ab" },
		{ "10.99999/a%2500b", "/10.99999/a%2500b" },
		{ "10.99999/a%0d%0aX-Evil:%201", NULL },
		{ "10.99999/a%0aHost:%20evil", NULL },
		{ "10.99999/a%0d", NULL },
		{ "10.99999/a%00b", NULL },
		{ "10.99999/a%7fb", NULL },
		{ "10.99999/a%c2%85b", NULL },
		{ "10.99999/a%ff", NULL },
		{ "10.99999/a%zz", NULL },
		{ "10.99999@evil.example/x", NULL },
		{ "10.99999%5c@evil.example/x", NULL },
		{ "10.99999%0d%0a/x", NULL },
		{ "10.99999", NULL },
		{ "..%2f..%2fadmin", NULL },
		{ "https://evil.example/x", NULL },
		{ "file:///etc/passwd", NULL },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		bool sent = rows[i].encoded;

		upstream_reset(&all.world);
		SCOPED(reply_release)
		struct reply reply = fetching_ask(&all, rows[i].doi, "");
		cr_expect_eq(reply.status, sent ? 404 : 400, "%s: %ld %s",
			     rows[i].doi, reply.status, reply_text(&reply));
		cr_expect_eq(expect_requests(rows[i].doi, rows[i].encoded) > 0,
			     sent, "%s", rows[i].doi);
	}
}

static struct reply look_up(const char *body)
{
	return ask(&all.site,
		   (struct question){
			   .path = "/v1/records/lookup",
			   .headers = { "Content-Type: application/json" },
			   .body = body });
}

Test(fetch_addresses, a_batch_with_a_nul_asks_nobody)
{
	upstream_reset(&all.world);
	SCOPED(reply_release)
	struct reply reply = look_up(
		"{\"dois\":[\"10.5555/ok.900\",\"10.5555/a\\u0000b\"]}");
	cr_expect_eq(reply.status, 400, "%s", reply_text(&reply));
	cr_expect_eq(upstream_count(&all.world, NULL, NULL), 0);
}

Test(fetch_addresses, dois_of_a_batch_stay_dois)
{
	/* JSON texts; Crossref is known for the prefix, so lists are asked */
	static const struct {
		const char *doi, *status;
	} rows[] = {
		{ "10.5555/ok.901", "fetched" },
		{ "10.5555/ok.902", "fetched" },
		{ "10.5555/a\\r\\nX-Evil: 1", "invalid" },
		{ "10.5555/a\\nHost: evil", "invalid" },
		{ "10.5555/a%0d%0aX-Evil:1", "not_found" },
		{ "10.5555/a%00b", "not_found" },
		{ "10.5555/a%250d%250aX-Evil:1", "not_found" },
		{ "10.5555/a&rows=1000", "not_found" },
		{ "10.5555/a,doi:10.5555/b", "not_found" },
		{ "10.5555/a,is-update:true", "not_found" },
		{ "10.5555/a#b", "not_found" },
		{ "10.5555/a?b=c", "not_found" },
		{ "10.5555/@127.0.0.1/x", "not_found" },
		{ "10.5555/a\\\\..\\\\b", "not_found" },
		{ "10.5555/../../admin", "not_found" },
		{ "10.5555/%2e%2e/%2e%2e/admin", "not_found" },
		{ "10.5555/x/..", "not_found" },
		{ "10.5555/ HTTP/1.1\\r\\n\\r\\nGET /admin HTTP/1.1",
		  "invalid" },
		{ "10.5555/x HTTP/1.1", "not_found" },
		{ "10.5555@127.0.0.1/x", "invalid" },
		{ "https://127.0.0.1/10.5555/x", "not_found" },
		{ "\\u202e10.5555/x", "not_found" },
		{ "10.5555/\\u2028x", "not_found" },
		{ "10.5555/ok.903", "fetched" },
	};
	SCOPED(buf_release) struct buf body = buf_init(1 << 16);
	const cJSON *item;
	size_t number = 0;

	upstream_reset(&all.world);
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++)
		buf_add_format(&body, "%s\"%s\"", i ? "," : "{\"dois\":[",
			       rows[i].doi);
	buf_add_text(&body, "]}");
	SCOPED(reply_release) struct reply reply = look_up(buf_text(&body));
	cr_assert_eq(reply.status, 200, "%s", reply_text(&reply));
	SCOPED(json_release) cJSON *answer = reply_json(&reply);
	cJSON_ArrayForEach (item, json_at(answer, "items")) {
		const char *status = json_text_at(item, "status");

		cr_expect_str_eq(status, rows[number].status, "%s: %s",
				 rows[number].doi, status);
		number++;
	}
	cr_expect_eq(number, ARRAY_COUNT(rows));
	cr_expect_gt(expect_requests("the batch", NULL), 0);
	cr_expect_gt(upstream_count(&all.world, "crossref", "/works?"), 0);
}
