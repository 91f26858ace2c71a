/* SPDX-License-Identifier: MIT */
/*
 * Choosing by what a client accepts (RFC 9110 section 12.5).
 *
 * Pure functions on header values as they came.  An absent or empty header
 * (span at NULL, or no element in it) accepts everything.  What cannot be read
 * in a list is skipped; a weight that cannot be read counts as 1.
 */
#ifndef PAPERD_NEGOTIATE_H
#define PAPERD_NEGOTIATE_H

#include "paperd/text.h"

/* Weights are in thousandths: q=0.5 is 500. */
#define QUALITY_MAX 1000

/* One element of an Accept header. */
struct media_range {
	struct span type;   /* of one type, of a kind, or of all types */
	struct span params; /* "style=apa; locale=en-US"; may be empty */
	unsigned quality;   /* 0: not accepted */
};

/* Takes the next element off the front of *list; false at its end. */
bool media_range_next(struct span *list, struct media_range *ret);

/* A parameter of an element without its quotes, or an empty span (at NULL). */
struct span media_range_param(const struct media_range *range,
			      const char *name);

/* How much a media type is wanted; the most specific element decides. */
unsigned accept_quality(struct span accept, const char *type);

/*
 * The index of the best of the offered types, or -1 when none is accepted.
 * Of equal weights the one named more exactly wins, then the one offered
 * first; so the range of all types gives the first.
 */
int accept_choose(struct span accept, const char *const *types, size_t count);

/* True when the coding ("gzip") may be used and is not wanted less than no
 * coding at all.  An absent Accept-Encoding asks for none. */
bool accept_has_coding(struct span accept_encoding, const char *coding);

#endif
