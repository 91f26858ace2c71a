/* SPDX-License-Identifier: MIT */
/*
 * The terms of the store as a tokenizer of FTS5 over plain text, under the name
 * that the store's tables have for theirs: what a table is made of whose text
 * nobody has prepared.
 */
#include "search.h"

#include "paperd/terms.h"

#include "../server/store/search/sqlite_match.h"

/* By whether the text begins with MATCH_EXACT, and is looked for. */
static const enum terms_mode modes[2][2] = {
	{ TERMS_TEXT, TERMS_QUERY },
	{ TERMS_EXACT, TERMS_EXACT_QUERY },
};

struct Fts5Tokenizer {
	struct terms *terms;
};

static int create(void *context, const char **args, int count,
		  Fts5Tokenizer **ret)
{
	Fts5Tokenizer *made = calloc(1, sizeof(*made));

	if (!made || !(made->terms = terms_open()))
		die("no memory");
	*ret = made;
	return SQLITE_OK;
}

static void drop(Fts5Tokenizer *tokenizer)
{
	terms_close(tokenizer->terms);
	free(tokenizer);
}

static int tokenize(Fts5Tokenizer *tokenizer, void *context, int flags,
		    const char *text, int len,
		    int (*token)(void *context, int flags, const char *text,
				 int len, int from, int to))
{
	bool exact = len && text[0] == MATCH_EXACT;
	struct span all = { text + exact, (size_t)len - exact };
	struct term term;
	int code = SQLITE_OK;

	terms_begin(tokenizer->terms, all,
		    modes[exact][!!(flags & FTS5_TOKENIZE_QUERY)]);
	while (code == SQLITE_OK && terms_next(tokenizer->terms, &term))
		code = token(context,
			     term.same_place ? FTS5_TOKEN_COLOCATED : 0,
			     term.text.at, (int)term.text.len, (int)term.from,
			     (int)term.to);
	return code;
}

void terms_register(sqlite3 *db)
{
	fts5_tokenizer tokenizer = { create, drop, tokenize };
	SCOPED(statement_close)
	sqlite3_stmt *ask = prepare(db, "SELECT fts5(?1)");
	fts5_api *api = NULL;

	sqlite3_bind_pointer(ask, 1, &api, "fts5_api_ptr", NULL);
	sqlite3_step(ask);
	if (!api || api->xCreateTokenizer(api, "terms", NULL, &tokenizer, NULL))
		die("FTS5 takes no tokenizer");
}
