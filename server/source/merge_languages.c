/* SPDX-License-Identifier: MIT */
/*
 * Titles and abstracts in other languages than the record's: those that
 * sources state as translations, and those that another source has as its own.
 */
#include "merge.h"

#include <stdlib.h>

#include "merge_letters.h"

static struct translation *find(struct translations *list, const char *lang)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].lang && !strcmp(list->items[i].lang, lang))
			return &list->items[i];
	return NULL;
}

static struct translation *find_or_add(struct merge *merge, const char *lang)
{
	struct translations *list = &merge->ret->translations;
	struct translation *entry = find(list, lang);

	if (entry)
		return entry;
	entry = translations_add(list);
	if (entry)
		entry->lang = span_copy(span_of(lang));
	if (!entry || !entry->lang)
		merge->failed = true;
	return entry;
}

/* True when text says something that own, the record's, does not. */
static bool is_news(const char *text, const char *own)
{
	return text && !letters_same(text, own);
}

/* Moves a text where there is none yet. */
static bool move(char **from, char **member)
{
	if (!*from || *member)
		return false;
	*member = *from;
	*from = NULL;
	return true;
}

/* Takes what a paper says in a language that is not the record's. */
static bool take_texts(struct merge *merge, const char *lang, char **title,
		       char **abstract)
{
	const struct paper *ret = merge->ret;
	bool has_title = is_news(*title, ret->title);
	bool has_abstract = is_news(*abstract, ret->abstract);
	struct translation *entry;
	bool taken = false;

	if (!lang || (ret->language && !strcmp(lang, ret->language)) ||
	    (!has_title && !has_abstract))
		return false;
	entry = find_or_add(merge, lang);
	if (!entry)
		return false;
	if (has_title)
		taken = move(title, &entry->title);
	if (has_abstract)
		taken = move(abstract, &entry->abstract) || taken;
	return taken;
}

/* Translations go before what was the text of another record. */
void merge_unite_translations(struct merge *merge,
			      const struct merge_rule *rule, size_t chosen)
{
	for (size_t i = 0; i < merge->count; i++) {
		struct translations *from = &merge->papers[i]->translations;

		for (size_t k = 0; k < from->count; k++)
			if (take_texts(merge, from->items[k].lang,
				       &from->items[k].title,
				       &from->items[k].abstract))
				merge_note(merge, rule, i);
	}
	for (size_t i = 0; merge->ret->language && i < merge->count; i++) {
		struct paper *paper = merge->papers[i];

		if (take_texts(merge, paper->language, &paper->title,
			       &paper->abstract))
			merge_note(merge, rule, i);
	}
}
