/* SPDX-License-Identifier: MIT */
/*
 * The pipeline: stages that read one buffer and write the other.  A stage
 * that changes nothing costs a look at the text and no copy.
 *
 * Markup that was escaped several times needs several rounds of tags and
 * entities; markup that appears only once other markup is gone needs the whole
 * run again.  Both are bounded.  What is still left then is no text anybody
 * wrote, and loses its signs.
 */
#include "text_stages.h"

#include "paperd/clean.h"
#include "paperd/scoped.h"

#define ROUNDS_MAX 6
#define RUNS_MAX   4
#define UNWRAP_MAX 2

/* The text as it stands, and room for its next form. */
struct work {
	struct buf now;
	struct buf next;
	enum text_mode mode;
	unsigned flags;
	struct trace *trace;
};

static void work_release(struct work *work)
{
	buf_release(&work->now);
	buf_release(&work->next);
}

static struct span work_text(const struct work *work)
{
	return buf_span(&work->now);
}

/* Makes what a stage wrote to next the text, when it wrote; true when that
 * differs from what was. */
static bool work_turn(struct work *work, bool wrote)
{
	struct buf was = work->now;
	struct buf is = work->next;

	if (!wrote || is.failed)
		return false;
	work->now = is;
	work->next = was;
	wrote = is.len != was.len ||
		(is.len && memcmp(is.data, was.data, is.len) != 0);
	buf_clear(&work->next);
	return wrote;
}

/* One round; false when the text is as it was. */
static bool markup_round(struct work *work)
{
	struct buf *next = &work->next;
	bool changed = false;

	if (span_has(work_text(work), '<'))
		changed |= work_turn(work,
				     strip_tags(work_text(work), work->mode,
						next, work->trace));
	if (span_has(work_text(work), '&'))
		changed |= work_turn(work,
				     entity_decode_noted(work_text(work), next,
							 work->trace));
	if (text_is_ascii(work_text(work)))
		return changed;
	changed |= work_turn(
		work, mojibake_repair(work_text(work), next, work->trace));
	changed |= work_turn(work,
			     chars_fold(work_text(work), next, work->trace));
	return changed;
}

/* Is the byte at index at a mark, white space but a blank, or a blank beside
 * another or at an end? */
static bool is_gap(struct span text, size_t at)
{
	if ((unsigned char)text.at[at] > ' ')
		return false;
	return text.at[at] != ' ' || !at || at + 1 == text.len ||
	       text.at[at + 1] == ' ';
}

static bool has_marks_or_blanks(struct span text)
{
	if (!text.len || is_gap(text, 0))
		return true;
	for (size_t at = 1; (at = scan_gap(text, at)) < text.len; at++)
		if (is_gap(text, at))
			return true;
	return false;
}

static bool compose(struct work *work)
{
	return !text_is_ascii(work_text(work)) &&
	       work_turn(work, nfc_compose(work_text(work), &work->next,
					   work->trace));
}

/* All stages; false when the text is as it was. */
static bool run_once(struct work *work)
{
	struct buf *next = &work->next;
	bool changed = false;

	for (int i = 0; i < ROUNDS_MAX && markup_round(work); i++)
		changed = true;
	changed |= work_turn(
		work, tex_plain(work_text(work), work->flags & CLEAN_TEX,
				work->mode == TEXT_TITLE, next, work->trace));
	if (!has_marks_or_blanks(work_text(work)))
		return changed | compose(work);
	work_turn(work, script_resolve(work_text(work), next, work->trace));
	seam_resolve(work_text(work), work->mode, next, work->trace);
	changed |= work_turn(work, true);
	return changed | compose(work);
}

static bool unwrap(struct work *work)
{
	if (!work_turn(work, bytes_unwrap(work_text(work), &work->next)))
		return false;
	trace_fired(work->trace, RULE_UNWRAP_JSON);
	return true;
}

/* The whole on its own result, while that may still hold something.  In
 * TEXT_LINES the reader of the lines does this, once the marks are gone. */
static void run_again(struct work *work)
{
	for (int i = 1; i < RUNS_MAX; i++) {
		bool wanted = unwrap(work) ||
			      text_is_doubtful(work_text(work), work->flags);

		if (!wanted || !run_once(work))
			return;
	}
	inert_strip(work_text(work), &work->next);
	work_turn(work, true);
	trace_fired(work->trace, RULE_INERT_DEFUSED);
	run_once(work);
}

static void work_begin(struct work *work, struct span raw)
{
	buf_add_span(&work->now, raw);
	work_turn(work,
		  bytes_repair(work_text(work), &work->next, work->trace));
	for (int i = 0; i < UNWRAP_MAX && unwrap(work); i++)
		work_turn(work, bytes_repair(work_text(work), &work->next,
					     work->trace));
}

void text_run(struct span raw, enum text_mode mode, unsigned flags,
	      struct buf *out, struct trace *trace)
{
	SCOPED(work_release)
	struct work work = {
		.now = buf_init(text_cap(raw.len)),
		.next = buf_init(text_cap(raw.len)),
		.mode = mode,
		.flags = flags,
		.trace = trace,
	};

	work_begin(&work, raw);
	if (run_once(&work) && mode != TEXT_LINES)
		run_again(&work);
	if (mode != TEXT_LINES &&
	    work_turn(&work, inert_defuse(work_text(&work), &work.next)))
		trace_fired(trace, RULE_INERT_DEFUSED);
	if (work.now.failed || work.next.failed)
		out->failed = true;
	else
		buf_add_span(out, work_text(&work));
}
