/* SPDX-License-Identifier: MIT */
#include "date_token.h"

#include "paperd/scoped.h"

/* Longest word that can be a name, with its NUL. */
#define WORD_MAX 16

struct lexer {
	struct span text;
	size_t at;
	struct date_tokens *out;
};

static char peek(const struct lexer *lexer, size_t ahead)
{
	size_t at = lexer->at + ahead;

	return at < lexer->text.len ? lexer->text.at[at] : '\0';
}

static struct span rest_of(const struct lexer *lexer)
{
	return span_slice(lexer->text, lexer->at, lexer->text.len);
}

static bool push(struct lexer *lexer, char kind, int value)
{
	struct date_tokens *out = lexer->out;

	if (out->count == DATE_TOKENS_MAX)
		return false;
	out->at[out->count++] = (struct date_token){ kind, value };
	return true;
}

/* ---- times of day: read over ---- */

static size_t digits_ahead(const struct lexer *lexer, size_t from)
{
	size_t count = 0;

	while (ascii_is_digit(peek(lexer, from + count)))
		count++;
	return count;
}

/* "Z", "UTC", "+02:00", "-0500", with or without a blank before. */
static void skip_zone(struct lexer *lexer)
{
	static const char *const names[] = { "Z", "UTC", "GMT" };
	size_t blank = peek(lexer, 0) == ' ';
	struct span rest = span_slice(lexer->text, lexer->at + blank,
				      lexer->text.len);
	size_t from = blank + 1;
	size_t len;

	for (size_t i = 0; i < ARRAY_COUNT(names); i++) {
		if (!span_starts_nocase(rest, names[i]))
			continue;
		lexer->at += blank + strlen(names[i]);
		return;
	}
	if (!peek(lexer, blank) || !strchr("+-", peek(lexer, blank)))
		return;
	len = digits_ahead(lexer, from);
	if (len == 2 && peek(lexer, from + 2) == ':' &&
	    digits_ahead(lexer, from + 3) == 2)
		len = 5;
	else if (peek(lexer, from + len) == '-' ||
		 (len != 4 && (len != 2 || peek(lexer, blank) != '+')))
		return;
	lexer->at += from + len;
}

static void skip_time(struct lexer *lexer)
{
	char c = peek(lexer, 0);

	while (ascii_is_digit(c) || (c && strchr(":.,", c))) {
		lexer->at++;
		c = peek(lexer, 0);
	}
	skip_zone(lexer);
}

/* ---- numbers ---- */

static int number_value(const char *digits, size_t len)
{
	int value = 0;

	for (size_t i = 0; i < len; i++)
		value = value * 10 + digits[i] - '0';
	return value;
}

/* ISO 8601's basic form, YYYYMMDD.  An impossible month or day means that
 * another order was meant, nobody knows which. */
static bool push_basic(struct lexer *lexer, const char *digits)
{
	int month = number_value(digits + 4, 2);
	int day = number_value(digits + 6, 2);

	return month >= 1 && month <= 12 && day >= 1 && day <= 31 &&
	       push(lexer, DATE_YEAR, number_value(digits, 4)) &&
	       push(lexer, DATE_DASH, 0) && push(lexer, DATE_NUMBER, month) &&
	       push(lexer, DATE_DASH, 0) && push(lexer, DATE_NUMBER, day);
}

/* The ending of an ordinal ("1st", "1er", "1º") or a sign of doubt. */
static void skip_ending(struct lexer *lexer)
{
	static const char *const endings[] = {
		"st", "nd", "rd", "th", "er", "º", "ª", "°", "?", "~",
	};

	for (size_t i = 0; i < ARRAY_COUNT(endings); i++) {
		size_t len = strlen(endings[i]);

		if (!span_starts_nocase(rest_of(lexer), endings[i]) ||
		    ascii_is_alpha(peek(lexer, len)))
			continue;
		lexer->at += len;
		return;
	}
}

static bool read_number(struct lexer *lexer)
{
	const char *digits = lexer->text.at + lexer->at;
	size_t len = digits_ahead(lexer, 0);

	if (len <= 2 && peek(lexer, len) == ':' &&
	    digits_ahead(lexer, len + 1) == 2) {
		skip_time(lexer);
		return true;
	}
	lexer->at += len;
	if (len == 8)
		return push_basic(lexer, digits);
	if (len != 4 && len > 2)
		return false;
	skip_ending(lexer);
	return push(lexer, len == 4 ? DATE_YEAR : DATE_NUMBER,
		    number_value(digits, len));
}

/* ---- words ---- */

/* The letter without its accent, in lower case; 0 for any other character. */
static char letter_of(uint32_t code)
{
	/* U+00E0 to U+00FF */
	static const char latin[] = "aaaaaaaceeeeiiiidnooooo.ouuuuyty";

	if (code < 0x80)
		return ascii_is_alpha((int)code) ? ascii_lower((char)code) : 0;
	if (code >= 0xC0 && code < 0xE0)
		code += 0x20;
	return code >= 0xE0 && code <= 0xFF ? latin[code - 0xE0] : 0;
}

/* Reads letters; combining accents (NFD) are read over. */
static bool word_read(struct lexer *lexer, char word[WORD_MAX])
{
	size_t len = 0;
	uint32_t code;
	size_t step;

	while ((step = utf8_decode(rest_of(lexer), &code))) {
		char letter = letter_of(code);

		if (!letter && (code < 0x300 || code > 0x36F))
			break;
		if (letter && len + 1 == WORD_MAX)
			return false;
		if (letter)
			word[len++] = letter;
		lexer->at += step;
	}
	word[len] = '\0';
	return len > 0;
}

/* Words without a meaning of their own; days of the week. */
static bool is_filler(const struct lexer *lexer, const char *word)
{
	static const char *const fillers[] = {
		"year",   "de",        "del",      "do",       "the",
		"of",     "le",        "el",       "den",      "ca",
		"circa",  "mon",       "monday",   "tue",      "tuesday",
		"wed",    "wednesday", "thu",      "thursday", "fri",
		"friday", "sat",       "saturday", "sun",      "sunday",
	};
	size_t blank = peek(lexer, 0) == ' ';

	if (strcmp(word, "c") == 0)
		return ascii_is_digit(peek(lexer, blank)) ||
		       peek(lexer, 0) == ')';
	if (strcmp(word, "z") == 0) /* a date of XML Schema has a zone too */
		return lexer->out->count > 0;
	for (size_t i = 0; i < ARRAY_COUNT(fillers); i++)
		if (strcmp(word, fillers[i]) == 0)
			return true;
	return false;
}

/* What a word stands for: "to" a dash, "uu" and "xx" (MARC, EDTF) an unknown
 * number, or a month or season. */
static bool push_word(struct lexer *lexer, const char *word)
{
	int value = date_word(word);

	if (strcmp(word, "to") == 0)
		return push(lexer, DATE_DASH, 0);
	if (strcmp(word, "uu") == 0 || strcmp(word, "xx") == 0)
		return push(lexer, DATE_NUMBER, 0);
	return value &&
	       push(lexer, value > 12 ? DATE_SEASON : DATE_MONTH, value);
}

static bool read_word(struct lexer *lexer)
{
	char word[WORD_MAX];
	bool known;

	if (!word_read(lexer, word))
		return false;
	if (strcmp(word, "t") == 0 && ascii_is_digit(peek(lexer, 0))) {
		skip_time(lexer);
		return true;
	}
	known = is_filler(lexer, word) || push_word(lexer, word);
	lexer->at += peek(lexer, 0) == '.';
	return known;
}

/* ---- separators ---- */

/* Reads a character that parts or surrounds; false for any other. */
static bool read_other(struct lexer *lexer)
{
	static const char *const blanks[] = {
		" ", ",", ":", "(",  ")",  "[",  "]",  "{",  "}",  "\"",
		"'", "©", "~", "年", "月", "日", "년", "월", "일",
	};
	struct span rest = rest_of(lexer);

	for (size_t i = 0; i < ARRAY_COUNT(blanks); i++) {
		if (!span_starts_nocase(rest, blanks[i]))
			continue;
		lexer->at += strlen(blanks[i]);
		return true;
	}
	if (!strchr("-/.", rest.at[0]) || !rest.at[0])
		return false;
	lexer->at++;
	return push(lexer, rest.at[0], 0);
}

bool date_tokens_read(struct span text, struct date_tokens *ret)
{
	struct lexer lexer = { .text = text, .out = ret };

	ret->count = 0;
	while (lexer.at < text.len) {
		uint32_t code;
		bool understood;

		if (ascii_is_digit(peek(&lexer, 0)))
			understood = read_number(&lexer);
		else if (utf8_decode(rest_of(&lexer), &code) && letter_of(code))
			understood = read_word(&lexer);
		else
			understood = read_other(&lexer);
		if (!understood)
			return false;
	}
	return ret->count > 0;
}
