/* SPDX-License-Identifier: MIT */
#include "terms_stem.h"

#include <libstemmer.h>

#include "paperd/memory.h"

bool stemmer_open(struct stemmer *stemmer)
{
	stemmer->snowball = sb_stemmer_new("english", "UTF_8");
	if (!stemmer->snowball)
		memory_refuse();
	return stemmer->snowball;
}

void stemmer_close(struct stemmer *stemmer)
{
	if (stemmer->snowball)
		sb_stemmer_delete(stemmer->snowball);
	stemmer->snowball = NULL;
}

/* A word is its own stem when there is no memory to find it. */
static struct span stem_of(struct stemmer *stemmer, struct span word)
{
	const sb_symbol *stem = sb_stemmer_stem(
		stemmer->snowball, (const sb_symbol *)word.at, (int)word.len);
	int len = sb_stemmer_length(stemmer->snowball);

	if (!stem)
		memory_refuse();
	if (!stem || len <= 0)
		return word;
	return (struct span){ (const char *)stem, (size_t)len };
}

static size_t set_of(const uint64_t word[2])
{
	uint64_t mix = (word[0] * UINT64_C(0x9E3779B97F4A7C15)) ^
		       (word[1] * UINT64_C(0xBF58476D1CE4E5B9));

	mix = (mix ^ (mix >> 32)) * UINT64_C(0x94D049BB133111EB);
	return (size_t)(mix >> 40) % STEM_SETS;
}

static bool holds(const struct stem_slot *slot, const uint64_t word[2])
{
	return slot->word[0] == word[0] && slot->word[1] == word[1];
}

static struct span slot_stem(const struct stem_slot *slot)
{
	return (struct span){ slot->stem, slot->len };
}

/* Two, so that two frequent words never chase each other away. */
static struct span remembered(struct stemmer *stemmer, char *word, size_t len)
{
	uint64_t key[2];
	struct stem_slot *set;
	struct span stem;

	memset(word + len, 0, STEM_WORD_MAX);
	memcpy(key, word, sizeof(key));
	set = stemmer->sets[set_of(key)];
	if (holds(&set[0], key))
		return slot_stem(&set[0]);
	if (holds(&set[1], key))
		return slot_stem(&set[1]);
	stem = stem_of(stemmer, (struct span){ word, len });
	if (stem.len > sizeof(set->stem))
		return stem;
	set[1] = set[0];
	memcpy(set->word, key, sizeof(key));
	memcpy(set->stem, stem.at, stem.len);
	set->len = (uint8_t)stem.len;
	return slot_stem(set);
}

struct span stemmer_stem(struct stemmer *stemmer, char *word, size_t len)
{
	if (len > STEM_WORD_MAX)
		return stem_of(stemmer, (struct span){ word, len });
	return remembered(stemmer, word, len);
}
