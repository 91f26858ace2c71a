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
	atomic_uint served, refused; /* taken */
};

/* Takes a seat; `most` are served. */
enum seat seat_take(struct seats *seats, unsigned most);
void seat_leave(struct seats *seats, enum seat seat);

/* Sends 503 to a socket without a seat and shuts it down; does not wait. */
void seat_deny(int fd);

#endif
