/* SPDX-License-Identifier: MIT */
/*
 * Is this the paper that a reference means?
 *
 * A claim is what a reference says of a work; it is compared with a paper field
 * by field, and the agreements and differences add up to a score.  What the
 * reference or the paper does not say counts neither way.
 *
 * Titles are compared by their words as the search has them (terms.h), a
 * subtitle missing on one side being fine; names by family name, with initials
 * where both have them; journals by title, abbreviation or initials; pages by
 * the first one.  A reference in one piece of text is searched for what the
 * paper has.  Any bytes may be a claim.  Linear in the length of a claim.
 */
#ifndef PAPERD_MATCH_H
#define PAPERD_MATCH_H

#include "paperd/paper.h"

/* What a reference says; all borrowed.  Empty, or 0: it does not say. */
struct claim {
	struct span title;
	/* "Family", "Family, Given", "Given Family", "Family AB"; of several
	 * the first one counts, and that the others come behind does no harm */
	struct span author;
	struct span journal;
	struct span volume;
	struct span issue;
	struct span page; /* the first, or a range */
	struct span text; /* the reference in one piece */
	int year;
};

enum match_field {
	MATCH_TITLE,
	MATCH_AUTHOR,
	MATCH_YEAR,
	MATCH_JOURNAL,
	MATCH_VOLUME,
	MATCH_ISSUE,
	MATCH_PAGE,
	MATCH_FIELDS
};
extern const char *const match_field_names[MATCH_FIELDS];

enum agreement {
	MATCH_UNKNOWN, /* one of the two says nothing */
	MATCH_AGREES,
	MATCH_NEARLY, /* a year beside, an author who is not the first, … */
	MATCH_DIFFERS,
};

struct match {
	double score; /* 0 to 1: how sure it is that this is the paper */
	double odds;  /* the same as the logarithm of odds: tells apart what
		       * is nearly sure */
	double title; /* 0 to 1: how much alike the titles are; 0: unknown */
	enum agreement of[MATCH_FIELDS];
};

/* From this score on a match is one.  Chosen by measuring (docs/doors.md). */
#define MATCH_SAFE 0.85

/* What comparing needs; for one thread at a time, for any number of claims.
 * It takes half a MiB. */
struct matcher;

/* NULL when out of memory. */
struct matcher *matcher_open(void);
void matcher_close(struct matcher *matcher); /* NULL is fine */

/* Compares a claim with a paper.  Never fails. */
struct match match_paper(struct matcher *matcher, const struct claim *claim,
			 const struct paper *paper);

/* True when what names a work does not fit: title, first author or year. */
bool match_conflicts(const struct match *match);

/* ---- one by one ---- */

/* How much alike two titles are, 0 to 1.  Symmetric. */
double title_alike(struct matcher *matcher, struct span a, struct span b);

/* Whether two names are of the same journal.  Symmetric. */
bool journal_alike(struct matcher *matcher, struct span a, struct span b);

/* Whether a name in one piece, as in claims, may be this person's. */
enum agreement person_alike(struct matcher *matcher, struct span name,
			    const struct person *person);

#endif
