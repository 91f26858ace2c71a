/* SPDX-License-Identifier: MIT */
#include "dump_macros.h"

#include <stdlib.h>

#include "bibtex_lex.h"
#include "paperd/scoped.h"

/* Most macros of a file: the largest collections of journals have 3,000. */
#define MACROS_MAX 4096

/* Longest text of a macro, in bytes. */
#define MACRO_MAX 4096

static void macro_release(struct macro *macro)
{
	free(macro->name);
	free(macro->definition);
}

void macros_release(struct macros *macros)
{
	for (size_t i = 0; i < macros->count; i++)
		macro_release(&macros->items[i]);
	free(macros->items);
	buf_release(&macros->text);
	*macros = (struct macros){ 0 };
}

/* < 0, 0, > 0, as name stands before, at or after key; ASCII case ignored. */
static int compare(struct span name, const char *key)
{
	for (size_t i = 0; i < name.len; i++) {
		int order = (unsigned char)ascii_lower(name.at[i]) -
			    (unsigned char)key[i];

		if (order)
			return order;
	}
	return key[name.len] ? -1 : 0;
}

/* The index of the macro, or where it belongs. */
static size_t find_place(const struct macros *macros, struct span name,
			 bool *ret_found)
{
	size_t low = 0, high = macros->count;

	*ret_found = false;
	while (low < high && !*ret_found) {
		size_t middle = low + (high - low) / 2;
		int order = compare(name, macros->items[middle].name);

		*ret_found = order == 0;
		if (order > 0)
			low = middle + 1;
		else
			high = middle;
	}
	return *ret_found ? high : low;
}

static struct macro *find(const struct macros *macros, struct span name)
{
	bool found;
	size_t at = find_place(macros, name, &found);

	return found ? &macros->items[at] : NULL;
}

/* The text of a macro, as its definition holds it. */
static struct span text_of(const struct macro *macro)
{
	struct span text = span_of(macro->definition);
	const char *brace = memchr(text.at + 8, '{', text.len - 8);

	/* without "}}\n" */
	return span_slice(text, (size_t)(brace - text.at) + 1, text.len - 3);
}

/* ---- definitions ---- */

/* Writes the text of a value; words that are no macros stand for themselves. */
static void expand(const struct macros *macros, struct span value,
		   struct buf *out)
{
	struct bibtex_piece piece;

	while (bibtex_next_piece(&value, &piece)) {
		const struct macro *macro = NULL;

		if (piece.is_word)
			macro = find(macros, piece.text);
		buf_add_span(out, macro ? text_of(macro) : piece.text);
	}
}

/* The definition in full, in macros->text. */
static enum status define(struct macros *macros,
			  const struct bibtex_field *field, struct error *err)
{
	struct buf *out = &macros->text;
	size_t open;

	buf_release(out);
	*out = buf_init(MACRO_MAX);
	buf_add_text(out, "@string{");
	buf_add_span(out, field->name);
	buf_add_text(out, " = ");
	open = out->len;
	buf_add_char(out, '{');
	expand(macros, field->value, out);
	buf_add_char(out, '}');
	if (out->failed)
		return error_set(err, STATUS_INVALID_BODY,
				 "a @string over %d bytes", MACRO_MAX);
	if (bibtex_group_end(buf_span(out), open) != out->len ||
	    out->data[out->len - 1] != '}')
		return error_set(err, STATUS_INVALID_BODY,
				 "a @string whose braces do not match");
	buf_add_text(out, "}\n");
	return buf_check(out, err);
}

static char *lower_copy(struct span name)
{
	char *copy = span_copy(name);

	for (size_t i = 0; copy && i < name.len; i++)
		copy[i] = ascii_lower(copy[i]);
	return copy;
}

static bool make_room(struct macros *macros)
{
	size_t room = macros->room ? 2 * macros->room : 64;
	struct macro *items;

	if (macros->count < macros->room)
		return true;
	items = realloc(macros->items, room * sizeof(*items));
	if (!items)
		return false;
	macros->items = items;
	macros->room = room;
	return true;
}

/* Puts the definition in macros->text where it belongs. */
static enum status put(struct macros *macros, struct span name,
		       struct error *err)
{
	struct macro new = { .entry = -1 };
	bool found;
	size_t at = find_place(macros, name, &found);

	if (!found && macros->count == MACROS_MAX)
		return error_set(err, STATUS_INVALID_BODY,
				 "more than %d @string definitions",
				 MACROS_MAX);
	new.name = lower_copy(name);
	new.definition = buf_take(&macros->text);
	if (!new.name || !new.definition || !make_room(macros)) {
		macro_release(&new);
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	}
	if (found)
		macro_release(&macros->items[at]);
	else
		memmove(&macros->items[at + 1], &macros->items[at],
			(macros->count++ - at) * sizeof(new));
	macros->items[at] = new;
	return STATUS_OK;
}

enum status macros_add(struct macros *macros, struct span raw,
		       struct error *err)
{
	enum status status = STATUS_OK;
	struct bibtex_entry entry;
	struct bibtex_field field;
	bool any = false;

	if (!bibtex_next_entry(&raw, &entry))
		return STATUS_OK;
	while (status == STATUS_OK && bibtex_next_field(&entry.body, &field)) {
		any = true;
		status = define(macros, &field, err);
		if (status == STATUS_OK)
			status = put(macros, field.name, err);
	}
	if (!any)
		return error_set(err, STATUS_INVALID_BODY,
				 "a @string that defines nothing");
	return status;
}

/* ---- entries ---- */

static void add_used(struct macros *macros, struct span value)
{
	struct bibtex_piece piece;

	while (bibtex_next_piece(&value, &piece)) {
		struct macro *macro = NULL;

		if (piece.is_word)
			macro = find(macros, piece.text);
		if (!macro || macro->entry == macros->entries)
			continue;
		macro->entry = macros->entries;
		buf_add_text(&macros->text, macro->definition);
	}
}

enum status macros_apply(struct macros *macros, struct span raw, size_t max,
			 struct span *ret, struct error *err)
{
	struct span rest = raw;
	struct bibtex_entry entry;
	struct bibtex_field field;

	*ret = raw;
	macros->entries++;
	if (!macros->count || !bibtex_next_entry(&rest, &entry))
		return STATUS_OK;
	buf_release(&macros->text);
	macros->text = buf_init(max);
	while (bibtex_next_field(&entry.body, &field))
		add_used(macros, field.value);
	if (!macros->text.len && !macros->text.failed)
		return STATUS_OK;
	buf_add_span(&macros->text, raw);
	*ret = buf_span(&macros->text);
	if (macros->text.failed)
		return error_set(err, STATUS_INVALID_BODY,
				 "larger than %zu bytes with the @string "
				 "definitions it uses",
				 max);
	return STATUS_OK;
}
