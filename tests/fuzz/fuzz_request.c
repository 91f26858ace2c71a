/* SPDX-License-Identifier: MIT */
/*
 * A whole request and its answer, without a socket: any method, target, version
 * and headers, one a line, then an empty line and the body.  Every handler
 * works on a store of three records.  Whatever is asked, the answer is not 500,
 * no header breaks out of its line, and what is said to be JSON is JSON.
 */
#include <cjson/cJSON.h>
#include <strings.h>

#include "fuzz.h"
#include "paperd/app.h"
#include "paperd/log.h"
#include "paperd/scoped.h"

#include "exchange.h"

#define ROOM       (1 << 20)
#define PIECES_MAX 10000

/* Made once and never ended. */
static struct http_counters counters;
static struct doors doors;
static struct app app;
static struct service service;
static struct exchange exchange;

static const char *const records[] = {
	"{\"doi\":\"10.1234/a(b)<1::c>;2-#\",\"type\":\"journal-article\","
	"\"title\":\"Of <cells> & \\\"proofs\\\" in 10 µm\",\"language\":\"en\","
	"\"authors\":[{\"name\":\"Ann Doe\",\"given\":\"Ann\","
	"\"family\":\"Doe\",\"orcid\":\"0000-0002-1825-0097\"}],"
	"\"abstract\":\"One.\\nTwo.\",\"published\":\"2019-05-01\",\"year\":2019,"
	"\"journal\":{\"title\":\"Nature\",\"issn\":[\"0028-0836\"]},"
	"\"volume\":\"5\",\"pages\":\"1-9\",\"publisher\":\"Springer\","
	"\"source\":{\"name\":\"Crossref\",\"format\":\"crossref\"}}",
	"{\"doi\":\"10.1234/b\",\"type\":\"book\",\"title\":\"白血病 о книге\","
	"\"published\":\"1998\",\"year\":1998,\"ids\":{\"pmid\":\"31393839\","
	"\"isbn\":[\"9783161484100\"]},\"retracted\":true,\"source\":{\"name\":"
	"\"DataCite\",\"format\":\"datacite\"}}",
	"{\"doi\":\"10.5555/c\",\"source\":{\"format\":\"native\"}}",
};

/* ---- what is served ---- */

static void store_record(const char *json)
{
	SCOPED(entry_release) struct entry entry = { .line = 1 };
	SCOPED(dump_file_release)
	struct dump_file file = { .generation = 1, .complete = true };
	struct batch batch = { &entry, 1, NULL, 0, &file };

	file.path = span_copy(span_of("fuzz.jsonl"));
	entry.json = buf_init(ROOM);
	entry.raw = buf_init(ROOM);
	REQUIRE(paper_from_json(span_of(json), &entry.paper, NULL) ==
		STATUS_OK);
	paper_to_json(&entry.paper, FIELD_SET_ALL, &entry.json);
	buf_add_span(&entry.raw, buf_span(&entry.json));
	REQUIRE(paper_identifiers(&entry.paper, &entry.identifiers));
	REQUIRE(store_put(app.store, &batch, NULL) == STATUS_OK);
}

static void serve(void)
{
	static char names[][12] = { "crossref", "doi", "matching" };
	char *opened[] = { names[0], names[1], names[2] };

	log_setup(LOG_ERROR, LOG_TEXT);
	REQUIRE(store_open("sqlite::memory:", &app.store, NULL) == STATUS_OK);
	for (size_t i = 0; i < ARRAY_COUNT(records); i++)
		store_record(records[i]);
	REQUIRE(doors_open(opened, ARRAY_COUNT(opened), &doors, NULL) ==
		STATUS_OK);
	app.routes = doors.routes;
	app.counters = &counters;
	app.lookup_max = LOOKUP_MAX;
	service.options.url_max = 8192;
	service.options.body_max = ROOM;
	service.options.gzip_cache = ROOM;
	service.options.cache_control = "no-cache";
	REQUIRE(route_table_open(doors.routes, &service.routes, NULL) ==
		STATUS_OK);
	service.app = &app;
	service.counters = &counters;
	service.gzip = cache_open(ROOM);
	REQUIRE(service.gzip);
	REQUIRE(exchange_init(&exchange, &service, NULL) == STATUS_OK);
}

/* ---- the request ---- */

static void take_header(struct span line)
{
	struct span value = line, name;

	span_next(&value, ':', &name);
	exchange_header(&exchange, name, value.at ? span_trim(value) : name);
}

/* Takes the headers off *rest, the empty line behind them too. */
static void take_headers(struct span *rest)
{
	struct span line;

	while (span_next(rest, '\n', &line) && line.len)
		take_header(line);
}

/* A target ends where a request line does. */
static void take_target(struct span target)
{
	SCOPED(buf_release) struct buf text = buf_init(ROOM);

	buf_add_span(&text, target);
	exchange_target(&exchange, buf_text(&text));
}

static void take_body(struct span body)
{
	if (!exchange.framing.has_body || !body.len)
		return;
	if (exchange_take(&exchange, span_slice(body, 0, body.len / 2)))
		(void)!exchange_take(&exchange,
				     span_slice(body, body.len / 2, body.len));
}

/* ---- the answer ---- */

struct seen {
	struct span type;
	size_t headers;
};

static bool see_header(void *context, const char *name, const char *value)
{
	struct seen *seen = context;

	REQUIRE(*name);
	for (const char *c = value; *c; c++)
		REQUIRE((unsigned char)*c >= ' ' && *c != 0x7F);
	if (strcasecmp(name, "Content-Type") == 0)
		seen->type = span_of(value);
	seen->headers++;
	return true;
}

static void require_json(struct span body)
{
	cJSON *json = cJSON_ParseWithLength(body.at, body.len);

	REQUIRE(json && utf8_valid_length(body) == body.len);
	cJSON_Delete(json);
}

static void drain(struct response_stream *stream)
{
	SCOPED(buf_release) struct buf piece = buf_init(RESPONSE_PIECE_MAX);
	size_t count = 0;

	while (stream->next && stream->next(stream->context, &piece)) {
		REQUIRE(!piece.failed && ++count < PIECES_MAX);
		buf_clear(&piece);
	}
}

static void check_answer(void)
{
	struct response *res = &exchange.response;
	struct seen seen = { 0 };

	if (exchange.code == 500)
		fprintf(stderr, "%s\n", exchange.error.detail);
	REQUIRE(exchange.code >= 200 && exchange.code != 500);
	REQUIRE(exchange_emit(&exchange, see_header, &seen));
	REQUIRE(seen.headers > 0);
	drain(&res->stream);
	if (res->body.len && (span_is(seen.type, "application/json") ||
			      span_is(seen.type, "application/problem+json")))
		require_json(buf_span(&res->body));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct span rest = { (const char *)bytes, len };
	struct span line = { 0 }, method = { 0 }, target = { 0 };
	enum exchange_next next;

	if (!app.store)
		serve();
	span_next(&rest, '\n', &line);
	span_next(&line, ' ', &method);
	span_next(&line, ' ', &target);
	take_target(target);
	take_headers(&rest);
	if (!exchange_begin(&exchange, method, line))
		take_body(rest);
	next = exchange_run(&exchange);
	REQUIRE(next != EXCHANGE_WAIT); /* nothing is fetched */
	if (next == EXCHANGE_PACK)
		exchange_pack(&exchange);
	check_answer();
	exchange_reset(&exchange);
	return 0;
}
