/* SPDX-License-Identifier: MIT */
/*
 * Judging a request by its header, in the order of what must be known first:
 * where it ends, what it does, what it means, whether that is served, and
 * whether its body is wanted.
 */
#include "exchange.h"

#include <stdatomic.h>
#include <stdio.h>
#include <strings.h>

#include "paperd/scoped.h"
#include "request_id.h"
#include "target.h"

/* How a method is treated. */
enum method_kind { METHOD_ROUTED, METHOD_OPTIONS, METHOD_REFUSED };

static const struct method {
	struct span name; /* static: requests point here */
	enum method_kind kind;
	bool bodyless; /* a body would have no meaning: refused */
} methods[] = {
	{ SPAN("GET"), METHOD_ROUTED, true },
	{ SPAN("HEAD"), METHOD_ROUTED, true },
	{ SPAN("POST"), METHOD_ROUTED, false },
	{ SPAN("OPTIONS"), METHOD_OPTIONS, true },
	{ SPAN("PUT"), METHOD_ROUTED, false },
	{ SPAN("PATCH"), METHOD_ROUTED, false },
	{ SPAN("DELETE"), METHOD_ROUTED, false },
	{ SPAN("QUERY"), METHOD_ROUTED, false },
	{ SPAN("TRACE"), METHOD_REFUSED, false },
	{ SPAN("CONNECT"), METHOD_REFUSED, false },
};

/* Allow of what is no resource: "*", and the authority of CONNECT. */
#define ALLOW_SERVER "GET, HEAD, POST, OPTIONS"

static const struct method *method_find(struct span name)
{
	for (size_t i = 0; i < ARRAY_COUNT(methods); i++)
		if (span_is(name, methods[i].name.at))
			return &methods[i];
	return NULL;
}

static enum status bodyless(struct exchange *x, const struct method *method)
{
	return error_set(&x->error, STATUS_BAD_FRAMING,
			 "a %s request has no body", method->name.at);
}

static enum status judge_framing(struct exchange *x, struct span version,
				 const struct method *method)
{
	enum status status;

	if (x->header_count > HEADERS_MAX)
		return error_set(&x->error, STATUS_BAD_FRAMING,
				 "more than %d header fields", HEADERS_MAX);
	status = framing_check(&x->request, version, &x->framing, &x->error);
	if (status != STATUS_OK)
		return status;
	if (x->misread)
		return error_set(&x->error, STATUS_BAD_FRAMING,
				 "a NUL, a line that is folded, has no name "
				 "or does not end in CR LF, or a second blank");
	if (!method)
		return error_set(&x->error, STATUS_NOT_IMPLEMENTED,
				 "unknown method");
	if (x->framing.has_body && method->kind == METHOD_OPTIONS)
		return bodyless(x, method);
	return STATUS_OK;
}

/* Percent-decodes path, arguments and parameters into x->text. */
static enum status decode(struct exchange *x, const struct target *target,
			  const struct route_match *match)
{
	struct encoded path = { target->path, false, "the path" };
	struct request *req = &x->request;
	char *out = x->text;
	enum status status = target_decode(&path, &out, &req->path, &x->error);

	/* The path is decoded as a whole to be judged and shown, and its
	 * arguments once more: an escaped slash parts nothing in them. */
	for (size_t i = 0; i < match->arg_count && status == STATUS_OK; i++) {
		struct encoded arg = { match->args[i], false, "the path" };
		struct span *ret = &req->args[req->arg_count];

		req->raw_args[req->arg_count++] = match->args[i];
		status = target_decode(&arg, &out, ret, &x->error);
	}
	if (status != STATUS_OK)
		return status;
	return params_parse(target->query, &out, x->params, &req->param_count,
			    &x->error);
}

static enum status judge_target(struct exchange *x, const struct method *method)
{
	struct span raw = { x->raw, x->raw_len };
	struct route_match match;
	struct target target;
	enum status status;

	if (x->raw_len > x->service->options.url_max)
		return error_set(&x->error, STATUS_URI_TOO_LONG,
				 "a URL has at most %zu bytes here",
				 x->service->options.url_max);
	status = target_split(raw, &target, &x->error);
	if (status != STATUS_OK)
		return status;
	x->raw_path = target.path;
	match = route_find(x->service->routes, method->name, target.path);
	memcpy(x->allow, match.allow, sizeof(x->allow));
	/* before what may fail: a route says how failures are told */
	if (method->kind != METHOD_OPTIONS)
		x->route = match.route;
	return decode(x, &target, &match);
}

static enum status judge_route(struct exchange *x, const struct method *method)
{
	if (!x->allow[0])
		return error_set(&x->error, STATUS_NO_ROUTE,
				 "there is nothing at this path");
	if (method->kind == METHOD_OPTIONS)
		return STATUS_OK;
	if (!x->route)
		return error_set(&x->error, STATUS_METHOD,
				 "this resource has: %s", x->allow);
	return params_check(&x->request, x->route->params, &x->error);
}

/* True when the media type is in the list, separated by commas. */
static bool is_listed(struct span type, const char *list)
{
	struct span rest = span_of(list), one;

	while (span_next(&rest, ',', &one)) {
		one = span_trim(one);
		if (one.len == type.len &&
		    strncasecmp(one.at, type.at, one.len) == 0)
			return true;
	}
	return false;
}

static enum status judge_media(struct exchange *x)
{
	struct span coding = request_header(&x->request, "Content-Encoding");
	struct span rest = request_header(&x->request, "Content-Type"), type;

	if (coding.len && !span_is_nocase(coding, "identity"))
		return error_set(&x->error, STATUS_MEDIA_TYPE,
				 "a body must not be compressed");
	if (!x->route->accepts || !span_next(&rest, ';', &type) ||
	    is_listed(span_trim(type), x->route->accepts))
		return STATUS_OK;
	return error_set(&x->error, STATUS_MEDIA_TYPE,
			 "this resource takes: %s", x->route->accepts);
}

static enum status judge_body(struct exchange *x, const struct method *method)
{
	size_t most = x->service->options.body_max;

	if (!x->framing.has_body)
		return STATUS_OK;
	if (method->bodyless)
		return bodyless(x, method);
	if (!(x->route->flags & ROUTE_BODY))
		return error_set(&x->error, STATUS_INVALID_BODY,
				 "this resource takes no body");
	if (x->framing.length > 0 &&
	    (unsigned long long)x->framing.length > most)
		return exchange_too_large(x);
	x->body = buf_init(most);
	return judge_media(x);
}

/* True for what is asked of the server, not of a resource. */
static bool is_of_server(const struct exchange *x, const struct method *method)
{
	return method->kind == METHOD_REFUSED ||
	       (method->kind == METHOD_OPTIONS && x->raw_len == 1 &&
		x->raw[0] == '*');
}

static void judge_server(struct exchange *x, const struct method *method)
{
	snprintf(x->allow, sizeof(x->allow), ALLOW_SERVER);
	if (method->kind == METHOD_REFUSED)
		error_set(&x->error, STATUS_METHOD, "%s is not served",
			  method->name.at);
}

static void refuse_framing(struct exchange *x)
{
	x->closes = true;
	atomic_fetch_add_explicit(&x->service->counters->refused_framing, 1,
				  memory_order_relaxed);
}

static void judge(struct exchange *x, struct span version,
		  const struct method *method)
{
	if (judge_framing(x, version, method) != STATUS_OK)
		refuse_framing(x);
	else if (is_of_server(x, method))
		judge_server(x, method);
	else if (judge_target(x, method) == STATUS_OK &&
		 judge_route(x, method) == STATUS_OK && x->route &&
		 judge_body(x, method) == STATUS_BAD_FRAMING)
		refuse_framing(x);
}

bool exchange_begin(struct exchange *x, struct span method, struct span version)
{
	const struct method *known = method_find(method);

	x->request.method = known ? known->name : (struct span)SPAN("-");
	x->unframed = span_is(version, "HTTP/1.0");
	request_id_take(&x->request, &x->service->ids);
	judge(x, version, known);
	if (x->framing.has_body)
		x->closes = true;
	return x->error.status != STATUS_OK && x->closes;
}
