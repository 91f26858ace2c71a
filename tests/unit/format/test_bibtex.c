/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdio.h>

#include "paperd/scoped.h"
#include "records.h"

#define OUT_MAX (1 << 24)

/* ---- whole entries ---- */

static const struct form_row entries[] = {
	{ "an article",
	  "{\"doi\":\"10.1000/a_b%c\",\"url\":\"https://doi.org/10.1000/a_b\","
	  "\"type\":\"journal-article\",\"title\":\"The Prognostic T\","
	  "\"language\":\"en\",\"authors\":[{\"name\":\"Elham Moasser Jr.\","
	  "\"given\":\"Elham\",\"family\":\"Moasser\",\"suffix\":\"Jr.\"},"
	  "{\"name\":\"Search and Rescue\"}],\"abstract\":\"one\\ntwo\","
	  "\"published\":\"2025-09-27\",\"year\":2025,\"journal\":{"
	  "\"title\":\"Q & A\",\"abbreviation\":\"Q\",\"series\":\"S\","
	  "\"issn\":[\"1234-5679\",\"2049-3630\"]},\"volume\":\"4\","
	  "\"issue\":\"2\",\"pages\":\"1-9\",\"article_number\":\"e7\","
	  "\"publisher\":\"P\",\"keywords\":[\"k\",\"l, m\"],"
	  "\"ids\":{\"arxiv\":\"1706.03762\"},\"retracted\":true}",
	  "@article{moasser2025prognostic,\n"
	  "  author = {Moasser, Jr., Elham and {Search and Rescue}},\n"
	  "  title = {The Prognostic {T}},\n  journal = {Q \\& A},\n"
	  "  shortjournal = {Q},\n  series = {S},\n  year = {2025},\n"
	  "  month = sep,\n  volume = {4},\n  number = {2},\n"
	  "  pages = {1--9},\n  eid = {e7},\n  publisher = {P},\n"
	  "  issn = {1234-5679},\n  doi = {10.1000/a_b%c},\n"
	  "  eprint = {1706.03762},\n  archiveprefix = {arXiv},\n"
	  "  language = {en},\n  keywords = {k, {l, m}},\n"
	  "  note = {Retracted},\n  abstract = {one\n\ntwo}\n}\n" },
	{ "a chapter",
	  "{\"doi\":\"10.1000/1\",\"type\":\"book-chapter\",\"title\":\"T\","
	  "\"editors\":[{\"name\":\"E D\",\"given\":\"E\",\"family\":\"D\"}],"
	  "\"journal\":{\"title\":\"B\",\"series\":\"S\"},\"year\":1999,"
	  "\"ids\":{\"isbn\":[\"9780306406157\",\"x\"],\"pmid\":\"5\"}}",
	  "@incollection{d1999t,\n  editor = {D, E},\n  title = {T},\n"
	  "  booktitle = {B},\n  series = {S},\n  year = {1999},\n"
	  "  isbn = {9780306406157},\n  doi = {10.1000/1},\n"
	  "  eprint = {5},\n  eprinttype = {pubmed}\n}\n" },
	{ "a book in a series",
	  "{\"type\":\"book\",\"title\":\"Waves\",\"publisher\":\"P\","
	  "\"url\":\"https://a.example/%7B?b=c&d#e\","
	  "\"journal\":{\"title\":\"S\"}}",
	  "@book{anonwaves,\n  title = {Waves},\n  series = {S},\n"
	  "  publisher = {P},\n"
	  "  url = {https://a.example/%7B?b=c&d#e}\n}\n" },
	{ "a thesis",
	  "{\"type\":\"dissertation\",\"title\":\"W\","
	  "\"publisher\":\"U\"}",
	  "@phdthesis{anonw,\n  title = {W},\n  school = {U}\n}\n" },
	{ "a report",
	  "{\"type\":\"report\",\"title\":\"W\","
	  "\"publisher\":\"U\"}",
	  "@techreport{anonw,\n  title = {W},\n  institution = {U}\n}\n" },
	{ "a preprint",
	  "{\"type\":\"posted-content\",\"title\":\"W\","
	  "\"journal\":{\"title\":\"J\"},\"publisher\":\"U\"}",
	  "@misc{anonw,\n  title = {W},\n  howpublished = {J},\n"
	  "  organization = {U}\n}\n" },
	{ "a publisher of two names",
	  "{\"type\":\"book\",\"title\":\"W\","
	  "\"publisher\":\"Reed & Co and Rush\"}",
	  "@book{anonw,\n  title = {W},\n"
	  "  publisher = {{Reed \\& Co and Rush}}\n}\n" },
	{ "an article that stands nowhere",
	  "{\"type\":\"journal-article\",\"title\":\"W\","
	  "\"publisher\":\"U\"}",
	  "@misc{anonw,\n  title = {W},\n  organization = {U}\n}\n" },
	{ "braces that do not balance", "{\"title\":\"W\",\"url\":\"a{b\"}",
	  "@misc{anonw,\n  title = {W}\n}\n" },
};

Test(bibtex, has_the_fields_of_its_entry)
{
	records_check("bibtex", (struct format_options){ 0 }, entries,
		      ARRAY_COUNT(entries));
}

/* ---- values ---- */

static const struct form_row values[] = {
	{ "signs", "{\"publisher\":\"# % & _ { } ~ ^ \\\\\"}",
	  "...{\\# \\% \\& \\_ \\{ \\} \\textasciitilde{} "
	  "\\textasciicircum{} \\textbackslash{}}" },
	{ "a brace alone", "{\"publisher\":\"a } b {\"}",
	  "...{a \\textbraceright{} b \\textbraceleft{}}" },
	{ "prices", "{\"publisher\":\"$5 and US$6, $5-$10\"}",
	  "...{\\$5 and US\\$6, \\$5-\\$10}" },
	{ "formulas", "{\"publisher\":\"$x_1$, $3$, $1-p$, $ s $ & %\"}",
	  "...{$x_1$, $3$, $1-p$, $ s $ \\& \\%}" },
	{ "a brace of a formula", "{\"publisher\":\"$\\\\{x_1$, $y\\\\}$\"}",
	  "...{$\\lbrace x_1$, $y\\rbrace $}" },
	{ "braces of a formula", "{\"publisher\":\"$\\\\{x_1\\\\}$\"}",
	  "...{$\\{x_1\\}$}" },
	{ "braces that only seem to balance", "{\"publisher\":\"$\\\\{x_1}$\"}",
	  "...{\\$\\textbackslash{}\\textbraceleft{}x\\_1"
	  "\\textbraceright{}\\$}" },
	{ "a sign that ends a line of TeX",
	  "{\"publisher\":\"$x_1 = 5%$ $y_1 = 5\\\\%$\"}",
	  "...{$x_1 = 5\\%$ $y_1 = 5\\%$}" },
	{ "a brace and a formula", "{\"publisher\":\"{ $x_1\\\\}$\"}",
	  "...{\\textbraceleft{} $x_1\\rbrace $}" },
	{ "a formula that does not balance", "{\"publisher\":\"$x_{1$\"}",
	  "...{\\$x\\_\\textbraceleft{}1\\$}" },
	{ "an environment",
	  "{\"publisher\":\"a \\\\begin{align} b_1 \\\\end{align} c\"}",
	  "...{a \\begin{align} b_1 \\end{align} c}" },
	{ "a dollar that is escaped", "{\"publisher\":\"US\\\\$ 5\"}",
	  "...{US\\$ 5}" },
	{ "acronyms and names", "{\"title\":\"mRNA, McLeod and COVID-19\"}",
	  "...{{mRNA}, {McLeod} and {COVID}-19}" },
	{ "elements", "{\"title\":\"On H2O, Ca2+ (NaCl) and pH in C60\"}",
	  "...{On {H2O}, {Ca2}+ ({NaCl}) and {pH} in {C60}}" },
	{ "single capitals", "{\"title\":\"A vitamin D: A T-cell\"}",
	  "...{A vitamin {D}: A {T}-cell}" },
	{ "joints", "{\"title\":\"The U.S. R&D of x_N. End\"}",
	  "...{The {U.S}. {R\\&D} of {x\\_N}. End}" },
	{ "capitals that say nothing", "{\"title\":\"WAVES IN DNA: $x_Y$\"}",
	  "...{WAVES IN DNA: {$x_Y$}}" },
	{ "two words of capitals", "{\"title\":\"AIDS CD4\"}",
	  "...{{AIDS} {CD4}}" },
	{ "capitals beyond ASCII", "{\"title\":\"Über ÖNORM und É\"}",
	  "...{Über {ÖNORM} und {É}}" },
	{ "ranges of pages", "{\"pages\":\"1-3, 7, 1-1-1\"}",
	  "...{1--3, 7, 1-1-1}" },
};

Test(bibtex, escapes_what_tex_would_take)
{
	records_check("bibtex", (struct format_options){ 0 }, values,
		      ARRAY_COUNT(values));
}

#define NAME(family, given)                                  \
	"{\"authors\":[{\"name\":\"x\",\"family\":\"" family \
	"\",\"given\":\"" given "\"}]}"
#define WHOLE(name) "{\"authors\":[{\"name\":\"" name "\"}]}"

static const struct form_row names[] = {
	{ "particles", NAME("van der Berg", "Jan"), "...{van der Berg, Jan}" },
	{ "a particle within", NAME("García y Vega", "A."),
	  "...{{García y Vega}, A.}" },
	{ "a comma", NAME("A", "B, C"), "...{A, {B, C}}" },
	{ "a semicolon", NAME("A;B", "C"), "...{{A;B}, C}" },
	{ "the word and", NAME("A", "B and C"), "...{A, {B and C}}" },
	{ "letters of and", NAME("Anders", "Andy"), "...{Anders, Andy}" },
	{ "an organisation", WHOLE("Bell & Sons, Inc."),
	  "...{{Bell \\& Sons, Inc.}}" },
	{ "one word",
	  "{\"authors\":[{\"name\":\"Plato\","
	  "\"family\":\"Plato\"}]}",
	  "...{Plato}" },
	{ "others", WHOLE("others"), "...{{others}}" },
	{ "a family of two words alone",
	  "{\"authors\":[{\"name\":\"de Faire\",\"family\":\"de Faire\"}]}",
	  "...{{de Faire}}" },
};

Test(bibtex, keeps_names_in_one_piece)
{
	records_check("bibtex", (struct format_options){ 0 }, names,
		      ARRAY_COUNT(names));
}

static const struct form_row letters[] = {
	{ "accents", "{\"publisher\":\"éàêñöāăżåőčụçąḇ\"}",
	  "...{{\\'{e}}{\\`{a}}{\\^{e}}{\\~{n}}{\\\"{o}}{\\={a}}{\\u{a}}"
	  "{\\.{z}}{\\aa}{\\H{o}}{\\v{c}}{\\d{u}}{\\c{c}}{\\k{a}}"
	  "{\\b{b}}}" },
	{ "a dot that goes", "{\"publisher\":\"íĵ\"}",
	  "...{{\\'{\\i}}{\\^{\\j}}}" },
	{ "two accents", "{\"publisher\":\"ế\"}", "...{{\\'{\\^{e}}}}" },
	{ "letters and signs", "{\"publisher\":\"ßøŁ–“”…€\"}",
	  "...{{\\ss}{\\o}{\\L}{\\textendash}{\\textquotedblleft}"
	  "{\\textquotedblright}{\\ldots}{\\texteuro}}" },
	{ "Greek", "{\"title\":\"α-ray\"}", "...{{$\\alpha$}-ray}" },
	{ "what has no command", "{\"publisher\":\"维生素 Ж\"}",
	  "...{维生素 Ж}" },
	{ "a capital", "{\"title\":\"über ÉTS\"}",
	  "...{{\\\"{u}}ber {{\\'{E}}TS}}" },
};

Test(bibtex, writes_letters_as_commands)
{
	records_check("bibtex", (struct format_options){ .ascii = true },
		      letters, ARRAY_COUNT(letters));
}

/* ---- keys ---- */

static const struct form_row keys[] = {
	{ "accents", NAME("Müller-Łódź", "A"), "...@misc{mullerlodz" },
	{ "Greek and Cyrillic", NAME("Чайковский", "Π"),
	  "...@misc{chaikovskii" },
	{ "an organisation", WHOLE("The ATLAS Collaboration"),
	  "...@misc{atlas" },
	{ "Chinese",
	  "{\"title\":\"维生素D的研究\",\"year\":2001,"
	  "\"authors\":[{\"name\":\"王伟\",\"family\":\"王\","
	  "\"given\":\"伟\"}]}",
	  "...@misc{anon2001d," },
	{ "nothing but a DOI", "{\"doi\":\"10.1000/1\"}",
	  "...@misc{anon5c311b11,\n" },
	{ "words that tell nothing", "{\"title\":\"On the 3 Waves\"}",
	  "...@misc{anonwaves," },
	{ "long words",
	  "{\"title\":\"aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeee\"}",
	  "...@misc{anonaaaaaaaaaabbbbbbbbbbccccccccccdd," },
};

Test(bibtex, makes_keys_of_ascii)
{
	records_check("bibtex", (struct format_options){ 0 }, keys,
		      ARRAY_COUNT(keys));
}

/* The key of the entry at the front. */
static struct span key_of(struct span entry)
{
	struct span part;

	cr_assert(span_next(&entry, '{', &part));
	cr_assert(span_next(&entry, ',', &part));
	return part;
}

/* Appends an entry of the same author, year and title, of another DOI. */
static struct span write_same(struct format_run *run, size_t number,
			      struct buf *out)
{
	char doi[32], family[] = "Smith", title[] = "Waves";
	struct person person = { .name = family,
				 .given = title,
				 .family = family };
	struct paper paper = { .doi = doi,
			       .title = title,
			       .authors = { &person, 1 } };

	snprintf(doi, sizeof(doi), "10.1000/%zu", number);
	buf_clear(out);
	format_record(format_of((struct span)SPAN("bibtex")), run, &paper, out);
	return key_of(buf_span(out));
}

Test(bibtex, has_a_key_once_in_a_list)
{
	SCOPED(format_run_release) struct format_run run = { .list = true };
	SCOPED(format_run_release) struct format_run seen = { .list = true };
	SCOPED(buf_release) struct buf out = buf_init(OUT_MAX);
	SCOPED(buf_release) struct buf all = buf_init(OUT_MAX);

	for (size_t i = 0; i < 3000; i++) {
		SCOPED(buf_release) struct buf key = buf_init(OUT_MAX);

		buf_add_char(&key, '|');
		buf_add_span(&key, write_same(&run, i, &out));
		buf_add_char(&key, '|');
		cr_assert(i || !strcmp(buf_text(&key), "|smithwaves|"), "%s",
			  buf_text(&key));
		cr_assert_not(strstr(buf_text(&all), buf_text(&key)), "%s",
			      buf_text(&key));
		buf_add_span(&all, buf_span(&key));
	}
	/* the same list has the same keys */
	for (size_t i = 0; i < 3000; i++) {
		struct span key = write_same(&seen, i, &out);

		cr_assert(memmem(all.data, all.len, key.at, key.len));
	}
}

Test(bibtex, has_the_same_key_alone)
{
	SCOPED(buf_release) struct buf out = buf_init(OUT_MAX);
	struct format_run run = { 0 };

	for (size_t i = 0; i < 3; i++)
		cr_expect(span_is(write_same(&run, i, &out), "smithwaves"));
	cr_expect_null(run.written);
}

/* ---- any text ---- */

/* An entry ends where it should, whatever its texts are: BibTeX counts braces,
 * those after a backslash included. */
Test(bibtex, has_braces_that_balance)
{
	static const char bytes[] = "{}\\$^_ aZ1,;%~\"@&-.";
	unsigned random = 1;

	for (size_t n = 0; n < 20000; n++) {
		SCOPED(buf_release) struct buf out = buf_init(OUT_MAX);
		char text[24] = "";
		struct person person = { .name = text };
		char *words[] = { text };
		struct paper paper = { .title = text,
				       .abstract = text,
				       .url = text,
				       .pages = text,
				       .authors = { &person, 1 },
				       .keywords = { words, 1 } };
		struct format_run run = { 0 };
		size_t depth = 0;

		for (size_t i = 0; i < 1 + n % (sizeof(text) - 1); i++) {
			random = random * 1103515245 + 12345;
			text[i] = bytes[(random >> 16) % (sizeof(bytes) - 1)];
		}
		text[sizeof(text) - 1] = '\0';
		format_record(format_of((struct span)SPAN("bibtex")), &run,
			      &paper, &out);
		for (size_t i = 0; i < out.len; i++) {
			depth += out.data[i] == '{';
			depth -= out.data[i] == '}';
			cr_assert(depth || i < 6 || i + 2 >= out.len, "%s: %s",
				  text, buf_text(&out));
		}
		cr_assert_eq(depth, 0, "%s: %s", text, buf_text(&out));
	}
}

Test(bibtex, fails_where_there_is_no_room)
{
	SCOPED(buf_release) struct buf out = buf_init(20);
	struct format_run run = { 0 };
	struct error err = { 0 };
	char title[] = "longer than the room";
	struct paper paper = { .title = title };

	format_record(format_of((struct span)SPAN("bibtex")), &run, &paper,
		      &out);
	cr_expect_eq(buf_check(&out, &err), STATUS_NO_MEMORY);
}
