/* SPDX-License-Identifier: MIT */
/*
 * Names in BibTeX: parted by the word "and", their parts by commas; what stands
 * in braces is one piece.
 */
#include "bibtex.h"

/* Does a word that begins with a small letter follow one that does not
 * ("García y Vega")?  All up to it would be read as "von". */
static bool has_inner_particle(struct span part)
{
	bool capital = false;
	struct span word;

	while (span_next(&part, ' ', &word)) {
		uint32_t code = 0;

		utf8_decode(word, &code);
		if (capital && bibtex_is_lower(code))
			return true;
		capital = capital || bibtex_is_upper(code);
	}
	return false;
}

bool bibtex_has_and(struct span text)
{
	struct span word;

	while (span_next(&text, ' ', &word))
		if (span_is_nocase(word, "and"))
			return true;
	return false;
}

/* Does it hold what would part it?  Semicolons part names in what others
 * write. */
static bool is_parted(struct span part)
{
	return span_has(part, ',') || span_has(part, ';') ||
	       bibtex_has_and(part);
}

static void add_text(struct span text, bool braces, unsigned flags,
		     struct buf *out)
{
	if (braces)
		buf_add_char(out, '{');
	bibtex_text(text, flags, out);
	if (braces)
		buf_add_char(out, '}');
}

static void add_part(const char *part, unsigned flags, struct buf *out)
{
	add_text(span_of(part), is_parted(span_of(part)), flags, out);
}

static void add_family(const char *family, unsigned flags, struct buf *out)
{
	struct span text = span_of(family);

	add_text(text, is_parted(text) || has_inner_particle(text), flags, out);
}

/* A name that has no parts stands in braces, so that it gets none; a single
 * word is a family name without them. */
static void add_whole(const struct person *person, unsigned flags,
		      struct buf *out)
{
	const char *name = person->family ? person->family : person->name;
	struct span text = span_of(name ? name : person->given);

	add_text(text,
		 !person->family || span_has(text, ' ') || is_parted(text),
		 flags, out);
}

static void add_person(const struct person *person, unsigned flags,
		       struct buf *out)
{
	if (!person->family || !person->given) {
		add_whole(person, flags, out);
		return;
	}
	add_family(person->family, flags, out);
	if (person->suffix) {
		buf_add_text(out, ", ");
		add_part(person->suffix, flags, out);
	}
	buf_add_text(out, ", ");
	add_part(person->given, flags, out);
}

void bibtex_people(const struct people *people, unsigned flags, struct buf *out)
{
	for (size_t i = 0; i < people->count; i++) {
		if (i)
			buf_add_text(out, " and ");
		add_person(&people->items[i], flags, out);
	}
}
