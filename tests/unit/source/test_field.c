/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "paperd/scoped.h"
#include "paperd/source.h"

#define OUT_MAX (1 << 20)

static const struct {
	const char *field;
	const char *raw;
	const char *clean;
} rows[] = {
	{ "title", "\"A&amp;B\"", "\"A&B\"" },
	{ "title", "null", "null" },
	{ "title", "17", "null" },
	{ "title",
	  "{\"title\":\"猫\",\"resultStr\":\"{\\\"title\\\":\\\"A\\\"}\"}",
	  "{\"title\":\"A\",\"title_translated\":[{\"lang\":\"zh\","
	  "\"text\":\"猫\"}]}" },
	{ "title",
	  "{\"ArticleTitle\":\"[The heart].\",\"VernacularTitle\":\"Om "
	  "hjärta.\",\"Language\":\"swe\"}",
	  "{\"title\":\"Om hjärta.\",\"title_translated\":[{\"lang\":\"en\","
	  "\"text\":\"The heart.\"}]}" },
	{ "title", "{\"ArticleTitle\":\"[The heart].\"}",
	  "{\"title\":\"The heart.\",\"title_translated\":[]}" },
	{ "title", "{\"ArticleTitle\":\"[The heart.]\"}",
	  "{\"title\":\"The heart.\",\"title_translated\":[]}" },
	{ "title", "{\"ArticleTitle\":\"[A] and [B].\"}",
	  "{\"title\":\"[A] and [B].\",\"title_translated\":[]}" },
	{ "title", "{\"ArticleTitle\":\"[A [b] c]\"}",
	  "{\"title\":\"A [b] c\",\"title_translated\":[]}" },
	{ "title", "{\"titles\":[\"Über A\",\"On A\"],\"language\":\"de\"}",
	  "{\"title\":\"Über A\",\"title_translated\":[{\"lang\":\"en\","
	  "\"text\":\"On A\"}]}" },
	{ "title", "{\"title\":[\"X\"],\"subtitle\":[\"Y\"]}",
	  "{\"title\":\"X: Y\",\"title_translated\":[]}" },
	{ "title",
	  "{\"title\":\"On A\",\"original_language_title\":"
	  "{\"language\":\"fr\",\"__content__\":\"De l'A\"}}",
	  "{\"title\":\"De l'A\",\"title_translated\":[{\"lang\":\"en\","
	  "\"text\":\"On A\"}]}" },
	{ "title", "{}", "{\"title\":null,\"title_translated\":[]}" },

	{ "abstract", "\"<jats:p>T</jats:p>\"", "\"T\"" },
	{ "abstract", "\"n/a\"", "null" },
	{ "abstract",
	  "{\"AbstractText\":null,\"OtherAbstract\":[{\"Language\":\"ger\","
	  "\"text\":\"Ein Text über Katzen.\"}]}",
	  "{\"abstract\":\"Ein Text über Katzen.\",\"lang\":\"de\"}" },
	{ "abstract",
	  "{\"AbstractText\":\"A text on cats.\",\"OtherAbstract\":"
	  "[{\"Language\":\"ger\",\"text\":\"Ein Text über Katzen.\"}]}",
	  "{\"abstract\":\"A text on cats.\",\"others\":[{\"lang\":\"de\","
	  "\"text\":\"Ein Text über Katzen.\"}]}" },
	{ "abstract",
	  "{\"AbstractText\":[{\"Label\":\"AIM\",\"text\":\"To see.\"},"
	  "{\"Label\":\"RESULTS\",\"text\":\"We saw.\"}]}",
	  "{\"abstract\":\"AIM: To see.\\nRESULTS: We saw.\"}" },
	{ "abstract", "{}", "null" },

	{ "authors", "null", "[]" },
	{ "authors", "[{\"family\":\"NAN\",\"given\":\"JIANG\"}]",
	  "[{\"family\":\"NAN\",\"given\":\"Jiang\"}]" },
	{ "authors",
	  "[{\"family\":\"Byron\",\"given\":\"Ada\","
	  "\"affiliation\":[\"A Lab\",{\"name\":\"B Lab\"}]}]",
	  "[{\"family\":\"Byron\",\"given\":\"Ada\","
	  "\"affiliation\":[\"A Lab\",\"B Lab\"]}]" },
	{ "authors", "\"[{\\\"name\\\":\\\"Ada Byron\\\"}]\"",
	  "[{\"family\":\"Byron\",\"given\":\"Ada\"}]" },
	{ "authors", "[\"Ada Byron\"]",
	  "[{\"family\":\"Byron\",\"given\":\"Ada\"}]" },
	{ "authors",
	  "[{\"name\":\"University of A, B\","
	  "\"nameType\":\"Organizational\"}]",
	  "[{\"literal\":\"University of A, B\"}]" },
	{ "authors",
	  "[{\"family\":\"Hashimoto\",\"given\":\"Yasuhiko\"},"
	  "{\"family\":\"橋本\",\"given\":\"雍彦\"}]",
	  "[{\"family\":\"橋本\",\"given\":\"雍彦\",\"alt\":"
	  "[{\"family\":\"Hashimoto\",\"given\":\"Yasuhiko\"}]}]" },

	{ "date", "\"2016-09-19\"",
	  "{\"date\":\"2016-09-19\",\"precision\":\"day\"}" },
	{ "date", "{\"date-parts\":[[2002,3]]}",
	  "{\"date\":\"2002-03\",\"precision\":\"month\"}" },
	{ "date", "{\"date-parts\":[[null]]}", "null" },
	{ "date", "{\"date-parts\":[[2018,10,21,13],[2019]]}",
	  "{\"date\":\"2018-10-21\",\"precision\":\"day\"}" },
	{ "date", "{\"Year\":\"2005\",\"Month\":\"Sep\",\"Day\":\"3\"}",
	  "{\"date\":\"2005-09-03\",\"precision\":\"day\"}" },
	{ "date", "{\"Year\":\"2005\",\"Month\":\"09\"}",
	  "{\"date\":\"2005-09\",\"precision\":\"month\"}" },
	{ "date", "{\"Year\":\"2005\",\"Season\":\"Fall\"}",
	  "{\"date\":\"2005\",\"precision\":\"season\","
	  "\"season\":\"autumn\"}" },
	{ "date", "{\"MedlineDate\":\"1998 Dec-1999 Jan\"}",
	  "{\"date\":\"1998-12\",\"precision\":\"month\","
	  "\"end\":\"1999-01\"}" },
	{ "date", "2005", "{\"date\":\"2005\",\"precision\":\"year\"}" },

	{ "pages", "\"p.50\"",
	  "{\"display\":\"50\",\"first\":\"50\",\"last\":null}" },
	{ "pages", "\"1-1-1\"",
	  "{\"display\":\"1-1-1\",\"first\":null,\"last\":null}" },
	{ "pages", "{\"start_page\":\"1825\",\"end_page\":\"34\"}",
	  "{\"display\":\"1825-1834\",\"first\":\"1825\","
	  "\"last\":\"1834\"}" },
	{ "pages", "{\"start_page\":\"7\",\"end_page\":null}",
	  "{\"display\":\"7\",\"first\":\"7\",\"last\":null}" },
	{ "pages", "\"e123\"",
	  "{\"display\":\"e123\",\"article_number\":\"e123\"}" },
	{ "pages", "null", "null" },

	{ "volume_issue", "{\"volume\":\"12(3)\",\"issue\":null}",
	  "{\"volume\":\"12\",\"issue\":\"3\"}" },
	{ "volume_issue", "null", "{\"volume\":null,\"issue\":null}" },

	{ "issn", "\"ISSN 2050-084X\"", "\"2050-084X\"" },
	{ "issn",
	  "[{\"media_type\":\"print\",\"__content__\":\"0163-1829\"},"
	  "{\"media_type\":\"electronic\",\"__content__\":\"1095-3795\"}]",
	  "[\"1095-3795\",\"0163-1829\"]" },
	{ "issn", "[{\"media_type\":\"print\",\"__content__\":\"0000-0000\"}]",
	  "null" },

	{ "doi", "\"doi:10.1234/ASDF\"", "\"10.1234/asdf\"" },
	{ "doi", "\"none\"", "null" },
	{ "url", "\"ftp://example.org/x y\"", "\"ftp://example.org/x%20y\"" },
	{ "orcid", "\"https://orcid.org/0000-0003-1419-2405/\"",
	  "\"0000-0003-1419-2405\"" },
	{ "language", "\"tr; en\"", "[\"tr\",\"en\"]" },
	{ "language", "\"ger\"", "\"de\"" },
	{ "language", "\"und\"", "null" },
	{ "license", "\"CCBY\"", "{\"id\":\"CC-BY\",\"url\":null}" },
	{ "license", "null", "null" },
	{ "type", "{\"scheme\":\"ris\",\"type\":\"JOUR\"}",
	  "\"article-journal\"" },
	{ "type", "{\"scheme\":\"pubmed\",\"types\":[\"Review\",\"Preprint\"]}",
	  "\"article\"" },
	{ "type",
	  "{\"scheme\":\"datacite\",\"resourceTypeGeneral\":\"Text\","
	  "\"resourceType\":\"Thesis\"}",
	  "\"thesis\"" },
	{ "type", "null", "\"document\"" },
	{ "identifier", "{\"scheme\":\"pmid\",\"value\":\"1234 \"}",
	  "\"1234\"" },
	{ "identifier", "{\"scheme\":\"x\",\"value\":\"1234\"}", "null" },

	{ "scalar", "{\"kind\":\"integer\",\"value\":\"0\"}", "0" },
	{ "scalar", "{\"kind\":\"integer\",\"value\":-1}", "null" },
	{ "scalar", "{\"kind\":\"integer\",\"value\":true}", "null" },
	{ "scalar", "{\"kind\":\"number\",\"value\":\"3.5000\"}", "3.5" },
	{ "scalar", "{\"kind\":\"boolean\",\"value\":\"No\"}", "false" },
	{ "scalar", "{\"kind\":\"boolean\",\"value\":1}", "true" },
	{ "scalar", "{\"kind\":\"string\",\"value\":17}", "null" },
	{ "scalar", "{\"kind\":\"list\",\"value\":null}", "[]" },
	{ "scalar", "{\"kind\":\"list\",\"value\":\"n/a\"}", "[]" },
	{ "scalar", "{\"kind\":\"list\",\"value\":[\"a\",\"\",1,{\"b\":2}]}",
	  "[\"a\",1,{\"b\":2}]" },
	{ "scalar", "{\"kind\":\"url\",\"value\":{\"url\":\"http://a.b/\"}}",
	  "\"http://a.b/\"" },
	{ "scalar", "{\"kind\":\"url\",\"value\":{\"url\":\"\"}}", "null" },
	{ "scalar", "{\"kind\":\"other\",\"value\":1}", "null" },

	{ "container", "\"[\\\"Journal of A\\\"]\"", "\"Journal of A\"" },
	{ "container", "[\"Journal of A\"]", "\"Journal of A\"" },
	{ "container", "[\"Lecture Notes in A\",\"Proceedings of B\"]",
	  "{\"container\":\"Proceedings of B\","
	  "\"series\":\"Lecture Notes in A\"}" },
	{ "container",
	  "{\"journal\":{\"name\":\"A\"},"
	  "\"PeriodicalName\":\"B\"}",
	  "\"A\"" },
	{ "container", "{\"journal\":null,\"PeriodicalName\":\"B\"}", "\"B\"" },
	{ "publisher", "\"[s.n.]\"", "null" },
	{ "affiliation", "\"&#201;cole\"", "\"École\"" },
	{ "copyright", "\"T. © 2011 Wiley.\"", "\"© 2011 Wiley.\"" },
};

Test(field, cleans_one_value)
{
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(buf_release) struct buf out = buf_init(OUT_MAX);
		const struct field_filter *filter = field_filter_find(
			span_of(rows[i].field));
		struct error err = { 0 };

		cr_assert_not_null(filter, "%s", rows[i].field);
		cr_assert_eq(field_filter_line(filter, span_of(rows[i].raw),
					       &out, NULL, &err),
			     STATUS_OK, "%s: %s", rows[i].raw, err.detail);
		cr_expect_str_eq(buf_text(&out), rows[i].clean,
				 "%s of %s:\n%s\nwanted\n%s", rows[i].field,
				 rows[i].raw, buf_text(&out), rows[i].clean);
	}
}

Test(field, gives_one_value_a_line_also_for_what_is_no_json)
{
	static const char *const lines[] = { "", "{", "\"a", "1 2", "\xFF" };
	const struct field_filter *filter;

	for (filter = field_filters; filter->name; filter++)
		for (size_t i = 0; i < ARRAY_COUNT(lines); i++) {
			SCOPED(buf_release) struct buf out = buf_init(OUT_MAX);
			struct error err = { 0 };

			cr_expect_eq(field_filter_line(filter,
						       span_of(lines[i]), &out,
						       NULL, &err),
				     STATUS_INVALID_BODY);
			cr_expect_str_eq(buf_text(&out), "null");
			cr_expect_neq(err.detail[0], '\0');
		}
}

Test(field, survives_any_type)
{
	static const char *const values[] = {
		"null",
		"true",
		"1e308",
		"-0.5",
		"\"\"",
		"\"[\"",
		"\"{\\\"a\\\":[[]]}\"",
		"[]",
		"[[]]",
		"[{}]",
		"[null,1]",
		"{}",
		"{\"a\":1}",
		"{\"scheme\":1,\"type\":{},\"value\":[]}",
		"{\"kind\":[],\"value\":1}",
		"{\"date-parts\":1}",
		"{\"date-parts\":[{}]}",
		"{\"AbstractText\":[[1],{}]}",
		"{\"titles\":{}}",
		"{\"Year\":[],\"Month\":{}}",
		"{\"journal\":[],\"PeriodicalName\":1}",
		"{\"title\":{},\"subtitle\":1,\"original-title\":[[]]}",
	};
	const struct field_filter *filter;

	for (filter = field_filters; filter->name; filter++)
		for (size_t i = 0; i < ARRAY_COUNT(values); i++) {
			SCOPED(buf_release) struct buf out = buf_init(OUT_MAX);

			cr_expect_eq(
				field_filter_line(filter, span_of(values[i]),
						  &out, NULL, NULL),
				STATUS_OK, "%s of %s", filter->name, values[i]);
			cr_expect_gt(out.len, 0, "%s of %s", filter->name,
				     values[i]);
		}
}

Test(field, has_no_filter_of_another_name)
{
	cr_expect_null(field_filter_find(span_of("titles")));
	cr_expect_null(field_filter_find(span_of("")));
}
