/* SPDX-License-Identifier: MIT */
#include "paperd/clean.h"

#include "text_stages.h"

bool clean_title(struct span raw, unsigned flags, struct buf *out,
		 struct trace *trace)
{
	size_t before = out->len;

	text_run(raw, TEXT_TITLE, flags, out);
	if (out->failed)
		return false;
	if (!clean_is_placeholder(span_slice(buf_span(out), before, out->len)))
		return true;
	buf_cut(out, before);
	return false;
}
