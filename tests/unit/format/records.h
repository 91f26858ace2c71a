/* SPDX-License-Identifier: MIT */
/*
 * Rows of "this paper in, this form of it out".
 */
#ifndef PAPERD_TEST_RECORDS_H
#define PAPERD_TEST_RECORDS_H

#include "paperd/format.h"

struct form_row {
	const char *name;
	const char *json; /* the paper */
	const char *want;
};

/* Reads a paper from JSON; the test fails where it is none. */
void record_from_json(const char *json, struct paper *ret);

/* Writes each paper alone and compares the whole, byte for byte; of a row whose
 * `want` begins with "..." only whether what follows stands somewhere in it. */
void records_check(const char *word, struct format_options options,
		   const struct form_row *rows, size_t count);

#endif
