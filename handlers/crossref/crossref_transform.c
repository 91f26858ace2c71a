/* SPDX-License-Identifier: MIT */
/*
 * /works/{doi}/transform: a work in another form.
 */
#include "crossref.h"

/* What formats there are, without paperd's own JSON. */
static enum status not_acceptable(struct span accept, struct response *res,
				  struct error *err)
{
	SCOPED(buf_release) struct buf known = buf_init(ERROR_DETAIL_MAX);

	for (const struct format *f = formats; f->word; f++)
		buf_add_format(&known, "%s%s", known.len ? ", " : "", f->media);
	failure_note(res, "content-type-not-valid", accept);
	return error_set(err, STATUS_NOT_ACCEPTABLE,
			 "Content type specified as %.*s but must be one of: "
			 "%s",
			 span_shown(accept, SHOWN_MAX), accept.at,
			 buf_text(&known));
}

/* CSL-JSON is what Crossref gives as plain JSON. */
static const char json_type[] = "application/json";

enum status work_transform(const struct app *app, const struct request *req,
			   struct span media, const struct record *record,
			   struct response *res, struct error *err)
{
	struct span accept = media.at ? media : request_header(req, "Accept");
	struct pair header = { SPAN("Accept"), accept };
	struct request own = *req;
	struct form form;
	enum status status;

	own.headers = &header;
	own.header_count = accept.at != NULL;
	status = answer_choose(&own, res,
			       FORM_BIT(FORM_FORMAT) | FORM_FORMATS_FIRST,
			       &form, err);
	if (status == STATUS_NOT_ACCEPTABLE) {
		error_clear(err);
		return not_acceptable(accept, res, err);
	}
	if (status != STATUS_OK)
		return status;
	if (!form.format) {
		form.format = format_of((struct span)SPAN("csl"));
		form.content_type = json_type;
	}
	return answer_form(app, record, &form, res, err);
}
