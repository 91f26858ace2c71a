/* SPDX-License-Identifier: MIT */
/*
 * The stand-in for doi.org and the agencies (tests/upstream/README.md), as a
 * process beside the daemon.  Everything fails the running test when it fails.
 */
#ifndef UPSTREAM_H
#define UPSTREAM_H

#include <stdbool.h>
#include <sys/types.h>

#include "daemon.h"

struct upstream {
	pid_t pid;   /* 0: it does not run */
	int in;      /* its standard input: it ends when this closes */
	int control; /* ports: of the control, of all hosts, of plain http */
	int https;
	int http;
	int internal; /* a service that must never be touched */
	char ca[256]; /* for --fetch-ca */
	/* Base URLs, each host on a port of its own. */
	char doi[64];      /* --resolver */
	char crossref[64]; /* --crossref-api */
	char datacite[64]; /* --datacite-api */
	char crosscite
		[64]; /* where doi.org sends for DataCite; landing pages */
};

/* Starts it, with the recorded answers where they are, and without budgets
 * ("limit" of upstream_behave sets one).  Skips the test, saying so, where
 * python3 or openssl is missing. */
void upstream_start(struct upstream *ret);

/* Ends it; takes one that does not run. */
void upstream_stop(struct upstream *upstream);

/* Options that make paperd ask it: how many, borrowed from upstream. */
#define UPSTREAM_OPTIONS 14
size_t upstream_options(const struct upstream *upstream,
			const char *ret[UPSTREAM_OPTIONS]);

/* Starts the daemon that asks it, with more options (NULL-ended, or NULL), and
 * waits until it is ready.  Its folder is made unless it has one: so it can be
 * stopped and started again. */
void upstream_serve(const struct upstream *upstream, struct daemon *daemon,
		    const char *const *more_options);

/* A host ("doi", "crossref", "datacite", "crosscite", "all") keeps to a mode
 * from now on; "none": it behaves.  argument may be NULL. */
void upstream_behave(const struct upstream *upstream, const char *host,
		     const char *mode, const char *argument);

/* The same for paths that begin so, and this many times (-1: always). */
void upstream_behave_at(const struct upstream *upstream, const char *host,
			const char *mode, const char *argument,
			const char *path, int times);

/* How many requests a host (NULL: all; "internal": connections to what must
 * never be touched) has seen whose path, without the host's prefix and encoded
 * as it was sent, begins so (NULL: any). */
int upstream_count(const struct upstream *upstream, const char *host,
		   const char *path);

/* The most requests that a host had at once (NULL: of all hosts, the most). */
int upstream_peak(const struct upstream *upstream, const char *host);

/* The requests that upstream_count() counts, as the stand-in's /log has them,
 * appended: a JSON array. */
void upstream_log(const struct upstream *upstream, const char *host,
		  const char *path, struct buf *ret);

/* Forgets what was seen and told; without budgets again. */
void upstream_reset(const struct upstream *upstream);

#endif
