/* SPDX-License-Identifier: MIT */
/*
 * What the commas of a list mean.
 *
 * Each piece between commas has a shape: half a name, initials, or a whole
 * name.  Whole names all through: commas stand between people.  Otherwise
 * family and given names alternate, and what follows a list of "Family, I."
 * that does not is an address.
 */
#include "names_list.h"

#include <stdlib.h>

#include "paperd/clean.h"

/* ---- pieces ---- */

static bool pieces_add(struct pieces *pieces, const struct piece *piece)
{
	size_t room = pieces->room ? 2 * pieces->room : 8;
	struct piece *items;

	if (pieces->count == pieces->room) {
		items = realloc(pieces->items, room * sizeof(*items));
		if (!items)
			return false;
		pieces->items = items;
		pieces->room = room;
	}
	pieces->items[pieces->count++] = *piece;
	return true;
}

/* True when the piece before is half a name that waits for a given one:
 * "Smith, MD" and "Smith, Ed" are names, "John Smith, MD" has a degree. */
static bool awaits_given(const struct pieces *pieces)
{
	return pieces->count % 2 &&
	       pieces->items[pieces->count - 1].shape == SHAPE_WORD;
}

/* A suffix on its own belongs to the piece before. */
static bool takes_suffix(struct pieces *pieces, struct span text)
{
	if (!pieces->count || !word_is_single(text) ||
	    !(word_kinds(text) & WORD_SUFFIX) || text.len < 2)
		return false;
	if (letters_upper(text) == 2 && awaits_given(pieces))
		return false; /* "Smith, II" has initials */
	pieces->items[pieces->count - 1].suffix = text;
	return true;
}

/* Roles, degrees and the like; not where they can only be a name: before a
 * given name ("Leader, Imre") or as one ("Smith, MD"). */
static bool is_left_out(const struct pieces *pieces, struct span text,
			bool more)
{
	if (!scripts_of(text))
		return true;
	if (!name_is_nobody(text))
		return false;
	if (!pieces->count)
		return !more || !word_is_single(text) || !letters_upper(text) ||
		       word_kinds(text) & WORD_TITLE;
	return !awaits_given(pieces) || !initials_are(text);
}

/* The rule by which a piece is left out. */
static uint32_t left_out_note(struct span text)
{
	if (!text.len)
		return 0;
	if (!scripts_of(text))
		return NOTE(TAIL);
	if (role_is(text))
		return NOTE(ROLE);
	return clean_is_placeholder(text) ? NOTE(NOBODY) : NOTE(TITLE);
}

bool pieces_cut(struct pieces *pieces, struct cutter cutter)
{
	struct span text;

	pieces->count = 0;
	pieces->notes = 0;
	while (cutter_next(&cutter, LEVEL_COMMA, &text)) {
		struct piece piece = { 0 };

		piece.text = tails_cut(text, &piece.affiliation, &piece.notes);
		if (is_left_out(pieces, piece.text, cutter.rest.at)) {
			pieces->notes |= piece.notes |
					 left_out_note(piece.text);
			continue;
		}
		if (takes_suffix(pieces, piece.text))
			continue;
		piece.shape = piece_shape(piece.text);
		if (!pieces_add(pieces, &piece))
			return false;
	}
	return true;
}

/* ---- names ---- */

/* The text from piece `from` to the end of the last piece. */
static struct span pieces_rest(const struct pieces *pieces, size_t from)
{
	const struct piece *last = &pieces->items[pieces->count - 1];
	const char *start;

	if (from >= pieces->count)
		return (struct span){ 0 };
	start = pieces->items[from].text.at;
	return (struct span){ start, (size_t)(last->text.at + last->text.len -
					      start) };
}

static bool add_person(struct authors *authors, struct person *person,
		       const struct piece *piece)
{
	if (!person->suffix.len && person->family.len)
		person->suffix = piece->suffix;
	if (!person->affiliation.len)
		person->affiliation = piece->affiliation;
	person->notes |= piece->notes;
	if (person->suffix.len)
		person->notes |= NOTE(SUFFIX);
	return authors_add(authors, person);
}

/* One piece as a whole name; what stands in `address` is its affiliation. */
static bool add_one(struct authors *authors, const struct piece *piece,
		    struct span address)
{
	struct person person;

	if (!person_from_text(piece->text, &person)) {
		authors_note(authors, person.notes | NOTE(NOBODY));
		return true;
	}
	if (address.len)
		person.affiliation = address;
	return add_person(authors, &person, piece);
}

static bool add_pair(struct authors *authors, const struct piece *pair,
		     struct span address)
{
	uint32_t notes = pair[1].notes | NOTE(SPLIT);
	struct span family = titles_cut(pair[0].text, &notes);
	struct person person;

	if (parts_are_whole(pair[1].text, family, &person))
		return add_person(authors, &person, &pair[0]);
	if (!person_from_pair(family, pair[1].text, &person)) {
		authors_note(authors, NOTE(NOBODY));
		return true;
	}
	person.notes |= notes;
	if (address.len)
		person.affiliation = address;
	if (!person.suffix.len)
		person.suffix = pair[1].suffix;
	if (!person.affiliation.len)
		person.affiliation = pair[1].affiliation;
	return add_person(authors, &person, &pair[0]);
}

/* Each piece is a person; an institution after one begins an address. */
static bool add_each(const struct pieces *pieces, struct authors *authors)
{
	size_t end = 1;

	if (name_is_organisation(pieces->items[0].text))
		end = pieces->count;
	while (end < pieces->count &&
	       !(words_kinds(pieces->items[end].text) & WORD_INSTITUTION))
		end++;
	for (size_t i = 0; i < end && i < pieces->count; i++) {
		struct span address = { 0 };

		if (i + 1 == end)
			address = pieces_rest(pieces, end);
		if (!add_one(authors, &pieces->items[i], address))
			return false;
	}
	return true;
}

/* True when piece i and the next are family and given, while all given names
 * so far were initials (or none has to be). */
static bool is_pair_at(const struct pieces *pieces, size_t i, bool initials)
{
	return i + 1 < pieces->count &&
	       (!initials || pieces->items[i + 1].shape == SHAPE_INITIALS);
}

/* Family and given alternate; the first pair that does not fit begins an
 * address. */
static bool add_pairs(const struct pieces *pieces, struct authors *authors)
{
	bool initials = pieces->items[1].shape == SHAPE_INITIALS;

	for (size_t i = 0; is_pair_at(pieces, i, initials); i += 2) {
		struct span address = { 0 };

		if (!is_pair_at(pieces, i + 2, initials))
			address = pieces_rest(pieces, i + 2);
		if (!add_pair(authors, &pieces->items[i], address))
			return false;
	}
	return true;
}

static size_t count_shape(const struct pieces *pieces, enum shape shape)
{
	size_t count = 0;

	for (size_t i = 0; i < pieces->count; i++)
		count += pieces->items[i].shape == shape;
	return count;
}

/* True when family and given names alternate. */
static bool alternates(const struct pieces *pieces, bool pair)
{
	size_t behind = count_shape(pieces, SHAPE_BEHIND);
	size_t full = count_shape(pieces, SHAPE_FULL) + behind;
	size_t given = count_shape(pieces, SHAPE_GIVEN);

	if (pieces->count < 2)
		return false;
	if (pieces->count == 2 && pair)
		return true;
	if (full == pieces->count || given == pieces->count ||
	    (behind && full + given == pieces->count))
		return false;
	if (pieces->count == 2 || pieces->items[1].shape == SHAPE_INITIALS)
		return true;
	return pieces->count % 2 == 0 && 2 * full <= pieces->count;
}

/* "Smith J, Doe M.": the full stop ends the list, where no other initial has
 * one. */
static void stop_cut(struct pieces *pieces)
{
	struct piece *last = &pieces->items[pieces->count - 1];
	struct span text = last->text;

	if (last->shape != SHAPE_GIVEN || !count_shape(pieces, SHAPE_BEHIND) ||
	    memchr(text.at, '.', text.len) != text.at + text.len - 1)
		return;
	last->text.len--;
	last->notes |= NOTE(TAIL);
}

bool pieces_add_names(struct pieces *pieces, bool pair, struct authors *authors)
{
	authors_note(authors, pieces->notes);
	if (!pieces->count)
		return true;
	if (alternates(pieces, pair))
		return add_pairs(pieces, authors);
	stop_cut(pieces);
	return add_each(pieces, authors);
}
