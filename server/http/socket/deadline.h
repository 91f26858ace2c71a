/* SPDX-License-Identifier: MIT */
/*
 * Deadlines of connections.
 *
 * libmicrohttpd times inactivity only, so one byte now and then keeps a
 * connection for ever.  A thread of its own looks at all deadlines several
 * times a second and shuts the sockets down whose time is over; the event loop
 * then sees an end of file and closes them.  Since it knows how many there
 * are, it also gives memory back when many have gone.
 *
 * A connection stands in the table from before its socket can be used until
 * before it is closed, and the shutdown happens under the table's mutex: a
 * number of a socket that is already another connection's is never hit.
 */
#ifndef HTTP_DEADLINE_H
#define HTTP_DEADLINE_H

#include <stdbool.h>

#include "paperd/error.h"

struct deadline {
	int fd;
	_Atomic long long at; /* monotonic milliseconds; 0: none */
	struct deadline *next, **link;
};

struct reaper;

/* Cut connections are counted in *cut.  Error: STATUS_NO_MEMORY. */
MUST_CHECK enum status reaper_start(_Atomic unsigned long long *cut,
				    struct reaper **ret, struct error *err);

/* The table must be empty.  NULL is fine. */
void reaper_stop(struct reaper *reaper);

void reaper_add(struct reaper *reaper, struct deadline *deadline, int fd);
void reaper_remove(struct reaper *reaper, struct deadline *deadline);

/* Has a client sent what was not read yet?  False too when it cannot be told. */
bool reaper_has_unread(struct reaper *reaper);

/* Sets the deadline so many seconds from now; 0: none. */
void deadline_set(struct deadline *deadline, unsigned seconds);

/* Milliseconds of the monotonic clock. */
long long monotonic_ms(void);

#endif
