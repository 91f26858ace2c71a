/* SPDX-License-Identifier: MIT */
/*
 * The query of a request: what query_parse() reads by itself, and what takes the
 * store or the cleaner to read.
 */
#include "handlers.h"

#include <sys/random.h>

#include "paperd/identifier.h"
#include "paperd/query.h"
#include "paperd/values.h"

/* ---- identifiers in parameters ---- */

/* How a record is looked for, and where it is told that the store failed. */
struct finder {
	const struct app *app;
	struct error *err;
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
			error_set(finder->err, status,
				  "a record could not be looked up");
		return false;
	}
	buf_add_text(out, found_key(&found));
	return true;
}

/* ---- values in the spellings that the cleaner knows ---- */

static bool language_form(void *context, struct span value, struct buf *out)
{
	char code[4];

	if (!language_code(value, code))
		return false;
	buf_add_text(out, code);
	return true;
}

static bool orcid_form(void *context, struct span value, struct buf *out)
{
	char orcid[20];

	if (!orcid_clean(value, orcid, NULL))
		return false;
	buf_add_text(out, orcid);
	return true;
}

static bool isbn_form(void *context, struct span value, struct buf *out)
{
	SCOPED(buf_release) struct buf clean = buf_init(100);

	return identifier_clean("isbn", value, &clean, NULL) &&
	       isbn_normalise(buf_span(&clean), out);
}

/* Choices of which more is known here than where the query is parsed. */
static const struct {
	const char *name;
	bool (*form)(void *context, struct span value, struct buf *out);
} readers[] = {
	{ "doi", held_form },
	{ "language", language_form },
	{ "orcid", orcid_form },
	{ "isbn", isbn_form },
};

static enum status param_parse(const struct app *app, const struct pair *param,
			       struct query *ret, struct error *err)
{
	struct finder finder = { app, err };

	for (size_t i = 0; i < ARRAY_COUNT(readers); i++) {
		struct value_reader reader = { readers[i].form, &finder };

		if (span_is(param->name, readers[i].name))
			return query_parse_by(ret, param->name, param->value,
					      &reader, err);
	}
	return query_parse(ret, param->name, param->value, err);
}

/* ---- the record that goes first ---- */

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
	status = param_parse(app, param, ret, err);
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
