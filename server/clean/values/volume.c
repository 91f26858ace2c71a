/* SPDX-License-Identifier: MIT */
/*
 * Volume and issue.  Each rule sees both fields as the rules before left them,
 * since sources write one into the other, or both into either.
 */
#include "volume.h"

#include "noted.h"
#include "numeral.h"
#include "paperd/scoped.h"
#include "paperd/values.h"

/* One rule's result can be another's case, the text of a value that was cut
 * too; what does not settle in so many readings is neither volume nor issue. */
#define ROUNDS 8

struct fields {
	struct volume_text volume;
	struct volume_text issue;
};

typedef bool pair_rule(struct span text, struct volume_pair *ret);

static bool is_value(const struct volume_text *text, struct span value)
{
	return text->len == value.len &&
	       (!value.len || memcmp(text->at, value.at, value.len) == 0);
}

/* Replaces a text by a part of itself, and notes the rule if that is not the
 * whole. */
static void cut_to(struct volume_text *text, struct span part, enum rule rule,
		   struct trace *trace)
{
	if (is_value(text, part))
		return;
	trace_fired(trace, rule);
	volume_put(text, part);
}

/* ---- one field that holds both ---- */

/* Parts a field by a rule.  The part of the other field goes there when that
 * is empty; else what stands there stays. */
static bool part_field(pair_rule *rule, struct volume_text *own,
		       struct volume_text *other, bool own_is_volume,
		       struct trace *trace)
{
	struct volume_text copy = *own;
	struct volume_pair pair = { 0 };

	if (!rule(volume_span(&copy), &pair))
		return false;
	if (pair.labelled)
		trace_fired(trace, RULE_VOLUME_LABEL);
	if (pair.volume.len && pair.issue.len)
		trace_fired(trace, RULE_VOLUME_SPLIT);
	else if (!pair.labelled)
		trace_fired(trace, RULE_VOLUME_FORM);
	volume_put(own, own_is_volume ? pair.volume : pair.issue);
	if (!other->len)
		volume_put(other, own_is_volume ? pair.issue : pair.volume);
	return true;
}

/* "12(3)" while the issue is "3" already, or "7()". */
static bool repeats_issue(struct span text, struct volume_pair *ret,
			  struct span issue)
{
	return volume_pair_bracketed(text, ret) &&
	       (!ret->issue.len ||
		(ret->issue.len == issue.len &&
		 memcmp(ret->issue.at, issue.at, issue.len) == 0));
}

/* Rules that guess: only while the other field is empty. */
static void part_guessed(struct fields *fields, struct trace *trace)
{
	static pair_rule *const rules[] = {
		volume_pair_bracketed,
		volume_pair_numbers,
		volume_pair_special,
		volume_pair_supplement,
	};

	struct volume_pair pair;

	if (repeats_issue(volume_span(&fields->volume), &pair,
			  volume_span(&fields->issue)))
		cut_to(&fields->volume, pair.volume, RULE_VOLUME_FORM, trace);
	for (size_t i = 0; !fields->issue.len && i < ARRAY_COUNT(rules); i++)
		part_field(rules[i], &fields->volume, &fields->issue, true,
			   trace);
	if (!fields->volume.len)
		part_field(volume_pair_bracketed, &fields->issue,
			   &fields->volume, false, trace);
}

/* ---- each in the other's place ---- */

/* "volume 3" or "Original Series, Volume 1" in the issue. */
static bool says_volume(const struct fields *fields, bool at_front)
{
	struct span issue = volume_span(&fields->issue);
	size_t at = volume_label_find(VOLUME_LABEL, issue);

	return at < issue.len && (!at || !at_front);
}

/* "Issue 2" in the volume.  "No" is said of volumes too, so it tells nothing
 * where the issue has a number of its own, and the sign "n°" never does. */
static bool says_issue(const struct fields *fields)
{
	struct span volume = volume_span(&fields->volume);

	if (!volume_label_taken(ISSUE_LABEL, volume))
		return false;
	if (ascii_lower(volume.at[0]) != 'n')
		return true;
	return volume.len > 1 && ascii_is_alpha(volume.at[1]) &&
	       !numeral_has_digit(volume_span(&fields->issue));
}

/* A special issue's name; after a number it is no more than a part of it. */
static bool is_special(const struct volume_text *text)
{
	return volume_special_find(volume_span(text)) < text->len &&
	       !ascii_is_digit(text->at[0]);
}

static bool are_swapped(const struct fields *fields)
{
	bool issue_there = says_issue(fields) || (is_special(&fields->volume) &&
						  !is_special(&fields->issue));

	if (volume_label_length(VOLUME_LABEL, volume_span(&fields->volume)))
		return false;
	return issue_there || says_volume(fields, fields->volume.len > 0);
}

/* Rules that hold whatever stands in the other field.  An issue that does not
 * name the volume may have a label of its own only. */
static void part_labelled(struct fields *fields, struct trace *trace)
{
	struct volume_text *volume = &fields->volume, *issue = &fields->issue;

	part_field(volume_pair_labelled, volume, issue, true, trace);
	part_field(volume_pair_counted, volume, issue, true, trace);
	if (!volume->len || says_volume(fields, false))
		part_field(volume_pair_labelled, issue, volume, false, trace);
	part_field(volume_pair_counted, issue, volume, false, trace);
}

static void swap(struct fields *fields, struct trace *trace)
{
	struct volume_text volume = fields->volume;

	trace_fired(trace, RULE_VOLUME_SWAP);
	fields->volume = fields->issue;
	fields->issue = volume;
}

/* ---- the whole ---- */

static void finish(struct volume_text *text, size_t room, struct trace *trace)
{
	struct span value = volume_value(volume_span(text), room);

	cut_to(text, value, value.len ? RULE_VOLUME_LABEL : RULE_VOLUME_NULL,
	       trace);
}

/* True for what nearly every record has: nothing to do. */
static bool is_plain(const struct volume_text *text)
{
	return !text->len || numeral_is_digits(volume_span(text));
}

static void apply(struct fields *fields, size_t room, struct trace *trace)
{
	struct volume_text *volume = &fields->volume, *issue = &fields->issue;

	part_labelled(fields, trace);
	cut_to(volume, volume_without_year(volume_span(volume)),
	       RULE_VOLUME_YEAR, trace);
	cut_to(issue, volume_without_year(volume_span(issue)), RULE_VOLUME_YEAR,
	       trace);
	part_guessed(fields, trace);
	if (are_swapped(fields))
		swap(fields, trace);
	finish(volume, room, trace);
	finish(issue, room, trace);
}

/* A number as long as this is none. */
static void limit(struct volume_text *text, size_t room, struct trace *trace)
{
	if (text->len >= room)
		cut_to(text, (struct span){ text->at, 0 }, RULE_VOLUME_NULL,
		       trace);
}

static bool are_same(const struct fields *a, const struct fields *b)
{
	return is_value(&a->volume, volume_span(&b->volume)) &&
	       is_value(&a->issue, volume_span(&b->issue));
}

/* Reads both once more, as if they had come so. */
static void read_again(struct fields *fields, size_t room, struct trace *trace)
{
	struct fields before = *fields;

	volume_load(&fields->volume, volume_span(&before.volume), trace);
	volume_load(&fields->issue, volume_span(&before.issue), trace);
	apply(fields, room, trace);
}

static void apply_all(struct fields *fields, size_t room, struct trace *trace)
{
	struct fields before;

	if (is_plain(&fields->volume) && is_plain(&fields->issue)) {
		limit(&fields->volume, room, trace);
		limit(&fields->issue, room, trace);
		return;
	}
	apply(fields, room, trace);
	for (int round = 0; round < ROUNDS; round++) {
		before = *fields;
		read_again(fields, room, trace);
		if (are_same(&before, fields))
			return;
	}
	limit(&fields->volume, 0, trace);
	limit(&fields->issue, 0, trace);
}

static void put(const struct volume_text *text, char *out)
{
	memcpy(out, text->at, text->len);
	out[text->len] = '\0';
}

void volume_from_text(struct span volume, struct span issue,
		      struct clean_volume *ret, struct trace *trace)
{
	struct trace room, *own = noted_begin(&room, trace);
	struct fields fields;

	volume_load(&fields.volume, volume, own);
	volume_load(&fields.issue, issue, own);
	apply_all(&fields, sizeof(ret->volume), own);
	put(&fields.volume, ret->volume);
	put(&fields.issue, ret->issue);
	noted_settle(trace, own,
		     !is_value(&fields.volume, volume) ||
			     !is_value(&fields.issue, issue),
		     RULE_VOLUME_FORM);
}
