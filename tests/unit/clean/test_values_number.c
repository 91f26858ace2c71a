/* SPDX-License-Identifier: MIT */
/* ISSN, ORCID iD, other identifiers, integers, numbers, truth values. */
#include "test_values.h"

static bool write_issns(struct span raw, char out[VALUE_ROOM])
{
	char list[4][10];
	size_t count = issn_list(raw, list, ARRAY_COUNT(list), NULL);

	out[0] = '\0';
	for (size_t i = 0; i < count; i++)
		snprintf(out + strlen(out), VALUE_ROOM - strlen(out), "%s%s",
			 i ? " " : "", list[i]);
	return count > 0;
}

static const struct value_row issn_rows[] = {
	{ "2050-084X", "2050-084X" },
	{ "2050-084x", "2050-084X" },
	{ "ISSN 2050-084X", "2050-084X" },
	{ "issn:1479-6708", "1479-6708" },
	{ "12345679", "1234-5679" },
	{ "1234‐5679", "1234-5679" },
	{ "０５３２－８７９９", "0532-8799" },
	{ "0000-0140", "0000-0140" },
	{ "0000-0000", NULL },
	{ "1234-5678", NULL },
	{ "134-4567", NULL },
	{ "123X-4567", NULL },
	{ "9771234567003", NULL },
	{ "1234-5679-1", NULL },
	{ "978-1234-5679", NULL },
	{ "Banana", NULL },
	{ "", NULL },
	{ "1234-5679 2050-084X", "1234-5679 2050-084X" },
	{ "2050-084X; 2050-084X", "2050-084X" },
	{ "1234-5679 (print), 2050-084X (online)", "2050-084X 1234-5679" },
	{ "print 1234-5679, online 2050-084X", "2050-084X 1234-5679" },
	{ "ISSN 1234-5679 (Print) ISSN 2050-084X (Online)",
	  "2050-084X 1234-5679" },
	{ "pISSN: 1234-5679; 0532-8799", "0532-8799 1234-5679" },
	/* media before and behind */
	{ "1234-5679 print 2050-084X online", "2050-084X 1234-5679" },
	{ "1234-5679 e-ISSN 2050-084X", "2050-084X 1234-5679" },
	{ "print: 1234-5679 online: 2050-084X", "2050-084X 1234-5679" },
	{ "0532-8799 (linking), 2050-084X (electronic), 1234-5679 (print)",
	  "2050-084X 0532-8799 1234-5679" },
	{ "http://id.crossref.org/issn/2050084x", "2050-084X" },
};

Test(issn, has_a_right_checksum_and_its_medium_orders_it)
{
	VALUES_HOLD(issn_rows, write_issns);
}

Test(issn, of_one_is_the_first_of_its_list)
{
	for (size_t i = 0; i < ARRAY_COUNT(issn_rows); i++) {
		char one[10] = "untouched";
		bool found = issn_clean(span_of(issn_rows[i].raw), one, NULL);

		cr_expect_eq(found, issn_rows[i].want != NULL, "%s",
			     issn_rows[i].raw);
		cr_expect(memcmp(one, found ? issn_rows[i].want : "untouched",
				 9) == 0,
			  "%s", issn_rows[i].raw);
	}
}

Test(issn, list_holds_no_more_than_it_may)
{
	char list[1][10];

	cr_expect_eq(issn_list(span_of("1234-5679 2050-084X"), list, 1, NULL),
		     1);
	cr_expect_eq(issn_list(span_of("1234-5679 2050-084X"), list, 0, NULL),
		     0);
}

static bool write_orcid(struct span raw, char out[VALUE_ROOM])
{
	return orcid_clean(raw, out, NULL);
}

static const struct value_row orcid_rows[] = {
	{ "http://orcid.org/0000-0001-6555-6868", "0000-0001-6555-6868" },
	{ "https://orcid.org/0000-0003-1419-2405/", "0000-0003-1419-2405" },
	{ "https://sandbox.orcid.org/0000-0002-1694-233x",
	  "0000-0002-1694-233X" },
	{ "0000 0002 1394 3097", "0000-0002-1394-3097" },
	{ "orcid:0000-0002-1825-0097", "0000-0002-1825-0097" },
	{ "0000000218250097", "0000-0002-1825-0097" },
	{ "0000-0002-1394-309", NULL },
	{ "0000-0002-1825-00977", NULL },
	{ "0123-4567-3456-6789", NULL },
	{ "0000-0000-0000-0001", NULL },
	{ "", NULL },
	{ "https://sandbox.orcid.org/0000-0001-6555-6868",
	  "0000-0001-6555-6868" },
	{ "ORCID iD: 0000-0001-6555-6868", "0000-0001-6555-6868" },
};

Test(orcid, is_bare_and_has_a_right_checksum)
{
	VALUES_HOLD(orcid_rows, write_orcid);
}

static const struct {
	const char *scheme;
	struct value_row row;
} identifier_rows[] = {
	{ "arxiv", { "arXiv:0806.2878v1", "0806.2878v1" } },
	{ "arxiv", { "https://arxiv.org/abs/0806.2878v1", "0806.2878v1" } },
	{ "arxiv",
	  { "http://arxiv.org/pdf/2101.12345v2.pdf", "2101.12345v2" } },
	{ "arxiv", { "math.GT/0309136", "math.GT/0309136" } },
	{ "arxiv", { "hep-th/9901001v3", "hep-th/9901001v3" } },
	{ "arxiv", { "2101.123456", NULL } },
	{ "arxiv", { "2101.12345v", NULL } },
	{ "pmid", { "1234 ", "1234" } },
	{ "pmid", { "PMID: 1234", "1234" } },
	{ "pmid", { "https://pubmed.ncbi.nlm.nih.gov/1234/", "1234" } },
	{ "pmid", { "PMC123", NULL } },
	{ "pmid", { "01234", NULL } },
	{ "pmid", { "1234567890", NULL } },
	{ "pmcid",
	  { "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC7092803/",
	    "PMC7092803" } },
	{ "pmcid", { "pmc123.2", "PMC123.2" } },
	{ "pmcid", { "123", NULL } },
	{ "pmcid", { "PMC123.", NULL } },
	{ "isbn", { "978-3-16-148410-0", "9783161484100" } },
	{ "isbn", { "0-306-40615-2", "0306406152" } },
	{ "isbn", { "ISBN 0 8044 2957 x", "080442957X" } },
	{ "isbn", { "978-3-16-148410-1", NULL } },
	{ "isbn", { "97831614841000", NULL } },
	{ "other", { "1", NULL } },
};

Test(identifier, has_the_form_of_its_scheme)
{
	for (size_t i = 0; i < ARRAY_COUNT(identifier_rows); i++) {
		SCOPED(buf_release) struct buf out = buf_init(100);
		const struct value_row *row = &identifier_rows[i].row;
		bool found = identifier_clean(identifier_rows[i].scheme,
					      span_of(row->raw), &out, NULL);

		cr_expect_eq(found, row->want != NULL, "%s", row->raw);
		cr_expect_str_eq(buf_text(&out), row->want ? row->want : "",
				 "%s", row->raw);
	}
}

static bool write_integer(struct span raw, char out[VALUE_ROOM])
{
	long long value;

	if (!integer_clean(raw, &value, NULL))
		return false;
	snprintf(out, VALUE_ROOM, "%lld", value);
	return true;
}

static const struct value_row integer_rows[] = {
	{ "0", "0" },
	{ " 42 ", "42" },
	{ "1,234", "1234" },
	{ "1 234 567", "1234567" },
	{ "1\u2009234", "1234" },
	{ "12.0", "12" },
	{ "１２", "12" },
	{ "9223372036854775807", "9223372036854775807" },
	{ "9223372036854775808", NULL },
	{ "-1", NULL },
	{ "12.5", NULL },
	{ "12,34", NULL },
	{ "1234,567", NULL },
	{ "-", NULL },
	{ "", NULL },
	{ "12a", NULL },
};

Test(integer, is_a_count_however_it_is_grouped)
{
	VALUES_HOLD(integer_rows, write_integer);
}

static bool write_number(struct span raw, char out[VALUE_ROOM])
{
	double value;

	if (!number_clean(raw, &value, NULL))
		return false;
	snprintf(out, VALUE_ROOM, "%g", value);
	return true;
}

static const struct value_row number_rows[] = {
	{ "3.5000", "3.5" }, { ".5", "0.5" }, { "1,234.5", "1234.5" },
	{ "1e3", "1000" },   { "12", "12" },  { "-3", NULL },
	{ "NaN", NULL },     { "inf", NULL }, { "1e999", NULL },
	{ ".", NULL },       { "", NULL },    { "1.2.3", NULL },
	{ "0x10", NULL },    { "e5", NULL },
};

Test(number, is_finite_and_not_negative)
{
	VALUES_HOLD(number_rows, write_number);
}

static bool write_boolean(struct span raw, char out[VALUE_ROOM])
{
	bool value;

	if (!boolean_clean(raw, &value, NULL))
		return false;
	snprintf(out, VALUE_ROOM, "%s", value ? "yes" : "no");
	return true;
}

static const struct value_row boolean_rows[] = {
	{ "False", "no" }, { "TRUE", "yes" }, { "1", "yes" },
	{ "0", "no" },     { "t", "yes" },    { " no ", "no" },
	{ "2", NULL },     { "", NULL },      { "maybe", NULL },
};

Test(boolean, is_told_by_a_word)
{
	VALUES_HOLD(boolean_rows, write_boolean);
}
