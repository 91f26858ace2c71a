/* SPDX-License-Identifier: MIT */
/* The doi.org door: negotiation, agencies, handles. */
#include <criterion/criterion.h>
#include <time.h>

#include "../../../handlers/handlers.h"
#include "fixture.h"

#define CROSSREF                                                       \
	"{\"doi\":\"10.1000/a,b\",\"url\":\"https://example.org/a\","  \
	"\"type\":\"journal-article\",\"title\":\"On A\",\"source\":{" \
	"\"name\":\"Crossref\",\"format\":\"crossref\",\"loaded\":"    \
	"\"2026-01-02T03:04:05Z\"}}"
#define DATACITE                                                         \
	"{\"doi\":\"10.1000/data\",\"title\":\"Data\",\"source\":{"      \
	"\"name\":\"Semanticscholar\",\"format\":\"aggregator\"},"       \
	"\"sources\":[{\"name\":\"Semanticscholar\",\"format\":"         \
	"\"aggregator\"},{\"name\":\"DataCite\",\"format\":\"datacite\"" \
	"}]}"
#define NOBODY                                                    \
	"{\"doi\":\"10.1000/who\",\"title\":\"Who\",\"source\":{" \
	"\"name\":\"Semanticscholar\",\"format\":\"aggregator\"}}"

static struct fixture fixture;

/* Keeps what asking for a DOI gave; known.asked is in seconds from now. */
static void keep(const char *doi, struct resolution known)
{
	struct error err = { 0 };

	known.asked += (long long)time(NULL);
	if (known.outcome == RESOLVED_ABSENT ||
	    known.outcome == RESOLVED_NO_METADATA)
		known.expires = known.asked + 1000;
	cr_assert_eq(
		store_keep(fixture.store, span_of(doi), NULL, &known, &err),
		STATUS_OK, "%s", err.detail);
}

static void start(void)
{
	char jalc[] = "JaLC", page[] = "https://example.org/page",
	     alias_of[] = "10.1000/data";

	fixture_open(&fixture);
	fixture_put(&fixture, CROSSREF, NULL);
	fixture_put(&fixture, DATACITE, NULL);
	fixture_put(&fixture, NOBODY, NULL);
	keep("10.1000/absent", (struct resolution){ RESOLVED_ABSENT });
	/* kept before the clock was put back */
	keep("10.1000/future",
	     (struct resolution){ RESOLVED_ABSENT, .asked = 500 });
	keep("10.1000/page",
	     (struct resolution){ RESOLVED_NO_METADATA, .agency = jalc,
				  .landing = page });
	keep("10.1000/other",
	     (struct resolution){ RESOLVED_ALIAS, .alias_of = alias_of });
}

static void stop(void)
{
	fixture_close(&fixture);
}

TestSuite(doi_door, .init = start, .fini = stop);

static struct outcome get(const char *accept, const char *doi)
{
	return outcome_of(
		&fixture, doi_get,
		(struct call){ .arg = doi, .headers = { "Accept", accept } });
}

/* ---- negotiation ---- */

#define CHROME                                                               \
	"text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,"  \
	"image/webp,image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q" \
	"=0.7"

/* word: of the form that the answer has; NULL: paperd's own. */
static const struct negotiation {
	const char *accept, *word, *type;
} negotiations[] = {
	{ "application/json", NULL, NULL },
	{ "text/csv", "csv", "text/csv" },
	{ "text/csv ; q = 0.5 , application/json ; q = 0.4", "csv",
	  "text/csv" },
	{ "text/csv;q=0.4, application/json;q=0.5", NULL, NULL },
	{ CHROME, NULL, NULL },
	{ "text/html", NULL, NULL },
	{ "text/html, text/csv", "csv", "text/csv" },
	{ "text/csv;q=0.9, text/html", NULL, NULL },
	{ "*/*", "csl", "application/vnd.citationstyles.csl+json" },
	{ "application/vnd.citationstyles.csl+json", "csl",
	  "application/vnd.citationstyles.csl+json" },
	{ "application/citeproc+json", "csl", "application/citeproc+json" },
	{ "application/vnd.datacite.datacite+json, "
	  "application/vnd.crossref.unixref+xml, "
	  "application/vnd.citationstyles.csl+json",
	  "csl", "application/vnd.citationstyles.csl+json" },
	{ "application/x-bibtex", "bibtex", "application/x-bibtex" },
	{ "application/x-research-info-systems", "ris",
	  "application/x-research-info-systems" },
	{ "text/x-bibliography; style = apa; locale = en-US", "citation",
	  "text/x-bibliography" },
	{ "text/bibliography", "citation", "text/bibliography" },
	{ "text/plain", "citation", "text/plain" },
	{ "application/rdf+xml;q=0.5, application/vnd.citationstyles.csl+json"
	  ";q=1.0",
	  "csl", "application/vnd.citationstyles.csl+json" },
	{ "application/vnd.crossref-api-message+json", "crossref",
	  "application/vnd.crossref-api-message+json" },
};

Test(doi_door, answers_in_the_type_that_is_asked_for)
{
	for (size_t i = 0; i < ARRAY_COUNT(negotiations); i++) {
		const struct negotiation *row = &negotiations[i];
		const char *type;
		SCOPED(outcome_release)
		struct outcome got = get(row->accept, "10.1000/A,b");
		type = got.res.content_type;
		cr_expect_eq(got.status, STATUS_OK, "%s: %s", row->accept,
			     got.err.detail);
		cr_expect(got.res.varies_accept, "%s", row->accept);
		if (row->type)
			cr_expect(type && strncmp(type, row->type,
						  strlen(row->type)) == 0,
				  "%s: %s", row->accept, type);
		else
			cr_expect_str_eq(outcome_body(&got), CROSSREF, "%s",
					 row->accept);
	}
}

Test(doi_door, refuses_what_is_not_to_be_had_and_says_what_is)
{
	static const char *const accepts[] = {
		"application/rdf+xml", "text/turtle",
		"application/json;q=0, text/turtle", "image/png"
	};

	for (size_t i = 0; i < ARRAY_COUNT(accepts); i++) {
		SCOPED(outcome_release)
		struct outcome got = get(accepts[i], "10.1000/a,b");

		cr_expect_eq(got.status, STATUS_NOT_ACCEPTABLE, "%s",
			     accepts[i]);
		cr_expect(strstr(got.err.detail, "application/json"), "%s",
			  got.err.detail);
		cr_expect(got.res.varies_accept, "%s", accepts[i]);
	}
}

Test(doi_door, tells_what_is_not_there_from_what_is_no_doi)
{
	static const struct {
		const char *doi;
		enum status status;
	} rows[] = {
		{ "10.1000/none", STATUS_NOT_FOUND },
		{ "doi:10.1000/none", STATUS_NOT_FOUND },
		{ "https://doi.org/10.1000/none", STATUS_NOT_FOUND },
		{ "10/abc", STATUS_INVALID_DOI },
		{ "10.x", STATUS_INVALID_DOI },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(outcome_release)
		struct outcome got = get("application/json", rows[i].doi);

		cr_expect_eq(got.status, rows[i].status, "%s: %s", rows[i].doi,
			     got.err.detail);
	}
}

/* Browsers are sent on by option only, and only browsers are. */
Test(doi_door, sends_browsers_on_where_the_option_says_so)
{
	static const struct {
		const char *accept, *doi, *location; /* NULL: none */
		enum status status;
	} rows[] = {
		{ CHROME, "doi:10.1000/A,b", "10.1000%2Fa%2Cb", STATUS_OK },
		{ CHROME, "10.1000/none", "10.1000%2Fnone", STATUS_OK },
		{ CHROME, "10.1000/a/../b", "10.1000%2Fa%2F..%2Fb", STATUS_OK },
		{ CHROME, "10/abc", NULL, STATUS_INVALID_DOI },
		{ "application/json", "10.1000/a,b", NULL, STATUS_OK },
		{ "text/csv, text/html", "10.1000/a,b", NULL, STATUS_OK },
	};

	fixture.app.landing_elsewhere = true;
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(outcome_release)
		struct outcome got = get(rows[i].accept, rows[i].doi);
		const char *location = outcome_header(&got, "Location");

		cr_expect_eq(got.status, rows[i].status, "%s: %s", rows[i].doi,
			     got.err.detail);
		cr_expect_eq(got.res.status, rows[i].location ? 302 : 0, "%s",
			     rows[i].accept);
		cr_expect_eq(location != NULL, rows[i].location != NULL);
		if (!rows[i].location || !location)
			continue;
		cr_expect_str_eq(location + strlen("https://doi.org/"),
				 rows[i].location);
	}
}

/* ---- agencies ---- */

static const struct {
	const char *dois, *answer;
} agencies[] = {
	{ "10.1000/a%2Cb", "{\"DOI\":\"10.1000/a,b\",\"RA\":\"Crossref\"}" },
	{ "10.1000%2FA%252Cb",
	  "{\"DOI\":\"10.1000/a,b\",\"RA\":\"Crossref\"}" },
	{ "10.1000/data", "{\"DOI\":\"10.1000/data\",\"RA\":\"DataCite\"}" },
	{ "10.1000/who", "{\"DOI\":\"10.1000/who\",\"status\":\"Unknown\"}" },
	{ "10.1000/page", "{\"DOI\":\"10.1000/page\",\"RA\":\"JaLC\"}" },
	{ "10.1000/absent",
	  "{\"DOI\":\"10.1000/absent\",\"status\":\"DOI does not exist\"}" },
	{ "10.1000/future",
	  "{\"DOI\":\"10.1000/future\",\"status\":\"Unknown\"}" },
	{ "10.1000/none", "{\"DOI\":\"10.1000/none\",\"status\":\"Unknown\"}" },
	{ "junk", "{\"DOI\":\"junk\",\"status\":\"Invalid DOI\"}" },
	{ "pmid:7", "{\"DOI\":\"pmid:7\",\"status\":\"Invalid DOI\"}" },
	{ "10.1000/data,junk,,10.1000/a%2cb",
	  "{\"DOI\":\"10.1000/data\",\"RA\":\"DataCite\"},{\"DOI\":\"junk\","
	  "\"status\":\"Invalid DOI\"},{\"DOI\":\"10.1000/a,b\",\"RA\":"
	  "\"Crossref\"}" },
	{ ",", "" },
};

Test(doi_door, tells_the_agencies_that_are_known)
{
	for (size_t i = 0; i < ARRAY_COUNT(agencies); i++) {
		SCOPED(buf_release) struct buf expected = buf_init(4096);
		SCOPED(outcome_release)
		struct outcome got = outcome_of(
			&fixture, doi_agency,
			(struct call){ .arg = agencies[i].dois });

		buf_add_format(&expected, "[%s]", agencies[i].answer);
		cr_expect_eq(got.status, STATUS_OK, "%s", got.err.detail);
		cr_expect_str_eq(outcome_body(&got), buf_text(&expected), "%s",
				 agencies[i].dois);
	}
}

/* ---- handles ---- */

#define URL_A                                                               \
	"{\"index\":1,\"type\":\"URL\",\"data\":{\"format\":\"string\","    \
	"\"value\":\"https://example.org/a\"},\"ttl\":86400,\"timestamp\":" \
	"\"2026-01-02T03:04:05Z\"}"
#define ALIAS                                                      \
	"{\"index\":2,\"type\":\"HS_ALIAS\",\"data\":{\"format\":" \
	"\"string\",\"value\":\"10.1000/data\"},\"ttl\":86400}"
#define HANDLE(code, name) "{\"responseCode\":" #code ",\"handle\":\"" name "\""

static const struct {
	const char *doi, *params[4];
	int code; /* HTTP; 0: 200 */
	const char *answer;
} handles[] = {
	{ "10.1000/A,b",
	  { 0 },
	  0,
	  HANDLE(1, "10.1000/a,b") ",\"values\":[" URL_A "]}" },
	{ "10.1000/a,b",
	  { "type", "url" },
	  0,
	  HANDLE(1, "10.1000/a,b") ",\"values\":[" URL_A "]}" },
	{ "10.1000/a,b",
	  { "type", "EMAIL" },
	  0,
	  HANDLE(200, "10.1000/a,b") "}" },
	{ "10.1000/a,b",
	  { "type", "HS_ALIAS" },
	  0,
	  HANDLE(200, "10.1000/a,b") "}" },
	{ "10.1000/a,b",
	  { "index", "1" },
	  0,
	  HANDLE(1, "10.1000/a,b") ",\"values\":[" URL_A "]}" },
	{ "10.1000/a,b",
	  { "index", "100" },
	  0,
	  HANDLE(200, "10.1000/a,b") "}" },
	{ "10.1000/a,b",
	  { "type", "EMAIL", "index", "1" },
	  0,
	  HANDLE(1, "10.1000/a,b") ",\"values\":[" URL_A "]}" },
	{ "10.1000/a,b",
	  { "callback", "x.y" },
	  0,
	  "/**/x.y(" HANDLE(1, "10.1000/a,b") ",\"values\":[" URL_A "]});" },
	{ "10.1000/other",
	  { "type", "HS_ALIAS" },
	  0,
	  HANDLE(1, "10.1000/other") ",\"values\":[" ALIAS "]}" },
	{ "10.1000/page",
	  { 0 },
	  0,
	  HANDLE(1,
		 "10.1000/page") ",\"values\":[{\"index\":1,\"type\":"
				 "\"URL\",\"data\":{\"format\":\"string\",\"value\":"
				 "\"https://example.org/page\"},\"ttl\":86400}]}" },
	{ "10.1000/who",
	  { "type", "URL" },
	  0,
	  HANDLE(1,
		 "10.1000/who") ",\"values\":[{\"index\":1,\"type\":"
				"\"URL\",\"data\":{\"format\":\"string\",\"value\":"
				"\"https://doi.org/10.1000%2Fwho\"},\"ttl\":86400}]}" },
	{ "10.1000/absent", { 0 }, 404, HANDLE(100, "10.1000/absent") "}" },
	{ "10.1000/none", { 0 }, 404, HANDLE(100, "10.1000/none") "}" },
	{ "10/abc", { "type", "HS_ALIAS" }, 404, HANDLE(100, "10/abc") "}" },
};

Test(doi_door, tells_handles_as_their_system_does)
{
	for (size_t i = 0; i < ARRAY_COUNT(handles); i++) {
		struct call call = { .arg = handles[i].doi };

		memcpy(call.params, handles[i].params,
		       sizeof(handles[i].params));
		SCOPED(outcome_release)
		struct outcome got = outcome_of(&fixture, doi_handle, call);
		cr_expect_eq(got.status, STATUS_OK, "%s: %s", handles[i].doi,
			     got.err.detail);
		cr_expect_eq(got.res.status, handles[i].code, "%s",
			     handles[i].doi);
		cr_expect_str_eq(outcome_body(&got), handles[i].answer, "%s",
				 handles[i].doi);
	}
}

Test(doi_door, calls_nothing_but_a_function)
{
	static const char *const names[] = {
		"alert(1)//", "a b", "<script>", "x;y", "\xC3\xA4",
		"1",          "...", "a..b",     "a.",  ".a"
	};

	for (size_t i = 0; i < ARRAY_COUNT(names); i++) {
		SCOPED(outcome_release)
		struct outcome got = outcome_of(
			&fixture, doi_handle,
			(struct call){ .arg = "10.1000/a,b",
				       .params = { "callback", names[i] } });

		cr_expect_eq(got.status, STATUS_INVALID_PARAMETER, "%s",
			     names[i]);
	}
}
