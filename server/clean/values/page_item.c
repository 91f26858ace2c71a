/* SPDX-License-Identifier: MIT */
#include "page_item.h"

#include "numeral.h"
#include "paperd/clean.h"
#include "paperd/scoped.h"

/* ---- one page ---- */

/* The page an e-component follows, as in "1245.e5". */
static bool is_e_page(struct span text)
{
	const char *dot = memchr(text.at, '.', text.len);
	size_t at = dot ? (size_t)(dot - text.at) : 0;

	return dot && numeral_is_digits(span_slice(text, 0, at)) &&
	       at + 2 < text.len && text.at[at + 1] == 'e' &&
	       numeral_is_digits(span_slice(text, at + 2, text.len));
}

/* Letters and digits, or a roman numeral.  A letter together with an inner '.'
 * or '/' makes it a part of a DOI. */
static bool is_page(struct span text)
{
	bool letter = false, digit = false, dotted = false;

	if (!text.len || text.len >= PAGE_MAX || !ascii_is_alnum(text.at[0]) ||
	    !ascii_is_alnum(text.at[text.len - 1]))
		return false;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];

		letter |= ascii_is_alpha(c);
		digit |= ascii_is_digit(c);
		dotted |= c == '.' || c == '/';
		if (!ascii_is_alnum(c) && c != '.' && c != '/' && c != ':')
			return false;
	}
	if (letter && dotted)
		return is_e_page(text);
	return digit || numeral_is_roman(text);
}

bool page_is_article_number(struct span text)
{
	char letter = text.at[0];
	size_t letters = 0;

	for (size_t i = 0; i < text.len; i++)
		letters += ascii_is_alpha(text.at[i]);
	if (!letters)
		return text.at[0] == '0' && text.len >= 5 &&
		       numeral_is_digits(text);
	if (letters == text.len || is_e_page(text))
		return false;
	if (!ascii_is_alpha(letter))
		letter = text.at[text.len - 1];
	return letters > 1 || text.len > 4 || !ascii_is_alpha(letter) ||
	       ascii_lower(letter) == 'e';
}

static void put(char *out, struct span text)
{
	memcpy(out, text.at, text.len);
	out[text.len] = '\0';
}

/* ---- ranges ---- */

/* The bytes before the digits that end a page. */
static size_t stem_length(struct span text)
{
	size_t at = text.len;

	while (at && ascii_is_digit(text.at[at - 1]))
		at--;
	return at;
}

/* The digits of an end that may be abbreviated: all of "34", the "45" of
 * "45.e5"; 0 for any other. */
static size_t short_length(struct span last)
{
	const char *dot = memchr(last.at, '.', last.len);

	if (numeral_is_digits(last))
		return last.len;
	return is_e_page(last) ? (size_t)(dot - last.at) : 0;
}

/*
 * The whole of an abbreviated end: "34" after "1825" is 1834, "8" after "S12"
 * is S18.  An end that would lie before the beginning is no abbreviation: then
 * it is put as it is, and the answer is false.
 */
static bool put_last(struct span first, struct span last, char out[PAGE_MAX])
{
	size_t stem = stem_length(first);
	size_t digits = first.len - stem;
	size_t given = short_length(last);
	size_t kept = digits > given ? digits - given : 0;
	char whole[2 * PAGE_MAX];

	put(out, last);
	/* the "604" of "604.4-604" is no part of page 604 */
	if (stem && first.at[stem - 1] == '.' && given > digits)
		return false;
	if (!digits || !given || (stem ? given < last.len : !kept) ||
	    stem + kept + last.len >= PAGE_MAX)
		return false;
	memcpy(whole, first.at, stem + kept);
	memcpy(whole + stem + kept, last.at, last.len);
	if (kept && memcmp(whole, first.at, first.len) < 0)
		return false;
	put(out, (struct span){ whole, stem + kept + last.len });
	return true;
}

/* True for what stands where a page would stand if it were known. */
static bool is_nothing(struct span text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.at[i] != '?')
			return clean_is_placeholder(text);
	return true;
}

static bool item_single(struct span text, struct page_item *ret)
{
	if (!is_page(text))
		return false;
	put(ret->first, text);
	return true;
}

/* "e-123", "A-12": a letter set off by the dash, no range. */
static bool item_lettered(struct span first, struct span last,
			  struct page_item *ret)
{
	if (first.len != 1 || !numeral_is_digits(last) ||
	    (!ascii_is_upper(first.at[0]) && first.at[0] != 'e'))
		return false;
	if (last.len + 3 > PAGE_MAX)
		return false;
	ret->first[0] = first.at[0];
	ret->first[1] = '-';
	put(ret->first + 2, last);
	return true;
}

static bool item_range(struct span first, struct span last,
		       struct page_item *ret)
{
	first = page_strip(first, ret);
	last = page_strip(last, ret);
	if (item_lettered(first, last, ret))
		return true;
	if (is_nothing(first))
		return !is_nothing(last) && item_single(last, ret);
	if (is_nothing(last))
		return item_single(first, ret);
	if (!is_page(first) || !is_page(last))
		return false;
	put(ret->first, first);
	ret->expanded = put_last(first, last, ret->last);
	return true;
}

/* True when "12-100" would be read as it stands, not as 12 to 11 or the like. */
static bool is_firm(struct span chapter, struct span page)
{
	bool zero = true;

	for (size_t i = 0; i < chapter.len; i++)
		zero &= chapter.at[i] == '0';
	return !zero && page.len >= chapter.len && !span_same(chapter, page);
}

/* "12-1-12-15": chapter and page, twice.  One page, twice, is shown as
 * "12-100", if that can be read no other way. */
static bool item_chaptered(const struct span parts[4], struct page_item *ret)
{
	struct span first = { parts[0].at, parts[0].len + 1 + parts[1].len };
	struct span last = { parts[2].at, parts[2].len + 1 + parts[3].len };

	if (!span_same(parts[0], parts[2]) ||
	    (span_same(parts[1], parts[3]) && !is_firm(parts[0], parts[1])) ||
	    !ascii_is_alnum(parts[0].at[0]) || !is_page(parts[1]) ||
	    !is_page(parts[3]) || first.len >= PAGE_MAX || last.len >= PAGE_MAX)
		return false;
	put(ret->first, first);
	put(ret->last, last);
	return true;
}

/* An end that was left open. */
static struct span trim_dashes(struct span text)
{
	while (text.len && text.at[0] == '-')
		text = span_slice(text, 1, text.len);
	while (text.len && text.at[text.len - 1] == '-')
		text.len--;
	return text;
}

/* The pages between the dashes. */
static bool item_parts(struct span rest, struct page_item *ret)
{
	struct span parts[4];
	size_t count = 0;

	while (count < 4 && span_next(&rest, '-', &parts[count]))
		count++;
	if (rest.at || !count)
		return false;
	if (count == 1)
		return item_single(parts[0], ret);
	if (count == 2)
		return item_range(parts[0], parts[1], ret);
	return count == 4 && item_chaptered(parts, ret);
}

/* The text without what stands around the pages: labels, notes, open ends,
 * the '+' for "and more". */
static struct span core_of(struct span text, struct page_item *item)
{
	size_t before;

	text = trim_dashes(page_strip(text, item));
	text = page_strip_behind(page_strip(text, item), item);
	text = trim_dashes(page_strip(text, item));
	item->open = text.len && text.at[text.len - 1] == '+';
	before = text.len;
	text = trim_dashes(span_slice(text, 0, text.len - item->open));
	item->labelled |= text.len + item->open < before;
	return text;
}

bool page_item_read(struct span text, struct page_item *ret)
{
	*ret = (struct page_item){ 0 };
	text = core_of(text, ret);
	if (page_is_manuscript(text)) {
		put(ret->first, text);
		return true;
	}
	if (item_parts(text, ret))
		return true;
	ret->unsure = page_is_unsure(text);
	if (ret->unsure) {
		put(ret->first, text);
		ret->last[0] = '\0';
	}
	return ret->unsure;
}
