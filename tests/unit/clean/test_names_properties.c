/* SPDX-License-Identifier: MIT */
/*
 * What holds for any input: valid UTF-8, a family name or a literal in every
 * name, the same parts again when they are fed back, and time that grows with
 * the input.  Rules are noted where something changes, and only there.
 */
#include <criterion/criterion.h>
#include <time.h>

#include "../../../server/clean/names/names_rules.h"
#include "paperd/scoped.h"
#include "test_names.h"

#define ROUNDS     10000
#define LONG_BYTES ((size_t)1 << 19)
/* Under the sanitizers; what is quadratic takes minutes. */
#define LONG_SECONDS 2.0

/* What lists of names are made of, and what breaks them. */
/* clang-format off */
static const char *const tokens[] = {
	"Hill", "Amy", "SMITH", "OECD", "McROS", "O'HARA", "van", "de", "la",
	"Van", "y", "and", "&", "et", "al.", "others", "The", "University",
	"of", "School", "Collaboration", "Group", "Jr.", "III", "V", "S.J.",
	"Dr.", "Prof.", "PhD", "MD", "Editor", "student", "A.", "B.C.", "SH",
	"J.-P.", "N.HILL", ",", ",", ",", ";", ":", "(", ")", "[", "]", "{",
	"}", "<1979>", "1900-1968", "*", "†", "1", "²", "a@b.org", "王军",
	"欧阳修", "李", "タナカ", "佐藤あい", "김철수", "与", "、", "·", "会",
	"Заяц", "Алексеевич", "ИВАНОВ", "Sor\xD3\xA7", "z´a", ("n\xCC\x81" "a"),
	"\xEF\xBF\xBD", "\xFF", "\xC3", "n/a", "-", ".", "unknown", "'t", "é",
	"&amp;", "\\'e", "ΣΑΣ",
};

/* What names in parts are made of. */
static const char *const words[] = {
	"Hill", "Amy", "SMITH", "OECD", "McROS", "O'HARA", "Van", "University",
	"Collaboration", "Group", "A.", "B.C.", "SH", "J.-P.", "N.HILL",
	"Gonz´alez", ("n\xCC\x81" "a"), "王军", "タナカ", "佐藤あい", "김철수",
	"Заяц", "Алексеевич", "ИВАНОВ", "Sor\xD3\xA7", "ΣΑΣ", "y", "é",
	"Fern\xEF\xBF\xBDndez", "Mary-Ann",
};
/* clang-format on */

static uint32_t next_random(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

/* One word or more, and now and then what belongs to the end of given (a
 * particle) or family (a suffix). */
static void make_part(uint32_t *state, const char *end, struct buf *out)
{
	size_t count = 1 + next_random(state) % 3;

	while (count--) {
		buf_add_text(out,
			     words[next_random(state) % ARRAY_COUNT(words)]);
		if (count)
			buf_add_char(out, ' ');
	}
	if (next_random(state) % 4 == 0)
		buf_add_text(out, end);
}

static void make_text(uint32_t *state, size_t most, struct buf *out)
{
	size_t count = next_random(state) % most;

	while (count--) {
		buf_add_text(out,
			     tokens[next_random(state) % ARRAY_COUNT(tokens)]);
		if (next_random(state) % 4)
			buf_add_char(out, ' ');
	}
}

static bool is_valid(const char *part)
{
	struct span text = span_of(part);

	return !part || (text.len && utf8_valid_length(text) == text.len);
}

static void check_names(const struct names *names, const char *raw)
{
	for (size_t i = 0; i < names->count; i++) {
		const struct name *name = &names->items[i];

		cr_assert(name->family || name->literal, "\"%s\"", raw);
		cr_assert_not(name->literal && (name->family || name->given),
			      "\"%s\"", raw);
		cr_assert(is_valid(name->family), "\"%s\"", raw);
		cr_assert(is_valid(name->given), "\"%s\"", raw);
		cr_assert(is_valid(name->suffix), "\"%s\"", raw);
		cr_assert(is_valid(name->literal), "\"%s\"", raw);
		for (size_t j = 0; j < name->affiliation_count; j++)
			cr_assert(is_valid(name->affiliations[j]), "%s", raw);
	}
}

static const char *first_rule(const struct trace *trace)
{
	for (int i = 0; i < RULE_COUNT; i++)
		if (trace->fired[i])
			return rule_row((enum rule)i)->id;
	return "no rule";
}

/* What comes out as it went in has no rule, what does not has one. */
static void check_trace(const struct name_parts *parts,
			const struct names *names, const struct trace *trace)
{
	SCOPED(buf_release) struct buf before = buf_init(SHOWN_MAX);
	SCOPED(buf_release) struct buf after = buf_init(SHOWN_MAX);
	bool same;

	buf_add_span(&before, parts->family);
	buf_add_text(&before, "|");
	buf_add_span(&before, parts->given);
	for (size_t i = 0; i < names->count; i++) {
		show_name(&after, &names->items[i]);
		if (!names->items[i].given)
			buf_add_text(&after, "|");
	}
	same = strcmp(buf_text(&before), buf_text(&after)) == 0;
	cr_expect_neq(same, trace_changed(trace), "\"%s\" becomes \"%s\" by %s",
		      buf_text(&before), buf_text(&after), first_rule(trace));
}

/* Feeds one name back in its parts, without what stands beside it. */
static void check_again(const struct name *name, const char *raw)
{
	struct name_parts parts = { span_of(name->given), span_of(name->family),
				    span_of(name->suffix),
				    span_of(name->literal),
				    .organisation = name->literal };
	SCOPED(names_release) struct names again = { 0 };
	SCOPED(buf_release) struct buf first = buf_init(SHOWN_MAX);
	SCOPED(buf_release) struct buf second = buf_init(SHOWN_MAX);
	struct name bare = { name->family, name->given, name->suffix,
			     name->literal };
	struct trace trace = { 0 };

	cr_assert_eq(names_from_parts(&parts, 1, &again, &trace, NULL),
		     STATUS_OK);
	cr_expect_not(trace_changed(&trace), "\"%s\": %s, though clean", raw,
		      first_rule(&trace));
	show_name(&first, &bare);
	show_names(&second, &again);
	cr_expect_str_eq(buf_text(&first), buf_text(&second),
			 "\"%s\": \"%s\" becomes \"%s\"", raw, buf_text(&first),
			 buf_text(&second));
}

Test(names_properties, any_text_gives_valid_names)
{
	uint32_t state = 1;

	for (int i = 0; i < ROUNDS; i++) {
		SCOPED(buf_release) struct buf raw = buf_init(SHOWN_MAX);
		SCOPED(names_release) struct names names = { 0 };
		struct trace trace = { 0 };

		make_text(&state, 14, &raw);
		cr_assert_eq(
			names_from_text(buf_span(&raw), &names, &trace, NULL),
			STATUS_OK);
		check_names(&names, buf_text(&raw));
		cr_expect(!raw.len || trace_changed(&trace), "\"%s\"",
			  buf_text(&raw));
	}
}

/* Names as they are found in lists, and what parts them. */
/* clang-format off */
static const char *const people[] = {
	"Amy Hill", "A. B. Hill", "Hill AB", "Hill, Amy", "Hill, A.", "Hill",
	"Amy van der Hill", "Van den Hill, A.", "de Hill Ros AB", "AMY HILLER",
	"Dr. Amy Hill", "Amy Hill, PhD", "Amy Hill Jr.", "Hill III, Amy",
	"Amy Hill*", "Amy Hill (Ulm University)", "Amy Hill <1979>", "OECD",
	"The Hill", "Ulm University", "X Collaboration", "王军", "橋本 雍彦",
	"김철수", "Заяц Н. А.", "Заяц Анна Олеговна", "Hill, A. V.", "J. Board",
	"Amy (Eve) Hill", "A. Hill for the X Group", "{Hill and Dale}",
	"G{\\\"o}del, K.", "Editor", "n/a", "et al.", "Amy Ros y Gil",
};
static const char *const separators[] = {
	", ", "; ", " and ", " & ", ", and ", " y ", "、", " et ",
};
/* clang-format on */

Test(names_properties, names_found_in_lists_stay)
{
	uint32_t state = 3;

	for (int i = 0; i < ROUNDS; i++) {
		SCOPED(buf_release) struct buf raw = buf_init(SHOWN_MAX);
		SCOPED(names_release) struct names names = { 0 };
		size_t count = 1 + next_random(&state) % 4;

		while (count--) {
			buf_add_text(&raw, people[next_random(&state) %
						  ARRAY_COUNT(people)]);
			if (count)
				buf_add_text(
					&raw,
					separators[next_random(&state) %
						   ARRAY_COUNT(separators)]);
		}
		cr_assert_eq(
			names_from_text(buf_span(&raw), &names, NULL, NULL),
			STATUS_OK);
		for (size_t j = 0; j < names.count; j++)
			check_again(&names.items[j], buf_text(&raw));
	}
}

Test(names_properties, any_parts_give_names_that_stay)
{
	uint32_t state = 2;

	for (int i = 0; i < ROUNDS; i++) {
		SCOPED(buf_release) struct buf given = buf_init(SHOWN_MAX);
		SCOPED(buf_release) struct buf family = buf_init(SHOWN_MAX);
		SCOPED(names_release) struct names names = { 0 };
		struct name_parts parts = { 0 };
		struct trace trace = { 0 };

		make_part(&state, " van der", &given);
		make_part(&state, i % 2 ? ", Jr." : " (Ulm), Jr.", &family);
		parts.given = buf_span(&given);
		parts.family = buf_span(&family);
		cr_assert_eq(names_from_parts(&parts, 1, &names, &trace, NULL),
			     STATUS_OK);
		check_names(&names, buf_text(&family));
		check_trace(&parts, &names, &trace);
		for (size_t j = 0; j < names.count; j++)
			check_again(&names.items[j], buf_text(&family));
	}
}

/* Words that no rule touches, beside nearly every word that one does. */
/* clang-format off */
static const char *const near_words[] = {
	"Hill", "Amy", "hill", "a", "A", "A.", "A.B.", "J.-P.", "JA", "Li",
	"Mary-Ann", "O'Hara", "St.John", "Hill.", ".", "-", "'", "X--Y", "V",
	"V.", "II.", "I.I.", "Et", "Al", "al.", "et", "et.", "Et.Al.", "The",
	"the", "Theo", "for", "of", "on", "van", "Van", "de", "De", "y", "Y",
	"und", "Dr", "Dr.", "Dr.Hill", "DR.J.", "MS", "M.S.", "Prof", "PhD",
	"Ph.D.", "MD", "Md", "M.D.", "Jr", "Jr.", "S.J.", "SJ", "III", "Ed",
	"Ed.", "Eds", "Editor", "Leader", "Project", "Data", "Collector",
	"Guest", "Contact", "Person", "None", "NA", "N.A.", "na", "NaN",
	"Unknown", "No", "Title", "Not", "Available", "S.N.", "SMITH", "OECD",
	"McROS", "School", "Union", "Group", "Institute", "University",
	"ATLAS", "Team", "student", "Research", "others", "'t", "Oup",
	"Accepted", "Manuscript",
};
/* clang-format on */

static void make_near(uint32_t *state, struct buf *out)
{
	size_t count = 1 + next_random(state) % 3;

	while (count--) {
		buf_add_text(out, near_words[next_random(state) %
					     ARRAY_COUNT(near_words)]);
		if (count)
			buf_add_char(out, ' ');
	}
}

/* What parts_are_plain() lets pass, all rules together leave as it is, and note
 * nothing. */
static void check_plain(const struct name_parts *parts)
{
	SCOPED(authors_release) struct authors authors = { 0 };
	SCOPED(buf_release) struct buf scratch = buf_init(SHOWN_MAX);
	SCOPED(buf_release) struct buf shown = buf_init(SHOWN_MAX);
	SCOPED(buf_release) struct buf raw = buf_init(SHOWN_MAX);
	struct trace trace = { 0 };
	bool same = false;

	authors.trace = &trace;
	buf_add_span(&raw, parts->family);
	buf_add_char(&raw, '|');
	buf_add_span(&raw, parts->given);
	cr_assert(authors_read_parts(&authors, parts, &scratch, &same));
	show_names(&shown, &authors.names);
	cr_expect_str_eq(buf_text(&raw), buf_text(&shown));
	cr_expect(same, "\"%s\"", buf_text(&raw));
	cr_expect_str_eq(first_rule(&trace), "no rule", "\"%s\": %s",
			 buf_text(&raw), first_rule(&trace));
	cr_expect_eq(authors.doubtful.len, 0, "\"%s\"", buf_text(&raw));
	cr_expect_eq(authors.noted, 0, "\"%s\"", buf_text(&raw));
}

Test(names_properties, plain_parts_are_what_no_rule_touches)
{
	uint32_t state = 4;
	size_t plain = 0;

	for (int i = 0; i < 20 * ROUNDS; i++) {
		SCOPED(buf_release) struct buf given = buf_init(SHOWN_MAX);
		SCOPED(buf_release) struct buf family = buf_init(SHOWN_MAX);
		struct name_parts parts = { 0 };

		make_near(&state, &given);
		make_near(&state, &family);
		parts.given = buf_span(&given);
		parts.family = buf_span(&family);
		if (!parts_are_plain(&parts))
			continue;
		check_plain(&parts);
		plain++;
	}
	cr_expect_gt(plain, (size_t)ROUNDS, "%zu are plain", plain);
}

static double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/*
 * Each of these repeated to half a megabyte: linear, or it would take minutes.
 * The text goes past the pipeline, whose speed is tested with it.
 */
Test(names_properties, long_input_takes_time_in_proportion)
{
	/* clang-format off */
	static const char *const units[] = {
		",", ", ", "; ", "a,", "A B, ", "A, B., ", " and ",
		"x and the ", "x & y ", "(", ")", ") ", "(BBB) ", "a (b) ",
		"((x)) ", "(B)", "(李)", "(B)*", "(1) ", "(ed.)", "*1", "1* ",
		"1950 ", "a@b ", ") x@y ", "van ", "A. ", "A.", "Jr. ", "MD ",
		"Dr. ", "PhD ", "et al. ", "王", "王 ", "与", "、", "y ",
		"The ", "University ", "A, University, ", "·", "a", "ABCD",
		"\xD3\xA7", "z´a", ".*", "[] ", "a\xD3\xA7 ",
	};
	/* clang-format on */

	for (size_t i = 0; i < ARRAY_COUNT(units); i++) {
		SCOPED(buf_release) struct buf raw = buf_init(4 * LONG_BYTES);
		SCOPED(buf_release) struct buf text = buf_init(4 * LONG_BYTES);
		SCOPED(authors_release) struct authors authors = { 0 };
		double start;

		buf_add_text(&raw, "Amy Hill ");
		while (raw.len < LONG_BYTES)
			buf_add_text(&raw, units[i]);
		start = seconds();
		if (!accents_repair(buf_span(&raw), &text))
			buf_add_span(&text, buf_span(&raw));
		lookalikes_repair(&text, 0);
		cr_assert(authors_add_text(&authors, buf_span(&text), false));
		cr_expect_lt(seconds() - start, LONG_SECONDS, "\"%s\": %f s",
			     units[i], seconds() - start);
	}
}

Test(names_properties, a_megabyte_of_commas_is_no_trouble)
{
	static const char *const units[] = { ",", ", ", "a,", "A B, " };

	for (size_t i = 0; i < ARRAY_COUNT(units); i++) {
		SCOPED(buf_release) struct buf raw = buf_init(4 * LONG_BYTES);
		SCOPED(names_release) struct names names = { 0 };
		double start;

		while (raw.len < 2 * LONG_BYTES)
			buf_add_text(&raw, units[i]);
		start = seconds();
		cr_assert_eq(
			names_from_text(buf_span(&raw), &names, NULL, NULL),
			STATUS_OK);
		cr_expect_lt(seconds() - start, LONG_SECONDS, "\"%s\": %f s",
			     units[i], seconds() - start);
	}
}

Test(names_properties, nested_brackets_take_time_in_proportion)
{
	SCOPED(buf_release) struct buf raw = buf_init(2 * LONG_BYTES);
	SCOPED(names_release) struct names names = { 0 };
	double start = seconds();

	for (size_t i = 0; i < LONG_BYTES / 2; i++)
		buf_add_char(&raw, '(');
	buf_add_text(&raw, "Amy Hill");
	for (size_t i = 0; i < LONG_BYTES / 2; i++)
		buf_add_char(&raw, ')');
	cr_assert_eq(names_from_text(buf_span(&raw), &names, NULL, NULL),
		     STATUS_OK);
	cr_expect_lt(seconds() - start, LONG_SECONDS);
}

Test(names_properties, a_hundred_thousand_authors_are_no_trouble)
{
	const size_t count = 100000;
	SCOPED_FREE struct name_parts *parts = calloc(count, sizeof(*parts));
	SCOPED(names_release) struct names names = { 0 };
	double start = seconds();

	cr_assert_not_null(parts);
	for (size_t i = 0; i < count; i++) {
		parts[i].given = span_of("Amy Eve van");
		parts[i].family = span_of(i % 2 ? "HILLMAN"
						: "Gonz\xC3\xA1lez");
	}
	cr_assert_eq(names_from_parts(parts, count, &names, NULL, NULL),
		     STATUS_OK);
	cr_expect_eq(names.count, count);
	cr_expect_lt(seconds() - start, LONG_SECONDS);
}
