/* SPDX-License-Identifier: MIT */
#include "paperd/report.h"

#include "paperd/clean.h"
#include "paperd/json.h"
#include "paperd/scoped.h"

/* Longest dotted name of a field. */
#define NAME_MAX_BYTES 80

/* Room for a text that is cleaned again. */
#define AGAIN_MAX ((size_t)64 << 20)

static bool is_title_stable(const char *title)
{
	SCOPED(buf_release) struct buf again = buf_init(AGAIN_MAX);

	if (!title)
		return true;
	return clean_title(span_of(title), 0, &again, NULL) &&
	       span_is(buf_span(&again), title);
}

static bool is_abstract_stable(const char *text)
{
	SCOPED(abstract_release) struct abstract again = { 0 };

	if (!text)
		return true;
	return clean_abstract(span_of(text), 0, &again, NULL, NULL) ==
		       STATUS_OK &&
	       again.text && !strcmp(again.text, text);
}

bool report_is_stable(const struct paper *paper)
{
	return is_title_stable(paper->title) &&
	       is_abstract_stable(paper->abstract);
}

/* ---- fields ---- */

static void write_key(const struct report_field *entry, struct buf *out)
{
	SCOPED(buf_release) struct buf name = buf_init(NAME_MAX_BYTES);

	buf_add_text(&name, entry->field->name);
	if (entry->member)
		buf_add_format(&name, ".%s", entry->member->name);
	json_key(out, buf_text(&name));
}

static void write_rules(const struct trace *trace, struct buf *out)
{
	json_key(out, "rules");
	json_open(out, '{');
	for (int i = 0; i < RULE_COUNT; i++)
		if (trace->fired[i])
			json_pair_integer(out, rule_row((enum rule)i)->id,
					  trace->fired[i]);
	json_close(out, '}');
}

static void write_flags(flag_set flags, struct buf *out)
{
	if (!flags)
		return;
	json_key(out, "flags");
	json_open(out, '[');
	for (int flag = FLAG_NONE + 1; flag < FLAG_COUNT; flag++)
		if (flags >> (flag - 1) & 1)
			json_text(out, flag_name((enum flag)flag));
	json_close(out, ']');
}

static bool is_in(const struct report_field *entry, const struct paper *paper)
{
	const char *member = (const char *)paper + entry->field->offset;

	if (!entry->member)
		return field_is_known(entry->field, member);
	return field_is_known(entry->member, member + entry->member->offset);
}

static bool has_rules(const struct trace *trace)
{
	for (int i = 0; i < RULE_COUNT; i++)
		if (trace->fired[i])
			return true;
	return false;
}

/* What a report tells, and of what. */
struct telling {
	const struct report *report;
	const struct paper *paper;
	bool full;
};

static bool is_listed(const struct telling *telling,
		      const struct report_field *entry)
{
	if (!telling->full)
		return trace_flags(&entry->trace) != 0;
	return has_rules(&entry->trace) || is_in(entry, telling->paper);
}

static void write_origin(const struct report_field *entry, struct buf *out)
{
	enum confidence confidence;

	json_pair_text(out, "source", entry->source);
	json_pair_text(out, "pointer", entry->pointer);
	json_pair_text(out, "class",
		       rule_class_name(trace_class(&entry->trace)));
	if (trace_confidence(&entry->trace, &confidence))
		json_pair_text(out, "confidence", confidence_name(confidence));
	if (entry->raw) {
		json_key(out, "raw");
		json_raw(out, span_of(entry->raw));
	}
	if (has_rules(&entry->trace))
		write_rules(&entry->trace, out);
}

static void write_field(const struct telling *telling,
			const struct report_field *entry, struct buf *out)
{
	if (!is_listed(telling, entry))
		return;
	write_key(entry, out);
	json_open(out, '{');
	if (telling->full)
		write_origin(entry, out);
	write_flags(trace_flags(&entry->trace), out);
	json_close(out, '}');
}

/* In the order of the record. */
static void write_fields(const struct telling *telling, struct buf *out)
{
	const struct report *report = telling->report;

	json_key(out, "fields");
	json_open(out, '{');
	for (const struct field *row = paper_fields; row->name; row++)
		for (size_t i = 0; i < report->count; i++)
			if (report->fields[i].field == row)
				write_field(telling, &report->fields[i], out);
	json_close(out, '}');
}

static void write_classes(const struct telling *telling, struct buf *out)
{
	long long counts[CLASS_SUSPECT + 1] = { 0 };

	for (size_t i = 0; i < telling->report->count; i++) {
		const struct report_field *entry = &telling->report->fields[i];

		if (is_listed(telling, entry))
			counts[trace_class(&entry->trace)]++;
	}
	json_key(out, "classes");
	json_open(out, '{');
	for (int class = CLASS_EXACT; class <= CLASS_SUSPECT; class ++)
		json_pair_integer(out, rule_class_name((enum rule_class) class),
				  counts[class]);
	json_close(out, '}');
}

void report_append(const struct report *report, const struct paper *paper,
		   enum report_detail detail, struct buf *out)
{
	const struct telling telling = { report, paper, detail == REPORT_FULL };

	if (detail == REPORT_NONE || !out->len)
		return;
	buf_cut(out, out->len - 1);
	json_key(out, "cleaning");
	json_open(out, '{');
	json_pair_integer(out, "rules", RULES_VERSION);
	if (telling.full) {
		json_pair_boolean(out, "stable", report_is_stable(paper));
		write_classes(&telling, out);
	}
	write_flags(trace_flags(&report->total), out);
	write_fields(&telling, out);
	json_close(out, '}');
	json_close(out, '}');
}
