/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "paperd/format.h"
#include "paperd/scoped.h"

#define OUT_MAX ((size_t)1 << 20)

static void read_paper(const char *json, struct paper *paper)
{
	struct error err = { 0 };

	cr_assert_eq(paper_from_json(span_of(json), paper, &err), STATUS_OK,
		     "%s: %s", json, err.detail);
}

/* The keys of a comma list, and a score. */
static struct crossref_select select_of(const char *keys)
{
	struct crossref_select ret = { .score = 17.5 };
	struct span rest = span_of(keys), key;

	while (span_next(&rest, ',', &key))
		crossref_select_add(&ret, key);
	return ret;
}

#define DATE_PARTS(day) "{\"date-parts\":[[2020,2," day "]]"

/* What stands under the selected keys. */
static const struct {
	const char *name, *json, *keys, *want;
} rows[] = {
	{ "strings that are always there", "{\"title\":\"T\"}",
	  "DOI,type,URL,source,prefix,title,issued,score",
	  "{\"DOI\":\"\",\"type\":\"other\",\"URL\":\"\",\"source\":\"paperd\","
	  "\"prefix\":\"\",\"title\":[\"T\"],\"issued\":{\"date-parts\":"
	  "[[null]]},\"score\":17.5}" },
	{ "a DOI and its address", "{\"doi\":\"10.1000/a<b>\"}",
	  "DOI,URL,prefix,title",
	  "{\"DOI\":\"10.1000/a<b>\",\"URL\":"
	  "\"https://doi.org/10.1000/a%3Cb%3E\",\"prefix\":\"10.1000\","
	  "\"title\":[]}" },
	{ "keys that are not known", "{\"doi\":\"10.1000/a\"}",
	  "institution,DOI,,doi", "{\"DOI\":\"10.1000/a\"}" },
	{ "no key at all", "{\"doi\":\"10.1000/a\"}", "institution", "{}" },
	{ "no empty lists", "{\"doi\":\"10.1000/a\"}",
	  "ISSN,ISBN,author,editor,subject,license,funder,reference,update-to,"
	  "updated-by,relation,subtitle,container-title,resource,published,"
	  "created,deposited,indexed,abstract,language",
	  "{}" },
	{ "a subtitle", "{\"title\":\"A: b\",\"subtitle\":\"b\"}",
	  "title,subtitle", "{\"title\":[\"A\"],\"subtitle\":[\"b\"]}" },
	{ "a subtitle that is not at the end",
	  "{\"title\":\"A\",\"subtitle\":\"b\"}", "title,subtitle,paperd",
	  "{\"title\":[\"A\"],\"paperd\":{\"subtitle\":\"b\",\"type\":null,"
	  "\"url\":null}}" },
	{ "a short title beside the long one",
	  "{\"journal\":{\"title\":\"A B\",\"abbreviation\":\"A\",\"series\":"
	  "\"C\",\"issn\":[\"1365-246X\"]}}",
	  "container-title,short-container-title,ISSN",
	  "{\"container-title\":[\"A B\",\"C\"],\"short-container-title\":"
	  "[\"A\"],\"ISSN\":[\"1365-246X\"]}" },
	{ "no short title alone", "{\"journal\":{\"abbreviation\":\"A\"}}",
	  "container-title,short-container-title", "{}" },
	{ "people",
	  "{\"authors\":[{\"name\":\"A B\",\"given\":\"A\",\"family\":\"B\","
	  "\"orcid\":\"0000-0002-1825-0097\",\"affiliations\":[\"C\"]},"
	  "{\"name\":\"D\"}]}",
	  "author",
	  "{\"author\":[{\"given\":\"A\",\"family\":\"B\",\"sequence\":"
	  "\"first\",\"ORCID\":\"https://orcid.org/0000-0002-1825-0097\","
	  "\"authenticated-orcid\":false,\"affiliation\":[{\"name\":\"C\"}]},"
	  "{\"name\":\"D\",\"sequence\":\"additional\",\"affiliation\":[]}]}" },
	{ "an abstract", "{\"abstract\":\"a<b> \\\"c\\\" & d\\ne\"}",
	  "abstract", "{\"abstract\":\"a&lt;b&gt; \\\"c\\\" & d\\ne\"}" },
	{ "when it was loaded",
	  "{\"source\":{\"loaded\":\"2020-02-29T23:59:58Z\"}}",
	  "created,indexed",
	  "{\"created\":" DATE_PARTS(
		  "29") ",\"date-time\":"
			"\"2020-02-29T23:59:58Z\",\"timestamp\":1583020798000},"
			"\"indexed\":" DATE_PARTS(
				"29") ",\"date-time\":"
				      "\"2020-02-29T23:59:58Z\",\"timestamp\":1583020798000}}" },
	{ "dates", "{\"published\":\"2020-02\",\"year\":2020}",
	  "issued,published",
	  "{\"issued\":{\"date-parts\":[[2020,2]]},\"published\":"
	  "{\"date-parts\":[[2020,2]]}}" },
	{ "counts", "{\"citation_count\":0,\"reference_count\":3}",
	  "is-referenced-by-count,reference-count,references-count",
	  "{\"is-referenced-by-count\":0,\"reference-count\":3,"
	  "\"references-count\":3}" },
	{ "licences",
	  "{\"licenses\":[{\"id\":\"MIT\"},{\"id\":\"CC-BY-4.0\",\"url\":"
	  "\"https://a.b/\",\"version\":\"vor\"}]}",
	  "license",
	  "{\"license\":[{\"URL\":\"https://a.b/\",\"content-version\":\"vor\","
	  "\"delay-in-days\":0}]}" },
	{ "funders",
	  "{\"funders\":[{\"name\":\"A\",\"doi\":\"10.13039/1\",\"awards\":"
	  "[\"B\"]}]}",
	  "funder",
	  "{\"funder\":[{\"DOI\":\"10.13039/1\",\"name\":\"A\",\"award\":"
	  "[\"B\"]}]}" },
	{ "references",
	  "{\"references\":[{\"text\":\"A\"},{\"doi\":\"10.1000/b\",\"year\":"
	  "\"1999\"}]}",
	  "reference",
	  "{\"reference\":[{\"key\":\"ref1\",\"unstructured\":\"A\"},{\"key\":"
	  "\"ref2\",\"DOI\":\"10.1000/b\",\"year\":\"1999\"}]}" },
	{ "updates",
	  "{\"updates\":[{\"type\":\"expression_of_concern\",\"direction\":"
	  "\"by\",\"doi\":\"10.1000/b\",\"date\":\"2020-02-01\"},{\"direction\":"
	  "\"to\",\"doi\":\"10.1000/c\",\"date\":\"2020\"}]}",
	  "update-to,updated-by",
	  "{\"update-to\":[{\"updated\":{\"date-parts\":[[2020]]},\"DOI\":"
	  "\"10.1000/c\"}],\"updated-by\":[{\"updated\":" DATE_PARTS(
		  "1") ",\"date-time\":\"2020-02-01T00:00:00Z\",\"timestamp\":1580515200000},"
		       "\"DOI\":\"10.1000/b\",\"type\":\"expression_of_concern\",\"label\":"
		       "\"Expression of concern\"}]}" },
	{ "relations", "{\"ids\":{\"arxiv\":\"1706.03762\",\"s2\":\"x\"}}",
	  "relation",
	  "{\"relation\":{\"is-same-as\":[{\"id-type\":\"arxiv\",\"id\":"
	  "\"1706.03762\",\"asserted-by\":\"subject\"}]}}" },
	{ "where it leads to", "{\"url\":\"https://a.b/\"}", "resource,URL",
	  "{\"URL\":\"https://a.b/\",\"resource\":{\"primary\":{\"URL\":"
	  "\"https://a.b/\"}}}" },
	{ "nothing more than that it is ours",
	  "{\"doi\":\"10.1000/a\",\"url\":\"https://a.b/\",\"type\":\"book\","
	  "\"title\":\"T\",\"ids\":{\"pmid\":\"17\"}}",
	  "paperd", "{\"paperd\":{}}" },
	{ "what no key carries",
	  "{\"url\":\"https://a.b/\",\"type\":\"book\",\"year\":2020,"
	  "\"translations\":{\"de\":{\"title\":\"T\"}},\"journal\":{\"title\":"
	  "\"J\",\"impact_factor\":2.5},\"ids\":{\"s2\":\"x\"},"
	  "\"open_access\":true}",
	  "paperd",
	  "{\"paperd\":{\"translations\":{\"de\":{\"title\":\"T\"}},"
	  "\"journal\":{\"impact_factor\":2.5},\"open_access\":true,\"ids\":"
	  "{\"s2\":\"x\"},\"published\":null}}" },
};

Test(crossref, keys_hold)
{
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(paper_release) struct paper paper = { 0 };
		SCOPED(buf_release) struct buf out = buf_init(OUT_MAX);
		struct crossref_select select = select_of(rows[i].keys);

		read_paper(rows[i].json, &paper);
		crossref_work(&paper, &select, &out);
		cr_expect_str_eq(buf_text(&out), rows[i].want, "%s",
				 rows[i].name);
	}
}

/* Each key alone is what it is among all: none needs another. */
Test(crossref, each_key_stands_for_itself)
{
	SCOPED(paper_release) struct paper paper = { 0 };
	SCOPED(buf_release) struct buf all = buf_init(OUT_MAX);
	size_t len = 2;

	read_paper("{\"doi\":\"10.1000/a\",\"title\":\"A: b\",\"subtitle\":"
		   "\"b\",\"published\":\"2020\",\"source\":{\"name\":\"S\"}}",
		   &paper);
	crossref_work(&paper, NULL, &all);
	for (size_t i = 0; crossref_keys[i].name; i++) {
		SCOPED(buf_release) struct buf one = buf_init(OUT_MAX);
		struct crossref_select select = { UINT64_C(1) << i, 1.0 };

		crossref_work(&paper, &select, &one);
		if (one.len == 2)
			continue;
		cr_expect_not_null(
			memmem(all.data, all.len, one.data + 1, one.len - 2),
			"%s in %s", buf_text(&one), buf_text(&all));
		len += one.len - 2 + (len > 2);
	}
	cr_expect_eq(len, all.len);
}

Test(crossref, a_work_too_large_fails)
{
	SCOPED(paper_release) struct paper paper = { 0 };
	SCOPED(buf_release) struct buf out = buf_init(100);
	struct error err = { 0 };

	read_paper("{\"doi\":\"10.1000/a\",\"abstract\":\"a < b and a long "
		   "text beyond what there is room for in a hundred bytes of "
		   "it\"}",
		   &paper);
	crossref_work(&paper, NULL, &out);
	cr_expect_eq(buf_check(&out, &err), STATUS_NO_MEMORY);
}
