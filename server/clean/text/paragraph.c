/* SPDX-License-Identifier: MIT */
/*
 * A paragraph: sentences, of which some begin with the label of a section and
 * one may begin with a heading in another language.
 */
#include "abstract_stages.h"

#include "text_stages.h"

/* Labels with a full stop that make each other labels. */
#define STOPS_MIN 2

static bool is_blank(char c)
{
	return (unsigned char)c <= ' ';
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

	while (end && is_blank(text.at[end - 1]) &&
	       text.at[end - 1] != MARK_LANG_END)
		end--;
	if (!end || text.at[at - 1] == MARK_WIDE ||
	    text.at[end - 1] == MARK_LANG_END)
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

size_t paragraph_heading(const struct draft *draft, struct span text,
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
	size_t len = paragraph_heading(draft, text, ret_lang);

	return len && (draft->bilingual || memchr(text.at, ':', len)) ? len : 0;
}

bool paragraph_is_bilingual(struct span text)
{
	const char *first, *other;

	text = draft_trim(text);
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
	struct span piece = draft_trim(span_slice(scan->text, scan->done, end));

	scan->done = end;
	if (!piece.len)
		return;
	if (scan->labelled)
		buf_add_char(draft_text(draft), ' ');
	else
		draft_begin_line(draft);
	draft_add(draft, piece);
}

/* Does a label stand as it is written: first in its line, "Label: …"? */
static bool is_written(const struct scan *scan, size_t at,
		       const struct label *label)
{
	const char *end = label->text.at + label->text.len;
	size_t signs = label->len - label->text.len;

	return !at && !scan->labelled && scan->text.at == label->text.at &&
	       signs && end[0] == ':' &&
	       (signs == 2 ? end[1] == ' '
			   : signs == 1 && label->len == scan->text.len);
}

/* Writes the label that stands at index at; returns the index after it. */
static size_t take_label(struct draft *draft, struct scan *scan, size_t at,
			 const struct label *label)
{
	struct span before = span_slice(scan->text, scan->done, at);

	if (draft_text(draft)->len || scan->labelled || !is_preamble(before))
		scan_flush(draft, scan, at);
	else
		trace_fired(draft->trace, RULE_PREAMBLE_REMOVED);
	if (!is_written(scan, at, label))
		trace_fired(draft->trace, RULE_SECTION_LABEL);
	draft_begin_label(draft, label->text);
	scan->labelled = true;
	scan->done = at + label->len;
	return scan->done;
}

/* The language of what stands before index at: stated, or told by its
 * script. */
static const char *lang_before(struct draft *draft, const struct scan *scan,
			       size_t at)
{
	if (draft_lang(draft)[0])
		return draft_lang(draft);
	return clean_script_language(span_slice(scan->text, 0, at));
}

/* Deals with what begins at index at, the start of a sentence; returns the
 * index after it. */
static size_t scan_sentence(struct draft *draft, struct scan *scan, size_t at)
{
	struct span rest = span_slice(scan->text, at, scan->text.len);
	struct label label = label_read(rest);
	const char *lang, *before;
	size_t len;

	if (label_counts(draft, scan->text, &label))
		return take_label(draft, scan, at, &label);
	len = at ? read_inner_heading(draft, rest, &lang) : 0;
	if (!len)
		return at + 1;
	before = lang_before(draft, scan, at);
	if (!before[0] || !strcmp(lang, before))
		return at + 1;
	scan_flush(draft, scan, at);
	draft_begin_lang(draft, lang);
	trace_fired(draft->trace, RULE_HEADING_DROPPED);
	scan->labelled = false;
	scan->done = at + len;
	return scan->done;
}

/* Bytes with which a sentence or its mark may begin. */
static const bool beginnings[256] = {
	[MARK_OPEN] = true,
	['A' ... 'Z'] = true,
	[0xC0 ... 0xFF] = true,
};

static size_t next_start(struct span text, size_t at)
{
	while (at < text.len && !beginnings[(unsigned char)text.at[at]])
		at++;
	return at;
}

/* The punctuation of a label, where text begins with it. */
static size_t signs_len(struct span text)
{
	size_t len = words_skip_signs(text);

	for (size_t i = 0; i < len; i++)
		if (!is_blank(text.at[i]))
			return len;
	return 0;
}

void paragraph_add(struct draft *draft, struct span text)
{
	struct scan scan = { .text = text };

	if (draft->label.len) {
		draft_begin_label(draft, buf_span(&draft->label));
		trace_fired(draft->trace, RULE_SECTION_LABEL);
		buf_clear(&draft->label);
		scan.labelled = true;
		scan.done = signs_len(text);
	}
	for (size_t at = next_start(text, scan.done); at < text.len;) {
		if (is_sentence_start(text, at))
			at = scan_sentence(draft, &scan, at);
		else
			at++;
		draft->after_heading = false;
		at = next_start(text, at);
	}
	scan_flush(draft, &scan, text.len);
}
