/* SPDX-License-Identifier: MIT */
/*
 * What follows from the field table alone: finding, filling, release.
 */
#include "paperd/paper.h"

#include <stdlib.h>

#include "paperd/scoped.h"

#include "list.h"

const struct field *paper_field(struct span name)
{
	for (const struct field *field = paper_fields; field->name; field++)
		if (span_is(name, field->name))
			return field;
	return NULL;
}

size_t field_size(const struct field *field)
{
	static const size_t sizes[] = {
		[FIELD_TEXT] = sizeof(char *),
		[FIELD_INTEGER] = sizeof(struct integer),
		[FIELD_NUMBER] = sizeof(struct number),
		[FIELD_TRUTH] = sizeof(enum truth),
		[FIELD_TEXTS] = sizeof(struct list),
		[FIELD_OBJECTS] = sizeof(struct list),
		[FIELD_KEYED] = sizeof(struct list),
	};

	return field->kind == FIELD_OBJECT ? field->size : sizes[field->kind];
}

/* ---- lists ---- */

/* Appends one zeroed element.  Room doubles at powers of two, so that the
 * count alone tells when there is none left. */
static void *list_add(void *list_pointer, size_t size)
{
	struct list *list = list_pointer;
	size_t count = list->count;
	char *items = list->items;

	if ((count & (count - 1)) == 0) {
		items = realloc(items, (count ? 2 * count : 1) * size);
		if (!items)
			return NULL;
		list->items = items;
	}
	list->count = count + 1;
	return memset(items + count * size, 0, size);
}

struct person *people_add(struct people *list)
{
	return list_add(list, sizeof(*list->items));
}

struct translation *translations_add(struct translations *list)
{
	return list_add(list, sizeof(*list->items));
}

struct license *licenses_add(struct licenses *list)
{
	return list_add(list, sizeof(*list->items));
}

struct funder *funders_add(struct funders *list)
{
	return list_add(list, sizeof(*list->items));
}

struct reference *references_add(struct references *list)
{
	return list_add(list, sizeof(*list->items));
}

struct update *updates_add(struct updates *list)
{
	return list_add(list, sizeof(*list->items));
}

struct source_note *source_notes_add(struct source_notes *list)
{
	return list_add(list, sizeof(*list->items));
}

bool texts_take(struct texts *list, char *owned)
{
	char **slot = owned ? list_add(list, sizeof(*slot)) : NULL;

	if (!slot) {
		free(owned);
		return false;
	}
	*slot = owned;
	return true;
}

void texts_release(struct texts *list)
{
	for (size_t i = 0; i < list->count; i++)
		free(list->items[i]);
	free(list->items);
	*list = (struct texts){ 0 };
}

/* ---- release ---- */

static void release_fields(const struct field *fields, void *owner);

static void release_list(const struct field *field, void *member)
{
	struct list *list = member;
	char *items = list->items;

	for (size_t i = 0; i < list->count; i++)
		release_fields(field->fields, items + i * field->size);
	free(items);
}

static void release_field(const struct field *field, void *member)
{
	switch (field->kind) {
	case FIELD_TEXT:
		free(*(char **)member);
		break;
	case FIELD_TEXTS:
		texts_release(member);
		break;
	case FIELD_OBJECT:
		release_fields(field->fields, member);
		break;
	case FIELD_OBJECTS:
	case FIELD_KEYED:
		release_list(field, member);
		break;
	case FIELD_INTEGER:
	case FIELD_NUMBER:
	case FIELD_TRUTH:
		break;
	}
}

/* Depth is that of the table, three, never that of any input. */
static void release_fields(const struct field *fields, void *owner)
{
	for (const struct field *field = fields; field->name; field++)
		release_field(field, (char *)owner + field->offset);
}

void paper_release(struct paper *paper)
{
	release_fields(paper_fields, paper);
	*paper = (struct paper){ 0 };
}

/* ---- sets of fields ---- */

static void list_known(struct buf *out)
{
	for (const struct field *field = paper_fields; field->name; field++) {
		buf_add_text(out, field == paper_fields ? "" : ", ");
		buf_add_text(out, field->name);
	}
}

static enum status unknown_field(struct span name, struct error *err)
{
	SCOPED(buf_release) struct buf known = buf_init(ERROR_DETAIL_MAX);

	list_known(&known);
	return error_set(err, STATUS_INVALID_PARAMETER,
			 "unknown field \"%.*s\"; known are: %s",
			 span_shown(name, 64), name.at, buf_text(&known));
}

enum status field_set_parse(struct span list, field_set *ret, struct error *err)
{
	field_set set = 0;
	struct span name;

	while (span_next(&list, ',', &name)) {
		const struct field *field = paper_field(span_trim(name));

		if (!field)
			return unknown_field(name, err);
		set |= UINT64_C(1) << (field - paper_fields);
	}
	*ret = set;
	return STATUS_OK;
}
