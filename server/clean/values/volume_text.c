/* SPDX-License-Identifier: MIT */
/* The characters of a volume or issue: one dash, one blank, no year behind. */
#include "volume.h"

#include "numeral.h"
#include "paperd/clean.h"
#include "paperd/scoped.h"

/* Longest raw value looked at; the rest of it is markup or prose. */
#define RAW_MAX (16 * VOLUME_TEXT_MAX)

void volume_put(struct volume_text *text, struct span part)
{
	if (part.len)
		memmove(text->at, part.at, part.len);
	text->len = part.len;
}

/* True when the full stop at the end belongs to an abbreviation of several
 * ("ed.esp.", "ed. esp."); numbers are none. */
static bool is_abbreviation(struct span text)
{
	bool inner = false;

	if (text.at[text.len - 1] != '.' || text.len < 3 ||
	    text.at[text.len - 2] == '.')
		return false;
	for (size_t i = text.len - 2; i > 0; i--) {
		if (ascii_is_digit(text.at[i]))
			break;
		inner |= text.at[i] == '.' && ascii_is_alpha(text.at[i - 1]);
	}
	return inner;
}

struct span volume_trim(struct span text)
{
	while (text.len && strchr(" .,/:;", text.at[0]))
		text = span_slice(text, 1, text.len);
	while (text.len && strchr(" .,/:;", text.at[text.len - 1]) &&
	       !is_abbreviation(text))
		text.len--;
	return text;
}

static bool ends_in_digit(const struct volume_text *text)
{
	return text->len && ascii_is_digit(text->at[text->len - 1]);
}

static size_t blank_run(struct span text, size_t from)
{
	size_t at = from;

	while (at < text.len && text.at[at] == ' ')
		at++;
	return at - from;
}

/* The length of a dash or slash at the front of text with the blanks around
 * it, when a digit follows; else 0.  U+FFFD is a dash that was lost. */
static size_t dash_length(struct span text)
{
	size_t at = blank_run(text, 0);
	uint32_t code;
	size_t step = utf8_decode(span_slice(text, at, text.len), &code);

	if (!step ||
	    (code != '-' && code != '/' && code != 0x2212 && code != 0xFF0F &&
	     code != 0xFFFD && (code < 0x2010 || code > 0x2015)))
		return 0;
	at += step;
	at += blank_run(text, at);
	return at < text.len && ascii_is_digit(text.at[at]) ? at : 0;
}

/* The length of "/2018" or "'2018" at the front of text, else 0. */
static size_t year_length(struct span text)
{
	static const char *const marks[] = { "/", "'", "’" };

	for (size_t i = 0; i < ARRAY_COUNT(marks); i++) {
		size_t len = strlen(marks[i]);

		if (!span_starts_nocase(text, marks[i]) || text.len < len + 4 ||
		    !numeral_is_year(span_slice(text, len, len + 4)))
			continue;
		if (text.len == len + 4 || !ascii_is_alnum(text.at[len + 4]))
			return len + 4;
	}
	return 0;
}

/* True when the text so far ends in a year: then "/2018" is the second of
 * two. */
static bool ends_in_year(const struct volume_text *text)
{
	return text->len >= 4 &&
	       numeral_is_year((struct span){ text->at + text->len - 4, 4 });
}

/* Appends what stands for the front of rest after a digit, and returns how
 * much of rest that was; 0 when nothing special stands there. */
static size_t join_numbers(struct volume_text *out, struct span rest,
			   struct trace *trace)
{
	size_t len = ends_in_year(out) ? 0 : year_length(rest);

	if (len) {
		trace_fired(trace, RULE_VOLUME_YEAR);
		return len;
	}
	len = dash_length(rest);
	if (len)
		out->at[out->len++] = '-';
	return len;
}

static void add(struct volume_text *out, const char *bytes, size_t len)
{
	memcpy(out->at + out->len, bytes, len);
	out->len += len;
}

/* The ASCII form of a full-width sign at the front of text; 0 for others. */
static char narrow(struct span text)
{
	static const struct {
		const char *wide;
		char narrow;
	} signs[] = { { "（", '(' },
		      { "）", ')' },
		      { "：", ':' },
		      { "，", ',' },
		      { "．", '.' } };

	for (size_t i = 0; i < ARRAY_COUNT(signs); i++)
		if (span_starts_nocase(text, signs[i].wide))
			return signs[i].narrow;
	return '\0';
}

/* Copies raw with plain signs: full-width ones as ASCII, an underscore (also
 * one that TeX escapes) as a blank. */
static void plain_signs(struct span raw, struct buf *out)
{
	for (size_t at = 0; at < raw.len;) {
		struct span rest = span_slice(raw, at, raw.len);
		char sign = narrow(rest);

		if (span_starts_nocase(rest, "\\_"))
			at++;
		if (sign)
			buf_add_char(out, sign);
		else
			buf_add_char(out, raw.at[at] == '_' ? ' ' : raw.at[at]);
		at += sign ? strlen("（") : 1;
	}
}

/* Copies text, with a blank for each sign that could be read as markup or TeX:
 * what of that is left after cleaning says nothing here. */
static void copy_inert(struct span text, struct volume_text *out)
{
	out->len = 0;
	for (size_t at = 0; at < text.len; at++) {
		char last = out->len ? out->at[out->len - 1] : ' ';

		if (!text.at[at] || !strchr(" <>{}$\\", text.at[at]))
			add(out, text.at + at, 1);
		else if (last != ' ')
			add(out, " ", 1);
	}
}

/* Copies the front of rest and returns how much of it that was.  After an n a
 * lost character was the degree sign of "n°". */
static size_t copy(struct volume_text *out, struct span rest)
{
	char last = out->len ? out->at[out->len - 1] : ' ';

	if (ascii_lower(last) == 'n' && span_starts_nocase(rest, "\uFFFD")) {
		add(out, "°", strlen("°"));
		return strlen("\uFFFD");
	}
	add(out, rest.at, 1);
	return 1;
}

/* Copies text with one kind of dash between numbers and no year behind; no step
 * makes it longer. */
static void normalise(struct span text, struct volume_text *out,
		      struct trace *trace)
{
	out->len = 0;
	for (size_t at = 0; at < text.len;) {
		struct span rest = span_slice(text, at, text.len);
		size_t used = ends_in_digit(out)
				      ? join_numbers(out, rest, trace)
				      : 0;

		if (!used)
			used = copy(out, rest);
		at += used;
	}
}

static bool is_nothing(struct span text)
{
	return !text.len || clean_is_placeholder(text);
}

/* The text of a value, cleaned as all text is.  False for none. */
static bool clean_text(struct span raw, struct buf *out, struct trace *trace)
{
	SCOPED(buf_release) struct buf plain = buf_init(raw.len + 1);

	plain_signs(raw, &plain);
	return !plain.failed && clean_plain(buf_span(&plain), out, trace) &&
	       !out->failed;
}

void volume_load(struct volume_text *out, struct span raw, struct trace *trace)
{
	SCOPED(buf_release) struct buf clean = buf_init(VOLUME_TEXT_MAX - 1);
	struct volume_text inert;

	out->len = 0;
	raw = span_trim(raw);
	if (raw.len < VOLUME_TEXT_MAX && numeral_is_digits(raw)) {
		volume_put(out, raw); /* nearly every one */
		return;
	}
	if (is_nothing(raw)) {
		if (raw.len)
			trace_fired(trace, RULE_PLACEHOLDER_NULL);
		return;
	}
	if (raw.len > RAW_MAX) {
		trace_fired(trace, RULE_VOLUME_NULL);
		return;
	}
	if (!clean_text(raw, &clean, trace))
		return;
	copy_inert(buf_span(&clean), &inert);
	normalise(volume_span(&inert), out, trace);
	volume_put(out, volume_trim(volume_span(out)));
	if (out->len != clean.len ||
	    memcmp(out->at, buf_text(&clean), clean.len) != 0)
		trace_fired(trace, RULE_VOLUME_FORM);
}
