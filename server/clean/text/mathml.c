/* SPDX-License-Identifier: MIT */
/*
 * Presentation MathML (and plain JATS in a formula element) as a line of
 * text.  One pass with a stack of the open elements; an element knows how many
 * children it has had, so that the second child of <msub> goes between script
 * marks.  What has to stand elsewhere than where it was read (prescripts,
 * parentheses of a fraction) is moved within the output when its element
 * closes.  Below DEPTH_MAX open elements the text is concatenated, no more:
 * that bounds both the stack and the moving.
 */
#include "text_stages.h"

#include "paperd/scoped.h"
#include "tags.h"

#define DEPTH_MAX 48

enum kind {
	KIND_ROW, /* its content, one after the other */
	KIND_SUB,
	KIND_SUP,
	KIND_SUBSUP,
	KIND_OVER,
	KIND_FRACTION,
	KIND_SQUARE_ROOT,
	KIND_ROOT, /* of the degree that its second child says */
	KIND_MULTI,
	KIND_PRESCRIPTS,
	KIND_SPACE,
	KIND_FENCED,
	KIND_CELL,
	KIND_SKIP,     /* said elsewhere, or no text */
	KIND_HTML_SUB, /* its whole content is a script */
	KIND_HTML_SUP,
};

static const struct {
	const char *name;
	enum kind kind;
} kinds[] = {
	{ "msub", KIND_SUB },
	{ "munder", KIND_SUB },
	{ "msup", KIND_SUP },
	{ "mover", KIND_OVER },
	{ "msubsup", KIND_SUBSUP },
	{ "munderover", KIND_SUBSUP },
	{ "mfrac", KIND_FRACTION },
	{ "msqrt", KIND_SQUARE_ROOT },
	{ "mroot", KIND_ROOT },
	{ "mmultiscripts", KIND_MULTI },
	{ "mprescripts", KIND_PRESCRIPTS },
	{ "mspace", KIND_SPACE },
	{ "mfenced", KIND_FENCED },
	{ "mtd", KIND_CELL },
	{ "annotation", KIND_SKIP },
	{ "annotation-xml", KIND_SKIP },
	{ "tex-math", KIND_SKIP },
	{ "inline-graphic", KIND_SKIP },
	{ "graphic", KIND_SKIP },
	{ "label", KIND_SKIP },
	{ "sub", KIND_HTML_SUB },
	{ "inf", KIND_HTML_SUB },
	{ "sup", KIND_HTML_SUP },
};

/* An open element. */
struct frame {
	enum kind kind;
	unsigned children; /* begun so far */
	bool in_script;    /* the open child stands between script marks */
	size_t start;      /* where its output begins */
	size_t second;     /* where the output of its second part begins */
};

struct line {
	struct buf *out;
	struct frame stack[DEPTH_MAX];
	size_t depth;
	size_t beyond;     /* open elements that found no place on the stack */
	unsigned skipped;  /* open elements of KIND_SKIP */
	bool comment_open; /* a comment was found that never ends */
};

static enum kind kind_of(struct span name)
{
	for (size_t i = 0; i < ARRAY_COUNT(kinds); i++)
		if (span_is_nocase(name, kinds[i].name))
			return kinds[i].kind;
	return KIND_ROW;
}

/* The mark before child n (from 0) of an element, or 0. */
static char script_mark(const struct frame *frame, unsigned n)
{
	if (!n)
		return 0;
	switch (frame->kind) {
	case KIND_SUB:
		return MARK_LOWER;
	case KIND_SUP:
		return MARK_UPPER;
	case KIND_SUBSUP:
		return n == 1 ? MARK_LOWER : MARK_UPPER;
	case KIND_MULTI:
		return n % 2 ? MARK_LOWER : MARK_UPPER;
	default:
		return 0;
	}
}

static void reverse(char *bytes, size_t len)
{
	for (size_t i = 0; i < len / 2; i++) {
		char byte = bytes[i];

		bytes[i] = bytes[len - 1 - i];
		bytes[len - 1 - i] = byte;
	}
}

/* Moves the output from `from` on before what begins at `to`. */
static void move_back(struct buf *out, size_t to, size_t from)
{
	reverse(out->data + to, from - to);
	reverse(out->data + from, out->len - from);
	reverse(out->data + to, out->len - to);
}

static void begin_child(struct line *line, struct frame *frame)
{
	unsigned n = frame->children++;
	char mark = script_mark(frame, n);

	if (frame->kind == KIND_FRACTION && n == 1) {
		buf_add_char(line->out, '/');
		frame->second = line->out->len;
	} else if (frame->kind == KIND_ROOT && n == 1) {
		frame->second = line->out->len;
	} else if (frame->kind == KIND_FENCED && n) {
		buf_add_char(line->out, ',');
	}
	if (!mark)
		return;
	frame->in_script = true;
	buf_add_char(line->out, mark);
}

/* A script without content leaves no marks. */
static void end_script(struct buf *out)
{
	char last = out->len ? out->data[out->len - 1] : 0;

	if (last == MARK_LOWER || last == MARK_UPPER)
		buf_cut(out, out->len - 1);
	else
		buf_add_char(out, MARK_END);
}

static bool has_operator(struct span text)
{
	static const char *const operators[] = { "+", "-", "−", "±", "∓", "×",
						 "·", "⋅", "/", "=", "<", ">",
						 "≤", "≥", "*", " " };

	for (size_t i = 0; i < ARRAY_COUNT(operators); i++)
		if (memmem(text.at, text.len, operators[i],
			   strlen(operators[i])))
			return true;
	return false;
}

/* Puts parentheses around the output from `from` on if it has an operator. */
static void enclose(struct buf *out, size_t from)
{
	struct span part = span_slice(buf_span(out), from, out->len);
	size_t end = out->len;

	if (out->failed || !has_operator(part))
		return;
	buf_add_char(out, '(');
	if (out->failed)
		return;
	move_back(out, from, end);
	buf_add_char(out, ')');
}

/* Both parts of a fraction: the second goes aside while the first gets its
 * parentheses. */
static void end_fraction(struct buf *out, const struct frame *frame)
{
	size_t tail = out->len;

	if (!frame->second)
		return;
	enclose(out, frame->second);
	/* [start .. slash) [slash .. end): turn twice around the slash. */
	tail = out->len - (frame->second - 1);
	move_back(out, frame->start, frame->second - 1);
	enclose(out, frame->start + tail);
	if (out->failed)
		return;
	move_back(out, frame->start, frame->start + tail);
}

/* The root sign before its radicand; the degree of another root before it. */
static void end_root(struct buf *out, const struct frame *frame)
{
	size_t degree = frame->second ? out->len - frame->second : 0;
	size_t end;

	if (degree)
		move_back(out, frame->start, frame->second);
	enclose(out, frame->start + degree);
	end = out->len;
	buf_add_text(out, "√");
	if (!out->failed)
		move_back(out, frame->start + degree, end);
}

static void end_element(struct line *line)
{
	struct frame *frame = &line->stack[--line->depth];
	struct buf *out = line->out;

	if (frame->in_script)
		end_script(out);
	if (out->failed)
		return;
	if (frame->kind == KIND_FRACTION)
		end_fraction(out, frame);
	else if (frame->kind == KIND_ROOT || frame->kind == KIND_SQUARE_ROOT)
		end_root(out, frame);
	else if (frame->kind == KIND_MULTI && frame->second)
		move_back(out, frame->start, frame->second);
	else if (frame->kind == KIND_FENCED)
		buf_add_char(out, ')');
	else if (frame->kind == KIND_CELL)
		buf_add_char(out, ' ');
	line->skipped -= frame->kind == KIND_SKIP;
}

/* From <mprescripts/> on an element's children belong before its base. */
static void begin_prescripts(struct line *line)
{
	struct frame *top = line->depth ? &line->stack[line->depth - 1] : NULL;

	if (!top || top->kind != KIND_MULTI)
		return;
	top->children = 1;
	top->second = line->out->len;
}

static void close_child(struct line *line)
{
	struct frame *top = line->depth ? &line->stack[line->depth - 1] : NULL;

	if (top && top->in_script && top->kind < KIND_HTML_SUB) {
		end_script(line->out);
		top->in_script = false;
	}
}

static void open_element(struct line *line, enum kind kind)
{
	struct frame *frame;

	if (line->beyond || line->depth == DEPTH_MAX) {
		line->beyond++;
		return;
	}
	if (line->depth)
		begin_child(line, &line->stack[line->depth - 1]);
	frame = &line->stack[line->depth++];
	*frame = (struct frame){ .kind = kind, .start = line->out->len };
	line->skipped += kind == KIND_SKIP;
	if (kind == KIND_FENCED)
		buf_add_char(line->out, '(');
	if (kind != KIND_HTML_SUB && kind != KIND_HTML_SUP)
		return;
	frame->in_script = true;
	buf_add_char(line->out,
		     kind == KIND_HTML_SUB ? MARK_LOWER : MARK_UPPER);
}

static void close_element(struct line *line)
{
	if (line->beyond) {
		line->beyond--;
		return;
	}
	if (!line->depth)
		return;
	end_element(line);
	close_child(line);
}

static void add_tag(struct line *line, const struct tag *tag)
{
	enum kind kind = kind_of(tag->name);

	if (kind == KIND_PRESCRIPTS) {
		if (!tag->closing)
			begin_prescripts(line);
		return;
	}
	if (!tag->closing)
		open_element(line, kind);
	if (kind == KIND_SPACE && !tag->closing && !line->skipped)
		buf_add_char(line->out, ' ');
	if (tag->closing || tag->self_closed)
		close_element(line);
}

/* Text between two tags; white space around it is pretty-printing. */
static void add_text(struct line *line, struct span text)
{
	text = span_trim(text);
	if (!line->skipped)
		buf_add_span(line->out, text);
}

/* The length of the comment at the start of text; 0: none, or one that never
 * ends, after which none is looked for. */
static size_t comment_len(struct line *line, struct span text)
{
	const char *end;

	if (line->comment_open || !span_starts_nocase(text, "<!--"))
		return 0;
	end = memmem(text.at, text.len, "-->", 3);
	line->comment_open = !end;
	return end ? (size_t)(end - text.at) + 3 : 0;
}

void mathml_add(struct span element, struct buf *out)
{
	struct line line = { .out = out };
	size_t at = 0, done = 0;
	const char *sign;

	while ((sign = memchr(element.at + at, '<', element.len - at))) {
		struct span rest;
		struct tag tag = { 0 };

		at = (size_t)(sign - element.at);
		rest = span_slice(element, at, element.len);
		tag.len = comment_len(&line, rest);
		if (!tag.len && !tag_read(rest, &tag)) {
			at++;
			continue;
		}
		add_text(&line, span_slice(element, done, at));
		if (tag.name.len)
			add_tag(&line, &tag);
		at += tag.len;
		done = at;
	}
	add_text(&line, span_slice(element, done, element.len));
	line.beyond = 0;
	while (line.depth)
		close_element(&line);
}
