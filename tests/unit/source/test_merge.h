/* SPDX-License-Identifier: MIT */
/*
 * Papers as lines of JSON, and what comes of them.
 */
#ifndef PAPERD_TEST_MERGE_H
#define PAPERD_TEST_MERGE_H

#include <stddef.h>

#include "paperd/source.h"

/* Most papers of one test. */
#define PAPERS_MAX 16

struct papers {
	struct paper items[PAPERS_MAX];
	size_t count;
};
void papers_release(struct papers *papers);

/* A paper of a source, given by its members; one line. */
#define FROM(format, members) \
	"{" members ",\"source\":{\"format\":\"" format "\"}}\n"

/* Reads papers, a line each, in the order in which they were loaded. */
void papers_read(const char *lines, struct papers *ret);

/* Appends fields of the papers merged, as JSON. */
void papers_merge(const char *lines, const char *fields, struct buf *out);

struct merge_row {
	const char *name;
	const char *fields; /* of the merged paper, by comma */
	const char *papers; /* lines */
	const char *want;   /* those fields as JSON */
};

/* Merges each row's papers and compares the fields, byte for byte; and once
 * more with the papers loaded the other way round. */
void merge_check(const struct merge_row *rows, size_t count);

#endif
