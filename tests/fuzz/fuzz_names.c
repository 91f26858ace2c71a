/* SPDX-License-Identifier: MIT */
/*
 * Names: any string or any parts in, every result has a name, all clean, and
 * cleaning them again as parts changes nothing.  The first byte says how to
 * read the rest: as one string, or as lines, PARTS of them an author; from 0xE0
 * on, that the time for one string is taken.
 */
#include "fuzz.h"
#include "paperd/names.h"
#include "paperd/scoped.h"

enum part { GIVEN, FAMILY, SUFFIX, LITERAL, ORCID, AFFILIATION, PARTS };

#define AUTHORS_MAX 8

enum pick { PICK_PARTS = 1, PICK_ORGANISATION = 2, PICK_BODY = 4 };

static enum status from_text(struct span raw, struct names *ret)
{
	return names_from_text(raw, ret, NULL, NULL);
}

static enum status from_parts(const struct name_parts *parts, size_t count,
			      struct names *ret)
{
	return names_from_parts(parts, count, ret, NULL, NULL);
}

/* ---- lines to parts ---- */

static void read_author(struct span *lines, unsigned pick,
			struct name_parts *ret)
{
	*ret = (struct name_parts){
		.given = lines[GIVEN],
		.family = lines[FAMILY],
		.suffix = lines[SUFFIX],
		.literal = lines[LITERAL],
		.orcid = lines[ORCID],
		.affiliations = &lines[AFFILIATION],
		.affiliation_count = lines[AFFILIATION].len > 0,
		.organisation = (pick & PICK_ORGANISATION) != 0,
		.body = (pick & PICK_BODY) != 0,
	};
}

static enum status from_lines(struct span raw, unsigned pick, struct names *ret)
{
	struct span lines[AUTHORS_MAX * PARTS] = { 0 };
	struct name_parts parts[AUTHORS_MAX];
	size_t count = fuzz_parts(raw, '\n', lines, ARRAY_COUNT(lines));
	size_t authors = (count + PARTS - 1) / PARTS;

	for (size_t i = 0; i < authors; i++)
		read_author(&lines[i * PARTS], pick, &parts[i]);
	return from_parts(parts, authors, ret);
}

/* ---- clean names, again as parts and as text ---- */

static enum status clean_again(const struct names *names, struct names *ret)
{
	SCOPED_FREE struct name_parts *parts = calloc(2 * names->count + 1,
						      sizeof(parts[0]));
	SCOPED_FREE struct span *affiliations = calloc(names->count + 1,
						       sizeof(affiliations[0]));
	size_t count = 0;

	REQUIRE(parts && affiliations);
	for (size_t i = 0; i < names->count; i++) {
		const struct name *name = &names->items[i];

		if (name->affiliation_count)
			affiliations[i] = span_of(name->affiliations[0]);
		parts[count++] = (struct name_parts){
			.given = span_of(name->given),
			.family = span_of(name->family),
			.suffix = span_of(name->suffix),
			.literal = span_of(name->literal),
			.orcid = span_of(name->orcid),
			.affiliations = &affiliations[i],
			.affiliation_count = name->affiliation_count > 0,
			.organisation = name->literal != NULL,
		};
		if (name->alt_family)
			parts[count++] = (struct name_parts){
				.given = span_of(name->alt_given),
				.family = span_of(name->alt_family),
			};
	}
	return from_parts(parts, count, ret);
}

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

static void write_names(const struct names *names, struct buf *out)
{
	for (size_t i = 0; i < names->count; i++) {
		const struct name *name = &names->items[i];

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
	REQUIRE(!out->failed);
}

static bool count_names(struct span raw, struct buf *out, struct trace *trace)
{
	SCOPED(names_release) struct names names = { 0 };

	if (from_text(raw, &names) != STATUS_OK || !names.count)
		return false;
	buf_add_format(out, "%zu", names.count);
	return true;
}

static const struct fuzz_clean counting = { "names", count_names };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	SCOPED(names_release) struct names once = { 0 };
	SCOPED(names_release) struct names twice = { 0 };
	SCOPED(buf_release) struct buf first = buf_init(64 * len + 4096);
	SCOPED(buf_release) struct buf second = buf_init(64 * len + 4096);
	struct span raw = { (const char *)bytes + 1, len ? len - 1 : 0 };
	unsigned pick = len ? bytes[0] : 0;
	enum status status;

	if (pick >= 0xE0) {
		require_linear(&counting, raw);
		return 0;
	}
	status = pick & PICK_PARTS ? from_lines(raw, pick, &once)
				   : from_text(raw, &once);
	REQUIRE(status == STATUS_OK);
	write_names(&once, &first);
	REQUIRE(clean_again(&once, &twice) == STATUS_OK);
	write_names(&twice, &second);
	require_same("names", buf_span(&first), buf_span(&second));
	return 0;
}
