/* SPDX-License-Identifier: MIT */
/* Each rule of names is noted where it is applied, as often as it is. */
#include <criterion/criterion.h>

#include "paperd/scoped.h"
#include "test_names.h"

/* Most authors of one row. */
#define ROW_AUTHORS 4

struct row {
	enum rule rule;
	uint32_t count;
	const char *text; /* or parts */
	struct {
		const char *given;
		const char *family;
		const char *literal;
	} parts[ROW_AUTHORS];
	const char *shown;
};

/* clang-format off */
static const struct row rows[] = {
	{ RULE_NAME_LIST, 1, "Amy Hill, Bob Dale and Cy Fox", { { 0 } },
	  "Hill|Amy / Dale|Bob / Fox|Cy" },
	{ RULE_NAME_SPLIT, 2, "Amy Hill and Bob Dale", { { 0 } },
	  "Hill|Amy / Dale|Bob" },
	{ RULE_NAME_SPLIT, 1, NULL, { { .literal = "Hill" } }, "Hill" },
	{ RULE_NAME_PARTICLE, 1, NULL, { { "Amy van", "Hill" } },
	  "van Hill|Amy" },
	{ RULE_NAME_SUFFIX, 1, NULL, { { "Amy", "Hill Jr." } },
	  "Hill|Amy|Jr." },
	{ RULE_NAME_CASE, 2, NULL, { { "GRACE EVE", "O'HILL" } ,
				     { "Amy", "FOXX" } },
	  "O'Hill|Grace Eve / Foxx|Amy" },
	{ RULE_NAME_TITLE, 1, NULL, { { "Dr. Amy", "Hill" } }, "Hill|Amy" },
	{ RULE_NAME_ROLE, 1, NULL, { { .literal = "Hill, Amy (Editor)" } },
	  "Hill|Amy" },
	{ RULE_NAME_TAIL, 1, NULL, { { .literal = "Hill, Amy <1979>" } },
	  "Hill|Amy" },
	{ RULE_NAME_ET_AL, 1, "Hill A, Dale B, et al.", { { 0 } },
	  "Hill|A / Dale|B" },
	{ RULE_NAME_ORGANISATION, 1, NULL, { { "X", "Collaboration" } },
	  "=X Collaboration" },
	{ RULE_NAME_INSTITUTION, 1, NULL,
	  { { "Amy", "Hill" }, { .literal = "School of Art, Ulm" } },
	  "Hill|Amy" },
	{ RULE_NAME_AFFILIATION, 1, NULL, { { "Amy", "Hill (Ulm)" } },
	  "Hill|Amy @Ulm" },
	{ RULE_NAME_NOBODY, 1, NULL,
	  { { "Amy", "Hill" }, { .literal = "Research Assistant" } },
	  "Hill|Amy" },
	{ RULE_NAME_SCRIPT_PAIR, 1, NULL,
	  { { "Анна", "Заяц" }, { "Anna", "Zayats" } },
	  "Заяц|Анна ~Zayats|Anna" },
	{ RULE_NAME_HOMOGLYPH, 1, NULL, { { "Amy", "Hr\xD3\xA7ter" } },
	  "Hröter|Amy" },
	{ RULE_NAME_ACCENT, 1, NULL, { { "Amy", "Gonz´alez" } },
	  "González|Amy" },
	{ RULE_PLACEHOLDER_NULL, 1, NULL, { { "unknown", "Hill" } }, "Hill" },
	{ RULE_TEX_COMMAND, 1, "{Hill and Dale} and F{ox}, Cy", { { 0 } },
	  "=Hill and Dale / Fox|Cy" },
};

/* What is noted must be seen: a name as it is has no rule. */
static const struct row untouched[] = {
	{ 0, 0, NULL, { { "Amy Eve", "van der Hill" } },
	  "van der Hill|Amy Eve" },
	{ 0, 0, NULL, { { "A. B.", "Hill" }, { "GD", "LEE" } },
	  "Hill|A. B. / LEE|GD" },
	{ 0, 0, NULL, { { .family = "Suharto" } }, "Suharto" },
	{ 0, 0, NULL, { { "雍彦", "橋本" }, { "Анна", "Заяц" } },
	  "橋本|雍彦 / Заяц|Анна" },
};
/* clang-format on */

static void run(const struct row *row, struct trace *trace, struct buf *out)
{
	SCOPED(names_release) struct names names = { 0 };
	struct name_parts parts[ROW_AUTHORS] = { 0 };
	enum status status;
	size_t count = 0;

	for (size_t i = 0; i < ROW_AUTHORS; i++) {
		parts[i].given = span_of(row->parts[i].given);
		parts[i].family = span_of(row->parts[i].family);
		parts[i].literal = span_of(row->parts[i].literal);
		if (parts[i].family.len || parts[i].literal.len)
			count++;
	}
	status = row->text
			 ? names_from_text(span_of(row->text), &names, trace,
					   NULL)
			 : names_from_parts(parts, count, &names, trace, NULL);
	cr_assert_eq(status, STATUS_OK);
	show_names(out, &names);
}

Test(names_rules, each_is_noted_as_often_as_it_is_applied)
{
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(buf_release) struct buf out = buf_init(SHOWN_MAX);
		struct trace trace = { 0 };

		run(&rows[i], &trace, &out);
		cr_expect_str_eq(buf_text(&out), rows[i].shown);
		cr_expect_eq(trace.fired[rows[i].rule], rows[i].count,
			     "%s: noted %u times in \"%s\"",
			     rule_row(rows[i].rule)->id,
			     trace.fired[rows[i].rule], buf_text(&out));
	}
}

Test(names_rules, a_clean_name_has_none)
{
	for (size_t i = 0; i < ARRAY_COUNT(untouched); i++) {
		SCOPED(buf_release) struct buf out = buf_init(SHOWN_MAX);
		struct trace trace = { 0 };

		run(&untouched[i], &trace, &out);
		cr_expect_str_eq(buf_text(&out), untouched[i].shown);
		for (int j = 0; j < RULE_COUNT; j++)
			cr_expect_eq(trace.fired[j], 0, "%s in \"%s\"",
				     rule_row((enum rule)j)->id,
				     buf_text(&out));
	}
}

Test(names_rules, every_row_has_an_example_and_a_test)
{
	for (int i = RULE_NAMES; i < RULE_VALUES; i++) {
		const struct rule_row *row = rule_row((enum rule)i);
		bool tested = false;

		for (size_t j = 0; j < ARRAY_COUNT(rows); j++)
			tested |= rows[j].rule == (enum rule)i;
		cr_expect(tested, "%s has no test", row->id);
		cr_expect_str_eq(row->field, "authors");
		cr_expect(row->raw && row->clean, "%s", row->id);
		cr_expect(strcmp(row->raw, row->clean), "%s", row->id);
	}
}
