/* SPDX-License-Identifier: MIT */
/*
 * The cache is a row of shards, each with its own mutex, so that event loops
 * seldom meet.  A shard is a hash table of chained blocks, which are also
 * links of one list from the newest to the oldest.  A block costs its bytes
 * and its own size; when a shard is over its share, blocks leave at the old
 * end, but for those that were used since they came there: they begin anew.
 * So finding one changes nothing but itself.
 */
#include "paperd/cache.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#define SHARDS 16

/* A bucket for so many bytes; buckets of a shard are a power of two. */
#define BUCKET_BYTES 2048
#define BUCKETS_MIN  64
#define BUCKETS_MAX  (1 << 20)

/* Bytes that follow the head of a block and are read as soon as it is found. */
#define READ_BYTES 256
#define LINE_BYTES 64

struct block *block_make(size_t len)
{
	struct block *block = malloc(sizeof(*block) + len);

	if (!block)
		return NULL;
	*block = (struct block){ .len = len };
	atomic_init(&block->references, 1);
	return block;
}

struct block *block_hold(struct block *block)
{
	atomic_fetch_add_explicit(&block->references, 1, memory_order_relaxed);
	return block;
}

static void block_free(struct block *block)
{
	if (block->attached)
		block->release(block->attached);
	free(block);
}

void block_drop(struct block *block)
{
	if (block && atomic_fetch_sub_explicit(&block->references, 1,
					       memory_order_acq_rel) == 1)
		block_free(block);
}

struct shard {
	pthread_mutex_t mutex;
	struct block **buckets;
	size_t bucket_count;
	struct block *newest, *oldest;
	size_t bytes, most;
};

struct cache {
	struct shard shards[SHARDS];
};

static size_t cost(const struct block *block)
{
	return sizeof(*block) + block->len + block->beside;
}

static struct shard *shard_of(struct cache *cache, struct digest digest)
{
	return &cache->shards[digest.high % SHARDS];
}

static struct block **bucket_of(struct shard *shard, struct digest digest)
{
	return &shard->buckets[digest.low & (shard->bucket_count - 1)];
}

static void unlink_use(struct shard *shard, struct block *block)
{
	*(block->newer ? &block->newer->older : &shard->newest) = block->older;
	*(block->older ? &block->older->newer : &shard->oldest) = block->newer;
}

static void link_newest(struct shard *shard, struct block *block)
{
	block->newer = NULL;
	block->older = shard->newest;
	*(shard->newest ? &shard->newest->newer : &shard->oldest) = block;
	shard->newest = block;
}

/* Has what comes next fetched while the head is waited for. */
static void read_ahead(const struct block *block)
{
	for (size_t at = LINE_BYTES; block && at < READ_BYTES; at += LINE_BYTES)
		__builtin_prefetch((const char *)block + at);
}

static struct block *lookup(struct shard *shard, struct digest digest)
{
	struct block *block = *bucket_of(shard, digest);

	read_ahead(block);
	while (block && (block->digest.high != digest.high ||
			 block->digest.low != digest.low))
		block = block->chain;
	return block;
}

static void evict(struct shard *shard, struct block *block)
{
	struct block **link = bucket_of(shard, block->digest);

	while (*link != block)
		link = &(*link)->chain;
	*link = block->chain;
	unlink_use(shard, block);
	shard->bytes -= cost(block);
	block_drop(block);
}

/* How many blocks may begin anew before one goes in any case: more would
 * hold up who waits for the shard. */
#define CHANCES 16

/* Takes the oldest block out that was not used. */
static void make_room(struct shard *shard)
{
	struct block *oldest = shard->oldest;

	for (int i = 0; i < CHANCES && oldest->used; i++) {
		oldest->used = false;
		unlink_use(shard, oldest);
		link_newest(shard, oldest);
		oldest = shard->oldest;
	}
	evict(shard, oldest);
}

static void insert(struct shard *shard, struct digest digest,
		   struct block *block)
{
	struct block **bucket = bucket_of(shard, digest);

	block->digest = digest;
	block->chain = *bucket;
	*bucket = block_hold(block);
	link_newest(shard, block);
	shard->bytes += cost(block);
	while (shard->bytes > shard->most)
		make_room(shard);
}

static size_t buckets_for(size_t bytes)
{
	size_t count = BUCKETS_MIN;

	while (count < BUCKETS_MAX && count < bytes / BUCKET_BYTES)
		count *= 2;
	return count;
}

static bool shard_init(struct shard *shard, size_t most)
{
	shard->most = most;
	shard->bucket_count = buckets_for(most);
	shard->buckets = calloc(shard->bucket_count, sizeof(*shard->buckets));
	pthread_mutex_init(&shard->mutex, NULL);
	return shard->buckets;
}

struct cache *cache_open(size_t bytes)
{
	struct cache *cache = calloc(1, sizeof(*cache));
	bool ok = cache;

	for (size_t i = 0; cache && i < SHARDS; i++)
		ok &= shard_init(&cache->shards[i], bytes / SHARDS);
	if (ok)
		return cache;
	cache_close(cache);
	return NULL;
}

void cache_close(struct cache *cache)
{
	if (!cache)
		return;
	for (size_t i = 0; i < SHARDS; i++) {
		struct shard *shard = &cache->shards[i];

		while (shard->oldest)
			evict(shard, shard->oldest);
		free(shard->buckets);
		pthread_mutex_destroy(&shard->mutex);
	}
	free(cache);
}

struct block *cache_find(struct cache *cache, struct digest digest)
{
	struct shard *shard = shard_of(cache, digest);
	struct block *block;

	pthread_mutex_lock(&shard->mutex);
	block = lookup(shard, digest);
	if (block) {
		block->used = true;
		block_hold(block);
	}
	pthread_mutex_unlock(&shard->mutex);
	return block;
}

void cache_add(struct cache *cache, struct digest digest, struct block *block)
{
	struct shard *shard = shard_of(cache, digest);

	if (cost(block) > shard->most)
		return;
	pthread_mutex_lock(&shard->mutex);
	if (!lookup(shard, digest))
		insert(shard, digest, block);
	pthread_mutex_unlock(&shard->mutex);
}
