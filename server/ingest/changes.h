/* SPDX-License-Identifier: MIT */
/*
 * What making records anew changed: fields, and the rules at work in them.
 */
#ifndef PAPERD_INGEST_CHANGES_H
#define PAPERD_INGEST_CHANGES_H

#include "paperd/report.h"

/* Most fields of a record: a bit each in a field_set. */
#define CHANGES_FIELDS_MAX 64

struct change_counts {
	long long records;                    /* that changed */
	long long fields[CHANGES_FIELDS_MAX]; /* by row of paper_fields[] */
	long long rules[RULE_COUNT]; /* records in whose changed fields */
};

/*
 * Compares a record as it was with what it is now; report is the full one on
 * the new paper.  `source`, which tells when and by which rules, and `sources`
 * do not count.  False when they are the same, or was cannot be read.
 */
bool change_counts_note(struct change_counts *changes, struct span was,
			const struct paper *now, const struct report *report);

void change_counts_add(struct change_counts *changes,
		       const struct change_counts *from);

/* Calls line once for each line to print: fields, then rules, most first. */
void change_counts_tell(const struct change_counts *changes,
			void (*line)(void *context, const char *text),
			void *context);

#endif
