/* SPDX-License-Identifier: MIT */
#include "handlers.h"

#include "paperd/source.h"

/* POST /v1/clean: a raw record in, the clean record and its report out;
 * nothing is kept. */
enum status record_clean(const struct app *app, const struct request *req,
			 struct response *res, struct error *err)
{
	SCOPED(paper_release) struct paper paper = { 0 };
	SCOPED(report_release) struct report report = { .full = true };
	SCOPED(buf_release) struct buf body = buf_init(ANSWER_MAX);
	struct span raw = span_trim(req->body);
	enum report_detail detail;

	if (!raw.len)
		return error_set(err, STATUS_INVALID_BODY,
				 "the body is empty; expected one record in "
				 "any shape that can be loaded");
	if (report_detail_of(req, REPORT_FULL, &detail, err) != STATUS_OK ||
	    source_read(raw, &paper, &report, err) != STATUS_OK)
		return err->status;
	paper_to_json(&paper, FIELD_SET_ALL, &body);
	report_append(&report, &paper, detail, &body);
	return answer_fleeting(res, &body, err);
}
