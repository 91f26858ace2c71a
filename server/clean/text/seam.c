/* SPDX-License-Identifier: MIT */
/*
 * White space and marks.  A text is characters and the gaps between them; a
 * gap is a longest run of white space and marks, and becomes nothing, one
 * blank or (in TEXT_LINES) one line break.  Every decision looks only at the
 * gap and a few characters on either side.
 */
#include "text_stages.h"

#define SEAMS                                                                \
	(MARK_BIT(MARK_OPEN) | MARK_BIT(MARK_CLOSE) | MARK_BIT(MARK_QUIET) | \
	 MARK_BIT(MARK_CAPS) | MARK_BIT(MARK_LOWER) | MARK_BIT(MARK_UPPER) | \
	 MARK_BIT(MARK_END) | MARK_BIT(MARK_MATH) | MARK_BIT(MARK_MATH_END))
#define MATH_ENDS (MARK_BIT(MARK_MATH) | MARK_BIT(MARK_MATH_END))

/* Marks for the reader of the lines: those that belong to the text before
 * the gap, and those of the text after it. */
#define CLOSERS                                            \
	(MARK_BIT(MARK_CLOSE) | MARK_BIT(MARK_TITLE_END) | \
	 MARK_BIT(MARK_NOTICE_END))
#define OPENERS                                                              \
	(MARK_BIT(MARK_OPEN) | MARK_BIT(MARK_TITLE) | MARK_BIT(MARK_LABEL) | \
	 MARK_BIT(MARK_NOTICE) | MARK_BIT(MARK_LANG))

struct walk {
	struct span in;
	struct buf *out;
	enum text_mode mode;
	bool blocks;  /* the text has block elements */
	bool in_math; /* the walk stands inside a formula */
	struct trace *trace;
};

static bool is_gap_char(char c)
{
	return (unsigned char)c <= ' ';
}

/* The index after the language code whose mark stands at index at. */
static size_t skip_language(struct span text, size_t at)
{
	const char *end = memchr(text.at + at, MARK_LANG_END, text.len - at);

	return end ? (size_t)(end - text.at) + 1 : at + 1;
}

static void note_blank(struct gap *gap, char c, size_t *blanks)
{
	if (!gap->marks)
		gap->before = true;
	gap->after = gap->marks != 0;
	gap->space = true;
	gap->line |= c == '\n' || c == '\r';
	gap->many |= ++*blanks > 1;
	gap->wide |= gap->many || c == '\n' || c == '\r';
}

/* The gap at index start. */
static struct gap gap_read(struct span text, size_t start)
{
	struct gap gap = { .text = text, .start = start };
	size_t blanks = 0;
	size_t at = start;

	while (at < text.len && is_gap_char(text.at[at])) {
		char c = text.at[at];

		if (mark_is(c)) {
			gap.marks |= MARK_BIT(c);
			gap.after = false;
			blanks = 0;
			gap.wide |= c == MARK_WIDE;
		} else {
			note_blank(&gap, c, &blanks);
		}
		at = c == MARK_LANG ? skip_language(text, at) : at + 1;
	}
	gap.space |= (gap.marks & MARK_BIT(MARK_WIDE)) != 0;
	gap.end = at;
	return gap;
}

static bool is_ascii_in(uint32_t code, const char *set)
{
	return code && code < 0x80 && strchr(set, (int)code);
}

/* Does the hyphen at index at touch a letter, digit or bracket on the side
 * away from the gap? */
static bool hyphen_touches(uint32_t other)
{
	return code_is_letter(other) || ascii_is_digit((int)other) ||
	       is_ascii_in(other, "()[]{}");
}

/* One capital, not a word of its own, before small capitals ("P HANTOM"). */
static bool is_split_word(const struct gap *gap)
{
	uint32_t left = code_before(gap->text, gap->start);

	return (gap->marks & MARK_BIT(MARK_CAPS)) && code_is_upper(left) &&
	       !is_ascii_in(left, "AIO") &&
	       !code_is_letter(code_before(gap->text, gap->start - 1));
}

/* Is the white space of this gap, at a seam, only the layout of the source? */
static bool is_layout(const struct gap *gap)
{
	uint32_t left = code_before(gap->text, gap->start);
	uint32_t right = code_at(gap->text, gap->end);

	if (is_ascii_in(left, "([") || is_ascii_in(right, ")]}"))
		return true;
	if (gap->after && is_ascii_in(right, ",.;:!?"))
		return true;
	if (gap->after && right == '-')
		return hyphen_touches(code_at(gap->text, gap->end + 1));
	if (gap->before && left == '-')
		return hyphen_touches(code_before(gap->text, gap->start - 1));
	return is_split_word(gap);
}

/* Does white space, or a blank in its place, stand in this gap? */
static bool has_blank(const struct walk *walk, const struct gap *gap)
{
	if (walk->in_math && !(gap->marks & MATH_ENDS))
		return gap->space;
	if (!(gap->marks & SEAMS))
		return gap->space;
	return gap->space ? !is_layout(gap) : repair_is_due(gap);
}

/* What stands between the characters on both sides of a gap; 0: nothing. */
static char separator(const struct walk *walk, const struct gap *gap)
{
	bool lines = walk->mode == TEXT_LINES;

	if (!gap->start || gap->end == gap->text.len)
		return 0;
	if (gap->marks & MARK_BIT(MARK_BREAK))
		return lines ? '\n' : ' ';
	if (!has_blank(walk, gap))
		return 0;
	if (lines && gap->line && !walk->blocks)
		return '\n';
	return lines && gap->wide ? MARK_WIDE : ' ';
}

/* Copies the marks of a set out of a gap, one of a kind in a row once, a
 * language with its code. */
static void add_marks(struct walk *walk, const struct gap *gap, uint32_t set)
{
	char last = 0;

	if (walk->mode != TEXT_LINES || !(gap->marks & set))
		return;
	for (size_t at = gap->start; at < gap->end;) {
		char c = gap->text.at[at];
		size_t next = c == MARK_LANG ? skip_language(gap->text, at)
					     : at + 1;

		if (mark_is(c) && (MARK_BIT(c) & set) &&
		    (c != last || c == MARK_LANG)) {
			buf_add_span(walk->out,
				     span_slice(gap->text, at, next));
			last = c;
		}
		at = next;
	}
}

/* Is white space without a mark other than it was? */
static bool is_collapsed(const struct gap *gap, char c)
{
	if (gap->wide && c != '\n')
		return true;
	return !gap->marks &&
	       (gap->many || c == MARK_WIDE || gap->text.at[gap->start] != c);
}

/* Is this the seam of an element, within the text? */
static bool is_seam(const struct gap *gap)
{
	return gap->marks & SEAMS && !(gap->marks & MARK_BIT(MARK_BREAK)) &&
	       gap->start && gap->end < gap->text.len;
}

/* Notes what a gap that became c (0: nothing) was changed by. */
static void note_gap(struct walk *walk, const struct gap *gap, char c)
{
	if (is_seam(gap) && gap->space != (c != 0))
		trace_fired(walk->trace,
			    c ? RULE_SEAM_INSERTED : RULE_SEAM_REMOVED);
	else if (is_collapsed(gap, c))
		trace_fired(walk->trace, RULE_SPACE_COLLAPSE);
}

static void add_gap(struct walk *walk, const struct gap *gap)
{
	char c = separator(walk, gap);

	note_gap(walk, gap, c);

	add_marks(walk, gap, CLOSERS);
	if (c)
		buf_add_char(walk->out, c);
	add_marks(walk, gap, OPENERS);
	if (gap->marks & MARK_BIT(MARK_MATH_END))
		walk->in_math = false;
	if (gap->marks & MARK_BIT(MARK_MATH))
		walk->in_math = true;
}

/* A single blank between two characters, by far the most common gap. */
static bool is_plain_blank(struct span text, size_t at)
{
	return text.at[at] == ' ' && at && at + 1 < text.len &&
	       !is_gap_char(text.at[at + 1]);
}

void seam_resolve(struct span in, enum text_mode mode, struct buf *out,
		  struct trace *trace)
{
	struct walk walk = {
		.in = in, .out = out, .mode = mode, .trace = trace
	};
	size_t done = 0;

	walk.blocks = in.len && memchr(in.at, MARK_BREAK, in.len);
	if (walk.blocks && mode == TEXT_LINES)
		buf_add_char(out, MARK_BREAK);
	for (size_t at = 0; at < in.len;) {
		struct gap gap;

		if (!is_gap_char(in.at[at]) || is_plain_blank(in, at)) {
			at = scan_gap(in, at + 1);
			continue;
		}
		gap = gap_read(in, at);
		buf_add_span(out, span_slice(in, done, at));
		add_gap(&walk, &gap);
		at = done = gap.end;
	}
	buf_add_span(out, span_slice(in, done, in.len));
}
