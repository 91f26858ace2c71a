/* SPDX-License-Identifier: MIT */
/*
 * The filter of abstracts: one text, or PubMed's AbstractText and OtherAbstract
 * with a language each.
 */
#include "field.h"

#include "paperd/clean.h"
#include "paperd/json.h"
#include "paperd/scoped.h"

/* Longest abstract put together from sections, in bytes. */
#define ABSTRACT_BYTES_MAX (4 << 20)

/* Most languages of one abstract. */
#define PARTS_MAX 16

/* The same abstract as given in several members, in their order; each may
 * hold several languages itself. */
struct parts {
	struct abstract items[PARTS_MAX];
	size_t count;
	struct trace *trace; /* borrowed */
};

static void parts_release(struct parts *parts)
{
	for (size_t i = 0; i < parts->count; i++)
		abstract_release(&parts->items[i]);
}

static const char *known(const char *text)
{
	return text[0] ? text : NULL;
}

static void write_other(const char *lang, const char *text, struct buf *out)
{
	json_open(out, '{');
	json_pair_text(out, "lang", known(lang));
	json_pair_text(out, "text", text);
	json_close(out, '}');
}

static void write_others(const struct parts *parts, struct buf *out)
{
	for (size_t i = 0; i < parts->count; i++) {
		const struct abstract *part = &parts->items[i];

		if (i)
			write_other(part->lang, part->text, out);
		for (size_t j = 0; j < part->other_count; j++)
			write_other(part->others[j].lang, part->others[j].text,
				    out);
	}
}

static void write_parts(const struct parts *parts, struct buf *out)
{
	const struct abstract *first = &parts->items[0];

	json_open(out, '{');
	json_pair_text(out, "abstract", first->text);
	json_pair_text(out, "lang", known(first->lang));
	if (parts->count > 1 || first->other_count) {
		json_key(out, "others");
		json_open(out, '[');
		write_others(parts, out);
		json_close(out, ']');
	}
	json_close(out, '}');
}

/* Cleans raw and adds it when it says something; a stated language holds. */
static void add_part(struct parts *parts, struct span raw, struct span lang,
		     struct buf *out)
{
	struct abstract *part = &parts->items[parts->count];

	if (!raw.len || parts->count == PARTS_MAX)
		return;
	if (clean_abstract(raw, 0, part, parts->trace, NULL) != STATUS_OK) {
		out->failed = true;
		return;
	}
	if (!part->text) {
		abstract_release(part);
		return;
	}
	language_clean(lang, &part->lang, 1, parts->trace);
	parts->count++;
}

/* A labelled section as JATS writes it, so that it is cleaned like one. */
static void add_section(const cJSON *item, struct buf *raw)
{
	struct span label = json_get_span(item, "Label");
	struct span text = json_get_span(item, "text");

	if (cJSON_IsString(item))
		text = json_span(item);
	buf_add_text(raw, "<sec>");
	if (label.len) {
		buf_add_text(raw, "<title>");
		buf_add_span(raw, label);
		buf_add_text(raw, "</title>");
	}
	buf_add_text(raw, "<p>");
	buf_add_span(raw, text);
	buf_add_text(raw, "</p></sec>");
}

/* "AbstractText": a string, or a list of sections. */
static void add_sections(struct parts *parts, const cJSON *value,
			 struct buf *out)
{
	SCOPED(buf_release) struct buf raw = buf_init(ABSTRACT_BYTES_MAX);
	const struct span none = { 0 };
	const cJSON *item;

	if (cJSON_IsString(value)) {
		add_part(parts, json_span(value), none, out);
		return;
	}
	for (item = json_items(value); item; item = json_next(value, item))
		add_section(item, &raw);
	out->failed = out->failed || raw.failed;
	add_part(parts, buf_span(&raw), none, out);
}

static void add_others(struct parts *parts, const cJSON *value, struct buf *out)
{
	const cJSON *item;

	for (item = json_items(value); item; item = json_next(value, item)) {
		const cJSON *text = json_get(item, "text");

		if (!text)
			text = json_get(item, "AbstractText");
		add_part(parts, json_first_span(text),
			 json_get_span(item, "Language"), out);
	}
}

void field_abstract(const cJSON *value, struct buf *out, struct trace *trace)
{
	SCOPED(parts_release) struct parts parts = { .trace = trace };
	const struct span none = { 0 };

	if (cJSON_IsObject(value)) {
		add_sections(&parts, json_get(value, "AbstractText"), out);
		add_others(&parts, json_get(value, "OtherAbstract"), out);
	} else {
		add_part(&parts, json_first_span(value), none, out);
	}
	if (!parts.count)
		json_null(out);
	else if (cJSON_IsObject(value) || parts.items[0].other_count)
		write_parts(&parts, out);
	else
		field_string(parts.items[0].text, out);
}
