/* SPDX-License-Identifier: MIT */
/*
 * The digest of bytes: XXH3-128.  It tells contents apart (entity tags, files
 * loaded before); it is no defence against someone who forges contents.
 * Pure, thread safe.
 */
#ifndef PAPERD_DIGEST_H
#define PAPERD_DIGEST_H

#include "paperd/text.h"

/* Writes 32 lower-case hex digits, highest byte first, and a NUL. */
void digest_hex(struct span bytes, char out[33]);

#endif
