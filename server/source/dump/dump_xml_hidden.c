/* SPDX-License-Identifier: MIT */
/*
 * Comments, CDATA sections, processing instructions and document types, passed
 * over by the splitter of XML files; see dump_xml.c.
 */
#include "dump_xml.h"

#include "paperd/scoped.h"

/* Letter by letter, since the window may end anywhere. */
enum scan_event xml_at_bang(struct scan *scan, char c)
{
	static const struct {
		const char *start, *until;
	} rows[] = { { "--", "-->" }, { "[CDATA[", "]]>" } };
	struct scan_xml *xml = &scan->xml;

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		struct span start = span_of(rows[i].start);

		/* once one has begun, the other is out */
		if ((xml->matched && xml->until != rows[i].until) ||
		    start.at[xml->matched] != c)
			continue;
		xml->until = rows[i].until;
		scan->at++;
		if (++xml->matched == start.len) {
			xml->matched = 0;
			scan->state = XML_UNTIL;
		}
		return SCAN_MORE;
	}
	xml->brackets = 0;
	scan->state = xml->kind ? XML_TEXT : XML_DOCTYPE;
	return SCAN_MORE;
}

/* How much of xml.until has been met once c is; of "-->" two dashes stay met
 * while dashes follow. */
static void match_end(struct scan_xml *xml, char c)
{
	const char *until = xml->until;

	if (c == until[xml->matched])
		xml->matched++;
	else if (c != until[0])
		xml->matched = 0;
	else if (!(xml->matched == 2 && until[1] == until[0]))
		xml->matched = 1;
}

/* Inside a record the tags of its own kind are looked for here too: it may
 * be that the end is missing. */
static enum scan_event watch(struct scan *scan, char c)
{
	struct scan_xml *xml = &scan->xml;
	bool named;

	if (c == '<') {
		xml_mark(scan);
		xml->watching = true;
		return SCAN_MORE;
	}
	if (!xml->watching)
		return SCAN_MORE;
	if (!xml_ends_name(c) && c != '!' && c != '?') {
		xml_add_to_name(xml, c);
		return SCAN_MORE;
	}
	xml->watching = false;
	xml->pending = false;
	named = xml->name.len && xml_names_record(xml);
	return named ? xml_cut_record(scan) : SCAN_MORE;
}

enum scan_event xml_at_until(struct scan *scan, char c)
{
	struct scan_xml *xml = &scan->xml;

	enum scan_event event = xml->kind ? watch(scan, c) : SCAN_MORE;

	if (scan->state != XML_UNTIL)
		return event;
	match_end(xml, c);
	scan->at++;
	if (!xml->until[xml->matched]) {
		xml->watching = false;
		scan->state = XML_TEXT;
	}
	return SCAN_MORE;
}

enum scan_event xml_at_doctype(struct scan *scan, char c)
{
	struct scan_xml *xml = &scan->xml;

	scan->at++;
	xml->brackets += c == '[';
	if (c == ']' && xml->brackets)
		xml->brackets--;
	if (c == '"' || c == '\'') {
		xml->quote = c;
		scan->state = XML_DOCTYPE_QUOTE;
	}
	if (c == '>' && !xml->brackets)
		scan->state = XML_TEXT;
	return SCAN_MORE;
}

enum scan_event xml_at_doctype_quote(struct scan *scan, char c)
{
	scan->at++;
	if (c == scan->xml.quote)
		scan->state = XML_DOCTYPE;
	return SCAN_MORE;
}
