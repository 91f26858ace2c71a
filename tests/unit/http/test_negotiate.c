/* SPDX-License-Identifier: MIT */
/* What clients accept, and what they have already. */
#include <criterion/criterion.h>

#include "../../../server/http/conditional.h"
#include "paperd/buf.h"
#include "paperd/negotiate.h"
#include "paperd/scoped.h"

Test(negotiate, weighs_a_type_by_its_most_exact_name)
{
	static const struct {
		const char *accept;
		unsigned json, html;
	} rows[] = {
		{ NULL, 1000, 1000 },
		{ "", 1000, 1000 },
		{ " , ,", 1000, 1000 },
		{ "*/*", 1000, 1000 },
		{ "*", 1000, 1000 },
		{ "text/html", 0, 1000 },
		{ "Application/JSON", 1000, 0 },
		{ "text/*;q=0.3, */*;q=0.1", 100, 300 },
		{ "*/*, application/json;q=0", 0, 1000 },
		{ "text/html;q=0.75,application/json ; Q = 0.125", 125, 750 },
		{ "application/json;profile=\"a,b;q=0\";q=0.5", 500, 0 },
		{ "application/json;q=1.000", 1000, 0 },
		{ "application/json;q=0.0001", 0, 0 },
		{ "application/json;q=x", 1000, 0 },
		{ "application/json;q=2", 1000, 0 },
		{ "application/json-seq", 0, 0 },
		{ "application/*", 1000, 0 },
		{ "applicatio/*", 0, 0 },
		{ "text/html, \"", 0, 1000 },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		struct span accept = span_of(rows[i].accept);

		cr_expect_eq(accept_quality(accept, "application/json"),
			     rows[i].json, "json: %s", rows[i].accept);
		cr_expect_eq(accept_quality(accept, "text/html"), rows[i].html,
			     "html: %s", rows[i].accept);
	}
}

Test(negotiate, chooses_the_best_type)
{
	static const char *const types[] = { "application/json", "text/csv",
					     "text/html" };
	static const struct {
		const char *accept;
		int choice;
	} rows[] = {
		{ NULL, 0 },
		{ "*/*", 0 },
		{ "text/*", 1 },
		{ "text/html, */*", 2 },
		{ "text/html,application/xhtml+xml,*/*;q=0.8", 2 },
		{ "text/html;q=0.5, text/csv;q=0.6", 1 },
		{ "text/csv, application/json", 0 },
		{ "image/png", -1 },
		{ "application/json;q=0, */*;q=0.1", 1 },
		{ "*/*;q=0", -1 },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++)
		cr_expect_eq(accept_choose(span_of(rows[i].accept), types, 3),
			     rows[i].choice, "%s", rows[i].accept);
}

Test(negotiate, reads_parameters_with_blanks_and_quotes)
{
	struct span list = span_of("text/x-bibliography ; style = apa;"
				   "locale=\"en-US\"; q=0.5, */*");
	struct media_range range;

	cr_assert(media_range_next(&list, &range));
	cr_expect(span_is(range.type, "text/x-bibliography"));
	cr_expect(span_is(media_range_param(&range, "style"), "apa"));
	cr_expect(span_is(media_range_param(&range, "LOCALE"), "en-US"));
	cr_expect_null(media_range_param(&range, "x").at);
	cr_expect_eq(range.quality, 500);
	cr_assert(media_range_next(&list, &range));
	cr_expect(span_is(range.type, "*/*"));
	cr_expect(!media_range_next(&list, &range));
}

Test(negotiate, takes_gzip_where_it_is_asked_for)
{
	static const struct {
		const char *accept;
		bool gzip;
	} rows[] = {
		{ NULL, false },
		{ "", false },
		{ "gzip", true },
		{ "GZIP", true },
		{ "deflate, gzip, br", true },
		{ "*", true },
		{ "identity", false },
		{ "gzip;q=0", false },
		{ "gzip;q=0.000, *", false },
		{ "gzip;q=0.001", true },
		{ "gzip;q=0.5, identity;q=0.5", true },
		{ "gzip;q=0.5, identity;q=0.6", false },
		{ "gzip;q=0.2, *;q=0.9", true },
		{ "gzipped", false },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++)
		cr_expect_eq(accept_has_coding(span_of(rows[i].accept), "gzip"),
			     rows[i].gzip, "%s", rows[i].accept);
}

Test(conditional, compares_weakly_and_reads_lists)
{
	static const struct {
		const char *values[2]; /* of If-None-Match headers */
		bool matches;
	} rows[] = {
		{ { NULL }, false },
		{ { "\"abc\"" }, true },
		{ { "W/\"abc\"" }, true },
		{ { "\"abc-gz\"" }, true },
		{ { "\"abc-gzip\"" }, false },
		{ { "\"ab\"" }, false },
		{ { "\"abcd\"" }, false },
		{ { "\"ABC\"" }, false },
		{ { "abc" }, false },
		{ { "*" }, true },
		{ { " * " }, true },
		{ { "\"*\"" }, false },
		{ { "\"x\", \"y\" ,W/\"abc\"" }, true },
		{ { "\"x\",,\"abc\"" }, true },
		{ { "\"x,\\\", \"abc\"" }, true },
		{ { "\"x\" junk \"abc\"" }, false },
		{ { "\"abc" }, false },
		{ { "" }, false },
		{ { "\"x\"", "\"abc\"" }, true },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		struct pair headers[2];
		struct request req = { .headers = headers };

		while (req.header_count < 2 &&
		       rows[i].values[req.header_count]) {
			headers[req.header_count] = (struct pair){
				SPAN("if-none-match"),
				span_of(rows[i].values[req.header_count])
			};
			req.header_count++;
		}
		cr_expect_eq(conditional_matches(&req, "abc"), rows[i].matches,
			     "row %zu: %s", i, rows[i].values[0]);
	}
}

Test(conditional, reads_a_list_of_ten_thousand)
{
	SCOPED(buf_release) struct buf list = buf_init(1 << 20);
	struct pair header = { .name = SPAN("If-None-Match") };
	struct request req = { .headers = &header, .header_count = 1 };

	for (int i = 0; i < 10000; i++)
		buf_add_text(&list, "\"x\",");
	header.value = buf_span(&list);
	cr_expect(!conditional_matches(&req, "abc"));
	buf_add_text(&list, "\"abc\"");
	header.value = buf_span(&list);
	cr_expect(conditional_matches(&req, "abc"));
}
