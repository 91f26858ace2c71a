/* SPDX-License-Identifier: MIT */
/*
 * Pages in a citation.
 */
#include "citation.h"

#include "paperd/scoped.h"

#define NUMBER_MAX 9 /* digits of a page that is counted with */

static bool is_number(struct span text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!ascii_is_digit(text.at[i]))
			return false;
	return text.len && text.len <= NUMBER_MAX;
}

/* How many digits at the front two numbers of one length have in common. */
static size_t common(struct span first, struct span last)
{
	size_t ret = 0;

	while (ret < first.len && first.at[ret] == last.at[ret])
		ret++;
	return ret;
}

/* From the first page on, digits of the last one are left out: those in common,
 * or as the Chicago Manual 9.61 has it: none up to 100 and of multiples of 100,
 * else all in common, but at least two are given unless the first page is 1 to
 * 9 above a multiple of 100. */
static struct span shortened(struct span first, struct span last,
			     enum page_form form)
{
	size_t skip = common(first, last);
	bool tens, hundred;

	if (form == PAGES_SHORT)
		return span_slice(last, skip, last.len);
	if (first.len < 3)
		return last;
	tens = first.at[first.len - 2] != '0';
	hundred = !tens && first.at[first.len - 1] == '0';
	if (hundred)
		return last;
	if (tens && skip + 2 > last.len)
		skip = last.len - 2;
	return span_slice(last, skip, last.len);
}

/* "S93-9" for S93 to S99: the letter counts for both. */
static void skip_letter(struct span *first, struct span *last)
{
	if (!first->len || !last->len || !ascii_is_alpha(first->at[0]) ||
	    first->at[0] != last->at[0])
		return;
	*first = span_slice(*first, 1, first->len);
	*last = span_slice(*last, 1, last->len);
}

/* "123-8" is 123 to 128. */
static void put_last(struct citation *citation, struct span first,
		     struct span last)
{
	enum page_form form = citation->style->pages;
	char whole[NUMBER_MAX];
	struct span end, full = last;

	if (form == PAGES_SHORT)
		skip_letter(&first, &last);
	end = (struct span){ whole, first.len };
	if (!is_number(first) || !is_number(last) || last.len > first.len) {
		citation_value(citation, full);
		return;
	}
	memcpy(whole, first.at, first.len);
	memcpy(whole + first.len - last.len, last.at, last.len);
	if (form != PAGES_WHOLE && common(first, end) < end.len)
		end = shortened(first, end, form);
	citation_value(citation, end);
}

/* "A-1-A-9" could be parted at any of its dashes, and is not. */
static void put_range(struct citation *citation, struct span range)
{
	SCOPED_FREE char *text = span_copy(range);
	struct span first, last;

	pages_split(text, &first, &last);
	if (!last.len || span_has(last, '-')) {
		citation_value(citation, range);
		return;
	}
	citation_value(citation, first);
	buf_add_text(citation->out, citation->style->dash);
	put_last(citation, first, last);
}

void citation_pages(struct citation *citation)
{
	struct span rest = span_of(citation->paper->pages), range;
	bool more = false;

	while (rest.at && span_next(&rest, ',', &range)) {
		if (more)
			citation_text(citation, ", ");
		more = true;
		put_range(citation, range);
	}
}

bool pages_are_many(const char *pages)
{
	struct span first, last;

	pages_split(pages, &first, &last);
	return last.len > 0;
}
