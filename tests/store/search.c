/* SPDX-License-Identifier: MIT */
/* What words find. */
#include "contract.h"

static const struct work works[] = {
	{ .doi = "10.1000/a",
	  .title = "Running dark matter searches in galaxies",
	  .abstract = "We look for axions near the halo.",
	  .authors = { "José García" },
	  .journal = "Physical Review Letters",
	  .published = "2020",
	  .year = 2020 },
	{ .doi = "10.1000/b",
	  .title = "Dark energy and the cosmos",
	  .abstract = "No matter is treated here, but covid-19 is.",
	  .authors = { "Elham Moasser" },
	  .journal = "Nature",
	  .published = "2021",
	  .year = 2021 },
	{ .doi = "10.1000/c", .title = "维生素D与急性髓系白血病的关系" },
	{ .doi = "10.1000/d", .title = "Журнал исследований мозга" },
	{ .doi = "10.1000/e", .title = "تأثير الضوء على النبات" },
	{ .doi = "10.1000/f", .title = "CO₂ reduction to C₆H₁₂O₆ by H₂O" },
	{ .doi = "10.1000/g", .title = "On H_{2}O and CO_2 in ice" },
	{ .doi = "10.1000/h", .title = "The α-synuclein fibril" },
	{ .doi = "10.1000/i", .title = "Naïve façades of Ørsted in Łódź" },
	{ .doi = "10.1000/j",
	  .title = "Cancer therapy",
	  .translation = "癌症治疗",
	  .translated = "免疫系统 and more" },
	{ .doi = "10.1000/k", .title = "Information theory" },
	{ .doi = "10.1000/l" },
	{ .doi = "10.1000/m",
	  .title = "Browned bread and MoS$_2$",
	  .authors = { "Ann Brown", "Jim Smith Jones" },
	  .journal = "Natural Language Engineering" },
	{ .doi = "10.1000/n",
	  .title = "Lubricants",
	  .abstract = "Layers of $^{13}$C on MoS2.",
	  .authors = { "Ann Browning", "Jim Smiths Jones" },
	  .journal = "Journal of Studies" },
};

/* clang-format off */
static const struct row {
	const char *params;
	const char *found;
} rows[] = {
	/* words */
	{ "query=dark", "a b" },
	{ "query=dark matter", "a b" },
	{ "query=matter dark", "a b" },
	{ "query=dark axions", "a" },
	{ "query=dark nowhere", "" },
	{ "query=nowhere", "" },
	{ "query=DARK", "a b" },
	/* phrases */
	{ "query=\"dark matter\"", "a" },
	{ "query=\"matter dark\"", "" },
	{ "query=covid-19", "b" },
	{ "query=covid 19", "b" },
	{ "query=\"elham moasser\"", "b" },
	{ "query=\"galaxies we look\"", "" }, /* not over two columns */
	/* words that must not be there */
	{ "query=dark -energy", "a" },
	{ "query=dark -\"dark matter\"", "b" },
	{ "query=dark -title:matter", "b" },
	{ "query=-dark", "c d e f g h i j k l m n" },
	{ "query=-dark -title:ice", "c d e f h i j k l m n" },
	{ "query=-nowhere", "a b c d e f g h i j k l m n" },
	{ "query=-dark&sort=title", "l m j f k n i g h d e c" },
	{ "query=-dark&sort=-doi", "n m l k j i h g f e d c" },
	{ "query=-dark&sort=-published", "c d e f g h i j k l m n" },
	/* alternatives */
	{ "query=axions OR cosmos", "a b" },
	{ "query=axions OR cosmos dark", "a b" },
	{ "query=dark energy OR axions", "a b" },
	{ "query=ice OR fibril OR brain", "g h" },
	/* beginnings */
	{ "query=galax*", "a" },
	{ "query=inform*", "k" },
	{ "query=informat*", "k" },
	{ "query=informationx*", "" },
	/* fields */
	{ "query=title:matter", "a" },
	{ "query=abstract:matter", "b" },
	{ "query=author:garcia", "a" },
	{ "query=author:dark", "" },
	{ "query=journal:nature", "b" },
	{ "query=journal:\"review letters\" dark", "a" },
	{ "title=matter", "a" },
	{ "author=moasser", "b" },
	{ "title=dark&author=moasser", "b" },
	{ "query=axions&title=dark&author=garcia", "a" },
	/* names and journals have no stems, titles and abstracts do */
	{ "author=browning", "n" },
	{ "author=brown", "m" },
	{ "author=brown*", "m n" },
	{ "author=browni*", "n" },
	{ "query=author:browned", "" },
	{ "query=browning&sort=doi", "m n" },
	{ "query=brown", "m" },
	{ "query=title:browning", "m" },
	{ "query=brown browning", "m" },
	{ "query=ann browning lubricant", "n" },
	{ "query=\"ann browning\"", "n" },
	{ "query=author:\"smith jones\"", "m" },
	{ "query=\"smiths jones\"", "n" },
	{ "query=\"jim smith*\"", "m" },
	{ "query=journal:nature", "b" },
	{ "query=journal:natural", "m" },
	{ "query=journal:natur*&sort=doi", "b m" },
	{ "query=journal:study", "" },
	{ "query=journal:\"journal of studies\"", "n" },
	{ "query=ann -browning", "" },
	{ "query=ann -author:browning", "m" },
	/* years */
	{ "query=dark year:2020", "a" },
	{ "query=dark year:2021..", "b" },
	{ "query=year:2020..2021", "a b" },
	{ "query=dark year:1990..1999", "" },
	{ "query=dark&year=2021", "b" },
	/* forms of a word */
	{ "query=search galaxy", "a" },
	{ "query=axion halos", "a" },
	{ "query=run", "a" },
	/* accents and other letters */
	{ "query=jose garcia", "a" },
	{ "query=JOSÉ GARCÍA", "a" },
	{ "query=orsted lodz", "i" },
	{ "query=ørsted łódź", "i" },
	{ "query=naive facade", "i" },
	/* Chinese */
	{ "query=白血病", "c" },
	{ "query=维生素D", "c" },
	{ "query=维生素d", "c" },
	{ "query=\"维生素D\"", "c" },
	{ "query=髓系", "c" },
	{ "query=病", "c" },
	{ "query=血白", "" },
	{ "query=白血病 维生素", "c" },
	{ "query=癌症", "j" },
	{ "query=免疫", "j" },
	{ "query=title:免疫", "" },
	/* Cyrillic and Arabic */
	{ "query=журнал", "d" },
	{ "query=ЖУРНАЛ МОЗГА", "d" },
	{ "query=журн*", "d" },
	{ "query=تأثير", "e" },
	{ "query=تَأثِير", "e" },
	{ "query=النبات الضوء", "e" },
	/* formulas, Greek, what is left of LaTeX */
	{ "query=H2O", "f g" },
	{ "query=h₂o", "f g" },
	{ "query=CO_{2}", "f g" },
	{ "query=C6H12O6", "f" },
	{ "query=MoS$_2$&sort=doi", "m n" },
	{ "query=mos₂&sort=doi", "m n" },
	{ "query=13C", "n" },
	{ "query=$^{13}$C", "n" },
	{ "query=alpha synuclein", "h" },
	{ "query=α-synuclein", "h" },
};
/* clang-format on */

CONTRACT(search, finds_what_has_the_words)
{
	put(f, NULL, works, ARRAY_COUNT(works));
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++)
		for (int limit = 1; limit < 8; limit += 3)
			expect_list(f, rows[i].params, limit, rows[i].found);
}

static long long names_count(const char *names)
{
	struct span left = span_of(names), name;
	long long count = 0;

	while (span_next(&left, ' ', &name))
		count += name.len > 0;
	return count;
}

/* In each of the ways to walk through what matches: as it is scored, and as it
 * is only counted. */
CONTRACT(search, counts_what_has_the_words)
{
	static const char *const ways[] = { "&limit=0", "&limit=1" };

	put(f, NULL, works, ARRAY_COUNT(works));
	for (size_t i = 0; i < 2 * ARRAY_COUNT(rows); i++) {
		const struct row *row = &rows[i / 2];
		SCOPED(buf_release) struct buf params = buf_init(400);
		SCOPED(page_release) struct page page = { 0 };

		buf_add_format(&params, "%s%s", row->params, ways[i % 2]);
		page = page_of(f, buf_text(&params));
		cr_expect_eq(page.total, names_count(row->found), "%s: %lld",
			     buf_text(&params), page.total);
	}
}

/* All of it means something, and nothing fails. */
CONTRACT(search, takes_any_text)
{
	static const char *const texts[] = {
		"\"",     "*",          "-",    "()",
		"\"\" x", "AND OR NOT", "a:b",  "title:",
		"{x}",    "^dark",      "NEAR", "'; DROP TABLE records; --",
		"\\",     "a* b* c*",   "…",    "\"dark",
		"- -",    "title:\"\"", "+",    "x OR",
	};

	put(f, NULL, works, ARRAY_COUNT(works));
	for (size_t i = 0; i < ARRAY_COUNT(texts); i++) {
		SCOPED(buf_release) struct buf params = buf_init(100);
		SCOPED_FREE char *keys = NULL;

		buf_add_format(&params, "query=%s", texts[i]);
		keys = keys_of(f, buf_text(&params));
		cr_expect(keys);
	}
	cr_expect_eq(total_of(f), (long long)ARRAY_COUNT(works));
}
