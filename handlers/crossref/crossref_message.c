/* SPDX-License-Identifier: MIT */
/*
 * The envelope of the Crossref REST API, and its failures.
 */
#include "crossref.h"

static const char *const bases[] = { "/v1", "/crossref", NULL };

/* Clients that pace themselves by these run free. */
static const struct header_row headers[] = {
	{ "X-Rate-Limit-Limit", "1000" },
	{ "X-Rate-Limit-Interval", "1s" },
	{ "X-Concurrency-Limit", "1000" },
	{ "X-API-Pool", "plus" },
	{ 0 },
};

void message_open(const char *type, struct buf *out)
{
	json_open(out, '{');
	json_pair_text(out, "status", "ok");
	json_pair_text(out, "message-type", type);
	json_pair_text(out, "message-version", "1.0.0");
	json_key(out, "message");
}

void message_close(struct buf *out)
{
	json_close(out, '}');
}

void failure_note(struct response *res, const char *kind, struct span value)
{
	json_pair_text(&res->problem, "type", kind);
	json_key(&res->problem, "value");
	json_string(&res->problem, value);
}

/* What the failures are called whose kind no handler noted. */
static const char *kind_of_status(int code)
{
	static const struct {
		int code;
		const char *kind;
	} rows[] = {
		{ 400, "validation-failure" }, { 404, "resource-not-found" },
		{ 405, "route-not-found" },    { 406, "validation-failure" },
		{ 413, "validation-failure" }, { 414, "validation-failure" },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++)
		if (rows[i].code == code)
			return rows[i].kind;
	return "exception";
}

/* Bad values are all one type of message, whatever each is called. */
static const char *type_of_status(int code)
{
	return code == 404 ? "resource-not-found" : kind_of_status(code);
}

static bool is_noted(const struct failure *failure)
{
	static const struct span start = SPAN("\"type\":");

	return failure->members.len > start.len &&
	       !memcmp(failure->members.at, start.at, start.len);
}

/* Clients read message[0].message: it is always a list of objects. */
static void failure_write(const struct failure *failure, struct buf *out)
{
	int code = status_http(failure->error->status);
	const char *detail = failure_detail(failure);

	json_open(out, '{');
	json_pair_text(out, "status", "failed");
	json_pair_text(out, "message-type", type_of_status(code));
	json_pair_text(out, "message-version", "1.0.0");
	json_key(out, "message");
	json_open(out, '[');
	json_open(out, '{');
	if (is_noted(failure)) {
		json_raw(out, failure->members);
	} else {
		json_pair_text(out, "type", kind_of_status(code));
		json_key(out, "value");
		json_string(out, failure->path);
	}
	json_pair_text(out, "message",
		       detail[0] ? detail
				 : status_title(failure->error->status));
	json_close(out, '}');
	json_close(out, ']');
	json_pair_text(out, "request_id", failure->id);
	json_close(out, '}');
}

const struct dialect crossref_dialect = { "crossref", bases, headers,
					  "application/json", failure_write };
