/* SPDX-License-Identifier: MIT */
/*
 * The spellings of a DOI: the steps that doi_clean() and doi_resolve() share.
 * A spelling is worked on in place, in a block on the stack; every step makes
 * it shorter or leaves its length.
 */
#ifndef PAPERD_DOI_SPELLING_H
#define PAPERD_DOI_SPELLING_H

#include "paperd/doi.h"

/* Longest spelling looked at: every byte of a longest DOI escaped as %XX, and
 * some prefix. */
#define SPELLING_MAX (4 * DOI_MAX)

struct spelling {
	char at[SPELLING_MAX];
	size_t len;
};

static inline struct span spelling_span(const struct spelling *spelling)
{
	return (struct span){ spelling->at, spelling->len };
}

/* Copies text.  False when it is too long to be a DOI. */
bool spelling_set(struct spelling *spelling, struct span text);

/* ASCII letters in lower case. */
void spelling_fold(struct spelling *spelling);

/* Decodes all %XX once.  True when something changed. */
bool spelling_decode_percent(struct spelling *spelling);

/* True when it holds %28 %29 %3A %3B %3C %3E or %2F: characters that DOIs hold
 * and that are escaped only where somebody made a URL of one. */
bool spelling_is_escaped(const struct spelling *spelling);

/* Decodes XML's five entities and numeric ones, however often the ampersand
 * itself was escaped.  True when something changed. */
bool spelling_decode_entities(struct spelling *spelling);

/* Removes blanks, invisible marks, quotes and brackets in front, labels such as
 * "doi:", and the address in front of the DOI of a URL.  *ret_url tells whether
 * it was one. */
void spelling_unwrap(struct spelling *spelling, bool *ret_url);

/* Cuts what stands before the DOI in the text of a URL; nothing where it has
 * none. */
void spelling_seek(struct spelling *spelling);

/* Cuts the query and fragment of a URL. */
void spelling_cut_query(struct spelling *spelling);

/* The bytes of "10.1234/" at the front of text, 0 when it has none. */
size_t doi_prefix_length(struct span text);

/*
 * The loose end of a spelling: final punctuation, and closing brackets without
 * their opening one.  surplus counts, for each kind of bracket, how many more
 * are closed than opened.
 */
struct loose_end {
	int surplus[4];
	bool slash; /* a final slash is loose too */
};
struct loose_end loose_end_of(struct span text, bool slash);

/* Cuts one loose character off the end; false when the end is firm. */
bool loose_end_cut(struct loose_end *end, struct spelling *spelling);

#endif
