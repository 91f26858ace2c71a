/* SPDX-License-Identifier: MIT */
/* One name that owns its parts, made of the spans of a person. */
#include "names_rules.h"

#include <stdlib.h>

#include "paperd/clean.h"
#include "paperd/scoped.h"

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
	SCOPED(buf_release) struct buf clean = buf_init(4 * text.len + 64);

	if (!text.len || !clean_affiliation(text, &clean, NULL))
		return !clean.failed;
	ret->affiliations = malloc(sizeof(*ret->affiliations));
	if (!ret->affiliations)
		return false;
	ret->affiliations[0] = buf_take(&clean);
	ret->affiliation_count = ret->affiliations[0] != NULL;
	return ret->affiliation_count;
}

bool name_fill(struct name *ret, struct person *person)
{
	const struct span none = { 0 };
	uint32_t *notes = &person->notes;

	if (person->literal.len)
		return copy_literal(person, &ret->literal) &&
		       copy_affiliation(person->affiliation, ret);
	return copy_part(person->lead, person->family, &ret->family, notes) &&
	       copy_part(none, person->given, &ret->given, notes) &&
	       copy_plain(person->suffix, &ret->suffix) &&
	       copy_part(none, person->alt_family, &ret->alt_family, notes) &&
	       copy_part(none, person->alt_given, &ret->alt_given, notes) &&
	       copy_affiliation(person->affiliation, ret);
}
