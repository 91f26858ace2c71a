/* SPDX-License-Identifier: MIT */
#include "handlers.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>

#include "paperd/query.h"

/* ---- identifiers in parameters ---- */

/* What is looked for and where. */
struct finder {
	const struct app *app;
	enum status status; /* of a store that failed */
};

/*
 * A value of `doi`, read as generously as a DOI in a path: the spelling that is
 * held decides, which only a look-up can tell.
 */
static bool held_form(void *context, struct span value, struct buf *out)
{
	struct finder *finder = context;
	SCOPED(found_release) struct found found = { 0 };
	struct error own = { 0 };
	enum status status = record_find(finder->app, value, &found, &own);

	if (status != STATUS_OK && status != STATUS_NOT_FOUND) {
		if (status != STATUS_INVALID_DOI)
			finder->status = status;
		return false;
	}
	buf_add_text(out, found_key(&found));
	return true;
}

static enum status list_doi(const struct app *app, struct span value,
			    struct query *ret, struct error *err)
{
	struct finder finder = { app, STATUS_OK };
	const struct choice_reader reader = {
		"doi", "give a DOI or another identifier: 10.1000/182",
		held_form, &finder
	};
	enum status status = choice_parse(&reader, value, &ret->doi, err);

	if (finder.status == STATUS_OK)
		return status;
	err->status = STATUS_OK;
	return error_set(err, finder.status, "a record could not be looked up");
}

/* Parts of a text that may be an identifier, with what stands around them, and
 * the text itself. */
#define FIRST_TRIES 5

/* As arXiv numbers its papers since 2007: 1706.03762, 1706.03762v5. */
static bool is_arxiv_number(struct span text)
{
	size_t digits = 0;

	if (text.len < 9 || text.at[4] != '.')
		return false;
	for (size_t i = 0; i < text.len && text.at[i] != 'v'; i++)
		digits += ascii_is_digit(text.at[i]);
	return digits >= 8 && digits <= 9 &&
	       (text.len <= digits + 1 || text.at[digits + 1] == 'v');
}

static bool may_be_identifier(struct span part)
{
	static const char *const signs[] = { "10.", "pmid", "pmc", "arxiv",
					     "s2:" };

	if (is_arxiv_number(part))
		return true;
	for (size_t i = 0; i < ARRAY_COUNT(signs); i++)
		for (size_t at = 0; at < part.len; at++)
			if (span_starts_nocase(span_slice(part, at, part.len),
					       signs[i]))
				return true;
	return false;
}

/* Without what stands behind an identifier in a text. */
static struct span without_end(struct span part)
{
	while (part.len && strchr(",;.", part.at[part.len - 1]))
		part.len--;
	return part;
}

static enum status find_part(const struct app *app, struct span part,
			     struct found *ret, struct error *err)
{
	SCOPED(buf_release) struct buf named = buf_init(64);

	if (!is_arxiv_number(part))
		return record_find(app, part, ret, err);
	buf_add_text(&named, "arxiv:");
	buf_add_span(&named, part);
	return record_find(app, buf_span(&named), ret, err);
}

static enum status first_set(const struct app *app, struct span part,
			     struct query *ret, struct error *err)
{
	SCOPED(found_release) struct found found = { 0 };
	struct error own = { 0 };
	enum status status = find_part(app, part, &found, &own);

	if (status == STATUS_NOT_FOUND || status == STATUS_INVALID_DOI)
		return STATUS_OK;
	if (status != STATUS_OK)
		return error_set(err, status, "%s", own.detail);
	ret->first = span_copy(span_of(found_key(&found)));
	return ret->first ? STATUS_OK
			  : error_set(err, STATUS_NO_MEMORY, "no memory");
}

/* The record of an identifier within the words goes first: the whole text is
 * tried, then the parts of it between blanks. */
static enum status first_find(const struct app *app, struct span text,
			      struct query *ret, struct error *err)
{
	struct span rest = text, part = text;
	enum status status = STATUS_OK;
	int tried = 0;

	do {
		part = without_end(part);
		if (!may_be_identifier(part))
			continue;
		status = first_set(app, part, ret, err);
		tried++;
	} while (status == STATUS_OK && !ret->first && tried < FIRST_TRIES &&
		 span_next(&rest, ' ', &part));
	return status;
}

/* ---- the query of a request ---- */

static enum status list_param(const struct app *app, const struct pair *param,
			      struct query *ret, struct error *err)
{
	enum status status;

	if (is_form_param(param->name))
		return STATUS_OK;
	if (span_is(param->name, "doi"))
		return list_doi(app, param->value, ret, err);
	status = query_parse(ret, param->name, param->value, err);
	if (status == STATUS_OK && !ret->first &&
	    (span_is(param->name, "query") ||
	     span_is(param->name, "query.bibliographic")))
		status = first_find(app, param->value, ret, err);
	return status;
}

static enum status seed_choose(struct query *query, struct error *err)
{
	if (getrandom(&query->seed, sizeof(query->seed), 0) !=
	    sizeof(query->seed))
		return error_set(err, STATUS_INTERNAL,
				 "no chance is to be had");
	return STATUS_OK;
}

enum status list_query(const struct app *app, const struct request *req,
		       struct query *ret, struct error *err)
{
	for (size_t i = 0; i < req->param_count; i++) {
		if (list_param(app, &req->params[i], ret, err) != STATUS_OK)
			return err->status;
	}
	if (query_check(ret, err) != STATUS_OK)
		return err->status;
	if (ret->sample && !ret->seed_given)
		return seed_choose(ret, err);
	return STATUS_OK;
}

/* ---- the answer ---- */

static void facet_write(const struct facet *facet, struct buf *out)
{
	json_open(out, '{');
	json_pair_integer(out, "distinct", (long long)facet->distinct);
	json_key(out, "values");
	json_open(out, '[');
	for (size_t i = 0; i < facet->values.count; i++) {
		json_open(out, '{');
		json_pair_text(out, "value", facet->values.items[i].name);
		json_pair_integer(out, "records",
				  facet->values.items[i].records);
		json_close(out, '}');
	}
	json_close(out, ']');
	json_close(out, '}');
}

static void facets_write(const struct page *page, unsigned facets,
			 struct buf *out)
{
	if (!facets)
		return;
	json_key(out, "facets");
	json_open(out, '{');
	for (int i = 0; i < FACETS; i++) {
		if (!(facets >> i & 1))
			continue;
		json_key(out, query_facet_names[i]);
		facet_write(&page->facets[i], out);
	}
	json_close(out, '}');
}

static enum status item_write(const struct record *record,
			      const struct query *query, struct buf *out,
			      struct error *err)
{
	enum status status = record_write(record, query->fields, out, err);

	if (status == STATUS_OK && query->highlight)
		status = highlight_add(record, query, out, err);
	return status;
}

static enum status list_body(const struct page *page, const struct query *query,
			     struct buf *out, struct error *err)
{
	json_open(out, '{');
	json_pair_integer(out, "total", page->total);
	if (page->bounded)
		json_pair_text(out, "ranking", "bounded");
	if (page->left_out)
		json_pair_integer(out, "words_left_out", page->left_out);
	if (query->sample) {
		char seed[24];

		/* as text: a JSON number may lose its last digits */
		snprintf(seed, sizeof(seed), "%" PRIu64, query->seed);
		json_pair_text(out, "seed", seed);
	}
	facets_write(page, query->facets, out);
	json_key(out, "items");
	json_open(out, '[');
	for (size_t i = 0; i < page->count; i++) {
		if (item_write(&page->items[i], query, out, err) != STATUS_OK)
			return err->status;
	}
	list_end(page->next, out);
	return STATUS_OK;
}

static enum status list_page(const struct app *app, const struct request *req,
			     const struct query *query, struct response *res,
			     struct error *err)
{
	SCOPED(page_release) struct page page = { 0 };
	SCOPED(buf_release) struct buf body = buf_init(ANSWER_MAX);

	if (query_limit_check(query, err) != STATUS_OK ||
	    store_list(app->store, query, &page, err) != STATUS_OK ||
	    list_body(&page, query, &body, err) != STATUS_OK ||
	    link_next(req, res, page.next, err) != STATUS_OK ||
	    response_header(res, err, "X-Total-Count", "%lld", page.total) !=
		    STATUS_OK)
		return err->status;
	if (query->sample && !query->seed_given)
		return answer_fleeting(res, &body, err);
	return answer_tagged(res, &body, err);
}

/* GET /v1/records: one page of the records that match, or a stream of all. */
enum status records_list(const struct app *app, const struct request *req,
			 struct response *res, struct error *err)
{
	SCOPED(query_release) struct query query = query_init();
	struct form form;

	if (answer_choose(req, res,
			  FORM_BIT(FORM_LINES) | FORM_BIT(FORM_FORMAT), &form,
			  err) != STATUS_OK ||
	    list_query(app, req, &query, err) != STATUS_OK)
		return err->status;
	if (form.kind != FORM_JSON)
		return stream_list(app, req, &query, &form, res, err);
	return list_page(app, req, &query, res, err);
}
