/* SPDX-License-Identifier: MIT */
/* Where tags were: white space, lost spaces, scripts. */
#include "test_text.h"

static const struct text_row layout_rows[] = {
	{ " a \t b\r\n c ", "a b c" },
	{ "PM <sub>10</sub> level", "PM10 level" },
	{ "Co<sub>1+x\n   </sub>Mn<sub> 2 </sub>O", "Co1+xMn2O" },
	{ "deep <i>K</i> -band", "deep K-band" },
	{ "spin- <i>x</i>", "spin-x" },
	{ "foo <i>bar</i> - baz", "foo bar - baz" },
	{ "see <b>Lynch</b> )?", "see Lynch)?" },
	{ "( <i>in vitro</i> ) and (<i> in vivo </i>)",
	  "(in vitro) and (in vivo)" },
	{ "the <i>x</i> , the <i>y</i> .", "the x, the y." },
	/* No seam, so no reason to touch it. */
	{ "the type , where  or , are", "the type , where or , are" },
	{ "P <sc>HANTOM</sc>", "PHANTOM" },
	{ "A <sc>LA</sc> carte", "A LA carte" },
	{ "U<sc>niverse</sc>M<sc>achine</sc>", "UniverseMachine" },
};

Test(seam, tells_layout_from_spaces)
{
	TEXT_HOLDS(layout_rows, clean_plain);
}

static const struct text_row lost_rows[] = {
	{ "of<i>Burkholderia terrae</i>BS001 in the<i>Lyophyllum</i>sp.",
	  "of Burkholderia terrae BS001 in the Lyophyllum sp." },
	{ "in<i>Mus</i>and<i>Rat</i>cells", "in Mus and Ratcells" },
	{ "wall.<i>Aims</i>", "wall. Aims" },
	{ "<i>biomarker</i>(B) but <i>f</i>(x)", "biomarker (B) but f(x)" },
	{ "<i>n</i>= 6, <i>p</i>&lt; 0.05", "n = 6, p < 0.05" },
	{ "PPAR<i>α</i>Agonist, load of<i>β</i>-Cells",
	  "PPARα Agonist, load of β-Cells" },
	{ "CO<sub>2</sub>vent AT<sub>1</sub>Receptor",
	  "CO2 vent AT1 Receptor" },
	{ "<a href=\"x\">Smith</a>et al.", "Smith et al." },
};

Test(seam, gives_a_lost_space_back)
{
	TEXT_HOLDS(lost_rows, clean_plain);
}

static const struct text_row closed_rows[] = {
	{ "27<i>s</i>. 6<i>d</i>.", "27s. 6d." },
	{ "S<span>ã</span>o S<b>t</b>udy", "São Study" },
	{ "H<sub>2</sub>SO<sub>4</sub>", "H2SO4" },
	{ "<sup>26</sup>Aluminum", "26Aluminum" },
	{ "N,<i>N</i>-dimethyl", "N,N-dimethyl" },
	{ "of<i>K</i>theory", "ofKtheory" },
	{ "<small>micro</small>scope", "microscope" },
	{ "UsingCyp1a2Null", "UsingCyp1a2Null" },
};

Test(seam, stays_closed_inside_words_and_formulas)
{
	TEXT_HOLDS(closed_rows, clean_plain);
}

static const struct text_row script_rows[] = {
	{ "10<sup>28</sup> cells", "10²⁸ cells" },
	{ "10<sup>−6</sup> M", "10⁻⁶ M" },
	{ "FOXL2<sup>8</sup>", "FOXL2⁸" },
	{ "SO<sub>4</sub><sup>2−</sup> and Na<sup>+</sup>", "SO4²⁻ and Na+" },
	{ "3<sup>rd</sup> n<sup>o</sup>", "3rd no" },
	{ "g/cm<sup>3</sup>", "g/cm3" },
	{ "<sup>13</sup>5", "¹³5" },
	{ "δ<sup>13</sup>C", "δ13C" },
	{ "NH<sub>4</sub><sup>+</sup>", "NH4+" },
	{ "CO<inf>2</inf> and", "CO2 and" },
	{ "2<sup>a,b</sup>", "2a,b" },
};

Test(script, is_plain_unless_numbers_would_merge)
{
	TEXT_HOLDS(script_rows, clean_plain);
}
