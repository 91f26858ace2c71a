/* SPDX-License-Identifier: MIT */
/*
 * The digest of bytes: XXH3-128.  It tells contents apart (entity tags, files
 * loaded before); it is no defence against someone who forges contents.
 * Pure, thread safe.
 */
#ifndef PAPERD_DIGEST_H
#define PAPERD_DIGEST_H

#include <stdint.h>

#include "paperd/text.h"

struct digest {
	uint64_t high, low;
};

struct digest digest_make(struct span bytes);

/* Writes 32 lower-case hex digits, highest byte first, and a NUL. */
void digest_hex(struct span bytes, char out[33]);

#endif
