/* SPDX-License-Identifier: MIT */
/*
 * Spaces lost where a tag was: "the<i>Lyophyllum</i>sp." has lost two.  What
 * tells is the length of the element's text, the words outside, and the kind
 * of element.  Nothing is looked at beyond LOOK_MAX bytes, so a repair costs
 * the same wherever it stands.
 */
#include "text_stages.h"

#include "paperd/scoped.h"

/* Farthest look on either side of a gap, in bytes. */
#define LOOK_MAX 64

#define OPENING (MARK_BIT(MARK_OPEN) | MARK_BIT(MARK_MATH))
#define CLOSING (MARK_BIT(MARK_CLOSE) | MARK_BIT(MARK_MATH_END))
#define SCRIPTS (MARK_BIT(MARK_LOWER) | MARK_BIT(MARK_UPPER))

/* Words that never are one half of another word. */
static const char *const function_words[] = {
	"a",       "among", "an",    "and",  "are",     "as",   "at",
	"between", "but",   "by",    "das",  "de",      "del",  "der",
	"des",     "die",   "du",    "for",  "from",    "has",  "have",
	"in",      "into",  "is",    "its",  "la",      "le",   "les",
	"of",      "on",    "or",    "our",  "over",    "than", "that",
	"the",     "their", "these", "this", "through", "to",   "under",
	"und",     "using", "via",   "von",  "was",     "were", "when",
	"where",   "which", "while", "with", "without",
};

/* The letters in a row on one side of a place. */
struct word {
	struct span text;
	size_t letters;
	bool first_upper;
	bool rest_lower; /* all after the first are lower case */
	bool all_lower;
};

/* What is known of an element's text near one of its ends. */
struct inner {
	size_t letters;
	size_t others; /* characters that are not letters */
	bool space;
	uint32_t letter; /* the last one seen */
};

static void word_note(struct word *word, uint32_t code)
{
	bool lower = code_is_lower(code);

	if (!word->letters) {
		word->first_upper = code_is_upper(code);
		word->rest_lower = true;
		word->all_lower = lower;
	} else {
		word->rest_lower &= lower;
		word->all_lower &= lower;
	}
	word->letters++;
}

static struct word word_after(struct span text, size_t from)
{
	struct word word = { 0 };
	size_t at = from;

	while (at < text.len && at < from + LOOK_MAX) {
		uint32_t code = 0;
		size_t step = utf8_decode(span_slice(text, at, text.len),
					  &code);

		if (!code_is_letter(code))
			break;
		word_note(&word, code);
		at += step;
	}
	word.text = span_slice(text, from, at);
	return word;
}

static struct word word_before(struct span text, size_t end)
{
	size_t at = end;
	uint32_t code;

	while (at > 0 && end - at < LOOK_MAX &&
	       code_is_letter(code = code_before(text, at))) {
		char bytes[4];

		at -= utf8_encode(code, bytes);
	}
	return word_after(span_slice(text, 0, end), at);
}

static bool is_function_word(const struct word *word)
{
	for (size_t i = 0; i < ARRAY_COUNT(function_words); i++)
		if (span_is_nocase(word->text, function_words[i]))
			return true;
	return false;
}

static void inner_note(struct inner *inner, uint32_t code)
{
	if (code == ' ' || code == '\n') {
		inner->space = true;
	} else if (code_is_letter(code)) {
		inner->letters++;
		inner->letter = code;
	} else if (code >= ' ') {
		inner->others++;
	}
}

static bool inner_is_enough(const struct inner *inner)
{
	return inner->letters >= 4 || inner->space;
}

static bool ends_inner(char c)
{
	return mark_is(c) &&
	       (MARK_BIT(c) & (OPENING | CLOSING | MARK_BIT(MARK_BREAK)));
}

static struct inner inner_after(struct span text, size_t from)
{
	struct inner inner = { 0 };
	size_t at = from;

	while (at < text.len && at < from + LOOK_MAX &&
	       !ends_inner(text.at[at]) && !inner_is_enough(&inner)) {
		uint32_t code = 0;

		at += utf8_decode(span_slice(text, at, text.len), &code);
		inner_note(&inner, code);
	}
	return inner;
}

static struct inner inner_before(struct span text, size_t end)
{
	struct inner inner = { 0 };
	size_t at = end;

	while (at > 0 && end - at < LOOK_MAX && !ends_inner(text.at[at - 1]) &&
	       !inner_is_enough(&inner)) {
		uint32_t code = code_before(text, at);
		char bytes[4];

		inner_note(&inner, code);
		at -= utf8_encode(code, bytes);
	}
	return inner;
}

static bool is_one_letter(const struct inner *inner)
{
	return inner->letters == 1 && !inner->others;
}

static bool is_greek(uint32_t code)
{
	return code >= 0x0370 && code <= 0x03FF;
}

static bool is_capitalised(const struct word *word, size_t letters)
{
	return word->first_upper && word->rest_lower &&
	       word->letters >= letters;
}

/* Is the script that ends at index end a number that begins a word, as the
 * mass number of an isotope does? */
static bool is_mass_number(struct span text, size_t end)
{
	size_t at = end;
	uint32_t before;

	while (at > 0 && end - at < LOOK_MAX && ascii_is_digit(text.at[at - 1]))
		at--;
	if (at == end || !at)
		return at != end;
	if (!mark_is(text.at[at - 1]) || !(MARK_BIT(text.at[at - 1]) & SCRIPTS))
		return false;
	before = code_before(text, at - 1);
	return !code_is_letter(before) && !ascii_is_digit((int)before) &&
	       before != ')' && before != ']';
}

/* "CO<sub>2</sub>vent", "AT<sub>1</sub>Receptor". */
static bool after_script(const struct gap *gap)
{
	struct word word = word_after(gap->text, gap->end);

	if (!(gap->marks & MARK_BIT(MARK_END)) || (gap->marks & SCRIPTS))
		return false;
	if (!(word.all_lower && word.letters >= 3) && !is_capitalised(&word, 4))
		return false;
	return !is_mass_number(gap->text, gap->start);
}

/* A formula's inner side may be anything but punctuation. */
static bool is_formula_char(uint32_t code)
{
	return code > ' ' && !(code < 0x80 && strchr(",.;:!?)]}-", (int)code));
}

/* A formula beside a word of two or more letters. */
static bool beside_formula(const struct gap *gap, const struct word *left,
			   const struct word *right)
{
	if ((gap->marks & MARK_BIT(MARK_MATH)) && left->letters >= 2 &&
	    is_formula_char(code_at(gap->text, gap->end)))
		return true;
	return (gap->marks & MARK_BIT(MARK_MATH_END)) && right->letters >= 2 &&
	       is_formula_char(code_before(gap->text, gap->start));
}

/* A word that begins right after an element. */
static bool after_element(const struct gap *gap, const struct word *right)
{
	struct inner inner = inner_before(gap->text, gap->start);
	uint32_t next = code_at(gap->text, gap->end);

	if (next == '(' || next == '[')
		return inner_is_enough(&inner);
	if (!right->letters ||
	    !code_is_letter(code_before(gap->text, gap->start)))
		return false;
	if (is_one_letter(&inner) && !is_greek(inner.letter))
		return false;
	if (is_one_letter(&inner) && is_capitalised(right, 4))
		return true;
	return inner_is_enough(&inner) || is_function_word(right);
}

/* An element that begins right after a word or a stop. */
static bool before_element(const struct gap *gap, const struct word *left)
{
	struct inner inner = inner_after(gap->text, gap->end);
	uint32_t last = code_before(gap->text, gap->start);

	if (!code_is_letter(code_at(gap->text, gap->end)))
		return false;
	if (last == ',' || last == '.' || last == ')')
		return inner_is_enough(&inner);
	if (!left->letters ||
	    (is_one_letter(&inner) && !is_greek(inner.letter)))
		return false;
	return inner_is_enough(&inner) || is_function_word(left);
}

static bool is_relation(uint32_t code)
{
	static const uint32_t relations[] = { '=',    '<',    '>',    '~',
					      0x2260, 0x2264, 0x2265, 0x2248,
					      0x2243, 0x223C, 0x2261, 0x221D };

	for (size_t i = 0; i < ARRAY_COUNT(relations); i++)
		if (code == relations[i])
			return true;
	return false;
}

/* "<i>n</i>= 6": the sign has its other space. */
static bool before_relation(const struct gap *gap)
{
	uint32_t sign = code_at(gap->text, gap->end);
	char bytes[4];
	size_t next = gap->end + utf8_encode(sign, bytes);

	return is_relation(sign) && next < gap->text.len &&
	       (gap->text.at[next] == ' ' || gap->text.at[next] == '\n');
}

/* A formula right after a stop ("(u,<formula>"). */
static bool formula_after_stop(const struct gap *gap)
{
	uint32_t last = code_before(gap->text, gap->start);

	return (gap->marks & MARK_BIT(MARK_MATH)) &&
	       (last == ',' || last == '.' || last == ')') &&
	       is_formula_char(code_at(gap->text, gap->end));
}

bool repair_is_due(const struct gap *gap)
{
	struct word left, right;

	if (after_script(gap))
		return true;
	if (!(gap->marks & (OPENING | CLOSING)))
		return false;
	left = word_before(gap->text, gap->start);
	right = word_after(gap->text, gap->end);
	if (beside_formula(gap, &left, &right) || formula_after_stop(gap))
		return true;
	if ((gap->marks & CLOSING) && before_relation(gap))
		return true;
	if ((gap->marks & MARK_BIT(MARK_CLOSE)) && after_element(gap, &right))
		return true;
	return (gap->marks & MARK_BIT(MARK_OPEN)) && before_element(gap, &left);
}
