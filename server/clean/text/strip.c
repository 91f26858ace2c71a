/* SPDX-License-Identifier: MIT */
/*
 * Tags to marks.  One pass over the '<' of a text; what stands between them is
 * copied in one piece.  An element that is dropped or replaced is looked for
 * up to its closing tag; a name that was once not closed is never looked for
 * again, which keeps the whole linear.
 */
#include "text_stages.h"

#include "paperd/scoped.h"
#include "tags.h"

/* What is not an element: comment, CDATA section, XML declaration. */
static const struct aside {
	const char *open;
	const char *close;
	bool keeps; /* its content is text */
} asides[] = {
	{ "<!--", "-->", false },
	{ "<![CDATA[", "]]>", true },
	{ "<?xml", "?>", false },
};

/* Most names off the list whose closing tags are remembered. */
#define STRANGERS_MAX 8

struct strip {
	struct span in;
	struct buf *out;
	enum text_mode mode;
	size_t done;       /* in.at[0] .. in.at[done - 1] are dealt with */
	unsigned sections; /* open section elements */
	bool inline_pre;   /* the open <pre> is a superscript */
	bool never_closed[TAG_ROWS_MAX];
	bool never_ended[ARRAY_COUNT(asides)];
	struct span strangers[STRANGERS_MAX]; /* names off the list, removed */
	size_t stranger_count;
	unsigned scripts; /* open sub- and superscripts */
	struct bracketed bracketed;
	struct trace *trace;
};

/* What the two ends of an element leave behind, outside TEXT_LINES. */
static const char marks[][2] = {
	[TAG_QUIET] = { MARK_QUIET, MARK_QUIET },
	[TAG_REPAIR] = { MARK_OPEN, MARK_CLOSE },
	[TAG_CAPS] = { MARK_CAPS, MARK_QUIET },
	[TAG_SUB] = { MARK_LOWER, MARK_END },
	[TAG_SUP] = { MARK_UPPER, MARK_END },
	[TAG_BLOCK] = { MARK_BREAK, MARK_BREAK },
	[TAG_SECTION] = { MARK_BREAK, MARK_BREAK },
	[TAG_TITLE] = { MARK_BREAK, MARK_BREAK },
	[TAG_LABEL] = { MARK_BREAK, MARK_BREAK },
	[TAG_NOTICE] = { MARK_BREAK, MARK_BREAK },
	[TAG_DROP] = { MARK_QUIET, MARK_QUIET },
	[TAG_FORMULA] = { MARK_QUIET, MARK_QUIET },
	[TAG_PRE] = { MARK_BREAK, MARK_BREAK },
};

/* Is the <pre> whose content is text a superscript: digits and no more? */
static bool is_digits_only(struct span text)
{
	size_t at = 0;

	while (at < text.len && ascii_is_digit(text.at[at]))
		at++;
	return at && (at == text.len || !ascii_is_alpha(text.at[at])) &&
	       (at == text.len || !ascii_is_space(text.at[at]));
}

/* Copies what stands before index at and goes on behind it, at index next. */
static void flush(struct strip *strip, size_t at, size_t next)
{
	buf_add_span(strip->out, span_slice(strip->in, strip->done, at));
	strip->done = next;
}

/* Can it be a language code ("en", "zh-Hans")? */
static bool is_code(struct span value)
{
	for (size_t i = 0; i < value.len; i++)
		if (!ascii_is_alnum((unsigned char)value.at[i]) &&
		    value.at[i] != '-' && value.at[i] != '_')
			return false;
	return value.len >= 2 && value.len <= 8;
}

/* The language and the label that a block's attributes carry. */
static void add_attributes(const struct tag *tag, struct buf *out)
{
	struct span value;

	if ((tag_attribute(tag, "lang", &value) ||
	     tag_attribute(tag, "language", &value)) &&
	    is_code(value)) {
		buf_add_char(out, MARK_LANG);
		buf_add_span(out, value);
		buf_add_char(out, MARK_LANG_END);
	}
	if (tag_attribute(tag, "label", &value) && value.len &&
	    !span_is_nocase(value, "unlabelled")) {
		buf_add_char(out, MARK_LABEL);
		buf_add_span(out, value);
		buf_add_char(out, MARK_TITLE_END);
		buf_add_char(out, MARK_BREAK);
	}
}

/* The mark that tells the reader of the lines what kind of block begins. */
static char block_mark(const struct strip *strip, enum tag_class class)
{
	if (class == TAG_NOTICE)
		return MARK_NOTICE;
	if (class == TAG_LABEL || (class == TAG_TITLE && strip->sections))
		return MARK_LABEL;
	return class == TAG_TITLE ? MARK_TITLE : 0;
}

/* One end of a block in TEXT_LINES. */
static void add_block(struct strip *strip, const struct tag *tag)
{
	enum tag_class class = tag->row->class;
	char mark = block_mark(strip, class);

	if (class == TAG_SECTION && !tag->self_closed)
		strip->sections += tag->closing ? -(strip->sections > 0) : 1;
	if (mark && tag->closing)
		buf_add_char(strip->out, class == TAG_NOTICE ? MARK_NOTICE_END
							     : MARK_TITLE_END);
	buf_add_char(strip->out, MARK_BREAK);
	if (tag->closing)
		return;
	add_attributes(tag, strip->out);
	if (mark && !tag->self_closed)
		buf_add_char(strip->out, mark);
}

static bool is_block(enum tag_class class)
{
	return class >= TAG_BLOCK && class <= TAG_NOTICE;
}

/* A sub- or superscript is noted where it is resolved, an end of one that was
 * never begun here. */
static void note_tag(struct strip *strip, const struct tag *tag,
		     enum tag_class class)
{
	bool script = class == TAG_SUB || class == TAG_SUP;

	if (script && !tag->closing) {
		strip->scripts++;
		return;
	}
	if (script && strip->scripts) {
		strip->scripts--;
		return;
	}
	trace_fired(strip->trace, is_block(class) || class == TAG_PRE
					  ? RULE_TAG_BLOCK
					  : RULE_TAG_INLINE);
}

/* Leaves the mark of a tag; after is the text behind it. */
static void add_mark(struct strip *strip, const struct tag *tag,
		     struct span after)
{
	enum tag_class class = tag->row ? tag->row->class : TAG_QUIET;

	if (class == TAG_PRE && !tag->closing)
		strip->inline_pre = is_digits_only(after);
	if (class == TAG_PRE && strip->inline_pre)
		class = TAG_QUIET;
	if (tag->self_closed && !is_block(class))
		class = TAG_QUIET;
	if (tag->unfinished)
		trace_fired(strip->trace, RULE_TAG_UNFINISHED);
	else
		note_tag(strip, tag, class);
	if (is_block(class) && strip->mode == TEXT_LINES) {
		add_block(strip, tag);
		return;
	}
	buf_add_char(strip->out, marks[class][tag->closing]);
}

/* Takes a whole element off when its class asks for it and it is closed. */
static bool take_element(struct strip *strip, size_t at, const struct tag *tag)
{
	enum tag_class class = tag->row ? tag->row->class : TAG_QUIET;
	struct span element;
	bool *never;

	if ((class != TAG_DROP && class != TAG_FORMULA) || tag->closing ||
	    tag->self_closed)
		return false;
	never = &strip->never_closed[tag_row_index(tag->row)];
	*never = *never ||
		 !tag_element(span_slice(strip->in, at, strip->in.len), tag,
			      &element);
	if (*never)
		return false;
	flush(strip, at, at + element.len);
	if (class == TAG_FORMULA)
		formula_add(element, strip->out, strip->trace);
	else
		buf_add_char(strip->out, MARK_QUIET);
	if (class == TAG_DROP)
		trace_fired(strip->trace, RULE_TAG_CONTENT);
	return true;
}

/* Takes off the aside of one kind that begins at index at; false when it
 * never ends. */
static bool take_aside(struct strip *strip, size_t at, size_t kind)
{
	const struct aside *aside = &asides[kind];
	size_t inner = at + strlen(aside->open);
	size_t close;
	const char *end;

	if (strip->never_ended[kind])
		return false;
	end = memmem(strip->in.at + inner, strip->in.len - inner, aside->close,
		     strlen(aside->close));
	strip->never_ended[kind] = !end;
	if (!end)
		return false;
	close = (size_t)(end - strip->in.at);
	flush(strip, at, close + strlen(aside->close));
	if (aside->keeps)
		buf_add_span(strip->out, span_slice(strip->in, inner, close));
	buf_add_char(strip->out, MARK_QUIET);
	trace_fired(strip->trace,
		    aside->keeps ? RULE_TAG_INLINE : RULE_TAG_CONTENT);
	return true;
}

/* Takes off the aside at index at, when there is one. */
static bool take_any_aside(struct strip *strip, size_t at)
{
	struct span text = span_slice(strip->in, at, strip->in.len);

	for (size_t kind = 0; kind < ARRAY_COUNT(asides); kind++)
		if (span_starts_nocase(text, asides[kind].open))
			return take_aside(strip, at, kind);
	return false;
}

/* Remembers the name of a tag that is not on the list. */
static void add_stranger(struct strip *strip, const struct tag *tag)
{
	if (!tag->row && !tag->self_closed &&
	    strip->stranger_count < STRANGERS_MAX)
		strip->strangers[strip->stranger_count++] = tag->name;
}

/* Takes off the closing tag of a name that was removed. */
static bool take_stranger(struct strip *strip, size_t at)
{
	struct span text = span_slice(strip->in, at, strip->in.len);
	size_t len = 0;

	for (size_t i = 0; i < strip->stranger_count && !len; i++)
		len = tag_end(text, strip->strangers[i]);
	if (!len)
		return false;
	flush(strip, at, at + len);
	buf_add_char(strip->out, MARK_QUIET);
	trace_fired(strip->trace, RULE_TAG_INLINE);
	return true;
}

/* Deals with the '<' at index at: false when it is text. */
static bool take(struct strip *strip, size_t at)
{
	struct span text = span_slice(strip->in, at, strip->in.len);
	struct tag tag;

	if (text.len > 1 && (text.at[1] == '!' || text.at[1] == '?'))
		return take_any_aside(strip, at);
	if (!tag_read(text, &tag))
		return take_stranger(strip, at);
	if (bracketed_is_text(&strip->bracketed, strip->in, at, &tag))
		return false;
	add_stranger(strip, &tag);
	if (take_element(strip, at, &tag))
		return true;
	flush(strip, at, at + tag.len);
	add_mark(strip, &tag, span_slice(text, tag.len, text.len));
	return true;
}

bool strip_tags(struct span in, enum text_mode mode, struct buf *out,
		struct trace *trace)
{
	struct strip strip = {
		.in = in, .out = out, .mode = mode, .trace = trace
	};
	bool changed = false;
	size_t at = 0;
	const char *sign;

	while (at < in.len && (sign = memchr(in.at + at, '<', in.len - at))) {
		at = (size_t)(sign - in.at);
		if (take(&strip, at)) {
			changed = true;
			at = strip.done;
		} else {
			at++;
		}
	}
	if (changed)
		flush(&strip, in.len, in.len);
	return changed;
}
