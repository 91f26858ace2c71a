/* SPDX-License-Identifier: MIT */
/*
 * Citations of all kinds of works in all styles; names; locales; and signs.
 */
#include <criterion/criterion.h>
#include <stdio.h>

#include "paperd/format.h"
#include "paperd/scoped.h"

#define OUT_MAX 100000

static const char *const styles[] = { "apa", "ieee", "vancouver",
				      "chicago-author-date", "harvard" };

/* Appends the citation with its end of line. */
static void cite(const char *style, const char *locale, const char *json,
		 struct buf *out)
{
	SCOPED(paper_release) struct paper paper = { 0 };
	struct error err = { 0 };
	struct format_run run = {
		.options.style = citation_style(span_of(style)),
		.options.locale = citation_locale(span_of(locale)),
	};

	cr_assert_eq(paper_from_json(span_of(json), &paper, &err), STATUS_OK,
		     "%s: %s", json, err.detail);
	format_record(format_of((struct span)SPAN("citation")), &run, &paper,
		      out);
	cr_assert(!out->failed && out->len);
}

static void check(const char *name, const char *style, const char *locale,
		  const char *json, const char *want)
{
	SCOPED(buf_release) struct buf out = buf_init(OUT_MAX);

	cite(style, locale, json, &out);
	cr_expect_eq(out.data[out.len - 1], '\n', "%s", name);
	buf_cut(&out, out.len - 1);
	cr_expect_str_eq(buf_text(&out), want, "%s, %s, %s\n got %s\nwant %s",
			 name, style, locale, buf_text(&out), want);
}

/* clang-format off */

static const struct {
	const char *name, *json;
	const char *want[ARRAY_COUNT(styles)];
} kinds[] = {
	{ "journal article",
	  "{\"doi\":\"10.1234/x\",\"type\":\"journal-article\",\"ti"
	  "tle\":\"On things\",\"authors\":[{\"name\":\"Jean-Pierre"
	  " Müller\",\"given\":\"Jean-Pierre\",\"family\":\"Müller"
	  "\"},{\"name\":\"Ada B. van der Berg Jr.\",\"given\":\"Ad"
	  "a B.\",\"family\":\"van der Berg\",\"suffix\":\"Jr.\"}],"
	  "\"published\":\"2020-09-07\",\"year\":2020,\"journal\":{"
	  "\"title\":\"Journal of Things\",\"abbreviation\":\"J. Th"
	  "ings\"},\"volume\":\"42\",\"issue\":\"11\",\"pages\":\"2"
	  "84-289\"}",
	  { "Müller, J.-P., & van der Berg, A. B., Jr. (2020). On thi"
	    "ngs. Journal of Things, 42(11), 284–289. https://doi.org"
	    "/10.1234/x",
	    "J.-P. Müller and A. B. van der Berg Jr., “On things,” J."
	    " Things, vol. 42, no. 11, pp. 284–289, Sep. 2020, doi: 1"
	    "0.1234/x.",
	    "Müller JP, van der Berg AB Jr. On things. J Things. 2020"
	    " Sep 7;42(11):284-9. doi:10.1234/x",
	    "Müller, Jean-Pierre, and Ada B. van der Berg Jr. 2020. “"
	    "On things.” Journal of Things 42 (11): 284–89. https://d"
	    "oi.org/10.1234/x.",
	    "Müller, J.-P. and van der Berg, A.B., Jr. (2020) ‘On thi"
	    "ngs’, Journal of Things, 42(11), pp. 284–289. Available "
	    "at: https://doi.org/10.1234/x." } },
	{ "article number, no issue",
	  "{\"doi\":\"10.1234/x\",\"type\":\"journal-article\",\"ti"
	  "tle\":\"On things\",\"authors\":[{\"name\":\"A F01\",\"g"
	  "iven\":\"A\",\"family\":\"F01\"}],\"published\":\"2020-0"
	  "9\",\"journal\":{\"title\":\"Things\"},\"volume\":\"42\""
	  ",\"article_number\":\"e17\"}",
	  { "F01, A. (2020). On things. Things, 42, Article e17. http"
	    "s://doi.org/10.1234/x",
	    "A. F01, “On things,” Things, vol. 42, Art. no. e17, Sep."
	    " 2020, doi: 10.1234/x.",
	    "F01 A. On things. Things. 2020 Sep;42:e17. doi:10.1234/x",
	    "F01, A. 2020. “On things.” Things 42: e17. https://doi.o"
	    "rg/10.1234/x.",
	    "F01, A. (2020) ‘On things’, Things, 42, article e17. Ava"
	    "ilable at: https://doi.org/10.1234/x." } },
	{ "book",
	  "{\"doi\":\"10.1234/x\",\"type\":\"book\",\"title\":\"A b"
	  "ook of things\",\"authors\":[{\"name\":\"A F01\",\"given"
	  "\":\"A\",\"family\":\"F01\"},{\"name\":\"B F02\",\"given"
	  "\":\"B\",\"family\":\"F02\"}],\"year\":2019,\"publisher"
	  "\":\"Thing Press Inc.\"}",
	  { "F01, A., & F02, B. (2019). A book of things. Thing Press"
	    " Inc. https://doi.org/10.1234/x",
	    "A. F01 and B. F02, A book of things. Thing Press Inc., 2"
	    "019. doi: 10.1234/x.",
	    "F01 A, F02 B. A book of things. Thing Press Inc.; 2019. "
	    "doi:10.1234/x",
	    "F01, A., and B. F02. 2019. A book of things. Thing Press"
	    " Inc. https://doi.org/10.1234/x.",
	    "F01, A. and F02, B. (2019) A book of things. Thing Press"
	    " Inc. Available at: https://doi.org/10.1234/x." } },
	{ "edited book",
	  "{\"type\":\"edited-book\",\"title\":\"Things: a reader\""
	  ",\"editors\":[{\"name\":\"A B\",\"given\":\"Ann\",\"fami"
	  "ly\":\"Bell\"},{\"name\":\"C D\",\"given\":\"Cy\",\"fami"
	  "ly\":\"Dell\"}],\"year\":2019,\"publisher\":\"Thing Pres"
	  "s\"}",
	  { "Bell, A., & Dell, C. (Eds.). (2019). Things: a reader. T"
	    "hing Press.",
	    "A. Bell and C. Dell, Eds., Things: a reader. Thing Press"
	    ", 2019.",
	    "Bell A, Dell C, editors. Things: a reader. Thing Press; "
	    "2019.",
	    "Bell, Ann, and Cy Dell, eds. 2019. Things: a reader. Thi"
	    "ng Press.",
	    "Bell, A. and Dell, C. (eds.) (2019) Things: a reader. Th"
	    "ing Press." } },
	{ "book chapter",
	  "{\"doi\":\"10.1234/x\",\"type\":\"book-chapter\",\"title"
	  "\":\"What is a thing?\",\"authors\":[{\"name\":\"A F01\""
	  ",\"given\":\"A\",\"family\":\"F01\"}],\"editors\":[{\"na"
	  "me\":\"E F\",\"given\":\"Eve\",\"family\":\"Fox\"},{\"na"
	  "me\":\"G H\",\"given\":\"Gus\",\"family\":\"Hill\"}],\"p"
	  "ublished\":\"2018\",\"journal\":{\"title\":\"Handbook of"
	  " Things\",\"series\":\"Thing Studies\"},\"pages\":\"105-"
	  "8\",\"publisher\":\"Springer\"}",
	  { "F01, A. (2018). What is a thing? In E. Fox & G. Hill (Ed"
	    "s.), Handbook of Things (pp. 105–108). Springer. https:/"
	    "/doi.org/10.1234/x",
	    "A. F01, “What is a thing?,” in Handbook of Things, ser. "
	    "Thing Studies, E. Fox and G. Hill, Eds., Springer, 2018,"
	    " pp. 105–108. doi: 10.1234/x.",
	    "F01 A. What is a thing? In: Fox E, Hill G, editors. Hand"
	    "book of Things. Springer; 2018. p. 105-8. (Thing Studies"
	    "). doi:10.1234/x",
	    "F01, A. 2018. “What is a thing?” In Handbook of Things, "
	    "edited by Eve Fox and Gus Hill, 105–8. Thing Studies. Sp"
	    "ringer. https://doi.org/10.1234/x.",
	    "F01, A. (2018) ‘What is a thing?’, in E. Fox and G. Hill"
	    " (eds.) Handbook of Things. Springer (Thing Studies), pp"
	    ". 105–108. Available at: https://doi.org/10.1234/x." } },
	{ "conference paper",
	  "{\"doi\":\"10.1234/x\",\"type\":\"proceedings-article\","
	  "\"title\":\"Fast things\",\"authors\":[{\"name\":\"A F01"
	  "\",\"given\":\"A\",\"family\":\"F01\"},{\"name\":\"B F02"
	  "\",\"given\":\"B\",\"family\":\"F02\"},{\"name\":\"C F03"
	  "\",\"given\":\"C\",\"family\":\"F03\"}],\"published\":\""
	  "2017-05-02\",\"journal\":{\"title\":\"Proc. of Things 20"
	  "17\"},\"pages\":\"1-9\",\"publisher\":\"IEEE\"}",
	  { "F01, A., F02, B., & F03, C. (2017). Fast things. In Proc"
	    ". of Things 2017 (pp. 1–9). IEEE. https://doi.org/10.123"
	    "4/x",
	    "A. F01, B. F02, and C. F03, “Fast things,” in Proc. of T"
	    "hings 2017, IEEE, May 2017, pp. 1–9. doi: 10.1234/x.",
	    "F01 A, F02 B, F03 C. Fast things. In: Proc. of Things 20"
	    "17. IEEE; 2017. p. 1-9. doi:10.1234/x",
	    "F01, A., B. F02, and C. F03. 2017. “Fast things.” In Pro"
	    "c. of Things 2017, 1–9. IEEE. https://doi.org/10.1234/x.",
	    "F01, A., F02, B. and F03, C. (2017) ‘Fast things’, Proc."
	    " of Things 2017. IEEE, pp. 1–9. Available at: https://do"
	    "i.org/10.1234/x." } },
	{ "thesis",
	  "{\"doi\":\"10.1234/x\",\"type\":\"dissertation\",\"title"
	  "\":\"Things at large\",\"authors\":[{\"name\":\"A F01\","
	  "\"given\":\"A\",\"family\":\"F01\"}],\"published\":\"201"
	  "6-01-31\",\"publisher\":\"University of Things\"}",
	  { "F01, A. (2016). Things at large [Dissertation, Universit"
	    "y of Things]. https://doi.org/10.1234/x",
	    "A. F01, “Things at large,” dissertation, University of T"
	    "hings, 2016. doi: 10.1234/x.",
	    "F01 A. Things at large [dissertation]. University of Thi"
	    "ngs; 2016. doi:10.1234/x",
	    "F01, A. 2016. “Things at large.” Dissertation, Universit"
	    "y of Things. https://doi.org/10.1234/x.",
	    "F01, A. (2016) Things at large. Dissertation. University"
	    " of Things. Available at: https://doi.org/10.1234/x." } },
	{ "report",
	  "{\"url\":\"https://things.example/r1\",\"type\":\"report"
	  "\",\"title\":\"State of things\",\"authors\":[{\"name\":"
	  "\"Institute of Things\"}],\"published\":\"2015-12\",\"pu"
	  "blisher\":\"Institute of Things\"}",
	  { "Institute of Things. (2015). State of things. https://th"
	    "ings.example/r1",
	    "Institute of Things, “State of things,” Institute of Thi"
	    "ngs, Dec. 2015. [Online]. Available: https://things.exam"
	    "ple/r1",
	    "Institute of Things. State of things. Institute of Thing"
	    "s; 2015 Dec. Available from: https://things.example/r1",
	    "Institute of Things. 2015. State of things. Institute of"
	    " Things. https://things.example/r1.",
	    "Institute of Things (2015) State of things. Institute of"
	    " Things. Available at: https://things.example/r1." } },
	{ "dataset",
	  "{\"doi\":\"10.1234/x\",\"type\":\"dataset\",\"title\":\""
	  "Counts of things\",\"authors\":[{\"name\":\"A F01\",\"gi"
	  "ven\":\"A\",\"family\":\"F01\"}],\"published\":\"2021-02"
	  "-03\",\"publisher\":\"Zenodo\"}",
	  { "F01, A. (2021). Counts of things [Dataset]. Zenodo. http"
	    "s://doi.org/10.1234/x",
	    "A. F01, “Counts of things.” Zenodo, Feb. 3, 2021. doi: 1"
	    "0.1234/x.",
	    "F01 A. Counts of things [dataset]. Zenodo; 2021. doi:10."
	    "1234/x",
	    "F01, A. 2021. “Counts of things.” Zenodo, February 3. ht"
	    "tps://doi.org/10.1234/x.",
	    "F01, A. (2021) ‘Counts of things’ [Dataset]. Zenodo. Ava"
	    "ilable at: https://doi.org/10.1234/x." } },
	{ "preprint",
	  "{\"ids\":{\"arxiv\":\"2001.00001\"},\"type\":\"posted-co"
	  "ntent\",\"title\":\"Things to come\",\"authors\":[{\"nam"
	  "e\":\"A F01\",\"given\":\"A\",\"family\":\"F01\"}],\"pub"
	  "lished\":\"2020-01-05\",\"publisher\":\"arXiv\"}",
	  { "F01, A. (2020). Things to come [Preprint]. arXiv. https:"
	    "//arxiv.org/abs/2001.00001",
	    "A. F01, “Things to come,” Jan. 5, 2020, arXiv. [Online]."
	    " Available: https://arxiv.org/abs/2001.00001",
	    "F01 A. Things to come [preprint]. arXiv; 2020. Available"
	    " from: https://arxiv.org/abs/2001.00001",
	    "F01, A. 2020. “Things to come.” Preprint, arXiv, January"
	    " 5. https://arxiv.org/abs/2001.00001.",
	    "F01, A. (2020) ‘Things to come’ [Preprint]. arXiv. Avail"
	    "able at: https://arxiv.org/abs/2001.00001." } },
	{ "standard",
	  "{\"doi\":\"10.1234/x\",\"type\":\"standard\",\"title\":"
	  "\"Sizes of things\",\"year\":2001,\"publisher\":\"BSI\"}",
	  { "Sizes of things. (2001). BSI. https://doi.org/10.1234/x",
	    "Sizes of things, BSI, 2001. doi: 10.1234/x.",
	    "Sizes of things. BSI; 2001. doi:10.1234/x",
	    "Sizes of things. 2001. BSI. https://doi.org/10.1234/x.",
	    "‘Sizes of things’ (2001). BSI. Available at: https://doi"
	    ".org/10.1234/x." } },
	{ "peer review",
	  "{\"doi\":\"10.1234/x\",\"type\":\"peer-review\",\"title"
	  "\":\"Review of “On things”\",\"authors\":[{\"name\":\"A "
	  "F01\",\"given\":\"A\",\"family\":\"F01\"}],\"published\""
	  ":\"2020-07-16\",\"publisher\":\"Wiley\"}",
	  { "F01, A. (2020). Review of “On things” [Peer review]. htt"
	    "ps://doi.org/10.1234/x",
	    "A. F01, “Review of ‘On things.’” Wiley, Jul. 16, 2020. d"
	    "oi: 10.1234/x.",
	    "F01 A. Review of “On things.” 2020 Jul 16. doi:10.1234/x",
	    "F01, A. 2020. “Review of ‘On things.’” https://doi.org/1"
	    "0.1234/x.",
	    "F01, A. (2020) ‘Review of “On things”’. Wiley. Available"
	    " at: https://doi.org/10.1234/x." } },
	{ "page of the web",
	  "{\"url\":\"https://things.example/\",\"type\":\"other\","
	  "\"title\":\"All about things\",\"authors\":[{\"name\":\""
	  "Things Ltd.\"}],\"published\":\"2022-03-04\",\"publisher"
	  "\":\"Things Online\"}",
	  { "Things Ltd. (2022, March 4). All about things. Things On"
	    "line. https://things.example/",
	    "Things Ltd., “All about things.” Things Online, Mar. 4, "
	    "2022. [Online]. Available: https://things.example/",
	    "Things Ltd. All about things. Things Online; 2022. Avail"
	    "able from: https://things.example/",
	    "Things Ltd. 2022. “All about things.” Things Online, Mar"
	    "ch 4. https://things.example/.",
	    "Things Ltd. (2022) ‘All about things’. Things Online. Av"
	    "ailable at: https://things.example/." } },
	{ "nothing but a title",
	  "{\"doi\":\"10.1234/x\",\"title\":\"Who knows?\"}",
	  { "Who knows? (n.d.). https://doi.org/10.1234/x",
	    "“Who knows?” doi: 10.1234/x.",
	    "Who knows? doi:10.1234/x",
	    "“Who knows?” n.d. https://doi.org/10.1234/x.",
	    "‘Who knows?’ (no date). Available at: https://doi.org/10"
	    ".1234/x." } },
	{ "retracted",
	  "{\"doi\":\"10.1234/x\",\"type\":\"journal-article\",\"ti"
	  "tle\":\"False things\",\"authors\":[{\"name\":\"A F01\","
	  "\"given\":\"A\",\"family\":\"F01\"}],\"year\":2008,\"jou"
	  "rnal\":{\"title\":\"Things\"},\"volume\":\"3\",\"retract"
	  "ed\":true,\"updates\":[{\"type\":\"retraction\",\"direct"
	  "ion\":\"by\",\"doi\":\"10.1234/r\",\"date\":\"2012-05-01"
	  "\"}]}",
	  { "F01, A. (2008). False things. Things, 3. https://doi.org"
	    "/10.1234/x (Retraction published 2012)",
	    "A. F01, “False things” [Retracted], Things, vol. 3, 2008"
	    ", doi: 10.1234/x.",
	    "F01 A. False things [retracted]. Things. 2008;3. doi:10."
	    "1234/x",
	    "F01, A. 2008. “False things” [Retracted]. Things 3. http"
	    "s://doi.org/10.1234/x.",
	    "F01, A. (2008) ‘False things’ [Retracted], Things, 3. Av"
	    "ailable at: https://doi.org/10.1234/x." } },
	{ "Chinese",
	  "{\"doi\":\"10.1234/x\",\"type\":\"journal-article\",\"ti"
	  "tle\":\"论事物\",\"authors\":[{\"name\":\"李明\",\"given"
	  "\":\"明\",\"family\":\"李\"},{\"name\":\"王小芳\",\"give"
	  "n\":\"小芳\",\"family\":\"王\"}],\"year\":2020,\"journal"
	  "\":{\"title\":\"事物学报\"},\"volume\":\"8\",\"issue\":"
	  "\"2\",\"pages\":\"1-9\"}",
	  { "李明, & 王小芳. (2020). 论事物. 事物学报, 8(2), 1–9. htt"
	    "ps://doi.org/10.1234/x",
	    "李明 and 王小芳, “论事物,” 事物学报, vol. 8, no. 2, pp. "
	    "1–9, 2020, doi: 10.1234/x.",
	    "李明, 王小芳. 论事物. 事物学报. 2020;8(2):1-9. doi:10.12"
	    "34/x",
	    "李明, and 王小芳. 2020. “论事物.” 事物学报 8 (2): 1–9. h"
	    "ttps://doi.org/10.1234/x.",
	    "李明 and 王小芳 (2020) ‘论事物’, 事物学报, 8(2), pp. 1–9"
	    ". Available at: https://doi.org/10.1234/x." } },
};

/* A book by one person, in the style. */
static const struct {
	const char *name, *style, *author, *want;
} names[] = {
	{ "hyphen", "apa",
	  "{\"name\":\"Jean-Pierre Serre\",\"given\":\"Jean-Pierre"
	  "\",\"family\":\"Serre\"}",
	  "Serre, J.-P. (2000). T." },
	{ "hyphen", "harvard",
	  "{\"name\":\"Jean-Pierre Serre\",\"given\":\"Jean-Pierre"
	  "\",\"family\":\"Serre\"}",
	  "Serre, J.-P. (2000) T." },
	{ "hyphen", "vancouver",
	  "{\"name\":\"Jean-Pierre Serre\",\"given\":\"Jean-Pierre"
	  "\",\"family\":\"Serre\"}",
	  "Serre JP. T. 2000." },
	{ "small letter after a hyphen", "apa",
	  "{\"name\":\"Yun-hsuan Sung\",\"given\":\"Yun-hsuan\",\"f"
	  "amily\":\"Sung\"}",
	  "Sung, Y.-H. (2000). T." },
	{ "initials run together", "apa",
	  "{\"name\":\"J.P. Serre\",\"given\":\"J.P.\",\"family\":"
	  "\"Serre\"}",
	  "Serre, J. P. (2000). T." },
	{ "initials without periods", "apa",
	  "{\"name\":\"JP Serre\",\"given\":\"JP\",\"family\":\"Ser"
	  "re\"}",
	  "Serre, J. P. (2000). T." },
	{ "a name in capitals", "apa",
	  "{\"name\":\"MARIA LOPEZ\",\"given\":\"MARIA\",\"family\""
	  ":\"LOPEZ\"}",
	  "LOPEZ, M. (2000). T." },
	{ "short name in accented capitals", "apa",
	  "{\"name\":\"ANA GARCÍA\",\"given\":\"ANA\",\"family\":\""
	  "GARCÍA\"}",
	  "GARCÍA, A. (2000). T." },
	{ "two letters beside capitals", "apa",
	  "{\"name\":\"AL GORE\",\"given\":\"AL\",\"family\":\"GORE"
	  "\"}",
	  "GORE, A. (2000). T." },
	{ "a small word", "ieee",
	  "{\"name\":\"Juan de Cruz\",\"given\":\"Juan de\",\"famil"
	  "y\":\"Cruz\"}",
	  "J. de Cruz, T. 2000." },
	{ "particles", "ieee",
	  "{\"name\":\"Ludwig van Beethoven\",\"given\":\"Ludwig\","
	  "\"family\":\"van Beethoven\"}",
	  "L. van Beethoven, T. 2000." },
	{ "particles", "vancouver",
	  "{\"name\":\"Ludwig van Beethoven\",\"given\":\"Ludwig\","
	  "\"family\":\"van Beethoven\"}",
	  "van Beethoven L. T. 2000." },
	{ "accents", "apa",
	  "{\"name\":\"Élise Ödön Ångström\",\"given\":\"Élise Ödön"
	  "\",\"family\":\"Ångström\"}",
	  "Ångström, É. Ö. (2000). T." },
	{ "combining accent", "apa",
	  "{\"name\":\"Élise Roy\",\"given\":\"Élise\",\"family\""
	  ":\"Roy\"}",
	  "Roy, É. (2000). T." },
	{ "Cyrillic", "apa",
	  "{\"name\":\"Иван Петрович Павлов\",\"given\":\"Иван Петр"
	  "ович\",\"family\":\"Павлов\"}",
	  "Павлов, И. П. (2000). T." },
	{ "Arabic", "apa",
	  "{\"name\":\"محمد علي\",\"given\":\"محمد\",\"family\":\"ع"
	  "لي\"}",
	  "علي, محمد. (2000). T." },
	{ "Japanese", "ieee",
	  "{\"name\":\"太郎 山田\",\"given\":\"太郎\",\"family\":\""
	  "山田\"}",
	  "山田太郎, T. 2000." },
	{ "Korean", "vancouver",
	  "{\"name\":\"민수 김\",\"given\":\"민수\",\"family\":\"김"
	  "\"}",
	  "김민수. T. 2000." },
	{ "Han in Latin letters", "ieee",
	  "{\"name\":\"Xiaoming Li\",\"given\":\"Xiaoming\",\"famil"
	  "y\":\"Li\"}",
	  "X. Li, T. 2000." },
	{ "family alone", "apa",
	  "{\"name\":\"Aristotle\",\"family\":\"Aristotle\"}",
	  "Aristotle. (2000). T." },
	{ "organisation", "vancouver",
	  "{\"name\":\"World Health Organization\"}",
	  "World Health Organization. T. 2000." },
	{ "organisation with a period", "apa",
	  "{\"name\":\"Things Inc.\"}",
	  "Things Inc. (2000). T." },
	{ "suffix", "apa",
	  "{\"name\":\"Martin Luther King\",\"given\":\"Martin Luth"
	  "er\",\"family\":\"King\",\"suffix\":\"Jr.\"}",
	  "King, M. L., Jr. (2000). T." },
	{ "suffix", "ieee",
	  "{\"name\":\"Martin Luther King\",\"given\":\"Martin Luth"
	  "er\",\"family\":\"King\",\"suffix\":\"Jr.\"}",
	  "M. L. King Jr., T. 2000." },
	{ "suffix", "vancouver",
	  "{\"name\":\"Martin Luther King\",\"given\":\"Martin Luth"
	  "er\",\"family\":\"King\",\"suffix\":\"Jr.\"}",
	  "King ML Jr. T. 2000." },
	{ "suffix", "chicago-author-date",
	  "{\"name\":\"Martin Luther King\",\"given\":\"Martin Luth"
	  "er\",\"family\":\"King\",\"suffix\":\"Jr.\"}",
	  "King, Martin Luther, Jr. 2000. T." },
	{ "suffix", "harvard",
	  "{\"name\":\"Martin Luther King\",\"given\":\"Martin Luth"
	  "er\",\"family\":\"King\",\"suffix\":\"III\"}",
	  "King, M.L., III (2000) T." },
	{ "initials in full", "chicago-author-date",
	  "{\"name\":\"M.F. Perutz\",\"given\":\"M.F.\",\"family\":"
	  "\"Perutz\"}",
	  "Perutz, M. F. 2000. T." },
	{ "a bare initial", "chicago-author-date",
	  "{\"name\":\"Robert M Glaeser\",\"given\":\"Robert M\",\""
	  "family\":\"Glaeser\"}",
	  "Glaeser, Robert M. 2000. T." },
	{ "a nickname", "apa",
	  "{\"name\":\"William (Bill) Gates\",\"given\":\"William ("
	  "Bill)\",\"family\":\"Gates\"}",
	  "Gates, W. (2000). T." },
};

/* So many authors, A. F01 and on, of a book. */
static const struct {
	size_t count;
	const char *style, *want;
} counts[] = {
	{ 1, "apa",
	  "F01, A. (2000). T." },
	{ 2, "apa",
	  "F01, A., & F02, B. (2000). T." },
	{ 3, "apa",
	  "F01, A., F02, B., & F03, C. (2000). T." },
	{ 20, "apa",
	  "F01, A., F02, B., F03, C., F04, D., F05, E., F06, F., F0"
	  "7, G., F08, H., F09, I., F10, J., F11, K., F12, L., F13,"
	  " M., F14, N., F15, O., F16, P., F17, Q., F18, R., F19, S"
	  "., & F20, T. (2000). T." },
	{ 21, "apa",
	  "F01, A., F02, B., F03, C., F04, D., F05, E., F06, F., F0"
	  "7, G., F08, H., F09, I., F10, J., F11, K., F12, L., F13,"
	  " M., F14, N., F15, O., F16, P., F17, Q., F18, R., F19, S"
	  "., … F21, U. (2000). T." },
	{ 1, "ieee",
	  "A. F01, T. 2000." },
	{ 2, "ieee",
	  "A. F01 and B. F02, T. 2000." },
	{ 6, "ieee",
	  "A. F01, B. F02, C. F03, D. F04, E. F05, and F. F06, T. 2"
	  "000." },
	{ 7, "ieee",
	  "A. F01 et al., T. 2000." },
	{ 2, "vancouver",
	  "F01 A, F02 B. T. 2000." },
	{ 6, "vancouver",
	  "F01 A, F02 B, F03 C, F04 D, F05 E, F06 F. T. 2000." },
	{ 7, "vancouver",
	  "F01 A, F02 B, F03 C, F04 D, F05 E, F06 F, et al. T. 2000"
	  "." },
	{ 2, "chicago-author-date",
	  "F01, A., and B. F02. 2000. T." },
	{ 10, "chicago-author-date",
	  "F01, A., B. F02, C. F03, D. F04, E. F05, F. F06, G. F07,"
	  " H. F08, I. F09, and J. F10. 2000. T." },
	{ 11, "chicago-author-date",
	  "F01, A., B. F02, C. F03, D. F04, E. F05, F. F06, G. F07,"
	  " et al. 2000. T." },
	{ 2, "harvard",
	  "F01, A. and F02, B. (2000) T." },
	{ 3, "harvard",
	  "F01, A., F02, B. and F03, C. (2000) T." },
	{ 4, "harvard",
	  "F01, A. et al. (2000) T." },
};

static const struct {
	const char *name, *style, *locale, *json, *want;
} locales[] = {
	{ "journal article", "ieee", "de",
	  "{\"doi\":\"10.1234/x\",\"type\":\"journal-article\",\"ti"
	  "tle\":\"On things\",\"authors\":[{\"name\":\"Jean-Pierre"
	  " Müller\",\"given\":\"Jean-Pierre\",\"family\":\"Müller"
	  "\"},{\"name\":\"Ada B. van der Berg Jr.\",\"given\":\"Ad"
	  "a B.\",\"family\":\"van der Berg\",\"suffix\":\"Jr.\"}],"
	  "\"published\":\"2020-09-07\",\"year\":2020,\"journal\":{"
	  "\"title\":\"Journal of Things\",\"abbreviation\":\"J. Th"
	  "ings\"},\"volume\":\"42\",\"issue\":\"11\",\"pages\":\"2"
	  "84-289\"}",
	  "J.-P. Müller und A. B. van der Berg Jr., „On things“, J."
	  " Things, Bd. 42, Nr. 11, S. 284–289, Sep. 2020, doi: 10."
	  "1234/x." },
	{ "journal article", "vancouver", "de",
	  "{\"doi\":\"10.1234/x\",\"type\":\"journal-article\",\"ti"
	  "tle\":\"On things\",\"authors\":[{\"name\":\"Jean-Pierre"
	  " Müller\",\"given\":\"Jean-Pierre\",\"family\":\"Müller"
	  "\"},{\"name\":\"Ada B. van der Berg Jr.\",\"given\":\"Ad"
	  "a B.\",\"family\":\"van der Berg\",\"suffix\":\"Jr.\"}],"
	  "\"published\":\"2020-09-07\",\"year\":2020,\"journal\":{"
	  "\"title\":\"Journal of Things\",\"abbreviation\":\"J. Th"
	  "ings\"},\"volume\":\"42\",\"issue\":\"11\",\"pages\":\"2"
	  "84-289\"}",
	  "Müller JP, van der Berg AB Jr. On things. J Things. 2020"
	  " Sep 7;42(11):284-9. doi:10.1234/x" },
	{ "journal article", "chicago-author-date", "de",
	  "{\"doi\":\"10.1234/x\",\"type\":\"journal-article\",\"ti"
	  "tle\":\"On things\",\"authors\":[{\"name\":\"Jean-Pierre"
	  " Müller\",\"given\":\"Jean-Pierre\",\"family\":\"Müller"
	  "\"},{\"name\":\"Ada B. van der Berg Jr.\",\"given\":\"Ad"
	  "a B.\",\"family\":\"van der Berg\",\"suffix\":\"Jr.\"}],"
	  "\"published\":\"2020-09-07\",\"year\":2020,\"journal\":{"
	  "\"title\":\"Journal of Things\",\"abbreviation\":\"J. Th"
	  "ings\"},\"volume\":\"42\",\"issue\":\"11\",\"pages\":\"2"
	  "84-289\"}",
	  "Müller, Jean-Pierre, und Ada B. van der Berg Jr. 2020. „"
	  "On things“. Journal of Things 42 (11): 284–89. https://d"
	  "oi.org/10.1234/x." },
	{ "book chapter", "apa", "de",
	  "{\"doi\":\"10.1234/x\",\"type\":\"book-chapter\",\"title"
	  "\":\"What is a thing?\",\"authors\":[{\"name\":\"A F01\""
	  ",\"given\":\"A\",\"family\":\"F01\"}],\"editors\":[{\"na"
	  "me\":\"E F\",\"given\":\"Eve\",\"family\":\"Fox\"},{\"na"
	  "me\":\"G H\",\"given\":\"Gus\",\"family\":\"Hill\"}],\"p"
	  "ublished\":\"2018\",\"journal\":{\"title\":\"Handbook of"
	  " Things\",\"series\":\"Thing Studies\"},\"pages\":\"105-"
	  "8\",\"publisher\":\"Springer\"}",
	  "F01, A. (2018). What is a thing? In E. Fox & G. Hill (Hr"
	  "sg.), Handbook of Things (S. 105–108). Springer. https:/"
	  "/doi.org/10.1234/x" },
	{ "book chapter", "chicago-author-date", "de",
	  "{\"doi\":\"10.1234/x\",\"type\":\"book-chapter\",\"title"
	  "\":\"What is a thing?\",\"authors\":[{\"name\":\"A F01\""
	  ",\"given\":\"A\",\"family\":\"F01\"}],\"editors\":[{\"na"
	  "me\":\"E F\",\"given\":\"Eve\",\"family\":\"Fox\"},{\"na"
	  "me\":\"G H\",\"given\":\"Gus\",\"family\":\"Hill\"}],\"p"
	  "ublished\":\"2018\",\"journal\":{\"title\":\"Handbook of"
	  " Things\",\"series\":\"Thing Studies\"},\"pages\":\"105-"
	  "8\",\"publisher\":\"Springer\"}",
	  "F01, A. 2018. „What is a thing?“ In Handbook of Things, "
	  "herausgegeben von Eve Fox und Gus Hill, 105–8. Thing Stu"
	  "dies. Springer. https://doi.org/10.1234/x." },
	{ "edited book", "harvard", "de",
	  "{\"type\":\"edited-book\",\"title\":\"Things: a reader\""
	  ",\"editors\":[{\"name\":\"A B\",\"given\":\"Ann\",\"fami"
	  "ly\":\"Bell\"},{\"name\":\"C D\",\"given\":\"Cy\",\"fami"
	  "ly\":\"Dell\"}],\"year\":2019,\"publisher\":\"Thing Pres"
	  "s\"}",
	  "Bell, A. und Dell, C. (Hrsg.) (2019) Things: a reader. T"
	  "hing Press." },
	{ "page of the web", "apa", "de",
	  "{\"url\":\"https://things.example/\",\"type\":\"other\","
	  "\"title\":\"All about things\",\"authors\":[{\"name\":\""
	  "Things Ltd.\"}],\"published\":\"2022-03-04\",\"publisher"
	  "\":\"Things Online\"}",
	  "Things Ltd. (2022, 4. März). All about things. Things On"
	  "line. https://things.example/" },
	{ "preprint", "vancouver", "de",
	  "{\"ids\":{\"arxiv\":\"2001.00001\"},\"type\":\"posted-co"
	  "ntent\",\"title\":\"Things to come\",\"authors\":[{\"nam"
	  "e\":\"A F01\",\"given\":\"A\",\"family\":\"F01\"}],\"pub"
	  "lished\":\"2020-01-05\",\"publisher\":\"arXiv\"}",
	  "F01 A. Things to come [Preprint]. arXiv; 2020. Verfügbar"
	  " unter: https://arxiv.org/abs/2001.00001" },
	{ "retracted", "apa", "de",
	  "{\"doi\":\"10.1234/x\",\"type\":\"journal-article\",\"ti"
	  "tle\":\"False things\",\"authors\":[{\"name\":\"A F01\","
	  "\"given\":\"A\",\"family\":\"F01\"}],\"year\":2008,\"jou"
	  "rnal\":{\"title\":\"Things\"},\"volume\":\"3\",\"retract"
	  "ed\":true,\"updates\":[{\"type\":\"retraction\",\"direct"
	  "ion\":\"by\",\"doi\":\"10.1234/r\",\"date\":\"2012-05-01"
	  "\"}]}",
	  "F01, A. (2008). False things. Things, 3. https://doi.org"
	  "/10.1234/x (Rücknahme veröffentlicht 2012)" },
	{ "nothing but a title", "apa", "de",
	  "{\"doi\":\"10.1234/x\",\"title\":\"Who knows?\"}",
	  "Who knows? (o. J.). https://doi.org/10.1234/x" },
	{ "Chinese", "apa", "de",
	  "{\"doi\":\"10.1234/x\",\"type\":\"journal-article\",\"ti"
	  "tle\":\"论事物\",\"authors\":[{\"name\":\"李明\",\"given"
	  "\":\"明\",\"family\":\"李\"},{\"name\":\"王小芳\",\"give"
	  "n\":\"小芳\",\"family\":\"王\"}],\"year\":2020,\"journal"
	  "\":{\"title\":\"事物学报\"},\"volume\":\"8\",\"issue\":"
	  "\"2\",\"pages\":\"1-9\"}",
	  "李明, & 王小芳. (2020). 论事物. 事物学报, 8(2), 1–9. htt"
	  "ps://doi.org/10.1234/x" },
	{ "journal article", "ieee", "fr-FR",
	  "{\"doi\":\"10.1234/x\",\"type\":\"journal-article\",\"ti"
	  "tle\":\"On things\",\"authors\":[{\"name\":\"Jean-Pierre"
	  " Müller\",\"given\":\"Jean-Pierre\",\"family\":\"Müller"
	  "\"},{\"name\":\"Ada B. van der Berg Jr.\",\"given\":\"Ad"
	  "a B.\",\"family\":\"van der Berg\",\"suffix\":\"Jr.\"}],"
	  "\"published\":\"2020-09-07\",\"year\":2020,\"journal\":{"
	  "\"title\":\"Journal of Things\",\"abbreviation\":\"J. Th"
	  "ings\"},\"volume\":\"42\",\"issue\":\"11\",\"pages\":\"2"
	  "84-289\"}",
	  "J.-P. Müller et A. B. van der Berg Jr., « On things », J"
	  ". Things, vol. 42, n° 11, p. 284–289, sept. 2020, doi: 1"
	  "0.1234/x." },
	{ "journal article", "vancouver", "fr-FR",
	  "{\"doi\":\"10.1234/x\",\"type\":\"journal-article\",\"ti"
	  "tle\":\"On things\",\"authors\":[{\"name\":\"Jean-Pierre"
	  " Müller\",\"given\":\"Jean-Pierre\",\"family\":\"Müller"
	  "\"},{\"name\":\"Ada B. van der Berg Jr.\",\"given\":\"Ad"
	  "a B.\",\"family\":\"van der Berg\",\"suffix\":\"Jr.\"}],"
	  "\"published\":\"2020-09-07\",\"year\":2020,\"journal\":{"
	  "\"title\":\"Journal of Things\",\"abbreviation\":\"J. Th"
	  "ings\"},\"volume\":\"42\",\"issue\":\"11\",\"pages\":\"2"
	  "84-289\"}",
	  "Müller JP, van der Berg AB Jr. On things. J Things. 2020"
	  " sept 7;42(11):284-9. doi:10.1234/x" },
	{ "journal article", "chicago-author-date", "fr-FR",
	  "{\"doi\":\"10.1234/x\",\"type\":\"journal-article\",\"ti"
	  "tle\":\"On things\",\"authors\":[{\"name\":\"Jean-Pierre"
	  " Müller\",\"given\":\"Jean-Pierre\",\"family\":\"Müller"
	  "\"},{\"name\":\"Ada B. van der Berg Jr.\",\"given\":\"Ad"
	  "a B.\",\"family\":\"van der Berg\",\"suffix\":\"Jr.\"}],"
	  "\"published\":\"2020-09-07\",\"year\":2020,\"journal\":{"
	  "\"title\":\"Journal of Things\",\"abbreviation\":\"J. Th"
	  "ings\"},\"volume\":\"42\",\"issue\":\"11\",\"pages\":\"2"
	  "84-289\"}",
	  "Müller, Jean-Pierre, et Ada B. van der Berg Jr. 2020. « "
	  "On things ». Journal of Things 42 (11): 284–89. https://"
	  "doi.org/10.1234/x." },
	{ "book chapter", "apa", "fr-FR",
	  "{\"doi\":\"10.1234/x\",\"type\":\"book-chapter\",\"title"
	  "\":\"What is a thing?\",\"authors\":[{\"name\":\"A F01\""
	  ",\"given\":\"A\",\"family\":\"F01\"}],\"editors\":[{\"na"
	  "me\":\"E F\",\"given\":\"Eve\",\"family\":\"Fox\"},{\"na"
	  "me\":\"G H\",\"given\":\"Gus\",\"family\":\"Hill\"}],\"p"
	  "ublished\":\"2018\",\"journal\":{\"title\":\"Handbook of"
	  " Things\",\"series\":\"Thing Studies\"},\"pages\":\"105-"
	  "8\",\"publisher\":\"Springer\"}",
	  "F01, A. (2018). What is a thing? Dans E. Fox & G. Hill ("
	  "Éds.), Handbook of Things (p. 105–108). Springer. https:"
	  "//doi.org/10.1234/x" },
	{ "book chapter", "chicago-author-date", "fr-FR",
	  "{\"doi\":\"10.1234/x\",\"type\":\"book-chapter\",\"title"
	  "\":\"What is a thing?\",\"authors\":[{\"name\":\"A F01\""
	  ",\"given\":\"A\",\"family\":\"F01\"}],\"editors\":[{\"na"
	  "me\":\"E F\",\"given\":\"Eve\",\"family\":\"Fox\"},{\"na"
	  "me\":\"G H\",\"given\":\"Gus\",\"family\":\"Hill\"}],\"p"
	  "ublished\":\"2018\",\"journal\":{\"title\":\"Handbook of"
	  " Things\",\"series\":\"Thing Studies\"},\"pages\":\"105-"
	  "8\",\"publisher\":\"Springer\"}",
	  "F01, A. 2018. « What is a thing? » Dans Handbook of Thin"
	  "gs, édité par Eve Fox et Gus Hill, 105–8. Thing Studies."
	  " Springer. https://doi.org/10.1234/x." },
	{ "edited book", "harvard", "fr-FR",
	  "{\"type\":\"edited-book\",\"title\":\"Things: a reader\""
	  ",\"editors\":[{\"name\":\"A B\",\"given\":\"Ann\",\"fami"
	  "ly\":\"Bell\"},{\"name\":\"C D\",\"given\":\"Cy\",\"fami"
	  "ly\":\"Dell\"}],\"year\":2019,\"publisher\":\"Thing Pres"
	  "s\"}",
	  "Bell, A. et Dell, C. (éds.) (2019) Things: a reader. Thi"
	  "ng Press." },
	{ "page of the web", "apa", "fr-FR",
	  "{\"url\":\"https://things.example/\",\"type\":\"other\","
	  "\"title\":\"All about things\",\"authors\":[{\"name\":\""
	  "Things Ltd.\"}],\"published\":\"2022-03-04\",\"publisher"
	  "\":\"Things Online\"}",
	  "Things Ltd. (2022, 4 mars). All about things. Things Onl"
	  "ine. https://things.example/" },
	{ "preprint", "vancouver", "fr-FR",
	  "{\"ids\":{\"arxiv\":\"2001.00001\"},\"type\":\"posted-co"
	  "ntent\",\"title\":\"Things to come\",\"authors\":[{\"nam"
	  "e\":\"A F01\",\"given\":\"A\",\"family\":\"F01\"}],\"pub"
	  "lished\":\"2020-01-05\",\"publisher\":\"arXiv\"}",
	  "F01 A. Things to come [prépublication]. arXiv; 2020. Dis"
	  "ponible sur: https://arxiv.org/abs/2001.00001" },
	{ "retracted", "apa", "fr-FR",
	  "{\"doi\":\"10.1234/x\",\"type\":\"journal-article\",\"ti"
	  "tle\":\"False things\",\"authors\":[{\"name\":\"A F01\","
	  "\"given\":\"A\",\"family\":\"F01\"}],\"year\":2008,\"jou"
	  "rnal\":{\"title\":\"Things\"},\"volume\":\"3\",\"retract"
	  "ed\":true,\"updates\":[{\"type\":\"retraction\",\"direct"
	  "ion\":\"by\",\"doi\":\"10.1234/r\",\"date\":\"2012-05-01"
	  "\"}]}",
	  "F01, A. (2008). False things. Things, 3. https://doi.org"
	  "/10.1234/x (Rétractation publiée 2012)" },
	{ "nothing but a title", "apa", "fr-FR",
	  "{\"doi\":\"10.1234/x\",\"title\":\"Who knows?\"}",
	  "Who knows? (s. d.). https://doi.org/10.1234/x" },
	{ "Chinese", "apa", "fr-FR",
	  "{\"doi\":\"10.1234/x\",\"type\":\"journal-article\",\"ti"
	  "tle\":\"论事物\",\"authors\":[{\"name\":\"李明\",\"given"
	  "\":\"明\",\"family\":\"李\"},{\"name\":\"王小芳\",\"give"
	  "n\":\"小芳\",\"family\":\"王\"}],\"year\":2020,\"journal"
	  "\":{\"title\":\"事物学报\"},\"volume\":\"8\",\"issue\":"
	  "\"2\",\"pages\":\"1-9\"}",
	  "李明, & 王小芳. (2020). 论事物. 事物学报, 8(2), 1–9. htt"
	  "ps://doi.org/10.1234/x" },
	{ "journal article", "ieee", "zh-CN",
	  "{\"doi\":\"10.1234/x\",\"type\":\"journal-article\",\"ti"
	  "tle\":\"On things\",\"authors\":[{\"name\":\"Jean-Pierre"
	  " Müller\",\"given\":\"Jean-Pierre\",\"family\":\"Müller"
	  "\"},{\"name\":\"Ada B. van der Berg Jr.\",\"given\":\"Ad"
	  "a B.\",\"family\":\"van der Berg\",\"suffix\":\"Jr.\"}],"
	  "\"published\":\"2020-09-07\",\"year\":2020,\"journal\":{"
	  "\"title\":\"Journal of Things\",\"abbreviation\":\"J. Th"
	  "ings\"},\"volume\":\"42\",\"issue\":\"11\",\"pages\":\"2"
	  "84-289\"}",
	  "J.-P. Müller 和 A. B. van der Berg Jr., “On things”, J. "
	  "Things, 卷 42, 期 11, 页 284–289, 2020年9月, doi: 10.123"
	  "4/x." },
	{ "journal article", "vancouver", "zh-CN",
	  "{\"doi\":\"10.1234/x\",\"type\":\"journal-article\",\"ti"
	  "tle\":\"On things\",\"authors\":[{\"name\":\"Jean-Pierre"
	  " Müller\",\"given\":\"Jean-Pierre\",\"family\":\"Müller"
	  "\"},{\"name\":\"Ada B. van der Berg Jr.\",\"given\":\"Ad"
	  "a B.\",\"family\":\"van der Berg\",\"suffix\":\"Jr.\"}],"
	  "\"published\":\"2020-09-07\",\"year\":2020,\"journal\":{"
	  "\"title\":\"Journal of Things\",\"abbreviation\":\"J. Th"
	  "ings\"},\"volume\":\"42\",\"issue\":\"11\",\"pages\":\"2"
	  "84-289\"}",
	  "Müller JP, van der Berg AB Jr. On things. J Things. 2020"
	  "年9月7日;42(11):284-9. doi:10.1234/x" },
	{ "journal article", "chicago-author-date", "zh-CN",
	  "{\"doi\":\"10.1234/x\",\"type\":\"journal-article\",\"ti"
	  "tle\":\"On things\",\"authors\":[{\"name\":\"Jean-Pierre"
	  " Müller\",\"given\":\"Jean-Pierre\",\"family\":\"Müller"
	  "\"},{\"name\":\"Ada B. van der Berg Jr.\",\"given\":\"Ad"
	  "a B.\",\"family\":\"van der Berg\",\"suffix\":\"Jr.\"}],"
	  "\"published\":\"2020-09-07\",\"year\":2020,\"journal\":{"
	  "\"title\":\"Journal of Things\",\"abbreviation\":\"J. Th"
	  "ings\"},\"volume\":\"42\",\"issue\":\"11\",\"pages\":\"2"
	  "84-289\"}",
	  "Müller, Jean-Pierre, 和 Ada B. van der Berg Jr. 2020. “O"
	  "n things”. Journal of Things 42 (11): 284–89. https://do"
	  "i.org/10.1234/x." },
	{ "book chapter", "apa", "zh-CN",
	  "{\"doi\":\"10.1234/x\",\"type\":\"book-chapter\",\"title"
	  "\":\"What is a thing?\",\"authors\":[{\"name\":\"A F01\""
	  ",\"given\":\"A\",\"family\":\"F01\"}],\"editors\":[{\"na"
	  "me\":\"E F\",\"given\":\"Eve\",\"family\":\"Fox\"},{\"na"
	  "me\":\"G H\",\"given\":\"Gus\",\"family\":\"Hill\"}],\"p"
	  "ublished\":\"2018\",\"journal\":{\"title\":\"Handbook of"
	  " Things\",\"series\":\"Thing Studies\"},\"pages\":\"105-"
	  "8\",\"publisher\":\"Springer\"}",
	  "F01, A. (2018). What is a thing? 载于 E. Fox & G. Hill ("
	  "编), Handbook of Things (页 105–108). Springer. https://"
	  "doi.org/10.1234/x" },
	{ "book chapter", "chicago-author-date", "zh-CN",
	  "{\"doi\":\"10.1234/x\",\"type\":\"book-chapter\",\"title"
	  "\":\"What is a thing?\",\"authors\":[{\"name\":\"A F01\""
	  ",\"given\":\"A\",\"family\":\"F01\"}],\"editors\":[{\"na"
	  "me\":\"E F\",\"given\":\"Eve\",\"family\":\"Fox\"},{\"na"
	  "me\":\"G H\",\"given\":\"Gus\",\"family\":\"Hill\"}],\"p"
	  "ublished\":\"2018\",\"journal\":{\"title\":\"Handbook of"
	  " Things\",\"series\":\"Thing Studies\"},\"pages\":\"105-"
	  "8\",\"publisher\":\"Springer\"}",
	  "F01, A. 2018. “What is a thing?” 载于 Handbook of Things"
	  ", 编者 Eve Fox 和 Gus Hill, 105–8. Thing Studies. Spring"
	  "er. https://doi.org/10.1234/x." },
	{ "edited book", "harvard", "zh-CN",
	  "{\"type\":\"edited-book\",\"title\":\"Things: a reader\""
	  ",\"editors\":[{\"name\":\"A B\",\"given\":\"Ann\",\"fami"
	  "ly\":\"Bell\"},{\"name\":\"C D\",\"given\":\"Cy\",\"fami"
	  "ly\":\"Dell\"}],\"year\":2019,\"publisher\":\"Thing Pres"
	  "s\"}",
	  "Bell, A. 和 Dell, C. (编) (2019) Things: a reader. Thing"
	  " Press." },
	{ "page of the web", "apa", "zh-CN",
	  "{\"url\":\"https://things.example/\",\"type\":\"other\","
	  "\"title\":\"All about things\",\"authors\":[{\"name\":\""
	  "Things Ltd.\"}],\"published\":\"2022-03-04\",\"publisher"
	  "\":\"Things Online\"}",
	  "Things Ltd. (2022, 3月4日). All about things. Things Onl"
	  "ine. https://things.example/" },
	{ "preprint", "vancouver", "zh-CN",
	  "{\"ids\":{\"arxiv\":\"2001.00001\"},\"type\":\"posted-co"
	  "ntent\",\"title\":\"Things to come\",\"authors\":[{\"nam"
	  "e\":\"A F01\",\"given\":\"A\",\"family\":\"F01\"}],\"pub"
	  "lished\":\"2020-01-05\",\"publisher\":\"arXiv\"}",
	  "F01 A. Things to come [预印本]. arXiv; 2020. 取自: https"
	  "://arxiv.org/abs/2001.00001" },
	{ "retracted", "apa", "zh-CN",
	  "{\"doi\":\"10.1234/x\",\"type\":\"journal-article\",\"ti"
	  "tle\":\"False things\",\"authors\":[{\"name\":\"A F01\","
	  "\"given\":\"A\",\"family\":\"F01\"}],\"year\":2008,\"jou"
	  "rnal\":{\"title\":\"Things\"},\"volume\":\"3\",\"retract"
	  "ed\":true,\"updates\":[{\"type\":\"retraction\",\"direct"
	  "ion\":\"by\",\"doi\":\"10.1234/r\",\"date\":\"2012-05-01"
	  "\"}]}",
	  "F01, A. (2008). False things. Things, 3. https://doi.org"
	  "/10.1234/x (撤稿发布于 2012)" },
	{ "nothing but a title", "apa", "zh-CN",
	  "{\"doi\":\"10.1234/x\",\"title\":\"Who knows?\"}",
	  "Who knows? (无日期). https://doi.org/10.1234/x" },
	{ "Chinese", "apa", "zh-CN",
	  "{\"doi\":\"10.1234/x\",\"type\":\"journal-article\",\"ti"
	  "tle\":\"论事物\",\"authors\":[{\"name\":\"李明\",\"given"
	  "\":\"明\",\"family\":\"李\"},{\"name\":\"王小芳\",\"give"
	  "n\":\"小芳\",\"family\":\"王\"}],\"year\":2020,\"journal"
	  "\":{\"title\":\"事物学报\"},\"volume\":\"8\",\"issue\":"
	  "\"2\",\"pages\":\"1-9\"}",
	  "李明, & 王小芳. (2020). 论事物. 事物学报, 8(2), 1–9. htt"
	  "ps://doi.org/10.1234/x" },
};

static const struct {
	const char *name, *style, *json, *want;
} signs[] = {
	{ "title that ends in a question", "ieee",
	  "{\"title\":\"Why?\",\"type\":\"journal-article\",\"journ"
	  "al\":{\"title\":\"J\"}}",
	  "“Why?,” J." },
	{ "in an exclamation", "apa",
	  "{\"title\":\"Oh!\",\"type\":\"journal-article\",\"journa"
	  "l\":{\"title\":\"J\"}}",
	  "Oh! (n.d.). J." },
	{ "in a period", "vancouver",
	  "{\"title\":\"L.\",\"type\":\"journal-article\",\"journal"
	  "\":{\"title\":\"J\"}}",
	  "L. J." },
	{ "in a comma", "chicago-author-date",
	  "{\"title\":\"Well,\",\"type\":\"journal-article\",\"jour"
	  "nal\":{\"title\":\"J\"}}",
	  "“Well.” n.d. J." },
	{ "in an ellipsis", "apa",
	  "{\"title\":\"And so…\",\"type\":\"journal-article\",\"jo"
	  "urnal\":{\"title\":\"J\"}}",
	  "And so… (n.d.). J." },
	{ "in a Chinese question", "apa",
	  "{\"title\":\"为什么？\",\"type\":\"journal-article\",\"j"
	  "ournal\":{\"title\":\"J\"}}",
	  "为什么？ (n.d.). J." },
	{ "in a quotation", "apa",
	  "{\"title\":\"On “why”\",\"type\":\"journal-article\",\"j"
	  "ournal\":{\"title\":\"J\"}}",
	  "On “why.” (n.d.). J." },
	{ "quotation in quotation", "ieee",
	  "{\"title\":\"On “why”\",\"type\":\"journal-article\",\"j"
	  "ournal\":{\"title\":\"J\"}}",
	  "“On ‘why,’” J." },
	{ "quotation in a British one", "harvard",
	  "{\"title\":\"On “why”\",\"type\":\"journal-article\",\"j"
	  "ournal\":{\"title\":\"J\"}}",
	  "‘On “why”’ (no date) J." },
	{ "issue without volume", "apa",
	  "{\"title\":\"T\",\"type\":\"journal-article\",\"journal"
	  "\":{\"title\":\"J\"},\"issue\":\"3\",\"pages\":\"1-2\"}",
	  "T. (n.d.). J, (3), 1–2." },
	{ "issue without volume", "vancouver",
	  "{\"title\":\"T\",\"type\":\"journal-article\",\"journal"
	  "\":{\"title\":\"J\"},\"issue\":\"3\",\"pages\":\"1-2\","
	  "\"year\":2000}",
	  "T. J. 2000;(3):1-2." },
	{ "issue without volume", "chicago-author-date",
	  "{\"title\":\"T\",\"type\":\"journal-article\",\"journal"
	  "\":{\"title\":\"J\"},\"issue\":\"3\",\"pages\":\"1-2\"}",
	  "“T.” n.d. J, no. 3: 1–2." },
	{ "pages alone", "chicago-author-date",
	  "{\"title\":\"T\",\"type\":\"journal-article\",\"journal"
	  "\":{\"title\":\"J\"},\"pages\":\"1-2\"}",
	  "“T.” n.d. J, 1–2." },
	{ "volume and pages of a chapter", "apa",
	  "{\"title\":\"T\",\"type\":\"book-chapter\",\"journal\":{"
	  "\"title\":\"B\"},\"volume\":\"2\",\"pages\":\"101-108\"}",
	  "T. (n.d.). In B (Vol. 2, pp. 101–108)." },
	{ "volume of a chapter", "apa",
	  "{\"title\":\"T\",\"type\":\"book-chapter\",\"journal\":{"
	  "\"title\":\"B\"},\"volume\":\"2\"}",
	  "T. (n.d.). In B (Vol. 2)." },
	{ "pages that go on", "vancouver",
	  "{\"title\":\"T\",\"type\":\"journal-article\",\"pages\":"
	  "\"1496-1504, 1507\",\"journal\":{\"title\":\"J\"}}",
	  "T. J:1496-504, 1507." },
	{ "pages with a letter", "vancouver",
	  "{\"title\":\"T\",\"type\":\"journal-article\",\"pages\":"
	  "\"S93-S99\",\"journal\":{\"title\":\"J\"}}",
	  "T. J:S93-9." },
	{ "pages with a letter", "apa",
	  "{\"title\":\"T\",\"type\":\"journal-article\",\"pages\":"
	  "\"S93-S99\",\"journal\":{\"title\":\"J\"}}",
	  "T. (n.d.). J, S93–S99." },
	{ "pages with more dashes", "apa",
	  "{\"title\":\"T\",\"type\":\"journal-article\",\"pages\":"
	  "\"A-1-A-9\",\"journal\":{\"title\":\"J\"}}",
	  "T. (n.d.). J, A-1-A-9." },
	{ "pages of a hundred", "chicago-author-date",
	  "{\"title\":\"T\",\"type\":\"journal-article\",\"pages\":"
	  "\"100-104, 107-108, 321-325, 1496-1504\",\"journal\":{\""
	  "title\":\"J\"}}",
	  "“T.” n.d. J, 100–104, 107–8, 321–25, 1496–504." },
	{ "one page", "ieee",
	  "{\"title\":\"T\",\"type\":\"journal-article\",\"pages\":"
	  "\"7\",\"journal\":{\"title\":\"J\"}}",
	  "“T,” J, p. 7." },
	{ "container that is the publisher", "apa",
	  "{\"title\":\"T\",\"type\":\"dataset\",\"publisher\":\"P"
	  "\",\"journal\":{\"title\":\"P\"}}",
	  "T [Dataset]. (n.d.). In P." },
	{ "container that is the work", "vancouver",
	  "{\"title\":\"T\",\"type\":\"dataset\",\"publisher\":\"P"
	  "\",\"journal\":{\"title\":\"T\"}}",
	  "T [dataset]. P." },
	{ "series of a book that is the work", "vancouver",
	  "{\"title\":\"T\",\"type\":\"book\",\"publisher\":\"P\","
	  "\"journal\":{\"title\":\"T\"}}",
	  "T. P." },
	{ "journal of a book is its series", "vancouver",
	  "{\"title\":\"T\",\"type\":\"book\",\"publisher\":\"P\","
	  "\"journal\":{\"title\":\"S\"}}",
	  "T. P. (S)." },
	{ "book in a series and a container", "chicago-author-date",
	  "{\"title\":\"T\",\"type\":\"book\",\"publisher\":\"P\","
	  "\"journal\":{\"title\":\"B\",\"series\":\"S\"}}",
	  "T. n.d. In B. S. P." },
	{ "container that is the work", "apa",
	  "{\"title\":\"T\",\"type\":\"book\",\"publisher\":\"P\","
	  "\"journal\":{\"title\":\"T\"}}",
	  "T. (n.d.). P." },
	{ "retracted, and the title says so", "ieee",
	  "{\"title\":\"RETRACTED: T\",\"type\":\"journal-article\""
	  ",\"retracted\":true}",
	  "“RETRACTED: T.”" },
	{ "retracted without a date", "apa",
	  "{\"title\":\"T\",\"type\":\"journal-article\",\"retracte"
	  "d\":true,\"doi\":\"10.1234/x\"}",
	  "T. (n.d.). https://doi.org/10.1234/x (Retracted)" },
	{ "no title", "apa",
	  "{\"type\":\"component\",\"publisher\":\"P\",\"doi\":\"10"
	  ".1234/x\"}",
	  "(n.d.). P. https://doi.org/10.1234/x" },
	{ "PubMed alone", "vancouver",
	  "{\"title\":\"T\",\"type\":\"journal-article\",\"ids\":{"
	  "\"pmid\":\"17\"}}",
	  "T. Available from: https://pubmed.ncbi.nlm.nih.gov/17" },
	{ "nothing", "apa",
	  "{\"doi\":\"10.1234/x\"}",
	  "(n.d.). https://doi.org/10.1234/x" },
	{ "nothing", "ieee",
	  "{\"doi\":\"10.1234/x\"}",
	  "doi: 10.1234/x." },
};
/* clang-format on */

Test(citation, of_every_kind_in_every_style)
{
	for (size_t i = 0; i < ARRAY_COUNT(kinds); i++)
		for (size_t k = 0; k < ARRAY_COUNT(styles); k++)
			check(kinds[i].name, styles[k], "en-US", kinds[i].json,
			      kinds[i].want[k]);
}

Test(citation, has_names_as_the_style_has_them)
{
	for (size_t i = 0; i < ARRAY_COUNT(names); i++) {
		char json[1000];

		snprintf(json, sizeof(json),
			 "{\"type\":\"book\",\"title\":\"T\",\"year\":2000,"
			 "\"authors\":[%s]}",
			 names[i].author);
		check(names[i].name, names[i].style, NULL, json, names[i].want);
	}
}

static void add_author(size_t number, struct buf *out)
{
	char given = (char)('A' + number - 1);

	buf_add_format(out, "%s{\"name\":\"%c F%02zu\",\"given\":\"%c\",",
		       number > 1 ? "," : "", given, number, given);
	buf_add_format(out, "\"family\":\"F%02zu\"}", number);
}

Test(citation, names_so_many_authors)
{
	for (size_t i = 0; i < ARRAY_COUNT(counts); i++) {
		SCOPED(buf_release) struct buf json = buf_init(OUT_MAX);
		char name[40];

		buf_add_text(&json, "{\"type\":\"book\",\"title\":\"T\","
				    "\"year\":2000,\"authors\":[");
		for (size_t k = 1; k <= counts[i].count; k++)
			add_author(k, &json);
		buf_add_text(&json, "]}");
		snprintf(name, sizeof(name), "%zu authors", counts[i].count);
		check(name, counts[i].style, NULL, buf_text(&json),
		      counts[i].want);
	}
}

Test(citation, has_terms_and_dates_of_the_locale)
{
	for (size_t i = 0; i < ARRAY_COUNT(locales); i++)
		check(locales[i].name, locales[i].style, locales[i].locale,
		      locales[i].json, locales[i].want);
}

Test(citation, has_each_sign_once)
{
	for (size_t i = 0; i < ARRAY_COUNT(signs); i++)
		check(signs[i].name, signs[i].style, NULL, signs[i].json,
		      signs[i].want);
}

Test(citation, is_one_line_each_of_a_list)
{
	SCOPED(buf_release) struct buf out = buf_init(OUT_MAX);
	const struct format *format = format_of((struct span)SPAN("citation"));
	struct format_run run = { .list = true };
	struct paper paper = { .title = (char[]){ "T" } };

	format_begin(format, &run, &out);
	format_record(format, &run, &paper, &out);
	format_record(format, &run, &paper, &out);
	format_end(format, &run, &out);
	cr_expect_str_eq(buf_text(&out), "T. (n.d.).\nT. (n.d.).\n");
}

Test(citation, knows_styles_and_locales_by_name)
{
	static const struct {
		const char *style, *locale;
		bool there;
	} rows[] = {
		{ NULL, NULL, true },         { "apa", "en-US", true },
		{ "APA", "EN-us", true },     { "ieee", "de", true },
		{ "harvard", "fr-CH", true }, { "vancouver", "zh-Hans", true },
		{ "mla", "it-IT", false },    { "", "", false },
		{ "ap", "e", false },         { "apa6", "enx", false },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		cr_expect_eq(citation_style(span_of(rows[i].style)) != NULL,
			     rows[i].there, "%s", rows[i].style);
		cr_expect_eq(citation_locale(span_of(rows[i].locale)) != NULL,
			     rows[i].there, "%s", rows[i].locale);
	}
	cr_expect_eq(citation_style((struct span){ 0 }),
		     citation_style((struct span)SPAN("apa")));
	cr_expect_eq(citation_locale((struct span)SPAN("de-AT")),
		     citation_locale((struct span)SPAN("de-DE")));
}
