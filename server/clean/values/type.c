/* SPDX-License-Identifier: MIT */
/*
 * Types of works.  A source's word is compared by its key: ASCII letters and
 * digits in lower case, without blanks, '-', '_' and apostrophes.  So is the
 * name of a scheme.
 */
#include "type_table.h"

#include <stdlib.h>

#include "paperd/scoped.h"
#include "paperd/values.h"

/* Longest key, with its NUL; no word of any table is longer. */
#define KEY_MAX 48

/* The length of a character at the front of text that a key leaves out. */
static size_t ignored_length(struct span text)
{
	char c = text.at[0];

	if (ascii_is_space(c) || c == '-' || c == '_' || c == '\'')
		return 1;
	return span_starts_nocase(text, "’") ? strlen("’") : 0;
}

/* False when the text cannot be the key of any table; "" for nothing. */
static bool key_make(struct span text, char key[KEY_MAX])
{
	size_t len = 0;

	for (size_t at = 0; at < text.len;) {
		size_t ignored = ignored_length(span_slice(text, at, text.len));

		at += ignored;
		if (ignored)
			continue;
		if (len + 1 == KEY_MAX || text.at[at] == '\0')
			return false;
		key[len++] = ascii_lower(text.at[at++]);
	}
	key[len] = '\0';
	return true;
}

static int compare(const void *key, const void *row)
{
	return strcmp(key, ((const struct type_word *)row)->key);
}

static const char *word_find(const struct type_table *table, struct span text)
{
	const struct type_word *word;
	char key[KEY_MAX];

	if (!key_make(text, key))
		return NULL;
	word = bsearch(key, table->words, table->count, sizeof(*word), compare);
	return word ? word->value : NULL;
}

/* ---- schemes ---- */

/* DataCite's general type says nothing when it is one of these; then the free
 * text beside it decides. */
static bool is_vague(const char *key)
{
	return !*key || strcmp(key, "text") == 0 || strcmp(key, "other") == 0;
}

static const char *datacite(struct span type, struct span detail)
{
	char key[KEY_MAX];

	if (key_make(type, key) && is_vague(key))
		return word_find(&type_datacite_detail, detail);
	return word_find(&type_datacite, type);
}

static const char *openalex(struct span type, struct span detail)
{
	return word_find(&type_openalex, type);
}

static const char *crossref(struct span type, struct span detail)
{
	return word_find(&type_crossref_csl, type);
}

static const char *bibtex(struct span type, struct span detail)
{
	return word_find(&type_bibtex, type);
}

static const char *ris(struct span type, struct span detail)
{
	return word_find(&type_ris, type);
}

static const char *schema_org(struct span type, struct span detail)
{
	static const char *const prefixes[] = { "https://schema.org/",
						"http://schema.org/",
						"schema.org/" };

	for (size_t i = 0; i < ARRAY_COUNT(prefixes); i++)
		if (span_starts_nocase(type, prefixes[i]))
			type = span_slice(type, strlen(prefixes[i]), type.len);
	return word_find(&type_schema_org, type);
}

/* Content negotiation at doi.org gives Crossref's words as CSL types. */
static const char *csl(struct span type, struct span detail)
{
	const char *found = word_find(&type_csl_words, type);

	return found ? found : word_find(&type_crossref_csl, type);
}

/* The first part of a list, parted by any of a set. */
static struct span list_next(struct span *rest, const char *separators)
{
	struct span part = *rest;
	size_t at = 0;

	while (at < rest->len &&
	       (!rest->at[at] || !strchr(separators, rest->at[at])))
		at++;
	part.len = at;
	*rest = at < rest->len ? span_slice(*rest, at + 1, rest->len)
			       : (struct span){ 0 };
	return part;
}

/* Of a list, the word that stands first in the order of ranks. */
static const char *list_find(const struct type_ranked *words, size_t count,
			     struct span list, const char *separators)
{
	size_t best = count;
	char key[KEY_MAX];

	while (list.len) {
		if (!key_make(list_next(&list, separators), key))
			continue;
		for (size_t i = 0; i < best; i++)
			if (strcmp(words[i].key, key) == 0)
				best = i;
	}
	return best < count ? words[best].value : NULL;
}

/* Every other list of PubMed's is an article of some kind. */
static const char *pubmed(struct span type, struct span detail)
{
	const char *found = list_find(type_pubmed, type_pubmed_count, type,
				      "\n;|");

	if (!found && span_trim(type).len)
		found = "article-journal";
	return found;
}

static const char *semantic_scholar(struct span type, struct span detail)
{
	return list_find(type_semantic_scholar, type_semantic_scholar_count,
			 type, "\n;|,");
}

static const struct {
	const char *key;
	const char *(*find)(struct span type, struct span detail);
} schemes[] = {
	{ "crossref", crossref },
	{ "datacite", datacite },
	{ "csl", csl },
	{ "openalex", openalex },
	{ "pubmed", pubmed },
	{ "semanticscholar", semantic_scholar },
	{ "bibtex", bibtex },
	{ "biblatex", bibtex },
	{ "ris", ris },
	{ "schema.org", schema_org },
	{ "schemaorg", schema_org },
};

static const char *csl_find(const char *scheme, struct span type,
			    struct span detail)
{
	const char *found = NULL;
	char key[KEY_MAX];

	if (!scheme || !key_make(span_of(scheme), key))
		return NULL;
	for (size_t i = 0; !found && i < ARRAY_COUNT(schemes); i++)
		if (strcmp(schemes[i].key, key) == 0)
			found = schemes[i].find(type, detail);
	return found;
}

/* The word for a type, or what stands for none. */
static const char *settle(const char *found, const char *none, struct span type,
			  struct trace *trace)
{
	if (!found)
		trace_fired(trace, RULE_TYPE_MISSING);
	else if (!span_is(type, found))
		trace_fired(trace, RULE_TYPE_MAPPED);
	return found ? found : none;
}

const char *type_csl(const char *scheme, struct span type, struct span detail,
		     struct trace *trace)
{
	return settle(csl_find(scheme, type, detail), "document", type, trace);
}

const char *type_crossref(const char *scheme, struct span type,
			  struct span detail, struct trace *trace)
{
	const char *found = NULL;
	const char *word;

	if (scheme &&
	    (strcmp(scheme, "crossref") == 0 || strcmp(scheme, "csl") == 0))
		found = word_find(&type_crossref_words, type);
	/* "book" and the like are words of both; CSL's "review" is not */
	if (!found) {
		word = csl_find(scheme, type, detail);
		if (word)
			found = word_find(&type_csl_crossref, span_of(word));
		if (word && !found)
			found = "other";
	}
	return settle(found, "other", type, trace);
}
