/* SPDX-License-Identifier: MIT */
/*
 * TeX's accents.  A bare quote after a backslash may also be a quote that was
 * escaped once too often, so without braces, its own or around both ({\'e}),
 * it has to stand inside a word, and a letter's accent needs them, unless the
 * source is TeX.  Where another accent has shown that the text is TeX, a
 * capital may begin a word with one (\'Edgar).
 */
#include "text_stages.h"

/* A letter for an accent: a dotless one is written as the plain one. */
static uint32_t dotted(uint32_t code)
{
	if (code == 0x0131)
		return 'i';
	return code == 0x0237 ? 'j' : code;
}

/* The letter an accent is put on: in braces, dotless, or bare.  Returns the
 * bytes it takes, 0: there is none. */
static size_t accent_base(struct span text, uint32_t *ret)
{
	size_t at = tex_byte(text, 0) == '{';
	struct tex_command dotless;
	uint32_t code = 0;
	size_t step;

	if (tex_byte(text, at) == '\\') {
		dotless = tex_command(span_slice(text, at, text.len));
		code = dotless.code;
		step = dotless.len;
		if (dotted(code) == code)
			return 0;
	} else {
		step = utf8_decode(span_slice(text, at, text.len), &code);
		if (!step || !code_is_letter(code))
			return 0;
	}
	if (at && tex_byte(text, at + step) != '}')
		return 0;
	*ret = dotted(code);
	return step + 2 * at;
}

/* Is the accent at index at, a mark that is no quote, before the capital of a
 * new word? */
static bool begins_word(struct span text, size_t at, struct span rest)
{
	return text.at[at + 1] != '"' && code_is_upper(code_at(rest, 0)) &&
	       (!at || ascii_is_space((unsigned char)text.at[at - 1]));
}

/* May the accent at index at, a mark, be one on the bare letter to its right? */
static bool may_be_bare(struct span text, size_t at, bool commands,
			struct span rest)
{
	uint32_t before = code_before(text, at);

	return code_is_letter(before) ||
	       (commands && (before == '}' || begins_word(text, at, rest)));
}

/* An accent within braces of both ("{\'e}", "{\c c}"). */
static size_t grouped_base(struct span rest, bool word, uint32_t *ret)
{
	size_t blank = word && tex_byte(rest, 0) == ' ';
	size_t base = accent_base(span_slice(rest, blank, rest.len), ret);

	return base && tex_byte(rest, blank + base) == '}' ? blank + base : 0;
}

size_t tex_accent(struct span text, size_t at, struct tex_reading reading,
		  const struct tex_command *command, uint32_t *ret_base)
{
	struct span rest = span_slice(text, at + command->len, text.len);
	bool word = ascii_is_alpha((unsigned char)text.at[at + 1]);
	size_t blank = word && reading.declared && tex_byte(rest, 0) == ' ';
	size_t base;

	if (reading.declared || tex_byte(rest, 0) == '{') {
		base = accent_base(span_slice(rest, blank, rest.len), ret_base);
		return base ? command->len + blank + base : 0;
	}
	if (at && text.at[at - 1] == '{')
		base = grouped_base(rest, word, ret_base);
	else if (!word && may_be_bare(text, at, reading.commands, rest))
		base = accent_base(rest, ret_base);
	else
		base = 0;
	return base ? command->len + base : 0;
}
