/* SPDX-License-Identifier: MIT */
/*
 * What becomes of flights when a request was answered.  Runs on the loop.
 */
#include "engine.h"

#include <stdio.h>

#include "items.h"
#include "paperd/doi.h"
#include "paperd/log.h"
#include "paperd/scoped.h"

/* Times that one flight comes back to a host that said "too much". */
#define REFUSALS_MAX 2

/* Longest URL of one DOI. */
#define URL_MAX 8192

static bool is_too_much(const struct transfer_answer *answer)
{
	return answer->status == 429 || answer->status == 503;
}

/* ---- the budget of the host ---- */

/* Behind a redirect another host speaks: the one that was asked did answer. */
static struct budget_news news_of(const struct transfer_answer *answer)
{
	struct budget_news news = { .other = answer->redirects > 0,
				    .refused = is_too_much(answer),
				    .retry_after = answer->retry_after,
				    .wall = fetch_wall() };

	if (news.other)
		return news;
	news.failed = answer->end == TRANSFER_TIMEOUT ||
		      answer->end == TRANSFER_FAILED || answer->status >= 500;
	news.rate_limit = answer->rate_limit;
	news.rate_interval = answer->rate_interval;
	news.concurrency = answer->concurrency;
	return news;
}

static void count_answer(struct host *host,
			 const struct transfer_answer *answer, long long now)
{
	struct budget_news news = news_of(answer);

	host->failures += news.failed || news.refused;
	budget_answer(&host->budget, &news, now);
}

/* ---- on to the next place ---- */

static void log_answer(const struct call *call, const struct flight *flight,
		       const struct transfer_answer *answer)
{
	SCOPED(buf_release) struct buf line = buf_init(8192);

	if (!log_wants(LOG_DEBUG))
		return;
	buf_add_text(&line, "fetch \"");
	log_escape(&line, span_of(flight->doi), DOI_MAX);
	buf_add_format(
		&line, "\" host=%d step=%d status=%d redirects=%u url=\"",
		call->host, call->step, answer->status, answer->redirects);
	log_escape(&line, span_of(answer->url), 2048);
	buf_add_format(&line, "\" %s", answer->why);
	log_event(LOG_DEBUG, "%s", buf_text(&line));
}

/* The flight goes to the queue of the host of its next step. */
static void move_on(struct fetch *fetch, struct flight *flight, enum step next)
{
	flight->step = next;
	pthread_mutex_lock(&fetch->lock);
	flight_queue(fetch, flight);
	pthread_mutex_unlock(&fetch->lock);
}

static void give_to_keeper(struct fetch *fetch, struct flight *flight)
{
	pthread_mutex_lock(&fetch->lock);
	queue_push(&fetch->shelf_queue, flight);
	fetch->shelf_bytes += flight->body.len;
	pthread_cond_signal(&fetch->kept);
	pthread_mutex_unlock(&fetch->lock);
}

static void learn_agency(struct fetch *fetch, struct flight *flight,
			 const struct verdict *verdict)
{
	if (verdict->agency == AGENCY_UNKNOWN)
		return;
	flight->agency = verdict->agency;
	snprintf(flight->agency_name, sizeof(flight->agency_name), "%s",
		 verdict->name);
	pthread_mutex_lock(&fetch->lock);
	prefix_learn(&fetch->prefixes, span_of(flight->doi), verdict->agency,
		     verdict->name);
	pthread_mutex_unlock(&fetch->lock);
}

/* ---- one answer, one flight ---- */

static char *take(char **text)
{
	char *ret = *text;

	*text = NULL;
	return ret;
}

/* The answer that decides is the flight's. */
static void take_answer(struct flight *flight, struct transfer_answer *answer)
{
	flight->status = answer->status;
	flight->redirects = answer->redirects;
	flight->body = answer->body;
	answer->body = (struct buf){ 0 };
	flight->url = take(&answer->url);
	flight->etag = take(&answer->etag);
	flight->modified = take(&answer->modified);
	if (flight->status != 304)
		return;
	/* what did not change keeps its validators (RFC 9110 15.4.5) */
	if (!flight->etag)
		flight->etag = take(&flight->held_etag);
	if (!flight->modified)
		flight->modified = take(&flight->held_modified);
}

/* Where the DOI leads: the page it led to, or doi.org's own address of it. */
static char *landing_of(const struct fetch *fetch, const struct flight *flight)
{
	SCOPED(buf_release) struct buf out = buf_init(URL_MAX);

	if (flight->redirects && flight->status == 200)
		buf_add_text(&out, flight->url);
	else
		request_url_of(fetch, STEP_CONTENT, flight, &out);
	return buf_take(&out);
}

/* An outcome that holds is kept, one that may be another soon is told. */
static void decide(struct fetch *fetch, struct flight *flight,
		   enum fetch_outcome outcome, struct transfer_answer *answer)
{
	flight->outcome = outcome;
	if (outcome == FETCH_FAILED) {
		flight_end(fetch, flight, outcome, 0, "refused by the host");
		return;
	}
	take_answer(flight, answer);
	if (outcome != FETCH_FOUND || flight->status == 304)
		buf_release(&flight->body);
	if (outcome == FETCH_NO_METADATA)
		flight->landing = landing_of(fetch, flight);
	give_to_keeper(fetch, flight);
}

static void judge(struct fetch *fetch, struct flight *flight,
		  struct transfer_answer *answer)
{
	struct step_answer seen = { .doi = span_of(flight->doi),
				    .agency = flight->agency,
				    .conditional = flight->conditional,
				    .status = answer->status,
				    .redirects = answer->redirects,
				    .type = answer->type,
				    .body = buf_span(&answer->body) };
	struct verdict verdict = step_judge(flight->step, flight->taken, &seen);

	learn_agency(fetch, flight, &verdict);
	flight->brief = verdict.brief;
	if (verdict.next != STEP_END)
		move_on(fetch, flight, verdict.next);
	else
		decide(fetch, flight, verdict.outcome, answer);
}

/* ---- no answer ---- */

/* The host said "too much": the flight waits for it, if it has the time. */
static void refused(struct call *call, struct flight *flight)
{
	struct fetch *fetch = call->fetch;
	struct host *host = &fetch->hosts[call->host];
	unsigned pause;
	bool again;

	pthread_mutex_lock(&fetch->lock);
	pause = host_pause(host, fetch_clock());
	again = ++flight->refusals <= REFUSALS_MAX &&
		host->budget.paused < flight->until;
	if (again)
		queue_push_first(&host->queue, flight);
	pthread_mutex_unlock(&fetch->lock);
	if (!again)
		flight_end(fetch, flight, FETCH_BUSY, pause,
			   "the host has too much to do");
}

static void failed(struct call *call, struct flight *flight,
		   const struct transfer_answer *answer)
{
	enum fetch_outcome outcome = FETCH_FAILED;
	char why[256];

	if (answer->end == TRANSFER_TIMEOUT)
		outcome = FETCH_TIMEOUT;
	if (answer->end == TRANSFER_STARVED)
		outcome = FETCH_BUSY;

	if (answer->end == TRANSFER_ANSWERED)
		snprintf(why, sizeof(why), "status %d", answer->status);
	else
		snprintf(why, sizeof(why), "%s", answer->why);
	flight_end(call->fetch, flight, outcome, 0, why);
}

static void flight_answered(struct call *call, struct flight *flight,
			    struct transfer_answer *answer)
{
	log_answer(call, flight, answer);
	if (answer->end == TRANSFER_ANSWERED && is_too_much(answer))
		refused(call, flight);
	else if (answer->end != TRANSFER_ANSWERED || answer->status >= 500)
		failed(call, flight, answer);
	else
		judge(call->fetch, flight, answer);
}

/* ---- a list of several ---- */

static struct flight *take_doi(struct queue *queue, const char *doi)
{
	struct queue rest = { 0 };
	struct flight *found = NULL, *flight;

	while ((flight = queue_pop(queue))) {
		if (!found && strcmp(flight->doi, doi) == 0)
			found = flight;
		else
			queue_push(&rest, flight);
	}
	*queue = rest;
	return found;
}

/* As it would stand in the answer to a flight alone: a work by itself, what
 * doiRA says in an array. */
static void item_body(enum step step, struct span item, struct buf *out)
{
	if (step == STEP_AGENCY)
		buf_add_char(out, '[');
	buf_add_span(out, item);
	if (step == STEP_AGENCY)
		buf_add_char(out, ']');
}

/* One object of a list is answered as if it had been asked for alone. */
static void item_answered(struct call *call, struct span item,
			  const struct transfer_answer *answer)
{
	SCOPED(buf_release) struct buf doi = buf_init(DOI_MAX);
	SCOPED(buf_release) struct buf url = buf_init(URL_MAX);
	SCOPED(transfer_answer_release)
	struct transfer_answer one = { .end = TRANSFER_ANSWERED,
				       .status = answer->status,
				       .body = buf_init(item.len + 2),
				       .type = span_copy(
					       span_of(answer->type)) };
	struct flight *flight = NULL;

	if (item_doi(item, &doi))
		flight = take_doi(&call->flights, buf_text(&doi));
	if (!flight)
		return;
	item_body(call->step, item, &one.body);
	request_url_of(call->fetch, call->step, flight, &url);
	one.url = buf_take(&url);
	flight_answered(call, flight, &one);
}

/* Those that are not in the list are asked for one by one: an alias comes
 * under another DOI, and a filter may not take every DOI. */
static void ask_alone(struct call *call, struct flight *flight)
{
	flight->alone = true;
	move_on(call->fetch, flight, call->step);
}

/* One work that is too large, or makes the host fail, must not cost the others
 * theirs. */
static void list_answered(struct call *call, struct transfer_answer *answer)
{
	bool refused = answer->end == TRANSFER_ANSWERED && is_too_much(answer);
	struct items items = items_of(buf_span(&answer->body));
	struct flight *flight;
	struct span item;

	if (answer->end == TRANSFER_ANSWERED && answer->status == 200)
		while (items_next(&items, &item))
			item_answered(call, item, answer);
	while ((flight = queue_pop(&call->flights))) {
		if (refused)
			flight_answered(call, flight, answer);
		else
			ask_alone(call, flight);
	}
}

void call_answered(struct call *call, struct transfer_answer *answer)
{
	struct fetch *fetch = call->fetch;

	pthread_mutex_lock(&fetch->lock);
	count_answer(&fetch->hosts[call->host], answer, fetch_clock());
	pthread_mutex_unlock(&fetch->lock);
	if (call->flights.count > 1)
		list_answered(call, answer);
	else
		flight_answered(call, queue_pop(&call->flights), answer);
}
