/* SPDX-License-Identifier: MIT */
/*
 * paperd's own JSON, whole and beside a record in another form: nothing of it
 * is taken on trust.
 */
#include <criterion/criterion.h>

#include "paperd/scoped.h"
#include "paperd/source.h"
#include "test_source.h"

#define SOURCE "\"source\":{\"name\":\"Crossref\",\"format\":\"crossref\"}"

static const struct source_row records[] = {
	{ "a record of ours", "doi,title,authors,year",
	  "{\"doi\":\"10.1000/a\",\"title\":\"A title\",\"authors\":[{\"name\":"
	  "\"Ada Hill\",\"given\":\"Ada\",\"family\":\"Hill\"},{\"name\":"
	  "\"Hill and Dale\"}],\"published\":\"2020\",\"year\":2020," SOURCE
	  "}",
	  "{\"doi\":\"10.1000/a\",\"title\":\"A title\",\"authors\":[{\"name\":"
	  "\"Ada Hill\",\"given\":\"Ada\",\"family\":\"Hill\"},{\"name\":"
	  "\"Hill and Dale\"}],\"year\":2020}" },
	{ "some fields of one", "doi,title,year",
	  "{\"doi\":\"10.1000/a\",\"title\":\"A title\",\"year\":2020}",
	  "{\"doi\":\"10.1000/a\",\"title\":\"A title\",\"year\":2020}" },
	{ "texts that are not clean", "title,publisher,abstract",
	  "{\"doi\":\"10.1000/a\",\"title\":\"<i>A</i> &amp; b\",\"publisher\":"
	  "\"A &lt;b&gt;c\\u0007\",\"abstract\":\"<jats:p>Text.</jats:p>\"," SOURCE
	  "}",
	  "{\"title\":\"A & b\",\"abstract\":\"Text.\",\"publisher\":\"A c\"}" },
	{ "values that are none",
	  "type,language,published,year,journal,ids,licenses,updates,pages",
	  "{\"doi\":\"10.1000/a\",\"title\":\"T\",\"type\":\"<b>\","
	  "\"language\":\"xxxx\",\"published\":\"soon\",\"year\":18,"
	  "\"journal\":{\"issn\":[\"1234-5678\"],\"cas_zone\":9,"
	  "\"impact_factor\":-1,\"jcr_quartile\":[]},\"ids\":{\"pmid\":\"x\","
	  "\"arxiv\":7,\"isbn\":[\"1\"]},\"licenses\":[{},7,{\"id\":\"n/a\"}],"
	  "\"updates\":[{\"doi\":\"10.1000/b\",\"direction\":\"up\"},{"
	  "\"direction\":\"to\",\"doi\":\"b\"}]," SOURCE "}",
	  "{\"type\":\"other\"}" },
	{ "values of another type",
	  "title,authors,journal,keywords,references,translations,open_access",
	  "{\"doi\":\"10.1000/a\",\"title\":[\"T\"],\"authors\":{},\"journal\":"
	  "\"J\",\"keywords\":7,\"references\":[1,\"a\",{}],\"translations\":["
	  "{\"title\":\"a\"}],\"open_access\":[]," SOURCE "}",
	  "{\"title\":\"T\",\"keywords\":[\"7\"]}" },
	{ "a language that is none", "translations",
	  "{\"doi\":\"10.1000/a\",\"title\":\"T\",\"translations\":{\"<i>\":{"
	  "\"title\":\"<b>a</b>\"},\"DE\":{\"title\":\"b\"},\"fr\":{}}," SOURCE
	  "}",
	  "{\"translations\":{\"und\":{\"title\":\"a\"},\"de\":{\"title\":"
	  "\"b\"}}}" },
};

Test(native, records)
{
	source_check(records, ARRAY_COUNT(records));
}

#define WORK(paperd)                                                      \
	"{\"DOI\":\"10.1000/a\",\"type\":\"journal-article\",\"title\":[" \
	"\"A title\"],\"container-title\":[\"J\"],\"publisher\":\"P\","   \
	"\"paperd\":" paperd "}"

static const struct source_row works[] = {
	{ "facts take the place of others",
	  "type,journal,publisher,open_access",
	  WORK("{\"type\":\"book\",\"journal\":{\"description\":\"D\"},"
	       "\"open_access\":true}"),
	  "{\"type\":\"book\",\"journal\":{\"title\":\"J\",\"description\":"
	  "\"D\"},\"publisher\":\"P\",\"open_access\":true}" },
	{ "null empties", "type,journal,publisher",
	  WORK("{\"type\":null,\"publisher\":null,\"journal\":{\"title\":null,"
	       "\"series\":\"S\"}}"),
	  "{\"journal\":{\"series\":\"S\"}}" },
	{ "what is no value leaves all as it is", "type,journal,publisher",
	  WORK("{\"type\":7,\"publisher\":\"n/a\",\"journal\":[],\"other\":1,"
	       "\"year\":\"x\"}"),
	  "{\"type\":\"journal-article\",\"journal\":{\"title\":\"J\"},"
	  "\"publisher\":\"P\"}" },
	{ "not the key and not the source", "doi,sources",
	  WORK("{\"doi\":\"10.1000/b\",\"source\":{\"name\":\"x\"},\"sources\":"
	       "[{\"name\":\"y\"}]}"),
	  "{\"doi\":\"10.1000/a\"}" },
	{ "clean only", "subtitle,translations,copyright",
	  WORK("{\"subtitle\":\"<b>s</b>\",\"copyright\":\"&copy; <i>x</i>\","
	       "\"translations\":{\"de\":{\"title\":\"&lt;i&gt;t\"}}}"),
	  "{\"subtitle\":\"s\",\"translations\":{\"de\":{\"title\":\"t\"}},"
	  "\"copyright\":\"© x\"}" },
	{ "a member twice", "publisher",
	  WORK("{\"publisher\":\"Q\",\"publisher\":\"R\"}"),
	  "{\"publisher\":\"P\"}" },
	{ "no object, no word of ours", "retracted,publisher",
	  "{\"DOI\":\"10.1000/a\",\"title\":[\"RETRACTED: A title\"],"
	  "\"paperd\":[{\"publisher\":\"Q\"}]}",
	  "{\"retracted\":true}" },
	{ "nothing is guessed from ours", "retracted,language,authors",
	  "{\"DOI\":\"10.1000/a\",\"title\":[\"RETRACTED: 深層学習の研究\"],"
	  "\"source\":\"BibTeX\",\"author\":[{\"name\":\"Cher\"}],\"paperd\":"
	  "{}}",
	  "{\"authors\":[{\"name\":\"Cher\"}]}" },
	{ "in CSL", "title,type,retracted,journal",
	  "{\"id\":\"x\",\"DOI\":\"10.1000/a\",\"type\":\"book\",\"custom\":"
	  "{\"paperd\":{\"type\":\"monograph\",\"retracted\":true,\"journal\":"
	  "{\"series\":\"<b>S</b>\"}}}}",
	  "{\"type\":\"monograph\",\"journal\":{\"series\":\"S\"},"
	  "\"retracted\":true}" },
};

Test(native, facts_beside_a_work)
{
	source_check(works, ARRAY_COUNT(works));
}

Test(native, is_told_from_others)
{
	static const struct {
		const char *json, *format; /* NULL: no known shape */
	} rows[] = {
		{ "{\"doi\":\"10.1000/a\",\"title\":\"T\"}", "native" },
		{ "{\"ids\":{\"pmid\":\"17\"},\"title\":\"T\"}", "native" },
		{ "{\"doi\":\"10.1000/a\",\"title\":\"T\",\"score\":1," SOURCE
		  "}",
		  "native" },
		{ "{\"doi\":\"10.1000/a\",\"title\":\"T\",\"score\":1}", NULL },
		{ "{\"DOI\":\"10.1000/a\",\"title\":[\"T\"]}", "crossref" },
		{ "{\"doi\":\"10.1000/a\"}", NULL },
		{ "{\"DOI\":\"10.1000/a\",\"custom\":{\"paperd\":{}}}", "csl" },
		{ "{\"paperId\":\"a\",\"title\":\"T\",\"externalIds\":{\"DOI\":"
		  "\"10.1000/a\"}}",
		  "s2" },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(paper_release) struct paper paper = { 0 };
		struct error err = { 0 };
		enum status status = source_read(span_of(rows[i].json), &paper,
						 NULL, &err);

		cr_expect_eq(status,
			     rows[i].format ? STATUS_OK : STATUS_INVALID_BODY,
			     "%s: %s", rows[i].json, err.detail);
		if (status == STATUS_OK && rows[i].format)
			cr_expect_str_eq(paper.source.format, rows[i].format,
					 "%s", rows[i].json);
	}
}
