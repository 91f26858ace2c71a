/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "paperd/doi.h"
#include "paperd/scoped.h"

/* ---- doi_clean ---- */

static const struct {
	const char *raw;
	const char *want; /* NULL: no DOI */
} clean_rows[] = {
	{ "10.1007/s12032-025-03052-1", "10.1007/s12032-025-03052-1" },
	{ "10.7326/M20-6817", "10.7326/m20-6817" },
	/* a slash as JSON may escape it, escaped once too often */
	{ "10.1086\\/305772", "10.1086/305772" },
	/* labels and addresses */
	{ "doi:10.1234/ASDF", "10.1234/asdf" },
	{ "DOI: 10.1234/asdf", "10.1234/asdf" },
	{ "info:doi/10.1234/asdf", "10.1234/asdf" },
	{ "urn:doi:10.1234/asdf", "10.1234/asdf" },
	{ "doi.org/10.1234/asdf", "10.1234/asdf" },
	{ "https://dx.doi.org/10.1234/asdf ", "10.1234/asdf" },
	{ "https://doi.org/doi:10.1234/asdf", "10.1234/asdf" },
	{ "https://hdl.handle.net/10.1234/asdf", "10.1234/asdf" },
	{ "http://doi.ieeecomputersociety.org/10.1109/MIC.2012.43",
	  "10.1109/mic.2012.43" },
	{ "https://onlinelibrary.wiley.com/doi/abs/10.1002/x", "10.1002/x" },
	{ "https://doi.org/10.1038/nature12373?utm_source=x",
	  "10.1038/nature12373" },
	{ "https://doi.org/10.1038/nature12373#s", "10.1038/nature12373" },
	{ "https://doi.org/10.1234/abc/", "10.1234/abc/" },
	{ "https://api.example.org/v1/articles/10.1002%2Fkin.20537",
	  "10.1002/kin.20537" },
	{ "https://doi.org/10.1234/a%3Fb", "10.1234/a?b" },
	{ "DOI10.1234/asdf", "10.1234/asdf" },
	{ "219DOI10.1234/asdf", "10.1234/asdf" },
	{ "219DOI11.1234/asdf", NULL },
	/* escapes */
	{ "http://doi.org/10.1006/rwei.1999%25.0001",
	  "10.1006/rwei.1999%.0001" },
	{ "10.1006/rwei.1999%25.0001", "10.1006/rwei.1999%25.0001" },
	{ "10.1175/1520-0493%281974%29102%3C0736%3AWACOJ%3E2.0.CO%3B2",
	  "10.1175/1520-0493(1974)102<0736:wacoj>2.0.co;2" },
	{ "10.6028%2FNIST.IR.7057", "10.6028/nist.ir.7057" },
	{ "10.1002/(sici)1(1998)66:4&lt;261::aid&gt;3.0.co;2-t",
	  "10.1002/(sici)1(1998)66:4<261::aid>3.0.co;2-t" },
	{ "10.1234/a&amp;amp;lt;b", "10.1234/a<b" },
	{ "10.1007/978-3-030-02671-4\\_7", "10.1007/978-3-030-02671-4_7" },
	/* what stands around */
	{ "(doi:10.1016/S0735-1097(98)00347-7)",
	  "10.1016/s0735-1097(98)00347-7" },
	{ "[10.1234/abc]", "10.1234/abc" },
	{ "\"10.1234/abc\".", "10.1234/abc" },
	{ "“10.1234/abc”", "10.1234/abc" },
	{ "\u200B10.30466/vrf.2019\u200E", "10.30466/vrf.2019" },
	{ "10.1234/abc).", "10.1234/abc" },
	{ "10.1234/a(b)", "10.1234/a(b)" },
	{ "10.1234/xyz;jsessionid=1A2B", "10.1234/xyz" },
	{ "10.1002/x.3.0.co;2-t", "10.1002/x.3.0.co;2-t" },
	/* slashes */
	{ "10.1037//0022-3514.75", "10.1037/0022-3514.75" },
	{ "10.1234//x", "10.1234//x" },
	{ "10.1000.10/123", "10.1000.10/123" },
	/* no DOI */
	{ "", NULL },
	{ "null", NULL },
	{ "10/gf4gqc", NULL },
	{ "10.123/abc", NULL },
	{ "10.1234567890/abc", NULL },
	{ "10.1234/", NULL },
	{ "10.1234/...", NULL },
	{ "10.1234/a b", NULL },
	{ "doi:10.1234/ asdf ", NULL },
	{ "10.6002/ect.2020.häyry", NULL },
	{ "10.1002/a\u2010b", NULL },
	{ "https://doi.org/10.1002/a%E2%80%90b", NULL },
	{ "10.1234/a\x01", NULL },
	{ "10.1234/a\x01z", NULL },
	{ "10.1234/\xFF", NULL },
};

Test(doi, of_a_field_is_bare_and_in_lower_case)
{
	for (size_t i = 0; i < ARRAY_COUNT(clean_rows); i++) {
		SCOPED(buf_release) struct buf out = buf_init(DOI_MAX);
		bool found = doi_clean(span_of(clean_rows[i].raw), &out);

		cr_expect_eq(found, clean_rows[i].want != NULL, "\"%s\"",
			     clean_rows[i].raw);
		cr_expect_str_eq(buf_text(&out),
				 found ? clean_rows[i].want : "", "\"%s\"",
				 clean_rows[i].raw);
	}
}

static const struct {
	const char *raw;
	const char *want;
} printed_rows[] = {
	{ "10.1002/a\u20101\u2011b\u2013c\u2212d", "10.1002/a-1-b-c-d" },
	{ "https://doi.org/10.1002/a%E2%80%90b", "10.1002/a-b" },
	{ "10.1002/ab", "10.1002/ab" },
	{ "10.1002/häyry", "" },
};

Test(doi, out_of_a_printed_text_has_hyphens_for_dashes)
{
	for (size_t i = 0; i < ARRAY_COUNT(printed_rows); i++) {
		SCOPED(buf_release) struct buf out = buf_init(DOI_MAX);
		bool found = doi_clean_printed(span_of(printed_rows[i].raw),
					       &out);

		cr_expect_eq(found, printed_rows[i].want[0] != '\0', "\"%s\"",
			     printed_rows[i].raw);
		cr_expect_str_eq(buf_text(&out), printed_rows[i].want, "\"%s\"",
				 printed_rows[i].raw);
	}
}

Test(doi, is_appended_to_what_is_there)
{
	SCOPED(buf_release) struct buf out = buf_init(DOI_MAX);

	buf_add_text(&out, "doi:");
	cr_expect_not(doi_clean(span_of("nothing"), &out));
	cr_expect(doi_clean(span_of("10.1234/X"), &out));
	cr_expect_str_eq(buf_text(&out), "doi:10.1234/x");
}

Test(doi, is_no_longer_than_its_limit)
{
	SCOPED(buf_release) struct buf out = buf_init(5 * DOI_MAX);
	char text[5 * DOI_MAX];

	memset(text, 'a', sizeof(text));
	memcpy(text, "10.1234/", 8);
	cr_expect(doi_clean((struct span){ text, DOI_MAX }, &out));
	cr_expect(doi_is_valid((struct span){ text, DOI_MAX }));
	cr_expect_not(doi_clean((struct span){ text, DOI_MAX + 1 }, &out));
	cr_expect_not(doi_clean((struct span){ text, sizeof(text) }, &out));
	cr_expect_not(doi_is_valid((struct span){ text, DOI_MAX + 1 }));
	cr_expect_eq(out.len, DOI_MAX);
}

static unsigned next(unsigned *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

/* Texts put together from pieces of DOIs and of their escapes. */
Test(doi, that_is_clean_stays_as_it_is)
{
	static const char *const pieces[] = {
		"10.1234/", "a",    "B",       "%28",  "%25",    "28",
		"&lt;",     "amp;", "&",       "#38;", "(",      ")",
		"<",        ">",    "\\",      "_",    ".",      ";",
		"/",        "doi:", "http://", "?",    "#",      " ",
		"10.1037/", "%2F",  "'",       "\xC3", "\u200B", "jsessionid=",
	};
	unsigned state = 1;

	for (int round = 0; round < 20000; round++) {
		SCOPED(buf_release) struct buf raw = buf_init(500);
		SCOPED(buf_release) struct buf once = buf_init(DOI_MAX);
		SCOPED(buf_release) struct buf twice = buf_init(DOI_MAX);

		for (unsigned i = next(&state) % 4; i > 0; i--)
			buf_add_text(
				&raw,
				pieces[next(&state) % ARRAY_COUNT(pieces)]);
		buf_add_text(&raw, "10.1234/");
		for (unsigned i = next(&state) % 12; i > 0; i--)
			buf_add_text(
				&raw,
				pieces[next(&state) % ARRAY_COUNT(pieces)]);
		if (!doi_clean(buf_span(&raw), &once))
			continue;
		cr_assert(doi_is_valid(buf_span(&once)), "%s", once.data);
		cr_assert(doi_clean(buf_span(&once), &twice), "%s -> %s",
			  raw.data, once.data);
		cr_assert_str_eq(once.data, twice.data, "%s", raw.data);
	}
}

/* ---- doi_is_valid ---- */

static const struct {
	const char *text;
	bool valid;
} valid_rows[] = {
	{ "10.1234/abc", true },    { "10.1234/ä", true },
	{ "10.1234/#", true },      { "10.1234/abc/", true },
	{ "10.1234/Abc", false },   { "10.1234/a b", false },
	{ "10.1234/a\x7F", false }, { "10.1234/a\xC2\x85", false },
	{ "10.1234/\xC3", false },  { "10.1234/", false },
	{ "10.12/abc", false },     { "10.1234", false },
	{ "11.1234/abc", false },   { "", false },
};

Test(doi, as_a_key_is_printable_and_folded)
{
	for (size_t i = 0; i < ARRAY_COUNT(valid_rows); i++)
		cr_expect_eq(doi_is_valid(span_of(valid_rows[i].text)),
			     valid_rows[i].valid, "\"%s\"", valid_rows[i].text);
}

/* ---- doi_resolve ---- */

/* A store of some DOIs that counts how often it is asked. */
struct held {
	const char *dois[12];
	size_t asked;
};

static bool probe(void *context, struct span doi)
{
	struct held *held = context;

	held->asked++;
	for (size_t i = 0; i < ARRAY_COUNT(held->dois) && held->dois[i]; i++)
		if (span_is(doi, held->dois[i]))
			return true;
	return false;
}

static void expect_resolved(struct held held, const char *text,
			    const char *want)
{
	SCOPED(buf_release) struct buf out = buf_init(DOI_MAX);
	struct error err = { 0 };
	enum status status = doi_resolve(span_of(text), probe, &held, &out,
					 &err);

	cr_expect_eq(status, STATUS_OK, "\"%s\": %s", text, err.detail);
	cr_expect_str_eq(buf_text(&out), want, "\"%s\"", text);
}

/* DOIs that were lost somewhere, all of them from real requests. */
static const struct held hard = {
	.dois = {
		"10.1002/(sici)1097-0274(199909)36:1+<1::aid-ajim2>3.0.co;2-0",
		"10.1002/"
		"(sici)1099-050x(199823/24)37:3/4<197::aid-hrm2>3.0.co;2-#",
		"10.1002/"
		"1521-3951(200209)233:1<10::aid-pssb10>3.0.co;2-v",
		"10.1175/1520-0477(1996)077<0935:wotwsm>2.0.co;2",
		"10.1206/0003-0082(2008)3610[1:nrofwf]2.0.co;2",
		"10.1002/(sici)1096-8644(1996)23+<91::aid-ajpa4>3.0.co;2-c",
		"10.1016/s0140-6736(97)11096-0",
		"10.31219/osf.io/f7txy",
		"10.6028/nist.ir.7057",
		"10.1006/rwei.1999%.0001",
	},
};

static void add_escaped(struct buf *out, const char *text, bool slashes)
{
	for (; *text; text++)
		if (ascii_is_alnum(*text) || *text == '.' ||
		    (*text == '/' && !slashes))
			buf_add_char(out, *text);
		else
			buf_add_format(out, "%%%02X", (unsigned char)*text);
}

Test(doi, that_is_hard_resolves_from_each_accepted_spelling)
{
	static const struct {
		const char *before, *after;
	} around[] = {
		{ "", "" },
		{ "doi:", "" },
		{ "DOI: ", "" },
		{ "https://doi.org/", "" },
		{ "http://dx.doi.org/", "" },
		{ "https:/doi.org/", "" },
		{ "www.doi.org/", "" },
		{ "info:doi/", "" },
		{ "urn:doi:", "" },
		{ "https://doi.org/doi:", "" },
		{ "", "/" },
		{ "\"", "\"" },
		{ "<", ">" },
		{ "(", ")." },
		{ "[doi:", "]" },
		{ "", "." },
		{ "", ".;, " },
	};

	for (size_t i = 0; hard.dois[i]; i++)
		for (size_t j = 0; j < ARRAY_COUNT(around); j++)
			for (int form = 0; form < 3; form++) {
				SCOPED(buf_release)
				struct buf text = buf_init(1000);

				buf_add_text(&text, around[j].before);
				if (form)
					add_escaped(&text, hard.dois[i],
						    form == 2);
				else
					buf_add_text(&text, hard.dois[i]);
				buf_add_text(&text, around[j].after);
				expect_resolved(hard, buf_text(&text),
						hard.dois[i]);
			}
}

Test(doi, resolves_with_upper_case_and_blanks_for_pluses)
{
	expect_resolved(hard, "10.31219/OSF.io/f7txY", hard.dois[7]);
	expect_resolved(
		hard,
		"10.1002/(SICI)1097-0274(199909)36:1 <1::AID-AJIM2>3.0.CO;2-0",
		hard.dois[0]);
	expect_resolved(
		hard,
		"10.1002/(sici)1096-8644(1996)23+&lt;91::aid-ajpa4&gt;3.0.co;2-c",
		hard.dois[5]);
	expect_resolved(hard, "https://doi.org/10.31219/osf.io/f7txy?nosfx=y#a",
			hard.dois[7]);
}

/* The most faithful reading that is held wins. */
static const struct {
	struct held held;
	const char *text;
	const char *want;
} order_rows[] = {
	{ { .dois = { "10.1234/a.", "10.1234/a" } },
	  "10.1234/A.",
	  "10.1234/a." },
	{ { .dois = { "10.1234/a.", "10.1234/a" } },
	  "10.1234/a..",
	  "10.1234/a." },
	{ { .dois = { "10.1234/a)", "10.1234/a" } },
	  "10.1234/a).",
	  "10.1234/a)" },
	{ { .dois = { "10.1234/a/", "10.1234/a" } },
	  "10.1234/a/",
	  "10.1234/a/" },
	{ { .dois = { "10.1234/a", "10.1234/a(b)" } },
	  "(10.1234/a(b))",
	  "10.1234/a(b)" },
	{ { .dois = { "10.1234/a%2fb", "10.1234/a/b" } },
	  "10.1234/a%2Fb",
	  "10.1234/a%2fb" },
	{ { .dois = { "10.1234/a/b" } }, "10.1234/a%2Fb", "10.1234/a/b" },
	{ { .dois = { "10.1234/doi.org/10.5678/b", "10.5678/b" } },
	  "10.1234/doi.org/10.5678/b",
	  "10.1234/doi.org/10.5678/b" },
	{ { .dois = { "10.1234/É" } }, "10.1234/É", "10.1234/É" },
	/* '#' and '?' of the DOI itself, in a URL with a mark after it */
	{ { .dois = { "10.1234/2-#" } },
	  "https://doi.org/10.1234/2-#/",
	  "10.1234/2-#" },
	{ { .dois = { "10.1234/a?b" } },
	  "https://doi.org/10.1234/a?b).",
	  "10.1234/a?b" },
};

Test(doi, resolves_to_the_most_faithful_reading_that_is_held)
{
	for (size_t i = 0; i < ARRAY_COUNT(order_rows); i++)
		expect_resolved(order_rows[i].held, order_rows[i].text,
				order_rows[i].want);
}

static const struct {
	const char *text;
	const char *want;
} unknown_rows[] = {
	{ "10.1234/abc", "10.1234/abc" },
	{ "DOI: 10.1234/ABC.", "10.1234/abc" },
	{ "10.1234/abc/", "10.1234/abc" },
	{ "10.6028%2Fnist", "10.6028/nist" },
	{ "10.1234/a%28b%29", "10.1234/a(b)" },
	{ "10.1234/a%20b", "10.1234/a%20b" },
	{ "https://doi.org/10.1234/abc?x=y", "10.1234/abc" },
	{ "10.1234/a(b)", "10.1234/a(b)" },
	{ "10.1234/häyry", "10.1234/häyry" },
};

Test(doi, that_is_not_held_is_told_as_understood)
{
	for (size_t i = 0; i < ARRAY_COUNT(unknown_rows); i++) {
		SCOPED(buf_release) struct buf out = buf_init(DOI_MAX);
		struct held none = { .asked = 0 };
		struct error err = { 0 };

		buf_add_text(&out, "something else");
		cr_expect_eq(doi_resolve(span_of(unknown_rows[i].text), probe,
					 &none, &out, &err),
			     STATUS_NOT_FOUND, "%s", unknown_rows[i].text);
		cr_expect_eq(err.status, STATUS_NOT_FOUND);
		cr_expect_str_eq(buf_text(&out), unknown_rows[i].want);
	}
}

static const char *const invalid[] = {
	"",
	"hello",
	"10/gf4gqc",
	"10.1234",
	"10.1234/",
	"10.1234/\xFF",
	"10.1234/a\x01z",
	"%",
	"10.12/abc",

	"https://doi.org/",
};

Test(doi, is_invalid_when_nothing_in_the_text_is_one)
{
	for (size_t i = 0; i < ARRAY_COUNT(invalid); i++) {
		SCOPED(buf_release) struct buf out = buf_init(DOI_MAX);
		struct held none = { .asked = 0 };
		struct error err = { 0 };

		cr_expect_eq(doi_resolve(span_of(invalid[i]), probe, &none,
					 &out, &err),
			     STATUS_INVALID_DOI, "\"%s\"", invalid[i]);
		cr_expect_eq(out.len, 0);
		cr_expect_eq(none.asked, 0, "\"%s\"", invalid[i]);
	}
}

Test(doi, costs_one_question_when_it_is_given_as_held)
{
	SCOPED(buf_release) struct buf out = buf_init(DOI_MAX);
	struct held held = { .dois = { "10.1234/abc" } };

	cr_expect_eq(
		doi_resolve(span_of("10.1234/ABC"), probe, &held, &out, NULL),
		STATUS_OK);
	cr_expect_eq(held.asked, 1);
}

Test(doi, with_endless_punctuation_costs_few_questions)
{
	SCOPED(buf_release) struct buf out = buf_init(DOI_MAX);
	struct held held = { .dois = { "10.1234/abc" } };
	char text[1000];

	memset(text, '.', sizeof(text));
	memcpy(text, "10.1234/abc", 11);
	cr_expect_eq(doi_resolve((struct span){ text, sizeof(text) }, probe,
				 &held, &out, NULL),
		     STATUS_OK);
	cr_expect_str_eq(buf_text(&out), "10.1234/abc");
	cr_expect_lt(held.asked, 32);
}

Test(doi, that_is_too_long_is_invalid)
{
	SCOPED(buf_release) struct buf out = buf_init(DOI_MAX);
	struct held held = { .asked = 0 };
	char text[6000];

	memset(text, 'a', sizeof(text));
	memcpy(text, "10.1234/", 8);
	cr_expect_eq(doi_resolve((struct span){ text, DOI_MAX + 1 }, probe,
				 &held, &out, NULL),
		     STATUS_INVALID_DOI);
	cr_expect_eq(doi_resolve((struct span){ text, sizeof(text) }, probe,
				 &held, &out, NULL),
		     STATUS_INVALID_DOI);
	cr_expect_eq(held.asked, 0);
}
