/* SPDX-License-Identifier: MIT */
/*
 * A work as the Crossref REST API has it ("api_format.md"): the table of its
 * keys, and those of one value.
 */
#include "crossref.h"

#include <string.h>

#include "paperd/doi.h"
#include "paperd/json.h"

/* ---- one value ---- */

static const void *member_of(const struct crossref_work *work,
			     const struct crossref_key *key)
{
	return (const char *)work->paper + key->offset;
}

static void text(const struct crossref_work *work,
		 const struct crossref_key *key)
{
	json_pair_text(work->out, key->name,
		       *(char *const *)member_of(work, key));
}

static void integer(const struct crossref_work *work,
		    const struct crossref_key *key)
{
	const struct integer *value = member_of(work, key);

	if (value->known)
		json_pair_integer(work->out, key->name, value->value);
}

static void texts(const struct crossref_work *work,
		  const struct crossref_key *key)
{
	const struct texts *list = member_of(work, key);

	if (!list->count)
		return;
	json_key(work->out, key->name);
	json_open(work->out, '[');
	for (size_t i = 0; i < list->count; i++)
		json_text(work->out, list->items[i]);
	json_close(work->out, ']');
}

static void score(const struct crossref_work *work,
		  const struct crossref_key *key)
{
	json_key(work->out, key->name);
	json_number(work->out, work->score);
}

/* ---- always strings ---- */

static void doi(const struct crossref_work *work,
		const struct crossref_key *key)
{
	json_key(work->out, key->name);
	json_text(work->out, work->paper->doi ? work->paper->doi : "");
}

/* The part of the DOI before the first slash (ISO 26324). */
static void prefix(const struct crossref_work *work,
		   const struct crossref_key *key)
{
	const char *doi = work->paper->doi ? work->paper->doi : "";

	json_key(work->out, key->name);
	json_string(work->out, (struct span){ doi, strcspn(doi, "/") });
}

static void type(const struct crossref_work *work,
		 const struct crossref_key *key)
{
	const char *word = work->paper->type;

	json_key(work->out, key->name);
	json_text(work->out, word ? word : "other");
}

/* Who holds the data, else in what shape it came. */
static void source(const struct crossref_work *work,
		   const struct crossref_key *key)
{
	const struct source_note *note = &work->paper->source;
	const char *name = note->name ? note->name : note->format;

	json_key(work->out, key->name);
	json_text(work->out, name ? name : "paperd");
}

/* An address, whose bytes need no escape in JSON. */
static void address(const struct paper *paper, struct buf *out)
{
	buf_add_char(out, '"');
	doi_address(span_of(paper->doi), out);
	buf_add_char(out, '"');
}

static void url(const struct crossref_work *work,
		const struct crossref_key *key)
{
	const struct paper *paper = work->paper;

	json_key(work->out, key->name);
	if (paper->doi)
		address(paper, work->out);
	else
		json_text(work->out, paper->url ? paper->url : "");
}

static void resource(const struct crossref_work *work,
		     const struct crossref_key *key)
{
	if (!work->paper->url)
		return;
	json_key(work->out, key->name);
	json_open(work->out, '{');
	json_key(work->out, "primary");
	json_open(work->out, '{');
	json_pair_text(work->out, "URL", work->paper->url);
	json_close(work->out, '}');
	json_close(work->out, '}');
}

/* ---- the table ---- */

/* clang-format off */
#define AT(member) offsetof(struct paper, member)

const struct crossref_key crossref_keys[] = {
	{ "DOI", doi },
	{ "type", type },
	{ "URL", url },
	{ "source", source },
	{ "prefix", prefix },
	{ "title", crossref_title },
	{ "subtitle", crossref_subtitle },
	{ "container-title", crossref_container },
	{ "short-container-title", crossref_abbreviation },
	{ "author", crossref_people, AT(authors) },
	{ "editor", crossref_people, AT(editors) },
	{ "issued", crossref_published },
	{ "published", crossref_published },
	{ "volume", text, AT(volume) },
	{ "issue", text, AT(issue) },
	{ "page", text, AT(pages) },
	{ "article-number", text, AT(article_number) },
	{ "publisher", text, AT(publisher) },
	{ "member", text, AT(member) },
	{ "language", text, AT(language) },
	{ "subject", texts, AT(keywords) },
	{ "ISSN", texts, AT(journal.issn) },
	{ "ISBN", texts, AT(ids.isbn) },
	{ "abstract", crossref_abstract },
	{ "is-referenced-by-count", integer, AT(citation_count) },
	{ "reference-count", integer, AT(reference_count) },
	{ "references-count", integer, AT(reference_count) },
	{ "license", crossref_licenses, AT(licenses) },
	{ "funder", crossref_funders, AT(funders) },
	{ "update-to", crossref_update_to },
	{ "updated-by", crossref_updated_by },
	{ "relation", crossref_relation },
	{ "resource", resource },
	{ "created", crossref_loaded },
	{ "deposited", crossref_loaded },
	{ "indexed", crossref_loaded },
	{ "reference", crossref_references, AT(references) },
	{ "score", score },
	{ "paperd", crossref_rest },
	{ 0 },
};
/* clang-format on */

_Static_assert(sizeof(crossref_keys) / sizeof(*crossref_keys) <= 65,
	       "a set of keys has 64 bits");

bool crossref_select_add(struct crossref_select *select, struct span name)
{
	for (size_t i = 0; crossref_keys[i].name; i++)
		if (span_is(name, crossref_keys[i].name)) {
			select->keys |= UINT64_C(1) << i;
			return true;
		}
	return false;
}

void crossref_work(const struct paper *paper,
		   const struct crossref_select *select, struct buf *out)
{
	uint64_t keys = select ? select->keys : CROSSREF_KEYS_ALL;
	struct crossref_work work = { .paper = paper,
				      .score = select ? select->score : 1.0,
				      .out = out };

	json_open(out, '{');
	for (size_t i = 0; crossref_keys[i].name; i++)
		if (keys >> i & 1)
			crossref_keys[i].write(&work, &crossref_keys[i]);
	json_close(out, '}');
}

void crossref_record(struct format_run *run, const struct paper *paper,
		     struct buf *out)
{
	crossref_work(paper, NULL, out);
}
