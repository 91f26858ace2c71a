/* SPDX-License-Identifier: MIT */
/*
 * /members and /prefixes: the publishers of the works held.  A member is known by
 * the name of the publisher; Crossref's numbers of members only where the works
 * say them.
 */
#include "crossref.h"

/* ---- scopes ---- */

static bool is_number(struct span text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!ascii_is_digit(text.at[i]))
			return false;
	return text.len;
}

/* A number is Crossref's, all else a name, of which no sign says anything. */
static struct scope member_scope(struct span id, struct buf *name)
{
	if (is_number(id))
		return (struct scope){ "member", id, .stands = false };
	for (size_t i = 0; i < id.len; i++)
		buf_add_char(name, strchr("|!", id.at[i]) ? ' ' : id.at[i]);
	return (struct scope){ "publisher", buf_span(name), .stands = false };
}

static const char *first_name(const struct page *page)
{
	const struct counts *names = &page->facets[FACET_PUBLISHER].values;

	return names->count ? names->items[0].name : "";
}

/* ---- one ---- */

static void types_write(const struct counts *types, struct buf *out)
{
	json_key(out, "counts-type");
	json_open(out, '{');
	json_key(out, "all");
	json_open(out, '{');
	for (size_t i = 0; i < types->count; i++)
		json_pair_integer(out, types->items[i].name,
				  types->items[i].records);
	json_close(out, '}');
	json_close(out, '}');
}

static void names_write(const char *name, struct buf *out)
{
	json_pair_text(out, "primary-name", name);
	json_key(out, "names");
	json_open(out, '[');
	json_text(out, name);
	json_close(out, ']');
	json_key(out, "prefixes");
	buf_add_text(out, "[]");
}

/* GET /members/{id} */
enum status crossref_member_get(const struct app *app,
				const struct request *req, struct response *res,
				struct error *err)
{
	SCOPED(buf_release) struct buf name = buf_init(NATIVE_VALUE_MAX);
	SCOPED(buf_release) struct buf body = buf_init(ANSWER_MAX);
	SCOPED(page_release) struct page page = { 0 };
	const struct scope scope = member_scope(req->args[0], &name);
	enum status status = scope_count(app, &scope,
					 1U << FACET_YEAR | 1U << FACET_TYPE |
						 1U << FACET_PUBLISHER,
					 0, &page, res, err);

	if (status != STATUS_OK)
		return status;
	message_open("member", &body);
	json_open(&body, '{');
	json_key(&body, "id");
	json_string(&body, req->args[0]);
	names_write(first_name(&page), &body);
	counts_write(&page, &body);
	types_write(&page.facets[FACET_TYPE].values, &body);
	json_close(&body, '}');
	message_close(&body);
	return answer_tagged(res, &body, err);
}

/* GET /members/{id}/works */
enum status crossref_member_works(const struct app *app,
				  const struct request *req,
				  struct response *res, struct error *err)
{
	SCOPED(buf_release) struct buf name = buf_init(NATIVE_VALUE_MAX);
	const struct scope scope = member_scope(req->args[0], &name);

	return works_list(app, req, &scope, res, err);
}

/* ---- all ---- */

static bool has_word(struct span text, struct span word)
{
	for (size_t at = 0; at + word.len <= text.len; at++) {
		size_t same = 0;

		while (same < word.len && ascii_lower(text.at[at + same]) ==
						  ascii_lower(word.at[same]))
			same++;
		if (same == word.len)
			return true;
	}
	return false;
}

static bool has_words(const char *name, struct span query)
{
	struct span word;

	while (span_next(&query, ' ', &word))
		if (!has_word(span_of(name), word))
			return false;
	return true;
}

static void member_write(const struct count *publisher, struct buf *out)
{
	json_open(out, '{');
	json_pair_text(out, "id", publisher->name);
	names_write(publisher->name, out);
	json_key(out, "counts");
	json_open(out, '{');
	json_pair_integer(out, "total-dois", publisher->records);
	json_close(out, '}');
	json_close(out, '}');
}

/* Writes those of the part that have the words; returns how many have them in
 * all. */
static size_t members_write(const struct counts *names, struct span query,
			    unsigned offset, unsigned rows, struct buf *out)
{
	size_t found = 0;

	json_key(out, "items");
	json_open(out, '[');
	for (size_t i = 0; i < names->count; i++) {
		if (!has_words(names->items[i].name, query))
			continue;
		if (found >= offset && found < offset + rows)
			member_write(&names->items[i], out);
		found++;
	}
	json_close(out, ']');
	return found;
}

/* GET /members: those with the most works, as many as a facet has. */
enum status crossref_members_list(const struct app *app,
				  const struct request *req,
				  struct response *res, struct error *err)
{
	SCOPED(buf_release) struct buf body = buf_init(ANSWER_MAX);
	SCOPED(query_release) struct query query = query_init();
	SCOPED(page_release) struct page page = { 0 };
	const struct facet *facet = &page.facets[FACET_PUBLISHER];
	struct span words = request_param(req, "query");
	unsigned rows, offset;
	size_t found;

	query.limit = 0;
	query.facets = 1U << FACET_PUBLISHER;
	query.facet_limit = QUERY_FACET_MAX;
	if (part_of(req, &rows, &offset, res, err) != STATUS_OK ||
	    query_check(&query, err) != STATUS_OK ||
	    store_list(app->store, &query, &page, err) != STATUS_OK)
		return err->status;
	message_open("member-list", &body);
	json_open(&body, '{');
	message_part(rows, offset, words, &body);
	found = members_write(&facet->values, words, offset, rows, &body);
	json_pair_integer(&body, "total-results", (long long)found);
	json_close(&body, '}');
	message_close(&body);
	return answer_tagged(res, &body, err);
}

/* ---- prefixes ---- */

/* GET /prefixes/{prefix}: whose name it is that most of its works have. */
enum status crossref_prefix_get(const struct app *app,
				const struct request *req, struct response *res,
				struct error *err)
{
	SCOPED(buf_release) struct buf body = buf_init(ANSWER_MAX);
	SCOPED(buf_release) struct buf url = buf_init(NATIVE_VALUE_MAX);
	SCOPED(page_release) struct page page = { 0 };
	const struct scope scope = { "prefix", req->args[0], .stands = false };

	if (scope_count(app, &scope, 1U << FACET_PUBLISHER, 0, &page, res,
			err) != STATUS_OK)
		return err->status;
	buf_add_text(&url, "https://id.crossref.org/prefix/");
	buf_add_span(&url, req->args[0]);
	message_open("prefix", &body);
	json_open(&body, '{');
	json_pair_text(&body, "name", first_name(&page));
	json_pair_text(&body, "prefix", buf_text(&url));
	json_close(&body, '}');
	message_close(&body);
	return answer_tagged(res, &body, err);
}

/* GET /prefixes/{prefix}/works */
enum status crossref_prefix_works(const struct app *app,
				  const struct request *req,
				  struct response *res, struct error *err)
{
	const struct scope scope = { "prefix", req->args[0], .stands = false };

	return works_list(app, req, &scope, res, err);
}
