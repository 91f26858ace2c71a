/* SPDX-License-Identifier: MIT */
/* Records as HTML: text stays text, whatever stands in it. */
#include <criterion/criterion.h>

#include "paperd/html.h"
#include "paperd/scoped.h"
#include "records.h"

#define OUT_MAX (1 << 16)

Test(html, text_is_never_markup)
{
	static const struct {
		const char *text, *want;
	} rows[] = {
		{ "", "" },
		{ "plain, é, 维", "plain, é, 维" },
		{ "<script>x</script>", "&lt;script&gt;x&lt;/script&gt;" },
		{ "a\" onload=\"b", "a&quot; onload=&quot;b" },
		{ "' onload='", "&#39; onload=&#39;" },
		{ "&amp;lt;", "&amp;amp;lt;" },
		{ "<<>>", "&lt;&lt;&gt;&gt;" },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(buf_release) struct buf out = buf_init(OUT_MAX);

		html_text(span_of(rows[i].text), &out);
		cr_expect_str_eq(buf_text(&out), rows[i].want, "%s gave %s",
				 rows[i].text, buf_text(&out));
	}
}

Test(html, addresses_lead_to_the_record_itself)
{
	static const struct {
		const char *json, *want;
	} rows[] = {
		{ "{\"doi\":\"10.1000/a/b\"}", "/record/10.1000/a/b" },
		{ "{\"doi\":\"10.1000/a?b#c%d\"}",
		  "/record/10.1000/a%3Fb%23c%25d" },
		{ "{\"doi\":\"10.1000/<a>\"}", "/record/10.1000/%3Ca%3E" },
		{ "{\"doi\":\"10.1000/a/../b\"}",
		  "/record/10.1000%2Fa%2F..%2Fb" },
		{ "{\"ids\":{\"pmid\":\"12\"}}", "/record/pmid%3A12" },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(paper_release) struct paper paper = { 0 };
		SCOPED(buf_release) struct buf out = buf_init(OUT_MAX);

		record_from_json(rows[i].json, &paper);
		html_address(&paper, &out);
		cr_expect_str_eq(buf_text(&out), rows[i].want, "%s gave %s",
				 rows[i].json, buf_text(&out));
	}
}

/* The same attack in every member that a page shows. */
#define ATTACK "\\\"'><img src=x onerror=alert(1)><script>alert(1)</script>"
#define PERSON "[{\"name\":\"" ATTACK "\",\"affiliations\":[\"" ATTACK "\"]}]"

static const char attacked[] =
	"{\"doi\":\"10.1000/" ATTACK "\",\"url\":\"javascript:alert(1)\","
	"\"type\":\"" ATTACK "\",\"title\":\"" ATTACK
	"\",\"language\":\"" ATTACK
	"\",\"translations\":{\"zh\":{\"title\":\"" ATTACK
	"\",\"abstract\":\"" ATTACK "\"}},\"authors\":" PERSON
	",\"editors\":" PERSON ",\"abstract\":\"" ATTACK "\\n" ATTACK
	"\",\"published\":\"2020\",\"journal\":{\"title\":\"" ATTACK
	"\",\"issn\":[\"" ATTACK "\"],\"description\":\"" ATTACK
	"\",\"jcr_quartile\":\"" ATTACK "\"},\"volume\":\"" ATTACK
	"\",\"issue\":\"" ATTACK "\",\"pages\":\"" ATTACK
	"\",\"publisher\":\"" ATTACK "\",\"keywords\":[\"" ATTACK
	"\"],\"ids\":{\"pmid\":\"" ATTACK "\",\"isbn\":[\"" ATTACK
	"\"]},\"licenses\":[{\"id\":\"" ATTACK
	"\",\"url\":\"data:text/html,x\"}],\"funders\":[{\"name\":\"" ATTACK
	"\"}],\"references\":[{\"doi\":\"" ATTACK "\",\"text\":\"" ATTACK
	"\"},{\"title\":\"" ATTACK "\",\"author\":\"" ATTACK
	"\"}],\"updates\":[{\"type\":\"" ATTACK "\",\"doi\":\"" ATTACK
	"\",\"date\":\"" ATTACK "\"}],\"retracted\":true,\"source\":{"
	"\"name\":\"" ATTACK "\"}}";

Test(html, no_member_of_a_record_becomes_markup)
{
	static const char *const never[] = {
		"<script",           "<img",       "'>", "javascript:\"",
		"href=\"javascript", "href=\"data"
	};
	SCOPED(paper_release) struct paper paper = { 0 };

	record_from_json(attacked, &paper);
	for (int language = 0; language < HTML_LANGUAGES; language++) {
		SCOPED(buf_release) struct buf out = buf_init(OUT_MAX);

		html_summary(&paper, language, &out);
		html_article(&paper, language, &out);
		cr_assert_not(out.failed);
		cr_expect(strstr(buf_text(&out), "&lt;script&gt;"));
		for (size_t i = 0; i < ARRAY_COUNT(never); i++)
			cr_expect_null(strstr(buf_text(&out), never[i]),
				       "%s in %s", never[i], buf_text(&out));
	}
}

Test(html, an_article_shows_what_is_known_in_both_languages)
{
	static const char json[] =
		"{\"doi\":\"10.1000/a\",\"url\":\"https://doi.org/10.1000/a\","
		"\"title\":\"T\",\"language\":\"en\",\"translations\":{\"zh\":{"
		"\"title\":\"题\"}},\"authors\":[{\"name\":\"A B\",\"orcid\":"
		"\"0000-0002-1825-0097\"}],\"abstract\":\"One.\\nTwo.\","
		"\"citation_count\":1234567,\"retracted\":true,\"updates\":[{"
		"\"type\":\"retraction\",\"direction\":\"by\",\"doi\":"
		"\"10.1000/n\"}]}";
	static const struct {
		int language;
		const char *want;
	} rows[] = {
		{ HTML_ENGLISH,
		  "<h1 lang=\"en\">T <strong class=\"badge\">"
		  "Retracted</strong></h1><p lang=\"zh\">题</p>" },
		{ HTML_CHINESE, "已撤稿</strong>" },
		{ HTML_ENGLISH, "<h2>Abstract</h2><p lang=\"en\">One.</p>"
				"<p lang=\"en\">Two.</p>" },
		{ HTML_CHINESE, "<h2>摘要</h2>" },
		{ HTML_ENGLISH, "<dt>Cited by</dt><dd>1234567</dd>" },
		{ HTML_ENGLISH,
		  "href=\"https://orcid.org/0000-0002-1825-0097\"" },
		{ HTML_ENGLISH,
		  "retraction by <a href=\"/record/10.1000/n\">" },
		{ HTML_ENGLISH,
		  "href=\"/v1/records/10.1000%2Fa?format=bibtex\"" },
		{ HTML_ENGLISH, "href=\"https://doi.org/10.1000/a\"" },
	};
	SCOPED(paper_release) struct paper paper = { 0 };

	record_from_json(json, &paper);
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(buf_release) struct buf out = buf_init(OUT_MAX);

		html_article(&paper, rows[i].language, &out);
		cr_expect(strstr(buf_text(&out), rows[i].want), "%s not in %s",
			  rows[i].want, buf_text(&out));
	}
}
