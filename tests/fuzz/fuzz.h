/* SPDX-License-Identifier: MIT */
/*
 * What every fuzz target needs: a check that holds in optimised builds too,
 * and the properties of whatever is clean.
 */
#ifndef PAPERD_FUZZ_H
#define PAPERD_FUZZ_H

#include <stdio.h>
#include <stdlib.h>

#include "paperd/buf.h"
#include "paperd/rules.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

#define REQUIRE(condition)                                                 \
	do {                                                               \
		if (!(condition)) {                                        \
			fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, \
				#condition);                               \
			abort();                                           \
		}                                                          \
	} while (0)

/* Text in, clean text appended; false: the value says nothing. */
typedef bool fuzz_cleaner(struct span raw, struct buf *out,
			  struct trace *trace);

/* A cleaner and what its output may hold. */
struct fuzz_clean {
	const char *name;
	fuzz_cleaner *clean;
	fuzz_cleaner *again; /* what its output has to pass; NULL: clean */
	bool lines;          /* '\n' between paragraphs */
	bool prose; /* spaces and tags are as the text pipeline leaves them */
};

/* No output is longer: so many times the input, and a little. */
#define FUZZ_GROWTH 6
#define FUZZ_SLACK  256

/* Valid UTF-8 without control characters but, where allowed, '\n'. */
void require_form(const char *name, struct span text, bool lines);

/* As require_form(); and nothing shaped like a tag, no blank at either end or
 * beside another. */
void require_prose(const char *name, struct span text, bool lines);

/* Ends the program, showing both, when the texts are not the same. */
void require_same(const char *name, struct span once, struct span twice);

/*
 * All that holds for a cleaner: form and length of the output, that cleaning
 * that again changes nothing, and that a rule says so when, and only when, the
 * output is not the input.
 */
void require_clean(const struct fuzz_clean *clean, struct span raw);

/* The text, repeated to FUZZ_LONG bytes, is cleaned in linear time. */
#define FUZZ_LONG ((size_t)32 << 10)
void require_linear(const struct fuzz_clean *clean, struct span raw);

/* Parts input at each byte `part`, at most max spans; returns how many. */
size_t fuzz_parts(struct span input, char part, struct span *ret, size_t max);

#endif
