/* SPDX-License-Identifier: MIT */
/*
 * One author as a source has it in parts.
 *
 * All parts are cleaned into one scratch buffer, used again for the next
 * author; what is allocated in the end is what the name keeps.
 */
#include "names_rules.h"

#include <stdlib.h>

#include "paperd/clean.h"
#include "paperd/values.h"

/* Clean parts; spans into the scratch buffer. */
struct parts {
	struct span given;
	struct span family;
	struct span suffix;
	struct span literal;
};

/* Appends the clean form of one part and returns its length. */
static size_t add_part(struct span raw, struct buf *scratch)
{
	size_t from = scratch->len;

	return part_clean(raw, scratch) ? scratch->len - from : 0;
}

/* "N.A." says that there is no value, but before a family name it is two
 * initials. */
static size_t add_given(const struct name_parts *raw, struct buf *scratch)
{
	size_t from = scratch->len;

	if (!clean_is_placeholder(raw->family) &&
	    initials_clean(raw->given, scratch))
		return scratch->len - from;
	return add_part(raw->given, scratch);
}

static void parts_clean(const struct name_parts *raw, struct buf *scratch,
			struct parts *ret)
{
	size_t given;
	size_t family;
	size_t suffix;
	size_t literal = 0;
	const char *at;

	buf_clear(scratch);
	given = add_given(raw, scratch);
	family = add_part(raw->family, scratch);
	suffix = add_part(raw->suffix, scratch);
	if (!given && !family)
		literal = add_part(raw->literal, scratch);
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
	return authors_add(authors, &person);
}

/* The words of an institution put into given and family.  School and College
 * are family names too. */
static bool is_institution(const struct parts *parts, unsigned given,
			   unsigned family)
{
	if (given & WORD_INSTITUTION)
		return true;
	return family & WORD_INSTITUTION &&
	       (!word_is_single(parts->given) ||
		!span_is_nocase(parts->family, "school"));
}

static bool add_joined(struct authors *authors, const struct parts *parts,
		       bool doubtful)
{
	struct person person = { .lead = parts->given,
				 .literal = parts->family,
				 .doubtful = doubtful };

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
		return add_joined(authors, parts, false);
	return name_is_nobody(parts->literal) ||
	       add_joined(authors, &whole, false);
}

static bool add_pair(struct authors *authors, const struct parts *parts)
{
	unsigned given = words_kinds(parts->given);
	unsigned family = words_kinds(parts->family);
	struct person person;

	if (given & WORD_ORGANISATION &&
	    is_name_before(parts->family, parts->given))
		return add_name_before(authors, parts);
	if (is_institution(parts, given, family))
		return add_joined(authors, parts, true);
	if (family & WORD_BODY) /* "ATLAS" and "Collaboration" */
		return add_joined(authors, parts, false);
	if (!person_from_pair(parts->family, parts->given, &person))
		return true;
	return authors_add(authors, &person);
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
	if (parts->given.len)
		return authors_add_text(authors, parts->given, true);
	if (raw->body)
		return authors_add_body(authors, parts->literal);
	return authors_add_text(authors, parts->literal, true);
}

/* ---- what comes with a name ---- */

static bool has_affiliation(const struct name *name, struct span text)
{
	for (size_t i = 0; i < name->affiliation_count; i++)
		if (span_is(text, name->affiliations[i]))
			return true;
	return false;
}

static bool add_affiliations(struct name *name, const struct name_parts *parts,
			     struct buf *scratch)
{
	size_t room = name->affiliation_count + parts->affiliation_count;
	char **list = realloc(name->affiliations, room * sizeof(*list));

	if (!list)
		return false;
	name->affiliations = list;
	for (size_t i = 0; i < parts->affiliation_count; i++) {
		buf_clear(scratch);
		if (!clean_affiliation(parts->affiliations[i], scratch, NULL) ||
		    has_affiliation(name, buf_span(scratch)))
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
	    orcid_clean(parts->orcid, orcid, NULL)) {
		name->orcid = span_copy(span_of(orcid));
		if (!name->orcid)
			return false;
	}
	for (size_t i = from;
	     parts->affiliation_count && i < authors->names.count; i++)
		if (!add_affiliations(&authors->names.items[i], parts, scratch))
			return false;
	return true;
}

static bool add_suffix(struct authors *authors, size_t from, struct span suffix)
{
	struct name *name = authors->names.items + from;

	if (!suffix.len || authors->names.count != from + 1 || !name->family)
		return true;
	free(name->suffix);
	name->suffix = span_copy(suffix);
	return name->suffix != NULL;
}

bool authors_add_parts(struct authors *authors, const struct name_parts *raw,
		       struct buf *scratch)
{
	size_t from = authors->names.count;
	struct parts parts;

	parts_clean(raw, scratch, &parts);
	if (scratch->failed)
		return false;
	if (!parts.given.len && !parts.family.len && !parts.literal.len)
		return true;
	return add_names(authors, &parts, raw) &&
	       add_suffix(authors, from, name_trim(parts.suffix)) &&
	       add_extras(authors, from, raw, scratch);
}
