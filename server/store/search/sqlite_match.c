/* SPDX-License-Identifier: MIT */
#include "sqlite_match.h"

#include "paperd/scoped.h"
#include "paperd/terms.h"

#include "sqlite_endings.h"

_Static_assert(MATCH_PHRASES_MAX >= SEARCH_WORDS_MAX * (ENDINGS_MAX + 2),
	       "all forms of all words have room");

/* Columns by the bits of enum search_field. */
static const char *const columns[] = { "abstract", "title", "author",
				       "journal" };

/* Text that is written, and what reads the terms of words meanwhile. */
struct writer {
	struct match *match;
	struct buf *out;     /* its text */
	size_t word;         /* the one that is written */
	struct terms *terms; /* of the match */
};

struct match match_init(struct terms *borrowed)
{
	return (struct match){ .text = buf_init(MATCH_MAX), .terms = borrowed };
}

void match_release(struct match *match)
{
	buf_release(&match->text);
}

static struct writer writer_init(struct match *match)
{
	return (struct writer){ .match = match,
				.out = &match->text,
				.terms = match->terms };
}

/* The inside of a string: FTS5 doubles quotes and reads all else as it is. */
static void write_inner(struct buf *out, struct span text)
{
	struct span part;

	for (bool first = true; span_next(&text, '"', &part); first = false) {
		if (!first)
			buf_add_text(out, "\"\"");
		buf_add_span(out, part);
	}
}

void match_string_write(struct span text, struct buf *out)
{
	buf_add_char(out, '"');
	write_inner(out, text);
	buf_add_char(out, '"');
}

/* One way in which a word may stand in the index. */
struct form {
	unsigned fields;
	bool exact;         /* words as they are, no stems */
	struct span text;   /* what of the word is asked for … */
	const char *ending; /* … and an end of it */
	bool begins;        /* its last term is the beginning of one */
};

static void write_columns(struct buf *out, unsigned fields)
{
	const char *blank = "";

	if (fields == SEARCH_ANYWHERE)
		return;
	buf_add_char(out, '{');
	for (unsigned i = 0; i < ARRAY_COUNT(columns); i++) {
		if (!(fields & 1U << i))
			continue;
		buf_add_format(out, "%s%s", blank, columns[i]);
		blank = " ";
	}
	buf_add_text(out, "} : ");
}

/* A string is a phrase. */
static void write_form(struct writer *writer, const struct form *form)
{
	struct match *match = writer->match;
	struct buf *out = writer->out;

	if (match->phrase_count == MATCH_PHRASES_MAX) {
		out->failed = true;
		return;
	}
	match->words[match->phrase_count++] = (unsigned char)writer->word;
	match->combined |= form->begins;
	write_columns(out, form->fields);
	buf_add_char(out, '"');
	if (form->exact)
		buf_add_char(out, MATCH_EXACT);
	write_inner(out, form->text);
	buf_add_text(out, form->ending);
	buf_add_text(out, form->begins ? "\" *" : "\"");
}

/* ---- the forms of a word ---- */

/* What a word comes to. */
struct forms {
	struct form items[ENDINGS_MAX + 2];
	size_t count;
	struct endings endings;
};

/* The terms of a word, by their stems. */
struct reading {
	struct term last; /* its text is within copy */
	struct buf copy;
	bool stemmed; /* any of them */
};

static void reading_release(struct reading *reading)
{
	buf_release(&reading->copy);
}

static struct reading read_word(struct terms *terms,
				const struct search_word *word)
{
	struct reading ret = { .copy = buf_init(TERM_MAX) };
	struct term term;

	terms_begin(terms, span_of(word->text),
		    word->prefix ? TERMS_PREFIX : TERMS_QUERY);
	while (terms_next(terms, &term)) {
		buf_clear(&ret.copy);
		buf_add_span(&ret.copy, term.text);
		ret.last = term;
		ret.stemmed |= term.stemmed;
	}
	ret.last.text = buf_span(&ret.copy);
	return ret;
}

static void add_form(struct forms *forms, struct form form)
{
	forms->items[forms->count++] = form;
}

/* The word itself.  Without a stem it is the same in all fields. */
static void add_forms(struct forms *forms, const struct search_word *word,
		      bool stemmed, bool begins)
{
	struct form form = {
		.fields = word->fields,
		.text = span_of(word->text),
		.ending = "",
		.begins = begins,
	};

	if (!stemmed) {
		add_form(forms, form);
		return;
	}
	form.fields = word->fields & SEARCH_STEMMED;
	if (form.fields)
		add_form(forms, form);
	form.fields = word->fields & SEARCH_EXACT;
	form.exact = true;
	if (form.fields)
		add_form(forms, form);
}

/* Stems that a prefix has begun; what stands before its last term stays before
 * each. */
static void add_endings(struct forms *forms, const struct search_word *word,
			size_t before)
{
	struct span text = span_slice(span_of(word->text), 0, before);

	for (size_t i = 0; i < forms->endings.count; i++)
		add_form(forms, (struct form){
					.fields = word->fields & SEARCH_STEMMED,
					.text = text,
					.ending = forms->endings.words[i],
				});
}

/* A character of text without spaces stands at the start of a pair, or at the
 * end of a text by itself: as a prefix it meets both. */
static void forms_of(struct terms *terms, const struct search_word *word,
		     struct forms *ret)
{
	SCOPED(reading_release) struct reading read = read_word(terms, word);

	add_forms(ret, word, read.stemmed,
		  word->prefix || read.last.is_character);
	if (!word->prefix || !(word->fields & SEARCH_STEMMED))
		return;
	endings_find(terms, read.last.text, &ret->endings);
	add_endings(ret, word, read.last.from);
}

static void write_word(struct writer *writer, const struct search_word *word)
{
	struct forms forms = { .count = 0 };

	if (!writer->terms)
		return;
	forms_of(writer->terms, word, &forms);
	if (forms.count > 1)
		buf_add_char(writer->out, '(');
	for (size_t i = 0; i < forms.count; i++) {
		if (i)
			buf_add_text(writer->out, " OR ");
		write_form(writer, &forms.items[i]);
	}
	if (forms.count > 1)
		buf_add_char(writer->out, ')');
}

/* ---- which words ---- */

/* Words that are written, joined as they are. */
enum part { PART_POSITIVE, PART_NEGATED, PART_TAKEN };
struct part_of {
	enum part part;
	long left_out;
	const unsigned char *take;
};

static bool is_selected(const struct part_of *selection,
			const struct search *search, size_t i)
{
	const struct search_word *word = &search->words[i];

	if (selection->part == PART_TAKEN)
		return selection->take[i];
	return word->negated == (selection->part == PART_NEGATED) &&
	       (long)word->group != selection->left_out;
}

static size_t count_selected(const struct part_of *selection,
			     const struct search *search)
{
	size_t count = 0;

	for (size_t i = 0; i < search->count; i++)
		count += is_selected(selection, search, i);
	return count;
}

/* What stands before a word: groups are parted by ") AND (". */
static const char *joint(const struct part_of *selection,
			 const struct search_word *before,
			 const struct search_word *word, struct match *match)
{
	if (!before)
		return "";
	if (selection->part != PART_POSITIVE || before->group == word->group)
		return " OR ";
	match->combined = true;
	return ") AND (";
}

static void write_selected(const struct search *search,
			   const struct part_of *selection, struct match *ret)
{
	struct writer writer = writer_init(ret);
	struct buf *out = &ret->text;
	const struct search_word *before = NULL;

	buf_add_char(out, '(');
	for (size_t i = 0; i < search->count; i++) {
		const struct search_word *word = &search->words[i];

		if (!is_selected(selection, search, i))
			continue;
		buf_add_text(out, joint(selection, before, word, ret));
		writer.word = i;
		write_word(&writer, word);
		before = word;
	}
	buf_add_char(out, ')');
}

bool search_group_is_negated(const struct search *search, unsigned group)
{
	for (size_t i = 0; i < search->count; i++)
		if (search->words[i].group == group)
			return search->words[i].negated;
	return true;
}

bool search_is_positive(const struct search *search)
{
	struct part_of all = { .left_out = -1 };

	return count_selected(&all, search) > 0;
}

void match_write(const struct search *search, long left_out, struct match *ret)
{
	struct part_of positive = { .left_out = left_out };
	struct part_of negated = { PART_NEGATED, left_out, NULL };
	bool excludes = count_selected(&negated, search) > 0;

	if (!count_selected(&positive, search))
		return;
	/* NOT binds closest: without brackets it would take the last group */
	if (excludes)
		buf_add_char(&ret->text, '(');
	write_selected(search, &positive, ret);
	if (!excludes)
		return;
	ret->combined = true;
	buf_add_text(&ret->text, ") NOT ");
	write_selected(search, &negated, ret);
}

void match_negated_write(const struct search *search, struct match *ret)
{
	struct part_of negated = { PART_NEGATED, -1, NULL };

	if (count_selected(&negated, search))
		write_selected(search, &negated, ret);
}

void match_any_write(const struct search *search, const unsigned char *take,
		     struct match *ret)
{
	struct part_of taken = { PART_TAKEN, -1, take };

	if (count_selected(&taken, search))
		write_selected(search, &taken, ret);
}

static void write_pair(struct writer *writer, const struct search *search,
		       size_t one, size_t other)
{
	buf_add_text(writer->out, writer->out->len ? " OR (" : "(");
	writer->word = one;
	write_word(writer, &search->words[one]);
	buf_add_text(writer->out, " AND ");
	writer->word = other;
	write_word(writer, &search->words[other]);
	buf_add_char(writer->out, ')');
}

void match_pairs_write(const struct search *search, const unsigned char *take,
		       struct match *ret)
{
	struct writer writer = writer_init(ret);

	ret->combined = true;
	for (size_t i = 0; i < search->count; i++)
		for (size_t j = i + 1; take[i] && j < search->count; j++)
			if (take[j])
				write_pair(&writer, search, i, j);
}
