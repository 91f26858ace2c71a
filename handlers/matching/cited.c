/* SPDX-License-Identifier: MIT */
/*
 * References as clients write them: one line of text each, or JSON.
 */
#include "cited.h"

#include <cjson/cJSON.h>

void cited_release(struct cited *reference)
{
	char *const owned[] = { reference->id,      reference->doi,
				reference->title,   reference->author,
				reference->journal, reference->volume,
				reference->issue,   reference->page,
				reference->text };

	for (size_t i = 0; i < ARRAY_COUNT(owned); i++)
		free(owned[i]);
	*reference = (struct cited){ 0 };
}

void cited_list_release(struct cited_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		cited_release(&list->items[i]);
	free(list->items);
	*list = (struct cited_list){ 0 };
}

struct claim cited_claim(const struct cited *reference)
{
	return (struct claim){
		.title = span_of(reference->title),
		.author = span_of(reference->author),
		.journal = span_of(reference->journal),
		.volume = span_of(reference->volume),
		.issue = span_of(reference->issue),
		.page = span_of(reference->page),
		.text = span_of(reference->text),
		.year = reference->year,
	};
}

bool claim_is_empty(const struct claim *claim)
{
	return !claim->title.len && !claim->author.len && !claim->journal.len &&
	       !claim->volume.len && !claim->issue.len && !claim->page.len &&
	       !claim->text.len && !claim->year;
}

/* ---- one piece of text ---- */

/* Where a DOI begins: "10.", four digits and more, "/". */
static bool is_doi_at(struct span text, size_t at)
{
	size_t i = at + 3;

	if (at && ascii_is_alnum(text.at[at - 1]))
		return false;
	if (text.len < at + 8 || memcmp(text.at + at, "10.", 3) != 0)
		return false;
	while (i < text.len &&
	       (ascii_is_digit(text.at[i]) || text.at[i] == '.'))
		i++;
	return i >= at + 7 && i < text.len && text.at[i] == '/';
}

static struct span doi_in(struct span text)
{
	for (size_t i = 0; i < text.len; i++) {
		size_t to = i;

		if (!is_doi_at(text, i))
			continue;
		while (to < text.len && !ascii_is_space(text.at[to]))
			to++;
		return span_slice(text, i, to);
	}
	return span_slice(text, 0, 0);
}

/* Words of what is left of a text without its DOI that are more than a label
 * ("https://doi.org/", "DOI:", "see"). */
#define WORDS_LEAST 3

static bool has_words(struct span text)
{
	struct span word;
	size_t count = 0;

	while (text.at && span_next(&text, ' ', &word))
		count += span_trim(word).len > 0;
	return count >= WORDS_LEAST;
}

bool cited_from_text(struct span text, struct cited *ret)
{
	SCOPED(buf_release) struct buf doi = buf_init(DOI_MAX);
	SCOPED(buf_release) struct buf rest = buf_init(text.len + 1);
	struct span raw = doi_in(text);
	size_t at = (size_t)(raw.at - text.at);
	bool has = raw.len && doi_clean_printed(raw, &doi);

	if (has && !(ret->doi = buf_take(&doi)))
		return false;
	buf_add_span(&rest, span_slice(text, 0, has ? at : text.len));
	if (has)
		buf_add_span(&rest, span_slice(text, at + raw.len, text.len));
	if (has && !has_words(buf_span(&rest)))
		return true;
	ret->text = span_copy(span_trim(buf_span(&rest)));
	return ret->text;
}

/* ---- bodies ---- */

static void json_delete(cJSON **json)
{
	cJSON_Delete(*json);
}

static enum status room_make(struct cited_list *list, size_t count,
			     unsigned max, struct error *err)
{
	if (count > max)
		return error_set(err, STATUS_TOO_LARGE,
				 "at most %u references can be verified in one "
				 "request",
				 max);
	list->items = calloc(count + 1, sizeof(*list->items));
	return list->items ? STATUS_OK
			   : error_set(err, STATUS_NO_MEMORY, "no memory");
}

static enum status item_take(const cJSON *json, struct cited_list *list,
			     struct error *err)
{
	struct cited *to = &list->items[list->count];

	if (!cJSON_IsString(json) && !cJSON_IsObject(json))
		return error_set(err, STATUS_INVALID_BODY,
				 "item %zu of the list is neither an object "
				 "nor a text",
				 list->count + 1);
	list->count++;
	if (cJSON_IsObject(json)
		    ? cited_from_json(json, to)
		    : cited_from_text(span_of(json->valuestring), to))
		return STATUS_OK;
	return error_set(err, STATUS_NO_MEMORY, "no memory");
}

static enum status of_json(struct span body, unsigned max,
			   struct cited_list *ret, struct error *err)
{
	SCOPED(json_delete) cJSON *json = NULL;
	const cJSON *array, *item;

	if (body_parse(body, &json, err) != STATUS_OK)
		return err->status;
	array = json;
	if (cJSON_IsObject(json))
		array = cJSON_GetObjectItemCaseSensitive(json, "references");
	if (!cJSON_IsArray(array))
		return error_set(err, STATUS_INVALID_BODY,
				 "expected {\"references\":[…]}, a list, or "
				 "plain text with one reference a line");
	if (room_make(ret, (size_t)cJSON_GetArraySize(array), max, err) !=
	    STATUS_OK)
		return err->status;
	cJSON_ArrayForEach (item, array)
		if (item_take(item, ret, err) != STATUS_OK)
			return err->status;
	return STATUS_OK;
}

static enum status of_lines(const struct request *req, unsigned max,
			    struct cited_list *ret, struct error *err)
{
	SCOPED(texts_release) struct texts lines = { 0 };

	if (body_lines(req->body, max, &lines, err) != STATUS_OK ||
	    room_make(ret, lines.count, max, err) != STATUS_OK)
		return err->status;
	for (size_t i = 0; i < lines.count; i++)
		if (!cited_from_text(span_of(lines.items[i]),
				     &ret->items[ret->count++]))
			return error_set(err, STATUS_NO_MEMORY, "no memory");
	return STATUS_OK;
}

enum status references_of_body(const struct request *req, unsigned max,
			       struct cited_list *ret, struct error *err)
{
	if (!span_trim(req->body).len)
		return error_set(err, STATUS_INVALID_BODY,
				 "the body is empty; expected "
				 "{\"references\":[…]}, a list, or plain text "
				 "with one reference a line");
	return body_is_json(req) ? of_json(req->body, max, ret, err)
				 : of_lines(req, max, ret, err);
}
