/* SPDX-License-Identifier: MIT */
#include "handlers.h"

#include "paperd/query.h"

/* Longest path of a link: a title of some hundred bytes, encoded. */
#define PATH_MAX_BYTES (16 << 10)

/* Adds records_url: the list of the journal's records. */
static void add_link(const struct journal *journal, struct buf *out)
{
	SCOPED(buf_release) struct buf url = buf_init(PATH_MAX_BYTES);
	bool has_issn = journal->issn.count > 0;
	const char *value = has_issn ? journal->issn.items[0] : journal->title;

	if (!value)
		return;
	buf_add_text(&url,
		     has_issn ? "/v1/records?issn=" : "/v1/records?journal=");
	buf_add_encoded(&url, span_of(value));
	json_pair_text(out, "records_url", buf_text(&url));
}

/*
 * Appends one journal.  Its own members are written by the codec of records,
 * as the one field of a record that has nothing else: {"journal":{…}}.
 */
static void journal_write(const struct journal_summary *summary,
			  struct buf *out)
{
	static const char wrap[] = "{\"journal\":";
	SCOPED(buf_release) struct buf own = buf_init(ANSWER_MAX);
	const struct paper borrowed = { .journal = summary->journal };

	paper_to_json(&borrowed, FIELD_SET_ALL, &own);
	if (own.len > sizeof(wrap))
		json_raw(out, span_slice(buf_span(&own), sizeof(wrap) - 1,
					 own.len - 2));
	else
		json_open(out, '{');
	json_pair_integer(out, "records", summary->records);
	add_link(&summary->journal, out);
	json_close(out, '}');
}

/* GET /v1/journals: the journals of the records held, by title; or those that
 * `query` finds. */
enum status journals_list(const struct app *app, const struct request *req,
			  struct response *res, struct error *err)
{
	SCOPED(journal_page_release) struct journal_page page = { 0 };
	SCOPED(buf_release) struct buf body = buf_init(ANSWER_MAX);
	struct span query = request_param(req, "query");
	struct span after = request_param(req, "cursor");
	unsigned limit = QUERY_LIMIT_DEFAULT;

	if (number_of(req, "limit", QUERY_LIMIT_MAX, &limit, err) !=
		    STATUS_OK ||
	    store_journals(app->store, query, after, limit, &page, err) !=
		    STATUS_OK)
		return err->status;
	json_open(&body, '{');
	json_pair_integer(&body, "total", page.total);
	json_key(&body, "items");
	json_open(&body, '[');
	for (size_t i = 0; i < page.count; i++)
		journal_write(&page.items[i], &body);
	list_end(page.next, &body);
	if (link_next(req, res, page.next, err) != STATUS_OK ||
	    response_header(res, err, "X-Total-Count", "%lld", page.total) !=
		    STATUS_OK)
		return err->status;
	return answer_tagged(res, &body, err);
}

/* GET /v1/journals/{issn or title}: one journal. */
enum status journal_get(const struct app *app, const struct request *req,
			struct response *res, struct error *err)
{
	SCOPED(journal_summary_release) struct journal_summary summary = { 0 };
	SCOPED(buf_release) struct buf body = buf_init(ANSWER_MAX);
	struct span name = req->args[0];
	struct error own = { 0 };
	enum status status = store_journal(app->store, name, &summary, &own);

	if (status == STATUS_NO_JOURNAL)
		return error_set(err, status,
				 "No record held is of a journal with the "
				 "ISSN or title \"%.*s\"",
				 span_shown(name, SHOWN_MAX), name.at);
	if (status != STATUS_OK)
		return error_set(err, status, "%s", own.detail);
	journal_write(&summary, &body);
	return answer_tagged(res, &body, err);
}
