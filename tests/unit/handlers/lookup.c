/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdio.h>

#include "../../../handlers/handlers.h"
#include "fixture.h"

#define ONE_JSON "{\"doi\":\"10.1000/one\",\"title\":\"One\"}"
#define ONE                                                   \
	"{\"input\":\"10.1000/ONE\",\"doi\":\"10.1000/one\"," \
	"\"status\":\"found\",\"record\":" ONE_JSON "}"
#define TWO                                                       \
	"{\"input\":\"doi:10.1000/two\",\"doi\":\"10.1000/two\"," \
	"\"status\":\"not_found\"}"
#define BAD "{\"input\":\"ba\\\"nana\",\"status\":\"invalid\"}"

static struct fixture fixture;

static void start(void)
{
	fixture_open(&fixture);
	fixture_put(&fixture, ONE_JSON, NULL);
}

static void stop(void)
{
	fixture_close(&fixture);
}

TestSuite(lookup, .init = start, .fini = stop);

Test(lookup, answers_one_item_an_input_in_order_however_they_are_sent)
{
	static const char json[] = "application/json";
	static const char text[] = "text/plain; charset=utf-8";
	static const char form[] = "application/x-www-form-urlencoded";
	static const char object[] = "{\"dois\":[\"10.1000/ONE\","
				     "\"doi:10.1000/two\",\"ba\\\"nana\"]}";
	static const char array[] = " [\"10.1000/ONE\",\"doi:10.1000/two\","
				    "\"ba\\\"nana\"] \n";
	static const char lines[] = "10.1000/ONE\r\n\n  doi:10.1000/two\n"
				    "ba\"nana";
	static const struct {
		const char *name, *type, *body;
	} rows[] = {
		{ "an object", json, object },
		{ "an array", json, array },
		{ "an array with a charset", "application/json; charset=utf-8",
		  array },
		{ "lines", text, lines },
		{ "an object as a form", form, object },
		{ "an array as a form", form, array },
		{ "lines as a form", form, lines },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(outcome_release)
		struct outcome got = outcome_of(
			&fixture, records_lookup,
			(struct call){
				.headers = { "Content-Type", rows[i].type },
				.body = rows[i].body });

		cr_expect_eq(got.status, STATUS_OK, "%s: %s", rows[i].name,
			     got.err.detail);
		cr_expect_str_eq(outcome_body(&got),
				 "{\"items\":[" ONE "," TWO "," BAD "]}", "%s",
				 rows[i].name);
	}
}

Test(lookup, gives_lines_to_who_wants_them)
{
	SCOPED(outcome_release)
	struct outcome got = outcome_of(
		&fixture, records_lookup,
		(struct call){ .headers = { "Accept", "application/x-ndjson" },
			       .body = "10.1000/ONE\ndoi:10.1000/two\n" });

	cr_assert_eq(got.status, STATUS_OK, "%s", got.err.detail);
	cr_expect_str_eq(got.res.content_type, "application/x-ndjson");
	cr_expect_str_eq(outcome_body(&got), ONE "\n" TWO "\n");
	cr_expect(got.res.varies_accept);
}

/* What was kept of a batch is forgotten when the store changes, and its commas
 * are those of its new place. */
Test(lookup, says_again_what_is_held_now)
{
	static const char later[] =
		"{\"doi\":\"10.1000/one\",\"title\":\"Another title\"}";
	static const struct {
		const char *name, *body, *says;
		bool changes;
	} rows[] = {
		{ "first", "10.1000/ONE\ndoi:10.1000/two\n",
		  "{\"items\":[" ONE "," TWO "]}" },
		{ "once more", "10.1000/ONE\ndoi:10.1000/two\n",
		  "{\"items\":[" ONE "," TWO "]}" },
		{ "in another order", "doi:10.1000/two\n10.1000/ONE\n",
		  "{\"items\":[" TWO "," ONE "]}" },
		{ "one of them changed", "doi:10.1000/two\n10.1000/ONE\n",
		  "Another title", true },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		if (rows[i].changes)
			fixture_put(&fixture, later, "{\"n\":2}");
		SCOPED(outcome_release)
		struct outcome got = outcome_of(
			&fixture, records_lookup,
			(struct call){ .body = rows[i].body });

		cr_expect(strstr(outcome_body(&got), rows[i].says), "%s: %s",
			  rows[i].name, outcome_body(&got));
	}
}

Test(lookup, of_nothing_is_an_empty_list)
{
	SCOPED(outcome_release)
	struct outcome got = outcome_of(&fixture, records_lookup,
					(struct call){ .body = "[]" });

	cr_assert_eq(got.status, STATUS_OK, "%s", got.err.detail);
	cr_expect_str_eq(outcome_body(&got), "{\"items\":[]}");
}

Test(lookup, sends_a_long_answer_in_pieces_that_join_to_one)
{
	SCOPED(buf_release) struct buf body = buf_init(1 << 20);
	const char *at;
	size_t items = 0;

	for (int i = 0; i < LOOKUP_MAX; i++)
		buf_add_text(&body, "10.1000/ONE\n");
	SCOPED(outcome_release)
	struct outcome got = outcome_of(
		&fixture, records_lookup,
		(struct call){ .body = buf_text(&body) });
	cr_assert_eq(got.status, STATUS_OK, "%s", got.err.detail);
	at = outcome_body(&got);
	cr_expect(strncmp(at, "{\"items\":[" ONE, strlen("{\"items\":[" ONE)) ==
		  0);
	for (at = strchr(at, '[') + 1; strncmp(at, ONE, strlen(ONE)) == 0;
	     at++) {
		items++;
		at += strlen(ONE);
		if (*at != ',')
			break;
	}
	cr_expect_eq(items, LOOKUP_MAX);
	cr_expect_str_eq(at, "]}");
}

Test(lookup, refuses_what_it_does_not_understand)
{
	static const struct {
		const char *name, *body;
		enum status want;
		const char *says;
	} rows[] = {
		{ "nothing", "", STATUS_INVALID_BODY, "empty" },
		{ "blanks", " \n", STATUS_INVALID_BODY, "empty" },
		{ "a broken array", "[\"a\",", STATUS_INVALID_BODY, "byte 5" },
		{ "something after it", "[] x", STATUS_INVALID_BODY, "byte 3" },
		{ "an object without dois", "{\"doi\":\"10.1/a\"}",
		  STATUS_INVALID_BODY, "\"dois\"" },
		{ "DOIS is not dois", "{\"DOIS\":[]}", STATUS_INVALID_BODY,
		  "\"dois\"" },
		{ "a number in the list", "[\"10.1000/one\",7]",
		  STATUS_INVALID_BODY, "item 2" },
		{ "a NUL", "[\"10.1000/one\\u0000x\"]", STATUS_INVALID_BODY,
		  "NUL" },
		{ "invalid UTF-8 in JSON", "[\"\xff\"]", STATUS_INVALID_BODY,
		  "byte 2" },
		{ "invalid UTF-8 in lines", "10.1000/one\n\xc3(",
		  STATUS_INVALID_BODY, "byte 12" },
		{ "too many", "[\"1\",\"2\",\"3\",\"4\"]", STATUS_TOO_LARGE,
		  "at most 3" },
		{ "too many lines", "1\n2\n3\n4\n", STATUS_TOO_LARGE,
		  "at most 3" },
	};

	fixture.app.lookup_max = 3;
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(outcome_release)
		struct outcome got = outcome_of(
			&fixture, records_lookup,
			(struct call){ .body = rows[i].body });

		cr_expect_eq(got.status, rows[i].want, "%s: %d", rows[i].name,
			     got.status);
		cr_expect(strstr(got.err.detail, rows[i].says), "%s: %s",
			  rows[i].name, got.err.detail);
	}
}

Test(lookup, knows_the_words_of_fetch)
{
	static const struct {
		const char *word;
		enum status want;
	} rows[] = {
		{ "never", STATUS_OK },
		{ "auto", STATUS_OK },
		{ "always", STATUS_OK },
		{ "now", STATUS_INVALID_PARAMETER },
		{ "", STATUS_INVALID_PARAMETER },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(outcome_release)
		struct outcome got = outcome_of(
			&fixture, records_lookup,
			(struct call){ .params = { "fetch", rows[i].word },
				       .body = "[]" });

		cr_expect_eq(got.status, rows[i].want, "%s", rows[i].word);
	}
}
