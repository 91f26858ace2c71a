/* SPDX-License-Identifier: MIT */
/* The table of facts: bounds, and everything against a plain array. */
#include <criterion/criterion.h>

#include <string.h>

#include "facts.h"
#include "paperd/scoped.h"

/* clang-format off */
static const struct {
	const char *name;
	long long id;
	enum status status;
} rows[] = {
	{ "the smallest", 0, STATUS_OK },
	{ "the first of a store", 1, STATUS_OK },
	{ "last of a chunk", 65535, STATUS_OK },
	{ "first of the next", 65536, STATUS_OK },
	{ "far away", 3000000000, STATUS_OK },
	{ "the largest", FACTS_ID_MAX - 1, STATUS_OK },
	{ "too large", FACTS_ID_MAX, STATUS_STORE_FULL },
	{ "much too large", INT64_MAX, STATUS_STORE_FULL },
	{ "negative", -1, STATUS_STORE_FULL },
	{ "very negative", INT64_MIN, STATUS_STORE_FULL },
};
/* clang-format on */

static bool same(const struct facts *a, const struct facts *b)
{
	return memcmp(a, b, sizeof(*a)) == 0;
}

Test(facts, takes_every_id_below_the_bound)
{
	const struct facts none = { 0 };
	uint64_t state = 1;

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		struct facts_table *table = facts_open();
		struct facts facts = chance_facts(&state);
		struct facts got = facts;
		struct error err = { 0 };
		bool fine = rows[i].status == STATUS_OK;

		facts_expect(table, rows[i].id);
		cr_expect_not(facts_get(table, rows[i].id, &got), "%s",
			      rows[i].name);
		cr_expect(same(&got, &none), "%s", rows[i].name);
		cr_expect_eq(facts_reserve(table, rows[i].id, &facts, &err),
			     rows[i].status, "%s", rows[i].name);
		facts_set(table, rows[i].id, &facts);
		facts_expect(table, rows[i].id);
		cr_expect_eq(facts_get(table, rows[i].id, &got), fine, "%s",
			     rows[i].name);
		cr_expect(same(&got, fine ? &facts : &none), "%s",
			  rows[i].name);
		cr_expect_eq(facts_end(table), fine ? rows[i].id + 1 : 0, "%s",
			     rows[i].name);
		cr_expect_eq(facts_count(table), fine, "%s", rows[i].name);
		facts_close(table);
	}
}

Test(facts, close_takes_nothing)
{
	facts_close(NULL);
}

/* ---- against a plain array ---- */

#define MODEL_ROWS  500
#define MODEL_STEPS 20000
/* Apart from each other, over a few chunks. */
#define MODEL_STRIDE 601

struct model {
	struct facts rows[MODEL_ROWS];
	long long end, count;
};

static bool is_held(const struct facts *facts)
{
	return facts->of[FACT_STATE] & STATE_HELD;
}

static void model_set(struct model *model, uint32_t row,
		      const struct facts *facts)
{
	long long id = (long long)row * MODEL_STRIDE;

	model->count += is_held(facts) - is_held(&model->rows[row]);
	model->rows[row] = *facts;
	if (is_held(facts) && id >= model->end)
		model->end = id + 1;
}

static void expect_like(const struct facts_table *table,
			const struct model *model)
{
	for (long long i = 0; i < MODEL_ROWS; i++) {
		struct facts got;
		bool held = facts_get(table, i * MODEL_STRIDE, &got);

		cr_assert_eq(held, is_held(&model->rows[i]), "row %lld", i);
		cr_assert(same(&got, &model->rows[i]), "row %lld", i);
		cr_assert_not(facts_get(table, i * MODEL_STRIDE + 1, &got),
			      "beside row %lld", i);
	}
}

Test(facts, are_as_they_were_set_last)
{
	struct facts_table *table = facts_open();
	struct model model = { 0 };
	uint64_t state = 2;

	for (int step = 0; step < MODEL_STEPS; step++) {
		uint32_t row = chance(&state, MODEL_ROWS);
		struct facts facts = { 0 };
		struct error err = { 0 };

		if (chance(&state, 3))
			facts = chance_facts(&state);
		cr_assert_eq(facts_reserve(table, (long long)row * MODEL_STRIDE,
					   &facts, &err),
			     STATUS_OK, "%s", err.detail);
		facts_set(table, (long long)row * MODEL_STRIDE, &facts);
		model_set(&model, row, &facts);
		cr_assert_eq(facts_count(table), model.count, "%d", step);
		cr_assert_eq(facts_end(table), model.end, "%d", step);
		if (step % 1000 == 0)
			expect_like(table, &model);
	}
	expect_like(table, &model);
	facts_close(table);
}

/* ---- kinds ---- */

/* More kinds than a chunk has, and more than there was room to look for. */
#define KINDS 70000

static struct facts facts_of_kind(uint32_t number)
{
	struct facts facts = { { [FACT_STATE] = STATE_HELD } };

	facts.of[FACT_TYPE] = number % 11;
	facts.of[FACT_LANGUAGE] = number % 13 << 20;
	facts.of[FACT_SOURCE] = number & 1 ? UINT32_MAX : 0;
	facts.of[FACT_LOADED] = number;
	return facts;
}

Test(facts, may_be_of_as_many_kinds_as_there_are_records)
{
	struct facts_table *table = facts_open();
	struct error err = { 0 };
	struct facts got;

	for (uint32_t i = 0; i < KINDS; i++) {
		struct facts facts = facts_of_kind(i);

		cr_assert_eq(facts_reserve(table, i, &facts, &err), STATUS_OK,
			     "%s", err.detail);
		facts_set(table, i, &facts);
	}
	for (uint32_t i = 0; i < KINDS; i++) {
		struct facts facts = facts_of_kind(i);

		cr_assert(facts_get(table, i, &got), "%u", i);
		cr_assert(same(&got, &facts), "%u", i);
	}
	facts_close(table);
}
