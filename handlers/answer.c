/* SPDX-License-Identifier: MIT */
#include "handlers.h"

enum status answer_tagged(struct response *res, struct buf *owned,
			  struct error *err)
{
	enum status status = response_json(res, owned, err);

	if (status == STATUS_OK)
		response_tag(res);
	return status;
}

enum status answer_fleeting(struct response *res, struct buf *owned,
			    struct error *err)
{
	res->no_store = true;
	return response_json(res, owned, err);
}

enum status number_of(const struct request *req, const char *name, unsigned max,
		      unsigned *ret, struct error *err)
{
	struct span text = request_param(req, name);
	long long value;

	if (!text.at)
		return STATUS_OK;
	if (!text_to_integer(text, &value) || value < 0 || value > max)
		return error_set(err, STATUS_INVALID_PARAMETER,
				 "%s must be a number from 0 to %u", name, max);
	*ret = (unsigned)value;
	return STATUS_OK;
}
