/* SPDX-License-Identifier: MIT */
#include "deadline.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <time.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

/* How late a cut may come. */
#define TICK_MS 200

/*
 * The C library keeps what very many connections took, once for each event
 * loop.  It is given back when this many of them, and half of all, have been
 * gone for so many ticks: not at every ebb, since it takes a millisecond for
 * some hundred of them.
 */
#define TRIM_COUNT 256
#define TRIM_TICKS 25

struct reaper {
	pthread_mutex_t mutex;
	pthread_cond_t stopped;
	pthread_t thread;
	bool stopping;
	struct deadline *first;
	size_t count, peak; /* of the table; peak since memory was given back */
	unsigned ebb;       /* ticks with far fewer than at the peak */
	_Atomic unsigned long long *cut;
};

/* Of the clock that is read fastest, late by some milliseconds. */
long long monotonic_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
	return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

void deadline_set(struct deadline *deadline, unsigned seconds)
{
	long long at = seconds ? monotonic_ms() + seconds * 1000LL : 0;

	atomic_store_explicit(&deadline->at, at, memory_order_relaxed);
}

/* Shuts the socket down once, counted before the client can see it; its next
 * deadline is set by the next request. */
static void cut(struct reaper *reaper, struct deadline *deadline, long long at)
{
	if (!atomic_compare_exchange_strong(&deadline->at, &at, 0))
		return;
	atomic_fetch_add_explicit(reaper->cut, 1, memory_order_relaxed);
	shutdown(deadline->fd, SHUT_RDWR);
}

static void cut_overdue(struct reaper *reaper)
{
	long long now = monotonic_ms();

	for (struct deadline *d = reaper->first; d; d = d->next) {
		long long at = atomic_load_explicit(&d->at,
						    memory_order_relaxed);

		if (at && at <= now)
			cut(reaper, d, at);
	}
}

/* True when it is time to give memory back. */
static bool has_ebbed(struct reaper *reaper)
{
	if (reaper->count > reaper->peak)
		reaper->peak = reaper->count;
	if (reaper->peak - reaper->count < TRIM_COUNT ||
	    reaper->count > reaper->peak / 2) {
		reaper->ebb = 0;
		return false;
	}
	if (++reaper->ebb < TRIM_TICKS)
		return false;
	reaper->peak = reaper->count;
	reaper->ebb = 0;
	return true;
}

/* Connections come and go meanwhile: without the mutex, which is held. */
static void give_back(struct reaper *reaper)
{
	pthread_mutex_unlock(&reaper->mutex);
#ifdef __GLIBC__
	malloc_trim(0);
#endif
	pthread_mutex_lock(&reaper->mutex);
}

static struct timespec next_tick(void)
{
	struct timespec at;

	clock_gettime(CLOCK_MONOTONIC, &at);
	at.tv_nsec += TICK_MS * 1000000L;
	if (at.tv_nsec >= 1000000000L) {
		at.tv_sec++;
		at.tv_nsec -= 1000000000L;
	}
	return at;
}

static void *reap(void *context)
{
	struct reaper *reaper = context;

	pthread_mutex_lock(&reaper->mutex);
	while (!reaper->stopping) {
		struct timespec at = next_tick();

		cut_overdue(reaper);
		if (has_ebbed(reaper))
			give_back(reaper);
		if (reaper->stopping)
			break;
		pthread_cond_timedwait(&reaper->stopped, &reaper->mutex, &at);
	}
	pthread_mutex_unlock(&reaper->mutex);
	return NULL;
}

static void reaper_free(struct reaper *reaper)
{
	pthread_cond_destroy(&reaper->stopped);
	pthread_mutex_destroy(&reaper->mutex);
	free(reaper);
}

enum status reaper_start(_Atomic unsigned long long *cut_count,
			 struct reaper **ret, struct error *err)
{
	struct reaper *reaper = calloc(1, sizeof(*reaper));
	pthread_condattr_t attributes;

	if (!reaper)
		return error_set(err, STATUS_NO_MEMORY, "deadlines");
	reaper->cut = cut_count;
	pthread_mutex_init(&reaper->mutex, NULL);
	pthread_condattr_init(&attributes);
	pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
	pthread_cond_init(&reaper->stopped, &attributes);
	pthread_condattr_destroy(&attributes);
	if (pthread_create(&reaper->thread, NULL, reap, reaper) != 0) {
		reaper_free(reaper);
		return error_set(err, STATUS_NO_MEMORY,
				 "cannot start the thread of the deadlines");
	}
	*ret = reaper;
	return STATUS_OK;
}

void reaper_stop(struct reaper *reaper)
{
	if (!reaper)
		return;
	pthread_mutex_lock(&reaper->mutex);
	reaper->stopping = true;
	pthread_cond_signal(&reaper->stopped);
	pthread_mutex_unlock(&reaper->mutex);
	pthread_join(reaper->thread, NULL);
	reaper_free(reaper);
}

void reaper_add(struct reaper *reaper, struct deadline *deadline, int fd)
{
	deadline->fd = fd;
	pthread_mutex_lock(&reaper->mutex);
	deadline->next = reaper->first;
	deadline->link = &reaper->first;
	if (deadline->next)
		deadline->next->link = &deadline->next;
	reaper->first = deadline;
	reaper->count++;
	pthread_mutex_unlock(&reaper->mutex);
}

void reaper_remove(struct reaper *reaper, struct deadline *deadline)
{
	pthread_mutex_lock(&reaper->mutex);
	reaper->count--;
	*deadline->link = deadline->next;
	if (deadline->next)
		deadline->next->link = deadline->link;
	pthread_mutex_unlock(&reaper->mutex);
}

bool reaper_has_unread(struct reaper *reaper)
{
	int unread = 0;

	pthread_mutex_lock(&reaper->mutex);
	for (struct deadline *d = reaper->first; d && !unread; d = d->next)
		if (ioctl(d->fd, FIONREAD, &unread) != 0)
			unread = 0;
	pthread_mutex_unlock(&reaper->mutex);
	return unread > 0;
}
