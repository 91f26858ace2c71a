/* SPDX-License-Identifier: MIT */
#include "items.h"

#include <cjson/cJSON.h>

#include "paperd/doi.h"
#include "paperd/json.h"
#include "paperd/scoped.h"

static void tree_delete(cJSON **tree)
{
	cJSON_Delete(*tree);
}

struct items items_of(struct span body)
{
	return (struct items){ .text = body };
}

/* The index behind a string that begins at `at`, or the end of the text. */
static size_t string_end(struct span text, size_t at)
{
	for (at++; at < text.len && text.at[at] != '"'; at++)
		if (text.at[at] == '\\')
			at++;
	return at < text.len ? at + 1 : text.len;
}

/* The index behind the object or array that begins at `at`. */
static size_t value_end(struct span text, size_t at)
{
	size_t depth = 0;

	while (at < text.len) {
		char c = text.at[at];

		if (c == '"') {
			at = string_end(text, at);
			continue;
		}
		at++;
		if (c == '{' || c == '[')
			depth++;
		else if ((c == '}' || c == ']') && --depth == 0)
			return at;
	}
	return text.len + 1;
}

static size_t skip_space(struct span text, size_t at)
{
	while (at < text.len && ascii_is_space(text.at[at]))
		at++;
	return at;
}

/* The index behind the colon of a member of this name in the object that
 * begins at `at`; 0: there is none. */
static size_t member_find(struct span text, size_t at, const char *name)
{
	at = skip_space(text, at);
	if (at >= text.len || text.at[at++] != '{')
		return 0;
	while (at < text.len && text.at[at] != '}') {
		size_t from = at, colon;

		if (text.at[at] == '{' || text.at[at] == '[') {
			at = value_end(text, at);
			continue;
		}
		at = text.at[at] == '"' ? string_end(text, at) : at + 1;
		colon = skip_space(text, at);
		if (at - from > 2 && colon < text.len &&
		    text.at[colon] == ':' &&
		    span_is(span_slice(text, from + 1, at - 1), name))
			return skip_space(text, colon + 1);
	}
	return 0;
}

static bool enter(struct items *items)
{
	size_t at = skip_space(items->text, 0);
	size_t message = member_find(items->text, at, "message");

	if (message)
		at = member_find(items->text, message, "items");
	if (at >= items->text.len || items->text.at[at] != '[')
		return false;
	items->at = at + 1;
	return items->inside = true;
}

bool items_next(struct items *items, struct span *ret)
{
	struct span text = items->text;
	size_t from, end;

	if (!items->inside && !enter(items))
		return false;
	from = skip_space(text, items->at);
	if (from < text.len && text.at[from] == ',')
		from = skip_space(text, from + 1);
	if (from >= text.len || text.at[from] != '{')
		return false;
	end = value_end(text, from);
	if (end > text.len)
		return false;
	*ret = span_slice(text, from, end);
	items->at = end;
	return true;
}

bool item_doi(struct span item, struct buf *out)
{
	SCOPED(tree_delete) cJSON *tree = NULL;
	const char *doi;

	if (json_check(item, NULL) == STATUS_OK)
		tree = cJSON_ParseWithLength(item.at, item.len);
	doi = cJSON_GetStringValue(
		cJSON_GetObjectItemCaseSensitive(tree, "DOI"));
	return doi && doi_clean(span_of(doi), out);
}
