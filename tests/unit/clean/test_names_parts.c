/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "paperd/scoped.h"
#include "test_names.h"

/* Most authors of one row. */
#define ROW_AUTHORS 6

struct author {
	const char *given;
	const char *family;
	const char *suffix;
	const char *literal;
	const char *orcid;
	bool organisation;
	bool body;
	const char *affiliations[3];
};

struct row {
	const char *name;
	struct author authors[ROW_AUTHORS];
	size_t count;
	const char *shown;
};

/* The parts of an author; affiliations has room for three. */
static struct name_parts parts_of(const struct author *author,
				  struct span affiliations[3])
{
	struct name_parts parts = {
		.given = span_of(author->given),
		.family = span_of(author->family),
		.suffix = span_of(author->suffix),
		.literal = span_of(author->literal),
		.orcid = span_of(author->orcid),
		.organisation = author->organisation,
		.body = author->body,
		.affiliations = affiliations,
	};

	for (size_t i = 0; i < 3 && author->affiliations[i]; i++)
		affiliations[parts.affiliation_count++] = span_of(
			author->affiliations[i]);
	return parts;
}

static void check(const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		SCOPED(names_release) struct names names = { 0 };
		SCOPED(buf_release) struct buf out = buf_init(SHOWN_MAX);
		struct span affiliations[ROW_AUTHORS][3];
		struct name_parts parts[ROW_AUTHORS];
		struct error err = { 0 };
		enum status status;

		for (size_t j = 0; j < rows[i].count; j++)
			parts[j] = parts_of(&rows[i].authors[j],
					    affiliations[j]);
		status = names_from_parts(parts, rows[i].count, &names, NULL,
					  &err);
		cr_assert_eq(status, STATUS_OK, "%s: %s", rows[i].name,
			     err.detail);
		show_names(&out, &names);
		cr_expect_str_eq(buf_text(&out), rows[i].shown,
				 "%s: gives \"%s\", not \"%s\"", rows[i].name,
				 buf_text(&out), rows[i].shown);
	}
}

#define ONE(...)  { __VA_ARGS__ }, 1
#define TWO(...)  { __VA_ARGS__ }, 2
#define FOUR(...) { __VA_ARGS__ }, 4

/* clang-format off */
Test(names_parts, particles_at_the_end_of_given_move)
{
	static const struct row rows[] = {
		{ "one", ONE({ "Amy van", "Hill" }), "van Hill|Amy" },
		{ "two", ONE({ "Amy van der", "Hill" }), "van der Hill|Amy" },
		{ "in the middle", ONE({ "Amy de Ros", "Hill" }),
		  "Hill|Amy de Ros" },
		{ "capital", ONE({ "Amy Van", "Hill" }), "Hill|Amy Van" },
		{ "in family", ONE({ "Amy", "dos Ros" }), "dos Ros|Amy" },
		{ "capital before one", ONE({ "Amy Van de", "Hill" }),
		  "Van de Hill|Amy" },
		{ "und between", ONE({ "Amy von und zu", "Hill" }),
		  "von und zu Hill|Amy" },
		{ "only particles", ONE({ "van", "Hill" }), "van Hill" },
		{ "behind a comma", ONE({ .literal = "Hill, Amy de" }),
		  "de Hill|Amy" },
	};

	check(rows, ARRAY_COUNT(rows));
}

Test(names_parts, suffixes_are_found_where_they_are_put)
{
	static const struct row rows[] = {
		{ "of its own", ONE({ "Amy", "Hill", "V" }), "Hill|Amy|V" },
		{ "after a comma", ONE({ "Amy", "Hill, Jr." }),
		  "Hill|Amy|Jr." },
		{ "after a space", ONE({ "GD", "Hill Jr." }), "Hill|GD|Jr." },
		{ "as family", ONE({ "Amy B. Hill,", "Jr." }),
		  "Hill|Amy B.|Jr." },
		{ "in given", ONE({ "Amy, Jr.", "Hill" }), "Hill|Amy|Jr." },
		{ "an initial in given", ONE({ "Amy V", "Hill" }),
		  "Hill|Amy V" },
		{ "an initial with its stop", ONE({ "Amy V.", "Hill" }),
		  "Hill|Amy V." },
		{ "two with their stops", ONE({ "Amy II.", "Hill" }),
		  "Hill|Amy II." },
		{ "a numeral in given", ONE({ "Amy III", "Hill" }),
		  "Hill|Amy|III" },
		{ "an initial in one string",
		  ONE({ .literal = "Hill, Amy V." }), "Hill|Amy V." },
		{ "initials in one string", ONE({ .literal = "Hill, V." }),
		  "Hill|V." },
		{ "a member of an order", ONE({ "Amy", "Hill S.J." }),
		  "Hill|Amy|S.J." },
		{ "a degree after a space", ONE({ "Amy", "Hill PhD" }),
		  "Hill|Amy" },
		{ "a mark", ONE({ "Amy*", "Hill†" }), "Hill|Amy" },
		{ "a number", ONE({ "Amy", "Hillman1" }), "Hillman|Amy" },
		{ "an address", ONE({ "a@b.org", "Hill" }), "Hill" },
		{ "a nickname", ONE({ "Amy (Eve)", "Hill" }),
		  "Hill|Amy (Eve)" },
		{ "a degree", ONE({ "Dr. Amy", "Hill, PhD" }), "Hill|Amy" },
	};

	check(rows, ARRAY_COUNT(rows));
}

Test(names_parts, all_caps_are_softened)
{
	static const struct row rows[] = {
		{ "family", ONE({ "A. B.", "HILL" }), "Hill|A. B." },
		{ "both", ONE({ "AMY EVE", "HILL" }), "Hill|Amy Eve" },
		{ "initials stay", ONE({ "GDB", "Hill" }), "Hill|GDB" },
		{ "dotted initials stay", ONE({ "A.B.C.D.", "Hill" }),
		  "Hill|A.B.C.D." },
		{ "apostrophe and hyphen", ONE({ "Amy", "O'HILL-ROS" }),
		  "O'Hill-Ros|Amy" },
		{ "Mc", ONE({ "Amy", "McHILL" }), "McHill|Amy" },
		{ "MC", ONE({ "Amy", "MCHILL" }), "McHill|Amy" },
		{ "mixed case stays", ONE({ "Amy", "deHILL" }), "deHILL|Amy" },
		{ "numeral stays", ONE({ "Amy", "HILL III" }),
		  "Hill|Amy|III" },
		{ "Cyrillic", ONE({ "АННА", "О'КОННОР" }), "О'Коннор|Анна" },
		{ "Greek sigma", ONE({ "ΑΝΝΑ", "ΠΑΠΠΑΣ" }), "Παππας|Αννα" },
		{ "accents", ONE({ "ÉLODIE", "ÖZGÜR" }), "Özgür|Élodie" },
		{ "acronym", ONE({ .family = "OECD" }), "=OECD" },
		{ "no acronym", ONE({ .family = "SUHARTO" }), "Suharto" },
	};

	check(rows, ARRAY_COUNT(rows));
}

Test(names_parts, a_name_in_one_part_is_split)
{
	static const struct row rows[] = {
		{ "family only", ONE({ .family = "Amy-Eve Hill" }),
		  "Hill|Amy-Eve" },
		{ "given only", ONE({ .given = "Amy Hill" }), "Hill|Amy" },
		{ "one comma", ONE({ .literal = "Amy Ros, Bob Hill" }),
		  "Amy Ros|Bob Hill" },
		{ "several people", ONE({ .literal = "Hill, A.; Ros, B." }),
		  "Hill|A. / Ros|B." },
		{ "organisation", ONE({ .family = "The Hill" }), "=The Hill" },
		{ "said to be one", ONE({ .literal = "Hill, Ros and Dale",
					  .organisation = true }),
		  "=Hill, Ros and Dale" },
		{ "said to be one, in parts",
		  ONE({ "Hill", "Press", .organisation = true }),
		  "=Hill Press" },
		{ "qualifier", ONE({ .literal = "Hill, Amy <1979>" }),
		  "Hill|Amy" },
		{ "a list in given",
		  ONE({ "Amy Ros, Bob B. Dale, Cy", "Hill" }),
		  "Ros|Amy / Dale|Bob B. / Hill|Cy" },
		{ "no list in given", ONE({ "Amy, Bob", "Hill" }),
		  "Hill|Amy, Bob" },
		{ "a list behind a heading",
		  ONE({ .literal = "X Group: A. Hill, B. Ros" }),
		  "=X Group / Hill|A. / Ros|B." },
		{ "a firm", ONE({ .literal = "Hill, Inc." }), "=Hill, Inc." },
		{ "whole name before literal",
		  ONE({ "Amy", "Hill", .literal = "X Y" }), "Hill|Amy" },
	};

	check(rows, ARRAY_COUNT(rows));
}

#define BODY(text) ONE({ .literal = text, .body = true })

Test(names_parts, a_name_of_a_body_is_whole)
{
	static const struct row rows[] = {
		{ "two words", BODY("World Bank"), "=World Bank" },
		{ "one word", BODY("Seguy"), "Seguy" },
		{ "an acronym", BODY("IEEE"), "=IEEE" },
		{ "commas and a conjunction",
		  BODY("Academies of Law, Art, and Music"),
		  "=Academies of Law, Art, and Music" },
		{ "one comma and a conjunction", BODY("Law, Art and Music"),
		  "=Law, Art and Music" },
		{ "a full stop", BODY("United States."), "=United States" },
		{ "family, given", BODY("Hill, Amy"), "Hill|Amy" },
		{ "Spanish", BODY("Ros y Hill, Amy"), "Ros y Hill|Amy" },
		{ "one comma in a body", BODY("Ulm University, Press"),
		  "=Ulm University, Press" },
		{ "a heading", BODY("ATLAS Collaboration: Amy Hill"),
		  "=ATLAS Collaboration / Hill|Amy" },
		{ "nobody", BODY("n/a"), "" },
		{ "an address beside a person",
		  TWO({ "Amy", "Hill" },
		      { .literal = "School of Art, Ulm", .body = true }),
		  "Hill|Amy" },
		{ "parts are a person's",
		  ONE({ "Amy", "Hill", .body = true }), "Hill|Amy" },
		{ "not said, but by its words",
		  ONE({ .literal = "Academies of Law, Art, and Music" }),
		  "=Academies of Law, Art, and Music" },
		{ "by a word further on",
		  ONE({ .literal = "Law, Art, and Music Museum" }),
		  "=Law, Art, and Music Museum" },
	};

	check(rows, ARRAY_COUNT(rows));
}

Test(names_parts, affiliations_are_told_from_authors)
{
	static const struct row rows[] = {
		{ "listed as an author",
		  TWO({ "Amy", "Hill" },
		      { .literal = "School of Art, Ulm" }), "Hill|Amy" },
		{ "the only author",
		  ONE({ .literal = "School of Art, Ulm" }),
		  "=School of Art, Ulm" },
		{ "no comma",
		  TWO({ "Amy", "Hill" }, { .literal = "Ulm University" }),
		  "Hill|Amy / =Ulm University" },
		{ "in given and family",
		  TWO({ "Amy", "Hill" }, { "University of", "Ulm" }),
		  "Hill|Amy" },
		{ "an institute in given and family",
		  TWO({ "Amy", "Hill" }, { "Max Hill", "Institute" }),
		  "Hill|Amy" },
		{ "an organisation in given and family",
		  TWO({ "Amy", "Hill" }, { "World Hill", "Organization" }),
		  "Hill|Amy / =World Hill Organization" },
		{ "on behalf of a body",
		  ONE({ "on behalf of the", "X Group" }), "=the X Group" },
		{ "a body in small letters", ONE({ "the", "ADNI" }),
		  "=the ADNI" },
		{ "a given name like it", ONE({ "The Anh", "Bui" }),
		  "Bui|The Anh" },
		{ "a family name like one", ONE({ "Amy Eve", "Staff" }),
		  "Staff|Amy Eve" },
		{ "a body in given and family",
		  TWO({ "Amy", "Hill" }, { "X", "Collaboration" }),
		  "Hill|Amy / =X Collaboration" },
		{ "written into both parts",
		  ONE({ "Ulm University", "Amy Hill, Ulm University" }),
		  "Hill|Amy @Ulm University" },
		{ "in brackets", ONE({ "Amy", "Hill (Ulm)" }),
		  "Hill|Amy @Ulm" },
		{ "a name like a school", ONE({ "Amy", "School" }),
		  "School|Amy" },
		{ "given with the name",
		  ONE({ "Amy", "Hill", .affiliations = { "1Ulm University",
							 "n/a", "Bonn" } }),
		  "Hill|Amy @Ulm University @Bonn" },
		{ "given twice",
		  ONE({ "Amy", "Hill (Ulm)", .affiliations = { "Ulm" } }),
		  "Hill|Amy @Ulm" },
	};

	check(rows, ARRAY_COUNT(rows));
}

Test(names_parts, damage_is_repaired)
{
	static const struct row rows[] = {
		{ "look-alike", ONE({ "Amy", "Hr\xD3\xA7ter" }),
		  "Hröter|Amy" },
		{ "Cyrillic stays", ONE({ "Анна", "Сорокина" }),
		  "Сорокина|Анна" },
		{ "accent before its vowel", ONE({ "Amy", "Gonz´alez" }),
		  "González|Amy" },
		{ "combining accent", ONE({ "Amy", "Gonz\xCC\x81" "alez" }),
		  "González|Amy" },
		{ "c has its own", ONE({ "Amy", "C\xCC\x81osic\xCC\x81" }),
		  "Ćosić|Amy" },
		{ "lost letter", ONE({ "Amy", "Fern\xEF\xBF\xBDndez" }),
		  "Fern\xEF\xBF\xBDndez|Amy" },
		{ "braces", ONE({ "A{my}", "Rodi{č}" }), "Rodič|Amy" },
		{ "TeX", ONE({ "Amy", "G{\\\"o}del" }), "Gödel|Amy" },
		{ "entity and spaces", ONE({ "Amy    E.", "Andr&eacute;" }),
		  "André|Amy E." },
	};

	check(rows, ARRAY_COUNT(rows));
}

Test(names_parts, two_scripts_are_one_person)
{
	static const struct row rows[] = {
		{ "beside", TWO({ "Марина", "Туберозова" },
				{ "Marina", "Tuberozova" }),
		  "Туберозова|Марина ~Tuberozova|Marina" },
		{ "Latin first", TWO({ "Yasuhiko", "Hashimoto" },
				     { "雍彦", "橋本" }),
		  "橋本|雍彦 ~Hashimoto|Yasuhiko" },
		{ "list after list",
		  FOUR({ "Анна", "Заяц" }, { "Пётр", "Шаров" },
		       { "Anna", "Zayats" }, { "Petr", "Sharov" }),
		  "Заяц|Анна ~Zayats|Anna / Шаров|Пётр ~Sharov|Petr" },
		{ "pairs",
		  FOUR({ "Anna", "Zayats" }, { "Анна", "Заяц" },
		       { "Petr", "Sharov" }, { "Пётр", "Шаров" }),
		  "Заяц|Анна ~Zayats|Anna / Шаров|Пётр ~Sharov|Petr" },
		{ "two people", TWO({ "Анна", "Заяц" }, { "Bob", "Hill" }),
		  "Заяц|Анна / Hill|Bob" },
		{ "two people of two scripts",
		  TWO({ "Hwang-Sun", "Kang" }, { .literal = "윤태원" }),
		  "Kang|Hwang-Sun / 윤|태원" },
		{ "two known names that differ",
		  TWO({ "太郎", "田中" }, { "Hanako", "Yamada" }),
		  "田中|太郎 / Yamada|Hanako" },
		{ "a known reading", TWO({ "Tae-Won", "Yoon" },
					 { "태원", "윤" }),
		  "윤|태원 ~Yoon|Tae-Won" },
		{ "Japanese by its syllables",
		  TWO({ "純一", "土谷" }, { "Junichi", "Tsuchiya" }),
		  "土谷|純一 ~Tsuchiya|Junichi" },
		{ "no Japanese syllables",
		  TWO({ "純一", "土谷" }, { "John", "Smith" }),
		  "土谷|純一 / Smith|John" },
		{ "two pairs",
		  FOUR({ "Qa", "Xyz" }, { "云", "佟" },
		       { "Qb", "Xyw" }, { "雨", "麴" }),
		  "佟|云 ~Xyz|Qa / 麴|雨 ~Xyw|Qb" },
		{ "scripts that do not alternate",
		  FOUR({ "Qa", "Xyz" }, { "云", "佟" },
		       { "雨", "麴" }, { "Qb", "Xyw" }),
		  "Xyz|Qa / 佟|云 / 麴|雨 / Xyw|Qb" },
		{ "list after list, unknown",
		  FOUR({ "云", "佟" }, { "雨", "麴" },
		       { "Qa", "Xyz" }, { "Qb", "Xyw" }),
		  "佟|云 / 麴|雨 / Xyz|Qa / Xyw|Qb" },
		{ "list after list, known",
		  FOUR({ "云", "王" }, { "雨", "麴" },
		       { "Yun", "Wang" }, { "Yu", "Qu" }),
		  "王|云 ~Wang|Yun / 麴|雨 ~Qu|Yu" },
		{ "extras are kept",
		  TWO({ "Анна", "Заяц" },
		      { "Anna", "Zayats", .orcid = "0000-0002-1825-0097",
			.affiliations = { "Ulm" } }),
		  "Заяц|Анна @Ulm #0000-0002-1825-0097 ~Zayats|Anna" },
	};

	check(rows, ARRAY_COUNT(rows));
}

Test(names_parts, what_says_nothing_is_left_out)
{
	static const struct row rows[] = {
		{ "no part", ONE({ 0 }), "" },
		{ "given", ONE({ "n/a", "Hill" }), "Hill" },
		{ "initials are not", ONE({ "N.A.", "Hill" }), "Hill|N.A." },
		{ "spaced initials", ONE({ "S. N.", "Hill" }), "Hill|S. N." },
		{ "more initials", ONE({ "S.N.", "Hill" }), "Hill|S.N." },
		{ "like initials, alone", ONE({ "N.A.", "n/a" }), "" },
		{ "family", ONE({ "Amy", "-" }), "Amy" },
		{ "all", TWO({ "n/a", "unknown" }, { .literal = "[S.N.]" }),
		  "" },
		{ "code", ONE({ .literal = "(:Unkn) Unknown" }), "" },
		{ "et al. in parts", TWO({ "Amy", "Hill" }, { "et", "al." }),
		  "Hill|Amy" },
		{ "ranks in both", ONE({ "Assistant", "Professor" }), "" },
		{ "rank", ONE({ .literal = "Research Assistant" }), "" },
		{ "a syllable that is a name", ONE({ "Na", "Li" }), "Li|Na" },
		{ "wrong ORCID",
		  ONE({ "Amy", "Hill", .orcid = "0000-0002-1825-0098" }),
		  "Hill|Amy" },
		{ "ORCID as an address",
		  ONE({ "Amy", "Hill", .orcid =
			"http://orcid.org/0000-0002-1825-0097" }),
		  "Hill|Amy #0000-0002-1825-0097" },
	};

	check(rows, ARRAY_COUNT(rows));
}
/* clang-format on */

Test(names_parts, no_authors_give_an_empty_list)
{
	struct names names = { 0 };
	struct error err = { 0 };

	cr_expect_eq(names_from_parts(NULL, 0, &names, NULL, &err), STATUS_OK);
	cr_expect_eq(names.count, 0);
	cr_expect_null(names.items);
}
