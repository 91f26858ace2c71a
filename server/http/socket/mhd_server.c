/* SPDX-License-Identifier: MIT */
#include "mhd.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "paperd/log.h"

/* Bytes for the header of one request and of its answer, at least: twice the
 * longest URL.  The library writes zeros to all of it after each request, so
 * it is not larger than it need be. */
#define CONNECTION_MEMORY 16384

/* Descriptors needed beside those of connections (store, logs, epoll). */
#define OTHER_FILES 128

/* Connections that are being told that there is no seat. */
#define WITHOUT_SEAT 256

/* Connections that there is room for with the fewest descriptors. */
#define SEATS_LEAST 16

/* How often http_stop() looks, and how long answers that were made at the very
 * end may take to go out. */
#define STOP_TICK_MS  5
#define STOP_FLUSH_MS 2000

/* How long connections that came before the end may take to be accepted. */
#define STOP_ACCEPT_MS 1000

#if MHD_VERSION >= 0x00097701
#define STRICT MHD_OPTION_CLIENT_DISCIPLINE_LVL
#else
#define STRICT MHD_OPTION_STRICT_FOR_CLIENT
#endif

static void on_log(void *cls, const char *format, va_list args)
	__attribute__((format(printf, 2, 0)));
static void on_log(void *cls, const char *format, va_list args)
{
	char text[512];
	size_t len;

	(void)cls;
	if (!log_wants(LOG_DEBUG))
		return;
	vsnprintf(text, sizeof(text), format, args);
	len = strlen(text);
	if (len && text[len - 1] == '\n')
		text[len - 1] = '\0';
	log_event(LOG_DEBUG, "libmicrohttpd: %s", text);
}

/* A server that is stopping comes to close new connections at once. */
static enum MHD_Result on_accept(void *cls, const struct sockaddr *address,
				 socklen_t size)
{
	const struct http *http = cls;

	(void)address;
	(void)size;
	return http->shut ? MHD_NO : MHD_YES;
}

/* Decodes nothing: paperd/route.h and target.h work on what was sent. */
static size_t keep_escapes(void *cls, struct MHD_Connection *mhd, char *text)
{
	(void)cls;
	(void)mhd;
	return strlen(text);
}

/* How many files may be open, raised to `wanted` if that is allowed. */
static rlim_t files_allowed(rlim_t wanted)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
		return wanted;
	if (limit.rlim_cur < wanted && limit.rlim_cur < limit.rlim_max) {
		limit.rlim_cur = limit.rlim_max < wanted ? limit.rlim_max
							 : wanted;
		setrlimit(RLIMIT_NOFILE, &limit);
	}
	return limit.rlim_cur;
}

/*
 * Sees that every connection can have a descriptor: where there are too few,
 * there are fewer seats.  An event loop that has no connection and gets no
 * descriptor for its first one would ask for it again and again.
 */
static void seats_set(struct seats *seats, unsigned connections)
{
	rlim_t wanted = (rlim_t)connections + SEATS_REFUSED + WITHOUT_SEAT;
	rlim_t files = files_allowed(wanted + OTHER_FILES);
	unsigned room = SEATS_LEAST;

	seats->most_served = connections;
	seats->most_refused = SEATS_REFUSED;
	if (files >= wanted + OTHER_FILES)
		return;
	if (files > OTHER_FILES + SEATS_LEAST)
		room = (unsigned)(files - OTHER_FILES);
	if (seats->most_refused > room / 4)
		seats->most_refused = room / 4;
	if (seats->most_served > room / 2)
		seats->most_served = room / 2;
	log_event(LOG_WARN,
		  "only %llu files may be open: too few for %u connections, so "
		  "%u are served at a time",
		  (unsigned long long)files, connections, seats->most_served);
}

/* The library's limit, where it stops accepting, is out of the way of ours, but
 * for want of descriptors.  It divides it among its threads, the rest to the
 * first. */
static unsigned connection_limit(const struct seats *seats, unsigned threads)
{
	unsigned without = seats->most_refused < SEATS_REFUSED
				   ? seats->most_refused
				   : WITHOUT_SEAT;
	unsigned most = seats->most_served + seats->most_refused + without;

	return (most + threads - 1) / threads * threads;
}

static size_t connection_memory(const struct http_options *options)
{
	size_t wanted = 2 * options->url_max;

	return wanted > CONNECTION_MEMORY ? wanted : CONNECTION_MEMORY;
}

static struct MHD_Daemon *start_daemon(struct http *http, int listen_fd)
{
	const struct http_options *options = &http->service.options;
	unsigned threads = options->threads ? options->threads : 1;

	return MHD_start_daemon(
		MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME |
			MHD_USE_ERROR_LOG,
		0, on_accept, http, on_request, http,
		MHD_OPTION_EXTERNAL_LOGGER, on_log, NULL,
		MHD_OPTION_LISTEN_SOCKET, listen_fd,
		MHD_OPTION_THREAD_POOL_SIZE, threads > 1 ? threads : 0,
		MHD_OPTION_CONNECTION_LIMIT,
		connection_limit(&http->seats, threads),
		MHD_OPTION_PER_IP_CONNECTION_LIMIT, options->connections_per_ip,
		MHD_OPTION_CONNECTION_TIMEOUT, options->idle_seconds,
		MHD_OPTION_CONNECTION_MEMORY_LIMIT, connection_memory(options),
		STRICT, 1, MHD_OPTION_UNESCAPE_CALLBACK, keep_escapes, NULL,
		MHD_OPTION_URI_LOG_CALLBACK, on_target, NULL,
		MHD_OPTION_NOTIFY_CONNECTION, on_connection, http,
		MHD_OPTION_NOTIFY_COMPLETED, on_completed, http,
		MHD_OPTION_END);
}

static enum status start_parts(struct http *http, struct error *err)
{
	const struct http_options *options = &http->service.options;
	struct http_counters *counters = http->service.counters;
	enum status status;

	http->service.gzip = cache_open(options->gzip_cache);
	if (!http->service.gzip)
		return error_set(err, STATUS_NO_MEMORY, "gzip cache");
	if (options->answer_cache && options->changes) {
		http->service.answers = cache_open(options->answer_cache);
		if (!http->service.answers)
			return error_set(err, STATUS_NO_MEMORY, "answers");
	}
	status = reaper_start(&counters->cut_by_deadline, &http->reaper, err);
	if (status != STATUS_OK)
		return status;
	return pool_start(options->workers ? options->workers : 1,
			  options->queue, &counters->slow_waiting, &http->pool,
			  err);
}

static enum status start_listening(struct http *http, struct error *err)
{
	int fd = -1;
	enum status status = listen_open(&http->service.options, &fd,
					 http->address, err);

	if (status != STATUS_OK)
		return status;
	http->daemon = start_daemon(http, fd);
	http->listen_fd = fd;
	if (http->daemon)
		return STATUS_OK;
	close(fd);
	return error_set(err, STATUS_INTERNAL,
			 "libmicrohttpd did not start on %s", http->address);
}

static void http_free(struct http *http)
{
	pool_stop(http->pool);
	reaper_stop(http->reaper);
	cache_close(http->service.gzip);
	cache_close(http->service.answers);
	route_table_close(http->service.routes);
	free(http);
}

enum status http_start(const struct http_options *options,
		       const struct route *routes, const struct app *app,
		       struct http_counters *counters, struct http **ret,
		       struct error *err)
{
	struct http *http = calloc(1, sizeof(*http));
	enum status status;

	if (!http)
		return error_set(err, STATUS_NO_MEMORY, "http");
	http->service.options = *options;
	http->service.app = app;
	http->service.counters = counters;
	if (getrandom(&http->service.ids.seed, sizeof(uint64_t), 0) < 0)
		http->service.ids.seed = (uint64_t)monotonic_ms();
	seats_set(&http->seats, options->connections);
	status = route_table_open(routes, &http->service.routes, err);
	if (status == STATUS_OK)
		status = start_parts(http, err);
	if (status == STATUS_OK)
		status = start_listening(http, err);
	if (status == STATUS_OK)
		*ret = http;
	else
		http_free(http);
	return status;
}

const char *http_address(const struct http *http)
{
	return http->address;
}

static void tick(void)
{
	const struct timespec time = { .tv_nsec = STOP_TICK_MS * 1000000L };

	nanosleep(&time, NULL);
}

/* Nothing is under way, nor come and unread. */
static bool is_idle(struct http *http)
{
	return atomic_load(&http->active) == 0 &&
	       !reaper_has_unread(http->reaper);
}

/* Waits until that is so, at most until the given time.  It is looked at
 * twice: what was read a moment ago is not counted as under way yet. */
static bool wait_idle(struct http *http, long long until)
{
	int seen = 0;

	while (seen < 2 && monotonic_ms() < until) {
		seen = is_idle(http) ? seen + 1 : 0;
		tick();
	}
	return seen == 2;
}

/* Waits for those who connected before the end, and then turns others away. */
static void shut(struct http *http)
{
	long long until = monotonic_ms() + STOP_ACCEPT_MS;
	struct pollfd waiting = { .fd = http->listen_fd, .events = POLLIN };

	while (poll(&waiting, 1, 0) > 0 && monotonic_ms() < until)
		tick();
	atomic_store(&http->shut, true);
}

/* Lets no handler wait any more and waits for the end of all waits.  True when
 * there was none: the count may be late in falling, but without a request
 * under way nothing waits. */
static bool end_waits(struct http *http, void (*give_up)(void *), void *context)
{
	struct http_counters *counters = http->service.counters;
	bool none;

	atomic_store(&http->gives_up, true);
	none = !atomic_load(&http->active) || !atomic_load(&counters->waiting);
	if (give_up)
		give_up(context);
	while (atomic_load(&counters->waiting) > 0)
		tick();
	return none;
}

/*
 * The library aborts the process in two ways here.  Stopped with a connection
 * suspended: so the waits end first, then the workers; they resume every
 * connection they have, and none is suspended any more once they are stopping:
 * a slow stream is broken off where it wants its next piece.
 * And now and then in MHD_quiesce_daemon() under load, where two threads take
 * the listening socket out of the same epoll set (seen with 0.9.75, and still
 * so in 1.0): so new connections are turned away by on_accept() instead.
 */
bool http_stop(struct http *http, unsigned seconds, void (*give_up)(void *),
	       void *context)
{
	unsigned cancelled;
	bool clean;

	if (!http)
		return true;
	atomic_store(&http->service.draining, true);
	shut(http);
	wait_idle(http, monotonic_ms() + seconds * 1000LL);
	clean = end_waits(http, give_up, context);
	cancelled = pool_drain(http->pool);
	clean &= wait_idle(http, monotonic_ms() + STOP_FLUSH_MS) &&
		 !atomic_load(&http->cut_streams);
	MHD_stop_daemon(http->daemon);
	http_free(http);
	return clean && cancelled == 0;
}
