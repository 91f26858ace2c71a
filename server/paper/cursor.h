/* SPDX-License-Identifier: MIT */
/*
 * The cursor's text: the place of the last record of a page as bytes, in
 * base64url (RFC 4648 section 5) without padding.
 *
 *	byte   version of this form
 *	4      checksum of what follows
 *	byte   the order: twice the sort, and one when it is descending
 *	number digest of the search, below 2^32
 *	number value
 *	number id
 *	text   text
 *	text   state
 *
 * A number has seven bits a byte, the lowest first, the highest bit set where
 * more follow.  A text is the number of its bytes and one, then its bytes; no
 * text is 0.  A place has one cursor, and no other text is a cursor of it.
 */
#ifndef PAPERD_PAPER_CURSOR_H
#define PAPERD_PAPER_CURSOR_H

#include "paperd/query.h"

/* Longest text and longest state of a place, in bytes. */
#define CURSOR_TEXT_MAX 4096

/* Appends the text of the bytes from the order on; query_cursor() makes them. */
void cursor_seal(struct span body, struct buf *out);

#endif
