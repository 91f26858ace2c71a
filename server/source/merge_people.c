/* SPDX-License-Identifier: MIT */
/*
 * Lists of people: one source's list, in its order, and what other sources
 * know of the persons in it.
 */
#include "merge.h"

#include <stdlib.h>

#include "merge_letters.h"
#include "paperd/scoped.h"

static struct people *people_of(const struct merge *merge,
				const struct merge_rule *rule, size_t paper)
{
	char *base = (char *)merge->papers[paper];

	return (struct people *)(void *)(base + rule->offset);
}

/* ---- the list ---- */

/* True when list goes on where best ends: "Miller A, Smith B et al." */
static bool goes_on(const struct people *list, const struct people *best)
{
	if (list->count <= best->count)
		return false;
	for (size_t i = 0; i < list->count; i++) {
		const char *family = list->items[i].family;

		if (!family)
			return false;
		if (i < best->count &&
		    !letters_same(family, best->items[i].family))
			return false;
	}
	return true;
}

size_t merge_people(const struct merge *merge, const struct merge_rule *rule,
		    struct merge_candidates candidates)
{
	size_t best = candidates.items[0];

	for (size_t i = 1; i < candidates.count; i++) {
		size_t paper = candidates.items[i];

		if (goes_on(people_of(merge, rule, paper),
			    people_of(merge, rule, best)))
			best = paper;
	}
	return best;
}

/* ---- persons ---- */

/* A person of a list that is sorted to find the same one in another. */
struct listed {
	struct person *person; /* borrowed */
	size_t at;             /* in the list */
};

static uint32_t initial(const struct person *person)
{
	struct span given = span_of(person->given);

	return letters_next(&given);
}

/* By family and initial; an organisation by its name. */
static int compare_persons(const struct person *a, const struct person *b)
{
	uint32_t code_a = initial(a), code_b = initial(b);
	int by_family = letters_compare(
		span_of(a->family ? a->family : a->name),
		span_of(b->family ? b->family : b->name));

	if (by_family)
		return by_family;
	return code_a == code_b ? 0 : code_a < code_b ? -1 : 1;
}

static int compare_listed(const void *a, const void *b)
{
	const struct listed *one = a, *other = b;
	int by_name = compare_persons(one->person, other->person);

	if (by_name)
		return by_name;
	return one->at < other->at ? -1 : one->at > other->at;
}

/* The list sorted; owned; NULL when out of memory. */
static struct listed *sort_people(const struct people *list)
{
	struct listed *ret = calloc(list->count, sizeof(*ret));

	for (size_t i = 0; ret && i < list->count; i++)
		ret[i] = (struct listed){ &list->items[i], i };
	if (ret)
		qsort(ret, list->count, sizeof(*ret), compare_listed);
	return ret;
}

/* How many at the front bear the name of the first. */
static size_t namesakes(const struct listed *list, size_t count)
{
	size_t run = 1;

	while (run < count &&
	       !compare_persons(list[0].person, list[run].person))
		run++;
	return run;
}

/* True when something was taken. */
static bool fill_person(struct person *person, struct person *other)
{
	bool taken = false;

	if (!person->orcid && other->orcid) {
		person->orcid = other->orcid;
		other->orcid = NULL;
		taken = true;
	}
	if (!person->affiliations.count && other->affiliations.count) {
		person->affiliations = other->affiliations;
		other->affiliations = (struct texts){ 0 };
		taken = true;
	}
	return taken;
}

/* Two sorted lists. */
struct pair {
	struct listed *list, *other;
	size_t count, other_count;
};

/* Namesakes; of these the place tells who is who. */
static bool fill_by_place(const struct pair *pair)
{
	size_t i = 0, j = 0;
	bool taken = false;

	while (i < pair->count && j < pair->other_count) {
		size_t at = pair->list[i].at, other_at = pair->other[j].at;

		if (at == other_at &&
		    fill_person(pair->list[i].person, pair->other[j].person))
			taken = true;
		i += at <= other_at;
		j += other_at <= at;
	}
	return taken;
}

/* Takes the persons of the first name off both; same: the lists are of one
 * length, so that a place in one is that in the other. */
static bool fill_namesakes(struct pair *rest, bool same)
{
	struct pair run = *rest;
	bool alone;

	run.count = namesakes(rest->list, rest->count);
	run.other_count = namesakes(rest->other, rest->other_count);
	alone = run.count == 1 && run.other_count == 1;
	rest->list += run.count;
	rest->count -= run.count;
	rest->other += run.other_count;
	rest->other_count -= run.other_count;
	if (alone)
		return fill_person(run.list->person, run.other->person);
	return same && fill_by_place(&run);
}

static bool fill_sorted(struct pair rest)
{
	bool same = rest.count == rest.other_count, taken = false;

	while (rest.count && rest.other_count) {
		int order = compare_persons(rest.list->person,
					    rest.other->person);

		if (!order) {
			taken = fill_namesakes(&rest, same) || taken;
		} else if (order < 0) {
			rest.list++;
			rest.count--;
		} else {
			rest.other++;
			rest.other_count--;
		}
	}
	return taken;
}

static bool fill_people_from(struct merge *merge, struct people *list,
			     struct people *other)
{
	SCOPED_FREE struct listed *sorted = sort_people(list);
	SCOPED_FREE struct listed *others = sort_people(other);

	if (sorted && others)
		return fill_sorted((struct pair){ sorted, others, list->count,
						  other->count });
	merge->failed = true;
	return false;
}

void merge_fill_people(struct merge *merge, const struct merge_rule *rule,
		       size_t chosen)
{
	struct people *list;

	if (chosen == MERGE_NONE)
		return;
	merge_move(merge, rule, chosen);
	list = (struct people *)(void *)((char *)merge->ret + rule->offset);
	for (size_t i = 0; i < merge->count; i++) {
		struct people *other = people_of(merge, rule, i);

		if (other->count && fill_people_from(merge, list, other))
			merge_note(merge, rule, i);
	}
}
