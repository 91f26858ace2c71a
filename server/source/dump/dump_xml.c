/* SPDX-License-Identifier: MIT */
/*
 * The splitter's states for XML: gives every element that is a record, as it
 * stands in the file.
 *
 * They read tags only, and know comments, CDATA sections, processing
 * instructions, document types and quotes well enough to pass over them.  A
 * record begins at the start tag of a name in the table of dump_xml_record.c
 * and ends at the end tag of the same name; none of these names stands inside
 * itself.  So whatever is wrong in between, the record ends at the next start
 * tag of its name at the latest, be that in an unfinished comment, and damage
 * costs one record.  Whether the record is XML in every detail is found out
 * when it is read.
 *
 * A record may be a container of works: a journal of a deposit has its own
 * metadata first and then its articles.  When a second work begins in it, what
 * stands before the first is given as a definition, reading goes back to the
 * first, and each work is given by itself.
 */
#include "dump_xml.h"

/* ---- a byte in each state ---- */

static enum scan_event at_open(struct scan *scan, char c)
{
	struct scan_xml *xml = &scan->xml;

	xml->empty = false;
	xml->matched = 0;
	xml->pending = c != '?' && c != '!';
	if (c == '/' && !xml->closes) {
		xml->closes = true;
		scan->at++;
	} else if (c == '?' && !xml->closes) {
		xml->until = "?>";
		scan->state = XML_UNTIL;
		scan->at++;
	} else if (c == '!' && !xml->closes) {
		scan->state = XML_BANG;
		scan->at++;
	} else if (xml_ends_name(c)) {
		scan->state = XML_TEXT;
	} else {
		scan->state = XML_NAME;
	}
	return SCAN_MORE;
}

static enum scan_event at_name(struct scan *scan, char c)
{
	if (xml_ends_name(c))
		return xml_end_name(scan);
	xml_add_to_name(&scan->xml, c);
	scan->at++;
	return SCAN_MORE;
}

static enum scan_event at_tag(struct scan *scan, char c)
{
	struct scan_xml *xml = &scan->xml;

	if (c == '<') {
		scan->state = XML_TEXT;
		return SCAN_MORE;
	}
	scan->at++;
	if (c == '>')
		return xml_end_tag(scan);
	xml->empty = c == '/';
	if (c == '"' || c == '\'') {
		xml->quote = c;
		scan->state = XML_QUOTE;
	}
	return SCAN_MORE;
}

/* A '<' is no part of a value (XML 1.0 section 2.3): the quote was lost. */
static enum scan_event at_quote(struct scan *scan, char c)
{
	if (c == '<') {
		scan->state = XML_TEXT;
		return SCAN_MORE;
	}
	scan->at++;
	if (c == scan->xml.quote)
		scan->state = XML_TAG;
	return SCAN_MORE;
}

static enum scan_event (*const bytes[])(struct scan *scan, char c) = {
	[XML_OPEN - XML_OPEN] = at_open,
	[XML_NAME - XML_OPEN] = at_name,
	[XML_TAG - XML_OPEN] = at_tag,
	[XML_QUOTE - XML_OPEN] = at_quote,
	[XML_BANG - XML_OPEN] = xml_at_bang,
	[XML_UNTIL - XML_OPEN] = xml_at_until,
	[XML_DOCTYPE - XML_OPEN] = xml_at_doctype,
	[XML_DOCTYPE_QUOTE - XML_OPEN] = xml_at_doctype_quote,
};

/* ---- runs ---- */

/* The bytes from the mark on are kept while a record may begin there. */
static void keep_mark(struct scan *scan)
{
	const struct scan_xml *xml = &scan->xml;

	scan->pending = 0;
	if (xml->pending)
		scan->pending = (size_t)(scan_offset(scan) - xml->mark);
}

/* Text up to the next tag. */
enum scan_event run_xml_text(struct scan *scan, size_t end)
{
	scan->xml.pending = false;
	while (scan->at < end && scan->state == XML_TEXT) {
		char c = scan->data[scan->at];

		if (c == '<') {
			xml_mark(scan);
			scan->state = XML_OPEN;
		}
		scan->at++;
		scan->line += c == '\n';
	}
	keep_mark(scan);
	return SCAN_MORE;
}

/* Where an event goes back, the line is set with the place. */
enum scan_event run_markup(struct scan *scan, size_t end)
{
	enum scan_event event = SCAN_MORE;

	while (scan->at < end && scan->state != XML_TEXT &&
	       event == SCAN_MORE) {
		size_t at = scan->at;
		char c = scan->data[at];

		event = bytes[scan->state - XML_OPEN](scan, c);
		scan->line += c == '\n' && scan->at > at;
	}
	keep_mark(scan);
	return event;
}

/* ---- too large, and the end of the stream ---- */

/* One work may be, and others not. */
enum scan_event xml_too_large(struct scan *scan)
{
	if (xml_can_part(scan))
		return xml_part(scan);
	scan_let_go(scan);
	return scan_reject(scan, "larger than %zu bytes", scan->record_max);
}

static enum scan_event reject_here(struct scan *scan, const char *reason)
{
	scan->start = scan_offset(scan);
	scan->start_line = scan->line;
	return scan_reject(scan, "%s", reason);
}

static enum scan_event no_record(struct scan *scan)
{
	struct span root = { scan->xml.root.at, scan->xml.root.len };

	scan->start = 0;
	scan->start_line = 1;
	return scan_reject(scan, "XML without a record that is known: <%.*s>",
			   span_shown(root, XML_NAME_MAX), root.at);
}

enum scan_event xml_end(struct scan *scan, bool cut)
{
	struct scan_xml *xml = &scan->xml;
	bool held = scan->held, inside = xml->kind || xml->open;

	if (xml_can_part(scan))
		return xml_part(scan);
	if (cut || xml->ended)
		return SCAN_MORE;
	xml_leave_record(scan);
	xml->ended = true;
	if (held)
		return scan_reject(scan, "the file ends inside this record");
	if (scan->state != XML_TEXT)
		return reject_here(scan, "the file ends inside a tag, comment "
					 "or declaration");
	if (!xml->seen)
		return no_record(scan);
	if (inside)
		return reject_here(
			scan, "the file ends before its root element does");
	return SCAN_MORE;
}
