/* SPDX-License-Identifier: MIT */
/* What the parts of the volume and issue rules share. */
#ifndef PAPERD_CLEAN_VOLUME_H
#define PAPERD_CLEAN_VOLUME_H

#include "paperd/rules.h"

/* Longest value looked at; what is longer is prose. */
#define VOLUME_TEXT_MAX 256

/* One field while it is worked on. */
struct volume_text {
	char at[VOLUME_TEXT_MAX];
	size_t len;
};

static inline struct span volume_span(const struct volume_text *text)
{
	return (struct span){ text->at, text->len };
}

/* Reads a raw value; empty when it says nothing or is too long. */
void volume_load(struct volume_text *text, struct span raw,
		 struct trace *trace);

/* Replaces the text by another, perhaps a part of itself. */
void volume_put(struct volume_text *text, struct span part);

/* Without blanks and ". , / : ;" at both ends. */
struct span volume_trim(struct span text);

/* The value of a field, without labels in front; empty when it is no volume or
 * issue: a placeholder, a negative number, a stray letter, or `room` bytes and
 * more. */
struct span volume_value(struct span text, size_t room);

/* ---- words ---- */

enum volume_label {
	VOLUME_LABEL,
	ISSUE_LABEL,
};

/* The length of a label at the front of text together with what parts it from
 * its value; 0 when there is none.  Ignores case. */
size_t volume_label_length(enum volume_label kind, struct span text);

/* The same, only before something that can be its value: "Number Theory" is a
 * name. */
size_t volume_label_taken(enum volume_label kind, struct span text);

/* The index of the first label that stands as a word of its own, or text.len. */
size_t volume_label_find(enum volume_label kind, struct span text);

/* The index of the first word for a special issue, or text.len. */
size_t volume_special_find(struct span text);

/* ---- values in one string ---- */

/* Volume and issue, borrowed from the string. */
struct volume_pair {
	struct span volume;
	struct span issue;
	bool labelled; /* words for volume and issue told them apart */
};

/* "Vol. 7, No 5", "Issue 1 Volume 21, 2020", "7, No 5". */
bool volume_pair_labelled(struct span text, struct volume_pair *ret);

/* "12(3)", "7()", "59 (1 vol.)". */
bool volume_pair_bracketed(struct span text, struct volume_pair *ret);

/* "42 11". */
bool volume_pair_numbers(struct span text, struct volume_pair *ret);

/* "56 Suppl 1", "12 Pt 3". */
bool volume_pair_supplement(struct span text, struct volume_pair *ret);

/* "12 Special Issue". */
bool volume_pair_special(struct span text, struct volume_pair *ret);

/* "第12卷第3期"; either may be missing. */
bool volume_pair_counted(struct span text, struct volume_pair *ret);

/* text without a year that stands behind something, the months before it, and
 * what follows it. */
struct span volume_before_year(struct span text);

/* text without a year in brackets and what follows it. */
struct span volume_without_year(struct span text);

#endif
