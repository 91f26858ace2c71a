/* SPDX-License-Identifier: MIT */
/*
 * Bodies that were made once and may be wanted again.
 *
 * A body is shared by reference count: the cache holds one reference, each
 * answer being sent another.  Thread safe.
 */
#ifndef PAPERD_CACHE_H
#define PAPERD_CACHE_H

#include "paperd/digest.h"

/*
 * Also the cache's own entry, so that one that is found is read in one place:
 * with many of them, each place is a wait for memory.
 */
struct block {
	struct digest digest; /* the cache's, and the next two */
	struct block *chain;
	bool used; /* since it was the newest */
	_Atomic unsigned references;
	size_t len;
	/* Made of the block and wanted as often; owned, NULL: nothing.  Set
	 * before others see the block, with how it is released and about how
	 * many bytes it takes. */
	void *attached;
	void (*release)(void *attached);
	size_t beside;
	struct block *newer, *older; /* the cache's */
	char bytes[];
};

/* Room for len bytes, with one reference for the caller; NULL when there is no
 * memory. */
struct block *block_make(size_t len);
struct block *block_hold(struct block *block);
void block_drop(struct block *block); /* NULL is fine */

struct cache;

/* Keeps at most `bytes` of bodies; NULL without memory. */
struct cache *cache_open(size_t bytes);
void cache_close(struct cache *cache); /* NULL is fine */

/* The body kept under a digest, with a reference for the caller, or NULL. */
struct block *cache_find(struct cache *cache, struct digest digest);

/* Keeps a body (with its own reference), unless there is one under the digest;
 * those not used for longest make room.  A block is added to one cache only. */
void cache_add(struct cache *cache, struct digest digest, struct block *block);

#endif
