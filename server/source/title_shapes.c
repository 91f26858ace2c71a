/* SPDX-License-Identifier: MIT */
/*
 * Where titles stand in the shapes known, and what each shape says about them.
 */
#include "title.h"

#include <stdlib.h>

#include "paperd/clean.h"
#include "paperd/scoped.h"
#include "paperd/values.h"

/* A deposit whose letters were lost on the way begins with, or is, these. */
#define LOST_LETTERS "???"

/* No text: no language is stated, or there is nothing to add. */
static const struct span nothing = { 0 };

void titles_state_language(struct titles *titles, struct span raw)
{
	char codes[1][4];

	titles->language_raw = raw.at;
	if (raw.len && language_clean(raw, codes, 1, &titles->language_trace))
		memcpy(titles->language, codes[0], sizeof(titles->language));
}

static enum status add_all(struct titles *titles, const cJSON *value,
			   struct error *err)
{
	const cJSON *item;

	for (item = json_items(value); item; item = json_next(value, item))
		if (titles_add(titles, json_span(item), nothing, err) !=
		    STATUS_OK)
			return err->status;
	return STATUS_OK;
}

/* ---- Crossref ---- */

static bool lost_letters(struct span text)
{
	size_t marks = 0;

	for (size_t i = 0; i < text.len; i++)
		marks += text.at[i] == '?';
	return span_starts_nocase(text, LOST_LETTERS) || 2 * marks > text.len;
}

/* Writes "title: subtitle" in place of the title, and keeps the subtitle. */
static enum status join(struct title *title, struct buf *subtitle,
			struct titles *titles, struct error *err)
{
	SCOPED(buf_release) struct buf joined = buf_init(TITLE_BYTES_MAX);
	size_t len = strlen(title->text);

	/* publishers repeat the title in capitals of another kind */
	if (strcasestr(title->text, buf_text(subtitle)))
		return STATUS_OK;
	buf_add(&joined, title->text, len);
	buf_add_text(&joined, title->text[len - 1] == ':' ? " " : ": ");
	buf_add_span(&joined, buf_span(subtitle));
	if (title_check(&joined, err) != STATUS_OK)
		return err->status;
	trace_fired(&title->trace, RULE_TITLE_SUBTITLE);
	free(title->text);
	title->text = buf_take(&joined);
	titles->subtitle = buf_take(subtitle);
	return STATUS_OK;
}

enum status titles_add_subtitle(struct titles *titles, struct span raw,
				struct error *err)
{
	SCOPED(buf_release) struct buf subtitle = buf_init(TITLE_BYTES_MAX);

	if (!raw.len || !titles->count ||
	    !clean_title(raw, titles->flags, &subtitle,
			 &titles->items[0].trace))
		return title_check(&subtitle, err);
	if (title_check(&subtitle, err) != STATUS_OK)
		return err->status;
	return join(&titles->items[0], &subtitle, titles, err);
}

static enum status add_originals(struct titles *titles, const cJSON *value,
				 struct error *err)
{
	const cJSON *item;

	for (item = json_items(value); item; item = json_next(value, item)) {
		struct span text = span_trim(json_span(item));

		if (lost_letters(text) && text.len)
			trace_fired(&titles->trace,
				    RULE_TITLE_ORIGINAL_IGNORED);
		if (lost_letters(text))
			continue;
		if (titles_add(titles, text, nothing, err) != STATUS_OK)
			return err->status;
	}
	return STATUS_OK;
}

enum status titles_of_crossref(const cJSON *json, struct titles *titles,
			       struct error *err)
{
	struct span subtitle = json_first_span(json_get(json, "subtitle"));

	titles_state_language(titles, json_get_span(json, "language"));
	if (add_all(titles, json_get(json, "title"), err) != STATUS_OK)
		return err->status;
	/* the subtitle last: an original title may repeat the title alone */
	if (add_originals(titles, json_get(json, "original-title"), err) !=
		    STATUS_OK ||
	    titles_add_subtitle(titles, subtitle, err) != STATUS_OK)
		return err->status;
	titles_choose(titles);
	return STATUS_OK;
}

/* ---- the others ---- */

enum status titles_of_aggregator(const cJSON *json, const cJSON *original,
				 struct titles *titles, struct error *err)
{
	struct span first = json_get_span(original, "title");
	struct span outer = json_get_span(json, "title");
	struct span chinese = json_get_span(json, "TitleCN");

	if (titles_add(titles, first, nothing, err) != STATUS_OK ||
	    titles_add(titles, outer, nothing, err) != STATUS_OK ||
	    titles_add(titles, chinese, span_of("zh"), err) != STATUS_OK)
		return err->status;
	titles->original = true;
	titles_choose(titles);
	return STATUS_OK;
}

/* The index of the bracket that closes the one text begins with, or len. */
static size_t closing_bracket(struct span text)
{
	size_t depth = 0;

	for (size_t i = 0; i < text.len; i++) {
		depth += text.at[i] == '[';
		if (text.at[i] == ']' && --depth == 0)
			return i;
	}
	return text.len;
}

/*
 * PubMed puts a title that was translated into English in brackets, with its
 * full stop outside.  Takes them away when they are around the whole of text.
 */
static bool open_brackets(struct span text, struct buf *out)
{
	size_t close = closing_bracket(text);
	struct span tail;

	if (!text.len || text.at[0] != '[' || close == text.len)
		return false;
	tail = span_slice(text, close + 1, text.len);
	if (tail.len && !span_is(tail, "."))
		return false;
	buf_add_span(out, span_slice(text, 1, close));
	if (close > 1 && !strchr(".?!", text.at[close - 1]))
		buf_add_span(out, tail);
	return true;
}

enum status titles_of_pubmed(const cJSON *json, struct titles *titles,
			     struct error *err)
{
	struct span vernacular = json_get_span(json, "VernacularTitle");
	struct span title = span_trim(json_get_span(json, "ArticleTitle"));
	SCOPED(buf_release) struct buf opened = buf_init(TITLE_BYTES_MAX);
	struct span lang = { 0 };

	titles_state_language(titles, json_get_span(json, "Language"));
	if (open_brackets(title, &opened)) {
		title = buf_span(&opened);
		lang = span_of("en");
	}
	if (title_check(&opened, err) != STATUS_OK ||
	    titles_add(titles, vernacular, nothing, err) != STATUS_OK)
		return err->status;
	titles->original = titles->count > 0;
	if (opened.len && !titles->original)
		trace_fired(&titles->trace, RULE_TITLE_BRACKETS);
	if (titles_add(titles, title, lang, err) != STATUS_OK)
		return err->status;
	titles_choose(titles);
	return STATUS_OK;
}

enum status titles_of_jalc(const cJSON *json, struct titles *titles,
			   struct error *err)
{
	titles_state_language(titles, json_get_span(json, "language"));
	if (add_all(titles, json_get(json, "titles"), err) != STATUS_OK)
		return err->status;
	titles_choose(titles);
	return STATUS_OK;
}

enum status titles_of_unixref(const cJSON *json, struct titles *titles,
			      struct error *err)
{
	const cJSON *original = json_get(json, "original_language_title");
	struct span title = json_first_span(json_get(json, "title"));
	struct span text = json_first_span(original), lang = { 0 };

	if (cJSON_IsObject(original)) {
		text = json_get_span(original, "__content__");
		lang = json_get_span(original, "language");
	}
	titles_state_language(titles, lang);
	if (!lost_letters(text)) {
		if (titles_add(titles, text, lang, err) != STATUS_OK)
			return err->status;
		titles->original = titles->count > 0;
	}
	if (titles_add(titles, title, nothing, err) != STATUS_OK)
		return err->status;
	titles_choose(titles);
	return STATUS_OK;
}
