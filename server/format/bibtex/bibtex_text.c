/* SPDX-License-Identifier: MIT */
#include "bibtex.h"

/* ---- signs that TeX would take for something else ---- */

struct text {
	struct span in;
	size_t at;
	unsigned flags;
	bool balanced; /* its braces are, and stand in no formula */
	bool capitals; /* the whole has no small letter */
	size_t dollar; /* the index after the last that begins nothing */
	struct buf *out;
};

static const char *escape_of(char c, bool balanced)
{
	switch (c) {
	case '\\':
		return "\\textbackslash{}";
	case '~':
		return "\\textasciitilde{}";
	case '^':
		return "\\textasciicircum{}";
	case '{':
		return balanced ? "\\{" : "\\textbraceleft{}";
	case '}':
		return balanced ? "\\}" : "\\textbraceright{}";
	default:
		return NULL;
	}
}

static void add_ascii(const struct text *text, char c)
{
	const char *escape = escape_of(c, text->balanced);

	if (escape) {
		buf_add_text(text->out, escape);
		return;
	}
	if (strchr("#$%&_", c))
		buf_add_char(text->out, '\\');
	/* a blank line is a paragraph to TeX, one break is none */
	if (c == '\n')
		buf_add_char(text->out, '\n');
	buf_add_char(text->out, c);
}

/* Adds what stands up to index `to`. */
static void add_to(struct text *text, size_t to)
{
	while (text->at < to) {
		struct span rest = span_slice(text->in, text->at, to);
		uint32_t code;
		size_t len = utf8_decode(rest, &code);

		if (len < 2)
			add_ascii(text, rest.at[0]);
		else if (!(text->flags & BIBTEX_ASCII) ||
			 !bibtex_command(code, text->out))
			buf_add(text->out, rest.at, len);
		text->at += len ? len : 1;
	}
}

/* ---- formulas ---- */

/* The formula at the current index; false: there is none. */
static bool take_formula(struct text *text)
{
	bool title = text->flags & BIBTEX_TITLE;
	size_t len = 0;

	if (!text->at || text->dollar != text->at)
		len = bibtex_formula(text->in, text->at);
	if (!len && text->in.at[text->at] == '$')
		text->dollar = text->at + 1;
	if (!len)
		return false;
	if (title)
		buf_add_char(text->out, '{');
	bibtex_add_formula(span_slice(text->in, text->at, text->at + len),
			   text->out);
	if (title)
		buf_add_char(text->out, '}');
	text->at += len;
	return true;
}

/* A dollar that is escaped already. */
static bool take_dollar(struct text *text)
{
	struct span rest = span_slice(text->in, text->at, text->in.len);

	if (rest.len < 2 || rest.at[0] != '\\' || rest.at[1] != '$')
		return false;
	buf_add(text->out, rest.at, 2);
	text->at += 2;
	return true;
}

/* ---- words of titles ---- */

/* What a word is made of. */
struct word {
	size_t end;
	size_t letters; /* and digits */
	bool first_upper, more_upper, digit;
};

/* Does this stand within a word when there is a letter on either side? */
static bool is_joint(uint32_t code)
{
	return code == 0x2019 ||
	       (code && code < 0x80 && strchr(".'&_^", (int)code));
}

static void note_letter(struct word *word, uint32_t code)
{
	bool upper = bibtex_is_upper(code);

	if (!word->letters++)
		word->first_upper = upper;
	else
		word->more_upper = word->more_upper || upper;
	word->digit = word->digit || (code < 0x80 && ascii_is_digit((int)code));
}

/* The word at an index; one without letters ends where it begins. */
static struct word word_at(struct span text, size_t at)
{
	struct word ret = { .end = at };

	while (at < text.len) {
		uint32_t code;
		size_t len = utf8_decode(span_slice(text, at, text.len), &code);

		if (!len)
			break;
		at += len;
		if (bibtex_is_word(code)) {
			note_letter(&ret, code);
			ret.end = at;
		} else if (!is_joint(code) || ret.end != at - len) {
			break;
		}
	}
	return ret;
}

/* At the beginning and after a colon styles keep a capital. */
static bool is_begin(struct span text, size_t at)
{
	return !at ||
	       (at > 1 && text.at[at - 1] == ' ' && text.at[at - 2] == ':');
}

static bool is_protected(const struct text *text, const struct word *word)
{
	if (text->capitals)
		return false;
	if (word->more_upper || (word->first_upper && word->digit))
		return true;
	return word->first_upper && word->letters == 1 &&
	       !is_begin(text->in, text->at);
}

static void take_word(struct text *text)
{
	struct word word = word_at(text->in, text->at);
	bool braces = is_protected(text, &word);

	if (braces)
		buf_add_char(text->out, '{');
	add_to(text, word.end);
	if (braces)
		buf_add_char(text->out, '}');
}

/* Three words and more without a small letter say nothing by their capitals.
 */
static bool is_all_capitals(struct span text)
{
	size_t words = 1;

	for (size_t at = 0; at < text.len;) {
		size_t formula = bibtex_formula(text, at);
		uint32_t code = 0;
		size_t len = utf8_decode(span_slice(text, at, text.len), &code);

		if (!formula && (!len || bibtex_is_lower(code)))
			return false;
		words += code == ' ';
		at += formula ? formula : len;
	}
	return words > 2;
}

/* ---- the whole ---- */

/* The braces of formulas are dealt with by themselves. */
static bool may_hold_formula(struct span text)
{
	static const char begin[] = "\\begin{";

	return span_has(text, '$') ||
	       (text.len &&
		memmem(text.at, text.len, begin, sizeof(begin) - 1));
}

/* The index after the character at `at`. */
static size_t next_character(struct span text, size_t at)
{
	uint32_t code;
	size_t len = utf8_decode(span_slice(text, at, text.len), &code);

	return at + (len ? len : 1);
}

void bibtex_text(struct span in, unsigned flags, struct buf *out)
{
	struct text text = {
		.in = in,
		.flags = flags,
		.balanced = bibtex_is_balanced(in) && !may_hold_formula(in),
		.capitals = is_all_capitals(in),
		.out = out,
	};

	while (text.at < in.len) {
		size_t from = text.at;

		if (take_dollar(&text) || take_formula(&text))
			continue;
		if (flags & BIBTEX_TITLE)
			take_word(&text);
		if (text.at == from)
			add_to(&text, next_character(in, from));
	}
}

bool bibtex_as_is(struct span text, struct buf *out)
{
	if (!bibtex_is_balanced(text))
		return false;
	buf_add_span(out, text);
	return true;
}
