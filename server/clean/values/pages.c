/* SPDX-License-Identifier: MIT */
/*
 * Pages.
 *
 * A text is a list of items ("77-95, viii"), an item one page or two with a
 * dash between.  A lone page that mixes letters and digits is an article
 * number.  An item whose dashes do not tell which pages are meant ("1-1-1") is
 * shown and gives no ends.  What follows the last item that can be read ("; author reply 12")
 * belongs to something else and is dropped; a text that does not begin with an
 * item has no pages.
 */
#include "page_item.h"

#include <stdio.h>

#include "fold.h"
#include "numeral.h"
#include "paperd/clean.h"
#include "paperd/scoped.h"
#include "paperd/values.h"

/* "SUPPL:4309-22", "Pt 2:123-30": the part, not the page's. */
static struct span strip_supplement(struct span text)
{
	static const char *const words[] = { "suppl", "pt", "part", "spec" };
	const char *colon = memchr(text.at, ':', text.len);

	for (size_t i = 0; colon && i < ARRAY_COUNT(words); i++)
		if (span_starts_nocase(text, words[i]))
			return span_slice(text, (size_t)(colon - text.at) + 1,
					  text.len);
	return text;
}

static void drop_braces(struct fold *fold, struct trace *trace)
{
	size_t len = 0;

	for (size_t i = 0; i < fold->len; i++)
		if (!strchr("{}", fold->at[i]) || !fold->at[i])
			fold->at[len++] = fold->at[i];
	if (len < fold->len)
		trace_fired(trace, RULE_PAGES_LABEL);
	fold->len = len;
}

/* Makes one dash of several, without blanks around it. */
static void join_dashes(struct fold *fold)
{
	size_t len = 0;

	for (size_t i = 0; i < fold->len; i++) {
		char c = fold->at[i];

		if (c == '-' && len && fold->at[len - 1] == ' ')
			len--;
		if (len && fold->at[len - 1] == '-' && (c == '-' || c == ' '))
			continue;
		fold->at[len++] = c;
	}
	fold->len = len;
}

/* Without one pair of brackets around the whole. */
static struct span without_brackets(struct span text)
{
	char first, last;

	text = span_trim(text);
	if (text.len < 2)
		return text;
	first = text.at[0];
	last = text.at[text.len - 1];
	if ((first == '[' && last == ']') || (first == '(' && last == ')'))
		return span_slice(text, 1, text.len - 1);
	return text;
}

/* Takes the text up to the next ',', ';', '&' or "and" off the front. */
static struct span segment_next(struct span *rest)
{
	struct span part = *rest;
	size_t step = 0;
	size_t at;

	for (at = 0; at < part.len && !step; at++) {
		struct span here = span_slice(part, at, part.len);

		if (strchr(",;&", here.at[0]))
			step = 1;
		else if (span_starts_nocase(here, " and "))
			step = 5;
		if (step)
			break;
	}
	part.len = at;
	*rest = step ? span_slice(*rest, at + step, rest->len)
		     : (struct span){ 0 };
	return part;
}

static bool is_zero(const char *page)
{
	return strspn(page, "0") == strlen(page);
}

/* "12-100-12-100": a page that has a dash, twice. */
static bool is_twice(const struct page_item *item)
{
	return strchr(item->first, '-') && strcmp(item->first, item->last) == 0;
}

/* Adds an item to the display form; false when it does not fit.  Equal ends are
 * shown once, but in a list not where "12-100" would be read as 12 to 100. */
static bool show(struct clean_pages *ret, const struct page_item *item,
		 bool list)
{
	size_t len = strlen(ret->display);
	bool range = item->last[0] && (strcmp(item->first, item->last) != 0 ||
				       (list && is_twice(item)));
	int more = snprintf(ret->display + len, sizeof(ret->display) - len,
			    "%s%s%s%s%s", len ? ", " : "", item->first,
			    range ? "-" : "", range ? item->last : "",
			    item->open ? "+" : "");

	return more > 0 && (size_t)more < sizeof(ret->display) - len;
}

/* The end of the pages so far: the last arabic one, or the last roman one when
 * there is no arabic. */
static void move_last(struct clean_pages *ret, const struct page_item *item)
{
	const char *last = item->last[0] ? item->last : item->first;

	if (item->unsure)
		return;
	if (numeral_has_digit(span_of(last)) ||
	    !numeral_has_digit(span_of(ret->last)))
		memcpy(ret->last, last, strlen(last) + 1);
}

static void trace_item(const struct page_item *item, struct trace *trace)
{
	if (item->labelled)
		trace_fired(trace, RULE_PAGES_LABEL);
	if (item->expanded)
		trace_fired(trace, RULE_PAGES_EXPAND);
	if (item->noted)
		trace_fired(trace, RULE_PAGES_NOTE);
}

/* A page alone has no end, may be an article number, and is nothing when it is
 * zero.  False for nothing. */
static bool settle_alone(struct clean_pages *ret, const struct page_item *item)
{
	if (item->unsure)
		return true;
	if (is_zero(item->first) && (!item->last[0] || is_zero(item->last)))
		return false;
	if (item->last[0])
		return true;
	ret->last[0] = '\0';
	if (!item->open && page_is_article_number(span_of(item->first))) {
		memcpy(ret->article_number, item->first, PAGE_MAX);
		ret->first[0] = '\0';
	}
	return true;
}

/* What was read of a list. */
struct reading {
	struct page_item first;
	size_t count;
	bool twice; /* an item is one page, twice */
	bool full;  /* the display does not fit */
};

static void take_item(const struct page_item *item, struct clean_pages *ret,
		      struct reading *reading, bool list)
{
	reading->full |= !show(ret, item, list);
	if (reading->count++ == 0)
		reading->first = *item;
	reading->twice |= is_twice(item);
	move_last(ret, item);
}

/* Reads items up to the first that is none. */
static struct reading read_items(struct span text, struct clean_pages *ret,
				 bool list, struct trace *trace)
{
	struct reading reading = { .count = 0 };
	struct page_item item;
	struct span part = { 0 };
	bool read = true;

	while (text.at && read) {
		part = segment_next(&text);
		read = page_item_read(part, &item);
		if (!read)
			break;
		take_item(&item, ret, &reading, list);
		trace_item(&item, trace);
	}
	if (!read && span_trim(part).len)
		trace_fired(trace, RULE_PAGES_NOTE);
	return reading;
}

/* The text of the items: without braces, brackets and the supplement. */
static struct span prepare(struct fold *fold, struct trace *trace)
{
	struct span text;
	size_t before;

	drop_braces(fold, trace);
	join_dashes(fold);
	text = fold_span(fold);
	before = span_trim(text).len;
	text = strip_supplement(without_brackets(text));
	if (text.len < before)
		trace_fired(trace, RULE_PAGES_LABEL);
	return text;
}

bool pages_read(struct span raw, struct clean_pages *ret, struct trace *trace)
{
	struct reading reading;
	struct span text;
	struct fold fold;

	if (clean_is_placeholder(raw) || !fold_set(&fold, raw))
		return false;
	text = prepare(&fold, trace);
	reading = read_items(text, ret, false, trace);
	if (reading.count > 1 && reading.twice) {
		*ret = (struct clean_pages){ .first = "" };
		reading = read_items(text, ret, true, NULL);
	}
	if (!reading.count || reading.full)
		return false;
	if (!reading.first.unsure)
		memcpy(ret->first, reading.first.first, PAGE_MAX);
	return reading.count > 1 || settle_alone(ret, &reading.first);
}
