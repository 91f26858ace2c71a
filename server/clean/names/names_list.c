/* SPDX-License-Identifier: MIT */
/*
 * One string to its names.
 *
 * The text is cut three times, from the strongest separator to the weakest:
 * at semicolons, at conjunctions, at commas.  Only the last cut needs an
 * array: what a comma means (between people, or between family and given)
 * shows in the shapes of all pieces together.  Brackets hide separators,
 * unless they do not match.
 */
#include "names_rules.h"

#include <stdlib.h>

#include "names_list.h"
#include "paperd/scoped.h"

/* ---- organisations in a list ---- */

static bool add_literal(struct authors *authors, struct span text,
			bool doubtful)
{
	struct person person = { .doubtful = doubtful,
				 .notes = NOTE(ORGANISATION) };

	text = tails_cut(text, &person.affiliation, &person.notes);
	if (text.len > 2 && text.at[0] == '{' && text.at[text.len - 1] == '}')
		text = name_trim(span_slice(text, 1, text.len - 1));
	person.literal = text;
	return name_is_nobody(text) || authors_add(authors, &person);
}

/* "A. Smith and the ATLAS Collaboration" is two; any other "and" in a value
 * with the words of an organisation belongs to it. */
static bool has_body_beside(struct span segment)
{
	struct cutter cutter = { segment, false };
	struct span piece;
	struct span before;

	if (!cutter_next(&cutter, LEVEL_CONJUNCTION, &before) ||
	    name_is_organisation(name_trim(before)))
		return false;
	while (cutter_next(&cutter, LEVEL_CONJUNCTION, &piece))
		if (span_starts_nocase(name_trim(piece), "the "))
			return true;
	return false;
}

/* "Apple, Inc.", "Consortium, The Tree": what follows the comma belongs to the
 * name of an organisation. */
static bool is_organisation_tail(struct span first, struct span second)
{
	struct span rest = second;
	struct span word;

	if (span_starts_nocase(second, "the "))
		return words_kinds(first) & WORD_ORGANISATION;
	while (word_next(&rest, &word))
		if (!(word_kinds(word) & WORD_ORGANISATION))
			return false;
	return second.len && !word_is_surname(second);
}

/*
 * True when a segment is one organisation, commas and conjunctions and all.
 * `single`: the source says that it is one name.
 */
static bool is_whole_organisation(struct span segment, bool nested, bool single)
{
	struct cutter cutter = { segment, nested };
	struct span first = segment;
	struct span second = { 0 };
	unsigned kinds;

	cutter_next(&cutter, LEVEL_COMMA, &first);
	first = name_trim(first);
	if (!cutter.rest.at)
		return name_is_organisation(first) && !has_body_beside(first);
	cutter_next(&cutter, LEVEL_COMMA, &second);
	if (initials_are(name_trim(second)))
		return false;
	if (single && !cutter.rest.at &&
	    is_organisation_tail(first, name_trim(second)))
		return true;
	kinds = words_kinds(first);
	if (kinds & WORD_INSTITUTION)
		return true;
	if (kinds & WORD_ORGANISATION && !word_is_single(first))
		return single ||
		       (!cutter.rest.at && piece_shape(second) != SHAPE_FULL);
	kinds = words_kinds(segment);
	return single && (kinds & WORD_INSTITUTION ||
			  (kinds & WORD_ORGANISATION &&
			   kinds & WORD_CONJUNCTION && cutter.rest.at));
}

/* ---- segments ---- */

/* What is known while a text is cut. */
struct lister {
	struct authors *authors;
	struct pieces pieces;
	bool nested; /* brackets hide separators */
};

static void lister_release(struct lister *lister)
{
	free(lister->pieces.items);
}

/* True when every part between conjunctions has a comma: "Bach, J. and
 * Mozart, W." as in BibTeX, where a comma parts family and given. */
static bool is_bibtex(struct lister *lister, struct span segment)
{
	struct cutter cutter = { segment, lister->nested };
	struct span part;
	size_t count = 0;

	while (cutter_next(&cutter, LEVEL_CONJUNCTION, &part)) {
		struct cutter inner = { name_trim(part), lister->nested };

		if (cutter_count(inner, LEVEL_COMMA) < 2)
			return false;
		count++;
	}
	return count > 1;
}

/* Cuts an "and" left from a list off the front and the end. */
static struct span leading_cut(struct span segment)
{
	struct span rest = name_trim(segment);
	struct span word;

	segment = rest;
	if (word_next(&rest, &word) && rest.len && !initials_are(word) &&
	    word_kinds(word) & WORD_CONJUNCTION &&
	    !(span_is(word, "et") && span_starts_nocase(rest, "al")))
		segment = name_trim(rest);
	rest = segment;
	if (word_last(&rest, &word) && rest.len && !letters_upper(word) &&
	    word_kinds(word) & WORD_CONJUNCTION)
		segment = name_trim(rest);
	return segment;
}

/* "School of Art, Ulm": an address, where there are persons too. */
static bool is_doubtful(struct span text)
{
	return memchr(text.at, ',', text.len) &&
	       words_kinds(text) & WORD_INSTITUTION;
}

/* The index of a phrase at the start of a word; text.len without it. */
static size_t phrase_at(struct span text, const char *phrase)
{
	for (size_t i = 0; i < text.len; i++)
		if ((!i || text.at[i - 1] == ' ') &&
		    span_starts_nocase(span_slice(text, i, text.len), phrase))
			return i;
	return text.len;
}

/* "A. Hill on behalf of the X Collaboration", "for the Y Group": takes the
 * body off the segment and returns it; empty when there is none. */
static struct span principal_cut(struct span *segment)
{
	static const char *const phrases[] = { "on behalf of ", "for the " };

	for (size_t i = 0; i < ARRAY_COUNT(phrases); i++) {
		size_t at = phrase_at(*segment, phrases[i]);
		size_t skip = strchr(phrases[i], ' ') + 1 - phrases[i];
		struct span before = name_trim(span_slice(*segment, 0, at));
		struct span body = span_slice(
			*segment, at + (i ? skip : strlen(phrases[i])),
			segment->len);

		if (at == segment->len || !(words_kinds(body) & WORD_BODY) ||
		    (before.len && name_is_organisation(before)))
			continue;
		*segment = before;
		return name_trim(body);
	}
	return (struct span){ 0 };
}

static bool add_people(struct lister *lister, struct span segment, bool single)
{
	struct cutter cutter = { leading_cut(segment), lister->nested };
	struct span part;
	bool pair;

	if (is_whole_organisation(cutter.rest, lister->nested, single))
		return add_literal(lister->authors, cutter.rest,
				   is_doubtful(cutter.rest));
	pair = single || is_bibtex(lister, cutter.rest);
	while (cutter_next(&cutter, LEVEL_CONJUNCTION, &part)) {
		struct cutter inner = { leading_cut(part), lister->nested };

		if (!pieces_cut(&lister->pieces, inner) ||
		    !pieces_add_names(&lister->pieces, pair, lister->authors))
			return false;
	}
	return true;
}

static bool add_segment(struct lister *lister, struct span segment, bool single)
{
	struct span body = principal_cut(&segment);

	if (!body.len)
		return add_people(lister, segment, single);
	authors_note(lister->authors, NOTE(TAIL));
	return (!segment.len || add_people(lister, segment, single)) &&
	       add_literal(lister->authors, body, false);
}

/* "ATLAS Collaboration: names": the bytes before the colon, or 0. */
static size_t heading_length(struct span text)
{
	const char *colon = text.len ? memchr(text.at, ':', text.len) : NULL;
	size_t at = colon ? (size_t)(colon - text.at) : 0;
	struct span body = span_slice(text, 0, at);

	if (!at || memchr(body.at, ',', at) || memchr(body.at, ';', at) ||
	    !(words_kinds(body) & WORD_BODY))
		return 0;
	return at;
}

/* Adds the body of a heading and takes it off the text. */
static bool add_heading(struct lister *lister, struct span *text)
{
	size_t at = heading_length(*text);
	struct span body = span_slice(*text, 0, at);

	if (!at)
		return true;
	*text = span_slice(*text, at + 1, text->len);
	return add_literal(lister->authors, body, false);
}

static bool add_list(struct authors *authors, struct span text, bool single)
{
	SCOPED(lister_release)
	struct lister lister = { .authors = authors };
	size_t before = authors->names.count;
	size_t heading = heading_length(text);
	struct cutter cutter;
	struct span segment;

	if (!add_heading(&lister, &text))
		return false;
	lister.nested = brackets_match(text);
	cutter = (struct cutter){ text, lister.nested };
	single = (single && !heading) ||
		 cutter_count(cutter, LEVEL_SEMICOLON) > 1;
	while (cutter_next(&cutter, LEVEL_SEMICOLON, &segment))
		if (!add_segment(&lister, segment, single))
			return false;
	if (authors->names.count > before + 1)
		authors_note(authors, NOTE(LIST));
	return true;
}

bool authors_add_text(struct authors *authors, struct span text, bool single)
{
	SCOPED(buf_release) struct buf bare = buf_init(text.len + 1);
	struct span whole = name_unwrap(text);

	if (whole.len < text.len)
		authors_note(authors, NOTE(TAIL));
	if (name_is_nobody(whole))
		return true;
	if ((span_has(whole, '{') || span_has(whole, '}')) &&
	    braces_drop(whole, true, &bare)) {
		trace_fired(authors->trace, RULE_TEX_COMMAND);
		whole = buf_span(&bare);
	}
	return !bare.failed && add_list(authors, whole, single);
}

/* "Family, Given": one comma, and no word of an organisation or of a list on
 * either side; "y" stands in names ("Ortega y Gasset, José"). */
static bool is_pair(struct span text)
{
	const char *comma = memchr(text.at, ',', text.len);
	size_t at = comma ? (size_t)(comma - text.at) : 0;
	struct span after = span_slice(text, at + 1, text.len);
	struct span word;

	if (!at || memchr(after.at, ',', after.len) ||
	    memchr(text.at, ';', text.len) || name_is_organisation(text) ||
	    name_is_organisation(name_trim(after)))
		return false;
	while (word_next(&text, &word))
		if (word_kinds(word) & WORD_CONJUNCTION && !span_is(word, "y"))
			return false;
	return true;
}

bool authors_add_body(struct authors *authors, struct span text)
{
	SCOPED(lister_release)
	struct lister lister = { .authors = authors };
	struct cutter cutter;

	if (name_unwrap(text).len < text.len)
		authors_note(authors, NOTE(TAIL));
	text = name_unwrap(text);
	if (name_is_nobody(text))
		return true;
	/* Persons' names cut into single words are deposited so too. */
	if (heading_length(text) || word_is_single(text))
		return authors_add_text(authors, text, true);
	cutter = (struct cutter){ text, brackets_match(text) };
	if (is_pair(text))
		return pieces_cut(&lister.pieces, cutter) &&
		       pieces_add_names(&lister.pieces, true, authors);
	return add_literal(authors, text, is_doubtful(text));
}
