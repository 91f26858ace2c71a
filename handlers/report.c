/* SPDX-License-Identifier: MIT */
/*
 * The cleaning report of a record that is held: cleaning is a function of the
 * source objects and the rules, so it is made when it is asked for, by cleaning
 * the objects that were kept once more.
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

/* A report that is being made. */
struct making {
	struct buf *body;
	enum report_detail detail;
	bool made;
};

/* The objects as source_work() takes them; owned, NULL: out of memory. */
static struct source_origin *origins_of(const struct held_objects *record)
{
	struct source_origin *origins = calloc(record->count, sizeof(*origins));

	for (size_t i = 0; origins && i < record->count; i++)
		origins[i] = (struct source_origin){
			.raw = record->objects[i].raw,
			.file = record->objects[i].path,
			.url = record->objects[i].url,
			.status = record->objects[i].status,
			.loaded = record->objects[i].loaded,
			.line = record->objects[i].line,
		};
	return origins;
}

/* Called by the store for the record. */
static enum status make_report(void *context, const struct held_objects *record,
			       struct error *err)
{
	struct making *making = context;
	SCOPED_FREE struct source_origin *origins = origins_of(record);
	SCOPED(source_work_release) struct source_work work = { 0 };
	SCOPED(report_release) struct report report = { .full = true };

	if (!origins)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	if (source_work(origins, record->count, &work, &report, err) !=
	    STATUS_OK)
		return err->status;
	report_append(&report, &work.paper, making->detail, making->body);
	making->made = true;
	return STATUS_OK;
}

enum status report_add(const struct app *app, const struct found *found,
		       enum report_detail detail, struct buf *body,
		       struct error *err)
{
	struct making making = { body, detail, false };
	struct span key = span_of(found_key(found));

	if (detail == REPORT_NONE)
		return STATUS_OK;
	if (store_objects(app->store, key, make_report, &making, err) !=
	    STATUS_OK)
		return err->status;
	if (making.made)
		return STATUS_OK;
	return error_set(err, STATUS_NOT_FOUND,
			 "the record has no source object to report on");
}
