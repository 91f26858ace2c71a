/* SPDX-License-Identifier: MIT */
#include "prefix.h"

#include <stdio.h>

static struct span prefix_of(struct span doi)
{
	struct span rest = doi, prefix = { 0 };

	span_next(&rest, '/', &prefix);
	return prefix;
}

static size_t slot_of(struct span prefix)
{
	uint32_t hash = 2166136261u;

	for (size_t i = 0; i < prefix.len; i++)
		hash = (hash ^ (unsigned char)prefix.at[i]) * 16777619u;
	return hash % PREFIXES;
}

const struct prefix *prefix_find(const struct prefixes *prefixes,
				 struct span doi)
{
	struct span prefix = prefix_of(doi);
	const struct prefix *slot = &prefixes->slots[slot_of(prefix)];

	return prefix.len && span_is(prefix, slot->text) ? slot : NULL;
}

void prefix_learn(struct prefixes *prefixes, struct span doi,
		  enum agency agency, const char *name)
{
	struct span prefix = prefix_of(doi);
	struct prefix *slot = &prefixes->slots[slot_of(prefix)];

	if (agency == AGENCY_UNKNOWN || prefix.len >= PREFIX_BYTES)
		return;
	slot->agency = agency;
	snprintf(slot->text, PREFIX_BYTES, "%.*s", (int)prefix.len, prefix.at);
	snprintf(slot->name, sizeof(slot->name), "%s", name);
}
