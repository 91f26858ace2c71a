/* SPDX-License-Identifier: MIT */
/*
 * /service/lookup: the look-up that GROBID asks of biblio-glutton.
 *
 * By an identifier, else by what is said of the work; what is found by an
 * identifier must fit what is said.  A wrong match is worse than none: the
 * client puts it in the place of what it read.  It takes any failure for "no
 * match" but 503, after which it asks again each second, for ever: so 408 is
 * sent instead, as biblio-glutton does when it takes too long.
 */
#include "matching.h"

#include <stdio.h>

static const char *const bases[] = { "/v1", NULL };

static void failure_write(const struct failure *failure, struct buf *out)
{
	int code = status_http(failure->error->status);
	const char *detail = failure_detail(failure);
	char text[8];

	snprintf(text, sizeof(text), "%d", code == 503 ? 408 : code);
	json_open(out, '{');
	json_pair_text(out, "message",
		       detail[0] ? detail
				 : status_title(failure->error->status));
	json_pair_text(out, "code", text);
	json_pair_text(out, "request_id", failure->id);
	json_close(out, '}');
}

const struct dialect matching_dialect = {
	.name = "matching",
	.bases = bases,
	.failure_type = "application/json",
	.failure_write = failure_write,
	.busy = 408,
};

/* ---- what is asked for ---- */

static int year_of(struct span text)
{
	long long value;

	return text.len >= 4 && text_to_integer(span_slice(text, 0, 4), &value)
		       ? (int)value
		       : 0;
}

static struct claim claim_of(const struct request *req)
{
	return (struct claim){
		.title = request_param(req, "atitle"),
		.author = request_param(req, "firstAuthor"),
		.journal = request_param(req, "jtitle"),
		.volume = request_param(req, "volume"),
		.issue = request_param(req, "issue"),
		.page = request_param(req, "firstPage"),
		.text = request_param(req, "biblio"),
		.year = year_of(request_param(req, "year")),
	};
}

/* What the strategies need: a title and its author, a place in a journal, or a
 * reference in one piece. */
static bool is_enough(const struct claim *claim)
{
	return (claim->title.len && claim->author.len) ||
	       (claim->journal.len && claim->volume.len && claim->page.len) ||
	       claim->text.len;
}

/* Identifiers that may be asked for; those without a scheme are not held. */
static const struct {
	const char *param;
	const char *label;
} identifiers[] = {
	{ "doi", "" },         { "pmid", "pmid:" }, { "pmc", "pmcid:" },
	{ "arxiv", "arxiv:" }, { "pii", NULL },     { "istexid", NULL },
	{ "halid", NULL },     { "halId", NULL },
};

static bool has_identifier(const struct request *req)
{
	for (size_t i = 0; i < ARRAY_COUNT(identifiers); i++)
		if (request_param(req, identifiers[i].param).len)
			return true;
	return false;
}

/* ---- answering ---- */

/* The work as Crossref has it, and the identifiers that Crossref has not. */
static enum status answer(const struct paper *paper, struct response *res,
			  struct error *err)
{
	SCOPED(buf_release) struct buf body = buf_init(ANSWER_MAX);

	crossref_work(paper, NULL, &body);
	if (buf_check(&body, err) != STATUS_OK)
		return err->status;
	buf_cut(&body, body.len - 1); /* the brace at its end */
	json_pair_text(&body, "pmid", paper->ids.pmid);
	json_pair_text(&body, "pmcid", paper->ids.pmcid);
	json_close(&body, '}');
	return answer_tagged(res, &body, err);
}

static enum status no_match(struct error *err)
{
	return error_set(err, STATUS_NOT_FOUND,
			 "No record is held that surely is this work");
}

static void matcher_drop(struct matcher **matcher)
{
	matcher_close(*matcher);
}

/* True when title and first author, as far as both are known, agree. */
static bool fits(const struct match *match)
{
	return match->of[MATCH_TITLE] != MATCH_DIFFERS &&
	       match->of[MATCH_AUTHOR] != MATCH_DIFFERS;
}

static enum status by_claim(const struct app *app, const struct claim *claim,
			    struct response *res, struct error *err)
{
	SCOPED(matcher_drop) struct matcher *matcher = matcher_open();
	SCOPED(candidates_release) struct candidates found = { .count = 0 };

	if (!matcher)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	if (candidates_find(app, matcher, claim, &found, err) != STATUS_OK)
		return err->status;
	if (!candidates_are_safe(&found) || candidates_are_ambiguous(&found) ||
	    !fits(&found.items[0].match))
		return no_match(err);
	return answer(&found.items[0].paper, res, err);
}

static enum status answer_found(const struct found *found,
				const struct claim *claim, struct response *res,
				struct error *err)
{
	SCOPED(paper_release) struct paper paper = { 0 };
	SCOPED(matcher_drop) struct matcher *matcher = NULL;
	struct match match;

	if (record_parse(&found->record, &paper, err) != STATUS_OK)
		return err->status;
	if (claim_is_empty(claim))
		return answer(&paper, res, err);
	matcher = matcher_open();
	if (!matcher)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	match = match_paper(matcher, claim, &paper);
	return fits(&match) ? answer(&paper, res, err) : no_match(err);
}

/* ---- by identifier ---- */

static enum status find(const struct app *app, const struct request *req,
			const char *label, struct span value,
			struct response *res, struct found *ret,
			struct error *err)
{
	SCOPED(buf_release) struct buf key = buf_init(DOI_MAX);

	if (!label[0])
		return record_of_text(app, req, value, res, ret, err);
	buf_add_text(&key, label);
	if (strcmp(label, "pmcid:") == 0 && value.len &&
	    ascii_is_digit(value.at[0]))
		buf_add_text(&key, "PMC");
	buf_add_span(&key, value);
	return record_find(app, buf_span(&key), ret, err);
}

/* One identifier.  STATUS_NOT_FOUND, without an error, when there is no such
 * record; other failures are told if nothing else finds the work. */
static enum status try_identifier(const struct app *app,
				  const struct request *req, size_t row,
				  const struct claim *claim,
				  struct response *res, struct error *err)
{
	SCOPED(found_release) struct found found = { 0 };
	struct span value = request_param(req, identifiers[row].param);
	struct error own = { 0 };
	enum status status;

	if (!identifiers[row].label || !value.len)
		return STATUS_NOT_FOUND;
	status = find(app, req, identifiers[row].label, value, res, &found,
		      &own);
	if (res->wait.start)
		return STATUS_OK;
	if (status == STATUS_OK)
		return answer_found(&found, claim, res, err);
	if (status == STATUS_NOT_FOUND || status == STATUS_INVALID_DOI)
		return STATUS_NOT_FOUND;
	return error_set(err, status, "%s", own.detail);
}

/* The work of an identifier or of a claim, whichever is there. */
static enum status lookup(const struct app *app, const struct request *req,
			  const struct claim *claim, struct response *res,
			  struct error *err)
{
	struct error own = { 0 };

	for (size_t i = 0; i < ARRAY_COUNT(identifiers); i++) {
		enum status status = try_identifier(app, req, i, claim, res,
						    &own);

		if (status == STATUS_OK)
			return STATUS_OK;
		if (status == STATUS_NOT_FOUND && own.status == status)
			return no_match(err); /* it is another work */
	}
	if (is_enough(claim))
		return by_claim(app, claim, res, err);
	return own.status == STATUS_OK
		       ? no_match(err)
		       : error_set(err, own.status, "%s", own.detail);
}

/* GET and POST /service/lookup; a body is a reference in one piece. */
enum status matching_lookup(const struct app *app, const struct request *req,
			    struct response *res, struct error *err)
{
	struct claim claim = claim_of(req);

	if (!claim.text.len && utf8_valid_length(req->body) == req->body.len)
		claim.text = span_trim(req->body);
	if (!has_identifier(req) && !is_enough(&claim))
		return error_set(err, STATUS_INVALID_PARAMETER,
				 "give an identifier (doi, pmid, pmc, arxiv), "
				 "biblio, atitle with firstAuthor, or jtitle "
				 "with volume and firstPage");
	return lookup(app, req, &claim, res, err);
}

/* ---- identifiers in the path ---- */

static enum status of_path(const struct app *app, const struct request *req,
			   const char *label, struct response *res,
			   struct error *err)
{
	SCOPED(found_release) struct found found = { 0 };
	const struct claim none = { .year = 0 };
	enum status status = find(app, req, label, req->args[0], res, &found,
				  err);

	if (status != STATUS_OK || res->wait.start)
		return status;
	return answer_found(&found, &none, res, err);
}

enum status matching_doi(const struct app *app, const struct request *req,
			 struct response *res, struct error *err)
{
	return of_path(app, req, "", res, err);
}

enum status matching_pmid(const struct app *app, const struct request *req,
			  struct response *res, struct error *err)
{
	return of_path(app, req, "pmid:", res, err);
}

enum status matching_pmc(const struct app *app, const struct request *req,
			 struct response *res, struct error *err)
{
	return of_path(app, req, "pmcid:", res, err);
}
