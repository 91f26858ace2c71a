/* SPDX-License-Identifier: MIT */
#include "test_text.h"

static const struct text_row title_rows[] = {
	{ "Pointwise estimates for\r\nKolmogorov equations",
	  "Pointwise estimates for Kolmogorov equations" },
	{ "SOME AMUSING INSTANCES OF NASAL REFLEX.",
	  "SOME AMUSING INSTANCES OF NASAL REFLEX." },
	{ "The δ&amp;lt;sup&amp;gt;13&amp;lt;/sup&amp;gt;C Decline",
	  "The δ13C Decline" },
	{ "<title>One</title><p>Two</p>", "One Two" },
	{ "Background: a study. Methods: none", "Background: a study. "
						"Methods: none" },
	{ "[The beriberi heart].", "[The beriberi heart]." },
	{ "Abstract algebra", "Abstract algebra" },
	{ "© 2018 is no notice here", "© 2018 is no notice here" },
	{ ":(unav)", NULL },
	{ "NAN", NULL },
	{ "Nan", "Nan" },
	{ "<i></i>", NULL },
	{ "&nbsp;", NULL },
};

Test(title, is_one_clean_line)
{
	TEXT_HOLDS(title_rows, text_title);
}

Test(title, is_appended_and_leaves_out_untouched_when_empty)
{
	SCOPED(buf_release) struct buf out = buf_init(64);

	buf_add_text(&out, "x");
	cr_expect(clean_title(span_of("<i>y</i>"), 0, &out, NULL));
	cr_expect_not(clean_title(span_of("<p>n/a</p>"), 0, &out, NULL));
	cr_expect_str_eq(buf_text(&out), "xy");
}

Test(title, that_does_not_fit_marks_the_buffer)
{
	SCOPED(buf_release) struct buf out = buf_init(3);

	cr_expect_not(clean_title(span_of("long title"), 0, &out, NULL));
	cr_expect_neq(buf_check(&out, NULL), STATUS_OK);
}
