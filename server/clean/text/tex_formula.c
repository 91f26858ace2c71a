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

/* Longest body between \( and \), in bytes: it bounds the search for its end. */
#define BODY_MAX 4096

/* Is what stands between two dollars a formula?  One that begins or ends with
 * a blank has to look like one. */
static bool is_body(struct span body)
{
	if (!body.len)
		return false;
	if (ascii_is_space((unsigned char)body.at[0]) ||
	    ascii_is_space((unsigned char)body.at[body.len - 1]))
		return memchr(body.at, '\\', body.len) ||
		       memchr(body.at, '^', body.len) ||
		       memchr(body.at, '_', body.len);
	return !ascii_is_digit(body.at[0]) || has_formula_sign(body);
}

/* "$3$": digits and letters right up to the dollar are no price, unless the
 * next one follows ("$5$10"). */
static bool is_number(struct span body, char next)
{
	for (size_t i = 0; i < body.len; i++)
		if (!ascii_is_alnum((unsigned char)body.at[i]))
			return false;
	return body.len && !ascii_is_digit(next);
}

/* "$…$" */
static struct tex_formula between_dollars(struct span text, size_t at)
{
	const char *end = memchr(text.at + at + 1, '$', text.len - at - 1);
	struct tex_formula formula = { .plain = true };

	/* A dollar that is escaped ends none. */
	while (end && end[-1] == '\\')
		end = memchr(end + 1, '$',
			     text.len - (size_t)(end + 1 - text.at));

	if (!end)
		return formula;
	formula.body = span_slice(text, at + 1, (size_t)(end - text.at));
	if (is_body(formula.body) ||
	    is_number(formula.body, tex_byte(text, at + formula.body.len + 2)))
		formula.len = formula.body.len + 2;
	return formula;
}

/* The delimiter of two bytes that ends a formula begun at index at; NULL when
 * there is none near, or another begins before it. */
static const char *pair_end(struct span text, size_t at, const char *close)
{
	size_t room = text.len - at - 2;
	const char *sign = text.at + at + 2;
	const char *end = sign + (room < BODY_MAX ? room : BODY_MAX);

	while ((sign = memchr(sign, close[0], (size_t)(end - sign))) &&
	       sign + 1 < end) {
		if (sign[1] == close[1])
			return sign;
		if (sign[1] == text.at[at + 1])
			return NULL;
		sign++;
	}
	return NULL;
}

/* A formula between delimiters of two bytes. */
static struct tex_formula between_pairs(struct span text, size_t at,
					const char *close)
{
	const char *end = pair_end(text, at, close);
	struct tex_formula formula = { 0 };

	if (!end)
		return formula;
	formula.body = span_slice(text, at + 2, (size_t)(end - text.at));
	formula.len = formula.body.len + 4;
	formula.body = span_trim(formula.body);
	if (!formula.body.len || span_has(formula.body, '$'))
		formula.len = 0;
	return formula;
}

/* "$$…$$", no dollar more at either end */
static struct tex_formula between_doubles(struct span text, size_t at)
{
	struct tex_formula formula = between_pairs(text, at, "$$");
	size_t end = at + formula.len;

	if ((at && text.at[at - 1] == '$') ||
	    (end < text.len && text.at[end] == '$') ||
	    !has_formula_sign(formula.body))
		formula.len = 0;
	return formula;
}

/* "\begin{align}…\end{align}" */
static struct tex_formula between_words(struct span text, size_t at)
{
	static const char begin[] = "\\begin{", end[] = "\\end{";
	struct tex_formula formula = { .plain = true };
	struct span rest = span_slice(text, at, text.len);
	const char *sign;

	rest.len = rest.len < BODY_MAX ? rest.len : BODY_MAX;
	if (!span_starts_nocase(rest, begin))
		return formula;
	sign = memmem(rest.at, rest.len, end, sizeof(end) - 1);
	if (sign)
		sign = memchr(sign, '}', rest.len - (size_t)(sign - rest.at));
	if (!sign)
		return formula;
	formula.len = (size_t)(sign - rest.at) + 1;
	formula.body = span_slice(rest, 0, formula.len);
	return formula;
}

struct tex_formula tex_formula_at(struct span text, size_t at, bool strict)
{
	struct tex_formula formula = { 0 };

	if (at + 2 >= text.len)
		return formula;
	if (text.at[at] == '\\' && text.at[at + 1] == 'b')
		return between_words(text, at);
	if (text.at[at] == '$')
		return text.at[at + 1] == '$' ? between_doubles(text, at)
					      : between_dollars(text, at);
	if (text.at[at + 1] != '(' && text.at[at + 1] != '[')
		return formula;
	formula = between_pairs(text, at,
				text.at[at + 1] == '(' ? "\\)" : "\\]");
	if (strict && formula.len && !has_formula_sign(formula.body) &&
	    memchr(formula.body.at, ' ', formula.body.len))
		formula.len = 0;
	return formula;
}

/* Takes the braces and the font command around the whole off. */
static struct span simple_inner(struct span body)
{
	struct tex_command font = { 0 };

	if (body.len && body.at[0] == '\\')
		font = tex_command(body);
	if (font.kind == TEX_FONT && font.code)
		body = span_trim(span_slice(body, font.len, body.len));
	if (body.len >= 2 && body.at[0] == '{' && body.at[body.len - 1] == '}')
		body = span_trim(span_slice(body, 1, body.len - 1));
	return body;
}

bool tex_add_simple(struct span body, struct buf *out)
{
	size_t before = out->len;

	body = simple_inner(span_trim(body));
	for (size_t at = 0; at < body.len;) {
		struct tex_command command = { .kind = TEX_CHAR, .len = 1 };

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
