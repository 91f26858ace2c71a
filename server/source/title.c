/* SPDX-License-Identifier: MIT */
#include "title.h"

#include <stdlib.h>

#include "paperd/clean.h"
#include "paperd/scoped.h"
#include "paperd/values.h"

/*
 * The languages that are written in the script which clean_script_language()
 * names by its commonest one.  Text in any other script is Latin here.
 */
struct script {
	const char *name;
	const char *languages;
};
static const struct script scripts[] = {
	{ "zh", "zh ja ko" }, /* Japanese and Korean titles may be Han alone */
	{ "ja", "ja" },
	{ "ko", "ko" },
	{ "ru", "ru uk be bg sr mk kk ky tg mn" },
	{ "el", "el" },
	{ "ar", "ar fa ur ps" },
	{ "he", "he yi" },
	{ "th", "th" },
};

void titles_release(struct titles *titles)
{
	for (size_t i = 0; i < titles->count; i++)
		free(titles->items[i].text);
	free(titles->subtitle);
	*titles = (struct titles){ 0 };
}

static bool lists_language(const char *languages, const char *language)
{
	struct span rest = span_of(languages), word;

	while (span_next(&rest, ' ', &word))
		if (span_is(word, language))
			return true;
	return false;
}

/* True when text in this script ("" Latin) can be of this language. */
static bool script_fits(const char *script, const char *language)
{
	bool listed = false;

	for (size_t i = 0; i < ARRAY_COUNT(scripts); i++) {
		bool here = lists_language(scripts[i].languages, language);

		if (!strcmp(scripts[i].name, script))
			return here;
		listed = listed || here;
	}
	return !listed;
}

static bool is_known(const struct titles *titles, struct span text)
{
	for (size_t i = 0; i < titles->count; i++)
		if (span_is(text, titles->items[i].text))
			return true;
	return false;
}

enum status title_check(const struct buf *title, struct error *err)
{
	if (title->full)
		return error_set(err, STATUS_TOO_LARGE,
				 "a title in it is larger than %d bytes",
				 TITLE_BYTES_MAX);
	return buf_check(title, err);
}

enum status titles_add(struct titles *titles, struct span raw, struct span lang,
		       struct error *err)
{
	SCOPED(buf_release) struct buf text = buf_init(TITLE_BYTES_MAX);
	struct title *title = &titles->items[titles->count];
	struct trace trace = { 0 };
	char codes[1][4];

	if (titles->count == TITLES_MAX)
		return STATUS_OK;
	if (!raw.len)
		return STATUS_OK;
	if (!clean_title(raw, titles->flags, &text, &trace) || text.failed) {
		trace_add(&titles->trace, &trace);
		return title_check(&text, err);
	}
	if (is_known(titles, buf_span(&text)))
		return STATUS_OK;
	title->script = clean_script_language(buf_span(&text));
	title->text = buf_take(&text);
	title->raw = raw.at;
	title->trace = trace;
	if (!title->text)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	if (lang.len && language_clean(lang, codes, 1, NULL))
		memcpy(title->lang, codes[0], sizeof(title->lang));
	titles->count++;
	return STATUS_OK;
}

/* The first that can be in the stated language, else the first. */
static size_t choose_by_language(const struct titles *titles)
{
	for (size_t i = 0; i < titles->count; i++) {
		const struct title *title = &titles->items[i];

		if (title->lang[0]
			    ? !strcmp(title->lang, titles->language)
			    : script_fits(title->script, titles->language))
			return i;
	}
	return 0;
}

/* The only one in a script that is not Latin, else the first. */
static size_t choose_by_script(const struct titles *titles)
{
	size_t found = 0, chosen = 0;

	for (size_t i = 0; i < titles->count; i++) {
		if (!titles->items[i].script[0])
			continue;
		found++;
		chosen = i;
	}
	return found == 1 ? chosen : 0;
}

static void copy_language(char lang[4], const char *code)
{
	memcpy(lang, code, strlen(code) + 1);
}

/* The language of a translation: as stated, by script, else English when the
 * title itself is known to be in another one. */
static void find_language(struct title *title, const char *record_language)
{
	if (title->lang[0])
		return;
	if (title->script[0])
		copy_language(title->lang, title->script);
	else if (record_language[0] && strcmp(record_language, "en") != 0)
		copy_language(title->lang, "en");
}

void titles_trace(const struct titles *titles, struct trace *trace)
{
	trace_add(trace, &titles->trace);
	trace_add(trace, &titles->language_trace);
	for (size_t i = 0; i < titles->count; i++)
		trace_add(trace, &titles->items[i].trace);
}

void titles_choose(struct titles *titles)
{
	const char *language = titles->language;
	struct title *title;

	if (!titles->count)
		return;
	if (!titles->original)
		titles->chosen = language[0] ? choose_by_language(titles)
					     : choose_by_script(titles);
	title = &titles->items[titles->chosen];
	if (titles->count > 1)
		trace_fired(&title->trace, RULE_TITLE_ORIGINAL);
	if (!language[0])
		language = title->lang[0] ? title->lang : title->script;
	for (size_t i = 0; i < titles->count; i++)
		if (i != titles->chosen)
			find_language(&titles->items[i], language);
}
