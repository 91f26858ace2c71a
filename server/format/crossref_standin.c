/* SPDX-License-Identifier: MIT */
/*
 * A stand-in for the writer of Crossref's works, with its interface: a few keys
 * only.  To be deleted when crossref.c is there.
 */
#include <stddef.h>

#include "paperd/format.h"
#include "paperd/json.h"

struct crossref_work {
	const struct paper *paper;
	double score;
	struct buf *out;
};

static void text(const struct crossref_work *work,
		 const struct crossref_key *key)
{
	const char *value = *(char *const *)((const char *)work->paper +
					     key->offset);

	json_pair_text(work->out, key->name, value ? value : "");
}

static void title(const struct crossref_work *work,
		  const struct crossref_key *key)
{
	json_key(work->out, key->name);
	json_open(work->out, '[');
	if (work->paper->title)
		json_text(work->out, work->paper->title);
	json_close(work->out, ']');
}

static void address(const struct crossref_work *work,
		    const struct crossref_key *key)
{
	json_key(work->out, key->name);
	buf_add_format(work->out, "\"https://doi.org/%s\"",
		       work->paper->doi ? work->paper->doi : "");
}

static void score(const struct crossref_work *work,
		  const struct crossref_key *key)
{
	json_key(work->out, key->name);
	json_number(work->out, work->score);
}

const struct crossref_key crossref_keys[] = {
	{ "DOI", text, offsetof(struct paper, doi) },
	{ "type", text, offsetof(struct paper, type) },
	{ "title", title, 0 },
	{ "URL", address, 0 },
	{ "publisher", text, offsetof(struct paper, publisher) },
	{ "score", score, 0 },
	{ 0 },
};

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
	struct crossref_work work = { paper, select ? select->score : 1.0,
				      out };
	uint64_t keys = select ? select->keys : CROSSREF_KEYS_ALL;

	json_open(out, '{');
	for (size_t i = 0; crossref_keys[i].name; i++)
		if (keys >> i & 1)
			crossref_keys[i].write(&work, &crossref_keys[i]);
	json_close(out, '}');
}
