/* SPDX-License-Identifier: MIT */
/*
 * The pages: search, a record, and frames that a script fills.
 */
#include "web.h"

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
		html_summary(&paper, page_language(req), out);
	}
	buf_add_text(out, "</ol>");
	next_write(req, page.next, out);
	return STATUS_OK;
}

/* ---- what went wrong ---- */

/* What a client can do something about is for a page to tell; what failed inside
 * is not, and remains a failure. */
static bool is_told(enum status status)
{
	int code = status_http(status);

	return code < 500 || (code >= 502 && code <= 504);
}

/* The failure in *err as a page of its status. */
static enum status told(const struct request *req, struct page_parts *parts,
			struct response *res, struct error *err)
{
	SCOPED(buf_release) struct buf main = buf_init(ANSWER_MAX);

	if (!is_told(err->status))
		return err->status;
	res->status = status_http(err->status);
	buf_add_text(&main, "<div class=\"empty\" role=\"alert\"><h1>");
	html_text(span_of(page_word(req, "failed")), &main);
	buf_add_text(&main, "</h1><p>");
	html_text(span_of(err->detail), &main);
	buf_add_text(&main, "</p></div>");
	error_clear(err);
	parts->main = buf_span(&main);
	return page_answer(req, parts, res, err);
}

static enum status page_of(const struct request *req, struct page_parts *parts,
			   const struct buf *main, struct response *res,
			   struct error *err)
{
	if (buf_check(main, err) != STATUS_OK)
		return err->status;
	parts->main = buf_span(main);
	return page_answer(req, parts, res, err);
}

/* GET /, for a browser. */
enum status web_search(const struct app *app, const struct request *req,
		       struct response *res, struct error *err)
{
	SCOPED(buf_release) struct buf main = buf_init(ANSWER_MAX);
	struct page_parts parts = { .query = request_param(req, "query") };
	enum status status = STATUS_OK;

	parts.title = parts.query;
	if (is_asked(req))
		status = results(app, req, &main, err);
	else
		welcome(req, &main);
	if (status == STATUS_OK)
		status = page_of(req, &parts, &main, res, err);
	else
		status = told(req, &parts, res, err);
	return status == STATUS_OK ? headers_add(res, err) : status;
}

/* ---- a record ---- */

/* A script then asks for it; without one, a link does. */
static void absent(const struct request *req, struct buf *out)
{
	buf_add_text(out, "<h1>");
	html_text(req->args[0], out);
	buf_add_text(out, "</h1><noscript><p>");
	html_text(span_of(page_word(req, "not_held")), out);
	buf_add_text(out, " <a href=\"?fetch=auto\">");
	html_text(span_of(page_word(req, "fetch")), out);
	buf_add_text(out, "</a></p></noscript>");
}

static enum status find(const struct app *app, const struct request *req,
			struct response *res, struct found *found,
			struct error *err)
{
	if (request_param(req, "fetch").at)
		return record_of_path(app, req, res, found, err);
	return record_find(app, req->args[0], found, err);
}

static enum status held(const struct request *req, const struct found *found,
			struct page_parts *parts, struct response *res,
			struct error *err)
{
	SCOPED(paper_release) struct paper paper = { 0 };
	SCOPED(buf_release) struct buf main = buf_init(ANSWER_MAX);

	if (record_parse(&found->record, &paper, err) != STATUS_OK)
		return err->status;
	if (paper.title)
		parts->title = span_of(paper.title);
	html_article(&paper, page_language(req), &main);
	return page_of(req, parts, &main, res, err);
}

static enum status not_held(const struct request *req, struct page_parts *parts,
			    struct response *res, struct error *err)
{
	SCOPED(buf_release) struct buf main = buf_init(ANSWER_MAX);

	error_clear(err);
	res->status = 404;
	absent(req, &main);
	return page_of(req, parts, &main, res, err);
}

/* GET /record/{key…}: as it is held; fetched if `fetch` says so. */
enum status web_record(const struct app *app, const struct request *req,
		       struct response *res, struct error *err)
{
	SCOPED(found_release) struct found found = { 0 };
	struct page_parts parts = { .title = req->args[0] };
	enum status status = find(app, req, res, &found, err);

	if (status == STATUS_OK && res->wait.start)
		return STATUS_OK;
	if (status == STATUS_OK)
		return held(req, &found, &parts, res, err);
	if (status == STATUS_NOT_FOUND && !request_param(req, "fetch").at)
		return not_held(req, &parts, res, err);
	return told(req, &parts, res, err);
}

/* ---- what a script fills ---- */

/* GET /data, GET /docs */
enum status web_frame_get(const struct app *app, const struct request *req,
			  struct response *res, struct error *err)
{
	SCOPED(buf_release) struct buf main = buf_init(ANSWER_MAX);
	struct page_parts parts = { .title = span_of("API") };

	if (span_starts_nocase(req->path, "/data"))
		parts.title = span_of(page_word(req, "data"));
	buf_add_text(&main, "<h1>");
	html_text(parts.title, &main);
	buf_add_text(&main, "</h1><noscript><p>");
	html_text(span_of(page_word(req, "script")), &main);
	buf_add_text(&main, " <a href=\"/openapi.json\">/openapi.json</a>"
			    "</p></noscript>");
	return page_of(req, &parts, &main, res, err);
}
