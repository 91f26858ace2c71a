/* SPDX-License-Identifier: MIT */
/*
 * Clean names to persons of a paper.
 */
#include "fill.h"

#include "paperd/clean.h"
#include "paperd/scoped.h"
#include "people.h"

/* Hands a text of a name over to a person. */
static char *take(char **text)
{
	char *taken = *text;

	*text = NULL;
	return taken;
}

/* Chinese, Japanese and Korean names stand family first, without a space. */
static bool is_family_first(const char *family)
{
	const char *script;

	if ((unsigned char)family[0] < 0x80)
		return false;
	script = clean_script_language(span_of(family));
	return !strcmp(script, "zh") || !strcmp(script, "ja") ||
	       !strcmp(script, "ko");
}

static void add_word(struct buf *out, const char *word)
{
	if (!word)
		return;
	if (out->len)
		buf_add_char(out, ' ');
	buf_add_text(out, word);
}

/* Parts that are no markup may read as a tag once they stand side by side: a
 * blank behind each '<' keeps it a sign, as it does in all text. */
static void add_inert(struct span text, struct buf *out)
{
	bool tag = span_has(text, '=') && span_has(text, '>');

	for (size_t i = 0; i < text.len; i++) {
		buf_add_char(out, text.at[i]);
		if (tag && text.at[i] == '<' && i + 1 < text.len &&
		    ascii_is_alpha((unsigned char)text.at[i + 1]))
			buf_add_char(out, ' ');
	}
}

static void copy_inert(struct fill *fill, char **ret)
{
	SCOPED(buf_release) struct buf whole = buf_init(2 * fill->text.len + 1);

	add_inert(buf_span(&fill->text), &whole);
	fill_copy(fill, buf_text(&whole), ret);
	fill->failed |= whole.failed;
}

/* The name as it is read: "Ivo M. Raimundo Jr.", "橋本雍彦". */
static void display(struct fill *fill, struct person *person)
{
	buf_clear(&fill->text);
	if (person->family && person->given &&
	    is_family_first(person->family)) {
		buf_add_text(&fill->text, person->family);
		buf_add_text(&fill->text, person->given);
	} else {
		add_word(&fill->text, person->given);
		add_word(&fill->text, person->family);
	}
	add_word(&fill->text, person->suffix);
	if (span_has(buf_span(&fill->text), '<'))
		copy_inert(fill, &person->name);
	else
		fill_copy(fill, buf_text(&fill->text), &person->name);
}

static void fill_person(struct fill *fill, struct name *name,
			struct person *person)
{
	person->family = take(&name->family);
	person->given = take(&name->given);
	person->suffix = take(&name->suffix);
	person->orcid = take(&name->orcid);
	person->name = take(&name->literal);
	for (size_t i = 0; i < name->affiliation_count; i++)
		if (!texts_take(&person->affiliations,
				take(&name->affiliations[i])))
			fill->failed = true;
	if (!person->name)
		display(fill, person);
}

/* The first string in a tree, from its first or its last branches. */
static const cJSON *end_of(const cJSON *value, bool last)
{
	while (value && !cJSON_IsString(value)) {
		value = value->child;
		while (last && value && value->next)
			value = value->next;
	}
	return value;
}

/* A list may have been put together out of strings of the source's tree: its
 * first and last tell between what it stands there. */
static void mark_ends(struct fill *fill, const cJSON *value,
		      const struct people *list)
{
	for (int last = 0; last <= 1; last++) {
		const cJSON *leaf = end_of(value, last);

		if (leaf)
			fill_trace(fill, list, leaf->valuestring);
	}
}

static enum unparted unparted_of(const struct fill *fill)
{
	if (fill->own)
		return UNPARTED_AS_IS;
	return fill->bodies ? UNPARTED_BODY : UNPARTED_ANYONE;
}

void fill_people(struct fill *fill, const cJSON *value, struct people *list)
{
	SCOPED(names_release) struct names names = { 0 };
	struct trace *trace = fill_trace(fill, list, value);

	mark_ends(fill, value, list);
	if (names_from_json(value, unparted_of(fill), &names, trace, NULL) !=
	    STATUS_OK)
		fill->failed = true;
	for (size_t i = 0; i < names.count && !fill->failed; i++) {
		struct person *person = people_add(list);

		if (person)
			fill_person(fill, &names.items[i], person);
		else
			fill->failed = true;
	}
}
