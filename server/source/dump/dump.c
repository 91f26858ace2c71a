/* SPDX-License-Identifier: MIT */
/*
 * The dump reader: the bytes of dump_input.c through the splitter of
 * dump_scan.c.
 *
 * data[0 .. len) is the part of the unpacked stream that is kept, its first
 * byte at offset base.  When the splitter has used it up, what is still needed
 * moves to the front and the rest is filled; the room grows only when a single
 * object needs it, to record_max and a little at most.
 */
#include "paperd/dump.h"

#include <stdio.h>

#include "paperd/scoped.h"

#include "dump_frame.h"
#include "dump_input.h"
#include "dump_macros.h"
#include "dump_scan.h"
#include "form.h"

/* Bytes unpacked at a time, at least. */
#define FILL_MIN 131072

/* Bytes at the start in which its form is looked for. */
#define FORM_LOOK 65536

struct dump {
	struct dump_input *input; /* owned */
	struct scan scan;
	struct macros macros; /* of BibTeX */
	struct frame frame;   /* of XML */
	bool is_xml;
	bool is_wide; /* UTF-16 */
	char *data;   /* owned */
	size_t len;
	size_t room;
	long long base;
	bool ended;
	struct error failure; /* why the stream ended early */
};

/* Moves what is needed to the front; makes room for FILL_MIN bytes. */
static enum status make_room(struct dump *dump)
{
	size_t used = (size_t)(scan_keep(&dump->scan) - dump->base);
	size_t most = dump->scan.record_max + SCAN_SLACK + FILL_MIN;
	size_t room = dump->room ? dump->room : (size_t)4 * FILL_MIN;
	char *data;

	dump->len -= used;
	dump->base += (long long)used;
	if (used && dump->len)
		memmove(dump->data, dump->data + used, dump->len);
	while (room - dump->len < FILL_MIN)
		room = room < most / 2 ? room * 2 : most;
	if (room == dump->room)
		return STATUS_OK;
	data = realloc(dump->data, room);
	if (!data)
		return error_set(&dump->failure, STATUS_NO_MEMORY, "no memory");
	dump->data = data;
	dump->room = room;
	return STATUS_OK;
}

/* Gives the splitter more bytes, or notes that there are none. */
static void fill(struct dump *dump)
{
	size_t len = 0;

	if (make_room(dump) != STATUS_OK ||
	    dump_input_read(dump->input, dump->data + dump->len,
			    dump->room - dump->len, &len,
			    &dump->failure) != STATUS_OK ||
	    len == 0)
		dump->ended = true;
	dump->len += len;
	scan_window(&dump->scan, dump->data, dump->len, dump->base);
}

/* Passes over a byte order mark (Unicode 23.8) at the start. */
static void skip_mark(struct dump *dump)
{
	while (dump->len < 3 && !dump->ended)
		fill(dump);
	if (dump->len >= 3 && memcmp(dump->data, "\xEF\xBB\xBF", 3) == 0)
		scan_skip(&dump->scan, 3);
}

/* What is kept of the stream, and what of it was not looked at; filling moves
 * both. */
static struct span kept(const struct dump *dump)
{
	return (struct span){ dump->data, dump->len };
}

static struct span at_hand(const struct dump *dump)
{
	return span_slice(kept(dump), dump->scan.at, dump->len);
}

/* UTF-16 with a byte order mark, or of a text that begins in ASCII. */
static bool is_wide(struct span start)
{
	static const char *const begins[] = { "\xFF\xFE", "\xFE\xFF", "<\0",
					      "\0<",      "{\0",      "\0{" };

	for (size_t i = 0; i < ARRAY_COUNT(begins) && start.len > 1; i++)
		if (!memcmp(start.at, begins[i], 2))
			return true;
	return false;
}

/* What is no form that is known is read as JSON, which says what is wrong. */
static void tell_form(struct dump *dump)
{
	enum source_form form = SOURCE_JSON;

	while (!form_find(at_hand(dump), &form) && dump->len < FORM_LOOK &&
	       !dump->ended)
		fill(dump);
	scan_set_form(&dump->scan, form);
	dump->is_wide = is_wide(at_hand(dump));
	dump->is_xml = form == SOURCE_XML;
	if (dump->is_xml)
		frame_note_encoding(&dump->frame, at_hand(dump));
}

enum status dump_open(const char *path, size_t record_max, struct dump **ret,
		      struct error *err)
{
	struct dump *dump = calloc(1, sizeof(*dump));
	enum status status;

	if (!dump)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	status = dump_input_open(path, &dump->input, err);
	if (status != STATUS_OK) {
		dump_close(dump);
		return status;
	}
	scan_init(&dump->scan, record_max);
	skip_mark(dump);
	tell_form(dump);
	*ret = dump;
	return STATUS_OK;
}

void dump_close(struct dump *dump)
{
	if (!dump)
		return;
	dump_input_close(dump->input);
	macros_release(&dump->macros);
	frame_release(&dump->frame);
	free(dump->data);
	free(dump);
}

/* The next event of the splitter; SCAN_MORE: there is none. */
static enum scan_event scan_event_of(struct dump *dump)
{
	enum scan_event event = scan_next(&dump->scan);

	while (event == SCAN_MORE && !dump->ended) {
		fill(dump);
		event = scan_next(&dump->scan);
	}
	if (event != SCAN_MORE)
		return event;
	return scan_end(&dump->scan, dump->failure.status != STATUS_OK);
}

/* At the start of a file in UTF-16 that is what is wrong. */
static enum scan_event note_wide(struct dump *dump)
{
	struct scan *scan = &dump->scan;

	if (dump->is_wide && scan->start == 0)
		snprintf(scan->reason, sizeof(scan->reason),
			 "UTF-16, not UTF-8");
	return SCAN_REJECT;
}

static struct span object_of(const struct dump *dump)
{
	const struct scan *scan = &dump->scan;

	return span_trim(span_slice(kept(dump),
				    (size_t)(scan->start - dump->base),
				    (size_t)(scan->end - dump->base)));
}

/* What the event gives, with what of the file it needs; *ret is empty when it
 * is for later ones only. */
static enum status complete(struct dump *dump, enum scan_event event,
			    struct span *ret, struct error *err)
{
	size_t max = dump->scan.record_max;
	struct span raw = object_of(dump);
	enum status status = STATUS_OK;

	*ret = (struct span){ 0 };
	if (!dump->is_xml)
		return event == SCAN_DEFINITION
			       ? macros_add(&dump->macros, raw, err)
			       : macros_apply(&dump->macros, raw, max, ret,
					      err);
	if (event == SCAN_PART)
		status = frame_work(&dump->frame, raw, max, ret, err);
	else if (event == SCAN_DEFINITION)
		status = frame_begin(&dump->frame, raw, max, ret, err);
	else
		*ret = raw;
	return status == STATUS_OK ? frame_check(&dump->frame, *ret, err)
				   : status;
}

/* As scan_event_of(), but every object is a SCAN_OBJECT, with *ret_raw. */
static enum scan_event next_event(struct dump *dump, struct span *ret_raw)
{
	struct scan *scan = &dump->scan;
	struct error err = { 0 };
	enum status status;

	do {
		enum scan_event event = scan_event_of(dump);

		if (event == SCAN_MORE)
			return event;
		if (event == SCAN_REJECT)
			return note_wide(dump);
		status = complete(dump, event, ret_raw, &err);
	} while (status == STATUS_OK && !ret_raw->len);
	if (status == STATUS_OK)
		return SCAN_OBJECT;
	snprintf(scan->reason, sizeof(scan->reason), "%.*s",
		 (int)sizeof(scan->reason) - 1, err.detail);
	return SCAN_REJECT;
}

enum status dump_next(struct dump *dump, struct dump_item *ret,
		      struct error *err)
{
	const struct scan *scan = &dump->scan;
	struct span raw = { 0 };
	enum scan_event event = next_event(dump, &raw);

	if (event == SCAN_MORE && dump->failure.status != STATUS_OK)
		return error_set(err, dump->failure.status, "%s",
				 dump->failure.detail);
	*ret = (struct dump_item){
		.kind = DUMP_END,
		.line = scan->line,
		.offset = scan_offset(scan),
		.end_line = scan->line,
		.end_offset = scan_offset(scan),
		.unfinished = scan->unfinished,
		.trailing = dump->input->trailing,
	};
	if (event == SCAN_MORE)
		return STATUS_OK;
	ret->kind = event == SCAN_OBJECT ? DUMP_OBJECT : DUMP_REJECT;
	ret->line = scan->start_line;
	ret->offset = scan->start;
	if (event == SCAN_OBJECT)
		ret->raw = raw;
	else
		snprintf(ret->reason, sizeof(ret->reason), "%s", scan->reason);
	return STATUS_OK;
}

long long dump_position(const struct dump *dump)
{
	return dump->input->position;
}

long long dump_size(const struct dump *dump)
{
	return dump->input->size;
}

void dump_digest(const struct dump *dump, char out[33])
{
	dump_input_digest(dump->input, out);
}
