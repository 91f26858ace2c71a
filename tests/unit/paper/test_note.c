/* SPDX-License-Identifier: MIT */
/* What notices say of a record. */
#include <criterion/criterion.h>

#include "paperd/paper.h"
#include "paperd/scoped.h"

Test(note, only_what_takes_a_work_back_retracts_it)
{
	static const struct {
		const char *type;
		bool retracts;
	} rows[] = {
		{ "retraction", true },
		{ "Retraction", true },
		{ "withdrawal", true },
		{ "removal", true },
		{ "partial_retraction", false },
		{ "correction", false },
		{ "corrigendum", false },
		{ "expression_of_concern", false },
		{ "new_version", false },
		{ "", false },
		{ NULL, false },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		struct update update = {
			.type = (char *)(uintptr_t)rows[i].type
		};

		cr_expect_eq(update_retracts(&update), rows[i].retracts, "%s",
			     rows[i].type);
	}
}

Test(note, adds_what_is_not_there_yet)
{
	static const char json[] =
		"{\"doi\":\"10.1000/a\",\"updates\":[{\"type\":\"retraction\","
		"\"direction\":\"by\",\"doi\":\"10.1000/r\"}]}";
	static const char said[] =
		"{\"updates\":[{\"type\":\"retraction\",\"direction\":\"by\","
		"\"doi\":\"10.1000/r\",\"date\":\"2020\"},"
		"{\"type\":\"correction\",\"direction\":\"by\","
		"\"doi\":\"10.1000/r\"},"
		"{\"direction\":\"by\",\"doi\":\"10.1000/x\"}]}";
	SCOPED(paper_release) struct paper notices = { 0 };
	SCOPED(paper_release) struct paper paper = { 0 };

	cr_assert_eq(paper_from_json(span_of(json), &paper, NULL), STATUS_OK);
	cr_assert_eq(paper_from_json(span_of(said), &notices, NULL), STATUS_OK);
	for (int round = 0; round < 2; round++) {
		cr_assert(paper_note(&paper, &notices.updates));
		cr_assert_eq(paper.updates.count, 3);
		cr_expect_null(paper.updates.items[0].date);
		cr_expect_str_eq(paper.updates.items[1].type, "correction");
		cr_expect_str_eq(paper.updates.items[2].doi, "10.1000/x");
		cr_expect_eq(paper.retracted, TRUTH_YES);
	}
}
