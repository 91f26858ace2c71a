/* SPDX-License-Identifier: MIT */
/*
 * Bodies of requests.
 *
 * The parser recurses, reads past the end of text that is not terminated and
 * takes any bytes for UTF-8, so a body is checked first and parsed from a
 * terminated copy.
 */
#include "handlers.h"

#include <cjson/cJSON.h>

/* What some editors put at the start of a file. */
#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

static void json_delete(cJSON **json)
{
	cJSON_Delete(*json);
}

static enum status too_many(unsigned max, struct error *err)
{
	return error_set(err, STATUS_TOO_LARGE,
			 "at most %u items can be in one request", max);
}

/* Adds a copy of an input unless there are max already. */
static enum status take_input(struct texts *list, struct span text,
			      unsigned max, struct error *err)
{
	if (list->count >= max)
		return too_many(max, err);
	if (!texts_take(list, span_copy(text)))
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	return STATUS_OK;
}

/* One input a line; blank lines are no inputs. */
enum status body_lines(struct span body, unsigned max, struct texts *ret,
		       struct error *err)
{
	size_t valid = utf8_valid_length(body);
	struct span line;

	if (valid < body.len)
		return error_set(err, STATUS_INVALID_BODY,
				 "invalid UTF-8 at byte %zu", valid);
	if (memchr(body.at, '\0', body.len))
		return error_set(err, STATUS_INVALID_BODY,
				 "a NUL byte among the lines");
	if (span_starts_nocase(body, BYTE_ORDER_MARK))
		body = span_slice(body, strlen(BYTE_ORDER_MARK), body.len);
	while (span_next(&body, '\n', &line)) {
		line = span_trim(line);
		if (line.len && take_input(ret, line, max, err) != STATUS_OK)
			return err->status;
	}
	return STATUS_OK;
}

static enum status inputs_of_array(const cJSON *array, unsigned max,
				   struct texts *ret, struct error *err)
{
	const cJSON *item;

	cJSON_ArrayForEach (item, array) {
		if (!cJSON_IsString(item))
			return error_set(err, STATUS_INVALID_BODY,
					 "item %zu of the list is not a string",
					 ret->count + 1);
		if (take_input(ret, span_of(item->valuestring), max, err) !=
		    STATUS_OK)
			return err->status;
	}
	return STATUS_OK;
}

static enum status inputs_of_json(struct span body, unsigned max,
				  struct texts *ret, struct error *err)
{
	SCOPED(json_delete) cJSON *json = NULL;
	const cJSON *array;

	if (body_parse(body, &json, err) != STATUS_OK)
		return err->status;
	array = cJSON_IsObject(json)
			? cJSON_GetObjectItemCaseSensitive(json, "dois")
			: json;
	if (!cJSON_IsArray(array))
		return error_set(err, STATUS_INVALID_BODY,
				 "expected {\"dois\":[\"…\"]}, a list of "
				 "strings, or plain text with one DOI a line");
	return inputs_of_array(array, max, ret, err);
}

/* The declared type decides; what declares neither is told by its first
 * byte, since many clients send any body as a form. */
bool body_is_json(const struct request *req)
{
	struct span type = request_header(req, "Content-Type");
	struct span body = span_trim(req->body);

	if (span_starts_nocase(type, "application/json") ||
	    span_starts_nocase(type, "application/vnd.citationstyles.csl+json"))
		return true;
	if (span_starts_nocase(type, "text/plain"))
		return false;
	return body.len && (*body.at == '{' || *body.at == '[');
}

/* Error: STATUS_INVALID_BODY when anything but blanks is left. */
static enum status only_blanks(const char *rest, size_t at, struct error *err)
{
	size_t blanks = strspn(rest, " \t\r\n");

	if (rest[blanks])
		return error_set(err, STATUS_INVALID_BODY,
				 "something follows the JSON value at byte %zu",
				 at + blanks);
	return STATUS_OK;
}

enum status body_parse(struct span body, struct cJSON **ret, struct error *err)
{
	SCOPED_FREE char *text = NULL;
	SCOPED(json_delete) cJSON *json = NULL;
	const char *end = NULL;

	if (json_check(body, err) != STATUS_OK)
		return err->status;
	text = span_copy(body);
	if (!text)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	json = cJSON_ParseWithOpts(text, &end, false);
	if (!json)
		return error_set(err, STATUS_INVALID_BODY,
				 "not JSON near byte %zu",
				 end ? (size_t)(end - text) : 0);
	if (only_blanks(end, (size_t)(end - text), err) != STATUS_OK)
		return err->status;
	*ret = json;
	json = NULL;
	return STATUS_OK;
}

enum status body_dois(const struct request *req, unsigned max,
		      struct texts *ret, struct error *err)
{
	if (!span_trim(req->body).len)
		return error_set(err, STATUS_INVALID_BODY,
				 "the body is empty; expected "
				 "{\"dois\":[\"…\"]}, a list of strings, or "
				 "plain text with one DOI a line");
	if (body_is_json(req))
		return inputs_of_json(req->body, max, ret, err);
	return body_lines(req->body, max, ret, err);
}
