/* SPDX-License-Identifier: MIT */
/* What becomes of a reference that is verified. */
#ifndef HANDLERS_VERDICT_H
#define HANDLERS_VERDICT_H

#include "matching.h"

enum verdict_word {
	VERDICT_VERIFIED,
	VERDICT_MISMATCH,
	VERDICT_RETRACTED,
	VERDICT_NOT_FOUND,
	VERDICT_AMBIGUOUS,
	VERDICT_UNCHECKED, /* its search took too long */
	VERDICTS
};
extern const char *const verdict_words[VERDICTS];

struct verdict {
	enum verdict_word word;
	bool has_match;     /* fields were compared: */
	struct match match; /* with the record of the DOI, else with the best */
	/* unknown: none is claimed */
	enum agreement doi;
	/* The record that is meant; more of them where it is ambiguous. */
	struct candidates meant;
};
void verdict_release(struct verdict *verdict);

/* Judges a reference by what is held.  Errors: of candidates_find(). */
MUST_CHECK enum status verdict_reach(const struct app *app,
				     struct matcher *matcher,
				     const struct cited *reference,
				     struct verdict *ret, struct error *err);

/* Appends a verdict as a JSON object; fetch: what came of fetching, or NULL. */
void verdict_to_json(const struct verdict *verdict,
		     const struct cited *reference, const char *fetch,
		     struct buf *out);

/* As a line: the word, the DOI, the score, what differs, the title; by TAB, a
 * "-" for what there is not. */
void verdict_to_line(const struct verdict *verdict, struct buf *out);

#endif
