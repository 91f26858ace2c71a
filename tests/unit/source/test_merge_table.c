/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "paperd/scoped.h"
#include "test_merge.h"

#define JSON_MAX (1 << 20)

/* Deep is the table, three, not any input. */
static void write_members(const struct field *fields, struct buf *out);

/* A value of that kind that is like no other. */
static void write_value(const struct field *field, struct buf *out)
{
	size_t own = out->len;

	switch (field->kind) {
	case FIELD_TEXT:
		buf_add_format(out, "\"x%zu\"", own);
		break;
	case FIELD_INTEGER:
		buf_add_format(out, "%zu", own);
		break;
	case FIELD_NUMBER:
		buf_add_format(out, "%zu.5", own);
		break;
	case FIELD_TRUTH:
		buf_add_text(out, "true");
		break;
	case FIELD_TEXTS:
		buf_add_format(out, "[\"x%zu\"]", own);
		break;
	case FIELD_OBJECT:
		write_members(field->fields, out);
		break;
	case FIELD_OBJECTS:
		buf_add_char(out, '[');
		write_members(field->fields, out);
		buf_add_char(out, ']');
		break;
	case FIELD_KEYED:
		buf_add_format(out, "{\"x%zu\":", own);
		write_members(field->fields + 1, out);
		buf_add_char(out, '}');
		break;
	}
}

static void write_members(const struct field *fields, struct buf *out)
{
	for (const struct field *field = fields; field->name; field++) {
		buf_add_text(out, field == fields ? "{" : ",");
		buf_add_format(out, "\"%s\":", field->name);
		write_value(field, out);
	}
	buf_add_char(out, '}');
}

/* All but where a record came from. */
static field_set all_but_sources(void)
{
	return ~((UINT64_C(1)
		  << (paper_field(span_of("source")) - paper_fields)) |
		 (UINT64_C(1)
		  << (paper_field(span_of("sources")) - paper_fields)));
}

/* A member that the table has forgotten would be lost. */
Test(merge_table, has_a_row_for_every_member)
{
	SCOPED(buf_release) struct buf json = buf_init(JSON_MAX);
	SCOPED(buf_release) struct buf want = buf_init(JSON_MAX);
	SCOPED(buf_release) struct buf got = buf_init(JSON_MAX);
	SCOPED(papers_release) struct papers papers = { 0 };
	SCOPED(paper_release) struct paper ret = { 0 };

	write_members(paper_fields, &json);
	buf_add_text(&json, "\n" FROM("s2", "\"keywords\":[]"));
	papers_read(buf_text(&json), &papers);
	cr_assert_eq(papers.count, 2);
	paper_to_json(&papers.items[0], all_but_sources(), &want);
	cr_assert_eq(source_merge(papers.items, 2, &ret, NULL), STATUS_OK);
	paper_to_json(&ret, all_but_sources(), &got);
	cr_expect_str_eq(buf_text(&got), buf_text(&want));
	cr_expect_eq(ret.sources.count, 2);
}
