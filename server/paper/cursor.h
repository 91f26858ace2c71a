/* SPDX-License-Identifier: MIT */
/*
 * The cursor's text: sort order, sort key and DOI of the last record of a
 * page, parted by TAB, in base64url (RFC 4648 section 5) without padding.
 */
#ifndef PAPERD_PAPER_CURSOR_H
#define PAPERD_PAPER_CURSOR_H

#include "paperd/query.h"

void cursor_write(enum query_sort sort, const char *key, const char *doi,
		  struct buf *out);

/* False when text is not what cursor_write() makes; else the caller owns *key
 * and *doi. */
bool cursor_read(struct span text, enum query_sort *ret_sort, char **ret_key,
		 char **ret_doi);

#endif
