/* SPDX-License-Identifier: MIT */
/*
 * Bodies that were made once and may be wanted again.
 *
 * A body is shared by reference count: the cache holds one reference, each
 * answer being sent another.  Thread safe.
 */
#ifndef PAPERD_CACHE_H
#define PAPERD_CACHE_H

#include "paperd/text.h"

/* What was made of a block and is wanted as often as the block is. */
struct attachment {
	void (*release)(struct attachment *attachment);
};

struct block {
	_Atomic unsigned references;
	size_t len;
	size_t beside; /* bytes that what will be attached takes, about */
	struct attachment *_Atomic attached; /* owned; NULL: nothing yet */
	char bytes[];
};

/* Room for len bytes, with one reference for the caller; NULL when there is no
 * memory. */
struct block *block_make(size_t len);
struct block *block_hold(struct block *block);
void block_drop(struct block *block); /* NULL is fine */

/* Attaches what the caller owns to a block; it is released with the block.
 * Returns what is attached, which is another's where that came first: then
 * `owned` is released. */
struct attachment *block_attach(struct block *block, struct attachment *owned);

/* Bytes of a key, with its NUL: a digest as digest_hex() writes it. */
#define CACHE_KEY 33

struct cache;

/* Keeps at most `bytes` of bodies; NULL without memory. */
struct cache *cache_open(size_t bytes);
void cache_close(struct cache *cache); /* NULL is fine */

/* The body kept under a key, with a reference for the caller, or NULL. */
struct block *cache_find(struct cache *cache, const char key[CACHE_KEY]);

/* Keeps a body (with its own reference); those not used for longest make
 * room. */
void cache_add(struct cache *cache, const char key[CACHE_KEY],
	       struct block *block);

#endif
