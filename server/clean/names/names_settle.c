/* SPDX-License-Identifier: MIT */
/*
 * Names that stay what they are.
 *
 * What was cut out of a string, or moved from one part into the other, has to
 * pass as parts: cleaned once more it must come out as it is.  What does not is
 * read again, so that whatever a cut uncovers (a particle, a suffix, a
 * placeholder, a list) is judged like any other part.
 */
#include "names_rules.h"

#include <stdlib.h>

#include "paperd/scoped.h"

/* How often a name is read again.  Each reading takes something away, or parts
 * what was one; what goes on for longer is not a name. */
#define READINGS_MAX 8

static struct name_parts parts_of(const struct name *name)
{
	return (struct name_parts){
		.given = span_of(name->given),
		.family = span_of(name->family),
		.suffix = span_of(name->suffix),
		.literal = span_of(name->literal),
		.organisation = name->literal != NULL,
	};
}

/* A name that is read again. */
struct reading {
	struct name name;
	enum doubt doubt;
};

struct reader {
	struct authors *authors;
	struct authors probe; /* what a name would become */
	struct buf scratch;
};

static void reader_release(struct reader *reader)
{
	authors_release(&reader->probe);
	buf_release(&reader->scratch);
}

/* Reads a name as parts; NULL when that is not one name, or there is no
 * memory. */
static struct name *read_probe(struct reader *reader,
			       const struct name_parts *parts, bool *ret_same)
{
	struct names *names = &reader->probe.names;

	while (names->count)
		name_release(&names->items[--names->count]);
	reader->probe.doubtful.len = 0;
	*ret_same = false;
	if (!authors_add_parts(&reader->probe, parts, &reader->scratch,
			       ret_same))
		return NULL;
	return names->count == 1 ? &names->items[0] : NULL;
}

static bool is_settled(struct reader *reader, const struct name *name)
{
	struct name_parts parts = parts_of(name);
	bool same;

	if (parts_are_plain(&parts))
		return true;
	return read_probe(reader, &parts, &same) && same;
}

/* The first name from `from` on that is not settled; the count: all are. */
static size_t first_unsettled(struct reader *reader, size_t from)
{
	const struct names *names = &reader->authors->names;

	while (from < names->count && is_settled(reader, &names->items[from]))
		from++;
	return from;
}

/* ---- reading again ---- */

static void move_form(struct name *from, struct name *to)
{
	free(to->alt_family);
	free(to->alt_given);
	to->alt_family = from->alt_family;
	to->alt_given = from->alt_given;
	from->alt_family = NULL;
	from->alt_given = NULL;
}

/* What stood beside the name goes with the first that it became. */
static void move_extras(struct name *from, struct name *to)
{
	if (to->family && from->alt_family)
		move_form(from, to);
	to->orcid = from->orcid;
	from->orcid = NULL;
	if (to->affiliation_count || !from->affiliation_count)
		return;
	to->affiliations = from->affiliations;
	to->affiliation_count = from->affiliation_count;
	from->affiliations = NULL;
	from->affiliation_count = 0;
}

static bool add_again(struct reader *reader, struct name *name)
{
	struct authors *authors = reader->authors;
	size_t from = authors->names.count;
	struct name_parts parts = parts_of(name);
	bool same;

	if (!authors_add_parts(authors, &parts, &reader->scratch, &same))
		return false;
	if (authors->names.count > from)
		move_extras(name, &authors->names.items[from]);
	name_release(name);
	return true;
}

/* Takes the names from `from` on off the list. */
static struct reading *take_tail(struct authors *authors, size_t from)
{
	size_t count = authors->names.count - from;
	struct reading *tail = calloc(count, sizeof(*tail));

	for (size_t i = 0; tail && i < count; i++) {
		tail[i].name = authors->names.items[from + i];
		tail[i].doubt = authors_doubt(authors, from + i);
	}
	if (!tail)
		return NULL;
	authors->names.count = from;
	if (authors->doubtful.len > from)
		buf_cut(&authors->doubtful, from);
	return tail;
}

static void drop_tail(struct reading *tail, size_t count)
{
	for (size_t i = 0; i < count; i++)
		name_release(&tail[i].name);
}

/* Reads the names from `from` on again where they are not settled. */
static bool read_tail(struct reader *reader, size_t from)
{
	size_t count = reader->authors->names.count - from;
	SCOPED_FREE struct reading *tail = take_tail(reader->authors, from);

	if (!tail)
		return false;
	for (size_t i = 0; i < count; i++) {
		struct name *name = &tail[i].name;
		bool added = is_settled(reader, name)
				     ? authors_keep(reader->authors, name,
						    tail[i].doubt)
				     : add_again(reader, name);

		if (added)
			continue;
		drop_tail(tail + i, count - i);
		return false;
	}
	return true;
}

/* Leaves out what does not settle. */
static void drop_unsettled(struct reader *reader, size_t from)
{
	struct names *names = &reader->authors->names;
	size_t kept = from;

	for (size_t i = from; i < names->count; i++)
		if (is_settled(reader, &names->items[i]))
			names->items[kept++] = names->items[i];
		else
			name_release(&names->items[i]);
	names->count = kept;
	if (reader->authors->doubtful.len > from)
		buf_cut(&reader->authors->doubtful, from);
	authors_note(reader->authors, NOTE(NOBODY));
}

static void drop_form(struct name *name)
{
	free(name->alt_family);
	free(name->alt_given);
	name->alt_family = NULL;
	name->alt_given = NULL;
}

/* The form in Latin letters has to be a name by itself. */
static void settle_form(struct reader *reader, struct name *name)
{
	for (int i = 0; name->alt_family && i < READINGS_MAX; i++) {
		struct name_parts parts = { .given = span_of(name->alt_given),
					    .family = span_of(
						    name->alt_family) };
		bool same;
		struct name *again = read_probe(reader, &parts, &same);

		if (same)
			return;
		drop_form(name);
		if (!again || !again->family)
			return;
		name->alt_family = again->family;
		name->alt_given = again->given;
		again->family = NULL;
		again->given = NULL;
	}
	drop_form(name);
}

static bool settle_names(struct reader *reader, size_t from)
{
	for (int i = 0; i < READINGS_MAX; i++) {
		from = first_unsettled(reader, from);
		if (from == reader->authors->names.count)
			return true;
		if (!read_tail(reader, from))
			return false;
	}
	drop_unsettled(reader, from);
	return true;
}

bool authors_settle(struct authors *authors, size_t from)
{
	SCOPED(reader_release)
	struct reader reader = { .authors = authors,
				 .scratch = buf_init(NAMES_TEXT_MAX) };

	if (!settle_names(&reader, from))
		return false;
	for (size_t i = from; i < authors->names.count; i++)
		settle_form(&reader, &authors->names.items[i]);
	return true;
}
