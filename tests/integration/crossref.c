/* SPDX-License-Identifier: MIT */
/* What clients of the Crossref REST API send, and what they need of the answer:
 * habanero, crossrefapi, rcrossref, serrano, Zotero, JabRef, DSpace, npm's. */
#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <stdio.h>

#include "client.h"
#include "dumps.h"
#include "paperd/json.h"
#include "upstream.h"

#define WORKS 7

static struct daemon site;

/* Works with what breaks clients in them. */
static const char works[] =
	"{\"DOI\":\"10.5555/plain\",\"type\":\"journal-article\",\"title\":["
	"\"A plain work about lichens\"],\"author\":[{\"given\":\"Ada\","
	"\"family\":\"Byron\",\"sequence\":\"first\",\"ORCID\":\"http://"
	"orcid.org/0000-0002-1825-0097\",\"affiliation\":[{\"name\":\"Lichen "
	"House\"}]}],\"container-title\":[\"Journal of Lichens\"],"
	"\"short-container-title\":[\"J. Lich.\"],\"ISSN\":[\"1234-5679\"],"
	"\"issued\":{\"date-parts\":[[2014,3,9]]},\"publisher\":\"Lichen "
	"Press\",\"abstract\":\"<jats:p>Thalli of &lt;0.5 mm and &gt;2 mm were "
	"found on the north side of every stone.</jats:p>\",\"funder\":[{"
	"\"name\":\"Moss Fund\",\"DOI\":\"10.13039/100000001\"}],\"source\":"
	"\"Crossref\",\"prefix\":\"10.5555\",\"member\":\"7\"}\n"
	"{\"DOI\":\"10.5555/a,b\",\"type\":\"journal-article\",\"title\":["
	"\"With a comma\"],\"issued\":{\"date-parts\":[[2015]]},\"update-to\":"
	"[{\"type\":\"retraction\",\"DOI\":\"10.5555/plain\",\"updated\":{"
	"\"date-parts\":[[2015,1,1]]}}]}\n"
	"{\"DOI\":\"10.5555/a,type:b\",\"type\":\"book\",\"title\":[\"With a "
	"filter\"],\"issued\":{\"date-parts\":[[2016]]},\"ISBN\":["
	"\"9780306406157\"]}\n"
	"{\"DOI\":\"10.1002/(SICI)1097-0274(199909)36:1+<1::AID-AJIM2>3.0.CO;"
	"2-0\",\"type\":\"journal-article\",\"title\":[\"Old and long\"]}\n"
	"{\"DOI\":\"10.5555/no-date\",\"type\":\"posted-content\",\"title\":["
	"\"Without a date\"]}\n"
	"{\"DOI\":\"10.5555/x/agency\",\"type\":\"dataset\",\"title\":[\"Ends "
	"as a path does\"],\"issued\":{\"date-parts\":[[2011]]}}\n"
	"{\"DOI\":\"10.5555/upper.case\",\"type\":\"dissertation\",\"title\":["
	"\"Upper\"],\"issued\":{\"date-parts\":[[2012]]}}\n";

static void start(void)
{
	daemon_serve(&site, "works.jsonl", span_of(works));
}

static void stop(void)
{
	daemon_stop(&site);
	daemon_release(&site);
}

TestSuite(crossref_door, .init = start, .fini = stop);

static struct reply get(const char *path)
{
	return ask(&site, (struct question){ .path = path });
}

static bool is_json(const struct reply *reply)
{
	const char *type = reply_header(reply, "Content-Type");

	return type && strncmp(type, "application/json", 16) == 0;
}

/* The message of a path that must be answered. */
static cJSON *message_of(const char *path, const char *type)
{
	SCOPED(reply_release) struct reply reply = get(path);
	cJSON *json, *ret;

	cr_assert_eq(reply.status, 200, "%s: %ld %s", path, reply.status,
		     reply_text(&reply));
	cr_expect(is_json(&reply), "%s", path);
	cr_expect_null(reply_header(&reply, "Location"), "%s", path);
	json = reply_json(&reply);
	cr_expect_str_eq(json_text_at(json, "status"), "ok", "%s", path);
	cr_expect_str_eq(json_text_at(json, "message-version"), "1.0.0", "%s",
			 path);
	cr_expect_str_eq(json_text_at(json, "message-type"), type, "%s: %s",
			 path, json_text_at(json, "message-type"));
	ret = cJSON_DetachItemFromObject(json, "message");
	cJSON_Delete(json);
	return ret;
}

/* ---- the envelope, by type (rules 1 and 2) ---- */

static const struct {
	const char *path, *type;
} types[] = {
	{ "/works", "work-list" },
	{ "/works/10.5555/plain", "work" },
	{ "/works/10.5555/plain/agency", "work-agency" },
	{ "/types", "type-list" },
	{ "/types/book", "type" },
	{ "/types/book/works", "work-list" },
	{ "/journals", "journal-list" },
	{ "/journals/1234-5679", "journal" },
	{ "/journals/1234-5679/works", "work-list" },
	{ "/members", "member-list" },
	{ "/members/Lichen%20Press", "member" },
	{ "/members/Lichen%20Press/works", "work-list" },
};

Test(crossref_door, has_the_envelope_of_each_message)
{
	for (size_t i = 0; i < ARRAY_COUNT(types); i++) {
		static const char *const bases[] = { "", "/crossref" };

		for (size_t b = 0; b < ARRAY_COUNT(bases); b++) {
			char path[200];

			snprintf(path, sizeof(path), "%s%s", bases[b],
				 types[i].path);
			SCOPED(json_release)
			cJSON *message = message_of(path, types[i].type);
			cr_expect(cJSON_IsObject(message), "%s", path);
		}
	}
}

/* ---- walks (rule 3) ---- */

/* As crossrefapi walks: to the empty page, and each page must have a cursor. */
static void walk(const char *params, unsigned rows, unsigned want)
{
	char cursor[2000] = "*";
	unsigned seen = 0, pages = 0, here;

	do {
		SCOPED(buf_release) struct buf path = buf_init(8000);

		buf_add_format(&path, "/works?%s&rows=%u&cursor=", params,
			       rows);
		buf_add_encoded(&path, span_of(cursor));
		SCOPED(json_release)
		cJSON *message = message_of(buf_text(&path), "work-list");

		here = (unsigned)cJSON_GetArraySize(json_at(message, "items"));
		seen += here;
		cr_expect_eq(json_number_at(message, "total-results"), want,
			     "%s", buf_text(&path));
		cr_assert(cJSON_IsString(json_at(message, "next-cursor")), "%s",
			  buf_text(&path));
		snprintf(cursor, sizeof(cursor), "%s",
			 json_text_at(message, "next-cursor"));
		cr_assert_lt(pages++, 20U);
	} while (here);
	cr_expect_eq(seen, want, "%s: %u", params, seen);
}

Test(crossref_door, gives_a_cursor_with_every_page_of_a_walk)
{
	walk("", 2, WORKS);
	walk("", 7, WORKS);
	walk("", 100, WORKS);
	walk("filter=type:journal-article", 1, 3);
	walk("sort=published&order=asc", 3, WORKS);
	walk("query=with", 1, 2);
	walk("query=nosuchword", 5, 0);
}

/* ---- lists (rules 4 to 8) ---- */

static const struct {
	const char *path;
	unsigned total, items;
} lists[] = {
	{ "/works", WORKS, WORKS },
	{ "/works/", WORKS, WORKS },
	{ "/works?rows=0", WORKS, 0 },
	{ "/works?rows=2", WORKS, 2 },
	{ "/works?rows=2&offset=6", WORKS, 1 },
	{ "/works?sample=3", 3, 3 },
	{ "/works?mailto=a%40example.org&rows=1", WORKS, 1 },
	{ "/works?facet=t&rows=0", WORKS, 0 },
	{ "/works?facet=True&rows=0", WORKS, 0 },
	{ "/works?facet=*&rows=0", WORKS, 0 },
	{ "/works?filter=doi:10.5555/a,b", 1, 1 },
	{ "/works?filter=doi:10.5555/a%2Cb%2Cdoi:10.5555/plain", 2, 2 },
	{ "/works?filter=doi%3A10.5555%2FPLAIN", 1, 1 },
	/* a bare plus is a blank after HTTP's decoding */
	{ "/works?filter=doi:10.1002/(SICI)1097-0274(199909)36:1+%3C1::AID-"
	  "AJIM2%3E3.0.CO;2-0",
	  1, 1 },
	{ "/works?filter=has-abstract:True", 1, 1 },
	{ "/works?filter=has-abstract:FALSE", WORKS - 1, WORKS - 1 },
	{ "/works?filter=type:book,type:dataset", 2, 2 },
	{ "/works?filter=type:book,from-pub-date:2016", 1, 1 },
	{ "/works?filter=from-pub-date:2015,until-pub-date:2016-12-31", 2, 2 },
	{ "/works?filter=type:book,has-full-text:true", 0, 0 },
	{ "/works?filter=type:book,has-full-text:false", 1, 1 },
	/* Zotero; and slashes in any number */
	{ "/works/?filter=doi:10.5555/plain,doi:10.5555/a,b&mailto=", 2, 2 },
	{ "/works/?query.bibliographic=lichens", 1, 1 },
	{ "/works//?rows=1", WORKS, 1 },
	{ "//works?rows=1", WORKS, 1 },
	{ "/v1/works?rows=1", WORKS, 1 },
	{ "/v1/works/?rows=1", WORKS, 1 },
	{ "/crossref/works?rows=1", WORKS, 1 },
	{ "/v1/journals/1234-5679/works", 1, 1 },
	/* JabRef */
	{ "/works?query.bibliographic=plain%20lichens&query.author=byron&"
	  "filter=from-pub-date:2014&rows=20&offset=0&mailto=",
	  1, 1 },
	/* DSpace */
	{ "/works?query.author=Byron&query.container-title=lichens&"
	  "rows=10&offset=0",
	  1, 1 },
};

Test(crossref_door, lists_what_clients_ask_for)
{
	for (size_t i = 0; i < ARRAY_COUNT(lists); i++) {
		const char *path = lists[i].path;
		SCOPED(json_release)
		cJSON *message = message_of(path, "work-list");
		const cJSON *terms = json_at(message, "query.search-terms");

		cr_expect_eq(json_number_at(message, "total-results"),
			     lists[i].total, "%s: %g", path,
			     json_number_at(message, "total-results"));
		cr_expect_eq(cJSON_GetArraySize(json_at(message, "items")),
			     (int)lists[i].items, "%s", path);
		cr_expect_geq(json_number_at(message, "items-per-page"), 0,
			      "%s", path);
		cr_expect_geq(json_number_at(message, "query.start-index"), 0,
			      "%s", path);
		cr_expect(cJSON_IsString(terms) || cJSON_IsNull(terms), "%s",
			  path);
		cr_expect(cJSON_IsObject(json_at(message, "facets")), "%s",
			  path);
		cr_expect_null(json_at(message, "next-cursor"), "%s", path);
	}
}

/* Filters whose native parameters may not be there yet. */
static const struct {
	const char *path;
	unsigned total;
} more_lists[] = {
	{ "/works?filter=prefix:10.5555", WORKS - 1 },
	{ "/works?filter=prefix:10.5555,prefix:10.1002", WORKS },
	{ "/prefixes/10.1002/works", 1 },
	{ "/works?filter=orcid:http://orcid.org/0000-0002-1825-0097", 1 },
	{ "/works?filter=isbn:978-0-306-40615-7", 1 },
	{ "/works?filter=funder:100000001", 1 },
	{ "/works?filter=funder:10.13039/100000001", 1 },
	{ "/funders/100000001/works", 1 },
	{ "/funders/10.13039/100000001/works?filter=type:book", 0 },
	{ "/works?filter=has-funder:true", 1 },
	{ "/works?filter=has-affiliation:t", 1 },
	{ "/works?filter=updates:10.5555/plain", 1 },
	{ "/works?filter=is-update:true", 1 },
	{ "/works?filter=has-update:false", WORKS - 1 },
	{ "/works?filter=has-update:true", 1 },
	{ "/works?filter=update-type:retraction,update-type:correction", 1 },
	{ "/works?filter=update-type:correction", 0 },
	{ "/works?filter=from-index-date:2014-01-01", WORKS },
	{ "/works?filter=from-index-date:2014-01-01T12:00:00", WORKS },
	{ "/works?filter=until-created-date:2014", 0 },
};

Test(crossref_door, filters_by_what_the_native_list_filters_by)
{
	for (size_t i = 0; i < ARRAY_COUNT(more_lists); i++) {
		const char *path = more_lists[i].path;
		SCOPED(reply_release) struct reply reply = get(path);

		SCOPED(json_release) cJSON *list = reply_json(&reply);
		cr_expect_eq(json_number_at(list, "message.total-results"),
			     more_lists[i].total, "%s: %s", path,
			     reply_text(&reply));
	}
}

/* ---- one work, however it is asked for (rules 8, 9, 11) ---- */

#define SICI "10.1002/(sici)1097-0274(199909)36:1+<1::aid-ajim2>3.0.co;2-0"

static const struct {
	const char *path;
	const char *doi;
} singles[] = {
	{ "/works/10.5555/plain", "10.5555/plain" },
	{ "/works/10.5555/PLAIN/", "10.5555/plain" },
	{ "/works/10.5555%2Fplain", "10.5555/plain" },
	{ "/works/10.5555%2fplain?mailto=a@example.org", "10.5555/plain" },
	{ "/works/10.5555%252Fplain", "10.5555/plain" },
	{ "/works/doi:10.5555/plain", "10.5555/plain" },
	{ "/works/https://doi.org/10.5555/plain", "10.5555/plain" },
	{ "/works/https:/doi.org/10.5555/plain", "10.5555/plain" },
	{ "/works/https%3A%2F%2Fdoi.org%2F10.5555%2Fplain", "10.5555/plain" },
	{ "/works/filter=doi:10.5555/plain", "10.5555/plain" },
	{ "/v1/works/10.5555/plain", "10.5555/plain" },
	{ "/crossref/works/10.5555/plain", "10.5555/plain" },
	{ "/works/10.5555/a,b", "10.5555/a,b" },
	{ "/works/10.5555/x/agency", "10.5555/x/agency" },
	{ "/works/10.1002/(SICI)1097-0274(199909)36:1+%3C1::AID-AJIM2%3E3.0."
	  "CO;2-0",
	  SICI },
	{ "/works/10.1002%2F(SICI)1097-0274(199909)36%3A1%2B%3C1%3A%3AAID-"
	  "AJIM2%3E3.0.CO%3B2-0",
	  SICI },
};

Test(crossref_door, finds_a_work_by_any_spelling_of_its_doi)
{
	for (size_t i = 0; i < ARRAY_COUNT(singles); i++) {
		SCOPED(json_release)
		cJSON *work = message_of(singles[i].path, "work");

		cr_expect_str_eq(json_text_at(work, "DOI"), singles[i].doi,
				 "%s: %s", singles[i].path,
				 json_text_at(work, "DOI"));
	}
}

static const struct {
	const char *path;
	long status;
	const char *type; /* the start of Content-Type */
	const char *part; /* of the body */
} behind[] = {
	{ "/works/10.5555/plain/agency", 200, "application/json",
	  "\"agency\":{\"id\":\"crossref\",\"label\":\"Crossref\"}" },
	{ "/works/10.5555%2Fplain/agency/", 200, "application/json",
	  "\"DOI\":\"10.5555/plain\"" },
	{ "/works/10.5555/x/agency/agency", 200, "application/json",
	  "\"DOI\":\"10.5555/x/agency\"" },
	{ "/works/10.5555/plain/transform/text/csv", 200, "text/csv",
	  "lichens" },
	{ "/works/10.5555/plain/transform/text%2Fcsv?mailto=x", 200, "text/csv",
	  "lichens" },
	{ "/works/10.5555/plain/transform/"
	  "application/vnd.crossref.unixsd+xml",
	  406, "application/json", "\"message-type\":\"validation-failure\"" },
	{ "/works/10.5555/plain/transform/application/vnd.crossref.unixref+xml",
	  406, "application/json", "\"message\":[{" },
	{ "/works/10.5555/none/agency", 404, "application/json",
	  "\"value\":\"10.5555/none\"" },
};

Test(crossref_door, has_what_stands_behind_a_doi)
{
	for (size_t i = 0; i < ARRAY_COUNT(behind); i++) {
		const char *path = behind[i].path;
		SCOPED(reply_release) struct reply reply = get(path);
		const char *type = reply_header(&reply, "Content-Type");

		cr_expect_eq(reply.status, behind[i].status, "%s: %ld %s", path,
			     reply.status, reply_text(&reply));
		cr_expect(type && strstr(type, behind[i].type) == type,
			  "%s: %s", path, type ? type : "(no type)");
		cr_expect(strstr(reply_text(&reply), behind[i].part), "%s: %s",
			  path, reply_text(&reply));
	}
}

/* ---- every answer (rules 10, 11, 12, 16) ---- */

static const struct {
	const char *path;
	long status;
} answers[] = {
	{ "/works", 200 },
	{ "/works/10.5555/plain", 200 },
	{ "/works/10.5555/none", 404 },
	{ "/works/10.5555/plain/agency", 200 },
	{ "/works/10.5555/plain/transform/text/csv", 200 },
	{ "/works/10.5555/plain/transform/text/nonsense", 406 },
	{ "/works?filter=nonsense:1", 400 },
	{ "/works?nonsense=1", 400 },
	{ "/works?cursor=nonsense", 404 },
	{ "/types", 200 },
	{ "/types/?rows=20&offset=0", 200 },
	{ "/types/book", 200 },
	{ "/types/tape", 404 },
	{ "/types/book/works", 200 },
	{ "/journals", 200 },
	{ "/journals/1234-5679", 200 },
	{ "/journals/4444-4444", 404 },
	{ "/journals/1234-5679/works", 200 },
	{ "/prefixes/10.9999", 404 },
	{ "/prefixes/10.9999/works", 404 },
	{ "/members", 200 },
	{ "/members/Lichen%20Press", 200 },
	{ "/members/121212121212", 404 },
	{ "/members/121212121212/works", 404 },
	{ "/funders", 404 },
	{ "/funders/10.13039/100000001afas", 404 },
	{ "/funders/10.13039/notarealdoi/works", 404 },
	{ "/licenses", 404 },
};

static const char *const same[][2] = {
	{ "X-Rate-Limit-Limit", "1000" },
	{ "X-Rate-Limit-Interval", "1s" },
	{ "X-Concurrency-Limit", "1000" },
	{ "X-API-Pool", "plus" },
	{ "Access-Control-Allow-Origin", "*" },
};

static void expect_headers(const struct reply *reply, const char *path)
{
	for (size_t i = 0; i < ARRAY_COUNT(same); i++) {
		const char *value = reply_header(reply, same[i][0]);

		cr_expect(value && strcmp(value, same[i][1]) == 0, "%s: %s: %s",
			  path, same[i][0], value ? value : "(none)");
	}
	cr_expect_null(reply_header(reply, "Location"), "%s", path);
}

/* crossrefapi asks by HEAD, waits for 2 seconds and follows nothing. */
Test(crossref_door, answers_head_as_get_and_lets_clients_run_free)
{
	for (size_t i = 0; i < ARRAY_COUNT(answers); i++) {
		const char *path = answers[i].path;
		double begin = clock_now();
		SCOPED(reply_release)
		struct reply head = ask(
			&site,
			(struct question){ .method = "HEAD", .path = path });
		double took = clock_now() - begin;
		SCOPED(reply_release) struct reply full = get(path);
		char length[40] = "";
		const char *value;

		cr_expect_eq(full.status, answers[i].status, "%s: %ld %s", path,
			     full.status, reply_text(&full));
		cr_expect_eq(head.status, full.status, "%s", path);
		cr_expect_eq(head.body.len, 0, "%s", path);
		cr_expect_lt(took, 2.0, "%s: %g s", path, took);
		value = reply_header(&head, "Content-Length");
		snprintf(length, sizeof(length), "%s", value ? value : "");
		value = reply_header(&full, "Content-Length");
		cr_expect_str_eq(length, value ? value : "(none)", "%s", path);
		expect_headers(&full, path);
		expect_headers(&head, path);
	}
}

/* ---- failures (rule 13) ---- */

static const struct {
	const char *path;
	long status;
	const char *message_type;
	const char *type;
	const char *value;
} failures[] = {
	{ "/works/10.5555/None", 404, "resource-not-found",
	  "resource-not-found", "10.5555/none" },
	{ "/works/https://doi.org/10.5555/NONE", 404, "resource-not-found",
	  "resource-not-found", "10.5555/none" },
	{ "/works/5", 404, "resource-not-found", "resource-not-found", "5" },
	{ "/works/5/agency", 404, "resource-not-found", "resource-not-found",
	  "5" },
	{ "/types/tape", 404, "resource-not-found", "resource-not-found",
	  "tape" },
	{ "/types?rows=things", 400, "validation-failure", "integer-not-valid",
	  "things" },
	{ "/journals/4444-4444", 404, "resource-not-found",
	  "resource-not-found", "4444-4444" },
	{ "/works?rows=things", 400, "validation-failure", "integer-not-valid",
	  "things" },
	{ "/works?sample=200", 400, "validation-failure", "integer-not-valid",
	  "200" },
	{ "/works?offset=10001", 400, "validation-failure", "integer-not-valid",
	  "10001" },
	{ "/works?filter=has-nonsense:true", 400, "validation-failure",
	  "filter-not-available", "has-nonsense" },
	{ "/works?facet=nonsense:*", 400, "validation-failure",
	  "facet-not-available", "nonsense" },
	{ "/works?sort=things", 400, "validation-failure",
	  "sort-field-not-valid", "things" },
	{ "/works?select=things", 400, "validation-failure",
	  "select-not-available", "things" },
	{ "/works?cursor=*&offset=1", 400, "validation-failure",
	  "cursor-with-offset-or-sample", "*" },
	{ "/works?sample=1&rows=1", 400, "validation-failure",
	  "sample-with-rows-or-offset", "1" },
	{ "/works?cursor=5", 404, "resource-failure", "cursor-invalid", "5" },
	{ "/works?query.affiliation=x", 400, "validation-failure",
	  "parameter-not-allowed", NULL },
	{ "/journals?filter=from-pub-date:2014", 400, "validation-failure",
	  "parameter-not-allowed", NULL },
	{ "/members?sample=2", 400, "validation-failure",
	  "parameter-not-allowed", NULL },
};

/* rcrossref and habanero read message[0].message and crash on a text. */
Test(crossref_door, tells_failures_in_a_list_of_objects)
{
	for (size_t i = 0; i < ARRAY_COUNT(failures); i++) {
		const char *path = failures[i].path;
		SCOPED(reply_release) struct reply reply = get(path);
		SCOPED(json_release) cJSON *json = reply_json(&reply);
		const cJSON *list = json_at(json, "message");
		const cJSON *first = cJSON_GetArrayItem(list, 0);

		cr_expect_eq(reply.status, failures[i].status, "%s: %ld", path,
			     reply.status);
		cr_expect(is_json(&reply), "%s", path);
		cr_expect_str_eq(json_text_at(json, "status"), "failed", "%s",
				 path);
		cr_expect_str_eq(json_text_at(json, "message-type"),
				 failures[i].message_type, "%s: %s", path,
				 reply_text(&reply));
		cr_assert(cJSON_IsArray(list) && cJSON_IsObject(first), "%s",
			  path);
		cr_expect_str_eq(json_text_at(first, "type"), failures[i].type,
				 "%s: %s", path, reply_text(&reply));
		cr_expect_str_neq(json_text_at(first, "message"), "", "%s",
				  path);
		if (failures[i].value)
			cr_expect_str_eq(json_text_at(first, "value"),
					 failures[i].value, "%s: %s", path,
					 reply_text(&reply));
	}
}

/* ---- works (rules 14 and 15) ---- */

static const char *const strings[] = { "DOI", "type", "URL", "source",
				       "prefix" };
static const char *const filled[] = {
	"title",
	"container-title",
	"short-container-title",
	"subtitle",
	"author",
	"editor",
	"ISSN",
	"ISBN",
	"license",
	"subject",
	"funder",
	"reference",
	"update-to",
	"updated-by",
};

static void check_work(const cJSON *work)
{
	const char *doi = json_text_at(work, "DOI");
	const cJSON *parts = json_at(work, "issued.date-parts");

	for (size_t i = 0; i < ARRAY_COUNT(strings); i++)
		cr_expect(cJSON_IsString(json_at(work, strings[i])), "%s: %s",
			  doi, strings[i]);
	for (size_t i = 0; i < ARRAY_COUNT(filled); i++) {
		const cJSON *list = json_at(work, filled[i]);

		cr_expect(!list || cJSON_GetArraySize(list) > 0, "%s: %s", doi,
			  filled[i]);
	}
	cr_expect(cJSON_IsArray(cJSON_GetArrayItem(parts, 0)), "%s: issued",
		  doi);
	cr_expect(cJSON_IsNumber(json_at(work, "score")), "%s: score", doi);
	cr_expect(!json_at(work, "short-container-title") ||
			  json_at(work, "container-title"),
		  "%s", doi);
	for (const char *const *key =
		     (const char *const[]){ "created", "deposited", "indexed",
					    NULL };
	     *key; key++) {
		const cJSON *moment = json_at(work, *key);

		cr_expect(cJSON_IsString(json_at(moment, "date-time")) &&
				  cJSON_IsNumber(json_at(moment, "timestamp")),
			  "%s: %s", doi, *key);
	}
}

Test(crossref_door, has_works_that_clients_can_read)
{
	SCOPED(json_release) cJSON *message = message_of("/works", "work-list");
	SCOPED(json_release)
	cJSON *plain = message_of("/works/10.5555/plain", "work");
	const cJSON *work;

	if (!json_at(plain, "issued"))
		cr_skip_test("the writer of works is a stand-in");
	cJSON_ArrayForEach (work, json_at(message, "items"))
		check_work(work);
	cr_expect(strstr(json_text_at(plain, "abstract"), "&lt;0.5 mm"), "%s",
		  json_text_at(plain, "abstract"));
	cr_expect_str_eq(json_text_at(plain, "publisher"), "Lichen Press");
}

/* ---- pages in browsers (rule 16) ---- */

Test(crossref_door, may_be_asked_by_any_page)
{
	SCOPED(reply_release)
	struct reply reply = ask(
		&site,
		(struct question){
			.method = "OPTIONS",
			.path = "/works",
			.headers = { "Origin: https://example.org",
				     "Access-Control-Request-Method: GET" } });
	const char *allowed = reply_header(&reply,
					   "Access-Control-Allow-Headers");

	cr_expect_eq(reply.status, 204);
	cr_expect(allowed && strstr(allowed, "Crossref-Plus-API-Token"));
}

/* ---- what is the native API's stays so ---- */

Test(crossref_door, leaves_the_native_paths_alone)
{
	SCOPED(reply_release) struct reply list = get("/v1/journals");
	SCOPED(reply_release) struct reply one = get("/v1/journals/1234-5679");
	SCOPED(json_release) cJSON *json = reply_json(&one);

	cr_expect(strstr(reply_text(&list), "\"total\":1"), "%s",
		  reply_text(&list));
	cr_expect_str_eq(json_text_at(json, "title"), "Journal of Lichens");
}

/* ---- what is fetched ---- */

static const struct {
	const char *path;
	long status;
	const char *part; /* of the body */
} fetched[] = {
	{ "/works/10.5555/stand-in.jats", 200, "\"message-type\":\"work\"" },
	{ "/works/10.5072/stand-in.dataset/agency", 200,
	  "\"agency\":{\"id\":\"datacite\",\"label\":\"DataCite\"}" },
	{ "/works/10.5557/stand-in.medra/agency", 200,
	  "\"agency\":{\"id\":\"medra\",\"label\":\"mEDRA\"}" },
	/* it is registered, but nothing describes it */
	{ "/works/10.5557/stand-in.op/agency", 200, "\"label\":\"mEDRA\"" },
	{ "/works/10.5557/stand-in.op", 404, "\"fetch\":\"no_metadata\"" },
	{ "/works/10.5555/none.at.all", 404, "\"fetch\":\"not_registered\"" },
	{ "/works/10.5555/none.at.all/agency", 404,
	  "\"value\":\"10.5555/none.at.all\"" },
	{ "/works/10.5555/stand-in.entities/transform/text/csv", 200, "doi," },
	/* what is not known is no 404 */
	{ "/works/10.5555/status.500", 502, "\"message\":[{" },
	{ "/works/10.5555/status.500/agency", 502, "\"message\":[{" },
};

Test(crossref_fetch, answers_for_what_is_not_held_yet)
{
	static const char *const fast[] = { "--fetch-rate", "1000", NULL };
	SCOPED(upstream_stop) struct upstream world = { 0 };
	SCOPED(daemon_release) struct daemon daemon = { 0 };

	upstream_start(&world);
	upstream_serve(&world, &daemon, fast);
	for (size_t i = 0; i < ARRAY_COUNT(fetched); i++) {
		const char *path = fetched[i].path;
		SCOPED(reply_release)
		struct reply reply = ask(&daemon,
					 (struct question){ .path = path });

		cr_expect_eq(reply.status, fetched[i].status, "%s: %ld %s",
			     path, reply.status, reply_text(&reply));
		cr_expect(strstr(reply_text(&reply), fetched[i].part), "%s: %s",
			  path, reply_text(&reply));
	}
	daemon_stop(&daemon);
}
