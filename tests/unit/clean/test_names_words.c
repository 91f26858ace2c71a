/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "../../../server/clean/names/names_rules.h"
#include "paperd/clean.h"
#include "paperd/scoped.h"

struct row {
	const char *word;
	unsigned kinds;
};

static void check(const char *const *words, size_t count, unsigned kind)
{
	for (size_t i = 0; i < count; i++)
		cr_expect(word_kinds(span_of(words[i])) & kind,
			  "%s is not of kind %u", words[i], kind);
}

/* clang-format off */
static const char *const particles[] = {
	"af", "al", "auf", "ben", "bin", "da", "dal", "de", "degli", "dei",
	"del", "della", "den", "der", "des", "di", "do", "dos", "du", "el",
	"ibn", "la", "las", "le", "les", "lo", "los", "op", "'t", "’t", "te",
	"ten", "ter", "van", "vom", "von", "zu", "zum", "zur",
};

static const char *const organisations[] = {
	"University", "Universität", "UNIVERSITÄT", "université",
	"universidad", "universidade", "università", "institute", "institut",
	"instituto", "college", "school", "faculty", "department", "hospital",
	"clinic", "center", "centre", "centro", "zentrum", "laboratory",
	"academy", "group", "consortium", "collaboration", "committee",
	"commission", "council", "network", "team", "staff", "support",
	"service", "services", "office", "ministry", "agency", "association",
	"society", "foundation", "federation", "union", "organization",
	"organisation", "initiative", "project", "programme", "library",
	"museum", "company", "Ltd", "Ltd.", "Inc", "(Inc.)", "GmbH", "LLC",
	"Corp.",
};

static const char *const roles[] = {
	"investigator", "Primary Investigator", "principal investigator",
	"co-investigator", "photographer", "Fotograf", "photographe",
	"fotógrafo", "author", "editor", "ed.", "eds.", "hrsg.", "translator",
	"illustrator", "compiler", "composer", "director", "interviewer",
	"project manager", "manager", "project leader", "leader", "contact",
	"data curator", "(Editor)",
};

static const struct row spellings[] = {
	{ "Van", 0 }, { "VAN", 0 }, { "V", WORD_SUFFIX }, { "v", 0 },
	{ "III", WORD_SUFFIX }, { "Iii", 0 }, { "jr.", WORD_SUFFIX },
	{ "S.J.", WORD_SUFFIX }, { "SJ", 0 }, { "Dr.", WORD_TITLE },
	{ "MS", 0 }, { "Ms", WORD_TITLE }, { "PROF", WORD_TITLE },
	{ "MD", WORD_DEGREE }, { "M.D.", WORD_DEGREE }, { "Md.", 0 },
	{ "Ph.D.", WORD_DEGREE }, { "and", WORD_CONJUNCTION },
	{ "y", WORD_CONJUNCTION }, { "Y", 0 }, { "Schooler", 0 },
	{ "", 0 }, { "...", 0 },
};

static const struct row initials[] = {
	{ "J", 1 }, { "JA", 1 }, { "JÅØ", 1 }, { "JASM", 0 }, { "J.", 1 },
	{ "J.-P.", 1 }, { "J-P", 1 }, { "A.B.C.D.", 1 }, { "Yu.", 1 },
	{ "Yu", 0 }, { "Smith", 0 }, { "j.", 0 }, { ".", 0 }, { "", 0 },
	{ "Н.А.", 1 }, { "王", 0 },
};
/* clang-format on */

Test(names_words, knows_every_word_of_its_table)
{
	check(particles, ARRAY_COUNT(particles), WORD_PARTICLE);
	check(organisations, ARRAY_COUNT(organisations), WORD_ORGANISATION);
}

Test(names_words, knows_roles_however_written)
{
	for (size_t i = 0; i < ARRAY_COUNT(roles); i++)
		cr_expect(role_is(span_of(roles[i])), "%s is a role", roles[i]);
	cr_expect_not(role_is(span_of("Editors Hill")));
}

Test(names_words, spelling_decides)
{
	for (size_t i = 0; i < ARRAY_COUNT(spellings); i++)
		cr_expect_eq(word_kinds(span_of(spellings[i].word)),
			     spellings[i].kinds, "%s", spellings[i].word);
}

Test(names_words, initials_are_capitals)
{
	for (size_t i = 0; i < ARRAY_COUNT(initials); i++)
		cr_expect_eq(initials_are(span_of(initials[i].word)),
			     initials[i].kinds, "%s", initials[i].word);
}

Test(names_words, brackets_hide_words)
{
	cr_expect_eq(words_kinds(span_of("Hill (Ulm University) x")), 0);
	cr_expect(words_kinds(span_of("(x) University")) & WORD_INSTITUTION);
}

/* The road past the text pipeline must give what the pipeline gives. */
Test(names_words, plain_parts_need_no_pipeline)
{
	static const char *const parts[] = {
		"Hill", "de la Hill", "A. B.", "O'Hill-Ros", "Hill, Jr.",
		"Na",   "null",       "None",  "unknown",    "-",
		".",    "n.a.",       "NA",    "al.",
	};

	for (size_t i = 0; i < ARRAY_COUNT(parts); i++) {
		SCOPED(buf_release) struct buf ours = buf_init(100);
		SCOPED(buf_release) struct buf theirs = buf_init(100);
		struct span part = span_of(parts[i]);

		cr_expect_eq(part_clean(part, &ours, NULL),
			     clean_plain(part, &theirs, NULL), "%s", parts[i]);
		cr_expect_str_eq(buf_text(&ours), buf_text(&theirs));
	}
}
