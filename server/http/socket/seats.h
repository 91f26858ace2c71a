/* SPDX-License-Identifier: MIT */
/*
 * Who may stay: connections up to a limit are served, a few more have their
 * first request answered with "try again later", and any further one is sent
 * that much before it has asked.  So nobody stands in the kernel's queue
 * until his own patience ends.  Thread safe.
 */
#ifndef HTTP_SEATS_H
#define HTTP_SEATS_H

#include <stdatomic.h>

/* Connections beyond the limit that are answered in form. */
#define SEATS_REFUSED 256

/* Seconds that such a one has for its request. */
#define SEATS_REFUSED_SECONDS 1

enum seat { SEAT_NONE, SEAT_SERVED, SEAT_REFUSED };

struct seats {
	unsigned most_served, most_refused;
	atomic_uint served, refused; /* taken */
};

/* SEAT_NONE: none is free. */
enum seat seat_take(struct seats *seats);
void seat_leave(struct seats *seats, enum seat seat);

/* Sends 503 to a socket without a seat and shuts it down; does not wait. */
void seat_deny(int fd);

#endif
