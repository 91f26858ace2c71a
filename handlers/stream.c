/* SPDX-License-Identifier: MIT */
/*
 * A list as a stream.  A search gives the ids of many records, whose records are
 * then read and sent piece by piece, so that a result of any size takes the
 * memory of some thousand ids and some hundred records.  The pieces are made on
 * the worker pool.
 */
#include "handlers.h"

#include <stdlib.h>

#include "paperd/format.h"
#include "paperd/query.h"

/* Records found by one search, where there is no limit; with one, all of them
 * are, and the place where it goes on is known at once. */
#define FOUND_MAX 10000

/* Records of one piece: a worker is taken for a millisecond or two. */
#define PIECE_RECORDS 200

struct list_stream {
	const struct app *app;
	struct query query; /* of the search */
	struct page found;  /* ids, and where the next search goes on */
	size_t at;          /* the next id */
	bool limited;       /* one search is all */
	const struct format *format; /* NULL: lines of JSON */
	struct format_run run;
	bool begun, ended;
	struct error error; /* why it is broken off */
};

static void list_free(void *context)
{
	struct list_stream *stream = context;

	query_release(&stream->query);
	format_run_release(&stream->run);
	page_release(&stream->found);
	free(stream);
}

/* ---- ids ---- */

static enum status ids_find(struct list_stream *stream, struct error *err)
{
	page_release(&stream->found);
	stream->at = 0;
	return store_list(stream->app->store, &stream->query, &stream->found,
			  err);
}

static enum status ids_follow(struct list_stream *stream, struct error *err)
{
	struct span cursor = span_of(stream->found.next);
	enum status status = query_parse(
		&stream->query, (struct span)SPAN("cursor"), cursor, err);

	return status == STATUS_OK ? ids_find(stream, err) : status;
}

/* True when there is an id to go on with. */
static bool has_more(struct list_stream *stream)
{
	while (stream->at == stream->found.id_count) {
		if (!stream->found.next || stream->limited)
			return false;
		if (ids_follow(stream, &stream->error) != STATUS_OK)
			return false;
	}
	return true;
}

/* ---- records ---- */

static enum status line_write(const struct list_stream *stream,
			      const struct record *record, struct buf *out,
			      struct error *err)
{
	const struct query *query = &stream->query;
	enum status status = record_write(record, query->fields, out, err);

	if (status == STATUS_OK && query->highlight)
		status = highlight_add(record, query, out, err);
	buf_add_char(out, '\n');
	return status;
}

static enum status form_write(struct list_stream *stream,
			      const struct record *record, struct buf *out,
			      struct error *err)
{
	SCOPED(paper_release) struct paper paper = { 0 };

	if (record_parse(record, &paper, err) != STATUS_OK)
		return err->status;
	format_record(stream->format, &stream->run, &paper, out);
	return STATUS_OK;
}

static enum status records_write(struct list_stream *stream,
				 const struct page *page, struct buf *out,
				 struct error *err)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; status == STATUS_OK && i < page->count; i++)
		status = stream->format
				 ? form_write(stream, &page->items[i], out, err)
				 : line_write(stream, &page->items[i], out,
					      err);
	return status;
}

static enum status piece_write(struct list_stream *stream, struct buf *out,
			       struct error *err)
{
	SCOPED(page_release) struct page page = { 0 };
	size_t count = stream->found.id_count - stream->at;
	enum status status;

	if (count > PIECE_RECORDS)
		count = PIECE_RECORDS;
	status = store_records(stream->app->store,
			       stream->found.ids + stream->at, count, &page,
			       err);
	stream->at += count;
	if (status == STATUS_OK)
		status = records_write(stream, &page, out, err);
	return status == STATUS_OK ? buf_check(out, err) : status;
}

/* What stands before the records and behind them. */
static void frame_write(struct list_stream *stream, bool at_end,
			struct buf *out)
{
	if (stream->format && !stream->begun)
		format_begin(stream->format, &stream->run, out);
	if (stream->format && at_end && !stream->ended)
		format_end(stream->format, &stream->run, out);
	stream->begun = true;
	stream->ended |= at_end;
}

static bool list_next(void *context, struct buf *out)
{
	struct list_stream *stream = context;
	bool more;

	frame_write(stream, false, out);
	more = has_more(stream);
	if (more && piece_write(stream, out, &stream->error) != STATUS_OK)
		out->failed = true;
	if (!more)
		frame_write(stream, true, out);
	out->failed |= stream->error.status != STATUS_OK;
	return more || out->len > 0 || out->failed;
}

/* ---- the answer ---- */

static enum status form_check(const struct query *query,
			      const struct form *form, struct error *err)
{
	if (query->facets)
		return error_set(err, STATUS_INVALID_PARAMETER,
				 "facets are part of format=json only");
	if (query->highlight && form->format)
		return error_set(err, STATUS_INVALID_PARAMETER,
				 "there is no highlight in format=%s",
				 form->format->word);
	return STATUS_OK;
}

static struct list_stream *list_open(const struct app *app, struct query *owned,
				     const struct form *form)
{
	struct list_stream *stream = calloc(1, sizeof(*stream));

	if (!stream)
		return NULL;
	stream->app = app;
	stream->query = *owned;
	*owned = (struct query){ 0 };
	stream->limited = stream->query.limit_given || stream->query.sample;
	if (!stream->limited)
		stream->query.limit = FOUND_MAX;
	stream->query.no_items = true;
	stream->format = form->format;
	stream->run.options = form->options;
	stream->run.options.fields = stream->query.fields;
	stream->run.list = true;
	return stream;
}

static void list_drop(struct list_stream **stream)
{
	if (*stream)
		list_free(*stream);
}

/* Near misses are shown to someone who looks, not exported. */
static void drop_near_misses(struct page *found)
{
	if (found->left_out)
		page_release(found);
}

/* What these say is known only when the search is done, so a HEAD searches
 * too. */
static enum status head_set(const struct list_stream *stream,
			    const struct request *req, struct response *res,
			    struct error *err)
{
	const char *next = stream->limited ? stream->found.next : NULL;

	res->content_type = stream->format ? stream->format->content_type
					   : "application/x-ndjson";
	if (list_headers(res, &stream->query, stream->found.total, err) !=
	    STATUS_OK)
		return err->status;
	if (next && strlen(next) <= HEADER_SENT_MAX &&
	    response_header(res, err, "X-Next-Cursor", "%s", next) != STATUS_OK)
		return err->status;
	return link_next(req, res, next, err);
}

/* What fits into a page is a body like any other, with an entity tag. */
static bool is_short(const struct list_stream *stream)
{
	return stream->found.id_count <= QUERY_LIMIT_MAX &&
	       (stream->limited || !stream->found.next);
}

static enum status body_make(struct list_stream *stream, struct response *res,
			     struct error *err)
{
	SCOPED(buf_release) struct buf body = buf_init(ANSWER_MAX);

	while (list_next(stream, &body) && !body.failed && !stream->ended)
		;
	if (stream->error.status != STATUS_OK)
		return error_set(err, stream->error.status, "%s",
				 stream->error.detail);
	if (stream->query.sample && !stream->query.seed_given)
		return answer_fleeting(res, &body, err);
	return answer_tagged(res, &body, err);
}

enum status stream_list(const struct app *app, const struct request *req,
			struct query *owned, const struct form *form,
			struct response *res, struct error *err)
{
	SCOPED(list_drop) struct list_stream *stream = NULL;

	if (form_check(owned, form, err) != STATUS_OK)
		return err->status;
	stream = list_open(app, owned, form);
	if (!stream)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	if (ids_find(stream, err) != STATUS_OK)
		return err->status;
	drop_near_misses(&stream->found);
	if (head_set(stream, req, res, err) != STATUS_OK)
		return err->status;
	if (is_short(stream))
		return body_make(stream, res, err);
	res->keeps = true;
	res->stream = (struct response_stream){
		list_next,
		list_free,
		stream,
		.slow = true,
		.error = &stream->error,
	};
	stream = NULL;
	return STATUS_OK;
}
