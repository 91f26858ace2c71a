/* SPDX-License-Identifier: MIT */
#include "writers.h"

#include <string.h>

/* ---- dates ---- */

static bool take_number(const char **text, int *ret)
{
	int value = 0, digits = 0;

	while (ascii_is_digit(**text) && digits < 6) {
		value = value * 10 + (**text - '0');
		(*text)++;
		digits++;
	}
	*ret = value;
	return digits > 0;
}

struct date_parts date_parts_of(const char *date)
{
	struct date_parts ret = { 0 };

	while (date && ret.count < 3 &&
	       take_number(&date, &ret.of[ret.count])) {
		ret.count++;
		if (*date != '-')
			break;
		date++;
	}
	return ret;
}

struct date_parts published_parts(const struct paper *paper)
{
	struct date_parts ret = date_parts_of(paper->published);

	if (!ret.count && paper->year.known) {
		ret.of[0] = (int)paper->year.value;
		ret.count = 1;
	}
	return ret;
}

/* ---- pages ---- */

/* The bytes of a hyphen or dash at the start of text; 0: there is none. */
static size_t dash_length(struct span text)
{
	if (text.len && text.at[0] == '-')
		return 1;
	/* U+2010 to U+2015, U+2212 */
	if (text.len >= 3 && memcmp(text.at, "\xE2\x80", 2) == 0 &&
	    (unsigned char)text.at[2] >= 0x90 &&
	    (unsigned char)text.at[2] <= 0x95)
		return 3;
	if (text.len >= 3 && memcmp(text.at, "\xE2\x88\x92", 3) == 0)
		return 3;
	return 0;
}

/* What stands before the first dash, and after it. */
static void split_range(struct span range, struct span *ret_first,
			struct span *ret_last)
{
	for (size_t i = 0; i < range.len; i++) {
		struct span rest = span_slice(range, i, range.len);
		size_t dash = dash_length(rest);

		if (!dash)
			continue;
		*ret_first = span_trim(span_slice(range, 0, i));
		*ret_last = span_trim(span_slice(rest, dash, rest.len));
		return;
	}
	*ret_first = span_trim(range);
	*ret_last = (struct span){ 0 };
}

void pages_split(const char *pages, struct span *ret_first,
		 struct span *ret_last)
{
	struct span rest = span_of(pages ? pages : ""), range, first, last;
	size_t ranges = 0;

	*ret_first = *ret_last = (struct span){ 0 };
	while (rest.len && span_next(&rest, ',', &range)) {
		split_range(range, &first, &last);
		if (ranges++ == 0)
			*ret_first = first;
		else if (!last.len)
			last = first;
		*ret_last = last;
	}
}

/* ---- names ---- */

bool person_is_whole(const struct person *person)
{
	return !person->family;
}

static void add_part(struct buf *out, const char *part)
{
	if (!part)
		return;
	buf_add_text(out, ", ");
	buf_add_text(out, part);
}

void person_inverted(const struct person *person, struct buf *out)
{
	if (person_is_whole(person)) {
		buf_add_text(out, person->name ? person->name : "");
		return;
	}
	buf_add_text(out, person->family);
	add_part(out, person->given);
	add_part(out, person->suffix);
}
