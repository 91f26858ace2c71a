/* SPDX-License-Identifier: MIT */
/*
 * /doiRA/{doi,…}: which agency a DOI is registered with, as doi.org tells it.
 * Answered from what is kept: nothing is asked for.
 */
#include "handlers.h"

static const char *agency_of_record(const struct record *record)
{
	SCOPED(paper_release) struct paper paper = { 0 };

	if (!record->json || record_parse(record, &paper, NULL) != STATUS_OK)
		return NULL;
	return agency_of_paper(&paper);
}

static bool is_absent(const struct resolution *known)
{
	return known->outcome == RESOLVED_ABSENT && resolution_holds(known);
}

/* Appends what is known of a DOI that is understood. */
static void known_write(const struct app *app, const struct found *found,
			struct buf *out)
{
	SCOPED(resolution_release) struct resolution known = { 0 };
	const char *agency;
	bool asked = store_resolution(app->store, buf_span(&found->key), &known,
				      NULL) == STATUS_OK;

	agency = asked && known.agency ? known.agency
				       : agency_of_record(&found->record);
	if (agency)
		json_pair_text(out, "RA", agency);
	else
		json_pair_text(out, "status",
			       asked && is_absent(&known) ? "DOI does not exist"
							  : "Unknown");
}

/* The path as a whole was found to be well escaped. */
static void percent_decode(struct span raw, struct buf *out)
{
	for (size_t i = 0; i < raw.len; i++) {
		if (raw.at[i] != '%' || i + 2 >= raw.len) {
			buf_add_char(out, raw.at[i]);
			continue;
		}
		buf_add_char(out, (char)(hex_value(raw.at[i + 1]) << 4 |
					 hex_value(raw.at[i + 2])));
		i += 2;
	}
}

/* A DOI of the list, escaped as it came. */
static enum status one_write(const struct app *app, struct span raw,
			     struct buf *out, struct error *err)
{
	SCOPED(found_release) struct found found = { 0 };
	SCOPED(buf_release) struct buf text = buf_init(raw.len + 1);
	struct error own = { 0 };
	enum status status;

	percent_decode(raw, &text);
	status = record_find(app, buf_span(&text), &found, &own);
	if (status == STATUS_STORE || status == STATUS_NO_MEMORY)
		return error_set(err, status, "%s", own.detail);
	json_open(out, '{');
	json_key(out, "DOI");
	if (found.key.len && key_is_doi(buf_span(&found.key))) {
		json_string(out, buf_span(&found.key));
		known_write(app, &found, out);
	} else {
		json_string(out, buf_span(&text));
		json_pair_text(out, "status", "Invalid DOI");
	}
	json_close(out, '}');
	return STATUS_OK;
}

/* GET /doiRA/{dois} */
enum status doi_agency(const struct app *app, const struct request *req,
		       struct response *res, struct error *err)
{
	SCOPED(buf_release) struct buf body = buf_init(ANSWER_MAX);
	struct span rest = req->raw_args[0], one;

	if (answer_is_json(req, res, err) != STATUS_OK)
		return err->status;
	json_open(&body, '[');
	while (span_next(&rest, ',', &one)) {
		one = span_trim(one);
		if (one.len && one_write(app, one, &body, err) != STATUS_OK)
			return err->status;
	}
	json_close(&body, ']');
	return answer_fleeting(res, &body, err);
}
