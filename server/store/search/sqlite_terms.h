/* SPDX-License-Identifier: MIT */
/* What FTS5 is told on each connection: its tokenizer, its functions. */
#ifndef PAPERD_STORE_SQLITE_TERMS_H
#define PAPERD_STORE_SQLITE_TERMS_H

#include "sqlite.h"

/* Gives a connection the tokenizer `terms` and the auxiliary functions `hit` and
 * `phrases`.  A result code of SQLite. */
int tokens_register(sqlite3 *db, struct terms *borrowed);

#endif
