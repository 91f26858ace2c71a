/* SPDX-License-Identifier: MIT */
#include "handlers.h"

#include "paperd/query.h"

void author_link(const char *name, struct buf *out)
{
	SCOPED(buf_release) struct buf phrase = buf_init(ANSWER_MAX);

	/* a quote in a name would end the phrase */
	buf_add_char(&phrase, '"');
	for (const char *at = name; *at; at++)
		buf_add_char(&phrase, *at == '"' ? ' ' : *at);
	buf_add_char(&phrase, '"');
	buf_add_text(out, "/v1/records?author=");
	buf_add_encoded(out, buf_span(&phrase));
}

static void author_write(const struct author *author, struct buf *out)
{
	SCOPED(buf_release) struct buf url = buf_init(ANSWER_MAX);

	author_link(author->name, &url);
	json_open(out, '{');
	json_pair_text(out, "name", author->name);
	json_pair_text(out, "orcid", author->orcid);
	json_pair_integer(out, "records", author->records);
	json_pair_text(out, "records_url", buf_text(&url));
	json_close(out, '}');
}

/* GET /v1/authors: those whose names have the words of `query`. */
enum status authors_list(const struct app *app, const struct request *req,
			 struct response *res, struct error *err)
{
	SCOPED(author_page_release) struct author_page page = { 0 };
	SCOPED(buf_release) struct buf body = buf_init(ANSWER_MAX);
	struct span query = request_param(req, "query");
	struct span after = request_param(req, "cursor");
	unsigned limit = QUERY_LIMIT_DEFAULT;

	if (!query.at)
		return error_set(err, STATUS_INVALID_PARAMETER,
				 "query is needed: words of a name, or an "
				 "ORCID iD");
	if (number_of(req, "limit", QUERY_LIMIT_MAX, &limit, err) !=
		    STATUS_OK ||
	    store_authors(app->store, query, after, limit, &page, err) !=
		    STATUS_OK)
		return err->status;
	json_open(&body, '{');
	json_pair_integer(&body, "total", page.total);
	json_key(&body, "items");
	json_open(&body, '[');
	for (size_t i = 0; i < page.count; i++)
		author_write(&page.items[i], &body);
	list_end(page.next, &body);
	if (link_next(req, res, page.next, err) != STATUS_OK ||
	    response_header(res, err, "X-Total-Count", "%lld", page.total) !=
		    STATUS_OK)
		return err->status;
	return answer_tagged(res, &body, err);
}
