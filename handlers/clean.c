/* SPDX-License-Identifier: MIT */
#include "handlers.h"

#include "paperd/source.h"

/* POST /v1/clean: a raw record in, the clean record out; nothing is kept. */
enum status record_clean(const struct app *app, const struct request *req,
			 struct response *res, struct error *err)
{
	SCOPED(paper_release) struct paper paper = { 0 };
	SCOPED(buf_release) struct buf body = buf_init(ANSWER_MAX);
	struct span raw = span_trim(req->body);

	if (!raw.len)
		return error_set(err, STATUS_INVALID_BODY,
				 "the body is empty; expected one record in "
				 "any shape that can be loaded");
	if (source_read(raw, &paper, NULL, err) != STATUS_OK)
		return err->status;
	paper_to_json(&paper, FIELD_SET_ALL, &body);
	return answer_fleeting(res, &body, err);
}
