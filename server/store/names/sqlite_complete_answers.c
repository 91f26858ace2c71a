/* SPDX-License-Identifier: MIT */
/*
 * Answers that cost much, to be given again.
 *
 * What many names and titles go on as is short, so there are few such texts,
 * and they are what is typed most.  An answer holds as long as nothing was
 * committed since.  Those of texts that are long, or that are themselves large,
 * are not kept: ANSWERS_MAX * (ANSWER_BYTES_MAX + some hundred bytes) is the most
 * memory this takes.  An answer has a few places by its text, and takes the
 * place of one that holds no more or, where there is none, of any.
 */
#include "sqlite_complete.h"

#include <stdlib.h>

#include "paperd/digest.h"

#define ANSWERS_MAX      4096
#define PLACES           4 /* of an answer; they stand together */
#define ANSWER_BYTES_MAX 4096
#define ANSWER_TEXT_MAX  32

struct answer {
	char text[ANSWER_TEXT_MAX];
	size_t len;
	unsigned kinds;
	size_t limit;
	unsigned long long generation;
	bool filled;
	struct completions found; /* owned */
};
struct answers {
	pthread_mutex_t guard;
	unsigned turn; /* of the places, when all of them hold */
	struct answer items[ANSWERS_MAX];
};

struct answers *answers_open(void)
{
	struct answers *made = calloc(1, sizeof(*made));

	if (made)
		pthread_mutex_init(&made->guard, NULL);
	return made;
}

void answers_close(struct answers *answers)
{
	if (!answers)
		return;
	for (size_t i = 0; i < ANSWERS_MAX; i++)
		completions_release(&answers->items[i].found);
	pthread_mutex_destroy(&answers->guard);
	free(answers);
}

static struct answer *places_of(struct answers *answers, struct span text)
{
	char hex[33];
	unsigned number = 0;

	digest_hex(text, hex);
	for (int i = 0; i < 4; i++)
		number = number << 4 | (unsigned)hex_value(hex[i]);
	return &answers->items[number % (ANSWERS_MAX / PLACES) * PLACES];
}

/* ---- copies ---- */

static bool completion_copy(const struct completion *from,
			    struct completion *ret)
{
	*ret = *from;
	ret->text = span_copy(span_of(from->text));
	ret->key = from->key ? span_copy(span_of(from->key)) : NULL;
	return ret->text && (ret->key || !from->key);
}

/* False when there is no memory. */
static bool completions_copy(const struct completions *from,
			     struct completions *ret)
{
	SCOPED(completions_release)
	struct completions copy = {
		.items = calloc(from->count + 1, sizeof(*copy.items)),
	};

	if (!copy.items)
		return false;
	while (copy.count < from->count) {
		size_t at = copy.count++;

		if (!completion_copy(&from->items[at], &copy.items[at]))
			return false;
	}
	*ret = copy;
	copy = (struct completions){ 0 };
	return true;
}

static size_t bytes_of(const struct completions *found)
{
	size_t bytes = (found->count + 1) * sizeof(*found->items);

	for (size_t i = 0; i < found->count; i++)
		bytes += span_of(found->items[i].text).len +
			 span_of(found->items[i].key).len + 2;
	return bytes;
}

/* ---- finding and keeping ---- */

static bool is_short(const struct asked *asked)
{
	return asked->text.len && asked->text.len <= ANSWER_TEXT_MAX;
}

static bool is_of(const struct answer *answer, const struct asked *asked)
{
	return answer->filled && answer->kinds == asked->kinds &&
	       answer->limit == asked->limit &&
	       answer->len == asked->text.len &&
	       memcmp(answer->text, asked->text.at, asked->text.len) == 0;
}

bool answers_find(struct answers *answers, const struct asked *asked,
		  unsigned long long generation, struct completions *ret)
{
	struct answer *places;
	bool found = false;

	if (!answers || !is_short(asked))
		return false;
	places = places_of(answers, asked->text);
	pthread_mutex_lock(&answers->guard);
	for (int i = 0; i < PLACES && !found; i++)
		found = is_of(&places[i], asked) &&
			places[i].generation == generation &&
			completions_copy(&places[i].found, ret);
	pthread_mutex_unlock(&answers->guard);
	return found;
}

static struct answer *place_for(struct answers *answers,
				const struct asked *asked,
				unsigned long long generation)
{
	struct answer *places = places_of(answers, asked->text);
	struct answer *chosen = NULL;

	for (int i = 0; i < PLACES; i++) {
		if (is_of(&places[i], asked))
			return &places[i];
		if (!places[i].filled || places[i].generation != generation)
			chosen = &places[i];
	}
	return chosen ? chosen : &places[answers->turn++ % PLACES];
}

void answers_keep(struct answers *answers, const struct asked *asked,
		  unsigned long long generation,
		  const struct completions *found)
{
	struct answer made = { .len = asked->text.len,
			       .kinds = asked->kinds,
			       .limit = asked->limit,
			       .generation = generation,
			       .filled = true };
	struct answer *place, old;

	if (!answers || !is_short(asked) ||
	    bytes_of(found) > ANSWER_BYTES_MAX ||
	    !completions_copy(found, &made.found))
		return;
	memcpy(made.text, asked->text.at, asked->text.len);
	pthread_mutex_lock(&answers->guard);
	place = place_for(answers, asked, generation);
	old = *place;
	*place = made;
	pthread_mutex_unlock(&answers->guard);
	completions_release(&old.found);
}
