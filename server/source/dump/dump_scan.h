/* SPDX-License-Identifier: MIT */
/*
 * The splitter of the dump reader: where in a stream of bytes source objects
 * begin and end.
 *
 * The states of dump_scan.c are those of JSON; BibTeX (dump_bibtex.c), RIS
 * (dump_ris.c) and XML (dump_xml.c) have a few of their own.
 *
 * A pure state machine: the caller gives it a window of the stream, it gives
 * back what it met.  It tells by structure only; whether an object is JSON in
 * every detail (UTF-8, escapes, numbers) is found out when it is read.  It
 * needs no memory but this struct; the caller keeps the bytes from
 * scan_keep() on, at most record_max + SCAN_SLACK of them.
 */
#ifndef PAPERD_DUMP_SCAN_H
#define PAPERD_DUMP_SCAN_H

#include "paperd/source.h"
#include "paperd/text.h"

/* Blank bytes after an object that are looked over for lines of its text. */
#define SCAN_SLACK 65536

/* Levels of member names that can lead to an array of elements. */
#define SCAN_PATH_MAX 2

enum scan_event {
	SCAN_MORE,   /* the window is used up */
	SCAN_OBJECT, /* the bytes from start up to end are an object */
	SCAN_REJECT, /* what begins at start cannot be read: reason */
	/* as SCAN_OBJECT; no object, but what later ones may use */
	SCAN_DEFINITION,
	/* as SCAN_OBJECT; a part of what the definition before it begins */
	SCAN_PART,
};

/* The open arrays and objects around a byte. */
struct nest {
	uint64_t objects; /* bit n: the one at level n is an object */
	unsigned depth;   /* how many are open */
};

struct scan_form;

/* Where in an entry of BibTeX a byte is. */
struct scan_entry {
	unsigned mark;       /* what of "@word{" at a line's start was seen */
	long long mark_at;   /* offset of its '@' */
	long long mark_line; /* from 1 */
	unsigned kind;       /* of the entry */
	char closer;         /* '}' or ')' */
	size_t braces;       /* open ones */
	bool quoted;
	bool escaped;
	bool loose; /* @comment is taken for a word, not for an entry */
};

/* Longest name of an element that is a record, and a little. */
#define XML_NAME_MAX 24

struct xml_name {
	char at[XML_NAME_MAX];
	size_t len;
};

/* What the splitter of XML knows; dump_xml.c explains it. */
struct scan_xml {
	long long mark;      /* offset of the last '<' */
	long long mark_line; /* from 1 */
	bool pending;        /* a record may begin there */
	bool closes;         /* the tag is an end tag */
	bool empty;          /* the byte before was a '/' */
	bool is_long;        /* the name is longer than XML_NAME_MAX */
	bool watching;       /* a name is read inside a comment or CDATA */
	bool seen;           /* there was a record */
	bool ended;          /* the end was reported */
	char quote;          /* that ends the value */
	const char *until;   /* static: what ends the comment, CDATA, … */
	size_t matched;      /* how much of it, or of its start, was met */
	size_t brackets;     /* open in a document type */
	size_t open;         /* elements open outside records */
	struct xml_name name;
	struct xml_name root; /* the first element */
	/* static: of the record that is open, and of the works in it */
	const struct xml_kind *kind;
	long long work;      /* offset of the first work in it; 0: none */
	long long work_line; /* from 1 */
	bool in_work;
	bool parted; /* each work is given by itself */
};

struct scan {
	const struct scan_form *form;

	/* the window */
	const char *data;
	size_t len;
	long long base; /* offset in the stream of data[0] */
	size_t at;      /* the next byte in data */

	/* lines */
	long long line;       /* of the next byte, from 1 */
	long long line_start; /* offset of its first byte */
	long long first; /* of its first byte that is not blank, if known */

	/* structure */
	unsigned state;
	struct nest nest;  /* open in the value being read */
	struct nest outer; /* open around the elements; depth 0: top level */
	bool is_key;       /* the string being read is a member's name */

	/* which rows of the table of member paths can still lead to an array
	 * of elements: for each level, and for the value after the last name */
	bool watched; /* the value may hold elements at all */
	unsigned alive[SCAN_PATH_MAX];
	unsigned rows;
	/* the member's name being read; in BibTeX the word after '@'; in RIS
	 * the beginning of the line */
	char key[16];
	size_t key_len;

	struct scan_entry entry; /* BibTeX only */
	struct scan_xml xml;     /* XML only */

	/* the value that is being read, or that was met */
	size_t record_max;
	bool held;      /* the caller keeps its bytes */
	size_t pending; /* else: those before the next that may begin one */
	bool is_object;
	bool dropped;         /* it was rejected, its end is looked for */
	long long start;      /* offset */
	long long start_line; /* from 1 */
	long long second;     /* offset of its second line; 0: none yet */
	long long end;        /* offset after its last byte */
	long long stop;       /* offset that it must not reach */
	long long indent;     /* blanks before its line */
	long long bracket;    /* offset of a '[' that may open an array */

	/* after damage among elements */
	size_t deep;  /* open beyond what nest has room for */
	unsigned run; /* bytes of "}," just before */

	bool unfinished; /* of some array of elements the end was not read */
	bool damaged;    /* lines are passed over until one begins a value */
	bool resumed;    /* the value is the first after such lines */
	char reason[200];
};

/* Begins at the start of a stream of JSON. */
void scan_init(struct scan *scan, size_t record_max);

/* Says what the stream holds; before the first scan_next(). */
void scan_set_form(struct scan *scan, enum source_form form);

/* Passes over the first len bytes of the stream. */
void scan_skip(struct scan *scan, size_t len);

/* Gives the window: len bytes at data, the first of which is the byte at
 * offset base of the stream; it must hold the bytes from scan_keep() on. */
void scan_window(struct scan *scan, const char *data, size_t len,
		 long long base);

/* The offset of the next byte to be looked at. */
static inline long long scan_offset(const struct scan *scan)
{
	return scan->base + (long long)scan->at;
}

/* The offset of the first byte that is still needed. */
static inline long long scan_keep(const struct scan *scan)
{
	return scan->held ? scan->start
			  : scan_offset(scan) - (long long)scan->pending;
}

/* Looks at bytes until something was met or the window is used up. */
enum scan_event scan_next(struct scan *scan);

/*
 * To be called when the stream has ended and scan_next() returned SCAN_MORE.
 * When the stream was cut off (cut), only an object that is whole is given.
 * After anything but SCAN_MORE scan_next() goes on; SCAN_MORE: there is
 * nothing left.
 */
enum scan_event scan_end(struct scan *scan, bool cut);

#endif
