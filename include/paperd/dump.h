/* SPDX-License-Identifier: MIT */
/*
 * Reading a dump file: bytes on disk to source objects.
 *
 * A file is plain, gzip (members may follow one another) or zstd, told by its
 * first bytes.  What it holds is told by the first line that begins as one of
 * these does: BibTeX, whose entries are given with the @string definitions
 * that they use before them; RIS; XML, of which each element that is a record
 * is an object, and each of several works in a container, with the beginning
 * of the container before it and its end behind; else JSON.  JSON values stand
 * one after the other (JSON Lines is the common case), one array of them, an
 * object that holds them in "items" or "message"."items", and the aggregator's
 * document form, in which lines of text follow a JSON line.  The file is read
 * in one pass; memory is bounded by the largest object (record_max).
 *
 * A damaged object costs itself only: reading goes on at the next line that
 * can begin an object; in an array of them also in the same line, where the
 * damaged one seems to end.  One thread at a time.
 */
#ifndef PAPERD_DUMP_H
#define PAPERD_DUMP_H

#include "paperd/error.h"
#include "paperd/text.h"

struct dump;

enum dump_kind {
	DUMP_OBJECT, /* raw is one source object */
	DUMP_REJECT, /* reason says what is wrong here */
	DUMP_END,    /* the file was read to its end */
};

struct dump_item {
	enum dump_kind kind;
	struct span raw;    /* borrowed until the next dump_next() */
	long long line;     /* of its first byte, from 1 */
	long long offset;   /* of its first byte in the unpacked file */
	long long end_line; /* where reading stands after it */
	long long end_offset;
	char reason[200];
	/* at DUMP_END */
	bool unfinished; /* of an array of objects the end was not read */
	bool trailing;   /* bytes after the packed data were ignored */
};

/* Error: STATUS_IO with path and cause (missing, a folder, unreadable). */
MUST_CHECK enum status dump_open(const char *path, size_t record_max,
				 struct dump **ret, struct error *err);
void dump_close(struct dump *dump); /* NULL is fine */

/*
 * The next item.  Error: STATUS_IO when the file ends early or cannot be
 * unpacked or read ("unexpected end of gzip data after 1234 bytes"); all
 * objects before that point have been given.
 */
MUST_CHECK enum status dump_next(struct dump *dump, struct dump_item *ret,
				 struct error *err);

/* Bytes of the file on disk read so far, and its size at dump_open(). */
long long dump_position(const struct dump *dump);
long long dump_size(const struct dump *dump);

/* XXH3-128, 32 hex digits, of the bytes on disk; whole once DUMP_END came. */
void dump_digest(const struct dump *dump, char out[33]);

/* The same of a file that is not being loaded.  Error: STATUS_IO. */
MUST_CHECK enum status dump_digest_file(const char *path, char out[33],
					struct error *err);

#endif
