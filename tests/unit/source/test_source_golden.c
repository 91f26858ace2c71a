/* SPDX-License-Identifier: MIT */
/*
 * Whole records: each line of tests/golden/NAME.jsonl, read as a source
 * object, is the record in the same line of NAME.clean.jsonl, field by field.
 * The clean files say what is right, and were written for a person to read.
 */
#include <criterion/criterion.h>

#include <cjson/cJSON.h>
#include <stdio.h>

#include "paperd/scoped.h"
#include "paperd/source.h"

#define FOLDER PAPERD_SOURCE_DIR "/tests/golden/"

/* Longest record, as JSON. */
#define RECORD_ROOM ((size_t)1 << 20)

static void close_file(FILE **file)
{
	if (*file)
		fclose(*file);
}

static void free_tree(cJSON **tree)
{
	cJSON_Delete(*tree);
}

static void free_text(char **text)
{
	cJSON_free(*text);
}

/* The next line without its break; false at the end. */
static bool next_line(FILE *file, char **line, size_t *room, struct span *ret)
{
	ssize_t len = getline(line, room, file);

	if (len <= 0)
		return false;
	*ret = span_trim((struct span){ *line, (size_t)len });
	return true;
}

/* Both values as text; an absent one is "(nothing)". */
static void check_field(const char *doi, const char *field,
			const cJSON *expected, const cJSON *found)
{
	SCOPED(free_text)
	char *right = expected ? cJSON_PrintUnformatted(expected) : NULL;
	SCOPED(free_text)
	char *is = found ? cJSON_PrintUnformatted(found) : NULL;

	cr_expect(cJSON_Compare(expected, found, true) || (!expected && !found),
		  "%s: %s is\n%s\nnot\n%s", doi, field, is ? is : "(nothing)",
		  right ? right : "(nothing)");
}

static void check_fields(const cJSON *expected, const cJSON *found)
{
	const cJSON *key = cJSON_GetObjectItem(expected, "doi");
	const char *doi = cJSON_IsString(key) ? key->valuestring : "(no DOI)";
	const cJSON *item;

	cJSON_ArrayForEach (item, expected)
		check_field(doi, item->string, item,
			    cJSON_GetObjectItem(found, item->string));
	cJSON_ArrayForEach (item, found)
		if (!cJSON_GetObjectItem(expected, item->string))
			check_field(doi, item->string, NULL, item);
}

static void check_record(struct span raw, struct span clean)
{
	SCOPED(paper_release) struct paper paper = { 0 };
	SCOPED(buf_release) struct buf json = buf_init(RECORD_ROOM);
	SCOPED(free_tree)
	cJSON *expected = cJSON_ParseWithLength(clean.at, clean.len);
	SCOPED(free_tree) cJSON *found = NULL;
	struct error err = { 0 };

	cr_assert(expected, "not JSON: %.*s", (int)clean.len, clean.at);
	if (source_read(raw, &paper, NULL, &err) != STATUS_OK) {
		cr_expect(false, "%s: %.*s", err.detail, (int)raw.len, raw.at);
		return;
	}
	paper_to_json(&paper, FIELD_SET_ALL, &json);
	found = cJSON_ParseWithLength(json.data, json.len);
	cr_assert(found);
	check_fields(expected, found);
}

static void check_files(const char *raw_path, const char *clean_path,
			size_t least)
{
	SCOPED(close_file) FILE *raws = fopen(raw_path, "r");
	SCOPED(close_file) FILE *cleans = fopen(clean_path, "r");
	SCOPED_FREE char *raw_line = NULL;
	SCOPED_FREE char *clean_line = NULL;
	size_t raw_room = 0, clean_room = 0, count = 0;
	struct span raw, clean;

	cr_assert(raws && cleans, "%s and %s", raw_path, clean_path);
	while (next_line(raws, &raw_line, &raw_room, &raw)) {
		cr_assert(next_line(cleans, &clean_line, &clean_room, &clean),
			  "%s is shorter", clean_path);
		check_record(raw, clean);
		count++;
	}
	cr_expect_not(next_line(cleans, &clean_line, &clean_room, &clean),
		      "%s is longer", clean_path);
	cr_expect_geq(count, least, "%zu records", count);
}

Test(golden, records_of_crossref_are_as_they_should_be)
{
	check_files(FOLDER "crossref.jsonl", FOLDER "crossref.clean.jsonl", 40);
}
