/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "paperd/scoped.h"
#include "paperd/source.h"
#include "test_source.h"

#define ENTRY(fields) "@article{key,doi={10.1234/X}," fields "}"

static const struct source_row bibtex_rows[] = {
	{ "an article", "doi,url,type,title,journal,volume,issue,pages,source",
	  "@Article{key,\n  DOI = {10.1234/X},\n  title = {A {NASA} Title},\n"
	  "  journal = \"Nature\",\n  volume = 12, number = {3},\n"
	  "  pages = {1--9},\n}",
	  "{\"doi\":\"10.1234/x\",\"url\":\"https://doi.org/10.1234/x\","
	  "\"type\":\"journal-article\",\"title\":\"A NASA Title\","
	  "\"journal\":{\"title\":\"Nature\"},\"volume\":\"12\","
	  "\"issue\":\"3\",\"pages\":\"1-9\","
	  "\"source\":{\"name\":\"BibTeX\",\"format\":\"bibtex\"}}" },
	{ "parentheses", "title",
	  "@book(key, doi={10.1234/x}, title=\"A (b) c\")",
	  "{\"title\":\"A (b) c\"}" },
	{ "no key, no commas", "title,year",
	  "@book{ title = {A}\n doi = {10.1234/x}\n year = 1999 }",
	  "{\"title\":\"A\",\"year\":1999}" },
	{ "escaped braces and a quotation mark in braces", "title,volume",
	  ENTRY("title=\"On {\"}sets{\"}\",note={\\}},volume={4}"),
	  "{\"title\":\"On \\\"sets\\\"\",\"volume\":\"4\"}" },
	{ "macros and what is joined", "journal,published",
	  "@string{jx = {J. of } # tail}\n@STRING(tail = \"Old\")\n"
	  "@string{jy = jz # \" Y\"}"
	  "@article{k,doi={10.1234/x},journal = TAIL # { Things},year=2001,"
	  "month=10 # \"~\" # jan}",
	  "{\"published\":\"2001-01-10\",\"journal\":"
	  "{\"title\":\"Old Things\"}}" },
	{ "an undefined macro stands for itself", "publisher",
	  ENTRY("publisher=Springer"), "{\"publisher\":\"Springer\"}" },
	{ "persons and organisations", "authors",
	  ENTRY("author={G{\\\"o}del, Kurt and {Barnes and Noble} AND "
		"King, Jr., Martin and Ludwig van Beethoven\n and others}"),
	  "{\"authors\":[{\"name\":\"Kurt Gödel\",\"given\":\"Kurt\","
	  "\"family\":\"Gödel\"},{\"name\":\"Barnes and Noble\"},"
	  "{\"name\":\"Martin King Jr.\",\"given\":\"Martin\","
	  "\"family\":\"King\",\"suffix\":\"Jr.\"},"
	  "{\"name\":\"Ludwig van Beethoven\",\"given\":\"Ludwig\","
	  "\"family\":\"van Beethoven\"}]}" },
	{ "accents apart from their letters", "editors",
	  ENTRY("editor={B\\' atori, Zolt{\\' a}n}"),
	  "{\"editors\":[{\"name\":\"Zoltán Bátori\",\"given\":\"Zoltán\","
	  "\"family\":\"Bátori\"}]}" },
	{ "a list that is none of BibTeX's", "editors",
	  ENTRY("editor={Luke Dahl, Douglas Bowman, Thomas Martin}"),
	  "{\"editors\":[{\"name\":\"Luke Dahl\",\"given\":\"Luke\","
	  "\"family\":\"Dahl\"},{\"name\":\"Douglas Bowman\","
	  "\"given\":\"Douglas\",\"family\":\"Bowman\"},"
	  "{\"name\":\"Thomas Martin\",\"given\":\"Thomas\","
	  "\"family\":\"Martin\"}]}" },
	{ "parts of a name that would be a tag together", "editors",
	  ENTRY("editor={Doe >x, <b c=d Ann}"),
	  "{\"editors\":[{\"name\":\"< b c=d Ann Doe >x\","
	  "\"given\":\"<b c=d Ann\",\"family\":\"Doe >x\"}]}" },
	{ "month macros", "published", ENTRY("year={2010},month=sep,day=7"),
	  "{\"published\":\"2010-09-07\"}" },
	{ "month numbers", "published", ENTRY("year={2010},month={4}"),
	  "{\"published\":\"2010-04\"}" },
	{ "JabRef: the DOI of MEDLINE", "doi",
	  "@article{k, article-doi={10.1234/x}, title={A}}",
	  "{\"doi\":\"10.1234/x\"}" },
	{ "biblatex: date, journaltitle, langid, subtitle, eprint",
	  "title,subtitle,language,published,journal,ids",
	  ENTRY("date={2010-03-04},year=1999,journaltitle={Acta},"
		"langid={ngerman},title={A},subtitle={B},issn={0036-8075},"
		"eprint={1501.00001},eprinttype={arxiv}"),
	  "{\"title\":\"A: B\",\"subtitle\":\"B\",\"language\":\"de\","
	  "\"published\":\"2010-03-04\",\"journal\":{\"title\":\"Acta\","
	  "\"issn\":[\"0036-8075\"]},\"ids\":{\"arxiv\":\"1501.00001\"}}" },
	{ "a paper in proceedings in a series", "type,journal,publisher",
	  "@inproceedings{k,doi={10.1234/x},booktitle={Proc.\\ of X},"
	  "series={Lecture Notes},publisher={Springer {\\&} Co}}",
	  "{\"type\":\"proceedings-article\",\"journal\":{"
	  "\"title\":\"Proc. of X\",\"series\":\"Lecture Notes\"},"
	  "\"publisher\":\"Springer & Co\"}" },
	{ "a report's number is no issue", "type,issue,publisher",
	  "@techreport{k,doi={10.1234/x},number={TR-7},institution={MIT}}",
	  "{\"type\":\"report\",\"publisher\":\"MIT\"}" },
	{ "a DOI with TeX's escapes", "doi",
	  "@misc{k,doi={10.1007/978-3{\\_}5$<$1::A$>$2\\%3}}",
	  "{\"doi\":\"10.1007/978-3_5<1::a>2%3\"}" },
	{ "the DOI in the address", "doi,url",
	  "@misc{k,url={\\url{https://doi.org/10.1234/x\\_y}}}",
	  "{\"doi\":\"10.1234/x_y\",\"url\":\"https://doi.org/10.1234/x_y\"}" },
	{ "the DOI in a note", "doi,url",
	  "@misc{k,note={doi: 10.1234/x},url={http://a.org/b}}",
	  "{\"doi\":\"10.1234/x\",\"url\":\"http://a.org/b\"}" },
	{ "keywords", "keywords", ENTRY("keywords={Law, civil; {DNA} \\& Art}"),
	  "{\"keywords\":[\"Law, civil\",\"DNA & Art\"]}" },
	{ "the first of two fields", "year", ENTRY("year=1999,year=2000"),
	  "{\"year\":1999}" },
	{ "damage in between", "title,year",
	  ENTRY("title = {A}, = {B}, }} x {y} {z, year = 1999"),
	  "{\"title\":\"A\"}" },
};

Test(source_bibtex, reads_entries)
{
	source_check(bibtex_rows, ARRAY_COUNT(bibtex_rows));
}

static const struct {
	const char *name;
	const char *raw;
	const char *reason;
} refused_rows[] = {
	{ "nothing", "@book{k,title={A}}", "no DOI or other identifier" },
	{ "a placeholder", "@book{k,doi={n/a}}", "no DOI or other identifier" },
	{ "no DOI", "@book{k,doi={none yet, sorry}}",
	  "the DOI \"none yet, sorry\" is not one" },
	{ "a note that says more", "@book{k,note={doi: 10.1234/x and more}}",
	  "no DOI or other identifier" },
	{ "definitions alone", "@string{a = {b}}", "no BibTeX entry" },
	{ "Latin-1", "@book{k,title={\xE9}}", "invalid UTF-8 at byte 15" },
};

Test(source_bibtex, says_why_an_entry_is_refused)
{
	for (size_t i = 0; i < ARRAY_COUNT(refused_rows); i++) {
		SCOPED(paper_release) struct paper paper = { 0 };
		struct error err = { 0 };

		cr_expect_eq(source_read(span_of(refused_rows[i].raw), &paper,
					 NULL, &err),
			     STATUS_INVALID_BODY, "%s", refused_rows[i].name);
		cr_expect_str_eq(err.detail, refused_rows[i].reason, "%s",
				 refused_rows[i].name);
	}
}

Test(source_bibtex, bounds_what_macros_make)
{
	SCOPED(buf_release) struct buf raw = buf_init((size_t)32 << 20);
	SCOPED(paper_release) struct paper paper = { 0 };
	struct error err = { 0 };

	buf_add_text(&raw, "@string{a = {");
	for (int i = 0; i < 100000; i++)
		buf_add_char(&raw, 'x');
	buf_add_text(&raw, "}}@book{k,doi={10.1234/x},note=a");
	for (int i = 0; i < 100000; i++)
		buf_add_text(&raw, "#a");
	buf_add_text(&raw, "}");
	cr_expect_eq(source_read(buf_span(&raw), &paper, NULL, &err),
		     STATUS_INVALID_BODY);
	cr_expect_str_eq(err.detail, "values over 4194304 bytes");
}
