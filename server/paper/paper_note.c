/* SPDX-License-Identifier: MIT */
/*
 * What notices say of a record (Crossref's "update-to").
 */
#include <stdlib.h>

#include "paperd/paper.h"
#include "paperd/scoped.h"

void update_release(struct update *update)
{
	free(update->type);
	free(update->direction);
	free(update->doi);
	free(update->date);
}

void updates_release(struct updates *list)
{
	for (size_t i = 0; i < list->count; i++)
		update_release(&list->items[i]);
	free(list->items);
	*list = (struct updates){ 0 };
}

/* NULL stays NULL. */
static bool copy(const char *text, char **ret)
{
	*ret = text ? span_copy(span_of(text)) : NULL;
	return *ret || !text;
}

bool updates_copy(struct updates *list, const struct update *update)
{
	struct update *ret = updates_add(list);

	return ret && copy(update->type, &ret->type) &&
	       copy(update->direction, &ret->direction) &&
	       copy(update->doi, &ret->doi) && copy(update->date, &ret->date);
}

bool update_is_to(const struct update *update)
{
	return update->direction && !strcmp(update->direction, "to");
}

bool update_retracts(const struct update *update)
{
	static const char *const types[] = { "retraction", "withdrawal",
					     "removal" };

	for (size_t i = 0; update->type && i < ARRAY_COUNT(types); i++)
		if (span_is_nocase(span_of(update->type), types[i]))
			return true;
	return false;
}

static bool same(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

static bool has_update(const struct paper *paper, const struct update *update)
{
	for (size_t i = 0; i < paper->updates.count; i++) {
		const struct update *own = &paper->updates.items[i];

		if (same(own->doi, update->doi) &&
		    same(own->type, update->type) &&
		    same(own->direction, update->direction))
			return true;
	}
	return false;
}

bool paper_note(struct paper *paper, const struct updates *notices)
{
	for (size_t i = 0; i < notices->count; i++) {
		const struct update *notice = &notices->items[i];

		if (update_retracts(notice))
			paper->retracted = TRUTH_YES;
		if (!has_update(paper, notice) &&
		    !updates_copy(&paper->updates, notice))
			return false;
	}
	return true;
}
