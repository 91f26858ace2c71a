/* SPDX-License-Identifier: MIT */
/*
 * /journals: the journals of the works held.
 */
#include "crossref.h"

#include <stdlib.h>
#include <time.h>

/* ---- counts of works, for all that have works ---- */

static int year_now(void)
{
	time_t now = time(NULL);
	struct tm tm = { 0 };

	gmtime_r(&now, &tm);
	return tm.tm_year + 1900;
}

/* Works of this year and the two before are current. */
static long long current_of(const struct counts *years)
{
	long long ret = 0, year, least = year_now() - 2;

	for (size_t i = 0; i < years->count; i++)
		if (text_to_integer(span_of(years->items[i].name), &year) &&
		    year >= least)
			ret += years->items[i].records;
	return ret;
}

static void years_write(const struct counts *years, struct buf *out)
{
	json_key(out, "breakdowns");
	json_open(out, '{');
	json_key(out, "dois-by-issued-year");
	json_open(out, '[');
	for (size_t i = 0; i < years->count; i++) {
		long long year;

		if (!text_to_integer(span_of(years->items[i].name), &year))
			continue;
		json_open(out, '[');
		json_integer(out, year);
		json_integer(out, years->items[i].records);
		json_close(out, ']');
	}
	json_close(out, ']');
	json_close(out, '}');
}

void counts_write(const struct page *page, struct buf *out)
{
	const struct counts *years = &page->facets[FACET_YEAR].values;
	long long current = current_of(years);

	json_key(out, "counts");
	json_open(out, '{');
	json_pair_integer(out, "current-dois", current);
	json_pair_integer(out, "backfile-dois", page->total - current);
	json_pair_integer(out, "total-dois", page->total);
	json_close(out, '}');
	years_write(years, out);
}

/* ---- journals ---- */

static void journal_write(const struct journal *journal, struct buf *out)
{
	json_pair_text(out, "title", journal->title ? journal->title : "");
	json_key(out, "subjects");
	buf_add_text(out, "[]");
	json_key(out, "ISSN");
	json_open(out, '[');
	for (size_t i = 0; i < journal->issn.count; i++)
		json_text(out, journal->issn.items[i]);
	json_close(out, ']');
}

static void summary_write(const struct journal_summary *summary,
			  struct buf *out)
{
	json_open(out, '{');
	json_key(out, "counts");
	json_open(out, '{');
	json_pair_integer(out, "total-dois", summary->records);
	json_close(out, '}');
	journal_write(&summary->journal, out);
	json_close(out, '}');
}

/* GET /journals */
enum status crossref_journals_list(const struct app *app,
				   const struct request *req,
				   struct response *res, struct error *err)
{
	SCOPED(journal_page_release) struct journal_page page = { 0 };
	SCOPED(buf_release) struct buf body = buf_init(ANSWER_MAX);
	struct span query = request_param(req, "query");
	unsigned rows, offset;

	if (part_of(req, &rows, &offset, res, err) != STATUS_OK ||
	    store_journals(app->store, query, (struct span){ 0 },
			   rows ? offset + rows : 0, &page, err) != STATUS_OK)
		return err->status;
	message_open("journal-list", &body);
	json_open(&body, '{');
	message_part(rows, offset, query, &body);
	json_pair_integer(&body, "total-results", page.total);
	json_key(&body, "items");
	json_open(&body, '[');
	for (size_t i = offset; i < page.count; i++)
		summary_write(&page.items[i], &body);
	json_close(&body, ']');
	json_close(&body, '}');
	message_close(&body);
	return answer_tagged(res, &body, err);
}

/* The publisher that most of the works have. */
static void publisher_write(const struct page *page, struct buf *out)
{
	const struct counts *names = &page->facets[FACET_PUBLISHER].values;

	json_pair_text(out, "publisher",
		       names->count ? names->items[0].name : "");
}

static enum status journal_answer(const struct app *app,
				  const struct journal_summary *summary,
				  const char *issn, struct response *res,
				  struct error *err)
{
	const struct scope scope = { "issn", span_of(issn), .stands = true };
	SCOPED(page_release) struct page page = { 0 };
	SCOPED(buf_release) struct buf body = buf_init(ANSWER_MAX);

	if (scope_count(app, &scope, 1U << FACET_YEAR | 1U << FACET_PUBLISHER,
			0, &page, res, err) != STATUS_OK)
		return err->status;
	message_open("journal", &body);
	json_open(&body, '{');
	counts_write(&page, &body);
	publisher_write(&page, &body);
	journal_write(&summary->journal, &body);
	json_close(&body, '}');
	message_close(&body);
	return answer_tagged(res, &body, err);
}

/* GET /journals/{issn} */
enum status crossref_journal_get(const struct app *app,
				 const struct request *req,
				 struct response *res, struct error *err)
{
	SCOPED(journal_summary_release) struct journal_summary summary = { 0 };
	struct span name = req->args[0];
	struct error own = { 0 };
	char issn[10];
	enum status status;

	if (!issn_form(name, issn))
		return missing(res, err, name);
	status = store_journal(app->store, span_of(issn), &summary, &own);
	if (status == STATUS_NO_JOURNAL)
		return missing(res, err, name);
	if (status != STATUS_OK)
		return error_set(err, status, "%s", own.detail);
	return journal_answer(app, &summary, issn, res, err);
}

/* GET /journals/{issn}/works */
enum status crossref_journal_works(const struct app *app,
				   const struct request *req,
				   struct response *res, struct error *err)
{
	const struct scope scope = { "issn", req->args[0], .stands = false };

	return works_list(app, req, &scope, res, err);
}
