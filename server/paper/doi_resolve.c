/* SPDX-License-Identifier: MIT */
/*
 * Finding the DOI that a request means.
 *
 * What the client wrote is worked on in steps from the most faithful reading to
 * the freest.  After each step the result is looked up when it has the form of
 * a DOI, so that a stranger DOI that is held wins over a likelier one that is
 * not.  The steps are run on two texts, the one given and the same decoded once
 * more.
 */
#include "doi_spelling.h"

/* Most look-ups while peeling one spelling; the rest is peeled without. */
#define PEEL_MAX 16

struct search {
	doi_probe *probe;
	void *context;
	struct buf *out;
};

/* True when the spelling is a DOI that is held; out then has it. */
static bool is_held(struct search *search, const struct spelling *spelling)
{
	struct span text = spelling_span(spelling);

	if (!doi_is_valid(text) || !search->probe(search->context, text))
		return false;
	buf_clear(search->out);
	buf_add_span(search->out, text);
	return true;
}

/* '+' becomes a blank on its way through a form's query; no DOI has one. */
static void blanks_to_plus(struct spelling *spelling)
{
	for (size_t i = 0; i < spelling->len; i++)
		if (spelling->at[i] == ' ')
			spelling->at[i] = '+';
}

static bool find_peeled(struct search *search, struct spelling *spelling)
{
	struct loose_end end = loose_end_of(spelling_span(spelling), true);
	size_t steps = 0;

	while (loose_end_cut(&end, spelling)) {
		if (++steps <= PEEL_MAX && is_held(search, spelling))
			return true;
	}
	return steps > PEEL_MAX && is_held(search, spelling);
}

/* In a URL '?' and '#' begin a query and a fragment, or stand in the DOI: the
 * DOI that is held decides. */
static bool find_without_query(struct search *search, struct spelling *spelling)
{
	struct spelling whole = *spelling;

	if (find_peeled(search, &whole))
		return true;
	spelling_cut_query(spelling);
	return is_held(search, spelling);
}

/* Takes labels, entities, blanks and a URL's query away, looking up after
 * each. */
static bool find_unwrapped(struct search *search, struct spelling *spelling)
{
	bool url;

	spelling_unwrap(spelling, &url);
	if (is_held(search, spelling))
		return true;
	spelling_decode_entities(spelling);
	blanks_to_plus(spelling);
	if (is_held(search, spelling))
		return true;
	return url && find_without_query(search, spelling);
}

/*
 * Both texts step by step.  What is left of them when nothing is held is the
 * best understanding of each.  decoded stays empty when there was nothing to
 * decode.
 */
static bool find(struct search *search, struct spelling *given,
		 struct spelling *decoded)
{
	if (is_held(search, given))
		return true;
	if (!spelling_set(decoded, spelling_span(given)) ||
	    !spelling_decode_percent(decoded))
		decoded->len = 0;
	spelling_fold(decoded);
	if (is_held(search, decoded))
		return true;
	if (find_unwrapped(search, given) || find_unwrapped(search, decoded))
		return true;
	return find_peeled(search, given) || find_peeled(search, decoded);
}

/* Of what is left of both texts, what the client is likely to have meant. */
static struct span best_of(const struct spelling *given,
			   const struct spelling *decoded)
{
	bool escaped = spelling_is_escaped(given);

	if (escaped && doi_is_valid(spelling_span(decoded)))
		return spelling_span(decoded);
	if (doi_is_valid(spelling_span(given)))
		return spelling_span(given);
	return spelling_span(decoded);
}

enum status doi_resolve(struct span text, doi_probe *probe, void *context,
			struct buf *out, struct error *err)
{
	struct search search = { probe, context, out };
	struct spelling given, decoded;
	struct span best;

	buf_clear(out);
	if (!spelling_set(&given, text))
		return error_set(err, STATUS_INVALID_DOI,
				 "longer than %d bytes", DOI_MAX);
	spelling_fold(&given);
	if (find(&search, &given, &decoded))
		return buf_check(out, err);
	best = best_of(&given, &decoded);
	if (!doi_is_valid(best))
		return error_set(err, STATUS_INVALID_DOI,
				 "a DOI looks like 10.1234/suffix");
	buf_add_span(out, best);
	if (out->failed)
		return buf_check(out, err);
	return error_set(err, STATUS_NOT_FOUND, "no record of %.*s",
			 (int)best.len, best.at);
}
