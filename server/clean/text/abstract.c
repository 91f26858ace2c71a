/* SPDX-License-Identifier: MIT */
#include "paperd/clean.h"

#include "abstract_stages.h"
#include "paperd/scoped.h"
#include "text_stages.h"

/* Runs on its own result, as the pipeline has them (text.c). */
#define RUNS_MAX 4

/* Phrases that stand where there is no abstract, final full stop left out. */
static const char *const boilerplate[] = {
	"no abstract available",
	"no abstract",
	"no abstract provided",
	"no abstract is available",
	"no abstract is available for this article",
	"abstract not available",
	"abstract unavailable",
	"there is no abstract",
	"this article has no abstract",
	"download this paper open pdf in browser",
};

/* Is text a placeholder, or a phrase that says that there is no abstract?
 * *ret_rule: which of them. */
static bool says_nothing(struct span text, enum rule *ret_rule)
{
	if (ret_rule)
		*ret_rule = RULE_PLACEHOLDER_NULL;
	if (clean_is_placeholder(text))
		return true;
	if (ret_rule)
		*ret_rule = RULE_BOILERPLATE_NULL;
	while (text.len && strchr(".!", text.at[text.len - 1]))
		text.len--;
	if (text.len > 2 && strchr("([", text.at[0]))
		text = span_slice(text, 1, text.len - 1);
	while (text.len && strchr(".!", text.at[text.len - 1]))
		text.len--;
	for (size_t i = 0; i < ARRAY_COUNT(boilerplate); i++)
		if (span_is_nocase(text, boilerplate[i]))
			return true;
	return false;
}

/* Text that is not plain to a draft. */
static void read_marked(struct span raw, unsigned flags, struct draft *draft)
{
	SCOPED(buf_release) struct buf marked = buf_init(text_cap(raw.len));
	SCOPED(buf_release) struct buf lines = buf_init(text_cap(raw.len));

	text_run(raw, TEXT_LINES, flags, &marked, draft->trace);
	lines_join(buf_span(&marked), &lines, draft->trace);
	if (marked.failed || lines.failed)
		draft->notice.failed = true;
	else
		outline_read(draft, buf_span(&lines));
}

static void read_once(struct span raw, unsigned flags, struct draft *draft)
{
	struct span inner = text_trim(raw);

	if (text_is_plain(inner, flags)) {
		text_note_trim(raw, inner, draft->trace);
		outline_read(draft, inner);
	} else {
		read_marked(raw, flags, draft);
	}
	for (size_t i = 0; i < draft->count; i++) {
		struct buf *text = &draft->parts[i].text;

		draft->unsettled |= lines_level(text);
		draft->unsettled |= tail_cut(text, &draft->notice,
					     draft->trace);
	}
}

/* Replaces the content of a buffer. */
static void replace(struct buf *buf, struct span text)
{
	buf_clear(buf);
	buf_add_span(buf, text);
}

/* Makes what was read anew, in several languages, the draft. */
static void adopt(struct draft *draft, struct draft *next)
{
	struct draft was = *draft;

	if (!next->notice.len)
		replace(&next->notice, buf_span(&was.notice));
	*draft = *next;
	draft->trace = was.trace;
	*next = was;
}

/* One more run on a part; false when the text is as it was. */
static bool run_again(struct draft *draft, struct buf *text, unsigned flags)
{
	struct trace own = { 0 };
	SCOPED(draft_release)
	struct draft next = draft_init(text->cap, draft->trace ? &own : NULL);
	struct buf *again = &next.parts[0].text;

	read_once(buf_span(text), flags, &next);
	if (draft_failed(&next) || text_same(buf_span(again), buf_span(text)))
		return false;
	if (next.count > 1 && draft->count == 1) {
		adopt(draft, &next);
		trace_add(draft->trace, &own);
		return true;
	}
	replace(text, buf_span(again));
	if (next.notice.len)
		replace(&draft->notice, buf_span(&next.notice));
	draft->unsettled = next.unsettled;
	trace_add(draft->trace, &own);
	return true;
}

/* Takes what may still be read as a tag out of its meaning; false: none. */
static bool defuse(struct buf *text, struct trace *trace)
{
	SCOPED(buf_release) struct buf rest = buf_init(text->cap);

	if (!inert_defuse(buf_span(text), &rest))
		return false;
	replace(text, buf_span(&rest));
	trace_fired(trace, RULE_INERT_DEFUSED);
	return true;
}

/* Might a part become another one when it is cleaned again?  Headings of other
 * languages may show only then; else it is enough to ask the pipeline. */
static bool is_doubtful(const struct draft *draft, struct span text,
			unsigned flags)
{
	SCOPED(buf_release) struct buf again = buf_init(text_cap(text.len));

	if (draft->count > 1 || !text_is_ascii(text))
		return flags & CLEAN_TEX || text_is_doubtful(text, flags);
	if (!text_is_doubtful(text, flags))
		return false;
	text_run(text, TEXT_LINES, flags, &again, NULL);
	return again.failed || !text_same(buf_span(&again), text);
}

/* Cleans a part again while it may hold what only came to light when markup
 * was removed, or lines were cut or joined. */
static void settle(struct draft *draft, struct buf *text, unsigned flags)
{
	SCOPED(buf_release) struct buf rest = buf_init(text->cap);

	for (int i = 0; i < RUNS_MAX; i++) {
		bool wanted = draft->unsettled ||
			      is_doubtful(draft, buf_span(text), flags);

		draft->unsettled = false;
		if (!wanted || !run_again(draft, text, flags))
			return;
	}
	/* What is still left is no text anybody wrote. */
	inert_strip(buf_span(text), &rest);
	replace(text, buf_span(&rest));
	trace_fired(draft->trace, RULE_INERT_DEFUSED);
	run_again(draft, text, flags);
}

/* Brings a part of the draft of a raw text into its last form. */
static void finish(struct draft *draft, struct buf *text, struct span raw,
		   unsigned flags)
{
	if (!text_same(raw, buf_span(text)))
		settle(draft, text, flags);
	if (defuse(text, draft->trace))
		lines_level(text); /* it is longer now */
}

/* A notice is one line, as clean as any. */
static void finish_notice(struct draft *draft)
{
	struct span raw = buf_span(&draft->notice);
	SCOPED(buf_release) struct buf line = buf_init(text_cap(raw.len));

	if (!raw.len || text_is_plain(raw, 0))
		return;
	text_run(raw, TEXT_PLAIN, 0, &line, draft->trace);
	replace(&draft->notice, buf_span(&line));
	draft->notice.failed |= line.failed;
}

static enum status no_memory(struct error *err)
{
	return error_set(err, STATUS_NO_MEMORY, "no memory for an abstract");
}

/* Takes over a text that says something; *ret stays NULL else. */
static bool take_text(struct buf *text, char **ret)
{
	if (says_nothing(buf_span(text), NULL))
		return true;
	*ret = buf_take(text);
	return *ret != NULL;
}

static bool take_others(struct draft *draft, struct abstract *ret)
{
	if (draft->count < 2)
		return true;
	ret->others = calloc(draft->count - 1, sizeof(ret->others[0]));
	if (!ret->others)
		return false;
	for (size_t i = 1; i < draft->count; i++) {
		struct abstract_part *part = &ret->others[ret->other_count];

		if (!take_text(&draft->parts[i].text, &part->text))
			return false;
		memcpy(part->lang, draft->parts[i].lang, sizeof(part->lang));
		ret->other_count += part->text != NULL;
	}
	return true;
}

/* Moves what a draft holds into an abstract. */
static bool take_draft(struct draft *draft, struct abstract *ret)
{
	if (!take_text(&draft->parts[0].text, &ret->text) ||
	    !take_text(&draft->notice, &ret->copyright) ||
	    !take_others(draft, ret))
		return false;
	memcpy(ret->lang, draft->parts[0].lang, sizeof(ret->lang));
	return true;
}

void abstract_release(struct abstract *abstract)
{
	free(abstract->text);
	free(abstract->copyright);
	for (size_t i = 0; i < abstract->other_count; i++)
		free(abstract->others[i].text);
	free(abstract->others);
	*abstract = (struct abstract){ 0 };
}

/* What was noted on the way counts only where it led to another text. */
static void note(struct span raw, const struct draft *draft,
		 const struct trace *own, struct trace *trace)
{
	struct span text = buf_span(&draft->parts[0].text);
	enum rule nothing;

	if (draft->count == 1 && !draft->notice.len &&
	    says_nothing(text, &nothing)) {
		trace_counted(trace, nothing, raw.len > 0);
		return;
	}
	if (draft->count > 1 || !text_same(raw, text))
		trace_add(trace, own);
	suspect_note(text, SUSPECT_ABSTRACT, trace);
}

/* The inner part of a raw text, which is clean, as it is, unless it says
 * nothing. */
static enum status keep_plain(struct span raw, struct span inner,
			      struct abstract *ret, struct trace *trace,
			      struct error *err)
{
	struct abstract abstract = { 0 };
	enum rule nothing;

	if (says_nothing(inner, &nothing)) {
		trace_fired(trace, nothing);
		*ret = abstract;
		return STATUS_OK;
	}
	abstract.text = span_copy(inner);
	if (!abstract.text)
		return no_memory(err);
	text_note_trim(raw, inner, trace);
	if (trace)
		suspect_note(inner, SUSPECT_ABSTRACT, trace);
	*ret = abstract;
	return STATUS_OK;
}

static enum status clean_marked(struct span raw, unsigned flags,
				struct abstract *ret, struct trace *trace,
				struct error *err)
{
	struct trace own = { 0 };
	SCOPED(draft_release)
	struct draft draft = draft_init(text_cap(raw.len), trace ? &own : NULL);
	SCOPED(abstract_release) struct abstract abstract = { 0 };
	bool unsettled;

	read_once(raw, flags, &draft);
	unsettled = draft.unsettled;
	for (size_t i = 0; i < draft.count; i++) {
		draft.unsettled = unsettled;
		finish(&draft, &draft.parts[i].text, raw, flags);
	}
	finish_notice(&draft);
	if (trace && !draft_failed(&draft))
		note(raw, &draft, &own, trace);
	if (draft_failed(&draft) || !take_draft(&draft, &abstract))
		return no_memory(err);
	*ret = abstract;
	abstract = (struct abstract){ 0 };
	return STATUS_OK;
}

enum status clean_abstract(struct span raw, unsigned flags,
			   struct abstract *ret, struct trace *trace,
			   struct error *err)
{
	struct span inner = text_trim(raw);

	if (abstract_is_plain(inner, flags))
		return keep_plain(raw, inner, ret, trace, err);
	return clean_marked(raw, flags, ret, trace, err);
}

bool clean_copyright(struct span raw, struct buf *out, struct trace *trace)
{
	SCOPED(abstract_release) struct abstract abstract = { 0 };

	if (clean_abstract(raw, 0, &abstract, NULL, NULL) != STATUS_OK) {
		out->failed = true;
		return false;
	}
	if (!abstract.copyright)
		return false;
	buf_add_text(out, abstract.copyright);
	if (!text_same(raw, span_of(abstract.copyright)))
		trace_fired(trace, RULE_COPYRIGHT_MOVED);
	return !out->failed;
}
