/* SPDX-License-Identifier: MIT */
#include "paperd/source.h"

#include "form.h"
#include "json_get.h"
#include "paperd/scoped.h"
#include "shapes.h"

const struct source sources[] = {
	{ "native", native_recognises, native_read },
	{ "aggregator", aggregator_recognises, aggregator_read },
	{ "openalex", openalex_recognises, openalex_read },
	{ "s2", s2_recognises, s2_read },
	{ "datacite", datacite_recognises, datacite_read },
	{ "europepmc", europepmc_recognises, europepmc_read },
	{ "crossref", crossref_recognises, crossref_read },
	{ "csl", csl_recognises, csl_read },
	{ "bibtex", bibtex_recognises, bibtex_read, SOURCE_BIBTEX },
	{ "ris", ris_recognises, ris_read, SOURCE_RIS },
	{ "pubmed", pubmed_recognises, pubmed_read, SOURCE_XML },
	{ "unixref", unixref_recognises, unixref_read, SOURCE_XML },
	{ "datacite-xml", datacite_xml_recognises, datacite_xml_read,
	  SOURCE_XML },
	{ 0 },
};

/* The form of an object; what has none is taken for damaged JSON. */
static enum source_form tell_form(struct span raw)
{
	enum source_form form = SOURCE_JSON;

	form_of(raw, &form);
	return form;
}

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

	if (tell_form(json) != SOURCE_JSON) {
		*ret_json = text;
		*ret_text = json;
		return;
	}
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

static const struct source *find_source(const cJSON *json,
					enum source_form form)
{
	for (const struct source *source = sources; source->name; source++)
		if (source->form == form && cJSON_IsObject(json) &&
		    source->recognises(json))
			return source;
	return NULL;
}

static cJSON *read_tree(struct span raw, enum source_form form,
			struct span *ret_text, struct error *err)
{
	struct span json;

	if (form == SOURCE_BIBTEX)
		return bibtex_tree(raw, err);
	if (form == SOURCE_RIS)
		return ris_tree(raw, err);
	source_split(raw, &json, ret_text);
	if (form == SOURCE_XML)
		return xml_tree(*ret_text, err);
	if (ret_text->len && ret_text->at[0] == '{') {
		error_set(err, STATUS_INVALID_BODY, "more than one object");
		return NULL;
	}
	return json_parse(json, (size_t)(json.at - raw.at), err);
}

static enum status note_report(struct report *report, const cJSON *tree)
{
	if (!report)
		return STATUS_OK;
	report_place(report, tree, "");
	report_sum(report);
	return report->failed ? STATUS_NO_MEMORY : STATUS_OK;
}

enum status source_read(struct span raw, struct paper *ret,
			struct report *report, struct error *err)
{
	SCOPED(json_tree_release) cJSON *tree = NULL;
	SCOPED(paper_release) struct paper paper = { 0 };
	struct source_object object = { .report = report };
	enum source_form form = tell_form(raw);
	const struct source *source;
	struct error own = { 0 };
	enum status status;

	err = err ? err : &own;
	tree = read_tree(raw, form, &object.text, err);
	if (!tree)
		return err->status;
	source = find_source(tree, form);
	if (!source)
		return error_set(err, STATUS_INVALID_BODY, "no known shape");
	object.json = tree;
	status = source->read(&object, &paper, err);
	if (status != STATUS_OK)
		return status;
	paper.source.format = span_copy(span_of(source->name));
	if (!paper.source.format)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	if (note_report(report, tree) != STATUS_OK)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	*ret = paper;
	paper = (struct paper){ 0 };
	return STATUS_OK;
}
