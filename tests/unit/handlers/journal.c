/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdio.h>

#include "../../../handlers/handlers.h"
#include "fixture.h"

static struct fixture fixture;

static void start(void)
{
	fixture_open(&fixture);
	fixture_put(&fixture,
		    "{\"doi\":\"10.1000/a\",\"title\":\"A\",\"journal\":"
		    "{\"title\":\"Acta & Co\",\"description\":\"On acts.\"}}",
		    NULL);
	fixture_put(&fixture,
		    "{\"doi\":\"10.1000/b\",\"title\":\"B\",\"journal\":"
		    "{\"title\":\"Biota\",\"issn\":[\"1234-5679\"],"
		    "\"impact_factor\":3.5,\"jcr_quartile\":\"Q2\"}}",
		    NULL);
	fixture_put(&fixture,
		    "{\"doi\":\"10.1000/c\",\"title\":\"C\",\"journal\":"
		    "{\"title\":\"Biota\",\"issn\":[\"1234-5679\"]}}",
		    NULL);
}

static void stop(void)
{
	fixture_close(&fixture);
}

TestSuite(journal, .init = start, .fini = stop);

Test(journal, is_found_by_issn_and_by_title)
{
	static const char *const names[] = { "1234-5679", "12345679", "Biota",
					     "biota" };

	for (size_t i = 0; i < ARRAY_COUNT(names); i++) {
		SCOPED(outcome_release)
		struct outcome got = outcome_of(
			&fixture, journal_get,
			(struct call){ .arg = names[i] });
		const char *body = outcome_body(&got);

		cr_assert_eq(got.status, STATUS_OK, "%s: %s", names[i],
			     got.err.detail);
		cr_expect(strstr(body, "{\"title\":\"Biota\","), "%s", body);
		cr_expect(strstr(body, "\"records\":2,\"records_url\":"
				       "\"/v1/records?issn=1234-5679\"}"),
			  "%s", body);
		cr_expect_eq(strlen(got.res.etag), 32);
	}
}

Test(journal, without_issn_is_linked_by_its_title_encoded)
{
	SCOPED(outcome_release)
	struct outcome got = outcome_of(&fixture, journal_get,
					(struct call){ .arg = "Acta & Co" });

	cr_expect_str_eq(outcome_body(&got),
			 "{\"title\":\"Acta & Co\",\"description\":\"On acts."
			 "\",\"records\":1,\"records_url\":"
			 "\"/v1/records?journal=Acta%20%26%20Co\"}");
}

Test(journal, that_is_unknown_is_not_found)
{
	SCOPED(outcome_release)
	struct outcome got = outcome_of(&fixture, journal_get,
					(struct call){ .arg = "Zeta" });

	cr_expect_eq(got.status, STATUS_NO_JOURNAL);
	cr_expect(strstr(got.err.detail, "\"Zeta\""), "%s", got.err.detail);
}

Test(journal, list_is_walked_page_by_page)
{
	SCOPED(outcome_release)
	struct outcome first = outcome_of(
		&fixture, journals_list,
		(struct call){ .path = "/v1/journals",
			       .params = { "limit", "1" } });
	const char *next = strstr(outcome_body(&first), "\"next\":\"");
	char cursor[200] = "";

	cr_assert_eq(first.status, STATUS_OK, "%s", first.err.detail);
	cr_expect(strstr(outcome_body(&first),
			 "{\"total\":2,\"items\":[{\"title\":\"Acta & Co\""),
		  "%s", outcome_body(&first));
	cr_assert(next, "%s", outcome_body(&first));
	sscanf(next, "\"next\":\"%199[^\"]", cursor);
	cr_expect(strstr(outcome_header(&first, "Link"), cursor));

	SCOPED(outcome_release)
	struct outcome second = outcome_of(
		&fixture, journals_list,
		(struct call){ .params = { "limit", "1", "cursor", cursor } });
	cr_expect(strstr(outcome_body(&second), "[{\"title\":\"Biota\""), "%s",
		  outcome_body(&second));
	cr_expect(strstr(outcome_body(&second), "],\"next\":null}"), "%s",
		  outcome_body(&second));
	cr_expect_str_eq(outcome_header(&second, "X-Total-Count"), "2");
}

Test(journal, list_refuses_what_it_does_not_understand)
{
	static const struct {
		const char *name, *value;
	} rows[] = {
		{ "limit", "1001" },
		{ "limit", "x" },
		{ "limit", "-1" },
		{ "cursor", "!" },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(outcome_release)
		struct outcome got = outcome_of(
			&fixture, journals_list,
			(struct call){
				.params = { rows[i].name, rows[i].value } });

		cr_expect_eq(got.status, STATUS_INVALID_PARAMETER, "%s=%s: %d",
			     rows[i].name, rows[i].value, got.status);
	}
}
