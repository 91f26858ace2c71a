/* SPDX-License-Identifier: MIT */
/* Compressed bodies (RFC 1952). */
#ifndef HTTP_GZIP_H
#define HTTP_GZIP_H

#include "paperd/buf.h"
#include "paperd/cache.h"

/* Bodies under this many bytes fit one packet either way. */
#define GZIP_MIN 860

/* Untagged bodies, which cannot be kept, under this are not worth the time. */
#define GZIP_UNTAGGED_MIN 8192

/* The gzip form, with one reference for the caller; NULL when there is no
 * memory or it would not be smaller. */
struct block *gzip_make(struct span plain);

/* Unpacks a gzip form of at most GZIP_PLAIN_MAX bytes into *ret, which the
 * caller releases.  False without memory, and for what is no gzip. */
bool gzip_open(struct span packed, struct buf *ret);
#define GZIP_PLAIN_MAX (4 << 20)

#endif
