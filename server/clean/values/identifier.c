/* SPDX-License-Identifier: MIT */
#include "fold.h"

#include "paperd/scoped.h"
#include "paperd/values.h"

/* Longest identifier of these schemes. */
#define IDENTIFIER_MAX 64

/* ---- arXiv ---- */

static size_t digit_run(struct span text, size_t from)
{
	size_t at = from;

	while (at < text.len && ascii_is_digit(text.at[at]))
		at++;
	return at - from;
}

/* True when text is nothing or "v" and a number, from `at` to its end. */
static bool is_version(struct span text, size_t at)
{
	if (at == text.len)
		return true;
	return text.at[at] == 'v' && at + 1 < text.len &&
	       digit_run(text, at + 1) == text.len - at - 1;
}

/* "0806.2878v1", since April 2007. */
static bool is_arxiv_new(struct span text)
{
	size_t number;

	if (digit_run(text, 0) != 4 || text.len < 9 || text.at[4] != '.')
		return false;
	number = digit_run(text, 5);
	return (number == 4 || number == 5) && is_version(text, 5 + number);
}

/* "math.GT/0309136", before. */
static bool is_arxiv_old(struct span text)
{
	size_t at = 0;

	while (at < text.len &&
	       (ascii_is_lower(text.at[at]) || text.at[at] == '-'))
		at++;
	if (!at)
		return false;
	if (at + 2 < text.len && text.at[at] == '.' &&
	    ascii_is_upper(text.at[at + 1]) && ascii_is_upper(text.at[at + 2]))
		at += 3;
	return at < text.len && text.at[at] == '/' &&
	       digit_run(text, at + 1) == 7 && is_version(text, at + 8);
}

static bool arxiv(struct span text, char out[IDENTIFIER_MAX])
{
	if (text.len > 4 &&
	    span_is_nocase(span_slice(text, text.len - 4, text.len), ".pdf"))
		text.len -= 4;
	if (text.len >= IDENTIFIER_MAX ||
	    (!is_arxiv_new(text) && !is_arxiv_old(text)))
		return false;
	memcpy(out, text.at, text.len);
	out[text.len] = '\0';
	return true;
}

/* ---- PubMed ---- */

static bool pmid(struct span text, char out[IDENTIFIER_MAX])
{
	if (!text.len || text.len > 9 || text.at[0] == '0' ||
	    digit_run(text, 0) != text.len)
		return false;
	memcpy(out, text.at, text.len);
	out[text.len] = '\0';
	return true;
}

static bool pmcid(struct span text, char out[IDENTIFIER_MAX])
{
	size_t at, version;

	if (text.len >= IDENTIFIER_MAX || !span_starts_nocase(text, "pmc"))
		return false;
	at = 3 + digit_run(text, 3);
	if (at == 3)
		return false;
	if (at < text.len) {
		version = digit_run(text, at + 1);
		if (text.at[at] != '.' || !version ||
		    at + 1 + version != text.len)
			return false;
	}
	memcpy(out, "PMC", 3);
	memcpy(out + 3, text.at + 3, text.len - 3);
	out[text.len] = '\0';
	return true;
}

/* ---- ISBN (ISO 2108) ---- */

static bool isbn10_is_right(const char *digits)
{
	int sum = 0;

	for (int i = 0; i < 10; i++)
		sum += (10 - i) * (digits[i] == 'X' ? 10 : digits[i] - '0');
	return sum % 11 == 0;
}

static bool isbn13_is_right(const char *digits)
{
	int sum = 0;

	for (int i = 0; i < 13; i++)
		sum += (i % 2 ? 3 : 1) * (digits[i] - '0');
	return sum % 10 == 0;
}

static bool isbn(struct span text, char out[IDENTIFIER_MAX])
{
	size_t len = 0;

	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];

		if (c == '-' || c == ' ')
			continue;
		if (len == 9 && (c == 'x' || c == 'X'))
			c = 'X';
		else if (!ascii_is_digit(c) || len == 13)
			return false;
		out[len++] = c;
	}
	out[len] = '\0';
	if (len == 10)
		return isbn10_is_right(out);
	return len == 13 && !strchr(out, 'X') && isbn13_is_right(out);
}

/* ---- schemes ---- */

static const struct scheme {
	const char *name;
	bool (*read)(struct span text, char out[IDENTIFIER_MAX]);
	const char *addresses[5]; /* without "https://" and "www." */
} schemes[] = {
	{ "arxiv", arxiv, { "arxiv.org/abs/", "arxiv.org/pdf/" } },
	{ "pmid",
	  pmid,
	  { "pubmed.ncbi.nlm.nih.gov/", "ncbi.nlm.nih.gov/pubmed/",
	    "ncbi.nlm.nih.gov/m/pubmed/" } },
	{ "pmcid",
	  pmcid,
	  { "ncbi.nlm.nih.gov/pmc/articles/", "pmc.ncbi.nlm.nih.gov/articles/",
	    "ncbi.nlm.nih.gov/labs/pmc/articles/",
	    "europepmc.org/articles/" } },
	{ "isbn", isbn, { NULL } },
};

/* Takes a prefix off the front, whatever its case. */
static bool take(struct span *text, const char *prefix)
{
	if (!span_starts_nocase(*text, prefix))
		return false;
	*text = span_slice(*text, strlen(prefix), text->len);
	return true;
}

/* Takes the scheme's own address off; query and fragment with it. */
static struct span without_address(const struct scheme *scheme,
				   struct span text)
{
	struct span rest = text;

	if (!take(&rest, "https://"))
		take(&rest, "http://");
	take(&rest, "www.");
	for (size_t i = 0; scheme->addresses[i]; i++) {
		size_t len = 0;

		if (!take(&rest, scheme->addresses[i]))
			continue;
		while (len < rest.len && !strchr("?#", rest.at[len]))
			len++;
		while (len && rest.at[len - 1] == '/')
			len--;
		return span_slice(rest, 0, len);
	}
	return text;
}

static struct span without_label(const struct scheme *scheme, struct span text)
{
	struct span rest = text;

	if (!take(&rest, scheme->name) ||
	    (!take(&rest, ":") && !take(&rest, " ")))
		return text;
	rest = span_trim(rest);
	take(&rest, ":");
	return span_trim(rest);
}

static const struct scheme *scheme_find(const char *name)
{
	for (size_t i = 0; i < ARRAY_COUNT(schemes); i++)
		if (span_is_nocase(span_of(name), schemes[i].name))
			return &schemes[i];
	return NULL;
}

static bool read(const struct scheme *scheme, struct span raw,
		 char out[IDENTIFIER_MAX])
{
	struct fold fold;
	struct span text;

	if (!scheme || !fold_set(&fold, raw))
		return false;
	text = without_label(scheme, fold_span(&fold));
	return scheme->read(without_address(scheme, text), out);
}

bool identifier_clean(const char *scheme, struct span raw, struct buf *out,
		      struct trace *trace)
{
	char found[IDENTIFIER_MAX];

	if (!read(scheme_find(scheme), raw, found)) {
		if (raw.len)
			trace_fired(trace, RULE_IDENTIFIER_CHECK);
		return false;
	}
	if (!span_is(raw, found))
		trace_fired(trace, RULE_IDENTIFIER_FORM);
	buf_add_text(out, found);
	return true;
}
