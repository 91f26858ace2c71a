/* SPDX-License-Identifier: MIT */
/*
 * The copyright notice at the end of an abstract.  It begins at a sentence
 * that begins with one of a few signs, near the end, and goes to the end.  The
 * word "copyright" in prose is text.  What a sign such as "©" begins is a
 * notice whatever follows; after a weaker one, and in a text that begins with a
 * notice, prose must not follow.
 */
#include "abstract_stages.h"

#include "paperd/scoped.h"

/* Longest notice, in characters. */
#define NOTICE_MAX 300

/* Longest sentence "Published by …", in bytes: a longer one is prose. */
#define PUBLISHER_MAX 120

static bool starts_year(struct span text)
{
	if (text.len < 4 || (text.at[0] != '1' && text.at[0] != '2'))
		return false;
	for (size_t i = 1; i < 4; i++)
		if (!ascii_is_digit(text.at[i]))
			return false;
	return true;
}

static struct span after_blanks(struct span text)
{
	while (text.len && (text.at[0] == ' ' || text.at[0] == ','))
		text = span_slice(text, 1, text.len);
	return text;
}

/* What stands after a word, blanks skipped; at == NULL: another word. */
static struct span after_word(struct span text, const char *word)
{
	size_t len = strlen(word);

	if (!span_starts_nocase(text, word))
		return (struct span){ 0 };
	return after_blanks(span_slice(text, len, text.len));
}

/* Words of notices: a sentence after the first belongs to the notice when it
 * has one of them or is short. */
static const char *const notice_words[] = {
	"rights", "reserved", "publish",  "copyright",   "©",        "(c)",
	"licen",  "creative", "society",  "association", "inc.",     "ltd",
	"gmbh",   "press",    "elsevier", "wiley",       "springer", "journal",
};

/* Longest sentence that is no prose by its length ("Hoboken, NJ."). */
#define SHORT_MAX 16

static bool has_notice_word(struct span sentence)
{
	if (sentence.len <= SHORT_MAX)
		return true;
	for (size_t at = 0; at < sentence.len; at++)
		for (size_t i = 0; i < ARRAY_COUNT(notice_words); i++)
			if (span_starts_nocase(
				    span_slice(sentence, at, sentence.len),
				    notice_words[i]))
				return true;
	return false;
}

/* Does the full stop belong to an initial ("S. Karger")? */
static bool ends_initial(struct span text, size_t stop)
{
	return stop >= 2 && ascii_is_upper((unsigned char)text.at[stop - 1]) &&
	       text.at[stop - 2] == ' ';
}

/* The index after the sentence at the start of text. */
static size_t sentence_end(struct span text)
{
	for (size_t i = 1; i + 1 < text.len; i++)
		if (text.at[i] == '\n' ||
		    (text.at[i - 1] == '.' && text.at[i] == ' ' &&
		     !ends_initial(text, i - 1) &&
		     !ascii_is_lower(text.at[i + 1])))
			return i + 1;
	return text.len;
}

/* Does prose follow the first sentence? */
static bool has_prose(struct span text)
{
	size_t at = sentence_end(text);

	while (at < text.len) {
		struct span rest = span_slice(text, at, text.len);
		size_t len = sentence_end(rest);

		if (!has_notice_word(span_slice(rest, 0, len)))
			return true;
		at += len;
	}
	return false;
}

/* With what a notice begins: ©, (c), copyright, all rights, published. */
static const bool first_bytes[256] = {
	[0xC2] = true, ['('] = true, ['C'] = true, ['c'] = true,
	['A'] = true,  ['a'] = true, ['P'] = true, ['p'] = true,
};

/* Does a sign that only notices have begin the text? */
static bool begins_strong(struct span text)
{
	struct span rest;

	if (span_starts_nocase(text, "©"))
		return true;
	rest = after_word(text, "crown ");
	rest = after_word(rest.at ? rest : text, "copyright");
	return rest.at && (starts_year(rest) || span_starts_nocase(rest, "©") ||
			   span_starts_nocase(rest, "(c)"));
}

/* Does a sign that prose can have too begin the text? */
static bool begins_weak(struct span text)
{
	struct span rest = after_word(text, "(c)");

	if (rest.at)
		return starts_year(rest);
	rest = after_word(text, "copyright");
	if (rest.at)
		return span_starts_nocase(rest, "by ") ||
		       span_starts_nocase(rest, "held by ");
	if (span_starts_nocase(text, "all rights reserved"))
		return true;
	rest = after_word(text, "published by ");
	return rest.at && rest.len < PUBLISHER_MAX;
}

/* Does a notice begin the text, and go to its end?  led tells that what stands
 * before begins with one. */
static bool is_notice(struct span text, bool led)
{
	if (begins_strong(text))
		return !led || !has_prose(text);
	return begins_weak(text) && !has_prose(text);
}

static bool is_sentence_start(struct span text, size_t at)
{
	size_t end = at;

	while (end && (text.at[end - 1] == ' ' || text.at[end - 1] == '\n'))
		end--;
	return !end ||
	       (end < at && (strchr(".!?)];:", text.at[end - 1]) ||
			     text.at[end - 1] & 0x80 || text.at[end] == '\n'));
}

/* Where the last NOTICE_MAX characters begin. */
static size_t window_start(struct span text)
{
	size_t at = text.len;

	if (text.len <= NOTICE_MAX)
		return 0;
	if (text_is_ascii(span_slice(text, text.len - NOTICE_MAX, text.len)))
		return text.len - NOTICE_MAX;
	for (size_t count = 0; at && count < NOTICE_MAX;)
		count += ((unsigned char)text.at[--at] & 0xC0) != 0x80;
	return at;
}

size_t copyright_start(struct span text)
{
	size_t from = window_start(text);
	size_t start = text.len;
	bool led = begins_strong(text) || begins_weak(text);

	for (size_t at = text.len; at-- > from;) {
		if (at && (unsigned char)text.at[at - 1] > ' ')
			continue;
		if (first_bytes[(unsigned char)text.at[at]] &&
		    is_sentence_start(text, at) &&
		    is_notice(span_slice(text, at, text.len), led))
			start = at;
	}
	return start;
}
