/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "paperd/scoped.h"
#include "paperd/source.h"
#include "test_source.h"

#define RECORD(members) "{\"doi\":\"10.1234/X\",\"PeriodicalId\":1," members "}"

static const struct source_row language_rows[] = {
	{ "a Chinese translation outside", "title,language,translations",
	  RECORD("\"title\":\"猫的历史\","
		 "\"resultStr\":\"{\\\"title\\\":\\\"On cats.\\\"}\""),
	  "{\"title\":\"On cats.\",\"language\":\"en\","
	  "\"translations\":{\"zh\":{\"title\":\"猫的历史\"}}}" },
	{ "a Chinese translation in its own member",
	  "title,language,translations",
	  RECORD("\"title\":\"On cats\",\"TitleCN\":\"猫的历史\","
		 "\"abstract\":\"They sleep.\","
		 "\"AbstractTextCN\":\"它们睡觉。\""),
	  "{\"title\":\"On cats\",\"language\":\"en\","
	  "\"translations\":{\"zh\":{\"title\":\"猫的历史\","
	  "\"abstract\":\"它们睡觉。\"}}}" },
	{ "a Latin title alone tells no language",
	  "title,language,translations",
	  RECORD("\"title\":\"On cats\",\"resultStr\":null"),
	  "{\"title\":\"On cats\"}" },
	{ "a Chinese title alone", "title,language,translations",
	  RECORD("\"title\":\"猫的历史\",\"TitleCN\":\"猫的历史\""),
	  "{\"title\":\"猫的历史\",\"language\":\"zh\"}" },
	{ "a Chinese original with an English title outside",
	  "title,language,translations",
	  RECORD("\"title\":\"On cats\","
		 "\"resultStr\":\"{\\\"title\\\":\\\"猫的历史\\\"}\""),
	  "{\"title\":\"猫的历史\",\"language\":\"zh\","
	  "\"translations\":{\"en\":{\"title\":\"On cats\"}}}" },
	{ "a translated abstract outside", "translations,abstract",
	  RECORD("\"title\":\"猫的历史\",\"abstract\":\"它们睡觉。\","
		 "\"resultStr\":\"{\\\"title\\\":\\\"On cats\\\","
		 "\\\"abstract\\\":\\\"They sleep.\\\"}\""),
	  "{\"translations\":{\"zh\":{\"title\":\"猫的历史\","
	  "\"abstract\":\"它们睡觉。\"}},\"abstract\":\"They sleep.\"}" },
	{ "a translated abstract without its original", "translations,abstract",
	  RECORD("\"title\":\"猫的历史\",\"abstract\":\"它们睡觉。\","
		 "\"resultStr\":\"{\\\"title\\\":\\\"On cats\\\"}\""),
	  "{\"translations\":{\"zh\":{\"title\":\"猫的历史\","
	  "\"abstract\":\"它们睡觉。\"}}}" },
	{ "the inner abstract is the original", "translations,abstract",
	  RECORD("\"title\":\"On cats\",\"abstract\":\"They sleep a lot.\","
		 "\"resultStr\":\"{\\\"title\\\":\\\"On cats\\\","
		 "\\\"abstract\\\":\\\"They sleep.\\\"}\""),
	  "{\"abstract\":\"They sleep.\"}" },
	{ "an inner record that is no JSON", "title",
	  RECORD("\"title\":\"On cats\",\"resultStr\":\"{\\\"title\\\"\""),
	  "{\"title\":\"On cats\"}" },
	{ "an inner record that is an object", "title",
	  RECORD("\"title\":\"猫\",\"resultStr\":{\"title\":\"On cats\"}"),
	  "{\"title\":\"On cats\"}" },
};

Test(source_aggregator, takes_the_original_language)
{
	source_check(language_rows, ARRAY_COUNT(language_rows));
}

static const struct source_row fact_rows[] = {
	{ "zero is known, the empty text is not",
	  "open_access,citation_count,journal",
	  RECORD("\"citationCount\":\"0\",\"isOpenAccess\":false,"
		 "\"PeriodicalIF\":\"\",\"RegionNum\":0"),
	  "{\"open_access\":false,\"citation_count\":0}" },
	{ "nothing is known", "doi,open_access,citation_count,journal",
	  RECORD("\"citationCount\":\"\",\"isOpenAccess\":null,"
		 "\"journal\":null"),
	  "{\"doi\":\"10.1234/x\"}" },
	{ "the inner record fills what the outer lacks",
	  "citation_count,volume,issue,pages,published",
	  RECORD("\"citationCount\":\"\",\"journal\":{\"volume\":\"7\"},"
		 "\"resultStr\":\"{\\\"citationCount\\\":5,\\\"journal\\\":"
		 "{\\\"volume\\\":\\\"42 11\\\",\\\"pages\\\":\\\"499\\\"},"
		 "\\\"publicationDate\\\":\\\"2025-09\\\"}\""),
	  "{\"published\":\"2025-09\",\"volume\":\"7\",\"pages\":\"499\","
	  "\"citation_count\":5}" },
	{ "volume and issue in one", "volume,issue",
	  RECORD("\"journal\":{\"volume\":\"42 11\"}"),
	  "{\"volume\":\"42\",\"issue\":\"11\"}" },
	{ "measures of the journal", "journal",
	  RECORD("\"PeriodicalName\":\"Cats\",\"PeriodicalIF\":3.5000,"
		 "\"JCR\":\"Q2\",\"JCRName\":\"ZOOLOGY\",\"RegionNum\":4,"
		 "\"RegionCategory\":\"医学\""),
	  "{\"journal\":{\"title\":\"Cats\",\"impact_factor\":3.5,"
	  "\"jcr_quartile\":\"Q2\",\"jcr_category\":\"ZOOLOGY\","
	  "\"cas_zone\":4,\"cas_category\":\"医学\"}}" },
	{ "platform and identifiers", "ids,source",
	  RECORD("\"platform\":\"Semanticscholar\",\"paperid\":\"0a1b\","
		 "\"PMCID\":\"PMC12\""),
	  "{\"ids\":{\"pmcid\":\"PMC12\",\"s2\":\"0a1b\"},"
	  "\"source\":{\"name\":\"Semanticscholar\","
	  "\"format\":\"aggregator\"}}" },
	{ "another platform's identifier is not Semantic Scholar's", "ids,doi",
	  RECORD("\"platform\":\"PubMed\",\"paperid\":\"0a1b\""),
	  "{\"doi\":\"10.1234/x\"}" },
	{ "authors in one text, keywords, type", "type,authors,keywords",
	  RECORD("\"authors\":\"Ada Byron, Vincent van Gogh\","
		 "\"fieldsOfStudy\":[\"Art\"],"
		 "\"publicationTypes\":\"Journal Article\""),
	  "{\"type\":\"journal-article\",\"authors\":[{\"name\":\"Ada Byron\","
	  "\"given\":\"Ada\",\"family\":\"Byron\"},{\"name\":"
	  "\"Vincent van Gogh\",\"given\":\"Vincent\","
	  "\"family\":\"van Gogh\"}],\"keywords\":[\"Art\"]}" },
	{ "the DOI from its address", "doi",
	  "{\"doi\":null,\"PeriodicalId\":1,"
	  "\"url\":\"https://a.org/10.9999/x\","
	  "\"ListUrlMain\":\"https://doi.org/10.1234/X\"}",
	  "{\"doi\":\"10.1234/x\"}" },
	{ "the journal's introduction", "journal",
	  RECORD("\"title\":\"A\"") "\nA\nB\n期刊介绍:\nOne.\nTwo.\n",
	  "{\"journal\":{\"description\":\"One. Two.\"}}" },
	{ "on the heading's line", "journal",
	  RECORD("\"title\":\"A\"") "\r\n期刊介绍：One.\r\n",
	  "{\"journal\":{\"description\":\"One.\"}}" },
	{ "a heading with nothing under it", "doi,journal",
	  RECORD("\"title\":\"A\"") "\nA\n期刊介绍:\n",
	  "{\"doi\":\"10.1234/x\"}" },
	{ "no heading", "doi,journal", RECORD("\"title\":\"A\"") "\nA\nB\n",
	  "{\"doi\":\"10.1234/x\"}" },
};

Test(source_aggregator, reads_facts)
{
	source_check(fact_rows, ARRAY_COUNT(fact_rows));
}

/* ---- the seed ---- */

static FILE *open_shared(const char *name)
{
	const char *shared = getenv("TEST_SHARED");
	char path[4096];

	snprintf(path, sizeof(path), "%s/%s",
		 shared ? shared : PAPERD_SOURCE_DIR "/../shared", name);
	return fopen(path, "rb");
}

/* The n-th line of text, from 1. */
static struct span line_of(struct span text, int n)
{
	struct span line = { 0 };

	for (int i = 0; i < n; i++)
		cr_assert(span_next(&text, '\n', &line));
	return line;
}

Test(source_aggregator, cleans_the_seed_to_the_letter)
{
	FILE *file = open_shared("data/seed.txt");
	SCOPED(paper_release) struct paper paper = { 0 };
	struct error err = { 0 };
	char bytes[65536];
	struct span seed = { bytes, 0 };

	if (!file)
		cr_skip("no seed here");
	seed.len = fread(bytes, 1, sizeof(bytes), file);
	fclose(file);
	cr_assert_eq(source_read(seed, &paper, NULL, &err), STATUS_OK, "%s",
		     err.detail);
	cr_expect(span_is(line_of(seed, 2), paper.title), "%s", paper.title);
	cr_expect(span_is(line_of(seed, 3), paper.abstract), "%s",
		  paper.abstract);
	cr_expect(span_is(line_of(seed, 5), paper.journal.description), "%s",
		  paper.journal.description);
	cr_expect_str_eq(paper.language, "en");
	cr_expect_str_eq(paper.volume, "42");
	cr_expect_str_eq(paper.issue, "11");
	cr_expect_eq(paper.authors.count, 7);
	cr_expect_eq(paper.translations.count, 1);
}
