/* SPDX-License-Identifier: MIT */
/*
 * From what a handler left, or the error, to status, headers and body.
 *
 * How answers may be kept by caches (RFC 9111): what has an entity tag, or is
 * said to keep, as the option says; what is the state of a moment, and every error, not at all,
 * since a record that is missing now may be there after the next load; the
 * rest only after asking again.
 */
#include <stdio.h>
#include <strings.h>

#include "conditional.h"
#include "cors.h"
#include "exchange.h"
#include "paperd/digest.h"
#include "paperd/log.h"
#include "paperd/negotiate.h"
#include "paperd/scoped.h"
#include "problem.h"

/* Bytes of a request's path that a log line repeats. */
#define PATH_LOGGED 512

/* ---- making ---- */

static void drop_body(struct response *res)
{
	buf_release(&res->body);
	if (res->stream.release)
		res->stream.release(res->stream.context);
	res->stream = (struct response_stream){ 0 };
}

/* Faults are told to the operator; of refusals the counters tell, and of what
 * others failed at, who asked them. */
static void log_failure(const struct exchange *x)
{
	struct span path = x->raw_path;
	bool refusal = problem_concerns_client(x->code);

	if (path.len > PATH_LOGGED)
		path.len = PATH_LOGGED;
	log_event(refusal ? LOG_DEBUG : LOG_ERROR, "request %s %s %.*s: %s: %s",
		  x->request.id, x->request.method.at, (int)path.len, path.at,
		  status_slug(x->error.status), x->error.detail);
}

/* NULL: paperd's own. */
static const struct dialect *dialect_of(const struct exchange *x)
{
	return x->route ? x->route->dialect : NULL;
}

static void write_failure(const struct exchange *x,
			  const struct failure *failure, struct response *res)
{
	const struct dialect *dialect = dialect_of(x);

	if (dialect && dialect->failure_write) {
		dialect->failure_write(failure, &res->body);
	} else {
		res->content_type = PROBLEM_TYPE;
		problem_write(failure, &res->body);
	}
}

static int failure_code(const struct exchange *x)
{
	const struct dialect *dialect = dialect_of(x);
	int code = status_http(x->error.status);

	return code == 503 && dialect && dialect->busy ? dialect->busy : code;
}

static void make_problem(struct exchange *x)
{
	struct response *res = &x->response;
	struct failure failure = {
		.error = &x->error,
		.path = x->raw_path,
		.id = x->request.id,
	};

	if (!res->problem.failed)
		failure.members = buf_span(&res->problem);
	drop_body(res);
	res->body = buf_init(PROBLEM_MAX);
	res->etag[0] = '\0';
	res->no_store = true;
	x->code = failure_code(x);
	if (x->code >= 500)
		log_failure(x);
	write_failure(x, &failure, res);
	if (res->body.failed)
		drop_body(res);
}

static bool is_reading(const struct exchange *x)
{
	return span_is(x->request.method, "GET") ||
	       span_is(x->request.method, "HEAD");
}

static const char *media_type(const struct response *res)
{
	return res->content_type ? res->content_type : "application/json";
}

/* Pictures (but drawings) and fonts are compressed already. */
static bool is_compressible(const char *type)
{
	return (strncasecmp(type, "image/", 6) != 0 ||
		strncasecmp(type, "image/svg", 9) == 0) &&
	       strncasecmp(type, "font/", 5) != 0;
}

static bool takes_gzip(const struct exchange *x)
{
	return accept_has_coding(request_header(&x->request, "Accept-Encoding"),
				 "gzip");
}

/*
 * True when the client takes gzip and it is worth it.  Untagged bodies cannot
 * be kept, so they are compressed only where a worker made them anyway.
 */
static bool wants_gzip(const struct exchange *x)
{
	const struct response *res = &x->response;
	bool slow = x->route->flags & ROUTE_SLOW;
	size_t least = res->etag[0] ? GZIP_MIN : GZIP_UNTAGGED_MIN;

	return x->service->options.gzip_cache && !res->stream.next &&
	       (slow || res->etag[0]) && res->body.len >= least &&
	       is_compressible(media_type(res)) && takes_gzip(x);
}

/*
 * Looks the compressed body up; true when it must be made.  The key is the
 * digest of the body, not its entity tag: two resources may give the same tag
 * to different bodies.
 */
static bool find_packed(struct exchange *x)
{
	if (!x->response.etag[0])
		return true;
	x->key = digest_make(buf_span(&x->response.body));
	x->keeps_packed = true;
	x->packed = cache_find(x->service->gzip, x->key);
	x->gzip = x->packed != NULL;
	return !x->gzip;
}

static bool is_known_to_client(const struct exchange *x)
{
	return x->response.etag[0] && is_reading(x) &&
	       conditional_matches(&x->request, x->response.etag);
}

/* A body that came compressed goes out so to whoever takes it. */
static void unpack(struct exchange *x)
{
	struct response *res = &x->response;
	struct buf plain = { 0 };

	x->gzip = takes_gzip(x);
	if (x->gzip)
		return;
	res->gzipped = false;
	if (gzip_open(buf_span(&res->body), &plain)) {
		buf_release(&res->body);
		res->body = plain;
		return;
	}
	error_set(&x->error, STATUS_NO_MEMORY, "no memory to unpack a body");
	make_problem(x);
}

/* The answer of a handler that succeeded. */
static bool make_success(struct exchange *x)
{
	struct response *res = &x->response;
	bool gzip;

	x->code = res->status ? res->status : 200;
	if (x->code != 200)
		return false;
	gzip = res->gzipped ? takes_gzip(x) : wants_gzip(x);
	if (!is_known_to_client(x) && res->gzipped) {
		unpack(x);
		return false;
	}
	if (!is_known_to_client(x))
		return gzip && find_packed(x);
	x->code = 304;
	x->gzip = gzip;
	drop_body(res);
	return false;
}

bool answer_make(struct exchange *x)
{
	if (x->error.status == STATUS_OK && x->route)
		return make_success(x);
	if (x->error.status == STATUS_OK)
		x->code = 204; /* OPTIONS */
	else
		make_problem(x);
	return false;
}

void exchange_pack(struct exchange *x)
{
	x->packed = gzip_make(buf_span(&x->response.body));
	x->gzip = x->packed != NULL;
	if (x->packed && x->keeps_packed)
		cache_add(x->service->gzip, x->key, x->packed);
}

/* ---- headers ---- */

/* Where headers go, and whether all of them did. */
struct out {
	header_emit *emit;
	void *context;
	bool ok;
};

/* A NULL value is no header. */
static void put(struct out *out, const char *name, const char *value)
{
	if (out->ok && value)
		out->ok = out->emit(out->context, name, value);
}

static void put_content(const struct exchange *x, struct out *out)
{
	if (x->code != 204 && x->code != 304)
		put(out, "Content-Type", media_type(&x->response));
	if (x->gzip && x->code != 304)
		put(out, "Content-Encoding", "gzip");
	put(out, "X-Content-Type-Options", "nosniff");
}

static void put_cors(const struct exchange *x, struct out *out)
{
	put(out, "Access-Control-Allow-Origin",
	    cors_origin(&x->service->options, &x->request));
	put(out, "Access-Control-Expose-Headers", CORS_EXPOSED);
}

/* What beside the URL the answer depends on. */
static void put_vary(const struct exchange *x, struct out *out)
{
	static const char *const texts[2][2][2] = {
		{ { NULL, "Origin" }, { "Accept", "Accept, Origin" } },
		{ { "Accept-Encoding", "Accept-Encoding, Origin" },
		  { "Accept-Encoding, Accept",
		    "Accept-Encoding, Accept, Origin" } },
	};
	bool packs = x->error.status == STATUS_OK && x->route;

	put(out, "Vary",
	    texts[packs][x->response.varies_accept]
		 [cors_varies(&x->service->options)]);
}

static const char *cache_control(const struct exchange *x)
{
	if (x->response.no_store)
		return "no-store";
	if ((x->response.etag[0] || x->response.keeps) &&
	    (x->code == 200 || x->code == 304))
		return x->response.cache_control
			       ? x->response.cache_control
			       : x->service->options.cache_control;
	return "no-cache";
}

/* An entity tag in its quotes. */
#define TAG_ROOM (sizeof((struct response){ 0 }.etag) + sizeof(ETAG_GZIP) + 2)

static void tag_write(const struct exchange *x, char out[TAG_ROOM])
{
	size_t len = strlen(x->response.etag);
	const char *end = x->gzip ? ETAG_GZIP "\"" : "\"";

	out[0] = '"';
	memcpy(out + 1, x->response.etag, len);
	memcpy(out + 1 + len, end, strlen(end) + 1);
}

static void put_caching(const struct exchange *x, struct out *out)
{
	char tag[TAG_ROOM];

	put_vary(x, out);
	if (!x->route && x->error.status == STATUS_OK)
		return; /* OPTIONS: Access-Control-Max-Age says it */
	put(out, "Cache-Control", cache_control(x));
	if (!x->response.etag[0])
		return;
	tag_write(x, tag);
	put(out, "ETag", tag);
}

static void put_methods(const struct exchange *x, struct out *out)
{
	if (x->code == 405 || (x->code == 204 && !x->route))
		put(out, "Allow", x->allow);
	if (x->code != 204 || x->route)
		return;
	put(out, "Access-Control-Allow-Methods", x->allow);
	put(out, "Access-Control-Allow-Headers", CORS_ALLOWED);
	put(out, "Access-Control-Max-Age", CORS_MAX_AGE);
}

static void put_own(const struct exchange *x, struct out *out)
{
	const struct dialect *dialect = dialect_of(x);
	const struct header_row *row = dialect ? dialect->headers : NULL;
	const struct response *res = &x->response;
	bool told = x->code < 502 || x->code > 504;

	for (; row && row->name; row++)
		put(out, row->name, row->value);
	for (size_t i = 0; i < res->header_count; i++) {
		put(out, res->headers[i].name, res->headers[i].value);
		told |= strcasecmp(res->headers[i].name, "Retry-After") == 0;
	}
	if (!told)
		put(out, "Retry-After",
		    x->error.status == STATUS_BUSY ? "1" : "5");
	if (x->request.id_from_client || x->code >= 400)
		put(out, "X-Request-Id", x->request.id);
}

bool exchange_emit(const struct exchange *x, header_emit *emit, void *context)
{
	struct out out = { emit, context, true };

	put_content(x, &out);
	put_cors(x, &out);
	put_caching(x, &out);
	put_methods(x, &out);
	put_own(x, &out);
	if (x->closes || x->service->draining)
		put(&out, "Connection", "close");
	return out.ok;
}
