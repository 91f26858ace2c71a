/* SPDX-License-Identifier: MIT */
#include "paperd/source.h"

#include "json_get.h"
#include "paperd/scoped.h"
#include "shapes.h"

const struct source sources[] = {
	{ "aggregator", aggregator_recognises, aggregator_read },
	{ "crossref", crossref_recognises, crossref_read },
	{ "csl", csl_recognises, csl_read },
	{ 0 },
};

/* ---- the two parts of an object ---- */

/* The index after the string whose opening quote is at `at`. */
static size_t skip_string(struct span raw, size_t at)
{
	for (at++; at < raw.len && raw.at[at] != '"'; at++)
		if (raw.at[at] == '\\')
			at++;
	return at + 1;
}

/* The index after the object or list that raw begins with; raw.len when it
 * does not end, or raw begins with something else. */
static size_t value_end(struct span raw)
{
	size_t depth = 0, at = 0;

	while (at < raw.len) {
		char c = raw.at[at];

		if (c == '"') {
			at = skip_string(raw, at);
			continue;
		}
		at++;
		if (c == '{' || c == '[')
			depth++;
		else if ((c == '}' || c == ']') && depth && --depth == 0)
			return at;
	}
	return raw.len;
}

/* Text begins on a line of its own: what stands on the line on which the value
 * ends belongs to the value, and spoils it. */
void source_split(struct span raw, struct span *ret_json, struct span *ret_text)
{
	struct span json = span_trim(raw), text = span_of("");
	size_t end = json.len;

	if (json.len && memchr(json.at, '\n', json.len))
		end = value_end(json);
	if (end < json.len) {
		const char *line = memchr(json.at + end, '\n', json.len - end);

		end = line ? (size_t)(line - json.at) : json.len;
		text = span_trim(span_slice(json, end, json.len));
	}
	json.len = end;
	*ret_json = span_trim(json);
	*ret_text = text;
}

/* ---- reading ---- */

static const struct source *find_source(const cJSON *json)
{
	for (const struct source *source = sources; source->name; source++)
		if (cJSON_IsObject(json) && source->recognises(json))
			return source;
	return NULL;
}

enum status source_read(struct span raw, struct paper *ret, struct error *err)
{
	SCOPED(json_tree_release) cJSON *tree = NULL;
	SCOPED(paper_release) struct paper paper = { 0 };
	struct source_object object;
	const struct source *source;
	struct error own = { 0 };
	enum status status;
	struct span json;

	err = err ? err : &own;
	source_split(raw, &json, &object.text);
	if (object.text.len && object.text.at[0] == '{')
		return error_set(err, STATUS_INVALID_BODY,
				 "more than one object");
	tree = json_parse(json, (size_t)(json.at - raw.at), err);
	if (!tree)
		return err->status;
	source = find_source(tree);
	if (!source)
		return error_set(err, STATUS_INVALID_BODY, "no known shape");
	object.json = tree;
	status = source->read(&object, &paper, err);
	if (status != STATUS_OK)
		return status;
	paper.source.format = span_copy(span_of(source->name));
	if (!paper.source.format)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	*ret = paper;
	paper = (struct paper){ 0 };
	return STATUS_OK;
}
