/* SPDX-License-Identifier: MIT */
/*
 * OpenAlex keeps an abstract as an index: each word with the positions at which
 * it stands.  It is written out by position again; a position that no word has
 * is passed over.
 */
#include "openalex.h"

#include <stdlib.h>

#include "paperd/scoped.h"

/* Words of an abstract; OpenAlex cut its index at 60,000 characters. */
#define WORDS_MAX (1 << 16)

/* Bytes of an abstract written out. */
#define ABSTRACT_MAX (4 << 20)

static bool is_position(const cJSON *item, long long *ret)
{
	return cJSON_IsNumber(item) && json_whole(item, ret) && *ret >= 0 &&
	       *ret < WORDS_MAX;
}

/* Puts each word at its positions; returns the number of positions. */
static size_t place_words(const cJSON *index, const char **words)
{
	const cJSON *word, *item;
	size_t count = 0;
	long long at;

	cJSON_ArrayForEach (word, index) {
		if (!cJSON_IsArray(word))
			continue;
		cJSON_ArrayForEach (item, word) {
			if (!is_position(item, &at))
				continue;
			words[at] = word->string;
			if ((size_t)at >= count)
				count = (size_t)at + 1;
		}
	}
	return count;
}

void openalex_fill_abstract(struct fill *fill, const cJSON *index)
{
	SCOPED(buf_release) struct buf text = buf_init(ABSTRACT_MAX);
	SCOPED_FREE const char **words = NULL;
	size_t count;

	if (!cJSON_IsObject(index) || !index->child)
		return;
	words = calloc(WORDS_MAX, sizeof(*words));
	if (!words) {
		fill->failed = true;
		return;
	}
	count = place_words(index, words);
	for (size_t i = 0; i < count; i++) {
		if (!words[i])
			continue;
		if (text.len)
			buf_add_char(&text, ' ');
		buf_add_text(&text, words[i]);
	}
	fill->failed = fill->failed || text.failed;
	fill_abstract(fill, buf_span(&text));
}
