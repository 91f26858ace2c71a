/* SPDX-License-Identifier: MIT */
#include "engine.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "paperd/log.h"
#include "paperd/scoped.h"

#define HEADERS_MAX   (64 << 10)
#define REDIRECTS_MAX 5

static long long clock_ms(clockid_t clock)
{
	struct timespec now;

	clock_gettime(clock, &now);
	return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

long long fetch_clock(void)
{
	return clock_ms(CLOCK_MONOTONIC);
}

long long fetch_wall(void)
{
	return clock_ms(CLOCK_REALTIME) / 1000;
}

/* ---- starting ---- */

static char *agent_of(const struct fetch_options *options)
{
	SCOPED(buf_release) struct buf out = buf_init(1024);

	buf_add_text(&out, "paperd/" PAPERD_VERSION " (" PAPERD_URL);
	if (*options->mailto)
		buf_add_format(&out, "; mailto:%s", options->mailto);
	buf_add_char(&out, ')');
	return buf_take(&out);
}

/* A host that is up answers the first packet at once. */
#define CONNECT_MS_MAX 5000

static unsigned connect_ms(const struct fetch_options *options)
{
	unsigned half = options->seconds * 1000 / 2;

	return half < CONNECT_MS_MAX ? half : CONNECT_MS_MAX;
}

static struct transfer_settings transfer_settings_of(const struct fetch *fetch)
{
	const struct fetch_options *options = &fetch->options;

	return (struct transfer_settings){
		.allow = &fetch->allow,
		.ca = *options->ca ? options->ca : NULL,
		.proxy = options->proxy,
		.agent = fetch->agent,
		.connect_ms = connect_ms(options),
		.total_ms = options->seconds * 1000,
		.redirects = REDIRECTS_MAX,
		.body_max = options->body_max,
		.header_max = HEADERS_MAX,
	};
}

static enum status open_calls(struct fetch *fetch, struct error *err)
{
	struct transfer_settings settings = transfer_settings_of(fetch);
	size_t count = (size_t)fetch->options.concurrency * FETCH_HOSTS;
	enum status status = STATUS_OK;

	fetch->calls = calloc(count, sizeof(*fetch->calls));
	fetch->multi = curl_multi_init();
	if (!fetch->calls || !fetch->multi)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	for (size_t i = 0; i < count && status == STATUS_OK; i++) {
		struct call *call = &fetch->calls[i];

		call->fetch = fetch;
		status = transfer_open(&settings, &call->transfer, err);
		fetch->call_count += status == STATUS_OK;
	}
	return status;
}

static void open_hosts(struct fetch *fetch)
{
	const struct fetch_options *options = &fetch->options;
	const char *const bases[] = { options->resolver, options->crossref,
				      options->datacite, options->resolver };

	for (size_t i = 0; i < FETCH_HOSTS; i++) {
		fetch->hosts[i].base = bases[i];
		fetch->hosts[i].budget = budget_init(
			options->rate, options->concurrency,
			(uint64_t)fetch_clock() + i);
	}
}

static void stop_thread(struct fetch *fetch, bool *flag, pthread_t thread)
{
	pthread_mutex_lock(&fetch->lock);
	*flag = true;
	pthread_cond_signal(&fetch->kept);
	pthread_mutex_unlock(&fetch->lock);
	curl_multi_wakeup(fetch->multi);
	pthread_join(thread, NULL);
}

static enum status start_threads(struct fetch *fetch, struct error *err)
{
	if (pthread_create(&fetch->keeper, NULL, keeper_run, fetch) != 0)
		return error_set(err, STATUS_NO_MEMORY, "no thread");
	if (pthread_create(&fetch->loop, NULL, loop_run, fetch) == 0)
		return STATUS_OK;
	stop_thread(fetch, &fetch->drained, fetch->keeper);
	return error_set(err, STATUS_NO_MEMORY, "no thread");
}

static void fetch_free(struct fetch *fetch)
{
	for (size_t i = 0; i < fetch->call_count; i++)
		transfer_close(fetch->calls[i].transfer);
	free(fetch->calls);
	if (fetch->multi)
		curl_multi_cleanup(fetch->multi);
	flights_release(&fetch->flights);
	options_allow_release(&fetch->allow);
	pthread_mutex_destroy(&fetch->lock);
	pthread_cond_destroy(&fetch->kept);
	free(fetch->agent);
	free(fetch);
}

static enum status fetch_open(struct fetch *fetch, struct error *err)
{
	enum status status = fetch_check(&fetch->options, err);

	if (status == STATUS_OK)
		status = options_allow(&fetch->options, &fetch->allow, err);
	if (status == STATUS_OK)
		status = flights_init(&fetch->flights, fetch->options.queue,
				      err);
	fetch->agent = agent_of(&fetch->options);
	if (status == STATUS_OK && !fetch->agent)
		status = error_set(err, STATUS_NO_MEMORY, "no memory");
	if (status == STATUS_OK)
		status = transfer_setup(err);
	if (status == STATUS_OK)
		status = open_calls(fetch, err);
	return status;
}

enum status fetch_start(const struct fetch_options *options,
			const struct fetch_shelf *shelf, struct fetch **ret,
			struct error *err)
{
	struct fetch *fetch = calloc(1, sizeof(*fetch));
	enum status status;

	if (!fetch)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	fetch->options = *options;
	fetch->shelf = *shelf;
	fetch->next_deadline = BUDGET_NEVER;
	pthread_mutex_init(&fetch->lock, NULL);
	pthread_cond_init(&fetch->kept, NULL);
	open_hosts(fetch);
	status = fetch_open(fetch, err);
	if (status == STATUS_OK)
		status = start_threads(fetch, err);
	if (status == STATUS_OK)
		*ret = fetch;
	else
		fetch_free(fetch);
	return status;
}

/* ---- joining ---- */

void flight_route(const struct fetch *fetch, struct flight *flight)
{
	const struct prefix *prefix = prefix_find(&fetch->prefixes,
						  span_of(flight->doi));

	flight->step = STEP_AGENCY;
	if (!prefix)
		return;
	flight->agency = prefix->agency;
	memcpy(flight->agency_name, prefix->name, sizeof(prefix->name));
	flight->step = step_first(prefix->agency);
}

void flight_queue(struct fetch *fetch, struct flight *flight)
{
	queue_push_fair(&fetch->hosts[step_host(flight->step)].queue, flight);
}

/* A new flight; the lock is held. */
static struct flight *flight_start(struct fetch *fetch,
				   const struct fetch_ask *ask)
{
	struct flight *flight = NULL;

	if (!ask->bulk || fetch->flights.count < fetch->flights.most / 2)
		flight = flights_add(&fetch->flights, ask);
	if (!flight)
		return NULL;
	flight->bulk = ask->bulk;
	flight->started = fetch_clock();
	flight->until = flight->started +
			PATIENCE * 1000LL * fetch->options.seconds;
	flight_route(fetch, flight);
	flight_queue(fetch, flight);
	return flight;
}

/* True when the waiter waits; else *result tells why it does not.  The lock is
 * held. */
static bool join(struct fetch *fetch, const struct fetch_ask *ask,
		 struct fetch_waiter *waiter, struct fetch_result *result)
{
	struct flight *flight = flights_find(&fetch->flights, ask->doi);

	*result = (struct fetch_result){ FETCH_STOPPED, 0 };
	if (fetch->cancelled || fetch->stopping)
		return false;
	if (!flight && !ask->again &&
	    recent_find(&fetch->recent, ask->doi, fetch_clock(),
			&result->outcome))
		return false;
	*result = (struct fetch_result){ FETCH_BUSY, 1 };
	if (!flight)
		flight = flight_start(fetch, ask);
	if (!flight)
		return false;
	if (!waiter)
		return true;
	waiter->next = flight->waiters;
	flight->waiters = waiter;
	if (waiter->deadline < fetch->next_deadline)
		fetch->next_deadline = waiter->deadline;
	return true;
}

void fetch_join(struct fetch *fetch, const struct fetch_ask *ask,
		struct fetch_waiter *waiter)
{
	struct fetch_result result;
	bool waits;

	if (waiter)
		waiter->deadline = fetch_clock() + waiter->patience;
	pthread_mutex_lock(&fetch->lock);
	waits = join(fetch, ask, waiter, &result);
	pthread_mutex_unlock(&fetch->lock);
	if (waits)
		curl_multi_wakeup(fetch->multi);
	else if (waiter)
		waiter->done(waiter, &result);
}

/* ---- ending ---- */

/* Those that are turned away are many at a time, and in the access log. */
static enum log_level level_of(enum fetch_outcome outcome)
{
	if (outcome == FETCH_UNKEPT)
		return LOG_ERROR;
	return outcome == FETCH_BUSY ? LOG_DEBUG : LOG_INFO;
}

static void log_end(const struct flight *flight, enum fetch_outcome outcome,
		    const char *why)
{
	SCOPED(buf_release) struct buf line = buf_init(16384);

	buf_add_text(&line, "fetch \"");
	log_escape(&line, span_of(flight->doi), 1024);
	buf_add_format(&line, "\" %s status=%d ms=%lld url=\"",
		       fetch_word(outcome), flight->status,
		       fetch_clock() - flight->started);
	log_escape(&line, span_of(flight->url), 2048);
	buf_add_char(&line, '"');
	if (*why)
		buf_add_text(&line, ": ");
	log_escape_message(&line, span_of(why));
	log_event(level_of(outcome), "%s", buf_text(&line));
}

void flight_end(struct fetch *fetch, struct flight *flight,
		enum fetch_outcome outcome, unsigned retry_after,
		const char *why)
{
	struct fetch_result result = { outcome, retry_after };
	struct fetch_waiter *waiters;

	pthread_mutex_lock(&fetch->lock);
	waiters = flights_take(&fetch->flights, flight);
	recent_note(&fetch->recent, span_of(flight->doi), outcome,
		    fetch_clock());
	fetch->outcomes[outcome]++;
	pthread_mutex_unlock(&fetch->lock);
	log_end(flight, outcome, why);
	waiters_tell(waiters, &result);
	flight_free(flight);
}

void fetch_cancel(struct fetch *fetch)
{
	pthread_mutex_lock(&fetch->lock);
	fetch->cancelled = true;
	pthread_mutex_unlock(&fetch->lock);
	curl_multi_wakeup(fetch->multi);
}

void fetch_stop(struct fetch *fetch)
{
	if (!fetch)
		return;
	fetch_cancel(fetch);
	stop_thread(fetch, &fetch->stopping, fetch->loop);
	stop_thread(fetch, &fetch->drained, fetch->keeper);
	fetch_free(fetch);
}
