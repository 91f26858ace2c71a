/* SPDX-License-Identifier: MIT */
/*
 * Loading: dump files to the store, in parallel, with progress and rejects.
 *
 *	reader ─► workers (parse, clean, serialise) ─► writer (one a store)
 *
 * The reader cuts a file into numbered batches; workers turn them into
 * entries; the writer stores them in the order of their numbers, each with the
 * place in the file, in one transaction.  So a load that is killed at any
 * moment goes on at the next start where it stood, and ends in the same state
 * as one that was not.
 */
#ifndef PAPERD_INGEST_H
#define PAPERD_INGEST_H

#include "paperd/store.h"

struct ingest; /* a load that runs on threads of its own */

struct ingest_options {
	const char *const *paths; /* files or folders, as given */
	size_t path_count;
	unsigned threads;    /* workers that parse and clean; at least 1 */
	size_t record_max;   /* bytes; a larger source object is rejected */
	const char *rejects; /* file that lists what was rejected; NULL: none */
	/* The file the store is kept in, or NULL.  It, what SQLite keeps
	 * beside it ("x.db-wal", -shm, -journal), its lock and the reject file
	 * are no dumps.  They must not even be opened: closing a second
	 * descriptor of a file drops the locks the store holds on it. */
	const char *store_path;
	bool rebuild;  /* first make every record anew from its object */
	bool progress; /* report on standard error */
};

struct ingest_progress {
	bool done;       /* a load is over that the store did not fail */
	bool running;    /* a load is under way */
	bool failed;     /* the last load, or a file of it, failed */
	long long files; /* found */
	long long files_done;
	long long bytes; /* on disk, of the files found that need loading */
	long long bytes_done;
	long long records; /* stored since the start */
	long long rejects;
	double seconds; /* of the running or last load */
};

/*
 * Loads all files and returns when done, progress on standard error.
 * Unreadable files are reported, the others loaded; the error is then that of
 * the first.  Errors: STATUS_IO, STATUS_STORE, STATUS_STORE_FULL.
 */
MUST_CHECK enum status ingest_run(struct store *store,
				  const struct ingest_options *options,
				  struct error *err);

/* The same in the background; the options are borrowed until ingest_stop().  A
 * load that the store failed is tried again after a while. */
MUST_CHECK enum status ingest_start(struct store *store,
				    const struct ingest_options *options,
				    struct ingest **ret, struct error *err);

/* Looks for new and changed files once the current load is over.  Any thread,
 * but not a signal handler. */
void ingest_rescan(struct ingest *ingest);

/* How far it is.  Any thread. */
void ingest_progress(struct ingest *ingest, struct ingest_progress *ret);

/* An answer of the world to who asked for a DOI. */
struct fetched {
	struct span doi; /* as it was asked for, in key form */
	struct span raw; /* the body; empty: it was no record */
	/* with a record FOUND, or ALIAS as ingest_fetched() finds it */
	struct resolution resolution;
};

/*
 * Cleans, checks and keeps an answer, and makes the record anew when it has
 * other objects too.  Returns after it is on the disk.  A record of another DOI
 * is kept only when it says itself that the asked one is its own, too.  Any
 * thread, beside a load.  Nothing is kept on an error: STATUS_INVALID_BODY (no
 * record in a known shape: detail says), STATUS_TOO_LARGE, STATUS_UPSTREAM (the
 * record is of another DOI, or of none), STATUS_STORE, STATUS_STORE_FULL,
 * STATUS_NO_MEMORY.  Only an error in making the record anew comes after the
 * answer was kept; the next load then does it.
 */
MUST_CHECK enum status ingest_fetched(struct store *store,
				      const struct fetched *fetched,
				      struct error *err);

/* Ends a running load after its current batch and frees; NULL is fine. */
void ingest_stop(struct ingest *ingest);

#endif
