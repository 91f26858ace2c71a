/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "bibtex_lex.h"
#include "form.h"
#include "paperd/buf.h"
#include "paperd/scoped.h"

/* Most @string definitions before an entry that are looked at. */
#define MACROS_MAX 4096

/* Longest value, in bytes. */
#define VALUE_MAX (4 << 20)

/* A tree takes at most this many bytes more than the text: macros that are
 * long, and used often, would have no end. */
#define GROWTH_MAX (4 << 20)

struct maker {
	cJSON *macros; /* an object of strings; owned */
	size_t macro_count;
	cJSON *entry;     /* owned */
	struct buf value; /* scratch */
	size_t room;      /* bytes of values that may still be added */
	bool too_long;    /* out of room */
	bool failed;      /* out of memory */
};

static void maker_release(struct maker *maker)
{
	cJSON_Delete(maker->macros);
	cJSON_Delete(maker->entry);
	buf_release(&maker->value);
}

/* The macros that every style defines, as months are written in full. */
static struct span month_of(struct span word)
{
	static const char *const months[] = {
		"January",   "February", "March",    "April",
		"May",       "June",     "July",     "August",
		"September", "October",  "November", "December",
	};

	for (size_t i = 0; word.len == 3 && i < ARRAY_COUNT(months); i++)
		if (span_starts_nocase(span_of(months[i]),
				       (char[]){ word.at[0], word.at[1],
						 word.at[2], '\0' }))
			return span_of(months[i]);
	return (struct span){ 0 };
}

/* A word that names no macro stands for itself. */
static struct span resolve(const struct maker *maker, struct span word)
{
	struct span month = month_of(word);
	const cJSON *item;

	cJSON_ArrayForEach (item, maker->macros) {
		if (span_is_nocase(word, item->string))
			return json_span(item);
	}
	return month.len ? month : word;
}

/* True when the blanks after the command say nothing: those of an accent
 * before its letter ("\' a"). */
static bool is_accent(char command)
{
	return command && strchr("'`\"^~=.", command);
}

/* Adds text with "\ ", TeX's blank after an abbreviation, as a blank; not so
 * in a formula, which stays as it is. */
static void add_text(struct buf *out, struct span text)
{
	bool formula = false;

	for (size_t i = 0; i < text.len; i++) {
		bool slash = text.at[i] == '\\' && i + 1 < text.len;

		formula = formula != (text.at[i] == '$');
		if (!slash || formula || !ascii_is_space(text.at[i + 1]))
			buf_add_char(out, text.at[i]);
		if (!slash)
			continue;
		buf_add_char(out, text.at[++i]);
		if (!formula && is_accent(text.at[i]) && i + 2 < text.len &&
		    text.at[i + 1] == ' ' && ascii_is_alpha(text.at[i + 2]))
			i++;
	}
}

/* Makes maker->value the text of a value. */
static void expand(struct maker *maker, struct span value)
{
	struct bibtex_piece piece;

	buf_clear(&maker->value);
	while (bibtex_next_piece(&value, &piece))
		add_text(&maker->value, piece.is_word
						? resolve(maker, piece.text)
						: piece.text);
	maker->too_long = maker->value.failed || maker->value.len > maker->room;
	if (!maker->too_long)
		maker->room -= maker->value.len;
}

static void add_member(struct maker *maker, cJSON *object, struct span name)
{
	SCOPED_FREE char *key = span_copy(name);
	cJSON *text = cJSON_CreateString(buf_text(&maker->value));

	for (size_t i = 0; key && i < name.len; i++)
		key[i] = ascii_lower(key[i]);
	if (!key || !text || !cJSON_AddItemToObject(object, key, text)) {
		cJSON_Delete(text);
		maker->failed = true;
	}
}

static bool goes_on(const struct maker *maker)
{
	return !maker->failed && !maker->too_long;
}

static void add_fields(struct maker *maker, cJSON *object, struct span body)
{
	struct bibtex_field field;

	while (goes_on(maker) && bibtex_next_field(&body, &field)) {
		expand(maker, field.value);
		if (!maker->too_long)
			add_member(maker, object, field.name);
	}
}

/* Takes the entry; false when it is no more than a definition. */
static bool take_entry(struct maker *maker, const struct bibtex_entry *entry)
{
	if (span_is_nocase(entry->type, "string")) {
		if (maker->macro_count++ < MACROS_MAX)
			add_fields(maker, maker->macros, entry->body);
		return false;
	}
	buf_clear(&maker->value);
	buf_add_span(&maker->value, entry->type);
	add_member(maker, maker->entry, span_of(ENTRY_TYPE));
	add_fields(maker, maker->entry, entry->body);
	return true;
}

cJSON *bibtex_tree(struct span raw, struct error *err)
{
	SCOPED(maker_release)
	struct maker maker = {
		.macros = cJSON_CreateObject(),
		.entry = cJSON_CreateObject(),
		.value = buf_init(VALUE_MAX),
		.room = raw.len + GROWTH_MAX,
	};
	struct bibtex_entry entry;
	cJSON *tree = maker.entry;
	bool taken = false;

	if (form_check(raw, err) != STATUS_OK)
		return NULL;
	maker.failed = !maker.macros || !maker.entry;
	while (goes_on(&maker) && !taken && bibtex_next_entry(&raw, &entry))
		taken = take_entry(&maker, &entry);
	if (maker.failed)
		error_set(err, STATUS_NO_MEMORY, "no memory");
	else if (maker.too_long)
		error_set(err, STATUS_INVALID_BODY, "values over %d bytes",
			  VALUE_MAX);
	else if (!taken)
		error_set(err, STATUS_INVALID_BODY, "no BibTeX entry");
	if (!taken || !goes_on(&maker))
		return NULL;
	maker.entry = NULL;
	return tree;
}
