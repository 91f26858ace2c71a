/* SPDX-License-Identifier: MIT */
/*
 * paperd serve: store, load in the background, HTTP, until a signal says stop.
 *
 * SIGTERM and SIGINT drain: no new connection, requests under way are
 * answered, then the end; a second one ends at once.  SIGHUP looks for new and
 * changed dumps.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "paperd/app.h"
#include "paperd/scoped.h"
#include "paperd/thread.h"

#include "command.h"

/* Everything that runs, in the order in which it is taken down. */
struct service {
	struct http *http;
	struct fetch *fetch;
	struct ingest *ingest;
	struct store *store;
	char *rejects;
	struct http_counters counters;
	struct ingest_options load;
	struct doors doors;
	struct cache *forms;
	struct cache *items;
	struct app app;
};

static void service_stop(struct service *service)
{
	fetch_stop(service->fetch);
	ingest_stop(service->ingest);
	store_close(service->store);
	doors_close(&service->doors);
	cache_close(service->forms);
	cache_close(service->items);
	free(service->rejects);
}

static struct http_options http_settings(const struct config *config)
{
	return (struct http_options){
		.threads = command_threads(config->threads),
		.workers = (unsigned)config->workers,
		.queue = (unsigned)config->queue,
		.connections = (unsigned)config->connections,
		.connections_per_ip = (unsigned)config->connections_per_ip,
		.url_max = (size_t)config->url_max,
		.body_max = (size_t)config->body_max,
		.header_seconds = (unsigned)config->header_timeout,
		.body_seconds = (unsigned)config->body_timeout,
		.answer_seconds = (unsigned)config->answer_timeout,
		.idle_seconds = (unsigned)config->idle_timeout,
		.origins = (const char *const *)config->cors_origins.items,
		.origin_count = config->cors_origins.count,
		.cache_control = config->cache_control,
		.gzip_cache = (size_t)config->gzip_cache,
		.answer_cache = (size_t)config->answer_cache,
		.access_log = config->access_log,
	};
}

/* Signals that main waits for; blocked in every thread. */
static sigset_t awaited_signals(void)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGHUP);
	return set;
}

static enum status start_fetch(struct service *service,
			       const struct config *config, struct error *err)
{
	struct fetch_options options = command_fetch_options(config);
	struct fetch_shelf shelf = command_shelf(service->store);

	if (!config->fetch)
		return STATUS_OK;
	return fetch_start(&options, &shelf, &service->fetch, err);
}

/* Fetching first: libcurl is set up before there are threads. */
static enum status start_data(struct service *service,
			      const struct config *config, struct error *err)
{
	enum status status = store_open(config->store, &service->store, err);

	if (status == STATUS_OK)
		service->store->limits = (struct store_limits){
			.scored = config->search_scored,
			.search_ms = (unsigned)config->search_timeout * 1000,
		};
	if (status == STATUS_OK)
		status = start_fetch(service, config, err);
	if (status == STATUS_OK)
		status = command_ingest(config, &service->load,
					&service->rejects, err);
	if (status == STATUS_OK)
		status = ingest_start(service->store, &service->load,
				      &service->ingest, err);
	return status;
}

static enum status start_http(struct service *service,
			      const struct config *config, struct error *err)
{
	struct http_options options = http_settings(config);
	char address[64];
	enum status status;

	status = doors_open(config->doors.items, config->doors.count,
			    &service->doors, err);
	if (status != STATUS_OK)
		return status;
	service->forms = cache_open((size_t)config->format_cache);
	if (config->answer_cache)
		service->items = cache_open((size_t)config->answer_cache);
	service->app.forms = service->forms;
	service->app.items = service->items;
	service->app.routes = service->doors.routes;
	service->app.store = service->store;
	service->app.ingest = service->ingest;
	service->app.fetch = service->fetch;
	service->app.fetch_wait = config->fetch_wait * 1000;
	service->app.refresh_after = config->refresh_after;
	service->app.counters = &service->counters;
	service->app.lookup_max = (unsigned)config->lookup_max;
	service->app.landing_elsewhere = config->landing;
	service->app.started = (long long)time(NULL);
	options.changes = &service->store->rewrites;
	options.address = address;
	status = config_listen(config->listen, address, &options.port, err);
	if (status != STATUS_OK)
		return status;
	thread_prompt(); /* and so are the event loops */
	return http_start(&options, service->doors.routes, &service->app,
			  &service->counters, &service->http, err);
}

/* Waits for the end, passing SIGHUP on. */
static void wait_for_end(struct service *service, const sigset_t *set)
{
	int number = 0;

	while (number != SIGTERM && number != SIGINT) {
		if (sigwait(set, &number) != 0)
			return;
		if (number == SIGHUP) {
			log_event(LOG_INFO, "SIGHUP: looking for new and "
					    "changed dumps");
			ingest_rescan(service->ingest);
		}
	}
	log_event(LOG_INFO, "%s: draining",
		  number == SIGTERM ? "SIGTERM" : "SIGINT");
}

/* Whoever still waits for a fetch is answered now. */
static void end_waiting(void *context)
{
	struct service *service = context;

	if (service->fetch)
		fetch_cancel(service->fetch);
}

static int drain(struct service *service, const struct config *config,
		 const sigset_t *set)
{
	service->app.draining = true;
	/* a second signal ends at once */
	pthread_sigmask(SIG_UNBLOCK, set, NULL);
	if (!http_stop(service->http, (unsigned)config->drain_timeout,
		       end_waiting, service))
		log_event(LOG_WARN, "some requests were cut off after %lld s",
			  config->drain_timeout);
	return EXIT_DONE;
}

int command_serve(const struct config *config, const struct command_line *line)
{
	SCOPED(service_stop) struct service service = { 0 };
	sigset_t set = awaited_signals();
	struct error err = { 0 };

	pthread_sigmask(SIG_BLOCK, &set, NULL);
	if (start_data(&service, config, &err) != STATUS_OK ||
	    start_http(&service, config, &err) != STATUS_OK)
		return command_fail(&err);
	printf("listening on %s\n", http_address(service.http));
	fflush(stdout);
	wait_for_end(&service, &set);
	return drain(&service, config, &set);
}
