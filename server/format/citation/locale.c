/* SPDX-License-Identifier: MIT */
/*
 * Terms, months and the order of dates by language.
 */
#include "citation.h"

#define NBSP "\xC2\xA0"

/* clang-format off */
static const struct term en_terms[] = {
	{ "and", "and" },
	{ "et-al", "et al." },
	{ "in", "in" },
	{ "ed", "ed.", "eds." },
	{ "editor", "editor", "editors" },
	{ "edited-by", "edited by" },
	{ "vol", "vol." },
	{ "no", "no." },
	{ "p", "p.", "pp." },
	{ "page", "p." },
	{ "article", "article" },
	{ "art-no", "art. no." },
	{ "ser", "ser." },
	{ "available-at", "available at" },
	{ "available-from", "available from" },
	{ "online", "online" },
	{ "available", "available" },
	{ "nd", "n.d." },
	{ "no-date", "no date" },
	{ "preprint", "preprint" },
	{ "dataset", "dataset" },
	{ "dissertation", "dissertation" },
	{ "peer-review", "peer review" },
	{ "retracted", "retracted" },
	{ "retraction-published", "retraction published" },
	{ 0 },
};

static const struct term de_terms[] = {
	{ "and", "und" },
	{ "et-al", "u." NBSP "a." },
	{ "in", "in" },
	{ "ed", "Hrsg." },
	{ "editor", "Herausgeber" },
	{ "edited-by", "herausgegeben von" },
	{ "vol", "Bd." },
	{ "no", "Nr." },
	{ "p", "S." },
	{ "page", "S." },
	{ "article", "Artikel" },
	{ "art-no", "Art.-Nr." },
	{ "ser", "Reihe" },
	{ "available-at", "verfügbar unter" },
	{ "available-from", "verfügbar unter" },
	{ "online", "online" },
	{ "available", "verfügbar unter" },
	{ "nd", "o." NBSP "J." },
	{ "no-date", "ohne Datum" },
	{ "preprint", "Preprint" },
	{ "dataset", "Datensatz" },
	{ "dissertation", "Dissertation" },
	{ "peer-review", "Gutachten" },
	{ "retracted", "zurückgezogen" },
	{ "retraction-published", "Rücknahme veröffentlicht" },
	{ 0 },
};

static const struct term fr_terms[] = {
	{ "and", "et" },
	{ "et-al", "et al." },
	{ "in", "dans" },
	{ "ed", "éd.", "éds." },
	{ "editor", "éditeur", "éditeurs" },
	{ "edited-by", "édité par" },
	{ "vol", "vol." },
	{ "no", "n°" },
	{ "p", "p." },
	{ "page", "p." },
	{ "article", "article" },
	{ "art-no", "art. n°" },
	{ "ser", "coll." },
	{ "available-at", "disponible sur" },
	{ "available-from", "disponible sur" },
	{ "online", "en ligne" },
	{ "available", "disponible sur" },
	{ "nd", "s." NBSP "d." },
	{ "no-date", "sans date" },
	{ "preprint", "prépublication" },
	{ "dataset", "jeu de données" },
	{ "dissertation", "thèse" },
	{ "peer-review", "évaluation par les pairs" },
	{ "retracted", "rétracté" },
	{ "retraction-published", "rétractation publiée" },
	{ 0 },
};

static const struct term zh_terms[] = {
	{ "and", "和" },
	{ "et-al", "等" },
	{ "in", "载于" },
	{ "ed", "编" },
	{ "editor", "编" },
	{ "edited-by", "编者" },
	{ "vol", "卷" },
	{ "no", "期" },
	{ "p", "页" },
	{ "page", "页" },
	{ "article", "文章" },
	{ "art-no", "文章编号" },
	{ "ser", "丛书" },
	{ "available-at", "取自" },
	{ "available-from", "取自" },
	{ "online", "在线" },
	{ "available", "取自" },
	{ "nd", "无日期" },
	{ "no-date", "无日期" },
	{ "preprint", "预印本" },
	{ "dataset", "数据集" },
	{ "dissertation", "学位论文" },
	{ "peer-review", "同行评审" },
	{ "retracted", "已撤稿" },
	{ "retraction-published", "撤稿发布于" },
	{ 0 },
};

static const char *const en_months[] = {
	"January", "February", "March", "April", "May", "June", "July",
	"August", "September", "October", "November", "December",
};
static const char *const en_short[] = {
	"Jan.", "Feb.", "Mar.", "Apr.", "May", "Jun.", "Jul.", "Aug.", "Sep.",
	"Oct.", "Nov.", "Dec.",
};
static const char *const de_months[] = {
	"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August",
	"September", "Oktober", "November", "Dezember",
};
static const char *const de_short[] = {
	"Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sep.",
	"Okt.", "Nov.", "Dez.",
};
static const char *const fr_months[] = {
	"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août",
	"septembre", "octobre", "novembre", "décembre",
};
static const char *const fr_short[] = {
	"janv.", "févr.", "mars", "avr.", "mai", "juin", "juill.", "août",
	"sept.", "oct.", "nov.", "déc.",
};
static const char *const zh_months[] = {
	"1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月",
	"11月", "12月",
};
/* clang-format on */

const struct citation_locale locale_en = {
	.name = "en-US",
	.terms = en_terms,
	.open = "“",
	.close = "”",
	.inside = true,
	.months = en_months,
	.short_months = en_short,
	.date = "M D, Y",
	.month = "M Y",
	.day = "M D",
};

const struct citation_locale locale_de = {
	.name = "de-DE",
	.terms = de_terms,
	.open = "„",
	.close = "“",
	.months = de_months,
	.short_months = de_short,
	.date = "D. M Y",
	.month = "M Y",
	.day = "D. M",
};

const struct citation_locale locale_fr = {
	.name = "fr-FR",
	.terms = fr_terms,
	.open = "«" NBSP,
	.close = NBSP "»",
	.months = fr_months,
	.short_months = fr_short,
	.date = "D M Y",
	.month = "M Y",
	.day = "D M",
};

const struct citation_locale locale_zh = {
	.name = "zh-CN",
	.terms = zh_terms,
	.open = "“",
	.close = "”",
	.months = zh_months,
	.short_months = zh_months,
	.date = "Y年MD日",
	.month = "Y年M",
	.day = "MD日",
};
