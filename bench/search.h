/* SPDX-License-Identifier: MIT */
/*
 * What measuring the search needs: bench_search COMMAND …, driven by
 * bench-search.py.  Each command prints tab-separated figures, times in
 * microseconds.  Whatever fails ends the program.
 */
#ifndef BENCH_SEARCH_H
#define BENCH_SEARCH_H

#include <sqlite3.h>
#include <stdio.h>

#include "paperd/scoped.h"
#include "paperd/text.h"

/* ---- commands; words[0] is the command's name ---- */

struct command {
	const char *name;
	int words; /* behind the name */
	const char *usage;
	void (*run)(char **words);
};

void texts_command(char **words);
void bare_command(char **words);
void load_command(char **words);
void raw_command(char **words);
void rank_command(char **words);
void facets_command(char **words);
void first_command(char **words);
void wire_command(char **words);

/* ---- what they share (search.c) ---- */

double now_us(void);

/* Ends the program with a message. */
_Noreturn void die(const char *format, ...)
	__attribute__((format(printf, 1, 2)));

FILE *file_open(const char *path, const char *mode);
void file_close(FILE **file);

/* The next line without its end, NULL at the end of the file; valid until the
 * next call.  Used by one thread. */
char *line_next(FILE *file);

/* ---- records as text (search_rows.c) ---- */

/* Columns of the search index, in its order. */
enum column { ABSTRACT, TITLE, AUTHOR, JOURNAL, COLUMNS };

struct row {
	long long id;
	struct span key, json;
	struct span columns[COLUMNS];
};

/* A file of rows, read by mapping it. */
struct rows {
	struct span all, rest;
};
struct rows rows_open(const char *path);
void rows_close(struct rows *rows);
bool rows_next(struct rows *rows, struct row *ret);
void rows_write(FILE *file, const struct row *row);

/* Writes a row of which id, key and json are known, with the texts of the
 * record (search_texts.c); returns their bytes. */
size_t columns_write(FILE *file, struct row *row);

/* ---- SQLite (search_raw.c) ---- */

/* Gives a connection the tokenizer of the store (search_terms.c). */
void terms_register(sqlite3 *db);

sqlite3 *database_open(const char *path, int flags);
void database_close(sqlite3 **db);
sqlite3_stmt *prepare(sqlite3 *db, const char *sql);
void statement_close(sqlite3_stmt **statement);
void run_sql(sqlite3 *db, const char *sql);

#endif
