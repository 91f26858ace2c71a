/* SPDX-License-Identifier: MIT */
/*
 * The words that tell what a part of a name is.
 *
 * One table sorted by the folded word (lower case, no full stops), searched
 * by halving.  How the word must be written to count is part of its row:
 * "van" is a particle and "Van" is not, "V" is a suffix and "v" is not.
 */
#include "names_rules.h"

#include <stdlib.h>
#include <utf8proc.h>

#include "paperd/scoped.h"

/* Longest folded word looked up, with its NUL. */
#define FOLD_MAX 40

enum spelling {
	SPELLING_ANY,
	SPELLING_LOWER,  /* no capital */
	SPELLING_UPPER,  /* no small letter */
	SPELLING_ROMAN,  /* nor a full stop inside: "I.I." is initials */
	SPELLING_BARE,   /* nor a full stop: with one it is an initial */
	SPELLING_TITLE,  /* two or three capitals only with a full stop behind:
			  * those without are initials */
	SPELLING_DOTTED, /* with full stops: without, those are initials */
};

struct word {
	const char *text;
	unsigned kinds;
	enum spelling spelling;
};

#define PARTICLE(text)                              \
	{                                           \
		text, WORD_PARTICLE, SPELLING_LOWER \
	}
#define SUFFIX(text)                            \
	{                                       \
		text, WORD_SUFFIX, SPELLING_ANY \
	}
#define NUMERAL(text)                             \
	{                                         \
		text, WORD_SUFFIX, SPELLING_ROMAN \
	}
#define TITLE(text)                              \
	{                                        \
		text, WORD_TITLE, SPELLING_TITLE \
	}
#define DEGREE(text)                            \
	{                                       \
		text, WORD_DEGREE, SPELLING_ANY \
	}
#define RANK(text)                            \
	{                                     \
		text, WORD_RANK, SPELLING_ANY \
	}
#define ORG(text)                                     \
	{                                             \
		text, WORD_ORGANISATION, SPELLING_ANY \
	}
#define INST(text)                                                       \
	{                                                                \
		text, WORD_ORGANISATION | WORD_INSTITUTION, SPELLING_ANY \
	}
#define PLACE(text)                                                \
	{                                                          \
		text, WORD_ORGANISATION | WORD_PLACE, SPELLING_ANY \
	}
#define BODY(text)                                                \
	{                                                         \
		text, WORD_ORGANISATION | WORD_BODY, SPELLING_ANY \
	}
#define CONJ(text, spelling)                     \
	{                                        \
		text, WORD_CONJUNCTION, spelling \
	}

/* clang-format off */
static const struct word words[] = {
	CONJ("&", SPELLING_ANY), PARTICLE("'t"), SUFFIX("2nd"), SUFFIX("3rd"),
	PLACE("academia"), PLACE("academies"), PLACE("academy"),
	PLACE("académie"), RANK("adjunct"), PARTICLE("af"), ORG("agency"),
	PLACE("akademie"), PARTICLE("al"), ORG("alliance"),
	CONJ("and", SPELLING_ANY), ORG("archiv"), ORG("archive"),
	ORG("archives"), ORG("asociación"), RANK("assistant"), TITLE("assoc"),
	RANK("associate"), ORG("association"), ORG("associazione"),
	ORG("associação"), TITLE("asst"), PARTICLE("auf"), ORG("authority"),
	PARTICLE("ben"), ORG("biblioteca"), ORG("bibliothek"),
	ORG("bibliothèque"), PARTICLE("bin"), ORG("board"), DEGREE("bsc"),
	PLACE("center"), PLACE("centers"), PLACE("centre"), PLACE("centres"),
	PLACE("centro"), PLACE("clinic"), ORG("coalition"),
	BODY("collaboration"), BODY("collaborations"), BODY("collaborators"),
	PLACE("college"), ORG("comisión"), BODY("comitato"), BODY("comité"),
	ORG("commission"), BODY("committee"), ORG("company"), BODY("consortia"),
	BODY("consortium"), ORG("corp"), ORG("corporation"), ORG("council"),
	PARTICLE("da"), PARTICLE("dal"), PARTICLE("dalla"), PARTICLE("das"),
	PARTICLE("de"), PARTICLE("degli"), PARTICLE("dei"), PARTICLE("del"),
	PARTICLE("della"), PARTICLE("delle"), PARTICLE("dello"),
	PARTICLE("den"), INST("departamento"), INST("department"), INST("dept"),
	PARTICLE("der"), PARTICLE("des"), PARTICLE("di"), INST("dipartimento"),
	PARTICLE("do"), PARTICLE("dos"), DEGREE("dphil"), TITLE("dr"),
	DEGREE("dsc"), PARTICLE("du"), INST("département"), PARTICLE("el"),
	RANK("emerita"), RANK("emeritus"), INST("escola"), INST("escuela"),
	CONJ("et", SPELLING_LOWER), INST("facoltà"), INST("faculdade"),
	INST("facultad"), INST("faculty"), INST("faculté"), INST("fakultas"),
	INST("fakultät"), ORG("federación"), ORG("federation"), RANK("fellow"),
	ORG("fondation"), ORG("fondazione"), ORG("foundation"),
	ORG("fundación"), ORG("fundação"), ORG("fédération"),
	ORG("gesellschaft"), ORG("gmbh"), BODY("group"), PLACE("hochschule"),
	INST("hospital"), INST("hôpital"), PARTICLE("ibn"), NUMERAL("ii"),
	NUMERAL("iii"), ORG("inc"), ORG("initiative"), PLACE("institut"),
	PLACE("institute"), PLACE("institutes"), PLACE("institution"),
	PLACE("instituto"), PLACE("instytut"), BODY("investigators"),
	PLACE("istituto"), NUMERAL("iv"), SUFFIX("jnr"), SUFFIX("jr"),
	ORG("kommission"), PLACE("krankenhaus"), PARTICLE("la"),
	PLACE("laboratoire"), PLACE("laboratories"), PLACE("laboratorio"),
	PLACE("laboratory"), PARTICLE("las"), PARTICLE("le"), PARTICLE("les"),
	ORG("library"), ORG("llc"), PARTICLE("lo"), PARTICLE("los"), ORG("ltd"),
	{ "md", WORD_DEGREE, SPELLING_UPPER }, ORG("ministerio"),
	ORG("ministerium"), ORG("ministry"), ORG("ministère"),
	ORG("ministério"), DEGREE("mph"), TITLE("mr"), TITLE("mrs"),
	TITLE("ms"), DEGREE("msc"), ORG("museo"), ORG("museu"), ORG("museum"),
	ORG("musée"), ORG("network"), ORG("observatory"),
	CONJ("och", SPELLING_LOWER), ORG("office"), ORG("offices"),
	CONJ("og", SPELLING_LOWER), PARTICLE("op"), ORG("organisation"),
	ORG("organización"), ORG("organization"), ORG("panel"),
	ORG("partnership"), DEGREE("phd"), TITLE("prof"),
	{ "professor", WORD_TITLE | WORD_RANK, SPELLING_ANY }, ORG("program"),
	ORG("programme"), ORG("programs"), ORG("project"), ORG("publishers"),
	ORG("publishing"), ORG("registry"), RANK("research"), INST("school"),
	ORG("secretariat"), ORG("service"), ORG("services"), TITLE("sir"),
	{ "sj", WORD_SUFFIX, SPELLING_DOTTED }, SUFFIX("snr"), ORG("sociedad"),
	ORG("sociedade"), ORG("society"), ORG("società"), ORG("société"),
	SUFFIX("sr"), ORG("staff"), ORG("stiftung"), RANK("student"),
	BODY("subcommittee"), BODY("subgroup"), ORG("support"), ORG("survey"),
	PARTICLE("te"), BODY("team"), PARTICLE("ten"), PARTICLE("ter"),
	BODY("trialists"), CONJ("und", SPELLING_LOWER), ORG("union"),
	INST("univ"), INST("universidad"), INST("universidade"),
	INST("universitaet"), INST("universitas"), INST("universitat"),
	INST("universitatea"), INST("universiteit"), INST("universitet"),
	INST("universities"), INST("university"), INST("università"),
	INST("universität"), INST("université"), INST("univerzita"),
	INST("uniwersytet"), { "v", WORD_SUFFIX, SPELLING_BARE },
	PARTICLE("van"), CONJ("ve", SPELLING_LOWER), ORG("verband"),
	ORG("verein"), PARTICLE("vom"), PARTICLE("von"), BODY("workgroup"),
	CONJ("y", SPELLING_LOWER), PLACE("zentrum"), PARTICLE("zu"),
	PARTICLE("zum"), PARTICLE("zur"), INST("école"), INST("üniversitesi"),
	PLACE("академия"), ORG("библиотека"), INST("больница"),
	CONJ("и", SPELLING_LOWER), PLACE("институт"), INST("кафедра"),
	PLACE("лаборатория"), ORG("министерство"), ORG("общество"),
	INST("университет"), INST("факультет"), PLACE("центр"),
};

static const char *const roles[] = {
	"author", "authors", "co-author", "co-editor", "co-investigator",
	"compiler", "composer", "contact person", "contact",
	"corresponding author", "data collector", "data curator",
	"data manager", "depositor", "director", "ed", "editor",
	"editor-in-chief", "editors", "eds", "fotograf", "fotógrafo",
	"guest editor", "hrsg", "illustrator", "interviewer", "investigator",
	"leader", "manager", "managing editor", "photographe", "photographer",
	"primary investigator", "principal investigator", "project director",
	"project leader", "project manager", "project member", "researcher",
	"rights holder", "series editor", "supervisor", "translator",
	"work package leader",
};
/* clang-format on */

/* Punctuation that may touch a word without being part of it. */
static bool is_edge(char c)
{
	return c && strchr("()[]<>{}\",:;", c);
}

static struct span edges_cut(struct span word)
{
	while (word.len && is_edge(word.at[0]))
		word = span_slice(word, 1, word.len);
	while (word.len && is_edge(word.at[word.len - 1]))
		word.len--;
	return word;
}

static uint32_t fold_code(uint32_t code)
{
	if (code < 0x80)
		return (uint32_t)(unsigned char)ascii_lower((char)code);
	if (code == 0x2019)
		return '\'';
	return (uint32_t)utf8proc_tolower((int32_t)code);
}

/* Lower case, no full stops, a straight apostrophe; "" when too long. */
static void fold(struct span word, char out[FOLD_MAX])
{
	size_t len = 0;

	while (word.len && len + 4 < FOLD_MAX) {
		uint32_t code = letter_next(&word);

		if (code != '.')
			len += utf8_encode(fold_code(code), out + len);
	}
	out[word.len ? 0 : len] = '\0';
}

static bool spelled(enum spelling spelling, struct span word)
{
	size_t upper = letters_upper(word);
	size_t dots = 0;

	for (size_t i = 0; i < word.len; i++)
		dots += word.at[i] == '.';
	switch (spelling) {
	case SPELLING_LOWER:
		return !upper && !dots;
	case SPELLING_UPPER:
		return upper + dots == word.len;
	case SPELLING_ROMAN:
		return upper + (word.at[word.len - 1] == '.') == word.len;
	case SPELLING_BARE:
		return upper == word.len;
	case SPELLING_TITLE:
		return upper < 2 || upper > 3 ||
		       (dots == 1 && word.at[word.len - 1] == '.');
	case SPELLING_DOTTED:
		return dots;
	default:
		return true;
	}
}

static int compare(const void *key, const void *row)
{
	return strcmp(key, ((const struct word *)row)->text);
}

unsigned word_kinds(struct span word)
{
	char folded[FOLD_MAX];
	const struct word *found;

	word = edges_cut(word);
	if (!word.len || word.len >= FOLD_MAX)
		return 0;
	fold(word, folded);
	found = bsearch(folded, words, ARRAY_COUNT(words), sizeof(words[0]),
			compare);
	return found && spelled(found->spelling, word) ? found->kinds : 0;
}

bool word_is_surname(struct span word)
{
	static const char *const surnames[] = {
		"school", "staff", "college", "union", "center",
	};

	for (size_t i = 0; i < ARRAY_COUNT(surnames); i++)
		if (span_is_nocase(word, surnames[i]))
			return true;
	return false;
}

bool word_is_capital_particle(struct span word)
{
	static const char *const particles[] = {
		"Van", "Von", "De", "Da", "Di", "Den", "Der", "Op", "Auf",
	};

	for (size_t i = 0; i < ARRAY_COUNT(particles); i++)
		if (span_is(word, particles[i]))
			return true;
	return false;
}

/* How much deeper in brackets the text is after a word. */
static long depth_change(struct span word)
{
	long depth = 0;

	for (size_t i = 0; i < word.len; i++) {
		depth += word.at[i] == '(' || word.at[i] == '[';
		depth -= word.at[i] == ')' || word.at[i] == ']';
	}
	return depth;
}

unsigned words_kinds(struct span text)
{
	bool hides = brackets_match(text);
	unsigned kinds = 0;
	long depth = 0;
	struct span word;

	while (word_next(&text, &word)) {
		bool inside = hides && (depth > 0 || word.at[0] == '(' ||
					word.at[0] == '[');

		depth += depth_change(word);
		if (!inside)
			kinds |= word_kinds(word);
	}
	return kinds;
}

bool word_next(struct span *rest, struct span *ret_word)
{
	while (rest->len && rest->at[0] == ' ')
		*rest = span_slice(*rest, 1, rest->len);
	return rest->len && span_next(rest, ' ', ret_word);
}

/* The index of the last word; its bytes are looked at and no more. */
static size_t last_word_start(struct span text)
{
	size_t at = text.len;

	while (at && text.at[at - 1] != ' ')
		at--;
	return at;
}

bool word_last(struct span *rest, struct span *ret_word)
{
	struct span text = span_trim(*rest);
	size_t start = last_word_start(text);

	*rest = text;
	if (!text.len)
		return false;
	*ret_word = span_slice(text, start, text.len);
	*rest = span_trim(span_slice(text, 0, start));
	return true;
}

bool word_is_single(struct span text)
{
	return last_word_start(span_trim(text)) == 0;
}

bool role_is(struct span value)
{
	char folded[FOLD_MAX];

	value = edges_cut(span_trim(value));
	if (!value.len || value.len >= FOLD_MAX)
		return false;
	fold(value, folded);
	for (size_t i = 0; i < ARRAY_COUNT(roles); i++)
		if (strcmp(folded, roles[i]) == 0)
			return true;
	return false;
}
