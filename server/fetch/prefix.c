/* SPDX-License-Identifier: MIT */
#include "prefix.h"

#include <stdio.h>

#include "flight.h"

static struct span prefix_of(struct span doi)
{
	struct span rest = doi, prefix = { 0 };

	span_next(&rest, '/', &prefix);
	return prefix;
}

static size_t slot_of(struct span prefix)
{
	return doi_hash(prefix) % PREFIXES;
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
