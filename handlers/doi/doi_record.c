/* SPDX-License-Identifier: MIT */
/*
 * /{doi}: content negotiation as doi.org and the registration agencies do it
 * (citation.doi.org), answered in place.
 */
#include "handlers.h"

const struct dialect doi_dialect = { .name = "doi" };

/* Where a browser is sent; the DOI comes behind it. */
#define RESOLVER "https://doi.org/"

/* Whether a record is held makes no difference: doi.org knows the way. */
static enum status send_on(const struct app *app, const struct request *req,
			   struct response *res, struct error *err)
{
	SCOPED(found_release) struct found found = { 0 };
	SCOPED(buf_release) struct buf url = buf_init(4 * DOI_MAX);
	struct error own = { 0 };
	enum status status = record_find(app, req->args[0], &found, &own);

	if (status != STATUS_OK && status != STATUS_NOT_FOUND)
		return error_set(err, status, "%s", own.detail);
	if (!key_is_doi(span_of(found_key(&found))))
		return error_set(err, STATUS_NOT_FOUND, "%s", own.detail);
	buf_add_text(&url, RESOLVER);
	buf_add_encoded(&url, span_of(found_key(&found)));
	res->status = 302;
	res->no_store = true;
	res->content_type = "text/plain; charset=utf-8";
	res->body = buf_init(url.cap);
	buf_add_span(&res->body, buf_span(&url));
	if (buf_check(&url, err) != STATUS_OK ||
	    buf_check(&res->body, err) != STATUS_OK)
		return err->status;
	return response_header(res, err, "Location", "%s", buf_text(&url));
}

/* GET /{doi}: CSL-JSON for who takes anything. */
enum status doi_get(const struct app *app, const struct request *req,
		    struct response *res, struct error *err)
{
	SCOPED(found_release) struct found found = { 0 };
	SCOPED(buf_release) struct buf body = buf_init(ANSWER_MAX);
	struct form form;

	if (answer_choose(req, res,
			  FORM_BIT(FORM_FORMAT) | FORM_BIT(FORM_PAGE) |
				  FORM_FORMATS_FIRST,
			  &form, err) != STATUS_OK)
		return err->status;
	if (form.kind == FORM_PAGE && app->landing_elsewhere)
		return send_on(app, req, res, err);
	if (record_of_path(app, req, res, &found, err) != STATUS_OK ||
	    res->wait.start)
		return err->status;
	if (form.format)
		return answer_form(app, &found.record, &form, res, err);
	if (record_write(&found.record, FIELD_SET_ALL, &body, err) != STATUS_OK)
		return err->status;
	return answer_tagged(res, &body, err);
}
