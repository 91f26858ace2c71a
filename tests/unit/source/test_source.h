/* SPDX-License-Identifier: MIT */
/*
 * Rows of "this object in, these fields of the paper out".
 */
#ifndef PAPERD_TEST_SOURCE_H
#define PAPERD_TEST_SOURCE_H

#include <stddef.h>

struct source_row {
	const char *name;
	const char *fields; /* of the paper, by comma */
	const char *raw;    /* the source object */
	const char *paper;  /* those fields as JSON */
};

/* Reads each object and compares the fields, byte for byte. */
void source_check(const struct source_row *rows, size_t count);

#endif
