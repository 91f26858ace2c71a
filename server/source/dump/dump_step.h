/* SPDX-License-Identifier: MIT */
/*
 * The parts of the splitter, shared by its files only; dump_scan.c explains
 * how they work together.
 *
 * A step looks at the byte scan->data[scan->at] and takes it or changes the
 * state.  A run takes bytes up to, not including, index end; there is at least
 * one.  Both return SCAN_MORE to go on.
 */
#ifndef PAPERD_DUMP_STEP_H
#define PAPERD_DUMP_STEP_H

#include "dump_scan.h"

enum scan_state {
	/* between values */
	AT_TOP,     /* at top level, no object before */
	AT_ELEMENT, /* among the elements of an array */
	AT_REST,    /* after an object at top level, on its last line */
	AT_TEXT,    /* at the start of a line after it */
	AT_BRACKET, /* after a '[' that may open an array of elements */
	AT_RESUME,  /* at the start of a line after damage */
	/* inside a value: what may come next */
	AT_VALUE,
	AT_FIRST_VALUE, /* or the end of the array */
	AT_KEY,
	AT_FIRST_KEY, /* or the end of the object */
	AT_COLON,
	AT_END, /* after a value: a comma or the end of what holds it */
	STEP_STATES,
	/* states that take many bytes at once */
	IN_STRING = STEP_STATES,
	IN_ESCAPE,
	IN_SCALAR,
	IN_TEXT, /* in a line of text that belongs to the object before */
	IN_SKIP, /* in a line that is passed over */
	IN_LONG, /* at the start of a line of text for which there is no room */
	IN_LOST, /* among elements, after damage */
	IN_LOST_STRING,
	IN_LOST_ESCAPE,
	/* BibTeX */
	IN_GAP,   /* between entries */
	IN_ENTRY, /* after its opening brace */
	/* RIS */
	IN_HEAD, /* at the beginning of a line, where tags are */
	IN_REST, /* in the rest of the line */
	/* XML */
	XML_TEXT,
	XML_OPEN,    /* after "<" or "</" */
	XML_NAME,    /* in a tag's name */
	XML_TAG,     /* after it */
	XML_QUOTE,   /* in an attribute's value */
	XML_BANG,    /* after "<!" */
	XML_UNTIL,   /* in what ends with xml.until */
	XML_DOCTYPE, /* in a document type or one of its declarations */
	XML_DOCTYPE_QUOTE,
};

/* What differs between the forms beside their states. */
struct scan_form {
	unsigned top; /* state at the start */
	enum scan_event (*too_large)(struct scan *scan);
	enum scan_event (*end)(struct scan *scan, bool cut);
};

/* ---- damage (dump_damage.c) ---- */

/* Writes the reason; returns SCAN_REJECT. */
enum scan_event scan_reject(struct scan *scan, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* The value need not be kept any longer. */
void scan_let_go(struct scan *scan);

/* Leaves the value: for its second line, for the rest of an array of elements,
 * or for the next line. */
void scan_pass_over(struct scan *scan);

/* Looks for a value at the start of this line and the next ones. */
void scan_resume(struct scan *scan);

/* Rejects the value, or the place, with the reason that was written. */
enum scan_event scan_damage(struct scan *scan);

/* The object at top level that was waiting for its text is whole. */
enum scan_event scan_give(struct scan *scan);

/* The value reaches scan->stop. */
enum scan_event scan_too_large(struct scan *scan);

enum scan_event step_unexpected(struct scan *scan);

/* ---- between values (dump_between.c) ---- */

/* Takes a line break. */
void scan_count_line(struct scan *scan);

enum scan_event step_pass(struct scan *scan);
enum scan_event step_line(struct scan *scan);
enum scan_event step_line_end(struct scan *scan);
enum scan_event step_begin(struct scan *scan);
enum scan_event step_give(struct scan *scan);
enum scan_event step_trail(struct scan *scan);
enum scan_event step_text(struct scan *scan);
enum scan_event step_junk(struct scan *scan);
enum scan_event step_bracket(struct scan *scan);
enum scan_event step_list(struct scan *scan);
enum scan_event step_list_scalar(struct scan *scan);
enum scan_event step_no_list(struct scan *scan);
enum scan_event step_list_end(struct scan *scan);
enum scan_event step_resume(struct scan *scan);

/* ---- inside a value (dump_value.c) ---- */

/* A value ends before scan->at; it may be a part of another one. */
enum scan_event scan_end_value(struct scan *scan);

/* The name of a member ends: which rows of the table of paths it is in. */
void scan_end_key(struct scan *scan);

enum scan_event step_open(struct scan *scan);
enum scan_event step_close(struct scan *scan);
enum scan_event step_string(struct scan *scan);
enum scan_event step_scalar(struct scan *scan);
enum scan_event step_colon(struct scan *scan);
enum scan_event step_comma(struct scan *scan);

/* ---- runs (dump_run.c) ---- */

enum scan_event run_string(struct scan *scan, size_t end);
enum scan_event run_escape(struct scan *scan, size_t end);
enum scan_event run_scalar(struct scan *scan, size_t end);
enum scan_event run_text(struct scan *scan, size_t end);
enum scan_event run_skip(struct scan *scan, size_t end);
enum scan_event run_long(struct scan *scan, size_t end);

/* ---- runs after damage among elements (dump_lost.c) ---- */

/* Notes what is known where the damage was seen. */
void scan_lose(struct scan *scan);

enum scan_event run_lost(struct scan *scan, size_t end);
enum scan_event run_lost_string(struct scan *scan, size_t end);
enum scan_event run_lost_escape(struct scan *scan, size_t end);

/* ---- BibTeX (dump_bibtex.c), RIS (dump_ris.c), XML (dump_xml.c) ---- */

enum scan_event run_gap(struct scan *scan, size_t end);
enum scan_event run_entry(struct scan *scan, size_t end);
enum scan_event entry_too_large(struct scan *scan);
enum scan_event entry_end(struct scan *scan, bool cut);

enum scan_event run_head(struct scan *scan, size_t end);
enum scan_event run_rest(struct scan *scan, size_t end);
enum scan_event record_too_large(struct scan *scan);
enum scan_event record_end(struct scan *scan, bool cut);

enum scan_event run_xml_text(struct scan *scan, size_t end);
enum scan_event run_markup(struct scan *scan, size_t end);
enum scan_event xml_too_large(struct scan *scan);
enum scan_event xml_end(struct scan *scan, bool cut);

#endif
