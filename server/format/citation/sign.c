/* SPDX-License-Identifier: MIT */
/*
 * Signs, terms and values: what stands between the parts of a citation.
 */
#include "citation.h"

#include "paperd/scoped.h"

#define CLOSE  "\xE2\x80\x9D" /* U+201D */
#define SINGLE "\xE2\x80\x99" /* U+2019 */

static bool ends_in(struct span text, const char *end)
{
	size_t len = strlen(end);

	return text.len >= len &&
	       memcmp(text.at + text.len - len, end, len) == 0;
}

static struct span without(struct span text, const char *end)
{
	return ends_in(text, end) ? span_slice(text, 0, text.len - strlen(end))
				  : text;
}

/* True when a sentence ends here: a period would be one too many. */
static bool ends_sentence(struct span text)
{
	static const char *const ends[] = {
		".",
		"?",
		"!",
		"\xE2\x80\xA6", /* ellipsis */
		"\xE3\x80\x82",
		"\xEF\xBC\x9F",
		"\xEF\xBC\x81", /* of CJK */
	};

	for (size_t i = 0; i < ARRAY_COUNT(ends); i++)
		if (ends_in(text, ends[i]))
			return true;
	return false;
}

/* A closing mark of quotation at the end is looked through; a single one, which
 * may be an apostrophe, only within a double one or where the style has it. */
static struct span before_marks(const struct citation *citation,
				struct span text)
{
	bool british = citation->style->british;
	struct span inner = without(text,
				    british ? SINGLE : citation->locale->close);

	if (inner.len == text.len || british)
		return inner;
	text = without(inner, SINGLE);
	return text.len < inner.len ? text : without(inner, "'");
}

/* True where the sign stands already or another one stands for it. */
static bool is_said(const struct citation *citation, struct span text,
		    char sign)
{
	struct span inner = before_marks(citation, text);

	if (sign == '.')
		return ends_sentence(text) || ends_sentence(inner);
	return text.at[text.len - 1] == sign ||
	       (inner.len && inner.at[inner.len - 1] == sign);
}

/* A period takes the place of what parts less. */
static void put_stop(struct citation *citation, char sign)
{
	struct buf *out = citation->out;

	while (sign == '.' && out->len > citation->start + 1 &&
	       strchr(" ,;:", out->data[out->len - 1]))
		buf_cut(out, out->len - 1);
	if (sign != '.' || !ends_sentence(buf_span(out)))
		buf_add_char(out, sign);
}

static void put_inside(struct citation *citation, struct span text, char sign)
{
	struct buf *out = citation->out;
	size_t inner = before_marks(citation, text).len,
	       marks = text.len - inner;
	char kept[8];

	memcpy(kept, text.at + inner, marks);
	buf_cut(out, out->len - marks);
	put_stop(citation, sign);
	buf_add(out, kept, marks);
}

void citation_sign(struct citation *citation, char sign)
{
	struct span text = buf_span(citation->out);
	bool inside = citation->locale->inside && !citation->style->british;

	text = span_slice(text, citation->start, text.len);
	if (!strchr(" .,;:", sign))
		buf_add_char(citation->out, sign);
	else if (!text.len || is_said(citation, text, sign))
		return;
	else if (inside && strchr(".,", sign) && ends_in(text, CLOSE))
		put_inside(citation, text, sign);
	else
		put_stop(citation, sign);
}

/* ---- terms ---- */

/* A small letter at the front, of ASCII or Latin-1, is made a capital. */
static void put_capital(const char *text, struct buf *out)
{
	struct span rest = span_of(text);
	uint32_t code;
	size_t len = utf8_decode(rest, &code);

	if (code < 0x80 ? ascii_is_lower((int)code)
			: code >= 0xE0 && code <= 0xFE && code != 0xF7)
		code -= 0x20;
	buf_add_code(out, code);
	buf_add_span(out, span_slice(rest, len, rest.len));
}

static void put_term(struct citation *citation, struct span name)
{
	struct term term = term_of(citation->locale, name);
	const char *text = citation->plural && term.many ? term.many : term.one;

	if (!text)
		return;
	if (ascii_is_upper(name.at[0]))
		put_capital(text, citation->out);
	else
		buf_add_text(citation->out, text);
}

void citation_text(struct citation *citation, const char *text)
{
	struct span rest = span_of(text), name;

	while (rest.len) {
		if (rest.at[0] != '{') {
			citation_sign(citation, rest.at[0]);
			rest = span_slice(rest, 1, rest.len);
			continue;
		}
		rest = span_slice(rest, 1, rest.len);
		span_next(&rest, '}', &name);
		put_term(citation, name);
	}
}

/* ---- values ---- */

static void put_byte(struct citation *citation, char byte)
{
	bool blank = (unsigned char)byte <= ' ' || byte == 0x7F;

	if (blank)
		citation_sign(citation, ' ');
	else
		buf_add_char(citation->out, byte);
}

void citation_value(struct citation *citation, struct span value)
{
	value = span_trim(value);
	for (size_t i = 0; i < value.len; i++)
		put_byte(citation, value.at[i]);
}

/* Double marks within double ones are single. */
static size_t put_flipped(struct citation *citation, struct span rest)
{
	static const struct {
		const char *from, *to;
	} marks[] = {
		{ "\xE2\x80\x9C", "\xE2\x80\x98" },
		{ CLOSE, SINGLE },
		{ "\"", "'" },
	};

	for (size_t i = 0; i < ARRAY_COUNT(marks); i++) {
		size_t len = strlen(marks[i].from);

		if (rest.len < len || memcmp(rest.at, marks[i].from, len) != 0)
			continue;
		buf_add_text(citation->out, marks[i].to);
		return len;
	}
	put_byte(citation, rest.at[0]);
	return 1;
}

void citation_quoted(struct citation *citation, struct span title)
{
	const struct citation_locale *locale = citation->locale;
	struct span rest = span_trim(title);

	if (citation->style->british) {
		buf_add_text(citation->out, "\xE2\x80\x98");
		citation_value(citation, title);
		buf_add_text(citation->out, SINGLE);
		return;
	}
	buf_add_text(citation->out, locale->open);
	while (rest.len)
		rest = span_slice(rest, put_flipped(citation, rest), rest.len);
	buf_add_text(citation->out, locale->close);
}
