/* SPDX-License-Identifier: MIT */
/*
 * What a work has no key for, and people.
 */
#include <string.h>

#include "crossref.h"
#include "paperd/json.h"

/* ---- people ---- */

static void affiliations(const struct texts *list, struct buf *out)
{
	json_key(out, "affiliation");
	json_open(out, '[');
	for (size_t i = 0; i < list->count; i++) {
		json_open(out, '{');
		json_pair_text(out, "name", list->items[i]);
		json_close(out, '}');
	}
	json_close(out, ']');
}

/* Whether the person confirmed it, nobody told us. */
static void orcid(const char *id, struct buf *out)
{
	if (!id)
		return;
	json_key(out, "ORCID");
	buf_add_text(out, "\"https://orcid.org/");
	buf_add_text(out, id);
	buf_add_char(out, '"');
	json_pair_boolean(out, "authenticated-orcid", false);
}

static void person(const struct person *person, bool first, struct buf *out)
{
	json_open(out, '{');
	if (person_is_whole(person)) {
		json_pair_text(out, "name", person->name);
	} else {
		json_pair_text(out, "given", person->given);
		json_pair_text(out, "family", person->family);
		json_pair_text(out, "suffix", person->suffix);
	}
	json_pair_text(out, "sequence", first ? "first" : "additional");
	orcid(person->orcid, out);
	affiliations(&person->affiliations, out);
	json_close(out, '}');
}

void crossref_people(const struct crossref_work *work,
		     const struct crossref_key *key)
{
	const struct people *list = (const void *)((const char *)work->paper +
						   key->offset);

	if (!list->count)
		return;
	json_key(work->out, key->name);
	json_open(work->out, '[');
	for (size_t i = 0; i < list->count; i++)
		person(&list->items[i], i == 0, work->out);
	json_close(work->out, ']');
}

/* ---- the rest ---- */

static struct journal rest_of_journal(const struct journal *journal)
{
	struct journal rest = *journal;

	rest.issn = (struct texts){ 0 };
	if (!rest.title)
		return rest;
	rest.title = rest.series = NULL;
	/* one that is the title again is not taken for an abbreviation */
	if (!rest.abbreviation || strcmp(rest.abbreviation, journal->title))
		rest.abbreviation = NULL;
	return rest;
}

static bool is_year_of(const struct paper *paper)
{
	struct date_parts parts = published_parts(paper);

	return paper->year.known ? parts.of[0] == paper->year.value
				 : !parts.count;
}

static struct paper rest_of(const struct paper *paper)
{
	struct paper rest = { .translations = paper->translations,
			      .copyright = paper->copyright,
			      .open_access = paper->open_access,
			      .retracted = paper->retracted,
			      .ids = { .s2 = paper->ids.s2 } };

	rest.journal = rest_of_journal(&paper->journal);
	if (!crossref_title_head(paper))
		rest.subtitle = paper->subtitle;
	if (!crossref_licenses_fit(&paper->licenses))
		rest.licenses = paper->licenses;
	if (!crossref_updates_fit(&paper->updates))
		rest.updates = paper->updates;
	if (!is_year_of(paper))
		rest.year = paper->year;
	return rest;
}

void crossref_rest(const struct crossref_work *work,
		   const struct crossref_key *key)
{
	const struct paper *paper = work->paper;
	struct paper rest = rest_of(paper);
	const char *unknown[5] = { NULL };
	size_t count = 0;

	if (!paper->type)
		unknown[count++] = "type";
	if (!paper->url)
		unknown[count++] = "url";
	if (!paper->published && paper->year.known)
		unknown[count++] = "published";
	if (!paper->year.known && paper->published)
		unknown[count++] = "year";
	rest_json(&rest, unknown, work->out);
}
