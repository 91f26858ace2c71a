/* SPDX-License-Identifier: MIT */
#include "paperd/exact.h"

#include <stddef.h>

#include "paperd/doi.h"
#include "paperd/identifier.h"
#include "paperd/scoped.h"

/* The terms of one kind, as they are handed out. */
struct giving {
	const struct exact_taker *taker;
	enum exact_kind kind;
};

static void give(const struct giving *giving, const char *value)
{
	SCOPED(buf_release) struct buf term = buf_init(DOI_MAX + 2);

	if (value && exact_term(giving->kind, span_of(value), &term))
		giving->taker->take(giving->taker->context, buf_span(&term));
}

/* ---- the kinds ---- */

static void orcids(const struct paper *paper, const struct giving *giving)
{
	for (size_t i = 0; i < paper->authors.count; i++)
		give(giving, paper->authors.items[i].orcid);
}

static void isbns(const struct paper *paper, const struct giving *giving)
{
	for (size_t i = 0; i < paper->ids.isbn.count; i++) {
		SCOPED(buf_release) struct buf digits = buf_init(16);

		if (isbn_normalise(span_of(paper->ids.isbn.items[i]), &digits))
			give(giving, buf_text(&digits));
	}
}

static void funders(const struct paper *paper, const struct giving *giving)
{
	for (size_t i = 0; i < paper->funders.count; i++)
		give(giving, paper->funders.items[i].doi);
}

static void updated(const struct paper *paper, const struct giving *giving)
{
	for (size_t i = 0; i < paper->updates.count; i++)
		if (update_is_to(&paper->updates.items[i]))
			give(giving, paper->updates.items[i].doi);
}

static void update_types(const struct paper *paper, const struct giving *giving)
{
	for (size_t i = 0; i < paper->updates.count; i++) {
		const struct update *update = &paper->updates.items[i];
		SCOPED(buf_release) struct buf kind = buf_init(DOI_MAX);

		if (!update_is_to(update) || !update->type)
			continue;
		for (const char *c = update->type; *c; c++)
			buf_add_char(&kind, ascii_lower(*c));
		give(giving, buf_text(&kind));
	}
}

static void members(const struct paper *paper, const struct giving *giving)
{
	give(giving, paper->member);
}

/* clang-format off */
static const struct {
	char letter;   /* of its terms */
	size_t choice; /* offset in struct query */
	void (*each)(const struct paper *, const struct giving *);
} kinds[EXACT_KINDS] = {
	[EXACT_ORCID] = { 'o', offsetof(struct query, orcid), orcids },
	[EXACT_ISBN] = { 'i', offsetof(struct query, isbn), isbns },
	[EXACT_FUNDER] = { 'f', offsetof(struct query, funder), funders },
	[EXACT_UPDATES] = { 'u', offsetof(struct query, updates), updated },
	[EXACT_UPDATE_TYPE] = { 't', offsetof(struct query, update_type),
				update_types },
	[EXACT_MEMBER] = { 'm', offsetof(struct query, member), members },
};
/* clang-format on */

/* ---- terms ---- */

void exact_terms(const struct paper *paper, const struct exact_taker *taker)
{
	for (int i = 0; i < EXACT_KINDS; i++)
		kinds[i].each(paper,
			      &(struct giving){ taker, (enum exact_kind)i });
}

bool exact_term(enum exact_kind kind, struct span value, struct buf *out)
{
	if (!value.len || value.len > DOI_MAX)
		return false;
	for (size_t i = 0; i < value.len; i++)
		if ((unsigned char)value.at[i] <= ' ')
			return false;
	buf_add_char(out, EXACT_MARK);
	buf_add_char(out, kinds[kind].letter);
	buf_add_span(out, value);
	return true;
}

const struct choice *exact_choice(const struct query *query,
				  enum exact_kind kind)
{
	return (const void *)((const char *)query + kinds[kind].choice);
}
