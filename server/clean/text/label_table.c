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

	utf8_encode(words_lower(code_at(text, 0)), first);
	for (size_t i = first_label((unsigned char)first[0]);
	     i < ARRAY_COUNT(labels) && labels[i][0] == first[0]; i++) {
		size_t len = words_match(text, labels[i]);

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
