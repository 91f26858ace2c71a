/* SPDX-License-Identifier: MIT */
#include "fill.h"

#include <stdlib.h>

#include "paperd/clean.h"
#include "paperd/doi.h"

/* Longest single text kept, in bytes; the longest abstracts known are near
 * 100 kB. */
#define FILL_TEXT_MAX (4 << 20)

struct fill fill_init(struct paper *paper, struct report *report)
{
	return (struct fill){ .paper = paper,
			      .report = report,
			      .text = buf_init(FILL_TEXT_MAX) };
}

void fill_release(struct fill *fill)
{
	buf_release(&fill->text);
}

enum status fill_check(const struct fill *fill, struct error *err)
{
	if (fill->full)
		return error_set(err, STATUS_TOO_LARGE,
				 "a text in it is larger than %d bytes",
				 FILL_TEXT_MAX);
	if (fill->failed)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	return STATUS_OK;
}

struct trace *fill_trace(struct fill *fill, const void *member, const void *at)
{
	return report_trace(fill->report, fill->paper,
			    fill->within ? fill->within : member, at);
}

bool fill_arxiv(struct span raw, struct buf *out, struct trace *trace)
{
	return identifier_clean("arxiv", raw, out, trace);
}

bool fill_pmid(struct span raw, struct buf *out, struct trace *trace)
{
	return identifier_clean("pmid", raw, out, trace);
}

bool fill_pmcid(struct span raw, struct buf *out, struct trace *trace)
{
	return identifier_clean("pmcid", raw, out, trace);
}

/* Most digits of the number of a member; there are some 30,000. */
#define MEMBER_DIGITS 9

bool fill_member_number(struct span raw, struct buf *out, struct trace *trace)
{
	/* as an address: http://id.crossref.org/member/78 */
	const char *slash = raw.len ? memrchr(raw.at, '/', raw.len) : NULL;
	size_t digits = 0;

	if (slash)
		raw = span_slice(raw, (size_t)(slash - raw.at) + 1, raw.len);
	while (digits < raw.len && ascii_is_digit(raw.at[digits]))
		digits++;
	if (!digits || digits < raw.len || digits > MEMBER_DIGITS)
		return false;
	buf_add_span(out, raw);
	return true;
}

/* Crossref once wrote an ISBN as http://id.crossref.org/isbn/9780123456789;
 * libraries add the binding: "0407517006 (Pbk)". */
bool fill_isbn(struct span raw, struct buf *out, struct trace *trace)
{
	struct span isbn;

	span_next(&raw, '(', &isbn);
	for (size_t i = isbn.len; i > 0; i--)
		if (isbn.at[i - 1] == '/') {
			isbn = span_slice(isbn, i, isbn.len);
			break;
		}
	return identifier_clean("isbn", isbn, out, trace);
}

/* Of a value that is no DOI: one of the short forms (https://shortdoi.org), or
 * nothing of the kind. */
static void trace_no_doi(struct span raw, struct trace *trace)
{
	static const char short_form[] = "10/";
	bool is_short = raw.len && memmem(raw.at, raw.len, short_form,
					  sizeof(short_form) - 1);

	trace_fired(trace, is_short ? RULE_DOI_SHORT : RULE_DOI_INVALID);
}

static bool fill_doi_by(bool (*read)(struct span raw, struct buf *out),
			struct span raw, struct buf *out, struct trace *trace)
{
	size_t before = out->len;
	struct span clean;

	if (!read(raw, out)) {
		trace_no_doi(raw, trace);
		return false;
	}
	clean = span_slice(buf_span(out), before, out->len);
	if (clean.len != raw.len)
		trace_fired(trace, RULE_DOI_FORM);
	else if (memcmp(clean.at, raw.at, raw.len) != 0)
		trace_fired(trace, RULE_DOI_LOWER);
	return true;
}

bool fill_bare_doi(struct span raw, struct buf *out, struct trace *trace)
{
	return fill_doi_by(doi_clean, raw, out, trace);
}

bool fill_printed_doi(struct span raw, struct buf *out, struct trace *trace)
{
	return fill_doi_by(doi_clean_printed, raw, out, trace);
}

/* Cleans raw into fill->text; true when that is a text to keep. */
static bool clean_to_scratch(struct fill *fill, fill_cleaner *clean,
			     struct span raw, const void *member)
{
	bool says;

	buf_clear(&fill->text);
	says = raw.len &&
	       clean(raw, &fill->text, fill_trace(fill, member, raw.at));
	fill->failed = fill->failed || fill->text.failed;
	fill->full = fill->full || fill->text.full;
	return says && !fill->text.failed;
}

static char *copy(struct fill *fill, struct span text)
{
	char *owned = span_copy(text);

	fill->failed = fill->failed || !owned;
	return owned;
}

void fill_text(struct fill *fill, fill_cleaner *clean, struct span raw,
	       char **member)
{
	if (!clean_to_scratch(fill, clean, raw, member))
		return;
	free(*member);
	*member = copy(fill, buf_span(&fill->text));
}

void fill_missing(struct fill *fill, fill_cleaner *clean, struct span raw,
		  char **member)
{
	if (!*member)
		fill_text(fill, clean, raw, member);
}

void fill_copy(struct fill *fill, const char *text, char **member)
{
	free(*member);
	*member = copy(fill, span_of(text));
}

static bool is_listed(const struct texts *list, struct span text)
{
	for (size_t i = 0; i < list->count; i++)
		if (span_is(text, list->items[i]))
			return true;
	return false;
}

void fill_list_text(struct fill *fill, fill_cleaner *clean, struct span raw,
		    struct texts *list)
{
	if (!clean_to_scratch(fill, clean, raw, list) ||
	    is_listed(list, buf_span(&fill->text)))
		return;
	if (!texts_take(list, span_copy(buf_span(&fill->text))))
		fill->failed = true;
}

void fill_list(struct fill *fill, fill_cleaner *clean, const cJSON *value,
	       struct texts *list)
{
	char scratch[SCALAR_MAX];
	const cJSON *item;

	for (item = json_items(value); item; item = json_next(value, item))
		fill_list_text(fill, clean, json_scalar(item, scratch), list);
}

void fill_rows(struct fill *fill, const struct fill_row *rows,
	       const cJSON *json, void *base)
{
	char scratch[SCALAR_MAX];

	for (; rows->key; rows++) {
		char **member = (char **)((char *)base + rows->offset);
		const cJSON *value = *member ? NULL : json_get(json, rows->key);

		if (cJSON_IsArray(value))
			fill_text(fill, rows->clean, json_first_span(value),
				  member);
		else if (value)
			fill_text(fill, rows->clean,
				  json_scalar(value, scratch), member);
	}
}

bool rows_are_empty(const struct fill_row *rows, const void *base)
{
	for (; rows->key; rows++)
		if (*(char *const *)((const char *)base + rows->offset))
			return false;
	return true;
}

void fill_integer(struct fill *fill, const cJSON *value, struct integer *member)
{
	char scratch[SCALAR_MAX];
	struct span text = json_scalar(value, scratch);

	if (text.len && integer_clean(text, &member->value,
				      fill_trace(fill, member, value)))
		member->known = true;
}

void fill_number(struct fill *fill, const cJSON *value, struct number *member)
{
	char scratch[SCALAR_MAX];
	struct span text = json_scalar(value, scratch);

	if (text.len &&
	    number_clean(text, &member->value, fill_trace(fill, member, value)))
		member->known = true;
}

void fill_truth(struct fill *fill, const cJSON *value, enum truth *member)
{
	char scratch[SCALAR_MAX];
	struct span text = json_scalar(value, scratch);
	struct trace *trace = fill_trace(fill, member, value);
	bool truth = cJSON_IsTrue(value);

	if (cJSON_IsBool(value) ||
	    (text.len && boolean_clean(text, &truth, trace)))
		*member = truth ? TRUTH_YES : TRUTH_NO;
}
