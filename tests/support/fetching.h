/* SPDX-License-Identifier: MIT */
/*
 * A daemon that fetches from the stand-in for the world, and the check that
 * holds for whatever that world answers.
 */
#ifndef FETCHING_H
#define FETCHING_H

#include "client.h"
#include "upstream.h"

struct fetching {
	struct upstream world;
	struct daemon site;
	int good;        /* right records asked for so far */
	int descriptors; /* open in the daemon after the first one */
};

/* Starts both, with more options (NULL-ended, or NULL), and asks for a right
 * record.  Only the ports of the hosts are allowed to be asked. */
void fetching_start(struct fetching *ret, const char *const *more);

/* Ends the daemon and starts it again on the same store. */
void fetching_again(struct fetching *fetching, const char *const *more);

/* Requires that what must never be touched was not, that the daemon has no
 * more open than at the start, and that it ends well; ends both. */
void fetching_stop(struct fetching *fetching);

/* What becomes of a DOI. */
struct fate {
	const char *doi;
	long status;      /* of the answer */
	const char *word; /* "fetch" of the problem; of no use for 200 */
	/* the same once it is asked for with ?fetch=never; a word other than
	 * "never" was learned for good */
	const char *held;
};

/* Seconds in which each must end: four requests of two, and a busy machine. */
#define FATE_SECONDS 30

/* Asks for it, and again for what is held. */
void fetching_expect_fate(const struct fetching *fetching,
			  const struct fate *fate);

/* The same, and then for a right record of the same prefix. */
void fetching_expect(struct fetching *fetching, const struct fate *fate);

/* A right record of a host (by its prefix) is fetched. */
void fetching_expect_good(struct fetching *fetching, const char *prefix,
			  const char *after);

/* Asks for a DOI (or the bytes of a path that stand for one). */
struct reply fetching_ask(const struct fetching *fetching, const char *doi,
			  const char *query);

/* In haste, so that faults that take their time take little. */
#define FETCHING_OPTIONS "--fetch-timeout", "2s", "--fetch-wait", "60s"

#endif
