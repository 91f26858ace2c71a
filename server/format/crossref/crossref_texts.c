/* SPDX-License-Identifier: MIT */
/*
 * Titles, the abstract, dates and relations of a work.
 */
#include <string.h>

#include "crossref.h"
#include "paperd/json.h"

/* ---- titles and the abstract ---- */

/* A list of the one or two texts that are there. */
static void list(const struct crossref_work *work, const char *key,
		 struct span first, const char *second)
{
	json_key(work->out, key);
	json_open(work->out, '[');
	if (first.len)
		json_string(work->out, first);
	if (second)
		json_text(work->out, second);
	json_close(work->out, ']');
}

size_t crossref_title_head(const struct paper *paper)
{
	struct span title = span_of(paper->title);
	struct span subtitle = span_of(paper->subtitle);
	size_t head;

	if (!subtitle.len || title.len < subtitle.len + 3)
		return 0;
	head = title.len - subtitle.len - 2;
	if (memcmp(title.at + head, ": ", 2) != 0 ||
	    memcmp(title.at + head + 2, subtitle.at, subtitle.len) != 0)
		return 0;
	/* a reader does not add what the title has already */
	return strcasestr(title.at, subtitle.at) == title.at + head + 2 ? head
									: 0;
}

void crossref_title(const struct crossref_work *work,
		    const struct crossref_key *key)
{
	struct span title = span_of(work->paper->title);
	size_t head = crossref_title_head(work->paper);

	if (head)
		title.len = head;
	list(work, key->name, title, NULL);
}

void crossref_subtitle(const struct crossref_work *work,
		       const struct crossref_key *key)
{
	if (crossref_title_head(work->paper))
		list(work, key->name, span_of(work->paper->subtitle), NULL);
}

/* The second is the series that the first is in. */
void crossref_container(const struct crossref_work *work,
			const struct crossref_key *key)
{
	const struct journal *journal = &work->paper->journal;

	if (journal->title)
		list(work, key->name, span_of(journal->title), journal->series);
}

/* Zotero takes it for granted that the long title is there too. */
void crossref_abbreviation(const struct crossref_work *work,
			   const struct crossref_key *key)
{
	const struct journal *journal = &work->paper->journal;

	if (journal->title && journal->abbreviation)
		list(work, key->name, span_of(journal->abbreviation), NULL);
}

/* Signs that would be read as markup, as entities.  '&' stays: a clean text has
 * no entity that it could begin, and most readers show the text as it is. */
static void add_inert(struct span text, struct buf *out)
{
	size_t from = 0;

	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] != '<' && text.at[i] != '>')
			continue;
		buf_add_span(out, span_slice(text, from, i));
		buf_add_text(out, text.at[i] == '<' ? "&lt;" : "&gt;");
		from = i + 1;
	}
	buf_add_span(out, span_slice(text, from, text.len));
}

void crossref_abstract(const struct crossref_work *work,
		       const struct crossref_key *key)
{
	struct span text = span_of(work->paper->abstract);
	struct buf inert = buf_init(work->out->cap);

	if (!text.len)
		return;
	json_key(work->out, key->name);
	if (!span_has(text, '<') && !span_has(text, '>')) {
		json_string(work->out, text);
		return;
	}
	add_inert(text, &inert);
	json_string(work->out, buf_span(&inert));
	work->out->failed |= inert.failed;
	buf_release(&inert);
}

/* ---- dates ---- */

void crossref_published(const struct crossref_work *work,
			const struct crossref_key *key)
{
	struct date_parts parts = published_parts(work->paper);

	if (!parts.count && strcmp(key->name, "issued") != 0)
		return;
	json_key(work->out, key->name);
	json_open(work->out, '{');
	date_parts_json(&parts, work->out);
	json_close(work->out, '}');
}

/* When it came here: what clients mean by changes is changes here. */
void crossref_loaded(const struct crossref_work *work,
		     const struct crossref_key *key)
{
	const char *loaded = work->paper->source.loaded;

	if (!loaded)
		return;
	json_key(work->out, key->name);
	moment_json(loaded, work->out);
}

/* ---- identifiers ---- */

static void same_as(const char *scheme, const char *id, struct buf *out)
{
	if (!id)
		return;
	json_open(out, '{');
	json_pair_text(out, "id-type", scheme);
	json_pair_text(out, "id", id);
	json_pair_text(out, "asserted-by", "subject");
	json_close(out, '}');
}

void crossref_relation(const struct crossref_work *work,
		       const struct crossref_key *key)
{
	const struct ids *ids = &work->paper->ids;

	if (!ids->arxiv && !ids->pmid && !ids->pmcid)
		return;
	json_key(work->out, key->name);
	json_open(work->out, '{');
	json_key(work->out, "is-same-as");
	json_open(work->out, '[');
	same_as("arxiv", ids->arxiv, work->out);
	same_as("pmid", ids->pmid, work->out);
	same_as("pmcid", ids->pmcid, work->out);
	json_close(work->out, ']');
	json_close(work->out, '}');
}
