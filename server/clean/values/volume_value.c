/* SPDX-License-Identifier: MIT */
/* The value of one field, when nothing else is left in it. */
#include "volume.h"

#include <utf8proc.h>

#include "numeral.h"
#include "paperd/clean.h"
#include "paperd/scoped.h"

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

/* A JSON list of a string that was not seen before what stood round it was cut
 * off. */
static bool is_json_list(struct span text)
{
	return text.len > 4 && memcmp(text.at, "[\"", 2) == 0 &&
	       memcmp(text.at + text.len - 2, "\"]", 2) == 0;
}

/* Without labels in front; a special issue's name may begin like one. */
static struct span without_label(struct span text)
{
	size_t len = 1;

	text = volume_trim(text);
	while (text.len && len && volume_special_find(text)) {
		len = any_label_taken(text);
		text = volume_trim(span_slice(text, len, text.len));
		while (is_json_list(text))
			text = volume_trim(span_slice(text, 2, text.len - 2));
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

/* True for the text of neither a volume nor an issue. */
static bool is_none(struct span text, size_t room)
{
	return is_negative(text) || text.len >= room || !says_something(text) ||
	       clean_is_placeholder(text);
}

struct span volume_value(struct span text, size_t room)
{
	text = without_label(text);
	return is_none(text, room) ? span_slice(text, 0, 0) : text;
}
