/* SPDX-License-Identifier: MIT */
#include "volume.h"

#include <utf8proc.h>

#include "numeral.h"
#include "paperd/clean.h"
#include "paperd/scoped.h"

/* In lower case, NFC.  Longer ones before those they begin with. */
/* clang-format off */
static const char *const volume_labels[] = {
	"volumes", "volumen", "volume", "vols", "vol", "v", "tome", "tomo",
	"t", "band", "bd", "jahrgang", "jg", "cilt", "tập", "том", "т", "卷",
	"巻",
};
static const char *const issue_labels[] = {
	"numbers", "number", "numero", "número", "numéro", "num", "núm",
	"nos", "no", "nr", "n", "№", "issues", "issue", "iss", "heft",
	"h", "выпуск", "вып",
	"sayı", "sayi", "số", "期", "号", "號", "호",
};
static const char *const special_words[] = {
	"special", "spécial", "speciale", "spéciale", "especial",
	"sonderheft", "sonderausgabe", "sonderband", "hors-série",
	"hors série", "numéro spécial", "numéro hors-série",
	"número especial", "numero especial", "numero speciale", "özel sayı",
	"özel sayi", "특별호", "特集", "特刊", "专刊", "專刊", "増刊",
	"增刊", "臨時増刊", "спецвыпуск",
};
/* clang-format on */

/* What may stand between a label and its value.  The degree sign and the
 * ordinal make "n°" and "nº". */
static const char *const joints[] = { " ", ".", ":", "°", "º", "˚", "#" };

static bool is_letter(uint32_t code)
{
	utf8proc_category_t category;

	if (code < 0x80)
		return ascii_is_alpha((int)code);
	if (code == 0xAA || code == 0xBA)
		return false; /* ordinal signs count as letters, not here */
	category = utf8proc_category((utf8proc_int32_t)code);
	return category >= UTF8PROC_CATEGORY_LU &&
	       category <= UTF8PROC_CATEGORY_LO;
}

/* Scripts that write words without blanks between. */
static bool is_unspaced(uint32_t code)
{
	return code >= 0x2E80 && code < 0xA000;
}

/* The length of a word at the front of text, whatever its case; or 0. */
static size_t word_match(struct span text, const char *word)
{
	struct span rest = span_of(word);
	size_t at = 0;

	/* most differ in the first letter, most of those in ASCII */
	if (text.len && (text.at[0] & 0x80) == 0 &&
	    ascii_lower(text.at[0]) != word[0])
		return 0;
	while (rest.len) {
		uint32_t wanted, code;
		size_t step = utf8_decode(span_slice(text, at, text.len),
					  &code);
		size_t word_step = utf8_decode(rest, &wanted);

		if (!step || utf8proc_tolower((utf8proc_int32_t)code) !=
				     (utf8proc_int32_t)wanted)
			return 0;
		at += step;
		rest = span_slice(rest, word_step, rest.len);
	}
	return at;
}

/* True when no letter stands at the front of text that would go on a word. */
static bool word_ends(struct span text, const char *word)
{
	uint32_t code;

	/* the words of these scripts end where they end */
	if ((unsigned char)word[0] >= 0xE3)
		return true;
	return !utf8_decode(text, &code) || !is_letter(code) ||
	       is_unspaced(code);
}

/* True when a word may begin at `at`. */
static bool word_begins(struct span text, size_t at)
{
	uint32_t code;
	size_t from = at;

	if (!at)
		return true;
	do
		from--;
	while (from && (text.at[from] & 0xC0) == 0x80);
	return !utf8_decode(span_slice(text, from, text.len), &code) ||
	       !is_letter(code) || is_unspaced(code);
}

static size_t joint_length(struct span text)
{
	size_t at = 0;
	size_t i = 0;

	while (i < ARRAY_COUNT(joints)) {
		if (span_starts_nocase(span_slice(text, at, text.len),
				       joints[i])) {
			at += strlen(joints[i]);
			i = 0;
		} else {
			i++;
		}
	}
	return at;
}

/* One letter of an alphabet; a Han label is a word. */
static bool is_letter_label(const char *label)
{
	return label[1] == '\0' || strcmp(label, "т") == 0;
}

/* A single letter is a label only with a sign for it, as in "n°", or with a
 * full stop before a number: "V. 12". */
static bool letter_is_label(struct span joint, struct span rest)
{
	struct span word = rest;

	if (!joint.len || span_is(joint, " "))
		return false;
	if ((joint.at[0] & 0x80) || (rest.len && ascii_is_digit(rest.at[0])))
		return true;
	word.len = 0;
	while (word.len < rest.len && ascii_is_alnum(rest.at[word.len]))
		word.len++;
	return numeral_is_roman(word);
}

/* What stands between a label and its value: "Vol. 3", "volume-3". */
static size_t gap_length(const char *label, struct span text)
{
	size_t len = joint_length(text);

	if (!len && !is_letter_label(label) && text.len > 1 &&
	    text.at[0] == '-' && ascii_is_digit(text.at[1]))
		return 1;
	return len;
}

static size_t label_in(const char *const *labels, size_t count,
		       struct span text)
{
	for (size_t i = 0; i < count; i++) {
		size_t len = word_match(text, labels[i]);
		struct span rest = span_slice(text, len, text.len);
		size_t joint;

		if (!len || !word_ends(rest, labels[i]))
			continue;
		joint = gap_length(labels[i], rest);
		if (is_letter_label(labels[i]) &&
		    !letter_is_label(span_slice(rest, 0, joint),
				     span_slice(rest, joint, rest.len)))
			continue;
		return len + joint;
	}
	return 0;
}

size_t volume_label_length(enum volume_label kind, struct span text)
{
	if (kind == VOLUME_LABEL)
		return label_in(volume_labels, ARRAY_COUNT(volume_labels),
				text);
	return label_in(issue_labels, ARRAY_COUNT(issue_labels), text);
}

size_t volume_label_find(enum volume_label kind, struct span text)
{
	for (size_t at = 0; at < text.len; at++) {
		if ((text.at[at] & 0xC0) == 0x80 || !word_begins(text, at))
			continue;
		if (volume_label_length(kind, span_slice(text, at, text.len)))
			return at;
	}
	return text.len;
}

size_t volume_special_find(struct span text)
{
	for (size_t at = 0; at < text.len; at++) {
		struct span rest = span_slice(text, at, text.len);

		if ((text.at[at] & 0xC0) == 0x80 || !word_begins(text, at))
			continue;
		for (size_t i = 0; i < ARRAY_COUNT(special_words); i++) {
			size_t len = word_match(rest, special_words[i]);

			if (len && word_ends(span_slice(rest, len, rest.len),
					     special_words[i]))
				return at;
		}
	}
	return text.len;
}

size_t volume_label_taken(enum volume_label kind, struct span text)
{
	size_t len = volume_label_length(kind, text);
	struct span rest = volume_trim(span_slice(text, len, text.len));

	return rest.len <= 1 || numeral_has_digit(rest) ||
			       numeral_is_roman(rest) ||
			       clean_is_placeholder(rest) ||
			       volume_special_find(rest) < rest.len
		       ? len
		       : 0;
}
