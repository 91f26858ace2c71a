/* SPDX-License-Identifier: MIT */
/*
 * Verifying references.  As the batch look-up, the answer is made item by item
 * while it is sent; each may take a search, so that is done by the workers.
 */
#include "gather.h"
#include "verdict.h"

/* A piece of the answer is sent when it has this many items, or bytes.  What is
 * not found is written in few bytes, and has taken as long to look for. */
#define PIECE_ITEMS 10
#define PIECE       (4 << 10)

struct verify {
	const struct app *app;
	struct matcher *matcher;
	struct cited_list references;
	signed char *fetched; /* of each; NULL: none was fetched */
	size_t at;            /* the next one */
	enum form_kind form;
	unsigned counts[VERDICTS];
	bool ended;
	struct error error; /* why it is broken off */
};

static void verify_free(void *context)
{
	struct verify *verify = context;

	matcher_close(verify->matcher);
	cited_list_release(&verify->references);
	free(verify->fetched);
	free(verify);
}

/* ---- items ---- */

/* What fetching found of a DOI that is not there; NULL: it is, or nothing was
 * fetched. */
static const char *fetch_of(const struct verify *verify, size_t index)
{
	int came = verify->fetched ? verify->fetched[index] : NOT_FETCHED;

	return came > FETCH_FOUND ? fetch_word((enum fetch_outcome)came) : NULL;
}

static enum status item_write(struct verify *verify, size_t index,
			      struct buf *out, struct error *err)
{
	SCOPED(verdict_release) struct verdict verdict = { 0 };
	const struct cited *one = &verify->references.items[index];

	if (verdict_reach(verify->app, verify->matcher, one, &verdict, err) !=
	    STATUS_OK)
		return err->status;
	verify->counts[verdict.word]++;
	if (verify->form == FORM_TEXT)
		verdict_to_line(&verdict, out);
	else
		verdict_to_json(&verdict, one, fetch_of(verify, index), out);
	if (verify->form == FORM_LINES)
		buf_add_char(out, '\n');
	return STATUS_OK;
}

static void counts_write(const struct verify *verify, struct buf *out)
{
	buf_add_text(out, "],\"counts\":{");
	for (size_t i = 0; i < VERDICTS; i++)
		json_pair_integer(out, verdict_words[i], verify->counts[i]);
	buf_add_text(out, "}}");
}

/* A piece starts with an empty buffer, so the comma before its first item is
 * written here. */
static bool verify_next(void *context, struct buf *out)
{
	struct verify *verify = context;
	bool whole = verify->form == FORM_JSON;
	size_t count = verify->references.count;
	size_t end = verify->at + PIECE_ITEMS;

	if (end > count)
		end = count;
	if (verify->ended)
		return false;
	if (whole)
		buf_add_text(out, !verify->at ? "{\"items\":[" : ",");
	while (verify->at < end && out->len < PIECE)
		if (item_write(verify, verify->at++, out, &verify->error) !=
		    STATUS_OK)
			return out->failed = true;
	verify->ended = verify->at == count;
	if (verify->ended && whole)
		counts_write(verify, out);
	return out->len > 0;
}

/* ---- the answer ---- */

static const char *media_of(enum form_kind form)
{
	if (form == FORM_LINES)
		return "application/x-ndjson";
	return form == FORM_TEXT ? "text/plain; charset=utf-8" : NULL;
}

static enum status answer(const struct app *app, const struct request *req,
			  struct cited_list *references, enum form_kind form,
			  struct response *res, struct error *err)
{
	struct verify *verify = calloc(1, sizeof(*verify));

	if (!verify)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	verify->matcher = matcher_open();
	if (!verify->matcher) {
		verify_free(verify);
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	}
	verify->app = app;
	verify->form = form;
	verify->references = *references;
	*references = (struct cited_list){ 0 };
	if (req->waited)
		verify->fetched = gathered_outcomes(req->waited);
	res->no_store = true;
	res->content_type = media_of(form);
	res->stream = (struct response_stream){ .next = verify_next,
						.release = verify_free,
						.context = verify,
						.slow = true,
						.error = &verify->error };
	return STATUS_OK;
}

/* The DOIs of the references; "" for none. */
static bool dois_of(const struct cited_list *references, struct texts *ret)
{
	for (size_t i = 0; i < references->count; i++)
		if (!texts_take(ret,
				span_copy(span_of(references->items[i].doi))))
			return false;
	return true;
}

static enum status fetch_missing(const struct app *app,
				 const struct cited_list *references,
				 bool again, struct response *res,
				 struct error *err)
{
	SCOPED(texts_release) struct texts dois = { 0 };

	if (!dois_of(references, &dois))
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	return gather_missing(app, &dois, again, res, err);
}

/* POST /v1/verify */
enum status references_verify(const struct app *app, const struct request *req,
			      struct response *res, struct error *err)
{
	SCOPED(cited_list_release) struct cited_list references = { 0 };
	enum fetch_mode mode;
	struct form form;

	if (fetch_mode_of(req, &mode, err) != STATUS_OK ||
	    answer_choose(req, res, FORM_BIT(FORM_LINES) | FORM_BIT(FORM_TEXT),
			  &form, err) != STATUS_OK ||
	    references_of_body(req, app->lookup_max, &references, err) !=
		    STATUS_OK)
		return err->status;
	if (app->fetch && mode != FETCH_NEVER && !req->waited &&
	    (fetch_missing(app, &references, mode == FETCH_ALWAYS, res, err) !=
		     STATUS_OK ||
	     res->wait.start))
		return err->status;
	return answer(app, req, &references, form.kind, res, err);
}
