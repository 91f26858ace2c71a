/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "paperd/paper.h"
#include "paperd/scoped.h"

static char *text(const char *value)
{
	return span_copy(span_of(value));
}

static size_t size_of(const struct field *field)
{
	static const size_t sizes[] = {
		[FIELD_TEXT] = sizeof(char *),
		[FIELD_INTEGER] = sizeof(struct integer),
		[FIELD_NUMBER] = sizeof(struct number),
		[FIELD_TRUTH] = sizeof(enum truth),
		[FIELD_TEXTS] = sizeof(struct texts),
		[FIELD_OBJECTS] = sizeof(struct texts),
		[FIELD_KEYED] = sizeof(struct texts),
	};

	return field->kind == FIELD_OBJECT ? field->size : sizes[field->kind];
}

/* The rows follow the members of the struct with no gap but padding, so a
 * member without a row is found here. */
static void check_table(const struct field *fields, size_t size,
			const char *name)
{
	size_t end = 0;

	for (const struct field *field = fields; field->name; field++) {
		cr_assert_geq(field->offset, end, "%s.%s", name, field->name);
		cr_assert_lt(field->offset - end, sizeof(void *),
			     "a member of %s before %s has no row", name,
			     field->name);
		cr_assert_not_null(field->summary, "%s.%s", name, field->name);
		end = field->offset + size_of(field);
		if (field->fields && field->kind != FIELD_OBJECT)
			check_table(field->fields, field->size, field->name);
		if (field->kind == FIELD_OBJECT)
			check_table(field->fields, field->size, field->name);
	}
	cr_assert_lt(size - end, sizeof(void *),
		     "the last member of %s has no row", name);
}

Test(paper, every_member_has_its_row)
{
	check_table(paper_fields, sizeof(struct paper), "paper");
}

Test(paper, names_are_found_and_fit_the_set)
{
	size_t count = 0;

	for (; paper_fields[count].name; count++)
		cr_assert_eq(paper_field(span_of(paper_fields[count].name)),
			     &paper_fields[count]);
	cr_assert_leq(count, 64);
	cr_assert_null(paper_field(span_of("doix")));
}

static void fill(struct paper *paper)
{
	struct person *person;
	struct translation *translation;
	struct reference *reference;

	paper->doi = text("10.1000/182");
	paper->title = text("A \"title\" \xE7\x99\xBD");
	paper->abstract = text("One.\nTwo.");
	paper->year = (struct integer){ true, 2019 };
	paper->citation_count = (struct integer){ true, 0 };
	paper->open_access = TRUTH_NO;
	paper->journal.impact_factor = (struct number){ true, 3.5 };
	paper->source.line = (struct integer){ true, 12 };
	for (int i = 0; i < 5; i++) {
		person = people_add(&paper->authors);
		person->family = text("Family");
		texts_take(&person->affiliations, text("Here"));
	}
	translation = translations_add(&paper->translations);
	translation->lang = text("zh");
	translation->title = text("\xE7\x99\xBD");
	for (int i = 0; i < 3; i++) {
		reference = references_add(&paper->references);
		reference->doi = text("10.1/x");
	}
	texts_take(&paper->keywords, text("one"));
	texts_take(&paper->keywords, text("two"));
}

Test(paper, reads_back_what_it_writes)
{
	SCOPED(paper_release) struct paper paper = { 0 };
	SCOPED(paper_release) struct paper back = { 0 };
	SCOPED(buf_release) struct buf first = buf_init(1 << 20);
	SCOPED(buf_release) struct buf second = buf_init(1 << 20);
	struct error err = { 0 };

	fill(&paper);
	paper_to_json(&paper, FIELD_SET_ALL, &first);
	cr_assert_eq(paper_from_json(buf_span(&first), &back, &err), STATUS_OK,
		     "%s", err.detail);
	paper_to_json(&back, FIELD_SET_ALL, &second);
	cr_assert_str_eq(buf_text(&first), buf_text(&second));
	cr_assert_eq(back.citation_count.known, true);
	cr_assert_eq(back.open_access, TRUTH_NO);
	cr_assert_eq(back.authors.count, 5);
}

Test(paper, writes_only_what_is_known)
{
	SCOPED(paper_release) struct paper paper = { 0 };
	SCOPED(buf_release) struct buf out = buf_init(1 << 20);

	paper.doi = text("10.1000/182");
	paper.title = text("");
	paper.citation_count = (struct integer){ true, 0 };
	paper.open_access = TRUTH_NO;
	cr_assert_not_null(people_add(&paper.authors));
	paper.authors.items[0].name = text("X");
	paper_to_json(&paper, FIELD_SET_ALL, &out);
	cr_assert_str_eq(
		buf_text(&out),
		"{\"doi\":\"10.1000/182\",\"authors\":[{\"name\":\"X\"}"
		"],\"open_access\":false,\"citation_count\":0}");
}

Test(paper, writes_the_fields_asked_for_in_the_order_of_the_table)
{
	SCOPED(paper_release) struct paper paper = { 0 };
	SCOPED(buf_release) struct buf out = buf_init(1 << 20);
	struct error err = { 0 };
	field_set set;

	fill(&paper);
	cr_assert_eq(
		field_set_parse(span_of("year, translations,doi"), &set, &err),
		STATUS_OK);
	paper_to_json(&paper, set, &out);
	cr_assert_str_eq(buf_text(&out),
			 "{\"doi\":\"10.1000/182\",\"translations\":{\"zh\":{"
			 "\"title\":\"\xE7\x99\xBD\"}},\"year\":2019}");
}

Test(paper, names_an_unknown_field_and_the_known_ones)
{
	struct error err = { 0 };
	field_set set = 7;

	cr_assert_eq(field_set_parse(span_of("doi,colour"), &set, &err),
		     STATUS_INVALID_PARAMETER);
	cr_assert(strstr(err.detail, "\"colour\""), "%s", err.detail);
	cr_assert(strstr(err.detail, "abstract"), "%s", err.detail);
	cr_assert_eq(set, 7, "outputs are untouched on failure");
}

static const struct {
	const char *json, *complaint; /* NULL: it can be read */
} bad_rows[] = {
	{ "{\"doi\":\"10.1/x\",\"colour\":1}", NULL },
	{ "{\"doi\":\"a\",\"doi\":\"b\"}", NULL },
	{ "[1]", "JSON object" },
	{ "{\"doi\":1}", "\"doi\"" },
	{ "{\"authors\":{}}", "\"authors\"" },
	{ "{\"authors\":[[\"x\"]]}", "\"authors\"" },
	{ "{\"authors\":[{\"family\":[]}]}", "\"family\"" },
	{ "{\"translations\":{\"zh\":1}}", "\"translations\"" },
	{ "{\"keywords\":[1]}", "\"keywords\"" },
	{ "{\"open_access\":\"yes\"}", "\"open_access\"" },
	{ "{\"doi\":", "JSON object" },
};

Test(paper, refuses_values_of_another_type)
{
	for (size_t i = 0; i < ARRAY_COUNT(bad_rows); i++) {
		SCOPED(paper_release) struct paper paper = { 0 };
		struct error err = { 0 };
		enum status status = paper_from_json(span_of(bad_rows[i].json),
						     &paper, &err);

		cr_assert_eq(status == STATUS_OK, !bad_rows[i].complaint, "%s",
			     bad_rows[i].json);
		if (bad_rows[i].complaint)
			cr_assert(strstr(err.detail, bad_rows[i].complaint),
				  "%s: %s", bad_rows[i].json, err.detail);
	}
}

Test(paper, lists_grow_one_by_one)
{
	struct texts list = { 0 };

	for (int i = 0; i < 1000; i++)
		cr_assert(texts_take(&list, text("x")));
	cr_assert_eq(list.count, 1000);
	cr_assert_not(texts_take(&list, NULL));
	texts_release(&list);
	cr_assert_null(list.items);
}
