/* SPDX-License-Identifier: MIT */
/*
 * Items of batches: a record that is held, as its item is written.
 *
 * One that was written is kept under its input and the number of the store's
 * rewrites, so that the next batch copies it; and within one batch, so that
 * looking for what is missing does not read everything twice.
 */
#include <stdatomic.h>

#include "gather.h"
#include "paperd/digest.h"

/* Longer inputs are no identifiers, or none that is asked for often. */
#define INPUT_MAX 512

/* What an item is kept under; whole in front of it, since digests can be
 * forged. */
struct key {
	unsigned long long version;
	size_t len;
	char input[INPUT_MAX];
};

static size_t key_size(const struct key *key)
{
	return offsetof(struct key, input) + key->len;
}

/* False for an input that is too long, and where nothing is kept. */
static bool key_make(const struct app *app, const char *input,
		     unsigned long long version, struct key *ret,
		     struct digest *ret_digest)
{
	ret->version = version;
	ret->len = strlen(input);
	if (!app->items || ret->len > sizeof(ret->input))
		return false;
	memcpy(ret->input, input, ret->len);
	*ret_digest = digest_make(
		(struct span){ (const char *)ret, key_size(ret) });
	return true;
}

unsigned long long items_version(const struct app *app)
{
	return atomic_load(&app->store->rewrites);
}

bool item_recall(const struct app *app, const char *input, struct buf *out)
{
	struct digest digest;
	struct block *block;
	struct key key;
	size_t size;
	bool same;

	if (!key_make(app, input, items_version(app), &key, &digest))
		return false;
	block = cache_find(app->items, digest);
	if (!block)
		return false;
	size = key_size(&key);
	same = block->len > size && memcmp(block->bytes, &key, size) == 0;
	if (same && out)
		json_raw(out, (struct span){ block->bytes + size,
					     block->len - size });
	block_drop(block);
	return same;
}

void item_keep(const struct app *app, const char *input,
	       unsigned long long version, struct span item)
{
	struct digest digest;
	struct block *block;
	struct key key;
	size_t size;

	if (!key_make(app, input, version, &key, &digest))
		return;
	size = key_size(&key);
	block = block_make(size + item.len);
	if (!block)
		return;
	memcpy(block->bytes, &key, size);
	memcpy(block->bytes + size, item.at, item.len);
	cache_add(app->items, digest, block);
	block_drop(block);
}

void item_begin(const char *input, const struct found *found, const char *word,
		struct buf *out)
{
	json_open(out, '{');
	json_pair_text(out, "input", input);
	if (found)
		found_write(found, out);
	json_pair_text(out, "status", word);
}

void item_end(const struct found *found, struct buf *out)
{
	if (found) {
		json_key(out, "record");
		json_raw(out, (struct span){ found->record.json,
					     found->record.json_len });
	}
	json_close(out, '}');
}

bool item_lasts(const struct found *found)
{
	return found->lasts;
}
