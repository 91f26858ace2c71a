/* SPDX-License-Identifier: MIT */
/*
 * Braces, as BibTeX has them.  Around a whole name of a list they keep it
 * together; anywhere else they group letters and go.
 */
#include "names_rules.h"

/* The index behind the brace that closes the one at `at`; 0: none does. */
static size_t group_end(struct span text, size_t at)
{
	size_t depth = 0;

	for (size_t i = at; i < text.len; i++) {
		depth += text.at[i] == '{';
		if (text.at[i] == '}' && --depth == 0)
			return i + 1;
	}
	return 0;
}

/* True where a name of a list may begin after the text. */
static bool ends_name(struct span text)
{
	struct span word;

	if (text.len && !strchr(" ,;", text.at[text.len - 1]))
		return false;
	text = span_trim(text);
	if (!text.len || strchr(",;", text.at[text.len - 1]))
		return true;
	return word_last(&text, &word) && word_kinds(word) & WORD_CONJUNCTION;
}

/* True where a name of a list may have ended before the text. */
static bool begins_next(struct span text)
{
	struct span word;

	if (!text.len || strchr(",;", text.at[0]))
		return true;
	return text.at[0] == ' ' && word_next(&text, &word) &&
	       word_kinds(word) & WORD_CONJUNCTION;
}

/* The end of the group at `at` if it is to stay, else 0. */
static size_t name_group(struct span text, size_t at)
{
	size_t end = ends_name(span_slice(text, 0, at)) ? group_end(text, at)
							: 0;

	return end && begins_next(span_slice(text, end, text.len)) ? end : 0;
}

static void add_bare(struct span text, struct buf *out)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.at[i] != '{' && text.at[i] != '}')
			buf_add_char(out, text.at[i]);
}

static bool ends_in_blank(const struct buf *out, size_t from)
{
	return out->len > from && out->data[out->len - 1] == ' ';
}

bool braces_drop(struct span text, bool groups, struct buf *out)
{
	size_t before = out->len;
	long depth = 0;

	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];
		size_t end = c == '{' && !depth && groups ? name_group(text, i)
							  : 0;

		if (end) {
			buf_add_char(out, '{');
			add_bare(span_slice(text, i + 1, end - 1), out);
			buf_add_char(out, '}');
			i = end - 1;
		} else if (c != '{' && c != '}' &&
			   (c != ' ' || !ends_in_blank(out, before))) {
			buf_add_char(out, c);
		}
		depth += (c == '{' && !end) - (c == '}' && !end && depth > 0);
	}
	if (out->len - before < text.len)
		return true;
	buf_cut(out, before);
	return false;
}

/* White curly brackets stand for braces that are to stay. */
#define GUARD_OPEN  "\xE2\xA6\x83"
#define GUARD_CLOSE "\xE2\xA6\x84"

void groups_guard(struct span text, struct buf *out)
{
	size_t end = 0;
	long depth = 0;

	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];
		size_t found = c == '{' && !depth ? name_group(text, i) : 0;

		depth += (c == '{') - (c == '}' && depth > 0);
		if (found) {
			end = found;
			buf_add_text(out, GUARD_OPEN);
		} else if (end && i + 1 == end) {
			buf_add_text(out, GUARD_CLOSE);
		} else {
			buf_add_char(out, c);
		}
	}
}

void groups_restore(struct span text, struct buf *out)
{
	while (text.len) {
		uint32_t code = letter_next(&text);

		if (code == 0x2983)
			buf_add_char(out, '{');
		else if (code == 0x2984)
			buf_add_char(out, '}');
		else
			buf_add_code(out, code);
	}
}
