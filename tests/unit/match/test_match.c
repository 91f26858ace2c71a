/* SPDX-License-Identifier: MIT */
/* Claims against papers, field by field and as a whole. */
#include <criterion/criterion.h>

#include "paperd/match.h"
#include "paperd/scoped.h"

static struct matcher *matcher;

static void start(void)
{
	matcher = matcher_open();
	cr_assert_not_null(matcher);
}

static void stop(void)
{
	matcher_close(matcher);
}

TestSuite(match, .init = start, .fini = stop);

/* ---- titles ---- */

static const struct {
	const char *a, *b;
	double least, most;
} titles[] = {
	{ "Deep learning", "Deep learning.", 1, 1 },
	{ "Deep Learning", "DEEP LEARNING", 1, 1 },
	{ "Biodiversity of lakes", "Bio-diversity of lakes", 1, 1 },
	{ "A study of lakes", "RETRACTED: A study of lakes", 1, 1 },
	{ "A study of lakes", "[Retracted] A study of lakes", 1, 1 },
	{ "Retracted article: A study of lakes", "A study of lakes", 1, 1 },
	{ "Müller cells in the retina", "Muller cells in the retina", 1, 1 },
	{ "Growth of plants at low light: a review",
	  "Growth of plants at low light", 0.95, 1 },
	{ "Growth of plants at low light? Two trials",
	  "Growth of plants at low light", 0.95, 1 },
	{ "Growth of plants at low light", "Growth of plant at low lihgt", 0.9,
	  1 },
	{ "Growth of plants at low light", "Low light growth of plants", 0.7,
	  0.95 },
	{ "Growth of plants at low light", "Sleep of mice in the cold", 0,
	  0.4 },
	{ "Growth of plants, part 1", "Growth of plants, part 2", 0, 0.69 },
	{ "Growth of plants II", "Growth of plants III", 0, 0.69 },
	{ "Growth of plants at low light",
	  "Erratum: Growth of plants at low light", 0, 0.69 },
	{ "Comment on \"Growth of plants at low light\"",
	  "Growth of plants at low light", 0, 0.69 },
	{ "COVID-19 in Italy: methods", "COVID-19 in Italy: what was found", 0,
	  0.8 },
	{ "Sepsis: a very long review of it", "Sepsis", 0, 0.6 },
	{ "深度学习在医学影像中的应用", "深度学习在医学影像中的应用", 1, 1 },
	{ "深度学习在医学影像中的应用", "深度学习在医学图像中的应用", 0.7,
	  0.95 },
	{ "深度学习在医学影像中的应用", "汉语语法研究", 0, 0.3 },
	{ "", "Deep learning", 0, 0 },
	{ "", "", 0, 0 },
	{ "...", "???", 0, 0 },
};

Test(match, titles_are_alike_by_their_words)
{
	for (size_t i = 0; i < ARRAY_COUNT(titles); i++) {
		struct span a = span_of(titles[i].a), b = span_of(titles[i].b);
		double one = title_alike(matcher, a, b);
		double two = title_alike(matcher, b, a);

		cr_expect(one >= titles[i].least && one <= titles[i].most,
			  "\"%s\" and \"%s\": %.3f", titles[i].a, titles[i].b,
			  one);
		cr_expect_eq(one, two, "\"%s\" and \"%s\": %.3f, %.3f",
			     titles[i].a, titles[i].b, one, two);
	}
}

/* ---- names ---- */

static const struct {
	const char *claimed, *family, *given, *name;
	enum agreement expected;
} names[] = {
	{ "Smith", "Smith", "John", NULL, MATCH_AGREES },
	{ "Smith, John", "Smith", "John", NULL, MATCH_AGREES },
	{ "John Smith", "Smith", "J.", NULL, MATCH_AGREES },
	{ "SMITH JP", "Smith", "John Paul", NULL, MATCH_AGREES },
	{ "J. P. Smith", "Smith", "John Paul", NULL, MATCH_AGREES },
	{ "P. Smith", "Smith", "John Paul", NULL, MATCH_AGREES },
	{ "A. Smith", "Smith", "John Paul", NULL, MATCH_DIFFERS },
	{ "Smith, J., Doe, M.", "Smith", "John", NULL, MATCH_AGREES },
	{ "Smith et al.", "Smith", NULL, NULL, MATCH_AGREES },
	{ "Smithson", "Smith", "John", NULL, MATCH_DIFFERS },
	{ "Doe", "Smith", "John", NULL, MATCH_DIFFERS },
	{ "Müller", "Mueller", NULL, NULL, MATCH_AGREES },
	{ "Mueller, K.", "Müller", "Karl", NULL, MATCH_AGREES },
	{ "Sorensen", "Sørensen", NULL, NULL, MATCH_AGREES },
	{ "OBrien, K", "O’Brien", "Kim", NULL, MATCH_AGREES },
	{ "O'Brien", "OBrien", NULL, NULL, MATCH_AGREES },
	{ "Levi Strauss", "Levi-Strauss", NULL, NULL, MATCH_AGREES },
	{ "Vanderberg", "van der Berg", NULL, NULL, MATCH_AGREES },
	{ "Berg, A. van der", "van der Berg", "Anna", NULL, MATCH_AGREES },
	{ "Berg", "van der Berg", "Anna", NULL, MATCH_AGREES },
	{ "García", "García Márquez", "Gabriel", NULL, MATCH_AGREES },
	{ "王小明", "王", "小明", "王小明", MATCH_AGREES },
	{ "王小明", NULL, NULL, "王小明", MATCH_AGREES },
	{ "小明王", "王", "小明", "王小明", MATCH_AGREES },
	{ "李大", "王", "小明", "王小明", MATCH_DIFFERS },
	{ "Wang Xiaoming", "王", "小明", "王小明", MATCH_UNKNOWN },
	{ "The ATLAS Collaboration", NULL, NULL, "ATLAS Collaboration",
	  MATCH_AGREES },
	{ "", "Smith", NULL, NULL, MATCH_UNKNOWN },
	{ "Smith", NULL, NULL, NULL, MATCH_UNKNOWN },
};

Test(match, names_are_alike_by_family_name_and_initials)
{
	for (size_t i = 0; i < ARRAY_COUNT(names); i++) {
		struct person person = { .name = (char *)names[i].name,
					 .family = (char *)names[i].family,
					 .given = (char *)names[i].given };
		enum agreement got = person_alike(
			matcher, span_of(names[i].claimed), &person);

		cr_expect_eq(got, names[i].expected, "%s: %d", names[i].claimed,
			     got);
	}
}

/* ---- journals ---- */

static const struct {
	const char *a, *b;
	bool alike;
} journals[] = {
	{ "Nature", "NATURE", true },
	{ "Nature", "Nature Communications", false },
	{ "Nature", "Nature Genetics", false },
	{ "J. Biol. Chem.", "Journal of Biological Chemistry", true },
	{ "J Biol Chem", "The Journal of Biological Chemistry", true },
	{ "JBC", "Journal of Biological Chemistry", true },
	{ "Proc Natl Acad Sci U S A",
	  "Proceedings of the National Academy of Sciences", true },
	{ "PNAS", "Proceedings of the National Academy of Sciences", true },
	{ "Phys. Rev. Lett.", "Physical Review Letters", true },
	{ "Phys. Rev.", "Physical Review Letters", false },
	{ "Physical Review A", "Physical Review B", false },
	{ "Science", "Science (New York, N.Y.)", true },
	{ "Z. Phys. B", "Zeitschrift für Physik B", true },
	{ "Journal of Physics", "Journal of Chemistry", false },
	{ "Med. Oncol.", "Medical Oncology", true },
	{ "Lancet", "The Lancet", true },
	{ "Lancet", "", false },
};

Test(match, journals_are_alike_by_their_abbreviations)
{
	for (size_t i = 0; i < ARRAY_COUNT(journals); i++) {
		struct span a = span_of(journals[i].a);
		struct span b = span_of(journals[i].b);

		cr_expect_eq(journal_alike(matcher, a, b), journals[i].alike,
			     "%s, %s", journals[i].a, journals[i].b);
		cr_expect_eq(journal_alike(matcher, b, a), journals[i].alike,
			     "%s, %s", journals[i].b, journals[i].a);
	}
}

/* ---- a paper ---- */

static const char paper_json[] =
	"{\"doi\":\"10.1000/light\",\"title\":\"Growth of Planta inventa at "
	"low light: a review\",\"translations\":{\"de\":{\"title\":\"Das "
	"Wachstum der Planta inventa\"}},\"authors\":[{\"name\":\"Anna "
	"Beispiel\",\"given\":\"Anna\",\"family\":\"Beispiel\"},{\"name\":"
	"\"John Smith\",\"given\":\"John\",\"family\":\"Smith\"}],"
	"\"published\":\"2003-05-01\",\"year\":2003,\"journal\":{\"title\":"
	"\"Journal of Made Works\",\"abbreviation\":\"J. Made Works\"},"
	"\"volume\":\"12\",\"issue\":\"3\",\"pages\":\"123–145\","
	"\"article_number\":\"e0123\"}";

#define TITLE "Growth of Planta inventa at low light"

/* fields: a letter for each, as "title author year journal volume issue page":
 * a(grees), n(early), d(iffers), - for unknown. */
static const struct {
	const char *name;
	struct {
		const char *title, *author, *journal, *volume, *issue, *page;
		const char *text;
		int year;
	} claim;
	const char *fields;
	bool safe;
} claims[] = {
	{ "nothing", { 0 }, "-------", false },
	{ "title and author", { TITLE, "Beispiel" }, "aa-----", true },
	{ "title, second author", { TITLE, "Smith" }, "an-----", true },
	{ "title, another author", { TITLE, "Doe" }, "ad-----", false },
	{ "translated title and author",
	  { "Das Wachstum der Planta inventa", "Beispiel, A." },
	  "aa-----",
	  true },
	{ "long title alone", { TITLE }, "a------", true },
	{ "title, year beside", { TITLE, .year = 2004 }, "a-n----", true },
	{ "title, other year",
	  { TITLE, "Beispiel", .year = 1990 },
	  "aad----",
	  true },
	{ "another title", { "Sleep of mice", "Beispiel" }, "da-----", false },
	{ "place",
	  { .journal = "J Made Works", .volume = "12", .page = "123" },
	  "---aa-a",
	  true },
	{ "place with zeros and range",
	  { .journal = "Journal of Made Works",
	    .volume = "012",
	    .page = "p. 0123-0145" },
	  "---aa-a",
	  true },
	{ "place by article number",
	  { .journal = "J Made Works", .volume = "12", .page = "E0123" },
	  "---aa-a",
	  true },
	{ "another volume",
	  { .journal = "J Made Works", .volume = "13", .page = "123" },
	  "---ad-a",
	  false },
	{ "journal and year alone",
	  { .journal = "J Made Works", .year = 2003 },
	  "--aa---",
	  false },
	{ "text with all",
	  { .text = "Beispiel A, Smith J. Growth of Planta inventa at low "
		    "light: a review. J Made Works 2003;12(3):123-45." },
	  "aaaaa-a",
	  true },
	{ "text without a title",
	  { .text = "A. Beispiel and J. Smith, J. Made Works 12, 123 (2003)" },
	  "-aaaa-a",
	  true },
	{ "text of another work",
	  { .text = "Doe M, Roe R. Sleep of mice in the cold of winter and "
		    "what it means. J Chem 1998;7:88-91." },
	  "ddd-d-d",
	  false },
	{ "text of another work of the author",
	  { .text = "Beispiel A. Sleep of mice in the cold of winter and what "
		    "it means for all of them. J Chem 1998;7:88-91." },
	  "dad-d-d",
	  false },
};

static struct claim claim_of(size_t row)
{
	return (struct claim){
		.title = span_of(claims[row].claim.title),
		.author = span_of(claims[row].claim.author),
		.journal = span_of(claims[row].claim.journal),
		.volume = span_of(claims[row].claim.volume),
		.issue = span_of(claims[row].claim.issue),
		.page = span_of(claims[row].claim.page),
		.text = span_of(claims[row].claim.text),
		.year = claims[row].claim.year,
	};
}

static void paper_read(struct paper *ret)
{
	struct error err = { 0 };

	cr_assert_eq(paper_from_json(span_of(paper_json), ret, &err), STATUS_OK,
		     "%s", err.detail);
}

Test(match, a_claim_is_compared_field_by_field)
{
	SCOPED(paper_release) struct paper paper = { 0 };

	paper_read(&paper);
	for (size_t i = 0; i < ARRAY_COUNT(claims); i++) {
		struct claim claim = claim_of(i);
		struct match got = match_paper(matcher, &claim, &paper);
		char fields[MATCH_FIELDS + 1] = "";

		for (size_t f = 0; f < MATCH_FIELDS; f++)
			fields[f] = "-and"[got.of[f]];
		cr_expect_str_eq(fields, claims[i].fields, "%s: %s",
				 claims[i].name, fields);
		cr_expect_eq(got.score >= MATCH_SAFE, claims[i].safe,
			     "%s: %.3f", claims[i].name, got.score);
		cr_expect(got.score >= 0 && got.score <= 1, "%s",
			  claims[i].name);
	}
}

/* A title of a word says less than one of many. */
Test(match, a_title_weighs_by_its_words)
{
	static const char *const rows[] = {
		"Editorial",
		"Editorial notes",
		"Editorial notes collected",
		"Editorial notes collected yearly",
		"Editorial notes collected yearly since",
	};
	double last = 0;

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(paper_release) struct paper paper = { 0 };
		struct claim claim = { .title = span_of(rows[i]) };
		struct match got;

		paper.title = span_copy(claim.title);
		got = match_paper(matcher, &claim, &paper);
		cr_expect_gt(got.score, last, "%s: %.4f", rows[i], got.score);
		cr_expect(i > 3 || got.score < MATCH_SAFE, "%s", rows[i]);
		last = got.score;
	}
}

/* ---- any bytes ---- */

static void fill(char *text, size_t len, unsigned *seed)
{
	static const char pieces[] =
		"aA1.:-( \xC3\xA4\xE7\x8E\x8B\xFF\x80\n\t\"'10.1000/x2003";

	for (size_t i = 0; i < len; i++) {
		*seed = *seed * 1103515245U + 12345U;
		text[i] = pieces[(*seed >> 16) % sizeof(pieces)];
	}
}

Test(match, any_bytes_can_be_compared)
{
	SCOPED(paper_release) struct paper paper = { 0 };
	unsigned seed = 1;
	char text[3000];

	paper_read(&paper);
	for (size_t i = 0; i < 3000; i++) {
		struct span any = { text, i % 300 };
		struct span other = span_slice(any, any.len / 2, any.len);
		struct claim claim = { any, other, any, other,
				       any, any,   any, (int)i };
		struct match got;

		fill(text, any.len, &seed);
		got = match_paper(matcher, &claim, &paper);
		cr_expect(got.score >= 0 && got.score <= 1);
		cr_expect_eq(title_alike(matcher, any, other),
			     title_alike(matcher, other, any));
		cr_expect_eq(journal_alike(matcher, any, other),
			     journal_alike(matcher, other, any));
	}
	fill(text, sizeof(text), &seed);
	for (size_t i = 0; i < 200; i++) { /* longer than words are kept */
		struct claim claim = { .text = { text, sizeof(text) } };

		match_paper(matcher, &claim, &paper);
	}
}
