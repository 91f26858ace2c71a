/* SPDX-License-Identifier: MIT */
#include "marks_pattern.h"

#include "paperd/memory.h"
#include "paperd/scoped.h"

/* Of all patterns' terms. */
#define TEXT_MAX ((size_t)SEARCH_WORDS_MAX * PATTERN_TERMS_MAX * (TERM_MAX + 1))

static size_t slot_of(struct span term)
{
	uint32_t hash = 2166136261U; /* FNV-1a */

	for (size_t i = 0; i < term.len; i++)
		hash = (hash ^ (unsigned char)term.at[i]) * 16777619U;
	return (hash ^ hash >> 16) % PATTERN_SLOTS;
}

static bool is_term(const struct patterns *patterns,
		    const struct pattern_term *item, struct span term)
{
	return item->len == term.len &&
	       !memcmp(patterns->text.data + item->at, term.at, term.len);
}

/* The first from item `number` of a slot's list on that is the term. */
static const struct pattern_term *find_from(const struct patterns *patterns,
					    size_t number, struct span term)
{
	while (number) {
		const struct pattern_term *item = &patterns->terms[number - 1];

		if (is_term(patterns, item, term))
			return item;
		number = item->next;
	}
	return NULL;
}

const struct pattern_term *pattern_find(const struct patterns *patterns,
					struct span term)
{
	return find_from(patterns, patterns->slots[slot_of(term)], term);
}

const struct pattern_term *pattern_next(const struct patterns *patterns,
					const struct pattern_term *before)
{
	return find_from(
		patterns, before->next,
		(struct span){ patterns->text.data + before->at, before->len });
}

struct span pattern_last(const struct patterns *patterns,
			 const struct pattern *pattern)
{
	return (struct span){ patterns->text.data + pattern->last,
			      pattern->last_len };
}

uint64_t pattern_end(const struct pattern *pattern)
{
	return (uint64_t)1 << (pattern->len - 1);
}

bool pattern_meet(struct pattern *pattern, uint64_t bits, size_t place)
{
	uint64_t met;

	if (pattern->place != place) {
		bool follows = pattern->place + 1 == place;

		pattern->before = follows ? pattern->state : 0;
		pattern->state = 0;
		pattern->place = place;
	}
	met = (pattern->before << 1 | 1) & bits;
	pattern->state |= met;
	return met & pattern_end(pattern);
}

/* ---- making them ---- */

static bool grow(struct patterns *patterns)
{
	size_t room = patterns->term_room ? 2 * patterns->term_room : 16;
	struct pattern_term *grown;

	if (patterns->term_count < patterns->term_room)
		return true;
	grown = memory_grow(patterns->terms, room * sizeof(*grown));
	if (!grown)
		return false;
	patterns->terms = grown;
	patterns->term_room = room;
	return true;
}

/* The entry of the pattern under way for a term, made if there is none. */
static struct pattern_term *entry_of(struct patterns *patterns,
				     struct span term)
{
	size_t *slot = &patterns->slots[slot_of(term)];
	struct pattern_term *item;

	/* entries of the pattern under way stand first */
	for (size_t number = *slot; number; number = item->next) {
		item = &patterns->terms[number - 1];
		if (item->pattern != patterns->count)
			break;
		if (is_term(patterns, item, term))
			return item;
	}
	if (!grow(patterns))
		return NULL;
	item = &patterns->terms[patterns->term_count++];
	*item = (struct pattern_term){
		.at = patterns->text.len,
		.len = term.len,
		.pattern = (unsigned)patterns->count,
		.next = *slot,
	};
	*slot = patterns->term_count;
	buf_add_span(&patterns->text, term);
	return item;
}

static bool add_term(struct patterns *patterns, struct pattern *pattern,
		     const struct term *term)
{
	struct pattern_term *item = entry_of(patterns, term->text);

	if (!item || patterns->text.failed)
		return false;
	item->bits |= (uint64_t)1 << pattern->len;
	if (!pattern->len)
		pattern->from_character = term->is_character;
	pattern->to_character = term->is_character;
	pattern->last = item->at;
	pattern->last_len = item->len;
	pattern->len++;
	return true;
}

static bool add_word(struct patterns *patterns, const struct search_word *word,
		     struct terms *terms)
{
	struct pattern *pattern = &patterns->items[patterns->count];
	struct term term;
	bool more;

	*pattern = (struct pattern){ 0 };
	terms_begin(terms, span_of(word->text),
		    word->prefix ? TERMS_PREFIX : TERMS_QUERY);
	while ((more = terms_next(terms, &term)) &&
	       pattern->len < PATTERN_TERMS_MAX)
		if (!add_term(patterns, pattern, &term))
			return false;
	pattern->stems = word->prefix && !more;
	pattern->begins = pattern->stems || pattern->to_character;
	patterns->count += pattern->len > 0;
	return true;
}

bool patterns_init(struct patterns *patterns, const struct search *search,
		   unsigned field, struct terms *terms)
{
	patterns->text = buf_init(TEXT_MAX);
	for (size_t i = 0; i < search->count; i++) {
		const struct search_word *word = &search->words[i];

		if (word->negated || !(word->fields & field) ||
		    patterns->count == SEARCH_WORDS_MAX)
			continue;
		if (!add_word(patterns, word, terms))
			return false;
	}
	return true;
}

void patterns_release(struct patterns *patterns)
{
	free(patterns->terms);
	buf_release(&patterns->text);
	*patterns = (struct patterns){ 0 };
}
