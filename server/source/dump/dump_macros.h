/* SPDX-License-Identifier: MIT */
/*
 * The @string definitions of a BibTeX file, handed on to the entries that use
 * them: those that an entry needs are put before it, so that it can be read
 * without its file.
 *
 * Definitions are kept as written out in full: a macro that uses others holds
 * their texts.  Both numbers and lengths are bounded, so that an entry does not
 * grow without end.
 */
#ifndef PAPERD_DUMP_MACROS_H
#define PAPERD_DUMP_MACROS_H

#include "paperd/buf.h"
#include "paperd/error.h"

struct macro {
	char *name;       /* owned; lower case */
	char *definition; /* owned; "@string{name = {text}}\n" */
	long long entry;  /* the entry it was put before last */
};

struct macros {
	struct macro *items; /* owned; by name */
	size_t count;
	size_t room;
	long long entries; /* met so far */
	struct buf text;   /* scratch, and the entry with its macros */
};

void macros_release(struct macros *macros);

/* Takes a @string.  Error: STATUS_INVALID_BODY, STATUS_NO_MEMORY. */
MUST_CHECK enum status macros_add(struct macros *macros, struct span raw,
				  struct error *err);

/*
 * The entry with the definitions that it uses, at most max bytes; borrowed from
 * raw, or from macros until the next call.  Errors as above.
 */
MUST_CHECK enum status macros_apply(struct macros *macros, struct span raw,
				    size_t max, struct span *ret,
				    struct error *err);

#endif
