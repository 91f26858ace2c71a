/* SPDX-License-Identifier: MIT */
/*
 * One work: /works/{doi}, and what may stand behind the DOI: /agency,
 * /transform, /transform/{type}/{subtype}.
 */
#include "crossref.h"

/* ---- paths ---- */

enum answer { ANSWER_WORK, ANSWER_AGENCY, ANSWER_TRANSFORM };

struct wanted {
	enum answer answer;
	struct span doi;
	struct span media; /* of a transform; at NULL: Accept says */
};

static bool ends_with(struct span text, const char *end)
{
	size_t len = strlen(end);

	return text.len > len && !memcmp(text.at + text.len - len, end, len);
}

static struct span before(struct span text, size_t len)
{
	return span_slice(text, 0, text.len - len);
}

static struct span without_slashes(struct span text)
{
	while (text.len && text.at[text.len - 1] == '/')
		text.len--;
	return text;
}

/* The last "/transform/{type}/{subtype}" of a path. */
static bool transform_split(struct span path, struct wanted *ret)
{
	static const char word[] = "/transform/";
	const size_t len = sizeof(word) - 1;

	for (size_t at = path.len; at-- > 0;) {
		struct span rest = span_slice(path, at, path.len);

		if (rest.len <= len || memcmp(rest.at, word, len) != 0)
			continue;
		ret->answer = ANSWER_TRANSFORM;
		ret->doi = span_slice(path, 0, at);
		ret->media = span_slice(rest, len, rest.len);
		return ret->doi.len && span_has(ret->media, '/');
	}
	return false;
}

/* Read from the right: a DOI has slashes of its own. */
static struct wanted path_read(struct span path)
{
	static const char filter[] = "filter=doi:";
	struct wanted ret = { .doi = path };

	if (span_starts_nocase(path, filter))
		path = ret.doi = span_slice(path, sizeof(filter) - 1, path.len);
	path = without_slashes(path);
	if (ends_with(path, "/agency"))
		return (struct wanted){ ANSWER_AGENCY, before(path, 7), { 0 } };
	if (ends_with(path, "/transform"))
		return (struct wanted){ ANSWER_TRANSFORM,
					before(path, 10),
					{ 0 } };
	if (transform_split(path, &ret))
		return ret;
	return (struct wanted){ .doi = ret.doi };
}

/* What is held under the path as a whole is meant by it. */
static struct wanted wanted_of(const struct app *app, struct span path)
{
	struct wanted ret = path_read(path);
	SCOPED(found_release) struct found found = { 0 };
	struct error own = { 0 };

	if (ret.answer != ANSWER_WORK &&
	    record_find(app, path, &found, &own) == STATUS_OK)
		return (struct wanted){ .doi = path };
	return ret;
}

/* ---- agencies ---- */

/* What asking for the DOI told; else where the record is from. */
static const char *agency_of(const struct resolution *known,
			     const struct paper *paper)
{
	const char *agency = known->agency ? known->agency
					   : agency_of_paper(paper);

	return agency ? agency : paper->source.name;
}

static void agency_write(const char *doi, const char *agency, struct buf *out)
{
	message_open("work-agency", out);
	json_open(out, '{');
	json_pair_text(out, "DOI", doi);
	json_key(out, "agency");
	json_open(out, '{');
	json_key(out, "id");
	buf_add_char(out, '"');
	for (const char *c = agency; *c; c++)
		if (ascii_is_alnum(*c) || *c == '-')
			buf_add_char(out, ascii_lower(*c));
	buf_add_char(out, '"');
	json_pair_text(out, "label", agency);
	json_close(out, '}');
	json_close(out, '}');
	message_close(out);
}

/* A DOI of which nothing but its agency is known has an answer, too. */
static enum status agency_answer(const struct app *app, struct found *found,
				 struct response *res, struct error *err)
{
	SCOPED(resolution_release) struct resolution known = { 0 };
	SCOPED(paper_release) struct paper paper = { 0 };
	SCOPED(buf_release) struct buf body = buf_init(ANSWER_MAX);
	const char *key = found_key(found), *agency;

	if (found->record.json &&
	    record_parse(&found->record, &paper, err) != STATUS_OK)
		return err->status;
	if (store_resolution(app->store, span_of(key), &known, NULL) !=
	    STATUS_OK)
		known = (struct resolution){ 0 };
	agency = agency_of(&known, &paper);
	/* of what does not exist, the agency of its prefix may be known */
	if (!agency ||
	    (!found->record.json && known.outcome == RESOLVED_ABSENT))
		return missing_record(res, err, span_of(key));
	error_clear(err);
	agency_write(key, agency, &body);
	return answer_tagged(res, &body, err);
}

/* ---- works ---- */

static void work_write(const void *context, const struct paper *paper,
		       struct buf *out)
{
	message_open("work", out);
	crossref_work(paper, NULL, out);
	message_close(out);
}

/* What is no DOI is missing as well: nothing stands there. */
static enum status absent(const struct wanted *wanted, struct found *found,
			  struct response *res, struct error *err)
{
	const char *key = found_key(found);

	if (err->status != STATUS_NOT_FOUND &&
	    err->status != STATUS_INVALID_DOI)
		return err->status;
	return missing_record(res, err, *key ? span_of(key) : wanted->doi);
}

/* GET /works/{doi} */
enum status crossref_work_get(const struct app *app, const struct request *req,
			      struct response *res, struct error *err)
{
	SCOPED(found_release) struct found found = { 0 };
	struct wanted wanted = wanted_of(app, req->args[0]);
	struct request own = *req;
	enum status status;

	own.args[0] = wanted.doi;
	status = record_of_path(app, &own, res, &found, err);
	if (res->wait.start)
		return status;
	if (wanted.answer == ANSWER_AGENCY &&
	    (status == STATUS_OK || status == STATUS_NOT_FOUND))
		return agency_answer(app, &found, res, err);
	if (status != STATUS_OK)
		return absent(&wanted, &found, res, err);
	if (wanted.answer == ANSWER_TRANSFORM)
		return work_transform(app, req, wanted.media, &found.record,
				      res, err);
	return answer_written(app, &found.record, (struct span)SPAN("works"),
			      work_write, NULL, res, err);
}
