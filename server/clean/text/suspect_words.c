/* SPDX-License-Identifier: MIT */
/* Damage that shows in single words: letters lost, words welded, gaps. */
#include "text_stages.h"

#include "paperd/scoped.h"

/* Letters before and after a capital that are words, welded. */
#define WELD_MIN 5

/* Farthest look for the ends of a word, in bytes. */
#define WORD_MAX 64

/* The word that holds the byte at index at, blanks its ends. */
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

bool suspect_lost_letters(struct span text)
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

/* The small letters before index at, or from it on. */
static size_t small_before(struct span text, size_t at)
{
	size_t count = 0;

	while (count < at && ascii_is_lower(text.at[at - 1 - count]))
		count++;
	return count;
}

static size_t small_from(struct span text, size_t at)
{
	size_t end = at;

	while (end < text.len && ascii_is_lower(text.at[end]))
		end++;
	return end - at;
}

/* Does a word begin at index at? */
static bool is_word_start(struct span text, size_t at)
{
	return !at || text.at[at - 1] == ' ';
}

/* Is what stands before index at, to the start of its word, a function word,
 * maybe with a capital? */
static bool ends_function_word(struct span text, size_t at)
{
	size_t start = at - small_before(text, at);

	if (!is_word_start(text, start) &&
	    ascii_is_upper((unsigned char)text.at[start - 1]))
		start--;
	return is_word_start(text, start) &&
	       is_function_word(span_slice(text, start, at));
}

/*
 * Is the capital at index at, with a small letter before it, welded to what
 * is no part of its word: a word that begins small ("mediaSwedish"), a
 * function word ("UsingCyp1a2"), or, where there are no names of programs,
 * any ("WoosterWooster")?
 */
static bool is_weld(struct span text, size_t at, bool any)
{
	size_t before = small_before(text, at);
	size_t after = small_from(text, at + 1);

	if (is_code(text, at))
		return false;
	if (before >= WELD_MIN && after >= WELD_MIN &&
	    (any || is_word_start(text, at - before)))
		return true;
	return after >= 2 && ends_function_word(text, at);
}

bool suspect_weld(struct span text, bool any)
{
	for (size_t at = 0; (at = scan_inner_capital(text, at)) < text.len;)
		if (is_weld(text, at, any))
			return true;
	return false;
}

/* A word that wants another before or after it. */
static bool is_article(struct span word)
{
	return span_is_nocase(word, "the") || span_is_nocase(word, "of");
}

/* The word that ends at index end. */
struct span suspect_word_before(struct span text, size_t end)
{
	size_t at = end;

	while (at && end - at < 8 &&
	       ascii_is_alpha((unsigned char)text.at[at - 1]))
		at--;
	return span_slice(text, at, end);
}

/* Does the sign at index at follow a blank and a word that wants another: "of ,
 * and", "the .", "of -tocopherol"? */
static bool is_gap(struct span text, size_t at)
{
	char next = at + 1 < text.len ? text.at[at + 1] : ' ';

	if (at < 2 || text.at[at - 1] != ' ')
		return false;
	if (text.at[at] == '-' ? !ascii_is_lower(next) : next != ' ')
		return false;
	return is_article(suspect_word_before(text, at - 1));
}

/* An empty pair of brackets: "( )", "( , )". */
static bool is_empty_pair(struct span text, size_t at)
{
	struct span rest = span_slice(text, at, text.len);

	return span_starts_nocase(rest, "( )") ||
	       span_starts_nocase(rest, "( , )");
}

static bool is_gap_at(struct span text, const char *sign)
{
	size_t at = (size_t)(sign - text.at);

	return *sign == '(' ? is_empty_pair(text, at) : is_gap(text, at);
}

bool suspect_gap(struct span text)
{
	static const char signs[] = { ',', '.', '-', '(' };

	for (size_t i = 0; i < ARRAY_COUNT(signs); i++) {
		const char *at = text.at;
		const char *end = text.at + text.len;

		while ((at = memchr(at, signs[i], (size_t)(end - at)))) {
			if (is_gap_at(text, at))
				return true;
			at++;
		}
	}
	return false;
}
