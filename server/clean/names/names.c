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

/* How often a name that was cut out of a string is read again. */
#define READINGS_MAX 3

/* Most bytes of one clean author list. */
#define NAMES_TEXT_MAX ((size_t)64 << 20)

void name_release(struct name *name)
{
	free(name->family);
	free(name->given);
	free(name->suffix);
	free(name->literal);
	free(name->orcid);
	for (size_t i = 0; i < name->affiliation_count; i++)
		free(name->affiliations[i]);
	free(name->affiliations);
	free(name->alt_family);
	free(name->alt_given);
	*name = (struct name){ 0 };
}

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

/* Those of a group that turned out to be part of a name. */
static void drop_braces(char *text)
{
	char *to = text;

	if (!strpbrk(text, "{}"))
		return;
	for (char *from = text; *from; from++)
		if (*from != '{' && *from != '}' &&
		    (*from != ' ' || (to > text && to[-1] != ' ')))
			*to++ = *from;
	if (to > text && to[-1] == ' ')
		to--;
	*to = '\0';
}

/* Copies a part that is there; false when there is no memory. */
static bool copy_part(struct span lead, struct span text, char **ret,
		      uint32_t *notes)
{
	if (!text.len)
		return true;
	*ret = case_copy(lead, text, notes);
	if (*ret)
		drop_braces(*ret);
	return *ret != NULL;
}

static char *literal_copy(const struct person *person)
{
	SCOPED(buf_release)
	struct buf text = buf_init(person->lead.len + person->literal.len + 1);

	buf_add_span(&text, person->lead);
	if (person->lead.len)
		buf_add_char(&text, ' ');
	buf_add_span(&text, person->literal);
	return buf_take(&text);
}

static bool copy_literal(const struct person *person, char **ret)
{
	if (!person->literal.len)
		return true;
	*ret = literal_copy(person);
	return *ret != NULL;
}

static bool copy_plain(struct span text, char **ret)
{
	if (!text.len)
		return true;
	*ret = span_copy(text);
	return *ret != NULL;
}

static bool copy_affiliation(struct span text, struct name *ret)
{
	if (!text.len)
		return true;
	ret->affiliations = malloc(sizeof(*ret->affiliations));
	if (!ret->affiliations)
		return false;
	ret->affiliations[0] = span_copy(text);
	ret->affiliation_count = ret->affiliations[0] != NULL;
	return ret->affiliation_count;
}

static bool name_fill(struct name *name, struct person *person)
{
	const struct span none = { 0 };
	uint32_t *notes = &person->notes;

	if (person->literal.len)
		return copy_literal(person, &name->literal) &&
		       copy_affiliation(person->affiliation, name);
	return copy_part(person->lead, person->family, &name->family, notes) &&
	       copy_part(none, person->given, &name->given, notes) &&
	       copy_plain(person->suffix, &name->suffix) &&
	       copy_part(none, person->alt_family, &name->alt_family, notes) &&
	       copy_part(none, person->alt_given, &name->alt_given, notes) &&
	       copy_affiliation(person->affiliation, name);
}

/* Marks the last name doubtful. */
static bool mark_doubtful(struct authors *authors)
{
	authors->doubtful.cap = NAMES_TEXT_MAX;
	while (authors->doubtful.len + 1 < authors->names.count &&
	       !authors->doubtful.failed)
		buf_add_char(&authors->doubtful, 0);
	buf_add_char(&authors->doubtful, 1);
	return !authors->doubtful.failed;
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

static bool is_same(struct span a, struct span b)
{
	return a.len == b.len && (!a.len || a.at == b.at);
}

/* One reading of what was found, as parts; false when nothing changes. */
static bool read_again(struct person *person)
{
	struct person again = { 0 };
	bool found;

	if (person->literal.len || person->lead.len || !person->family.len)
		return false;
	found = parts_are_whole(person->given, person->family, &again) ||
		(person->given.len ? person_from_pair(person->family,
						      person->given, &again)
				   : person_from_text(person->family, &again));
	if (found && !again.lead.len && !again.literal.len &&
	    is_same(again.family, person->family) &&
	    is_same(again.given, person->given))
		return false;
	person->notes |= again.notes;
	person->lead = again.lead;
	person->family = again.family;
	person->given = again.given;
	person->literal = again.literal;
	if (!person->suffix.len)
		person->suffix = again.suffix;
	if (!person->affiliation.len)
		person->affiliation = again.affiliation;
	return found;
}

/* What was cut out of a string gets the rules of parts too, so that it stays
 * as it is when it comes back in parts.  Most names were only split. */
static void person_read_again(struct person *person)
{
	uint32_t cut = person->notes & ~NOTE(SPLIT);

	for (int i = 0; cut && i < READINGS_MAX; i++)
		if (!read_again(person))
			return;
}

bool authors_add(struct authors *authors, struct person *person)
{
	struct names *names = &authors->names;
	struct name name = { 0 };

	person_settle(person);
	person_read_again(person);
	if (is_nobody(person)) {
		authors_note(authors, person->notes | NOTE(NOBODY));
		return true;
	}
	if (names->count == authors->room &&
	    !authors_reserve(authors, 2 * authors->room + 4))
		return false;
	if (!name_fill(&name, person)) {
		name_release(&name);
		return false;
	}
	names->items[names->count++] = name;
	authors->persons += name.family != NULL;
	person_note(authors, person);
	return !person->doubtful || mark_doubtful(authors);
}

/* Drops affiliations among the authors, when there are persons. */
static void drop_doubtful(struct authors *authors)
{
	struct names *names = &authors->names;
	size_t kept = 0;

	for (size_t i = 0; i < names->count; i++) {
		bool doubtful = i < authors->doubtful.len &&
				authors->doubtful.data[i];

		if (doubtful)
			authors_note(authors, authors->persons
						      ? NOTE(INSTITUTION)
						      : NOTE(ORGANISATION));
		if (doubtful && authors->persons)
			name_release(&names->items[i]);
		else
			names->items[kept++] = names->items[i];
	}
	names->count = kept;
}

static void hand_over(struct authors *authors, bool verified, struct names *ret)
{
	if (authors->doubtful.len)
		drop_doubtful(authors);
	names_pair_scripts(&authors->names, verified, authors->trace);
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
	    !authors_add_text(&authors, buf_span(&text), false))
		return error_set(err, STATUS_NO_MEMORY, "no memory for names");
	if (raw.len && !authors.names.count)
		authors_note(&authors, NOTE(NOBODY));
	if (buf_check(&text, err) != STATUS_OK)
		return STATUS_NO_MEMORY;
	hand_over(&authors, true, ret);
	return STATUS_OK;
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
		if (!authors_add_parts(&authors, &parts[i], &scratch))
			return error_set(err, STATUS_NO_MEMORY,
					 "no memory for names");
	hand_over(&authors, false, ret);
	return STATUS_OK;
}
