/* SPDX-License-Identifier: MIT */
/* Words around pages. */
#include "page_item.h"

#include "paperd/scoped.h"

static const char *const labels[] = {
	"pages", "page", "pags",   "págs",  "pag", "pág", "pgs", "pg",
	"pp",    "p",    "seiten", "seite", "s",   "стр", "с",   "С",
};

/* True for a letter that alone before digits is part of the page ("S12"). */
static bool is_part_of_page(struct span label)
{
	return label.len == 1 && label.at[0] != 'p';
}

/* The length of the label at the front, with what parts it from the page. */
static size_t label_length(struct span text)
{
	for (size_t i = 0; i < ARRAY_COUNT(labels); i++) {
		size_t len = strlen(labels[i]);
		size_t at = len;

		if (!span_starts_nocase(text, labels[i]))
			continue;
		while (at < text.len && strchr(".:_ ", text.at[at]))
			at++;
		if (at == text.len || ascii_is_alnum(text.at[at]) == 0)
			continue;
		if (at > len)
			return at;
		if (ascii_is_digit(text.at[at]) &&
		    !is_part_of_page(span_slice(text, 0, len)))
			return at;
	}
	return 0;
}

struct span page_strip(struct span text, struct page_item *item)
{
	size_t before, len;

	text = span_trim(text);
	before = text.len;
	while ((len = label_length(text)))
		text = span_slice(text, len, text.len);
	while (text.len && strchr(". ", text.at[text.len - 1]))
		text.len--;
	item->labelled |= text.len < before;
	return text;
}

struct span page_strip_behind(struct span text, struct page_item *item)
{
	size_t at = 0;

	while (at < text.len && text.at[at] != ' ')
		at++;
	if (at + 1 >= text.len || !memchr(text.at, '-', at))
		return text;
	if (!ascii_is_alpha(text.at[at + 1]) && !strchr("([", text.at[at + 1]))
		return text;
	item->noted = true;
	return span_slice(text, 0, at);
}
