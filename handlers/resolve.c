/* SPDX-License-Identifier: MIT */
/*
 * What is not held is fetched: a handler waits for it, and is run again.
 *
 * On the first run a miss leaves a wait in the response; on the second the
 * record is there, or the outcome says why it is not.
 */
#include "handlers.h"

#include <time.h>

/* Clients ask with HEAD whether there is something, and do not wait long. */
#define HEAD_PATIENCE 1500

struct resolving {
	struct fetch_waiter waiter;
	struct fetch *fetch;
	struct waker *waker;
	struct fetch_result result;
	struct resolution known; /* what was asked before; {0}: nothing */
	char *doi;
	bool again;
};

/* ---- what the client wants ---- */

/* True when a directive stands in Cache-Control (RFC 9111 5.2). */
static bool has_directive(const struct request *req, const char *name)
{
	struct span rest = request_header(req, "Cache-Control"), one;

	while (rest.at && span_next(&rest, ',', &one))
		if (span_is_nocase(span_trim(one), name))
			return true;
	return false;
}

enum status fetch_mode_of(const struct request *req, enum fetch_mode *ret,
			  struct error *err)
{
	static const char *const words[] = { "never", "auto", "always" };
	struct span fetch = request_param(req, "fetch");

	*ret = has_directive(req, "only-if-cached") ? FETCH_NEVER : FETCH_AUTO;
	if (!fetch.at)
		return STATUS_OK;
	for (size_t i = 0; i < ARRAY_COUNT(words); i++)
		if (span_is(fetch, words[i])) {
			if (*ret != FETCH_NEVER)
				*ret = (enum fetch_mode)i;
			return STATUS_OK;
		}
	return error_set(err, STATUS_INVALID_PARAMETER,
			 "fetch must be never, auto or always");
}

/* ---- waiting ---- */

static void resolving_free(void *context)
{
	struct resolving *resolving = context;

	resolution_release(&resolving->known);
	free(resolving->doi);
	free(resolving);
}

static void resolving_done(struct fetch_waiter *waiter,
			   const struct fetch_result *result)
{
	struct resolving *resolving = (struct resolving *)waiter;

	resolving->result = *result;
	resolving->waker->wake(resolving->waker);
}

static void resolving_start(void *context, struct waker *waker)
{
	struct resolving *resolving = context;
	const struct resolution *known = &resolving->known;
	struct fetch_ask ask = { .doi = span_of(resolving->doi),
				 .again = resolving->again,
				 .url = known->url,
				 .etag = known->etag,
				 .modified = known->modified };

	resolving->waker = waker;
	fetch_join(resolving->fetch, &ask, &resolving->waiter);
}

static enum status wait_for(const struct app *app, const struct request *req,
			    const struct found *found, bool again,
			    struct resolution *known, struct response *res,
			    struct error *err)
{
	struct resolving *resolving = calloc(1, sizeof(*resolving));

	if (!resolving ||
	    !(resolving->doi = span_copy(span_of(found_key(found))))) {
		free(resolving);
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	}
	resolving->fetch = app->fetch;
	resolving->again = again;
	resolving->waiter.done = resolving_done;
	resolving->waiter.patience = app->fetch_wait;
	if (span_is(req->method, "HEAD") && app->fetch_wait > HEAD_PATIENCE)
		resolving->waiter.patience = HEAD_PATIENCE;
	if (found->record.json) { /* only what is held can be compared */
		resolving->known = *known;
		*known = (struct resolution){ 0 };
	}
	res->wait = (struct response_wait){ resolving_start, resolving_free,
					    resolving };
	return STATUS_OK;
}

/* ---- why there is no record ---- */

/* Why nothing was asked, before fetching. */
static const char not_enabled[] = "disabled";
static const char not_wanted[] = "never";
static const char not_a_doi[] = "no_doi";
static const char not_supported[] = "unsupported";

static enum status absent(const struct found *found, const char *word,
			  const char *landing, struct response *res,
			  struct error *err)
{
	found_write(found, &res->problem);
	json_pair_text(&res->problem, "fetch", word);
	json_pair_text(&res->problem, "landing_page", landing);
	return error_set(err, STATUS_NOT_FOUND, "There is no record of %.300s",
			 buf_text(&found->key));
}

/* How an outcome is told: its status and what it means. */
static const struct telling {
	enum status status;
	const char *text;
} tellings[FETCH_OUTCOMES] = {
	[FETCH_FOUND] = { STATUS_UPSTREAM,
			  "What was fetched is no record of this DOI" },
	[FETCH_FAILED] = { STATUS_UPSTREAM,
			   "It is not known whether there is a record: asking "
			   "for it failed" },
	[FETCH_TIMEOUT] = { STATUS_UPSTREAM_TIMEOUT,
			    "It is not known whether there is a record: its "
			    "source did not answer in time" },
	[FETCH_PENDING] = { STATUS_UPSTREAM_TIMEOUT,
			    "The record is being fetched; ask again" },
	[FETCH_BUSY] = { STATUS_BUSY,
			 "Too much is being fetched, or the source of the "
			 "record must be let be for a while" },
	[FETCH_UNKEPT] = { STATUS_STORE, "What was fetched could not be kept" },
	[FETCH_STOPPED] = { STATUS_BUSY, "The service is about to end" },
};

/* Seconds after which to ask again, when nothing better is known. */
#define RETRY_SECONDS 5

static enum status untold(const struct found *found,
			  const struct fetch_result *result,
			  struct response *res, struct error *err)
{
	const struct telling *telling = &tellings[result->outcome];
	unsigned seconds = result->retry_after ? result->retry_after
					       : RETRY_SECONDS;
	enum status status = response_header(res, err, "Retry-After", "%u",
					     seconds);

	if (status != STATUS_OK)
		return status;
	found_write(found, &res->problem);
	json_pair_text(&res->problem, "fetch",
		       result->outcome == FETCH_FOUND
			       ? fetch_word(FETCH_FAILED)
			       : fetch_word(result->outcome));
	return error_set(err, telling->status, "%s", telling->text);
}

/* ---- the first run ---- */

bool resolution_holds(const struct resolution *known)
{
	long long now = (long long)time(NULL);

	return known->outcome != RESOLVED_FOUND &&
	       known->outcome != RESOLVED_ALIAS && known->asked <= now &&
	       known->expires > now;
}

bool is_known_absent(const struct app *app, const char *doi)
{
	SCOPED(resolution_release) struct resolution known = { 0 };

	return store_resolution(app->store, span_of(doi), &known, NULL) ==
		       STATUS_OK &&
	       resolution_holds(&known);
}

static enum status known_absent(const struct found *found,
				const struct resolution *known,
				struct response *res, struct error *err)
{
	bool none = known->outcome == RESOLVED_ABSENT;

	return absent(found,
		      fetch_word(none ? FETCH_ABSENT : FETCH_NO_METADATA),
		      known->landing, res, err);
}

/* A record's own DOI is ASCII, as all that agencies register are: a record of
 * another could not be kept. */
bool is_fetchable(struct span doi)
{
	return text_is_ascii(doi);
}

static enum status first_run(const struct app *app, const struct request *req,
			     enum fetch_mode mode, struct response *res,
			     struct found *found, struct error *err)
{
	SCOPED(resolution_release) struct resolution known = { 0 };
	struct span doi = span_of(found_key(found));
	struct error own = { 0 };
	enum status status;

	status = store_resolution(app->store, doi, &known, &own);
	if (status != STATUS_OK && status != STATUS_NOT_FOUND)
		return error_set(err, status, "%s", own.detail);
	if (status == STATUS_OK && mode != FETCH_ALWAYS &&
	    resolution_holds(&known))
		return known_absent(found, &known, res, err);
	if (!app->fetch || mode == FETCH_NEVER)
		return absent(found, app->fetch ? not_wanted : not_enabled,
			      NULL, res, err);
	if (!is_fetchable(doi))
		return absent(found, not_supported, NULL, res, err);
	return wait_for(app, req, found, mode == FETCH_ALWAYS, &known, res,
			err);
}

/* A record fetched long ago is asked for again behind the answer. */
static void refresh(const struct app *app, const struct found *found)
{
	SCOPED(resolution_release) struct resolution known = { 0 };
	struct span doi = span_of(found_key(found));
	struct fetch_ask ask = { .doi = doi, .again = true };

	if (!app->fetch || !app->refresh_after ||
	    store_resolution(app->store, doi, &known, NULL) != STATUS_OK ||
	    known.asked + app->refresh_after > (long long)time(NULL))
		return;
	ask.url = known.url;
	ask.etag = known.etag;
	ask.modified = known.modified;
	fetch_join(app->fetch, &ask, NULL);
}

/* ---- the second run ---- */

static bool is_certain(enum fetch_outcome outcome)
{
	return outcome == FETCH_FOUND || outcome == FETCH_ABSENT ||
	       outcome == FETCH_NO_METADATA;
}

static enum status second_run(const struct app *app, const struct request *req,
			      struct response *res, struct found *found,
			      enum status status, struct error *err)
{
	const struct resolving *resolving = req->waited;
	const struct fetch_result *result = &resolving->result;
	SCOPED(resolution_release) struct resolution known = { 0 };

	if (status == STATUS_OK &&
	    (!resolving->again || is_certain(result->outcome)))
		return STATUS_OK;
	error_clear(err);
	if (!is_certain(result->outcome) || result->outcome == FETCH_FOUND)
		return untold(found, result, res, err);
	if (store_resolution(app->store, buf_span(&found->key), &known, NULL) !=
	    STATUS_OK)
		known = (struct resolution){ 0 };
	return absent(found, fetch_word(result->outcome), known.landing, res,
		      err);
}

/* What has no DOI is held or is not. */
static enum status not_fetchable(const struct app *app,
				 const struct found *found, enum status status,
				 struct response *res)
{
	if (status == STATUS_OK)
		return STATUS_OK;
	found_write(found, &res->problem);
	json_pair_text(&res->problem, "fetch",
		       app->fetch ? not_a_doi : not_enabled);
	return status;
}

enum status record_of_text(const struct app *app, const struct request *req,
			   struct span text, struct response *res,
			   struct found *ret, struct error *err)
{
	enum fetch_mode mode;
	enum status status;

	if (fetch_mode_of(req, &mode, err) != STATUS_OK)
		return err->status;
	status = record_find(app, text, ret, err);
	if (status != STATUS_OK && status != STATUS_NOT_FOUND)
		return status;
	if (req->waited)
		return second_run(app, req, res, ret, status, err);
	if (!key_is_doi(span_of(found_key(ret))))
		return not_fetchable(app, ret, status, res);
	if (status == STATUS_OK && (mode != FETCH_ALWAYS || !app->fetch)) {
		if (mode == FETCH_AUTO)
			refresh(app, ret);
		return STATUS_OK;
	}
	error_clear(err);
	return first_run(app, req, mode, res, ret, err);
}

enum status record_of_path(const struct app *app, const struct request *req,
			   struct response *res, struct found *ret,
			   struct error *err)
{
	return record_of_text(app, req, req->args[0], res, ret, err);
}
