/* SPDX-License-Identifier: MIT */
/*
 * The pipeline's belt: a ring of numbered jobs.
 *
 *	reader fills ─► workers take, in any number ─► writer, in order
 *
 * Three counts only ever grow: filled >= taken >= written; job n lives in slot
 * n % size.  A full ring makes the reader wait, or bytes enough under way, so
 * that they are bounded.  One mutex; nobody waits but on a condition.
 */
#ifndef PAPERD_INGEST_QUEUE_H
#define PAPERD_INGEST_QUEUE_H

#include <pthread.h>
#include <time.h>

#include "paperd/store.h"

struct load_file;

/* A source object in job->bytes. */
struct piece {
	size_t at;
	size_t len;
	long long line;
	long long offset;
};

/* How a job leaves its file. */
enum job_end {
	JOB_GOES_ON,
	JOB_FILE_DONE,   /* read to its end; digest is set */
	JOB_FILE_FAILED, /* no more can be read; error is set */
	JOB_FILE_SAME,   /* not read: it is what was loaded before */
};

/* A batch of one file's objects on its way.  Memory is kept for the next. */
struct job {
	struct load_file *file;
	enum job_end end;
	struct error error;
	char digest[33];
	bool unfinished;    /* of an array in the file the end was not read */
	bool trailing;      /* bytes after its packed data were ignored */
	bool is_read;       /* what follows was read from the file */
	long long position; /* on disk, after the batch */
	long long offset;   /* in the unpacked file, after the batch */
	long long line;

	struct buf bytes;     /* the worker drops them */
	size_t size;          /* of bytes, as they were filled */
	struct piece *pieces; /* owned */
	size_t piece_count;

	struct entry *entries; /* owned: made by a worker */
	size_t entry_count;
	/* owned: what is stored, to be released by the reader, which has the
	 * time */
	struct entry *spent;
	size_t spent_count;
	struct reject *rejects; /* owned: found by reader and worker */
	size_t reject_count;
	struct error failure; /* what kept the worker from its work */
	bool made;
};

struct queue {
	pthread_mutex_t lock;
	pthread_cond_t space; /* for the reader */
	pthread_cond_t work;  /* for workers */
	pthread_cond_t ready; /* for the writer */
	struct job *slots;    /* owned */
	size_t size;
	size_t filled;
	size_t taken;
	size_t written;
	size_t bytes; /* of jobs filled and not written */
	bool closed;  /* the reader has no more */
	bool stopped; /* everyone leaves */
};

/* The time of the monotonic clock in so many nanoseconds. */
struct timespec time_after(long long nanoseconds);

/* A condition whose waits end by the monotonic clock. */
void condition_init(pthread_cond_t *condition);

MUST_CHECK enum status queue_init(struct queue *queue, size_t size,
				  struct error *err);
void queue_release(struct queue *queue);

/* The reader's next job, empty; NULL when stopped. */
struct job *queue_fill(struct queue *queue);
void queue_filled(struct queue *queue);
void queue_close(struct queue *queue);

/* A worker's next job; NULL when there will be none. */
struct job *queue_take(struct queue *queue);
void queue_made(struct queue *queue, struct job *job);

enum queue_answer { QUEUE_JOB, QUEUE_WAIT, QUEUE_END };

/* The writer's next job; QUEUE_WAIT when it has not come within the time. */
enum queue_answer queue_next(struct queue *queue, long long nanoseconds,
			     struct job **ret);
void queue_written(struct queue *queue);

/* Leaves entries with the job until its place is filled again. */
void job_spend(struct job *job, struct entry *entries, size_t count);

/* Makes everyone leave. */
void queue_stop(struct queue *queue);

/* Makes room in an array for one more item: items, or where they are now;
 * NULL when out of memory. */
void *array_room(void *items, size_t count, size_t size);

#endif
