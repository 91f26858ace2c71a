/* SPDX-License-Identifier: MIT */
/*
 * The batch look-up.  The answer is made item by item while it is sent, so a
 * thousand records are never in memory together; what it needs of the request
 * is copied, since the request is gone by then.
 */
#include "handlers.h"

/* A piece of the answer is sent when it has this many bytes. */
#define PIECE (32 << 10)

struct batch_answer {
	const struct app *app;
	struct texts inputs;
	size_t at;  /* the next input */
	bool lines; /* one item a line instead of one object */
	bool ended;
};

static void batch_free(void *context)
{
	struct batch_answer *batch = context;

	texts_release(&batch->inputs);
	free(batch);
}

/* The word that tells what became of an input. */
static const char *outcome(enum status status)
{
	switch (status) {
	case STATUS_OK:
		return "found";
	case STATUS_NOT_FOUND:
		return "not_found";
	case STATUS_INVALID_DOI:
		return "invalid";
	default:
		return "store_error";
	}
}

static void item_write(const struct app *app, const char *input,
		       struct buf *out)
{
	SCOPED(found_release) struct found found = { 0 };
	struct error err = { 0 };
	enum status status = record_find(app, span_of(input), &found, &err);

	json_open(out, '{');
	json_pair_text(out, "input", input);
	if (status == STATUS_OK || status == STATUS_NOT_FOUND)
		found_write(&found, out);
	json_pair_text(out, "status", outcome(status));
	if (status == STATUS_OK) {
		json_key(out, "record");
		json_raw(out, (struct span){ found.record.json,
					     found.record.json_len });
	}
	json_close(out, '}');
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
		item_write(batch->app, batch->inputs.items[batch->at++], out);
		if (batch->lines)
			buf_add_char(out, '\n');
	}
	batch->ended = batch->at == batch->inputs.count;
	if (batch->ended && !batch->lines)
		buf_add_text(out, "]}");
	return out->len > 0;
}

/* POST /v1/records/lookup: many records at once. */
enum status records_lookup(const struct app *app, const struct request *req,
			   struct response *res, struct error *err)
{
	SCOPED(texts_release) struct texts inputs = { 0 };
	struct batch_answer *batch;
	enum form form;
	bool lines;

	if (check_fetch(req, err) != STATUS_OK ||
	    answer_choose(req, res, FORM_LINES, &form, err) != STATUS_OK ||
	    body_dois(req, app->lookup_max, &inputs, err) != STATUS_OK)
		return err->status;
	batch = malloc(sizeof(*batch));
	if (!batch)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	lines = form == FORM_LINES;
	*batch = (struct batch_answer){ app, inputs, .lines = lines };
	inputs = (struct texts){ 0 };
	res->no_store = true;
	res->content_type = lines ? "application/x-ndjson" : NULL;
	res->stream = (struct response_stream){ batch_next, batch_free, batch };
	return STATUS_OK;
}
