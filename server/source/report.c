/* SPDX-License-Identifier: MIT */
#include "paperd/report.h"

#include <stdlib.h>

#include "paperd/scoped.h"

/* Fields and marks are few; their arrays grow by this factor from this size. */
#define ROOM_FIRST 32

void report_release(struct report *report)
{
	for (size_t i = 0; i < report->count; i++) {
		free(report->fields[i].pointer);
		free(report->fields[i].raw);
		free(report->fields[i].source);
	}
	free(report->fields);
	free(report->marks);
	*report = (struct report){ 0 };
}

/* Room for one more item; NULL, report failed, when out of memory. */
static void *room(struct report *report, void *items, size_t count, size_t size)
{
	size_t capacity = ROOM_FIRST;
	void *grown;

	while (capacity < count)
		capacity *= 2;
	if (count && count < capacity)
		return items;
	grown = realloc(items, (count ? 2 * capacity : capacity) * size);
	report->failed = report->failed || !grown;
	return grown;
}

/* The row of the member at an offset: the last that begins there or before. */
static const struct field *row_at(const struct field *rows, size_t offset)
{
	const struct field *found = NULL;

	for (; rows->name; rows++)
		if (rows->offset <= offset &&
		    (!found || rows->offset >= found->offset))
			found = rows;
	return found;
}

/* The entry of a field, made when there is none; NULL when out of memory. */
static struct report_field *entry_of(struct report *report,
				     const struct field *field,
				     const struct field *member)
{
	struct report_field *fields = report->fields;

	for (size_t i = 0; i < report->count; i++)
		if (fields[i].field == field && fields[i].member == member)
			return &fields[i];
	fields = room(report, fields, report->count, sizeof(*fields));
	if (!fields)
		return NULL;
	report->fields = fields;
	fields[report->count] = (struct report_field){ .field = field,
						       .member = member };
	return &fields[report->count++];
}

static void add_mark(struct report *report, const void *at, size_t field)
{
	struct report_mark *marks = room(report, report->marks,
					 report->mark_count, sizeof(*marks));

	if (!marks)
		return;
	report->marks = marks;
	marks[report->mark_count++] = (struct report_mark){ at, field };
}

struct trace *report_trace(struct report *report, const struct paper *paper,
			   const void *member, const void *at)
{
	size_t offset = (size_t)((const char *)member - (const char *)paper);
	const struct field *field, *part = NULL;
	struct report_field *entry;

	if (!report)
		return NULL;
	if (!report->full || !paper || offset >= sizeof(*paper))
		return &report->total;
	field = row_at(paper_fields, offset);
	if (field->kind == FIELD_OBJECT)
		part = row_at(field->fields, offset - field->offset);
	entry = entry_of(report, field, part);
	if (!entry)
		return &report->total;
	if (at)
		add_mark(report, at, (size_t)(entry - report->fields));
	return &entry->trace;
}

/* ---- of several sources ---- */

static bool lists(const struct texts *names, const char *name)
{
	for (size_t i = 0; i < names->count; i++)
		if (!strcmp(names->items[i], name))
			return true;
	return false;
}

/* A copy of text, which may be NULL. */
static char *copy(struct report *report, const char *text)
{
	char *copied = text ? span_copy(span_of(text)) : NULL;

	report->failed = report->failed || (text && !copied);
	return copied;
}

static void take_entry(struct report *report, const struct report_field *from,
		       const char *source)
{
	struct report_field *entry = entry_of(report, from->field,
					      from->member);

	if (!entry || entry->source)
		return;
	entry->trace = from->trace;
	entry->pointer = copy(report, from->pointer);
	entry->raw = copy(report, from->raw);
	entry->source = copy(report, source);
}

void report_take(struct report *report, const struct report *part,
		 const struct source_note *note)
{
	for (size_t i = 0; part && i < part->count; i++)
		if (lists(&note->fields, part->fields[i].field->name))
			take_entry(report, &part->fields[i], note->format);
}

void report_sum(struct report *report)
{
	for (size_t i = 0; i < report->count; i++)
		trace_add(&report->total, &report->fields[i].trace);
}
