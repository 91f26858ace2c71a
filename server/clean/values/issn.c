/* SPDX-License-Identifier: MIT */
/*
 * ISSNs (ISO 3297).  A text may hold several, each with the medium it stands
 * for beside it, before or after; so a text is read as numbers and the gaps
 * between them, and each gap is shared out among its neighbours.
 */
#include "fold.h"

#include "paperd/scoped.h"
#include "paperd/values.h"

/* Most ISSNs of one text; a journal has two or three. */
#define ISSNS_MAX 8

/* In the order in which they are given. */
enum medium {
	MEDIUM_ELECTRONIC,
	MEDIUM_UNKNOWN,
	MEDIUM_PRINT,
};

struct issn {
	char text[10];
	enum medium medium;
};

struct issns {
	struct issn at[ISSNS_MAX];
	size_t count;
	size_t wrong; /* eight digits that are none */
};

/* ---- numbers ---- */

/* Modulus 11 over eight digits, weights 8 to 2 and the check digit itself. */
static bool checksum_is_right(const char digits[8])
{
	int sum = 0;

	for (int i = 0; i < 7; i++)
		sum += (8 - i) * (digits[i] - '0');
	sum += digits[7] == 'X' ? 10 : digits[7] - '0';
	return sum % 11 == 0;
}

/* True when what follows eight digits makes a longer number of them. */
static bool number_goes_on(struct span rest)
{
	if (!rest.len)
		return false;
	if (ascii_is_alnum(rest.at[0]))
		return true;
	return rest.at[0] == '-' && rest.len > 1 && ascii_is_digit(rest.at[1]);
}

/* Reads eight digits, the last perhaps X, halves parted by dash or blanks.
 * Returns the length, 0 when text does not begin with such. */
static size_t number_read(struct span text, char digits[8])
{
	size_t at = 0;

	for (size_t count = 0; count < 8; at++) {
		char c = at < text.len ? text.at[at] : '\0';

		if (count == 4 && at < 8 && (c == '-' || c == ' '))
			continue;
		if (count == 7 && (c == 'x' || c == 'X'))
			c = 'X';
		else if (!ascii_is_digit(c))
			return 0;
		digits[count++] = c;
	}
	return number_goes_on(span_slice(text, at, text.len)) ? 0 : at;
}

/* True when a number may begin at `at`: not inside a longer one. */
static bool number_begins(struct span text, size_t at)
{
	if (!ascii_is_digit(text.at[at]))
		return false;
	if (at && ascii_is_digit(text.at[at - 1]))
		return false;
	return at < 2 || text.at[at - 1] != '-' ||
	       !ascii_is_digit(text.at[at - 2]);
}

static bool issn_make(const char digits[8], char out[10])
{
	if (!checksum_is_right(digits) || memcmp(digits, "00000000", 8) == 0)
		return false;
	memcpy(out, digits, 4);
	out[4] = '-';
	memcpy(out + 5, digits + 4, 4);
	out[9] = '\0';
	return true;
}

/* ---- media ---- */

static const struct {
	const char *word;
	enum medium medium;
} media[] = {
	{ "electronic", MEDIUM_ELECTRONIC }, { "online", MEDIUM_ELECTRONIC },
	{ "eissn", MEDIUM_ELECTRONIC },      { "e-issn", MEDIUM_ELECTRONIC },
	{ "print", MEDIUM_PRINT },           { "pissn", MEDIUM_PRINT },
	{ "p-issn", MEDIUM_PRINT },
};

static enum medium medium_of(struct span gap)
{
	for (size_t at = 0; at < gap.len; at++) {
		struct span rest = span_slice(gap, at, gap.len);

		for (size_t i = 0; i < ARRAY_COUNT(media); i++)
			if (span_starts_nocase(rest, media[i].word))
				return media[i].medium;
	}
	return MEDIUM_UNKNOWN;
}

/* How much of the gap after a number still speaks of that number.  Without a
 * sign that parts them, all of it where the words stand behind the numbers. */
static size_t gap_share(struct span gap, bool behind)
{
	for (size_t i = 0; i < gap.len; i++) {
		if (strchr(",;/|)", gap.at[i]))
			return i + 1;
		if (gap.at[i] == ':' ||
		    span_starts_nocase(span_slice(gap, i, gap.len), "issn"))
			behind = false;
	}
	return behind ? gap.len : 0;
}

static void label(struct issn *issn, struct span words)
{
	if (issn && issn->medium == MEDIUM_UNKNOWN)
		issn->medium = medium_of(words);
}

/* Shares a gap out among the ISSN before and after it; either may be NULL. */
static void label_both(struct issn *before, struct issn *after, struct span gap,
		       bool behind)
{
	size_t share = after ? gap_share(gap, behind) : gap.len;

	if (!before)
		share = 0;
	label(before, span_slice(gap, 0, share));
	label(after, span_slice(gap, share, gap.len));
}

/* ---- texts ---- */

static struct issn *issns_add(struct issns *list, const char digits[8])
{
	struct issn issn = { .medium = MEDIUM_UNKNOWN };

	if (!issn_make(digits, issn.text)) {
		list->wrong++;
		return NULL;
	}
	if (list->count == ISSNS_MAX)
		return NULL;
	for (size_t i = 0; i < list->count; i++)
		if (memcmp(list->at[i].text, issn.text, sizeof(issn.text)) == 0)
			return NULL;
	list->at[list->count] = issn;
	return &list->at[list->count++];
}

static void issns_read(struct issns *list, struct span text)
{
	struct issn *last = NULL;
	char digits[8];
	size_t from = 0;
	bool behind = text.len && ascii_is_digit(text.at[0]);

	for (size_t at = 0; at < text.len; at++) {
		size_t len = 0;

		if (number_begins(text, at))
			len = number_read(span_slice(text, at, text.len),
					  digits);
		if (!len)
			continue;
		struct issn *issn = issns_add(list, digits);

		label_both(last, issn, span_slice(text, from, at), behind);
		last = issn;
		from = at + len;
		at = from - 1;
	}
	label_both(last, NULL, span_slice(text, from, text.len), behind);
}

static void trace_list(struct span raw, const struct issns *list,
		       struct trace *trace)
{
	bool none = !list->count && !list->wrong && raw.len;

	trace_counted(trace, RULE_ISSN_CHECK, list->wrong + none);
	if (list->count && !(list->count == 1 && !list->wrong &&
			     span_is(raw, list->at[0].text)))
		trace_fired(trace, RULE_ISSN_FORM);
}

size_t issn_list(struct span raw, char (*out)[10], size_t max,
		 struct trace *trace)
{
	struct issns list = { .count = 0 };
	struct fold fold;
	size_t count = 0;

	if (fold_set(&fold, raw))
		issns_read(&list, fold_span(&fold));
	for (int medium = 0; medium <= MEDIUM_PRINT; medium++)
		for (size_t i = 0; i < list.count && count < max; i++)
			if ((int)list.at[i].medium == medium)
				memcpy(out[count++], list.at[i].text, 10);
	trace_list(raw, &list, trace);
	return count;
}

bool issn_clean(struct span raw, char out[10], struct trace *trace)
{
	char digits[8];

	/* nearly every one is written as it should be */
	if (raw.len == 9 && number_read(raw, digits) == 9 &&
	    issn_make(digits, out) && span_is(raw, out))
		return true;
	return issn_list(raw, (char(*)[10])out, 1, trace) == 1;
}
