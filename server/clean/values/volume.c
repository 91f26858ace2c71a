/* SPDX-License-Identifier: MIT */
/*
 * Volume and issue.  Each rule sees both fields as the rules before left them,
 * since sources write one into the other, or both into either.
 */
#include "volume.h"

#include <utf8proc.h>

#include "numeral.h"
#include "paperd/clean.h"
#include "paperd/scoped.h"
#include "paperd/values.h"

/* One rule's result can be another's case; more often than this it is not. */
#define ROUNDS 4

struct fields {
	struct volume_text volume;
	struct volume_text issue;
};

typedef bool pair_rule(struct span text, struct volume_pair *ret);

/* ---- one field that holds both ---- */

/* Parts a field by a rule.  The part of the other field goes there when that
 * is empty; else what stands there stays. */
static bool part_field(pair_rule *rule, struct volume_text *own,
		       struct volume_text *other, bool own_is_volume)
{
	struct volume_text copy = *own;
	struct volume_pair pair;

	if (!rule(volume_span(&copy), &pair))
		return false;
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
static void part_guessed(struct fields *fields)
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
		volume_put(&fields->volume, pair.volume);
	for (size_t i = 0; !fields->issue.len && i < ARRAY_COUNT(rules); i++)
		part_field(rules[i], &fields->volume, &fields->issue, true);
	if (!fields->volume.len)
		part_field(volume_pair_bracketed, &fields->issue,
			   &fields->volume, false);
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
 * where the issue has a number of its own. */
static bool says_issue(const struct fields *fields)
{
	struct span volume = volume_span(&fields->volume);

	if (!volume_label_taken(ISSUE_LABEL, volume))
		return false;
	return ascii_lower(volume.at[0]) != 'n' ||
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
static void part_labelled(struct fields *fields)
{
	part_field(volume_pair_labelled, &fields->volume, &fields->issue, true);
	part_field(volume_pair_counted, &fields->volume, &fields->issue, true);
	if (!fields->volume.len || says_volume(fields, false))
		part_field(volume_pair_labelled, &fields->issue,
			   &fields->volume, false);
	part_field(volume_pair_counted, &fields->issue, &fields->volume, false);
}

static void swap(struct fields *fields)
{
	struct volume_text volume = fields->volume;

	fields->volume = fields->issue;
	fields->issue = volume;
}

/* ---- the value ---- */

static bool is_letter(utf8proc_category_t category)
{
	return category >= UTF8PROC_CATEGORY_LU &&
	       category <= UTF8PROC_CATEGORY_LO;
}

static bool is_han(uint32_t code)
{
	return (code >= 0x2E80 && code <= 0x3007) ||
	       (code >= 0x3400 && code <= 0x9FFF) ||
	       (code >= 0xF900 && code <= 0xFAFF) || code >= 0x20000;
}

/* True for a letter that alone means nothing: neither ASCII nor Han. */
static bool is_stray(uint32_t code)
{
	return code >= 0x80 && !is_han(code) &&
	       is_letter(utf8proc_category((utf8proc_int32_t)code));
}

/* True when text has a letter or digit and is more than one stray letter. */
static bool says_something(struct span text)
{
	bool found = false;
	uint32_t code;
	size_t step;

	step = utf8_decode(text, &code);
	if (step && step == text.len && is_stray(code))
		return false;
	for (size_t at = 0; at < text.len && !found; at += step) {
		utf8proc_category_t category;

		step = utf8_decode(span_slice(text, at, text.len), &code);
		if (!step)
			return false;
		category = utf8proc_category((utf8proc_int32_t)code);
		found = is_letter(category) ||
			(category >= UTF8PROC_CATEGORY_ND &&
			 category <= UTF8PROC_CATEGORY_NO);
	}
	return found;
}

static size_t any_label_taken(struct span text)
{
	size_t len = volume_label_taken(VOLUME_LABEL, text);

	return len ? len : volume_label_taken(ISSUE_LABEL, text);
}

/* Without labels in front; a special issue's name may begin like one. */
static struct span without_label(struct span text)
{
	size_t len = 1;

	text = volume_trim(text);
	while (len && volume_special_find(text)) {
		len = any_label_taken(text);
		text = volume_trim(span_slice(text, len, text.len));
		if (!text.len)
			break;
	}
	return text;
}

/* "-1", with any dash. */
static bool is_negative(struct span text)
{
	uint32_t code;
	size_t step = utf8_decode(text, &code);

	return step &&
	       (code == '-' || code == 0x2212 ||
		(code >= 0x2010 && code <= 0x2015)) &&
	       numeral_is_digits(span_slice(text, step, text.len));
}

static void finish(struct volume_text *text, size_t room)
{
	struct span value = without_label(volume_span(text));

	if (is_negative(value) || value.len >= room || !says_something(value) ||
	    clean_is_placeholder(value))
		value.len = 0;
	volume_put(text, value);
}

/* True for what nearly every record has: nothing to do. */
static bool is_plain(const struct volume_text *text)
{
	return !text->len || numeral_is_digits(volume_span(text));
}

static void apply(struct fields *fields, size_t room)
{
	part_labelled(fields);
	volume_put(&fields->volume,
		   volume_without_year(volume_span(&fields->volume)));
	volume_put(&fields->issue,
		   volume_without_year(volume_span(&fields->issue)));
	part_guessed(fields);
	if (are_swapped(fields))
		swap(fields);
	finish(&fields->volume, room);
	finish(&fields->issue, room);
}

static bool are_same(const struct volume_text *a, const struct volume_text *b)
{
	return a->len == b->len && memcmp(a->at, b->at, a->len) == 0;
}

static void put(const struct volume_text *text, char *out)
{
	memcpy(out, text->at, text->len);
	out[text->len] = '\0';
}

void volume_from_text(struct span volume, struct span issue,
		      struct clean_volume *ret, struct trace *trace)
{
	struct fields fields, before;
	const size_t room = sizeof(ret->volume);
	int round = 0;

	volume_load(&fields.volume, volume);
	volume_load(&fields.issue, issue);
	if (is_plain(&fields.volume) && is_plain(&fields.issue)) {
		finish(&fields.volume, room);
		finish(&fields.issue, room);
	} else {
		do {
			before = fields;
			apply(&fields, room);
		} while (++round < ROUNDS &&
			 (!are_same(&before.volume, &fields.volume) ||
			  !are_same(&before.issue, &fields.issue)));
	}
	put(&fields.volume, ret->volume);
	put(&fields.issue, ret->issue);
}
