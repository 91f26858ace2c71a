/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "paperd/identifier.h"
#include "paperd/scoped.h"

static char *text(const char *value)
{
	return span_copy(span_of(value));
}

static const struct identifier_scheme *scheme_of(const char *name)
{
	const struct identifier_scheme *scheme = identifier_schemes;

	while (scheme->name && strcmp(scheme->name, name) != 0)
		scheme++;
	return scheme;
}

static const struct {
	const char *scheme, *value, *key; /* NULL: it is none */
} key_rows[] = {
	{ "pmid", "31393839", "pmid:31393839" },
	{ "pmid", "", NULL },
	{ "pmid", "313 93839", NULL },
	{ "pmcid", "PMC6687890", "pmcid:PMC6687890" },
	{ "pmcid", "PMC6687890.1", "pmcid:PMC6687890" },
	{ "pmcid", "pmc6687890", "pmcid:PMC6687890" },
	{ "pmcid", "PMC", NULL },
	{ "arxiv", "2101.00001", "arxiv:2101.00001" },
	{ "arxiv", "2101.00001v12", "arxiv:2101.00001" },
	{ "arxiv", "2101.00001V2", "arxiv:2101.00001" },
	{ "arxiv", "hep-th/9901001v3", "arxiv:hep-th/9901001" },
	{ "arxiv", "math.GT/0309136", "arxiv:math/0309136" },
	{ "arxiv", "math.GT/0309136v1", "arxiv:math/0309136" },
	{ "arxiv", "v1", NULL },
	{ "s2", "649DEF34F8BE52C8B66281AF98AE884C09AEF38B",
	  "s2:649def34f8be52c8b66281af98ae884c09aef38b" },
	{ "s2", "CorpusId:37220927", "s2:corpusid:37220927" },
	{ "s2", "\xC3\xA9", NULL },
	{ "isbn", "9780131103627", "isbn:9780131103627" },
	{ "isbn", "0131103628", "isbn:9780131103627" },
	{ "isbn", "080442957X", "isbn:9780804429573" },
	{ "isbn", "978013110362X", NULL },
	{ "isbn", "12345", NULL },
};

Test(identifier, has_one_form_as_a_key)
{
	for (size_t i = 0; i < ARRAY_COUNT(key_rows); i++) {
		SCOPED(buf_release)
		struct buf out = buf_init(IDENTIFIER_KEY_MAX);
		bool is = identifier_key(scheme_of(key_rows[i].scheme),
					 span_of(key_rows[i].value), &out);

		cr_expect_eq(is, key_rows[i].key != NULL, "%s %s",
			     key_rows[i].scheme, key_rows[i].value);
		cr_expect_str_eq(
			buf_text(&out), key_rows[i].key ? key_rows[i].key : "",
			"%s %s", key_rows[i].scheme, key_rows[i].value);
		cr_expect_not(out.failed);
	}
}

Test(identifier, is_its_own_form_and_a_valid_key)
{
	for (size_t i = 0; i < ARRAY_COUNT(key_rows); i++) {
		SCOPED(buf_release)
		struct buf out = buf_init(IDENTIFIER_KEY_MAX);
		struct span key = span_of(key_rows[i].key), value = key, name;

		if (!key_rows[i].key)
			continue;
		span_next(&value, ':', &name);
		cr_expect(identifier_key(scheme_of(key_rows[i].scheme), value,
					 &out));
		cr_expect_str_eq(buf_text(&out), key_rows[i].key);
		cr_expect(key_is_valid(key), "%s", key_rows[i].key);
		cr_expect_not(key_is_doi(key), "%s", key_rows[i].key);
	}
}

Test(identifier, of_more_than_so_many_bytes_is_none)
{
	SCOPED(buf_release) struct buf value = buf_init(1024);
	SCOPED(buf_release) struct buf out = buf_init(IDENTIFIER_KEY_MAX);

	for (int i = 0; i < IDENTIFIER_VALUE_MAX; i++)
		buf_add_char(&value, 'a');
	cr_expect(identifier_key(scheme_of("s2"), buf_span(&value), &out));
	cr_expect_not(out.failed);
	buf_clear(&out);
	buf_add_char(&value, 'a');
	cr_expect_not(identifier_key(scheme_of("s2"), buf_span(&value), &out));
	cr_expect_eq(out.len, 0);
}

Test(identifier, names_of_schemes_leave_room_for_the_longest_value)
{
	for (const struct identifier_scheme *s = identifier_schemes; s->name;
	     s++)
		cr_expect_leq(strlen(s->name) + 1,
			      IDENTIFIER_KEY_MAX - IDENTIFIER_VALUE_MAX, "%s",
			      s->name);
}

Test(identifier, other_texts_are_no_keys)
{
	static const char *const rows[] = {
		"",       "pmid:",    "pmid",       "pmid:1 2",
		"PMID:1", "colour:1", "10.1000/A",  "10.1000",
		"10.",    ":1",       "\xC3\xA9:1",
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++)
		cr_expect_not(key_is_valid(span_of(rows[i])), "\"%s\"",
			      rows[i]);
	cr_expect(key_is_valid(span_of("10.1000/a:b")));
}

static const struct {
	const char *doi, *type, *pmid, *pmcid, *arxiv, *s2, *isbn;
	const char *key, *others; /* by blanks */
} paper_rows[] = {
	{ .key = "", .others = "" },
	{ .doi = "10.1/a", .key = "10.1/a", .others = "" },
	{ .doi = "", .pmid = "1", .key = "pmid:1", .others = "pmid:1" },
	{ .doi = "10.1/a", .pmid = "1", .key = "10.1/a", .others = "pmid:1" },
	{ .type = "book",
	  .pmid = "1",
	  .pmcid = "PMC2",
	  .arxiv = "2101.00001v1",
	  .s2 = "AB",
	  .isbn = "0131103628",
	  .key = "pmid:1",
	  .others = "pmid:1 pmcid:PMC2 arxiv:2101.00001 s2:ab "
		    "isbn:9780131103627" },
	{ .s2 = "AB",
	  .arxiv = "2101.00001v1",
	  .key = "arxiv:2101.00001",
	  .others = "arxiv:2101.00001 s2:ab" },
	{ .pmid = "not one", .s2 = "ab", .key = "s2:ab", .others = "s2:ab" },
	{ .type = "book-chapter",
	  .isbn = "0131103628",
	  .key = "",
	  .others = "" },
	{ .isbn = "0131103628", .key = "", .others = "" },
	{ .type = "dissertation",
	  .isbn = "0131103628",
	  .key = "isbn:9780131103627",
	  .others = "isbn:9780131103627" },
};

static void paper_fill(struct paper *paper, size_t row)
{
	const struct {
		char **member;
		const char *value;
	} texts[] = {
		{ &paper->doi, paper_rows[row].doi },
		{ &paper->type, paper_rows[row].type },
		{ &paper->ids.pmid, paper_rows[row].pmid },
		{ &paper->ids.pmcid, paper_rows[row].pmcid },
		{ &paper->ids.arxiv, paper_rows[row].arxiv },
		{ &paper->ids.s2, paper_rows[row].s2 },
	};

	for (size_t i = 0; i < ARRAY_COUNT(texts); i++)
		if (texts[i].value)
			*texts[i].member = text(texts[i].value);
	/* both forms of one number are one identifier */
	if (paper_rows[row].isbn) {
		texts_take(&paper->ids.isbn, text("9780131103627"));
		texts_take(&paper->ids.isbn, text(paper_rows[row].isbn));
	}
}

Test(identifier, of_a_record_are_in_the_order_of_the_table)
{
	for (size_t i = 0; i < ARRAY_COUNT(paper_rows); i++) {
		SCOPED(paper_release) struct paper paper = { 0 };
		SCOPED(texts_release) struct texts list = { 0 };
		SCOPED(buf_release) struct buf key = buf_init(1024);
		SCOPED(buf_release) struct buf others = buf_init(1024);

		paper_fill(&paper, i);
		cr_expect_eq(paper_key(&paper, &key), *paper_rows[i].key != 0,
			     "row %zu", i);
		cr_assert(paper_identifiers(&paper, &list));
		for (size_t at = 0; at < list.count; at++) {
			buf_add_text(&others, at ? " " : "");
			buf_add_text(&others, list.items[at]);
		}
		cr_expect_str_eq(buf_text(&key), paper_rows[i].key, "row %zu",
				 i);
		cr_expect_str_eq(buf_text(&others), paper_rows[i].others,
				 "row %zu", i);
	}
}
