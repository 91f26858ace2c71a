/* SPDX-License-Identifier: MIT */
#include "exchange.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "paperd/memory.h"
#include "paperd/scoped.h"

enum status exchange_init(struct exchange *x, struct service *service,
			  struct error *err)
{
	size_t most = service->options.url_max;

	*x = (struct exchange){ .service = service };
	x->raw = malloc(most + 1);
	x->text = malloc(2 * most + 1); /* path and, once more, arguments */
	if (!x->raw || !x->text) {
		exchange_release(x);
		return error_set(err, STATUS_NO_MEMORY, "a connection");
	}
	exchange_reset(x);
	return STATUS_OK;
}

void exchange_reset(struct exchange *x)
{
	response_release(&x->response);
	x->response = response_init();
	response_wait_release(&x->wait);
	buf_release(&x->body);
	block_drop(x->packed);
	block_drop(x->kept);
	scoped_free(&x->copies);
	x->packed = NULL;
	x->kept = NULL;
	x->copies = NULL;
	x->request = (struct request){ .headers = x->headers,
				       .params = x->params };
	x->framing = (struct framing){ 0 };
	x->route = NULL;
	x->allow[0] = '\0';
	x->raw_path = (struct span){ "", 0 };
	x->raw_len = 0;
	x->closes = false;
	x->misread = false;
	x->unframed = false;
	x->gzip = false;
	x->packs = false;
	x->keeps_packed = false;
	x->error.status = STATUS_OK;
	x->error.detail[0] = '\0';
	x->code = 0;
	x->header_count = 0;
}

void exchange_release(struct exchange *x)
{
	exchange_reset(x);
	free(x->raw);
	free(x->text);
	x->raw = NULL;
	x->text = NULL;
}

/* ---- what the connection says ---- */

void exchange_target(struct exchange *x, const char *raw)
{
	size_t most = x->service->options.url_max;

	x->raw_len = strlen(raw);
	memcpy(x->raw, raw, x->raw_len < most ? x->raw_len : most);
}

void exchange_header(struct exchange *x, struct span name, struct span value)
{
	if (x->header_count < HEADERS_MAX) {
		x->headers[x->header_count] = (struct pair){ name, value };
		x->request.header_count++;
	}
	x->header_count++;
}

/* ---- the body ---- */

enum status exchange_too_large(struct exchange *x)
{
	return error_set(&x->error, STATUS_TOO_LARGE,
			 "a body has at most %zu bytes here",
			 x->service->options.body_max);
}

bool exchange_take(struct exchange *x, struct span piece)
{
	size_t most = x->service->options.body_max;

	if (x->error.status == STATUS_OK) {
		buf_add_span(&x->body, piece);
		x->framing.length = (long long)x->body.len;
		if (!x->body.failed)
			return true;
		if (x->body.full)
			exchange_too_large(x);
		else
			error_set(&x->error, STATUS_NO_MEMORY, "a body");
		buf_release(&x->body);
	}
	x->framing.length += (long long)piece.len;
	return (unsigned long long)x->framing.length / 2 <= most;
}

/* ---- the answer ---- */

static bool has_slow_param(const struct exchange *x)
{
	const struct param *param = x->route->params;

	for (; param && param->name; param++)
		if (param->slow && request_param(&x->request, param->name).at)
			return true;
	return false;
}

bool exchange_is_slow(const struct exchange *x)
{
	return x->error.status == STATUS_OK && x->route &&
	       (x->route->flags & ROUTE_SLOW || has_slow_param(x));
}

static size_t header_bytes(const struct request *req)
{
	size_t bytes = 1;

	for (size_t i = 0; i < req->header_count; i++)
		bytes += req->headers[i].name.len + req->headers[i].value.len;
	return bytes;
}

static void copy_span(struct span *text, char **out)
{
	if (!text->len)
		return;
	memcpy(*out, text->at, text->len);
	text->at = *out;
	*out += text->len;
}

bool exchange_own(struct exchange *x)
{
	char *out;

	if (x->copies)
		return true;
	out = malloc(header_bytes(&x->request));
	if (!out) {
		error_set(&x->error, STATUS_NO_MEMORY, "copying headers");
		return false;
	}
	x->copies = out;
	for (size_t i = 0; i < x->request.header_count; i++) {
		copy_span(&x->headers[i].name, &out);
		copy_span(&x->headers[i].value, &out);
	}
	return true;
}

void exchange_refuse(struct exchange *x, const char *why)
{
	error_set(&x->error, STATUS_BUSY, "%s", why);
	response_release(&x->response);
	x->response = response_init();
	atomic_fetch_add_explicit(&x->service->counters->busy, 1,
				  memory_order_relaxed);
}

/* A handler that fails without saying why still fails; so does one that was
 * refused memory, whatever it made without it. */
static void call_handler(struct exchange *x)
{
	unsigned refusals = memory_refusals();
	enum status status = x->route->handle(x->service->app, &x->request,
					      &x->response, &x->error);

	status = memory_check(refusals, status, &x->error);
	if (status == STATUS_OK)
		error_clear(&x->error);
	else if (x->error.status == STATUS_OK)
		error_set(&x->error, status, "no detail was given");
}

/* True when the handler is to wait, for which it has one turn. */
static bool take_wait(struct exchange *x)
{
	if (x->error.status != STATUS_OK || !x->response.wait.start)
		return false;
	if (x->wait.start) {
		error_set(&x->error, STATUS_INTERNAL,
			  "the handler waits a second time");
		return false;
	}
	x->wait = x->response.wait;
	x->response.wait = (struct response_wait){ 0 };
	response_release(&x->response);
	x->response = response_init();
	x->request.waited = x->wait.context;
	return true;
}

enum exchange_next exchange_run(struct exchange *x)
{
	x->request.body = buf_span(&x->body);
	if (x->error.status == STATUS_OK && x->route)
		call_handler(x);
	if (take_wait(x))
		return EXCHANGE_WAIT;
	x->packs = answer_make(x);
	return x->packs ? EXCHANGE_PACK : EXCHANGE_ANSWER;
}

void exchange_wait(struct exchange *x, struct waker *waker)
{
	x->wait.start(x->wait.context, waker);
}
