/* SPDX-License-Identifier: MIT */
#include "queue.h"

#include <stdlib.h>

/* So many bytes of objects under way are enough: all that is made of them
 * takes up to ten times as much memory. */
#define BYTES_ENOUGH ((size_t)10 << 20)

void *array_room(void *items, size_t count, size_t size)
{
	if (count & (count - 1))
		return items;
	return reallocarray(items, count ? 2 * count : 1, size);
}

/* ---- jobs ---- */

static void entries_drop(struct entry *entries, size_t count)
{
	for (size_t i = 0; i < count; i++)
		entry_release(&entries[i]);
	free(entries);
}

static void job_clear(struct job *job)
{
	struct job kept = { .pieces = job->pieces };

	entries_drop(job->entries, job->entry_count);
	entries_drop(job->spent, job->spent_count);
	free(job->rejects);
	buf_release(&job->bytes);
	*job = kept;
}

void job_spend(struct job *job, struct entry *entries, size_t count)
{
	entries_drop(job->spent, job->spent_count);
	job->spent = entries;
	job->spent_count = count;
}

static void job_release(struct job *job)
{
	job_clear(job);
	free(job->pieces);
}

/* ---- time ---- */

struct timespec time_after(long long nanoseconds)
{
	const long long second = 1000000000;
	struct timespec when;

	clock_gettime(CLOCK_MONOTONIC, &when);
	nanoseconds += when.tv_nsec;
	when.tv_sec += (time_t)(nanoseconds / second);
	when.tv_nsec = (long)(nanoseconds % second);
	return when;
}

void condition_init(pthread_cond_t *condition)
{
	pthread_condattr_t clock;

	pthread_condattr_init(&clock);
	pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
	pthread_cond_init(condition, &clock);
	pthread_condattr_destroy(&clock);
}

/* ---- the ring ---- */

enum status queue_init(struct queue *queue, size_t size, struct error *err)
{
	*queue = (struct queue){ .size = size };
	queue->slots = calloc(size, sizeof(*queue->slots));
	if (!queue->slots)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	pthread_mutex_init(&queue->lock, NULL);
	pthread_cond_init(&queue->space, NULL);
	pthread_cond_init(&queue->work, NULL);
	condition_init(&queue->ready);
	return STATUS_OK;
}

void queue_release(struct queue *queue)
{
	if (!queue->slots)
		return;
	for (size_t i = 0; i < queue->size; i++)
		job_release(&queue->slots[i]);
	free(queue->slots);
	pthread_cond_destroy(&queue->ready);
	pthread_cond_destroy(&queue->work);
	pthread_cond_destroy(&queue->space);
	pthread_mutex_destroy(&queue->lock);
	*queue = (struct queue){ 0 };
}

static struct job *slot(struct queue *queue, size_t number)
{
	return &queue->slots[number % queue->size];
}

/* ---- the reader ---- */

static bool is_full(const struct queue *queue)
{
	return queue->filled - queue->written == queue->size ||
	       queue->bytes >= BYTES_ENOUGH;
}

struct job *queue_fill(struct queue *queue)
{
	struct job *job = NULL;

	pthread_mutex_lock(&queue->lock);
	while (!queue->stopped && is_full(queue))
		pthread_cond_wait(&queue->space, &queue->lock);
	if (!queue->stopped)
		job = slot(queue, queue->filled);
	pthread_mutex_unlock(&queue->lock);
	if (job)
		job_clear(job);
	return job;
}

void queue_filled(struct queue *queue)
{
	struct job *job;

	pthread_mutex_lock(&queue->lock);
	job = slot(queue, queue->filled++);
	job->size = job->bytes.len;
	queue->bytes += job->size;
	pthread_cond_signal(&queue->work);
	pthread_mutex_unlock(&queue->lock);
}

void queue_close(struct queue *queue)
{
	pthread_mutex_lock(&queue->lock);
	queue->closed = true;
	pthread_cond_broadcast(&queue->work);
	pthread_cond_signal(&queue->ready);
	pthread_mutex_unlock(&queue->lock);
}

/* ---- workers ---- */

struct job *queue_take(struct queue *queue)
{
	struct job *job = NULL;

	pthread_mutex_lock(&queue->lock);
	while (!queue->stopped && !queue->closed &&
	       queue->taken == queue->filled)
		pthread_cond_wait(&queue->work, &queue->lock);
	if (!queue->stopped && queue->taken < queue->filled)
		job = slot(queue, queue->taken++);
	pthread_mutex_unlock(&queue->lock);
	return job;
}

void queue_made(struct queue *queue, struct job *job)
{
	pthread_mutex_lock(&queue->lock);
	job->made = true;
	if (job == slot(queue, queue->written))
		pthread_cond_signal(&queue->ready);
	pthread_mutex_unlock(&queue->lock);
}

/* ---- the writer ---- */

static enum queue_answer answer_now(struct queue *queue, struct job **ret)
{
	struct job *job = slot(queue, queue->written);

	if (queue->stopped)
		return QUEUE_END;
	if (queue->written == queue->filled)
		return queue->closed ? QUEUE_END : QUEUE_WAIT;
	if (!job->made)
		return QUEUE_WAIT;
	*ret = job;
	return QUEUE_JOB;
}

enum queue_answer queue_next(struct queue *queue, long long nanoseconds,
			     struct job **ret)
{
	struct timespec until = time_after(nanoseconds);
	enum queue_answer answer;
	int late = 0;

	pthread_mutex_lock(&queue->lock);
	answer = answer_now(queue, ret);
	while (answer == QUEUE_WAIT && !late) {
		late = pthread_cond_timedwait(&queue->ready, &queue->lock,
					      &until);
		answer = answer_now(queue, ret);
	}
	pthread_mutex_unlock(&queue->lock);
	return answer;
}

void queue_written(struct queue *queue)
{
	struct job *job;

	pthread_mutex_lock(&queue->lock);
	job = slot(queue, queue->written++);
	job->made = false;
	queue->bytes -= job->size;
	pthread_cond_signal(&queue->space);
	pthread_mutex_unlock(&queue->lock);
}

void queue_stop(struct queue *queue)
{
	pthread_mutex_lock(&queue->lock);
	queue->stopped = true;
	pthread_cond_broadcast(&queue->space);
	pthread_cond_broadcast(&queue->work);
	pthread_cond_broadcast(&queue->ready);
	pthread_mutex_unlock(&queue->lock);
}
