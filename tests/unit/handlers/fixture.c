/* SPDX-License-Identifier: MIT */
#include "fixture.h"

#include <criterion/criterion.h>

#define BODY_MAX (16 << 20)

void fixture_open(struct fixture *ret)
{
	struct error err = { 0 };

	*ret = (struct fixture){ 0 };
	cr_assert_eq(store_open("sqlite::memory:", &ret->store, &err),
		     STATUS_OK, "%s", err.detail);
	ret->app.store = ret->store;
	ret->app.routes = api_routes;
	ret->app.counters = &ret->counters;
	ret->app.lookup_max = LOOKUP_MAX;
	ret->app.items = cache_open(1 << 20);
	ret->app.started = 1700000000;
}

void fixture_close(struct fixture *fixture)
{
	store_close(fixture->store);
	cache_close(fixture->app.items);
	*fixture = (struct fixture){ 0 };
}

void fixture_put(struct fixture *fixture, const char *json, const char *raw)
{
	SCOPED(entry_release) struct entry entry = { .line = 1 };
	SCOPED(dump_file_release)
	struct dump_file file = { .generation = 1, .complete = true };
	struct batch batch = { &entry, 1, NULL, 0, &file };
	struct error err = { 0 };

	file.path = strdup("test.jsonl");
	entry.json = buf_init(BODY_MAX);
	entry.raw = buf_init(BODY_MAX);
	buf_add_text(&entry.json, json);
	buf_add_text(&entry.raw, raw ? raw : "{}");
	cr_assert_eq(paper_from_json(span_of(json), &entry.paper, &err),
		     STATUS_OK, "%s: %s", json, err.detail);
	cr_assert(paper_identifiers(&entry.paper, &entry.identifiers));
	cr_assert_eq(store_put(fixture->store, &batch, &err), STATUS_OK, "%s",
		     err.detail);
}

/* Pairs from a flat list; returns how many. */
static size_t pairs_of(const char *const flat[CALL_MAX],
		       struct pair ret[CALL_MAX / 2])
{
	size_t count = 0;

	for (size_t i = 0; i + 1 < CALL_MAX && flat[i]; i += 2)
		ret[count++] = (struct pair){ span_of(flat[i]),
					      span_of(flat[i + 1]) };
	return count;
}

/* Puts all pieces of a stream into the body; returns how many there were. */
static size_t drain(struct response *res)
{
	SCOPED(buf_release) struct buf piece = buf_init(RESPONSE_PIECE_MAX);
	size_t count = 0;

	if (!res->stream.next)
		return 0;
	res->body = buf_init(BODY_MAX);
	while (res->stream.next(res->stream.context, &piece)) {
		buf_add_span(&res->body, buf_span(&piece));
		buf_clear(&piece);
		count++;
	}
	return count;
}

struct outcome outcome_of(const struct fixture *fixture, handler *handle,
			  struct call call)
{
	struct pair params[CALL_MAX / 2], headers[CALL_MAX / 2];
	struct outcome ret = { .res = response_init() };
	struct request req = {
		.method = SPAN("GET"),
		.path = span_of(call.path ? call.path : "/test"),
		.args = { span_of(call.arg) },
		.arg_count = call.arg != NULL,
		.raw_args = { span_of(call.arg) },
		.params = params,
		.param_count = pairs_of(call.params, params),
		.headers = headers,
		.header_count = pairs_of(call.headers, headers),
		.body = span_of(call.body),
	};

	ret.status = handle(&fixture->app, &req, &ret.res, &ret.err);
	if (ret.status == STATUS_OK)
		ret.pieces = drain(&ret.res);
	return ret;
}

void outcome_release(struct outcome *outcome)
{
	response_release(&outcome->res);
}

const char *outcome_body(const struct outcome *outcome)
{
	return buf_text(&outcome->res.body);
}

const char *outcome_header(const struct outcome *outcome, const char *name)
{
	for (size_t i = 0; i < outcome->res.header_count; i++)
		if (strcmp(outcome->res.headers[i].name, name) == 0)
			return outcome->res.headers[i].value;
	return NULL;
}
