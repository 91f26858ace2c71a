/* SPDX-License-Identifier: MIT */
/* Records found by other identifiers than their DOI. */
#include <criterion/criterion.h>

#include "../../../handlers/handlers.h"
#include "fixture.h"

#define WITH_JSON                                                     \
	"{\"doi\":\"10.1000/with\",\"abstract\":\"Words.\",\"ids\":{" \
	"\"pmid\":\"31393839\",\"pmcid\":\"PMC6687890\",\"arxiv\":"   \
	"\"2101.00001v1\",\"s2\":\"ab12\"}}"
#define BARE_JSON "{\"title\":\"Bare\",\"ids\":{\"pmid\":\"7\"}}"
#define BOOK_JSON \
	"{\"type\":\"book\",\"title\":\"C\",\"ids\":{\"isbn\":[\"0131103628\"]}}"

static struct fixture fixture;

static void start(void)
{
	fixture_open(&fixture);
	fixture_put(&fixture, WITH_JSON, "{\"of\":\"with\"}");
	fixture_put(&fixture, BARE_JSON, "{\"of\":\"bare\"}");
	fixture_put(&fixture, BOOK_JSON, NULL);
}

static void stop(void)
{
	fixture_close(&fixture);
}

TestSuite(identifier, .init = start, .fini = stop);

static const struct {
	const char *spelling, *json, *key;
} spellings[] = {
	{ "pmid:31393839", WITH_JSON, "pmid:31393839" },
	{ "PMID:31393839", WITH_JSON, "pmid:31393839" },
	{ " PMID: 31393839 ", WITH_JSON, "pmid:31393839" },
	{ "https://pubmed.ncbi.nlm.nih.gov/31393839", WITH_JSON,
	  "pmid:31393839" },
	{ "https://pubmed.ncbi.nlm.nih.gov/31393839/", WITH_JSON,
	  "pmid:31393839" },
	{ "https:/pubmed.ncbi.nlm.nih.gov/31393839/?from=x", WITH_JSON,
	  "pmid:31393839" },
	{ "pubmed.ncbi.nlm.nih.gov/31393839", WITH_JSON, "pmid:31393839" },
	{ "http://www.ncbi.nlm.nih.gov/pubmed/31393839", WITH_JSON,
	  "pmid:31393839" },
	{ "pmcid:PMC6687890", WITH_JSON, "pmcid:PMC6687890" },
	{ "PMCID:pmc6687890.2", WITH_JSON, "pmcid:PMC6687890" },
	{ "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC6687890/", WITH_JSON,
	  "pmcid:PMC6687890" },
	{ "arxiv:2101.00001", WITH_JSON, "arxiv:2101.00001" },
	{ "arXiv:2101.00001v2", WITH_JSON, "arxiv:2101.00001" },
	{ "https://arxiv.org/abs/2101.00001v7", WITH_JSON, "arxiv:2101.00001" },
	{ "https://arxiv.org/pdf/2101.00001.pdf", WITH_JSON,
	  "arxiv:2101.00001" },
	{ "s2:AB12", WITH_JSON, "s2:ab12" },
	{ "10.1000/with", WITH_JSON, "10.1000/with" },
	{ "pmid:7", BARE_JSON, "pmid:7" },
	{ "isbn:978-0-13-110362-7", BOOK_JSON, "isbn:9780131103627" },
	{ "ISBN:0-13-110362-8", BOOK_JSON, "isbn:9780131103627" },
};

Test(identifier, finds_a_record_in_each_of_its_spellings)
{
	for (size_t i = 0; i < ARRAY_COUNT(spellings); i++) {
		SCOPED(outcome_release)
		struct outcome got = outcome_of(
			&fixture, record_get,
			(struct call){ .arg = spellings[i].spelling });

		cr_expect_eq(got.status, STATUS_OK, "%s: %s",
			     spellings[i].spelling, got.err.detail);
		cr_expect_str_eq(outcome_body(&got), spellings[i].json, "%s",
				 spellings[i].spelling);
	}
}

/* What is not held and what is not understood. */
Test(identifier, that_is_not_found_is_told_as_it_was_understood)
{
	static const struct {
		const char *spelling, *problem, *detail; /* NULL: not one */
	} rows[] = {
		{ "PMID:5", "\"id\":\"pmid:5\",\"fetch\":\"disabled\"",
		  "pmid:5" },
		{ "arXiv:2105.12345v3", "\"id\":\"arxiv:2105.12345\"",
		  "arxiv:2105.12345" },
		{ "https://pubmed.ncbi.nlm.nih.gov/5/", "\"id\":\"pmid:5\"",
		  "pmid:5" },
		{ "10.1000/5", "\"doi\":\"10.1000/5\",\"fetch\":\"disabled\"",
		  "10.1000/5" },
		{ "pmid:x", NULL, "pmid:x" },
		{ "pmid/31393839", NULL, "pmid/31393839" },
		{ "31393839", NULL, "31393839" },
		{ "http://31393839", NULL, "31393839" },
		{ "colour:5", NULL, "colour:5" },
		{ "s2:", NULL, "s2:" },
		{ "isbn:9780131103628", NULL, "isbn:9780131103628" },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(outcome_release)
		struct outcome got = outcome_of(
			&fixture, record_get,
			(struct call){ .arg = rows[i].spelling });

		cr_expect_eq(got.status,
			     rows[i].problem ? STATUS_NOT_FOUND
					     : STATUS_INVALID_DOI,
			     "%s: %d", rows[i].spelling, got.status);
		cr_expect_not_null(strstr(got.err.detail, rows[i].detail),
				   "%s: %s", rows[i].spelling, got.err.detail);
		if (rows[i].problem)
			cr_expect_not_null(strstr(buf_text(&got.res.problem),
						  rows[i].problem),
					   "%s: %s", rows[i].spelling,
					   buf_text(&got.res.problem));
		if (!rows[i].problem || !strstr(rows[i].problem, "doi"))
			cr_expect_not_null(
				strstr(got.err.detail,
				       "pmid:, pmcid:, arxiv:, s2:, isbn:"),
				"%s: %s", rows[i].spelling, got.err.detail);
	}
}

Test(identifier, gives_the_source_object_and_the_abstract_too)
{
	SCOPED(outcome_release)
	struct outcome raw = outcome_of(
		&fixture, record_get,
		(struct call){ .arg = "pmid:31393839",
			       .params = { "fields", "doi", "raw", "true" } });
	SCOPED(outcome_release)
	struct outcome text = outcome_of(
		&fixture, abstract_get,
		(struct call){ .arg = "PMID:31393839",
			       .params = { "format", "text" } });
	SCOPED(outcome_release)
	struct outcome none = outcome_of(
		&fixture, abstract_get,
		(struct call){ .arg = "pmid:7",
			       .params = { "format", "text" } });

	cr_expect_str_eq(outcome_body(&raw),
			 "{\"doi\":\"10.1000/with\",\"raw\":{\"of\":"
			 "\"with\"}}");
	cr_expect_str_eq(outcome_body(&text), "Words.");
	cr_expect_eq(none.status, STATUS_NO_ABSTRACT);
	cr_expect_not_null(strstr(none.err.detail, "pmid:7"));
	cr_expect_str_eq(buf_text(&none.res.problem), "\"id\":\"pmid:7\"");
}

Test(identifier, is_taken_in_a_batch_and_told_beside_the_doi)
{
	SCOPED(outcome_release)
	struct outcome got = outcome_of(
		&fixture, records_lookup,
		(struct call){
			.body = "{\"dois\":[\"PMID:31393839\",\"pmid:7\","
				"\"arXiv:2105.12345v3\",\"pmid:x\"]}",
			.headers = { "Content-Type", "application/json" } });

	cr_assert_eq(got.status, STATUS_OK, "%s", got.err.detail);
	cr_expect_str_eq(
		outcome_body(&got),
		"{\"items\":[{\"input\":\"PMID:31393839\",\"doi\":"
		"\"10.1000/with\",\"id\":\"pmid:31393839\",\"status\":"
		"\"found\",\"record\":" WITH_JSON "},{\"input\":\"pmid:7\","
		"\"id\":\"pmid:7\",\"status\":\"found\",\"record\":" BARE_JSON
		"},{\"input\":\"arXiv:2105.12345v3\",\"id\":"
		"\"arxiv:2105.12345\",\"status\":\"not_found\"},{\"input\":"
		"\"pmid:x\",\"status\":\"invalid\"}]}");
}

Test(identifier, filters_a_list)
{
	static const struct {
		const char *doi, *items;
	} rows[] = {
		{ "pmid:31393839", "\"total\":1,\"items\":[" WITH_JSON "]" },
		{ "pmid:7", "\"total\":1,\"items\":[" BARE_JSON "]" },
		{ "pmid:5", "\"total\":0,\"items\":[]" },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(outcome_release)
		struct outcome got = outcome_of(
			&fixture, records_list,
			(struct call){ .params = { "doi", rows[i].doi } });

		cr_expect_not_null(strstr(outcome_body(&got), rows[i].items),
				   "%s: %s", rows[i].doi, outcome_body(&got));
	}
}
