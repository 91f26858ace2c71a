/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "../../../server/fetch/items.h"
#include "paperd/scoped.h"

/* Each work in brackets. */
static void all_items(const char *body, struct buf *out)
{
	struct items items = items_of(span_of(body));
	struct span item;

	while (items_next(&items, &item)) {
		buf_add_char(out, '<');
		buf_add_span(out, item);
		buf_add_char(out, '>');
	}
}

Test(items, works_are_cut_as_they_stand)
{
	static const struct row {
		const char *name, *body, *items;
	} rows[] = {
		{ "two",
		  "{\"status\":\"ok\",\"message\":{\"items\":[{\"DOI\":\"a\"},"
		  "{\"n\":1.50e3}]}}",
		  "<{\"DOI\":\"a\"}><{\"n\":1.50e3}>" },
		{ "none", "{\"message\":{\"items\":[]}}", "" },
		{ "brackets in strings",
		  "{\"message\":{\"items\":[{\"t\":\"}]\\\"}\"} , {}]}}",
		  "<{\"t\":\"}]\\\"}\"}><{}>" },
		{ "nested", "{\"message\":{\"items\":[{\"a\":[{}]}]}}",
		  "<{\"a\":[{}]}>" },
		{ "another items before",
		  "{\"x\":{\"items\":[{\"no\":1}]},\"message\":{\"facets\":"
		  "{\"items\":[{}]},\"items\":[{\"yes\":1}]}}",
		  "<{\"yes\":1}>" },
		{ "a value called items",
		  "{\"a\":\"message\",\"message\":{\"b\":\"items\",\"items\":"
		  "[{}]}}",
		  "<{}>" },
		{ "blanks", " { \"message\" : { \"items\" : [ {} , {} ] } }",
		  "<{}><{}>" },
		{ "cut off",
		  "{\"message\":{\"items\":[{\"a\":1},{\"b\":", "<{\"a\":1}>" },
		{ "cut off in a string", "{\"message\":{\"items\":[{\"a", "" },
		{ "not a list", "{\"message\":{\"DOI\":\"a\"}}", "" },
		{ "doiRA", " [ {\"DOI\":\"a\"} ,\n {\"RA\":\"b\"} ] ",
		  "<{\"DOI\":\"a\"}><{\"RA\":\"b\"}>" },
		{ "no objects", "[1]", "" },
		{ "empty", "", "" },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(buf_release) struct buf out = buf_init(4096);

		all_items(rows[i].body, &out);
		cr_expect_str_eq(buf_text(&out), rows[i].items, "%s: %s",
				 rows[i].name, buf_text(&out));
	}
}

Test(items, the_doi_of_a_work)
{
	SCOPED(buf_release) struct buf doi = buf_init(1024);

	cr_assert(item_doi(span_of("{\"DOI\":\"10.1000/ABC\"}"), &doi));
	cr_assert_str_eq(buf_text(&doi), "10.1000/abc");
	cr_assert_not(item_doi(span_of("{\"DOI\":7}"), &doi));
	cr_assert_not(item_doi(span_of("{"), &doi));
}
