/* SPDX-License-Identifier: MIT */
/*
 * Names of people in a citation: their order, and how many are named.
 */
#include "citation.h"

/* Han, kana, Hangul: the family name comes first, with nothing between. */
static bool is_east_asian(struct span text)
{
	uint32_t code;

	if (!utf8_decode(text, &code))
		return false;
	return (code >= 0x2E80 && code <= 0x9FFF) ||
	       (code >= 0xAC00 && code <= 0xD7A3) ||
	       (code >= 0xF900 && code <= 0xFAFF) ||
	       (code >= 0x20000 && code <= 0x3FFFF);
}

/* ---- one name ---- */

static void put_suffix(struct citation *citation, const char *suffix,
		       const char *before, bool bare)
{
	struct span text = span_of(suffix);

	if (!text.len)
		return;
	if (bare && text.at[text.len - 1] == '.')
		text.len--;
	citation_text(citation, before);
	citation_value(citation, text);
}

static bool has_given(const struct person *person)
{
	return person->given && *person->given;
}

static void put_inverted(struct citation *citation, const struct person *person,
			 const struct name_rules *rules)
{
	size_t before, after;

	citation_value(citation, span_of(person->family));
	before = citation->out->len;
	if (has_given(person)) {
		buf_add_text(citation->out, rules->separator);
		after = citation->out->len;
		citation_given(citation, person, rules);
		if (citation->out->len == after)
			buf_cut(citation->out, before);
	}
	put_suffix(citation, person->suffix, rules->suffix, rules->bare);
}

void citation_name(struct citation *citation, const struct person *person,
		   const struct name_rules *rules, bool inverted)
{
	size_t start = citation->out->len;

	if (person_is_whole(person)) {
		citation_value(citation, span_of(person->name));
		return;
	}
	if (is_east_asian(span_of(person->family)) &&
	    (!has_given(person) || is_east_asian(span_of(person->given)))) {
		citation_value(citation, span_of(person->family));
		citation_value(citation, span_of(person->given));
		return;
	}
	if (inverted) {
		put_inverted(citation, person, rules);
		return;
	}
	if (has_given(person))
		citation_given(citation, person, rules);
	if (citation->out->len > start)
		buf_add_char(citation->out, ' ');
	citation_value(citation, span_of(person->family));
	put_suffix(citation, person->suffix, " ", false);
}

/* ---- a list of names ---- */

static void put_between(struct citation *citation, size_t i, size_t shown,
			size_t count, const struct name_rules *rules)
{
	if (i == 0)
		return;
	if (i + 1 < count || shown < count)
		citation_text(citation, ", ");
	else
		citation_text(citation,
			      count == 2 ? rules->last : rules->last_many);
}

void citation_names(struct citation *citation, const struct people *people,
		    const struct name_rules *rules)
{
	size_t count = people->count;
	size_t shown = count > rules->most ? rules->first : count;

	for (size_t i = 0; i < shown; i++) {
		put_between(citation, i, shown, count, rules);
		citation_name(citation, &people->items[i], rules,
			      i < rules->inverted ||
				      rules->inverted == ALL_NAMES);
	}
	if (shown == count)
		return;
	citation_text(citation, rules->et_al);
	if (rules->with_last)
		citation_name(citation, &people->items[count - 1], rules,
			      rules->inverted == ALL_NAMES);
}
