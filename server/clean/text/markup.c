/* SPDX-License-Identifier: MIT */
/*
 * The grammar of a tag, strict where HTML is lenient, since in scholarly prose
 * most '<' are not tags:
 *
 *	'<' ['/'] [prefix ':'] name (blank+ attribute)* blank* ['/'] '>'
 *	attribute = name '=' value, value quoted or a word
 *
 * Attributes without a value ("<a and b>") make it text, unless one with a
 * value stands before them.
 */
#include "tags.h"

/* Longest tag, in bytes: alternative texts of formulas run to some thousand.
 * It bounds what one '<' can cost. */
#define TAG_LEN_MAX 16384

/* How reading a list of attributes ended. */
enum list_end {
	LIST_CLOSED, /* at '>' */
	LIST_CUT,    /* at the end of the text */
	LIST_BROKEN, /* it is not a list of attributes */
};

struct list {
	size_t end; /* index of the '>' or of the end of the text */
	unsigned valued;
	bool bare_first; /* the first attribute has no value */
	bool cut_name;   /* the text ends in the name of an attribute */
};

static bool is_name_char(char c)
{
	return ascii_is_alnum((unsigned char)c) || c == '-' || c == '_' ||
	       c == '.' || c == ':';
}

static size_t skip_name(struct span text, size_t at)
{
	while (at < text.len && is_name_char(text.at[at]))
		at++;
	return at;
}

static size_t skip_blanks(struct span text, size_t at)
{
	while (at < text.len && ascii_is_space((unsigned char)text.at[at]))
		at++;
	return at;
}

/* The part of a name after its prefix ("jats:p" → "p"). */
static struct span without_prefix(struct span name)
{
	const char *colon = memrchr(name.at, ':', name.len);

	if (!colon)
		return name;
	return span_slice(name, (size_t)(colon - name.at) + 1, name.len);
}

/* The index after the value at text.at[at]; text.len when a quote is never
 * closed; at itself when there is no value. */
static size_t skip_value(struct span text, size_t at)
{
	const char *end;

	if (at < text.len && (text.at[at] == '"' || text.at[at] == '\'')) {
		end = memchr(text.at + at + 1, text.at[at], text.len - at - 1);
		return end ? (size_t)(end - text.at) + 1 : text.len;
	}
	while (at < text.len && !ascii_is_space((unsigned char)text.at[at]) &&
	       !strchr("\"'<>=`", text.at[at]))
		at++;
	return at;
}

/* The index after '=' (blanks around it only before a quoted value), or 0. */
static size_t skip_equals(struct span text, size_t at)
{
	size_t sign = skip_blanks(text, at);
	size_t value;

	if (sign >= text.len || text.at[sign] != '=')
		return 0;
	value = skip_blanks(text, sign + 1);
	if (value < text.len &&
	    (text.at[value] == '"' || text.at[value] == '\''))
		return value;
	return sign == at && value == sign + 1 ? value : 0;
}

/* Reads one attribute; returns the index after it, at itself when there is
 * none. */
static size_t skip_attribute(struct span text, size_t at, struct list *list)
{
	size_t name = skip_name(text, at);
	size_t value, end;

	if (name == at)
		return at;
	value = skip_equals(text, name);
	if (!value && name == text.len) {
		list->cut_name = true;
		return name;
	}
	if (!value) {
		list->bare_first |= !list->valued;
		return name;
	}
	end = skip_value(text, value);
	if (end == value && end < text.len)
		return at;
	list->valued++;
	return end;
}

/* Reads the attributes from the end of the name on. */
static enum list_end read_list(struct span text, size_t at, struct list *ret)
{
	*ret = (struct list){ .end = text.len };
	for (;;) {
		size_t start = skip_blanks(text, at);

		if (start >= text.len)
			return LIST_CUT;
		if (text.at[start] == '/')
			start++;
		if (start < text.len && text.at[start] == '>') {
			ret->end = start;
			return LIST_CLOSED;
		}
		if (start >= text.len)
			return LIST_CUT;
		at = skip_attribute(text, start, ret);
		if (at == start)
			return LIST_BROKEN;
	}
}

/* Is a list that ended so, after a name that is or is not known, a tag? */
static bool is_tag(const struct tag *tag, enum list_end end,
		   const struct list *list)
{
	if (end == LIST_BROKEN || list->bare_first)
		return false;
	/* "x <a and" is prose; "<span cla" was cut. */
	if (end == LIST_CUT)
		return tag->row && (!list->cut_name || tag->name.len > 1);
	if (tag->closing)
		return tag->row && !list->valued;
	return tag->row || list->valued;
}

bool tag_read(struct span text, struct tag *ret)
{
	struct tag tag = { 0 };
	struct list list;
	enum list_end end;
	size_t at = 1, name_end;
	bool whole = text.len <= TAG_LEN_MAX;

	text.len = whole ? text.len : TAG_LEN_MAX;
	tag.closing = text.len > 1 && text.at[1] == '/';
	at += tag.closing;
	if (at >= text.len || !ascii_is_alpha((unsigned char)text.at[at]))
		return false;
	name_end = skip_name(text, at);
	tag.name = without_prefix(span_slice(text, at, name_end));
	tag.row = tag_row(tag.name);
	end = read_list(text, name_end, &list);
	if (!is_tag(&tag, end, &list) || (end == LIST_CUT && !whole))
		return false;
	tag.self_closed = !tag.closing && end == LIST_CLOSED &&
			  text.at[list.end - 1] == '/';
	tag.unfinished = end == LIST_CUT;
	tag.attributes = span_slice(text, name_end, list.end);
	tag.len = end == LIST_CLOSED ? list.end + 1 : text.len;
	*ret = tag;
	return true;
}

static bool is_same_name(struct span a, struct span b)
{
	if (a.len != b.len)
		return false;
	for (size_t i = 0; i < a.len; i++)
		if (ascii_lower(a.at[i]) != ascii_lower(b.at[i]))
			return false;
	return true;
}

size_t tag_end(struct span text, struct span name)
{
	size_t end;
	struct span found;

	if (text.len < 3 || text.at[1] != '/')
		return 0;
	text.len = text.len < TAG_LEN_MAX ? text.len : TAG_LEN_MAX;
	end = skip_name(text, 2);
	found = without_prefix(span_slice(text, 2, end));
	if (!is_same_name(found, name))
		return 0;
	end = skip_blanks(text, end);
	return end < text.len && text.at[end] == '>' ? end + 1 : 0;
}

/* Without the quotes around it. */
static struct span unquoted(struct span value)
{
	char quote = value.len ? value.at[0] : 0;

	if (quote != '"' && quote != '\'')
		return value;
	value = span_slice(value, 1, value.len);
	/* A tag that was cut off may lack the other one. */
	if (value.len && value.at[value.len - 1] == quote)
		value.len--;
	return value;
}

bool tag_attribute(const struct tag *tag, const char *name, struct span *ret)
{
	struct span text = tag->attributes;
	size_t at = skip_blanks(text, 0);

	while (at < text.len) {
		size_t end = skip_name(text, at);
		size_t value = skip_equals(text, end);
		struct span key = without_prefix(span_slice(text, at, end));

		if (end == at)
			return false;
		end = value ? skip_value(text, value) : end;
		if (value && span_is_nocase(key, name)) {
			*ret = unquoted(span_slice(text, value, end));
			return true;
		}
		at = skip_blanks(text, end);
	}
	return false;
}

bool tag_element(struct span text, const struct tag *open, struct span *ret)
{
	size_t at = open->len;
	size_t depth = 1;
	const char *sign;
	struct tag tag;

	while ((sign = memchr(text.at + at, '<', text.len - at))) {
		at = (size_t)(sign - text.at);
		if (!tag_read(span_slice(text, at, text.len), &tag)) {
			at++;
			continue;
		}
		at += tag.len;
		if (tag.row != open->row || tag.self_closed)
			continue;
		depth = tag.closing ? depth - 1 : depth + 1;
		if (!depth) {
			*ret = span_slice(text, 0, at);
			return true;
		}
	}
	return false;
}
