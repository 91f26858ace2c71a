/* SPDX-License-Identifier: MIT */
/* The DOIs that break clients and servers, in path, query and body. */
#include <cjson/cJSON.h>
#include <criterion/criterion.h>

#include "client.h"
#include "dumps.h"
#include "paperd/json.h"

static const char *const hard[] = {
	"10.1002/(SICI)1097-0274(199909)36:1+<1::AID-AJIM2>3.0.CO;2-0",
	"10.1002/(sici)1099-050x(199823/24)37:3/4<197::aid-hrm2>3.0.co;2-#",
	"10.1002/1521-3951(200209)233:1<10::aid-pssb10>3.0.co;2-v",
	"10.1175/1520-0477(1996)077<0935:WOTWSM>2.0.CO;2",
	"10.1206/0003-0082(2008)3610[1:nrofwf]2.0.co;2",
	"10.1002/(sici)1096-8644(1996)23+<91::aid-ajpa4>3.0.co;2-c",
	"10.1016/S0140-6736(97)11096-0",
	"10.31219/osf.io/f7txY",
	"10.6028/NIST.IR.7057",
	"10.1000/a,b",
	"10.1000/a?b=c&d",
	"10.1000/100%25",
	"10.1000/two//slashes",
};

/* A daemon with a record for each, whose title is its DOI. */
static void start(struct daemon *ret)
{
	SCOPED(buf_release) struct buf dump = buf_init(DUMP_MAX);

	for (size_t i = 0; i < ARRAY_COUNT(hard); i++)
		dump_work(&dump, hard[i], "A work");
	daemon_serve(ret, "hard.jsonl", buf_span(&dump));
}

/* The key of a DOI: ASCII letters in lower case. */
static const char *key_of(const char *doi)
{
	static char key[200];
	size_t i;

	for (i = 0; doi[i]; i++)
		key[i] = ascii_lower(doi[i]);
	key[i] = '\0';
	return key;
}

static void expect_record(const struct daemon *daemon, const char *path,
			  const char *doi)
{
	SCOPED(reply_release)
	struct reply reply = ask(daemon, (struct question){ .path = path });
	cr_expect_eq(reply.status, 200, "%s: %ld %s", path, reply.status,
		     reply_text(&reply));
	if (reply.status != 200)
		return;
	SCOPED(json_release) cJSON *record = reply_json(&reply);
	cr_expect_str_eq(json_text_at(record, "doi"), key_of(doi), "%s", path);
}

/* A path as careful clients write it: only what must be is encoded. */
static void encode_least(struct buf *out, const char *text)
{
	for (; *text; text++) {
		if (strchr("%\"#<>?[]\\^`{|} ", *text))
			buf_add_format(out, "%%%02X", (unsigned char)*text);
		else
			buf_add_char(out, *text);
	}
}

Test(hard_doi, is_found_in_a_path_however_it_is_encoded)
{
	SCOPED(daemon_release) struct daemon daemon;

	start(&daemon);
	for (size_t i = 0; i < ARRAY_COUNT(hard); i++) {
		SCOPED(buf_release) struct buf whole = buf_init(4096);
		SCOPED(buf_release) struct buf twice = buf_init(4096);
		SCOPED(buf_release) struct buf least = buf_init(4096);
		SCOPED(buf_release) struct buf once = buf_init(4096);

		buf_add_text(&whole, "/v1/records/");
		encode(&whole, hard[i]);
		expect_record(&daemon, buf_text(&whole), hard[i]);
		buf_add_text(&least, "/v1/records/");
		encode_least(&least, hard[i]);
		expect_record(&daemon, buf_text(&least), hard[i]);
		encode(&once, hard[i]);
		buf_add_text(&twice, "/v1/records/");
		encode(&twice, buf_text(&once));
		expect_record(&daemon, buf_text(&twice), hard[i]);
	}
	daemon_stop(&daemon);
}

/* A plus that was not encoded is a blank after HTTP's decoding. */
Test(hard_doi, is_found_in_a_query_also_with_a_bare_plus)
{
	SCOPED(daemon_release) struct daemon daemon;

	start(&daemon);
	for (size_t i = 0; i < ARRAY_COUNT(hard); i++) {
		for (int bare = 0; bare < 2; bare++) {
			SCOPED(buf_release) struct buf path = buf_init(4096);
			const char *c = hard[i];

			buf_add_text(&path, "/v1/records?fields=doi&doi=");
			for (; *c; c++) {
				char one[2] = { *c, '\0' };

				if (bare && *c == '+')
					buf_add_char(&path, '+');
				else
					encode(&path, one);
			}
			SCOPED(reply_release)
			struct reply reply = ask(
				&daemon,
				(struct question){ .path = buf_text(&path) });
			cr_assert_eq(reply.status, 200, "%s: %s",
				     buf_text(&path), reply_text(&reply));
			SCOPED(json_release) cJSON *list = reply_json(&reply);
			cr_expect_eq(json_number_at(list, "total"), 1, "%s: %s",
				     buf_text(&path), reply_text(&reply));
		}
	}
	daemon_stop(&daemon);
}

Test(hard_doi, is_found_in_a_batch)
{
	SCOPED(daemon_release) struct daemon daemon;
	SCOPED(buf_release) struct buf body = buf_init(1 << 16);
	const cJSON *item;
	size_t i = 0;

	start(&daemon);
	json_open(&body, '[');
	for (i = 0; i < ARRAY_COUNT(hard); i++)
		json_text(&body, hard[i]);
	json_close(&body, ']');
	SCOPED(reply_release)
	struct reply reply = ask(
		&daemon,
		(struct question){
			.path = "/v1/records/lookup",
			.headers = { "Content-Type: application/json" },
			.body = buf_text(&body) });
	SCOPED(json_release) cJSON *answer = reply_json(&reply);
	i = 0;
	cJSON_ArrayForEach (item, json_at(answer, "items")) {
		cr_expect_str_eq(json_text_at(item, "status"), "found", "%s",
				 hard[i]);
		cr_expect_str_eq(json_text_at(item, "record.doi"),
				 key_of(hard[i]));
		i++;
	}
	cr_expect_eq(i, ARRAY_COUNT(hard));
	daemon_stop(&daemon);
}

Test(hard_doi, that_is_not_held_is_named_as_it_was_understood)
{
	SCOPED(daemon_release) struct daemon daemon;

	start(&daemon);
	SCOPED(reply_release)
	struct reply reply = ask(
		&daemon, (struct question){
				 .path = "/v1/records/https%3A%2F%2Fdoi.org%2F"
					 "10.9999%252FNo.Such(1)" });
	cr_expect_eq(reply.status, 404);
	SCOPED(json_release) cJSON *problem = reply_json(&reply);
	cr_expect_str_eq(json_text_at(problem, "doi"), "10.9999/no.such(1)");
	cr_expect_str_eq(json_text_at(problem, "fetch"), "disabled");
	daemon_stop(&daemon);
}

/* ---- the door of doi.org ---- */

#define JSON "Accept: application/json"
#define PAGE "Accept: text/html,application/xhtml+xml,*/*;q=0.8"

Test(doi_door, answers_for_hard_dois_in_place)
{
	SCOPED(daemon_release) struct daemon daemon;

	start(&daemon);
	for (size_t i = 0; i < ARRAY_COUNT(hard); i++) {
		static const char *const begins[] = {
			"/", "/doi:", "/https://doi.org/", "/https:/doi.org/"
		};

		for (size_t b = 0; b < ARRAY_COUNT(begins); b++) {
			SCOPED(buf_release) struct buf path = buf_init(4096);

			buf_add_text(&path, begins[b]);
			encode_least(&path, hard[i]);
			SCOPED(reply_release)
			struct reply reply = ask(
				&daemon,
				(struct question){ .path = buf_text(&path),
						   .headers = { JSON } });
			cr_expect_eq(reply.status, 200, "%s", buf_text(&path));
			SCOPED(json_release) cJSON *record = reply_json(&reply);
			cr_expect_str_eq(json_text_at(record, "doi"),
					 key_of(hard[i]), "%s",
					 buf_text(&path));
		}
	}
	daemon_stop(&daemon);
}

Test(doi_door, tells_agencies_of_dois_with_commas)
{
	SCOPED(daemon_release) struct daemon daemon;
	SCOPED(buf_release) struct buf path = buf_init(8192);
	const cJSON *item;
	size_t i = 0;

	start(&daemon);
	buf_add_text(&path, "/doiRA/");
	for (i = 0; i < ARRAY_COUNT(hard); i++) {
		if (i)
			buf_add_char(&path, ',');
		encode(&path, hard[i]);
	}
	SCOPED(reply_release)
	struct reply reply = ask(&daemon,
				 (struct question){ .path = buf_text(&path) });
	cr_assert_eq(reply.status, 200);
	SCOPED(json_release) cJSON *list = reply_json(&reply);
	i = 0;
	cJSON_ArrayForEach (item, list) {
		cr_expect_str_eq(json_text_at(item, "DOI"), key_of(hard[i]));
		cr_expect_str_eq(json_text_at(item, "RA"), "Crossref");
		i++;
	}
	cr_expect_eq(i, ARRAY_COUNT(hard));
	daemon_stop(&daemon);
}

static const struct exchange {
	const char *path, *accept;
	long status;
	const char *type, *part;
} exchanges[] = {
	{ "/10.31219/osf.io/f7txY", JSON, 200, "application/json",
	  "\"doi\":\"10.31219/osf.io/f7txy\"" },
	{ "/10.31219/osf.io/f7txY?format=json", PAGE, 200, "application/json",
	  "\"doi\":" },
	{ "/10.31219/osf.io/f7txY", PAGE, 302, "text/plain",
	  "https://doi.org/10.31219%2Fosf.io%2Ff7txy" },
	{ "/10.31219/osf.io/f7txY", "Accept: text/turtle", 406,
	  "application/problem+json", "application/json" },
	{ "/10.31219/none", JSON, 404, "application/problem+json",
	  "\"doi\":\"10.31219/none\"" },
	{ "/10.x", JSON, 400, "application/problem+json", "invalid-doi" },
	{ "/ra/10.31219/osf.io/f7txY,10.31219/none", JSON, 200,
	  "application/json", "{\"DOI\":\"10.31219/none\",\"status\":" },
	{ "/api/handles/10.31219/osf.io/f7txY?type=URL&pretty", JSON, 200,
	  "application/json", "\"responseCode\":1" },
	{ "/api/handles/10.31219/osf.io/f7txY?type=HS_ALIAS", JSON, 200,
	  "application/json", "\"responseCode\":200" },
	{ "/api/handles/10/abc?type=HS_ALIAS", JSON, 404, "application/json",
	  "\"responseCode\":100" },
	{ "/api/handles/10.31219/osf.io/f7txY?callback=f", JSON, 200,
	  "application/javascript", "/**/f({" },
};

Test(doi_door, answers_as_doi_org_does)
{
	static const char *const options[] = { "--landing", "publisher", NULL };
	SCOPED(daemon_release) struct daemon daemon;

	start(&daemon);
	daemon_stop(&daemon);
	daemon_start(&daemon, options);
	daemon_wait_ready(&daemon);
	for (size_t i = 0; i < ARRAY_COUNT(exchanges); i++) {
		const struct exchange *row = &exchanges[i];
		SCOPED(reply_release)
		struct reply reply = ask(
			&daemon,
			(struct question){ .path = row->path,
					   .headers = { row->accept } });
		const char *type = reply_header(&reply, "Content-Type");

		cr_expect_eq(reply.status, row->status, "%s: %ld", row->path,
			     reply.status);
		cr_expect(type && !strncmp(type, row->type, strlen(row->type)),
			  "%s: %s", row->path, type);
		cr_expect(strstr(reply_text(&reply), row->part), "%s: %s",
			  row->path, reply_text(&reply));
		cr_expect_eq(reply_header(&reply, "Location") != NULL,
			     row->status == 302, "%s", row->path);
	}
	daemon_stop(&daemon);
}
