/* SPDX-License-Identifier: MIT */
/* References: the lines of the input are the fields of a claim and of a paper.
 * Whatever they are, the score is a probability, and titles and journals are
 * as much alike one way as the other. */
#include "fuzz.h"

#include "paperd/match.h"
#include "paperd/scoped.h"

static struct matcher *matcher(void)
{
	static struct matcher *one;

	if (!one)
		one = matcher_open();
	REQUIRE(one);
	return one;
}

/* The next line; an empty one at the end. */
static struct span line(struct span *rest)
{
	struct span ret = { "", 0 };

	return rest->at && span_next(rest, '\n', &ret) ? ret
						       : (struct span){ "", 0 };
}

static void paper_fill(struct span *rest, struct paper *ret)
{
	struct person *author = people_add(&ret->authors);

	REQUIRE(author);
	ret->title = span_copy(line(rest));
	author->family = span_copy(line(rest));
	author->given = span_copy(line(rest));
	ret->journal.title = span_copy(line(rest));
	ret->volume = span_copy(line(rest));
	ret->pages = span_copy(line(rest));
	ret->year = (struct integer){ true, 2003 };
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	SCOPED(paper_release) struct paper paper = { 0 };
	struct span rest = { (const char *)bytes, len };
	struct claim claim = { .year = 2003 };
	struct span title, journal;
	struct match got;

	paper_fill(&rest, &paper);
	claim.title = line(&rest);
	claim.author = line(&rest);
	claim.journal = line(&rest);
	claim.volume = line(&rest);
	claim.page = line(&rest);
	claim.text = rest.at ? rest : claim.title;
	got = match_paper(matcher(), &claim, &paper);
	REQUIRE(got.score >= 0 && got.score <= 1);
	REQUIRE(got.title >= 0 && got.title <= 1);
	title = span_of(paper.title);
	journal = span_of(paper.journal.title);
	REQUIRE(title_alike(matcher(), claim.title, title) ==
		title_alike(matcher(), title, claim.title));
	REQUIRE(journal_alike(matcher(), claim.journal, journal) ==
		journal_alike(matcher(), journal, claim.journal));
	return 0;
}
