/* SPDX-License-Identifier: MIT */
/*
 * Which registration agency a DOI prefix is with, as learnt from doi.org: a
 * small memory in which a new entry may push out an old one.  A prefix may
 * have DOIs at several agencies; so this is where to ask first, no more.
 */
#ifndef FETCH_PREFIX_H
#define FETCH_PREFIX_H

#include "step.h"

#define PREFIXES     4096
#define PREFIX_BYTES 24 /* of a prefix that is kept; longer ones are not */

struct prefixes {
	struct prefix {
		char text[PREFIX_BYTES];
		char name[24];
		enum agency agency;
	} slots[PREFIXES];
};

/* NULL: not known. */
const struct prefix *prefix_find(const struct prefixes *prefixes,
				 struct span doi);
void prefix_learn(struct prefixes *prefixes, struct span doi,
		  enum agency agency, const char *name);

#endif
