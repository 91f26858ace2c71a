/* SPDX-License-Identifier: MIT */
/* Characters: damaged, composed, invisible; placeholders; scripts. */
#include "test_text.h"

static const struct text_row damaged_rows[] = {
	{ "UniversitÃ© de MontrÃ©al", "Université de Montréal" },
	{ "Ã  la carte Ã\xC2\xA0 droite", "Ã la carte à droite" },
	{ "donâ€™t â€“ cellsâ\xC2\x80\xC2\x99", "don’t – cells’" },
	{ "10Î&frac14;s", "10μs" },
	{ "signiп¬Ѓcantly", "significantly" },
	{ "ÐŸÑ€Ð¸Ð²ÐµÑ‚", "Привет" },
	{ "Vendler\xC2\x92s", "Vendler’s" },
	{ "a\xC2\x81z", "az" },
	/* One of the two is damaged. */
	{ "α-Ã©tude à Ã©cole", "α-étude à école" },
};

Test(mojibake, is_repaired_by_segment)
{
	TEXT_HOLDS(damaged_rows, clean_plain);
}

static const struct text_row sound_rows[] = {
	{ "Spaß“ KOŚCIÓŁ CAFÉ» Пётр", "Spaß“ KOŚCIÓŁ CAFÉ» Пётр" },
	{ "“+” and “×” curves", "“+” and “×” curves" },
	{ "(-1/2)! = √π", "(-1/2)! = √π" },
	{ "frataraká§ 141", "frataraká§ 141" },
	{ "UNIVERSITÉ\xC2\xA0PARIS", "UNIVERSITÉ PARIS" },
	{ "CAFÉ… É’A", "CAFÉ… É’A" },
	{ "NAÇÃO SÃO", "NAÇÃO SÃO" },
	{ "Вёсны, Ещё, цёё", "Вёсны, Ещё, цёё" },
};

Test(mojibake, is_not_seen_in_sound_text)
{
	TEXT_HOLDS(sound_rows, clean_plain);
}

static const struct text_row character_rows[] = {
	{ "H₂O, 10³, ½ Å", "H₂O, 10³, ½ Å" },
	{ "ﬁrst ﬂow eﬃcient", "first flow efficient" },
	{ "Cafe\xCC\x81 e<i>\xCC\x81</i>", "Café é" },
	{ "a\xE2\x80\x90"
	  "b\xE2\x80\x91"
	  "c–d",
	  "a-b-c–d" },
	{ "decision-\xC2\xADmaking zero\xE2\x80\x8Bwidth \xEF\xBB\xBFx",
	  "decision-making zerowidth x" },
	{ "a\xE2\x80\xA8z", "az" },
	{ "18\xE2\x80\x83Years: a\xE2\x80\x89?", "18 Years: a ?" },
	{ "نیم\xE2\x80\x8Cفاصله a\xE2\x80\x8C"
	  "b",
	  "نیم\xE2\x80\x8Cفاصله ab" },
	{ "Ｎｉ－Ｔｉ系（Ａ）", "Ni-Ti系（A）" },
	{ "loads．Based on x，y 0．5 系．系",
	  "loads. Based on x, y 0.5 系．系" },
	{ "\xEF\x80\xA1-tocopherol \xEF\xBF\xBD",
	  "\xEF\x80\xA1-tocopherol \xEF\xBF\xBD" },
	{ "&l\xEF\xBD\x94;x &lt\xCD\xBE", "<x <" },
};

Test(chars, are_normalised_but_not_flattened)
{
	TEXT_HOLDS(character_rows, clean_plain);
}

static const struct text_row byte_rows[] = {
	{ "caf\xE9 x", "caf\xEF\xBF\xBD x" },
	{ "a\x01\x08z\x7F", "az" },
	{ "a\x0B\x0Cz", "az" },
	{ "\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD" },
};

Test(bytes, become_valid_utf8_without_controls)
{
	TEXT_HOLDS(byte_rows, clean_plain);
}

static const char *const placeholders[] = {
	"",
	"  ",
	"-",
	".",
	"n/a",
	"N/A",
	"n.a.",
	"None",
	"null",
	"NaN",
	"unknown",
	"[s.n.]",
	"s.n.",
	"无",
	"&NA;",
	":unav",
	"(:unav)",
	":(unav)",
	"(:unkn) Unknown",
	"(:tba)",
	"${title}",
	"[[iso]]",
	"[No title found]",
	"[Unknown]",
	"undefined",
	"Untitled",
	"not available",
	"OUP accepted manuscript",
};

Test(placeholder, is_nothing)
{
	for (size_t i = 0; i < ARRAY_COUNT(placeholders); i++)
		cr_expect(clean_is_placeholder(span_of(placeholders[i])), "%s",
			  placeholders[i]);
}

static const char *const values[] = {
	"Null",       "NULL",         "Nan",
	"Na",         "nullify",      "None of it",
	"(:unknown)", "[1]",          "Unknown pleasures",
	"At",         "(none) of it",
};

Test(placeholder, is_not_a_name_or_a_longer_text)
{
	for (size_t i = 0; i < ARRAY_COUNT(values); i++)
		cr_expect_not(clean_is_placeholder(span_of(values[i])), "%s",
			      values[i]);
}

static const struct text_row script_rows[] = {
	{ "维生素D在白血病中的治疗意义", "zh" },
	{ "Ni-Ti-Mo-C系に出現する新炭化物相について", "ja" },
	{ "한국어 논문", "ko" },
	{ "Вестник МГУ", "ru" },
	{ "Ελληνικά", "el" },
	{ "نیم فاصله", "ar" },
	{ "עברית", "he" },
	{ "ภาษาไทย", "th" },
	{ "Therapeutic implications", "" },
	{ "The γ and β of α-catenin", "" },
	{ "123", "" },
	{ "", "" },
};

Test(script_language, is_told_by_the_letters)
{
	for (size_t i = 0; i < ARRAY_COUNT(script_rows); i++)
		cr_expect_str_eq(
			clean_script_language(span_of(script_rows[i].raw)),
			script_rows[i].clean, "%s", script_rows[i].raw);
}

static const struct text_row affiliation_rows[] = {
	{ "<sup>1</sup>Department of Physics", "Department of Physics" },
	{ "12Institut f&uuml;r Chemie", "Institut für Chemie" },
	{ "3M Company", "3M Company" },
	{ "635 Prices Fork Road", "635 Prices Fork Road" },
	{ "n/a", NULL },
};

Test(affiliation, loses_its_marker)
{
	TEXT_HOLDS(affiliation_rows, clean_affiliation);
}
