/* SPDX-License-Identifier: MIT */
/* The columns of CSV, and what stands in their cells. */
#ifndef FORMAT_CSV_COLUMNS_H
#define FORMAT_CSV_COLUMNS_H

#include "paperd/paper.h"

struct csv_column {
	const char *name;  /* in the header line; NULL ends the table */
	const char *field; /* the top-level field that it is of */
	size_t offset;     /* of what it shows, in struct paper */
	/* Appends the text of the cell, not quoted; nothing: not known. */
	void (*write)(const void *member, struct buf *cell);
};

/* At most 64; the first CSV_STANDARD are shown when nothing is said. */
#define CSV_STANDARD 17
extern const struct csv_column csv_column_table[];

#endif
