/* SPDX-License-Identifier: MIT */
/*
 * Author names, the public side: collecting names, and the two ways in.
 *
 * What looks like an affiliation listed among the authors is collected too
 * and marked; once the whole list is known it goes, if there are persons.
 */
#include "paperd/names.h"

#include <stdlib.h>

#include "names_rules.h"
#include "paperd/scoped.h"

void names_release(struct names *names)
{
	for (size_t i = 0; i < names->count; i++)
		name_release(&names->items[i]);
	free(names->items);
	*names = (struct names){ 0 };
}

void authors_release(struct authors *authors)
{
	names_release(&authors->names);
	buf_release(&authors->doubtful);
}

static bool authors_reserve(struct authors *authors, size_t room)
{
	struct name *items;

	if (room <= authors->room)
		return true;
	items = realloc(authors->names.items, room * sizeof(*items));
	if (!items)
		return false;
	authors->names.items = items;
	authors->room = room;
	return true;
}

void authors_note(struct authors *authors, uint32_t notes)
{
	authors->noted |= notes;
	for (unsigned i = 0; authors->trace && notes; i++, notes >>= 1)
		if (notes & 1)
			trace_fired(authors->trace,
				    (enum rule)(RULE_NAMES + i));
}

/* Marks the last name. */
static bool mark_doubtful(struct authors *authors, enum doubt doubt)
{
	authors->doubtful.cap = NAMES_TEXT_MAX;
	while (authors->doubtful.len + 1 < authors->names.count &&
	       !authors->doubtful.failed)
		buf_add_char(&authors->doubtful, DOUBT_NONE);
	buf_add_char(&authors->doubtful, (char)doubt);
	return !authors->doubtful.failed;
}

enum doubt authors_doubt(const struct authors *authors, size_t at)
{
	return at < authors->doubtful.len
		       ? (enum doubt)authors->doubtful.data[at]
		       : DOUBT_NONE;
}

/* Every part that is kept has a letter; a given name without a family name
 * takes its place. */
static void person_settle(struct person *person)
{
	person->given = name_trim(person->given);
	person->family = name_trim(person->family);
	if (person->given.len && !scripts_of(person->given)) {
		person->given = (struct span){ 0 };
		person->notes |= NOTE(TAIL);
	}
	if (person->literal.len || scripts_of(person->family))
		return;
	if (person->given.len)
		person->notes |= NOTE(SPLIT);
	person->family = person->given;
	person->given = (struct span){ 0 };
	person->lead = (struct span){ 0 };
}

/* Cutting may have left a role, a title or a placeholder alone. */
static bool is_nobody(const struct person *person)
{
	if (person->literal.len)
		return !person->lead.len && name_is_nobody(person->literal);
	return !person->family.len ||
	       (!person->given.len && !person->lead.len &&
		name_is_nobody(person->family));
}

/* Notes what was done to a person that is added.  Whether a doubtful one stays
 * shows at the end of the list. */
static void person_note(struct authors *authors, const struct person *person)
{
	uint32_t notes = person->notes;

	if (person->affiliation.len)
		notes |= NOTE(AFFILIATION);
	if (authors->one_string && !person->literal.len)
		notes |= NOTE(SPLIT);
	if (person->doubtful)
		notes &= ~NOTE(ORGANISATION);
	authors_note(authors, notes);
}

bool authors_keep(struct authors *authors, struct name *owned, enum doubt doubt)
{
	struct names *names = &authors->names;

	if (names->count == authors->room &&
	    !authors_reserve(authors, 2 * authors->room + 4))
		return false;
	names->items[names->count++] = *owned;
	*owned = (struct name){ 0 };
	return !doubt || mark_doubtful(authors, doubt);
}

bool authors_add(struct authors *authors, struct person *person)
{
	struct name name = { 0 };

	person_settle(person);
	if (is_nobody(person)) {
		authors_note(authors, person->notes | NOTE(NOBODY));
		return true;
	}
	if (!name_fill(&name, person) ||
	    !authors_keep(authors, &name,
			  person->doubtful ? DOUBT_MADE : DOUBT_NONE)) {
		name_release(&name);
		return false;
	}
	person_note(authors, person);
	return true;
}

static bool has_person(const struct names *names)
{
	for (size_t i = 0; i < names->count; i++)
		if (names->items[i].family)
			return true;
	return false;
}

/* Drops affiliations among the authors, when there are persons. */
static void drop_doubtful(struct authors *authors)
{
	struct names *names = &authors->names;
	bool persons = has_person(names);
	size_t kept = 0;

	for (size_t i = 0; i < names->count; i++) {
		enum doubt doubt = authors_doubt(authors, i);

		if (doubt && persons) {
			authors_note(authors, NOTE(INSTITUTION));
			name_release(&names->items[i]);
			continue;
		}
		if (doubt == DOUBT_MADE)
			authors_note(authors, NOTE(ORGANISATION));
		names->items[kept++] = names->items[i];
	}
	names->count = kept;
}

static void hand_over(struct authors *authors, struct names *ret)
{
	if (authors->doubtful.len)
		drop_doubtful(authors);
	names_pair_scripts(&authors->names, authors->trace);
	if (!authors->names.count)
		names_release(&authors->names);
	*ret = authors->names;
	authors->names = (struct names){ 0 };
}

enum status names_from_text(struct span raw, struct names *ret,
			    struct trace *trace, struct error *err)
{
	SCOPED(authors_release)
	struct authors authors = { .trace = trace, .one_string = true };
	SCOPED(buf_release) struct buf text = buf_init(NAMES_TEXT_MAX);

	if (part_clean(raw, &text, trace) &&
	    (!authors_add_text(&authors, buf_span(&text), false) ||
	     !authors_settle(&authors, 0)))
		return error_set(err, STATUS_NO_MEMORY, "no memory for names");
	if (raw.len && !authors.names.count)
		authors_note(&authors, NOTE(NOBODY));
	if (buf_check(&text, err) != STATUS_OK)
		return STATUS_NO_MEMORY;
	hand_over(&authors, ret);
	return STATUS_OK;
}

/* Adds one author; what came out as it went in needs no second look. */
static bool add_settled(struct authors *authors, const struct name_parts *parts,
			struct buf *scratch)
{
	size_t from = authors->names.count;
	bool same;

	return authors_add_parts(authors, parts, scratch, &same) &&
	       (same || authors_settle(authors, from));
}

enum status names_from_parts(const struct name_parts *parts, size_t count,
			     struct names *ret, struct trace *trace,
			     struct error *err)
{
	SCOPED(authors_release) struct authors authors = { .trace = trace };
	SCOPED(buf_release) struct buf scratch = buf_init(NAMES_TEXT_MAX);

	if (count && !authors_reserve(&authors, count))
		return error_set(err, STATUS_NO_MEMORY, "no memory for names");
	for (size_t i = 0; i < count; i++)
		if (!add_settled(&authors, &parts[i], &scratch))
			return error_set(err, STATUS_NO_MEMORY,
					 "no memory for names");
	hand_over(&authors, ret);
	return STATUS_OK;
}
