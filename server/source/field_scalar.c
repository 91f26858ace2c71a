/* SPDX-License-Identifier: MIT */
/*
 * Filters whose input says what it is: types by scheme, scalars by kind.
 */
#include "field.h"

#include "paperd/clean.h"
#include "paperd/json.h"
#include "paperd/scoped.h"

/* Bytes of all types of one record. */
#define TYPES_MAX 4096

/* ---- types ---- */

/* The member that a type stands in. */
static const char *type_member(struct span scheme)
{
	if (span_is_nocase(scheme, "datacite"))
		return "resourceTypeGeneral";
	return span_is_nocase(scheme, "pubmed") ? "types" : "type";
}

/* The type of a scheme; of a list its words, parted by ';'. */
static struct span type_text(const cJSON *value, struct span scheme,
			     struct buf *joined)
{
	const cJSON *list = json_get(value, type_member(scheme));
	const cJSON *item;

	if (!cJSON_IsArray(list))
		return json_span(list);
	cJSON_ArrayForEach (item, list) {
		if (joined->len)
			buf_add_char(joined, ';');
		buf_add_span(joined, json_span(item));
	}
	return buf_span(joined);
}

void field_type(const cJSON *value, struct buf *out, struct trace *trace)
{
	SCOPED(buf_release) struct buf joined = buf_init(TYPES_MAX);
	const cJSON *scheme = json_get(value, "scheme");
	const char *name = cJSON_IsString(scheme) ? scheme->valuestring : "";

	json_text(out, type_csl(name, type_text(value, span_of(name), &joined),
				json_get_span(value, "resourceType"), trace));
}

/* ---- scalars ---- */

static void scalar_integer(const cJSON *value, struct buf *out,
			   struct trace *trace)
{
	struct report report = { 0 }; /* not full: owns nothing */
	struct fill fill = { .report = &report };
	struct integer integer = { 0 };

	fill_integer(&fill, value, &integer);
	trace_add(trace, &report.total);
	if (integer.known)
		json_integer(out, integer.value);
	else
		json_null(out);
}

static void scalar_number(const cJSON *value, struct buf *out,
			  struct trace *trace)
{
	struct report report = { 0 }; /* not full: owns nothing */
	struct fill fill = { .report = &report };
	struct number number = { 0 };

	fill_number(&fill, value, &number);
	trace_add(trace, &report.total);
	if (number.known)
		json_number(out, number.value);
	else
		json_null(out);
}

static void scalar_boolean(const cJSON *value, struct buf *out,
			   struct trace *trace)
{
	struct report report = { 0 }; /* not full: owns nothing */
	struct fill fill = { .report = &report };
	enum truth truth = TRUTH_UNKNOWN;

	fill_truth(&fill, value, &truth);
	trace_add(trace, &report.total);
	if (truth == TRUTH_UNKNOWN)
		json_null(out);
	else
		json_boolean(out, truth == TRUTH_YES);
}

static void scalar_url(const cJSON *value, struct buf *out, struct trace *trace)
{
	field_url(cJSON_IsObject(value) ? json_get(value, "url") : value, out,
		  trace);
}

/* One element: texts clean, and nothing for those that say nothing. */
static void list_element(const cJSON *item, struct buf *out,
			 struct trace *trace)
{
	SCOPED(buf_release) struct buf text = buf_init(out->cap);
	SCOPED_FREE char *json = NULL;

	if (cJSON_IsNull(item))
		return;
	if (cJSON_IsString(item)) {
		if (clean_plain(json_span(item), &text, trace))
			json_string(out, buf_span(&text));
		out->failed = out->failed || text.failed;
		return;
	}
	json = cJSON_PrintUnformatted(item);
	if (json)
		json_raw(out, span_of(json));
	else
		out->failed = true;
}

static void scalar_list(const cJSON *value, struct buf *out,
			struct trace *trace)
{
	const cJSON *item;

	json_open(out, '[');
	for (item = json_items(value); item; item = json_next(value, item))
		list_element(item, out, trace);
	json_close(out, ']');
}

void field_scalar(const cJSON *value, struct buf *out, struct trace *trace)
{
	static const struct {
		const char *kind;
		field_clean *clean;
	} kinds[] = {
		{ "integer", scalar_integer }, { "number", scalar_number },
		{ "boolean", scalar_boolean }, { "string", field_plain },
		{ "list", scalar_list },       { "url", scalar_url },
	};
	struct span kind = json_get_span(value, "kind");

	for (size_t i = 0; i < ARRAY_COUNT(kinds); i++)
		if (span_is(kind, kinds[i].kind)) {
			kinds[i].clean(json_get(value, "value"), out, trace);
			return;
		}
	json_null(out);
}
