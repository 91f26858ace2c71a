/* SPDX-License-Identifier: MIT */
/*
 * What the handlers work on.  Filled by main, borrowed by everyone, constant
 * while serving.
 */
#ifndef PAPERD_APP_H
#define PAPERD_APP_H

#include "paperd/cache.h"
#include "paperd/fetch.h"
#include "paperd/http.h"
#include "paperd/ingest.h"

/* Most DOIs of one batch look-up by default: with records of 3 kB an answer
 * of 3 MB. */
#define LOOKUP_MAX 1000

struct app {
	const struct route *routes; /* all that are served: doors_routes() */
	struct store *store;
	struct ingest *ingest; /* NULL: nothing is loaded (unit tests) */
	struct fetch *fetch;   /* NULL: what is not held is not fetched */
	struct http_counters *counters;
	struct cache *forms; /* records in other forms; NULL: none are kept */
	struct cache *items; /* of batches; NULL: none are kept */
	unsigned lookup_max; /* DOIs in one batch look-up */
	bool landing_elsewhere; /* browsers that ask for a DOI go to doi.org */
	long long fetch_wait;   /* ms that a client waits for a fetch */
	/* seconds after which a fetched record is asked for again; 0: never */
	long long refresh_after;
	long long started;     /* seconds since 1970 */
	_Atomic bool draining; /* the end has been asked for */
};

/* Every URL of the service; ends with a NULL method. */
extern const struct route api_routes[];

/* ---- doors ---- */

/* The routes of api_routes[] whose dialect is open, those of a dialect also
 * below its bases. */
struct doors {
	struct route *routes; /* owned; ends with a NULL method */
	char *paths;          /* owned: of the copies */
};

/* Opens the doors named by a list of dialects; "none" alone opens none.  Errors:
 * STATUS_CONFIG naming the known ones, STATUS_NO_MEMORY. */
MUST_CHECK enum status doors_open(char *const *names, size_t count,
				  struct doors *ret, struct error *err);
void doors_close(struct doors *doors);

#endif
