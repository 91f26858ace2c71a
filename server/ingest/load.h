/* SPDX-License-Identifier: MIT */
/*
 * What the files of this folder share: the background load (struct ingest),
 * the files of one load, and the parts of the pipeline.
 */
#ifndef PAPERD_INGEST_LOAD_H
#define PAPERD_INGEST_LOAD_H

#include <pthread.h>
#include <stdatomic.h>

#include "paperd/ingest.h"
#include "paperd/source.h"

#include "changes.h"
#include "queue.h"

struct ingest {
	struct store *store;
	const struct ingest_options *options;
	pthread_t thread;
	_Atomic bool stop;
	bool first;      /* no load was over yet */
	long long retry; /* nanoseconds until a failed load is tried again */
	/* of the running load */
	long long rebuilt;            /* records made anew */
	struct change_counts changes; /* of a rebuild */
	long long records_before;     /* stored by earlier ones */
	double report_at;             /* when progress is drawn next */

	pthread_mutex_t lock; /* for what follows */
	pthread_cond_t wake;  /* stop or rescan was set */
	bool rescan;
	struct ingest_progress progress;
	double load_started; /* seconds, monotonic */
};

/* ---- files of a load (files.c, find.c, plan.c) ---- */

enum plan {
	PLAN_SKIP,    /* it is what was loaded */
	PLAN_COMPARE, /* it may be: its digest tells */
	PLAN_LOAD,
	PLAN_RESUME,
	PLAN_MISSING, /* it cannot be loaded; problem says why */
};

struct load_file {
	char *path;    /* owned, as found */
	char *shown;   /* owned: path as UTF-8, for records */
	char *problem; /* owned */
	enum plan plan;
	long long size; /* as found */
	long long mtime;
	/* the reader's: what begins before is loaded; where it stands */
	long long resume_at;
	long long offset;
	long long line;
	/* the writer's: it is read, and what it no longer holds is to be
	 * dropped before it is complete */
	bool drops;
	/* As the store has it.  The reader's until the file's first job is
	 * filled, from then on the writer's. */
	struct dump_file row;
};

struct files {
	struct load_file *items; /* owned */
	size_t count;
};
void files_release(struct files *files);

/* Appends path.  NULL: out of memory. */
struct load_file *files_add(struct files *files, const char *path);

/* Takes out each path that came before. */
MUST_CHECK enum status files_drop_repeated(struct files *files,
					   struct error *err);

/* Finds the files that the options name, each once. */
MUST_CHECK enum status files_find(struct files *ret,
				  const struct ingest_options *options,
				  struct error *err);

/* Asks the store what is known of each, and decides. */
MUST_CHECK enum status files_plan(struct ingest *ingest, struct files *files,
				  struct error *err);

/* A copy that is valid UTF-8: other bytes become U+FFFD.  NULL: no memory. */
char *path_shown(const char *path);

/* ---- the pipeline (load.c, reader.c, worker.c, writer.c) ---- */

struct load {
	struct ingest *ingest;
	struct files files;
	struct queue queue;
	long long bytes_before; /* on disk, of the files written before */
	long long records;      /* stored by this load */
	long long rejects;
	size_t loaded;              /* files */
	bool rejects_unwritten;     /* the reject file could not be written */
	struct error first_failure; /* of the first file that failed */
	/* what is collected for the next transaction */
	struct batch batch;
	size_t batch_bytes;
};

/* One load of everything that is new. */
MUST_CHECK enum status load_run(struct ingest *ingest, struct error *err);

/* Reads all files into the queue, then closes it. */
void *reader_main(void *load);

/* Makes entries until the queue ends. */
void *worker_main(void *load);

/* Stores what comes out of the queue until it ends. */
MUST_CHECK enum status writer_run(struct load *load, struct error *err);

/*
 * The record of the objects of one work, in the order of their loading, and of
 * what notices say of it (NULL: nothing); raw is not copied into it.  Of several, those that give none are left out.  Errors:
 * STATUS_INVALID_BODY when no object can be one, STATUS_TOO_LARGE when it or
 * the record is larger than the store keeps, STATUS_NO_MEMORY.  What was done
 * is added to report, which is empty.
 */
MUST_CHECK enum status entry_make(const struct source_origin *origins,
				  size_t count, const struct updates *notices,
				  struct entry *ret, struct report *report,
				  struct error *err);

/* An object as an origin whose strings are its own.  False: out of memory; what
 * was copied is released like the rest. */
bool origin_copy(const struct object *object, struct source_origin *ret);
void origin_release(struct source_origin *origin);

/* A time in seconds since 1970, RFC 3339 in UTC. */
void time_text(long long seconds, char out[32]);

/* The time now, the same. */
void time_now(char out[32]);

/* Seconds of the monotonic clock. */
double time_seconds(void);

/* ---- beside the pipeline ---- */

/* Makes stale records anew until none is left or the load is stopped. */
MUST_CHECK enum status rebuild_stale(struct ingest *ingest, struct error *err);

/* True when there should be a reject file and is none. */
bool rejects_missing(const struct ingest *ingest);

/* Writes the reject file anew. */
MUST_CHECK enum status rejects_write(struct ingest *ingest, struct error *err);

/* ---- reports on standard error (report.c) ---- */

/* How long the writer may wait before the next call of report_tick(). */
long long report_interval(const struct ingest *ingest);

/* Draws progress when it is time for it. */
void report_tick(struct ingest *ingest);

/* Counts records made anew. */
void report_rebuilt(struct ingest *ingest, size_t count);

/* One line, above the bar if there is one. */
void report_line(struct ingest *ingest, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

#endif
