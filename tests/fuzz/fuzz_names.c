/* SPDX-License-Identifier: MIT */
/*
 * Names: any string or any parts in, every result has a name, all clean, and
 * cleaning them again as parts changes nothing.  A rule is noted when, and only
 * when, something changed.  The first byte says how to read the rest: as one
 * string, or as lines, PARTS of them an author; at 0xFF, that the time for
 * one string is taken.
 */
#include "fuzz.h"
#include "paperd/names.h"
#include "paperd/scoped.h"

enum part { GIVEN, FAMILY, SUFFIX, LITERAL, ORCID, AFFILIATION, PARTS };

#define AUTHORS_MAX 8

enum pick { PICK_PARTS = 1, PICK_ORGANISATION = 2, PICK_BODY = 4 };

/* ---- names to text ---- */

static void add_part(struct buf *out, const char *key, const char *part)
{
	if (!part)
		return;
	require_prose(key, span_of(part), false);
	REQUIRE(*part);
	buf_add_format(out, "%s=", key);
	buf_add_text(out, part);
	buf_add_char(out, '|');
}

static void write_name(const struct name *name, struct buf *out)
{
	REQUIRE(!name->family != !name->literal);
	REQUIRE(!name->literal || !name->given);
	add_part(out, "family", name->family);
	add_part(out, "given", name->given);
	add_part(out, "suffix", name->suffix);
	add_part(out, "literal", name->literal);
	add_part(out, "orcid", name->orcid);
	if (name->affiliation_count)
		add_part(out, "affiliation", name->affiliations[0]);
	add_part(out, "alt_family", name->alt_family);
	add_part(out, "alt_given", name->alt_given);
	buf_add_char(out, '\n');
}

static void write_names(const struct names *names, struct buf *out)
{
	for (size_t i = 0; i < names->count; i++)
		write_name(&names->items[i], out);
	REQUIRE(!out->failed);
}

/* ---- lines to parts ---- */

static void read_author(struct span *lines, unsigned pick,
			struct name_parts *ret)
{
	*ret = (struct name_parts){
		.given = lines[GIVEN],
		.family = lines[FAMILY],
		.suffix = lines[SUFFIX],
		.orcid = lines[ORCID],
		.affiliations = &lines[AFFILIATION],
		.affiliation_count = lines[AFFILIATION].len > 0,
		.organisation = (pick & PICK_ORGANISATION) != 0,
		.body = (pick & PICK_BODY) != 0,
	};
	if (!ret->given.len && !ret->family.len)
		ret->literal = lines[LITERAL];
}

static void add_line(struct buf *out, const char *key, struct span part)
{
	if (!part.len)
		return;
	buf_add_format(out, "%s=", key);
	buf_add_span(out, part);
	buf_add_char(out, '|');
}

/* As write_names() would, were they names. */
static void write_parts(const struct name_parts *parts, size_t count,
			struct buf *out)
{
	for (size_t i = 0; i < count; i++) {
		add_line(out, "family", parts[i].family);
		add_line(out, "given", parts[i].given);
		add_line(out, "suffix", parts[i].suffix);
		add_line(out, "literal", parts[i].literal);
		add_line(out, "orcid", parts[i].orcid);
		if (parts[i].affiliation_count)
			add_line(out, "affiliation", parts[i].affiliations[0]);
		buf_add_char(out, '\n');
	}
	REQUIRE(!out->failed);
}

static bool is_same(const struct buf *a, const struct buf *b)
{
	return a->len == b->len &&
	       (!a->len || !memcmp(a->data, b->data, a->len));
}

static void from_lines(struct span raw, unsigned pick, struct names *ret)
{
	struct span lines[AUTHORS_MAX * PARTS] = { 0 };
	struct name_parts parts[AUTHORS_MAX];
	SCOPED(buf_release) struct buf before = buf_init(2 * raw.len + 4096);
	SCOPED(buf_release) struct buf after = buf_init(64 * raw.len + 4096);
	size_t count = fuzz_parts(raw, '\n', lines, ARRAY_COUNT(lines));
	size_t authors = (count + PARTS - 1) / PARTS;
	struct trace trace = { 0 };

	for (size_t i = 0; i < authors; i++)
		read_author(&lines[i * PARTS], pick, &parts[i]);
	REQUIRE(names_from_parts(parts, authors, ret, &trace, NULL) ==
		STATUS_OK);
	write_parts(parts, authors, &before);
	write_names(ret, &after);
	if (is_same(&before, &after) == trace_changed(&trace)) {
		fprintf(stderr, "names: rules noted %d:\n%.*s%.*s",
			trace_changed(&trace), (int)before.len, before.data,
			(int)after.len, after.data);
		abort();
	}
}

static void from_text(struct span raw, struct names *ret)
{
	struct trace trace = { 0 };

	REQUIRE(names_from_text(raw, ret, &trace, NULL) == STATUS_OK);
	REQUIRE(trace_changed(&trace) == (raw.len > 0));
}

/* ---- clean names, again as parts ---- */

static void require_stays(const struct names *names)
{
	SCOPED_FREE struct name_parts *parts = calloc(names->count + 1,
						      sizeof(parts[0]));
	SCOPED_FREE struct span *affiliations = calloc(names->count + 1,
						       sizeof(affiliations[0]));
	SCOPED(names_release) struct names again = { 0 };
	SCOPED(buf_release) struct buf first = buf_init((size_t)1 << 24);
	SCOPED(buf_release) struct buf second = buf_init((size_t)1 << 24);
	struct trace trace = { 0 };

	REQUIRE(parts && affiliations);
	for (size_t i = 0; i < names->count; i++) {
		const struct name *name = &names->items[i];

		if (name->affiliation_count)
			affiliations[i] = span_of(name->affiliations[0]);
		parts[i] = (struct name_parts){
			.given = span_of(name->given),
			.family = span_of(name->family),
			.suffix = span_of(name->suffix),
			.literal = span_of(name->literal),
			.orcid = span_of(name->orcid),
			.affiliations = &affiliations[i],
			.affiliation_count = name->affiliation_count > 0,
			.organisation = name->literal != NULL,
		};
	}
	REQUIRE(names_from_parts(parts, names->count, &again, &trace, NULL) ==
		STATUS_OK);
	write_names(names, &first);
	write_names(&again, &second);
	require_same("names", buf_span(&first), buf_span(&second));
	REQUIRE(!trace_changed(&trace));
}

/* One name and its form in Latin letters, each by itself. */
static void require_forms_stay(const struct name *name)
{
	struct name plain = *name;
	struct name latin = { .family = name->alt_family,
			      .given = name->alt_given };

	plain.alt_family = NULL;
	plain.alt_given = NULL;
	require_stays(&(struct names){ &plain, 1 });
	if (latin.family)
		require_stays(&(struct names){ &latin, 1 });
}

/* Parts have no place for a second form, so that a list in which one has it
 * can only be given back name by name. */
static void require_settled(const struct names *names)
{
	bool forms = false;

	for (size_t i = 0; i < names->count; i++)
		forms |= names->items[i].alt_family != NULL;
	if (!forms)
		require_stays(names);
	for (size_t i = 0; forms && i < names->count; i++)
		require_forms_stay(&names->items[i]);
}

static bool count_names(struct span raw, struct buf *out, struct trace *trace)
{
	SCOPED(names_release) struct names names = { 0 };

	if (names_from_text(raw, &names, trace, NULL) != STATUS_OK ||
	    !names.count)
		return false;
	buf_add_format(out, "%zu", names.count);
	return true;
}

static const struct fuzz_clean counting = { "names", count_names };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	SCOPED(names_release) struct names names = { 0 };
	struct span raw = { (const char *)bytes + 1, len ? len - 1 : 0 };
	unsigned pick = len ? bytes[0] : 0;

	if (pick == 0xFF) {
		require_linear(&counting, raw);
		return 0;
	}
	if (pick & PICK_PARTS)
		from_lines(raw, pick, &names);
	else
		from_text(raw, &names);
	require_settled(&names);
	return 0;
}
