/* SPDX-License-Identifier: MIT */
/*
 * One XML record as a tree of elements over one text.
 *
 * The text is the record as it was understood: comments and processing
 * instructions left out, CDATA and character references resolved, every
 * element with its prefix.  An element knows where its tag and its content
 * stand in it, so "the inner markup" of a title is a slice and goes to the
 * cleaners as it is; they read tags and entities themselves.  Elements stand in
 * document order, so what an element holds is the run of elements after it.
 *
 * Names are compared without their prefix.  Everything returned is borrowed
 * from the tree.  Getters take a NULL element for one that is absent.
 */
#ifndef PAPERD_SOURCE_XML_H
#define PAPERD_SOURCE_XML_H

#include "paperd/buf.h"

/* Most bytes of one record: the largest known, with 3,000 authors, are near
 * 5 MB. */
#define XML_BYTES_MAX ((size_t)64 << 20)

/* Most elements of one record. */
#define XML_ELEMENTS_MAX ((size_t)1 << 19)

/* Most attributes of one element; the parser compares each with all before
 * it. */
#define XML_ATTRIBUTES_MAX 1000

/* Deepest nesting: MathML in an abstract is near 30. */
#define XML_DEPTH_MAX 100

struct xml;

struct xml_element {
	const struct xml *xml;
	uint32_t tag;   /* offset in the text of the name in its start tag */
	uint32_t inner; /* of its content */
	uint32_t end;   /* of the end of its content */
	uint32_t next; /* index of the first element after it and its content */
};

struct xml {
	struct buf text;
	struct xml_element *elements; /* owned; the first is the root */
	size_t count;
};

/*
 * Reads a record, or a document that holds one: what stands before the root
 * element, a document type with its entities above all, is passed over and
 * never read.  Of entities only those of XML itself are known, and names of
 * characters as HTML 4 has them.  *ret must not move while elements of it are
 * in use.  Errors: STATUS_INVALID_BODY naming the byte, counted from the root
 * on, and the cause; STATUS_NO_MEMORY.
 */
MUST_CHECK enum status xml_read(struct span raw, struct xml *ret,
				struct error *err);
void xml_release(struct xml *xml);

/*
 * Appends text with names of characters that XML does not know ("&nbsp;") as
 * numbers ("&#160;").  False, out untouched: there are none.  In a CDATA section
 * too, where cleaners would read a name as they read a number.
 */
bool xml_number_names(struct span text, struct buf *out);

/* What raw holds from the start tag of its root on; empty: it is not XML. */
struct span xml_body(struct span raw);

/* The root's name as it stands in raw, without its prefix; empty: no XML. */
struct span xml_root_name(struct span raw);

/* The same with its prefix, of a text that begins with a tag. */
struct span xml_qualified_name(struct span text);

/* The encoding that the declaration at the start of text names; empty: none. */
struct span xml_encoding(struct span text);

const struct xml_element *xml_root(const struct xml *xml);

struct span xml_name(const struct xml_element *element);
bool xml_is(const struct xml_element *element, const char *name);

/* The first child, or next sibling, of that name (NULL: of any), or NULL. */
const struct xml_element *xml_child(const struct xml_element *parent,
				    const char *name);
const struct xml_element *xml_next(const struct xml_element *element,
				   const struct xml_element *parent,
				   const char *name);

/* The first element of that name anywhere in `within` (itself included), and
 * the next one after `last` and what it holds. */
const struct xml_element *xml_find(const struct xml_element *within,
				   const char *name);
const struct xml_element *xml_find_next(const struct xml_element *within,
					const struct xml_element *last,
					const char *name);
size_t xml_count(const struct xml_element *within, const char *name);

/* The markup between the tags, trimmed; of the first such child. */
struct span xml_inner(const struct xml_element *element);
struct span xml_inner_of(const struct xml_element *parent, const char *name);

/* What stands before the first child, trimmed. */
struct span xml_lead(const struct xml_element *element);

/* The value as written in the text (entities stand for & < "), or {0}. */
struct span xml_attribute(const struct xml_element *element, const char *name);
bool xml_attribute_is(const struct xml_element *element, const char *name,
		      const char *value);

#endif
