/* SPDX-License-Identifier: MIT */
/*
 * One mutex guards a first-in first-out list of jobs and one number: the
 * places taken, from pool_reserve() until the job's end.  A thread ends when
 * the pool is stopping and no place is taken any more.
 */
#include "pool.h"

#include <limits.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "paperd/thread.h"

struct pool {
	pthread_mutex_t mutex;
	pthread_cond_t changed;
	struct job *first, **last;
	unsigned places, taken;
	unsigned cancelled;
	bool stopping;
	_Atomic long long *waiting;
	unsigned thread_count;
	pthread_t threads[];
};

static void count_waiting(struct pool *pool, long long change)
{
	if (pool->waiting)
		atomic_fetch_add_explicit(pool->waiting, change,
					  memory_order_relaxed);
}

/* The next job, or NULL when the thread is to end.  With the mutex held. */
static struct job *next_job(struct pool *pool)
{
	struct job *job;

	while (!pool->first && !(pool->stopping && !pool->taken))
		pthread_cond_wait(&pool->changed, &pool->mutex);
	job = pool->first;
	if (!job)
		return NULL;
	pool->first = job->next;
	if (!pool->first)
		pool->last = &pool->first;
	if (pool->stopping)
		pool->cancelled++;
	count_waiting(pool, -1);
	return job;
}

static void give_back(struct pool *pool)
{
	pool->taken--;
	if (pool->stopping)
		pthread_cond_broadcast(&pool->changed);
}

static void *work(void *context)
{
	struct pool *pool = context;
	struct job *job;

	thread_patient();
	pthread_mutex_lock(&pool->mutex);
	while ((job = next_job(pool))) {
		bool cancel = pool->stopping;

		pthread_mutex_unlock(&pool->mutex);
		(cancel ? job->cancel : job->run)(job);
		pthread_mutex_lock(&pool->mutex);
		give_back(pool);
	}
	pthread_mutex_unlock(&pool->mutex);
	return NULL;
}

unsigned pool_drain(struct pool *pool)
{
	pthread_mutex_lock(&pool->mutex);
	pool->stopping = true;
	pthread_cond_broadcast(&pool->changed);
	pthread_mutex_unlock(&pool->mutex);
	while (pool->thread_count)
		pthread_join(pool->threads[--pool->thread_count], NULL);
	return pool->cancelled;
}

void pool_stop(struct pool *pool)
{
	if (!pool)
		return;
	pool_drain(pool);
	pthread_cond_destroy(&pool->changed);
	pthread_mutex_destroy(&pool->mutex);
	free(pool);
}

enum status pool_start(unsigned threads, unsigned queue,
		       _Atomic long long *waiting, struct pool **ret,
		       struct error *err)
{
	struct pool *pool = calloc(1,
				   sizeof(*pool) + threads * sizeof(pthread_t));

	if (!pool)
		return error_set(err, STATUS_NO_MEMORY, "worker pool");
	pthread_mutex_init(&pool->mutex, NULL);
	pthread_cond_init(&pool->changed, NULL);
	pool->last = &pool->first;
	pool->places = threads + queue;
	pool->waiting = waiting;
	while (pool->thread_count < threads) {
		pthread_t *thread = &pool->threads[pool->thread_count];

		if (pthread_create(thread, NULL, work, pool) != 0) {
			pool_stop(pool);
			return error_set(err, STATUS_NO_MEMORY,
					 "cannot start %u workers", threads);
		}
		pool->thread_count++;
	}
	*ret = pool;
	return STATUS_OK;
}

/* Takes a place while fewer than `most` are taken. */
static bool take_place(struct pool *pool, unsigned most)
{
	bool taken;

	pthread_mutex_lock(&pool->mutex);
	taken = !pool->stopping && pool->taken < most;
	if (taken)
		pool->taken++;
	pthread_mutex_unlock(&pool->mutex);
	return taken;
}

bool pool_reserve(struct pool *pool)
{
	return take_place(pool, pool->places);
}

bool pool_claim(struct pool *pool)
{
	return take_place(pool, UINT_MAX);
}

void pool_submit(struct pool *pool, struct job *job)
{
	job->next = NULL;
	pthread_mutex_lock(&pool->mutex);
	*pool->last = job;
	pool->last = &job->next;
	count_waiting(pool, 1);
	pthread_cond_signal(&pool->changed);
	pthread_mutex_unlock(&pool->mutex);
}
