/* SPDX-License-Identifier: MIT */
#include "date_token.h"

#include <stdlib.h>

#include "paperd/scoped.h"

enum { SPRING = 21, SUMMER, AUTUMN, WINTER };

struct word {
	const char *text;
	int value;
};

/* Sorted.  Whole names and the usual abbreviations only: no other beginning of
 * a name is one. */
/* clang-format off */
static const struct word words[] = {
	{ "abr", 4 }, { "abril", 4 }, { "ago", 8 }, { "agosto", 8 },
	{ "aou", 8 }, { "aout", 8 }, { "apr", 4 }, { "april", 4 },
	{ "aprile", 4 }, { "aug", 8 }, { "august", 8 }, { "automne", AUTUMN },
	{ "autumn", AUTUMN }, { "autunno", AUTUMN }, { "avr", 4 },
	{ "avril", 4 }, { "dec", 12 }, { "december", 12 }, { "decembre", 12 },
	{ "dez", 12 }, { "dezember", 12 }, { "dezembro", 12 }, { "dic", 12 },
	{ "dicembre", 12 }, { "diciembre", 12 }, { "ene", 1 }, { "enero", 1 },
	{ "estate", SUMMER }, { "ete", SUMMER }, { "fall", AUTUMN },
	{ "feb", 2 }, { "febbraio", 2 }, { "febr", 2 }, { "febrero", 2 },
	{ "februar", 2 }, { "february", 2 }, { "fev", 2 }, { "fevereiro", 2 },
	{ "fevr", 2 }, { "fevrier", 2 }, { "fruehjahr", SPRING },
	{ "fruehling", SPRING }, { "fruhjahr", SPRING }, { "fruhling", SPRING },
	{ "gen", 1 }, { "gennaio", 1 }, { "giu", 6 }, { "giugno", 6 },
	{ "herbst", AUTUMN }, { "hiver", WINTER }, { "inverno", WINTER },
	{ "invierno", WINTER }, { "jaenner", 1 }, { "jan", 1 },
	{ "janeiro", 1 }, { "janner", 1 }, { "januar", 1 }, { "january", 1 },
	{ "janv", 1 }, { "janvier", 1 }, { "juil", 7 }, { "juillet", 7 },
	{ "juin", 6 }, { "jul", 7 }, { "julho", 7 }, { "juli", 7 },
	{ "julio", 7 }, { "july", 7 }, { "jun", 6 }, { "june", 6 },
	{ "junho", 6 }, { "juni", 6 }, { "junio", 6 }, { "lug", 7 },
	{ "luglio", 7 }, { "maerz", 3 }, { "mag", 5 }, { "maggio", 5 },
	{ "mai", 5 }, { "maio", 5 }, { "mar", 3 }, { "march", 3 },
	{ "marco", 3 }, { "mars", 3 }, { "marz", 3 }, { "marzo", 3 },
	{ "may", 5 }, { "mayo", 5 }, { "mrz", 3 }, { "nov", 11 },
	{ "november", 11 }, { "novembre", 11 }, { "novembro", 11 },
	{ "noviembre", 11 }, { "oct", 10 }, { "october", 10 },
	{ "octobre", 10 }, { "octubre", 10 }, { "okt", 10 }, { "oktober", 10 },
	{ "otono", AUTUMN }, { "ott", 10 }, { "ottobre", 10 }, { "out", 10 },
	{ "outono", AUTUMN }, { "outubro", 10 }, { "primavera", SPRING },
	{ "printemps", SPRING }, { "sep", 9 }, { "sept", 9 },
	{ "september", 9 }, { "septembre", 9 }, { "septiembre", 9 },
	{ "set", 9 }, { "setembro", 9 }, { "setiembre", 9 }, { "settembre", 9 },
	{ "sommer", SUMMER }, { "spring", SPRING }, { "summer", SUMMER },
	{ "verano", SUMMER }, { "verao", SUMMER }, { "winter", WINTER },
};
/* clang-format on */

static int compare(const void *key, const void *row)
{
	return strcmp(key, ((const struct word *)row)->text);
}

int date_word(const char *word)
{
	const struct word *found = bsearch(word, words, ARRAY_COUNT(words),
					   sizeof(words[0]), compare);

	return found ? found->value : 0;
}
