/* SPDX-License-Identifier: MIT */
/* Private to the HTML form of records: what its two files share. */
#ifndef HTML_PARTS_H
#define HTML_PARTS_H

#include "paperd/html.h"

/* ---- words (html_words.c) ---- */

enum html_word {
	WORD_RETRACTED,
	WORD_AUTHORS,
	WORD_EDITORS,
	WORD_ABSTRACT,
	WORD_UPDATES,
	WORD_UPDATED_BY,
	WORD_UPDATE_OF,
	WORD_DETAILS,
	WORD_EXPORT,
	WORD_REFERENCES,
	WORD_PUBLISHED,
	WORD_TYPE,
	WORD_LANGUAGE,
	WORD_JOURNAL,
	WORD_VOLUME,
	WORD_ISSUE,
	WORD_PAGES,
	WORD_PUBLISHER,
	WORD_KEYWORDS,
	WORD_OPEN_ACCESS,
	WORD_YES,
	WORD_NO,
	WORD_CITED,
	WORD_IMPACT,
	WORD_QUARTILE,
	WORD_CAS_ZONE,
	WORD_LICENSES,
	WORD_FUNDERS,
	WORD_SOURCE,
	WORD_MORE_AUTHORS,
	HTML_WORDS
};
const char *html_word(enum html_word word, enum html_language language);

/* ---- elements (html.c) ---- */

/* <tag>text</tag>; nothing of a text that is not known. */
void html_element(const char *tag, const char *text, struct buf *out);

/* The same with a language; NULL or "": that of the page. */
void html_element_in(const char *tag, const char *lang, const char *text,
		     struct buf *out);

/* A link out of the service; the text alone where url is no place on the web. */
void html_link(const char *url, const char *text, struct buf *out);

/* Where the page of the record of a key is. */
void html_key_address(struct span key, struct buf *out);

/* <tag lang="…">title</tag> with its badge, then the titles in other languages;
 * linked: to the record's page. */
void html_heading(const struct paper *paper, const char *tag,
		  enum html_language language, bool linked, struct buf *out);

#endif
