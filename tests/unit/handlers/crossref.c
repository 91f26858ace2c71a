/* SPDX-License-Identifier: MIT */
/* The Crossref door: requests and answers. */
#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <stdio.h>

#include "../../../handlers/handlers.h"
#include "fixture.h"

static struct fixture fixture;

static void start(void)
{
	fixture_open(&fixture);
	fixture_put(&fixture,
		    "{\"doi\":\"10.1000/1\",\"type\":\"journal-article\","
		    "\"title\":\"Deep rivers\",\"authors\":[{\"name\":\"Ada "
		    "Byron\",\"given\":\"Ada\",\"family\":\"Byron\"}],"
		    "\"abstract\":\"Water.\",\"published\":\"2001-05-06\","
		    "\"year\":2001,\"journal\":{\"title\":\"River Letters\","
		    "\"issn\":[\"1234-5679\"]},\"publisher\":\"Bank\","
		    "\"citation_count\":3,\"source\":{\"name\":\"Crossref\","
		    "\"format\":\"crossref\"}}",
		    NULL);
	fixture_put(&fixture,
		    "{\"doi\":\"10.1000/2\",\"type\":\"journal-article\","
		    "\"title\":\"Shallow rivers\",\"authors\":[{\"name\":\"Bo "
		    "Lind\",\"given\":\"Bo\",\"family\":\"Lind\"}],"
		    "\"published\":\"2003\",\"year\":2003,\"journal\":{"
		    "\"title\":\"River Letters\",\"issn\":[\"1234-5679\"]},"
		    "\"publisher\":\"Bank\",\"citation_count\":1}",
		    NULL);
	fixture_put(&fixture,
		    "{\"doi\":\"10.1000/3\",\"type\":\"book\",\"title\":"
		    "\"Hills\",\"published\":\"2002\",\"year\":2002,"
		    "\"publisher\":\"Shore & Sons\",\"citation_count\":9,"
		    "\"source\":{\"name\":\"DataCite\","
		    "\"format\":\"datacite\"}}",
		    NULL);
	fixture_put(&fixture,
		    "{\"doi\":\"10.1000/4/agency\",\"type\":\"dataset\","
		    "\"title\":\"Sand\",\"published\":\"2000\",\"year\":2000,"
		    "\"publisher\":\"Bank\"}",
		    NULL);
}

static void stop(void)
{
	fixture_close(&fixture);
}

TestSuite(crossref, .init = start, .fini = stop);

/* ---- lists ---- */

/* The DOIs of a list without "10.1000/", by blanks; or why there is none. */
static void dois_of(const struct outcome *got, char ret[200])
{
	cJSON *list = cJSON_Parse(outcome_body(got));
	const cJSON *message = cJSON_GetObjectItem(list, "message"), *item;
	size_t len = 0;

	snprintf(ret, 200, "%s", got->status == STATUS_OK ? "" : "failed: ");
	if (got->status != STATUS_OK)
		snprintf(ret + 8, 192, "%.150s", buf_text(&got->res.problem));
	cJSON_ArrayForEach (item, cJSON_GetObjectItem(message, "items")) {
		const char *doi = cJSON_GetObjectItem(item, "DOI")->valuestring;

		len += (size_t)snprintf(ret + len, 200 - len, "%s%s",
					len ? " " : "", doi + 8);
	}
	cJSON_Delete(list);
}

static const struct {
	const char *params[CALL_MAX];
	const char *dois;
} lists[] = {
	{ { "rows", "10" }, "1 2 3 4/agency" },
	{ { "rows", "2" }, "1 2" },
	{ { "rows", "0" }, "" },
	{ { "rows", "2", "offset", "1" }, "2 3" },
	{ { "offset", "3" }, "4/agency" },
	{ { "offset", "4" }, "" },
	{ { "offset", "9980" }, "" },
	{ { "mailto", "someone@example.org", "rows", "1" }, "1" },
	/* words */
	{ { "query", "rivers" }, "1 2" },
	{ { "query", "shallow+rivers" }, "2" },
	{ { "query", "rivers+-shallow" }, "1" },
	{ { "query.title", "deep+rivers" }, "1" },
	{ { "query.title", "rivers" }, "1 2" },
	{ { "query.author", "lind" }, "2" },
	{ { "query.contributor", "byron" }, "1" },
	{ { "query.author", "ada", "query.contributor", "byron" }, "1" },
	{ { "query.container-title", "letters" }, "1 2" },
	{ { "query.container-title", "hills" }, "" },
	{ { "query.container-title", "letters", "query", "shallow" }, "2" },
	{ { "query", "10.1000/3" }, "3" },
	/* a reference goes with the others */
	{ { "query.bibliographic", "Byron, Deep rivers, 2001" }, "1 2" },
	{ { "query.bibliographic", "rivers", "query.author", "Bo Lind" },
	  "2 1" },
	{ { "query.bibliographic", "rivers", "query.author", "Ada Byron" },
	  "1 2" },
	{ { "query.bibliographic", "", "query.author", "lind" }, "2" },
	/* filters */
	{ { "filter", "type:book" }, "3" },
	{ { "filter", "type:book,type:dataset" }, "3 4/agency" },
	{ { "filter", "doi:10.1000/1,doi:10.1000/3" }, "1 3" },
	{ { "filter", "doi:https://doi.org/10.1000/1" }, "1" },
	{ { "filter", "issn:12345679" }, "1 2" },
	{ { "filter", "container-title:river letters" }, "1 2" },
	{ { "filter", "has-abstract:TRUE" }, "1" },
	{ { "filter", "has-abstract:0,type:book" }, "3" },
	{ { "filter", "has-full-text:true" }, "" },
	{ { "filter", "has-full-text:false,type:book" }, "3" },
	{ { "filter", "from-pub-date:2002,until-pub-date:2003" }, "2 3" },
	/* orders */
	{ { "sort", "published" }, "2 3 1 4/agency" },
	{ { "sort", "issued", "order", "asc" }, "4/agency 1 3 2" },
	{ { "sort", "created", "order", "1" }, "1 2 3 4/agency" },
	{ { "sort", "is-referenced-by-count", "filter", "type:book" }, "3" },
	{ { "sort", "score", "order", "desc", "query", "hills" }, "3" },
	/* cursors */
	{ { "cursor", "*", "rows", "3" }, "1 2 3" },
	{ { "cursor", "end" }, "" },
	{ { "sample", "0", "rows", "1" }, "1" },
	{ { "select", "DOI,member,approved", "rows", "1" }, "1" },
	{ { "facet", "True", "rows", "1" }, "1" },
};

Test(crossref, lists_what_is_asked_for)
{
	for (size_t i = 0; i < ARRAY_COUNT(lists); i++) {
		struct call call = { .path = "/works" };
		char dois[200];

		memcpy(call.params, lists[i].params, sizeof(call.params));
		SCOPED(outcome_release)
		struct outcome got = outcome_of(&fixture, crossref_works_list,
						call);

		dois_of(&got, dois);
		cr_expect_str_eq(dois, lists[i].dois, "%s=%s: %s %s",
				 lists[i].params[0], lists[i].params[1], dois,
				 got.err.detail);
	}
}

#define NOTED(type, value) "\"type\":\"" type "\",\"value\":\"" value "\""

static const struct {
	const char *params[CALL_MAX];
	enum status status;
	const char *noted;
} refused[] = {
	{ { "rows", "things" },
	  STATUS_INVALID_PARAMETER,
	  NOTED("integer-not-valid", "things") },
	{ { "rows", "1001" },
	  STATUS_INVALID_PARAMETER,
	  NOTED("integer-not-valid", "1001") },
	{ { "rows", "-1" },
	  STATUS_INVALID_PARAMETER,
	  NOTED("integer-not-valid", "-1") },
	{ { "offset", "9981" },
	  STATUS_INVALID_PARAMETER,
	  NOTED("integer-not-valid", "9981") },
	{ { "sample", "101" },
	  STATUS_INVALID_PARAMETER,
	  NOTED("integer-not-valid", "101") },
	{ { "sample", "2", "rows", "3" },
	  STATUS_INVALID_PARAMETER,
	  NOTED("sample-with-rows-or-offset", "2") },
	{ { "cursor", "*", "offset", "3" },
	  STATUS_INVALID_PARAMETER,
	  NOTED("cursor-with-offset-or-sample", "*") },
	{ { "cursor", "*", "sample", "3" },
	  STATUS_INVALID_PARAMETER,
	  NOTED("cursor-with-offset-or-sample", "*") },
	{ { "cursor", "5" }, STATUS_NOT_FOUND, NOTED("cursor-invalid", "5") },
	{ { "cursor", "" }, STATUS_NOT_FOUND, NOTED("cursor-invalid", "") },
	{ { "sort", "things" },
	  STATUS_INVALID_PARAMETER,
	  NOTED("sort-field-not-valid", "things") },
	{ { "sort", "references-count" },
	  STATUS_INVALID_PARAMETER,
	  NOTED("sort-field-not-valid", "references-count") },
	{ { "sort", "issued", "order", "up" },
	  STATUS_INVALID_PARAMETER,
	  NOTED("sort-order-not-valid", "up") },
	{ { "sort", "score", "order", "asc" },
	  STATUS_INVALID_PARAMETER,
	  NOTED("sort-order-not-valid", "asc") },
	{ { "select", "DOI,nonsense" },
	  STATUS_INVALID_PARAMETER,
	  NOTED("select-not-available", "nonsense") },
	{ { "filter", "nonsense:1" },
	  STATUS_INVALID_PARAMETER,
	  NOTED("filter-not-available", "nonsense") },
	{ { "filter", "type:postcard" },
	  STATUS_INVALID_PARAMETER,
	  NOTED("type-not-valid", "postcard") },
	{ { "filter", "issn:12" },
	  STATUS_INVALID_PARAMETER,
	  NOTED("issn-not-valid", "12") },
	{ { "filter", "from-pub-date:never" },
	  STATUS_INVALID_PARAMETER,
	  NOTED("date-not-valid", "never") },
	{ { "filter", "from-pub-date:2014-13" },
	  STATUS_INVALID_PARAMETER,
	  NOTED("date-not-valid", "2014-13") },
	{ { "facet", "orcid:*" },
	  STATUS_INVALID_PARAMETER,
	  NOTED("facet-not-available", "orcid") },
};

Test(crossref, names_what_it_does_not_understand)
{
	for (size_t i = 0; i < ARRAY_COUNT(refused); i++) {
		struct call call = { .path = "/works" };

		memcpy(call.params, refused[i].params, sizeof(call.params));
		SCOPED(outcome_release)
		struct outcome got = outcome_of(&fixture, crossref_works_list,
						call);

		cr_expect_eq(got.status, refused[i].status, "%s=%s: %d",
			     refused[i].params[0], refused[i].params[1],
			     got.status);
		cr_expect(strstr(buf_text(&got.res.problem), refused[i].noted),
			  "%s=%s: %s", refused[i].params[0],
			  refused[i].params[1], buf_text(&got.res.problem));
	}
}

/* Of a whole answer only this is looked at. */
static void expect_part(handler *handle, struct call call, const char *part)
{
	SCOPED(outcome_release)
	struct outcome got = outcome_of(&fixture, handle, call);
	const char *text = got.status == STATUS_OK ? outcome_body(&got)
						   : buf_text(&got.res.problem);

	cr_expect(strstr(text, part), "%s%s %s: %s %s", call.path,
		  call.arg ? call.arg : "",
		  call.params[1] ? call.params[1] : "", text, got.err.detail);
}

static const struct {
	const char *params[CALL_MAX];
	const char *part;
} envelopes[] = {
	{ { "rows", "0" },
	  "{\"status\":\"ok\",\"message-type\":\"work-list\","
	  "\"message-version\":\"1.0.0\",\"message\":{\"facets\":{},"
	  "\"total-results\":4,\"items\":[],\"items-per-page\":0,"
	  "\"query\":{\"start-index\":0,\"search-terms\":null}}}" },
	{ { "rows", "1", "offset", "2", "query", "rivers" },
	  "\"total-results\":2,\"items\":[],\"items-per-page\":1,"
	  "\"query\":{\"start-index\":2,\"search-terms\":\"rivers\"}}}" },
	{ { "sample", "3", "select", "DOI" }, "\"total-results\":3,\"items\"" },
	{ { "sample", "3" }, "\"items-per-page\":20," },
	{ { "facet", "type-name:1,published:*", "rows", "0" },
	  "\"facets\":{\"type-name\":{\"value-count\":1,\"values\":{"
	  "\"Journal Article\":2}},\"published\":{\"value-count\":4," },
	{ { "facet", "container-title:*,publisher-name:*", "filter",
	    "type:book", "rows", "0" },
	  "\"facets\":{\"container-title\":{\"value-count\":0,\"values\":{}},"
	  "\"publisher-name\":{\"value-count\":1,\"values\":{\"Shore & "
	  "Sons\":1}}}" },
	{ { "select", "DOI", "rows", "1" }, "[{\"DOI\":\"10.1000/1\"}]" },
	/* a cursor is always given where one was */
	{ { "cursor", "*", "rows", "0" }, "\"next-cursor\":\"*\"" },
	{ { "cursor", "*" }, "\"next-cursor\":\"end\"" },
	{ { "cursor", "end" },
	  "\"next-cursor\":\"end\",\"total-results\":4,\"items\":[]" },
};

Test(crossref, writes_lists_as_crossref_does)
{
	for (size_t i = 0; i < ARRAY_COUNT(envelopes); i++) {
		struct call call = { .path = "/works" };

		memcpy(call.params, envelopes[i].params, sizeof(call.params));
		expect_part(crossref_works_list, call, envelopes[i].part);
	}
}

/* ---- works ---- */

static const struct {
	const char *path;
	enum status status;
	const char *part;
} works[] = {
	{ "10.1000/1", STATUS_OK,
	  "{\"status\":\"ok\",\"message-type\":\"work\",\"message-version\":"
	  "\"1.0.0\",\"message\":{\"DOI\":\"10.1000/1\"" },
	{ "doi:10.1000/1", STATUS_OK, "\"DOI\":\"10.1000/1\"" },
	{ "https:/doi.org/10.1000/1/", STATUS_OK, "\"DOI\":\"10.1000/1\"" },
	{ "filter=doi:10.1000/1", STATUS_OK,
	  "\"message-type\":\"work\",\"message-version\":\"1.0.0\"" },
	{ "10.1000/1/agency", STATUS_OK,
	  "\"message-type\":\"work-agency\",\"message-version\":\"1.0.0\","
	  "\"message\":{\"DOI\":\"10.1000/1\",\"agency\":{\"id\":\"crossref\","
	  "\"label\":\"Crossref\"}}}" },
	{ "10.1000/3/agency/", STATUS_OK,
	  "\"agency\":{\"id\":\"datacite\",\"label\":\"DataCite\"}" },
	/* a DOI that ends so is looked up first */
	{ "10.1000/4/agency", STATUS_OK,
	  "\"message-type\":\"work\",\"message-version\":\"1.0.0\","
	  "\"message\":{\"DOI\":\"10.1000/4/agency\"" },
	{ "10.1000/4/agency/transform/text/csv", STATUS_OK, "Sand" },
	{ "10.1000/9/agency", STATUS_NOT_FOUND,
	  NOTED("resource-not-found", "10.1000/9") },
	{ "10.1000/9", STATUS_NOT_FOUND,
	  NOTED("resource-not-found", "10.1000/9") },
	{ "HTTPS://doi.org/10.1000/ABC", STATUS_NOT_FOUND,
	  NOTED("resource-not-found", "10.1000/abc") },
	{ "5", STATUS_NOT_FOUND, NOTED("resource-not-found", "5") },
	{ "5/agency", STATUS_NOT_FOUND, NOTED("resource-not-found", "5") },
	{ "agency", STATUS_NOT_FOUND, NOTED("resource-not-found", "agency") },
	{ "10.1000/1/transform/text/csv", STATUS_OK, "Deep rivers" },
	{ "10.1000/1/transform/application/vnd.crossref.unixsd+xml",
	  STATUS_NOT_ACCEPTABLE,
	  NOTED("content-type-not-valid",
		"application/vnd.crossref.unixsd+xml") },
	{ "10.1000/9/transform/application/vnd.crossref.unixsd+xml",
	  STATUS_NOT_FOUND, NOTED("resource-not-found", "10.1000/9") },
};

Test(crossref, has_works_and_what_stands_behind_their_dois)
{
	for (size_t i = 0; i < ARRAY_COUNT(works); i++) {
		struct call call = { .path = "/works/", .arg = works[i].path };
		SCOPED(outcome_release)
		struct outcome got = outcome_of(&fixture, crossref_work_get,
						call);

		cr_expect_eq(got.status, works[i].status, "%s: %d %s",
			     works[i].path, got.status, got.err.detail);
		expect_part(crossref_work_get, call, works[i].part);
	}
}

Test(crossref, transforms_to_what_accept_says)
{
	SCOPED(outcome_release)
	struct outcome got = outcome_of(
		&fixture, crossref_work_get,
		(struct call){ .path = "/works/",
			       .arg = "10.1000/1/transform",
			       .headers = { "Accept", "text/csv" } });

	cr_assert_eq(got.status, STATUS_OK, "%s", got.err.detail);
	cr_expect_str_eq(got.res.content_type,
			 "text/csv; charset=utf-8; header=present");
}

/* ---- all else ---- */

static const struct {
	handler *handle;
	const char *arg;
	const char *params[CALL_MAX];
	const char *part;
} others[] = {
	{ crossref_types_list,
	  NULL,
	  { NULL },
	  "\"message-type\":\"type-list\",\"message-version\":\"1.0.0\","
	  "\"message\":{\"total-results\":31,\"items\":[{\"id\":\"book\","
	  "\"label\":\"Book\"}," },
	{ crossref_type_get,
	  "journal",
	  { NULL },
	  "\"message-type\":\"type\",\"message-version\":\"1.0.0\","
	  "\"message\":{\"id\":\"journal\",\"label\":\"Journal\"}}" },
	{ crossref_type_get,
	  "tape",
	  { NULL },
	  NOTED("resource-not-found", "tape") },
	{ crossref_type_works,
	  "book",
	  { "rows", "1" },
	  "\"total-results\":1,\"items\":[{\"DOI\":\"10.1000/3\"" },
	{ crossref_type_works, "report", { NULL }, "\"total-results\":0," },
	{ crossref_type_works,
	  "book",
	  { "filter", "type:journal-article" },
	  "\"total-results\":0," },
	{ crossref_type_works,
	  "book",
	  { "filter", "type:journal-article,type:book" },
	  "\"total-results\":1," },
	{ crossref_type_works,
	  "tape",
	  { NULL },
	  NOTED("resource-not-found", "tape") },
	{ crossref_journals_list,
	  NULL,
	  { "query", "river", "rows", "5" },
	  "\"message-type\":\"journal-list\",\"message-version\":\"1.0.0\","
	  "\"message\":{\"items-per-page\":5,\"query\":{\"start-index\":0,"
	  "\"search-terms\":\"river\"},\"total-results\":1,\"items\":[{" },
	{ crossref_journals_list,
	  NULL,
	  { "rows", "things" },
	  NOTED("integer-not-valid", "things") },
	{ crossref_journal_get,
	  "1234-5679",
	  { NULL },
	  "\"publisher\":\"Bank\",\"title\":\"River Letters\",\"subjects\":[],"
	  "\"ISSN\":[\"1234-5679\"]}}" },
	{ crossref_journal_get,
	  "12345679",
	  { NULL },
	  "\"message-type\":\"journal\",\"message-version\":\"1.0.0\","
	  "\"message\":{\"counts\":{\"current-dois\":0,\"backfile-dois\":2,"
	  "\"total-dois\":2},\"breakdowns\":{\"dois-by-issued-year\":[[" },
	{ crossref_journal_get,
	  "4444-4444",
	  { NULL },
	  NOTED("resource-not-found", "4444-4444") },
	{ crossref_journal_get,
	  "River Letters",
	  { NULL },
	  NOTED("resource-not-found", "River Letters") },
	{ crossref_journal_works,
	  "1234-5679",
	  { "rows", "0" },
	  "\"total-results\":2," },
	{ crossref_journal_works,
	  "4444-4444",
	  { NULL },
	  NOTED("resource-not-found", "4444-4444") },
	{ crossref_journal_works,
	  "x",
	  { NULL },
	  NOTED("resource-not-found", "x") },
	{ crossref_journal_works,
	  "!4444-4444",
	  { NULL },
	  NOTED("resource-not-found", "!4444-4444") },
	{ crossref_journal_works,
	  "1234-5679|4444-4444",
	  { NULL },
	  NOTED("resource-not-found", "1234-5679|4444-4444") },
	{ crossref_members_list,
	  NULL,
	  { "rows", "1" },
	  "\"message-type\":\"member-list\",\"message-version\":\"1.0.0\","
	  "\"message\":{\"items-per-page\":1,\"query\":{\"start-index\":0,"
	  "\"search-terms\":null},\"items\":[{\"id\":\"Bank\","
	  "\"primary-name\":\"Bank\",\"names\":[\"Bank\"],\"prefixes\":[],"
	  "\"counts\":{\"total-dois\":3}}],\"total-results\":2}}" },
	{ crossref_members_list,
	  NULL,
	  { "query", "sons SHORE" },
	  "\"items\":[{\"id\":\"Shore & Sons\"," },
	{ crossref_members_list,
	  NULL,
	  { "query", "sea" },
	  "\"items\":[],\"total-results\":0" },
	{ crossref_member_get,
	  "bank",
	  { NULL },
	  "\"message-type\":\"member\",\"message-version\":\"1.0.0\","
	  "\"message\":{\"id\":\"bank\",\"primary-name\":\"Bank\"," },
	{ crossref_member_get,
	  "bank",
	  { NULL },
	  "\"counts-type\":{\"all\":{\"journal-article\":2,\"dataset\":1}}" },
	{ crossref_member_get,
	  "Sea",
	  { NULL },
	  NOTED("resource-not-found", "Sea") },
	{ crossref_member_works,
	  "Shore & Sons",
	  { NULL },
	  "\"total-results\":1," },
	{ crossref_member_works,
	  "99",
	  { NULL },
	  NOTED("resource-not-found", "99") },
	{ crossref_prefix_get,
	  "10.9999",
	  { NULL },
	  NOTED("resource-not-found", "10.9999") },
	{ crossref_prefix_works,
	  "10.9999",
	  { NULL },
	  NOTED("resource-not-found", "10.9999") },
	{ crossref_funder_get,
	  "10.13039/100000001",
	  { NULL },
	  NOTED("resource-not-found", "10.13039/100000001") },
	{ crossref_funder_get,
	  "10.13039/notarealdoi/works",
	  { NULL },
	  NOTED("resource-not-found", "10.13039/notarealdoi") },
	{ crossref_unlisted,
	  NULL,
	  { NULL },
	  NOTED("resource-not-found", "/licenses") },
};

Test(crossref, has_types_journals_publishers_and_funders)
{
	for (size_t i = 0; i < ARRAY_COUNT(others); i++) {
		struct call call = { .path = "/licenses",
				     .arg = others[i].arg };

		memcpy(call.params, others[i].params, sizeof(call.params));
		expect_part(others[i].handle, call, others[i].part);
	}
}

/* Found by fuzz_request: a path need not be text, what is said of it must. */
Test(crossref, tells_failures_of_paths_that_are_no_text)
{
	static const struct {
		const char *path, *part;
	} paths[] = {
		{ "/types/b", "\"value\":\"/types/b\"" },
		{ "/types/b\xff\"", "\"value\":\"\"" },
	};
	struct error error = { .status = STATUS_INVALID };

	for (size_t i = 0; i < ARRAY_COUNT(paths); i++) {
		SCOPED(buf_release) struct buf out = buf_init(1000);
		struct failure failure = { .error = &error,
					   .path = span_of(paths[i].path),
					   .id = "1" };

		crossref_dialect.failure_write(&failure, &out);
		cr_expect(strstr(buf_text(&out), paths[i].part), "%s: %s",
			  paths[i].path, buf_text(&out));
	}
}
