/* SPDX-License-Identifier: MIT */
#include "test_merge.h"

#include <criterion/criterion.h>

#include "paperd/scoped.h"

#define JSON_MAX (1 << 20)

void papers_release(struct papers *papers)
{
	for (size_t i = 0; i < papers->count; i++)
		paper_release(&papers->items[i]);
}

void papers_read(const char *lines, struct papers *ret)
{
	struct span rest = span_of(lines), line;

	while (span_next(&rest, '\n', &line) && line.len) {
		struct error err = { 0 };

		cr_assert_lt(ret->count, PAPERS_MAX);
		cr_assert_eq(
			paper_from_json(line, &ret->items[ret->count], &err),
			STATUS_OK, "%s: %.*s", err.detail, (int)line.len,
			line.at);
		ret->count++;
	}
}

static void merge(struct papers *papers, const char *fields, struct buf *out)
{
	SCOPED(paper_release) struct paper paper = { 0 };
	struct error err = { 0 };
	field_set set;

	cr_assert_eq(field_set_parse(span_of(fields), &set, &err), STATUS_OK,
		     "%s", err.detail);
	cr_assert_eq(source_merge(papers->items, papers->count, &paper, &err),
		     STATUS_OK, "%s", err.detail);
	paper_to_json(&paper, set, out);
}

void papers_merge(const char *lines, const char *fields, struct buf *out)
{
	SCOPED(papers_release) struct papers papers = { 0 };

	papers_read(lines, &papers);
	merge(&papers, fields, out);
}

static void reverse(struct papers *papers)
{
	for (size_t i = 0; 2 * i + 1 < papers->count; i++) {
		struct paper *a = &papers->items[i];
		struct paper *b = &papers->items[papers->count - 1 - i];
		struct paper between = *a;

		*a = *b;
		*b = between;
	}
}

static void check(const struct merge_row *row, bool reversed)
{
	SCOPED(papers_release) struct papers papers = { 0 };
	SCOPED(buf_release) struct buf json = buf_init(JSON_MAX);

	papers_read(row->papers, &papers);
	if (reversed)
		reverse(&papers);
	merge(&papers, row->fields, &json);
	cr_expect_str_eq(buf_text(&json), row->want, "%s%s:\n%s\nwanted\n%s",
			 row->name, reversed ? " (reversed)" : "",
			 buf_text(&json), row->want);
}

void merge_check(const struct merge_row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		check(&rows[i], false);
		check(&rows[i], true);
	}
}
