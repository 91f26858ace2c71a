/* SPDX-License-Identifier: MIT */
#include "dump_frame.h"

#include <stdio.h>

#include "paperd/scoped.h"
#include "xml.h"

void frame_release(struct frame *frame)
{
	buf_release(&frame->head);
	buf_release(&frame->text);
}

void frame_note_encoding(struct frame *frame, struct span start)
{
	struct span name = xml_encoding(start);

	if (span_is_nocase(name, "UTF-8") || span_is_nocase(name, "US-ASCII"))
		return;
	snprintf(frame->encoding, sizeof(frame->encoding), "%.*s",
		 span_shown(name, sizeof(frame->encoding) - 1),
		 name.len ? name.at : "");
}

/* A container has one, or its issue. */
static bool has_doi(struct span head)
{
	static const char tag[] = "doi_data>";

	return head.len && memmem(head.at, head.len, tag, sizeof(tag) - 1);
}

enum status frame_begin(struct frame *frame, struct span head, size_t max,
			struct span *ret, struct error *err)
{
	const struct span none = { 0 };

	buf_release(&frame->head);
	frame->head = buf_init(max);
	buf_add_span(&frame->head, head);
	*ret = none;
	if (frame->head.failed)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	return has_doi(head) ? frame_work(frame, none, max, ret, err)
			     : STATUS_OK;
}

enum status frame_work(struct frame *frame, struct span work, size_t max,
		       struct span *ret, struct error *err)
{
	struct span head = buf_span(&frame->head), name;
	struct buf *text = &frame->text;

	if (frame->head.failed)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	name = xml_qualified_name(head);
	buf_release(text);
	*text = buf_init(max);
	buf_add_span(text, head);
	buf_add_span(text, work);
	buf_add_text(text, "</");
	buf_add_span(text, name);
	buf_add_char(text, '>');
	*ret = buf_span(text);
	if (text->full)
		return error_set(err, STATUS_INVALID_BODY,
				 "larger than %zu bytes with the beginning of "
				 "its <%.*s>",
				 max, span_shown(name, 40), name.at);
	return buf_check(text, err);
}

enum status frame_check(const struct frame *frame, struct span raw,
			struct error *err)
{
	if (!frame->encoding[0] || utf8_valid_length(raw) == raw.len)
		return STATUS_OK;
	return error_set(err, STATUS_INVALID_BODY, "not UTF-8, but %s",
			 frame->encoding);
}
