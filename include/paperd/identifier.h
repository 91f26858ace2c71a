/* SPDX-License-Identifier: MIT */
/*
 * Identifiers of works other than the DOI, as keys: "pmid:31393839".
 *
 * A key names a work once: the scheme in lower case, a colon, the value in one
 * form.  identifier_schemes[] is the one table of schemes; its order is that
 * in which a record without a DOI is named.
 */
#ifndef PAPERD_IDENTIFIER_H
#define PAPERD_IDENTIFIER_H

#include "paperd/paper.h"

/* Longest value of an identifier, in bytes: twice the longest known, Semantic
 * Scholar's 40 digits, with room for a scheme to come. */
#define IDENTIFIER_VALUE_MAX 100
/* Longest key that is no DOI. */
#define IDENTIFIER_KEY_MAX (IDENTIFIER_VALUE_MAX + 8)

struct identifier_scheme {
	const char *name;     /* NULL ends the table */
	size_t offset;        /* of the member in struct ids */
	enum field_kind kind; /* of the member: FIELD_TEXT or FIELD_TEXTS */
	bool whole;           /* it names books and the like, and no parts */
	/* Appends the one form of a value.  False: it has none. */
	bool (*normalise)(struct span value, struct buf *out);
};
extern const struct identifier_scheme identifier_schemes[];

/* Appends the thirteen digits of an ISBN of ten or thirteen; false: it is none.
 * Whether the check digit of thirteen is right is not asked. */
bool isbn_normalise(struct span value, struct buf *out);

/* Appends the key of a clean value.  False, out untouched, when the value is
 * empty, too long, or holds blanks or other than printable ASCII. */
bool identifier_key(const struct identifier_scheme *scheme, struct span value,
		    struct buf *out);

/* True when text begins as DOIs do ("10."), which no other key does. */
bool key_is_doi(struct span key);

/* True when text is a key: a DOI or scheme:value of a known scheme. */
bool key_is_valid(struct span key);

#endif
