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
						       .member = member,
						       .source = "" };
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

void report_sum(struct report *report)
{
	for (size_t i = 0; i < report->count; i++)
		trace_add(&report->total, &report->fields[i].trace);
}
