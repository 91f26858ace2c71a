/* SPDX-License-Identifier: MIT */
/*
 * How fetching goes, in Prometheus' text format.
 */
#include "metrics.h"

/* One value of each host. */
struct host_metric {
	const char *name; /* after "paperd_" */
	const char *type;
	const char *help;
	double (*value)(const struct fetch_host_state *host);
};

static double requests(const struct fetch_host_state *host)
{
	return (double)host->requests;
}

static double failures(const struct fetch_host_state *host)
{
	return (double)host->failures;
}

static double running(const struct fetch_host_state *host)
{
	return host->running;
}

static double waiting(const struct fetch_host_state *host)
{
	return host->waiting;
}

static double rate(const struct fetch_host_state *host)
{
	return host->rate;
}

static double open(const struct fetch_host_state *host)
{
	return strcmp(host->breaker, "closed") != 0;
}

static const struct host_metric host_metrics[] = {
	{ "fetch_requests_total", "counter", "Requests sent to a host.",
	  requests },
	{ "fetch_failures_total", "counter",
	  "Of these: failed, timed out, refused with 429 or 5xx.", failures },
	{ "fetch_running", "gauge", "Requests to a host under way.", running },
	{ "fetch_waiting", "gauge", "DOIs that wait for their turn at a host.",
	  waiting },
	{ "fetch_rate", "gauge",
	  "Requests a second that a host is sent at most.", rate },
	{ "fetch_breaker_open", "gauge",
	  "1 while a host is let be after failing again and again.", open },
};

static void host_metric_write(const struct host_metric *metric,
			      const struct fetch_state *state, struct buf *out)
{
	metrics_head(metric->name, metric->type, metric->help, out);
	for (size_t i = 0; i < FETCH_HOSTS; i++)
		buf_add_format(out, "paperd_%s{host=\"%s\"} %g\n", metric->name,
			       state->hosts[i].name,
			       metric->value(&state->hosts[i]));
}

void metrics_fetch_write(struct fetch *fetch, struct buf *out)
{
	struct fetch_state state;

	fetch_state(fetch, &state);
	for (size_t i = 0; i < ARRAY_COUNT(host_metrics); i++)
		host_metric_write(&host_metrics[i], &state, out);
	metrics_head("fetch_flights", "gauge", "DOIs being fetched.", out);
	buf_add_format(out, "paperd_fetch_flights %u\n", state.flights);
	metrics_head("fetch_outcomes_total", "counter",
		     "What fetching a DOI came to.", out);
	for (int i = 0; i < FETCH_OUTCOMES; i++)
		if (i != FETCH_PENDING) /* of a waiter, not of a flight */
			buf_add_format(out,
				       "paperd_fetch_outcomes_total"
				       "{outcome=\"%s\"} %llu\n",
				       fetch_word((enum fetch_outcome)i),
				       state.outcomes[i]);
}
