/* SPDX-License-Identifier: MIT */
/*
 * What stands behind a name without being part of it: brackets, roles, marks
 * of footnotes, e-mail, life dates.
 *
 * Each step cuts something off an end or stops the loop, so the work is
 * linear: nothing is looked at twice unless something was cut.
 */
#include "names_rules.h"

#include "paperd/scoped.h"

/* Fewest digits that are a year or a span of years. */
#define YEAR_DIGITS 3

/* Letters of an acronym in brackets. */
#define ACRONYM_MIN 3
#define ACRONYM_MAX 12

static const char *const marks[] = {
	"*", "#", "^", "†", "‡", "§", "¶", "∗", "⁎", "¹",
	"²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹", "⁰", "…",
};

static bool ends_with(struct span text, const char *end)
{
	size_t len = strlen(end);

	return text.len >= len &&
	       memcmp(text.at + text.len - len, end, len) == 0;
}

static bool starts_with(struct span text, const char *start)
{
	size_t len = strlen(start);

	return text.len >= len && memcmp(text.at, start, len) == 0;
}

static bool is_junk(char c)
{
	return c == ' ' || c == ',' || c == ';' || c == ':';
}

struct span name_trim(struct span text)
{
	while (text.len && is_junk(text.at[0]))
		text = span_slice(text, 1, text.len);
	while (text.len && is_junk(text.at[text.len - 1]))
		text.len--;
	return text;
}

/* ---- marks ---- */

/* The bytes of a footnote mark at the front (or the end), or 0. */
static size_t mark_length(struct span text, bool at_end)
{
	if (!text.len ||
	    ascii_is_alnum((unsigned char)text.at[at_end ? text.len - 1 : 0]))
		return 0;
	for (size_t i = 0; i < ARRAY_COUNT(marks); i++)
		if (at_end ? ends_with(text, marks[i])
			   : starts_with(text, marks[i]))
			return strlen(marks[i]);
	return 0;
}

bool tail_is_mark(struct span text)
{
	return mark_length(text, true) > 0;
}

static bool has_mark_or_digit(struct span text)
{
	for (; text.len; text = span_slice(text, 1, text.len))
		if (ascii_is_digit((unsigned char)text.at[0]) ||
		    mark_length(text, false))
			return true;
	return false;
}

/* "Jane Doe1": how many digits are glued to the last of several words. */
static size_t digits_length(struct span text)
{
	size_t len = text.len;
	unsigned char before;

	while (len && ascii_is_digit((unsigned char)text.at[len - 1]))
		len--;
	before = len ? (unsigned char)text.at[len - 1] : ' ';
	if (!ascii_is_alpha(before) && before != '.' && before < 0x80)
		return 0;
	return word_is_single(text) ? 0 : text.len - len;
}

/* A full stop that ends a sentence, not an abbreviation. */
static struct span stop_cut(struct span text, uint32_t *notes)
{
	struct span rest = text;
	struct span word;

	if (!ends_with(text, ".") || !word_last(&rest, &word))
		return text;
	if (word.len > 5 &&
	    memchr(word.at, '.', word.len) == word.at + word.len - 1 &&
	    letters_upper(word) < 2) {
		text.len--;
		*notes |= NOTE(TAIL);
	}
	return text;
}

static struct span marks_cut(struct span text, uint32_t *notes)
{
	size_t before = text.len;
	size_t len;

	while ((len = mark_length(text, true)) || (len = digits_length(text)))
		text = name_trim(span_slice(text, 0, text.len - len));
	while ((len = mark_length(text, false)))
		text = name_trim(span_slice(text, len, text.len));
	if (text.len < before)
		*notes |= NOTE(TAIL);
	return text;
}

/* ---- last words ---- */

/* "1538?-1599", "<1979>", "-1968". */
static bool is_life_dates(struct span word)
{
	size_t digits = 0;

	for (size_t i = 0; i < word.len; i++) {
		char c = word.at[i];

		digits += ascii_is_digit((unsigned char)c);
		if (!ascii_is_digit((unsigned char)c) && !strchr("?-<>.", c))
			return false;
	}
	return digits >= YEAR_DIGITS;
}

/* The bytes of "et al.", "and others" … at the end, or 0. */
static size_t et_al_length(struct span text)
{
	struct span rest = text;
	struct span word;
	struct span before;

	if (!word_last(&rest, &word))
		return 0;
	if (span_is_nocase(word, "others") || span_is_nocase(word, "et.al.") ||
	    span_is_nocase(word, "et.al"))
		return text.len - rest.len;
	if (!span_is_nocase(word, "al") && !span_is_nocase(word, "al."))
		return 0;
	return word_last(&rest, &before) && (span_is_nocase(before, "et") ||
					     span_is_nocase(before, "et."))
		       ? text.len - rest.len
		       : 0;
}

static struct span last_word_cut(struct span text, uint32_t *notes)
{
	struct span rest = text;
	struct span word;
	size_t et_al = et_al_length(text);

	if (et_al) {
		*notes |= NOTE(ET_AL);
		return span_slice(text, 0, text.len - et_al);
	}
	if (!word_last(&rest, &word) ||
	    (!memchr(word.at, '@', word.len) && !is_life_dates(word)))
		return text;
	*notes |= NOTE(TAIL);
	return rest;
}

/* ---- brackets ---- */

static char opening_of(char closing)
{
	return closing == ')' ? '(' : closing == ']' ? '[' : '\0';
}

/* The index of the bracket that the last byte closes, or text.len. */
static size_t bracket_start(struct span text)
{
	char closing = text.at[text.len - 1];
	size_t depth = 0;

	for (size_t i = text.len; i-- > 0;) {
		if (text.at[i] == closing)
			depth++;
		else if (text.at[i] == opening_of(closing) && --depth == 0)
			return i;
	}
	return text.len;
}

bool name_has_acronym(struct span text)
{
	struct span acronym;
	struct span word;
	size_t words = 0;
	size_t left;
	size_t start;

	if (!ends_with(text, ")"))
		return false;
	start = bracket_start(text);
	if (start == text.len)
		return false;
	acronym = span_slice(text, start + 1, text.len - 1);
	left = acronym.len;
	if (left < ACRONYM_MIN || left > ACRONYM_MAX ||
	    letters_upper(acronym) != left)
		return false;
	text = span_slice(text, 0, start);
	while (left && words++ < 2 * ACRONYM_MAX && word_last(&text, &word))
		left -= word.at[0] == acronym.at[left - 1];
	return left == 0;
}

bool name_is_nickname(struct span inner)
{
	return word_is_single(inner) && !words_kinds(inner) &&
	       scripts_of(inner) == SCRIPT_LATIN && letters_upper(inner) < 2 &&
	       !has_mark_or_digit(inner) && !name_is_nobody(inner);
}

/* True for what may be an affiliation: not the name once more in another
 * script. */
static bool is_affiliation(struct span inner, struct span name, bool square)
{
	if (words_kinds(inner) & WORD_ORGANISATION)
		return true;
	if ((scripts_of(inner) ^ scripts_of(name)) & SCRIPT_LATIN)
		return !square && letters_upper(inner) > 2;
	return !square;
}

/*
 * Cuts the bracket at the end of text.  False when it is to stay.  Only one is
 * taken for an affiliation: *judged tells that it was met.
 */
static bool bracket_cut(struct span *text, struct span *affiliation,
			bool *judged, uint32_t *notes)
{
	size_t start = bracket_start(*text);
	bool square = ends_with(*text, "]");
	struct span inner;

	if (start == 0 || start == text->len || name_has_acronym(*text))
		return false;
	inner = name_trim(span_slice(*text, start + 1, text->len - 1));
	if (text->at[start - 1] != ' ' && name_is_nickname(inner))
		return false;
	*text = name_trim(span_slice(*text, 0, start));
	if (!*judged && !name_is_nobody(inner) && !has_mark_or_digit(inner) &&
	    !memchr(inner.at, '@', inner.len)) {
		*judged = true;
		if (is_affiliation(inner, *text, square)) {
			*affiliation = inner;
			return true;
		}
	}
	*notes |= role_is(inner) ? NOTE(ROLE) : NOTE(TAIL);
	return true;
}

struct span name_unwrap(struct span text)
{
	text = name_trim(text);
	if ((ends_with(text, ")") || ends_with(text, "]")) &&
	    bracket_start(text) == 0)
		return span_slice(text, 1, text.len - 1);
	return text;
}

struct span tails_cut(struct span text, struct span *affiliation,
		      uint32_t *notes)
{
	bool judged = false;
	size_t before;

	text = name_unwrap(text);
	do {
		before = text.len;
		text = marks_cut(name_trim(text), notes);
		if (ends_with(text, ")") || ends_with(text, "]")) {
			if (!bracket_cut(&text, affiliation, &judged, notes))
				break;
		} else if (text.len == before) {
			text = stop_cut(last_word_cut(text, notes), notes);
		}
	} while (text.len < before);
	return name_trim(text);
}
