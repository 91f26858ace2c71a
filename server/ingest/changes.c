/* SPDX-License-Identifier: MIT */
#include "changes.h"

#include <stdio.h>
#include <stdlib.h>

#include "paperd/json.h"
#include "paperd/scoped.h"
#include "paperd/store.h"

/* Names in one line. */
#define SHOWN_MAX  12
#define LINE_BYTES 1000

static bool is_compared(const struct field *field)
{
	return strcmp(field->name, "source") != 0 &&
	       strcmp(field->name, "sources") != 0;
}

/* True when the field reads otherwise in the two papers. */
static bool differs(const struct paper *one, const struct paper *other,
		    size_t row, struct buf scratch[2])
{
	field_set set = (field_set)1 << row;

	buf_clear(&scratch[0]);
	buf_clear(&scratch[1]);
	paper_to_json(one, set, &scratch[0]);
	paper_to_json(other, set, &scratch[1]);
	return scratch[0].len != scratch[1].len ||
	       memcmp(scratch[0].data, scratch[1].data, scratch[0].len) != 0;
}

static field_set compare(const struct paper *was, const struct paper *now)
{
	struct buf scratch[2] = { buf_init(STORE_VALUE_MAX),
				  buf_init(STORE_VALUE_MAX) };
	field_set changed = 0;

	for (size_t row = 0; paper_fields[row].name; row++)
		if (is_compared(&paper_fields[row]) &&
		    differs(was, now, row, scratch))
			changed |= (field_set)1 << row;
	buf_release(&scratch[0]);
	buf_release(&scratch[1]);
	return changed;
}

/* Counts each rule once, in however many of the changed fields it worked. */
static void note_rules(struct change_counts *changes, field_set changed,
		       const struct report *report)
{
	struct trace all = { 0 };

	for (size_t i = 0; i < report->count; i++) {
		const struct report_field *entry = &report->fields[i];

		if (changed >> (entry->field - paper_fields) & 1)
			trace_add(&all, &entry->trace);
	}
	for (int rule = 0; rule < RULE_COUNT; rule++)
		changes->rules[rule] += all.fired[rule] > 0;
}

bool change_counts_note(struct change_counts *changes, struct span was,
			const struct paper *now, const struct report *report)
{
	SCOPED(paper_release) struct paper before = { 0 };
	field_set changed;

	if (paper_from_json(was, &before, NULL) != STATUS_OK)
		return false;
	changed = compare(&before, now);
	if (!changed)
		return false;
	changes->records++;
	for (size_t row = 0; paper_fields[row].name; row++)
		changes->fields[row] += changed >> row & 1;
	note_rules(changes, changed, report);
	return true;
}

void change_counts_add(struct change_counts *changes,
		       const struct change_counts *from)
{
	changes->records += from->records;
	for (size_t i = 0; i < CHANGES_FIELDS_MAX; i++)
		changes->fields[i] += from->fields[i];
	for (int i = 0; i < RULE_COUNT; i++)
		changes->rules[i] += from->rules[i];
}

/* ---- telling ---- */

/* The row with the most that has not been told; false: none is left. */
static bool next_most(const long long *counts, size_t count, bool *told,
		      size_t *ret)
{
	size_t most = count;

	for (size_t i = 0; i < count; i++)
		if (counts[i] && !told[i] &&
		    (most == count || counts[i] > counts[most]))
			most = i;
	if (most == count)
		return false;
	told[most] = true;
	*ret = most;
	return true;
}

static const char *field_name(size_t row)
{
	return paper_fields[row].name;
}

static const char *rule_name(size_t row)
{
	return rule_row((enum rule)row)->id;
}

/* "fields changed: title 12, abstract 3"; nothing when there are none. */
static void list(const char *what, const long long *counts, size_t count,
		 const char *(*name)(size_t row), struct buf *out)
{
	bool told[RULE_COUNT + CHANGES_FIELDS_MAX] = { false };
	size_t row, shown = 0;

	buf_clear(out);
	while (shown < SHOWN_MAX && next_most(counts, count, told, &row))
		buf_add_format(out, "%s %s %lld", shown++ ? "," : what,
			       name(row), counts[row]);
	if (next_most(counts, count, told, &row))
		buf_add_text(out, ", …");
}

void change_counts_tell(const struct change_counts *changes,
			void (*line)(void *context, const char *text),
			void *context)
{
	SCOPED(buf_release) struct buf text = buf_init(LINE_BYTES);

	list("fields changed:", changes->fields, CHANGES_FIELDS_MAX, field_name,
	     &text);
	if (text.len)
		line(context, buf_text(&text));
	list("rules at work in them:", changes->rules, RULE_COUNT, rule_name,
	     &text);
	if (text.len)
		line(context, buf_text(&text));
}
