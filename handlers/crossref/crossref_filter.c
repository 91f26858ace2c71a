/* SPDX-License-Identifier: MIT */
/*
 * The parameter `filter` of Crossref as parameters of the native list.
 *
 * First the values are gathered filter by filter, then each filter gives what it
 * gathered to its native parameter: the values of one filter are alternatives,
 * those of two filters are not, though they may mean the same parameter.
 */
#include "crossref.h"

#include <stdio.h>

/* More than there are filters. */
#define FILTERS_MAX 100

/* What one filter asks for. */
struct gathered {
	struct buf values; /* by "|"; of dates the widest */
	bool is_true, is_false;
};

struct gathering {
	struct gathered of[FILTERS_MAX]; /* as crossref_filters[] */
};

static void gathering_release(struct gathering *gathering)
{
	for (size_t i = 0; i < FILTERS_MAX; i++)
		buf_release(&gathering->of[i].values);
}

/* ---- names ---- */

/* The filter whose name and a colon stand at the start; NULL: none. */
static const struct filter *filter_at(struct span text)
{
	for (const struct filter *f = crossref_filters; f->name; f++) {
		size_t len = strlen(f->name);

		if (text.len > len && text.at[len] == ':' &&
		    !memcmp(text.at, f->name, len))
			return f;
	}
	return NULL;
}

static struct span skip_blanks(struct span text)
{
	while (text.len && ascii_is_space(text.at[0]))
		text = span_slice(text, 1, text.len);
	return text;
}

/* Takes one filter off the front: up to a comma before the name of another. */
static struct span filter_next(struct span *rest)
{
	struct span text = *rest;

	for (size_t i = 0; i < text.len; i++) {
		struct span next = span_slice(text, i + 1, text.len);

		if (text.at[i] != ',' || !filter_at(skip_blanks(next)))
			continue;
		*rest = skip_blanks(next);
		return span_slice(text, 0, i);
	}
	*rest = (struct span){ 0 };
	return text;
}

static enum status not_available(struct span text, struct response *res,
				 struct error *err)
{
	SCOPED(buf_release) struct buf known = buf_init(NATIVE_VALUE_MAX);
	const char *colon = text.len ? memchr(text.at, ':', text.len) : NULL;
	struct span name = span_slice(
		text, 0, colon ? (size_t)(colon - text.at) : text.len);

	for (const struct filter *f = crossref_filters; f->name; f++)
		if (f->kind != FILTER_REFUSED)
			buf_add_format(&known, "%s%s", known.len ? "," : "",
				       f->name);
	if (!colon)
		return refuse(res, err, "pair-list-form-invalid", text,
			      "Pair list form specified as '%.*s' but should "
			      "be of the form: key:val,...,keyN:valN",
			      span_shown(text, SHOWN_MAX), text.at);
	return refuse_name(res, err, "filter", name, &known);
}

/* ---- values ---- */

static bool truth_read(struct span text, bool *ret)
{
	static const char *const words[][3] = { { "f", "false", "0" },
						{ "t", "true", "1" } };

	for (int truth = 0; truth < 2; truth++)
		for (size_t i = 0; i < 3; i++)
			if (span_is_nocase(text, words[truth][i])) {
				*ret = truth;
				return true;
			}
	return false;
}

/* Which of two dates says more for a bound: the later; of one that is a part of
 * the other, as the first or last day of it would. */
static bool is_later(struct span a, struct span b, bool last_day)
{
	size_t len = a.len < b.len ? a.len : b.len;
	int order = memcmp(a.at, b.at, len);

	if (order)
		return order > 0;
	return last_day ? a.len < b.len : a.len > b.len;
}

/* Without a time: days are enough. */
static struct span day_of(struct span date)
{
	const char *time = date.len ? memchr(date.at, 'T', date.len) : NULL;

	return span_slice(date, 0, time ? (size_t)(time - date.at) : date.len);
}

static void date_take(struct buf *out, struct span date, bool until, bool later)
{
	if (out->len && is_later(date, buf_span(out), until) != later)
		return;
	buf_clear(out);
	buf_add_span(out, date);
}

/* Signs that would be of the native list are none in a name. */
static void name_add(struct span name, struct buf *out)
{
	for (size_t i = 0; i < name.len; i++)
		buf_add_char(out, strchr("|!", name.at[i]) ? ' ' : name.at[i]);
}

static struct span tail_of(struct span value)
{
	const char *slash = value.len ? memrchr(value.at, '/', value.len)
				      : NULL;

	return slash ? span_slice(value, (size_t)(slash - value.at) + 1,
				  value.len)
		     : value;
}

static void value_add(const struct filter *filter, struct span value,
		      struct buf *out)
{
	const char *type;

	if (filter->kind == FILTER_FROM || filter->kind == FILTER_UNTIL) {
		bool until = filter->kind == FILTER_UNTIL;

		date_take(out, day_of(value), until, until);
		return;
	}
	if (out->len)
		buf_add_char(out, '|');
	switch (filter->kind) {
	case FILTER_NAME:
		name_add(value, out);
		break;
	case FILTER_LABEL:
		type = type_of_label(value);
		buf_add_span(out, type ? span_of(type) : value);
		break;
	default:
		buf_add_span(out, filter->kind == FILTER_TAIL ? tail_of(value)
							      : value);
	}
}

/* A sign that negates in the native list is part of no value. */
static enum status value_take(const struct filter *filter, struct span value,
			      struct buf *out, struct response *res,
			      struct error *err)
{
	if (filter->kind != FILTER_NAME && value.len && value.at[0] == '!')
		return refuse(res, err, filter->refusal, value,
			      "Filter '%s' does not have the value %.*s",
			      filter->name, span_shown(value, SHOWN_MAX),
			      value.at);
	if (!out->cap)
		*out = buf_init(NATIVE_VALUE_MAX);
	value_add(filter, value, out);
	return STATUS_OK;
}

static enum status gather(struct span text, struct gathering *gathering,
			  struct response *res, struct error *err)
{
	const struct filter *filter = filter_at(text);
	struct gathered *of;
	struct span value;
	bool truth;

	if (!filter || filter->kind == FILTER_REFUSED)
		return not_available(text, res, err);
	of = &gathering->of[filter - crossref_filters];
	value = span_trim(span_slice(text, strlen(filter->name) + 1, text.len));
	if (filter->kind != FILTER_HAS && filter->kind != FILTER_NEVER)
		return value_take(filter, value, &of->values, res, err);
	if (!truth_read(value, &truth))
		return refuse(res, err, filter->refusal, value,
			      "Boolean specified as %.*s but must be one of: "
			      "t, true, 1, f, false, 0",
			      span_shown(value, SHOWN_MAX), value.at);
	*(truth ? &of->is_true : &of->is_false) = true;
	return STATUS_OK;
}

/* ---- what it gives ---- */

/* True and false are alternatives, too: then the filter says nothing. */
static void has_give(const struct filter *filter, const struct gathered *of,
		     struct native *native)
{
	char word[40];

	if (of->is_true == of->is_false)
		return;
	if (filter->kind == FILTER_NEVER) {
		native->nothing |= of->is_true;
		return;
	}
	snprintf(word, sizeof(word), "%s%s", of->is_true ? "" : "!",
		 filter->native);
	native_add(native, "has", ',', span_of(word));
}

static void filter_give(const struct filter *filter, const struct gathered *of,
			struct native *native)
{
	bool until = filter->kind == FILTER_UNTIL;

	if (!of->values.cap)
		has_give(filter, of, native);
	else if (until || filter->kind == FILTER_FROM)
		date_take(native_value(native, filter->native),
			  buf_span(&of->values), until, !until);
	else
		native_limit(native, filter->native, buf_span(&of->values));
}

enum status filters_read(struct span text, struct native *native,
			 struct response *res, struct error *err)
{
	SCOPED(gathering_release) struct gathering gathering = { 0 };

	text = span_trim(text);
	while (text.len) {
		struct span one = filter_next(&text);

		if (gather(one, &gathering, res, err) != STATUS_OK)
			return err->status;
	}
	for (size_t i = 0; crossref_filters[i].name; i++)
		filter_give(&crossref_filters[i], &gathering.of[i], native);
	return STATUS_OK;
}
