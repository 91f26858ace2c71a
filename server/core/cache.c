/* SPDX-License-Identifier: MIT */
/*
 * The cache is a row of shards, each with its own mutex, so that event loops
 * seldom meet.  A shard is a hash table of chained entries, which are also
 * links of one list from the newest to the oldest.  An entry costs its bytes
 * and its own size; when a shard is over its share, entries leave at the old
 * end, but for those that were used since they came there: they begin anew.
 * So finding one changes nothing but itself.
 */
#include "paperd/cache.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "paperd/scoped.h"

#define SHARDS 16

/* A bucket for so many bytes; buckets of a shard are a power of two. */
#define BUCKET_BYTES 2048
#define BUCKETS_MIN  64
#define BUCKETS_MAX  (1 << 20)

struct block *block_make(size_t len)
{
	struct block *block = malloc(sizeof(*block) + len);

	if (!block)
		return NULL;
	atomic_init(&block->references, 1);
	atomic_init(&block->attached, NULL);
	block->len = len;
	block->beside = 0;
	return block;
}

struct block *block_hold(struct block *block)
{
	atomic_fetch_add_explicit(&block->references, 1, memory_order_relaxed);
	return block;
}

static void block_free(struct block *block)
{
	struct attachment *attached = block->attached;

	if (attached)
		attached->release(attached);
	free(block);
}

void block_drop(struct block *block)
{
	if (block && atomic_fetch_sub_explicit(&block->references, 1,
					       memory_order_acq_rel) == 1)
		block_free(block);
}

struct attachment *block_attach(struct block *block, struct attachment *owned)
{
	struct attachment *first = NULL;

	if (atomic_compare_exchange_strong(&block->attached, &first, owned))
		return owned;
	owned->release(owned);
	return first;
}

struct entry {
	char key[CACHE_KEY];
	struct block *block; /* a reference */
	struct entry *chain; /* next of the bucket */
	struct entry *newer, *older;
	bool used; /* since it was the newest */
};

struct shard {
	pthread_mutex_t mutex;
	struct entry **buckets;
	size_t bucket_count;
	struct entry *newest, *oldest;
	size_t bytes, most;
};

struct cache {
	struct shard shards[SHARDS];
};

static size_t cost(const struct block *block)
{
	return sizeof(struct entry) + sizeof(*block) + block->len +
	       block->beside;
}

/* Keys are digests: any eight of their digits are a hash. */
static uint32_t hash_of(const char *key)
{
	uint32_t hash = 0;

	for (size_t i = 0; i < 8; i++)
		hash = hash << 4 | (uint32_t)(hex_value(key[i]) & 15);
	return hash;
}

static struct shard *shard_of(struct cache *cache, const char *key)
{
	return &cache->shards[hash_of(key) % SHARDS];
}

static struct entry **bucket_of(struct shard *shard, const char *key)
{
	return &shard->buckets[hash_of(key) / SHARDS &
			       (shard->bucket_count - 1)];
}

static void unlink_use(struct shard *shard, struct entry *entry)
{
	*(entry->newer ? &entry->newer->older : &shard->newest) = entry->older;
	*(entry->older ? &entry->older->newer : &shard->oldest) = entry->newer;
}

static void link_newest(struct shard *shard, struct entry *entry)
{
	entry->newer = NULL;
	entry->older = shard->newest;
	*(shard->newest ? &shard->newest->newer : &shard->oldest) = entry;
	shard->newest = entry;
}

static struct entry *lookup(struct shard *shard, const char *key)
{
	struct entry *entry = *bucket_of(shard, key);

	while (entry && strcmp(entry->key, key) != 0)
		entry = entry->chain;
	return entry;
}

static void evict(struct shard *shard, struct entry *entry)
{
	struct entry **link = bucket_of(shard, entry->key);

	while (*link != entry)
		link = &(*link)->chain;
	*link = entry->chain;
	unlink_use(shard, entry);
	shard->bytes -= cost(entry->block);
	block_drop(entry->block);
	free(entry);
}

/* How many entries may begin anew before one goes in any case: more would
 * hold up who waits for the shard. */
#define CHANCES 16

/* Takes the oldest entry out that was not used. */
static void make_room(struct shard *shard)
{
	struct entry *oldest = shard->oldest;

	for (int i = 0; i < CHANCES && oldest->used; i++) {
		oldest->used = false;
		unlink_use(shard, oldest);
		link_newest(shard, oldest);
		oldest = shard->oldest;
	}
	evict(shard, oldest);
}

static void insert(struct shard *shard, const char *key, struct block *block)
{
	struct entry **bucket = bucket_of(shard, key);
	struct entry *entry = malloc(sizeof(*entry));

	if (!entry)
		return;
	*entry = (struct entry){ .block = block_hold(block), .chain = *bucket };
	memcpy(entry->key, key, CACHE_KEY);
	*bucket = entry;
	link_newest(shard, entry);
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

struct block *cache_find(struct cache *cache, const char key[CACHE_KEY])
{
	struct shard *shard = shard_of(cache, key);
	struct block *block = NULL;
	struct entry *entry;

	pthread_mutex_lock(&shard->mutex);
	entry = lookup(shard, key);
	if (entry) {
		entry->used = true;
		block = block_hold(entry->block);
	}
	pthread_mutex_unlock(&shard->mutex);
	return block;
}

void cache_add(struct cache *cache, const char key[CACHE_KEY],
	       struct block *block)
{
	struct shard *shard = shard_of(cache, key);

	if (cost(block) > shard->most)
		return;
	pthread_mutex_lock(&shard->mutex);
	if (!lookup(shard, key))
		insert(shard, key, block);
	pthread_mutex_unlock(&shard->mutex);
}
