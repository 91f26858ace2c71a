/* SPDX-License-Identifier: MIT */
/*
 * One work from all of its source objects.
 */
#include <stdlib.h>

#include "paperd/scoped.h"
#include "paperd/source.h"

/* What the objects gave, one each. */
struct readings {
	struct paper *papers;
	struct report *reports;
	/* of papers, as source_merge() moves it into its note: tells which */
	const char **loaded;
	size_t count;
	bool full; /* reports are */
};

static void readings_release(struct readings *readings)
{
	for (size_t i = 0; i < readings->count; i++) {
		paper_release(&readings->papers[i]);
		report_release(&readings->reports[i]);
	}
	free(readings->papers);
	free(readings->reports);
	free(readings->loaded);
}

static enum status no_memory(struct error *err)
{
	return error_set(err, STATUS_NO_MEMORY, "no memory");
}

void source_work_release(struct source_work *work)
{
	paper_release(&work->paper);
	texts_release(&work->identifiers);
}

static enum status set_note(const struct source_origin *origin,
			    struct source_note *note, struct error *err)
{
	const char *place = origin->url ? origin->url : origin->file;
	char **member = origin->url ? &note->url : &note->file;

	*member = span_copy(span_of(place));
	note->loaded = span_copy(span_of(origin->loaded));
	note->line = (struct integer){ !origin->url, origin->line };
	note->status = (struct integer){ origin->url, origin->status };
	note->rules = (struct integer){ true, RULES_VERSION };
	return *member && note->loaded ? STATUS_OK : no_memory(err);
}

static enum status read_one(const struct source_origin *origin,
			    struct readings *readings, struct error *err)
{
	struct paper *paper = &readings->papers[readings->count];
	struct report *report = &readings->reports[readings->count];
	enum status status;

	report->full = readings->full;
	status = source_read(origin->raw, paper, report, err);
	if (status == STATUS_OK)
		status = set_note(origin, &paper->source, err);
	if (status == STATUS_OK) {
		readings->loaded[readings->count++] = paper->source.loaded;
		return STATUS_OK;
	}
	paper_release(paper);
	report_release(report);
	return status;
}

static enum status make_room(struct readings *readings, size_t count,
			     struct error *err)
{
	readings->papers = calloc(count, sizeof(*readings->papers));
	readings->reports = calloc(count, sizeof(*readings->reports));
	readings->loaded = calloc(count, sizeof(*readings->loaded));
	if (!readings->papers || !readings->reports || !readings->loaded)
		return no_memory(err);
	return STATUS_OK;
}

/* Of several, an object that gives no record any more is left out; the last
 * reason stays when none does. */
static enum status read_all(const struct source_origin *origins, size_t count,
			    struct readings *readings, struct error *err)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; i < count; i++) {
		struct error why = { 0 };

		status = read_one(&origins[i], readings, &why);
		if (status == STATUS_NO_MEMORY ||
		    (status != STATUS_OK && i + 1 == count && !readings->count))
			return error_set(err, status, "%s", why.detail);
	}
	return STATUS_OK;
}

/* ---- identifiers ---- */

static enum status note_identifiers(const struct readings *readings,
				    struct texts *ret, struct error *err)
{
	for (size_t i = 0; i < readings->count; i++)
		if (!paper_identifiers(&readings->papers[i], ret))
			return no_memory(err);
	return STATUS_OK;
}

static bool is_listed(const struct texts *list, const char *text)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->items[i], text) == 0)
			return true;
	return false;
}

/* Those of the whole, then what one object says and the whole does not, so
 * that the same object finds the record again. */
static enum status list_identifiers(const struct texts *noted,
				    struct source_work *work, struct error *err)
{
	struct texts *list = &work->identifiers;

	if (!paper_identifiers(&work->paper, list))
		return no_memory(err);
	for (size_t i = 0; i < noted->count; i++)
		if (!is_listed(list, noted->items[i]) &&
		    !texts_take(list, span_copy(span_of(noted->items[i]))))
			return no_memory(err);
	return STATUS_OK;
}

/* ---- reports ---- */

static const struct report *report_of(const struct readings *readings,
				      const struct source_note *note)
{
	for (size_t i = 0; i < readings->count; i++)
		if (readings->loaded[i] == note->loaded)
			return &readings->reports[i];
	return NULL;
}

/* What was done to the fields that each object gave. */
static enum status unite_reports(const struct readings *readings,
				 const struct paper *whole,
				 struct report *report, struct error *err)
{
	for (size_t i = 0; i < whole->sources.count; i++)
		report_take(report,
			    report_of(readings, &whole->sources.items[i]),
			    &whole->sources.items[i]);
	report_sum(report);
	return report->failed ? no_memory(err) : STATUS_OK;
}

static enum status merge(struct readings *readings, struct paper *ret,
			 struct report *report, struct error *err)
{
	enum status status = source_merge(readings->papers, readings->count,
					  ret, err);

	if (status != STATUS_OK || !report)
		return status;
	if (readings->count > 1)
		return unite_reports(readings, ret, report, err);
	report_release(report);
	*report = readings->reports[0];
	readings->reports[0] = (struct report){ 0 };
	return STATUS_OK;
}

enum status source_work(const struct source_origin *origins, size_t count,
			struct source_work *ret, struct report *report,
			struct error *err)
{
	/* of several only their fields tell what became of each */
	SCOPED(readings_release)
	struct readings readings = {
		.full = report && (report->full || count > 1),
	};
	SCOPED(source_work_release) struct source_work work = { 0 };
	SCOPED(texts_release) struct texts noted = { 0 };
	enum status status = make_room(&readings, count, err);

	if (status == STATUS_OK)
		status = read_all(origins, count, &readings, err);
	if (status == STATUS_OK)
		status = note_identifiers(&readings, &noted, err);
	if (status == STATUS_OK)
		status = merge(&readings, &work.paper, report, err);
	if (status == STATUS_OK)
		status = list_identifiers(&noted, &work, err);
	if (status != STATUS_OK)
		return status;
	*ret = work;
	work = (struct source_work){ 0 };
	return STATUS_OK;
}
