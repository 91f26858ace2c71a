/* SPDX-License-Identifier: MIT */
/* What of a text was found, shown in it. */
#include <criterion/criterion.h>

#include "paperd/scoped.h"
#include "paperd/search.h"

/* The byte at which character `number` stands. */
static size_t byte_of(struct span text, size_t number)
{
	size_t at = 0;
	uint32_t code;

	while (number--)
		at += utf8_decode(span_slice(text, at, text.len), &code);
	return at;
}

/* The text with its marks in ‹›. */
static void show(struct span text, const struct search_mark *marks,
		 size_t count, struct buf *out)
{
	size_t at = 0;

	for (size_t i = 0; i < count; i++) {
		size_t from = byte_of(text, marks[i].from);
		size_t to = byte_of(text, marks[i].to);

		buf_add_span(out, span_slice(text, at, from));
		buf_add_text(out, "‹");
		buf_add_span(out, span_slice(text, from, to));
		buf_add_text(out, "›");
		at = to;
	}
	buf_add_span(out, span_slice(text, at, text.len));
}

static const struct row {
	const char *query, *text, *expected;
} rows[] = {
	{ "", "dark matter", "dark matter" },
	{ "dark", "", "" },
	{ "dark", "Dark matter, dark!", "‹Dark› matter, ‹dark›!" },
	{ "informs", "The information age", "The ‹information› age" },
	{ "dark -matter", "dark matter", "‹dark› matter" },
	{ "dark OR gas", "gas, dark", "‹gas›, ‹dark›" },
	{ "title:dark author:gas", "dark gas", "‹dark› gas" },
	{ "\"dark matter\"", "dark, matter; matter dark; dark",
	  "‹dark, matter›; matter dark; dark" },
	{ "\"dark matter\" \"matter halo\"", "the dark matter halo",
	  "the ‹dark matter halo›" },
	{ "matter \"dark matter halo\"", "matter dark matter halos",
	  "‹matter› ‹dark matter halos›" },
	{ "\"a a b\"", "a a a b a b", "a ‹a a b› a b" },
	{ "covid-19", "COVID-19 covid 19 covid",
	  "‹COVID-19› ‹covid 19› covid" },
	{ "informat*", "informs, information; Informational",
	  "informs, ‹information›; ‹Informational›" },
	{ "dyi*", "dying, dye", "‹dying›, dye" },
	{ "inf*", "infinite info unified", "‹infinite› ‹info› unified" },
	{ "\"dark\" mat* dark-mat*", "dark matter, mathematics",
	  "‹dark matter›, ‹mathematics›" },
	{ "gödel", "Godel and GÖDEL", "‹Godel› and ‹GÖDEL›" },
	{ "CO2", "of CO₂ and CO_{2}", "of ‹CO₂› and ‹CO_{2}›" },
	{ "alpha-synuclein", "an α-synuclein", "an ‹α-synuclein›" },
	{ "白血病", "急性白血病患者", "急性‹白血病›患者" },
	{ "维生素D", "缺乏维生素D症", "缺乏‹维生素D›症" },
	{ "病", "白血病患者的病", "白血‹病›患者的‹病›" },
	{ "病D D病", "白病D病人", "白‹病D病›人" },
	{ "病 病人", "病人", "‹病人›" },
	{ "生活 活", "学生活动", "学‹生活›动" },
	{ "白* 者", "白血病患者", "‹白›血病患‹者›" },
	{ "журналы", "в Журналы физики", "в ‹Журналы› физики" },
};

Test(marks, rows)
{
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		const struct row *row = &rows[i];
		SCOPED(search_release) struct search search = { 0 };
		SCOPED(buf_release) struct buf shown = buf_init(1 << 16);
		struct search_mark marks[SEARCH_MARKS_MAX];
		size_t count;

		cr_assert_eq(search_add(&search, span_of(row->query),
					SEARCH_ANYWHERE, NULL),
			     STATUS_OK);
		count = search_marks(&search, SEARCH_TITLE, span_of(row->text),
				     marks);
		show(span_of(row->text), marks, count, &shown);
		cr_expect_str_eq(buf_text(&shown), row->expected,
				 "%s in \"%s\": %s", row->query, row->text,
				 buf_text(&shown));
	}
}

/* How many marks a text of so many words has for a search. */
static size_t count_marks(const char *query, size_t words)
{
	SCOPED(search_release) struct search search = { 0 };
	SCOPED(buf_release) struct buf text = buf_init(1 << 20);
	struct search_mark marks[SEARCH_MARKS_MAX];

	for (size_t i = 0; i < words; i++)
		buf_add_text(&text, "dark ");
	cr_assert_eq(search_add(&search, span_of(query), SEARCH_ANYWHERE, NULL),
		     STATUS_OK);
	return search_marks(&search, SEARCH_TITLE, buf_span(&text), marks);
}

Test(marks, are_so_many_at_most)
{
	cr_assert_eq(count_marks("dark", SEARCH_MARKS_MAX - 1),
		     SEARCH_MARKS_MAX - 1);
	cr_assert_eq(count_marks("dark", 1000), SEARCH_MARKS_MAX);
	cr_assert_eq(count_marks("dark-dark", 1000), 1, "what overlaps is one");
}

/* A phrase of more terms than a pattern has. */
Test(marks, of_a_long_phrase)
{
	SCOPED(search_release) struct search search = { 0 };
	SCOPED(buf_release) struct buf text = buf_init(1 << 16);
	struct search_mark marks[SEARCH_MARKS_MAX];

	buf_add_text(&text, "\"");
	for (int i = 0; i < 100; i++)
		buf_add_format(&text, "%d ", 100 + i);
	buf_add_text(&text, "\"");
	cr_assert_eq(
		search_add(&search, buf_span(&text), SEARCH_ANYWHERE, NULL),
		STATUS_OK);
	cr_assert_eq(
		search_marks(&search, SEARCH_TITLE, buf_span(&text), marks), 1);
	cr_assert_eq(marks[0].from, 1);
	cr_assert_eq(marks[0].to, 1 + 64 * 4 - 1);
}
