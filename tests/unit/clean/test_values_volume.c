/* SPDX-License-Identifier: MIT */
#include "test_values.h"

static const struct {
	const char *volume;
	const char *issue;
	const char *want_volume;
	const char *want_issue;
} rows[] = {
	{ "12", "3", "12", "3" },
	{ "", "", "", "" },
	/* V(I) */
	{ "12(3)", "", "12", "3" },
	{ "12(3)", "3", "12", "3" },
	{ "12(3)", "4", "12(3)", "4" },
	{ "7()", "", "7", "" },
	{ "12 (3/4)", "", "12", "3-4" },
	{ "", "14 (2'2018)", "14", "2" },
	{ "56 ( Pt 10)", "", "56", "Pt 10" },
	{ "59 (1 vol.)", "", "59", "" },
	{ "12 (1999)", "", "12", "" },
	{ "Vol. 12 (No. 3)", "", "12", "3" },
	/* V I */
	{ "42 11", "", "42", "11" },
	{ "42 1-2", "", "42", "1-2" },
	{ "42 2010", "", "42", "" },
	{ "42 11", "3", "42 11", "3" },
	/* labelled pairs */
	{ "", "Vol 2 Núm 3", "2", "3" },
	{ "Vol. 10, N° 2-3", "", "10", "2-3" },
	{ "Vol. XXXIII N° 2", "", "XXXIII", "2" },
	{ "Tome II - N°1", "", "II", "1" },
	{ "", "Tập 55, Số 3", "55", "3" },
	{ "Issue 1 Volume 21, 2020", "", "21", "1" },
	{ "Cilt:13 Sayı:3", "", "13", "3" },
	{ "CILT 13 SAYI 3", "", "13", "3" },
	{ "N. Ser. Vol 7 No 5", "", "7", "5" },
	{ "7, No 5", "", "7", "5" },
	{ "Vol. 5 (2010) No. 3", "", "5", "3" },
	{ "Bd. 12, H. 3", "", "12", "3" },
	{ "第12卷第3期", "", "12", "3" },
	{ "12", "第3期", "12", "3" },
	{ "Vol. 35 N° spécial 1", "", "35", "spécial 1" },
	/* a label alone */
	{ "Volume 14", "", "14", "" },
	{ "12", "Heft 4", "12", "4" },
	{ "12", "№ 3", "12", "3" },
	{ "", "No 5 (1999): May", "", "5" },
	{ "n\uFFFD183", "N\uFFFD31-32", "183", "31-32" },
	{ "12\uFFFD13", "", "12-13", "" },
	/* in each other's place */
	{ "issue 2", "Original Series, Volume 1", "Original Series, Volume 1",
	  "2" },
	{ "Special Issue 2", "volume 3", "3", "Special Issue 2" },
	{ "Issue 11, Supplement 6", "", "", "11, Supplement 6" },
	{ "No. 5", "", "", "5" },
	{ "No. 5", "3", "5", "3" },
	/* a sign for "number" alone tells nothing */
	{ "N° 12", "", "12", "" },
	{ "N\uFFFD 12", "", "12", "" },
	{ "nº 12", "", "12", "" },
	{ "", "N° 12", "", "12" },
	/* special issues */
	{ "Özel Sayı 5", "", "", "Özel Sayı 5" },
	{ "특별호", "", "", "특별호" },
	{ "numéro spécial 2", "", "", "numéro spécial 2" },
	{ "12 Special Issue", "", "12", "Special Issue" },
	{ "Vol. 3, Special Issue", "", "3", "Special Issue" },
	{ "Sonderheft 3", "", "", "Sonderheft 3" },
	/* supplements */
	{ "56 Suppl 1", "", "56", "Suppl 1" },
	{ "56 Suppl 1", "3", "56 Suppl 1", "3" },
	{ "12 Spec No 2", "", "12", "Spec No 2" },
	{ "Anniv No Pt 1", "", "Anniv No Pt 1", "" },
	/* kept */
	{ "730", "1 Microbial Pat", "730", "1 Microbial Pat" },
	{ "25-26", "", "25-26", "" },
	{ "2017/2018", "", "2017-2018", "" },
	{ "12", "ed.esp.", "12", "ed.esp." },
	{ "12", "Suppl_1", "12", "Suppl 1" },
	{ "Number Theory", "", "Number Theory", "" },
	/* characters */
	{ ".38", "/4", "38", "4" },
	{ "74,", "501.", "74", "501" },
	{ "23", "1/2", "23", "1-2" },
	{ "2–3", "", "2-3", "" },
	/* nothing */
	{ "n/a", "n/a", "", "" },
	{ "`", "ё", "", "" },
	{ "-1", "–1", "", "" },
	{ "Vol.", "No.", "", "" },
	{ "A", "中", "A", "中" },
	/* other words, other signs */
	{ "Vol. 12 – No 7", "", "12", "7" },
	{ "Vol. 12 — Núm. 7", "", "12", "7" },
	{ "T. XII, nº 7-8", "", "XII", "7-8" },
	{ "v. XII n. 2", "", "XII", "2" },
	{ "Т. 5, № 3", "", "5", "3" },
	{ "Том 5, вып. 3", "", "5", "3" },
	{ "v.3 n.2", "", "3", "2" },
	{ "Jg. 12, Heft 3", "", "12", "3" },
	{ "Volumen 5, Número 2", "", "5", "2" },
	{ "Bd. 12/13", "", "12-13", "" },
	{ "第12卷", "第3期", "12", "3" },
	{ "12（3）", "", "12", "3" },
	{ "Cilt：13 Sayı：3", "", "13", "3" },
	{ "volume-8", "number-5", "8", "5" },
	{ "Vol. n/a", "No. 3", "", "3" },
	{ "Volume 5 Issue 2, March 2010", "", "5", "2" },
	{ "Vol. 2 No. 1 (January-June 2020)", "", "2", "1" },
	{ "Vol 5 No 2 Juni 2014", "", "5", "2" },
	{ "7", "No 5 (1999): May", "7", "5" },
	{ "2018, Vol. 7, No. 5", "", "7", "5" },
	{ "Año 4, Vol. 7, Núm. 5", "", "7", "5" },
	{ "Numero speciale", "", "", "Numero speciale" },
	{ "", "Número especial 2", "", "Número especial 2" },
	{ "12", "Hors-série 3", "12", "Hors-série 3" },
	{ "臨時増刊", "", "", "臨時増刊" },
	{ "спецвыпуск", "", "", "спецвыпуск" },
	{ "Sonderband 3", "", "", "Sonderband 3" },
	{ "12", "ed. esp.", "12", "ed. esp." },
	{ "12", "Suppl.", "12", "Suppl" },
	{ "12 n.s.", "", "12 n.s.", "" },
	{ "/[\"12\"]", "{3}", "12", "3" },
	{ "あ", "", "", "" },
	{ "ё", "上", "", "上" },
	{ "56 Spec No 2", "", "56", "Spec No 2" },
	{ "56 Pt 2", "3", "56 Pt 2", "3" },
	{ "Suppl 63", "", "Suppl 63", "" },
	{ "No 190", "", "", "190" },
	{ "1(8595)", "", "1", "8595" },
	{ "13 ( Pt 2)", "", "13", "Pt 2" },
	{ "59 (2 vols.)", "3", "59", "3" },
	{ "14", "2’2018", "14", "2" },
	{ "2018/2019", "", "2018-2019", "" },
	{ "12_Suppl_1", "", "12", "Suppl 1" },
};

Test(volume, and_issue_end_up_in_their_own_places)
{
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		struct clean_volume got;

		volume_from_text(span_of(rows[i].volume),
				 span_of(rows[i].issue), &got, NULL);
		cr_expect_str_eq(got.volume, rows[i].want_volume,
				 "volume of \"%s\" and \"%s\": \"%s\"",
				 rows[i].volume, rows[i].issue, got.volume);
		cr_expect_str_eq(got.issue, rows[i].want_issue,
				 "issue of \"%s\" and \"%s\": \"%s\"",
				 rows[i].volume, rows[i].issue, got.issue);
	}
}

Test(volume, and_issue_that_are_clean_stay_as_they_are)
{
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		struct clean_volume got;

		volume_from_text(span_of(rows[i].want_volume),
				 span_of(rows[i].want_issue), &got, NULL);
		cr_expect_str_eq(got.volume, rows[i].want_volume);
		cr_expect_str_eq(got.issue, rows[i].want_issue);
	}
}

Test(volume, that_does_not_fit_is_no_volume)
{
	struct clean_volume got;
	char text[400];

	memset(text, '7', sizeof(text));
	volume_from_text((struct span){ text, 127 }, (struct span){ text, 128 },
			 &got, NULL);
	cr_expect_eq(strlen(got.volume), 127);
	cr_expect_str_eq(got.issue, "");
	volume_from_text((struct span){ text, 400 }, (struct span){ 0 }, &got,
			 NULL);
	cr_expect_str_eq(got.volume, "");
}
