/* SPDX-License-Identifier: MIT */
/*
 * Sub- and superscripts become plain text, closed up.  Only where that would
 * put digits of two levels side by side ("10" and "28") are the raised ones
 * written as Unicode superscripts.
 */
#include "text_stages.h"

#include "paperd/scoped.h"

/* Marks looked over for the character behind a script. */
#define LOOK_MAX 8

static const struct raised {
	const char *plain;
	const char *raised;
} raised[] = {
	{ "0", "⁰" }, { "1", "¹" }, { "2", "²" }, { "3", "³" }, { "4", "⁴" },
	{ "5", "⁵" }, { "6", "⁶" }, { "7", "⁷" }, { "8", "⁸" }, { "9", "⁹" },
	{ "+", "⁺" }, { "-", "⁻" }, { "−", "⁻" },
};

struct script {
	struct span in;
	struct buf *out;
	size_t at;
	char last; /* the last byte of text before at, marks left out */
	struct trace *trace;
};

static bool is_script_mark(char c)
{
	return c == MARK_LOWER || c == MARK_UPPER || c == MARK_END;
}

static const struct raised *raised_row(struct span text)
{
	for (size_t i = 0; i < ARRAY_COUNT(raised); i++) {
		size_t len = strlen(raised[i].plain);

		if (text.len >= len && !memcmp(text.at, raised[i].plain, len))
			return &raised[i];
	}
	return NULL;
}

static void add_raised(struct span content, struct buf *out)
{
	while (content.len) {
		const struct raised *row = raised_row(content);
		size_t step = row ? strlen(row->plain) : 1;

		if (row)
			buf_add_text(out, row->raised);
		else
			buf_add(out, content.at, 1);
		content = span_slice(content, step, content.len);
	}
}

/* Does the script begin with a digit, a sign before it allowed? */
static bool begins_with_digit(struct span content)
{
	const struct raised *row = raised_row(content);

	if (!row)
		return false;
	if (ascii_is_digit(row->plain[0]))
		return true;
	content = span_slice(content, strlen(row->plain), content.len);
	return content.len && ascii_is_digit(content.at[0]);
}

/* The text byte at index at, marks looked over; 0: none near. */
static char text_byte(struct span text, size_t at)
{
	for (size_t i = 0; i < LOOK_MAX && at + i < text.len; i++)
		if (!mark_is(text.at[at + i]))
			return text.at[at + i];
	return 0;
}

static void trim_end(struct buf *out)
{
	while (out->len &&
	       ascii_is_space((unsigned char)out->data[out->len - 1]))
		buf_cut(out, out->len - 1);
}

static size_t skip_blanks(struct span text, size_t at)
{
	while (at < text.len && ascii_is_space((unsigned char)text.at[at]))
		at++;
	return at;
}

/* Copies up to index end and notes the last byte of text. */
static void copy_to(struct script *script, size_t end)
{
	struct span part = span_slice(script->in, script->at, end);

	buf_add_span(script->out, part);
	while (part.len && mark_is(part.at[part.len - 1]))
		part.len--;
	if (part.len)
		script->last = part.at[part.len - 1];
	script->at = end;
}

/* Raises the superscript that begins at the current index, where it has to
 * be. */
static bool add_upper(struct script *script)
{
	struct span content = span_slice(script->in, script->at,
					 script->in.len);
	size_t len = 0;
	char after;

	while (len < content.len && !is_script_mark(content.at[len]))
		len++;
	content = span_trim(span_slice(content, 0, len));
	after = text_byte(script->in, script->at + len);
	if (!content.len ||
	    !((ascii_is_digit(script->last) && begins_with_digit(content)) ||
	      (ascii_is_digit(content.at[content.len - 1]) &&
	       ascii_is_digit(after))))
		return false;
	add_raised(content, script->out);
	trace_fired(script->trace, RULE_SCRIPT_UNICODE);
	script->last = 0;
	script->at += len;
	return true;
}

/* Deals with the script mark at the current index. */
static void take_mark(struct script *script)
{
	char mark = script->in.at[script->at];

	if (mark != MARK_UPPER)
		trim_end(script->out);
	buf_add_char(script->out, mark);
	script->at++;
	if (mark == MARK_END)
		return;
	script->at = skip_blanks(script->in, script->at);
	if (mark == MARK_LOWER)
		trace_fired(script->trace, RULE_SCRIPT_SUB);
	else if (!add_upper(script))
		trace_fired(script->trace, RULE_SCRIPT_SUP);
}

bool script_resolve(struct span in, struct buf *out, struct trace *trace)
{
	struct script script = { .in = in, .out = out, .trace = trace };
	bool found = false;

	for (size_t i = 0; (i = scan_mark(in, i)) < in.len; i++) {
		if (!is_script_mark(in.at[i]) || i < script.at)
			continue;
		found = true;
		copy_to(&script, i);
		take_mark(&script);
	}
	if (found)
		copy_to(&script, in.len);
	return found;
}
