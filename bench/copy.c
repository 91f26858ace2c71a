/* SPDX-License-Identifier: MIT */
/*
 * Cleaning that changes nothing: each function copies its input.  The linker
 * puts these in the place of the functions of paperd/clean.h and names.h
 * (--wrap), so that loading can be measured with and without them.
 *
 * Declared by __typeof__: a change of a signature there stops the build here.
 */
#include <stdlib.h>
#include <string.h>

#include "paperd/clean.h"
#include "paperd/names.h"

__typeof__(clean_plain) __wrap_clean_plain;
__typeof__(clean_affiliation) __wrap_clean_affiliation;
__typeof__(clean_title) __wrap_clean_title;
__typeof__(clean_abstract) __wrap_clean_abstract;
__typeof__(names_from_parts) __wrap_names_from_parts;

bool __wrap_clean_plain(struct span raw, struct buf *out, struct trace *trace)
{
	buf_add_span(out, raw);
	return raw.len > 0;
}

bool __wrap_clean_affiliation(struct span raw, struct buf *out,
			      struct trace *trace)
{
	buf_add_span(out, raw);
	return raw.len > 0;
}

bool __wrap_clean_title(struct span raw, unsigned flags, struct buf *out,
			struct trace *trace)
{
	buf_add_span(out, raw);
	return raw.len > 0;
}

static char *copy(struct span text)
{
	return text.len ? strndup(text.at, text.len) : NULL;
}

enum status __wrap_clean_abstract(struct span raw, unsigned flags,
				  struct abstract *ret, struct trace *trace,
				  struct error *err)
{
	*ret = (struct abstract){ .text = copy(raw) };
	return STATUS_OK;
}

static void copy_affiliations(const struct name_parts *parts, struct name *ret)
{
	if (!parts->affiliation_count)
		return;
	ret->affiliations = calloc(parts->affiliation_count,
				   sizeof(*ret->affiliations));
	if (!ret->affiliations)
		abort();
	for (size_t i = 0; i < parts->affiliation_count; i++) {
		char *text = copy(parts->affiliations[i]);

		if (text)
			ret->affiliations[ret->affiliation_count++] = text;
	}
}

static void copy_name(const struct name_parts *parts, struct name *ret)
{
	ret->family = copy(parts->family);
	ret->given = copy(parts->given);
	ret->suffix = copy(parts->suffix);
	ret->literal = ret->family ? NULL : copy(parts->literal);
	ret->orcid = copy(parts->orcid);
	copy_affiliations(parts, ret);
}

enum status __wrap_names_from_parts(const struct name_parts *parts,
				    size_t count, struct names *ret,
				    struct trace *trace, struct error *err)
{
	*ret = (struct names){ calloc(count + 1, sizeof(*ret->items)), 0 };
	if (!ret->items)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	for (size_t i = 0; i < count; i++)
		if (parts[i].family.len || parts[i].literal.len)
			copy_name(&parts[i], &ret->items[ret->count++]);
	return STATUS_OK;
}
