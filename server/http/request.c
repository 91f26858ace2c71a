/* SPDX-License-Identifier: MIT */
#include "paperd/request.h"

struct span request_param(const struct request *req, const char *name)
{
	for (size_t i = 0; i < req->param_count; i++)
		if (span_is(req->params[i].name, name))
			return req->params[i].value;
	return (struct span){ 0 };
}

struct span request_header(const struct request *req, const char *name)
{
	for (size_t i = 0; i < req->header_count; i++)
		if (span_is_nocase(req->headers[i].name, name))
			return req->headers[i].value;
	return (struct span){ 0 };
}

static const struct {
	const char *word;
	bool value;
} flag_words[] = {
	{ "true", true },   { "1", true },  { "yes", true },
	{ "false", false }, { "0", false }, { "no", false },
};

enum status request_flag(const struct request *req, const char *name, bool *ret,
			 struct error *err)
{
	struct span text = request_param(req, name);

	if (!text.at) {
		*ret = false;
		return STATUS_OK;
	}
	for (size_t i = 0; i < sizeof(flag_words) / sizeof(*flag_words); i++) {
		if (span_is_nocase(text, flag_words[i].word)) {
			*ret = flag_words[i].value;
			return STATUS_OK;
		}
	}
	return error_set(err, STATUS_INVALID_PARAMETER,
			 "%s must be true or false", name);
}
