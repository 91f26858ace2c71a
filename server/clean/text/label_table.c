/* SPDX-License-Identifier: MIT */
/*
 * Words that label a section of an abstract, in lower case: English, German,
 * French, Spanish, Portuguese, Italian, Russian, Chinese, Japanese.
 */
#include "abstract_stages.h"

#include "paperd/scoped.h"
#include "text_stages.h"

/* Sorted by their bytes. */
/* clang-format off */
static const char *const labels[] = {
	"advances", "aim", "aim of the study", "aims", "aims of the study",
	"analysis", "antecedentes", "application", "applications", "approach",
	"article type", "author's conclusions", "authors' conclusions",
	"authors’ conclusions", "availability", "background", "but",
	"but de l'étude", "but de l’étude", "buts", "case", "case description",
	"case presentation", "case report", "case summary",
	"casuística e métodos", "clinical relevance", "clinical significance",
	"clinical trial registration", "conclusion", "conclusiones",
	"conclusioni", "conclusions", "conclusions and relevance", "conclusión",
	"conclusão", "conclusões", "contact", "context", "contexte", "contexto",
	"data", "data collection", "data extraction", "data source",
	"data sources", "data synthesis", "design",
	"design/methodology/approach", "discusión", "discussion", "discussão",
	"diseño", "diskussion", "einleitung", "eligibility criteria",
	"ergebnis", "ergebnisse", "ethics", "ethics and dissemination",
	"evaluation", "evidence acquisition", "evidence synthesis",
	"experimental design", "exposure", "exposures", "fazit", "finding",
	"findings", "fragestellung", "fundamento", "funding", "goal", "goals",
	"highlights", "hintergrund", "hypothesis", "impact", "implementation",
	"implications", "importance", "improvements", "inclusion criteria",
	"interpretation", "intervention", "interventions", "introducción",
	"introduction", "introdução", "justificativa", "key findings",
	"key points", "key words", "keywords", "lay abstract",
	"level of evidence", "levels of evidence", "limitations",
	"main findings", "main outcome", "main outcome measure",
	"main outcome measures", "main outcomes", "main outcomes and measures",
	"main results", "materiais e métodos", "material", "material e métodos",
	"material und methoden", "material y métodos", "materiales y métodos",
	"materials", "materials and methods", "matériel et méthode",
	"matériel et méthodes", "matériels et méthodes", "meaning",
	"measurements", "measures", "method", "methode", "methoden", "methodik",
	"methodology", "methods", "methods and findings", "metodi",
	"metodologia", "metodología", "motivation", "mots clés", "mots-clés",
	"méthode", "méthodes", "método", "métodos", "novelty", "obiettivi",
	"obiettivo", "objectif", "objectifs", "objective",
	"objective of the study", "objectives", "objectives of the study",
	"objetivo", "objetivos", "observation", "observations", "originality",
	"originality/value", "outcome", "outcome measures", "outcomes",
	"pacientes y método", "pacientes y métodos", "palabras clave",
	"palavras-chave", "participant", "participants", "patienten",
	"patienten und methoden", "patients", "patients et méthodes",
	"perspective", "perspectives", "place and duration of study",
	"plain language summary", "population", "position du problème",
	"practical implications", "practice", "primary outcome",
	"primary outcomes", "principal findings", "problem", "procedure",
	"procedures", "purpose", "purpose of review", "purpose of the study",
	"question", "rationale", "recent findings", "recommendations",
	"registration", "relevance", "research design", "research implications",
	"research limitations", "research question", "result", "resultado",
	"resultados", "results", "review methods", "risultati", "résultat",
	"résultats", "sample", "schlussfolgerung", "schlussfolgerungen",
	"schlußfolgerung", "schlußfolgerungen", "schlüsselwörter", "scope",
	"search methods", "search strategy", "selection criteria", "setting",
	"settings", "significance", "social implications", "sources of funding",
	"statement of significance", "statistical analysis",
	"statistical methods", "strengths and limitations", "studiendesign",
	"study design", "study registration", "study selection",
	"study setting", "subjects", "summary of background data",
	"supplementary information", "systematic review registration", "theory",
	"trial design", "trial registration", "trial registration number",
	"trial status", "type of study", "value", "what is new", "ziel",
	"ziele", "zielsetzung", "zweck", "введение", "выводы", "заключение",
	"ключевые слова", "материалы и методы", "методы", "обсуждение",
	"результаты", "цели", "цель", "はじめに", "キーワード", "关键词",
	"创新", "創新", "对象", "対象", "対象と方法", "對象", "意义", "方法",
	"材料", "材料与方法", "目标", "目的", "結果", "結論", "緒言", "结果",
	"结论", "考察", "背景", "討論", "讨论", "資料", "资料", "關鍵詞",
};
/* clang-format on */

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

/* Can text, of which `second` is the second byte, be this label?  A mark may
 * stand between its letters. */
static bool may_be(const char *label, char second)
{
	return label[1] == second || label[0] & 0x80 || label[1] & 0x80 ||
	       mark_is(second);
}

/* The longest single label that text begins with. */
static size_t match_one(struct span text)
{
	char second = text.len > 1 ? ascii_lower(text.at[1]) : 0;
	size_t longest = 0;
	char first[4];

	utf8_encode(words_lower(code_at(text, 0)), first);
	for (size_t i = first_label((unsigned char)first[0]);
	     i < ARRAY_COUNT(labels) && labels[i][0] == first[0]; i++) {
		size_t len = may_be(labels[i], second)
				     ? words_match(text, labels[i])
				     : 0;

		if (len > longest)
			longest = len;
	}
	return longest;
}

/* The bytes of a word that joins two labels, blanks included. */
static size_t match_joint(struct span text)
{
	static const char *const joints[] = {
		" and ", " & ", "/",  ", ", " und ", " et ", " y ",
		" e ",   "与",  "和", "與", "及",    "と",   "および",
	};

	for (size_t i = 0; i < ARRAY_COUNT(joints); i++)
		if (span_starts_nocase(text, joints[i]))
			return strlen(joints[i]);
	return 0;
}

size_t label_match(struct span text)
{
	size_t len = words_begin_upper(text) ? match_one(text) : 0;

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
