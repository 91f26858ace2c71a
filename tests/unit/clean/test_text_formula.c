/* SPDX-License-Identifier: MIT */
/* Formulas in MathML and TeX, TeX in prose. */
#include "test_text.h"

static const struct text_row mathml_rows[] = {
	{ "<math><mi>x</mi><mo>+</mo><mi>y</mi></math>", "x+y" },
	{ "<mml:mi>x</mml:mi><mml:mo>+</mml:mo><mml:mi>y</mml:mi>", "x+y" },
	{ "<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>", "1/2" },
	{ "<math><mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow>"
	  "<mrow><mi>c</mi><mo>-</mo><mi>d</mi></mrow></mfrac></math>",
	  "(a+b)/(c-d)" },
	{ "<math><msqrt><mi>s</mi></msqrt></math>", "√s" },
	{ "<math><msqrt><mi>a</mi><mo>+</mo><mi>b</mi></msqrt></math>",
	  "√(a+b)" },
	{ "<math><mroot><mi>x</mi><mn>3</mn></mroot></math>", "3√x" },
	{ "<math><msub><mi>x</mi><mn>1</mn></msub></math>", "x1" },
	{ "<math><msup><mn>10</mn><mn>5</mn></msup></math>", "10⁵" },
	{ "<math><msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup></math>",
	  "x1²" },
	{ "<math><mmultiscripts><mi>Tb</mi><mprescripts/><none/><mn>153</mn>"
	  "</mmultiscripts></math>",
	  "153Tb" },
	{ "<math><mn>5</mn><mspace width=\"1em\"/><mi>TeV</mi></math>",
	  "5 TeV" },
	{ "<math><mi>f</mi><mo>\xE2\x81\xA1</mo><mi>x</mi></math>", "fx" },
	{ "<math> <mi>a</mi> <!-- <mi>b</mi> --> </math>", "a" },
	{ "<inline-formula>x<sub>i</sub></inline-formula>", "xi" },
	{ "<math><mi>never closed", "never closed" },
	{ "the<math><mi>N</mi></math>nucleus", "the N nucleus" },
	{ "<math><mi>N</mi></math>-body", "N-body" },
	{ "(<math><mi>u</mi></math>,<math><mi>v</mi></math>)", "(u, v)" },
};

Test(mathml, becomes_a_line_of_text)
{
	TEXT_HOLDS(mathml_rows, clean_plain);
}

static const struct text_row choice_rows[] = {
	{ "<inline-formula><alternatives><tex-math>$u_{i}$</tex-math>"
	  "<math><mi>u</mi></math></alternatives></inline-formula>",
	  "$u_{i}$" },
	{ "<math><semantics><mi>x</mi><annotation "
	  "encoding=\"application/x-tex\">x_1</annotation></semantics></math>",
	  "$x_1$" },
	{ "<math><semantics><mi>x</mi><annotation encoding=\"other\">z"
	  "</annotation></semantics></math>",
	  "x" },
	{ "<math alttext=\"$y^2$\"><mi>y</mi></math>", "$y^2$" },
	{ "<math alttext=\"y squared\"><mi>y</mi></math>", "y" },
	{ "<tex-math>\\documentclass{minimal}\\begin{document}$$x_2$$"
	  "\\end{document}</tex-math>",
	  "\\documentclass{minimal}\\begin{document}$$x_2$$"
	  "\\end{document}" },
	{ "<inline-formula><tex-math>\\documentclass{minimal}"
	  "\\begin{document}$$x_2$$\\end{document}</tex-math>"
	  "</inline-formula>",
	  "$x_2$" },
	{ "<disp-formula><tex-math><![CDATA[\\(a<b\\)]]></tex-math>"
	  "</disp-formula>",
	  "$a<b$" },
};

Test(formula, has_one_representation)
{
	TEXT_HOLDS(choice_rows, clean_plain);
}

static const struct text_row title_rows[] = {
	{ "$N$-body", "N-body" },
	{ "$\\alpha$ and {$\\Sigma\\Delta$}", "α and ΣΔ" },
	{ "$\\mathrm{H}$", "H" },
	{ "$\\boldsymbol{\\beta}$ Pictoris", "β Pictoris" },
	{ "$x^2$ and $a=b$", "$x^2$ and $a=b$" },
	{ "It costs $5 or $6", "It costs $5 or $6" },
	{ "US$ and A$", "US$ and A$" },
};

Test(tex, simple_formulas_of_titles_become_characters)
{
	TEXT_HOLDS(title_rows, text_title);
}

static const struct text_row command_rows[] = {
	{ "\\beta-catenin", "β-catenin" },
	{ "Monta\\~{n}a and Mali\\'{n}ski", "Montaña and Maliński" },
	{ "Astronomy \\& Astrophysics", "Astronomy & Astrophysics" },
	{ "\\emph{L'oscillation} of {A}", "L'oscillation of A" },
	{ "Rold\\'an and \\'Edgar", "Roldán and Édgar" },
	{ "\\'Edgar came", "\\'Edgar came" },
	{ "caf\\'e pages 1--2", "café pages 1–2" },
	/* Nothing shows that these are TeX. */
	{ "a~b {c} d--e 5% \\unknown{x}", "a~b {c} d--e 5% \\unknown{x}" },
	{ "the \\\"big\\\" one", "the \\\"big\\\" one" },
	{ "C:\\path", "C:\\path" },
};

Test(tex, is_read_where_a_command_shows_it)
{
	TEXT_HOLDS(command_rows, clean_plain);
}

static const struct text_row switch_rows[] = {
	{ "{\\Large{\\bf The title}} of it", "The title of it" },
	{ "\\large \\sc The title", "The title" },
	{ "One\\\\ two {\\em three}", "One two three" },
	{ "Schr\\\\\"odinger {\\em three}", "Schr\\\\\"odinger three" },
	{ "The 5\\textsuperscript{th} day", "The 5th day" },
	{ "10\\textsuperscript{28} H\\textsubscript{2}O", "10²⁸ H2O" },
	{ "\\textquoteleft a\\textquoteright{} \\textendash{} b", "‘a’ – b" },
	{ "5\\textdegree C", "5°C" },
	{ "\\relax A {\\it b}", "A b" },
	{ "\\alpha \\{x\\}", "α {x}" },
	{ "\\LaTeX{} and {\\bf b}", "LaTeX and b" },
	{ "Lov{\\'a}sz, Ji\\v{r}\\'i, {\\c c}a", "Lovász, Jiří, ça" },
	{ "l\\'{\\i}quido l\\'ıquido", "líquido líquido" },
	{ "\\textsuperscript x", "\\textsuperscript x" },
	{ "\\textsuperscript{2", "2" },
};

Test(tex, of_appearance_goes)
{
	TEXT_HOLDS(switch_rows, text_title);
}

static const struct text_row delimiter_rows[] = {
	{ "the \\(x^2\\) case", "the $x^2$ case" },
	{ "\\[ x_1 \\] and $$y_2$$", "$x_1$ and $y_2$" },
	{ "a \\(note that\\) b", "a \\(note that\\) b" },
	{ "the $ \\gamma + 1 $ case", "the $ \\gamma + 1 $ case" },
	{ "the $ \\gamma $ case", "the γ case" },
	{ "$3$-manifolds in $4D$", "3-manifolds in 4D" },
	{ "$5 and $10, $5-$10", "$5 and $10, $5-$10" },
	{ "$$$m$$$ and $$", "$$$m$$$ and $$" },
	{ "\\begin{align}\\alpha_1\\end{align} \\emph{x}",
	  "\\begin{align}\\alpha_1\\end{align} x" },
};

Test(tex, formulas_have_one_delimiter)
{
	TEXT_HOLDS(delimiter_rows, text_title);
}

static const struct text_row declared_rows[] = {
	{ "A 32~{mA} {$\\Sigma\\Delta$}-modulator", "A 32 mA ΣΔ-modulator" },
	{ "{\\\"O}zg\\\"ur \\c{c}a --- x", "Özgür ça — x" },
	{ "\\'{\\i}ndice 100\\% \\foo{bar}", "índice 100% \\foo{bar}" },
};

Test(tex, is_read_where_it_is_declared)
{
	for (size_t i = 0; i < ARRAY_COUNT(declared_rows); i++) {
		SCOPED(buf_release) struct buf out = buf_init(TEXT_ROOM);

		text_title_tex(span_of(declared_rows[i].raw), &out, NULL);
		cr_expect_str_eq(buf_text(&out), declared_rows[i].clean, "%s",
				 declared_rows[i].raw);
	}
}

static const struct text_row abstract_rows[] = {
	{ "the $d$-complete $\\alpha$ space~x", "the $d$-complete $\\alpha$ "
						"space~x" },
	{ "with $a_n\n+b_n$, where", "with $a_n +b_n$, where" },
};

Test(tex, formulas_of_abstracts_stay)
{
	TEXT_HOLDS(abstract_rows, text_abstract);
}
