/* SPDX-License-Identifier: MIT */
#include "names_made.h"

#include <stdlib.h>

#include "paperd/digest.h"

#define HASH_BYTES sizeof(uint64_t)

unsigned name_weight(long long count)
{
	unsigned power;

	if (count < 4)
		return count > 0 ? (unsigned)count : 0;
	power = 63U - (unsigned)__builtin_clzll((unsigned long long)count);
	return (power - 1) * 4 + (unsigned)(count >> (power - 2) & 3);
}

/* ---- making ---- */

static void key_add(struct terms *terms, const char *text, struct buf *out)
{
	terms_key(terms, span_of(text), out);
	buf_add_char(out, '\0');
}

/* The key ends with its first bytes, and not with a blank. */
static void title_cut(struct buf *out, size_t from)
{
	struct span key = span_slice(buf_span(out), from, out->len - 1);

	if (key.len <= TITLE_KEY_MAX)
		return;
	key.len = (size_t)span_shown(key, TITLE_KEY_MAX);
	while (key.len && key.at[key.len - 1] == ' ')
		key.len--;
	buf_cut(out, from + key.len);
	buf_add_char(out, '\0');
}

static void title_add(struct terms *terms, const struct paper *paper,
		      struct buf *out)
{
	size_t from;

	buf_add_char(out, (char)name_weight(paper->citation_count.value));
	from = out->len;
	key_add(terms, paper->title, out);
	if (!out->failed)
		title_cut(out, from);
}

/* Of 64 bits: two of ten million authors share one in a run of 400,000. */
static uint64_t hash_of(struct span bytes)
{
	char hex[33];

	digest_hex(bytes, hex);
	hex[16] = '\0';
	return strtoull(hex, NULL, 16);
}

/* One without a name, or whose name has no letters, is not found by it. */
static void author_add(struct terms *terms, const struct person *person,
		       struct buf *out)
{
	size_t from = out->len, at = from + HASH_BYTES;
	uint64_t hash = 0;

	buf_add(out, &hash, sizeof(hash));
	key_add(terms, person->name, out);
	if (out->failed)
		return;
	if (out->len == at + 1) {
		buf_cut(out, from);
		return;
	}
	buf_add_span(out, span_of(person->orcid));
	buf_add_char(out, '\0');
	hash = hash_of(span_slice(buf_span(out), at, out->len));
	memcpy(out->data + from, &hash, sizeof(hash));
	buf_add_span(out, span_of(person->name));
	buf_add_char(out, '\0');
}

void names_make(struct terms *terms, const struct paper *paper, struct buf *out)
{
	title_add(terms, paper, out);
	for (size_t i = 0; i < paper->authors.count; i++)
		author_add(terms, &paper->authors.items[i], out);
}

/* ---- reading ---- */

/* The length of a text with its NUL. */
static size_t text_length(struct span rest)
{
	return strlen(rest.at) + 1;
}

struct names_made names_parted(struct span made)
{
	size_t title = 1 + strlen(made.at + 1) + 1;

	return (struct names_made){
		.title = span_slice(made, 0, title),
		.authors = span_slice(made, title, made.len),
	};
}

unsigned title_weight(struct span title)
{
	return (unsigned char)title.at[0];
}

const char *title_key(struct span title)
{
	return title.at + 1;
}

bool author_next(struct span *authors, struct author_made *ret)
{
	struct span rest = *authors;

	if (!rest.len)
		return false;
	memcpy(&ret->hash, rest.at, HASH_BYTES);
	rest = span_slice(rest, HASH_BYTES, rest.len);
	ret->text.at = rest.at;
	for (int i = 0; i < 3; i++)
		rest = span_slice(rest, text_length(rest), rest.len);
	ret->text.len = (size_t)(rest.at - ret->text.at);
	*authors = rest;
	return true;
}
