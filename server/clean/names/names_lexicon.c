/* SPDX-License-Identifier: MIT */
/*
 * One list of words for each first letter.  Nearly all words of names are in
 * none; that shows by comparing a few lengths.
 */
#include "names_lexicon.h"

#include "paperd/scoped.h"

struct list {
	const struct word *words;
	size_t count;
};

/* clang-format off */
#define WORD(text, kinds, spelling) { text, sizeof(text) - 1, spelling, kinds }
#define PARTICLE(text) WORD(text, WORD_PARTICLE, SPELLING_LOWER)
#define SUFFIX(text) WORD(text, WORD_SUFFIX, SPELLING_ANY)
#define NUMERAL(text) WORD(text, WORD_SUFFIX, SPELLING_ROMAN)
#define TITLE(text) WORD(text, WORD_TITLE, SPELLING_TITLE)
#define DEGREE(text) WORD(text, WORD_DEGREE, SPELLING_ANY)
#define RANK(text) WORD(text, WORD_RANK, SPELLING_ANY)
#define ORG(text) WORD(text, WORD_ORGANISATION, SPELLING_ANY)
#define INST(text) WORD(text, WORD_ORGANISATION | WORD_INSTITUTION, SPELLING_ANY)
#define PLACE(text) WORD(text, WORD_ORGANISATION | WORD_PLACE, SPELLING_ANY)
#define BODY(text) WORD(text, WORD_ORGANISATION | WORD_BODY, SPELLING_ANY)
#define CONJ(text, spelling) WORD(text, WORD_CONJUNCTION, spelling)
#define LIST(words) { words, ARRAY_COUNT(words) }

static const struct word words_a[] = {
	PLACE("academia"), PLACE("academies"), PLACE("academy"),
	PLACE("académie"), RANK("adjunct"), PARTICLE("af"), ORG("agency"),
	PLACE("akademie"), PARTICLE("al"), ORG("alliance"),
	CONJ("and", SPELLING_ANY), ORG("archiv"), ORG("archive"),
	ORG("archives"), ORG("asociación"), RANK("assistant"), TITLE("assoc"),
	RANK("associate"), ORG("association"), ORG("associazione"),
	ORG("associação"), TITLE("asst"), PARTICLE("auf"), ORG("authority"),
};
static const struct word words_b[] = {
	PARTICLE("ben"), ORG("biblioteca"), ORG("bibliothek"),
	ORG("bibliothèque"), PARTICLE("bin"), ORG("board"), DEGREE("bsc"),
};
static const struct word words_c[] = {
	PLACE("center"), PLACE("centers"), PLACE("centre"), PLACE("centres"),
	PLACE("centro"), PLACE("clinic"), ORG("coalition"),
	BODY("collaboration"), BODY("collaborations"), BODY("collaborators"),
	PLACE("college"), ORG("comisión"), BODY("comitato"), BODY("comité"),
	ORG("commission"), BODY("committee"), ORG("company"), BODY("consortia"),
	BODY("consortium"), ORG("corp"), ORG("corporation"), ORG("council"),
};
static const struct word words_d[] = {
	PARTICLE("da"), PARTICLE("dal"), PARTICLE("dalla"), PARTICLE("das"),
	PARTICLE("de"), PARTICLE("degli"), PARTICLE("dei"), PARTICLE("del"),
	PARTICLE("della"), PARTICLE("delle"), PARTICLE("dello"),
	PARTICLE("den"), INST("departamento"), INST("department"), INST("dept"),
	PARTICLE("der"), PARTICLE("des"), PARTICLE("di"), INST("dipartimento"),
	PARTICLE("do"), PARTICLE("dos"), DEGREE("dphil"), TITLE("dr"),
	DEGREE("dsc"), PARTICLE("du"), INST("département"),
};
static const struct word words_e[] = {
	PARTICLE("el"), RANK("emerita"), RANK("emeritus"), INST("escola"),
	INST("escuela"), CONJ("et", SPELLING_LOWER),
};
static const struct word words_f[] = {
	INST("facoltà"), INST("faculdade"), INST("facultad"), INST("faculty"),
	INST("faculté"), INST("fakultas"), INST("fakultät"), ORG("federación"),
	ORG("federation"), RANK("fellow"), ORG("fondation"), ORG("fondazione"),
	ORG("foundation"), ORG("fundación"), ORG("fundação"), ORG("fédération"),
};
static const struct word words_g[] = {
	ORG("gesellschaft"), ORG("gmbh"), BODY("group"),
};
static const struct word words_h[] = {
	PLACE("hochschule"), INST("hospital"), INST("hôpital"),
};
static const struct word words_i[] = {
	PARTICLE("ibn"), NUMERAL("ii"), NUMERAL("iii"), ORG("inc"),
	ORG("initiative"), PLACE("institut"), PLACE("institute"),
	PLACE("institutes"), PLACE("institution"), PLACE("instituto"),
	PLACE("instytut"), BODY("investigators"), PLACE("istituto"),
	NUMERAL("iv"),
};
static const struct word words_j[] = {
	SUFFIX("jnr"), SUFFIX("jr"),
};
static const struct word words_k[] = {
	ORG("kommission"), PLACE("krankenhaus"),
};
static const struct word words_l[] = {
	PARTICLE("la"), PLACE("laboratoire"), PLACE("laboratories"),
	PLACE("laboratorio"), PLACE("laboratory"), PARTICLE("las"),
	PARTICLE("le"), PARTICLE("les"), ORG("library"), ORG("llc"),
	PARTICLE("lo"), PARTICLE("los"), ORG("ltd"),
};
static const struct word words_m[] = {
	WORD("md", WORD_DEGREE, SPELLING_UPPER), ORG("ministerio"),
	ORG("ministerium"), ORG("ministry"), ORG("ministère"),
	ORG("ministério"), DEGREE("mph"), TITLE("mr"), TITLE("mrs"),
	TITLE("ms"), DEGREE("msc"), ORG("museo"), ORG("museu"), ORG("museum"),
	ORG("musée"),
};
static const struct word words_n[] = {
	ORG("network"),
};
static const struct word words_o[] = {
	ORG("observatory"), CONJ("och", SPELLING_LOWER), ORG("office"),
	ORG("offices"), CONJ("og", SPELLING_LOWER), PARTICLE("op"),
	ORG("organisation"), ORG("organización"), ORG("organization"),
};
static const struct word words_p[] = {
	ORG("panel"), ORG("partnership"), DEGREE("phd"), TITLE("prof"),
	WORD("professor", WORD_TITLE | WORD_RANK, SPELLING_ANY), ORG("program"),
	ORG("programme"), ORG("programs"), ORG("project"), ORG("publishers"),
	ORG("publishing"),
};
static const struct word words_r[] = {
	ORG("registry"), RANK("research"),
};
static const struct word words_s[] = {
	INST("school"), ORG("secretariat"), ORG("service"), ORG("services"),
	TITLE("sir"), WORD("sj", WORD_SUFFIX, SPELLING_DOTTED), SUFFIX("snr"),
	ORG("sociedad"), ORG("sociedade"), ORG("society"), ORG("società"),
	ORG("société"), SUFFIX("sr"), ORG("staff"), ORG("stiftung"),
	RANK("student"), BODY("subcommittee"), BODY("subgroup"), ORG("support"),
	ORG("survey"),
};
static const struct word words_t[] = {
	PARTICLE("te"), BODY("team"), PARTICLE("ten"), PARTICLE("ter"),
	BODY("trialists"),
};
static const struct word words_u[] = {
	CONJ("und", SPELLING_LOWER), ORG("union"), INST("univ"),
	INST("universidad"), INST("universidade"), INST("universitaet"),
	INST("universitas"), INST("universitat"), INST("universitatea"),
	INST("universiteit"), INST("universitet"), INST("universities"),
	INST("university"), INST("università"), INST("universität"),
	INST("université"), INST("univerzita"), INST("uniwersytet"),
};
static const struct word words_v[] = {
	WORD("v", WORD_SUFFIX, SPELLING_BARE), PARTICLE("van"),
	CONJ("ve", SPELLING_LOWER), ORG("verband"), ORG("verein"),
	PARTICLE("vom"), PARTICLE("von"),
};
static const struct word words_w[] = {
	BODY("workgroup"),
};
static const struct word words_y[] = {
	CONJ("y", SPELLING_LOWER),
};
static const struct word words_z[] = {
	PLACE("zentrum"), PARTICLE("zu"), PARTICLE("zum"), PARTICLE("zur"),
};
static const struct word words_other[] = {
	CONJ("&", SPELLING_ANY), PARTICLE("'t"), SUFFIX("2nd"), SUFFIX("3rd"),
	INST("école"), INST("üniversitesi"), PLACE("академия"),
	ORG("библиотека"), INST("больница"), CONJ("и", SPELLING_LOWER),
	PLACE("институт"), INST("кафедра"), PLACE("лаборатория"),
	ORG("министерство"), ORG("общество"), INST("университет"),
	INST("факультет"), PLACE("центр"),
};

/* From a to z, and all others. */
static const struct list lists[] = {
	LIST(words_a), LIST(words_b), LIST(words_c),
	LIST(words_d), LIST(words_e), LIST(words_f),
	LIST(words_g), LIST(words_h), LIST(words_i),
	LIST(words_j), LIST(words_k), LIST(words_l),
	LIST(words_m), LIST(words_n), LIST(words_o),
	LIST(words_p), { NULL, 0 }, LIST(words_r),
	LIST(words_s), LIST(words_t), LIST(words_u),
	LIST(words_v), LIST(words_w), { NULL, 0 },
	LIST(words_y), LIST(words_z), LIST(words_other),
};

static const struct span roles[] = {
	SPAN("author"), SPAN("authors"), SPAN("co-author"), SPAN("co-editor"),
	SPAN("co-investigator"), SPAN("compiler"), SPAN("composer"),
	SPAN("contact person"), SPAN("contact"), SPAN("corresponding author"),
	SPAN("data collector"), SPAN("data curator"), SPAN("data manager"),
	SPAN("depositor"), SPAN("director"), SPAN("ed"), SPAN("editor"),
	SPAN("editor-in-chief"), SPAN("editors"), SPAN("eds"), SPAN("fotograf"),
	SPAN("fotógrafo"), SPAN("guest editor"), SPAN("hrsg"),
	SPAN("illustrator"), SPAN("interviewer"), SPAN("investigator"),
	SPAN("leader"), SPAN("manager"), SPAN("managing editor"),
	SPAN("photographe"), SPAN("photographer"), SPAN("primary investigator"),
	SPAN("principal investigator"), SPAN("project director"),
	SPAN("project leader"), SPAN("project manager"), SPAN("project member"),
	SPAN("researcher"), SPAN("rights holder"), SPAN("series editor"),
	SPAN("supervisor"), SPAN("translator"), SPAN("work package leader"),
};
/* clang-format on */

static const struct list *list_of(char first)
{
	return &lists[ascii_is_lower((unsigned char)first)
			      ? (size_t)(first - 'a')
			      : ARRAY_COUNT(lists) - 1];
}

const struct word *lexicon_find(struct span folded)
{
	const struct list *list;

	if (!folded.len)
		return NULL;
	list = list_of(folded.at[0]);
	for (size_t i = 0; i < list->count; i++)
		if (list->words[i].len == folded.len &&
		    !memcmp(list->words[i].text, folded.at, folded.len))
			return &list->words[i];
	return NULL;
}

bool lexicon_is_role(struct span folded)
{
	for (size_t i = 0; i < ARRAY_COUNT(roles); i++)
		if (roles[i].len == folded.len &&
		    !memcmp(roles[i].at, folded.at, folded.len))
			return true;
	return false;
}
