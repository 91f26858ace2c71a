/* SPDX-License-Identifier: MIT */
#include "handlers.h"

#include "paperd/query.h"

#define COMPLETIONS_DEFAULT 10

static const char *const kind_words[COMPLETE_KINDS] = {
	[COMPLETE_TITLE] = "title",
	[COMPLETE_AUTHOR] = "author",
	[COMPLETE_JOURNAL] = "journal",
};

static bool kind_add(struct span word, unsigned *kinds)
{
	for (unsigned kind = 0; kind < COMPLETE_KINDS; kind++)
		if (span_is(word, kind_words[kind])) {
			*kinds |= 1U << kind;
			return true;
		}
	return false;
}

/* The parameter `kind`: all kinds when it is absent. */
static enum status kinds_of(const struct request *req, unsigned *ret,
			    struct error *err)
{
	struct span rest = request_param(req, "kind"), word;

	*ret = rest.at ? 0 : (1U << COMPLETE_KINDS) - 1;
	while (rest.at && span_next(&rest, ',', &word))
		if (!kind_add(span_trim(word), ret))
			return error_set(err, STATUS_INVALID_PARAMETER,
					 "kind is title, author or journal, or "
					 "several of them by comma, and not "
					 "\"%.*s\"",
					 span_shown(word, SHOWN_MAX), word.at);
	return STATUS_OK;
}

/* ---- one completion ---- */

/* A record, by its DOI or another identifier. */
static void title_write(const struct completion *item, struct buf *url,
			struct buf *out)
{
	json_pair_text(out, strncmp(item->key, "10.", 3) == 0 ? "doi" : "id",
		       item->key);
	buf_add_text(url, "/v1/records/");
	buf_add_encoded(url, span_of(item->key));
}

static void journal_write(const struct completion *item, struct buf *url,
			  struct buf *out)
{
	json_pair_integer(out, "records", item->records);
	buf_add_text(url, "/v1/journals/");
	buf_add_encoded(url, span_of(item->key ? item->key : item->text));
}

static void author_write(const struct completion *item, struct buf *url,
			 struct buf *out)
{
	json_pair_integer(out, "records", item->records);
	author_link(item->text, url);
}

static void completion_write(const struct completion *item, struct buf *out)
{
	static void (*const write[COMPLETE_KINDS])(
		const struct completion *, struct buf *, struct buf *) = {
		[COMPLETE_TITLE] = title_write,
		[COMPLETE_AUTHOR] = author_write,
		[COMPLETE_JOURNAL] = journal_write,
	};
	SCOPED(buf_release) struct buf url = buf_init(ANSWER_MAX);

	json_open(out, '{');
	json_pair_text(out, "kind", kind_words[item->kind]);
	json_pair_text(out, "text", item->text);
	write[item->kind](item, &url, out);
	json_pair_text(out, "url", buf_text(&url));
	json_close(out, '}');
}

/* GET /v1/autocomplete: what the text that is being typed may become. */
enum status autocomplete_get(const struct app *app, const struct request *req,
			     struct response *res, struct error *err)
{
	SCOPED(completions_release) struct completions found = { 0 };
	SCOPED(buf_release) struct buf body = buf_init(ANSWER_MAX);
	struct span text = request_param(req, "q");
	unsigned limit = COMPLETIONS_DEFAULT, kinds = 0;

	if (!text.at)
		return error_set(err, STATUS_INVALID_PARAMETER,
				 "q is needed: the text so far");
	if (number_of(req, "limit", STORE_COMPLETE_MAX, &limit, err) !=
		    STATUS_OK ||
	    kinds_of(req, &kinds, err) != STATUS_OK ||
	    store_complete(app->store, text, kinds, limit, &found, err) !=
		    STATUS_OK)
		return err->status;
	json_open(&body, '{');
	json_key(&body, "items");
	json_open(&body, '[');
	for (size_t i = 0; i < found.count; i++)
		completion_write(&found.items[i], &body);
	json_close(&body, ']');
	json_close(&body, '}');
	return answer_tagged(res, &body, err);
}
