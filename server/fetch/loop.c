/* SPDX-License-Identifier: MIT */
/*
 * The thread that speaks with the world: it sends what hosts may be asked,
 * takes answers, and tells those whose patience is over.  It never blocks but
 * in curl_multi_poll().
 */
#include "engine.h"

#include "paperd/scoped.h"
#include "url.h"

/* The longest sleep: nothing waits on it, and nothing is lost by it. */
#define SLEEP_MAX 1000

/* ---- starting; no lock ---- */

static enum status call_start(struct call *call, struct error *err)
{
	SCOPED(buf_release) struct buf url = buf_init(16384);
	struct flight *flight = call->flights.first;
	struct transfer_request request = { .accept = request_accept(
						    call->step) };
	enum status status;

	request_url(call->fetch, call, &url);
	request.url = buf_text(&url);
	flight->conditional = flight->held_url &&
			      (flight->held_etag || flight->held_modified) &&
			      strcmp(flight->held_url, request.url) == 0;
	if (flight->conditional) {
		request.etag = flight->held_etag;
		request.modified = flight->held_modified;
	}
	status = buf_check(&url, err);
	if (status == STATUS_OK)
		status = transfer_begin(call->transfer, &request, call, err);
	if (status != STATUS_OK)
		return status;
	if (curl_multi_add_handle(call->fetch->multi,
				  transfer_handle(call->transfer)) != CURLM_OK)
		return error_set(err, STATUS_NO_MEMORY, "libcurl");
	return STATUS_OK;
}

/* A request that could not even be made fails like one that was. */
static void call_send(struct call *call)
{
	SCOPED(transfer_answer_release)
	struct transfer_answer none = { .end = TRANSFER_FAILED };
	struct error err = { 0 };
	enum status status = call_start(call, &err);

	if (status == STATUS_NO_MEMORY)
		none.end = TRANSFER_STARVED;
	if (status != STATUS_OK)
		call_answered(call, &none);
}

static void send_all(struct fetch *fetch, long long *wake)
{
	for (size_t i = 0; i < FETCH_HOSTS; i++) {
		struct call *call;

		do {
			pthread_mutex_lock(&fetch->lock);
			call = host_next(fetch, &fetch->hosts[i], fetch_clock(),
					 wake);
			pthread_mutex_unlock(&fetch->lock);
			if (call)
				call_send(call);
		} while (call);
	}
}

/* ---- answers ---- */

static void take_answers(struct fetch *fetch)
{
	CURLMsg *message;
	int left;

	while ((message = curl_multi_info_read(fetch->multi, &left))) {
		SCOPED(transfer_answer_release)
		struct transfer_answer answer = { 0 };
		struct transfer *transfer = transfer_of(message->easy_handle);
		CURLcode code = message->data.result;
		struct call *call = transfer_context(transfer);

		curl_multi_remove_handle(fetch->multi,
					 transfer_handle(transfer));
		transfer_end(transfer, code, &answer);
		call_answered(call, &answer);
	}
}

/* ---- those who wait too long ---- */

static void tell_waiters(struct fetch *fetch, long long *wake)
{
	struct fetch_result result = { FETCH_PENDING, 1 };
	struct fetch_waiter *waiters = NULL;
	long long now = fetch_clock();

	pthread_mutex_lock(&fetch->lock);
	if (fetch->cancelled)
		result = (struct fetch_result){ FETCH_STOPPED, 0 };
	if (fetch->cancelled || now >= fetch->next_deadline)
		waiters = flights_expire(&fetch->flights, now, fetch->cancelled,
					 &fetch->next_deadline);
	sooner(wake, fetch->next_deadline);
	pthread_mutex_unlock(&fetch->lock);
	waiters_tell(waiters, &result);
}

static void end_late(struct fetch *fetch, long long *wake)
{
	struct flight *flight;

	for (size_t i = 0; i < FETCH_HOSTS; i++) {
		struct host *host = &fetch->hosts[i];
		long long now = fetch_clock();
		struct queue late = { 0 };
		unsigned pause;

		pthread_mutex_lock(&fetch->lock);
		if (i == HOST_RESOLVER)
			flights_reroute(fetch);
		host_late(host, now, &late, wake);
		pause = host_pause(host, now);
		pthread_mutex_unlock(&fetch->lock);
		while ((flight = queue_pop(&late)))
			flight_end(fetch, flight, FETCH_BUSY, pause,
				   "its turn does not come in time");
	}
}

/* ---- the loop ---- */

static bool is_stopping(struct fetch *fetch)
{
	bool stopping;

	pthread_mutex_lock(&fetch->lock);
	stopping = fetch->stopping;
	pthread_mutex_unlock(&fetch->lock);
	return stopping;
}

static int sleep_time(long long wake)
{
	long long ms = wake - fetch_clock();

	if (ms < 0)
		return 0;
	return ms > SLEEP_MAX ? SLEEP_MAX : (int)ms;
}

/* Flights that are still on their way end with the service. */
static void end_all(struct fetch *fetch)
{
	struct flight *flight;

	for (size_t i = 0; i < fetch->call_count; i++) {
		struct call *call = &fetch->calls[i];

		if (call->flights.first)
			curl_multi_remove_handle(
				fetch->multi, transfer_handle(call->transfer));
		while ((flight = queue_pop(&call->flights)))
			flight_end(fetch, flight, FETCH_STOPPED, 0, "stopped");
	}
	for (size_t i = 0; i < FETCH_HOSTS; i++)
		while ((flight = queue_pop(&fetch->hosts[i].queue)))
			flight_end(fetch, flight, FETCH_STOPPED, 0, "stopped");
}

void *loop_run(void *context)
{
	struct fetch *fetch = context;
	int running;

	while (!is_stopping(fetch)) {
		long long wake = fetch_clock() + SLEEP_MAX;

		curl_multi_perform(fetch->multi, &running);
		take_answers(fetch);
		end_late(fetch, &wake);
		send_all(fetch, &wake);
		end_late(fetch, &wake); /* sent on to a host that is let be */
		tell_waiters(fetch, &wake);
		curl_multi_poll(fetch->multi, NULL, 0, sleep_time(wake), NULL);
	}
	end_all(fetch);
	return NULL;
}
