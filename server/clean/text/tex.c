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
	struct tex_reading reading;
	bool title;
	size_t dollar;    /* the index after the last one that begins nothing */
	bool dollars;     /* there are any that are not escaped */
	uint64_t kept;    /* bit n: the brace open at depth n stays */
	uint64_t scripts; /* bit n: it is that of a sub- or superscript */
	unsigned depth;
	struct trace *trace;
};

static void take_unknown(struct tex *tex, size_t len)
{
	buf_add_span(tex->out, span_slice(tex->in, tex->at, tex->at + len));
	tex->at += len;
	if (tex_byte(tex->in, tex->at) == '{' && tex->depth < BRACES_MAX) {
		buf_add_char(tex->out, '{');
		tex->kept |= UINT64_C(1) << tex->depth++;
		tex->at++;
	}
}

static void skip_blank(struct tex *tex)
{
	if (tex_byte(tex->in, tex->at) == ' ')
		tex->at++;
}

/* TeX eats the blank after a control word; in other texts a Greek letter may
 * be a word of its own. */
static void take_char(struct tex *tex, const struct tex_command *command)
{
	buf_add_code(tex->out, command->code);
	tex->at += command->len;
	if (command->kind == TEX_CHAR &&
	    ascii_is_alpha((unsigned char)tex->in.at[tex->at - 1]))
		skip_blank(tex);
	trace_fired(tex->trace, RULE_TEX_CHARACTER);
}

/* An escaped brace after an accent on nothing keeps it off what follows. */
static void keep_brace(struct tex *tex)
{
	char next = tex_byte(tex->in, tex->at + 1);

	if (tex_byte(tex->in, tex->at) != '\\' || (next != '{' && next != '}'))
		return;
	buf_add_span(tex->out, span_slice(tex->in, tex->at, tex->at + 2));
	tex->at += 2;
}

static void take_accent(struct tex *tex, const struct tex_command *command)
{
	uint32_t base = 0;
	size_t len = tex_accent(tex->in, tex->at, tex->reading, command, &base);

	if (!len) {
		take_unknown(tex, command->len);
		keep_brace(tex);
		return;
	}
	buf_add_code(tex->out, base);
	buf_add_code(tex->out, command->code);
	tex->at += len;
	trace_fired(tex->trace, RULE_TEX_ACCENT);
}

/* The argument of a sub- or superscript, between the marks of one. */
static void take_script(struct tex *tex, const struct tex_command *command)
{
	if (tex_byte(tex->in, tex->at + command->len) != '{' ||
	    tex->depth == BRACES_MAX) {
		take_unknown(tex, command->len);
		return;
	}
	buf_add_char(tex->out, (char)command->code);
	tex->kept &= ~(UINT64_C(1) << tex->depth);
	tex->scripts |= UINT64_C(1) << tex->depth++;
	tex->at += command->len + 1;
	trace_fired(tex->trace, RULE_TEX_COMMAND);
}

/* How many of the same byte stand from index at on. */
static size_t run_len(struct span text, size_t at)
{
	size_t end = at + 1;

	while (end < text.len && text.at[end] == text.at[at])
		end++;
	return end - at;
}

/* A line break, but not backslashes that were escaped, more than two, or two
 * before an accent. */
static void take_break(struct tex *tex, const struct tex_command *command)
{
	size_t run = run_len(tex->in, tex->at);
	char next = tex_byte(tex->in, tex->at + run);

	if (tex->in.at[tex->at + 1] == '\\' &&
	    (run > 2 || (next && strchr("'`^\"~=.", next)))) {
		buf_add_span(tex->out,
			     span_slice(tex->in, tex->at, tex->at + run));
		tex->at += run;
		return;
	}
	buf_add_char(tex->out, '\n');
	tex->at += command->len;
	trace_fired(tex->trace, RULE_TEX_COMMAND);
}

/* What only says how the rest looks; a name stays as it is called. */
static void take_font(struct tex *tex, const struct tex_command *command)
{
	if (command->kind == TEX_NAME)
		buf_add_span(tex->out, span_slice(tex->in, tex->at + 1,
						  tex->at + command->len));
	tex->at += command->len;
	if (command->kind == TEX_SWITCH)
		skip_blank(tex);
	trace_fired(tex->trace, RULE_TEX_COMMAND);
}

/* An escaped dollar is one only before a price, and where no other could make
 * a formula with it; else it stays escaped. */
static bool keep_dollar(struct tex *tex)
{
	if (tex_byte(tex->in, tex->at + 1) != '$' ||
	    (tex->reading.commands && !tex->dollars &&
	     ascii_is_digit(tex_byte(tex->in, tex->at + 2))))
		return false;
	buf_add_text(tex->out, "\\$");
	tex->at += 2;
	return true;
}

/* Is there a dollar that is not escaped? */
static bool has_dollar(struct span text)
{
	const char *sign = text.at;
	const char *end = text.at + text.len;

	while ((sign = memchr(sign, '$', (size_t)(end - sign)))) {
		if (sign == text.at || sign[-1] != '\\')
			return true;
		sign++;
	}
	return false;
}

static void take_command(struct tex *tex)
{
	struct span rest = span_slice(tex->in, tex->at, tex->in.len);
	struct tex_command command = tex_command(rest);

	switch (command.kind) {
	case TEX_UNKNOWN:
		take_unknown(tex, command.len);
		return;
	case TEX_CHAR:
	case TEX_GREEK:
		take_char(tex, &command);
		return;
	case TEX_FONT:
	case TEX_SWITCH:
	case TEX_NAME:
		take_font(tex, &command);
		return;
	case TEX_SCRIPT:
		take_script(tex, &command);
		return;
	case TEX_BREAK:
		take_break(tex, &command);
		return;
	case TEX_ACCENT:
		take_accent(tex, &command);
		return;
	}
}

/* Does the brace at the current index only group?  One after a script's sign
 * holds the script, one around an unknown command keeps it off what follows. */
static bool is_grouping(const struct tex *tex)
{
	struct span rest = span_slice(tex->in, tex->at + 1, tex->in.len);
	char before = tex->at ? tex->in.at[tex->at - 1] : 0;
	struct tex_command command;

	if (before == '_' || before == '^')
		return false;
	if (tex_byte(rest, 0) != '\\')
		return true;
	command = tex_command(rest);
	return command.kind != TEX_UNKNOWN || command.len < 2 ||
	       tex_byte(rest, command.len) != '}';
}

static void open_brace(struct tex *tex)
{
	bool keeps = tex->depth == BRACES_MAX || !is_grouping(tex);
	uint64_t bit;

	if (keeps)
		buf_add_char(tex->out, '{');
	else
		trace_fired(tex->trace, RULE_TEX_COMMAND);
	tex->at++;
	if (tex->depth == BRACES_MAX)
		return;
	bit = UINT64_C(1) << tex->depth++;
	tex->kept = keeps ? tex->kept | bit : tex->kept & ~bit;
	tex->scripts &= ~bit;
}

static void close_brace(struct tex *tex)
{
	uint64_t bit;

	tex->at++;
	if (!tex->depth) {
		trace_fired(tex->trace, RULE_TEX_COMMAND);
		return;
	}
	bit = UINT64_C(1) << --tex->depth;
	if (tex->kept & bit)
		buf_add_char(tex->out, '}');
	else if (tex->scripts & bit)
		buf_add_char(tex->out, MARK_END);
}

/* A tie stands between two words; another "~" means "about". */
static void take_tie(struct tex *tex)
{
	char before = tex->at ? tex->in.at[tex->at - 1] : ' ';
	char next = tex_byte(tex->in, ++tex->at);
	bool tie = next && !strchr(" \n~(", before) && !strchr(" \n~", next);

	buf_add_char(tex->out, tie ? ' ' : '~');
	if (tie)
		trace_fired(tex->trace, RULE_TEX_CHARACTER);
}

/* "--" and "---" to dashes; a single one stays. */
static void take_hyphens(struct tex *tex)
{
	size_t count = 1;

	while (count < 3 && tex_byte(tex->in, tex->at + count) == '-')
		count++;
	buf_add_text(tex->out, count == 3 ? "—" : count == 2 ? "–" : "-");
	tex->at += count;
	if (count > 1)
		trace_fired(tex->trace, RULE_TEX_CHARACTER);
}

/* A formula, where one stands. */
static bool take_formula(struct tex *tex)
{
	struct tex_formula formula = tex_formula_at(tex->in, tex->at,
						    !tex->reading.commands);
	size_t at = tex->at;

	if (!formula.len || (at && at == tex->dollar))
		return false;
	tex->at += formula.len;
	if (tex->title && tex_add_simple(formula.body, tex->out)) {
		trace_fired(tex->trace, RULE_TEX_SYMBOL);
		return true;
	}
	if (formula.plain) {
		buf_add_span(tex->out, span_slice(tex->in, at, tex->at));
		return true;
	}
	buf_add_char(tex->out, '$');
	buf_add_span(tex->out, formula.body);
	buf_add_char(tex->out, '$');
	trace_fired(tex->trace, RULE_FORMULA_TEX);
	return true;
}

static void take(struct tex *tex)
{
	char c = tex->in.at[tex->at];

	if ((c == '$' || c == '\\') && take_formula(tex))
		return;
	if (c == '\\' && keep_dollar(tex))
		return;
	if (!tex->reading.commands || c == '$') {
		buf_add_char(tex->out, c);
		tex->at++;
		tex->dollar = c == '$' ? tex->at : tex->dollar;
	} else if (c == '\\') {
		take_command(tex);
	} else if (c == '{') {
		open_brace(tex);
	} else if (c == '}') {
		close_brace(tex);
	} else if (c == '-') {
		take_hyphens(tex);
	} else {
		take_tie(tex);
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
		return tex_accent(tex->in, at, tex->reading, &command, &base) >
		       0;
	return !in_formula && command.kind != TEX_UNKNOWN && !command.weak;
}

/* What a text's signs say: whether a known command is present, in titles also
 * one inside a formula; *ret_formula: a formula that is to be rewritten. */
static bool has_command(const struct tex *tex, bool *ret_formula)
{
	struct tex_formula formula;
	size_t formula_end = 0;

	for (size_t at = 0; at < tex->in.len; at++) {
		bool inside = at < formula_end;
		char c = tex->in.at[at];

		if (c != '$' && c != '\\')
			continue;
		if (c == '\\' && tex_byte(tex->in, at + 1) == '$') {
			at++; /* an escaped dollar begins nothing */
			continue;
		}
		if (!inside &&
		    (formula = tex_formula_at(tex->in, at, true)).len) {
			formula_end = at + formula.len;
			*ret_formula |= !formula.plain || tex->title;
			inside = true;
		}
		if (c == '\\' && (!inside || tex->title) &&
		    is_proof(tex, at, inside))
			return true;
	}
	return false;
}

/* What take() deals with. */
static const bool specials[256] = {
	['$'] = true, ['\\'] = true, ['{'] = true,
	['}'] = true, ['~'] = true,  ['-'] = true,
};

/* The index of the next of them, of hyphens the first of several; or the end.
 */
static size_t next_special(struct span text, size_t at)
{
	while (at < text.len &&
	       (!specials[(unsigned char)text.at[at]] ||
		(text.at[at] == '-' && tex_byte(text, at + 1) != '-')))
		at++;
	return at;
}

/* Ends the scripts that no brace has ended. */
static void end_scripts(struct tex *tex)
{
	while (tex->depth--)
		if (tex->scripts & ~tex->kept & UINT64_C(1) << tex->depth)
			buf_add_char(tex->out, MARK_END);
}

bool tex_plain(struct span in, bool declared, bool title, struct buf *out,
	       struct trace *trace)
{
	struct tex tex = { .in = in,
			   .out = out,
			   .title = title,
			   .reading = { declared, declared },
			   .trace = trace };
	bool formulas = false;

	if (!declared && !span_has(in, '\\') && !span_has(in, '$'))
		return false;
	tex.reading.commands = declared || has_command(&tex, &formulas);
	if (!tex.reading.commands && !formulas)
		return false;
	tex.dollars = has_dollar(in);
	while (tex.at < in.len) {
		size_t from = tex.at;

		tex.at = next_special(in, from);
		buf_add_span(out, span_slice(in, from, tex.at));
		if (tex.at < in.len)
			take(&tex);
	}
	end_scripts(&tex);
	return true;
}
