/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "paperd/scoped.h"
#include "paperd/source.h"

#define LIST_MAX 4096

#define ORCID "0000-0003-1419-2405"
#define OTHER "0000-0002-1825-0097"

/*
 * Lists of people in short: parted by ';', of each the family, given, ORCID iD
 * and affiliation, parted by '/'; a family that begins with '=' is the name of
 * an organisation.
 */
static const struct {
	const char *name;
	const char *first; /* of Crossref */
	const char *other; /* of OpenAlex */
	const char *want;
} rows[] = {
	{ "the list of the first", "B/A", "C/A", "B/A" },
	{ "a list that goes on", "B/A;D/C", "B/Ann;D/C;F/E", "B/Ann;D/C;F/E" },
	{ "a longer list of others", "B/A;D/C", "B/A;Y/X;F/E", "B/A;D/C" },
	{ "a longer list that is not parted", "B/A", "B/A;=D C", "B/A" },
	{ "an ORCID iD", "B/Ann;D/C", "b/A./" ORCID, "B/Ann/" ORCID ";D/C" },
	{ "the first ORCID iD stays", "B/A/" ORCID, "B/A/" OTHER,
	  "B/A/" ORCID },
	{ "affiliations where there are none", "B/A//X;D/C", "B/A//Y;D/C//Z",
	  "B/A//X;D/C//Z" },
	{ "capitals and accents that stay", "MÜLLER/A", "Müller/A/" ORCID,
	  "MÜLLER/A/" ORCID },
	{ "another initial", "B/A", "B/C/" ORCID, "B/A" },
	{ "no initial", "B", "B/C/" ORCID, "B" },
	{ "another family", "B/A;D/C", "E/A/" ORCID ";D/C", "B/A;D/C" },
	{ "an organisation", "=The Group", "=the group///X", "=The Group///X" },
	{ "namesakes are told by their place", "Li/Y;B/A;Li/Yu",
	  "Li/Y;B/A;Li/Yu/" ORCID, "Li/Y;B/A;Li/Yu/" ORCID },
	{ "namesakes in a list of another length", "Li/Y;Li/Yu", "Li/Y/" ORCID,
	  "Li/Y;Li/Yu" },
	{ "a namesake more in the other", "B/A;Li/Y", "Li/Y/" ORCID ";Li/Yu",
	  "B/A;Li/Y" },
	{ "no list", "", "B/A", "B/A" },
};

static char *part_of(struct span *rest)
{
	struct span part;

	if (!span_next(rest, '/', &part) || !part.len)
		return NULL;
	return span_copy(part);
}

static void read_people(const char *list, struct people *ret)
{
	struct span rest = span_of(list), item;

	while (span_next(&rest, ';', &item) && item.len) {
		struct person *person = people_add(ret);
		char *affiliation;

		cr_assert_not_null(person);
		if (item.at[0] == '=') {
			item = span_slice(item, 1, item.len);
			person->name = part_of(&item);
		} else {
			person->family = part_of(&item);
		}
		person->given = part_of(&item);
		person->orcid = part_of(&item);
		affiliation = part_of(&item);
		if (affiliation)
			cr_assert(
				texts_take(&person->affiliations, affiliation));
	}
}

/* Appends parts, without the empty ones at the end. */
static void add_parts(struct buf *out, const char *const *parts, size_t count)
{
	while (count && !parts[count - 1])
		count--;
	for (size_t i = 0; i < count; i++) {
		buf_add_text(out, i ? "/" : "");
		buf_add_text(out, parts[i] ? parts[i] : "");
	}
}

static void write_people(const struct people *list, struct buf *out)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct person *person = &list->items[i];
		const struct texts *places = &person->affiliations;
		const char *parts[] = {
			person->family ? person->family : person->name,
			person->given,
			person->orcid,
			places->count ? places->items[0] : NULL,
		};

		buf_add_text(out, i ? ";" : "");
		buf_add_text(out, person->family ? "" : "=");
		add_parts(out, parts, ARRAY_COUNT(parts));
	}
}

static void set_format(struct paper *paper, const char *format)
{
	paper->source.format = span_copy(span_of(format));
	cr_assert_not_null(paper->source.format);
}

Test(merge_people, fills_lists_of_people)
{
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(buf_release) struct buf got = buf_init(LIST_MAX);
		SCOPED(buf_release) struct buf editors = buf_init(LIST_MAX);
		struct paper papers[2] = { 0 }, ret = { 0 };

		set_format(&papers[0], "crossref");
		set_format(&papers[1], "openalex");
		read_people(rows[i].first, &papers[0].authors);
		read_people(rows[i].other, &papers[1].authors);
		read_people(rows[i].first, &papers[0].editors);
		read_people(rows[i].other, &papers[1].editors);
		cr_assert_eq(source_merge(papers, 2, &ret, NULL), STATUS_OK);
		write_people(&ret.authors, &got);
		write_people(&ret.editors, &editors);
		cr_expect_str_eq(buf_text(&got), rows[i].want, "%s: %s",
				 rows[i].name, buf_text(&got));
		cr_expect_str_eq(buf_text(&editors), rows[i].want,
				 "editors: %s", rows[i].name);
		paper_release(&ret);
		paper_release(&papers[0]);
		paper_release(&papers[1]);
	}
}

/* A collaboration of thousands, all of one name, takes no time. */
Test(merge_people, is_not_slow_with_namesakes)
{
	struct paper papers[2] = { 0 }, ret = { 0 };

	for (size_t i = 0; i < 50000; i++)
		for (size_t k = 0; k < 2; k++) {
			struct person *person = people_add(&papers[k].authors);

			cr_assert_not_null(person);
			person->family = span_copy(span_of("Li"));
			person->given = span_copy(span_of("Y"));
		}
	papers[1].authors.items[49999].orcid = span_copy(span_of(ORCID));
	set_format(&papers[0], "crossref");
	set_format(&papers[1], "openalex");
	cr_assert_eq(source_merge(papers, 2, &ret, NULL), STATUS_OK);
	cr_expect_str_eq(ret.authors.items[49999].orcid, ORCID);
	paper_release(&ret);
	paper_release(&papers[0]);
	paper_release(&papers[1]);
}
