/* SPDX-License-Identifier: MIT */
/* What the tests of facts share: chance that is the same in every run. */
#ifndef TESTS_UNIT_STORE_FACTS_H
#define TESTS_UNIT_STORE_FACTS_H

#include "../../../server/store/facts/facts.h"

/* A number below `below`, by a linear congruential generator. */
static inline uint32_t chance(uint64_t *state, uint32_t below)
{
	*state = *state * 6364136223846793005 + 1442695040888963407;
	return (uint32_t)((*state >> 33) % below);
}

/* A record of which every member has few values, so that they meet often. */
static inline struct facts chance_facts(uint64_t *state)
{
	struct facts facts;

	for (int i = 0; i < FACTS; i++)
		facts.of[i] = chance(state, 12);
	facts.of[FACT_STATE] = STATE_HELD | chance(state, 1024) |
			       chance(state, 8) << 17 |
			       chance(state, 64) << STATE_PRIOR_SHIFT;
	return facts;
}

#endif
