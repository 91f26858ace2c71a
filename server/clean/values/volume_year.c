/* SPDX-License-Identifier: MIT */
/* Years and months beside a volume or issue. */
#include "volume.h"

#include "date_token.h"
#include "numeral.h"
#include "paperd/scoped.h"

/* The index of a year that stands after something, set off by a blank,
 * ',', ';', '/' or a bracket; text.len when there is none. */
static size_t year_find(struct span text)
{
	for (size_t at = 2; at + 4 <= text.len; at++) {
		bool ends = at + 4 == text.len ||
			    !ascii_is_alnum(text.at[at + 4]);

		if (ends && strchr(" ,;/([", text.at[at - 1]) &&
		    numeral_is_year(span_slice(text, at, at + 4)))
			return at;
	}
	return text.len;
}

/* True for the name of a month or season. */
static bool is_time_of_year(struct span word)
{
	char name[16];

	if (!word.len || word.len >= sizeof(name))
		return false;
	for (size_t i = 0; i < word.len; i++)
		name[i] = ascii_lower(word.at[i]);
	name[word.len] = '\0';
	return date_word(name) > 0;
}

/* Without signs and times of year behind ("2, January-June"). */
static struct span before_months(struct span text)
{
	bool changed = true;

	while (changed) {
		size_t at = text.len;

		while (at && strchr(" ,;/([-", text.at[at - 1]))
			at--;
		text = span_slice(text, 0, at);
		while (at && ascii_is_alpha(text.at[at - 1]))
			at--;
		changed = is_time_of_year(span_slice(text, at, text.len));
		if (changed)
			text = span_slice(text, 0, at);
	}
	return text;
}

struct span volume_before_year(struct span text)
{
	size_t at = year_find(text);

	if (at == text.len)
		return text;
	return before_months(span_slice(text, 0, at));
}

struct span volume_without_year(struct span text)
{
	size_t at = year_find(text);

	if (at == text.len || at + 4 >= text.len ||
	    !strchr("([", text.at[at - 1]) || !strchr(")]", text.at[at + 4]))
		return text;
	text = volume_trim(span_slice(text, 0, at - 1));
	return text;
}
