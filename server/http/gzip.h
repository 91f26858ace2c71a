/* SPDX-License-Identifier: MIT */
/*
 * Compressed bodies (RFC 1952), and the cache that keeps them so that a record
 * asked for often is compressed once.
 *
 * A compressed body is shared by reference count: the cache holds one
 * reference, each answer being sent another.  Thread safe.
 */
#ifndef HTTP_GZIP_H
#define HTTP_GZIP_H

#include "paperd/text.h"

/* Bodies under this many bytes fit one packet either way. */
#define GZIP_MIN 860

/* Untagged bodies, which cannot be kept, under this are not worth the time. */
#define GZIP_UNTAGGED_MIN 8192

struct packed {
	_Atomic unsigned references;
	size_t len;
	char bytes[];
};

/* The gzip form, with one reference for the caller; NULL when there is no
 * memory or it would not be smaller. */
struct packed *packed_make(struct span plain);
struct packed *packed_hold(struct packed *packed);
void packed_drop(struct packed *packed); /* NULL is fine */

/* Bytes of a key, with its NUL: a digest as digest_hex() writes it. */
#define GZIP_KEY 33

struct gzip_cache;

/* Keeps at most `bytes` of compressed bodies; NULL without memory. */
struct gzip_cache *gzip_cache_open(size_t bytes);
void gzip_cache_close(struct gzip_cache *cache); /* NULL is fine */

/* The body kept under a key, with a reference for the caller, or NULL. */
struct packed *gzip_cache_find(struct gzip_cache *cache,
			       const char key[GZIP_KEY]);

/* Keeps a body (with its own reference); the least recently used make room. */
void gzip_cache_add(struct gzip_cache *cache, const char key[GZIP_KEY],
		    struct packed *packed);

#endif
