/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "paperd/scoped.h"
#include "paperd/source.h"
#include "test_source.h"

#define RECORD(lines) "TY  - JOUR\nDO  - 10.1234/X\n" lines "ER  - \n"

static const struct source_row ris_rows[] = {
	{ "a record", "doi,url,type,title,journal,volume,issue,pages,source",
	  RECORD("TI  - A Title\nJF  - Physical Review B\nJO  - Phys. Rev. B\n"
		 "VL  - 12\nIS  - 3\nSP  - 1\nEP  - 9\nSN  - 0163-1829\n"),
	  "{\"doi\":\"10.1234/x\",\"url\":\"https://doi.org/10.1234/x\","
	  "\"type\":\"journal-article\",\"title\":\"A Title\","
	  "\"journal\":{\"title\":\"Physical Review B\","
	  "\"abbreviation\":\"Phys. Rev. B\",\"issn\":[\"0163-1829\"]},"
	  "\"volume\":\"12\",\"issue\":\"3\",\"pages\":\"1-9\","
	  "\"source\":{\"name\":\"RIS\",\"format\":\"ris\"}}" },
	{ "CR LF, one blank, no end", "doi,title",
	  "TY - JOUR\r\nT1 - A\r\nDO - 10.1234/x\r\nER -",
	  "{\"doi\":\"10.1234/x\",\"title\":\"A\"}" },
	{ "CR alone", "title", "TY  - JOUR\rDO  - 10.1234/x\rTI  - A\rER  - ",
	  "{\"title\":\"A\"}" },
	{ "a title over two lines", "title",
	  RECORD("T1  - Breach following\ncortical contusion\n"),
	  "{\"title\":\"Breach following cortical contusion\"}" },
	{ "a line of text like a tag", "title",
	  RECORD("TI  - One\nAB-two\nT1 -three\n"),
	  "{\"title\":\"One AB-two T1 -three\"}" },
	{ "persons", "authors,editors",
	  "TY  - CHAP\nDO  - 10.1234/x\nAU  - Baldwin,S.A.\nA1  - Liu R.\n"
	  "A2  - Knuth, Donald\nED  - ATLAS Collaboration\nER  - ",
	  "{\"authors\":[{\"name\":\"S.A. Baldwin\",\"given\":\"S.A.\","
	  "\"family\":\"Baldwin\"},{\"name\":\"R. Liu\",\"given\":\"R.\","
	  "\"family\":\"Liu\"}],\"editors\":["
	  "{\"name\":\"ATLAS Collaboration\"},{\"name\":\"Donald Knuth\","
	  "\"given\":\"Donald\",\"family\":\"Knuth\"}]}" },
	{ "who advised a thesis is no editor", "editors,publisher,type",
	  "TY  - THES\nDO  - 10.1234/x\nA2  - Knuth, Donald\nPB  - MIT\n",
	  "{\"type\":\"dissertation\",\"publisher\":\"MIT\"}" },
	{ "the series of a book", "type,journal,ids",
	  "TY  - BOOK\nDO  - 10.1234/x\nT2  - Lecture Notes\n"
	  "SN  - 978-0-306-40615-7\nER  - ",
	  "{\"type\":\"book\",\"journal\":{\"series\":\"Lecture Notes\"},"
	  "\"ids\":{\"isbn\":[\"9780306406157\"]}}" },
	{ "an abbreviation alone", "journal",
	  RECORD("JA  - J. Bot.\nJ2  - J. Bot.\n"),
	  "{\"journal\":{\"title\":\"J. Bot.\"}}" },
	{ "EndNote's lists below a tag", "keywords,journal",
	  RECORD("KW  - article\nDNA; bone\nSN  - 1932-8494\n1932-8486\n"),
	  "{\"journal\":{\"issn\":[\"1932-8494\",\"1932-8486\"]},"
	  "\"keywords\":[\"article\",\"DNA\",\"bone\"]}" },
	{ "keywords, one a tag", "keywords",
	  RECORD("KW  - Rats, Wistar\nKW  - Bone\n"),
	  "{\"keywords\":[\"Rats, Wistar\",\"Bone\"]}" },
	{ "keywords, one tag", "keywords", RECORD("KW  - Rats, Bone\n"),
	  "{\"keywords\":[\"Rats\",\"Bone\"]}" },
	{ "Scopus' ISSN", "journal", RECORD("SN  - 00223999 (ISSN)\n"),
	  "{\"journal\":{\"issn\":[\"0022-3999\"]}}" },
	{ "a date that says more", "published",
	  RECORD("PY  - 2020\nDA  - 2020/11/22/\n"),
	  "{\"published\":\"2020-11-22\"}" },
	{ "a date of another year", "published",
	  RECORD("PY  - 2020\nDA  - 2021/01/02\n"),
	  "{\"published\":\"2020\"}" },
	{ "a date without a year", "published",
	  RECORD("PY  - 2008\nDA  - Nov 12\n"),
	  "{\"published\":\"2008-11-12\"}" },
	{ "Reference Manager's date", "published", RECORD("Y1  - 2019//\n"),
	  "{\"published\":\"2019\"}" },
	{ "both pages in one", "pages", RECORD("SP  - 12-19\nEP  - 19\n"),
	  "{\"pages\":\"12-19\"}" },
	{ "Ovid's word for no pages", "doi,pages",
	  RECORD("SP  - No\nEP  - Specified\n"), "{\"doi\":\"10.1234/x\"}" },
	{ "addresses", "url",
	  RECORD("UR  - http://dx.doi.org/10.1234/X\nUR  - http://a.org/b\n"),
	  "{\"url\":\"http://a.org/b\"}" },
	{ "the DOI in an address", "doi",
	  "TY  - JOUR\nUR  - http://a.org/b\nUR  - https://doi.org/10.1234/X\n",
	  "{\"doi\":\"10.1234/x\"}" },
	{ "the DOI in a note", "doi",
	  "TY  - JOUR\nN1  - Times cited: 3\ndoi:10.1234/x\n",
	  "{\"doi\":\"10.1234/x\"}" },
	{ "PubMed's number", "ids",
	  RECORD("AN  - 12345\nDB  - PubMed\nC2  - PMC678\n"),
	  "{\"ids\":{\"pmid\":\"12345\",\"pmcid\":\"PMC678\"}}" },
	{ "another database's number", "doi,ids",
	  RECORD("AN  - 12345\nDB  - Embase\nC2  - 12\n"),
	  "{\"doi\":\"10.1234/x\"}" },
	{ "abstract and language", "language,abstract",
	  RECORD("LA  - English\nN2  - A short abstract.\n"),
	  "{\"language\":\"en\",\"abstract\":\"A short abstract.\"}" },
};

Test(source_ris, reads_records)
{
	source_check(ris_rows, ARRAY_COUNT(ris_rows));
}

static const struct {
	const char *name;
	const char *raw;
	const char *reason;
} refused_rows[] = {
	{ "nothing", "TY  - JOUR\nER  - ", "no DOI or other identifier" },
	{ "no type", "TY  - \nER  - ", "no DOI or other identifier" },
	{ "no DOI", "TY  - JOUR\nDO  - DOI\n", "the DOI \"DOI\" is not one" },
	{ "a note that says more", "TY  - JOUR\nN1  - doi: 10.1234/x, 2\n",
	  "no DOI or other identifier" },
	{ "CP1252", "TY  - JOUR\nTI  - \x93x\x94\n",
	  "invalid UTF-8 at byte 17" },
};

Test(source_ris, says_why_a_record_is_refused)
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

Test(source_ris, is_all_text)
{
	struct span raw = span_of("TY  - JOUR\n{\"a\":1}\n"), json, text;

	source_split(raw, &json, &text);
	cr_expect_eq(json.len, 0);
	cr_expect(span_is(text, "TY  - JOUR\n{\"a\":1}"));
}
