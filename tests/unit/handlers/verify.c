/* SPDX-License-Identifier: MIT */
/* Verifying references, and the look-up by what is said of a work. */
#include <criterion/criterion.h>

#include "../../../handlers/handlers.h"
#include "fixture.h"

static const char *const records[] = {
	"{\"doi\":\"10.1000/light\",\"type\":\"journal-article\",\"title\":"
	"\"Growth of Planta inventa at low light\",\"authors\":[{\"name\":"
	"\"Anna Beispiel\",\"given\":\"Anna\",\"family\":\"Beispiel\"}],"
	"\"published\":\"2003\",\"year\":2003,\"journal\":{\"title\":"
	"\"Journal of Made Works\"},\"volume\":\"12\",\"pages\":\"123-145\","
	"\"ids\":{\"pmid\":\"77\",\"pmcid\":\"PMC88\"}}",
	"{\"doi\":\"10.1000/pre\",\"type\":\"posted-content\",\"title\":"
	"\"Growth of Planta inventa at low light\",\"authors\":[{\"name\":"
	"\"Anna Beispiel\",\"given\":\"Anna\",\"family\":\"Beispiel\"}],"
	"\"published\":\"2003\",\"year\":2003}",
	"{\"doi\":\"10.1000/mice\",\"type\":\"journal-article\",\"title\":"
	"\"Sleep of mice in winter\",\"authors\":[{\"name\":\"M. Doe\","
	"\"given\":\"M.\",\"family\":\"Doe\"}],\"published\":\"2010\",\"year\":"
	"2010,\"journal\":{\"title\":\"Mouse Letters\"},\"retracted\":true}",
	"{\"doi\":\"10.1000/twin.1\",\"type\":\"journal-article\",\"title\":"
	"\"Notes on winged beetles\",\"authors\":[{\"name\":\"R. Roe\","
	"\"given\":\"R.\",\"family\":\"Roe\"}],\"published\":\"1999\",\"year\":"
	"1999}",
	"{\"doi\":\"10.1000/twin.2\",\"type\":\"journal-article\",\"title\":"
	"\"Notes on winged beetles\",\"authors\":[{\"name\":\"R. Roe\","
	"\"given\":\"R.\",\"family\":\"Roe\"}],\"published\":\"1999\",\"year\":"
	"1999}",
};

static struct fixture fixture;

static void start(void)
{
	fixture_open(&fixture);
	for (size_t i = 0; i < ARRAY_COUNT(records); i++)
		fixture_put(&fixture, records[i], NULL);
}

static void stop(void)
{
	fixture_close(&fixture);
}

TestSuite(verify, .init = start, .fini = stop);
TestSuite(matching, .init = start, .fini = stop);

static struct outcome post(const char *type, const char *accept,
			   const char *body)
{
	return outcome_of(&fixture, references_verify,
			  (struct call){ .body = body,
					 .headers = { "Content-Type", type,
						      "Accept", accept } });
}

#define TITLE "Growth of Planta inventa at low light"

/* doi: what is meant; "": nothing.  part: what else stands in the item. */
static const struct {
	const char *reference, *status, *doi, *part;
} rows[] = {
	{ "{\"doi\":\"10.1000/LIGHT\"}", "verified", "10.1000/light",
	  "\"score\":1.000" },
	{ "{\"doi\":\"https://doi.org/10.1000/light\",\"title\":\"" TITLE
	  "\",\"author\":\"A. Beispiel\",\"year\":2004}",
	  "verified", "10.1000/light", "\"year\":\"agrees\"" },
	{ "{\"id\":7,\"title\":\"" TITLE "\",\"author\":\"Beispiel\"}",
	  "verified", "10.1000/light", "\"id\":\"7\"" },
	{ "\"Beispiel A. " TITLE ". J Made Works 2003;12:123.\"", "verified",
	  "10.1000/light", "\"page\":\"agrees\"" },
	{ "\"doi:10.1000/light.\"", "verified", "10.1000/light",
	  "\"retracted\":false" },
	{ "\"Beispiel A. " TITLE ". 2003. https://doi.org/10.1000/light.\"",
	  "verified", "10.1000/light", "\"doi\":\"agrees\"" },
	{ "{\"id\":\"x\",\"type\":\"article-journal\",\"title\":\"Growth of "
	  "<i>Planta inventa</i> at low light\",\"author\":[{\"family\":"
	  "\"Beispiel\",\"given\":\"Anna\"}],\"issued\":{\"date-parts\":[["
	  "2003,5]]},\"DOI\":\"10.1000/light\"}",
	  "verified", "10.1000/light", "\"title\":\"agrees\"" },
	{ "{\"key\":\"r1\",\"journal-title\":\"J. Made Works\",\"volume\":"
	  "\"12\",\"first-page\":\"123\",\"author\":\"Beispiel\",\"year\":"
	  "\"2003\"}",
	  "verified", "10.1000/light", "\"id\":\"r1\"" },
	{ "{\"doi\":\"10.1000/light\",\"title\":\"The sleep of winter mice\"}",
	  "mismatch", "10.1000/light", "\"title\":\"differs\"" },
	{ "{\"doi\":\"10.1000/light\",\"title\":\"" TITLE
	  "\",\"author\":\"Nobody\"}",
	  "mismatch", "10.1000/light", "\"author\":\"differs\"" },
	{ "{\"doi\":\"10.1000/light\",\"title\":\"" TITLE
	  "\",\"author\":\"Beispiel\",\"year\":1990}",
	  "mismatch", "10.1000/light", "\"year\":\"differs\"" },
	{ "{\"doi\":\"10.1000/mice\",\"title\":\"" TITLE
	  "\",\"author\":\"Beispiel\"}",
	  "mismatch", "10.1000/light", "\"claimed_doi\":\"10.1000/mice\"" },
	{ "{\"doi\":\"10.1000/none\",\"title\":\"" TITLE
	  "\",\"author\":\"Beispiel\"}",
	  "mismatch", "10.1000/light", "\"doi\":\"differs\"" },
	{ "{\"doi\":\"10.1000/mice\"}", "retracted", "10.1000/mice",
	  "\"retracted\":true" },
	{ "{\"title\":\"Sleep of mice in winter\",\"author\":\"Doe, M.\","
	  "\"year\":2010}",
	  "retracted", "10.1000/mice", "\"author\":\"agrees\"" },
	{ "{\"title\":\"Notes on winged beetles\",\"author\":\"Roe\"}",
	  "ambiguous", "", "\"candidates\":[{\"doi\":\"10.1000/twin." },
	{ "{\"doi\":\"10.1000/none\"}", "not_found", "",
	  "\"claimed_doi\":\"10.1000/none\"" },
	{ "{\"doi\":\"no doi\"}", "not_found", "", "" },
	{ "{\"title\":\"Dreams of cats in summer\",\"author\":\"Cat\"}",
	  "not_found", "", "" },
	{ "{\"title\":\"" TITLE "\",\"author\":\"Nobody\"}", "not_found", "",
	  "" },
	{ "{}", "not_found", "", "" },
	{ "\"\"", "not_found", "", "" },
};

static void expect(size_t i, const char *answer)
{
	SCOPED(buf_release) struct buf doi = buf_init(1000);

	cr_expect(strstr(answer, rows[i].part), "%s: %s", rows[i].reference,
		  answer);
	buf_add_format(&doi, "\"doi\":\"%s\",\"title\"", rows[i].doi);
	if (rows[i].doi[0])
		cr_expect(strstr(answer, buf_text(&doi)), "%s: %s",
			  rows[i].reference, answer);
}

Test(verify, says_what_becomes_of_a_reference)
{
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(buf_release) struct buf body = buf_init(4096);
		SCOPED(buf_release) struct buf status = buf_init(100);

		buf_add_format(&body, "[%s]", rows[i].reference);
		buf_add_format(&status, "\"status\":\"%s\"", rows[i].status);
		SCOPED(outcome_release)
		struct outcome got = post("application/json", "*/*",
					  buf_text(&body));
		cr_assert_eq(got.status, STATUS_OK, "%s", got.err.detail);
		cr_expect(strstr(outcome_body(&got), buf_text(&status)),
			  "%s: %s", rows[i].reference, outcome_body(&got));
		expect(i, outcome_body(&got));
	}
}

static const char lines[] = "10.1000/light\n\n10.1000/mice\r\nnothing at all "
			    "that is held\n";

Test(verify, takes_lines_and_counts)
{
	SCOPED(outcome_release)
	struct outcome got = post("text/plain", "application/json", lines);

	cr_assert_eq(got.status, STATUS_OK, "%s", got.err.detail);
	cr_expect(strstr(outcome_body(&got),
			 "\"counts\":{\"verified\":1,\"mismatch\":0,"
			 "\"retracted\":1,\"not_found\":1,\"ambiguous\":0,"
			 "\"unchecked\":0}}"),
		  "%s", outcome_body(&got));
	cr_expect(got.res.stream.slow);
}

Test(verify, answers_in_lines_of_json_or_text)
{
	SCOPED(outcome_release)
	struct outcome json = post("text/plain", "application/x-ndjson", lines);
	SCOPED(outcome_release)
	struct outcome text = post("text/plain", "text/plain", lines);

	cr_expect_str_eq(json.res.content_type, "application/x-ndjson");
	cr_expect(strstr(outcome_body(&json), "}\n{\"status\":\"retracted\""),
		  "%s", outcome_body(&json));
	cr_expect_str_eq(
		outcome_body(&text),
		"verified\t10.1000/light\t1.000\t-\t" TITLE
		"\nretracted\t10.1000/mice\t1.000\t-\tSleep of mice in "
		"winter\nnot_found\t-\t0.000\t-\t-\n");
}

static enum status too_long(struct store *store, const struct query *query,
			    struct page *ret, struct error *err)
{
	return error_set(err, STATUS_BUSY, "too long");
}

/* What needs no search is answered all the same. */
Test(verify, goes_on_behind_a_search_that_takes_too_long)
{
	const struct store_ops *const sound = fixture.store->ops;
	struct store_ops ops = *sound;

	ops.list = too_long;
	fixture.store->ops = &ops;
	SCOPED(outcome_release)
	struct outcome got = post(
		"text/plain", "text/plain",
		"Sleep of mice in winter, 2010\n10.1000/mice");
	cr_expect_str_eq(outcome_body(&got),
			 "unchecked\t-\t0.000\t-\t-\nretracted\t"
			 "10.1000/mice\t1.000\t-\tSleep of mice in winter\n");
	fixture.store->ops = sound;
}

/* A worker is held for a piece at a time, however little there is to write. */
Test(verify, sends_few_items_at_a_time)
{
	static const struct {
		size_t references, pieces;
	} sizes[] = { { 0, 1 }, { 1, 1 }, { 10, 1 }, { 11, 2 }, { 25, 3 } };

	for (size_t i = 0; i < ARRAY_COUNT(sizes); i++) {
		SCOPED(buf_release) struct buf body = buf_init(1000);

		buf_add_char(&body, '[');
		for (size_t j = 0; j < sizes[i].references; j++)
			buf_add_text(&body, j ? ",\"\"" : "\"\"");
		buf_add_char(&body, ']');
		SCOPED(outcome_release)
		struct outcome got = post("application/json", "*/*",
					  buf_text(&body));
		cr_expect_eq(got.pieces, sizes[i].pieces, "%zu: %zu",
			     sizes[i].references, got.pieces);
	}
}

Test(verify, refuses_what_are_no_references)
{
	static const struct {
		const char *body;
		enum status status;
	} bad[] = {
		{ "", STATUS_INVALID_BODY },
		{ "{\"dois\":[]}", STATUS_INVALID_BODY },
		{ "[1]", STATUS_INVALID_BODY },
		{ "[[\"x\"]]", STATUS_INVALID_BODY },
		{ "{\"references\":[\"a\"", STATUS_INVALID_BODY },
		{ "[\"a\",\"b\",\"c\",\"d\"]", STATUS_TOO_LARGE },
	};

	fixture.app.lookup_max = 3;
	for (size_t i = 0; i < ARRAY_COUNT(bad); i++) {
		SCOPED(outcome_release)
		struct outcome got = post("application/json", "*/*",
					  bad[i].body);

		cr_expect_eq(got.status, bad[i].status, "%s: %d %s",
			     bad[i].body, got.status, got.err.detail);
	}
}

/* ---- the look-up ---- */

/* status: of a build that has the form of works. */
static const struct {
	const char *params[CALL_MAX];
	enum status status;
	const char *doi;
} asked[] = {
	{ { "doi", "10.1000/light" }, STATUS_OK, "10.1000/light" },
	{ { "pmid", "77" }, STATUS_OK, "10.1000/light" },
	{ { "pmc", "88" }, STATUS_OK, "10.1000/light" },
	{ { "pmc", "PMC88" }, STATUS_OK, "10.1000/light" },
	{ { "atitle", TITLE, "firstAuthor", "Beispiel" },
	  STATUS_OK,
	  "10.1000/light" },
	{ { "jtitle", "J. Made Works", "volume", "12", "firstPage", "123" },
	  STATUS_OK,
	  "10.1000/light" },
	{ { "biblio", "Beispiel A (2003) " TITLE ", J Made Works 12" },
	  STATUS_OK,
	  "10.1000/light" },
	{ { "doi", "10.1000/none", "atitle", TITLE, "firstAuthor", "Beispiel" },
	  STATUS_OK,
	  "10.1000/light" },
	{ { "doi", "10.1000/light", "atitle", TITLE, "firstAuthor",
	    "Beispiel" },
	  STATUS_OK,
	  "10.1000/light" },
	{ { "doi", "10.1000/mice", "atitle", TITLE, "firstAuthor", "Beispiel" },
	  STATUS_NOT_FOUND,
	  NULL },
	{ { "doi", "10.1000/light", "atitle", TITLE, "firstAuthor", "Doe" },
	  STATUS_NOT_FOUND,
	  NULL },
	{ { "doi", "10.1000/none" }, STATUS_NOT_FOUND, NULL },
	{ { "doi", "junk" }, STATUS_NOT_FOUND, NULL },
	{ { "pii", "S0140-6736(97)11096-0" }, STATUS_NOT_FOUND, NULL },
	{ { "atitle", "Notes on winged beetles", "firstAuthor", "Roe" },
	  STATUS_NOT_FOUND,
	  NULL },
	{ { "atitle", TITLE, "firstAuthor", "Doe" }, STATUS_NOT_FOUND, NULL },
	{ { "biblio", "Cat C. Dreams of cats in summer" },
	  STATUS_NOT_FOUND,
	  NULL },
	{ { "atitle", TITLE }, STATUS_INVALID_PARAMETER, NULL },
	{ { "jtitle", "Nature", "volume", "1" },
	  STATUS_INVALID_PARAMETER,
	  NULL },
	{ { "year", "2003" }, STATUS_INVALID_PARAMETER, NULL },
	{ { NULL }, STATUS_INVALID_PARAMETER, NULL },
};

static void expect_work(const struct outcome *got, const char *doi,
			const char *what)
{
	SCOPED(buf_release) struct buf part = buf_init(1000);

	buf_add_format(&part, "\"DOI\":\"%s\"", doi);
	cr_expect(strstr(outcome_body(got), buf_text(&part)), "%s: %s", what,
		  outcome_body(got));
	cr_expect(strstr(outcome_body(got),
			 "\"pmid\":\"77\",\"pmcid\":\"PMC88\"}"),
		  "%s: %s", what, outcome_body(got));
}

Test(matching, finds_what_surely_is_meant_and_nothing_else)
{
	for (size_t i = 0; i < ARRAY_COUNT(asked); i++) {
		struct call call = { 0 };

		memcpy(call.params, asked[i].params, sizeof(call.params));
		SCOPED(outcome_release)
		struct outcome got = outcome_of(&fixture, matching_lookup,
						call);
		cr_expect_eq(got.status, asked[i].status, "row %zu (%s): %d %s",
			     i, asked[i].params[1], got.status, got.err.detail);
		if (got.status == STATUS_OK)
			expect_work(&got, asked[i].doi, asked[i].params[1]);
	}
}

/* 503 would be asked again for ever. */
Test(matching, fails_as_its_clients_read_it)
{
	static const struct {
		enum status status;
		const char *answer;
	} failures[] = {
		{ STATUS_NOT_FOUND, "{\"message\":\"why\",\"code\":\"404\"" },
		{ STATUS_INVALID_PARAMETER,
		  "{\"message\":\"why\",\"code\":\"400\"" },
		{ STATUS_BUSY, "{\"message\":\"why\",\"code\":\"408\"" },
	};

	cr_expect_eq(matching_dialect.busy, 408);
	for (size_t i = 0; i < ARRAY_COUNT(failures); i++) {
		SCOPED(buf_release) struct buf out = buf_init(1000);
		struct error error = { failures[i].status, "why" };
		struct failure failure = { .error = &error, .id = "x" };

		matching_dialect.failure_write(&failure, &out);
		cr_expect(strstr(buf_text(&out), failures[i].answer), "%s",
			  buf_text(&out));
	}
}
