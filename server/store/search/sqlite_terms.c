/* SPDX-License-Identifier: MIT */
/*
 * The tokenizer of the search index: FTS5's interface over terms.h.
 *
 * A column comes as terms already (columns.h), so it is only parted; what is
 * looked for comes as text, behind MATCH_EXACT if it has no stems, or as an
 * exact term, which is one.
 */
#include "sqlite_terms.h"

#include <stdlib.h>

#include "paperd/exact.h"
#include "paperd/terms.h"

#include "columns.h"
#include "sqlite_phrases.h"
#include "sqlite_search.h"

/* One FTS5 table of one connection. */
struct Fts5Tokenizer {
	struct terms *terms; /* borrowed from the connection */
};

/* What FTS5 takes tokens by. */
struct taker {
	void *context;
	int (*token)(void *context, int flags, const char *text, int len,
		     int from, int to);
};

static int create(void *context, const char **args, int count,
		  Fts5Tokenizer **ret)
{
	Fts5Tokenizer *made = calloc(1, sizeof(*made));

	(void)args, (void)count;
	if (!made)
		return SQLITE_NOMEM;
	made->terms = context;
	*ret = made;
	return SQLITE_OK;
}

static void delete (Fts5Tokenizer *tokenizer)
{
	free(tokenizer);
}

/* ---- a column ---- */

static size_t term_length(const char *text, size_t len)
{
	size_t at = 0;

	while (at < len && text[at] != COLUMN_NEXT_PLACE &&
	       text[at] != COLUMN_SAME_PLACE)
		at++;
	return at;
}

static int part(const struct taker *taker, const char *text, size_t len)
{
	int code = SQLITE_OK;
	size_t at = 0;

	while (code == SQLITE_OK && at < len) {
		bool same = text[at++] == COLUMN_SAME_PLACE;
		size_t end = at + term_length(text + at, len - at);

		code = taker->token(taker->context,
				    same ? FTS5_TOKEN_COLOCATED : 0, text + at,
				    (int)(end - at), (int)at, (int)end);
		at = end;
	}
	return code;
}

/* ---- what is looked for ---- */

static int read_terms(struct terms *terms, const struct taker *taker)
{
	int code = SQLITE_OK;
	struct term term;

	while (code == SQLITE_OK && terms_next(terms, &term))
		code = taker->token(taker->context,
				    term.same_place ? FTS5_TOKEN_COLOCATED : 0,
				    term.text.at, (int)term.text.len,
				    (int)term.from, (int)term.to);
	return code;
}

static enum terms_mode take_mode(struct span *text, int flags)
{
	if (text->len && text->at[0] == MATCH_EXACT) {
		*text = span_slice(*text, 1, text->len);
		return TERMS_EXACT_QUERY;
	}
	return flags & FTS5_TOKENIZE_PREFIX ? TERMS_PREFIX : TERMS_QUERY;
}

static int tokenize(Fts5Tokenizer *tokenizer, void *context, int flags,
		    const char *text, int len,
		    int (*token)(void *context, int flags, const char *text,
				 int len, int from, int to))
{
	struct taker taker = { context, token };
	struct span all = { text, (size_t)len };
	enum terms_mode mode;

	if (!(flags & FTS5_TOKENIZE_QUERY))
		return part(&taker, text, (size_t)len);
	if (len && text[0] == EXACT_MARK)
		return token(context, 0, text, len, 0, len);
	mode = take_mode(&all, flags);
	terms_begin(tokenizer->terms, all, mode);
	return read_terms(tokenizer->terms, &taker);
}

/* ---- registering ---- */

static int api_of(sqlite3 *db, fts5_api **ret)
{
	sqlite3_stmt *ask = NULL;
	int code = sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &ask, NULL);

	if (code == SQLITE_OK)
		code = sqlite3_bind_pointer(ask, 1, ret, "fts5_api_ptr", NULL);
	if (code == SQLITE_OK)
		sqlite3_step(ask);
	sqlite3_finalize(ask);
	return code == SQLITE_OK && !*ret ? SQLITE_ERROR : code;
}

static const struct {
	const char *name;
	fts5_extension_function run;
} functions[] = {
	{ "hit", search_hit },
	{ "phrases", phrases_meet },
};

int tokens_register(sqlite3 *db, struct terms *borrowed)
{
	fts5_tokenizer tokenizer = { create, delete, tokenize };
	fts5_api *api = NULL;
	int code = api_of(db, &api);

	if (code == SQLITE_OK)
		code = api->xCreateTokenizer(api, "terms", borrowed, &tokenizer,
					     NULL);
	for (size_t i = 0; code == SQLITE_OK && i < ARRAY_COUNT(functions); i++)
		code = api->xCreateFunction(api, functions[i].name, NULL,
					    functions[i].run, NULL);
	return code;
}
