/* SPDX-License-Identifier: MIT */
/*
 * The component schemas of the API description.
 *
 * The record's schema is read off paper_fields[].  The envelopes around
 * records are tables of members whose type is one word: a JSON type, the name
 * of a component, [X] for a list of X, {X} for an object whose values are X,
 * with ? after it when null is possible.
 */
#include "handlers.h"

struct member {
	const char *name; /* NULL ends */
	const char *type;
	bool required;
	const char *summary;
};

struct schema {
	const char *name; /* NULL ends */
	const char *summary;
	const struct member *members;
};

/* clang-format off */
static const struct member list_members[] = {
	{ "total", "integer", true, "Records that match, on all pages." },
	{ "items", "[Record]", true, "The records of this page." },
	{ "next", "string?", true, "Cursor of the next page; null: none." },
	{ 0 }
};

static const struct member item_members[] = {
	{ "input", "string", true, "What was asked for." },
	{ "doi", "string", false, "The DOI as it was understood." },
	{ "status", "string", true,
	  "found, not_found, invalid (not a DOI) or store_error." },
	{ "record", "Record", false, "The record, when it was found." },
	{ 0 }
};

static const struct member lookup_members[] = {
	{ "items", "[LookupItem]", true, "One for each input, in order." },
	{ 0 }
};

static const struct member request_members[] = {
	{ "dois", "[string]", true, "DOIs in any spelling." },
	{ 0 }
};

static const struct member journals_members[] = {
	{ "total", "integer", true, "Journals in all." },
	{ "items", "[Journal]", true, "The journals of this page." },
	{ "next", "string?", true, "Cursor of the next page; null: none." },
	{ 0 }
};

static const struct member journal_members[] = {
	{ "records", "integer", true, "Records held of it." },
	{ "records_url", "string", false, "Path of the list of them." },
	{ 0 }
};

static const struct member stats_members[] = {
	{ "records", "integer", true, "Records held." },
	{ "with_abstract", "integer", true, "Of these, with an abstract." },
	{ "rejects", "integer", true, "Objects that could not be loaded." },
	{ "files", "integer", true, "Dump files loaded." },
	{ "last_load", "string", false, "When the last load ended." },
	{ "by_source", "{integer}", true, "Records by source, most first." },
	{ "by_type", "{integer}", true, "Records by type, most first." },
	{ "by_year", "{integer}", true, "Records by year, latest first." },
	{ 0 }
};

static const struct member health_members[] = {
	{ "status", "string", true, "Always ok." },
	{ 0 }
};

static const struct member ready_members[] = {
	{ "status", "string", true, "Always ready." },
	{ "files", "integer", true, "Dump files found." },
	{ "files_done", "integer", true, "Of these, loaded." },
	{ "bytes", "integer", true, "Bytes that needed loading." },
	{ "bytes_done", "integer", true, "Of these, loaded." },
	{ "records", "integer", true, "Records stored since the start." },
	{ "rejects", "integer", true, "Objects rejected since the start." },
	{ 0 }
};

static const struct member endpoint_members[] = {
	{ "method", "string", true, "The method." },
	{ "path", "string", true, "The path, its arguments in braces." },
	{ "summary", "string", true, "What it answers." },
	{ 0 }
};

static const struct member index_members[] = {
	{ "name", "string", true, "Always paperd." },
	{ "version", "string", true, "The program's version." },
	{ "description", "string", true, "Path of this description." },
	{ "endpoints", "[Endpoint]", true, "Every URL there is." },
	{ 0 }
};

static const struct member no_members[] = { { 0 } };

static const struct member problem_members[] = {
	{ "type", "string", true, "Names the kind of failure." },
	{ "title", "string", true, "The kind of failure in a sentence." },
	{ "status", "integer", true, "The HTTP status." },
	{ "detail", "string", false, "What was wrong this time." },
	{ "instance", "string", false, "What was asked for." },
	{ "request_id", "string", true, "As in X-Request-Id and the log." },
	{ "doi", "string", false, "The DOI as it was understood." },
	{ "fetch", "string", false, "What fetching the record found." },
	{ 0 }
};

static const struct schema schemas[] = {
	{ "Problem", "A failure (RFC 9457).", problem_members },
	{ "RecordList", "A page of records.", list_members },
	{ "LookupRequest", "DOIs to look up; the plain list will do too.", request_members },
	{ "LookupItem", "What became of one input.", item_members },
	{ "LookupAnswer", "The records looked up.", lookup_members },
	{ "JournalList", "A page of journals.", journals_members },
	{ "Stats", "What is held.", stats_members },
	{ "Health", "The process is up.", health_members },
	{ "Ready", "The first load is over.", ready_members },
	{ "Endpoint", "One URL.", endpoint_members },
	{ "Index", "What there is.", index_members },
	{ "Description", "An OpenAPI document.", no_members },
	{ 0 }
};

/* Members of an abstract, as rows of the record's table. */
static const char *const abstract_members[] = {
	"doi", "title", "abstract", "language", "translations", NULL
};

static const struct media_note notes[] = {
	{ "Abstract", "application/json", "text/plain", NULL },
	{ "LookupAnswer", "application/json", "application/x-ndjson",
	  "LookupRequest" },
	{ "Metrics", NULL, "text/plain", NULL },
	{ NULL, "application/json", NULL, NULL } /* everything else */
};
/* clang-format on */

/* ---- from type words ---- */

/* Appends {"$ref":…} for the name of a component, else {"type":…}. */
static void word_write(struct span word, struct buf *out)
{
	json_open(out, '{');
	if (ascii_is_upper(word.at[0])) {
		json_key(out, "$ref");
		buf_add_text(out, "\"#/components/schemas/");
		buf_add_span(out, word);
		buf_add_char(out, '"');
	} else {
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

static void schema_write(const struct schema *schema, struct buf *out)
{
	const struct member *member;

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
	json_close(out, '}');
	json_close(out, '}');
}

static void abstract_write_schema(struct buf *out)
{
	schema_open("Abstract", "The abstract of a record.", out);
	json_key(out, "properties");
	json_open(out, '{');
	for (const char *const *name = abstract_members; *name; name++)
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
	for (member = journal_members; member->name; member++)
		member_write(member, out);
	json_close(out, '}');
	json_close(out, '}');
}

const struct media_note *media_note_find(const char *answers)
{
	const struct media_note *note = notes;

	while (note->answers && strcmp(note->answers, answers) != 0)
		note++;
	return note;
}

void openapi_schemas(struct buf *out)
{
	json_open(out, '{');
	record_write_schema(out);
	abstract_write_schema(out);
	journal_write_schema(out);
	for (const struct schema *schema = schemas; schema->name; schema++)
		schema_write(schema, out);
	json_close(out, '}');
}
