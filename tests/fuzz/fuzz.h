/* SPDX-License-Identifier: MIT */
/*
 * What every fuzz target needs: a check that holds in optimised builds too,
 * and the form of a clean text.
 */
#ifndef PAPERD_FUZZ_H
#define PAPERD_FUZZ_H

#include <stdio.h>
#include <stdlib.h>

#include "paperd/buf.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

#define REQUIRE(condition)                                                 \
	do {                                                               \
		if (!(condition)) {                                        \
			fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, \
				#condition);                               \
			abort();                                           \
		}                                                          \
	} while (0)

/* Valid UTF-8 without control characters but, where allowed, '\n'. */
static inline void require_clean(struct span text, bool lines)
{
	REQUIRE(utf8_valid_length(text) == text.len);
	for (size_t i = 0; i < text.len; i++) {
		unsigned char byte = (unsigned char)text.at[i];

		REQUIRE(byte >= 0x20 || (lines && byte == '\n'));
		REQUIRE(byte != 0x7F);
	}
}

#endif
