/* SPDX-License-Identifier: MIT */
/*
 * Pages that stay what they are.
 *
 * A list, its items and their ends are each read by rules of their own, and
 * what one of them takes off or puts together another may read anew.  So what
 * is shown has to be read as what it was made of; where it is not, that reading
 * holds and is tried in turn.
 */
#include "page_item.h"

#include "fold.h"
#include "noted.h"
#include "paperd/scoped.h"

/* How often pages are read again; what goes on for longer are no pages. */
#define READINGS_MAX 4

/* How many dashes of a text are another sign, several, or among blanks. */
static size_t odd_dashes(struct span raw)
{
	size_t count = 0;
	char before = '\0';

	for (size_t at = 0; at < raw.len;) {
		struct span rest = span_slice(raw, at, raw.len);
		uint32_t code;
		size_t step = utf8_decode(rest, &code);
		bool dash = step && (code == '-' || fold_is_dash(code));

		step = step ? step : 1;
		if (dash && (code != '-' || (before && strchr(" -", before)) ||
			     (rest.len > step && rest.at[step] == ' ')))
			count++;
		before = dash ? '-' : raw.at[at];
		at += step;
	}
	return count;
}

/* True when one page is shown for a range whose ends are equal. */
static bool is_one_page(const struct clean_pages *pages)
{
	return strcmp(pages->display, pages->first) == 0 &&
	       strcmp(pages->last, pages->first) == 0;
}

/* Is again, the pages read from what was shown of once, the same?  The end of
 * one page is not shown. */
static bool are_same(const struct clean_pages *once,
		     const struct clean_pages *again)
{
	return strcmp(once->display, again->display) == 0 &&
	       strcmp(once->first, again->first) == 0 &&
	       strcmp(once->article_number, again->article_number) == 0 &&
	       (strcmp(once->last, again->last) == 0 ||
		(is_one_page(once) && !again->last[0]));
}

/* Reads pages until what is shown is read as the same pages. */
static bool settle(struct span raw, struct clean_pages *ret,
		   struct trace *trace)
{
	struct clean_pages again;

	*ret = (struct clean_pages){ .first = "" };
	if (!pages_read(raw, ret, trace))
		return false;
	if (span_is(raw, ret->display))
		return true; /* as nearly all are */
	for (int i = 0; i < READINGS_MAX; i++) {
		again = (struct clean_pages){ .first = "" };
		if (!pages_read(span_of(ret->display), &again, NULL))
			return false;
		if (are_same(ret, &again))
			return true;
		*ret = again;
	}
	return false;
}

bool pages_from_text(struct span raw, struct clean_pages *ret,
		     struct trace *trace)
{
	struct trace room, *own = noted_begin(&room, trace);
	struct clean_pages pages;

	if (!settle(raw, &pages, own)) {
		if (raw.len)
			trace_fired(trace, RULE_PAGES_NULL);
		return false;
	}
	trace_counted(own, RULE_PAGES_DASH, own ? odd_dashes(raw) : 0);
	noted_settle(trace, own, !span_is(raw, pages.display), RULE_PAGES_FORM);
	if (pages.article_number[0])
		trace_fired(trace, RULE_PAGES_ARTICLE);
	*ret = pages;
	return true;
}
