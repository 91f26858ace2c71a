/* SPDX-License-Identifier: MIT */
/*
 * What holds of every citation, whatever the record: over the real records that
 * may lie beside the worktree, in every style and locale.
 */
#include <criterion/criterion.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>

#include "paperd/dump.h"
#include "paperd/format.h"
#include "paperd/scoped.h"
#include "paperd/source.h"

#define RECORDS_MAX 4000 /* of one file */

/* "en" with every record, the others with some: they differ in terms alone. */
#define LOCALE_EVERY 7

static const char *const styles[] = { "apa", "ieee", "vancouver",
				      "chicago-author-date", "harvard" };
static const char *const locales[] = { "en-US", "de-DE", "fr-FR", "zh-CN" };

/* What must not stand in a citation, unless the record itself has it. */
static const char *const wrong[] = { "..", " ,", "()", "  ",  " ;",
				     ",,", "{",  "[]", ". .", ",." };

static size_t count_of(const char *text, const char *part)
{
	size_t ret = 0;

	while ((text = strstr(text, part))) {
		ret++;
		text++;
	}
	return ret;
}

/* The record's own texts, as they may come into a citation. */
static void own_texts(const struct paper *paper, struct buf *out)
{
	paper_to_json(paper, FIELD_SET_ALL, out);
}

static bool has_own_end(const struct paper *paper, const char *line)
{
	struct span text = span_of(line);
	struct span doi = span_of(paper->doi ? paper->doi : paper->url);

	if (paper->retracted == TRUTH_YES && text.at[text.len - 1] == ')')
		return true;
	return doi.len && text.len >= doi.len &&
	       memcmp(text.at + text.len - doi.len, doi.at, doi.len) == 0;
}

/* A period, or what stands for one, within quotation marks too. */
static bool ends_sentence(const char *line)
{
	static const char *const ends[] = { ".",  "?",  "!",  "…",  "。", "？",
					    "！", ".”", "?”", "!”", ".\"" };
	size_t len = strlen(line);

	for (size_t i = 0; i < ARRAY_COUNT(ends); i++)
		if (len >= strlen(ends[i]) &&
		    !strcmp(line + len - strlen(ends[i]), ends[i]))
			return true;
	return false;
}

static bool ends_well(const struct paper *paper, const char *line)
{
	const struct ids *ids = &paper->ids;

	if (!*line)
		return false;
	return ends_sentence(line) || has_own_end(paper, line) ||
	       (!paper->doi && !paper->url &&
		(ids->arxiv || ids->pmid || ids->pmcid));
}

static void check_line(const struct paper *paper, const char *line,
		       const char *name)
{
	SCOPED(buf_release) struct buf own = buf_init(64 << 20);

	own_texts(paper, &own);
	cr_expect(ends_well(paper, line), "%s: the end of %s", name, line);
	for (size_t i = 0; i < ARRAY_COUNT(wrong); i++)
		cr_expect(!strstr(line, wrong[i]) ||
				  count_of(buf_text(&own), wrong[i]) > 0,
			  "%s: \"%s\" in %s", name, wrong[i], line);
	for (const char *at = line; *at; at++)
		if ((unsigned char)*at < ' ' || *at == 0x7F)
			cr_assert_fail("%s: a control character in %s", name,
				       line);
	cr_expect_eq(utf8_valid_length(span_of(line)), strlen(line), "%s: %s",
		     name, line);
}

static void check(const struct paper *paper, const char *style,
		  const char *locale)
{
	SCOPED(buf_release) struct buf out = buf_init(16 << 20);
	struct format_run run = {
		.options.style = citation_style(span_of(style)),
		.options.locale = citation_locale(span_of(locale)),
	};

	format_record(format_of((struct span)SPAN("citation")), &run, paper,
		      &out);
	cr_assert(!out.failed && out.len > 1);
	cr_assert_eq(out.data[out.len - 1], '\n');
	buf_cut(&out, out.len - 1);
	check_line(paper, buf_text(&out), style);
}

static void check_all(const struct paper *paper, size_t number)
{
	size_t count = number % LOCALE_EVERY ? 1 : ARRAY_COUNT(locales);

	for (size_t i = 0; i < ARRAY_COUNT(styles); i++)
		for (size_t k = 0; k < count; k++)
			check(paper, styles[i], locales[k]);
}

static void close_dump(struct dump **dump)
{
	dump_close(*dump);
}

/* How many records of the file were written. */
static size_t check_file(const char *path)
{
	SCOPED(close_dump) struct dump *dump = NULL;
	struct dump_item item = { 0 };
	struct error err = { 0 };
	size_t ret = 0;

	if (dump_open(path, (size_t)16 << 20, &dump, &err) != STATUS_OK)
		return 0;
	while (ret < RECORDS_MAX && dump_next(dump, &item, &err) == STATUS_OK &&
	       item.kind != DUMP_END) {
		SCOPED(paper_release) struct paper paper = { 0 };

		if (item.kind == DUMP_OBJECT &&
		    source_read(item.raw, &paper, NULL, &err) == STATUS_OK)
			check_all(&paper, ret++);
	}
	return ret;
}

Test(citation_real, has_its_form_for_every_record)
{
	static const char *const patterns[] = {
		"crossref/*.gz", "crossref/work/*", "csl/*",    "datacite/*/*",
		"openalex/*",    "s2/*/*",          "pubmed/*", "bibtex/*",
		"ris/*",         "europepmc/*",     "bulk*.gz",
	};
	const char *shared = getenv("TEST_SHARED");
	size_t count = 0;

	for (size_t i = 0; i < ARRAY_COUNT(patterns); i++) {
		char pattern[4096];
		glob_t found = { 0 };

		snprintf(pattern, sizeof(pattern), "%s/data/%s",
			 shared ? shared : PAPERD_SOURCE_DIR "/../shared",
			 patterns[i]);
		glob(pattern, 0, NULL, &found);
		for (size_t k = 0; k < found.gl_pathc; k++)
			count += check_file(found.gl_pathv[k]);
		globfree(&found);
	}
	if (!count)
		cr_skip("no real records beside the worktree");
	cr_expect_gt(count, 1000, "%zu records", count);
}
