/* SPDX-License-Identifier: MIT */
#include "search_words.h"

#include "paperd/scoped.h"

/* No text that anyone may send has this many bytes of terms. */
#define KEYS_MAX ((size_t)64 << 20)

/* The fewest ASCII letters that stand for all words beginning so: two would
 * walk a good part of the index. */
#define PREFIX_MIN 3

/* Where the key of word i begins. */
static size_t start_of(const struct words *words, size_t i)
{
	return i ? words->ends[i - 1] : 0;
}

/* The bytes of the key of word i. */
static struct span key_of(const struct words *words, size_t i)
{
	return span_slice(buf_span(&words->keys), start_of(words, i),
			  words->ends[i]);
}

static bool is_same_key(const struct words *words, size_t a, size_t b)
{
	struct span one = key_of(words, a);
	struct span other = key_of(words, b);

	return one.len == other.len && !memcmp(one.at, other.at, one.len);
}

/* The key of a word to come may stand behind that of the last. */
static void drop_last(struct words *words)
{
	struct search *search = words->search;
	size_t last = --search->count;
	struct span key = key_of(words, last);
	size_t tail = words->keys.len - words->ends[last];

	free(search->words[last].text);
	memmove(words->keys.data + start_of(words, last), key.at + key.len,
		tail);
	buf_cut(&words->keys, words->keys.len - key.len);
}

/* Is word i a group by itself? */
static bool is_alone(const struct search *search, size_t i)
{
	const struct search_word *word = search->words;

	return (!i || word[i - 1].group != word[i].group) &&
	       (i + 1 == search->count || word[i + 1].group != word[i].group);
}

/* Does a group of one word say the same as word i? */
static bool is_said_alone(const struct words *words, size_t i)
{
	for (size_t at = 0; at < words->open; at++)
		if (is_same_key(words, at, i) && is_alone(words->search, at))
			return true;
	return false;
}

void words_close(struct words *words)
{
	struct search *search = words->search;

	if (words->open + 1 == search->count &&
	    is_said_alone(words, words->open)) {
		drop_last(words);
		search->groups--;
	}
	words->open = search->count;
}

/* Appends the terms of a word, each ended by NUL.  Returns the last of them,
 * empty when there is none. */
static struct span add_terms(struct words *words, struct span text,
			     enum terms_mode mode)
{
	size_t last = words->keys.len;
	struct term term;

	terms_begin(words->terms, text, mode);
	while (terms_next(words->terms, &term)) {
		last = words->keys.len;
		buf_add_span(&words->keys, term.text);
		buf_add_char(&words->keys, '\0');
	}
	if (last == words->keys.len)
		return (struct span){ 0 };
	return span_slice(buf_span(&words->keys), last, words->keys.len - 1);
}

static bool is_long_enough(struct span prefix)
{
	return prefix.len >= PREFIX_MIN || !text_is_ascii(prefix);
}

/* Of what may stand in a name no stem says all. */
static enum terms_mode mode_of(const struct search_word *word)
{
	if (word->fields & SEARCH_EXACT)
		return TERMS_EXACT_QUERY;
	return word->prefix ? TERMS_PREFIX : TERMS_QUERY;
}

/*
 * Appends the key of a word: its signs, its terms.  Settles word->prefix.
 * False when the word has no terms.
 */
static bool add_key(struct words *words, struct search_word *word,
		    struct span text)
{
	size_t start = words->keys.len;
	size_t signs;

	buf_add_char(&words->keys, (char)word->fields);
	buf_add_char(&words->keys, word->negated ? '-' : '+');
	signs = words->keys.len;
	if (word->prefix) {
		buf_add_char(&words->keys, '*');
		if (is_long_enough(add_terms(words, text, mode_of(word))))
			return true;
		buf_cut(&words->keys, signs);
		word->prefix = false;
	}
	if (add_terms(words, text, mode_of(word)).len)
		return true;
	buf_cut(&words->keys, start);
	return false;
}

/* A copy without control characters: no NUL ends it early, and what begins with
 * one is of the store alone. */
static char *copy_text(struct span text)
{
	char *copy = span_copy(text);

	for (size_t i = 0; copy && i < text.len; i++)
		if ((unsigned char)copy[i] < ' ')
			copy[i] = ' ';
	return copy;
}

/* Keeps a word whose key stands last; false when there is no memory. */
static bool keep(struct words *words, struct search_word word, struct span text)
{
	struct search *search = words->search;

	word.text = copy_text(text);
	words->failed |= !word.text || words->keys.failed;
	if (words->failed) {
		free(word.text);
		return false;
	}
	search->words[search->count++] = word;
	return true;
}

/* Does the word whose key stands last say what another of its group says? */
static bool is_in_group(const struct words *words)
{
	size_t count = words->search->count;

	for (size_t i = words->open; i < count; i++)
		if (is_same_key(words, i, count))
			return true;
	return false;
}

static unsigned next_group(struct words *words, bool joined)
{
	struct search *search = words->search;

	return joined ? search->groups - 1 : search->groups++;
}

bool words_add(struct words *words, const struct token *token, bool joined)
{
	struct search *search = words->search;
	struct search_word word = {
		.fields = token->fields,
		.phrase = token->phrase,
		.prefix = token->prefix,
		.negated = token->negated,
	};
	size_t count;

	if (words->failed || !add_key(words, &word, token->text))
		return false;
	if (!joined)
		words_close(words);
	count = search->count;
	words->ends[count] = words->keys.len;
	if (count < WORDS_ROOM && !is_in_group(words)) {
		word.group = next_group(words, joined);
		return keep(words, word, token->text);
	}
	words->extra += count == WORDS_ROOM && !is_said_alone(words, count);
	buf_cut(&words->keys, start_of(words, count));
	return true;
}

/* The keys of the words that a search has already. */
static void add_keys(struct words *words)
{
	struct search *search = words->search;

	for (size_t i = 0; i < search->count; i++) {
		struct search_word word = search->words[i];

		add_key(words, &word, span_of(word.text));
		words->ends[i] = words->keys.len;
	}
}

static bool make_room(struct search *search)
{
	struct search_word *grown = realloc(search->words,
					    WORDS_ROOM * sizeof(*grown));

	if (grown)
		search->words = grown;
	return grown;
}

struct words words_init(struct search *search)
{
	struct words words = {
		.search = search,
		.terms = terms_open(),
		.keys = buf_init(KEYS_MAX),
		.open = search->count,
		.old_count = search->count,
		.old_groups = search->groups,
	};

	words.failed = !words.terms || !make_room(search);
	if (!words.failed)
		add_keys(&words);
	return words;
}

void words_release(struct words *words)
{
	terms_close(words->terms);
	buf_release(&words->keys);
	*words = (struct words){ 0 };
}

/* Each term is ended by a NUL, and nothing else in a key is one. */
size_t words_terms(const struct words *words)
{
	struct span keys = buf_span(&words->keys);
	size_t count = 0;

	for (size_t i = 0; i < keys.len; i++)
		count += !keys.at[i];
	return count;
}

void words_undo(struct words *words)
{
	struct search *search = words->search;

	while (search->count > words->old_count)
		drop_last(words);
	search->groups = words->old_groups;
}
