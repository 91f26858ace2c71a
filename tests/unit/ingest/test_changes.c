/* SPDX-License-Identifier: MIT */
/* What making a record anew changed, by field and by rule. */
#include <criterion/criterion.h>

#include "../../../server/ingest/changes.h"
#include "paperd/scoped.h"
#include "paperd/source.h"

#define ROOM (1 << 20)

static const char raw[] = "{\"DOI\":\"10.5555/A\",\"title\":[\"T\"],"
			  "\"publisher\":\"P\"}";

/* Compares a record as it was with what raw gives. */
static struct change_counts changes_of(const char *was)
{
	SCOPED(paper_release) struct paper paper = { 0 };
	SCOPED(report_release) struct report report = { .full = true };
	struct change_counts changes = { 0 };

	cr_assert_eq(source_read(span_of(raw), &paper, &report, NULL),
		     STATUS_OK);
	cr_assert_eq(
		change_counts_note(&changes, span_of(was), &paper, &report),
		changes.records == 1);
	return changes;
}

static void add_line(void *context, const char *text)
{
	buf_add_text(context, text);
	buf_add_char(context, '\n');
}

static const struct {
	const char *name;
	const char *was;
	const char *told;
} rows[] = {
	{ "nothing",
	  "{\"doi\":\"10.5555/a\",\"url\":\"https://doi.org/10.5555/a\","
	  "\"title\":\"T\",\"publisher\":\"P\"}",
	  "" },
	{ "where it came from does not count",
	  "{\"doi\":\"10.5555/a\",\"url\":\"https://doi.org/10.5555/a\","
	  "\"title\":\"T\",\"publisher\":\"P\",\"source\":{\"rules\":0}}",
	  "" },
	{ "a field without a rule",
	  "{\"doi\":\"10.5555/a\",\"url\":\"https://doi.org/10.5555/a\","
	  "\"title\":\"T.\",\"publisher\":\"P\"}",
	  "fields changed: title 1\n" },
	{ "a field that was not there, and one with a rule",
	  "{\"doi\":\"10.5555/A\",\"url\":\"https://doi.org/10.5555/a\","
	  "\"title\":\"T\"}",
	  "fields changed: doi 1, publisher 1\n"
	  "rules at work in them: doi.lower 1\n" },
};

Test(changes, are_told_by_field_and_rule)
{
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(buf_release) struct buf told = buf_init(ROOM);
		struct change_counts changes = changes_of(rows[i].was);

		change_counts_tell(&changes, add_line, &told);
		cr_expect_str_eq(buf_text(&told), rows[i].told, "%s: %s",
				 rows[i].name, buf_text(&told));
	}
}

Test(changes, add_up_and_the_most_comes_first)
{
	SCOPED(buf_release) struct buf told = buf_init(ROOM);
	struct change_counts sum = { 0 }, one = changes_of(rows[2].was);
	struct change_counts other = changes_of(rows[3].was);

	change_counts_add(&sum, &other);
	change_counts_add(&sum, &one);
	change_counts_add(&sum, &one);
	cr_expect_eq(sum.records, 3);
	change_counts_tell(&sum, add_line, &told);
	cr_expect_str_eq(buf_text(&told),
			 "fields changed: title 2, doi 1, publisher 1\n"
			 "rules at work in them: doi.lower 1\n");
}
