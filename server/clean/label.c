/* SPDX-License-Identifier: MIT */
/*
 * Words that head an abstract or a section of it, in the languages that are
 * common.  A word counts without regard to case, but its first letter has to
 * be a capital where the script has them.
 */
#include "abstract_stages.h"

#include "paperd/scoped.h"
#include "text_stages.h"

#include <utf8proc.h>

static const struct {
	const char *text;
	const char *lang;
} headings[] = {
	{ "abstract", "en" },
	{ "summary", "en" },
	{ "synopsis", "en" },
	{ "resumen", "es" },
	{ "resumo", "pt" },
	{ "résumé", "fr" },
	{ "zusammenfassung", "de" },
	{ "riassunto", "it" },
	{ "аннотация", "ru" },
	{ "摘要", "zh" },
	{ "要旨", "ja" },
	{ "초록", "ko" },
};

/* Second words of terms that begin with "Abstract". */
static const char *const terms[] = {
	"meaning",       "interpretation", "syntax",   "algebra",
	"data",          "argumentation",  "art",      "expressionism",
	"expressionist", "algebraic",      "concept",  "concepts",
	"reasoning",     "thinking",       "painting", "harmonic",
	"homotopy",      "state",          "nonsense", "machine",
	"machines",      "objects",        "entities", "ideas",
};

/* Sorted by their bytes. */
/* clang-format off */
static const char *const labels[] = {
	"advances", "aim", "aims", "analysis", "antecedentes", "application",
	"applications", "approach", "article type", "author's conclusions",
	"authors' conclusions", "background", "but", "case",
	"case presentation", "case report", "clinical relevance",
	"clinical significance", "clinical trial registration", "conclusion",
	"conclusiones", "conclusioni", "conclusions",
	"conclusions and relevance", "conclusión", "conclusão", "conclusões",
	"context", "contexte", "contexto", "data", "data collection",
	"data extraction", "data source", "data sources", "data synthesis",
	"design", "design/methodology/approach", "discusión", "discussion",
	"discussão", "diskussion", "einleitung", "eligibility criteria",
	"ergebnis", "ergebnisse", "ethics", "ethics and dissemination",
	"evidence acquisition", "evidence synthesis", "exposure", "exposures",
	"fazit", "finding", "findings", "fragestellung", "fundamento",
	"funding", "goal", "goals", "hintergrund", "hypothesis",
	"implications", "importance", "improvements", "inclusion criteria",
	"interpretation", "intervention", "interventions", "introducción",
	"introduction", "introdução", "key findings", "key words", "keywords",
	"level of evidence", "levels of evidence", "limitations",
	"main findings", "main outcome", "main outcome measure",
	"main outcome measures", "main outcomes", "main outcomes and measures",
	"main results", "materiais e métodos", "material",
	"material e métodos", "material und methoden", "material y métodos",
	"materiales y métodos", "materials", "materials and methods",
	"matériel et méthodes", "matériels et méthodes", "measurements",
	"measures", "method", "methode", "methoden", "methodik", "methodology",
	"methods", "methods and findings", "metodi", "metodologia",
	"metodología", "motivation", "méthode", "méthodes", "método",
	"métodos", "novelty", "obiettivi", "obiettivo", "objectif",
	"objectifs", "objective", "objectives", "objetivo", "objetivos",
	"observations", "originality", "originality/value", "outcome",
	"outcome measures", "outcomes", "pacientes y métodos", "participant",
	"participants", "patienten", "patienten und methoden", "patients",
	"patients et méthodes", "perspective", "perspectives",
	"plain language summary", "population", "practical implications",
	"practice", "primary outcome", "primary outcomes", "problem",
	"procedure", "procedures", "purpose", "purpose of review", "question",
	"rationale", "recent findings", "recommendations", "registration",
	"relevance", "research implications", "research limitations",
	"research question", "result", "resultado", "resultados", "results",
	"review methods", "risultati", "résultat", "résultats", "sample",
	"schlussfolgerung", "schlussfolgerungen", "scope", "search methods",
	"search strategy", "selection criteria", "setting", "settings",
	"significance", "social implications", "sources of funding",
	"statistical analysis", "strengths and limitations", "study design",
	"study registration", "study selection", "study setting", "subjects",
	"systematic review registration", "trial design", "trial registration",
	"trial registration number", "type of study", "value", "ziel", "ziele",
	"zielsetzung", "введение", "выводы", "заключение",
	"материалы и методы", "методы", "обсуждение", "результаты", "цель",
	"对象", "対象", "対象と方法", "方法", "材料与方法", "目的", "結果", "結論", "结果", "结论",
	"考察", "背景", "讨论",
};
/* clang-format on */

static uint32_t lower(uint32_t code)
{
	if (code < 0x80)
		return (uint32_t)(unsigned char)ascii_lower((char)code);
	return (uint32_t)utf8proc_tolower((utf8proc_int32_t)code);
}

/* The bytes of text that are this word but for case; 0: it does not begin
 * so.  word is in lower case. */
static size_t match_word(struct span text, const char *word)
{
	struct span rest = span_of(word);
	size_t at = 0;

	while (rest.len) {
		uint32_t want = 0, got = 0;
		size_t step = utf8_decode(span_slice(text, at, text.len), &got);

		if (!step)
			return 0;
		rest = span_slice(rest, utf8_decode(rest, &want), rest.len);
		if (lower(got) != want)
			return 0;
		at += step;
	}
	return at;
}

static bool begins_upper(struct span text)
{
	uint32_t code = code_at(text, 0);

	return code_is_letter(code) && !code_is_lower(code);
}

size_t heading_match(struct span text, const char **ret_lang)
{
	if (!begins_upper(text))
		return 0;
	for (size_t i = 0; i < ARRAY_COUNT(headings); i++) {
		size_t len = match_word(text, headings[i].text);

		if (!len)
			continue;
		*ret_lang = headings[i].lang;
		return len;
	}
	return 0;
}

/* The bytes of punctuation after a heading or label, blanks among it. */
static size_t skip_signs(struct span text)
{
	static const char *const signs[] = { ".", ":", "—", "–", "：" };
	size_t at = 0;
	bool more = true;

	while (more) {
		more = false;
		while (at < text.len && (unsigned char)text.at[at] <= ' ')
			at++;
		for (size_t i = 0; i < ARRAY_COUNT(signs); i++) {
			size_t len = strlen(signs[i]);

			if (text.len - at < len ||
			    memcmp(text.at + at, signs[i], len) != 0)
				continue;
			at += len;
			more = true;
		}
	}
	return at;
}

bool heading_is(struct span text, const char **ret_lang)
{
	size_t len = heading_match(text, ret_lang);

	return len &&
	       len + skip_signs(span_slice(text, len, text.len)) == text.len;
}

bool heading_is_term(struct span next)
{
	for (size_t i = 0; i < ARRAY_COUNT(terms); i++) {
		size_t len = match_word(next, terms[i]);

		if (len && !code_is_letter(code_at(next, len)))
			return true;
	}
	return false;
}

/* The index of the first label whose first byte is not below c. */
static size_t first_label(unsigned char c)
{
	size_t low = 0, high = ARRAY_COUNT(labels);

	while (low < high) {
		size_t middle = (low + high) / 2;

		if ((unsigned char)labels[middle][0] < c)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The longest single label that text begins with. */
static size_t match_one(struct span text)
{
	size_t longest = 0;
	char first[4];

	utf8_encode(lower(code_at(text, 0)), first);
	for (size_t i = first_label((unsigned char)first[0]);
	     i < ARRAY_COUNT(labels) && labels[i][0] == first[0]; i++) {
		size_t len = match_word(text, labels[i]);

		if (len > longest)
			longest = len;
	}
	return longest;
}

/* The bytes of a word that joins two labels, blanks included. */
static size_t match_joint(struct span text)
{
	static const char *const joints[] = { " and ", " & ",  "/",   ", ",
					      " und ", " et ", " y ", " e " };

	for (size_t i = 0; i < ARRAY_COUNT(joints); i++)
		if (span_starts_nocase(text, joints[i]))
			return strlen(joints[i]);
	return 0;
}

size_t label_match(struct span text)
{
	size_t len = begins_upper(text) ? match_one(text) : 0;

	while (len) {
		struct span rest = span_slice(text, len, text.len);
		size_t joint = match_joint(rest);
		size_t next = joint ? match_one(
					      span_slice(rest, joint, rest.len))
				    : 0;

		if (!next)
			break;
		len += joint + next;
	}
	return len;
}

/* Is a letter in capitals followed by one in lower case at the start? */
static bool begins_word(struct span text)
{
	uint32_t first = code_at(text, 0);
	char bytes[4];

	return code_is_upper(first) &&
	       code_is_lower(code_at(text, utf8_encode(first, bytes)));
}

static bool is_all_upper(struct span text)
{
	for (size_t i = 0; i < text.len; i++)
		if (ascii_is_lower(text.at[i]))
			return false;
	return true;
}

/* The label between the marks of an inline element at the start of text. */
static struct label read_run_in(struct span text)
{
	const char *close = memchr(text.at, MARK_CLOSE, text.len);
	struct label label = { 0 };
	struct span inner;
	size_t len, end;

	if (!close)
		return label;
	end = (size_t)(close - text.at);
	inner = span_trim(span_slice(text, 1, end));
	len = label_match(inner);
	if (!len ||
	    len + skip_signs(span_slice(inner, len, inner.len)) != inner.len)
		return label;
	label.text = span_slice(inner, 0, len);
	label.len = end + 1;
	label.len += skip_signs(span_slice(text, label.len, text.len));
	label.sign = LABEL_SURE;
	return label;
}

/* What the characters after a label say of it. */
static enum label_sign sign_of(struct span label, struct span rest)
{
	size_t blanks = 0;

	while (blanks < rest.len && (unsigned char)rest.at[blanks] <= ' ')
		blanks++;
	if (blanks < rest.len &&
	    (rest.at[blanks] == ':' || code_at(rest, blanks) == 0xFF1A))
		return LABEL_SURE;
	if (!blanks && is_all_upper(label) && label.len >= 4 &&
	    begins_word(rest))
		return LABEL_SURE;
	if (rest.len > 1 && rest.at[0] == '.' &&
	    (unsigned char)rest.at[1] <= ' ')
		return LABEL_STOP;
	return blanks && begins_upper(span_slice(rest, blanks, rest.len))
		       ? LABEL_BLANK
		       : LABEL_NONE;
}

struct label label_read(struct span text)
{
	struct label label = { 0 };
	size_t len;

	if (text.len && text.at[0] == MARK_OPEN)
		return read_run_in(text);
	len = label_match(text);
	if (!len)
		return label;
	label.text = span_slice(text, 0, len);
	label.sign = sign_of(label.text, span_slice(text, len, text.len));
	label.len = len + skip_signs(span_slice(text, len, text.len));
	return label;
}

/* Marks of inline elements at the start of text. */
static size_t skip_marks(struct span text)
{
	size_t at = 0;

	while (at < text.len && mark_is(text.at[at]))
		at++;
	return at;
}

/* Is a heading before this one of it, since a label follows? */
static bool heads_label(struct span next)
{
	enum label_sign sign = label_read(next).sign;

	return sign == LABEL_SURE ||
	       (sign != LABEL_NONE && !heading_is_term(next));
}

/* Is what follows a heading, across a wide blank or none, its text? */
static bool heads_text(struct span rest)
{
	size_t blanks = 0;

	while (blanks < rest.len && (unsigned char)rest.at[blanks] <= ' ')
		blanks++;
	if (blanks == rest.len)
		return true;
	if (rest.at[0] == ' ' && blanks == 1)
		return heads_label(span_slice(rest, 1, rest.len));
	rest = span_slice(rest, blanks, rest.len);
	if (!blanks && !begins_word(rest))
		return false;
	return !code_is_lower(code_at(rest, 0)) && !heading_is_term(rest);
}

/* Is punctuation among these blanks, and a colon, or no small letter next? */
static bool is_signed(struct span signs, struct span next)
{
	bool any = false;

	for (size_t i = 0; i < signs.len; i++)
		any |= (unsigned char)signs.at[i] > ' ';
	if (!any)
		return false;
	return memchr(signs.at, ':', signs.len) ||
	       !code_is_lower(code_at(next, skip_marks(next)));
}

size_t heading_read(struct span text, const char **ret_lang)
{
	size_t start = skip_marks(text);
	struct span rest = span_slice(text, start, text.len);
	size_t len = heading_match(rest, ret_lang);
	size_t signs;

	if (!len)
		return 0;
	rest = span_slice(rest, len, rest.len);
	signs = skip_signs(rest);
	if (is_signed(span_slice(rest, 0, signs),
		      span_slice(rest, signs, rest.len)) ||
	    heads_text(rest))
		return start + len + signs;
	return 0;
}
