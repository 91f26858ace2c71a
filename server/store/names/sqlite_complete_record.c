/* SPDX-License-Identifier: MIT */
/* A title that completes a text: of the record it is read from. */
#include "sqlite_complete.h"

static bool is_there(const struct completing *completing, const char *title)
{
	for (size_t i = 0; i < completing->count; i++)
		if (strcmp(completing->items[i].is.text, title) == 0)
			return true;
	return false;
}

static bool title_add(struct completing *completing, struct span key,
		      struct paper *part, uint64_t value)
{
	struct candidate *added;

	if (!part->title || is_there(completing, part->title))
		return true;
	added = candidate_add(completing);
	if (!added)
		return true;
	added->is.kind = COMPLETE_TITLE;
	added->is.text = part->title;
	part->title = NULL;
	added->is.key = span_copy(key);
	added->value = UINT64_MAX - value;
	added->whole = is_whole(completing, added->is.text);
	return added->is.key;
}

/* Takes a string in quotes off the front. */
static bool string_next(struct span *rest, struct span *ret)
{
	size_t end = 1;

	if (!rest->len || *rest->at != '"')
		return false;
	while (end < rest->len && rest->at[end] != '"')
		end += rest->at[end] == '\\' ? 2 : 1;
	if (end >= rest->len)
		return false;
	*ret = span_slice(*rest, 0, end + 1);
	*rest = span_slice(*rest, end + 1, rest->len);
	return true;
}

/*
 * The title of a record, without reading all of it: only strings stand before
 * it (paper_fields[]).  Where that is not so, the whole is read.
 */
static struct span title_of(struct span json)
{
	struct span rest = json, name, value;

	while (rest.len > 1) {
		rest = span_slice(rest, 1, rest.len); /* { or , */
		if (!string_next(&rest, &name) || rest.len < 2 ||
		    *rest.at != ':')
			break;
		rest = span_slice(rest, 1, rest.len);
		if (!string_next(&rest, &value))
			break;
		if (span_is(name, "\"title\""))
			return value;
	}
	return (struct span){ 0 };
}

/* Reads what is needed of a record: its title. */
static enum status part_read(struct span json, struct paper *ret,
			     struct error *err)
{
	SCOPED(buf_release) struct buf part = buf_init(STORE_VALUE_MAX);
	struct span title = title_of(json);

	if (!title.len)
		return paper_from_json(json, ret, err);
	buf_add_text(&part, "{\"title\":");
	buf_add_span(&part, title);
	buf_add_char(&part, '}');
	if (buf_check(&part, err) != STATUS_OK)
		return err->status;
	return paper_from_json(buf_span(&part), ret, err);
}

enum status complete_record(struct completing *completing,
			    const struct picked *picked, struct error *err)
{
	SCOPED(paper_release) struct paper part = { 0 };
	SCOPED(statement_release)
	struct statement row = statement_of(
		completing->reader->connection,
		"SELECT key, json FROM records WHERE id = ?");

	bind_integer(&row, (long long)picked->id);
	if (!statement_step(&row))
		return statement_check(&row, err);
	if (part_read(row_span(&row, 1), &part, err) != STATUS_OK)
		return err->status;
	return title_add(completing, row_span(&row, 0), &part, picked->value)
		       ? STATUS_OK
		       : error_set(err, STATUS_NO_MEMORY, "no memory");
}
