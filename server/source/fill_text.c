/* SPDX-License-Identifier: MIT */
/*
 * Titles, abstracts and their languages.
 */
#include "fill.h"

#include <stdlib.h>

#include "paperd/clean.h"
#include "paperd/scoped.h"

/* ISO 639-2: a text whose language nobody tells. */
#define UNDETERMINED "und"

void fill_language(struct fill *fill, struct span raw)
{
	char codes[1][4];

	if (raw.len &&
	    language_clean(raw, codes, 1,
			   fill_trace(fill, &fill->paper->language, raw.at)))
		fill_copy(fill, codes[0], &fill->paper->language);
}

struct translation *fill_translation(struct fill *fill, const char *lang)
{
	struct translations *list = &fill->paper->translations;
	struct translation *entry;

	if (!lang[0])
		lang = UNDETERMINED;
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].lang && !strcmp(list->items[i].lang, lang))
			return &list->items[i];
	entry = translations_add(list);
	if (entry)
		fill_copy(fill, lang, &entry->lang);
	else
		fill->failed = true;
	return entry;
}

/* Moves an owned text into a member that is still free. */
static void move(char **from, char **member)
{
	if (*member)
		return;
	*member = *from;
	*from = NULL;
}

static void fill_title_language(struct fill *fill, const struct title *title)
{
	if (fill->paper->language || (!title->lang[0] && !title->script[0]))
		return;
	if (fill->own)
		return;
	fill->guessed = !title->lang[0];
	fill_copy(fill, fill->guessed ? title->script : title->lang,
		  &fill->paper->language);
}

/* Notes what was done to a title, under the field that it becomes. */
static void trace_title(struct fill *fill, const struct title *title,
			bool chosen)
{
	struct paper *paper = fill->paper;
	void *member = chosen ? (void *)&paper->title
			      : (void *)&paper->translations;

	trace_add(fill_trace(fill, member, title->raw), &title->trace);
}

void fill_titles(struct fill *fill, struct titles *titles)
{
	struct paper *paper = fill->paper;

	if (titles->language[0])
		fill_copy(fill, titles->language, &paper->language);
	trace_add(fill_trace(fill, &paper->title, NULL), &titles->trace);
	if (titles->language_raw)
		trace_add(fill_trace(fill, &paper->language,
				     titles->language_raw),
			  &titles->language_trace);
	if (!titles->count)
		return;
	fill_title_language(fill, &titles->items[titles->chosen]);
	for (size_t i = 0; i < titles->count; i++) {
		struct title *title = &titles->items[i];
		struct translation *entry;

		trace_title(fill, title, i == titles->chosen);
		if (i == titles->chosen) {
			move(&title->text, &paper->title);
			continue;
		}
		entry = fill_translation(fill, title->lang);
		if (entry && entry->title) /* of two the second is kept too */
			entry = fill_translation(fill, "");
		if (entry)
			move(&title->text, &entry->title);
	}
	if (titles->chosen == 0)
		move(&titles->subtitle, &paper->subtitle);
}

/* Of an abstract in several languages, makes that in the record's the first. */
static void prefer(struct abstract *abstract, const char *language)
{
	if (!language || !strcmp(abstract->lang, language))
		return;
	for (size_t i = 0; i < abstract->other_count; i++) {
		struct abstract_part *other = &abstract->others[i];
		struct abstract_part first = { .text = abstract->text };

		if (strcmp(other->lang, language) != 0)
			continue;
		memcpy(first.lang, abstract->lang, sizeof(first.lang));
		abstract->text = other->text;
		memcpy(abstract->lang, other->lang, sizeof(abstract->lang));
		*other = first;
		return;
	}
}

/* A title in Han characters alone may be Japanese or Korean as well as Chinese;
 * the longer text tells. */
static void settle_language(struct fill *fill, const char *text)
{
	const char *language = fill->paper->language, *script;

	if (!fill->guessed || !text || !language || strcmp(language, "zh") != 0)
		return;
	script = clean_script_language(span_of(text));
	if (!strcmp(script, "ja") || !strcmp(script, "ko"))
		fill_copy(fill, script, &fill->paper->language);
}

void fill_abstract(struct fill *fill, struct span raw)
{
	SCOPED(abstract_release) struct abstract abstract = { 0 };
	struct paper *paper = fill->paper;

	if (!raw.len)
		return;
	if (clean_abstract(raw, fill->flags, &abstract,
			   fill_trace(fill, &paper->abstract, raw.at),
			   NULL) != STATUS_OK) {
		fill->failed = true;
		return;
	}
	prefer(&abstract, paper->language);
	settle_language(fill, abstract.text);
	move(&abstract.text, &paper->abstract);
	move(&abstract.copyright, &paper->copyright);
	for (size_t i = 0; i < abstract.other_count; i++) {
		struct abstract_part *other = &abstract.others[i];
		struct translation *entry = fill_translation(fill, other->lang);

		if (entry)
			move(&other->text, &entry->abstract);
	}
}

void fill_keywords(struct fill *fill, const cJSON *value)
{
	struct texts *keywords = &fill->paper->keywords;
	struct span rest = json_span(value), word;
	char separator = ',';

	if (!cJSON_IsString(value)) {
		fill_list(fill, clean_plain, value, keywords);
		return;
	}
	if (rest.len && memchr(rest.at, ';', rest.len))
		separator = ';';
	while (span_next(&rest, separator, &word))
		fill_list_text(fill, clean_plain, word, keywords);
}
