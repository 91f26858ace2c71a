/* SPDX-License-Identifier: MIT */
/*
 * From lines with marks to the text of an abstract.
 *
 * A line is a heading element, or a paragraph.  A heading that only says that
 * this is an abstract is dropped, one that names a section becomes the label
 * of the next line, any other is a line.  Within a paragraph labels are looked
 * for where a sentence begins.  A heading in another language begins another
 * part.
 */
#include "abstract_stages.h"

#include "paperd/values.h"
#include "text_stages.h"

/* Labels with a full stop that make each other labels. */
#define STOPS_MIN 2

struct draft draft_init(size_t cap)
{
	struct draft draft = { .label = buf_init(cap),
			       .notice = buf_init(cap) };

	for (size_t i = 0; i < ABSTRACT_PARTS_MAX; i++)
		draft.parts[i].text = buf_init(cap);
	draft.count = 1;
	return draft;
}

void draft_release(struct draft *draft)
{
	for (size_t i = 0; i < ABSTRACT_PARTS_MAX; i++)
		buf_release(&draft->parts[i].text);
	buf_release(&draft->label);
	buf_release(&draft->notice);
}

bool draft_failed(const struct draft *draft)
{
	for (size_t i = 0; i < draft->count; i++)
		if (draft->parts[i].text.failed)
			return true;
	return draft->label.failed || draft->notice.failed;
}

static struct buf *current(struct draft *draft)
{
	return &draft->parts[draft->count - 1].text;
}

static char *current_lang(struct draft *draft)
{
	return draft->parts[draft->count - 1].lang;
}

static bool is_blank(char c)
{
	return (unsigned char)c <= ' ';
}

static struct span trim(struct span text)
{
	while (text.len && is_blank(text.at[0]))
		text = span_slice(text, 1, text.len);
	while (text.len && is_blank(text.at[text.len - 1]))
		text.len--;
	return text;
}

/* Appends text without its marks; a wide blank is a blank. */
static void add_unmarked(struct span text, struct buf *out)
{
	size_t done = 0;

	for (size_t i = 0; i < text.len; i++) {
		if (!mark_is(text.at[i]))
			continue;
		buf_add_span(out, span_slice(text, done, i));
		if (text.at[i] == MARK_WIDE)
			buf_add_char(out, ' ');
		done = i + 1;
	}
	buf_add_span(out, span_slice(text, done, text.len));
}

/* A piece of the current line. */
static void add_piece(struct draft *draft, struct span text)
{
	add_unmarked(trim(text), current(draft));
}

static void begin_line(struct draft *draft)
{
	struct buf *out = current(draft);

	if (out->len)
		buf_add_char(out, '\n');
}

static void begin_label(struct draft *draft, struct span label)
{
	begin_line(draft);
	add_piece(draft, label);
	buf_add_char(current(draft), ':');
}

/* What follows is in this language (ISO 639-1, "" unknown). */
static void begin_lang(struct draft *draft, const char *lang)
{
	char *now = current_lang(draft);

	if (!now[0] && current(draft)->len) {
		const char *told = clean_script_language(
			buf_span(current(draft)));

		memcpy(now, told, strlen(told) + 1);
	}
	if (!strcmp(now, lang) || !lang[0])
		return;
	if (current(draft)->len) {
		if (!now[0] || draft->count == ABSTRACT_PARTS_MAX)
			return;
		draft->count++;
	}
	memcpy(current_lang(draft), lang, strlen(lang) + 1);
}

/* What a language attribute states. */
static void note_lang(struct draft *draft, struct span code)
{
	char lang[1][4];

	if (language_clean(code, lang, 1))
		begin_lang(draft, lang[0]);
}

/* Is text the list of authors and their institutions that some publishers put
 * before an abstract ("A Smith,1 B Jones2  1Department of …")? */
static bool is_preamble(struct span text)
{
	unsigned marked = 0, places = 0;

	for (size_t i = 1; i + 1 < text.len; i++) {
		if (!ascii_is_digit(text.at[i]))
			continue;
		marked += text.at[i - 1] == ',' && is_blank(text.at[i + 1]);
		places += (is_blank(text.at[i - 1]) || text.at[i - 1] == ';') &&
			  ascii_is_upper((unsigned char)text.at[i + 1]);
	}
	return marked && places;
}

/* Does a sentence begin at index at?  Capitals (a label, maybe) need no blank
 * after the full stop before them. */
static bool is_sentence_start(struct span text, size_t at)
{
	size_t end = at;

	while (end && is_blank(text.at[end - 1]))
		end--;
	if (!end || text.at[at - 1] == MARK_WIDE)
		return true;
	if (!strchr(".!?", text.at[end - 1]))
		return end >= 3 && code_before(text, end) == 0x3002;
	return end < at || ascii_is_upper((unsigned char)text.at[at]);
}

/* Labels with a full stop at the starts of sentences: one alone may be a word
 * of the text.  Counted when the first is met. */
static bool has_stops(struct draft *draft)
{
	struct span text = draft->text;

	for (size_t at = 0; at < text.len && draft->stops < STOPS_MIN; at++)
		if (ascii_is_upper((unsigned char)text.at[at]) &&
		    is_sentence_start(text, at) &&
		    label_read(span_slice(text, at, text.len)).sign ==
			    LABEL_STOP)
			draft->stops++;
	draft->text.len = 0;
	return draft->stops >= STOPS_MIN;
}

static bool label_counts(struct draft *draft, struct span text,
			 const struct label *label)
{
	bool glued = label->text.len && label->text.at > text.at &&
		     !is_blank(label->text.at[-1]);

	if (glued && label->sign != LABEL_SURE)
		return false;
	if (label->sign == LABEL_SURE)
		return true;
	if (label->sign == LABEL_STOP)
		return has_stops(draft);
	return label->sign == LABEL_BLANK && draft->after_heading;
}

/* A heading before a capital, with no more than a blank between. */
static size_t read_bare_heading(struct span text, const char **ret_lang)
{
	size_t len = heading_match(text, ret_lang);
	uint32_t next;

	if (!len || len == text.len || !is_blank(text.at[len]))
		return 0;
	while (len < text.len && is_blank(text.at[len]))
		len++;
	next = code_at(text, len);
	return code_is_letter(next) && !code_is_lower(next) ? len : 0;
}

/* A heading; where two of different languages show that they are, also a
 * bare one. */
static size_t read_heading(const struct draft *draft, struct span text,
			   const char **ret_lang)
{
	size_t len = heading_read(text, ret_lang);

	if (!len && draft->bilingual)
		len = read_bare_heading(text, ret_lang);
	return len;
}

/* A heading inside a paragraph that begins another language. */
static size_t read_inner_heading(const struct draft *draft, struct span text,
				 const char **ret_lang)
{
	size_t len = read_heading(draft, text, ret_lang);

	return len && (draft->bilingual || memchr(text.at, ':', len)) ? len : 0;
}

/* Does a text that begins with a heading hold one of another language? */
static bool is_bilingual(struct span text)
{
	const char *first, *other;

	if (!heading_match(text, &first))
		return false;
	for (size_t at = 1; at < text.len; at++) {
		struct span rest = span_slice(text, at, text.len);

		if ((text.at[at] & 0x80 ||
		     ascii_is_upper((unsigned char)text.at[at])) &&
		    is_sentence_start(text, at) &&
		    (heading_read(rest, &other) ||
		     read_bare_heading(rest, &other)) &&
		    strcmp(first, other) != 0)
			return true;
	}
	return false;
}

/* What has been written of the current paragraph. */
struct scan {
	struct span text;
	size_t done;
	bool labelled; /* the line has been begun, by its label */
};

static void scan_flush(struct draft *draft, struct scan *scan, size_t end)
{
	struct span piece = trim(span_slice(scan->text, scan->done, end));

	scan->done = end;
	if (!piece.len)
		return;
	if (scan->labelled)
		buf_add_char(current(draft), ' ');
	else
		begin_line(draft);
	add_piece(draft, piece);
}

/* Deals with what begins at index at, the start of a sentence; returns the
 * index after it. */
static size_t scan_sentence(struct draft *draft, struct scan *scan, size_t at)
{
	struct span rest = span_slice(scan->text, at, scan->text.len);
	struct label label = label_read(rest);
	const char *lang;
	size_t len;

	if (label_counts(draft, scan->text, &label)) {
		if (draft->parts[draft->count - 1].text.len || scan->labelled ||
		    !is_preamble(span_slice(scan->text, scan->done, at)))
			scan_flush(draft, scan, at);
		begin_label(draft, label.text);
		scan->labelled = true;
		scan->done = at + label.len;
		return scan->done;
	}
	len = at ? read_inner_heading(draft, rest, &lang) : 0;
	if (!len || !current_lang(draft)[0] ||
	    !strcmp(lang, current_lang(draft)))
		return at + 1;
	scan_flush(draft, scan, at);
	begin_lang(draft, lang);
	scan->labelled = false;
	scan->done = at + len;
	return scan->done;
}

static bool may_begin(char c)
{
	return c == MARK_OPEN || ascii_is_upper((unsigned char)c) || c & 0x80;
}

/* A paragraph: labels where sentences begin. */
static void add_paragraph(struct draft *draft, struct span text)
{
	struct scan scan = { .text = text };

	if (draft->label.len) {
		begin_label(draft, buf_span(&draft->label));
		buf_clear(&draft->label);
		scan.labelled = true;
	}
	for (size_t at = 0; at < text.len;) {
		if (may_begin(text.at[at]) &&
		    ((unsigned char)text.at[at] & 0xC0) != 0x80 &&
		    is_sentence_start(text, at))
			at = scan_sentence(draft, &scan, at);
		else
			at++;
		draft->after_heading = false;
	}
	scan_flush(draft, &scan, text.len);
}

/* A pending label that no paragraph followed is a line. */
static void flush_label(struct draft *draft)
{
	if (!draft->label.len)
		return;
	begin_line(draft);
	add_piece(draft, buf_span(&draft->label));
	buf_clear(&draft->label);
}

/* Without the full stop or colon at its end. */
static struct span without_stop(struct span text)
{
	text = trim(text);
	while (text.len && strchr(".:", text.at[text.len - 1]))
		text.len--;
	return trim(text);
}

static void add_heading(struct draft *draft, struct span text, bool names)
{
	const char *lang;

	text = trim(text);
	flush_label(draft);
	if (heading_is(text, &lang)) {
		begin_lang(draft, lang);
		draft->after_heading = true;
	} else if (names || label_match(text) == without_stop(text).len) {
		add_unmarked(without_stop(text), &draft->label);
	} else if (text.len) {
		begin_line(draft);
		add_piece(draft, text);
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

/* Cuts the headings off the front of a line: any at the start of a part,
 * later only those with a colon. */
static struct span drop_headings(struct draft *draft, struct span line)
{
	const char *lang;
	size_t len;

	while ((len = read_heading(draft, line, &lang)) &&
	       (!current(draft)->len || draft->bilingual ||
		memchr(line.at, ':', len))) {
		begin_lang(draft, lang);
		draft->after_heading = true;
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
	if (trim(line).len)
		add_paragraph(draft, line);
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
	add_unmarked(trim(span_slice(line, from, (size_t)(end - line.at))),
		     &draft->notice);
	return span_slice(line, 0, from);
}

void draft_read(struct draft *draft, struct span text)
{
	struct span line;

	draft->text = text;
	draft->bilingual = is_bilingual(text);
	while (span_next(&text, '\n', &line))
		add_line(draft, take_notice(draft, line));
	flush_label(draft);
}
