/* SPDX-License-Identifier: MIT */
/*
 * Counters for a monitor, in Prometheus' text format 0.0.4.
 *
 * All values are first gathered into one snapshot; metrics[] then names each
 * member, so a metric is added as one member and one row.
 */
#include "metrics.h"

#include <stddef.h>
#include <stdio.h>

#define CLASSES     HTTP_STATUS_CLASSES
#define BUCKETS     ARRAY_COUNT(http_buckets)
#define METRICS_MAX (256 << 10)

struct snapshot {
	long long started;
	long long requests;
	long long completed;
	long long bytes_sent;
	long long refused_framing;
	long long cut_by_deadline;
	long long busy;
	long long connections;
	long long slow_waiting;
	long long waiting;
	long long load_done;
	long long load_running;
	long long load_failed;
	long long load_files;
	long long load_files_done;
	long long load_bytes;
	long long load_bytes_done;
	long long load_records;
	long long load_rejects;
	long long generation;
	long long records;
	long long with_abstract;
	long long rejects;
};

struct metric {
	const char *name; /* after "paperd_" */
	const char *type;
	const char *help;
	size_t offset; /* in struct snapshot */
};

#define METRIC(member, name, type, help)                            \
	{                                                           \
		name, type, help, offsetof(struct snapshot, member) \
	}

/* clang-format off */
static const struct metric metrics[] = {
	METRIC(started, "start_time_seconds", "gauge",
	       "When the process started, seconds since 1970."),
	METRIC(requests, "http_requests_total", "counter",
	       "Requests begun."),
	METRIC(completed, "http_requests_completed_total", "counter",
	       "Requests ended, answered or not."),
	METRIC(bytes_sent, "http_sent_bytes_total", "counter",
	       "Bytes of answers' bodies sent."),
	METRIC(refused_framing, "http_refused_framing_total", "counter",
	       "Requests refused for ambiguous framing."),
	METRIC(cut_by_deadline, "http_deadline_total", "counter",
	       "Requests cut off because the client was too slow."),
	METRIC(busy, "http_busy_total", "counter",
	       "Requests refused because the queue was full."),
	METRIC(connections, "http_connections", "gauge",
	       "Open connections."),
	METRIC(slow_waiting, "http_slow_waiting", "gauge",
	       "Requests waiting for a worker."),
	METRIC(waiting, "http_waiting", "gauge",
	       "Requests waiting for something outside, without a thread."),
	METRIC(load_done, "load_done", "gauge",
	       "1 when the first load is over."),
	METRIC(load_running, "load_running", "gauge",
	       "1 while a load is under way."),
	METRIC(load_failed, "load_failed", "gauge",
	       "1 when a file of the last load could not be read whole."),
	METRIC(load_files, "load_files", "gauge", "Dump files found."),
	METRIC(load_files_done, "load_files_done", "gauge",
	       "Dump files loaded."),
	METRIC(load_bytes, "load_bytes", "gauge",
	       "Bytes on disk that need loading."),
	METRIC(load_bytes_done, "load_bytes_done", "gauge",
	       "Bytes on disk loaded."),
	METRIC(load_records, "load_records_total", "counter",
	       "Records stored since the start."),
	METRIC(load_rejects, "load_rejects_total", "counter",
	       "Objects rejected since the start."),
	METRIC(generation, "store_generation", "counter",
	       "Committed changes of the store since it was opened."),
	METRIC(records, "records", "gauge", "Records held."),
	METRIC(with_abstract, "records_with_abstract", "gauge",
	       "Records held that have an abstract."),
	METRIC(rejects, "rejects", "gauge",
	       "Objects of the dumps that could not be loaded."),
};
/* clang-format on */

static void snapshot_http(const struct http_counters *counters,
			  struct snapshot *ret)
{
	ret->requests = (long long)counters->requests;
	ret->completed = (long long)counters->completed;
	ret->bytes_sent = (long long)counters->bytes_sent;
	ret->refused_framing = (long long)counters->refused_framing;
	ret->cut_by_deadline = (long long)counters->cut_by_deadline;
	ret->busy = (long long)counters->busy;
	ret->connections = counters->connections;
	ret->slow_waiting = counters->slow_waiting;
	ret->waiting = counters->waiting;
}

static void snapshot_load(const struct app *app, struct snapshot *ret)
{
	struct ingest_progress progress = { .done = true };

	if (app->ingest)
		ingest_progress(app->ingest, &progress);
	ret->load_done = progress.done;
	ret->load_running = progress.running;
	ret->load_failed = progress.failed;
	ret->load_files = progress.files;
	ret->load_files_done = progress.files_done;
	ret->load_bytes = progress.bytes;
	ret->load_bytes_done = progress.bytes_done;
	ret->load_records = progress.records;
	ret->load_rejects = progress.rejects;
}

static enum status snapshot_store(struct store *store, struct snapshot *ret,
				  struct error *err)
{
	SCOPED(stats_release) struct stats stats = { 0 };

	if (store_stats(store, &stats, err) != STATUS_OK)
		return err->status;
	ret->generation = (long long)store->generation;
	ret->records = stats.records;
	ret->with_abstract = stats.with_abstract;
	ret->rejects = stats.rejects;
	return STATUS_OK;
}

void metrics_head(const char *name, const char *type, const char *help,
		  struct buf *out)
{
	buf_add_format(out, "# HELP paperd_%s %s\n# TYPE paperd_%s %s\n", name,
		       help, name, type);
}

static void metric_write(const struct metric *metric,
			 const struct snapshot *snapshot, struct buf *out)
{
	long long value;

	memcpy(&value, (const char *)snapshot + metric->offset, sizeof(value));
	metrics_head(metric->name, metric->type, metric->help, out);
	buf_add_format(out, "paperd_%s %lld\n", metric->name, value);
}

static void classes_write(const struct http_counters *counters, struct buf *out)
{
	metrics_head("http_responses_total", "counter",
		     "Answers by class of status.", out);
	for (size_t i = 1; i < CLASSES; i++)
		buf_add_format(out,
			       "paperd_http_responses_total{class=\"%zuxx\"} "
			       "%llu\n",
			       i,
			       (unsigned long long)counters->status_class[i]);
}

/* Buckets are counted apart and given added up, as the format wants them. */
static void durations_write(const struct http_counters *counters,
			    struct buf *out)
{
	static const char name[] = "http_request_duration_seconds";
	unsigned long long sum = 0;

	metrics_head(name, "histogram",
		     "From a request's first byte to the end "
		     "of its answer.",
		     out);
	for (size_t i = 0; i < BUCKETS; i++) {
		sum += counters->duration_bucket[i];
		buf_add_format(out, "paperd_%s_bucket{le=\"%g\"} %llu\n", name,
			       http_buckets[i], sum);
	}
	sum += counters->duration_bucket[BUCKETS];
	buf_add_format(out, "paperd_%s_bucket{le=\"+Inf\"} %llu\n", name, sum);
	buf_add_format(out, "paperd_%s_sum %.6f\n", name,
		       (double)counters->duration_microseconds / 1e6);
	buf_add_format(out, "paperd_%s_count %llu\n", name, sum);
}

/* GET /metrics */
enum status metrics_get(const struct app *app, const struct request *req,
			struct response *res, struct error *err)
{
	SCOPED(buf_release) struct buf body = buf_init(METRICS_MAX);
	struct snapshot snapshot = { .started = app->started };

	snapshot_http(app->counters, &snapshot);
	snapshot_load(app, &snapshot);
	if (snapshot_store(app->store, &snapshot, err) != STATUS_OK)
		return err->status;
	metrics_head("build_info", "gauge", "The program's version.", &body);
	buf_add_format(&body, "paperd_build_info{version=\"%s\"} 1\n",
		       PAPERD_VERSION);
	for (size_t i = 0; i < ARRAY_COUNT(metrics); i++)
		metric_write(&metrics[i], &snapshot, &body);
	classes_write(app->counters, &body);
	durations_write(app->counters, &body);
	if (app->fetch)
		metrics_fetch_write(app->fetch, &body);
	res->content_type = "text/plain; version=0.0.4; charset=utf-8";
	return answer_fleeting(res, &body, err);
}
