/* SPDX-License-Identifier: MIT */
#include "handlers.h"

#include "paperd/negotiate.h"

static const struct {
	const char *media;
	const char *word; /* of the parameter `format` */
} forms[] = {
	[FORM_JSON] = { "application/json", "json" },
	[FORM_LINES] = { "application/x-ndjson", "ndjson" },
	[FORM_TEXT] = { "text/plain", "text" },
};

/* True when the word names one of the two forms, which is then in *ret. */
static bool form_of_word(struct span word, enum form also, enum form *ret)
{
	if (span_is(word, forms[FORM_JSON].word))
		*ret = FORM_JSON;
	else if (span_is(word, forms[also].word))
		*ret = also;
	else
		return false;
	return true;
}

static bool form_of_accept(struct span accept, enum form also, enum form *ret)
{
	const char *media[] = { forms[FORM_JSON].media, forms[also].media };
	int best = accept_choose(accept, media, ARRAY_COUNT(media));

	*ret = best == 1 ? also : FORM_JSON;
	return best >= 0;
}

static enum status not_acceptable(enum form also, struct error *err)
{
	const char *media = forms[FORM_JSON].media;
	const char *word = forms[FORM_JSON].word;

	if (also == FORM_JSON)
		return error_set(err, STATUS_NOT_ACCEPTABLE,
				 "to be had is %s (format=%s)", media, word);
	return error_set(err, STATUS_NOT_ACCEPTABLE,
			 "to be had are %s (format=%s) and %s (format=%s)",
			 media, word, forms[also].media, forms[also].word);
}

enum status answer_choose(const struct request *req, struct response *res,
			  enum form also, enum form *ret, struct error *err)
{
	struct span word = request_param(req, "format");

	res->varies_accept = !word.at;
	if (word.at ? form_of_word(word, also, ret)
		    : form_of_accept(request_header(req, "Accept"), also, ret))
		return STATUS_OK;
	return not_acceptable(also, err);
}

enum status answer_is_json(const struct request *req, struct response *res,
			   struct error *err)
{
	enum form form;

	return answer_choose(req, res, FORM_JSON, &form, err);
}

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
