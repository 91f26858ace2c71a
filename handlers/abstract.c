/* SPDX-License-Identifier: MIT */
#include "handlers.h"

static const char abstract_fields[] =
	"doi,title,abstract,language,translations";

/* The abstract alone, as plain text. */
static enum status answer_text(struct found *found, struct response *res,
			       struct error *err)
{
	SCOPED(paper_release) struct paper paper = { 0 };
	SCOPED(buf_release) struct buf body = buf_init(ANSWER_MAX);
	struct span json = { found->record.json, found->record.json_len };

	if (paper_from_json(json, &paper, err) != STATUS_OK)
		return err->status;
	if (!paper.abstract) {
		found_write(found, &res->problem);
		return error_set(err, STATUS_NO_ABSTRACT,
				 "There is no abstract of %.300s",
				 found_key(found));
	}
	buf_add_text(&body, paper.abstract);
	res->content_type = "text/plain; charset=utf-8";
	return answer_tagged(res, &body, err);
}

/* GET /v1/abstracts/{doi}: the abstract, and what one needs to show it. */
enum status abstract_get(const struct app *app, const struct request *req,
			 struct response *res, struct error *err)
{
	SCOPED(found_release) struct found found = { 0 };
	SCOPED(buf_release) struct buf body = buf_init(ANSWER_MAX);
	field_set fields;
	struct form form;

	if (answer_choose(req, res, FORM_BIT(FORM_TEXT), &form, err) !=
		    STATUS_OK ||
	    record_of_path(app, req, res, &found, err) != STATUS_OK ||
	    res->wait.start)
		return err->status;
	if (form.kind == FORM_TEXT)
		return answer_text(&found, res, err);
	if (field_set_parse(span_of(abstract_fields), &fields, err) !=
		    STATUS_OK ||
	    record_write(&found.record, fields, &body, err) != STATUS_OK)
		return err->status;
	return answer_tagged(res, &body, err);
}
