/* SPDX-License-Identifier: MIT */
/*
 * TeX in titles and abstracts.
 *
 * Formulas between dollars stay as they are, but for simple ones in titles.
 * Outside them TeX is read only where it is declared or a known command shows
 * it: "~" and "{" are common in other texts, and a "$" before a digit is a
 * price.
 */
#include "text_stages.h"

/* Depth of braces that is followed; deeper ones stay. */
#define BRACES_MAX 64

struct tex {
	struct span in;
	struct buf *out;
	size_t at;
	bool commands; /* control sequences are read */
	bool title;
	bool declared;
	uint64_t kept; /* bit n: the brace open at depth n stays */
	unsigned depth;
};

/* The letter an accent is put on: in braces, dotless, or bare.  Returns the
 * bytes it takes, 0: there is none. */
static size_t accent_base(struct span text, uint32_t *ret)
{
	size_t at = text.len && text.at[0] == '{';
	struct tex_command dotless;
	size_t step;

	if (at < text.len && text.at[at] == '\\') {
		dotless = tex_command(span_slice(text, at, text.len));
		if (dotless.code != 0x0131 && dotless.code != 0x0237)
			return 0;
		*ret = dotless.code == 0x0131 ? 'i' : 'j';
		step = dotless.len;
	} else {
		step = utf8_decode(span_slice(text, at, text.len), ret);
		if (!step || !code_is_letter(*ret))
			return 0;
	}
	if (at && (at + step >= text.len || text.at[at + step] != '}'))
		return 0;
	return step + 2 * at;
}

/* Is the accent at index at, a mark that is no quote, before the capital of a
 * new word? */
static bool begins_word(const struct tex *tex, size_t at, struct span rest)
{
	return tex->commands && tex->in.at[at + 1] != '"' &&
	       code_is_upper(code_at(rest, 0)) &&
	       (!at || ascii_is_space((unsigned char)tex->in.at[at - 1]));
}

/*
 * Is the control sequence at index at an accent on a letter?  A bare quote
 * after a backslash may also be a quote that was escaped once too often, so
 * without braces it has to stand inside a word, and a letter's accent needs
 * its braces, unless the source is TeX.  Where another accent has shown that
 * the text is TeX, a capital may begin a word with one (\'Edgar).
 */
static size_t accent_len(const struct tex *tex, size_t at,
			 const struct tex_command *command, uint32_t *ret)
{
	struct span rest = span_slice(tex->in, at + command->len, tex->in.len);
	bool word = ascii_is_alpha((unsigned char)tex->in.at[at + 1]);
	size_t blank = word && tex->declared && rest.len && rest.at[0] == ' ';
	size_t base;

	if (!tex->declared && (!rest.len || rest.at[0] != '{') &&
	    (word || !(code_is_letter(code_before(tex->in, at)) ||
		       begins_word(tex, at, rest))))
		return 0;
	base = accent_base(span_slice(rest, blank, rest.len), ret);
	return base ? command->len + blank + base : 0;
}

static void take_unknown(struct tex *tex, size_t len)
{
	buf_add_span(tex->out, span_slice(tex->in, tex->at, tex->at + len));
	tex->at += len;
	if (tex->at < tex->in.len && tex->in.at[tex->at] == '{' &&
	    tex->depth < BRACES_MAX) {
		buf_add_char(tex->out, '{');
		tex->kept |= UINT64_C(1) << tex->depth++;
		tex->at++;
	}
}

static void take_char(struct tex *tex, const struct tex_command *command)
{
	buf_add_code(tex->out, command->code);
	tex->at += command->len;
	/* TeX eats the blank after a control word. */
	if (command->kind == TEX_CHAR && command->code >= 0x80 &&
	    tex->at < tex->in.len && tex->in.at[tex->at] == ' ')
		tex->at++;
}

static void take_command(struct tex *tex)
{
	struct span rest = span_slice(tex->in, tex->at, tex->in.len);
	struct tex_command command = tex_command(rest);
	uint32_t base = 0;
	size_t len;

	switch (command.kind) {
	case TEX_UNKNOWN:
		take_unknown(tex, command.len);
		return;
	case TEX_CHAR:
	case TEX_GREEK:
		take_char(tex, &command);
		return;
	case TEX_FONT:
		tex->at += command.len;
		return;
	case TEX_ACCENT:
		len = accent_len(tex, tex->at, &command, &base);
		if (!len) {
			take_unknown(tex, command.len);
			return;
		}
		buf_add_code(tex->out, base);
		buf_add_code(tex->out, command.code);
		tex->at += len;
		return;
	}
}

/* A brace: a grouping one goes, that of an unknown command stays. */
static void take_brace(struct tex *tex, char c)
{
	bool keep = false;

	if (c == '{' && tex->depth < BRACES_MAX)
		tex->kept &= ~(UINT64_C(1) << tex->depth++);
	else if (c == '}' && tex->depth)
		keep = tex->kept >> --tex->depth & 1;
	else
		keep = c == '{';
	if (keep)
		buf_add_char(tex->out, c);
	tex->at++;
}

/* "--" and "---" to dashes; a single one stays. */
static void take_hyphens(struct tex *tex)
{
	size_t count = 1;

	while (count < 3 && tex->at + count < tex->in.len &&
	       tex->in.at[tex->at + count] == '-')
		count++;
	buf_add_text(tex->out, count == 3 ? "—" : count == 2 ? "–" : "-");
	tex->at += count;
}

/* A formula, or a dollar. */
static void take_dollar(struct tex *tex)
{
	struct span formula;

	if (!tex_formula_at(tex->in, tex->at, &formula)) {
		buf_add_char(tex->out, '$');
		tex->at++;
		return;
	}
	tex->at += formula.len;
	if (tex->title &&
	    tex_add_simple(span_slice(formula, 1, formula.len - 1), tex->out))
		return;
	buf_add_span(tex->out, formula);
}

static void take(struct tex *tex)
{
	char c = tex->in.at[tex->at];

	if (c == '$') {
		take_dollar(tex);
	} else if (!tex->commands) {
		buf_add_char(tex->out, c);
		tex->at++;
	} else if (c == '\\') {
		take_command(tex);
	} else if (c == '{' || c == '}') {
		take_brace(tex, c);
	} else if (c == '-') {
		take_hyphens(tex);
	} else {
		buf_add_char(tex->out, c == '~' ? ' ' : c);
		tex->at++;
	}
}

/* Does the control sequence at index at show that the text is TeX? */
static bool is_proof(const struct tex *tex, size_t at, bool in_formula)
{
	struct span rest = span_slice(tex->in, at, tex->in.len);
	struct tex_command command = tex_command(rest);
	uint32_t base;

	if (command.kind == TEX_GREEK)
		return true;
	if (command.kind == TEX_ACCENT)
		return accent_len(tex, at, &command, &base) > 0;
	if (in_formula || command.kind == TEX_UNKNOWN)
		return false;
	/* "\o" and the like are too short to prove anything by themselves. */
	return command.code < 0x80 || command.len > 2;
}

/* Is a known command present, in titles also one inside a formula? */
static bool has_command(const struct tex *tex)
{
	size_t formula_end = 0;

	for (size_t at = 0; at < tex->in.len; at++) {
		bool inside = at < formula_end;
		struct span formula;

		if (tex->in.at[at] == '$' && !inside &&
		    tex_formula_at(tex->in, at, &formula))
			formula_end = at + formula.len;
		if (tex->in.at[at] == '\\' && (!inside || tex->title) &&
		    is_proof(tex, at, inside))
			return true;
	}
	return false;
}

static bool is_special(char c)
{
	return c == '$' || c == '\\' || c == '{' || c == '}' || c == '~' ||
	       c == '-';
}

bool tex_plain(struct span in, bool declared, bool title, struct buf *out)
{
	struct tex tex = {
		.in = in, .out = out, .title = title, .declared = declared
	};

	tex.commands = declared || (span_has(in, '\\') && has_command(&tex));
	if (!tex.commands && !(title && span_has(in, '$')))
		return false;
	while (tex.at < in.len) {
		size_t from = tex.at;

		while (tex.at < in.len && !is_special(in.at[tex.at]))
			tex.at++;
		buf_add_span(out, span_slice(in, from, tex.at));
		if (tex.at < in.len)
			take(&tex);
	}
	return true;
}
