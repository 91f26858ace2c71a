/* SPDX-License-Identifier: MIT */
/* The ways in which one string holds both a volume and an issue. */
#include "volume.h"

#include "numeral.h"
#include "paperd/scoped.h"

/* The last word of text. */
static struct span last_word(struct span text)
{
	size_t at = text.len;

	while (at && text.at[at - 1] != ' ')
		at--;
	return span_slice(text, at, text.len);
}

/* One word that counts something: "12", "2-3", "XXXIII", "S1". */
static bool is_number(struct span text)
{
	if (!text.len || memchr(text.at, ' ', text.len))
		return false;
	return numeral_has_digit(text) || numeral_is_roman(text);
}

/* Digits, or two groups of them with a dash. */
static bool is_plain_number(struct span text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!ascii_is_digit(text.at[i]) && (!i || text.at[i] != '-'))
			return false;
	return text.len && ascii_is_digit(text.at[text.len - 1]);
}

/* ---- labels ---- */

/* The length of a dash or opening bracket at the end of text, or 0. */
static size_t loose_length(struct span text)
{
	static const char *const loose[] = { "-", "(", "–", "—", "−" };

	for (size_t i = 0; i < ARRAY_COUNT(loose); i++) {
		size_t len = strlen(loose[i]);

		if (text.len >= len &&
		    memcmp(text.at + text.len - len, loose[i], len) == 0)
			return len;
	}
	return 0;
}

/* Blanks, commas and dashes around a value that stands between labels. */
static struct span trim_between(struct span text)
{
	size_t len;

	text = volume_trim(volume_before_year(volume_trim(text)));
	if (text.len && text.at[text.len - 1] == ')' &&
	    !memchr(text.at, '(', text.len))
		text.len--;
	while ((len = loose_length(text)))
		text = volume_trim(span_slice(text, 0, text.len - len));
	return text;
}

static struct span after_label(enum volume_label kind, struct span text,
			       size_t at)
{
	struct span rest = span_slice(text, at, text.len);

	return span_slice(rest, volume_label_length(kind, rest), rest.len);
}

bool volume_pair_labelled(struct span text, struct volume_pair *ret)
{
	size_t volume = volume_label_find(VOLUME_LABEL, text);
	size_t issue = volume_label_find(ISSUE_LABEL, text);
	struct span volume_value, issue_value;

	if (issue == text.len || (!issue && volume == text.len))
		return false;
	issue_value = after_label(ISSUE_LABEL, text, issue);
	if (volume == text.len)
		volume_value = span_slice(text, 0, issue);
	else
		volume_value = after_label(VOLUME_LABEL, text, volume);
	if (volume < issue)
		volume_value.len = (size_t)(text.at + issue - volume_value.at);
	else if (volume < text.len)
		issue_value.len = (size_t)(text.at + volume - issue_value.at);
	ret->volume = trim_between(volume_value);
	ret->issue = trim_between(issue_value);
	ret->labelled = true;
	return is_number(ret->volume) && ret->issue.len &&
	       (numeral_has_digit(ret->issue) ||
		volume_special_find(ret->issue) < ret->issue.len);
}

/* ---- brackets ---- */

/* "1 vol.": how many volumes there are. */
static bool is_extent(struct span text)
{
	size_t at = 0;

	while (at < text.len &&
	       (ascii_is_digit(text.at[at]) || text.at[at] == ' '))
		at++;
	return at && volume_label_length(VOLUME_LABEL,
					 span_slice(text, at, text.len));
}

bool volume_pair_bracketed(struct span text, struct volume_pair *ret)
{
	const char *open = memchr(text.at, '(', text.len);
	size_t at = open ? (size_t)(open - text.at) : 0;
	struct span inner;

	if (!at || text.at[text.len - 1] != ')')
		return false;
	inner = span_slice(text, at + 1, text.len - 1);
	if (inner.len && (memchr(inner.at, '(', inner.len) ||
			  memchr(inner.at, ')', inner.len)))
		return false;
	ret->volume = volume_trim(span_slice(text, 0, at));
	ret->issue = volume_trim(inner);
	if (is_extent(ret->issue))
		ret->issue.len = 0;
	return is_number(last_word(ret->volume));
}

/* ---- without a sign ---- */

bool volume_pair_numbers(struct span text, struct volume_pair *ret)
{
	const char *blank = memchr(text.at, ' ', text.len);

	if (!blank)
		return false;
	ret->volume = (struct span){ text.at, (size_t)(blank - text.at) };
	ret->issue = span_slice(text, ret->volume.len + 1, text.len);
	if (!is_plain_number(ret->volume) || !is_plain_number(ret->issue))
		return false;
	if (numeral_is_year(ret->issue))
		ret->issue.len = 0;
	return true;
}

/* True when text begins with a word for a part of a volume. */
static bool is_supplement(struct span text)
{
	static const char *const words[] = { "suppl", "supplement", "pt",
					     "part", "spec" };
	size_t len = 0;

	while (len < text.len && ascii_is_alpha(text.at[len]))
		len++;
	for (size_t i = 0; i < ARRAY_COUNT(words); i++)
		if (span_is_nocase(span_slice(text, 0, len), words[i]))
			return true;
	return false;
}

bool volume_pair_supplement(struct span text, struct volume_pair *ret)
{
	const char *blank = memchr(text.at, ' ', text.len);
	size_t at = blank ? (size_t)(blank - text.at) : 0;

	if (!at || !ascii_is_digit(text.at[0]))
		return false;
	ret->volume = volume_trim(span_slice(text, 0, at));
	ret->issue = volume_trim(span_slice(text, at, text.len));
	return is_number(ret->volume) && is_supplement(ret->issue);
}

bool volume_pair_special(struct span text, struct volume_pair *ret)
{
	size_t at = volume_special_find(text);
	struct span volume = volume_trim(span_slice(text, 0, at));

	if (at == text.len)
		return false;
	volume = span_slice(volume, volume_label_length(VOLUME_LABEL, volume),
			    volume.len);
	ret->volume = trim_between(volume);
	ret->issue = volume_trim(span_slice(text, at, text.len));
	return is_number(ret->volume);
}

/* ---- counters behind the number ---- */

/* The number before the first of some counters, empty when there is none. */
static struct span counted(struct span text, const char *const *counters,
			   size_t count)
{
	for (size_t at = 1; at < text.len; at++) {
		size_t from = at;

		for (size_t i = 0; i < count; i++)
			if (span_starts_nocase(span_slice(text, at, text.len),
					       counters[i]))
				from = 0;
		if (from)
			continue;
		text = volume_trim(span_slice(text, 0, at));
		from = text.len;
		while (from && (ascii_is_digit(text.at[from - 1]) ||
				text.at[from - 1] == '-'))
			from--;
		return span_slice(text, from, text.len);
	}
	return (struct span){ text.at, 0 };
}

bool volume_pair_counted(struct span text, struct volume_pair *ret)
{
	static const char *const volumes[] = { "卷", "巻", "권" };
	static const char *const issues[] = { "期", "号", "號", "호" };

	if (volume_special_find(text) < text.len)
		return false;
	ret->volume = counted(text, volumes, ARRAY_COUNT(volumes));
	ret->issue = counted(text, issues, ARRAY_COUNT(issues));
	ret->labelled = true;
	return ret->volume.len || ret->issue.len;
}
