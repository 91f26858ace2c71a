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

static bool says_nothing(struct span text)
{
	if (clean_is_placeholder(text))
		return true;
	while (text.len && strchr(".!", text.at[text.len - 1]))
		text.len--;
	for (size_t i = 0; i < ARRAY_COUNT(boilerplate); i++)
		if (span_is_nocase(text, boilerplate[i]))
			return true;
	return false;
}

static void read_once(struct span raw, unsigned flags, struct draft *draft)
{
	SCOPED(buf_release) struct buf marked = buf_init(text_cap(raw.len));
	SCOPED(buf_release) struct buf lines = buf_init(text_cap(raw.len));

	text_run(raw, TEXT_LINES, flags, &marked);
	lines_join(buf_span(&marked), &lines);
	if (marked.failed || lines.failed)
		draft->notice.failed = true;
	else
		outline_read(draft, buf_span(&lines));
}

/* The length of the first len bytes of a buffer without blanks at the end. */
static size_t trimmed_len(const struct buf *buf, size_t len)
{
	while (len && ascii_is_space((unsigned char)buf->data[len - 1]))
		len--;
	return len;
}

/* Replaces the content of a buffer. */
static void replace(struct buf *buf, struct span text)
{
	buf_clear(buf);
	buf_add_span(buf, text);
}

/* Cleans a text again while it may hold markup that only came to light when
 * other markup was removed. */
static void settle(struct buf *text, unsigned flags)
{
	SCOPED(buf_release) struct buf rest = buf_init(text->cap);

	for (int i = 0; i < RUNS_MAX && inert_is_doubtful(buf_span(text));
	     i++) {
		SCOPED(draft_release)
		struct draft draft = draft_init(text->cap);

		read_once(buf_span(text), flags, &draft);
		if (draft_failed(&draft) || draft.count > 1 ||
		    (draft.parts[0].text.len == text->len &&
		     !memcmp(draft.parts[0].text.data, text->data, text->len)))
			break;
		replace(text, buf_span(&draft.parts[0].text));
	}
	if (inert_defuse(buf_span(text), &rest))
		replace(text, buf_span(&rest));
}

/* Marks that a text was cut, at its end: MEDLINE's and that of some
 * repositories. */
static void cut_truncation(struct buf *text)
{
	static const char medline[] = "(ABSTRACT TRUNCATED";
	static const char *const ellipses[] = { "[...]", "[…]" };
	const char *at = text->len ? memmem(text->data, text->len, medline,
					    sizeof(medline) - 1)
				   : NULL;
	size_t end = text->len;

	if (at && text->data[end - 1] == ')' &&
	    end - (size_t)(at - text->data) <= 2 * sizeof(medline))
		end = (size_t)(at - text->data);
	for (size_t i = 0; i < ARRAY_COUNT(ellipses); i++) {
		size_t len = strlen(ellipses[i]);

		if (end > len &&
		    !memcmp(text->data + end - len, ellipses[i], len))
			end -= len;
	}
	buf_cut(text, end == text->len ? end : trimmed_len(text, end));
}

/* Moves the notice at the end of a text away. */
static void cut_notice(struct buf *text, struct buf *notice)
{
	size_t start = copyright_start(buf_span(text));

	if (start == text->len)
		return;
	replace(notice, span_slice(buf_span(text), start, text->len));
	buf_cut(text, trimmed_len(text, start));
}

static enum status no_memory(struct error *err)
{
	return error_set(err, STATUS_NO_MEMORY, "no memory for an abstract");
}

/* Takes over a text that says something; *ret stays NULL else. */
static bool take_text(struct buf *text, char **ret)
{
	if (says_nothing(buf_span(text)))
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

enum status clean_abstract(struct span raw, unsigned flags,
			   struct abstract *ret, struct trace *trace,
			   struct error *err)
{
	SCOPED(draft_release)
	struct draft draft = draft_init(text_cap(raw.len));
	SCOPED(abstract_release) struct abstract abstract = { 0 };
	bool had_markup = raw.len && (memchr(raw.at, '<', raw.len) ||
				      memchr(raw.at, '&', raw.len));

	read_once(raw, flags, &draft);
	for (size_t i = 0; i < draft.count; i++) {
		cut_notice(&draft.parts[i].text, &draft.notice);
		cut_truncation(&draft.parts[i].text);
		if (had_markup)
			settle(&draft.parts[i].text, flags);
	}
	if (draft_failed(&draft) || !take_draft(&draft, &abstract))
		return no_memory(err);
	*ret = abstract;
	abstract = (struct abstract){ 0 };
	return STATUS_OK;
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
	return !out->failed;
}
