/* SPDX-License-Identifier: MIT */
#include "handlers.h"

/* How far the first load is.  Without a load there is nothing to wait for. */
static struct ingest_progress progress_of(const struct app *app)
{
	struct ingest_progress progress = { .done = true };

	if (app->ingest)
		ingest_progress(app->ingest, &progress);
	return progress;
}

static void progress_write(const struct ingest_progress *progress,
			   struct buf *out)
{
	json_pair_integer(out, "files", progress->files);
	json_pair_integer(out, "files_done", progress->files_done);
	json_pair_integer(out, "bytes", progress->bytes);
	json_pair_integer(out, "bytes_done", progress->bytes_done);
	json_pair_integer(out, "records", progress->records);
	json_pair_integer(out, "rejects", progress->rejects);
}

/* GET /healthz: the process is up. */
enum status health_get(const struct app *app, const struct request *req,
		       struct response *res, struct error *err)
{
	SCOPED(buf_release) struct buf body = buf_init(ANSWER_MAX);

	json_open(&body, '{');
	json_pair_text(&body, "status", "ok");
	json_close(&body, '}');
	return answer_fleeting(res, &body, err);
}

static enum status not_loaded(const struct ingest_progress *progress,
			      struct error *err)
{
	const char *how = "";

	if (progress->failed && !progress->running)
		how = "the load failed and will be tried again: ";
	return error_set(err, STATUS_NOT_READY,
			 "%s%lld of %lld bytes of the dumps are loaded", how,
			 progress->bytes_done, progress->bytes);
}

/* Hosts that records are fetched from; one that fails makes nothing unready:
 * what is held is served. */
static void hosts_write(struct fetch *fetch, struct buf *out)
{
	struct fetch_state state;

	fetch_state(fetch, &state);
	json_key(out, "fetch");
	json_open(out, '{');
	for (size_t i = 0; i < FETCH_HOSTS; i++)
		json_pair_text(out, state.hosts[i].name,
			       state.hosts[i].breaker);
	json_close(out, '}');
}

/* GET /readyz: the first load is over, or how far it is. */
enum status ready_get(const struct app *app, const struct request *req,
		      struct response *res, struct error *err)
{
	SCOPED(buf_release) struct buf body = buf_init(ANSWER_MAX);
	struct ingest_progress progress = progress_of(app);

	res->no_store = true;
	if (app->draining)
		return error_set(err, STATUS_NOT_READY,
				 "the service is about to end");
	if (!progress.done) {
		progress_write(&progress, &res->problem);
		return not_loaded(&progress, err);
	}
	json_open(&body, '{');
	json_pair_text(&body, "status", "ready");
	progress_write(&progress, &body);
	if (app->fetch)
		hosts_write(app->fetch, &body);
	json_close(&body, '}');
	return answer_fleeting(res, &body, err);
}
