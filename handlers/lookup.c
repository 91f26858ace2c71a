/* SPDX-License-Identifier: MIT */
/*
 * The batch look-up.  The answer is made item by item while it is sent, so a
 * thousand records are never in memory together; what it needs of the request
 * is copied, since the request is gone by then.
 */
#include "gather.h"

/* A piece of the answer is sent when it has this many bytes.  Other connections
 * of the event loop wait as long as it takes to make one. */
#define PIECE (16 << 10)

struct batch_answer {
	const struct app *app;
	struct texts inputs;
	signed char *fetched; /* of each input; NULL: none was fetched */
	size_t at;            /* the next input */
	bool lines;           /* one item a line instead of one object */
	bool ended;
};

static void batch_free(void *context)
{
	struct batch_answer *batch = context;

	texts_release(&batch->inputs);
	free(batch->fetched);
	free(batch);
}

/* The word that tells what became of an input that was not fetched. */
static const char *outcome(enum status status)
{
	switch (status) {
	case STATUS_OK:
		return ITEM_FOUND;
	case STATUS_NOT_FOUND:
		return "not_found";
	case STATUS_INVALID_DOI:
		return "invalid";
	default:
		return "store_error";
	}
}

/* The same of one that was: what is held is found, what is not known is
 * neither. */
static const char *fetched(enum fetch_outcome fetched, enum status status)
{
	if (fetched == FETCH_FOUND && status == STATUS_OK)
		return "fetched";
	if (status == STATUS_OK || fetched == FETCH_ABSENT ||
	    fetched == FETCH_NO_METADATA)
		return outcome(status);
	return fetched == FETCH_UNKEPT ? "store_error" : "upstream_error";
}

/* Of what was appended from `start` on; the comma between two items is none of
 * the second. */
static void keep_from(const struct app *app, const char *input,
		      unsigned long long version, const struct buf *out,
		      size_t start)
{
	struct span item = span_slice(buf_span(out), start, out->len);

	if (out->failed || !item.len)
		return;
	if (item.at[0] == ',')
		item = span_slice(item, 1, item.len);
	item_keep(app, input, version, item);
}

static bool is_understood(enum status status)
{
	return status == STATUS_OK || status == STATUS_NOT_FOUND;
}

static void item_make(const struct batch_answer *batch, size_t index,
		      struct buf *out)
{
	unsigned long long version = items_version(batch->app);
	size_t start = out->len;
	SCOPED(found_release) struct found found = { 0 };
	struct error err = { 0 };
	const char *input = batch->inputs.items[index];
	enum status status = record_find(batch->app, span_of(input), &found,
					 &err);
	int came = batch->fetched ? batch->fetched[index] : NOT_FETCHED;

	item_begin(input, is_understood(status) ? &found : NULL,
		   came == NOT_FETCHED
			   ? outcome(status)
			   : fetched((enum fetch_outcome)came, status),
		   out);
	if (came > FETCH_FOUND)
		json_pair_text(out, "fetch",
			       fetch_word((enum fetch_outcome)came));
	item_end(status == STATUS_OK ? &found : NULL, out);
	if (came == NOT_FETCHED && status == STATUS_OK && item_lasts(&found))
		keep_from(batch->app, input, version, out, start);
}

static void item_write(const struct batch_answer *batch, size_t index,
		       struct buf *out)
{
	bool came = batch->fetched && batch->fetched[index] != NOT_FETCHED;

	if (came || !item_recall(batch->app, batch->inputs.items[index], out))
		item_make(batch, index, out);
}

/*
 * Appends items until the piece is full.  A piece starts with an empty buffer,
 * so the comma before its first item is written here.
 */
static bool batch_next(void *context, struct buf *out)
{
	struct batch_answer *batch = context;

	if (batch->ended)
		return false;
	if (!batch->lines)
		buf_add_text(out, batch->at ? "," : "{\"items\":[");
	while (batch->at < batch->inputs.count && out->len < PIECE) {
		item_write(batch, batch->at++, out);
		if (batch->lines)
			buf_add_char(out, '\n');
	}
	batch->ended = batch->at == batch->inputs.count;
	if (batch->ended && !batch->lines)
		buf_add_text(out, "]}");
	return out->len > 0;
}

/* ---- the answer ---- */

static enum status answer(const struct app *app, const struct request *req,
			  struct texts *inputs, bool lines,
			  struct response *res, struct error *err)
{
	struct batch_answer *batch = malloc(sizeof(*batch));

	if (!batch)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	*batch = (struct batch_answer){ app, *inputs, .lines = lines };
	if (req->waited)
		batch->fetched = gathered_outcomes(req->waited);
	*inputs = (struct texts){ 0 };
	res->no_store = true;
	res->content_type = lines ? "application/x-ndjson" : NULL;
	res->stream = (struct response_stream){ batch_next, batch_free, batch };
	return STATUS_OK;
}

/* POST /v1/records/lookup: many records at once. */
enum status records_lookup(const struct app *app, const struct request *req,
			   struct response *res, struct error *err)
{
	SCOPED(texts_release) struct texts inputs = { 0 };
	enum fetch_mode mode;
	struct form form;

	if (fetch_mode_of(req, &mode, err) != STATUS_OK ||
	    answer_choose(req, res, FORM_BIT(FORM_LINES), &form, err) !=
		    STATUS_OK ||
	    body_dois(req, app->lookup_max, &inputs, err) != STATUS_OK)
		return err->status;
	if (app->fetch && mode != FETCH_NEVER && !req->waited &&
	    (gather_missing(app, &inputs, mode == FETCH_ALWAYS, res, err) !=
		     STATUS_OK ||
	     res->wait.start))
		return err->status;
	return answer(app, req, &inputs, form.kind == FORM_LINES, res, err);
}
