/* SPDX-License-Identifier: MIT */
/*
 * libxml2's text reader over one record, to a struct xml.
 *
 * The reader is given no document type: an entity other than the five of XML
 * 1.0 section 4.6 is an error, and nothing is ever fetched.  Without
 * XML_PARSE_HUGE it also has limits of its own, 10 MB for one text and 256
 * levels among them.
 */
#include "xml.h"

#include "paperd/scoped.h"
#include "xml_reader.h"

/* Bytes that resolving references and CDATA sections can add: `&` to `&amp;`,
 * and `"` to `&quot;`. */
#define GROWTH_MAX 6

/* Bytes of a message of the parser shown. */
#define MESSAGE_MAX 100

struct reading {
	struct xml *xml;
	xmlTextReaderPtr reader;      /* owned */
	size_t room;                  /* elements allocated */
	uint32_t open[XML_DEPTH_MAX]; /* their indices */
	size_t depth;
	struct error failure; /* the first; status OK: none */
};

static void reading_release(struct reading *reading)
{
	if (reading->reader)
		xmlFreeTextReader(reading->reader);
}

static enum status fail(struct reading *reading, const char *reason)
{
	return error_set(&reading->failure, STATUS_INVALID_BODY, "%s", reason);
}

static const char *name_of(const struct reading *reading)
{
	const xmlChar *name = xmlTextReaderConstName(reading->reader);

	return name ? (const char *)name : "";
}

static struct span value_of(const struct reading *reading)
{
	return span_of((const char *)xmlTextReaderConstValue(reading->reader));
}

static const char *escape_of(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	default:
		return NULL;
	}
}

static void add_escaped(struct buf *out, struct span text, bool quoted)
{
	size_t from = 0;

	for (size_t i = 0; i < text.len; i++) {
		const char *escape = escape_of(text.at[i]);

		if (!escape || (text.at[i] == '"' && !quoted))
			continue;
		buf_add_span(out, span_slice(text, from, i));
		buf_add_text(out, escape);
		from = i + 1;
	}
	buf_add_span(out, span_slice(text, from, text.len));
}

static void add_attributes(struct reading *reading)
{
	struct buf *out = &reading->xml->text;

	while (xmlTextReaderMoveToNextAttribute(reading->reader) == 1) {
		if (xmlTextReaderIsNamespaceDecl(reading->reader) == 1)
			continue;
		buf_add_char(out, ' ');
		buf_add_text(out, name_of(reading));
		buf_add_text(out, "=\"");
		add_escaped(out, value_of(reading), true);
		buf_add_char(out, '"');
	}
	xmlTextReaderMoveToElement(reading->reader);
}

static enum status end_element(struct reading *reading)
{
	struct xml *xml = reading->xml;
	struct xml_element *element;

	if (!reading->depth)
		return fail(reading, "not XML: an end without a start");
	element = &xml->elements[reading->open[--reading->depth]];
	element->end = (uint32_t)xml->text.len;
	element->next = (uint32_t)xml->count;
	buf_add_text(&xml->text, "</");
	buf_add_text(&xml->text, name_of(reading));
	buf_add_char(&xml->text, '>');
	return STATUS_OK;
}

static enum status start_element(struct reading *reading)
{
	struct xml *xml = reading->xml;
	struct xml_element *element = &xml->elements[xml->count];

	if (reading->depth == XML_DEPTH_MAX)
		return fail(reading, "XML nested too deeply");
	if (xml->count == reading->room)
		return fail(reading, "not XML: more elements than tags");
	reading->open[reading->depth++] = (uint32_t)xml->count++;
	buf_add_char(&xml->text, '<');
	element->xml = xml;
	element->tag = (uint32_t)xml->text.len;
	buf_add_text(&xml->text, name_of(reading));
	add_attributes(reading);
	buf_add_char(&xml->text, '>');
	element->inner = (uint32_t)xml->text.len;
	if (xmlTextReaderIsEmptyElement(reading->reader) == 1)
		return end_element(reading);
	return STATUS_OK;
}

static enum status take_node(struct reading *reading)
{
	switch (xmlTextReaderNodeType(reading->reader)) {
	case XML_READER_TYPE_ELEMENT:
		return start_element(reading);
	case XML_READER_TYPE_END_ELEMENT:
		return end_element(reading);
	case XML_READER_TYPE_TEXT:
	case XML_READER_TYPE_CDATA:
	case XML_READER_TYPE_WHITESPACE:
	case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
		add_escaped(&reading->xml->text, value_of(reading), false);
		return STATUS_OK;
	case XML_READER_TYPE_ENTITY_REFERENCE:
		return fail(reading, "XML with an entity of its own");
	default:
		return STATUS_OK;
	}
}

static void on_error(void *context, xmlErrorPtr error)
{
	struct reading *reading = context;
	struct span message = span_trim(span_of(error->message));

	if (error->level != XML_ERR_FATAL ||
	    reading->failure.status != STATUS_OK)
		return;
	if (error->code == XML_ERR_NO_MEMORY) {
		error_set(&reading->failure, STATUS_NO_MEMORY, "no memory");
		return;
	}
	error_set(&reading->failure, STATUS_INVALID_BODY,
		  "not XML near byte %ld: %.*s",
		  xmlTextReaderByteConsumed(reading->reader),
		  span_shown(message, MESSAGE_MAX), message.at);
}

/* An upper bound of the elements: tags that are not end tags. */
static size_t count_tags(struct span body)
{
	size_t count = 0;

	for (size_t i = 0; i + 1 < body.len; i++)
		count += body.at[i] == '<' && body.at[i + 1] != '/' &&
			 body.at[i + 1] != '!';
	return count;
}

/* The most signs of equality between '<' and '>': no fewer than the attributes
 * of any element. */
static size_t most_attributes(struct span body)
{
	size_t most = 0, count = 0;

	for (size_t i = 0; i < body.len; i++) {
		char c = body.at[i];

		if (c == '<' || c == '>')
			count = 0;
		count += c == '=';
		most = count > most ? count : most;
	}
	return most;
}

static enum status parse(struct span body, struct reading *reading,
			 struct error *err)
{
	int more;

	xmlInitParser();
	reading->reader = xmlReaderForMemory(body.at, (int)body.len, NULL,
					     "UTF-8", XML_PARSE_NONET);
	if (!reading->reader)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	xmlTextReaderSetStructuredErrorHandler(
		reading->reader, (xmlStructuredErrorFunc)on_error, reading);
	do
		more = xmlTextReaderRead(reading->reader);
	while (more == 1 && reading->failure.status == STATUS_OK &&
	       take_node(reading) == STATUS_OK);
	if (more < 0 && reading->failure.status == STATUS_OK)
		fail(reading, "not XML");
	if (reading->failure.status != STATUS_OK)
		return error_set(err, reading->failure.status, "%s",
				 reading->failure.detail);
	return buf_check(&reading->xml->text, err);
}

static enum status check_size(struct span body, size_t tags, struct error *err)
{
	if (!body.len)
		return error_set(err, STATUS_INVALID_BODY,
				 "XML without an element");
	if (body.len > XML_BYTES_MAX)
		return error_set(err, STATUS_INVALID_BODY,
				 "XML larger than %zu bytes", XML_BYTES_MAX);
	if (tags > XML_ELEMENTS_MAX)
		return error_set(err, STATUS_INVALID_BODY,
				 "XML with more than %zu elements",
				 XML_ELEMENTS_MAX);
	if (most_attributes(body) > XML_ATTRIBUTES_MAX)
		return error_set(err, STATUS_INVALID_BODY,
				 "XML with more than %d attributes in one "
				 "element",
				 XML_ATTRIBUTES_MAX);
	return STATUS_OK;
}

enum status xml_read(struct span raw, struct xml *ret, struct error *err)
{
	struct span body = xml_body(raw);
	SCOPED(buf_release) struct buf numbered = buf_init(2 * body.len);
	SCOPED(reading_release)
	struct reading reading = {
		.xml = ret,
		.room = count_tags(body),
	};
	struct error own = { 0 };
	enum status status;

	err = err ? err : &own;
	status = check_size(body, reading.room, err);
	if (status != STATUS_OK)
		return status;
	if (xml_number_names(body, &numbered))
		body = buf_span(&numbered);
	if (buf_check(&numbered, err) != STATUS_OK)
		return err->status;
	*ret = (struct xml){ .text = buf_init(GROWTH_MAX * body.len) };
	ret->elements = calloc(reading.room, sizeof(*ret->elements));
	if (!ret->elements)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	status = parse(body, &reading, err);
	if (status != STATUS_OK)
		xml_release(ret);
	return status;
}

void xml_release(struct xml *xml)
{
	buf_release(&xml->text);
	free(xml->elements);
	*xml = (struct xml){ 0 };
}
