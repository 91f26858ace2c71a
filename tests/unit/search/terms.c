/* SPDX-License-Identifier: MIT */
/* Text to terms, row by row. */
#include <criterion/criterion.h>

#include "paperd/scoped.h"
#include "paperd/terms.h"

#define ROOM 4096

static void close_terms(struct terms **terms)
{
	terms_close(*terms);
}

/* The terms by blanks; '=' before one at the place of the one before it, '.'
 * after one that is a character by itself. */
static void write_terms(struct span text, enum terms_mode mode, struct buf *out)
{
	SCOPED(close_terms) struct terms *terms = terms_open();
	struct term term;

	cr_assert_not_null(terms);
	terms_begin(terms, text, mode);
	while (terms_next(terms, &term)) {
		if (out->len)
			buf_add_char(out, ' ');
		if (term.same_place)
			buf_add_char(out, '=');
		buf_add_span(out, term.text);
		if (term.is_character)
			buf_add_char(out, '.');
	}
	cr_assert(!out->failed);
}

static void check(const char *text, enum terms_mode mode, const char *expected)
{
	SCOPED(buf_release) struct buf out = buf_init(ROOM);

	write_terms(span_of(text), mode, &out);
	cr_expect_str_eq(buf_text(&out), expected,
			 "\"%s\", mode %d: \"%s\", expected \"%s\"", text,
			 (int)mode, buf_text(&out), expected);
}

struct row {
	const char *text;
	const char *terms;
};

/* In scripts with spaces, what is indexed is what is looked for. */
static const struct row both_rows[] = {
	/* English */
	{ "", "" },
	{ " .,;-\n\t", "" },
	{ "Running runners ran", "run runner ran" },
	{ "Information about informatics", "inform about informat" },
	{ "A study of AI", "a studi of ai" },
	{ "state-of-the-art", "state of the art" },
	{ "1998, 3.14 and 0", "1998 3 14 and 0" },
	{ "h2o covid19 p53 24h", "h2o covid19 p53 24h" },
	{ "COVID-19", "covid 19" },
	{ "snake_case", "snake case" },
	/* apostrophes */
	{ "Parkinson's disease", "parkinson diseas" },
	{ "Parkinson’s disease", "parkinson diseas" },
	{ "Parkinson´s Parkinson`s Parkinsonʼs", "parkinson parkinson "
						 "parkinson" },
	{ "the 1990's and 5's", "the 1990 and 5" },
	{ "O'Brien d’Angelo", "o brien d angelo" },
	{ "the 's' wave", "the s wave" },
	{ "patients' rights", "patient right" },
	{ "a's b' s c'south", "a b s c south" },
	/* what vanishes */
	{ "infor\u00ADmation", "inform" },
	{ "zero\u200Bwidth\u200D x\uFEFFy", "zerowidth xy" },
	/* accents, in both forms */
	{ "Poincaré Poincare\u0301", "poincar poincar" },
	{ "naïve Übergröße", "naiv ubergross" },
	{ "Søren Łódź Đặng ÆØÅ œuvre þing ıİ", "soren lodz dang aeoa oeuvr "
					       "thing ii" },
	{ "Müller Mu\u0308ller", "muller muller" },
	{ "Qurʾān, Krasilʹnikov", "quran krasilnikov" },
	/* compatibility forms */
	{ "ﬁne Ｗｉｄｅ １２ Ⅷ ①", "fine wide 12 viii 1" },
	{ "Word™ study® 5℃ 1½ 5㎏", "word studi 5 c 1 1 2 5kg" },
	{ "𝛼 𝐀𝐁𝐂", "alpha abc" },
	/* formulas */
	{ "H₂O CO₂ C₆H₁₂O₆ m² Cu²⁺", "h2o co2 c6h12o6 m2 cu2" },
	{ "10⁻⁶ 10^6 10^{-6}", "10 6 106 10 6" },
	/* what LaTeX left */
	{ "H_2O, H_{2}O, CO_{2} CO_2", "h2o h2o co2 co2" },
	{ "C_{6}H_{12}O_{6}", "c6h12o6" },
	{ "SO_4^{2-} x_i K_{ATP} a__2", "so42 x i k atp a 2" },
	{ "^2 _3 x_ y^ }z{", "2 3 x y z" },
	{ "MoS$_2$ CO$_{2}$ $^{13}$C $^3$He", "mos2 co2 13c 3he" },
	{ "$H_2O$, H$_2$O, H$_{2}$O", "h2o h2o h2o" },
	{ "C$_6$H$_{12}$O$_6$-like", "c6h12o6 like" },
	{ "Cu$^{2+}$ N$_2$ and $x$", "cu2 n2 and x" },
	{ "costs $5 and $6, US$7", "cost 5 and 6 us 7" },
	{ "x$_i$y $_x$CuO $_{12", "x i y x cuo 12" },
	{ "a$_ b$ 2$c $$_2$", "a b 2 c 2" },
	/* Greek */
	{ "α-synuclein", "alpha synuclein" },
	{ "TNF-α TNFα TNF alpha", "tnf alpha tnf alpha tnf alpha" },
	{ "IL-1β TGFβ1 β2m", "il 1 beta tgf beta1 beta2 m" },
	{ "Β-blocker ϑ ∆F508 5 µm Ω", "beta blocker theta delta f508 5 mu m "
				      "omega" },
	{ "γδ", "γδ" },
	{ "Ἡ ζωή και ο θάνατος ΘΑΝΑΤΟΣ", "eta ζωη και omicron θανατοσ "
					 "θανατοσ" },
	/* Cyrillic, Armenian, Georgian */
	{ "Ёлка МОСКВА й и\u0306", "елка москва и и" },
	{ "Հայերեն ქართული", "հայերեն ქართული" },
	/* Arabic, Hebrew */
	{ "الْعَرَبِيَّة العربية", "العربيه العربيه" },
	{ "أحمد إسلام آخر مـــرض", "احمد اسلام اخر مرض" },
	{ "شָלוֹם", "شלום" },
	{ "שָׁלוֹם שלום", "שלום שלום" },
	{ "ﷲ ٢٠١٩ ۲۰۱۹", "الله 2019 2019" },
	/* Indic vowel signs stay */
	{ "हिन्दी কলকাতা", "हिन्दी কলকাতা" },
	{ "१२३ ௧௨", "123 12" },
	/* no UTF-8 */
	{ "ab\xFF"
	  "cd \xC3",
	  "ab cd" },
	{ "a\xED\xA0\x80"
	  "b",
	  "a b" },
};

/* Scripts without spaces. */
static const struct {
	const char *text;
	const char *indexed;
	const char *asked;
	const char *words;
} pair_rows[] = {
	{ "白血病", "白血 血病 =病.", "白血 血病", "白血病" },
	{ "维生素D", "维生 生素 =素. d", "维生 生素 d", "维生素d" },
	{ "病", "病.", "病.", "病" },
	{ "D缺乏", "d 缺乏 =乏.", "d 缺乏", "d缺乏" },
	{ "慢性、病 毒", "慢性 =性. 病. 毒.", "慢性 病. 毒.", "慢性 病 毒" },
	{ "2019年", "2019 年.", "2019 年.", "2019年" },
	{ "がん", "がん =ん.", "がん", "がん" },
	{ "か\u3099ん ｶﾞﾝ", "がん =ん. ガン =ン.", "がん ガン", "がん ガン" },
	{ "データ", "デー ータ =タ.", "デー ータ", "データ" },
	{ "한국어", "한국 국어 =어.", "한국 국어", "한국어" },
	{ "한국", "한국 =국.", "한국", "한국" },
	{ "ภาษาไทย", "ภา าษ ษา าไ ไท ทย =ย.", "ภา าษ ษา าไ ไท ทย", "ภาษาไทย" },
	{ "กี่", "กี่.", "กี่.", "กี่" },
	{ "㍿", "株式 式会 会社 =社.", "株式 式会 会社", "株式会社" },
	{ "TNFα", "tnf alpha", "tnf alpha", "tnfα" },
	{ "The Runners' β-2", "the runner beta 2", "the runner beta 2",
	  "the runners β 2" },
};

/* Without stems. */
static const struct row exact_rows[] = {
	{ "", "" },
	{ "Browning, Ørsted-Jones", "browning orsted jones" },
	{ "Nature’s Studies", "nature studies" },
	{ "TNFα H$_2$O", "tnf alpha h2o" },
};

/* The last term is the beginning of a word. */
static const struct row prefix_rows[] = {
	{ "running informati", "run informati" },
	{ "informati", "informati" },
	{ "informati -", "informati" },
	{ "running dogs's", "run dogs" },
	{ "白血", "白血" },
	{ "running 病", "run 病." },
	{ "", "" },
};

Test(terms, rows)
{
	for (size_t i = 0; i < ARRAY_COUNT(both_rows); i++) {
		check(both_rows[i].text, TERMS_TEXT, both_rows[i].terms);
		check(both_rows[i].text, TERMS_QUERY, both_rows[i].terms);
	}
}

Test(terms, pairs)
{
	for (size_t i = 0; i < ARRAY_COUNT(pair_rows); i++) {
		check(pair_rows[i].text, TERMS_TEXT, pair_rows[i].indexed);
		check(pair_rows[i].text, TERMS_QUERY, pair_rows[i].asked);
		check(pair_rows[i].text, TERMS_WORDS, pair_rows[i].words);
	}
}

Test(terms, exact)
{
	for (size_t i = 0; i < ARRAY_COUNT(exact_rows); i++) {
		check(exact_rows[i].text, TERMS_EXACT, exact_rows[i].terms);
		check(exact_rows[i].text, TERMS_EXACT_QUERY,
		      exact_rows[i].terms);
	}
	check("白血病", TERMS_EXACT, "白血 血病 =病.");
	check("白血病", TERMS_EXACT_QUERY, "白血 血病");
}

/* Is the stem another text than the word? */
static const struct {
	const char *text;
	enum terms_mode mode;
	bool stemmed;
} stem_rows[] = {
	{ "browning", TERMS_TEXT, true },
	{ "browning", TERMS_QUERY, true },
	{ "browning", TERMS_PREFIX, false },
	{ "browning", TERMS_EXACT, false },
	{ "browning", TERMS_WORDS, false },
	{ "nature", TERMS_QUERY, true },
	{ "happy", TERMS_QUERY, true },
	{ "Brown", TERMS_QUERY, false },
	{ "h2o", TERMS_QUERY, false },
	{ "病", TERMS_QUERY, false },
	{ "running dog", TERMS_PREFIX, true },
};

Test(terms, stemmed)
{
	SCOPED(close_terms) struct terms *terms = terms_open();

	for (size_t i = 0; i < ARRAY_COUNT(stem_rows); i++) {
		struct term term;

		terms_begin(terms, span_of(stem_rows[i].text),
			    stem_rows[i].mode);
		cr_assert(terms_next(terms, &term));
		cr_expect_eq(term.stemmed, stem_rows[i].stemmed, "%s, mode %d",
			     stem_rows[i].text, (int)stem_rows[i].mode);
	}
}

Test(terms, prefixes)
{
	for (size_t i = 0; i < ARRAY_COUNT(prefix_rows); i++)
		check(prefix_rows[i].text, TERMS_PREFIX, prefix_rows[i].terms);
}

/* The bytes of the text that the terms stand for, parted by '|'. */
static const struct row place_rows[] = {
	{ "A study, in H_2O", "A|study|in|H_2O" },
	{ "CO_{2}. CO₂", "CO_{2}|CO₂" },
	{ "MoS$_2$, a $^{13}$C", "MoS$_2$|a|$^{13}$C" },
	{ "Cafe\u0301 müde", "Cafe\u0301|müde" },
	{ "infor\u00ADmation x", "infor\u00ADmation|x" },
	{ "Parkinson's ﬁne", "Parkinson|ﬁne" },
	{ "TNFα-β", "TNF|α|β" },
	{ "维生素D", "维生|生素|素|D" },
	{ "か\u3099ん", "か\u3099ん|ん" },
};

Test(terms, places)
{
	SCOPED(close_terms) struct terms *terms = terms_open();

	for (size_t i = 0; i < ARRAY_COUNT(place_rows); i++) {
		SCOPED(buf_release) struct buf out = buf_init(ROOM);
		struct span text = span_of(place_rows[i].text);
		struct term term;

		terms_begin(terms, text, TERMS_TEXT);
		while (terms_next(terms, &term)) {
			if (out.len)
				buf_add_char(&out, '|');
			buf_add_span(&out,
				     span_slice(text, term.from, term.to));
		}
		cr_expect_str_eq(buf_text(&out), place_rows[i].terms, "%s: %s",
				 place_rows[i].text, buf_text(&out));
	}
}

/* A word of `count` times the text is cut to `expected` bytes and is still one
 * term. */
static const struct {
	const char *text;
	size_t count, expected;
} long_rows[] = {
	{ "a", TERM_MAX, TERM_MAX },      { "a", TERM_MAX + 1, TERM_MAX },
	{ "7", 100000, TERM_MAX },        { "ж", 33, TERM_MAX },
	{ "ա", 100000, TERM_MAX },        { "ა", 100000, TERM_MAX / 3 * 3 },
	{ "कि", 1000, TERM_MAX / 3 * 3 }, { "x_1", 1000, TERM_MAX },
};

Test(terms, long_words)
{
	SCOPED(close_terms) struct terms *terms = terms_open();

	for (size_t i = 0; i < ARRAY_COUNT(long_rows); i++) {
		SCOPED(buf_release) struct buf text = buf_init(1 << 20);
		struct term term;

		for (size_t n = 0; n < long_rows[i].count; n++)
			buf_add_text(&text, long_rows[i].text);
		terms_begin(terms, buf_span(&text), TERMS_TEXT);
		cr_assert(terms_next(terms, &term), "%s", long_rows[i].text);
		cr_expect_eq(term.text.len, long_rows[i].expected, "%s: %zu",
			     long_rows[i].text, term.text.len);
		cr_expect_eq(term.to, text.len, "%s: %zu", long_rows[i].text,
			     term.to);
		cr_expect(!terms_next(terms, &term), "%s", long_rows[i].text);
	}
}

static const struct row key_rows[] = {
	{ "", "" },
	{ " — ", "" },
	{ "The Runners' Études: β-Carotene", "the runners etudes β carotene" },
	{ "Elham  MOASSER", "elham moasser" },
	{ "慢性白血病 (维生素D)", "慢性白血病 维生素d" },
};

Test(terms, keys)
{
	SCOPED(close_terms) struct terms *terms = terms_open();

	for (size_t i = 0; i < ARRAY_COUNT(key_rows); i++) {
		SCOPED(buf_release) struct buf once = buf_init(ROOM);
		SCOPED(buf_release) struct buf twice = buf_init(ROOM);

		terms_key(terms, span_of(key_rows[i].text), &once);
		cr_expect_str_eq(buf_text(&once), key_rows[i].terms, "%s: %s",
				 key_rows[i].text, buf_text(&once));
		terms_key(terms, buf_span(&once), &twice);
		cr_expect_str_eq(buf_text(&twice), buf_text(&once), "%s",
				 key_rows[i].text);
	}
}

/* More words than are remembered: each has the stem it had at first. */
Test(terms, memory)
{
	SCOPED(close_terms) struct terms *terms = terms_open();
	const size_t words = 100000;

	for (size_t i = 0; i < 2 * words; i++) {
		char text[] = "a12345ts", want[] = "a12345t";
		struct term term;

		for (size_t n = i % words, at = 1; at < 6; n /= 10, at++)
			text[at] = want[at] = "bcdfghjklm"[n % 10];
		terms_begin(terms, span_of(text), TERMS_TEXT);
		cr_assert(terms_next(terms, &term), "%s", text);
		cr_assert(span_is(term.text, want), "%s: %.*s", text,
			  (int)term.text.len, term.text.at);
	}
}
