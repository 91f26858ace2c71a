/* SPDX-License-Identifier: MIT */
/*
 * Volume and issue.  Each rule sees both fields as the rules before left them,
 * since sources write one into the other, or both into either.
 */
#include "volume.h"

#include <utf8proc.h>

#include "numeral.h"
#include "paperd/scoped.h"
#include "paperd/values.h"

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

/* Rules that guess: only while the other field is empty. */
static void part_guessed(struct fields *fields)
{
	static pair_rule *const rules[] = {
		volume_pair_bracketed,
		volume_pair_numbers,
		volume_pair_special,
		volume_pair_supplement,
	};

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

	if (!volume_label_length(ISSUE_LABEL, volume))
		return false;
	return ascii_lower(volume.at[0]) != 'n' ||
	       !numeral_has_digit(volume_span(&fields->issue));
}

static bool is_special(const struct volume_text *text)
{
	return volume_special_find(volume_span(text)) < text->len;
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

/* True for a letter that alone means nothing: neither ASCII nor Han. */
static bool is_stray(uint32_t code)
{
	return code >= 0x80 && (code < 0x2E80 || code > 0x9FFF) &&
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

static size_t any_label_length(struct span text)
{
	size_t len = volume_label_length(VOLUME_LABEL, text);

	return len ? len : volume_label_length(ISSUE_LABEL, text);
}

/* Without labels in front; a special issue's name may begin like one. */
static struct span without_label(struct span text)
{
	size_t len = 1;

	text = volume_trim(text);
	while (len && volume_special_find(text)) {
		len = any_label_length(text);
		text = volume_trim(span_slice(text, len, text.len));
		if (!text.len)
			break;
	}
	return text;
}

static void finish(const struct volume_text *text, char *out, size_t room)
{
	struct span value = without_label(volume_span(text));
	bool negative = value.len && value.at[0] == '-' &&
			numeral_is_digits(span_slice(value, 1, value.len));

	if (negative || value.len >= room || !says_something(value))
		value.len = 0;
	memcpy(out, value.at, value.len);
	out[value.len] = '\0';
}

void volume_from_text(struct span volume, struct span issue,
		      struct clean_volume *ret)
{
	struct fields fields;

	volume_load(&fields.volume, volume);
	volume_load(&fields.issue, issue);
	part_labelled(&fields);
	volume_put(&fields.volume,
		   volume_without_year(volume_span(&fields.volume)));
	volume_put(&fields.issue,
		   volume_without_year(volume_span(&fields.issue)));
	part_guessed(&fields);
	if (are_swapped(&fields))
		swap(&fields);
	finish(&fields.volume, ret->volume, sizeof(ret->volume));
	finish(&fields.issue, ret->issue, sizeof(ret->issue));
}
