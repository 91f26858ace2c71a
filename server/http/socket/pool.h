/* SPDX-License-Identifier: MIT */
/*
 * A few threads that run jobs from a bounded queue.
 *
 * Who brings a job reserves its place first, so that it can be refused before
 * anything has been given up for it; a reserved job is always either run or
 * cancelled, exactly once.  Thread safe.
 */
#ifndef HTTP_POOL_H
#define HTTP_POOL_H

#include <stdbool.h>

#include "paperd/error.h"

struct job {
	void (*run)(struct job *job);
	void (*cancel)(struct job *job); /* instead of run, while stopping */
	struct job *next;
};

struct pool;

/* Threads, and most jobs waiting for one.  waiting (may be NULL) is kept at
 * the number of jobs that wait.  Error: STATUS_NO_MEMORY (also of threads). */
MUST_CHECK enum status pool_start(unsigned threads, unsigned queue,
				  _Atomic long long *waiting, struct pool **ret,
				  struct error *err);

/* Reserves a place; false when all are taken or the pool is stopping. */
bool pool_reserve(struct pool *pool);

/* Takes a place though there may be none, for what was let in before and goes
 * on; the caller bounds how many there are.  False when the pool is
 * stopping. */
bool pool_claim(struct pool *pool);

/* Brings the job for which a place was reserved.  It is borrowed until it has
 * been run or cancelled. */
void pool_submit(struct pool *pool, struct job *job);

/*
 * Cancels all jobs that wait (and any still to be brought), waits for those
 * that run and ends the threads.  From then on no place can be reserved.
 * Returns how many were cancelled.
 */
unsigned pool_drain(struct pool *pool);

/* Drains and frees.  NULL is fine. */
void pool_stop(struct pool *pool);

#endif
