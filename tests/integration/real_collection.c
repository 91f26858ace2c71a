/* SPDX-License-Identifier: MIT */
/* Every JSON file that was recorded from Crossref, and CSL, where they are at
 * hand. */
#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <fnmatch.h>
#include <ftw.h>
#include <stdio.h>

#include "client.h"
#include "dumps.h"

/* Why an object of these folders may be no record, and in which files.  What
 * is not here means that something is read worse than it could be. */
static const struct {
	const char *reason, *file; /* patterns */
} known_rejects[] = {
	/* other answers of the Crossref API */
	{ "a Crossref \"*\" message, not a work", "*" },
	{ "no known shape", "*-*api.crossref.org_members_*" },
	{ "no known shape", "*-*api.crossref.org_funders_*" },
	{ "no known shape", "*-*api.crossref.org_licenses_*" },
	{ "no known shape", "*-*api.crossref.org_journals*" },
	{ "no known shape", "*-lagotto_*_publisher_nil.json" },
	/* lists of the collection itself */
	{ "no known shape", "*-index.jsonl" },
	{ "no known shape", "*-gallery.jsonl" },
	/* a bibliography with an entry that has no type, no title, no DOI */
	{ "no known shape", "*-manubot_*_bibliography.json" },
	/* CSL of works without any identifier */
	{ "no DOI or other identifier", "*-citation-js_*" },
	{ "no DOI or other identifier", "*-opencitations_*" },
	{ "no DOI or other identifier", "*-zotero_*" },
	{ "no DOI or other identifier", "*-manubot_*" },
	{ "no DOI or other identifier", "*-front-matter_*_missing_doi.json" },
	/* XML that is called .json */
	{ "not a JSON object", "*-front-matter_*_crossrefxml_*" },
};

static struct daemon collection;
static size_t linked;

static bool ends_with(const char *text, const char *end)
{
	size_t len = strlen(text), end_len = strlen(end);

	return len >= end_len && strcmp(text + len - end_len, end) == 0;
}

static int link_json(const char *path, const struct stat *status, int type,
		     struct FTW *where)
{
	char name[300];

	(void)status;
	if (type != FTW_F ||
	    !(ends_with(path, ".json") || ends_with(path, ".jsonl") ||
	      ends_with(path, ".jsonl.gz")))
		return 0;
	snprintf(name, sizeof(name), "%zu-%s", ++linked, path + where->base);
	daemon_link(&collection, name, path);
	return 0;
}

static bool is_known(const cJSON *reject)
{
	const char *file = json_text_at(reject, "file");
	const char *reason = json_text_at(reject, "reason");
	const char *slash = strrchr(file, '/');

	for (size_t i = 0; slash && i < ARRAY_COUNT(known_rejects); i++)
		if (fnmatch(known_rejects[i].file, slash + 1, 0) == 0 &&
		    fnmatch(known_rejects[i].reason, reason, FNM_NOESCAPE) == 0)
			return true;
	return false;
}

/* Checks each line of the reject file; returns how many there are. */
static size_t check_rejects(const struct daemon *daemon)
{
	SCOPED(buf_release) struct buf list = buf_init(DUMP_MAX);
	char path[2 * DAEMON_PATH_MAX];
	struct span rest, line;
	size_t count = 0;

	snprintf(path, sizeof(path), "%s/store.db.rejects.jsonl", daemon->dir);
	file_read(path, &list);
	rest = buf_span(&list);
	while (span_next(&rest, '\n', &line)) {
		SCOPED(json_release)
		cJSON *reject = cJSON_ParseWithLength(line.at, line.len);

		cr_expect(!line.len || is_known(reject), "%.*s", (int)line.len,
			  line.at);
		count += line.len > 0;
	}
	return count;
}

Test(real, recorded_answers_are_read_or_rejected_with_a_known_reason)
{
	static const char *const folders[] = { "data/crossref", "data/csl" };
	size_t rejects;
	long status;

	if (!shared_path("data/crossref"))
		cr_skip("the real data is not here");
	daemon_init(&collection);
	for (size_t i = 0; i < ARRAY_COUNT(folders); i++)
		cr_assert_eq(
			nftw(shared_path(folders[i]), link_json, 16, FTW_PHYS),
			0);
	cr_expect_gt(linked, 500);
	daemon_start(&collection, NULL);
	daemon_wait_ready(&collection);
	SCOPED(json_release)
	cJSON *stats = ask_json(&collection, "/v1/stats", &status);
	rejects = check_rejects(&collection);
	cr_expect_eq(json_number_at(stats, "files"), linked, "%g of %zu files",
		     json_number_at(stats, "files"), linked);
	cr_expect_gt(json_number_at(stats, "records"), 10000, "%g records",
		     json_number_at(stats, "records"));
	cr_expect_eq(json_number_at(stats, "rejects"), rejects);
	daemon_stop(&collection);
	daemon_release(&collection);
}
