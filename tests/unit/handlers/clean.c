/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "../../../handlers/handlers.h"
#include "fixture.h"
#include "held.h"

static struct fixture fixture;

static void start(void)
{
	fixture_open(&fixture);
}

static void stop(void)
{
	fixture_close(&fixture);
}

TestSuite(clean, .init = start, .fini = stop);

static const char work[] =
	"{\"DOI\":\"10.1000/A\",\"type\":\"journal-article\",\"title\":"
	"[\"On <i>x</i> &amp; y\"],\"author\":[{\"family\":\"Doe\"}],"
	"\"container-title\":[\"J\"],\"member\":\"1\",\"prefix\":\"10.1000\"}";

Test(clean, gives_the_clean_record_and_keeps_nothing)
{
	SCOPED(outcome_release)
	struct outcome got = outcome_of(&fixture, record_clean,
					(struct call){ .body = work });

	cr_assert_eq(got.status, STATUS_OK, "%s", got.err.detail);
	cr_expect(strstr(outcome_body(&got), "\"title\":\"On x & y\""), "%s",
		  outcome_body(&got));
	cr_expect(strstr(outcome_body(&got), "{\"doi\":\"10.1000/a\""), "%s",
		  outcome_body(&got));
	cr_expect(got.res.no_store);
	cr_expect_not(is_held(fixture.store, "10.1000/a"));
}

Test(clean, says_what_is_wrong_with_a_record)
{
	static const struct {
		const char *name, *body, *says;
	} rows[] = {
		{ "nothing", " ", "empty" },
		{ "no JSON", "{\"DOI\":", "JSON" },
		{ "no shape", "{\"colour\":\"red\"}", "shape" },
		{ "no DOI",
		  "{\"DOI\":\"\",\"type\":\"journal-article\",\"title\":[\"T\"]"
		  ",\"container-title\":[\"J\"],\"member\":\"1\"}",
		  "DOI" },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(outcome_release)
		struct outcome got = outcome_of(
			&fixture, record_clean,
			(struct call){ .body = rows[i].body });

		cr_expect_eq(got.status, STATUS_INVALID_BODY, "%s: %d",
			     rows[i].name, got.status);
		cr_expect(strstr(got.err.detail, rows[i].says), "%s: %s",
			  rows[i].name, got.err.detail);
	}
}

Test(clean, gives_as_much_of_the_report_as_is_asked_for)
{
	static const struct {
		const char *report, *has, *lacks;
	} rows[] = {
		{ NULL, "\"cleaning\":{\"rules\":", NULL },
		{ "full", "\"pointer\":\"/title/0\"", NULL },
		{ "flags", "\"cleaning\":{\"rules\":", "\"pointer\"" },
		{ "none", "\"doi\"", "\"cleaning\"" },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(outcome_release)
		struct outcome got = outcome_of(
			&fixture, record_clean,
			(struct call){
				.body = work,
				.params = { rows[i].report ? "report" : NULL,
					    rows[i].report } });

		cr_assert_eq(got.status, STATUS_OK, "%s", got.err.detail);
		cr_expect(strstr(outcome_body(&got), rows[i].has), "%s",
			  outcome_body(&got));
		cr_expect(!rows[i].lacks ||
				  !strstr(outcome_body(&got), rows[i].lacks),
			  "%s", outcome_body(&got));
	}
}

Test(clean, knows_no_other_report)
{
	SCOPED(outcome_release)
	struct outcome got = outcome_of(
		&fixture, record_clean,
		(struct call){ .body = work, .params = { "report", "some" } });

	cr_expect_eq(got.status, STATUS_INVALID_PARAMETER);
	cr_expect(strstr(got.err.detail, "none, flags or full"), "%s",
		  got.err.detail);
}

Test(clean, lists_its_rules)
{
	SCOPED(outcome_release)
	struct outcome got = outcome_of(&fixture, rules_get,
					(struct call){ 0 });

	cr_assert_eq(got.status, STATUS_OK);
	cr_expect(strstr(outcome_body(&got), "{\"version\":"));
	cr_expect(strstr(outcome_body(&got),
			 "{\"id\":\"doi.lower\",\"class\":\"exact\""),
		  "%s", outcome_body(&got));
	cr_expect(strstr(outcome_body(&got), "\"lost_space_repaired\""));
}
