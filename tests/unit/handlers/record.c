/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "../../../handlers/handlers.h"
#include "paperd/ingest.h"
#include "fixture.h"

static const char wide[] =
	"{\"doi\":\"10.1000/wide\",\"type\":\"journal-article\",\"title\":"
	"\"A wide title\",\"abstract\":\"First.\\nSecond.\",\"year\":2020}";
static const char dotted[] = "{\"doi\":\"10.1000/dot.\",\"title\":\"Dotted\"}";
static const char sici[] =
	"{\"doi\":\"10.1002/(sici)1097-0274(199909)36:1+<1::aid-ajim2>"
	"3.0.co;2-0\",\"title\":\"Sici\"}";
static const char raw[] = "{\"DOI\":\"10.1000/WIDE\", \"n\":007,\n"
			  "\"title\":[\"A wide\ttitle\"]}\nA line of text.\n";

static struct fixture fixture;

static void start(void)
{
	fixture_open(&fixture);
	fixture_put(&fixture, wide, raw);
	fixture_put(&fixture, dotted, NULL);
	fixture_put(&fixture, sici, NULL);
}

static void stop(void)
{
	fixture_close(&fixture);
}

TestSuite(record, .init = start, .fini = stop);

/* What a record is led to by may lead elsewhere once something is loaded; what it
 * was made of is not the record. */
Test(record, lasts_where_nothing_new_can_come_before_it)
{
	static const struct {
		const char *name, *spelling, *param;
		const char *value;
		bool lasts;
	} rows[] = {
		{ "bare", "10.1000/wide", NULL, NULL, true },
		{ "upper case", "10.1000/WIDE", NULL, NULL, true },
		{ "decoded by nobody else", "10.1000%2Fwide", NULL, NULL,
		  true },
		{ "a dot that may be of another", "10.1000/wide.", NULL, NULL,
		  false },
		{ "its own dot", "10.1000/dot.", NULL, NULL, true },
		{ "some fields", "10.1000/wide", "fields", "title", true },
		{ "with its source", "10.1000/wide", "raw", "true", false },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(outcome_release)
		struct outcome got = outcome_of(
			&fixture, record_get,
			(struct call){
				.arg = rows[i].spelling,
				.params = { rows[i].param, rows[i].value } });

		cr_expect_eq(got.status, STATUS_OK, "%s", rows[i].name);
		cr_expect_eq(got.res.lasts, rows[i].lasts, "%s", rows[i].name);
	}
}

Test(record, is_found_under_every_spelling_of_its_doi)
{
	static const struct {
		const char *name, *spelling, *json;
	} rows[] = {
		{ "bare", "10.1000/wide", wide },
		{ "upper case", "10.1000/WIDE", wide },
		{ "decoded once more", "10.1000%2Fwide", wide },
		{ "doi:", "doi:10.1000/wide", wide },
		{ "DOI: ", "DOI: 10.1000/wide", wide },
		{ "https", "https://doi.org/10.1000/wide", wide },
		{ "dx", "http://dx.doi.org/10.1000/wide", wide },
		{ "slash eaten", "https:/doi.org/10.1000/wide", wide },
		{ "info", "info:doi/10.1000/wide", wide },
		{ "urn", "urn:doi:10.1000/wide", wide },
		{ "quotes", "\"10.1000/wide\"", wide },
		{ "final dot", "10.1000/wide.", wide },
		{ "final slash", "10.1000/wide/", wide },
		{ "final bracket", "10.1000/wide)", wide },
		{ "a dot of its own", "10.1000/dot.", dotted },
		{ "that dot and one more", "10.1000/dot..", dotted },
		{ "plus",
		  "10.1002/(SICI)1097-0274(199909)36:1+<1::AID-AJIM2>"
		  "3.0.CO;2-0",
		  sici },
		{ "plus as blank",
		  "10.1002/(SICI)1097-0274(199909)36:1 <1::AID-AJIM2>"
		  "3.0.CO;2-0",
		  sici },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(outcome_release)
		struct outcome got = outcome_of(
			&fixture, record_get,
			(struct call){ .arg = rows[i].spelling });

		cr_expect_eq(got.status, STATUS_OK, "%s: %s", rows[i].name,
			     got.err.detail);
		cr_expect_str_eq(outcome_body(&got), rows[i].json, "%s",
				 rows[i].name);
	}
}

Test(record, is_the_stored_bytes_with_the_stored_tag)
{
	SCOPED(outcome_release)
	struct outcome got = outcome_of(&fixture, record_get,
					(struct call){ .arg = "10.1000/wide" });
	char tag[33];

	etag_of(span_of(wide), tag);
	cr_expect_str_eq(got.res.etag, tag);
	cr_expect_null(got.res.content_type);
	cr_expect(got.res.varies_accept);
	cr_expect_not(got.res.no_store);
}

Test(record, has_the_asked_fields_only_and_then_another_tag)
{
	SCOPED(outcome_release)
	struct outcome got = outcome_of(
		&fixture, record_get,
		(struct call){ .arg = "10.1000/wide",
			       .params = { "fields", "year,doi" } });
	char tag[33];

	cr_expect_str_eq(outcome_body(&got),
			 "{\"doi\":\"10.1000/wide\",\"year\":2020}");
	etag_of(span_of(outcome_body(&got)), tag);
	cr_expect_str_eq(got.res.etag, tag);
}

Test(record, gives_the_source_object_as_valid_json_and_its_text_lines)
{
	SCOPED(outcome_release)
	struct outcome got = outcome_of(
		&fixture, record_get,
		(struct call){ .arg = "10.1000/wide",
			       .params = { "fields", "doi", "raw", "true" } });

	cr_assert_eq(got.status, STATUS_OK, "%s", got.err.detail);
	cr_expect_str_eq(outcome_body(&got),
			 "{\"doi\":\"10.1000/wide\",\"raw\":{\"DOI\":"
			 "\"10.1000/WIDE\", \"n\":\"007\",\n\"title\":"
			 "[\"A wide\\u0009title\"]},\"raw_text\":"
			 "\"A line of text.\"}");
}

Test(record, that_is_not_held_says_which_doi_was_looked_up)
{
	SCOPED(outcome_release)
	struct outcome got = outcome_of(
		&fixture, record_get,
		(struct call){ .arg = "https://doi.org/10.1000/NONE." });

	cr_expect_eq(got.status, STATUS_NOT_FOUND);
	cr_expect_str_eq(buf_text(&got.res.problem),
			 "\"doi\":\"10.1000/none\",\"fetch\":\"disabled\"");
	cr_expect(strstr(got.err.detail, "10.1000/none"), "%s", got.err.detail);
}

Test(record, refuses_what_it_does_not_understand)
{
	static const struct {
		const char *name;
		struct call call;
		enum status want;
		const char *says;
	} rows[] = {
		{ "no DOI", { .arg = "banana" }, STATUS_INVALID_DOI, "banana" },
		{ "no DOI: what is one",
		  { .arg = "banana" },
		  STATUS_INVALID_DOI,
		  "https://doi.org/10." },
		{ "unknown field",
		  { .arg = "10.1000/wide", .params = { "fields", "titel" } },
		  STATUS_INVALID_PARAMETER,
		  "titel" },
		{ "raw is a flag",
		  { .arg = "10.1000/wide", .params = { "raw", "maybe" } },
		  STATUS_INVALID_PARAMETER,
		  "raw" },
		{ "another media type",
		  { .arg = "10.1000/wide",
		    .headers = { "Accept", "image/png" } },
		  STATUS_NOT_ACCEPTABLE,
		  "application/json" },
		{ "another format",
		  { .arg = "10.1000/wide", .params = { "format", "pdf" } },
		  STATUS_NOT_ACCEPTABLE,
		  "format=json" },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(outcome_release)
		struct outcome got = outcome_of(&fixture, record_get,
						rows[i].call);

		cr_expect_eq(got.status, rows[i].want, "%s", rows[i].name);
		cr_expect(strstr(got.err.detail, rows[i].says), "%s: %s",
			  rows[i].name, got.err.detail);
	}
}

Test(record, is_json_for_everyone_who_takes_json)
{
	static const char *const accepts[] = { "*/*", "application/json",
					       "application/*",
					       "text/html, */*;q=0.1" };

	for (size_t i = 0; i < ARRAY_COUNT(accepts); i++) {
		SCOPED(outcome_release)
		struct outcome got = outcome_of(
			&fixture, record_get,
			(struct call){ .arg = "10.1000/wide",
				       .headers = { "Accept", accepts[i] } });

		cr_expect_eq(got.status, STATUS_OK, "%s", accepts[i]);
		cr_expect_str_eq(outcome_body(&got), wide, "%s", accepts[i]);
	}
}

Test(record, tells_what_cleaning_did_to_the_object_that_was_kept)
{
	static const char object[] =
		"{\"DOI\":\"10.1000/R\",\"title\":[\"T\"],\"publisher\":\"P\"}";
	SCOPED(outcome_release) struct outcome got = { 0 };

	fixture_put(
		&fixture,
		"{\"doi\":\"10.1000/r\",\"title\":\"T\",\"publisher\":\"P\"}",
		object);
	got = outcome_of(&fixture, record_get,
			 (struct call){ .arg = "10.1000/r",
					.params = { "report", "full" } });
	cr_assert_eq(got.status, STATUS_OK, "%s", got.err.detail);
	cr_expect(strstr(outcome_body(&got),
			 "\"doi\":{\"pointer\":\"/DOI\",\"class\":\"exact\","
			 "\"raw\":\"10.1000/R\",\"rules\":{\"doi.lower\":1}}"),
		  "%s", outcome_body(&got));
	cr_expect(got.res.etag[0]);
}

Test(record, that_was_fetched_tells_raw_and_report_as_any_other)
{
	static char url[] = "https://example.org/f";
	static const struct fetched answer = {
		.doi = SPAN("10.1000/f"),
		.raw = SPAN("{\"DOI\":\"10.1000/F\",\"title\":[\"T\"]}"),
		.resolution = { .status = 200, .url = url },
	};
	static const char *const wanted[] = {
		"\"raw\":{\"DOI\":\"10.1000/F\",\"title\":[\"T\"]}",
		"\"raw\":\"10.1000/F\",\"rules\":{\"doi.lower\":1}",
		"\"url\":\"https://example.org/f\",\"status\":200,\"loaded\":",
	};
	SCOPED(outcome_release) struct outcome got = { 0 };
	struct error err = { 0 };

	cr_assert_eq(ingest_fetched(fixture.store, &answer, &err), STATUS_OK,
		     "%s", err.detail);
	got = outcome_of(
		&fixture, record_get,
		(struct call){ .arg = "10.1000/f",
			       .params = { "report", "full", "raw", "true" } });
	cr_assert_eq(got.status, STATUS_OK, "%s", got.err.detail);
	for (size_t i = 0; i < ARRAY_COUNT(wanted); i++)
		cr_expect(strstr(outcome_body(&got), wanted[i]), "no %s: %s",
			  wanted[i], outcome_body(&got));
	cr_expect_null(strstr(outcome_body(&got), "\"file\""));
}
