/* SPDX-License-Identifier: MIT */
/* What holds for every record that a source object gives. */
#ifndef PAPERD_FUZZ_RECORD_H
#define PAPERD_FUZZ_RECORD_H

#include "fuzz.h"

/*
 * Reads a source object of any form.  If it is a record, it has a key and a
 * shape, all its texts are clean, and its JSON reads back as the same record.
 */
void require_record(struct span raw);

/* The same of an object made of a beginning, some bytes and an end. */
void require_record_within(const char *begin, struct span bytes,
			   const char *end);

#endif
