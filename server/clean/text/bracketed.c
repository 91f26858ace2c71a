/* SPDX-License-Identifier: MIT */
/*
 * Names of inline tags in angle brackets that are text: one letter, as
 * mathematics has them ("K<X>", "<x>=<y>"), and a word between double brackets
 * ("a <<big>> set").  They are when the text does not hold their partner.
 */
#include "tags.h"

/* What is known of a name of several letters. */
enum {
	SEEN = 1,
	SEEN_OPENED = 2,
	SEEN_CLOSED = 4,
};

/* The tag's name, case ignored, at the start of text, and no more of one. */
static bool starts_name(struct span text, struct span name)
{
	if (text.len < name.len)
		return false;
	for (size_t i = 0; i < name.len; i++)
		if (ascii_lower(text.at[i]) != ascii_lower(name.at[i]))
			return false;
	return text.len == name.len ||
	       !ascii_is_alnum((unsigned char)text.at[name.len]);
}

/* Is the '<' before index at that of a closing tag?  Moves *at to the name. */
static bool read_closing(struct span text, size_t *at)
{
	bool closing = *at < text.len && text.at[*at] == '/';

	*at += closing;
	return closing;
}

/* Notes which names of one letter are opened and closed in the text. */
static void count_letters(struct bracketed *seen, struct span text)
{
	const char *sign = text.at;
	const char *end = text.at + text.len;

	seen->counted = true;
	while ((sign = memchr(sign, '<', (size_t)(end - sign)))) {
		size_t at = (size_t)(++sign - text.at);
		bool closing = read_closing(text, &at);
		char name = at + 1 < text.len ? ascii_lower(text.at[at]) : 0;

		if (!ascii_is_lower(name) ||
		    ascii_is_alnum((unsigned char)text.at[at + 1]))
			continue;
		if (closing)
			seen->closed |= UINT32_C(1) << (name - 'a');
		else
			seen->opened |= UINT32_C(1) << (name - 'a');
	}
}

/* What the text holds of a name. */
static unsigned char count_name(struct span text, struct span name)
{
	const char *sign = text.at;
	const char *end = text.at + text.len;
	unsigned char seen = SEEN;

	while ((sign = memchr(sign, '<', (size_t)(end - sign)))) {
		size_t at = (size_t)(++sign - text.at);
		bool closing = read_closing(text, &at);

		if (starts_name(span_slice(text, at, text.len), name))
			seen |= closing ? SEEN_CLOSED : SEEN_OPENED;
	}
	return seen;
}

/* A lone <i> or <b> is taken for what was left of a pair. */
static bool is_lone_letter(struct bracketed *seen, struct span text,
			   const struct tag *tag)
{
	uint32_t bit;

	if (tag->name.at[0] == 'i' || tag->name.at[0] == 'b')
		return false;
	if (!seen->counted)
		count_letters(seen, text);
	bit = UINT32_C(1) << (ascii_lower(tag->name.at[0]) - 'a');
	return !((tag->closing ? seen->opened : seen->closed) & bit);
}

static bool is_doubled(struct span text, size_t at, const struct tag *tag)
{
	size_t end = at + tag->len;

	return at && text.at[at - 1] == '<' && end < text.len &&
	       text.at[end] == '>';
}

static bool is_lone_word(struct bracketed *seen, struct span text,
			 const struct tag *tag)
{
	unsigned char *name = &seen->names[tag_row_index(tag->row)];

	if (!*name)
		*name = count_name(text, tag->name);
	return !(*name & (tag->closing ? SEEN_OPENED : SEEN_CLOSED));
}

bool bracketed_is_text(struct bracketed *seen, struct span text, size_t at,
		       const struct tag *tag)
{
	if (!tag->row || tag->row->class >= TAG_BLOCK || tag->attributes.len ||
	    tag->self_closed || tag->unfinished)
		return false;
	if (tag->name.len == 1)
		return is_lone_letter(seen, text, tag);
	return is_doubled(text, at, tag) && is_lone_word(seen, text, tag);
}
