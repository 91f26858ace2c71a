/* SPDX-License-Identifier: MIT */
/*
 * /works/{doi}: one work as Crossref has it.
 */
#include "crossref.h"

/* GET /works/{doi} */
enum status crossref_work_get(const struct app *app, const struct request *req,
			      struct response *res, struct error *err)
{
	SCOPED(found_release) struct found found = { 0 };
	SCOPED(paper_release) struct paper paper = { 0 };
	SCOPED(buf_release) struct buf body = buf_init(ANSWER_MAX);

	if (record_of_path(app, req, res, &found, err) != STATUS_OK ||
	    res->wait.start)
		return err->status;
	if (record_parse(&found.record, &paper, err) != STATUS_OK)
		return err->status;
	message_open("work", &body);
	paper_to_json(&paper, FIELD_SET_ALL, &body);
	message_close(&body);
	return answer_tagged(res, &body, err);
}
