/* SPDX-License-Identifier: MIT */
/*
 * The component schemas of the API description: the record's is read off
 * paper_fields[], the envelopes around records off the tables of shapes.
 */
#include "openapi.h"

/* ---- from type words ---- */

/* Appends {"$ref":…} for the name of a component, {} for any value, else
 * {"type":…}. */
static void word_write(struct span word, struct buf *out)
{
	json_open(out, '{');
	if (ascii_is_upper(word.at[0])) {
		json_key(out, "$ref");
		buf_add_text(out, "\"#/components/schemas/");
		buf_add_span(out, word);
		buf_add_char(out, '"');
	} else if (!span_is(word, "any")) {
		json_key(out, "type");
		json_string(out, word);
	}
	json_close(out, '}');
}

/* Appends the members of a schema that a type word without reference says. */
static void type_write(const char *type, struct buf *out)
{
	size_t len = strlen(type);
	bool list = type[0] == '[';

	if (strcmp(type, "any") == 0)
		return; /* no type: every value (JSON Schema) */
	json_key(out, "type");
	if (type[len - 1] == '?') {
		json_open(out, '[');
		json_string(out, (struct span){ type, len - 1 });
		json_text(out, "null");
		json_close(out, ']');
	} else if (list || type[0] == '{') {
		json_text(out, list ? "array" : "object");
		json_key(out, list ? "items" : "additionalProperties");
		word_write((struct span){ type + 1, len - 2 }, out);
	} else {
		json_text(out, type);
	}
}

static void member_write(const struct member *member, struct buf *out)
{
	json_key(out, member->name);
	if (ascii_is_upper(member->type[0])) {
		word_write(span_of(member->type), out);
		return;
	}
	json_open(out, '{');
	type_write(member->type, out);
	json_pair_text(out, "description", member->summary);
	json_close(out, '}');
}

static void schema_open(const char *name, const char *summary, struct buf *out)
{
	json_key(out, name);
	json_open(out, '{');
	json_pair_text(out, "type", "object");
	json_pair_text(out, "description", summary);
}

static void list_write(const struct schema *schema, struct buf *out)
{
	json_key(out, schema->name);
	json_open(out, '{');
	json_pair_text(out, "type", "array");
	json_pair_text(out, "description", schema->summary);
	json_key(out, "items");
	word_write(span_of(schema->items), out);
	json_close(out, '}');
}

static void schema_write(const struct schema *schema, struct buf *out)
{
	const struct member *member;

	if (!schema->members) {
		list_write(schema, out);
		return;
	}
	schema_open(schema->name, schema->summary, out);
	json_key(out, "properties");
	json_open(out, '{');
	for (member = schema->members; member->name; member++)
		member_write(member, out);
	json_close(out, '}');
	json_key(out, "required");
	json_open(out, '[');
	for (member = schema->members; member->name; member++)
		if (member->required)
			json_text(out, member->name);
	json_close(out, ']');
	json_close(out, '}');
}

/* ---- from field tables ---- */

static const char *const kind_types[] = {
	[FIELD_TEXT] = "string",    [FIELD_INTEGER] = "integer",
	[FIELD_NUMBER] = "number",  [FIELD_TRUTH] = "boolean",
	[FIELD_TEXTS] = "[string]", [FIELD_OBJECT] = "object",
	[FIELD_OBJECTS] = "array",  [FIELD_KEYED] = "object",
};

/* Where the schema of the structs in a list stands, and where the members of
 * a plain object do. */
static const char *inner_key(enum field_kind kind)
{
	if (kind == FIELD_OBJECTS)
		return "items";
	return kind == FIELD_KEYED ? "additionalProperties" : NULL;
}

/*
 * Appends the members of a field's schema up to the point where its own
 * fields, if it has any, are to be listed.
 */
static void field_open(const struct field *field, struct buf *out)
{
	const char *inner = inner_key(field->kind);

	json_key(out, field->name);
	json_open(out, '{');
	type_write(kind_types[field->kind], out);
	json_pair_text(out, "description", field->summary);
	if (inner) {
		json_key(out, inner);
		json_open(out, '{');
		json_pair_text(out, "type", "object");
	}
	if (field->fields) {
		json_key(out, "properties");
		json_open(out, '{');
	}
}

static void field_close(const struct field *field, struct buf *out)
{
	if (field->fields)
		json_close(out, '}');
	if (inner_key(field->kind))
		json_close(out, '}');
	json_close(out, '}');
}

/* Appends one field.  It calls itself as deep as the tables go, no deeper. */
static void field_write(const struct field *field, struct buf *out)
{
	const struct field *inner = field->fields;

	field_open(field, out);
	if (inner && field->kind == FIELD_KEYED)
		inner++; /* the first is the key */
	for (; inner && inner->name; inner++)
		field_write(inner, out);
	field_close(field, out);
}

static void record_write_schema(struct buf *out)
{
	schema_open("Record", "A record. Only known facts appear.", out);
	json_key(out, "properties");
	json_open(out, '{');
	for (const struct field *field = paper_fields; field->name; field++)
		field_write(field, out);
	for (const struct member *raw = openapi_raw_members; raw->name; raw++)
		member_write(raw, out);
	json_close(out, '}');
	json_close(out, '}');
}

static void abstract_write_schema(struct buf *out)
{
	schema_open("Abstract", "The abstract of a record.", out);
	json_key(out, "properties");
	json_open(out, '{');
	for (const char *const *name = openapi_abstract_members; *name; name++)
		field_write(paper_field(span_of(*name)), out);
	json_close(out, '}');
	json_close(out, '}');
}

/* A journal as it stands in a record, and what the data says of it. */
static void journal_write_schema(struct buf *out)
{
	const struct field *field = paper_field(span_of("journal"))->fields;
	const struct member *member;

	schema_open("Journal", "A journal of the records held.", out);
	json_key(out, "properties");
	json_open(out, '{');
	for (; field->name; field++)
		field_write(field, out);
	for (member = openapi_journal_members; member->name; member++)
		member_write(member, out);
	json_close(out, '}');
	json_close(out, '}');
}

void openapi_schemas(struct buf *out)
{
	json_open(out, '{');
	record_write_schema(out);
	abstract_write_schema(out);
	journal_write_schema(out);
	for (const struct schema *row = openapi_schema_table; row->name; row++)
		schema_write(row, out);
	json_close(out, '}');
}
