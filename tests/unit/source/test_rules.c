/* SPDX-License-Identifier: MIT */
/* Every rule has an example, and the example fires the rule. */
#include <criterion/criterion.h>

#include <cjson/cJSON.h>

#include "paperd/scoped.h"
#include "paperd/source.h"

#define ROOM (1 << 20)

/* No text can show these: JSON that is not UTF-8 is refused before. */
static bool has_none(enum rule rule)
{
	return rule == RULE_BYTES_REPAIRED;
}

static void check_example(enum rule rule, const struct rule_row *row)
{
	const struct field_filter *filter = field_filter_find(
		span_of(row->field));
	SCOPED(buf_release) struct buf out = buf_init(ROOM);
	struct trace trace = { 0 };
	cJSON *got, *wanted;

	cr_assert(filter, "%s: no filter %s", row->id, row->field);
	cr_expect_eq(field_filter_line(filter, span_of(row->raw), &out, &trace,
				       NULL),
		     STATUS_OK, "%s", row->id);
	got = cJSON_Parse(buf_text(&out));
	wanted = cJSON_Parse(row->clean);
	cr_expect(cJSON_Compare(got, wanted, true), "%s: %s", row->id,
		  buf_text(&out));
	cJSON_Delete(got);
	cJSON_Delete(wanted);
	cr_expect_gt(trace.fired[rule], 0, "%s is not at work", row->id);
}

Test(rules, are_shown_at_work_by_their_examples)
{
	for (int rule = 0; rule < RULE_COUNT; rule++) {
		const struct rule_row *row = rule_row((enum rule)rule);

		cr_expect_eq(!row->field, has_none((enum rule)rule), "%s",
			     row->id);
		if (row->field)
			check_example((enum rule)rule, row);
	}
}

static bool is_id(const char *text)
{
	const char *dot = strchr(text, '.');

	for (; *text; text++)
		if (!ascii_is_lower(*text) && !ascii_is_digit(*text) &&
		    *text != '.' && *text != '_')
			return false;
	return dot && dot[1];
}

Test(rules, have_ids_of_their_own_and_a_sentence)
{
	for (int rule = 0; rule < RULE_COUNT; rule++) {
		const struct rule_row *row = rule_row((enum rule)rule);
		size_t len = strlen(row->summary);

		cr_expect(is_id(row->id), "%s", row->id);
		cr_expect(len > 10 && row->summary[len - 1] == '.', "%s",
			  row->id);
		for (int other = 0; other < rule; other++)
			cr_expect_str_neq(row->id,
					  rule_row((enum rule)other)->id);
	}
}

Test(rules, raise_flags_of_the_closed_list)
{
	struct trace trace = { 0 };

	for (int flag = FLAG_NONE + 1; flag < FLAG_COUNT; flag++) {
		int raised = 0;

		for (int rule = 0; rule < RULE_COUNT; rule++)
			raised += (int)rule_row((enum rule)rule)->flag == flag;
		cr_expect_gt(raised, 0, "%s", flag_name((enum flag)flag));
	}
	cr_expect_eq(trace_flags(&trace), 0);
	trace_fired(&trace, RULE_SUSPECT_FFFD);
	cr_expect_eq(trace_flags(&trace), (flag_set)1 << (FLAG_FFFD - 1));
	cr_expect_not(trace_changed(&trace));
	cr_expect_eq(trace_class(&trace), CLASS_SUSPECT);
	trace_fired(&trace, RULE_TAG_INLINE);
	cr_expect(trace_changed(&trace));
}
