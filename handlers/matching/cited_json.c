/* SPDX-License-Identifier: MIT */
/*
 * A reference as a JSON object, by the names that CSL-JSON, Crossref and paperd
 * itself have for the same things.
 */
#include "cited.h"

#include <cjson/cJSON.h>
#include <stddef.h>
#include <stdio.h>

#include "paperd/clean.h"

/* A text, the text of a number, or the first of a list; NULL: none. */
static char *text_of(const cJSON *json)
{
	char number[32];

	if (cJSON_IsArray(json))
		json = json->child;
	if (cJSON_IsString(json) && json->valuestring[0])
		return span_copy(span_of(json->valuestring));
	if (!cJSON_IsNumber(json))
		return NULL;
	snprintf(number, sizeof(number), "%.0f", json->valuedouble);
	return span_copy(span_of(number));
}

static const cJSON *member(const cJSON *json, const char *name)
{
	return cJSON_GetObjectItemCaseSensitive(json, name);
}

/* A journal is also an object with a title. */
static char *journal_of(const cJSON *json)
{
	return text_of(cJSON_IsObject(json) ? member(json, "title") : json);
}

/* The first author as "Family, Given" or as the name stands. */
static char *author_of(const cJSON *json)
{
	const cJSON *family, *given;
	SCOPED(buf_release) struct buf name = buf_init(4096);

	if (cJSON_IsArray(json))
		json = json->child;
	if (!cJSON_IsObject(json))
		return text_of(json);
	family = member(json, "family");
	given = member(json, "given");
	if (!cJSON_IsString(family))
		return text_of(member(json, member(json, "name") ? "name"
								 : "literal"));
	buf_add_text(&name, family->valuestring);
	if (cJSON_IsString(given) && given->valuestring[0])
		buf_add_format(&name, ", %.1000s", given->valuestring);
	return buf_take(&name);
}

/* "YYYY-MM-DD", {"date-parts":[[YYYY]]}, {"raw":…}; as the text of a year. */
static char *year_of(const cJSON *json)
{
	const cJSON *parts = cJSON_IsObject(json) ? member(json, "date-parts")
						  : NULL;

	if (parts && parts->child)
		return text_of(parts->child);
	if (cJSON_IsObject(json))
		json = member(json, "raw");
	return text_of(json);
}

/* Under which names a value is looked for, and how it is read. */
static const struct reading {
	size_t offset;
	const char *name;
	char *(*read)(const cJSON *json);
} readings[] = {
#define READ(to, name, read)                           \
	{                                              \
		offsetof(struct cited, to), name, read \
	}
	READ(id, "id", text_of),
	READ(id, "key", text_of),
	READ(doi, "doi", text_of),
	READ(doi, "DOI", text_of),
	READ(title, "title", text_of),
	READ(title, "article-title", text_of),
	READ(title, "atitle", text_of),
	READ(title, "volume-title", text_of),
	READ(author, "author", author_of),
	READ(author, "authors", author_of),
	READ(author, "firstAuthor", author_of),
	READ(journal, "journal", journal_of),
	READ(journal, "container-title", journal_of),
	READ(journal, "journal-title", journal_of),
	READ(journal, "container", journal_of),
	READ(volume, "volume", text_of),
	READ(issue, "issue", text_of),
	READ(page, "page", text_of),
	READ(page, "pages", text_of),
	READ(page, "first-page", text_of),
	READ(page, "firstPage", text_of),
	READ(page, "article_number", text_of),
	READ(page, "article-number", text_of),
	READ(text, "text", text_of),
	READ(text, "unstructured", text_of),
#undef READ
};

static const char *const year_names[] = { "year", "issued", "published",
					  "date" };

/* The first four digits in a row. */
static int year_in(const char *text)
{
	long long value = 0;
	size_t run = 0;

	for (; text && *text; text++) {
		run = ascii_is_digit(*text) ? run + 1 : 0;
		if (run == 4 &&
		    text_to_integer((struct span){ text - 3, 4 }, &value))
			return (int)value;
	}
	return 0;
}

/* Markup and TeX would be words to compare.  What cleaning leaves nothing of
 * stays as it is. */
static void title_clean(struct cited *cited)
{
	struct span raw = span_of(cited->title);
	SCOPED(buf_release) struct buf clean = buf_init(2 * raw.len + 64);
	unsigned flags = span_has(raw, '\\') ? CLEAN_TEX : 0;
	char *text;

	if (!raw.len || !clean_title(raw, flags, &clean, NULL) ||
	    !(text = buf_take(&clean)))
		return;
	free(cited->title);
	cited->title = text;
}

/* A DOI may stand in the text of a reference only.  False without memory. */
static bool text_split(struct cited *reference)
{
	SCOPED_FREE char *text = reference->text;

	reference->text = NULL;
	if (text && !reference->doi)
		return cited_from_text(span_of(text), reference);
	reference->text = text;
	text = NULL;
	return true;
}

bool cited_from_json(const cJSON *json, struct cited *ret)
{
	for (size_t i = 0; i < ARRAY_COUNT(readings); i++) {
		char **to = (char **)((char *)ret + readings[i].offset);

		if (!*to)
			*to = readings[i].read(member(json, readings[i].name));
	}
	for (size_t i = 0; !ret->year && i < ARRAY_COUNT(year_names); i++) {
		SCOPED_FREE char *text = year_of(member(json, year_names[i]));

		ret->year = year_in(text);
	}
	title_clean(ret);
	return text_split(ret);
}
