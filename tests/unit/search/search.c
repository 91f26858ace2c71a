/* SPDX-License-Identifier: MIT */
/* The search language: what each text asks for, in a line. */
#include <criterion/criterion.h>

#include "paperd/scoped.h"
#include "paperd/search.h"

/* A search as text: groups parted by "; ", words of one by " | ", each with
 * its signs: - negated, fields, the text in brackets, "" a phrase, * prefix. */
static void show_word(const struct search_word *word, struct buf *out)
{
	static const char letters[] = "btaj";

	if (word->negated)
		buf_add_char(out, '-');
	for (unsigned i = 0; word->fields != SEARCH_ANYWHERE && i < 4; i++)
		if (word->fields & 1U << i)
			buf_add_char(out, letters[i]);
	buf_add_format(out, word->phrase ? "\"%s\"" : "[%s]", word->text);
	if (word->prefix)
		buf_add_char(out, '*');
}

static void show(const struct search *search, struct buf *out)
{
	for (size_t i = 0; i < search->count; i++) {
		const struct search_word *word = &search->words[i];

		if (i)
			buf_add_text(out, word->group == word[-1].group ? " | "
									: "; ");
		show_word(word, out);
	}
	if (search->year_from || search->year_until)
		buf_add_format(out, " {%d,%d}", search->year_from,
			       search->year_until);
}

static const struct row {
	const char *text, *expected;
} language[] = {
	{ "", "" },
	{ " \t ... ??? ", "" },
	{ "dark matter", "[dark]; [matter]" },
	{ "\"dark matter\" halo", "\"dark matter\"; [halo]" },
	{ "“dark matter” „halo“ «gas» „hot”",
	  "\"dark matter\"; \"halo\"; \"gas\"; \"hot\"" },
	{ "\"dark matter", "[\"dark]; [matter]" },
	{ "\"\" \"...\" a", "[a]" },
	{ "\"dark\"matter", "\"dark\"; [matter]" },
	{ "5\" disk\"", "[5\"]; [disk\"]" },
	{ "dark -matter", "[dark]; -[matter]" },
	{ "-\"dark matter\" -title:gas", "-\"dark matter\"; -t[gas]" },
	{ "dark - matter -- gas --hot", "[dark]; [matter]; [gas]; [--hot]" },
	{ "covid-19 T-cell", "[covid-19]; [T-cell]" },
	{ "a OR b c", "[a] | [b]; [c]" },
	{ "a b OR c OR d e", "[a]; [b] | [c] | [d]; [e]" },
	{ "OR a", "[OR]; [a]" },
	{ "a OR", "[a]; [OR]" },
	{ "a or b", "[a]; [or]; [b]" },
	{ "a OR ... b", "[a] | [b]" },
	{ "a OR -b OR c", "[a]; -[b]; [c]" },
	{ "-a OR b", "-[a]; [b]" },
	{ "\"a\" OR title:\"b c\"", "\"a\" | t\"b c\"" },
	{ "\"OR\" a title:OR b", "\"OR\"; [a]; t[OR]; [b]" },
	{ "a AND b AND", "[a]; [b]; [AND]" },
	{ "AND a AND OR b", "[AND]; [a]; [OR]; [b]" },
	{ "a OR year:2019 b", "[a]; [b] {2019,2019}" },
	{ "year:2019 OR a", "[a] {2019,2019}" },
	{ "informat* in*", "[informat]*; [in]" },
	{ "informat*** *", "[informat]*" },
	{ "病* 白血*", "[病]*; [白血]*" },
	{ "covid-19* re-sequenc*", "[covid-19]; [re-sequenc]*" },
	{ "inf*mation", "[inf*mation]" },
	{ "\"dark mat\"*", "\"dark mat\"" },
	{ "title:dark author:moasser journal:nature abstract:halo",
	  "t[dark]; a[moasser]; j[nature]; b[halo]" },
	{ "Title:dark TITLE:\"dark matter\" title：白血病",
	  "t[dark]; t\"dark matter\"; t[白血病]" },
	{ "title: dark", "[title:]; [dark]" },
	{ "titles:dark", "[titles:dark]" },
	{ "doi:10.1000/182", "[doi:10.1000/182]" },
	{ "title:title:dark", "t[title:dark]" },
	{ "title:-dark", "t[-dark]" },
	{ "title:dark*", "t[dark]*" },
	{ "year:2019", " {2019,2019}" },
	{ "year:2019..2022", " {2019,2022}" },
	{ "year:2019..", " {2019,0}" },
	{ "year:..2022", " {0,2022}" },
	{ "year:2022..2019", " {2019,2022}" },
	{ "year:2010..2020 year:2015.. year:..2030", " {2015,2020}" },
	{ "year:2010 year:2020", " {2020,2010}" },
	{ "year:.. year:0 year:20190 year:2019-2022 year:-5 year:x",
	  "[year:..]; [year:0]; [year:20190]; [year:2019-2022]; [year:-5]; "
	  "[year:x]" },
	{ "-year:2019", "-[year:2019]" },
	{ "dark Dark, \"dark\" darks", "[dark]; [darks]" },
	{ "title:dark title:darks abstract:dark*", "t[dark]; b[dark]*" },
	{ "author:dark author:Dark author:darks", "a[dark]; a[darks]" },
	{ "dark title:dark -dark dark*", "[dark]; t[dark]; -[dark]; [dark]*" },
	{ "a a OR b a OR b OR a", "[a]; [a] | [b]; [a] | [b]" },
	{ "a OR b a", "[a] | [b]; [a]" },
	{ "a b a ... OR c", "[a]; [b]; [a] | [c]" },
	{ "白血病，维生素D　研究", "[白血病]; [维生素D]; [研究]" },
	{ "(dark OR light) matter", "[(dark] | [light)]; [matter]" },
	{ "\xFF\xFE dark\xC3", "[dark\xC3]" },
};

Test(search, language)
{
	for (size_t i = 0; i < ARRAY_COUNT(language); i++) {
		const struct row *row = &language[i];
		SCOPED(search_release) struct search search = { 0 };
		SCOPED(buf_release) struct buf shown = buf_init(1 << 16);

		cr_assert_eq(search_add(&search, span_of(row->text),
					SEARCH_ANYWHERE, NULL),
			     STATUS_OK, "%s", row->text);
		show(&search, &shown);
		cr_expect_str_eq(buf_text(&shown), row->expected,
				 "%s: \"%s\", not \"%s\"", row->text,
				 buf_text(&shown), row->expected);
	}
}

Test(search, is_added_to)
{
	SCOPED(search_release) struct search search = { 0 };
	SCOPED(buf_release) struct buf shown = buf_init(1000);

	cr_assert_eq(search_add(&search, span_of("dark OR gas year:2019.."),
				SEARCH_ANYWHERE, NULL),
		     STATUS_OK);
	cr_assert_eq(search_add(&search,
				span_of("OR dark author:x year:..2022"),
				SEARCH_TITLE, NULL),
		     STATUS_OK);
	cr_assert_eq(search_add(&search, span_of("dark"), SEARCH_TITLE, NULL),
		     STATUS_OK);
	show(&search, &shown);
	cr_assert_str_eq(buf_text(&shown), "[dark] | [gas]; t[OR]; t[dark]; "
					   "a[x] {2019,2022}");
	cr_assert_eq(search.groups, 4);
}

/* NUL and other control characters cannot be in a word. */
Test(search, control_characters_part_words)
{
	static const char text[] = "dark\0matter \"hot\0gas\" \"\x01star\"";
	SCOPED(search_release) struct search search = { 0 };
	SCOPED(buf_release) struct buf shown = buf_init(1000);

	cr_assert_eq(search_add(&search, (struct span)SPAN(text),
				SEARCH_ANYWHERE, NULL),
		     STATUS_OK);
	show(&search, &shown);
	cr_assert_str_eq(buf_text(&shown), "[dark]; [matter]; \"hot gas\"; "
					   "\" star\"");
}

/* "w0 w1 …" */
static void number_words(struct buf *out, unsigned from, unsigned until)
{
	for (unsigned i = from; i < until; i++)
		buf_add_format(out, "w%u ", i);
}

Test(search, has_at_most_so_many_words)
{
	SCOPED(search_release) struct search search = { 0 };
	SCOPED(buf_release) struct buf text = buf_init(1 << 20);
	struct error err = { 0 };

	number_words(&text, 0, SEARCH_WORDS_MAX);
	for (unsigned i = 0; i < 100; i++)
		number_words(&text, 0, SEARCH_WORDS_MAX);
	cr_assert_eq(
		search_add(&search, buf_span(&text), SEARCH_ANYWHERE, &err),
		STATUS_OK, "what is said twice counts once");
	cr_assert_eq(search.count, SEARCH_WORDS_MAX);
	buf_clear(&text);
	number_words(&text, 60, SEARCH_WORDS_MAX + 6);
	buf_add_text(&text, "year:2000");
	cr_assert_eq(
		search_add(&search, buf_span(&text), SEARCH_ANYWHERE, &err),
		STATUS_INVALID_PARAMETER);
	cr_assert_str_eq(err.detail,
			 "a search may have 64 words, this one has 70");
	cr_assert_eq(search.count, SEARCH_WORDS_MAX, "it stays as it was");
	cr_assert_eq(search.groups, SEARCH_WORDS_MAX);
	cr_assert_eq(search.year_from, 0);
}

Test(search, has_at_most_so_many_terms)
{
	SCOPED(search_release) struct search search = { 0 };
	SCOPED(buf_release) struct buf text = buf_init(1 << 20);
	struct error err = { 0 };

	buf_add_text(&text, "\"");
	number_words(&text, 0, SEARCH_TERMS_MAX - 2);
	buf_add_text(&text, "\" dark-matter");
	cr_assert_eq(
		search_add(&search, buf_span(&text), SEARCH_ANYWHERE, &err),
		STATUS_OK);
	cr_assert_eq(
		search_add(&search, span_of("matter-dark"), SEARCH_TITLE, &err),
		STATUS_INVALID_PARAMETER);
	cr_assert_str_eq(err.detail, "the words and phrases of a search may "
				     "have 256 terms, these have 258");
	cr_assert_eq(search.count, 2, "it stays as it was");
}

static const struct row references[] = {
	{ "", "" },
	{ "-Doe, J. (2019) \"Dark OR light\"; title:gas 12:3-9*",
	  "[Doe]; [2019]; [Dark]; [OR]; [light]; [title]; [gas]; [12]" },
	{ "dark Dark darks", "[dark]; [darks]" },
	{ "白血病 year:2019", "[白血]; [血病]; [year]; [2019]" },
};

Test(search, reference)
{
	for (size_t i = 0; i < ARRAY_COUNT(references); i++) {
		const struct row *row = &references[i];
		SCOPED(search_release) struct search search = { 0 };
		SCOPED(buf_release) struct buf shown = buf_init(1 << 16);

		cr_assert_eq(search_add_words(&search, span_of(row->text),
					      SEARCH_ANYWHERE, NULL),
			     STATUS_OK, "%s", row->text);
		show(&search, &shown);
		cr_expect_str_eq(buf_text(&shown), row->expected,
				 "%s: \"%s\", not \"%s\"", row->text,
				 buf_text(&shown), row->expected);
		cr_expect_eq(search.groups, search.count, "%s", row->text);
	}
}

Test(search, reference_of_any_length)
{
	SCOPED(search_release) struct search search = { 0 };
	SCOPED(buf_release) struct buf text = buf_init(1 << 20);

	number_words(&text, 0, 3 * SEARCH_WORDS_MAX);
	cr_assert_eq(
		search_add_words(&search, buf_span(&text), SEARCH_TITLE, NULL),
		STATUS_OK);
	cr_assert_eq(search.count, SEARCH_WORDS_MAX);
	cr_assert_str_eq(search.words[SEARCH_WORDS_MAX - 1].text, "w63");
	cr_assert_eq(search.words[0].fields, SEARCH_TITLE);
}
