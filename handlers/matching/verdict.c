/* SPDX-License-Identifier: MIT */
/*
 * Judging a reference: does its DOI name the work that it describes, and
 * without a DOI, which work is it?
 */
#include "verdict.h"

const char *const verdict_words[VERDICTS] = {
	[VERDICT_VERIFIED] = "verified",   [VERDICT_MISMATCH] = "mismatch",
	[VERDICT_RETRACTED] = "retracted", [VERDICT_NOT_FOUND] = "not_found",
	[VERDICT_AMBIGUOUS] = "ambiguous", [VERDICT_UNCHECKED] = "unchecked",
};

void verdict_release(struct verdict *verdict)
{
	candidates_release(&verdict->meant);
}

static bool is_retracted(const struct paper *paper)
{
	return paper->retracted == TRUTH_YES;
}

/* ---- the record that is meant ---- */

static enum verdict_word word_of(const struct match *match,
				 const struct paper *paper)
{
	if (match_conflicts(match))
		return VERDICT_MISMATCH;
	return is_retracted(paper) ? VERDICT_RETRACTED : VERDICT_VERIFIED;
}

/* By what is said of the work alone. */
static enum status search(const struct app *app, struct matcher *matcher,
			  const struct claim *claim, struct verdict *ret,
			  struct error *err)
{
	struct candidates *meant = &ret->meant;

	ret->word = VERDICT_NOT_FOUND;
	if (candidates_find(app, matcher, claim, meant, err) != STATUS_OK)
		return err->status;
	if (!candidates_are_safe(meant)) {
		candidates_release(meant);
		return STATUS_OK;
	}
	ret->has_match = true;
	ret->match = meant->items[0].match;
	ret->word = candidates_are_ambiguous(meant)
			    ? VERDICT_AMBIGUOUS
			    : word_of(&ret->match, &meant->items[0].paper);
	return STATUS_OK;
}

/* ---- by the DOI ---- */

/* True when the one is another record than the other, and fits better. */
static bool is_better(const struct verdict *one, const struct verdict *other)
{
	const struct candidate *a = &one->meant.items[0];
	const struct candidate *b = &other->meant.items[0];

	return a->match.odds > b->match.odds &&
	       !(a->paper.doi && b->paper.doi &&
		 !strcmp(a->paper.doi, b->paper.doi));
}

/* The DOI is that of another work, or of none: the work that is described, if
 * it is held, takes the place of what the DOI names. */
static enum status correct(const struct app *app, struct matcher *matcher,
			   const struct claim *claim, struct verdict *ret,
			   struct error *err)
{
	SCOPED(verdict_release) struct verdict other = { 0 };

	if (search(app, matcher, claim, &other, err) != STATUS_OK)
		return err->status;
	if (!other.has_match || (ret->has_match && !is_better(&other, ret)))
		return STATUS_OK;
	if (!ret->has_match)
		ret->match = other.match;
	ret->has_match = true;
	ret->doi = MATCH_DIFFERS;
	ret->word = VERDICT_MISMATCH;
	candidates_release(&ret->meant);
	ret->meant = other.meant;
	other.meant.count = 0;
	return STATUS_OK;
}

/* What the DOI names is what is meant, unless something else fits better. */
static enum status judge(const struct app *app, struct matcher *matcher,
			 const struct claim *claim, struct found *found,
			 struct verdict *ret, struct error *err)
{
	struct candidate *one = &ret->meant.items[0];

	if (record_parse(&found->record, &one->paper, err) != STATUS_OK)
		return err->status;
	ret->meant.count = 1;
	ret->has_match = true;
	ret->doi = MATCH_AGREES;
	ret->match = match_paper(matcher, claim, &one->paper);
	if (claim_is_empty(claim))
		ret->match.score = 1;
	one->match = ret->match;
	ret->word = word_of(&ret->match, &one->paper);
	if (ret->word != VERDICT_MISMATCH)
		return STATUS_OK;
	return correct(app, matcher, claim, ret, err);
}

static enum status by_doi(const struct app *app, struct matcher *matcher,
			  const struct cited *reference, struct verdict *ret,
			  struct error *err)
{
	SCOPED(found_release) struct found found = { 0 };
	struct claim claim = cited_claim(reference);
	struct error own = { 0 };
	enum status status = record_find(app, span_of(reference->doi), &found,
					 &own);

	if (status == STATUS_OK)
		return judge(app, matcher, &claim, &found, ret, err);
	if (status != STATUS_NOT_FOUND && status != STATUS_INVALID_DOI)
		return error_set(err, status, "%s", own.detail);
	ret->word = VERDICT_NOT_FOUND;
	return claim_is_empty(&claim) ? STATUS_OK
				      : correct(app, matcher, &claim, ret, err);
}

static enum status reach(const struct app *app, struct matcher *matcher,
			 const struct cited *reference, struct verdict *ret,
			 struct error *err)
{
	struct claim claim = cited_claim(reference);

	*ret = (struct verdict){ .word = VERDICT_NOT_FOUND };
	if (reference->doi)
		return by_doi(app, matcher, reference, ret, err);
	if (claim_is_empty(&claim))
		return STATUS_OK;
	return search(app, matcher, &claim, ret, err);
}

/* One reference that costs too much is no reason to leave out the others. */
enum status verdict_reach(const struct app *app, struct matcher *matcher,
			  const struct cited *reference, struct verdict *ret,
			  struct error *err)
{
	enum status status = reach(app, matcher, reference, ret, err);

	if (status != STATUS_BUSY)
		return status;
	verdict_release(ret);
	*ret = (struct verdict){ .word = VERDICT_UNCHECKED };
	error_clear(err);
	return STATUS_OK;
}

/* ---- writing ---- */

/* A year beside or a middle author is agreement enough for the reader. */
static const char *agreement_word(enum agreement agreement)
{
	static const char *const words[] = {
		[MATCH_UNKNOWN] = "unknown",
		[MATCH_AGREES] = "agrees",
		[MATCH_NEARLY] = "agrees",
		[MATCH_DIFFERS] = "differs",
	};

	return words[agreement];
}

static void fields_write(const struct verdict *verdict, struct buf *out)
{
	json_key(out, "fields");
	json_open(out, '{');
	if (verdict->doi != MATCH_UNKNOWN)
		json_pair_text(out, "doi", agreement_word(verdict->doi));
	for (size_t i = 0; i < MATCH_FIELDS; i++)
		json_pair_text(out, match_field_names[i],
			       agreement_word(verdict->match.of[i]));
	json_close(out, '}');
}

/* To three places: more would say more than is known. */
static void score_write(double score, struct buf *out)
{
	json_key(out, "score");
	buf_add_format(out, "%.3f", score);
}

static void name_write(const struct paper *paper, struct buf *out)
{
	SCOPED(buf_release) struct buf key = buf_init(DOI_MAX);

	if (!paper->doi && paper_key(paper, &key))
		json_pair_text(out, "record", buf_text(&key));
	json_pair_text(out, "doi", paper->doi);
	json_pair_text(out, "title", paper->title);
	json_pair_boolean(out, "retracted", is_retracted(paper));
}

static void candidates_write(const struct candidates *meant, struct buf *out)
{
	json_key(out, "candidates");
	json_open(out, '[');
	for (size_t i = 0; i < meant->count; i++) {
		json_open(out, '{');
		name_write(&meant->items[i].paper, out);
		score_write(meant->items[i].match.score, out);
		json_close(out, '}');
	}
	json_close(out, ']');
}

void verdict_to_json(const struct verdict *verdict,
		     const struct cited *reference, const char *fetch,
		     struct buf *out)
{
	bool ambiguous = verdict->word == VERDICT_AMBIGUOUS;
	const struct candidates *meant = &verdict->meant;

	json_open(out, '{');
	json_pair_text(out, "id", reference->id);
	json_pair_text(out, "status", verdict_words[verdict->word]);
	if (verdict->word == VERDICT_MISMATCH ||
	    verdict->word == VERDICT_NOT_FOUND ||
	    verdict->word == VERDICT_UNCHECKED)
		json_pair_text(out, "claimed_doi", reference->doi);
	json_pair_text(out, "fetch", fetch);
	if (meant->count && !ambiguous)
		name_write(&meant->items[0].paper, out);
	if (verdict->has_match) {
		score_write(meant->items[0].match.score, out);
		fields_write(verdict, out);
	}
	if (ambiguous)
		candidates_write(meant, out);
	json_close(out, '}');
}

static void differences_write(const struct verdict *verdict, struct buf *out)
{
	size_t start = out->len;

	for (size_t i = 0; verdict->has_match && i < MATCH_FIELDS; i++)
		if (verdict->match.of[i] == MATCH_DIFFERS)
			buf_add_format(out, "%s%s", out->len > start ? "," : "",
				       match_field_names[i]);
	if (out->len == start)
		buf_add_char(out, '-');
}

void verdict_to_line(const struct verdict *verdict, struct buf *out)
{
	const struct candidates *meant = &verdict->meant;
	const struct paper *paper = meant->count ? &meant->items[0].paper
						 : NULL;

	buf_add_format(out, "%s\t", verdict_words[verdict->word]);
	if (!paper || !paper_key(paper, out))
		buf_add_char(out, '-');
	buf_add_format(out, "\t%.3f\t",
		       paper ? meant->items[0].match.score : 0.0);
	differences_write(verdict, out);
	buf_add_format(out, "\t");
	buf_add_text(out, paper && paper->title ? paper->title : "-");
	buf_add_char(out, '\n');
}
