/* SPDX-License-Identifier: MIT */
/*
 * What making records anew changed: fields, and the rules at work in them.
 */
#ifndef PAPERD_INGEST_CHANGES_H
#define PAPERD_INGEST_CHANGES_H

#include "paperd/report.h"

/* Most fields of a record: a bit each in a field_set. */
#define CHANGES_FIELDS_MAX 64

struct changes {
	long long records;                    /* that changed */
	long long fields[CHANGES_FIELDS_MAX]; /* by row of paper_fields[] */
	long long rules[RULE_COUNT]; /* records in whose changed fields */
};

/*
 * Compares a record as it was with what it is now; report is the full one on
 * the new paper.  `source`, which tells when and by which rules, and `sources`
 * do not count.  False when they are the same, or was cannot be read.
 */
bool changes_note(struct changes *changes, struct span was,
		  const struct paper *now, const struct report *report);

void changes_add(struct changes *changes, const struct changes *from);

/* Calls line once for each line to print: fields, then rules, most first. */
void changes_tell(const struct changes *changes,
		  void (*line)(void *context, const char *text), void *context);

#endif
