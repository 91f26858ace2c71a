/* SPDX-License-Identifier: MIT */
/*
 * What is odd about a clean text.  Nothing here changes it, so a doubt is
 * noted only where most texts that show it are indeed damaged: each test asks
 * for more than one sign, or for one that no sound text has.
 */
#include "text_stages.h"

#include "paperd/scoped.h"

/* An abstract shorter than this, in characters, is hardly one. */
#define SHORT_MAX 30

/* Some sources cut abstracts at 2,048 bytes, less a mark. */
#define CUT_MIN 2046
#define CUT_MAX 2050

/* From this length on, in bytes, a text that breaks off was cut; a shorter one
 * may be a list of keywords or a line of verse. */
#define LONG_MIN 200

/* Capitals that make a title one "in capitals", and words. */
#define CAPITALS_MIN      10
#define CAPITAL_WORDS_MIN 3

/* Digits of a telephone number that can be called from abroad. */
#define TELEPHONE_MIN 10

static bool is_private(uint32_t code)
{
	return (code >= 0xE000 && code <= 0xF8FF) || code >= 0xF0000;
}

/* Characters that say nothing by themselves. */
static void note_characters(struct span text, struct trace *trace)
{
	for (size_t at = ascii_length(text); at < text.len;
	     at += ascii_length(span_slice(text, at, text.len))) {
		uint32_t code = 0;

		at += utf8_decode(span_slice(text, at, text.len), &code);
		trace_counted(trace, RULE_SUSPECT_FFFD, code == 0xFFFD);
		trace_counted(trace, RULE_SUSPECT_PUA, is_private(code));
	}
}

/* In capitals throughout?  Most texts answer with their second letter. */
static bool is_all_caps(struct span text)
{
	size_t capitals = 0, words = 1;

	for (size_t at = 0; at < text.len;) {
		uint32_t code = 0;

		at += utf8_decode(span_slice(text, at, text.len), &code);
		if (code_is_letter(code) && !code_is_upper(code))
			return false;
		capitals += code_is_letter(code);
		words += code == ' ';
	}
	return capitals >= CAPITALS_MIN && words >= CAPITAL_WORDS_MIN;
}

/* Fewer characters than an abstract has? */
static bool is_short(struct span text)
{
	size_t characters = 0;

	for (size_t i = 0; i < text.len && characters < SHORT_MAX; i++)
		characters += ((unsigned char)text.at[i] & 0xC0) != 0x80;
	return characters < SHORT_MAX;
}

/* Does a title end in the sign of a footnote? */
static bool ends_in_footnote(struct span text)
{
	uint32_t last = code_before(text, text.len);

	if (last == 0x2020 || last == 0x2021)
		return true;
	return last == '*' && text.len > 1 &&
	       (ascii_is_lower(text.at[text.len - 2]) ||
		text.at[text.len - 2] == ' ');
}

/* Digits of a telephone number: so many, with no more than blanks,
 * hyphens, parentheses, plus signs and stops between them. */
static bool has_telephone(struct span text)
{
	size_t digits = 0;

	for (size_t at = 0; at < text.len; at++)
		digits += ascii_is_digit(text.at[at]);
	if (digits < TELEPHONE_MIN)
		return false;
	digits = 0;
	for (size_t at = 0; at < text.len; at++) {
		if (ascii_is_digit(text.at[at]))
			digits++;
		else if (!strchr(" -+()", text.at[at]))
			digits = 0;
		if (digits >= TELEPHONE_MIN)
			return true;
	}
	return false;
}

static bool contains_word(struct span text, const char *word)
{
	for (size_t at = 0; at + strlen(word) <= text.len; at++)
		if (span_starts_nocase(span_slice(text, at, text.len), word))
			return true;
	return false;
}

/* Advertising: words that sell beside a number to call. */
static bool is_spam(struct span text)
{
	static const char *const calls[] = {
		"call",      "customer", "support",      "helpline", "whatsapp",
		"toll free", "buy",      "phone number", "contact",
	};

	if (!has_telephone(text))
		return false;
	for (size_t i = 0; i < ARRAY_COUNT(calls); i++)
		if (contains_word(text, calls[i]))
			return true;
	return false;
}

/* Does a text end as a sentence does? */
static bool ends_sentence(struct span text)
{
	uint32_t last = code_before(text, text.len);

	return (last < 0x80 && !ascii_is_alnum((int)last) && last != ',' &&
		last != '-' && last != '(') ||
	       last == 0x201D || last == 0x2019 || last == 0x3002 ||
	       last == 0x2026 || last == 0xBB || last == 0xFF09;
}

/* Words that no sentence ends with. */
static bool is_open_word(struct span word)
{
	static const char *const words[] = {
		"a",    "an",  "and", "are", "as", "at",   "by",   "for",
		"in",   "is",  "its", "of",  "on", "or",   "our",  "than",
		"that", "the", "to",  "was", "we", "were", "with",
	};

	for (size_t i = 0; i < ARRAY_COUNT(words); i++)
		if (span_is(word, words[i]))
			return true;
	return false;
}

/* Does a text stop in the middle of a sentence? */
static bool breaks_off(struct span text)
{
	char last = text.at[text.len - 1];

	return last == ',' || last == '(' ||
	       (text.len > 3 && !memcmp(text.at + text.len - 3, "...", 3)) ||
	       code_before(text, text.len) == 0x2026 ||
	       is_open_word(suspect_word_before(text, text.len));
}

static bool is_cut(struct span text)
{
	if (text.len >= CUT_MIN && text.len <= CUT_MAX && !ends_sentence(text))
		return true;
	return text.len > LONG_MIN && breaks_off(text);
}

static void note_title(struct span text, struct trace *trace)
{
	if (ends_in_footnote(text))
		trace_fired(trace, RULE_SUSPECT_FOOTNOTE);
	if (is_spam(text))
		trace_fired(trace, RULE_SUSPECT_SPAM);
}

static void note_abstract(struct span text, struct trace *trace)
{
	if (is_short(text))
		trace_fired(trace, RULE_SUSPECT_SHORT);
	if (is_cut(text))
		trace_fired(trace, RULE_SUSPECT_TRUNCATED);
}

void suspect_note(struct span text, enum suspect kind, struct trace *trace)
{
	if (!text.len)
		return;
	note_characters(text, trace);
	if (kind == SUSPECT_PLAIN)
		return;
	if (suspect_weld(text, kind == SUSPECT_AFFILIATION))
		trace_fired(trace, RULE_SUSPECT_WELD);
	if (kind == SUSPECT_AFFILIATION)
		return;
	if (is_all_caps(text))
		trace_fired(trace, RULE_SUSPECT_CAPS);
	if (suspect_lost_letters(text))
		trace_fired(trace, RULE_SUSPECT_QUESTION);
	if (suspect_gap(text))
		trace_fired(trace, RULE_SUSPECT_LOST);
	if (kind == SUSPECT_TITLE)
		note_title(text, trace);
	else
		note_abstract(text, trace);
}
