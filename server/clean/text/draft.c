/* SPDX-License-Identifier: MIT */
/* The abstract as it is written, line by line. */
#include "abstract_stages.h"

#include "text_stages.h"

struct draft draft_init(size_t cap, struct trace *trace)
{
	struct draft draft = { .label = buf_init(cap),
			       .notice = buf_init(cap),
			       .trace = trace };

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

struct buf *draft_text(struct draft *draft)
{
	return &draft->parts[draft->count - 1].text;
}

char *draft_lang(struct draft *draft)
{
	return draft->parts[draft->count - 1].lang;
}

static bool is_blank(char c)
{
	return (unsigned char)c <= ' ';
}

struct span draft_trim(struct span text)
{
	while (text.len && is_blank(text.at[0]))
		text = span_slice(text, 1, text.len);
	while (text.len && is_blank(text.at[text.len - 1]))
		text.len--;
	return text;
}

/* The bytes of a language code whose mark stands at the start of text, the
 * last one left out; 0: none. */
static size_t lang_len(struct span text)
{
	const char *end = text.at[0] == MARK_LANG
				  ? memchr(text.at, MARK_LANG_END, text.len)
				  : NULL;

	return end ? (size_t)(end - text.at) : 0;
}

void draft_unmark(struct span text, struct buf *out)
{
	size_t done = 0;

	for (size_t i = 0; (i = scan_mark(text, i)) < text.len; i++) {
		buf_add_span(out, span_slice(text, done, i));
		if (text.at[i] == MARK_WIDE)
			buf_add_char(out, ' ');
		i += lang_len(span_slice(text, i, text.len));
		done = i + 1;
	}
	buf_add_span(out, span_slice(text, done, text.len));
}

void draft_add(struct draft *draft, struct span text)
{
	draft_unmark(draft_trim(text), draft_text(draft));
}

void draft_begin_line(struct draft *draft)
{
	struct buf *out = draft_text(draft);

	if (out->len)
		buf_add_char(out, '\n');
}

void draft_begin_label(struct draft *draft, struct span label)
{
	draft_begin_line(draft);
	draft_add(draft, label);
	buf_add_char(draft_text(draft), ':');
}

void draft_begin_lang(struct draft *draft, const char *lang)
{
	char *now = draft_lang(draft);

	if (!now[0] && draft_text(draft)->len) {
		const char *told = clean_script_language(
			buf_span(draft_text(draft)));

		memcpy(now, told, strlen(told) + 1);
	}
	if (!strcmp(now, lang) || !lang[0])
		return;
	if (draft_text(draft)->len) {
		if (!now[0] || draft->count == ABSTRACT_PARTS_MAX)
			return;
		draft->count++;
		trace_fired(draft->trace, RULE_LANGUAGE_SPLIT);
	}
	memcpy(draft_lang(draft), lang, strlen(lang) + 1);
}
