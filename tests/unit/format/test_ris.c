/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "paperd/scoped.h"
#include "records.h"

#define OUT_MAX (1 << 20)

static const struct form_row records[] = {
	{ "nothing known", "{}", "TY  - GEN\r\nER  - \r\n" },
	{ "an article",
	  "{\"doi\":\"10.1000/1\",\"url\":\"https://doi.org/10.1000/1\","
	  "\"type\":\"journal-article\",\"title\":\"T\",\"language\":\"en\","
	  "\"authors\":[{\"name\":\"A B Jr.\",\"given\":\"A\","
	  "\"family\":\"B\",\"suffix\":\"Jr.\"},{\"name\":\"The Group\"}],"
	  "\"editors\":[{\"name\":\"E D\",\"given\":\"E\",\"family\":\"D\"}],"
	  "\"abstract\":\"one\\ntwo\",\"published\":\"2019-02-03\","
	  "\"year\":2019,\"journal\":{\"title\":\"Journal\","
	  "\"abbreviation\":\"J.\",\"issn\":[\"1234-5679\",\"2049-3630\"]},"
	  "\"volume\":\"4\",\"issue\":\"2\",\"pages\":\"1-9\","
	  "\"article_number\":\"e7\",\"publisher\":\"P\","
	  "\"keywords\":[\"k\",\"l, m\"],\"ids\":{\"pmid\":\"5\","
	  "\"pmcid\":\"PMC6\",\"arxiv\":\"1706.03762\"},\"retracted\":true}",
	  "TY  - JOUR\r\nAU  - B, A, Jr.\r\nAU  - The Group\r\n"
	  "A2  - D, E\r\nTI  - T\r\nT2  - Journal\r\nJF  - Journal\r\n"
	  "JA  - J.\r\nPY  - 2019\r\nDA  - 2019/02/03/\r\nVL  - 4\r\n"
	  "IS  - 2\r\nSP  - 1\r\nEP  - 9\r\nC7  - e7\r\nPB  - P\r\n"
	  "SN  - 1234-5679\r\nSN  - 2049-3630\r\nDO  - 10.1000/1\r\n"
	  "UR  - https://doi.org/10.1000/1\r\nAN  - 5\r\nDB  - PubMed\r\n"
	  "C2  - PMC6\r\nN1  - arXiv: 1706.03762\r\nN1  - Retracted\r\n"
	  "LA  - en\r\nKW  - k\r\nKW  - l, m\r\nAB  - one two\r\n"
	  "ER  - \r\n" },
	{ "a chapter's editor",
	  "{\"type\":\"book-chapter\",\"editors\":[{\"name\":\"E D\","
	  "\"given\":\"E\",\"family\":\"D\"}]}",
	  "TY  - CHAP\r\nA2  - D, E\r\nER  - \r\n" },
	{ "a book's editor, a year alone",
	  "{\"type\":\"book\",\"year\":1999,\"editors\":[{\"name\":\"E D\","
	  "\"given\":\"E\",\"family\":\"D\"}]}",
	  "TY  - BOOK\r\nED  - D, E\r\nPY  - 1999\r\nER  - \r\n" },
	{ "a month without a day", "{\"published\":\"1999-12\"}",
	  "TY  - GEN\r\nPY  - 1999\r\nDA  - 1999/12//\r\nER  - \r\n" },
	{ "one page", "{\"pages\":\"e12\"}", "...\r\nSP  - e12\r\nER  - " },
	{ "several ranges", "{\"pages\":\"1-3, 7\"}",
	  "...\r\nSP  - 1-3, 7\r\nER  - " },
	{ "pages with hyphens", "{\"pages\":\"1-1-1-9\"}",
	  "...\r\nSP  - 1-1-1-9\r\nER  - " },
	{ "what would begin a line", "{\"title\":\"a\\r\\nER  - \\u000bb\"}",
	  "TY  - GEN\r\nTI  - a ER - b\r\nER  - \r\n" },
	{ "blanks alone", "{\"title\":\" \\n \"}", "TY  - GEN\r\nER  - \r\n" },
	{ "blanks at the ends", "{\"title\":\"\\n a \"}",
	  "TY  - GEN\r\nTI  - a\r\nER  - \r\n" },
};

Test(ris, has_a_line_for_each_value)
{
	records_check("ris", (struct format_options){ 0 }, records,
		      ARRAY_COUNT(records));
}

/* Each line is a tag's, whatever the texts are. */
Test(ris, has_no_line_without_a_tag)
{
	static const char bytes[] = "TY  - \r\n\tER\v\x7f";
	unsigned random = 1;

	for (size_t n = 0; n < 5000; n++) {
		SCOPED(buf_release) struct buf out = buf_init(OUT_MAX);
		char text[24] = "";
		struct paper paper = { .title = text, .abstract = text };
		struct format_run run = { 0 };
		struct span rest, line;

		for (size_t i = 0; i < n % sizeof(text); i++) {
			random = random * 1103515245 + 12345;
			text[i] = bytes[(random >> 16) % (sizeof(bytes) - 1)];
		}
		format_record(format_of((struct span)SPAN("ris")), &run, &paper,
			      &out);
		rest = buf_span(&out);
		while (rest.len && span_next(&rest, '\n', &line)) {
			cr_assert(line.len > 6 && line.at[line.len - 1] == '\r',
				  "%s", buf_text(&out));
			cr_assert_eq(memcmp(line.at + 2, "  - ", 4), 0, "%s",
				     buf_text(&out));
			line.len--;
			cr_assert_not(span_has(line, '\r'), "%s",
				      buf_text(&out));
		}
	}
}

Test(ris, lists_follow_one_another)
{
	SCOPED(buf_release) struct buf out = buf_init(OUT_MAX);
	const struct format *ris = format_of((struct span)SPAN("ris"));
	struct format_run run = { .list = true };
	struct paper paper = { 0 };

	format_begin(ris, &run, &out);
	format_record(ris, &run, &paper, &out);
	format_record(ris, &run, &paper, &out);
	format_end(ris, &run, &out);
	cr_expect_str_eq(buf_text(&out), "TY  - GEN\r\nER  - \r\n"
					 "TY  - GEN\r\nER  - \r\n");
}
