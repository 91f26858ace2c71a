/* SPDX-License-Identifier: MIT */
#include "fold.h"

#include "paperd/values.h"

#define ORCID_DIGITS 16

/* ISO 7064 MOD 11-2. */
static bool checksum_is_right(const char digits[ORCID_DIGITS])
{
	int total = 0;
	int check;

	for (int i = 0; i < ORCID_DIGITS - 1; i++)
		total = (total + digits[i] - '0') * 2 % 11;
	check = (12 - total) % 11;
	return digits[ORCID_DIGITS - 1] == (check == 10 ? 'X' : '0' + check);
}

/* The last part of an address, without query and final slash; else the
 * whole. */
static struct span path_end(struct span text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.at[i] == '?' || text.at[i] == '#')
			text.len = i;
	while (text.len && (text.at[text.len - 1] == '/' ||
			    ascii_is_space(text.at[text.len - 1])))
		text.len--;
	for (size_t i = text.len; i > 0; i--)
		if (text.at[i - 1] == '/')
			return span_slice(text, i, text.len);
	return text;
}

static struct span without_label(struct span text)
{
	text = span_trim(text);
	if (span_starts_nocase(text, "orcid id"))
		text = span_slice(text, 8, text.len);
	else if (span_starts_nocase(text, "orcid"))
		text = span_slice(text, 5, text.len);
	while (text.len && (text.at[0] == ':' || text.at[0] == ' '))
		text = span_slice(text, 1, text.len);
	return text;
}

/* Reads exactly sixteen digits, the last perhaps X, parted by dashes and
 * blanks. */
static bool digits_read(struct span text, char digits[ORCID_DIGITS])
{
	size_t count = 0;

	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i] == 'x' ? 'X' : text.at[i];

		if (c == '-' || c == ' ')
			continue;
		if (count == ORCID_DIGITS)
			return false;
		if (!ascii_is_digit(c) &&
		    (c != 'X' || count != ORCID_DIGITS - 1))
			return false;
		digits[count++] = c;
	}
	return count == ORCID_DIGITS;
}

/* The whole is zeros: a form field left as it was. */
static bool is_zero(const char digits[ORCID_DIGITS])
{
	return strspn(digits, "0") >= ORCID_DIGITS - 1;
}

static bool read(struct span raw, char digits[ORCID_DIGITS])
{
	struct fold fold;

	return fold_set(&fold, raw) &&
	       digits_read(without_label(path_end(fold_span(&fold))), digits) &&
	       checksum_is_right(digits) && !is_zero(digits);
}

bool orcid_clean(struct span raw, char out[20], struct trace *trace)
{
	char digits[ORCID_DIGITS + 1] = { 0 };

	if (!read(raw, digits)) {
		if (raw.len)
			trace_fired(trace, RULE_ORCID_CHECK);
		return false;
	}
	for (int i = 0; i < 4; i++) {
		memcpy(out + i * 5, digits + i * 4, 4);
		out[i * 5 + 4] = '-';
	}
	out[19] = '\0';
	if (!span_is(raw, out))
		trace_fired(trace, RULE_ORCID_FORM);
	return true;
}
