/* SPDX-License-Identifier: MIT */
#include "test_text.h"

static const struct text_row line_rows[] = {
	{ "<p>One.</p><p>Two.</p>", "One.\nTwo." },
	{ "<p>One\nline.</p>", "One line." },
	{ "One.<br>Two.", "One.\nTwo." },
	{ "<title>The Space in Your Head</title><p>Space, and events.</p>",
	  "The Space in Your Head\nSpace, and events." },
	{ "a long line that was wrapped at some column, which is\n"
	  "no paragraph",
	  "a long line that was wrapped at some column, which is no "
	  "paragraph" },
	{ "One.\n\nTwo.", "One.\nTwo." },
	{ "a class of functions of the form\n$f$", "a class of functions of "
						   "the form $f$" },
};

Test(abstract, has_a_line_for_each_paragraph)
{
	TEXT_HOLDS(line_rows, text_abstract);
}

static const struct text_row heading_rows[] = {
	{ "<title>Abstract</title><p>We show.</p>", "We show." },
	{ "<title>A<sc>bstract</sc></title><p>We show.</p>", "We show." },
	{ "<em>Abstract.</em>—Side-scan sonar", "Side-scan sonar" },
	{ "ABSTRACT          We consider", "We consider" },
	{ "Abstract\nWe consider", "We consider" },
	{ "Abstract: We show", "We show" },
	{ "AbstractWe show", "We show" },
	{ "Zusammenfassung: Wir zeigen", "Wir zeigen" },
	{ "RÉSUMÉ. Nous montrons", "Nous montrons" },
	{ "摘要：本文", "本文" },
	{ "Abstract Background There are", "Background: There are" },
	/* Words of the text. */
	{ "Abstract algebra is", "Abstract algebra is" },
	{ "Abstract   interpretation is", "Abstract interpretation is" },
	{ "Abstract Meaning Representation",
	  "Abstract Meaning Representation" },
	{ "Abstraction is", "Abstraction is" },
	{ "abstract: no capital", "abstract: no capital" },
};

Test(abstract, loses_its_heading)
{
	TEXT_HOLDS(heading_rows, text_abstract);
}

static const struct text_row section_rows[] = {
	{ "<sec><title>Background</title><p>A.</p></sec>"
	  "<sec><title>Odd one:</title><p>B.</p></sec>",
	  "Background: A.\nOdd one: B." },
	{ "<AbstractText Label=\"AIM\">A.</AbstractText>"
	  "<AbstractText Label=\"METHODS\">B.</AbstractText>",
	  "AIM: A.\nMETHODS: B." },
	{ "<h4>Anything</h4><p>A.</p>", "Anything: A." },
	{ "<i>Background</i>. A wall.<i>Aims</i>. We report",
	  "Background: A wall.\nAims: We report" },
	{ "<b>Methods</b> We <b>did</b> it.", "Methods: We did it." },
	{ "Background: A. Methods: B.", "Background: A.\nMethods: B." },
	{ "Objective. To do. Methods. From it.",
	  "Objective: To do.\nMethods: From it." },
	{ "METHODSWe did. RESULTS: It went.", "METHODS: We did.\n"
					      "RESULTS: It went." },
	{ "Methods and Results: A.", "Methods and Results: A." },
	{ "目的：研究。方法：实验。", "目的: 研究。\n方法: 实验。" },
	{ "Ergebnisse: A. Schlussfolgerung: B.",
	  "Ergebnisse: A.\nSchlussfolgerung: B." },
	/* Words of the text. */
	{ "We did. Methods. are x", "We did. Methods. are x" },
	{ "The results: A and B", "The results: A and B" },
	{ "Results Show it", "Results Show it" },
};

Test(abstract, has_a_line_for_each_section)
{
	TEXT_HOLDS(section_rows, text_abstract);
}

static const struct text_row nothing_rows[] = {
	{ "<p>n/a</p>", NULL },
	{ "<jats:p/>", NULL },
	{ "No abstract available.", NULL },
	{ "download this paper open pdf in browser", NULL },
	{ "<title>Abstract</title>", NULL },
	{ "", NULL },
	/* What others add. */
	{ "A Smith,1 B Jones2  1Department of Physics, X; 2School, Y  "
	  "Background: We",
	  "Background: We" },
	{ "It goes on (ABSTRACT TRUNCATED AT 250 WORDS)", "It goes on" },
};

Test(abstract, that_says_nothing_is_none)
{
	TEXT_HOLDS(nothing_rows, text_abstract);
}

static const struct notice_row {
	const char *raw;
	const char *text;
	const char *notice;
} notice_rows[] = {
	{ "A tail. © 2011 Wiley Periodicals, Inc.", "A tail.",
	  "© 2011 Wiley Periodicals, Inc." },
	{ "A tail. Copyright © 2018 Elsevier Inc. All rights reserved.",
	  "A tail.", "Copyright © 2018 Elsevier Inc. All rights reserved." },
	{ "Mutat 18:251, 2001. Copyright 2001 Wiley-Liss, Inc.",
	  "Mutat 18:251, 2001.", "Copyright 2001 Wiley-Liss, Inc." },
	{ "A tail. (c) 2018 Elsevier", "A tail.", "(c) 2018 Elsevier" },
	{ "A tail. Published by Elsevier Ltd.", "A tail.",
	  "Published by Elsevier Ltd." },
	{ "<AbstractText>A.</AbstractText><CopyrightInformation>© X"
	  "</CopyrightInformation>",
	  "A.", "© X" },
	{ "© 2011 Wiley", NULL, "© 2011 Wiley" },
	/* No notices. */
	{ "The copyright of art is a right.",
	  "The copyright of art is a right.", NULL },
	{ "Copyright in art is a right.", "Copyright in art is a right.",
	  NULL },
	{ "© 2019 Someone. We show that there is something new in this.",
	  "© 2019 Someone. We show that there is something new in this.",
	  NULL },
	{ "Option (c) 12 was best.", "Option (c) 12 was best.", NULL },
};

Test(abstract, gives_its_copyright_notice_away)
{
	for (size_t i = 0; i < ARRAY_COUNT(notice_rows); i++) {
		const struct notice_row *row = &notice_rows[i];
		SCOPED(abstract_release) struct abstract abstract = { 0 };
		SCOPED(buf_release) struct buf notice = buf_init(TEXT_ROOM);
		bool found = clean_copyright(span_of(row->raw), &notice, NULL);

		cr_assert_eq(clean_abstract(span_of(row->raw), 0, &abstract,
					    NULL, NULL),
			     STATUS_OK);
		cr_expect_str_eq(abstract.text ? abstract.text : "",
				 row->text ? row->text : "", "%s", row->raw);
		cr_expect_str_eq(abstract.copyright ? abstract.copyright : "",
				 row->notice ? row->notice : "", "%s",
				 row->raw);
		cr_expect_eq(found, row->notice != NULL, "%s", row->raw);
		cr_expect_str_eq(buf_text(&notice),
				 row->notice ? row->notice : "", "%s",
				 row->raw);
	}
}

static const struct language_row {
	const char *raw;
	const char *lang, *text;
	const char *other_lang, *other_text;
} language_rows[] = {
	{ "<p>Resumen: Se estudia.</p><p>Abstract: We study.</p>", "es",
	  "Se estudia.", "en", "We study." },
	{ "Resumen: Se estudia. Abstract: We study.", "es", "Se estudia.", "en",
	  "We study." },
	{ "Resumen El texto es. Abstract The text is.", "es", "El texto es.",
	  "en", "The text is." },
	{ "<title>Zusammenfassung</title><p>A.</p><title>Summary</title>"
	  "<p>B.</p>",
	  "de", "A.", "en", "B." },
	{ "<abstract xml:lang=\"de\"><p>A.</p></abstract>"
	  "<abstract xml:lang=\"en\"><p>B.</p></abstract>",
	  "de", "A.", "en", "B." },
	{ "研究了分散。 Abstract: We study.", "zh", "研究了分散。", "en",
	  "We study." },
};

Test(abstract, is_split_by_language)
{
	for (size_t i = 0; i < ARRAY_COUNT(language_rows); i++) {
		const struct language_row *row = &language_rows[i];
		SCOPED(abstract_release) struct abstract abstract = { 0 };

		cr_assert_eq(clean_abstract(span_of(row->raw), 0, &abstract,
					    NULL, NULL),
			     STATUS_OK);
		cr_assert_eq(abstract.other_count, 1, "%s", row->raw);
		cr_expect_str_eq(abstract.lang, row->lang, "%s", row->raw);
		cr_expect_str_eq(abstract.text, row->text, "%s", row->raw);
		cr_expect_str_eq(abstract.others[0].lang, row->other_lang, "%s",
				 row->raw);
		cr_expect_str_eq(abstract.others[0].text, row->other_text, "%s",
				 row->raw);
	}
}

Test(abstract, in_one_language_has_no_others)
{
	SCOPED(abstract_release) struct abstract abstract = { 0 };

	cr_assert_eq(clean_abstract(span_of("Resumen: Se estudia. Resumen"), 0,
				    &abstract, NULL, NULL),
		     STATUS_OK);
	cr_expect_eq(abstract.other_count, 0);
	cr_expect_str_eq(abstract.text, "Se estudia. Resumen");
}

/* What was cut or joined is read again, so that nothing is left that a second
 * cleaning would change. */
static const struct text_row settled_rows[] = {
	{ "<p>the value of the first of these numbers, which is given by the"
	  "</p><p>other one.</p>",
	  "the value of the first of these numbers, which is given by the "
	  "other one." },
	{ "ABSTRACT(ABSTRACT TRUNCATED)", NULL },
	{ "We did. [...][\xE2\x80\xA6]", "We did." },
	{ "We did. All rights reserved. (ABSTRACT TRUNCATED)", "We did." },
	{ "We did. Crown Copyright © 2010.", "We did." },
	{ "Conclusion<p>:", "Conclusion:" },
	{ "<title>Background</title>. We did.", "Background: We did." },
	{ "Resumen Result. Result. We did.", "Result:\nResult: We did." },
	{ "Resum<b>en</b>", NULL },
	{ "(No abstract available)", NULL },
	{ "[No abstract available.]", NULL },
	{ "<p>[\"We did.\"]</p>", "We did." },
	{ "s<italic>\xCC\x81</italic>", "\xC5\x9B" },
	/* A tag cut off within a character must not stop the world. */
	{ "<title><p lang=\"fr>\xCC\x81", NULL },
};

Test(abstract, is_settled)
{
	TEXT_HOLDS(settled_rows, text_abstract);
}

static const struct text_row tongue_rows[] = {
	{ "Objectifs : A. Méthodes : B.", "Objectifs: A.\nMéthodes: B." },
	{ "目的：研究。资料与方法：试验。结论：是。",
	  "目的: 研究。\n资料与方法: 试验。\n结论: 是。" },
	{ "Casuística e métodos: A. Palavras-chave: B",
	  "Casuística e métodos: A.\nPalavras-chave: B" },
	{ "Wir. Studiendesign: A. Zweck: B",
	  "Wir.\nStudiendesign: A.\nZweck: B" },
	{ "Availability and implementation: A. Contact: B",
	  "Availability and implementation: A.\nContact: B" },
};

Test(abstract, has_labels_of_many_languages)
{
	TEXT_HOLDS(tongue_rows, text_abstract);
}
