/* SPDX-License-Identifier: MIT */
/*
 * Private to the citation writer.
 *
 * A style is a table: rules for names, dates, pages and quotes, and a list of
 * parts in the order in which they are written.  A part is one element of the
 * record with the text before and after it, for some works only and depending
 * on what else is known.  A part whose element is not known writes nothing.
 *
 * The texts of parts hold terms in braces, "{in} ", with a capital where the
 * term is to have one, "{In} ".  Punctuation in them is put as one writes by
 * hand: a period after a title that ends in "?" is left out, a comma goes inside
 * of a quotation mark where the locale has it there, and nothing that only parts
 * stands at the start.
 */
#ifndef FORMAT_CITATION_H
#define FORMAT_CITATION_H

#include "writers.h"

/* ---- works, as styles tell them apart ---- */

enum work {
	WORK_ARTICLE = 1 << 0,
	WORK_BOOK = 1 << 1,
	WORK_CHAPTER = 1 << 2,
	WORK_PAPER = 1 << 3, /* at a conference */
	WORK_THESIS = 1 << 4,
	WORK_REPORT = 1 << 5,
	WORK_DATA = 1 << 6,
	WORK_PREPRINT = 1 << 7,
	WORK_STANDARD = 1 << 8,
	WORK_REVIEW = 1 << 9,
	WORK_SERIAL = 1 << 10,
	WORK_OTHER = 1 << 11, /* pages of the web and what has no kind */
};
#define WORK_ANY       0xFFFu
#define ALL_BUT(works) (WORK_ANY & ~(unsigned)(works))
/* groups that styles treat alike */
#define SERIALS (WORK_ARTICLE | WORK_REVIEW)
#define PARTS   (WORK_CHAPTER | WORK_PAPER)
/* that may stand in something, but not as a chapter does */
#define LOOSE                                                                \
	(WORK_BOOK | WORK_REPORT | WORK_DATA | WORK_STANDARD | WORK_THESIS | \
	 WORK_SERIAL | WORK_OTHER)

#define EN_DASH "\xE2\x80\x93"

/* ---- elements ---- */

enum element {
	END,       /* of the parts of a style */
	TEXT,      /* nothing but the text before it */
	LEAD,      /* authors, else editors as the style marks them */
	EDITORS,   /* beside authors */
	YEAR,      /* else the style's term for none */
	DATE,      /* as exact as it is known */
	MONTH,     /* month and year, else the year */
	DAY,       /* month and day without the year */
	TITLE,     /* and in brackets what the style says of the kind */
	CONTAINER, /* journal, book, proceedings, server */
	JOURNAL,   /* the same, abbreviated where that is known */
	SERIES,
	VOLUME,
	ISSUE,
	PAGES,
	NUMBER, /* of an article that has no pages */
	PUBLISHER,
	DOI,
	URL, /* of what has no DOI */
	RETRACTION,
};
#define BIT(element) (1u << (element))

struct part {
	unsigned works; /* enum work */
	enum element element;
	const char *before, *after; /* after: NULL is nothing */
	unsigned needs, lacks; /* bits of elements: all known, none known */
};

/* ---- names ---- */

struct name_rules {
	const char *initial;   /* after an initial; NULL: given names in full */
	const char *separator; /* "Family, Given" */
	const char *suffix;    /* before "Jr." after an inverted name */
	const char *last;      /* before the last of two */
	const char *last_many; /* before the last of three and more */
	const char *et_al;     /* in place of those left out */
	unsigned most, first; /* of more than `most` the first ones are named */
	unsigned char inverted; /* so many from the start: 0, 1, ALL_NAMES */
	bool bare;              /* "JP" for Jean-Pierre, "Jr" for Jr. */
	bool with_last;         /* et_al is followed by the last name */
};
#define ALL_NAMES 255

/* ---- styles ---- */

enum page_form { PAGES_WHOLE, PAGES_SHORT, PAGES_CHICAGO };

/* What a style says in brackets after a title. */
struct mark {
	unsigned works;
	const char *text;
};

struct citation_style {
	const char *name;
	struct name_rules authors, editors;
	const char *lead_editors; /* after editors in place of authors */
	const char *undated;      /* a term's text; NULL: nothing is said */
	unsigned quoted;          /* works whose title has quotation marks */
	bool british; /* single marks, punctuation outside, in any locale */
	unsigned open_links; /* DOI, URL: those that no period follows */
	bool year_first;     /* dates as 2025 Sep 27 */
	bool plain_months;   /* short months, without periods */
	bool short_months;
	bool no_periods;          /* in abbreviated journals */
	bool omits_own_publisher; /* when it is the author */
	enum page_form pages;
	const char *dash;
	const char *retracted; /* in brackets after the title; NULL: none */
	struct mark marks[4];
	const struct part *parts;
};

/* The styles, by name; the first is taken when nothing is said. */
extern const struct citation_style apa_style, ieee_style, vancouver_style,
	chicago_style, harvard_style;

/* ---- locales ---- */

struct term {
	const char *name;
	const char *one, *many; /* many: NULL is as one */
};

struct citation_locale {
	const char *name;
	const struct term *terms;  /* ends with {0} */
	const char *open, *close;  /* quotation marks */
	bool inside;               /* a comma or period goes inside of them */
	const char *const *months; /* twelve */
	const char *const *short_months;
	/* with Y, M, D for year, month, day */
	const char *date, *month, *day;
};

extern const struct citation_locale locale_en, locale_de, locale_fr, locale_zh;

/* The term of a name whose case is ignored, {0} when there is none. */
struct term term_of(const struct citation_locale *locale, struct span name);

/* ---- one citation while it is written ---- */

struct citation {
	const struct citation_style *style;
	const struct citation_locale *locale;
	const struct paper *paper;
	enum work work;
	unsigned known; /* bits of elements */
	bool plural;    /* of terms: several pages, several editors */
	struct buf *out;
	size_t start; /* where it begins in out */
};

/* Puts one sign or blank, or not, as what stands before it demands. */
void citation_sign(struct citation *citation, char sign);
/* Puts a text of a style: signs and terms. */
void citation_text(struct citation *citation, const char *text);
/* Puts a value of the record: what is not a printing character is a blank, and
 * of blanks one. */
void citation_value(struct citation *citation, struct span value);
/* Puts a title in quotation marks. */
void citation_quoted(struct citation *citation, struct span title);

void citation_names(struct citation *citation, const struct people *people,
		    const struct name_rules *rules);
/* A given name, in full or its initials; there is one. */
void citation_given(struct citation *citation, const struct person *person,
		    const struct name_rules *rules);
/* One person, inverted or not. */
void citation_name(struct citation *citation, const struct person *person,
		   const struct name_rules *rules, bool inverted);

/* Each writes the element, which is known. */
void citation_year(struct citation *citation);
void citation_date(struct citation *citation);
void citation_month(struct citation *citation);
void citation_day(struct citation *citation);
void citation_pages(struct citation *citation);
void citation_journal(struct citation *citation);
void citation_url(struct citation *citation);
void citation_retraction(struct citation *citation);

/* What is known of the paper, and whether pages are several. */
unsigned citation_known(const struct citation *citation);
bool pages_are_many(const char *pages);

#endif
