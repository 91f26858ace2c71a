/* SPDX-License-Identifier: MIT */
/*
 * Private to what finds the records that references mean: GROBID's look-up and
 * /v1/verify.
 */
#ifndef HANDLERS_MATCHING_H
#define HANDLERS_MATCHING_H

#include "handlers.h"

#include "paperd/match.h"

/* ---- references (cited.c) ---- */

/* What a client says of a work; all owned, NULL: it does not say. */
struct cited {
	char *id; /* the client's own */
	char *doi;
	char *title;
	char *author;
	char *journal;
	char *volume;
	char *issue;
	char *page;
	char *text;
	int year;
};
void cited_release(struct cited *reference);

struct cited_list {
	struct cited *items;
	size_t count;
};
void cited_list_release(struct cited_list *list);

struct claim cited_claim(const struct cited *reference);

/* True when it says anything that can be compared or searched for. */
bool claim_is_empty(const struct claim *claim);

/* A reference in one piece: a DOI in it is taken out.  False without memory. */
MUST_CHECK bool cited_from_text(struct span text, struct cited *ret);

/*
 * The references of a body: {"references":[…]}, a list, or lines of text; each
 * is an object (CSL-JSON, a Crossref reference, a record of ours) or a text; at
 * most max.  Errors: STATUS_INVALID_BODY, STATUS_TOO_LARGE, STATUS_NO_MEMORY.
 */
MUST_CHECK enum status references_of_body(const struct request *req,
					  unsigned max, struct cited_list *ret,
					  struct error *err);

/* ---- candidates (candidates.c) ---- */

struct candidate {
	struct record record;
	struct paper paper;
	struct match match;
};
void candidate_release(struct candidate *candidate);

/* Records that are kept of a search, the best first. */
#define CANDIDATES_MAX 3

struct candidates {
	struct candidate items[CANDIDATES_MAX];
	size_t count;
};
void candidates_release(struct candidates *candidates);

/*
 * The records that a claim may mean: those that a search finds, compared.  None
 * is a success.  Errors: STATUS_STORE, STATUS_BUSY, STATUS_NO_MEMORY,
 * STATUS_INTERNAL.
 */
MUST_CHECK enum status candidates_find(const struct app *app,
				       struct matcher *matcher,
				       const struct claim *claim,
				       struct candidates *ret,
				       struct error *err);

/* The first is a match. */
bool candidates_are_safe(const struct candidates *candidates);

/* The second is as good a match, and another work. */
bool candidates_are_ambiguous(const struct candidates *candidates);

/* The DOI of a record, else its first identifier; appended. */
void paper_name(const struct paper *paper, struct buf *out);

#endif
