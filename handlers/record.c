/* SPDX-License-Identifier: MIT */
#include "handlers.h"

#include "paperd/source.h"

/*
 * Adds `raw`, the source object's JSON, and `raw_text`, the lines after it in
 * the aggregator's document form, to the finished object in body.  An object
 * that is not JSON (BibTeX, RIS, XML) is all `raw_text`.
 */
static enum status add_raw(const struct app *app, const struct found *found,
			   struct buf *body, struct error *err)
{
	SCOPED(buf_release) struct buf raw = buf_init(ANSWER_MAX);
	struct span json, text;
	enum status status;

	status = store_raw(app->store, span_of(found_key(found)), &raw, err);
	if (status != STATUS_OK)
		return status;
	source_split(buf_span(&raw), &json, &text);
	buf_cut(body, body->len - 1);
	if (json.len) {
		json_key(body, "raw");
		raw_json(json, body);
	}
	if (text.len) {
		json_key(body, "raw_text");
		json_string(body, text);
	}
	json_close(body, '}');
	return STATUS_OK;
}

/* The stored bytes as they are: no copy, the tag made when they were stored. */
static enum status answer_stored(struct response *res, struct record *record,
				 struct error *err)
{
	struct buf body = { .data = record->json,
			    .len = record->json_len,
			    .room = record->json_len,
			    .cap = record->json_len };

	record->json = NULL;
	memcpy(res->etag, record->etag, sizeof(record->etag));
	return response_json(res, &body, err);
}

/* Not what is to be asked for again. */
static bool is_lasting(const struct app *app, const struct request *req,
		       const struct found *found)
{
	return !req->waited && found->lasts &&
	       (!app->fetch || !app->refresh_after);
}

/* GET /v1/records/{doi}: one clean record, also by another identifier. */
enum status record_get(const struct app *app, const struct request *req,
		       struct response *res, struct error *err)
{
	SCOPED(found_release) struct found found = { 0 };
	SCOPED(buf_release) struct buf body = buf_init(ANSWER_MAX);
	enum report_detail detail;
	struct form form;
	field_set fields;
	bool raw;

	if (answer_choose(req, res, FORM_BIT(FORM_FORMAT), &form, err) !=
		    STATUS_OK ||
	    fields_of(req, &fields, err) != STATUS_OK ||
	    request_flag(req, "raw", &raw, err) != STATUS_OK ||
	    report_detail_of(req, REPORT_NONE, &detail, err) != STATUS_OK ||
	    record_of_path(app, req, res, &found, err) != STATUS_OK ||
	    res->wait.start)
		return err->status;
	/* of objects and of what was done to them others are told anew */
	res->lasts = !raw && detail == REPORT_NONE &&
		     is_lasting(app, req, &found);
	if (form.format)
		return answer_form(app, &found.record, &form, res, err);
	if (fields == FIELD_SET_ALL && !raw && detail == REPORT_NONE)
		return answer_stored(res, &found.record, err);
	if (record_write(&found.record, fields, &body, err) != STATUS_OK)
		return err->status;
	if ((raw && add_raw(app, &found, &body, err) != STATUS_OK) ||
	    report_add(app, &found, detail, &body, err) != STATUS_OK)
		return err->status;
	return answer_tagged(res, &body, err);
}
