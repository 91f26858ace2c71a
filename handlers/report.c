/* SPDX-License-Identifier: MIT */
/*
 * The cleaning report of a record that is held: cleaning is a function of the
 * source object and the rules, so it is made when it is asked for, by cleaning
 * the object that was kept once more.
 */
#include "handlers.h"

#include "paperd/source.h"

enum status report_detail_of(const struct request *req,
			     enum report_detail otherwise,
			     enum report_detail *ret, struct error *err)
{
	static const struct {
		const char *word;
		enum report_detail detail;
	} words[] = {
		{ "none", REPORT_NONE }, { "false", REPORT_NONE },
		{ "0", REPORT_NONE },    { "flags", REPORT_FLAGS },
		{ "full", REPORT_FULL }, { "true", REPORT_FULL },
		{ "1", REPORT_FULL },
	};
	struct span word = request_param(req, "report");

	*ret = otherwise;
	if (!word.at)
		return STATUS_OK;
	for (size_t i = 0; i < ARRAY_COUNT(words); i++)
		if (span_is(word, words[i].word)) {
			*ret = words[i].detail;
			return STATUS_OK;
		}
	return error_set(err, STATUS_INVALID_PARAMETER,
			 "report must be none, flags or full");
}

enum status report_add(const struct app *app, const struct found *found,
		       enum report_detail detail, struct buf *body,
		       struct error *err)
{
	SCOPED(buf_release) struct buf raw = buf_init(ANSWER_MAX);
	SCOPED(report_release)
	struct report report = { .full = true };
	SCOPED(paper_release) struct paper paper = { 0 };

	if (detail == REPORT_NONE)
		return STATUS_OK;
	if (store_raw(app->store, span_of(found_key(found)), &raw, err) !=
		    STATUS_OK ||
	    source_read(buf_span(&raw), &paper, &report, err) != STATUS_OK)
		return err->status;
	report_append(&report, &paper, detail, body);
	return STATUS_OK;
}
