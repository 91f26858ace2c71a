/* SPDX-License-Identifier: MIT */
/*
 * Terms.  What stands between words is skipped, then a word is read, or a run
 * of a script without spaces, character by character.
 */
#include "terms_own.h"

#include "paperd/memory.h"
#include "paperd/scoped.h"

struct terms *terms_open(void)
{
	struct terms *terms = memory_clear(1, sizeof(*terms));

	if (!terms || stemmer_open(&terms->stemmer))
		return terms;
	terms_close(terms);
	return NULL;
}

void terms_close(struct terms *terms)
{
	if (!terms)
		return;
	stemmer_close(&terms->stemmer);
	free(terms);
}

/* ---- what parts terms ---- */

/* Bytes that surely part words. */
static void skip_bytes(struct terms *terms)
{
	struct fold *fold = &terms->fold;
	size_t at = fold->at;

	if (terms->has_ahead || !fold_is_plain(fold))
		return;
	while (at < fold->text.len && (unsigned char)fold->text.at[at] < 0x80 &&
	       !word_bytes[(unsigned char)fold->text.at[at]])
		at++;
	if (at > fold->at)
		terms->after_apostrophe = false;
	fold->at = at;
}

static bool is_at_word_byte(const struct terms *terms)
{
	const struct fold *fold = &terms->fold;

	return !terms->has_ahead && fold_is_plain(fold) &&
	       fold->at < fold->text.len &&
	       word_bytes[(unsigned char)fold->text.at[fold->at]];
}

/* Marks without a letter are among it. */
static bool is_between(enum fold_kind kind)
{
	return kind == FOLD_BREAK || kind == FOLD_APOSTROPHE ||
	       kind == FOLD_MARK;
}

/* Goes on to what begins a term; false at the end. */
static bool skip(struct terms *terms)
{
	for (;;) {
		skip_bytes(terms);
		if (is_at_word_byte(terms))
			return true;
		if (!is_between(terms_look(terms)->kind))
			return terms->ahead.kind != FOLD_END;
		terms->has_ahead = false;
		terms->after_apostrophe &= terms->ahead.kind == FOLD_MARK;
	}
}

/* ---- runs without spaces ---- */

static void hold(struct terms *terms)
{
	terms->held = *terms_look(terms);
	terms->has_ahead = false;
	terms->run++;
}

/* The last character and the one that comes, which is then the last. */
static void take_pair(struct terms *terms, struct term *ret)
{
	size_t first = terms->held.len, from = terms->held.from;

	memcpy(terms->pair, terms->held.text, first);
	hold(terms);
	memcpy(terms->pair + first, terms->held.text, terms->held.len);
	*ret = (struct term){
		.text = { terms->pair, first + terms->held.len },
		.from = from,
		.to = terms->held.to,
	};
}

/* The next term of the run; false when it ends without one. */
static bool take_run(struct terms *terms, struct term *ret)
{
	size_t run = terms->run;

	if (terms_look(terms)->kind == FOLD_CHARACTER) {
		take_pair(terms, ret);
		return true;
	}
	terms->run = 0;
	*ret = (struct term){
		.text = { terms->held.text, terms->held.len },
		.from = terms->held.from,
		.to = terms->held.to,
		.same_place = run > 1,
		.is_character = true,
	};
	return run == 1 || terms->mode == TERMS_TEXT ||
	       terms->mode == TERMS_EXACT;
}

static bool begins_run(const struct terms *terms)
{
	return terms->has_ahead && terms->ahead.kind == FOLD_CHARACTER &&
	       terms->mode != TERMS_WORDS;
}

/* ---- words ---- */

/* True for the s of "Parkinson's". */
static bool is_dropped(const struct word *word, bool after_apostrophe)
{
	return after_apostrophe && word->len == 1 && word->text[0] == 's';
}

/* False when the word is not looked at. */
static bool take_word(struct terms *terms, struct term *ret)
{
	bool after_apostrophe = terms->after_apostrophe;

	word_read(terms);
	if (is_dropped(&terms->word, after_apostrophe))
		return false;
	word_take(terms, ret);
	return true;
}

static bool take_next(struct terms *terms, struct term *ret)
{
	for (;;) {
		if (terms->run && take_run(terms, ret))
			return true;
		if (!skip(terms))
			return false;
		if (begins_run(terms))
			hold(terms);
		else if (take_word(terms, ret))
			return true;
	}
}

/* ---- texts ---- */

static void start(struct terms *terms, struct span text, enum terms_mode mode)
{
	fold_begin(&terms->fold, text);
	terms->mode = mode;
	terms->has_ahead = false;
	terms->after_apostrophe = false;
	terms->run = 0;
}

void terms_begin(struct terms *terms, struct span text, enum terms_mode mode)
{
	struct term term;

	terms->left = 0;
	if (mode == TERMS_PREFIX) {
		start(terms, text, TERMS_QUERY);
		while (take_next(terms, &term))
			terms->left++;
	}
	start(terms, text, mode);
}

bool terms_next(struct terms *terms, struct term *ret)
{
	if (!take_next(terms, ret))
		return false;
	if (terms->left)
		terms->left--;
	return true;
}

void terms_key(struct terms *terms, struct span text, struct buf *out)
{
	struct term term;
	bool first = true;

	terms_begin(terms, text, TERMS_WORDS);
	while (terms_next(terms, &term)) {
		if (!first)
			buf_add_char(out, ' ');
		buf_add_span(out, term.text);
		first = false;
	}
}
