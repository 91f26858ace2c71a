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

/* Letters before and after a capital that are words, welded. */
#define WELD_MIN 5

/* Farthest look for the ends of a word, in bytes. */
#define WORD_MAX 64

/* What one pass over a text counts. */
struct census {
	size_t characters;
	size_t upper;
	size_t lower;
	size_t words;
	size_t replaced; /* U+FFFD */
	size_t private;
};

static bool is_private(uint32_t code)
{
	return (code >= 0xE000 && code <= 0xF8FF) || code >= 0xF0000;
}

static void count_wide(struct census *census, uint32_t code)
{
	census->upper += code_is_upper(code);
	census->lower += code_is_letter(code) && !code_is_upper(code);
	census->replaced += code == 0xFFFD;
	census->private += is_private(code);
}

static struct census take_census(struct span text)
{
	struct census census = { 0 };

	for (size_t at = 0; at < text.len;) {
		unsigned char byte = (unsigned char)text.at[at];
		uint32_t code = 0;

		census.characters++;
		if (byte >= 0x80) {
			at += utf8_decode(span_slice(text, at, text.len),
					  &code);
			count_wide(&census, code);
			continue;
		}
		census.upper += ascii_is_upper(byte);
		census.lower += ascii_is_lower(byte);
		census.words += byte == ' ';
		at++;
	}
	census.words++;
	return census;
}

static bool is_all_caps(const struct census *census)
{
	return !census->lower && census->upper >= CAPITALS_MIN &&
	       census->words >= CAPITAL_WORDS_MIN;
}

/* The index after the word at index at, and that of its beginning. */
static struct span word_around(struct span text, size_t at)
{
	size_t start = at, end = at;

	while (start && text.at[start - 1] != ' ' && at - start < WORD_MAX)
		start--;
	while (end < text.len && text.at[end] != ' ' && end - at < WORD_MAX)
		end++;
	return span_slice(text, start, end);
}

/* Is the word at index at an address, or part of a program? */
static bool is_code(struct span text, size_t at)
{
	struct span word = word_around(text, at);

	for (size_t i = 0; i < word.len; i++)
		if (strchr("/=&@_$\\", word.at[i]))
			return true;
	return false;
}

/* Does a question mark stand where letters were lost: three in a row before
 * the rest of a sentence, or one before a small letter? */
static bool is_lost_letter(struct span text, size_t at)
{
	char last = at ? text.at[at - 1] : ' ';
	size_t end = at;
	bool blank;

	while (end < text.len && text.at[end] == '?')
		end++;
	blank = end < text.len && text.at[end] == ' ';
	if (end + 1 >= text.len || !ascii_is_lower(text.at[end + blank]))
		return false;
	if (end - at >= 3)
		return true;
	return !blank && end - at == 1 &&
	       (last == ' ' || ascii_is_lower(last)) && !is_code(text, at);
}

static bool has_lost_letters(struct span text)
{
	const char *sign = text.at;
	const char *end = text.at + text.len;

	while ((sign = memchr(sign, '?', (size_t)(end - sign)))) {
		if (is_lost_letter(text, (size_t)(sign - text.at)))
			return true;
		while (sign < end && *sign == '?')
			sign++;
	}
	return false;
}

/* Words that are no part of a name in capitals within (SketchDream). */
static bool is_function_word(struct span word)
{
	static const char *const words[] = {
		"and",  "between", "during", "for",     "from",  "into",
		"that", "the",     "these",  "through", "under", "using",
		"via",  "which",   "with",   "without",
	};

	for (size_t i = 0; i < ARRAY_COUNT(words); i++)
		if (span_is_nocase(word, words[i]))
			return true;
	return false;
}

/*
 * Is the capital at index at, with a small letter before it, welded to what
 * is no part of its word: a word that begins small ("mediaSwedish"), a
 * function word ("UsingCyp1a2"), or, where there are no names of programs,
 * any ("WoosterWooster")?
 */
static bool is_weld(struct span text, size_t at, bool any)
{
	size_t before = 0, after = 0;
	bool small;

	while (before < at && ascii_is_lower(text.at[at - 1 - before]))
		before++;
	while (at + 1 + after < text.len &&
	       ascii_is_lower(text.at[at + 1 + after]))
		after++;
	small = before == at || text.at[at - 1 - before] == ' ';
	if (before >= WELD_MIN && after >= WELD_MIN && (small || any))
		return !is_code(text, at);
	before += !small &&
		  ascii_is_upper((unsigned char)text.at[at - 1 - before]);
	return after >= 2 && before >= 3 &&
	       (before == at || text.at[at - 1 - before] == ' ') &&
	       is_function_word(span_slice(text, at - before, at)) &&
	       !is_code(text, at);
}

static bool has_weld(struct span text, bool any)
{
	for (size_t at = 1; at + 1 < text.len; at++)
		if (ascii_is_upper((unsigned char)text.at[at]) &&
		    ascii_is_lower(text.at[at - 1]) && is_weld(text, at, any))
			return true;
	return false;
}

/* A word that wants another before or after it. */
static bool is_article(struct span word)
{
	return span_is_nocase(word, "the") || span_is_nocase(word, "of");
}

/* The word that ends at index end. */
static struct span word_before(struct span text, size_t end)
{
	size_t at = end;

	while (at && end - at < 8 &&
	       ascii_is_alpha((unsigned char)text.at[at - 1]))
		at--;
	return span_slice(text, at, end);
}

/* Does something seem to be missing at the blank at index at: "of , and",
 * "the .", "of -tocopherol"? */
static bool is_gap(struct span text, size_t at)
{
	char sign = text.at[at + 1];
	char next = at + 2 < text.len ? text.at[at + 2] : ' ';

	if (sign == '-' ? !ascii_is_lower(next)
			: (sign != ',' && sign != '.') || next != ' ')
		return false;
	return is_article(word_before(text, at));
}

static bool has_gap(struct span text)
{
	const char *blank = text.at;
	const char *end = text.at + text.len;

	while ((blank = memchr(blank, ' ', (size_t)(end - blank)))) {
		size_t at = (size_t)(blank++ - text.at);

		if (at + 1 < text.len && is_gap(text, at))
			return true;
	}
	return memmem(text.at, text.len, "( )", 3) ||
	       memmem(text.at, text.len, "( , )", 5);
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

/* Digits of a telephone number: ten or more, with no more than blanks,
 * hyphens, parentheses, plus signs and stops between them. */
static bool has_telephone(struct span text)
{
	size_t digits = 0;

	for (size_t at = 0; at < text.len; at++) {
		if (ascii_is_digit(text.at[at]))
			digits++;
		else if (!strchr(" -+()", text.at[at]))
			digits = 0;
		if (digits >= 10)
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
	       is_open_word(word_before(text, text.len));
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
	if (has_weld(text, false))
		trace_fired(trace, RULE_SUSPECT_WELD);
}

static void note_abstract(struct span text, const struct census *census,
			  struct trace *trace)
{
	if (census->characters < SHORT_MAX)
		trace_fired(trace, RULE_SUSPECT_SHORT);
	if (is_cut(text))
		trace_fired(trace, RULE_SUSPECT_TRUNCATED);
	if (has_weld(text, false))
		trace_fired(trace, RULE_SUSPECT_WELD);
}

void suspect_note(struct span text, enum suspect kind, struct trace *trace)
{
	struct census census = take_census(text);

	trace_counted(trace, RULE_SUSPECT_FFFD, census.replaced);
	trace_counted(trace, RULE_SUSPECT_PUA, census.private);
	if (kind == SUSPECT_PLAIN)
		return;
	if (kind == SUSPECT_AFFILIATION) {
		if (has_weld(text, true))
			trace_fired(trace, RULE_SUSPECT_WELD);
		return;
	}
	if (is_all_caps(&census))
		trace_fired(trace, RULE_SUSPECT_CAPS);
	if (has_lost_letters(text))
		trace_fired(trace, RULE_SUSPECT_QUESTION);
	if (has_gap(text))
		trace_fired(trace, RULE_SUSPECT_LOST);
	if (kind == SUSPECT_TITLE)
		note_title(text, trace);
	else
		note_abstract(text, &census, trace);
}
