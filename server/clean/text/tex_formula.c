/* SPDX-License-Identifier: MIT */
/* Formulas between dollars. */
#include "text_stages.h"

static bool is_formula_sign(char c)
{
	return c == '\\' || c == '^' || c == '_' || c == '{' || c == '=';
}

static bool has_formula_sign(struct span body)
{
	for (size_t i = 0; i < body.len; i++)
		if (is_formula_sign(body.at[i]))
			return true;
	return false;
}

bool tex_formula_at(struct span text, size_t at, struct span *ret)
{
	const char *end;
	struct span body;

	if (at + 2 >= text.len || text.at[at] != '$')
		return false;
	end = memchr(text.at + at + 1, '$', text.len - at - 1);
	if (!end)
		return false;
	body = span_slice(text, at + 1, (size_t)(end - text.at));
	if (!body.len || ascii_is_space((unsigned char)body.at[0]) ||
	    ascii_is_space((unsigned char)body.at[body.len - 1]))
		return false;
	if (ascii_is_digit(body.at[0]) && !has_formula_sign(body))
		return false;
	*ret = span_slice(text, at, at + body.len + 2);
	return true;
}

/* Takes the braces and the font command around the whole off. */
static struct span simple_inner(struct span body)
{
	struct tex_command font = { 0 };

	if (body.len && body.at[0] == '\\')
		font = tex_command(body);
	if (font.kind == TEX_FONT)
		body = span_trim(span_slice(body, font.len, body.len));
	if (body.len >= 2 && body.at[0] == '{' && body.at[body.len - 1] == '}')
		body = span_trim(span_slice(body, 1, body.len - 1));
	return body;
}

bool tex_add_simple(struct span body, struct buf *out)
{
	size_t before = out->len;

	body = simple_inner(body);
	for (size_t at = 0; at < body.len;) {
		struct tex_command command = { TEX_CHAR, 0, 1 };

		if (body.at[at] == '\\')
			command = tex_command(span_slice(body, at, body.len));
		if (command.kind == TEX_GREEK) {
			buf_add_code(out, command.code);
			at += command.len;
			while (at < body.len && body.at[at] == ' ')
				at++;
		} else if (ascii_is_alnum((unsigned char)body.at[at]) ||
			   body.at[at] & 0x80) {
			buf_add_char(out, body.at[at++]);
		} else {
			buf_cut(out, before);
			return false;
		}
	}
	return body.len > 0;
}
