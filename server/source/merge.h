/* SPDX-License-Identifier: MIT */
/*
 * Several papers of one work into one: the table, and what its rows do.
 *
 * The papers stand in the order of precedence of their sources, so that the
 * order in which they were loaded decides nothing more.  First every row of
 * merge_rules[] chooses the paper that its member is taken from, and nothing
 * is changed; then every row takes.  So a chooser may look at any member of
 * any paper, and a taker at what was chosen for others.
 */
#ifndef PAPERD_SOURCE_MERGE_H
#define PAPERD_SOURCE_MERGE_H

#include "paperd/paper.h"

/* No paper. */
#define MERGE_NONE SIZE_MAX

/* Most rows of merge_rules[]. */
#define MERGE_RULES_MAX 48

struct merge_rule;

struct merge {
	struct paper **papers; /* borrowed, by precedence */
	size_t count;
	struct paper *ret;  /* what comes of them */
	field_set *given;   /* by paper: fields it gave; owned */
	bool *same_journal; /* by paper: it names no other; owned */
	size_t place;       /* paper that tells where it stands; or NONE */
	size_t chosen[MERGE_RULES_MAX]; /* by rule: a paper; or NONE */
	bool failed;                    /* out of memory */
};

/* The papers that have a rule's member, by its precedence; at least one. */
struct merge_candidates {
	const size_t *items;
	size_t count;
};

/* Which of the candidates the member is taken from; MERGE_NONE: of none. */
typedef size_t merge_chooser(const struct merge *merge,
			     const struct merge_rule *rule,
			     struct merge_candidates candidates);

/* Fills the member from the chosen paper and, where the rule says so, from the
 * others. */
typedef void merge_taker(struct merge *merge, const struct merge_rule *rule,
			 size_t chosen);

struct merge_rule {
	const char *field;    /* the top-level field it is part of; NULL ends */
	size_t offset;        /* of the member in struct paper */
	enum field_kind kind; /* of the member; no OBJECT */
	const char *const *order; /* source.format, the first goes first */
	merge_chooser *choose;
	merge_taker *take;
	size_t with; /* offset of another member whose paper counts */
};
extern const struct merge_rule merge_rules[];

/* The precedence of the papers themselves. */
extern const char *const merge_order[];

/* ---- merge.c: what the rules ask ---- */

bool merge_has(const struct paper *paper, const struct merge_rule *rule);

/* The paper chosen for the member at an offset. */
size_t merge_chosen(const struct merge *merge, size_t offset);

/* Notes that a paper gave something to the rule's field. */
void merge_note(struct merge *merge, const struct merge_rule *rule,
		size_t paper);

/* Moves the member out of the chosen paper. */
merge_taker merge_move;

/* ---- choosers ---- */

merge_chooser merge_first;
/* The paper of the member `with`, and no other while that has one. */
merge_chooser merge_with;
/* That paper; where it does not have the member, the first. */
merge_chooser merge_with_first;
/* The longest list. */
merge_chooser merge_most;
/* The first that says yes. */
merge_chooser merge_any_yes;
/* Of the paper of the list `with`, if it counts; else the first that is not
 * 0. */
merge_chooser merge_counted;

/* merge_text.c */
merge_chooser merge_title;
merge_chooser merge_subtitle;
merge_chooser merge_abstract;
merge_chooser merge_type;
merge_chooser merge_date;

/* merge_people.c */
merge_chooser merge_people;
merge_taker merge_fill_people;

/* merge_journal.c: papers that name the same journal, or none. */
void merge_compare_journals(struct merge *merge);
merge_chooser merge_in_journal;
merge_chooser merge_volume;
merge_chooser merge_pages;

/* merge_list.c: what all papers have, each once. */
merge_taker merge_unite_texts;
merge_taker merge_unite_isbn;
merge_taker merge_unite_updates;
merge_taker merge_unite_translations;

#endif
