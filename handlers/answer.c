/* SPDX-License-Identifier: MIT */
#include "handlers.h"

#include "paperd/negotiate.h"

static const struct {
	const char *media;
	const char *word; /* of the parameter `format` */
} forms[FORMS] = {
	[FORM_JSON] = { "application/json", "json" },
	[FORM_LINES] = { "application/x-ndjson", "ndjson" },
	[FORM_TEXT] = { "text/plain", "text" },
	[FORM_CSV] = { "text/csv", "csv" },
};

/* The forms of a set in their order, JSON first; returns how many. */
static size_t forms_of(unsigned set, enum form ret[FORMS])
{
	size_t count = 0;

	for (int form = 0; form < FORMS; form++)
		if (form == FORM_JSON || set >> form & 1)
			ret[count++] = (enum form)form;
	return count;
}

/* True when the word names one of them, which is then in *ret. */
static bool form_of_word(struct span word, const enum form *among, size_t count,
			 enum form *ret)
{
	for (size_t i = 0; i < count; i++) {
		if (!span_is(word, forms[among[i]].word))
			continue;
		*ret = among[i];
		return true;
	}
	return false;
}

static bool form_of_accept(struct span accept, const enum form *among,
			   size_t count, enum form *ret)
{
	const char *media[FORMS];
	int best;

	for (size_t i = 0; i < count; i++)
		media[i] = forms[among[i]].media;
	best = accept_choose(accept, media, count);
	*ret = best < 0 ? FORM_JSON : among[best];
	return best >= 0;
}

static enum status not_acceptable(const enum form *among, size_t count,
				  struct error *err)
{
	SCOPED(buf_release) struct buf list = buf_init(1000);

	for (size_t i = 0; i < count; i++) {
		if (i)
			buf_add_text(&list, i + 1 < count ? ", " : " and ");
		buf_add_format(&list, "%s (format=%s)", forms[among[i]].media,
			       forms[among[i]].word);
	}
	return error_set(err, STATUS_NOT_ACCEPTABLE, "to be had %s %s",
			 count > 1 ? "are" : "is", buf_text(&list));
}

enum status answer_choose(const struct request *req, struct response *res,
			  unsigned also, enum form *ret, struct error *err)
{
	struct span word = request_param(req, "format");
	enum form among[FORMS];
	size_t count = forms_of(also, among);

	res->varies_accept = !word.at;
	if (word.at ? form_of_word(word, among, count, ret)
		    : form_of_accept(request_header(req, "Accept"), among,
				     count, ret))
		return STATUS_OK;
	return not_acceptable(among, count, err);
}

enum status answer_is_json(const struct request *req, struct response *res,
			   struct error *err)
{
	enum form form;

	return answer_choose(req, res, 0, &form, err);
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
