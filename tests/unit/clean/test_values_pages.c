/* SPDX-License-Identifier: MIT */
#include "test_values.h"

/* "77-95, viii | 77 | 95", "e12 | # e12" */
static bool write_pages(struct span raw, char out[VALUE_ROOM])
{
	struct clean_pages pages;

	if (!pages_from_text(raw, &pages, NULL))
		return false;
	if (pages.article_number[0])
		snprintf(out, VALUE_ROOM, "%s | # %s", pages.display,
			 pages.article_number);
	else
		snprintf(out, VALUE_ROOM, "%s | %s | %s", pages.display,
			 pages.first, pages.last);
	return true;
}

static const struct value_row range_rows[] = {
	{ "499", "499 | 499 | " },
	{ "77-95, viii", "77-95, viii | 77 | 95" },
	{ "1825-34, 1839-40", "1825-1834, 1839-1840 | 1825 | 1840" },
	{ "123-9", "123-129 | 123 | 129" },
	{ "S12-8", "S12-S18 | S12 | S18" },
	{ "R404–5", "R404-R405 | R404 | R405" },
	{ "1234-45.e5", "1234-1245.e5 | 1234 | 1245.e5" },
	{ "176-176", "176 | 176 | 176" },
	{ "198-05", "198-05 | 198 | 05" },
	{ "15-12", "15-12 | 15 | 12" },
	{ "0-20", "0-20 | 0 | 20" },
	{ "2:1-2:33", "2:1-2:33 | 2:1 | 2:33" },
	{ "12-1-12-15", "12-1-12-15 | 12-1 | 12-15" },
	{ "xii-xv", "xii-xv | xii | xv" },
	{ "ii, v", "ii, v | ii | v" },
	{ "40&50", "40, 50 | 40 | 50" },
	{ "40&amp;50", "40, 50 | 40 | 50" },
	{ "43+", "43+ | 43 | " },
	{ "1825-1834-", "1825-1834 | 1825 | 1834" },
	{ "12-", "12 | 12 | " },
	/* lists, entities, letters */
	{ "125-24", "125-24 | 125 | 24" },
	{ "1,2,3", "1, 2, 3 | 1 | 3" },
	{ "i-x, 1-50", "i-x, 1-50 | i | 50" },
	{ "xi, 1-20, iv", "xi, 1-20, iv | xi | 20" },
	{ "40 &amp; 50", "40, 50 | 40 | 50" },
	{ "43+, 50", "43+, 50 | 43 | 50" },
	{ "998-1002", "998-1002 | 998 | 1002" },
	{ "S21-8", "S21-S28 | S21 | S28" },
};

Test(pages, expands_ranges_and_finds_both_ends)
{
	VALUES_HOLD(range_rows, write_pages);
}

static const struct value_row around_rows[] = {
	{ "1 — 50", "1-50 | 1 | 50" },
	{ "1 -- 50", "1-50 | 1 | 50" },
	{ "1\u00AD50", "1-50 | 1 | 50" },
	{ "{1}-{2}", "1-2 | 1 | 2" },
	{ "[12-15]", "12-15 | 12 | 15" },
	{ "１２－１５", "12-15 | 12 | 15" },
	{ "p.50", "50 | 50 | " },
	{ "pp_12", "12 | 12 | " },
	{ "p12", "12 | 12 | " },
	{ "pages: 1-50", "1-50 | 1 | 50" },
	{ "PP. 1-50", "1-50 | 1 | 50" },
	{ "S. 12-S. 15", "12-15 | 12 | 15" },
	{ "pag. 33-4", "33-34 | 33 | 34" },
	{ "12-15 p.", "12-15 | 12 | 15" },
	{ "SUPPL:4309-22", "4309-4322 | 4309 | 4322" },
	{ "Pt 2:123-30", "123-130 | 123 | 130" },
	{ "123-8; author reply 138-9", "123-128 | 123 | 128" },
	{ "12; discussion 13", "12 | 12 | " },
	/* other words */
	{ "págs. 12-15", "12-15 | 12 | 15" },
	{ "p. 5-p. 9", "5-9 | 5 | 9" },
	{ "27-34 passim", "27-34 | 27 | 34" },
	{ "12-15 (Suppl)", "12-15 | 12 | 15" },
	{ "12-15,", "12-15 | 12 | 15" },
	{ "suppl 2:S34-5", "S34-S35 | S34 | S35" },
	{ "n/a-43", "43 | 43 | " },
	{ "43-?", "43 | 43 | " },
};

Test(pages, loses_labels_brackets_and_replies)
{
	VALUES_HOLD(around_rows, write_pages);
}

static const struct value_row article_rows[] = {
	{ "a1190", "a1190 | # a1190" },
	{ "Doc01", "Doc01 | # Doc01" },
	{ "CD002020", "CD002020 | # CD002020" },
	{ "e0186494", "e0186494 | # e0186494" },
	{ "e12", "e12 | # e12" },
	{ "12E", "12E | # 12E" },
	{ "05LT01", "05LT01 | # 05LT01" },
	{ "012345", "012345 | # 012345" },
	{ "0123", "0123 | 0123 | " },
	{ "F6", "F6 | F6 | " },
	{ "S123", "S123 | S123 | " },
	{ "12S", "12S | 12S | " },
	{ "e12-e15", "e12-e15 | e12 | e15" },
	{ "1245.e5", "1245.e5 | 1245.e5 | " },
	{ "e123; author reply e125", "e123 | # e123" },
};

Test(pages, tells_article_numbers_from_pages)
{
	VALUES_HOLD(article_rows, write_pages);
}

static const struct value_row unsure_rows[] = {
	{ "e00009-15", "e00009-15 | # e00009-15" },
	{ "e00009\u201115", "e00009-15 | # e00009-15" },
	{ "e00009-e00015", "e00009-e00015 | e00009 | e00015" },
	{ "ENEURO.0091-15.2015",
	  "ENEURO.0091-15.2015 | # ENEURO.0091-15.2015" },
	{ "604.4-604", "604.4-604 | 604.4 | 604" },
	{ "604.1-8", "604.1-604.8 | 604.1 | 604.8" },
	{ "198-a-198", "198-a-198 |  | " },
	{ "2165-a-2166", "2165-a-2166 |  | " },
	{ "1-1-1", "1-1-1 |  | " },
	{ "2-2–4", "2-2-4 |  | " },
	{ "pp. 1-1-1, 7", "1-1-1, 7 |  | 7" },
	{ "7, 1-1-1", "7, 1-1-1 | 7 | 7" },
};

Test(pages, that_cannot_be_parted_are_shown_as_they_are)
{
	VALUES_HOLD(unsure_rows, write_pages);
}

/* What is shown is read as what it was made of. */
static const struct value_row settled_rows[] = {
	{ "2-2+", "2+ | 2 | " },
	{ "2}-2}+{-", "2+ | 2 | " },
	{ "12-2+", "12+ | 12 | " },
	{ "2-5+", "2-5+ | 2 | 5" },
};

Test(pages, are_read_until_they_stay_the_same)
{
	VALUES_HOLD(settled_rows, write_pages);
}

static const struct value_row nothing_rows[] = {
	{ "", NULL },
	{ "-", NULL },
	{ "--", NULL },
	{ "n/a", NULL },
	{ "n/a-n/a", NULL },
	{ "?-?", NULL },
	{ "0", NULL },
	{ "0-0", NULL },
	{ "online", NULL },
	{ "[34457 words; 185 paragraphs]", NULL },
	{ "12 p.", NULL },
	{ "10.1371/journal.pone.0012", NULL },
	{ "10.1007/s123-45", NULL },
	{ "author reply 12", NULL },
	{ "s12032-025-03052-1", NULL },
	{ "0-0-0", NULL },
	{ "\xFF", NULL },
	{ "245 p. 2 index", NULL },
	{ "12 pages", NULL },
	{ "Unit6.10", NULL },
	{ "?-?", NULL },
	{ "nan-nan", NULL },
	{ "0-0-0", NULL },
	{ "{}", NULL },
};

Test(pages, are_none_where_the_text_tells_no_page)
{
	VALUES_HOLD(nothing_rows, write_pages);
}

Test(pages, that_do_not_fit_are_no_pages)
{
	struct clean_pages pages = { .first = "untouched" };
	char text[700];

	memset(text, '1', sizeof(text));
	cr_expect(pages_from_text((struct span){ text, 63 }, &pages, NULL));
	cr_expect_eq(strlen(pages.first), 63);
	memcpy(pages.first, "untouched", 10);
	cr_expect_not(pages_from_text((struct span){ text, 64 }, &pages, NULL));
	cr_expect_not(
		pages_from_text((struct span){ text, 700 }, &pages, NULL));
	for (size_t i = 3; i < sizeof(text); i += 4)
		text[i] = ',';
	cr_expect_not(
		pages_from_text((struct span){ text, 400 }, &pages, NULL));
	cr_expect_str_eq(pages.first, "untouched");
}
