/* SPDX-License-Identifier: MIT */
/* What FTS5 is told on each connection: its tokenizer, its function. */
#ifndef PAPERD_STORE_SQLITE_TERMS_H
#define PAPERD_STORE_SQLITE_TERMS_H

#include "sqlite_search.h"

/* Gives a connection the tokenizer `terms` and the auxiliary function `hit`.
 * A result code of SQLite. */
int tokens_register(sqlite3 *db, struct terms *borrowed,
		    fts5_extension_function hit);

#endif
