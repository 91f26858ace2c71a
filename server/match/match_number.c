/* SPDX-License-Identifier: MIT */
/* Years, volumes, pages. */
#include "match_own.h"

#include <stdlib.h>

int paper_year(const struct paper *paper)
{
	long long value;

	if (paper->year.known)
		return (int)paper->year.value;
	if (paper->published && strlen(paper->published) >= 4 &&
	    text_to_integer((struct span){ paper->published, 4 }, &value))
		return (int)value;
	return 0;
}

/* What is online in one year is often in print in the next. */
enum agreement year_agreement(int year, const struct paper *paper)
{
	int own = paper_year(paper);

	if (year <= 0 || own <= 0)
		return MATCH_UNKNOWN;
	if (year == own)
		return MATCH_AGREES;
	return year - own == 1 || own - year == 1 ? MATCH_NEARLY
						  : MATCH_DIFFERS;
}

/* Without what stands before a number ("Vol. ", zeros). */
static struct span number_bare(struct span text)
{
	static const char *const labels[] = {
		"volume", "vol", "number", "no", "issue", "pages", "pp", "p"
	};
	struct span rest = span_trim(text);

	for (size_t i = 0; i < ARRAY_COUNT(labels); i++) {
		size_t len = strlen(labels[i]);

		if (!span_starts_nocase(rest, labels[i]) || rest.len == len ||
		    !strchr(". ", rest.at[len]))
			continue;
		rest = span_trim(span_slice(rest, len + 1, rest.len));
		break;
	}
	while (rest.len > 1 && rest.at[0] == '0' && ascii_is_digit(rest.at[1]))
		rest = span_slice(rest, 1, rest.len);
	return rest;
}

static bool is_same(struct span a, struct span b)
{
	if (!a.len || a.len != b.len)
		return false;
	for (size_t i = 0; i < a.len; i++)
		if (ascii_lower(a.at[i]) != ascii_lower(b.at[i]))
			return false;
	return true;
}

enum agreement number_agreement(struct span claimed, struct span own)
{
	struct span one = number_bare(claimed), two = number_bare(own);

	if (!one.len || !two.len)
		return MATCH_UNKNOWN;
	return is_same(one, two) ? MATCH_AGREES : MATCH_DIFFERS;
}

struct span page_first(struct span pages)
{
	size_t len = 0;

	pages = number_bare(pages);
	if (!pages.len)
		return pages;
	while (len < pages.len && ascii_is_alnum(pages.at[len]))
		len++;
	return span_slice(pages, 0, len);
}

static struct span digits_of(struct span page)
{
	while (page.len && !ascii_is_digit(page.at[0]))
		page = span_slice(page, 1, page.len);
	return page;
}

static enum agreement first_agreement(struct span one, struct span two)
{
	if (!one.len || !two.len)
		return MATCH_UNKNOWN;
	if (is_same(one, two))
		return MATCH_AGREES;
	one = digits_of(one);
	two = digits_of(two);
	/* "e12345" is also written 12345; "S12" and "12" are two pages */
	return one.len > 3 && is_same(one, two) ? MATCH_NEARLY : MATCH_DIFFERS;
}

enum agreement page_agreement(struct span claimed, const struct paper *paper)
{
	struct span one = page_first(claimed);
	enum agreement page = first_agreement(
		one, page_first(span_of(paper->pages)));
	enum agreement article = first_agreement(
		one, page_first(span_of(paper->article_number)));

	if (page == MATCH_AGREES || article == MATCH_AGREES)
		return MATCH_AGREES;
	if (page == MATCH_NEARLY || article == MATCH_NEARLY)
		return MATCH_NEARLY;
	return page == MATCH_UNKNOWN ? article : page;
}
