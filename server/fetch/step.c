/* SPDX-License-Identifier: MIT */
#include "step.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <strings.h>

#include "paperd/json.h"
#include "paperd/scoped.h"

static void tree_delete(cJSON **tree)
{
	cJSON_Delete(*tree);
}

const char *agency_name(enum agency agency)
{
	static const char *const names[] = { NULL, "Crossref", "DataCite",
					     NULL };

	return names[agency];
}

enum step step_first(enum agency agency)
{
	static const enum step first[] = { STEP_AGENCY, STEP_CROSSREF,
					   STEP_DATACITE, STEP_CONTENT };

	return first[agency];
}

/* ---- verdicts ---- */

static struct verdict ends(enum fetch_outcome outcome)
{
	return (struct verdict){ .next = STEP_END, .outcome = outcome };
}

/* On to the first of these steps that was not taken. */
static struct verdict goes_on(unsigned taken, enum step wanted)
{
	const enum step steps[] = { wanted, STEP_AGENCY, STEP_CONTENT };

	for (size_t i = 0; i < ARRAY_COUNT(steps); i++)
		if (!(taken & 1u << steps[i]))
			return (struct verdict){ .next = steps[i] };
	return ends(FETCH_NO_METADATA);
}

/* ---- what is asked of doiRA ---- */

static enum agency agency_read(const char *name)
{
	for (enum agency a = AGENCY_CROSSREF; a <= AGENCY_DATACITE; a++)
		if (strcasecmp(name, agency_name(a)) == 0)
			return a;
	return strcasecmp(name, "Unknown") == 0 ? AGENCY_UNKNOWN : AGENCY_OTHER;
}

static bool says_absent(const char *status)
{
	return status && (strcasecmp(status, "DOI does not exist") == 0 ||
			  strcasecmp(status, "Invalid DOI") == 0);
}

static const char *member(const cJSON *object, const char *name)
{
	return cJSON_GetStringValue(
		cJSON_GetObjectItemCaseSensitive(object, name));
}

/* What doiRA says of the DOI that was asked for; NULL: nothing. */
static const cJSON *entry_of(const cJSON *tree, struct span doi)
{
	const cJSON *entry = cJSON_GetArrayItem(tree, 0);
	const char *name = member(entry, "DOI");

	return name && span_is_nocase(doi, name) ? entry : NULL;
}

static struct verdict judge_agency(unsigned taken,
				   const struct step_answer *answer)
{
	SCOPED(tree_delete) cJSON *tree = NULL;
	struct verdict ret = goes_on(taken, STEP_CONTENT);
	struct span body = answer->body;
	const cJSON *entry;
	const char *name;

	if (answer->status != 200)
		return ret;

	if (json_check(body, NULL) == STATUS_OK)
		tree = cJSON_ParseWithLength(body.at, body.len);
	entry = entry_of(tree, answer->doi);
	if (says_absent(member(entry, "status")))
		return ends(FETCH_ABSENT);
	name = member(entry, "RA");
	if (!name)
		return ret;
	ret = goes_on(taken, step_first(agency_read(name)));
	ret.agency = agency_read(name);
	snprintf(ret.name, sizeof(ret.name), "%s", name);
	return ret;
}

/* ---- records ---- */

/* Bodies that a source can read, told by their type; the API of an agency
 * gives one of the first two. */
static bool is_record(const struct step_answer *answer)
{
	static const char *const types[] = {
		"application/json",
		"application/vnd.api+json",
		"application/vnd.citationstyles.csl+json",
		"application/citeproc+json",
		"application/vnd.datacite.datacite+json",
		"application/vnd.datacite.datacite+xml",
		"application/vnd.crossref.unixref+xml",
		"application/vnd.crossref.unixsd+xml",
	};
	struct span rest = span_of(answer->type), type;

	if (!span_next(&rest, ';', &type) || !span_trim(answer->body).len)
		return false;
	for (size_t i = 0; i < ARRAY_COUNT(types); i++)
		if (span_is_nocase(span_trim(type), types[i]))
			return true;
	return false;
}

/* A record, or the same as it was. */
static bool gives_record(const struct step_answer *answer)
{
	return (answer->status == 304 && answer->conditional) ||
	       (answer->status == 200 && is_record(answer));
}

/* Told by the one that was asked, these say that it has none. */
static bool says_gone(int status)
{
	return status == 404 || status == 410;
}

/* An answer without a record, which is no failure. */
static bool says_nothing(int status)
{
	return status == 200 || status == 204 || status == 406;
}

/* What an agency does not have is asked for elsewhere. */
static struct verdict judge_work(unsigned taken,
				 const struct step_answer *answer)
{
	if (gives_record(answer))
		return ends(FETCH_FOUND);
	if (says_gone(answer->status) || says_nothing(answer->status))
		return goes_on(taken, STEP_AGENCY);
	return ends(FETCH_FAILED);
}

static struct verdict has_none(bool brief)
{
	struct verdict ret = ends(FETCH_NO_METADATA);

	ret.brief = brief;
	return ret;
}

/*
 * Behind a redirect: pages in HTML with status 200 (of agencies that do not
 * negotiate), 204, 406.  An agency that is known to have records and says 404
 * may only be late; the page of a publisher may not like programs.
 */
static struct verdict judge_redirected(const struct step_answer *answer)
{
	int status = answer->status;

	if (says_nothing(status))
		return has_none(false);
	if (says_gone(status))
		return has_none(true);
	if (answer->agency == AGENCY_OTHER && (status == 401 || status == 403))
		return has_none(true);
	return ends(FETCH_FAILED);
}

static struct verdict judge_content(const struct step_answer *answer)
{
	int status = answer->status;

	if (gives_record(answer))
		return ends(FETCH_FOUND);
	if (answer->redirects)
		return judge_redirected(answer);
	if (says_gone(status) || status == 400)
		return ends(FETCH_ABSENT);
	return says_nothing(status) ? has_none(false) : ends(FETCH_FAILED);
}

struct verdict step_judge(enum step step, unsigned taken,
			  const struct step_answer *answer)
{
	switch (step) {
	case STEP_AGENCY:
		return judge_agency(taken, answer);
	case STEP_CROSSREF:
	case STEP_DATACITE:
		return judge_work(taken, answer);
	default:
		return judge_content(answer);
	}
}
