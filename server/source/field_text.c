/* SPDX-License-Identifier: MIT */
/*
 * Filters of titles, containers and other texts of one line.
 */
#include "field.h"

#include "container.h"
#include "paperd/clean.h"
#include "paperd/json.h"
#include "paperd/scoped.h"

void field_plain(const cJSON *value, struct buf *out, struct trace *trace)
{
	field_text(clean_plain, json_span(value), out, trace);
}

void field_affiliation(const cJSON *value, struct buf *out, struct trace *trace)
{
	field_text(clean_affiliation, json_span(value), out, trace);
}

void field_copyright(const cJSON *value, struct buf *out, struct trace *trace)
{
	field_text(clean_copyright, json_span(value), out, trace);
}

/* ---- titles ---- */

static bool title_alone(struct span raw, struct buf *out, struct trace *trace)
{
	return clean_title(raw, 0, out, trace);
}

static void write_titles(const struct titles *titles, struct buf *out)
{
	json_open(out, '{');
	json_key(out, "title");
	field_string(titles->count ? titles->items[titles->chosen].text : NULL,
		     out);
	json_key(out, "title_translated");
	json_open(out, '[');
	for (size_t i = 0; i < titles->count; i++) {
		const struct title *title = &titles->items[i];

		if (i == titles->chosen)
			continue;
		json_open(out, '{');
		json_pair_text(out, "lang",
			       title->lang[0] ? title->lang : NULL);
		json_pair_text(out, "text", title->text);
		json_close(out, '}');
	}
	json_close(out, ']');
	json_close(out, '}');
}

static enum status aggregator_titles(const cJSON *json, struct titles *titles,
				     struct error *err)
{
	SCOPED(json_tree_release)
	cJSON *inner = json_parse(json_get_span(json, "resultStr"), 0, NULL);

	return titles_of_aggregator(json, inner, titles, err);
}

/* A shape of titles is told by a member that only it has; the last takes the
 * rest. */
static const struct title_shape {
	const char *member;
	enum status (*read)(const cJSON *json, struct titles *titles,
			    struct error *err);
} title_shapes[] = {
	{ "resultStr", aggregator_titles },
	{ "ArticleTitle", titles_of_pubmed },
	{ "VernacularTitle", titles_of_pubmed },
	{ "titles", titles_of_jalc },
	{ "original_language_title", titles_of_unixref },
	{ NULL, titles_of_crossref },
};

void field_title(const cJSON *value, struct buf *out, struct trace *trace)
{
	SCOPED(titles_release) struct titles titles = { 0 };
	const struct title_shape *shape = title_shapes;
	struct error err = { 0 };

	if (!cJSON_IsObject(value)) {
		field_text(title_alone, json_first_span(value), out, trace);
		return;
	}
	while (shape->member && !json_get(value, shape->member))
		shape++;
	if (shape->read(value, &titles, &err) != STATUS_OK)
		out->failed = true;
	titles_trace(&titles, trace);
	write_titles(&titles, out);
}

/* ---- containers ---- */

static void write_two(const char *container, const char *series,
		      struct buf *out)
{
	json_open(out, '{');
	json_pair_text(out, "container", container);
	json_pair_text(out, "series", series);
	json_close(out, '}');
}

static void container_list(const cJSON *value, struct buf *out,
			   struct trace *trace)
{
	struct report report = { 0 }; /* not full: owns nothing */
	SCOPED(fill_release) struct fill fill = fill_init(NULL, &report);
	SCOPED(texts_release) struct texts titles = { 0 };
	size_t chosen;

	fill_list(&fill, clean_plain, value, &titles);
	trace_add(trace, &report.total);
	out->failed = out->failed || fill.failed;
	if (titles.count < 2) {
		field_string(titles.count ? titles.items[0] : NULL, out);
		return;
	}
	chosen = container_choose(span_of(titles.items[0]),
				  span_of(titles.items[1]));
	write_two(titles.items[chosen], titles.items[1 - chosen], out);
}

/* The aggregator's record: the journal's name, else the periodical's. */
static struct span journal_name(const cJSON *value)
{
	struct span name = json_get_span(json_get(value, "journal"), "name");

	if (!clean_is_placeholder(name))
		return name;
	return json_get_span(value, "PeriodicalName");
}

void field_container(const cJSON *value, struct buf *out, struct trace *trace)
{
	if (cJSON_IsArray(value))
		container_list(value, out, trace);
	else if (cJSON_IsObject(value))
		field_text(clean_plain, journal_name(value), out, trace);
	else
		field_plain(value, out, trace);
}
