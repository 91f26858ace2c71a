/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "paperd/scoped.h"
#include "../../../server/fetch/step.h"

#define A (1u << STEP_AGENCY)
#define X (1u << STEP_CROSSREF)
#define D (1u << STEP_DATACITE)
#define C (1u << STEP_CONTENT)

#define CSL      "application/vnd.citationstyles.csl+json"
#define JSON     "application/json"
#define HTML     "text/html; charset=utf-8"
#define RA(name) "[{\"DOI\":\"10.1000/x\",\"RA\":\"" name "\"}]"
#define NO(text) "[{\"DOI\":\"10.1000/x\",\"status\":\"" text "\"}]"

static const struct row {
	const char *name;
	enum step step;
	unsigned taken;
	int status;
	unsigned redirects;
	const char *type, *body;
	enum step next;
	enum fetch_outcome outcome; /* of STEP_END */
	enum agency agency;
	enum agency of; /* whose DOI it is */
	bool conditional, brief;
} rows[] = {
	/* doiRA */
	{ "Crossref", STEP_AGENCY, A, 200, 0, JSON, RA("Crossref"),
	  STEP_CROSSREF, 0, AGENCY_CROSSREF },
	{ "DataCite", STEP_AGENCY, A, 200, 0, JSON, RA("DataCite"),
	  STEP_DATACITE, 0, AGENCY_DATACITE },
	{ "mEDRA", STEP_AGENCY, A, 200, 0, JSON, RA("mEDRA"), STEP_CONTENT, 0,
	  AGENCY_OTHER },
	{ "Crossref had nothing", STEP_AGENCY, A | X, 200, 0, JSON,
	  RA("Crossref"), STEP_CONTENT, 0, AGENCY_CROSSREF },
	{ "moved to DataCite", STEP_AGENCY, A | X, 200, 0, JSON, RA("DataCite"),
	  STEP_DATACITE, 0, AGENCY_DATACITE },
	{ "no such DOI", STEP_AGENCY, A, 200, 0, JSON, NO("DOI does not exist"),
	  STEP_END, FETCH_ABSENT, 0 },
	{ "no DOI at all", STEP_AGENCY, A, 200, 0, JSON, NO("Invalid DOI"),
	  STEP_END, FETCH_ABSENT, 0 },
	{ "unknown agency", STEP_AGENCY, A, 200, 0, JSON, NO("Unknown"),
	  STEP_CONTENT, 0, 0 },
	{ "doiRA gives HTML", STEP_AGENCY, A, 200, 0, HTML, "<html>",
	  STEP_CONTENT, 0, 0 },
	{ "doiRA gives junk", STEP_AGENCY, A, 200, 0, JSON, "[[[[",
	  STEP_CONTENT, 0, 0 },
	{ "doiRA gives nothing", STEP_AGENCY, A, 200, 0, JSON, "[]",
	  STEP_CONTENT, 0, 0 },
	{ "doiRA is not there", STEP_AGENCY, A, 404, 0, HTML,
	  NO("DOI does not exist"), STEP_CONTENT, 0, 0 },
	/* the agencies */
	{ "a work", STEP_CROSSREF, A | X, 200, 0, JSON, "{}", STEP_END,
	  FETCH_FOUND, 0 },
	{ "a DOI at DataCite", STEP_DATACITE, A | D, 200, 0,
	  "application/vnd.api+json; charset=utf-8", "{}", STEP_END,
	  FETCH_FOUND, 0 },
	{ "not changed", STEP_CROSSREF, A | X, 304, 0, NULL, "", STEP_END,
	  FETCH_FOUND, 0, .conditional = true },
	{ "not changed, which nobody asked", STEP_CROSSREF, A | X, 304, 0, NULL,
	  "", STEP_END, FETCH_FAILED, 0 },
	{ "of another DOI", STEP_AGENCY, A, 200, 0, JSON,
	  "[{\"DOI\":\"10.1000/y\",\"status\":\"DOI does not exist\"}]",
	  STEP_CONTENT, 0, 0 },
	{ "of the DOI in capitals", STEP_AGENCY, A, 200, 0, JSON,
	  "[{\"DOI\":\"10.1000/X\",\"RA\":\"Crossref\"}]", STEP_CROSSREF, 0,
	  AGENCY_CROSSREF },
	{ "404 of Crossref, agency from memory", STEP_CROSSREF, X, 404, 0,
	  "text/plain", "Resource not found.", STEP_AGENCY, 0, 0 },
	{ "404 of Crossref, as doi.org said", STEP_CROSSREF, A | X, 404, 0,
	  JSON, "Resource not found.", STEP_CONTENT, 0, 0 },
	{ "HTML for a work", STEP_CROSSREF, A | X, 200, 0, HTML, "<html>",
	  STEP_CONTENT, 0, 0 },
	{ "an empty work", STEP_CROSSREF, A | X, 200, 0, JSON, " \n",
	  STEP_CONTENT, 0, 0 },
	{ "403 of DataCite", STEP_DATACITE, A | D, 403, 0, JSON, "{}", STEP_END,
	  FETCH_FAILED, 0 },
	{ "400 of Crossref", STEP_CROSSREF, A | X, 400, 0, JSON, "{}", STEP_END,
	  FETCH_FAILED, 0 },
	{ "all was asked", STEP_CROSSREF, A | X | D | C, 404, 0, JSON, "{}",
	  STEP_END, FETCH_NO_METADATA, 0 },
	/* content negotiation */
	{ "CSL", STEP_CONTENT, A | C, 200, 1, CSL, "{}", STEP_END, FETCH_FOUND,
	  0 },
	{ "CSL with a parameter", STEP_CONTENT, A | C, 200, 1,
	  CSL "; charset=utf-8", "{}", STEP_END, FETCH_FOUND, 0 },
	{ "unixref", STEP_CONTENT, A | C, 200, 1,
	  "application/vnd.crossref.unixref+xml", "<crossref/>", STEP_END,
	  FETCH_FOUND, 0 },
	{ "HTML with 200", STEP_CONTENT, A | C, 200, 2, HTML, "<html>",
	  STEP_END, FETCH_NO_METADATA, 0 },
	{ "nothing with 200", STEP_CONTENT, A | C, 200, 1, CSL, "", STEP_END,
	  FETCH_NO_METADATA, 0 },
	{ "no type", STEP_CONTENT, A | C, 200, 1, NULL, "{}", STEP_END,
	  FETCH_NO_METADATA, 0 },
	{ "204", STEP_CONTENT, A | C, 204, 1, NULL, "", STEP_END,
	  FETCH_NO_METADATA, 0 },
	{ "406", STEP_CONTENT, A | C, 406, 1, HTML, "", STEP_END,
	  FETCH_NO_METADATA, 0 },
	{ "404 of doi.org", STEP_CONTENT, A | C, 404, 0, HTML, "<html>",
	  STEP_END, FETCH_ABSENT, 0 },
	{ "404 of an agency", STEP_CONTENT, A | C, 404, 1, HTML, "<html>",
	  STEP_END, FETCH_NO_METADATA, 0, .brief = true },
	{ "408 of doi.org", STEP_CONTENT, A | C, 408, 0, HTML, "<html>",
	  STEP_END, FETCH_FAILED, 0 },
	{ "400 of an agency", STEP_CONTENT, A | C, 400, 1, HTML, "<html>",
	  STEP_END, FETCH_FAILED, 0 },
	{ "403 of Crossref behind doi.org", STEP_CONTENT, A | C, 403, 1, HTML,
	  "<html>", STEP_END, FETCH_FAILED, 0, .of = AGENCY_CROSSREF },
	{ "400 of doi.org", STEP_CONTENT, A | C, 400, 0, HTML, "<html>",
	  STEP_END, FETCH_ABSENT, 0 },
	{ "403 of doi.org", STEP_CONTENT, A | C, 403, 0, HTML, "<html>",
	  STEP_END, FETCH_FAILED, 0 },
	{ "403 of Crossref, twice", STEP_CONTENT, X | A | C, 403, 1, HTML,
	  "<html>", STEP_END, FETCH_FAILED, 0 },
	{ "401 of DataCite, twice", STEP_CONTENT, D | A | C, 401, 1, HTML,
	  "<html>", STEP_END, FETCH_FAILED, 0 },
	{ "403 of a publisher", STEP_CONTENT, A | C, 403, 2, HTML, "<html>",
	  STEP_END, FETCH_NO_METADATA, 0, .of = AGENCY_OTHER, .brief = true },
};

static struct step_answer answer_of(const struct row *row)
{
	return (struct step_answer){ .doi = SPAN("10.1000/x"),
				     .agency = row->of,
				     .conditional = row->conditional,
				     .status = row->status,
				     .redirects = row->redirects,
				     .type = row->type,
				     .body = span_of(row->body) };
}

Test(step, each_answer_has_its_verdict)
{
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		const struct row *row = &rows[i];
		struct step_answer answer = answer_of(row);
		struct verdict got = step_judge(row->step, row->taken, &answer);

		cr_expect_eq(got.next, row->next, "%s: next is %d", row->name,
			     got.next);
		cr_expect_eq(got.agency, row->agency, "%s", row->name);
		cr_expect_eq(got.brief, row->brief, "%s", row->name);
		if (row->next == STEP_END)
			cr_expect_eq(got.outcome, row->outcome,
				     "%s: outcome is %d", row->name,
				     got.outcome);
	}
}

/* Whatever is answered, no step is taken twice. */
Test(step, a_flight_ends)
{
	for (unsigned taken = 0; taken < 16; taken++)
		for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
			const struct row *row = &rows[i];
			struct step_answer answer = answer_of(row);
			unsigned all = taken | 1u << row->step;
			struct verdict got = step_judge(row->step, all,
							&answer);

			cr_expect(got.next == STEP_END ||
					  !(all & 1u << got.next),
				  "%s after %x", row->name, taken);
		}
}
