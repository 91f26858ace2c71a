/* SPDX-License-Identifier: MIT */
#include "aggregator.h"

#include <stdlib.h>

#include "paperd/clean.h"
#include "paperd/scoped.h"

/* The heading of the journal's introduction, with either colon. */
static const struct span headings[] = {
	SPAN("\xE6\x9C\x9F\xE5\x88\x8A\xE4\xBB\x8B\xE7\xBB\x8D:"),
	SPAN("\xE6\x9C\x9F\xE5\x88\x8A\xE4\xBB\x8B\xE7\xBB\x8D\xEF\xBC\x9A"),
};

static const char *language_of(const char *text)
{
	return text ? clean_script_language(span_of(text)) : "";
}

/*
 * The language of the record.  A title in a script of its own tells it (see
 * fill_titles()).  A Latin one does not; but the aggregator translates into
 * Chinese, and what it translates are English records: a Latin original beside
 * a Chinese translation is English.  A Latin title alone stays unknown.
 */
static void read_language(struct fill *fill)
{
	struct paper *paper = fill->paper;

	if (paper->language || !paper->title)
		return;
	for (size_t i = 0; i < paper->translations.count; i++) {
		const char *lang = paper->translations.items[i].lang;

		if (lang && !strcmp(lang, "zh"))
			fill_copy(fill, "en", &paper->language);
	}
}

enum status aggregator_fill_titles(struct fill *fill,
				   const struct layers *layers,
				   struct error *err)
{
	SCOPED(titles_release) struct titles titles = { 0 };

	if (titles_of_aggregator(layers->outer, layers->inner, &titles, err) !=
	    STATUS_OK)
		return err->status;
	fill_titles(fill, &titles);
	read_language(fill);
	return STATUS_OK;
}

/* True when text in this script can be in the record's language. */
static bool is_original(const struct fill *fill, const char *script)
{
	const struct paper *paper = fill->paper;
	const char *language = paper->language ? paper->language : "";

	if (!language[0] || !strcmp(script, language))
		return true;
	if (fill->guessed && !paper->abstract && !strcmp(language, "zh"))
		return !strcmp(script, "ja") || !strcmp(script, "ko");
	return !script[0] && !language_of(paper->title)[0];
}

/* The abstract, or its translation when its script is not the record's. */
static void read_abstract(struct fill *fill, struct span raw)
{
	SCOPED(abstract_release) struct abstract abstract = { 0 };
	struct trace trace = { 0 };
	struct translation *entry;
	const char *script;

	if (!raw.len)
		return;
	if (clean_abstract(raw, fill->flags, &abstract, &trace, NULL) !=
	    STATUS_OK) {
		fill->failed = true;
		return;
	}
	script = language_of(abstract.text);
	if (!abstract.text || is_original(fill, script)) {
		fill_abstract(fill, raw);
		return;
	}
	trace_add(fill_trace(fill, &fill->paper->translations, raw.at), &trace);
	entry = fill_translation(fill, script[0] ? script : "en");
	if (entry && !entry->abstract) {
		entry->abstract = abstract.text;
		abstract.text = NULL;
	}
}

void aggregator_fill_abstracts(struct fill *fill, const struct layers *layers)
{
	struct span inner = json_get_span(layers->inner, "abstract");
	struct span outer = json_get_span(layers->outer, "abstract");

	/* of two in the record's language the inner is the original */
	read_abstract(fill, inner);
	if (!inner.len || outer.len != inner.len ||
	    memcmp(outer.at, inner.at, outer.len) != 0)
		read_abstract(fill, outer);
	read_abstract(fill, json_span(layers_get(layers, "AbstractTextCN")));
}

struct span aggregator_introduction(struct span text)
{
	struct span line;

	while (span_next(&text, '\n', &line)) {
		line = span_trim(line);
		for (size_t i = 0; i < ARRAY_COUNT(headings); i++) {
			size_t len = headings[i].len;

			if (!span_starts_nocase(line, headings[i].at))
				continue;
			if (text.at)
				line.len = (size_t)(text.at - line.at) +
					   text.len;
			return span_slice(line, len, line.len);
		}
	}
	return (struct span){ 0 };
}
