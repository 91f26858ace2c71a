/* SPDX-License-Identifier: MIT */
/*
 * The pages: search, a record, and frames that a script fills.
 */
#include "web.h"

#include "paperd/html.h"
#include "paperd/query.h"

/* Nothing is loaded from elsewhere, nothing in a page is a script, and no other
 * page may put this one into a frame (CSP3). */
#define POLICY                                                     \
	"default-src 'self'; base-uri 'none'; object-src 'none'; " \
	"form-action 'self'; frame-ancestors 'none'"

static const struct header_row headers[] = {
	{ "Content-Security-Policy", POLICY },
	{ "Referrer-Policy", "no-referrer" },
	{ "Cross-Origin-Opener-Policy", "same-origin" },
	{ 0 }
};

const struct dialect web_dialect = { .name = "web", .headers = headers };

/* "/" is not of the dialect, since it is JSON for others. */
static enum status headers_add(struct response *res, struct error *err)
{
	for (const struct header_row *row = headers; row->name; row++)
		if (response_header(res, err, row->name, "%s", row->value) !=
		    STATUS_OK)
			return err->status;
	return STATUS_OK;
}

/* ---- search ---- */

/* Parameters of the page are those of the list; of the form also empty ones. */
static bool is_asked(const struct request *req)
{
	for (size_t i = 0; i < req->param_count; i++)
		if (req->params[i].value.len)
			return true;
	return false;
}

static void welcome(const struct request *req, struct buf *out)
{
	buf_add_text(out, "<section class=\"welcome\"><h1>");
	html_text(span_of(page_word(req, "welcome")), out);
	buf_add_text(out, "</h1><p>");
	html_text(span_of(page_word(req, "about")), out);
	buf_add_text(out, "</p></section>");
}

/* The same search, from a cursor on. */
static void next_write(const struct request *req, const char *cursor,
		       struct buf *out)
{
	if (!cursor)
		return;
	buf_add_text(out, "<p><a class=\"button\" rel=\"next\" href=\"/?");
	for (size_t i = 0; i < req->param_count; i++) {
		if (span_is(req->params[i].name, "cursor"))
			continue;
		buf_add_encoded(out, req->params[i].name);
		buf_add_char(out, '=');
		buf_add_encoded(out, req->params[i].value);
		buf_add_text(out, "&amp;");
	}
	buf_add_text(out, "cursor=");
	buf_add_encoded(out, span_of(cursor));
	buf_add_text(out, "\">");
	html_text(span_of(page_word(req, "next")), out);
	buf_add_text(out, "</a></p>");
}

static enum status results(const struct app *app, const struct request *req,
			   struct buf *out, struct error *err)
{
	SCOPED(query_release) struct query query = query_init();
	SCOPED(page_release) struct page page = { 0 };

	if (list_query(app, req, &query, err) != STATUS_OK ||
	    query_limit_check(&query, err) != STATUS_OK ||
	    store_list(app->store, &query, &page, err) != STATUS_OK)
		return err->status;
	buf_add_format(out, "<h1 class=\"count\">%lld ", page.total);
	html_text(span_of(page_word(req, "results")), out);
	buf_add_text(out, "</h1><ol class=\"results\">");
	for (size_t i = 0; i < page.count; i++) {
		SCOPED(paper_release) struct paper paper = { 0 };

		if (record_parse(&page.items[i], &paper, err) != STATUS_OK)
			return err->status;
		html_summary(&paper, out);
	}
	buf_add_text(out, "</ol>");
	next_write(req, page.next, out);
	return STATUS_OK;
}

/* GET /, for a browser. */
enum status web_search(const struct app *app, const struct request *req,
		       struct response *res, struct error *err)
{
	SCOPED(buf_release) struct buf main = buf_init(ANSWER_MAX);
	struct page_parts parts = { .query = request_param(req, "query") };

	parts.title = parts.query;
	if (!is_asked(req))
		welcome(req, &main);
	else if (results(app, req, &main, err) != STATUS_OK)
		return err->status;
	if (buf_check(&main, err) != STATUS_OK)
		return err->status;
	parts.main = buf_span(&main);
	if (page_answer(req, &parts, res, err) != STATUS_OK)
		return err->status;
	return headers_add(res, err);
}

/* ---- a record ---- */

/* A script then asks for it; without one, a link does. */
static void absent(const struct request *req, struct buf *out)
{
	buf_add_text(out, "<noscript><p>");
	html_text(span_of(page_word(req, "not_held")), out);
	buf_add_text(out, " <a href=\"?fetch=auto\">");
	html_text(span_of(page_word(req, "fetch")), out);
	buf_add_text(out, "</a></p></noscript>");
}

static enum status record_main(const struct found *found, struct span *title,
			       struct paper *paper, struct buf *out,
			       struct error *err)
{
	if (record_parse(&found->record, paper, err) != STATUS_OK)
		return err->status;
	*title = span_of(paper->title);
	html_article(paper, out);
	return STATUS_OK;
}

/* GET /record/{key…}: as it is held; fetched if `fetch` says so. */
enum status web_record(const struct app *app, const struct request *req,
		       struct response *res, struct error *err)
{
	SCOPED(found_release) struct found found = { 0 };
	SCOPED(paper_release) struct paper paper = { 0 };
	SCOPED(buf_release) struct buf main = buf_init(ANSWER_MAX);
	struct page_parts parts = { .title = req->args[0] };
	enum status status;

	if (request_param(req, "fetch").at)
		status = record_of_path(app, req, res, &found, err);
	else
		status = record_find(app, req->args[0], &found, err);
	if (status == STATUS_OK && res->wait.start)
		return STATUS_OK;
	if (status == STATUS_OK)
		status = record_main(&found, &parts.title, &paper, &main, err);
	if (status == STATUS_NOT_FOUND && !request_param(req, "fetch").at) {
		error_clear(err);
		res->status = 404;
		absent(req, &main);
	} else if (status != STATUS_OK) {
		return status;
	}
	parts.main = buf_span(&main);
	return page_answer(req, &parts, res, err);
}

/* ---- what a script fills ---- */

/* GET /data, GET /docs */
enum status web_frame_get(const struct app *app, const struct request *req,
			  struct response *res, struct error *err)
{
	SCOPED(buf_release) struct buf main = buf_init(ANSWER_MAX);
	struct page_parts parts = { 0 };

	buf_add_text(&main, "<noscript><p>");
	html_text(span_of(page_word(req, "script")), &main);
	buf_add_text(&main, " <a href=\"/openapi.json\">/openapi.json</a>"
			    "</p></noscript>");
	parts.main = buf_span(&main);
	return page_answer(req, &parts, res, err);
}
