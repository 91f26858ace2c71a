/* SPDX-License-Identifier: MIT */
/*
 * The envelope of the Crossref REST API, and its failures.
 */
#include "crossref.h"

#include <stdarg.h>
#include <stdio.h>

/* Bytes of a client's name that an error repeats. */
#define SHOWN_NAME_MAX 64

static const char *const bases[] = { "/v1", "/crossref", NULL };

/* Clients that pace themselves by these run free. */
static const struct header_row headers[] = {
	{ "X-Rate-Limit-Limit", "1000" },
	{ "X-Rate-Limit-Interval", "1s" },
	{ "X-Concurrency-Limit", "1000" },
	{ "X-API-Pool", "plus" },
	{ 0 },
};

/* ---- messages ---- */

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

void message_part(unsigned rows, unsigned offset, struct span terms,
		  struct buf *out)
{
	json_pair_integer(out, "items-per-page", rows);
	json_key(out, "query");
	json_open(out, '{');
	json_pair_integer(out, "start-index", offset);
	json_key(out, "search-terms");
	if (terms.at)
		json_string(out, terms);
	else
		json_null(out);
	json_close(out, '}');
}

/* ---- failures that handlers note ---- */

void failure_note(struct response *res, const char *kind, struct span value)
{
	buf_clear(&res->problem);
	json_pair_text(&res->problem, "type", kind);
	json_key(&res->problem, "value");
	json_string(&res->problem, value);
}

enum status refuse(struct response *res, struct error *err, const char *kind,
		   struct span value, const char *format, ...)
{
	char text[ERROR_DETAIL_MAX];
	va_list values;

	va_start(values, format);
	vsnprintf(text, sizeof(text), format, values);
	va_end(values);
	failure_note(res, kind, value);
	return error_set(err, STATUS_INVALID_PARAMETER, "%s", text);
}

static void valid_note(struct response *res, const struct buf *known)
{
	struct span rest = buf_span(known), one;

	json_key(&res->problem, "valid");
	json_open(&res->problem, '[');
	while (span_next(&rest, ',', &one))
		json_string(&res->problem, one);
	json_close(&res->problem, ']');
}

enum status refuse_name(struct response *res, struct error *err,
			const char *what, struct span name,
			const struct buf *known)
{
	char kind[40];

	snprintf(kind, sizeof(kind), "%s-not-available", what);
	failure_note(res, kind, name);
	valid_note(res, known);
	return error_set(err, STATUS_INVALID_PARAMETER,
			 "%c%s '%.*s' specified but there is no such %s for "
			 "this route. Valid %ss for this route are: %s",
			 what[0] - 'a' + 'A', what + 1,
			 span_shown(name, SHOWN_NAME_MAX), name.at, what, what,
			 buf_text(known));
}

enum status refuse_told(struct response *res, struct error *err,
			const char *kind, struct span value)
{
	if (err->status == STATUS_INVALID_PARAMETER)
		failure_note(res, kind, value);
	return err->status;
}

enum status missing(struct response *res, struct error *err, struct span value)
{
	error_clear(err);
	failure_note(res, "resource-not-found", value);
	return error_set(err, STATUS_NOT_FOUND, "Resource not found.");
}

enum status missing_record(struct response *res, struct error *err,
			   struct span value)
{
	SCOPED(buf_release) struct buf told = res->problem;
	enum status status;

	res->problem = buf_init(RESPONSE_PROBLEM_MAX);
	status = missing(res, err, value);
	if (told.len) {
		buf_add_char(&res->problem, ',');
		buf_add_span(&res->problem, buf_span(&told));
	}
	return status;
}

/* ---- failures as they are written ---- */

/* How a status is told: what of it no handler noted is of this kind. */
static const struct telling {
	int code;
	const char *type;
	const char *kind;
} tellings[] = {
	{ 400, "validation-failure", "parameter-not-allowed" },
	{ 404, "resource-not-found", "resource-not-found" },
	{ 405, "route-not-found", "method-not-allowed" },
	{ 406, "validation-failure", "content-type-not-valid" },
	{ 413, "validation-failure", "too-large" },
	{ 414, "validation-failure", "too-large" },
	{ 0, "exception", "exception" },
};

static const struct telling *telling_of(int code)
{
	const struct telling *ret = tellings;

	while (ret->code && ret->code != code)
		ret++;
	return ret;
}

static bool begins_with(struct span text, const char *start)
{
	return text.len >= strlen(start) &&
	       !memcmp(text.at, start, strlen(start));
}

/* A cursor that is none is missing, and yet no resource. */
static const char *message_type(const struct failure *failure, int code)
{
	if (begins_with(failure->members, "\"type\":\"cursor-invalid\""))
		return "resource-failure";
	return telling_of(code)->type;
}

/* The path as it came, which may be no text at all. */
static void path_write(struct span path, struct buf *out)
{
	bool text = utf8_valid_length(path) == path.len;

	json_string(out, text ? path : (struct span)SPAN(""));
}

/* Clients read message[0].message: it is always a list of objects. */
static void failure_write(const struct failure *failure, struct buf *out)
{
	int code = status_http(failure->error->status);
	const char *detail = failure_detail(failure);

	json_open(out, '{');
	json_pair_text(out, "status", "failed");
	json_pair_text(out, "message-type", message_type(failure, code));
	json_pair_text(out, "message-version", "1.0.0");
	json_key(out, "message");
	json_open(out, '[');
	json_open(out, '{');
	if (begins_with(failure->members, "\"type\":")) {
		json_raw(out, failure->members);
	} else {
		json_pair_text(out, "type", telling_of(code)->kind);
		json_key(out, "value");
		path_write(failure->path, out);
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

/* ---- which part of a list ---- */

enum status count_of(const struct request *req, const char *name, unsigned most,
		     unsigned *ret, struct response *res, struct error *err)
{
	struct span text = request_param(req, name);
	long long value;

	if (!text.at)
		return STATUS_OK;
	if (!text_to_integer(text, &value) || value < 0 || value > most)
		return refuse(res, err, "integer-not-valid", text,
			      "Integer specified as %.*s but must be a "
			      "positive integer less than or equal to %u. ",
			      span_shown(text, SHOWN_MAX), text.at, most);
	*ret = (unsigned)value;
	return STATUS_OK;
}

enum status part_of(const struct request *req, unsigned *ret_rows,
		    unsigned *ret_offset, struct response *res,
		    struct error *err)
{
	*ret_rows = QUERY_LIMIT_DEFAULT;
	*ret_offset = 0;
	if (count_of(req, "rows", QUERY_LIMIT_MAX, ret_rows, res, err) !=
		    STATUS_OK ||
	    count_of(req, "offset", CROSSREF_DEEP_MAX, ret_offset, res, err) !=
		    STATUS_OK)
		return err->status;
	if (*ret_rows + *ret_offset > CROSSREF_DEEP_MAX)
		return refuse(res, err, "integer-not-valid",
			      request_param(req, "offset"),
			      "Offset and rows together must be less than or "
			      "equal to %d. Use the cursor parameter to page "
			      "further into result sets.",
			      CROSSREF_DEEP_MAX);
	return STATUS_OK;
}
