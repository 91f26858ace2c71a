/* SPDX-License-Identifier: MIT */
/*
 * Keys of a work that are lists of objects.
 */
#include <string.h>

#include "crossref.h"
#include "paperd/json.h"

/* ---- licences ---- */

bool crossref_licenses_fit(const struct licenses *list)
{
	for (size_t i = 0; i < list->count; i++)
		if (!list->items[i].url)
			return false;
	return true;
}

/* When it begins is not known: a delay of no days is what Crossref has too
 * where nothing is said. */
static void license(const struct license *license, struct buf *out)
{
	json_open(out, '{');
	json_pair_text(out, "URL", license->url);
	json_pair_text(out, "content-version", license->version);
	json_pair_integer(out, "delay-in-days", 0);
	json_close(out, '}');
}

static bool has_address(const struct licenses *list)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].url)
			return true;
	return false;
}

void crossref_licenses(const struct crossref_work *work,
		       const struct crossref_key *key)
{
	const struct licenses *list = &work->paper->licenses;

	if (!has_address(list))
		return;
	json_key(work->out, key->name);
	json_open(work->out, '[');
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].url)
			license(&list->items[i], work->out);
	json_close(work->out, ']');
}

/* ---- funders ---- */

static void funder(const struct funder *funder, struct buf *out)
{
	json_open(out, '{');
	json_pair_text(out, "DOI", funder->doi);
	json_pair_text(out, "name", funder->name);
	if (funder->awards.count) {
		json_key(out, "award");
		json_open(out, '[');
		for (size_t i = 0; i < funder->awards.count; i++)
			json_text(out, funder->awards.items[i]);
		json_close(out, ']');
	}
	json_close(out, '}');
}

void crossref_funders(const struct crossref_work *work,
		      const struct crossref_key *key)
{
	const struct funders *list = &work->paper->funders;

	if (!list->count)
		return;
	json_key(work->out, key->name);
	json_open(work->out, '[');
	for (size_t i = 0; i < list->count; i++)
		funder(&list->items[i], work->out);
	json_close(work->out, ']');
}

/* ---- references ---- */

/* The key tells it from others of the same work, as Crossref demands. */
static void reference(const struct reference *reference, size_t number,
		      struct buf *out)
{
	json_open(out, '{');
	json_key(out, "key");
	buf_add_text(out, "\"ref");
	buf_add_integer(out, (long long)number);
	buf_add_char(out, '"');
	json_pair_text(out, "DOI", reference->doi);
	json_pair_text(out, "unstructured", reference->text);
	json_pair_text(out, "article-title", reference->title);
	json_pair_text(out, "author", reference->author);
	json_pair_text(out, "journal-title", reference->container);
	json_pair_text(out, "volume", reference->volume);
	json_pair_text(out, "first-page", reference->pages);
	json_pair_text(out, "year", reference->year);
	json_close(out, '}');
}

void crossref_references(const struct crossref_work *work,
			 const struct crossref_key *key)
{
	const struct references *list = &work->paper->references;

	if (!list->count)
		return;
	json_key(work->out, key->name);
	json_open(work->out, '[');
	for (size_t i = 0; i < list->count; i++)
		reference(&list->items[i], i + 1, work->out);
	json_close(work->out, ']');
}

/* ---- updates ---- */

static bool is_direction(const struct update *update, const char *direction)
{
	return update->doi && update->direction &&
	       strcmp(update->direction, direction) == 0;
}

bool crossref_updates_fit(const struct updates *list)
{
	size_t i = 0;

	while (i < list->count && is_direction(&list->items[i], "to"))
		i++;
	while (i < list->count && is_direction(&list->items[i], "by"))
		i++;
	return i == list->count;
}

/* "expression_of_concern" is shown as "Expression of concern". */
static void label(const char *type, struct buf *out)
{
	char word[64];
	size_t len = strlen(type);

	if (!len || len >= sizeof(word))
		return;
	memcpy(word, type, len + 1);
	for (size_t i = 0; i < len; i++)
		if (word[i] == '_')
			word[i] = ' ';
	if (ascii_is_lower((unsigned char)word[0]))
		word[0] = (char)(word[0] - 'a' + 'A');
	json_pair_text(out, "label", word);
}

static void update(const struct update *update, struct buf *out)
{
	json_open(out, '{');
	if (update->date) {
		json_key(out, "updated");
		moment_json(update->date, out);
	}
	json_pair_text(out, "DOI", update->doi);
	json_pair_text(out, "type", update->type);
	if (update->type)
		label(update->type, out);
	json_close(out, '}');
}

static void updates(const struct crossref_work *work, const char *key,
		    const char *direction)
{
	const struct updates *list = &work->paper->updates;
	bool open = false;

	for (size_t i = 0; i < list->count; i++) {
		if (!is_direction(&list->items[i], direction))
			continue;
		if (!open) {
			json_key(work->out, key);
			json_open(work->out, '[');
		}
		open = true;
		update(&list->items[i], work->out);
	}
	if (open)
		json_close(work->out, ']');
}

void crossref_update_to(const struct crossref_work *work,
			const struct crossref_key *key)
{
	updates(work, key->name, "to");
}

void crossref_updated_by(const struct crossref_work *work,
			 const struct crossref_key *key)
{
	updates(work, key->name, "by");
}
