/* SPDX-License-Identifier: MIT */
/*
 * Many clients at once, each with a connection and a question of its own; one
 * thread drives them all.
 *
 *	SCOPED(crowd_release)
 *	struct crowd *crowd = crowd_ask(&daemon, paths, count);
 *	crowd_wait(crowd);
 *	cr_expect_eq(crowd_reply(crowd, 0)->status, 200);
 */
#ifndef CROWD_H
#define CROWD_H

#include "client.h"

struct crowd;

/* Begins to ask for each path (borrowed) with GET. */
struct crowd *crowd_ask(const struct daemon *daemon, const char *const *paths,
			size_t count);
void crowd_release(struct crowd **crowd);

/* Drives them until so many have ended.  Fails the test at the deadline. */
void crowd_wait_for(struct crowd *crowd, size_t ended);

/* Drives them until all have ended. */
void crowd_wait(struct crowd *crowd);

/* Drives them until condition(context) holds.  Fails the test at the deadline.
 */
void crowd_wait_until(struct crowd *crowd, bool (*condition)(void *context),
		      void *context);

/* What one was answered; status 0: nothing yet, or the connection ended. */
const struct reply *crowd_reply(const struct crowd *crowd, size_t index);

#endif
