/* SPDX-License-Identifier: MIT */
/*
 * The DOI (ISO 26324, DOI Handbook): its form in records and its spellings in
 * requests.  The key is the bare DOI with ASCII letters in lower case; no other
 * letter is folded (DOI Handbook 2.4).
 */
#ifndef PAPERD_DOI_H
#define PAPERD_DOI_H

#include "paperd/buf.h"

/* Longest DOI kept, in bytes.  The handbook sets no limit; the longest known
 * are near 250, and a key must have some bound. */
#define DOI_MAX 1024

/*
 * The DOI in a source's field, normalised: prefixes and URL forms removed,
 * entities and percent escapes decoded, ASCII lower case, unbalanced closing
 * brackets and final punctuation cut.  Appends to out and returns true; false,
 * with out untouched, when there is no DOI (empty, inner blank, non-ASCII,
 * a short DOI).
 */
bool doi_clean(struct span raw, struct buf *out);

/* The same of a DOI that was copied out of a printed text: typographic dashes
 * in it are hyphens. */
bool doi_clean_printed(struct span raw, struct buf *out);

/* True when text is a bare DOI as a key has it. */
bool doi_is_valid(struct span text);

/* Appends where a DOI resolves (DOI Handbook 3.8): an address with all bytes
 * percent-encoded that do not stand for themselves in a path (RFC 3986). */
void doi_address(struct span doi, struct buf *out);

/* What a look-up needs to ask for one spelling: true when the key is held. */
typedef bool doi_probe(void *context, struct span doi);

/*
 * Finds which DOI a request means.  text is what the client wrote, decoded
 * once by HTTP's rules.  Spellings are tried in this order, and the first for
 * which probe() is true is written to out: as given with ASCII folded; decoded
 * once more; prefixes (doi:, https://doi.org/, info:doi/, urn:doi:, …) and
 * surrounding quotes or brackets removed; ' ' read as '+'; then final
 * punctuation peeled one character at a time.
 * Returns STATUS_OK; STATUS_NOT_FOUND when no spelling is held, with the best
 * understanding of the DOI in out; STATUS_INVALID_DOI when nothing in it is a
 * DOI.  out is cleared first.
 */
MUST_CHECK enum status doi_resolve(struct span text, doi_probe *probe,
				   void *context, struct buf *out,
				   struct error *err);

#endif
