/* SPDX-License-Identifier: MIT */
/*
 * What a host outside answers: any status, any header values, any body, to a
 * question about one DOI or several.  Afterwards each DOI is in one place: in
 * the queue of a host, with the keeper, or ended.  The first line is the
 * header lines' too, as they come.
 */
#include "fuzz.h"
#include "paperd/log.h"
#include "paperd/scoped.h"

#include "engine.h"
#include "items.h"
#include "transfer_own.h"

#define BODY_MAX   (1 << 20)
#define HEADER_MAX 2000

/* First bytes: how many are asked for, which step, the status, redirects. */
enum { PICK_FLIGHTS, PICK_STEP, PICK_STATUS, PICK_REDIRECTS, PICKS };

/* Then lines: the values of headers; the rest is the body. */
enum {
	LINE_TYPE,
	LINE_RETRY,
	LINE_RATE,
	LINE_INTERVAL,
	LINE_CONCURRENCY,
	LINE_ETAG,
	LINES
};

static const char *const dois[] = { "10.1234/a", "10.1234/b", "10.5555/c(d)" };

static const int statuses[] = { 200, 200, 200, 304, 404, 406,
				429, 503, 500, 302, 204, 0 };

static struct fetch *fetch_make(void)
{
	static const char base[] = "https://h.example";
	struct fetch *fetch = calloc(1, sizeof(*fetch));

	REQUIRE(fetch);
	fetch->options = (struct fetch_options){ .seconds = 1, .queue = 9 };
	pthread_mutex_init(&fetch->lock, NULL);
	pthread_cond_init(&fetch->kept, NULL);
	for (size_t i = 0; i < FETCH_HOSTS; i++) {
		fetch->hosts[i].base = base;
		fetch->hosts[i].budget = budget_init(10, 5, i);
	}
	REQUIRE(flights_init(&fetch->flights, 9, NULL) == STATUS_OK);
	return fetch;
}

static struct flight *flight_make(struct fetch *fetch, const char *doi,
				  enum step step)
{
	struct fetch_ask ask = { .doi = span_of(doi) };
	struct flight *flight = flights_add(&fetch->flights, &ask);

	REQUIRE(flight);
	flight->step = step;
	flight->taken = 1U << step;
	flight->until = fetch_clock() + 1000;
	return flight;
}

/* Frees the flights of a queue; returns how many they were. */
static unsigned queue_end(struct fetch *fetch, struct queue *queue)
{
	struct flight *flight;
	unsigned count = 0;

	while ((flight = queue_pop(queue))) {
		REQUIRE(!flights_take(&fetch->flights, flight));
		flight_free(flight);
		count++;
	}
	return count;
}

/* The keeper is given what holds, and the bytes that it counts. */
static void check_kept(const struct fetch *fetch)
{
	const struct flight *flight = fetch->shelf_queue.first;
	size_t bytes = 0;

	for (; flight; flight = flight->next) {
		REQUIRE(flight->outcome == FETCH_FOUND ||
			flight->outcome == FETCH_ABSENT ||
			flight->outcome == FETCH_NO_METADATA);
		bytes += flight->body.len;
	}
	REQUIRE(bytes == fetch->shelf_bytes);
}

static void fetch_end(struct fetch *fetch, const struct call *call)
{
	unsigned held = fetch->flights.count, found;

	REQUIRE(!call->flights.first && !call->flights.count);
	check_kept(fetch);
	found = queue_end(fetch, &fetch->shelf_queue);
	for (size_t i = 0; i < FETCH_HOSTS; i++)
		found += queue_end(fetch, &fetch->hosts[i].queue);
	REQUIRE(found == held && !fetch->flights.count);
	flights_release(&fetch->flights);
	pthread_mutex_destroy(&fetch->lock);
	pthread_cond_destroy(&fetch->kept);
	free(fetch);
}

static void check_items(struct span body)
{
	SCOPED(buf_release) struct buf doi = buf_init(BODY_MAX);
	struct items items = items_of(body);
	const char *last = body.at;
	struct span item;

	while (items_next(&items, &item)) {
		REQUIRE(item.len >= 2 && item.at >= last);
		last = item.at + item.len;
		REQUIRE(last <= body.at + body.len);
		buf_clear(&doi);
		(void)!item_doi(item, &doi);
	}
}

/* Header lines one after the other, until they are too many. */
static void check_lines(struct span text)
{
	struct transfer transfer = { .header_max = HEADER_MAX };
	struct span line;

	while (span_next(&text, '\n', &line)) {
		size_t taken = take_header((char *)line.at, 1, line.len,
					   &transfer);

		REQUIRE(taken == line.len ||
			(!taken && transfer.cut != TRANSFER_ANSWERED));
	}
}

static struct transfer_answer answer_make(const uint8_t *picks,
					  const struct span *lines,
					  struct span body)
{
	struct transfer_answer answer = {
		.status = statuses[picks[PICK_STATUS] % ARRAY_COUNT(statuses)],
		.redirects = picks[PICK_REDIRECTS] % 3,
		.body = buf_init(BODY_MAX),
		.type = span_copy(lines[LINE_TYPE]),
		.url = span_copy(span_of("https://h.example/x")),
		.retry_after = span_copy(lines[LINE_RETRY]),
		.rate_limit = span_copy(lines[LINE_RATE]),
		.rate_interval = span_copy(lines[LINE_INTERVAL]),
		.concurrency = span_copy(lines[LINE_CONCURRENCY]),
		.etag = span_copy(lines[LINE_ETAG]),
	};

	answer.end = answer.status ? TRANSFER_ANSWERED : TRANSFER_TIMEOUT;
	buf_add_span(&answer.body, body);
	return answer;
}

static void check_answer(const uint8_t *picks, const struct span *lines,
			 struct span body)
{
	SCOPED(transfer_answer_release)
	struct transfer_answer answer = answer_make(picks, lines, body);
	enum step step = (enum step)(picks[PICK_STEP] % STEP_END);
	struct fetch *fetch = fetch_make();
	struct call call = { .fetch = fetch,
			     .host = step_host(step),
			     .step = step };
	size_t count = 1 + picks[PICK_FLIGHTS] % ARRAY_COUNT(dois);

	for (size_t i = 0; i < count; i++)
		queue_push(&call.flights, flight_make(fetch, dois[i], step));
	call_answered(&call, &answer);
	fetch_end(fetch, &call);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct span rest = { (const char *)bytes + PICKS, len - PICKS };
	struct span lines[LINES] = { 0 };

	if (len < PICKS)
		return 0;
	log_setup(LOG_ERROR, LOG_TEXT);
	check_lines(rest);
	for (size_t i = 0; i < LINES; i++)
		span_next(&rest, '\n', &lines[i]);
	check_items(rest);
	check_answer(bytes, lines, rest);
	return 0;
}
