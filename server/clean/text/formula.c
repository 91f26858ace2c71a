/* SPDX-License-Identifier: MIT */
/*
 * A formula element often holds the same formula several times.  One of them
 * is taken: <tex-math>, else an annotation in TeX, else an alttext between
 * dollars, else the presentation MathML as a line of text.  One pass over the
 * element's tags finds them all.
 */
#include "text_stages.h"

#include "tags.h"

/* Where the representations stand; at == NULL: not there. */
struct formula {
	struct span tex_math;
	struct span annotation;
	struct span alttext;
};

static bool contains_nocase(struct span text, const char *word)
{
	for (size_t i = 0; i + strlen(word) <= text.len; i++)
		if (span_starts_nocase(span_slice(text, i, text.len), word))
			return true;
	return false;
}

static bool is_between_dollars(struct span text)
{
	text = span_trim(text);
	return text.len > 2 && text.at[0] == '$' &&
	       text.at[text.len - 1] == '$';
}

/* Which of the two TeX elements a tag is, or NULL. */
static struct span *slot_of(struct formula *formula, const struct tag *tag)
{
	struct span encoding;

	if (span_is_nocase(tag->name, "tex-math"))
		return &formula->tex_math;
	if (!span_is_nocase(tag->name, "annotation"))
		return NULL;
	if (!tag->closing && !(tag_attribute(tag, "encoding", &encoding) &&
			       contains_nocase(encoding, "tex")))
		return NULL;
	return &formula->annotation;
}

/* Notes what a tag says; after is the text behind it.  An opened slot holds
 * the rest of the text until its closing tag cuts it. */
static void note_tag(struct formula *formula, const struct tag *tag,
		     struct span after)
{
	struct span *slot = slot_of(formula, tag);
	struct span alttext;

	if (!tag->closing && !formula->alttext.at &&
	    tag_attribute(tag, "alttext", &alttext) &&
	    is_between_dollars(alttext))
		formula->alttext = alttext;
	if (!slot || tag->self_closed)
		return;
	if (!tag->closing && !slot->at)
		*slot = after;
	else if (tag->closing && slot->at &&
		 slot->at + slot->len == after.at + after.len)
		slot->len = (size_t)(after.at - slot->at) - tag->len;
}

static struct formula formula_read(struct span element)
{
	struct formula formula = { 0 };
	size_t at = 0;
	const char *sign;
	struct tag tag;

	while ((sign = memchr(element.at + at, '<', element.len - at))) {
		at = (size_t)(sign - element.at);
		if (!tag_read(span_slice(element, at, element.len), &tag)) {
			at++;
			continue;
		}
		at += tag.len;
		note_tag(&formula, &tag, span_slice(element, at, element.len));
	}
	return formula;
}

/* Cuts a pair of delimiters around the whole off. */
static bool cut_around(struct span *text, const char *open, const char *close)
{
	size_t first = strlen(open);
	size_t last = strlen(close);

	if (text->len < first + last || memcmp(text->at, open, first) != 0 ||
	    memcmp(text->at + text->len - last, close, last) != 0)
		return false;
	*text = span_trim(span_slice(*text, first, text->len - last));
	return true;
}

/* The formula alone: without document, CDATA and delimiters. */
static struct span tex_body(struct span tex)
{
	static const char begin[] = "\\begin{document}";
	static const char end[] = "\\end{document}";
	const char *at = memmem(tex.at, tex.len, begin, sizeof(begin) - 1);

	if (at)
		tex = span_slice(tex, (size_t)(at - tex.at) + sizeof(begin) - 1,
				 tex.len);
	at = memmem(tex.at, tex.len, end, sizeof(end) - 1);
	if (at)
		tex = span_slice(tex, 0, (size_t)(at - tex.at));
	tex = span_trim(tex);
	cut_around(&tex, "<![CDATA[", "]]>");
	if (!cut_around(&tex, "$$", "$$") && !cut_around(&tex, "$", "$") &&
	    !cut_around(&tex, "\\(", "\\)"))
		cut_around(&tex, "\\[", "\\]");
	return tex;
}

void formula_add(struct span element, struct buf *out, struct trace *trace)
{
	struct formula formula = formula_read(element);
	struct span tex = formula.tex_math;
	size_t before;

	if (!tex.at)
		tex = formula.annotation.at ? formula.annotation
					    : formula.alttext;
	tex = tex.at ? tex_body(tex) : tex;
	buf_add_char(out, MARK_MATH);
	before = out->len;
	if (tex.len) {
		buf_add_char(out, '$');
		buf_add_span(out, tex);
		buf_add_char(out, '$');
	} else {
		mathml_add(element, out);
	}
	trace_fired(trace, tex.len             ? RULE_FORMULA_TEX
			   : out->len > before ? RULE_FORMULA_LINEAR
					       : RULE_FORMULA_LOST);
	buf_add_char(out, MARK_MATH_END);
}
