/* SPDX-License-Identifier: MIT */
#include "test_source.h"

#include <criterion/criterion.h>

#include "paperd/scoped.h"
#include "paperd/source.h"

#define JSON_MAX (1 << 20)

static void check(const struct source_row *row)
{
	SCOPED(buf_release) struct buf json = buf_init(JSON_MAX);
	SCOPED(paper_release) struct paper paper = { 0 };
	struct error err = { 0 };
	field_set set;

	cr_assert_eq(field_set_parse(span_of(row->fields), &set, &err),
		     STATUS_OK, "%s: %s", row->name, err.detail);
	cr_assert_eq(source_read(span_of(row->raw), &paper, NULL, &err),
		     STATUS_OK, "%s: %s", row->name, err.detail);
	paper_to_json(&paper, set, &json);
	cr_expect_str_eq(buf_text(&json), row->paper, "%s:\n%s\nwanted\n%s",
			 row->name, buf_text(&json), row->paper);
}

void source_check(const struct source_row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++)
		check(&rows[i]);
}
