/* SPDX-License-Identifier: MIT */
/*
 * /api/handles/{doi}: the values of a DOI as the REST API of the Handle System
 * tells them (hdl.handle.net, "Handle.Net Technical Manual", 14.2): where it
 * leads, and, of another name of a work, the DOI that it stands for.
 */
#include "handlers.h"

/* Response codes. */
enum { HANDLE_FOUND = 1, HANDLE_NONE = 100, HANDLE_NO_VALUES = 200 };

/* Seconds for which a value may be kept, as DOIs have it. */
#define TTL 86400

struct value {
	const char *type; /* NULL: no such value */
	const char *text;
};

/* Longest name of a function. */
#define CALLBACK_MAX 100

/* All values, at their indexes less one. */
enum { VALUE_URL, VALUE_ALIAS, VALUES };

struct handle {
	struct found found;
	struct paper paper;
	struct resolution known;
	struct buf url;
	struct value values[VALUES];
};

static void handle_release(struct handle *handle)
{
	found_release(&handle->found);
	paper_release(&handle->paper);
	resolution_release(&handle->known);
	buf_release(&handle->url);
}

/* ---- what is asked for ---- */

static bool is_one_of(const struct request *req, const char *name,
		      const char *value)
{
	bool any = false;

	for (size_t i = 0; i < req->param_count; i++) {
		if (!span_is(req->params[i].name, name))
			continue;
		any = true;
		if (span_is_nocase(req->params[i].value, value))
			return true;
	}
	return !any;
}

/* True when no types and indexes are asked for, or this type or index. */
static bool is_wanted(const struct request *req, size_t at, const char *type)
{
	char number[2] = { (char)('1' + at), '\0' };
	bool typed = request_param(req, "type").at;
	bool indexed = request_param(req, "index").at;

	if (typed && indexed)
		return is_one_of(req, "type", type) ||
		       is_one_of(req, "index", number);
	return is_one_of(req, "type", type) && is_one_of(req, "index", number);
}

/* Names with dots between them. */
static bool is_function(struct span text)
{
	bool starts = true; /* a name does here */

	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];
		bool dot = c == '.';

		if (!ascii_is_alnum(c) && c != '_' && c != '$' && !dot)
			return false;
		if (starts && (dot || ascii_is_digit(c)))
			return false;
		starts = dot;
	}
	return !starts;
}

/* A name of a function, which is written before the answer: nothing that could
 * be more than that. */
static enum status callback_of(const struct request *req, struct span *ret,
			       struct error *err)
{
	*ret = request_param(req, "callback");
	if (ret->len > CALLBACK_MAX)
		return error_set(err, STATUS_INVALID_PARAMETER,
				 "callback must have at most %d characters",
				 CALLBACK_MAX);
	if (ret->len && !is_function(*ret))
		return error_set(err, STATUS_INVALID_PARAMETER,
				 "callback must be a name of letters, digits, "
				 "_ and $, or several with dots between them");
	return STATUS_OK;
}

/* ---- what there is ---- */

/* Where the DOI leads, as far as that is known. */
static const char *url_of(struct handle *handle)
{
	if (handle->known.landing)
		return handle->known.landing;
	if (handle->paper.url)
		return handle->paper.url;
	buf_add_text(&handle->url, "https://doi.org/");
	buf_add_encoded(&handle->url, buf_span(&handle->found.key));
	return buf_text(&handle->url);
}

static void values_fill(struct handle *handle)
{
	const char *key = found_key(&handle->found);

	handle->values[VALUE_URL] = (struct value){ "URL", url_of(handle) };
	if (key_is_doi(span_of(key)) &&
	    strcmp(key, buf_text(&handle->found.key)) != 0)
		handle->values[VALUE_ALIAS] = (struct value){ "HS_ALIAS", key };
}

/* Whether the DOI is known: its record, or at least where it leads.  Errors:
 * STATUS_NOT_FOUND; those of record_of_path() but for what is no DOI. */
static enum status handle_find(const struct app *app, const struct request *req,
			       struct response *res, struct handle *handle,
			       struct error *err)
{
	struct error own = { 0 };
	enum status status = record_of_path(app, req, res, &handle->found,
					    &own);
	struct span key = buf_span(&handle->found.key);

	if (status == STATUS_INVALID_DOI ||
	    (status == STATUS_OK && !res->wait.start && !key_is_doi(key)))
		return STATUS_NOT_FOUND;
	if (status != STATUS_OK && status != STATUS_NOT_FOUND)
		return error_set(err, status, "%s", own.detail);
	if (res->wait.start)
		return STATUS_OK;
	if (store_resolution(app->store, key, &handle->known, NULL) !=
	    STATUS_OK)
		handle->known = (struct resolution){ 0 };
	if (status == STATUS_NOT_FOUND)
		return handle->known.landing ? STATUS_OK : STATUS_NOT_FOUND;
	return record_parse(&handle->found.record, &handle->paper, err);
}

/* ---- writing ---- */

static void value_write(const struct handle *handle, size_t at, struct buf *out)
{
	json_open(out, '{');
	json_pair_integer(out, "index", (long long)at + 1);
	json_pair_text(out, "type", handle->values[at].type);
	json_key(out, "data");
	json_open(out, '{');
	json_pair_text(out, "format", "string");
	json_pair_text(out, "value", handle->values[at].text);
	json_close(out, '}');
	json_pair_integer(out, "ttl", TTL);
	json_pair_text(out, "timestamp", handle->paper.source.loaded);
	json_close(out, '}');
}

static void answer_open(int code, struct span handle, struct buf *out)
{
	json_open(out, '{');
	json_pair_integer(out, "responseCode", code);
	json_key(out, "handle");
	json_string(out, handle);
}

static void values_write(const struct request *req, const struct handle *handle,
			 struct buf *out)
{
	SCOPED(buf_release) struct buf list = buf_init(ANSWER_MAX);

	json_open(&list, '[');
	for (size_t i = 0; i < VALUES; i++)
		if (handle->values[i].type &&
		    is_wanted(req, i, handle->values[i].type))
			value_write(handle, i, &list);
	answer_open(list.len > 1 ? HANDLE_FOUND : HANDLE_NO_VALUES,
		    buf_span(&handle->found.key), out);
	if (list.len > 1) {
		json_close(&list, ']');
		json_key(out, "values");
		json_raw(out, buf_span(&list));
	}
	json_close(out, '}');
}

/* As JSON, or as a script; the comment keeps it from being anything else. */
static enum status answer(struct span callback, struct buf *json,
			  struct response *res, struct error *err)
{
	SCOPED(buf_release) struct buf script = buf_init(ANSWER_MAX);

	if (!callback.len)
		return answer_fleeting(res, json, err);
	buf_add_text(&script, "/**/");
	buf_add_span(&script, callback);
	buf_add_char(&script, '(');
	buf_add_span(&script, buf_span(json));
	buf_add_text(&script, ");");
	res->content_type = "application/javascript";
	return answer_fleeting(res, &script, err);
}

/* GET /api/handles/{doi} */
enum status doi_handle(const struct app *app, const struct request *req,
		       struct response *res, struct error *err)
{
	SCOPED(handle_release) struct handle handle = { .url = buf_init(8192) };
	SCOPED(buf_release) struct buf body = buf_init(ANSWER_MAX);
	struct span callback;
	enum status status;

	if (callback_of(req, &callback, err) != STATUS_OK)
		return err->status;
	status = handle_find(app, req, res, &handle, err);
	if (res->wait.start || (status != STATUS_OK && err->status))
		return err->status;
	if (status == STATUS_OK) {
		values_fill(&handle);
		values_write(req, &handle, &body);
	} else {
		res->status = 404;
		answer_open(HANDLE_NONE, req->args[0], &body);
		json_close(&body, '}');
	}
	return answer(callback, &body, res, err);
}
