/* SPDX-License-Identifier: MIT */
#include "fold.h"

#include <math.h>
#include <stdlib.h>

#include "paperd/scoped.h"
#include "paperd/values.h"

/* Longest number read; a double has no more than 17 digits that count. */
#define NUMBER_MAX 64

static size_t digit_run(struct span text, size_t from)
{
	size_t at = from;

	while (at < text.len && ascii_is_digit(text.at[at]))
		at++;
	return at - from;
}

/*
 * Copies the digits of "1,234,567" without what parts the thousands, or of
 * "1234567" as they are.  Returns how much of text that was, 0 for neither.
 */
static size_t whole_read(struct span text, char out[NUMBER_MAX])
{
	size_t at = digit_run(text, 0);
	size_t len = at;
	char separator = at < text.len ? text.at[at] : '\0';
	bool grouped = at >= 1 && at <= 3 &&
		       (separator == ',' || separator == ' ');

	if (!at || at >= NUMBER_MAX)
		return 0;
	memcpy(out, text.at, at);
	while (grouped && at < text.len && text.at[at] == separator) {
		if (digit_run(text, at + 1) != 3 || len + 3 >= NUMBER_MAX)
			return 0;
		memcpy(out + len, text.at + at + 1, 3);
		len += 3;
		at += 4;
	}
	out[len] = '\0';
	return at;
}

/* True for "", ".", ".0", ".00", … */
static bool is_zero_fraction(struct span text)
{
	if (!text.len)
		return true;
	if (text.at[0] != '.')
		return false;
	for (size_t i = 1; i < text.len; i++)
		if (text.at[i] != '0')
			return false;
	return true;
}

static bool integer_read(struct span raw, char digits[NUMBER_MAX],
			 long long *ret)
{
	struct fold fold;
	struct span text;
	size_t len;

	if (!fold_set(&fold, raw))
		return false;
	text = fold_span(&fold);
	len = whole_read(text, digits);
	return len && is_zero_fraction(span_slice(text, len, text.len)) &&
	       text_to_integer(span_of(digits), ret);
}

/* A number in another form, or none; of nothing nothing is said. */
static bool trace_number(struct span raw, bool found, bool same,
			 struct trace *trace)
{
	if (found && !same)
		trace_fired(trace, RULE_NUMBER_FORM);
	if (!found && raw.len)
		trace_fired(trace, RULE_NUMBER_NULL);
	return found;
}

bool integer_clean(struct span raw, long long *ret, struct trace *trace)
{
	char digits[NUMBER_MAX];
	bool found = integer_read(raw, digits, ret);

	return trace_number(raw, found, found && span_is(raw, digits), trace);
}

/* The length of an exponent such as "e-3" at `at`, 0 when there is none. */
static size_t exponent_run(struct span text, size_t at)
{
	size_t from = at + 1;
	size_t digits;

	if (at >= text.len || ascii_lower(text.at[at]) != 'e')
		return 0;
	if (from < text.len && (text.at[from] == '-' || text.at[from] == '+'))
		from++;
	digits = digit_run(text, from);
	return digits ? from + digits - at : 0;
}

/* The length of ".5" at `at`, also of a lone "." after a digit. */
static size_t fraction_run(struct span text, size_t at)
{
	size_t digits;

	if (at >= text.len || text.at[at] != '.')
		return 0;
	digits = digit_run(text, at + 1);
	return digits || at ? 1 + digits : 0;
}

static bool number_read(struct span raw, char digits[NUMBER_MAX], double *ret)
{
	struct fold fold;
	struct span text;
	size_t whole, end, len;
	double value;

	if (!fold_set(&fold, raw))
		return false;
	text = fold_span(&fold);
	whole = whole_read(text, digits);
	end = whole + fraction_run(text, whole);
	if (!end || end + exponent_run(text, end) != text.len)
		return false;
	len = strlen(digits);
	if (len + text.len - whole >= NUMBER_MAX)
		return false;
	memcpy(digits + len, text.at + whole, text.len - whole);
	digits[len + text.len - whole] = '\0';
	value = strtod(digits, NULL);
	if (!isfinite(value))
		return false;
	*ret = value;
	return true;
}

bool number_clean(struct span raw, double *ret, struct trace *trace)
{
	char digits[NUMBER_MAX] = "";
	bool found = number_read(raw, digits, ret);

	return trace_number(raw, found, found && span_is(raw, digits), trace);
}

static bool boolean_read(struct span raw, bool *ret)
{
	static const struct {
		const char *word;
		bool value;
	} words[] = {
		{ "true", true }, { "false", false }, { "yes", true },
		{ "no", false },  { "1", true },      { "0", false },
		{ "t", true },    { "f", false },
	};
	struct fold fold;

	if (!fold_set(&fold, raw))
		return false;
	for (size_t i = 0; i < ARRAY_COUNT(words); i++) {
		if (!span_is_nocase(fold_span(&fold), words[i].word))
			continue;
		*ret = words[i].value;
		return true;
	}
	return false;
}

bool boolean_clean(struct span raw, bool *ret, struct trace *trace)
{
	bool found = boolean_read(raw, ret);

	return trace_number(raw, found,
			    span_is(raw, "true") || span_is(raw, "false"),
			    trace);
}
