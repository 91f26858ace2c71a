/* SPDX-License-Identifier: MIT */
/*
 * /{doi}: content negotiation as doi.org and the registration agencies do it
 * (citation.doi.org), answered in place.
 */
#include "handlers.h"

const struct dialect doi_dialect = { .name = "doi" };

/* GET /{doi}: CSL-JSON for who takes anything. */
enum status doi_get(const struct app *app, const struct request *req,
		    struct response *res, struct error *err)
{
	SCOPED(found_release) struct found found = { 0 };
	SCOPED(buf_release) struct buf body = buf_init(ANSWER_MAX);
	struct form form;

	if (answer_choose(req, res, FORM_BIT(FORM_FORMAT) | FORM_FORMATS_FIRST,
			  &form, err) != STATUS_OK ||
	    record_of_path(app, req, res, &found, err) != STATUS_OK ||
	    res->wait.start)
		return err->status;
	if (form.format)
		return answer_form(app, &found.record, &form, res, err);
	if (record_write(&found.record, FIELD_SET_ALL, &body, err) != STATUS_OK)
		return err->status;
	return answer_tagged(res, &body, err);
}
