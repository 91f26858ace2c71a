/* SPDX-License-Identifier: MIT */
#include "sqlite_collect.h"

#include <stdlib.h>

void collect_release(struct collect *collect)
{
	tallies_release(&collect->tallies);
	picks_release(&collect->picks);
	free(collect->met);
	free(collect->refused);
	*collect = (struct collect){ 0 };
}

/* ---- records that were met ---- */

enum status collect_keep(struct collect *collect, struct error *err)
{
	collect->end = facts_end(collect->facts);
	collect->met = calloc((size_t)collect->end / 8 + 1, 1);
	if (!collect->met)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	return STATUS_OK;
}

static bool has_bit(const uint8_t *bits, long long id)
{
	return bits[id / 8] >> id % 8 & 1;
}

bool collect_has_met(const struct collect *collect, long long id)
{
	return id < collect->end && has_bit(collect->met, id);
}

static bool is_refused(const struct collect *collect, long long id)
{
	return collect->refused &&
	       (id >= collect->refused_end || has_bit(collect->refused, id));
}

/* True when the record comes for the first time. */
static bool meet(struct collect *collect, long long id)
{
	if (!collect->met)
		return true;
	if (id >= collect->end || collect_has_met(collect, id))
		return false;
	collect->met[id / 8] |= (uint8_t)(1 << id % 8);
	return true;
}

/* ---- a record ---- */

static uint64_t place_of(struct collect *collect, long long id,
			 const struct facts *facts, const struct hit *hit)
{
	if (collect->ranking && hit)
		return rank_place(collect->ranking, hit, facts);
	return fact_place(facts, (uint64_t)id, collect->query);
}

static void pick(struct collect *collect, long long id,
		 const struct facts *facts, const struct hit *hit)
{
	uint64_t place;

	if (id == collect->first) {
		collect->first_met = true;
		return;
	}
	if (!collect->picks.room)
		return;
	if (collect->ranking && id >= collect->ranking->end)
		return;
	place = place_of(collect, id, facts, hit);
	picks_add(&collect->picks, place, (uint64_t)id);
}

void collect_record(struct collect *collect, long long id,
		    const struct hit *hit)
{
	struct facts facts;

	if (!facts_get(collect->facts, id, &facts) ||
	    !selection_has(collect->selection, id, &facts) ||
	    is_refused(collect, id) || !meet(collect, id))
		return;
	collect->total++;
	if (collect->tallies.facets && !tallies_add(&collect->tallies, &facts))
		collect->failed = true;
	pick(collect, id, &facts, hit);
}

/* ---- rows of the index ---- */

static void oldest_record(struct collect *collect)
{
	struct expected *expected = &collect->expected;
	struct hit hit = { .row = expected->rows[expected->next] };

	expected->next = (expected->next + 1) % EXPECTED_MAX;
	expected->count--;
	collect_record(collect, index_record(hit.row), &hit);
}

void collect_row(struct collect *collect, const struct hit *hit)
{
	struct expected *expected = &collect->expected;

	if (collect->ranking && rank_is_scored(collect->ranking, hit->row)) {
		collect_record(collect, index_record(hit->row), hit);
		return;
	}
	if (expected->count == EXPECTED_MAX)
		oldest_record(collect);
	facts_expect(collect->facts, index_record(hit->row));
	expected->rows[(expected->next + expected->count++) % EXPECTED_MAX] =
		hit->row;
}

void collect_rest(struct collect *collect)
{
	while (collect->expected.count)
		oldest_record(collect);
}
