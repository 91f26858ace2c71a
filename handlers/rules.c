/* SPDX-License-Identifier: MIT */
#include "handlers.h"

#include "paperd/rules.h"

/* GET /v1/rules: what cleaning does, rule by rule. */
enum status rules_get(const struct app *app, const struct request *req,
		      struct response *res, struct error *err)
{
	SCOPED(buf_release) struct buf body = buf_init(ANSWER_MAX);

	rules_to_json(&body);
	return answer_tagged(res, &body, err);
}
