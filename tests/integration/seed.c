/* SPDX-License-Identifier: MIT */
/* The seed record, from its file to every way of asking for it. */
#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <stdio.h>

#include "client.h"

#define SEED_DOI "10.1007/s12032-025-03052-1"

/* A daemon with the seed loaded, and the seed's lines. */
struct seeded {
	struct daemon daemon;
	struct buf text;
	struct span title, abstract, description;
};

static void seeded_release(struct seeded *seeded)
{
	daemon_release(&seeded->daemon);
	buf_release(&seeded->text);
}

/* Lines two and three are title and abstract; the journal's introduction
 * follows its heading. */
static void seeded_start(struct seeded *ret)
{
	const char *path = shared_path("data/seed.txt");
	struct span rest, line;

	*ret = (struct seeded){ .text = buf_init(1 << 20) };
	if (!path)
		cr_skip("the seed is not here");
	file_read(path, &ret->text);
	rest = buf_span(&ret->text);
	cr_assert(span_next(&rest, '\n', &line));
	cr_assert(span_next(&rest, '\n', &ret->title));
	cr_assert(span_next(&rest, '\n', &ret->abstract));
	cr_assert(span_next(&rest, '\n', &line));
	cr_assert(span_is(line, "期刊介绍:"));
	cr_assert(span_next(&rest, '\n', &ret->description));
	daemon_serve(&ret->daemon, "seed.txt", buf_span(&ret->text));
}

static void expect_text(const cJSON *record, const char *path, struct span want)
{
	cr_expect(span_is(want, json_text_at(record, path)), "%s: \"%s\"", path,
		  json_text_at(record, path));
}

Test(seed, is_served_under_every_spelling_of_its_doi)
{
	static const char *const spellings[] = {
		"10.1007/s12032-025-03052-1",
		"10.1007/S12032-025-03052-1",
		"10.1007%2Fs12032-025-03052-1",
		"10.1007%252Fs12032-025-03052-1",
		"doi:10.1007/s12032-025-03052-1",
		"DOI:%2010.1007/s12032-025-03052-1",
		"https://doi.org/10.1007/s12032-025-03052-1",
		"https:/doi.org/10.1007/s12032-025-03052-1",
		"http://dx.doi.org/10.1007/s12032-025-03052-1",
		"https%3A%2F%2Fwww.doi.org%2F10.1007%2Fs12032-025-03052-1",
		"info:doi/10.1007/s12032-025-03052-1",
		"urn:doi:10.1007/s12032-025-03052-1",
		"%2210.1007/s12032-025-03052-1%22",
		"(10.1007/s12032-025-03052-1)",
		"10.1007/s12032-025-03052-1.",
		"10.1007/s12032-025-03052-1/",
	};
	SCOPED(seeded_release) struct seeded seeded;
	char path[300], tag[100] = "";

	seeded_start(&seeded);
	for (size_t i = 0; i < ARRAY_COUNT(spellings); i++) {
		snprintf(path, sizeof(path), "/v1/records/%s", spellings[i]);
		SCOPED(reply_release)
		struct reply reply = ask(&seeded.daemon,
					 (struct question){ .path = path });

		cr_assert_eq(reply.status, 200, "%s: %ld %s", path,
			     reply.status, reply_text(&reply));
		SCOPED(json_release) cJSON *record = reply_json(&reply);
		cr_expect_str_eq(json_text_at(record, "doi"), SEED_DOI, "%s",
				 path);
		if (!tag[0])
			snprintf(tag, sizeof(tag), "%s",
				 reply_header(&reply, "ETag"));
		cr_expect_str_eq(reply_header(&reply, "ETag"), tag, "%s", path);
	}
	daemon_stop(&seeded.daemon);
}

Test(seed, is_clean_byte_for_byte_as_its_own_text_says)
{
	SCOPED(seeded_release) struct seeded seeded;

	seeded_start(&seeded);
	SCOPED(reply_release)
	struct reply reply = ask(
		&seeded.daemon,
		(struct question){ .path = "/v1/records/" SEED_DOI });
	cr_assert_eq(reply.status, 200, "%s", reply_text(&reply));
	SCOPED(json_release) cJSON *record = reply_json(&reply);

	expect_text(record, "title", seeded.title);
	expect_text(record, "abstract", seeded.abstract);
	expect_text(record, "journal.description", seeded.description);
	cr_expect_str_eq(json_text_at(record, "journal.title"),
			 "Medical Oncology");
	cr_expect_str_eq(json_text_at(record, "translations.zh.title"),
			 "维生素D在白血病中的治疗意义:机制和临床观点。");
	cr_expect_str_eq(json_text_at(record, "published"), "2025-09-27");
	cr_expect_str_eq(json_text_at(record, "volume"), "42");
	cr_expect_str_eq(json_text_at(record, "issue"), "11");
	cr_expect_str_eq(json_text_at(record, "source.name"),
			 "Semanticscholar");
	cr_expect_eq(json_number_at(record, "journal.impact_factor"), 3.5);
	cr_expect_eq(cJSON_GetArraySize(json_at(record, "authors")), 7);
	daemon_stop(&seeded.daemon);
}

Test(seed, gives_its_abstract_alone_and_its_source_as_it_was)
{
	SCOPED(seeded_release) struct seeded seeded;

	seeded_start(&seeded);
	SCOPED(reply_release)
	struct reply abstract = ask(
		&seeded.daemon,
		(struct question){ .path = "/v1/abstracts/doi:" SEED_DOI,
				   .headers = { "Accept: text/plain" } });
	cr_expect_eq(abstract.status, 200);
	cr_expect(span_is(seeded.abstract, reply_text(&abstract)));
	cr_expect_str_eq(reply_header(&abstract, "Content-Type"),
			 "text/plain; charset=utf-8");

	SCOPED(reply_release)
	struct reply reply = ask(
		&seeded.daemon,
		(struct question){ .path = "/v1/records/" SEED_DOI
					   "?raw=true" });
	SCOPED(json_release) cJSON *record = reply_json(&reply);
	cr_expect_eq(json_number_at(record, "raw.PeriodicalId"), 18433);
	cr_expect(strncmp(json_text_at(record, "raw_text"),
			  "Therapeutic implications", 24) == 0,
		  "%s", json_text_at(record, "raw_text"));
	daemon_stop(&seeded.daemon);
}

Test(seed, has_a_journal_that_leads_back_to_it)
{
	SCOPED(seeded_release) struct seeded seeded;

	seeded_start(&seeded);
	SCOPED(reply_release)
	struct reply reply = ask(
		&seeded.daemon,
		(struct question){ .path = "/v1/journals/Medical%20Oncology" });
	SCOPED(json_release) cJSON *journal = reply_json(&reply);

	expect_text(journal, "description", seeded.description);
	cr_expect_eq(json_number_at(journal, "records"), 1);
	SCOPED(reply_release)
	struct reply list = ask(
		&seeded.daemon,
		(struct question){
			.path = json_text_at(journal, "records_url") });
	cr_expect_eq(list.status, 200, "%s", reply_text(&list));
	cr_expect(strstr(reply_text(&list), "\"doi\":\"" SEED_DOI "\""));
	daemon_stop(&seeded.daemon);
}
