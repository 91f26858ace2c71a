/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "paperd/scoped.h"
#include "test_names.h"

struct row {
	const char *name;
	const char *raw;
	const char *shown;
};

static void check(const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		SCOPED(names_release) struct names names = { 0 };
		SCOPED(buf_release) struct buf out = buf_init(SHOWN_MAX);
		struct error err = { 0 };
		enum status status = names_from_text(span_of(rows[i].raw),
						     &names, NULL, &err);

		cr_assert_eq(status, STATUS_OK, "%s: %s", rows[i].name,
			     err.detail);
		show_names(&out, &names);
		cr_expect_str_eq(buf_text(&out), rows[i].shown,
				 "%s: \"%s\" gives \"%s\", not \"%s\"",
				 rows[i].name, rows[i].raw, buf_text(&out),
				 rows[i].shown);
	}
}

/* clang-format off */
Test(names_list, commas_between_whole_names_part_people)
{
	static const struct row rows[] = {
		{ "two words each", "Ada Lovelace, Alan Turing",
		  "Lovelace|Ada / Turing|Alan" },
		{ "initials before", "A. B. Hill, C. Dale, E. Fox",
		  "Hill|A. B. / Dale|C. / Fox|E." },
		{ "initials behind", "Hill AB, Dale C, & Fox E",
		  "Hill|AB / Dale|C / Fox|E" },
		{ "both ways", "GG Hill, Dale GG, Jo Fox",
		  "Hill|GG / Dale|GG / Fox|Jo" },
		{ "suffix between", "Amy Hill, Jr., Bob Dale",
		  "Hill|Amy|Jr. / Dale|Bob" },
		{ "degrees between", "Amy Hill, MD, Bob Dale, PhD",
		  "Hill|Amy / Dale|Bob" },
		{ "empty pieces", ", Amy Hill,, Bob Dale,",
		  "Hill|Amy / Dale|Bob" },
		{ "institution at the end",
		  "Amy Hill, Bob Dale, University of Ulm, Germany",
		  "Hill|Amy / Dale|Bob @University of Ulm, Germany" },
		{ "organisations", "Art Museum, World Council, Bird Society",
		  "=Art Museum / =World Council / =Bird Society" },
		{ "two with initials behind", "Hill AB, Dale C",
		  "Hill|AB / Dale|C" },
		{ "the full stop of the list", "Hill AB, Dale C.",
		  "Hill|AB / Dale|C" },
		{ "initials have full stops", "Hill A., Dale C.",
		  "Hill|A. / Dale|C." },
		{ "mononym among names", "Amy Hill, Bob Dale, Suharto",
		  "Hill|Amy / Dale|Bob / Suharto" },
	};

	check(rows, ARRAY_COUNT(rows));
}

Test(names_list, commas_part_family_and_given_when_they_alternate)
{
	static const struct row rows[] = {
		{ "one comma", "Hill, Amy", "Hill|Amy" },
		{ "initials", "Hill, A., Dale, B., van der Fox, C.",
		  "Hill|A. / Dale|B. / van der Fox|C." },
		{ "long family", "Ali Hill, A., Dale, B.",
		  "Ali Hill|A. / Dale|B." },
		{ "given names", "Hill, Amy, Dale, Bob",
		  "Hill|Amy / Dale|Bob" },
		{ "suffixes", "Hill, Jr, Amy, Dale, Sr, Bob",
		  "Hill|Amy|Jr / Dale|Bob|Sr" },
		{ "suffix last", "Hill, Amy, III", "Hill|Amy|III" },
		{ "numeral in the family", "Hill III, John Q.",
		  "Hill|John Q.|III" },
		{ "initials that look like degrees", "Hill, M.D., Dale, MS",
		  "Hill|M.D. / Dale|MS" },
		{ "address behind", "Hill, A., Lab X, Rome (Author)",
		  "Hill|A. @Lab X, Rome" },
		{ "roles are names first", "Leader, Amy", "Leader|Amy" },
	};

	check(rows, ARRAY_COUNT(rows));
}

Test(names_list, semicolons_beat_conjunctions_beat_commas)
{
	static const struct row rows[] = {
		{ "semicolons", "Hill, Amy; Dale, Bob; and Fox, Cy",
		  "Hill|Amy / Dale|Bob / Fox|Cy" },
		{ "brackets", "Hill, Amy (Ulm University; X); Dale, Bob",
		  "Hill|Amy @Ulm University; X / Dale|Bob" },
		{ "and", "Amy Hill and Bob Dale", "Hill|Amy / Dale|Bob" },
		{ "bibtex", "Hill, Amy and Bob Dale and Fox, Cy",
		  "Hill|Amy / Dale|Bob / Fox|Cy" },
		{ "bibtex, long names", "de Hill Ros, Amy Eve and Fox, Cy",
		  "de Hill Ros|Amy Eve / Fox|Cy" },
		{ "list, then and", "Amy Hill, Bob Dale and Cy Fox",
		  "Hill|Amy / Dale|Bob / Fox|Cy" },
		{ "und", "Hill, Amy und Fox, Cy", "Hill|Amy / Fox|Cy" },
		{ "et", "Amy Hill et Bob Dale", "Hill|Amy / Dale|Bob" },
		{ "y", "Amy Hill y Bob Dale", "Hill|Amy / Dale|Bob" },
		{ "Russian", "Заяц А. А. и Шаров П. П.",
		  "Заяц|А. А. / Шаров|П. П." },
		{ "Swedish", "Amy Hill och Bob Dale", "Hill|Amy / Dale|Bob" },
		{ "and after a comma", "Hill, A., Dale, B., and Fox, C.",
		  "Hill|A. / Dale|B. / Fox|C." },
		{ "trailing and", "Amy Hill and", "Hill|Amy" },
		{ "et al. as one of them", "Hill, A.; Dale, B.; et al.",
		  "Hill|A. / Dale|B." },
		{ "on behalf of", "A. Hill on behalf of the X Collaboration",
		  "Hill|A. / =the X Collaboration" },
		{ "for", "A. Hill for the X Group",
		  "Hill|A. / =the X Group" },
		{ "for, nobody before", "for the X Group", "=the X Group" },
		{ "y in a family", "Ros y Gil, Amy", "Ros y Gil|Amy" },
		{ "y in a family, bibtex", "Hill, Bob and Ros y Gil, Amy",
		  "Hill|Bob / Ros y Gil|Amy" },
		{ "y in a name", "Amy Ros y Gil", "Ros y Gil|Amy" },
		{ "leading and", "And Amy Hill", "Hill|Amy" },
		{ "et al.", "Hill A, Dale B et al.", "Hill|A / Dale|B" },
		{ "others", "Hill, Amy and others", "Hill|Amy" },
		{ "body before a colon", "X Collaboration: A. Hill, B. Dale",
		  "=X Collaboration / Hill|A. / Dale|B." },
		{ "body at the end", "A. Hill and the X Collaboration",
		  "Hill|A. / =the X Collaboration" },
	};

	check(rows, ARRAY_COUNT(rows));
}

Test(names_list, tails_are_cut)
{
	static const struct row rows[] = {
		{ "marks", "Amy Hill*, Bob Dale†, Cy Fox1,2",
		  "Hill|Amy / Dale|Bob / Fox|Cy" },
		{ "legend", "A. Hill (1), B. Dale (2) ((1) Ulm, (2) Bonn)",
		  "Hill|A. / Dale|B." },
		{ "legend with marks", "A. Hill and B. Dale (Ulm, *Bonn)",
		  "Hill|A. / Dale|B." },
		{ "affiliation", "Amy Hill (Ulm University)",
		  "Hill|Amy @Ulm University" },
		{ "affiliation and role", "Amy Hill (Ulm) [Editor]",
		  "Hill|Amy @Ulm" },
		{ "the name in another script", "Li Wei (李伟)", "Wei|Li" },
		{ "life dates", "Hill, Amy, 1538?-1599", "Hill|Amy" },
		{ "life dates in brackets", "Hill, Amy [1538-1599]",
		  "Hill|Amy" },
		{ "e-mail in brackets", "Amy Hill (a@b.org)", "Hill|Amy" },
		{ "e-mail", "Amy Hill amy@example.org", "Hill|Amy" },
		{ "titles with their stops", "DR. Amy Hill", "Hill|Amy" },
		{ "titles", "Prof. Dr. Amy Hill, Dr.Bob Dale",
		  "Hill|Amy / Dale|Bob" },
		{ "brackets around", "[Hill, Amy]", "Hill|Amy" },
		{ "brackets that do not match", "Amy Hill), Bob Dale",
		  "Hill)|Amy / Dale|Bob" },
	};

	check(rows, ARRAY_COUNT(rows));
}

Test(names_list, organisations_stay_whole)
{
	static const struct row rows[] = {
		{ "comma", "University of Ulm, North Campus",
		  "=University of Ulm, North Campus" },
		{ "and", "Centers for Care and Prevention",
		  "=Centers for Care and Prevention" },
		{ "The", "The Hill and Dale", "=The Hill and Dale" },
		{ "firm", "Hill & Dale", "=Hill & Dale" },
		{ "no firm", "Amy Hill & Bob Dale", "Hill|Amy / Dale|Bob" },
		{ "acronym", "OECD", "=OECD" },
		{ "acronym with a number", "MIL-STD-15", "=MIL-STD-15" },
		{ "place", "Friends of the Hill", "=Friends of the Hill" },
		{ "a surname behind an initial", "J. Board", "Board|J." },
		{ "Cyrillic", "Институт физики", "=Институт физики" },
		{ "acronym in brackets", "Big Data Exchange (BDE)",
		  "=Big Data Exchange (BDE)" },
		{ "braces", "{Hill and Dale} and Amy Fox",
		  "=Hill and Dale / Fox|Amy" },
		{ "a word that only begins so", "Amy Schooler, Bob Centerwall",
		  "Schooler|Amy / Centerwall|Bob" },
	};

	check(rows, ARRAY_COUNT(rows));
}

Test(names_list, one_name_knows_its_family)
{
	static const struct row rows[] = {
		{ "last word", "Amy Eve Hill", "Hill|Amy Eve" },
		{ "first particle", "Amy de la Hill Ros", "de la Hill Ros|Amy" },
		{ "capital particle", "Amy Van Hill", "Hill|Amy Van" },
		{ "particle first", "van Hill", "van Hill" },
		{ "particle last", "Amy Hill van", "van Hill|Amy" },
		{ "capital particle before one", "Amy Van den Hill",
		  "Van den Hill|Amy" },
		{ "particles with und", "Amy von und zu Hill",
		  "von und zu Hill|Amy" },
		{ "particle first, initials last", "de Hill Ros A",
		  "de Hill Ros|A" },
		{ "particle first and further on", "de Hill de Ros",
		  "de Hill de Ros" },
		{ "initials like a numeral", "Hill I.V.", "Hill|I.V." },
		{ "glued initial", "N.HILL", "Hill|N." },
		{ "initials alone", "A.B.C.", "A.B.C." },
		{ "initials alone, spaced", "W. E. W.", "W. E. W." },
		{ "initials last", "van der Hill J. M.", "van der Hill|J. M." },
		{ "suffix", "Amy Hill Jr.", "Hill|Amy|Jr." },
		{ "degree", "Amy Hill PhD", "Hill|Amy" },
		{ "mononym", "Suharto", "Suharto" },
	};

	check(rows, ARRAY_COUNT(rows));
}

Test(names_list, scripts_tell_the_family_name)
{
	static const struct row rows[] = {
		{ "Han", "王军, 李小明, 欧阳修", "王|军 / 李|小明 / 欧阳|修" },
		{ "Han, spaced", "橋本 雍彦", "橋本|雍彦" },
		{ "Han, four", "田中太郎", "田中|太郎" },
		{ "Han, enumeration comma", "王军、李伟", "王|军 / 李|伟" },
		{ "Han, wide comma", "王军，李伟", "王|军 / 李|伟" },
		{ "Han conjunction", "王军与李小明", "王|军 / 李|小明" },
		{ "Han conjunction in a name", "与谢野 晶子", "与谢野|晶子" },
		{ "Han and Kana", "佐藤あい", "佐藤|あい" },
		{ "Kana", "タナカ タロウ", "タナカ|タロウ" },
		{ "Hangul", "김철수, 남궁민수", "김|철수 / 남궁|민수" },
		{ "Hangul, spaced", "김 철수", "김|철수" },
		{ "two scripts", "He Lingxu 賀凌虛", "賀|凌虛 ~Lingxu|He" },
		{ "two scripts, Latin behind", "橋本 雍彦 Yasuhiko Hashimoto",
		  "橋本|雍彦 ~Hashimoto|Yasuhiko" },
		{ "two scripts, listed", "Wei Li 李伟, Jun Wang 王军",
		  "李|伟 ~Li|Wei / 王|军 ~Wang|Jun" },
		{ "body", "日本物理学会", "=日本物理学会" },
		{ "foreign name", "马克·吐温", "=马克·吐温" },
		{ "patronymic", "Заяц Николай Алексеевич",
		  "Заяц|Николай Алексеевич" },
		{ "patronymic in the middle", "Николай Алексеевич Заяц",
		  "Заяц|Николай Алексеевич" },
		{ "Cyrillic initials", "Заяц Н.А.", "Заяц|Н.А." },
		{ "Thai", "สมชาย ใจดี", "ใจดี|สมชาย" },
	};

	check(rows, ARRAY_COUNT(rows));
}

Test(names_list, tex_is_read)
{
	static const struct row rows[] = {
		{ "accent in braces", "G{\\\"o}del, K.", "Gödel|K." },
		{ "bare accents", "\\'Elie Hill and Jos\\'e Ros",
		  "Hill|Élie / Ros|José" },
		{ "a letter", "J{\\o}rgensen, P.", "Jørgensen|P." },
		{ "a control word", "\\O ystein Hill", "Hill|Øystein" },
		{ "beside a group", "{Hill and Dale} and G{\\\"o}del, K.",
		  "=Hill and Dale / Gödel|K." },
		{ "braces around letters", "Rodi{č}, {A}my",
		  "Rodič|Amy" },
		{ "braces around a family", "{de Hill}, Amy", "de Hill|Amy" },
		{ "braces across words", "{A. van} Hill", "van Hill|A." },
		{ "an escaped quote", "Amy \\\"Eve\\\" Hill",
		  "Hill|Amy \\\"Eve\\\"" },
	};

	check(rows, ARRAY_COUNT(rows));
}

Test(names_list, nobody_gives_no_name)
{
	static const struct row rows[] = {
		{ "empty", "", "" },
		{ "commas", ", , ;", "" },
		{ "brackets", "((((", "" },
		{ "digits", "1978", "" },
		{ "placeholder", "[Unknown]", "" },
		{ "code", "(:unkn) Unknown", "" },
		{ "role", "Editor", "" },
		{ "ranks", "Associate Professor", "" },
	};

	check(rows, ARRAY_COUNT(rows));
}
/* clang-format on */
