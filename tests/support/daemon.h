/* SPDX-License-Identifier: MIT */
/*
 * The real daemon in a folder of its own: started on a free port, stopped
 * with SIGTERM, its end checked.
 *
 * Everything here fails the running test when it fails.  Nothing sleeps for a
 * fixed time: each wait polls a condition until a deadline.  So tests need no
 * .timeout of Criterion's, whose watcher leaks and fails the leak check.
 */
#ifndef DAEMON_H
#define DAEMON_H

#include <stdbool.h>
#include <sys/types.h>

#include "paperd/buf.h"
#include "paperd/scoped.h"

/* Longest wait for anything, in seconds: generous, since sanitizers and a busy
 * machine are slow, and never reached by a test that passes. */
#define DEADLINE 120

#define DAEMON_PATH_MAX 256

struct daemon {
	char dir[DAEMON_PATH_MAX];  /* removed at the end */
	char data[DAEMON_PATH_MAX]; /* dir/data, the dumps */
	char address[64];           /* while it runs: "127.0.0.1:4711" */
	pid_t pid;                  /* 0: it does not run */
};

/* Makes the folder.  Declare with SCOPED(daemon_release). */
void daemon_init(struct daemon *ret);

/* Ends what still runs, without checks, and removes the folder. */
void daemon_release(struct daemon *daemon);

/* Writes a dump, whole from one moment to the next. */
void daemon_write(const struct daemon *daemon, const char *name,
		  struct span bytes);
/* The same for a file that stands elsewhere and is not to be copied. */
void daemon_link(const struct daemon *daemon, const char *name,
		 const char *target);
void daemon_remove(const struct daemon *daemon, const char *name);

/*
 * Starts "paperd serve" on the data folder with options added (NULL-ended, or
 * NULL), and returns when it listens.
 */
void daemon_start(struct daemon *daemon, const char *const *options);

/* All of it for one dump: folder, dump, start, and ready. */
void daemon_serve(struct daemon *ret, const char *name, struct span dump);

/*
 * Runs paperd with these arguments (NULL-ended) in the folder, to its end.
 * Appends what it writes; returns its exit status.
 */
int daemon_run(const struct daemon *daemon, const char *const *arguments,
	       struct buf *out, struct buf *err);

/* Waits until /readyz gives 200. */
void daemon_wait_ready(const struct daemon *daemon);

/* SIGTERM; exit status 0 and no word of a sanitizer are required. */
void daemon_stop(struct daemon *daemon);

/* SIGKILL, in the middle of whatever it does. */
void daemon_kill(struct daemon *daemon);

/* SIGHUP: look for new and changed dumps. */
void daemon_rescan(const struct daemon *daemon);

/* What it has written to standard error since the folder was made. */
void daemon_log(const struct daemon *daemon, struct buf *out);

/* Seconds of a clock that only goes forward. */
double clock_now(void);

/* True once condition(context) is; false when the deadline passed before. */
bool wait_until(bool (*condition)(void *context), void *context);

/* Where the real data is, or NULL where there is none.  Static. */
const char *shared_path(const char *name);

/* A whole file.  Fails the test when it cannot be read. */
void file_read(const char *path, struct buf *out);

#endif
