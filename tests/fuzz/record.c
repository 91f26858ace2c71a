/* SPDX-License-Identifier: MIT */
/* Walks a record by its field table, as the codec does. */
#include "record.h"

#include "paperd/identifier.h"
#include "paperd/scoped.h"
#include "paperd/source.h"

static enum status read_source(struct span raw, struct paper *ret)
{
	return source_read(raw, ret, NULL, NULL);
}

/* DOIs and addresses may hold what in prose would be a tag. */
static bool is_address(const char *name)
{
	return !strcmp(name, "doi") || !strcmp(name, "url");
}

static void require_text(const char *name, const char *text)
{
	if (!text)
		return;
	REQUIRE(*text);
	if (is_address(name))
		require_form(name, span_of(text), false);
	else
		require_prose(name, span_of(text),
			      !strcmp(name, "abstract") ||
				      !strcmp(name, "copyright"));
}

/* As struct people, struct licenses, … are laid out. */
struct objects {
	const char *items;
	size_t count;
};

static void require_members(const struct field *fields, const char *owner);

static void require_texts(const char *name, const struct texts *texts)
{
	for (size_t i = 0; i < texts->count; i++)
		require_text(name, texts->items[i]);
}

static void require_objects(const struct field *field,
			    const struct objects *list)
{
	for (size_t i = 0; i < list->count; i++)
		require_members(field->fields, list->items + i * field->size);
}

static void require_member(const struct field *field, const char *member)
{
	switch (field->kind) {
	case FIELD_TEXT:
		require_text(field->name, *(char *const *)member);
		break;
	case FIELD_TEXTS:
		require_texts(field->name, (const struct texts *)member);
		break;
	case FIELD_OBJECT:
		require_members(field->fields, member);
		break;
	case FIELD_OBJECTS:
	case FIELD_KEYED:
		require_objects(field, (const struct objects *)member);
		break;
	case FIELD_INTEGER:
	case FIELD_NUMBER:
	case FIELD_TRUTH:
		break;
	}
}

/* As deep as the table is, never as deep as an input. */
static void require_members(const struct field *fields, const char *owner)
{
	for (const struct field *field = fields; field->name; field++)
		require_member(field, owner + field->offset);
}

static void require_codec(const struct paper *paper, size_t len)
{
	SCOPED(paper_release) struct paper back = { 0 };
	SCOPED(buf_release) struct buf json = buf_init(16 * len + 65536);
	SCOPED(buf_release) struct buf again = buf_init(16 * len + 65536);

	paper_to_json(paper, FIELD_SET_ALL, &json);
	REQUIRE(!json.failed);
	REQUIRE(paper_from_json(buf_span(&json), &back, NULL) == STATUS_OK);
	paper_to_json(&back, FIELD_SET_ALL, &again);
	require_same("json", buf_span(&json), buf_span(&again));
}

/* Longest key of a record: a DOI. */
#define KEY_ROOM 8192

void require_record(struct span raw)
{
	SCOPED(paper_release) struct paper paper = { 0 };
	SCOPED(buf_release) struct buf key = buf_init(KEY_ROOM);

	if (read_source(raw, &paper) != STATUS_OK)
		return;
	REQUIRE(paper.source.format);
	REQUIRE(paper_key(&paper, &key) && key_is_valid(buf_span(&key)));
	require_members(paper_fields, (const char *)&paper);
	require_codec(&paper, raw.len);
}

void require_record_within(const char *begin, struct span bytes,
			   const char *end)
{
	SCOPED(buf_release)
	struct buf raw = buf_init(bytes.len + strlen(begin) + strlen(end));

	buf_add_text(&raw, begin);
	buf_add_span(&raw, bytes);
	buf_add_text(&raw, end);
	require_record(buf_span(&raw));
}
