/* SPDX-License-Identifier: MIT */
/*
 * The language that a text's script tells by itself.  Latin tells none;
 * Cyrillic is taken as Russian and Arabic as Arabic, by far the most common of
 * theirs in scholarly records.
 */
#include "paperd/clean.h"

#include "paperd/scoped.h"
#include "text_stages.h"

/* Sorted by code point. */
static const struct script {
	uint32_t first;
	uint32_t last;
	const char *lang;
} scripts[] = {
	{ 0x0370, 0x03FF, "el" }, { 0x0400, 0x052F, "ru" },
	{ 0x0590, 0x05FF, "he" }, { 0x0600, 0x06FF, "ar" },
	{ 0x0750, 0x077F, "ar" }, { 0x0E00, 0x0E7F, "th" },
	{ 0x1100, 0x11FF, "ko" }, { 0x1F00, 0x1FFF, "el" },
	{ 0x3040, 0x30FF, "ja" }, { 0x3400, 0x9FFF, "zh" },
	{ 0xAC00, 0xD7A3, "ko" }, { 0xF900, 0xFAFF, "zh" },
	{ 0xFB50, 0xFDFF, "ar" }, { 0x20000, 0x3134F, "zh" },
};

static size_t script_row(uint32_t code)
{
	for (size_t i = 0; i < ARRAY_COUNT(scripts); i++)
		if (code >= scripts[i].first && code <= scripts[i].last)
			return i;
	return ARRAY_COUNT(scripts);
}

static const char *const langs[] = { "zh", "ja", "ko", "ru",
				     "el", "ar", "he", "th" };

static size_t lang_index(const char *lang)
{
	size_t i = 0;

	while (strcmp(langs[i], lang) != 0)
		i++;
	return i;
}

/* A character of Han, Kana, Hangul says as much as a word of letters does. */
#define IDEOGRAPH_WEIGHT 3

const char *clean_script_language(struct span text)
{
	size_t counts[ARRAY_COUNT(langs)] = { 0 };
	size_t letters = 0, best = 0;

	for (size_t at = 0; at < text.len;) {
		uint32_t code = 0;
		size_t step = utf8_decode(span_slice(text, at, text.len),
					  &code);
		size_t row = code < 0x370 ? ARRAY_COUNT(scripts)
					  : script_row(code);
		size_t weight = code >= 0x3040 ? IDEOGRAPH_WEIGHT : 1;

		at += step ? step : 1;
		if (row < ARRAY_COUNT(scripts))
			counts[lang_index(scripts[row].lang)] += weight;
		if (row < ARRAY_COUNT(scripts) || code_is_letter(code))
			letters += weight;
	}
	/* Japanese is Kana among Han. */
	if (counts[1])
		counts[1] += counts[0];
	for (size_t i = 1; i < ARRAY_COUNT(langs); i++)
		if (counts[i] > counts[best])
			best = i;
	return counts[best] * 2 > letters ? langs[best] : "";
}
