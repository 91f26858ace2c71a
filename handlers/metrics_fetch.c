/* SPDX-License-Identifier: MIT */
/*
 * How fetching goes, in Prometheus' text format.
 */
#include "metrics.h"

/* One value of each host. */
struct host_metric {
	const char *name; /* after "paperd_fetch_" */
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
	{ "requests_total", "counter", "Requests sent to a host.", requests },
	{ "failures_total", "counter",
	  "Of these: failed, timed out, refused with 429 or 5xx.", failures },
	{ "running", "gauge", "Requests to a host under way.", running },
	{ "waiting", "gauge", "DOIs that wait for their turn at a host.",
	  waiting },
	{ "rate", "gauge", "Requests a second that a host is sent at most.",
	  rate },
	{ "breaker_open", "gauge",
	  "1 while a host is let be after failing again and again.", open },
};

static void host_metric_write(const struct host_metric *metric,
			      const struct fetch_state *state, struct buf *out)
{
	buf_add_format(out,
		       "# HELP paperd_fetch_%s %s\n# TYPE paperd_fetch_%s %s\n",
		       metric->name, metric->help, metric->name, metric->type);
	for (size_t i = 0; i < FETCH_HOSTS; i++)
		buf_add_format(out, "paperd_fetch_%s{host=\"%s\"} %g\n",
			       metric->name, state->hosts[i].name,
			       metric->value(&state->hosts[i]));
}

void metrics_fetch_write(struct fetch *fetch, struct buf *out)
{
	struct fetch_state state;

	fetch_state(fetch, &state);
	for (size_t i = 0; i < ARRAY_COUNT(host_metrics); i++)
		host_metric_write(&host_metrics[i], &state, out);
	buf_add_format(out,
		       "# HELP paperd_fetch_flights DOIs being fetched.\n"
		       "# TYPE paperd_fetch_flights gauge\n"
		       "paperd_fetch_flights %u\n"
		       "# HELP paperd_fetch_outcomes_total What fetching a DOI "
		       "came to.\n"
		       "# TYPE paperd_fetch_outcomes_total counter\n",
		       state.flights);
	for (int i = 0; i < FETCH_OUTCOMES; i++)
		if (i != FETCH_PENDING) /* of a waiter, not of a flight */
			buf_add_format(out,
				       "paperd_fetch_outcomes_total"
				       "{outcome=\"%s\"} %llu\n",
				       fetch_word((enum fetch_outcome)i),
				       state.outcomes[i]);
}
