/* SPDX-License-Identifier: MIT */
/*
 * Names in BibTeX: parted by the word "and"; "First von Last", "von Last,
 * First" or "von Last, Jr, First"; what stands in braces is not parted.
 */
#include "bibtex.h"
#include "bibtex_lex.h"
#include "library.h"
#include "paperd/clean.h"
#include "paperd/scoped.h"

/* Most parts of a name. */
#define PARTS_MAX 3

/* Longest part of a name in bytes. */
#define PART_MAX 65536

bool bibtex_plain(struct span raw, struct buf *out, struct trace *trace)
{
	SCOPED(buf_release) struct buf text = buf_init(4 * raw.len + 64);

	return clean_title(raw, CLEAN_TEX, &text, trace) &&
	       clean_plain(buf_span(&text), out, trace);
}

/* What a command stands for; the longer first. */
static const struct {
	const char *command;
	const char *text;
} commands[] = {
	{ "\\textunderscore", "_" },
	{ "\\textasciitilde", "~" },
	{ "\\textgreater", ">" },
	{ "\\textless", "<" },
	{ "$\\backslash$", "" },
	{ "\\url", "" },
	{ "\\href", "" },
	{ "$<$", "<" },
	{ "$>$", ">" },
};

bool bibtex_verbatim(struct span raw, struct buf *out, struct trace *trace)
{
	size_t from = out->len;

	while (raw.len) {
		size_t taken = 0;

		for (size_t i = 0; !taken && i < ARRAY_COUNT(commands); i++)
			if (span_starts_nocase(raw, commands[i].command)) {
				buf_add_text(out, commands[i].text);
				taken = strlen(commands[i].command);
			}
		if (!taken && !strchr("{}\\\n", raw.at[0]))
			buf_add_char(out, raw.at[0]);
		raw = span_slice(raw, taken ? taken : 1, raw.len);
	}
	return out->len > from;
}

/* ---- lists ---- */

/* The index after the character at `at`, or after the group it opens. */
static size_t step(struct span text, size_t at)
{
	if (text.at[at] == '{')
		return bibtex_group_end(text, at);
	return text.at[at] == '\\' && at + 1 < text.len ? at + 2 : at + 1;
}

/* True when the word "and" stands at `at`, blanks around it. */
static bool is_and(struct span text, size_t at)
{
	return at && ascii_is_space(text.at[at - 1]) && at + 3 < text.len &&
	       ascii_is_space(text.at[at + 3]) &&
	       span_starts_nocase(span_slice(text, at, text.len), "and");
}

/* Takes the name before the next "and"; false at the end. */
static bool next_name(struct span *rest, struct span *ret)
{
	size_t at = 0;

	if (!rest->at)
		return false;
	while (at < rest->len && !is_and(*rest, at))
		at = step(*rest, at);
	*ret = span_trim(span_slice(*rest, 0, at));
	*rest = at < rest->len ? span_slice(*rest, at + 3, rest->len)
			       : (struct span){ 0 };
	return true;
}

/* The parts between commas; the last takes what is too much. */
static size_t split(struct span name, struct span parts[PARTS_MAX])
{
	size_t count = 0, from = 0, at = 0;

	while (at < name.len) {
		if (name.at[at] == ',' && count + 1 < PARTS_MAX) {
			parts[count++] = span_slice(name, from, at);
			from = at + 1;
		}
		at = step(name, at);
	}
	parts[count++] = span_slice(name, from, name.len);
	return count;
}

static size_t count_separators(struct span text, char separator)
{
	size_t count = 0;

	for (size_t at = 0; at < text.len; at = step(text, at))
		count += text.at[at] == separator;
	return count;
}

/* ---- one name ---- */

/* "N.A." */
static bool is_initials(struct span text)
{
	bool letter = false;

	for (size_t i = 0; i < text.len; i++) {
		if (letter ? text.at[i] != '.' : !ascii_is_upper(text.at[i]))
			return false;
		letter = !letter;
	}
	return text.len && !letter;
}

static cJSON *clean_string(struct span raw)
{
	SCOPED(buf_release) struct buf text = buf_init(PART_MAX);

	/* initials may read as "not available": names know better */
	if (!bibtex_plain(raw, &text, NULL) && is_initials(span_trim(raw)))
		buf_add_span(&text, span_trim(raw));
	return cJSON_CreateString(buf_text(&text));
}

static bool add(cJSON *object, const char *key, cJSON *text)
{
	if (text && cJSON_AddItemToObject(object, key, text))
		return true;
	cJSON_Delete(text);
	return false;
}

/* A person's parts, or an organisation in braces. */
static cJSON *make_object(const struct span *parts, size_t count)
{
	SCOPED(json_tree_release) cJSON *object = cJSON_CreateObject();
	cJSON *made = object;
	bool done;

	if (!object)
		return NULL;
	if (count == 1)
		done = add(object, "literal", clean_string(parts[0])) &&
		       add(object, "nameType",
			   cJSON_CreateString("Organizational"));
	else
		done = add(object, "family", clean_string(parts[0])) &&
		       add(object, "given", clean_string(parts[count - 1])) &&
		       (count < 3 ||
			add(object, "suffix", clean_string(parts[1])));
	if (!done)
		return NULL;
	object = NULL;
	return made;
}

static cJSON *make_name(struct span name)
{
	struct span parts[PARTS_MAX];
	size_t count = split(name, parts);
	bool braced = name.at[0] == '{' &&
		      bibtex_group_end(name, 0) == name.len;

	if (count == 1 && !braced)
		return clean_string(name);
	return make_object(parts, count);
}

/* "A B, C D, E F" and "A, B; C, D": not as BibTeX has names. */
static bool is_foreign(struct span text)
{
	struct span rest = text, name, parts[PARTS_MAX];

	while (next_name(&rest, &name)) {
		if (count_separators(name, ';') ||
		    count_separators(name, ',') >= PARTS_MAX ||
		    (split(name, parts) == PARTS_MAX &&
		     !library_is_suffix(parts[1])))
			return true;
	}
	return false;
}

cJSON *bibtex_names(struct span text)
{
	SCOPED(json_tree_release) cJSON *list = NULL;
	cJSON *made;
	struct span name;

	if (is_foreign(text))
		return clean_string(text);
	list = cJSON_CreateArray();
	made = list;
	while (list && next_name(&text, &name)) {
		cJSON *item;

		if (!name.len || span_is_nocase(name, "others"))
			continue;
		item = make_name(name);
		if (!item || !cJSON_AddItemToArray(list, item)) {
			cJSON_Delete(item);
			return NULL;
		}
	}
	list = NULL;
	return made;
}
