/* SPDX-License-Identifier: MIT */
/*
 * From lines with marks to the text of an abstract.
 *
 * A line is a heading element, or a paragraph.  A heading that only says that
 * this is an abstract is dropped, one that names a section becomes the label
 * of the next line, any other is a line.  A heading in another language begins
 * another part.
 */
#include "abstract_stages.h"

#include "paperd/values.h"
#include "text_stages.h"

static bool is_blank(char c)
{
	return (unsigned char)c <= ' ';
}

/* What a language attribute states. */
static void note_lang(struct draft *draft, struct span code)
{
	char lang[1][4];

	if (language_clean(code, lang, 1, NULL))
		draft_begin_lang(draft, lang[0]);
}

/* A pending label that no paragraph followed is a line. */
static void flush_label(struct draft *draft)
{
	if (!draft->label.len)
		return;
	draft_begin_line(draft);
	draft_add(draft, buf_span(&draft->label));
	buf_clear(&draft->label);
}

/* Without the full stop or colon at its end. */
static struct span without_stop(struct span text)
{
	text = draft_trim(text);
	while (text.len && strchr(".:", text.at[text.len - 1]))
		text.len--;
	return draft_trim(text);
}

static void add_heading(struct draft *draft, struct span text, bool names)
{
	const char *lang;

	text = draft_trim(text);
	flush_label(draft);
	if (heading_is(text, &lang)) {
		draft_begin_lang(draft, lang);
		draft->after_heading = true;
		trace_fired(draft->trace, RULE_HEADING_DROPPED);
	} else if (names || label_match(text) == without_stop(text).len) {
		draft_unmark(without_stop(text), &draft->label);
	} else if (text.len) {
		draft->unsettled |= heading_match(text, &lang) > 0;
		draft_begin_line(draft);
		draft_add(draft, text);
	}
}

/* The languages that a line's marks state; returns the index after them. */
static size_t read_lang(struct draft *draft, struct span line)
{
	size_t at = 0;

	while (at < line.len && is_blank(line.at[at])) {
		struct span code = span_slice(line, at + 1, line.len);
		const char *end;

		if (line.at[at] == MARK_TITLE || line.at[at] == MARK_LABEL ||
		    line.at[at] == MARK_OPEN)
			break;
		end = line.at[at] == MARK_LANG
			      ? memchr(code.at, MARK_LANG_END, code.len)
			      : NULL;
		at++;
		if (!end)
			continue;
		code.len = (size_t)(end - code.at);
		at += code.len + 1;
		note_lang(draft, code);
	}
	return at;
}

/* Does a heading end with its punctuation? */
static bool ends_sign(struct span heading)
{
	heading = draft_trim(heading);
	return strchr(".:", heading.at[heading.len - 1]);
}

/* Cuts the headings off the front of a line: any at the start of a part,
 * later only those with a colon. */
static struct span drop_headings(struct draft *draft, struct span line)
{
	const char *lang;
	size_t len;

	while ((len = paragraph_heading(draft, line, &lang)) &&
	       (!draft_text(draft)->len || draft->bilingual ||
		memchr(line.at, ':', len))) {
		draft_begin_lang(draft, lang);
		draft->after_heading = true;
		trace_fired(draft->trace, RULE_HEADING_DROPPED);
		/* What follows it may begin a sentence only without it. */
		draft->unsettled |= !ends_sign(span_slice(line, 0, len));
		line = span_slice(line, len, line.len);
	}
	return line;
}

static void add_line(struct draft *draft, struct span line)
{
	const char *end;

	line = span_slice(line, read_lang(draft, line), line.len);
	if (line.len &&
	    (line.at[0] == MARK_TITLE || line.at[0] == MARK_LABEL) &&
	    (end = memchr(line.at, MARK_TITLE_END, line.len))) {
		size_t len = (size_t)(end - line.at);

		add_heading(draft, span_slice(line, 1, len),
			    line.at[0] == MARK_LABEL);
		line = span_slice(line, len, line.len);
	}
	line = drop_headings(draft, line);
	if (draft_trim(line).len)
		paragraph_add(draft, line);
}

/* Takes a copyright element's content out of a line. */
static struct span take_notice(struct draft *draft, struct span line)
{
	const char *start = line.len ? memchr(line.at, MARK_NOTICE, line.len)
				     : NULL;
	const char *end = line.len ? memchr(line.at, MARK_NOTICE_END, line.len)
				   : NULL;
	size_t from;

	if (!start || !end || end < start)
		return line;
	from = (size_t)(start - line.at);
	buf_clear(&draft->notice);
	trace_fired(draft->trace, RULE_COPYRIGHT_MOVED);
	draft_unmark(
		draft_trim(span_slice(line, from, (size_t)(end - line.at))),
		&draft->notice);
	return span_slice(line, 0, from);
}

void outline_read(struct draft *draft, struct span text)
{
	struct span line;

	draft->text = text;
	draft->bilingual = paragraph_is_bilingual(text);
	while (span_next(&text, '\n', &line))
		add_line(draft, take_notice(draft, line));
	flush_label(draft);
}
