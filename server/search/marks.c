/* SPDX-License-Identifier: MIT */
/*
 * What of a text was found: the terms of the text are read once, each pattern is
 * met where it ends, and what overlaps is one mark.
 */
#include "paperd/scoped.h"
#include "paperd/search.h"
#include "paperd/terms.h"

#include "marks_pattern.h"

/* Places back to which a pattern may reach. */
#define PLACES PATTERN_TERMS_MAX

/* Where the terms of a place begin: the first, and the last of them. */
struct start {
	size_t first, last;
};

struct marker {
	/* owned: of the text, and of one word of it (NULL until needed) */
	struct terms *terms, *whole;
	struct span text;
	struct patterns patterns; /* owned */
	struct start starts[PLACES];
	size_t place;
	/* a mark that ends with a character, the first of the last pair: it
	 * ends where the next term begins */
	bool held;
	struct search_mark mark;
	struct search_mark *ret; /* in bytes while the text is read */
	size_t count;
};

static void marker_release(struct marker *marker)
{
	terms_close(marker->terms);
	terms_close(marker->whole);
	patterns_release(&marker->patterns);
}

/* Marks that it overlaps are taken into it: phrases may share words. */
static void add_mark(struct marker *marker, struct search_mark mark)
{
	struct search_mark *last = marker->ret + marker->count;

	while (marker->count && (--last)->to > mark.from) {
		if (last->from < mark.from)
			mark.from = last->from;
		if (last->to > mark.to)
			mark.to = last->to;
		marker->count--;
	}
	if (marker->count < SEARCH_MARKS_MAX)
		marker->ret[marker->count++] = mark;
}

static bool starts(struct span text, struct span with)
{
	return text.len >= with.len && !memcmp(text.at, with.at, with.len);
}

/* Does the word that a stem was made of begin so?  Stems and their words have
 * the first letter in common. */
static bool is_beginning(struct marker *marker, const struct term *term,
			 struct span with)
{
	bool found = false;
	struct term whole;

	if (!marker->whole)
		marker->whole = terms_open();
	if (!marker->whole || !with.len ||
	    !starts(term->text, span_slice(with, 0, 1)))
		return false;
	terms_begin(marker->whole,
		    span_slice(marker->text, term->from, term->to),
		    TERMS_PREFIX);
	while (terms_next(marker->whole, &whole))
		found = starts(whole.text, with);
	return found;
}

static bool is_begun(struct marker *marker, const struct pattern *pattern,
		     const struct term *term)
{
	struct span last = pattern_last(&marker->patterns, pattern);

	return starts(term->text, last) ||
	       (pattern->stems && is_beginning(marker, term, last));
}

/* A pattern ends with this term. */
static void end_pattern(struct marker *marker, const struct pattern *pattern,
			const struct term *term)
{
	size_t first = marker->place - (pattern->len - 1);
	struct start start = marker->starts[first % PLACES];
	bool late = pattern->from_character && pattern->len > 1;
	struct search_mark mark = {
		.from = late ? start.last : start.first,
		.to = term->to,
	};

	if (pattern->len == 1)
		mark.from = term->from;
	if (!pattern->to_character || term->is_character) {
		add_mark(marker, mark);
		return;
	}
	if (!marker->held || mark.from < marker->mark.from)
		marker->mark = mark;
	marker->held = true;
}

static void meet(struct marker *marker, size_t i, uint64_t bits,
		 const struct term *term)
{
	struct pattern *pattern = &marker->patterns.items[i];

	if (pattern_meet(pattern, bits, marker->place))
		end_pattern(marker, pattern, term);
}

static void next_place(struct marker *marker, const struct term *term)
{
	struct start *start;

	marker->place += !(term->same_place && marker->place);
	start = &marker->starts[marker->place % PLACES];
	if (!term->same_place)
		start->first = term->from;
	start->last = term->from;
}

static void release_held(struct marker *marker, size_t to)
{
	if (!marker->held)
		return;
	marker->held = false;
	if (to < marker->mark.to)
		marker->mark.to = to;
	add_mark(marker, marker->mark);
}

static void read_term(struct marker *marker, const struct term *term)
{
	struct patterns *patterns = &marker->patterns;
	const struct pattern_term *item;

	release_held(marker, term->from);
	next_place(marker, term);
	for (item = pattern_find(patterns, term->text); item;
	     item = pattern_next(patterns, item))
		meet(marker, item->pattern, item->bits, term);
	for (size_t i = 0; i < patterns->count; i++) {
		const struct pattern *pattern = &patterns->items[i];

		if (pattern->begins && is_begun(marker, pattern, term))
			meet(marker, i, pattern_end(pattern), term);
	}
}

/* From bytes to characters; a byte that is of none counts as one. */
static void count_characters(struct marker *marker)
{
	size_t at = 0, characters = 0;

	for (size_t i = 0; i < 2 * marker->count; i++) {
		struct search_mark *mark = &marker->ret[i / 2];
		size_t *bound = i % 2 ? &mark->to : &mark->from;

		while (at < *bound) {
			uint32_t code;
			size_t len = utf8_decode(
				span_slice(marker->text, at, marker->text.len),
				&code);

			at += len ? len : 1;
			characters++;
		}
		*bound = characters;
	}
}

size_t search_marks(const struct search *search, unsigned field,
		    struct span text, struct search_mark *ret)
{
	SCOPED(marker_release)
	struct marker marker = {
		.terms = terms_open(),
		.text = text,
		.ret = ret,
	};
	struct term term;

	if (!marker.terms ||
	    !patterns_init(&marker.patterns, search, field, marker.terms) ||
	    !marker.patterns.count)
		return 0;
	terms_begin(marker.terms, text, TERMS_TEXT);
	while (marker.count < SEARCH_MARKS_MAX &&
	       terms_next(marker.terms, &term))
		read_term(&marker, &term);
	release_held(&marker, text.len);
	count_characters(&marker);
	return marker.count;
}
