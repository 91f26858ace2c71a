/* SPDX-License-Identifier: MIT */
/*
 * The parameters of a list of works.
 */
#include "crossref.h"

void asked_release(struct asked *asked)
{
	native_release(&asked->native);
	*asked = (struct asked){ 0 };
}

/* ---- words ---- */

/* Where the words of a parameter may stand, and which native one has them. */
static const struct words {
	const char *name;
	const char *native; /* NULL: none */
	unsigned fields;
} words[] = {
	{ "query", "query", SEARCH_ANYWHERE },
	{ "query.title", "title", SEARCH_TITLE },
	{ "query.author", "author", SEARCH_AUTHOR },
	{ "query.contributor", "author", SEARCH_AUTHOR },
	{ "query.container-title", NULL, SEARCH_JOURNAL },
};

#define BIBLIOGRAPHIC "query.bibliographic"

/* A plus between two words, which clients send that escape twice. */
static bool is_blank(struct span text, size_t at)
{
	return text.at[at] == '+' && at && at + 1 < text.len &&
	       text.at[at - 1] != '+' && text.at[at + 1] != '+' &&
	       text.at[at - 1] != ' ' && text.at[at + 1] != ' ';
}

/* The words of a parameter; at NULL: it is not there. */
static struct span words_of(const struct request *req, const char *name,
			    struct buf *out)
{
	struct span text = request_param(req, name);

	for (size_t i = 0; i < text.len; i++)
		buf_add_char(out, is_blank(text, i) ? ' ' : text.at[i]);
	return text.len ? buf_span(out) : text;
}

/* All words must be found, those that have no parameter of their own, too. */
static enum status words_add(const struct request *req, struct native *native,
			     struct query *query, struct error *err)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; status == STATUS_OK && i < ARRAY_COUNT(words); i++) {
		SCOPED(buf_release) struct buf own = buf_init(NATIVE_VALUE_MAX);
		struct span text = words_of(req, words[i].name, &own);

		if (text.at && words[i].native)
			native_add(native, words[i].native, ' ', text);
		else if (text.at)
			status = search_add(&query->search, text,
					    words[i].fields, err);
	}
	return status;
}

/* Beside a reference as it is cited, the others are more of its words: of all
 * of them as many as possible are found. */
static enum status reference_add(const struct request *req,
				 struct native *native, struct query *query,
				 struct error *err)
{
	SCOPED(buf_release) struct buf cited = buf_init(NATIVE_VALUE_MAX);
	enum status status = STATUS_OK;

	native_add(native, BIBLIOGRAPHIC, ' ',
		   words_of(req, BIBLIOGRAPHIC, &cited));
	for (size_t i = 0; status == STATUS_OK && i < ARRAY_COUNT(words); i++) {
		SCOPED(buf_release) struct buf own = buf_init(NATIVE_VALUE_MAX);
		struct span text = words_of(req, words[i].name, &own);

		if (text.at)
			status = search_add_words(&query->reference, text,
						  words[i].fields, err);
	}
	return status;
}

/* ---- order ---- */

/* Dates of the record, not of the work, are those of its loading. */
static const struct order {
	const char *name;
	const char *native;
} orders[] = {
	{ "score", "relevance" },
	{ "relevance", "relevance" },
	{ "issued", "published" },
	{ "published", "published" },
	{ "published-print", "published" },
	{ "published-online", "published" },
	{ "is-referenced-by-count", "citations" },
	{ "created", "loaded" },
	{ "deposited", "loaded" },
	{ "indexed", "loaded" },
	{ "updated", "loaded" },
};

static const struct order *order_of(struct span name)
{
	for (size_t i = 0; i < ARRAY_COUNT(orders); i++)
		if (span_is(name, orders[i].name))
			return &orders[i];
	return NULL;
}

static enum status no_such_sort(struct span sort, struct response *res,
				struct error *err)
{
	SCOPED(buf_release) struct buf known = buf_init(ERROR_DETAIL_MAX);

	for (size_t i = 0; i < ARRAY_COUNT(orders); i++)
		buf_add_format(&known, "%s%s", i ? ", " : "", orders[i].name);
	return refuse(res, err, "sort-field-not-valid", sort,
		      "Sort field specified as %.*s but must be one of: %s",
		      span_shown(sort, SHOWN_MAX), sort.at, buf_text(&known));
}

static enum status direction_of(struct span order, bool *ret_descending,
				struct response *res, struct error *err)
{
	bool ascending = span_is(order, "asc") || span_is(order, "1");

	*ret_descending = !ascending;
	if (!order.at || ascending || span_is(order, "desc") ||
	    span_is(order, "-1"))
		return STATUS_OK;
	return refuse(res, err, "sort-order-not-valid", order,
		      "Sort order specified as %.*s but must be one of: asc, "
		      "desc, 1, -1",
		      span_shown(order, SHOWN_MAX), order.at);
}

static enum status sort_read(const struct request *req, struct asked *asked,
			     struct response *res, struct error *err)
{
	struct span sort = request_param(req, "sort");
	struct span order = request_param(req, "order");
	const struct order *found = order_of(sort);
	bool descending;

	if (direction_of(order, &descending, res, err) != STATUS_OK)
		return err->status;
	if (!sort.at)
		return STATUS_OK;
	if (!found)
		return no_such_sort(sort, res, err);
	if (asked->sample) /* has an order of its own */
		return STATUS_OK;
	if (strcmp(found->native, "relevance") != 0)
		native_add(&asked->native, "sort", '-',
			   span_of(descending ? "-" : ""));
	else if (!descending)
		return refuse(res, err, "sort-order-not-valid", order,
			      "Sort order specified as %.*s but must be desc "
			      "with sort=%s",
			      span_shown(order, SHOWN_MAX), order.at,
			      found->name);
	buf_add_text(native_value(&asked->native, "sort"), found->native);
	return STATUS_OK;
}

/* ---- keys ---- */

/* Elements of Crossref's works that no work of ours has. */
static const char *const others[] = {
	"accepted",
	"alternative-id",
	"approved",
	"archive",
	"assertion",
	"chair",
	"clinical-trial-number",
	"content-created",
	"content-domain",
	"degree",
	"event",
	"group-title",
	"issn-type",
	"link",
	"member",
	"original-title",
	"posted",
	"published-online",
	"published-print",
	"publisher-location",
	"short-title",
	"standards-body",
	"translator",
	"update-policy",
	"institution",
	"journal-issue",
	"isbn-type",
	"edition-number",
	"subtype",
	"description",
};

static bool is_other(struct span name)
{
	for (size_t i = 0; i < ARRAY_COUNT(others); i++)
		if (span_is(name, others[i]))
			return true;
	return false;
}

static enum status no_such_key(struct span name, struct response *res,
			       struct error *err)
{
	SCOPED(buf_release) struct buf known = buf_init(NATIVE_VALUE_MAX);

	for (const struct crossref_key *key = crossref_keys; key->name; key++)
		buf_add_format(&known, "%s%s", known.len ? "," : "", key->name);
	return refuse_name(res, err, "select", name, &known);
}

static enum status select_read(struct span text, struct crossref_select *ret,
			       struct response *res, struct error *err)
{
	struct span name;

	*ret = (struct crossref_select){ CROSSREF_KEYS_ALL, 1.0 };
	if (!span_trim(text).len)
		return STATUS_OK;
	ret->keys = 0;
	while (span_next(&text, ',', &name)) {
		name = span_trim(name);
		if (!crossref_select_add(ret, name) && !is_other(name))
			return no_such_key(name, res, err);
	}
	return STATUS_OK;
}

/* ---- which part ---- */

static enum status part_check(const struct request *req, struct asked *asked,
			      struct response *res, struct error *err)
{
	struct span rows = request_param(req, "rows");
	struct span offset = request_param(req, "offset");

	if (asked->sample && (rows.at || offset.at))
		return refuse(res, err, "sample-with-rows-or-offset",
			      request_param(req, "sample"),
			      "Sample cannot be combined with rows or offset");
	if (asked->cursor.at && (asked->sample || offset.at))
		return refuse(
			res, err, "cursor-with-offset-or-sample", asked->cursor,
			"Cursor cannot be combined with offset or sample");
	return STATUS_OK;
}

/* A sample of nothing is none. */
static enum status part_read(const struct request *req, struct asked *asked,
			     struct response *res, struct error *err)
{
	bool at_end;

	asked->cursor = request_param(req, "cursor");
	if (part_of(req, &asked->rows, &asked->offset, res, err) != STATUS_OK ||
	    count_of(req, "sample", 100, &asked->sample, res, err) !=
		    STATUS_OK ||
	    part_check(req, asked, res, err) != STATUS_OK)
		return err->status;
	at_end = span_is(asked->cursor, CURSOR_END);
	if (asked->cursor.at && !at_end && !span_is(asked->cursor, "*"))
		native_add(&asked->native, "cursor", '-', asked->cursor);
	if (asked->sample)
		buf_add_format(native_value(&asked->native, "sample"), "%u",
			       asked->sample);
	else
		buf_add_format(native_value(&asked->native, "limit"), "%u",
			       at_end || !asked->rows
				       ? 0
				       : asked->offset + asked->rows);
	return STATUS_OK;
}

enum status asked_read(const struct request *req, struct asked *ret,
		       struct response *res, struct error *err)
{
	ret->terms = request_param(req, "query");
	if (part_read(req, ret, res, err) != STATUS_OK ||
	    sort_read(req, ret, res, err) != STATUS_OK ||
	    select_read(request_param(req, "select"), &ret->select, res, err) !=
		    STATUS_OK ||
	    filters_read(request_param(req, "filter"), &ret->native, res,
			 err) != STATUS_OK)
		return err->status;
	return facet_list_read(request_param(req, "facet"), &ret->native,
			       &ret->facets, res, err);
}

/* ---- the query ---- */

/* A cursor is looked up, as it were. */
static enum status refuse_cursor(struct span cursor, struct response *res,
				 struct error *err)
{
	error_clear(err);
	failure_note(res, "cursor-invalid", cursor);
	return error_set(err, STATUS_NOT_FOUND,
			 "Cursor specified as %.*s but there is no such cursor",
			 span_shown(cursor, SHOWN_MAX), cursor.at);
}

/* Tells which of the parameters was not understood, as http's client has it. */
static enum status refuse_native(const struct app *app,
				 const struct native *native,
				 struct response *res, struct error *err)
{
	const char *name = native_wrong(app, native);
	struct span value = native_text(native, name);

	if (err->status != STATUS_INVALID_PARAMETER)
		return err->status;
	if (!name || strcmp(name, "cursor") != 0)
		return refuse_told(res, err,
				   name ? filter_refusal(name)
					: "parameter-not-allowed",
				   value);
	return refuse_cursor(value, res, err);
}

enum status asked_query(const struct app *app, const struct request *req,
			struct asked *asked, struct query *ret,
			struct response *res, struct error *err)
{
	bool cited = request_param(req, BIBLIOGRAPHIC).at;
	enum status status = (cited ? reference_add
				    : words_add)(req, &asked->native, ret, err);

	if (status == STATUS_OK)
		status = native_query(app, &asked->native, ret, err);
	if (status != STATUS_OK)
		return refuse_native(app, &asked->native, res, err);
	ret->no_items = asked->offset != 0;
	return STATUS_OK;
}
