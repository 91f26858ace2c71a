/* SPDX-License-Identifier: MIT */
/* Rows of text: raw, and what it becomes; NULL: nothing. */
#ifndef PAPERD_TEST_TEXT_H
#define PAPERD_TEST_TEXT_H

#include "paperd/clean.h"
#include "paperd/scoped.h"

#include <criterion/criterion.h>

/* More than any text of a table becomes. */
#define TEXT_ROOM ((size_t)1 << 24)

struct text_row {
	const char *raw;
	const char *clean;
};

typedef bool text_cleaner(struct span raw, struct buf *out,
			  struct trace *trace);

static inline bool text_title(struct span raw, struct buf *out,
			      struct trace *trace)
{
	return clean_title(raw, 0, out, trace);
}

static inline bool text_title_tex(struct span raw, struct buf *out,
				  struct trace *trace)
{
	return clean_title(raw, CLEAN_TEX, out, trace);
}

/* The text of an abstract in its first language. */
static inline bool text_abstract(struct span raw, struct buf *out,
				 struct trace *trace)
{
	SCOPED(abstract_release) struct abstract abstract = { 0 };

	cr_assert_eq(clean_abstract(raw, 0, &abstract, trace, NULL), STATUS_OK);
	if (abstract.text)
		buf_add_text(out, abstract.text);
	return abstract.text != NULL;
}

/* … of a source that declares TeX. */
static inline bool text_abstract_tex(struct span raw, struct buf *out,
				     struct trace *trace)
{
	SCOPED(abstract_release) struct abstract abstract = { 0 };

	cr_assert_eq(clean_abstract(raw, CLEAN_TEX, &abstract, trace, NULL),
		     STATUS_OK);
	if (abstract.text)
		buf_add_text(out, abstract.text);
	return abstract.text != NULL;
}

static inline void text_row_holds(const struct text_row *row,
				  text_cleaner *clean)
{
	SCOPED(buf_release) struct buf out = buf_init(TEXT_ROOM);
	SCOPED(buf_release) struct buf again = buf_init(TEXT_ROOM);
	bool found = clean(span_of(row->raw), &out, NULL);

	cr_expect_eq(found, row->clean != NULL, "%s: %s", row->raw,
		     found ? "something" : "nothing");
	cr_expect_str_eq(buf_text(&out), row->clean ? row->clean : "", "%s",
			 row->raw);
	if (!found)
		return;
	clean(buf_span(&out), &again, NULL);
	cr_expect_str_eq(buf_text(&again), buf_text(&out), "not idempotent: %s",
			 row->raw);
}

#define TEXT_HOLDS(rows, clean)                              \
	for (size_t row = 0; row < ARRAY_COUNT(rows); row++) \
	text_row_holds(&(rows)[row], clean)

#endif
