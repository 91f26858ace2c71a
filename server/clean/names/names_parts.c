/* SPDX-License-Identifier: MIT */
/*
 * One author as a source has it in parts.
 *
 * All parts are cleaned into one scratch buffer, used again for the next
 * author; what is allocated in the end is what the name keeps.
 */
#include "names_list.h"

#include <stdlib.h>

#include "noted.h"
#include "paperd/clean.h"
#include "paperd/scoped.h"
#include "paperd/values.h"

/* Clean parts; spans into the scratch buffer. */
struct parts {
	struct span given;
	struct span family;
	struct span suffix;
	struct span literal;
};

/* Appends the clean form of one part and returns its length. */
static size_t add_part(struct span raw, struct buf *scratch,
		       struct trace *trace)
{
	size_t from = scratch->len;

	return part_clean(raw, scratch, trace) ? scratch->len - from : 0;
}

/* The same for a part that is no list: its braces are TeX's. */
static size_t add_bare(struct span raw, struct buf *scratch,
		       struct trace *trace)
{
	size_t from = scratch->len;
	size_t len = add_part(raw, scratch, trace);
	SCOPED(buf_release) struct buf bare = buf_init(len + 1);
	struct span part = span_slice(buf_span(scratch), from, scratch->len);

	if ((!span_has(part, '{') && !span_has(part, '}')) ||
	    !braces_drop(part, false, &bare))
		return len;
	trace_fired(trace, RULE_TEX_COMMAND);
	buf_cut(scratch, from);
	buf_add_span(scratch, buf_span(&bare));
	return scratch->len - from;
}

/* "N.A." says that there is no value, but before a family name it is two
 * initials. */
static size_t add_given(const struct name_parts *raw, struct buf *scratch,
			struct trace *trace)
{
	size_t from = scratch->len;

	if (!clean_is_placeholder(raw->family) &&
	    initials_clean(raw->given, scratch))
		return scratch->len - from;
	return raw->family.len ? add_bare(raw->given, scratch, trace)
			       : add_part(raw->given, scratch, trace);
}

static void parts_clean(const struct name_parts *raw, struct buf *scratch,
			struct trace *trace, struct parts *ret)
{
	size_t given;
	size_t family;
	size_t suffix;
	size_t literal = 0;
	const char *at;

	buf_clear(scratch);
	given = add_given(raw, scratch, trace);
	family = raw->given.len ? add_bare(raw->family, scratch, trace)
				: add_part(raw->family, scratch, trace);
	suffix = add_part(raw->suffix, scratch, trace);
	if (!given && !family)
		literal = add_part(raw->literal, scratch, trace);
	at = buf_text(scratch);
	ret->given = (struct span){ at, given };
	ret->family = (struct span){ at + given, family };
	ret->suffix = (struct span){ at + given + family, suffix };
	ret->literal = (struct span){ at + given + family + suffix, literal };
}

/* ---- institutions in the parts of a person ---- */

/* "Kim Paffenroth, Villanova University" and "Villanova University". */
static bool is_name_before(struct span family, struct span institution)
{
	size_t at = family.len - institution.len;

	return family.len > institution.len + 2 &&
	       memcmp(family.at + at, institution.at, institution.len) == 0 &&
	       family.at[at - 2] == ',';
}

static bool add_name_before(struct authors *authors, const struct parts *parts)
{
	size_t at = parts->family.len - parts->given.len;
	struct person person;

	if (!person_from_text(span_slice(parts->family, 0, at), &person))
		return true;
	person.affiliation = parts->given;
	person.notes |= NOTE(SPLIT);
	return authors_add(authors, &person);
}

static bool add_joined(struct authors *authors, const struct parts *parts)
{
	struct person person = { .lead = parts->given,
				 .literal = parts->family,
				 .notes = NOTE(ORGANISATION) };

	if (!person.literal.len) {
		person.literal = parts->given;
		person.lead = (struct span){ 0 };
	}
	return authors_add(authors, &person);
}

static bool add_organisation(struct authors *authors, const struct parts *parts)
{
	struct parts whole = { .family = parts->literal };

	if (!parts->literal.len)
		return add_joined(authors, parts);
	return name_is_nobody(parts->literal) || add_joined(authors, &whole);
}

/* "Ada Hill, Bob Dale, Cy" and "Fox": a whole list whose last name alone was
 * parted. */
static bool is_list(struct span given)
{
	const char *comma = given.len ? memrchr(given.at, ',', given.len)
				      : NULL;
	struct span last;
	struct span word = { 0 };
	struct span piece;

	if (!comma)
		return false;
	last = span_between((struct span){ comma + 1, 0 },
			    span_slice(given, given.len, given.len));
	for (last = name_trim(last); word_next(&last, &word);)
		if (word_kinds(word) & ~(unsigned)WORD_PARTICLE)
			return false;
	given = span_slice(given, 0, (size_t)(comma - given.at));
	while (span_next(&given, ',', &piece))
		if (name_trim(piece).len &&
		    piece_shape(name_trim(piece)) < SHAPE_BEHIND)
			return false;
	return word.len > 0;
}

static bool add_given_list(struct authors *authors, const struct parts *parts)
{
	SCOPED(buf_release)
	struct buf text = buf_init(parts->given.len + parts->family.len + 1);

	buf_add_span(&text, parts->given);
	buf_add_char(&text, ' ');
	buf_add_span(&text, parts->family);
	return !text.failed &&
	       authors_add_text(authors, buf_span(&text), false);
}

static bool add_pair(struct authors *authors, const struct parts *parts)
{
	struct person person;

	if (words_kinds(parts->given) & WORD_ORGANISATION &&
	    is_name_before(parts->family, parts->given))
		return add_name_before(authors, parts);
	if (parts_are_whole(parts->given, parts->family, &person))
		return authors_add(authors, &person);
	if (is_list(parts->given))
		return add_given_list(authors, parts);
	if (person_from_pair(parts->family, parts->given, &person))
		return authors_add(authors, &person);
	authors_note(authors, person.notes);
	return true;
}

static bool add_names(struct authors *authors, const struct parts *parts,
		      const struct name_parts *raw)
{
	if (raw->organisation)
		return add_organisation(authors, parts);
	if (parts->given.len && parts->family.len)
		return add_pair(authors, parts);
	if (parts->family.len)
		return authors_add_text(authors, parts->family, true);
	authors->one_string = true;
	if (parts->given.len)
		return authors_add_text(authors, parts->given, true);
	if (raw->body)
		return authors_add_body(authors, parts->literal);
	return authors_add_text(authors, parts->literal, true);
}

/* ---- what comes with a name ---- */

static bool add_affiliations(struct name *name, const struct name_parts *parts,
			     struct buf *scratch, struct trace *trace)
{
	const char *found = name->affiliation_count ? name->affiliations[0]
						    : NULL; /* in the name */
	size_t room = name->affiliation_count + parts->affiliation_count;
	char **list = realloc(name->affiliations, room * sizeof(*list));

	if (!list)
		return false;
	name->affiliations = list;
	for (size_t i = 0; i < parts->affiliation_count; i++) {
		buf_clear(scratch);
		if (!clean_affiliation(parts->affiliations[i], scratch,
				       trace) ||
		    (found && span_is(buf_span(scratch), found)))
			continue;
		list[name->affiliation_count] = span_copy(buf_span(scratch));
		if (!list[name->affiliation_count])
			return false;
		name->affiliation_count++;
	}
	return true;
}

/* The ORCID and the suffix belong to one person, affiliations to each. */
static bool add_extras(struct authors *authors, size_t from,
		       const struct name_parts *parts, struct buf *scratch)
{
	struct name *name = authors->names.items + from;
	char orcid[20];

	if (authors->names.count == from + 1 && parts->orcid.len &&
	    orcid_clean(parts->orcid, orcid, authors->trace)) {
		name->orcid = span_copy(span_of(orcid));
		if (!name->orcid)
			return false;
	}
	for (size_t i = from;
	     parts->affiliation_count && i < authors->names.count; i++)
		if (!add_affiliations(&authors->names.items[i], parts, scratch,
				      i == from ? authors->trace : NULL))
			return false;
	return true;
}

static bool add_suffix(struct authors *authors, size_t from, struct span suffix)
{
	struct name *name = authors->names.items + from;

	if (!suffix.len)
		return true;
	if (authors->names.count != from + 1 || !name->family) {
		authors_note(authors, NOTE(TAIL));
		return true;
	}
	free(name->suffix);
	name->suffix = span_copy(suffix);
	return name->suffix != NULL;
}

static struct span suffix_trim(struct authors *authors, struct span suffix)
{
	struct span trimmed = name_trim(suffix);

	if (trimmed.len < suffix.len)
		authors_note(authors, NOTE(TAIL));
	return trimmed;
}

static bool has_name(const struct parts *parts)
{
	return parts->given.len || parts->family.len || parts->literal.len;
}

/* An author is left out; not noted again where it was said why. */
static void note_nobody(struct authors *authors)
{
	if (!(authors->noted & (NOTE(NOBODY) | NOTE(ROLE) | NOTE(ET_AL))))
		authors_note(authors, NOTE(NOBODY));
}

static bool is_same(struct span part, const char *text)
{
	return text ? span_is(part, text) : !part.len;
}

static bool is_parts(const struct name *name, const struct name_parts *parts)
{
	return is_same(parts->family, name->family) &&
	       is_same(parts->given, name->given) &&
	       is_same(parts->suffix, name->suffix) &&
	       is_same(parts->literal, name->literal);
}

/* What comes out as it went in was cleaned by no rule; what is odd about it is
 * so nevertheless. */
static void note_parts(struct trace *trace, const struct trace *own, bool same)
{
	if (trace && !same) {
		trace_add(trace, own);
		if (!trace_changed(own))
			trace_fired(trace, RULE_NAME_TAIL);
	}
	for (int i = RULE_SUSPECT_FFFD; trace && same && i < RULE_NAMES; i++)
		trace->fired[i] += own->fired[i];
}

/* True when the names from `from` on are one, and that as it came. */
static bool is_untouched(struct authors *authors, size_t from,
			 const struct name_parts *raw)
{
	if (authors->names.count != from + 1 ||
	    !is_parts(&authors->names.items[from], raw))
		return false;
	if (authors_doubt(authors, from))
		authors->doubtful.data[from] = DOUBT_SAME;
	return true;
}

/* Adds the names of one author. */
static bool add_author(struct authors *authors, const struct name_parts *raw,
		       struct buf *scratch)
{
	size_t from = authors->names.count;
	struct parts parts;

	parts_clean(raw, scratch, authors->trace, &parts);
	if (scratch->failed ||
	    (has_name(&parts) && !add_names(authors, &parts, raw)))
		return false;
	if (authors->names.count > from)
		return add_suffix(authors, from,
				  suffix_trim(authors, parts.suffix));
	note_nobody(authors);
	return true;
}

bool authors_read_parts(struct authors *authors, const struct name_parts *raw,
			struct buf *scratch, bool *ret_same)
{
	size_t from = authors->names.count;
	struct trace own, *trace = authors->trace;
	bool added;

	authors->trace = noted_begin(&own, trace);
	added = add_author(authors, raw, scratch);
	authors->trace = trace;
	*ret_same = added && is_untouched(authors, from, raw);
	note_parts(trace, &own, *ret_same);
	return added;
}

/* Adds parts that are plain as they are. */
static bool add_plain(struct authors *authors, const struct name_parts *raw)
{
	struct name name = { .family = span_copy(raw->family),
			     .given = span_copy(raw->given) };

	if (name.family && name.given &&
	    authors_keep(authors, &name, DOUBT_NONE))
		return true;
	name_release(&name);
	return false;
}

bool authors_add_parts(struct authors *authors, const struct name_parts *raw,
		       struct buf *scratch, bool *ret_same)
{
	size_t from = authors->names.count;
	bool added;

	authors->noted = 0;
	authors->one_string = false;
	*ret_same = parts_are_plain(raw);
	added = *ret_same ? add_plain(authors, raw)
			  : authors_read_parts(authors, raw, scratch, ret_same);
	return added && (authors->names.count == from ||
			 add_extras(authors, from, raw, scratch));
}
