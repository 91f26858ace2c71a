/* SPDX-License-Identifier: MIT */
#include "xml.h"

/* ---- before the root ---- */

/* The index after the first `end` at or after `from`, or text.len. */
static size_t after(struct span text, size_t from, const char *end)
{
	const char *at = NULL;

	if (from < text.len)
		at = memmem(text.at + from, text.len - from, end, strlen(end));
	return at ? (size_t)(at - text.at) + strlen(end) : text.len;
}

static bool begins(struct span text, size_t at, const char *start)
{
	size_t len = strlen(start);

	return text.len - at >= len && !memcmp(text.at + at, start, len);
}

/* The index after the document type declaration that begins at `at` (XML 1.0
 * section 2.8): declarations in brackets, quotes and comments inside. */
static size_t after_doctype(struct span text, size_t at)
{
	size_t brackets = 0;

	while (at < text.len) {
		char c = text.at[at];
		char quote[2] = { c };

		if (c == '"' || c == '\'')
			at = after(text, at + 1, quote);
		else if (begins(text, at, "<!--"))
			at = after(text, at, "-->");
		else
			at++;
		brackets += c == '[';
		if (c == ']' && brackets)
			brackets--;
		if (c == '>' && !brackets)
			return at;
	}
	return text.len;
}

struct span xml_body(struct span raw)
{
	size_t at = begins(raw, 0, "\xEF\xBB\xBF") ? 3 : 0;

	while (at < raw.len) {
		if (ascii_is_space(raw.at[at]))
			at++;
		else if (begins(raw, at, "<?"))
			at = after(raw, at, "?>");
		else if (begins(raw, at, "<!--"))
			at = after(raw, at, "-->");
		else if (begins(raw, at, "<!"))
			at = after_doctype(raw, at);
		else
			break;
	}
	if (at >= raw.len || raw.at[at] != '<')
		return (struct span){ 0 };
	return span_slice(raw, at, raw.len);
}

struct span xml_encoding(struct span text)
{
	static const char key[] = "encoding";
	struct span rest = span_trim(text);
	size_t end, at;

	if (!begins(rest, 0, "<?xml"))
		return (struct span){ 0 };
	rest = span_slice(rest, 0, after(rest, 0, "?>"));
	at = after(rest, 0, key);
	while (at < rest.len &&
	       (ascii_is_space(rest.at[at]) || rest.at[at] == '=' ||
		rest.at[at] == '"' || rest.at[at] == '\''))
		at++;
	end = at;
	while (end < rest.len && rest.at[end] > ' ' && rest.at[end] != '"' &&
	       rest.at[end] != '\'' && rest.at[end] != '?')
		end++;
	return span_slice(rest, at, end);
}

/* ---- names ---- */

static bool ends_name(char c)
{
	return ascii_is_space(c) || c == '>' || c == '/' || c == '=';
}

/* The name that text begins with, its prefix too. */
static struct span qualified(struct span text)
{
	size_t len = 0;

	while (len < text.len && !ends_name(text.at[len]))
		len++;
	return span_slice(text, 0, len);
}

static struct span local(struct span name)
{
	const char *colon = name.len ? memchr(name.at, ':', name.len) : NULL;

	if (!colon)
		return name;
	return span_slice(name, (size_t)(colon - name.at) + 1, name.len);
}

struct span xml_qualified_name(struct span text)
{
	return qualified(span_slice(text, 1, text.len));
}

struct span xml_root_name(struct span raw)
{
	struct span body = xml_body(raw);

	return body.len ? local(xml_qualified_name(body)) : body;
}

static struct span part(const struct xml_element *element, size_t from,
			size_t to)
{
	return span_slice(buf_span(&element->xml->text), from, to);
}

struct span xml_name(const struct xml_element *element)
{
	if (!element)
		return (struct span){ 0 };
	return local(qualified(part(element, element->tag, element->inner)));
}

bool xml_is(const struct xml_element *element, const char *name)
{
	return element && span_is(xml_name(element), name);
}

/* ---- elements ---- */

const struct xml_element *xml_root(const struct xml *xml)
{
	return xml->count ? &xml->elements[0] : NULL;
}

static size_t index_of(const struct xml_element *element)
{
	return (size_t)(element - element->xml->elements);
}

/* The first of the siblings from index `at` up to `to` with that name. */
static const struct xml_element *sibling(const struct xml *xml, size_t at,
					 size_t to, const char *name)
{
	for (; at < to; at = xml->elements[at].next)
		if (!name || xml_is(&xml->elements[at], name))
			return &xml->elements[at];
	return NULL;
}

const struct xml_element *xml_child(const struct xml_element *parent,
				    const char *name)
{
	if (!parent)
		return NULL;
	return sibling(parent->xml, index_of(parent) + 1, parent->next, name);
}

const struct xml_element *xml_next(const struct xml_element *element,
				   const struct xml_element *parent,
				   const char *name)
{
	return sibling(parent->xml, element->next, parent->next, name);
}

static const struct xml_element *first_in(const struct xml *xml, size_t at,
					  size_t to, const char *name)
{
	for (; at < to; at++)
		if (xml_is(&xml->elements[at], name))
			return &xml->elements[at];
	return NULL;
}

const struct xml_element *xml_find(const struct xml_element *within,
				   const char *name)
{
	if (!within)
		return NULL;
	return first_in(within->xml, index_of(within), within->next, name);
}

const struct xml_element *xml_find_next(const struct xml_element *within,
					const struct xml_element *last,
					const char *name)
{
	return first_in(within->xml, last->next, within->next, name);
}

size_t xml_count(const struct xml_element *within, const char *name)
{
	const struct xml_element *at = xml_find(within, name);
	size_t count = 0;

	for (; at; at = xml_find_next(within, at, name))
		count++;
	return count;
}

/* ---- content ---- */

struct span xml_inner(const struct xml_element *element)
{
	if (!element)
		return (struct span){ 0 };
	return span_trim(part(element, element->inner, element->end));
}

struct span xml_inner_of(const struct xml_element *parent, const char *name)
{
	return xml_inner(xml_child(parent, name));
}

struct span xml_lead(const struct xml_element *element)
{
	struct span inner = xml_inner(element);
	const char *tag = inner.len ? memchr(inner.at, '<', inner.len) : NULL;

	if (tag)
		inner.len = (size_t)(tag - inner.at);
	return span_trim(inner);
}

struct span xml_attribute(const struct xml_element *element, const char *name)
{
	struct span rest, key;

	if (!element)
		return (struct span){ 0 };
	rest = part(element, element->tag, element->inner - 1);
	rest = span_slice(rest, qualified(rest).len, rest.len);
	/* as xml_read.c writes them: ` key="value"` */
	while (rest.len) {
		rest = span_slice(rest, 1, rest.len);
		key = qualified(rest);
		rest = span_slice(rest, key.len + 2, rest.len);
		if (span_is(local(key), name))
			return span_slice(rest, 0, after(rest, 0, "\"") - 1);
		rest = span_slice(rest, after(rest, 0, "\""), rest.len);
	}
	return (struct span){ 0 };
}

bool xml_attribute_is(const struct xml_element *element, const char *name,
		      const char *value)
{
	return span_is(xml_attribute(element, name), value);
}
