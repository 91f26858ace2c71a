/* SPDX-License-Identifier: MIT */
/*
 * The search language to a struct search.
 *
 * Between two words stands nothing, AND (which says what is done anyway) or OR.
 * An OR or AND at another place is a word.  A negated word is a group of its
 * own, and so is what stands beside it: there is no way to look for "this, or
 * whatever lacks that".
 */
#include "paperd/search.h"

#include "paperd/scoped.h"

#include "search_token.h"
#include "search_words.h"

struct parser {
	struct words *words;
	unsigned fields;
	bool operand; /* a word or a year stood before */
	bool open;    /* it was a word, the group of which OR may extend */
	bool pending; /* … and then the joint */
	struct token joint;
	int year_from, year_until;
};

static void parse_word(struct parser *parser, struct token token)
{
	bool joined = parser->pending && parser->joint.kind == TOKEN_OR &&
		      parser->open && !token.negated;

	if (!token.fields)
		token.fields = parser->fields;
	if (!words_add(parser->words, &token, joined))
		return;
	parser->operand = true;
	parser->open = !token.negated;
	parser->pending = false;
}

static void parse_joint(struct parser *parser, struct token token)
{
	if (!parser->operand || parser->pending) {
		parse_word(parser, token);
		return;
	}
	parser->joint = token;
	parser->pending = true;
}

/* Two years are both asked for. */
static void parse_year(struct parser *parser, struct token token)
{
	if (token.from > parser->year_from)
		parser->year_from = token.from;
	if (token.until &&
	    (!parser->year_until || token.until < parser->year_until))
		parser->year_until = token.until;
	parser->operand = true;
	parser->open = false;
	parser->pending = false;
}

static void parse(struct parser *parser, struct span text)
{
	static void (*const parse_token[])(struct parser *, struct token) = {
		[TOKEN_WORD] = parse_word,
		[TOKEN_YEAR] = parse_year,
		[TOKEN_OR] = parse_joint,
		[TOKEN_AND] = parse_joint,
	};
	struct token_reader reader = { .rest = text };
	struct token token;

	while (token_next(&reader, &token))
		parse_token[token.kind](parser, token);
	if (!parser->pending)
		return;
	parser->pending = false;
	parse_word(parser, parser->joint);
}

/* What is wrong once all words have been added. */
static enum status check(const struct words *words, struct error *err)
{
	size_t count = words->search->count + words->extra;

	if (words->failed || words->keys.failed)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	if (count > SEARCH_WORDS_MAX)
		return error_set(err, STATUS_INVALID_PARAMETER,
				 "a search may have %d words, this one has %zu",
				 SEARCH_WORDS_MAX, count);
	if (words_terms(words) > SEARCH_TERMS_MAX)
		return error_set(err, STATUS_INVALID_PARAMETER,
				 "the words and phrases of a search may have "
				 "%d terms, these have %zu",
				 SEARCH_TERMS_MAX, words_terms(words));
	return STATUS_OK;
}

void search_release(struct search *search)
{
	for (size_t i = 0; i < search->count; i++)
		free(search->words[i].text);
	free(search->words);
	*search = (struct search){ 0 };
}

enum status search_add(struct search *search, struct span text, unsigned fields,
		       struct error *err)
{
	SCOPED(words_release) struct words words = words_init(search);
	struct parser parser = {
		.words = &words,
		.fields = fields,
		.year_from = search->year_from,
		.year_until = search->year_until,
	};
	enum status status;

	parse(&parser, text);
	words_close(&words);
	status = check(&words, err);
	if (status != STATUS_OK) {
		words_undo(&words);
		return status;
	}
	search->year_from = parser.year_from;
	search->year_until = parser.year_until;
	return STATUS_OK;
}

enum status search_add_words(struct search *search, struct span text,
			     unsigned fields, struct error *err)
{
	SCOPED(words_release) struct words words = words_init(search);
	struct terms *reader = terms_open();
	struct term term;

	words.failed |= !reader;
	if (!words.failed)
		terms_begin(reader, text, TERMS_QUERY);
	while (!words.failed && search->count < SEARCH_WORDS_MAX &&
	       terms_next(reader, &term)) {
		struct token token = {
			.text = span_slice(text, term.from, term.to),
			.fields = fields,
		};

		/* an initial, an issue: half of all records have it */
		if (term.text.len == 1)
			continue;
		words_add(&words, &token, false);
		words_close(&words);
	}
	terms_close(reader);
	if (check(&words, err) == STATUS_OK)
		return STATUS_OK;
	words_undo(&words);
	return STATUS_NO_MEMORY;
}
