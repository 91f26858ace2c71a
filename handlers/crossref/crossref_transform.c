/* SPDX-License-Identifier: MIT */
/*
 * /works/{doi}/transform: a work in another form.
 */
#include "crossref.h"

#include "paperd/negotiate.h"

/* Most forms and other names of forms. */
#define MEDIA_MAX 32

/* Other names of forms, as Crossref has them; the answer bears the name that
 * was asked for. */
static const struct alias {
	const char *media;
	const char *word; /* of formats[] */
	const char *content_type;
} aliases[] = {
	{ "application/json", "csl", "application/json" },
	{ "application/citeproc+json", "csl", "application/citeproc+json" },
	{ "text/bibliography", "citation", "text/bibliography; charset=utf-8" },
	{ "text/plain", "citation", "text/plain; charset=utf-8" },
};

/* The alias that Accept wants more than any form; NULL: none. */
static const struct alias *alias_of(struct span accept)
{
	const char *media[MEDIA_MAX];
	const struct alias *of[MEDIA_MAX];
	size_t count = 0;
	int best;

	for (const struct format *f = formats; f->word; f++) {
		of[count] = NULL;
		media[count++] = f->media;
	}
	for (size_t i = 0; i < ARRAY_COUNT(aliases); i++) {
		if (!format_of(span_of(aliases[i].word)))
			continue;
		of[count] = &aliases[i];
		media[count++] = aliases[i].media;
	}
	best = accept_choose(accept, media, count);
	return best < 0 ? NULL : of[best];
}

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

enum status work_transform(const struct app *app, const struct request *req,
			   struct span media, const struct record *record,
			   struct response *res, struct error *err)
{
	struct span accept = media.at ? media : request_header(req, "Accept");
	const struct alias *alias = alias_of(accept);
	struct pair header = { SPAN("Accept"), accept };
	struct request own = *req;
	struct form form;
	enum status status;

	if (alias)
		header.value = span_of(format_of(span_of(alias->word))->media);
	own.headers = &header;
	own.header_count = header.value.at != NULL;
	status = answer_choose(&own, res,
			       FORM_BIT(FORM_FORMAT) | FORM_FORMATS_FIRST,
			       &form, err);
	if (status == STATUS_NOT_ACCEPTABLE || !form.format)
		error_clear(err);
	if (status != STATUS_OK && status != STATUS_NOT_ACCEPTABLE)
		return status;
	if (status != STATUS_OK || !form.format)
		return not_acceptable(accept, res, err);
	status = answer_form(app, record, &form, res, err);
	if (status == STATUS_OK && alias)
		res->content_type = alias->content_type;
	return status;
}
