/* SPDX-License-Identifier: MIT */
/*
 * Turns: a lock that is given in the order in which it was asked for.
 *
 * A mutex goes to whoever is awake, and a load that returns the writer asks for
 * it again at once: what waits beside it might wait for as long as it runs.
 */
#ifndef PAPERD_STORE_TURN_H
#define PAPERD_STORE_TURN_H

#include <pthread.h>

/* Those who asked draw numbers; the one whose number is up has the turn. */
struct turns {
	pthread_mutex_t guard;
	pthread_cond_t called;   /* up changed */
	unsigned long long next; /* number to be drawn */
	unsigned long long up;
};

void turns_init(struct turns *turns);
void turns_release(struct turns *turns);

/* Waits for its turn.  Not twice by one thread. */
void turn_take(struct turns *turns);
void turn_give(struct turns *turns);

#endif
