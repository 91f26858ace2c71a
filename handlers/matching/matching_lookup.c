/* SPDX-License-Identifier: MIT */
/*
 * /service/lookup: the look-up that GROBID asks of biblio-glutton.
 */
#include "handlers.h"

static const char *const bases[] = { "/v1", NULL };

const struct dialect matching_dialect = { .name = "matching", .bases = bases };

/* GET /service/lookup */
enum status matching_lookup(const struct app *app, const struct request *req,
			    struct response *res, struct error *err)
{
	SCOPED(found_release) struct found found = { 0 };
	SCOPED(buf_release) struct buf body = buf_init(ANSWER_MAX);
	struct span doi = request_param(req, "doi");

	if (!doi.len)
		return error_set(err, STATUS_INVALID_PARAMETER, "give a doi");
	if (record_find(app, doi, &found, err) != STATUS_OK ||
	    record_write(&found.record, FIELD_SET_ALL, &body, err) != STATUS_OK)
		return err->status;
	return answer_tagged(res, &body, err);
}
