/* SPDX-License-Identifier: MIT */
/* Tags and entities. */
#include "test_text.h"

static const struct text_row prose_rows[] = {
	{ "a<b and c>d under p <a and b> c",
	  "a<b and c>d under p <a and b> c" },
	{ "(p <0.05) and (n >3)", "(p <0.05) and (n >3)" },
	{ "Universität <Marburg>", "Universität <Marburg>" },
	{ "Smith <1979>", "Smith <1979>" },
	{ "x < y > z", "x < y > z" },
	{ "a <<b", "a <" },
	{ "K --> pi", "K --> pi" },
	{ "a <!-- never ends", "a <!-- never ends" },
	{ "items <G1", "items <G1" },
	{ "x <a and", "x <a and" },
	{ "< i>x", "< i>x" },
	{ "<b1>x", "<b1>x" },
};

Test(markup, leaves_what_is_no_tag)
{
	TEXT_HOLDS(prose_rows, clean_plain);
}

static const struct text_row tag_rows[] = {
	{ "<i>x</i>", "x" },
	{ "<I>x</I>", "x" },
	{ "<jats:italic>x</jats:italic>", "x" },
	{ "<JATS1:p>x</JATS1:p>", "x" },
	{ "<emph>x</emph> <emph rend=\"i\">y</emph>", "x y" },
	{ "<hi rend='sup'>x</hi> <etal/>", "x" },
	{ "x<br/>y", "x y" },
	{ "x<br />y", "x y" },
	{ "<a href='x>y' class=\"z\">t</a>", "t" },
	{ "<a href=x>t</a>", "t" },
	{ "<a href = \"x\">t</a>", "t" },
	{ "<span style=color:red>t</span>", "t" },
	{ "<p>a<p>b", "a b" },
	{ "Preparation of an <i", "Preparation of an" },
	{ "x <span clas", "x" },
	{ "x <a href=\"http:", "x" },
	{ "<i>never closed", "never closed" },
	{ "never opened</i>", "never opened" },
	{ "<?xml version=\"1.0\"?>t", "t" },
	{ "a <!-- <b> -->b", "a b" },
	{ "<![CDATA[a & b]]>", "a & b" },
	{ "mm<pre>3</pre>", "mm3" },
	{ "<pre>some text</pre>more", "some text more" },
};

Test(markup, removes_tags_by_their_grammar)
{
	TEXT_HOLDS(tag_rows, clean_plain);
}

static const struct text_row drop_rows[] = {
	{ "T<script>alert(1)</script>", "T" },
	{ "T &amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;", "T" },
	{ "T<style>p{}</style> u", "T u" },
	{ "a<fig><p>x<fig>y</fig></p></fig>b", "ab" },
	{ "a <inline-graphic href=\"x\"/>b", "a b" },
	{ "T<script>never closed", "Tnever closed" },
};

Test(markup, drops_some_elements_with_their_content)
{
	TEXT_HOLDS(drop_rows, clean_plain);
}

static const struct text_row unknown_rows[] = {
	{ "T <foo bar=baz>u", "T u" },
	{ "T &lt;img src=x onerror=alert(1)&gt;", "T" },
	{ "T <foo bar=baz>u</foo> v</foo >", "T u v" },
	{ "T &lt;x:foo bar=baz&gt;u&lt;/x:foo&gt;", "T u" },
	{ "T <foo bar=baz/>u</foo>", "T u</foo>" },
	{ "T <foo bar=baz>u</fox>", "T u</fox>" },
	{ "T u</foo>", "T u</foo>" },
	{ "T <foo bar>u", "T <foo bar>u" },
	/* Not removed, but not to be read as a tag with attributes either. */
	{ "a <b and c=5 and d> 3", "a < b and c=5 and d> 3" },
	{ "<<i></i>a href=x>t", "t" },
};

Test(markup, never_leaves_a_tag_with_attributes)
{
	TEXT_HOLDS(unknown_rows, clean_plain);
}

static const struct text_row entity_rows[] = {
	{ "A&amp;B", "A&B" },
	{ "A&amp;amp;amp;amp;amp;amp;amp;amp;B", "A&B" },
	{ "&amp;lt;i&amp;gt;x&amp;lt;/i&amp;gt;", "x" },
	{ "&#38;#38;#233;", "é" },
	{ "&eacute;&Eacute;", "éÉ" },
	{ "&#233;&#xE9;&#XE9;", "ééé" },
	{ "&#150;&#x92;", "–’" },
	{ "&#0;&#xD800;&#x110000;&#99999999999;", "����" },
	{ "a&#1;b&#x1f;c", "abc" },
	{ "&nbsp; x &thinsp; y &nbsp;", "x y" },
	{ "AT&T R&D &copy2020 &foo; &; &# &#x;",
	  "AT&T R&D &copy2020 &foo; &; &# &#x;" },
	{ "&l<i></i>t;9", "<9" },
};

Test(entity, is_decoded_only_with_its_semicolon)
{
	TEXT_HOLDS(entity_rows, clean_plain);
}

static const struct text_row list_rows[] = {
	{ "[\"A &amp; B\"]", "A & B" },
	{ " [ \"a\\u00e9\\\"\\ud835\\udc00\\n\" ] ", "aé\"𝐀" },
	{ "[\"[\\\"x\\\"]\"]", "x" },
	{ "[\"a\",\"b\"]", "[\"a\",\"b\"]" },
	{ "[a]", "[a]" },
	{ "[\"a\\\"]", "[\"a\\\"]" },
	{ "[\"\\ud800\"]", "�" },
};

Test(unwrap, opens_a_json_list_of_one_string)
{
	TEXT_HOLDS(list_rows, clean_plain);
}

/* Letters in angle brackets, as mathematics has them. */
static const struct text_row letter_rows[] = {
	{ "an algebra K<X> over K", "an algebra K<X> over K" },
	{ "<x>=<y> and <Q>_e", "<x>=<y> and <Q>_e" },
	{ "<A> and <B>", "<A> and <B>" },
	{ "<u>x</u> <Q>y</Q> <s>z</s>", "x y z" },
	{ "The <i>Apis", "The Apis" },
	{ "a <<big>> set", "a <<big>> set" },
	{ "a <<big>> <<set>>, <</small>>", "a <<big>> <<set>>, <</small>>" },
	{ "<<big>x</big>>", "<x>" },
	{ "a <big> set", "a set" },
};

Test(markup, needs_its_partner_when_it_is_a_letter)
{
	TEXT_HOLDS(letter_rows, clean_plain);
}

static const struct text_row brace_rows[] = {
	{ "\\emph{a} P_{2n}^{2}(0)", "a P_{2n}^{2}(0)" },
	{ "\\emph{a} 300{\\foo}C 5{\\deg}C", "a 300{\\foo}C 5°C" },
	{ "\\emph{a} ~1% at~5 (~40)", "a ~1% at 5 (~40)" },
};

Test(tex, braces_that_hold_something_stay)
{
	TEXT_HOLDS(brace_rows, clean_plain);
}

/* An accent on nothing stays off the next letter. */
static const struct text_row accent_rows[] = {
	{ "las ondas de esp{\\'\\}n son", "las ondas de esp\\'\\}n son" },
	{ "de esp{\\'\\i}n", "de espín" },
};

Test(tex, accents_need_a_letter)
{
	TEXT_HOLDS(accent_rows, text_title_tex);
	TEXT_HOLDS(accent_rows, text_abstract_tex);
}

/* Clean but for the white space at its ends. */
static const struct text_row trim_rows[] = {
	{ " plain text\n", "plain text" },
	{ "\t déjà-vu “here” ", "déjà-vu “here”" },
	{ " [\"a\"] ", "a" },
	{ "a\u00a0b ", "a b" },
	{ " Ａ", "A" },
	{ " cafe\u0301 ", "café" },
	{ "caf\xc3\x83\xc2\xa9", "café" },
	{ "it\xc2\x92s", "it’s" },
	{ "- a b -- c ", "- a b -- c" },
};

Test(text, white_space_at_the_ends_goes)
{
	TEXT_HOLDS(trim_rows, clean_plain);
	TEXT_HOLDS(trim_rows, text_abstract);
}
