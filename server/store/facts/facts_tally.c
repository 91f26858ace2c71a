/* SPDX-License-Identifier: MIT */
/*
 * Facets: an array of counters for each, by the number in the member.  Numbers
 * are ids of small tables and so lie close together.
 */
#include "facts.h"

#include <stdlib.h>
#include <string.h>

#include "paperd/scoped.h"

/* The counters of a facet to begin with, and at most: 256 MiB.  A store has
 * fewer journals, and fewer words. */
#define TALLY_ROOM     256
#define TALLY_ROOM_MAX (1U << 26)

/* What a facet counts: a member, or what two bits of the state say. */
static const struct facet_row {
	enum fact member;
	uint32_t one, two; /* bits that stand for 1 and 2; 0: the member */
} facet_rows[FACETS] = {
	[FACET_TYPE] = { FACT_TYPE },
	[FACET_YEAR] = { FACT_YEAR },
	[FACET_JOURNAL] = { FACT_JOURNAL },
	[FACET_LANGUAGE] = { FACT_LANGUAGE },
	[FACET_PUBLISHER] = { FACT_PUBLISHER },
	[FACET_OPEN_ACCESS] = { FACT_STATE, STATE_OPEN, STATE_CLOSED },
	[FACET_SOURCE] = { FACT_SOURCE },
	[FACET_HAS_ABSTRACT] = { FACT_STATE, HAS_ABSTRACT },
};

static uint32_t number_of(const struct facet_row *row,
			  const struct facts *facts)
{
	uint32_t number = facts->of[row->member];

	if (row->one == 0)
		return number;
	if (number & row->one)
		return 1;
	return number & row->two ? 2 : 0;
}

/* Room for a number. */
static bool tally_grow(struct tally *tally, uint32_t number)
{
	size_t room = tally->room ? tally->room : TALLY_ROOM;
	uint32_t *numbers;

	if (number >= TALLY_ROOM_MAX)
		return false;
	while (room <= number)
		room *= 2;
	numbers = calloc(room, sizeof(*numbers));
	if (!numbers)
		return false;
	if (tally->room)
		memcpy(numbers, tally->numbers, tally->room * sizeof(*numbers));
	free(tally->numbers);
	*tally = (struct tally){ numbers, room };
	return true;
}

bool tallies_add(struct tallies *tallies, const struct facts *facts)
{
	for (unsigned left = tallies->facets; left; left &= left - 1) {
		int facet = __builtin_ctz(left);
		struct tally *tally = &tallies->of[facet];
		uint32_t number = number_of(&facet_rows[facet], facts);

		if (number >= tally->room && !tally_grow(tally, number))
			return false;
		tally->numbers[number]++;
	}
	return true;
}

void tallies_release(struct tallies *tallies)
{
	for (int i = 0; i < FACETS; i++)
		free(tallies->of[i].numbers);
	*tallies = (struct tallies){ 0 };
}

/* An order of values: most records first, then the smaller number. */
static uint64_t tallied_place(uint32_t records)
{
	return UINT32_MAX - records;
}

/* Picks among the values; returns how many there are. */
static size_t values_pick(const struct tally *tally, uint32_t from,
			  struct picks *picks)
{
	size_t distinct = 0;

	for (uint32_t i = from; i < tally->room; i++) {
		if (tally->numbers[i] == 0)
			continue;
		distinct++;
		picks_add(picks, tallied_place(tally->numbers[i]), i);
	}
	return distinct;
}

size_t tallies_top(const struct tallies *tallies, enum query_facet facet,
		   struct tallied *ret, size_t max, size_t *ret_distinct)
{
	struct picked items[QUERY_FACET_MAX];
	struct picks picks = { .items = items, .room = max };
	uint32_t from = facet_rows[facet].one == 0 ? 1 : 0;

	if (picks.room > QUERY_FACET_MAX)
		picks.room = QUERY_FACET_MAX;
	*ret_distinct = values_pick(&tallies->of[facet], from, &picks);
	picks_sort(&picks);
	for (size_t i = 0; i < picks.count; i++)
		ret[i] = (struct tallied){
			(uint32_t)items[i].id,
			UINT32_MAX - (uint32_t)items[i].value,
		};
	return picks.count;
}
