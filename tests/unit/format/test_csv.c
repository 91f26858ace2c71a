/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "paperd/format.h"
#include "paperd/scoped.h"

#define OUT_MAX (1 << 20)

static field_set fields_of(const char *fields)
{
	struct error err = { 0 };
	field_set set = FIELD_SET_ALL;

	if (fields)
		cr_assert_eq(field_set_parse(span_of(fields), &set, &err),
			     STATUS_OK, "%s", err.detail);
	return set;
}

static const struct format *csv(void)
{
	return format_of((struct span)SPAN("csv"));
}

/* Appends the header line of these fields, and the columns it has. */
static uint64_t begin(const char *fields, struct buf *out)
{
	struct format_run run = { .options.fields = fields_of(fields) };

	format_begin(csv(), &run, out);
	return run.columns;
}

static uint64_t columns_of(const char *fields)
{
	SCOPED(buf_release) struct buf out = buf_init(OUT_MAX);

	return begin(fields, &out);
}

static void write_paper(const struct paper *paper, const char *fields,
			struct buf *out)
{
	struct format_run run = { .columns = columns_of(fields) };

	format_record(csv(), &run, paper, out);
}

static void write_json(const char *json, const char *fields, struct buf *out)
{
	SCOPED(paper_release) struct paper paper = { 0 };
	struct error err = { 0 };

	cr_assert_eq(paper_from_json(span_of(json), &paper, &err), STATUS_OK,
		     "%s: %s", json, err.detail);
	write_paper(&paper, fields, out);
}

Test(csv, has_a_header_line)
{
	static const struct {
		const char *fields, *want;
	} rows[] = {
		{ NULL, "doi,title,authors,journal,year,published,type,volume,"
			"issue,pages,publisher,language,issn,citation_count,"
			"open_access,abstract,url\r\n" },
		{ "doi", "doi\r\n" },
		{ "year,title,doi", "doi,title,year\r\n" },
		{ "ids", "pmid,pmcid,arxiv,s2,isbn\r\n" },
		{ "journal", "journal,issn,journal_abbreviation,series,"
			     "journal_description,impact_factor,jcr_quartile,"
			     "jcr_category,cas_zone,cas_category\r\n" },
		{ "source,sources",
		  "source,source_format,source_file,source_line,source_url,"
		  "sources\r\n" },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(buf_release) struct buf out = buf_init(OUT_MAX);

		begin(rows[i].fields, &out);
		cr_expect_str_eq(buf_text(&out), rows[i].want, "%s: %s",
				 rows[i].fields, buf_text(&out));
	}
}

static const struct row {
	const char *name, *fields, *json, *want;
} records[] = {
	{ "nothing known", NULL, "{}", ",,,,,,,,,,,,,,,,\r\n" },
	{ "what most want", NULL,
	  "{\"doi\":\"10.1000/1\",\"url\":\"https://doi.org/10.1000/1\","
	  "\"type\":\"journal-article\",\"title\":\"T\",\"language\":\"en\","
	  "\"authors\":[{\"name\":\"Ada B. Chi\",\"given\":\"Ada B.\","
	  "\"family\":\"Chi\"}],\"abstract\":\"A\",\"published\":\"2019-02\","
	  "\"year\":2019,\"journal\":{\"title\":\"J\",\"issn\":[\"1234-5679\","
	  "\"2049-3630\"]},\"volume\":\"4\",\"issue\":\"2\",\"pages\":\"1-9\","
	  "\"publisher\":\"P\",\"open_access\":false,\"citation_count\":0}",
	  "10.1000/1,T,\"Chi, Ada B.\",J,2019,2019-02,journal-article,4,2,1-9,"
	  "P,en,1234-5679; 2049-3630,0,false,A,https://doi.org/10.1000/1\r\n" },
	{ "a comma", "title", "{\"title\":\"a, b\"}", "\"a, b\"\r\n" },
	{ "quotes", "title", "{\"title\":\"\\\"a\\\" \\\"\\\"\"}",
	  "\"\"\"a\"\" \"\"\"\"\"\r\n" },
	{ "line breaks", "abstract", "{\"abstract\":\"one\\ntwo\"}",
	  "\"one\ntwo\"\r\n" },
	{ "no ASCII", "title", "{\"title\":\"维生素D — é\"}",
	  "维生素D — é\r\n" },
	{ "what a spreadsheet would run", "title,volume",
	  "{\"title\":\"=1+1\",\"volume\":\"-2\"}", "=1+1,-2\r\n" },
	{ "an empty line is no record", "subtitle", "{}", "\"\"\r\n" },
	{ "two empty cells", "subtitle,copyright", "{}", ",\r\n" },
	{ "authors", "authors",
	  "{\"authors\":[{\"name\":\"A B Jr.\",\"given\":\"A\",\"family\":\"B\","
	  "\"suffix\":\"Jr.\"},{\"name\":\"The Group\"},{\"name\":\"Plato\","
	  "\"family\":\"Plato\"}]}",
	  "\"B, A, Jr.; The Group; Plato\"\r\n" },
	{ "translations", "translations",
	  "{\"translations\":{\"zh\":{\"title\":\"题\",\"abstract\":\"摘\"},"
	  "\"de\":{\"title\":\"T\"}}}",
	  "zh: 题; de: T,zh: 摘\r\n" },
	{ "numbers", "journal",
	  "{\"journal\":{\"impact_factor\":3.5,\"cas_zone\":4}}",
	  ",,,,,3.5,,,4,\r\n" },
	{ "truths", "open_access,retracted",
	  "{\"open_access\":true,\"retracted\":true}", "true,true\r\n" },
	{ "identifiers", "ids",
	  "{\"ids\":{\"pmid\":\"1\",\"isbn\":[\"9780306406157\",\"x\"]}}",
	  "1,,,,9780306406157; x\r\n" },
	{ "lists of objects", "licenses,funders,references,updates",
	  "{\"licenses\":[{\"id\":\"CC-BY-4.0\",\"url\":\"u\"},{\"url\":\"v\"}],"
	  "\"funders\":[{\"name\":\"F\"},{\"doi\":\"10.13039/1\"}],"
	  "\"references\":[{\"doi\":\"10.1000/2\",\"text\":\"t\"},"
	  "{\"text\":\"u\"},{\"title\":\"v\"},{\"year\":\"1\"}],"
	  "\"updates\":[{\"type\":\"correction\",\"direction\":\"to\","
	  "\"doi\":\"10.1000/3\"},{}]}",
	  "CC-BY-4.0; v,F; 10.13039/1,10.1000/2; u; v,"
	  "correction to 10.1000/3; update\r\n" },
	{ "sources", "source,sources",
	  "{\"source\":{\"name\":\"S\",\"format\":\"csl\",\"file\":\"f\","
	  "\"line\":7},\"sources\":[{\"name\":\"S\"},{\"format\":\"ris\"}]}",
	  "S,csl,f,7,,S; ris\r\n" },
};

Test(csv, has_a_line_for_a_record)
{
	for (size_t i = 0; i < ARRAY_COUNT(records); i++) {
		const struct row *row = &records[i];
		SCOPED(buf_release) struct buf out = buf_init(OUT_MAX);

		write_json(row->json, row->fields, &out);
		cr_expect_str_eq(buf_text(&out), row->want, "%s: %s", row->name,
				 buf_text(&out));
	}
}

Test(csv, has_a_column_for_every_field)
{
	for (const struct field *field = paper_fields; field->name; field++)
		cr_expect(columns_of(field->name), "%s", field->name);
}

/* Columns of two fields are those of the one and those of the other. */
Test(csv, has_each_column_for_one_field_only)
{
	uint64_t seen = 0;

	for (const struct field *field = paper_fields; field->name; field++) {
		uint64_t own = columns_of(field->name);

		cr_expect_eq(seen & own, 0, "%s", field->name);
		seen |= own;
	}
	cr_expect_eq(seen & columns_of(NULL), columns_of(NULL));
}

/* Reads a cell as RFC 4180 has it and moves *at to what ends it. */
static void read_cell(const char **at, struct buf *out)
{
	bool quoted = **at == '"';

	*at += quoted;
	for (; **at && (quoted || !strchr(",\r", **at)); (*at)++) {
		if (quoted && **at == '"' && *++*at != '"')
			return;
		buf_add_char(out, **at);
	}
}

Test(csv, comes_back_as_it_went_in)
{
	static const char bytes[] = ",\"\r\n;=a \t'";
	unsigned random = 1;

	for (size_t n = 0; n < 20000; n++) {
		SCOPED(buf_release) struct buf out = buf_init(OUT_MAX);
		SCOPED(buf_release) struct buf cell = buf_init(OUT_MAX);
		char title[12] = "", volume[] = "v";
		struct paper paper = { .title = title, .volume = volume };
		const char *at;

		for (size_t i = 0; i < n % sizeof(title); i++) {
			random = random * 1103515245 + 12345;
			title[i] = bytes[(random >> 16) % (sizeof(bytes) - 1)];
		}
		write_paper(&paper, "title,volume", &out);
		at = buf_text(&out);
		read_cell(&at, &cell);
		cr_assert_str_eq(buf_text(&cell), title, "%s", buf_text(&out));
		cr_assert_str_eq(at, ",v\r\n", "%s", buf_text(&out));
	}
}

Test(csv, fails_where_there_is_no_room)
{
	SCOPED(buf_release) struct buf out = buf_init(10);
	struct error err = { 0 };

	write_json("{\"title\":\"longer than the room\"}", "title", &out);
	cr_expect_eq(buf_check(&out, &err), STATUS_NO_MEMORY);
}
