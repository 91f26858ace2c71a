/* SPDX-License-Identifier: MIT */
/*
 * In what form a client wants its answer, and records in those forms.
 */
#include "handlers.h"

#include "paperd/digest.h"
#include "paperd/negotiate.h"

/* ---- what there is ---- */

/* More than there are rows of formats[] and kinds. */
#define OFFERS_MAX 24

struct offer {
	const char *media;
	const char *word; /* of the parameter `format` */
	enum form_kind kind;
	const struct format *format;
	const char *content_type; /* NULL: as the format has it */
};

struct offers {
	struct offer items[OFFERS_MAX];
	size_t count;
};

static const struct offer plain_offers[] = {
	{ "application/json", "json", FORM_JSON, NULL },
	{ "application/x-ndjson", "ndjson", FORM_LINES, NULL },
	{ "text/plain", "text", FORM_TEXT, NULL },
	{ "text/html", "html", FORM_PAGE, NULL },
};

/* Media types that Crossref and DataCite take for the same: the answer is of
 * the type that was asked for, since clients compare the two. */
static const struct alias {
	const char *media;
	const char *word;
	const char *content_type;
} aliases[] = {
	{ "application/citeproc+json", "csl", "application/citeproc+json" },
	{ "text/bibliography", "citation", "text/bibliography; charset=utf-8" },
	{ "text/plain", "citation", "text/plain; charset=utf-8" },
};

static void offer_add(struct offers *offers, struct offer offer)
{
	if (offers->count < OFFERS_MAX)
		offers->items[offers->count++] = offer;
}

static void offer_formats(struct offers *offers, unsigned kinds)
{
	if (!(kinds & FORM_BIT(FORM_FORMAT)))
		return;
	for (const struct format *f = formats; f->word; f++)
		offer_add(offers,
			  (struct offer){ f->media, f->word, FORM_FORMAT, f });
}

static void offer_aliases(struct offers *offers)
{
	for (size_t i = 0; i < ARRAY_COUNT(aliases); i++) {
		const struct alias *alias = &aliases[i];

		offer_add(offers,
			  (struct offer){ alias->media, alias->word,
					  FORM_FORMAT,
					  format_of(span_of(alias->word)),
					  alias->content_type });
	}
}

static struct offers offers_of(unsigned kinds)
{
	struct offers ret = { 0 };

	if (kinds & FORM_FORMATS_FIRST)
		offer_formats(&ret, kinds);
	for (size_t i = 0; i < ARRAY_COUNT(plain_offers); i++)
		if (plain_offers[i].kind == FORM_JSON ||
		    kinds & FORM_BIT(plain_offers[i].kind))
			offer_add(&ret, plain_offers[i]);
	if (kinds & FORM_FORMATS_FIRST)
		offer_aliases(&ret);
	else
		offer_formats(&ret, kinds);
	return ret;
}

bool is_form_param(struct span name)
{
	static const char *const names[] = { "format", "style", "locale",
					     "ascii" };

	for (size_t i = 0; i < ARRAY_COUNT(names); i++)
		if (span_is(name, names[i]))
			return true;
	return false;
}

/* ---- choosing ---- */

/* The index of the offer that a word names, or -1. */
static int offer_of_word(const struct offers *offers, struct span word)
{
	for (size_t i = 0; i < offers->count; i++)
		if (span_is(word, offers->items[i].word))
			return (int)i;
	return -1;
}

static int offer_of_accept(const struct offers *offers, struct span accept)
{
	const char *media[OFFERS_MAX];

	for (size_t i = 0; i < offers->count; i++)
		media[i] = offers->items[i].media;
	return accept_choose(accept, media, offers->count);
}

static enum status not_acceptable(const struct offers *offers,
				  struct error *err)
{
	SCOPED(buf_release) struct buf list = buf_init(4000);

	for (size_t i = 0; i < offers->count; i++) {
		if (i)
			buf_add_text(&list,
				     i + 1 < offers->count ? ", " : " and ");
		buf_add_format(&list, "%s (format=%s)", offers->items[i].media,
			       offers->items[i].word);
	}
	return error_set(err, STATUS_NOT_ACCEPTABLE, "to be had %s %s",
			 offers->count > 1 ? "are" : "is", buf_text(&list));
}

/* ---- how it is to be written ---- */

/* A parameter of the query, else of the media type in Accept. */
static struct span option_of(const struct request *req, const char *media,
			     const char *name)
{
	struct span accept = request_header(req, "Accept");
	struct span ret = request_param(req, name);
	struct media_range range;

	while (!ret.at && accept.at && media_range_next(&accept, &range))
		if (span_is_nocase(range.type, media))
			ret = media_range_param(&range, name);
	return ret;
}

static enum status no_such(struct span value, const char *what,
			   void (*names)(struct buf *), struct error *err)
{
	SCOPED(buf_release) struct buf known = buf_init(1000);
	int shown = value.len > SHOWN_MAX ? SHOWN_MAX : (int)value.len;

	names(&known);
	return error_set(err, STATUS_NOT_ACCEPTABLE,
			 "there is no %s \"%.*s\"; to be had are %s", what,
			 shown, value.at, buf_text(&known));
}

static enum status options_of(const struct request *req, const char *media,
			      struct format_options *ret, struct error *err)
{
	struct span style = option_of(req, media, "style");
	struct span locale = option_of(req, media, "locale");

	ret->fields = FIELD_SET_ALL;
	ret->style = citation_style(style);
	ret->locale = citation_locale(locale);
	if (!ret->style)
		return no_such(style, "style", citation_styles, err);
	if (!ret->locale)
		return no_such(locale, "locale", citation_locales, err);
	return request_flag(req, "ascii", &ret->ascii, err);
}

enum status answer_choose(const struct request *req, struct response *res,
			  unsigned kinds, struct form *ret, struct error *err)
{
	struct span word = request_param(req, "format");
	struct offers offers = offers_of(kinds);
	const struct offer *offer;
	int best;

	res->varies_accept = !word.at;
	best = word.at ? offer_of_word(&offers, word)
		       : offer_of_accept(&offers,
					 request_header(req, "Accept"));
	if (best < 0)
		return not_acceptable(&offers, err);
	offer = &offers.items[best];
	*ret = (struct form){ .kind = offer->kind,
			      .format = offer->format,
			      .content_type = offer->content_type };
	/* of paperd's own form they say nothing, but must be right */
	return options_of(req, offer->format ? offer->media : "", &ret->options,
			  err);
}

enum status answer_is_json(const struct request *req, struct response *res,
			   struct error *err)
{
	struct form form;

	return answer_choose(req, res, 0, &form, err);
}

/* ---- a record in a form ---- */

/* What a written record is kept under. */
static struct digest key_of(const struct record *record, struct span name)
{
	SCOPED(buf_release) struct buf text = buf_init(1000);

	buf_add_text(&text, record->etag);
	buf_add_span(&text, name);
	return digest_make(buf_span(&text));
}

static struct block *block_of(struct span bytes)
{
	struct block *block = block_make(bytes.len);

	if (block)
		memcpy(block->bytes, bytes.at, bytes.len);
	return block;
}

static void keep(const struct app *app, struct digest key,
		 const struct buf *body)
{
	struct block *block = NULL;

	if (app->forms && !body->failed)
		block = block_of(buf_span(body));
	if (block)
		cache_add(app->forms, key, block);
	block_drop(block);
}

static bool find_kept(const struct app *app, struct digest key, struct buf *out)
{
	struct block *kept = app->forms ? cache_find(app->forms, key) : NULL;

	if (kept)
		buf_add(out, kept->bytes, kept->len);
	block_drop(kept);
	return kept;
}

enum status answer_written(const struct app *app, const struct record *record,
			   struct span name, record_writer *write,
			   const void *context, struct response *res,
			   struct error *err)
{
	SCOPED(paper_release) struct paper paper = { 0 };
	SCOPED(buf_release) struct buf body = buf_init(ANSWER_MAX);
	struct digest key = key_of(record, name);

	if (find_kept(app, key, &body))
		return answer_tagged(res, &body, err);
	if (record_parse(record, &paper, err) != STATUS_OK)
		return err->status;
	write(context, &paper, &body);
	keep(app, key, &body);
	return answer_tagged(res, &body, err);
}

static void form_write(const void *context, const struct paper *paper,
		       struct buf *out)
{
	const struct form *form = context;
	SCOPED(format_run_release)
	struct format_run run = { .options = form->options };

	format_begin(form->format, &run, out);
	format_record(form->format, &run, paper, out);
	format_end(form->format, &run, out);
}

enum status answer_form(const struct app *app, const struct record *record,
			const struct form *form, struct response *res,
			struct error *err)
{
	const struct format_options *options = &form->options;
	SCOPED(buf_release) struct buf name = buf_init(1000);

	/* styles and locales are rows of tables: their places name them */
	buf_add_format(&name, "%s %p %p %d", form->format->word,
		       (const void *)options->style,
		       (const void *)options->locale, options->ascii);
	res->content_type = form->content_type ? form->content_type
					       : form->format->content_type;
	return answer_written(app, record, buf_span(&name), form_write, form,
			      res, err);
}
