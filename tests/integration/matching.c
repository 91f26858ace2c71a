/* SPDX-License-Identifier: MIT */
/* The look-up as GROBID asks for it, over the wire. */
#include <cjson/cJSON.h>
#include <criterion/criterion.h>

#include "client.h"
#include "upstream.h"

/* What the stand-in of Crossref tells of any "ok." DOI. */
#define FETCHED "10.5555/ok.fetched"

static const char dump[] =
	"{\"DOI\":\"10.5555/held\",\"type\":\"journal-article\",\"title\":["
	"\"Growth of Planta inventa at low light\"],\"author\":[{\"given\":"
	"\"Anna\",\"family\":\"Beispiel\"}],\"container-title\":[\"Journal of "
	"Made Works\"],\"volume\":\"12\",\"page\":\"123-145\",\"issued\":{"
	"\"date-parts\":[[2003,5]]}}\n";

#define TITLE  "atitle=Growth+of+Planta+inventa+at+low+light"
#define LOOKUP "/service/lookup?"

static const struct {
	const char *path, *body;
	long status;
} rows[] = {
	{ LOOKUP "doi=10.5555%2FHELD", NULL, 200 },
	{ LOOKUP "doi=10.5555/none&" TITLE "&firstAuthor=Beispiel", NULL, 200 },
	{ LOOKUP TITLE "&firstAuthor=Beispiel&parseReference=false", NULL,
	  200 },
	{ LOOKUP "jtitle=J+Made+Works&volume=12&firstPage=123", NULL, 200 },
	{ LOOKUP "biblio=Beispiel+A.+Growth+of+Planta+inventa+at+low+light.+"
		 "2003",
	  NULL, 200 },
	{ "/service/lookup/biblio",
	  "Beispiel A. Growth of Planta inventa at low light. 2003", 200 },
	{ "/service/lookup/doi/10.5555/held", NULL, 200 },
	{ "/service/lookup/doi/10.5555%2Fheld", NULL, 200 },
	{ "/v1" LOOKUP "doi=10.5555/held", NULL, 200 },
	{ LOOKUP "doi=10.5555/held&" TITLE "&firstAuthor=Doe", NULL, 404 },
	{ LOOKUP TITLE "&firstAuthor=Doe", NULL, 404 },
	{ LOOKUP "halId=hal-1", NULL, 404 },
	{ LOOKUP "biblio=Sleep+of+mice", NULL, 404 },
	{ "/service/lookup/doi/10.5555/none", NULL, 404 },
	{ "/service/lookup/pmid/5", NULL, 404 },
	{ "/service/lookup/pmc/PMC5", NULL, 404 },
	{ LOOKUP "year=2003", NULL, 400 },
	{ LOOKUP "nonsense=1", NULL, 400 },
};

static void expect(const struct reply *reply, size_t row)
{
	SCOPED(json_release) cJSON *json = reply_json(reply);
	const char *code = json_text_at(json, "code");

	if (reply->status == 200)
		cr_expect_str_eq(json_text_at(json, "DOI"), "10.5555/held",
				 "%s", rows[row].path);
	else
		cr_expect(*code && *json_text_at(json, "message"), "%s: %s",
			  rows[row].path, reply_text(reply));
}

Test(matching, answers_as_biblio_glutton_does)
{
	SCOPED(daemon_release) struct daemon site;

	daemon_serve(&site, "held.jsonl", span_of(dump));
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(reply_release)
		struct reply reply = ask(
			&site,
			(struct question){ .path = rows[i].path,
					   .body = rows[i].body,
					   .headers = { "Content-Type: "
							"text/plain" } });

		cr_expect_eq(reply.status, rows[i].status, "%s: %ld %s",
			     rows[i].path, reply.status, reply_text(&reply));
		expect(&reply, i);
	}
	daemon_stop(&site);
}

/* What is not held is fetched; a failure of the world is no match, and never a
 * 503. */
Test(matching, fetches_what_is_not_held)
{
	static const struct {
		const char *doi;
		long status;
	} fetched[] = {
		{ FETCHED, 200 },
		{ "10.5555/none.at.all", 404 },
		{ "10.5555/status.500", 502 },
	};
	SCOPED(daemon_release) struct daemon site;
	struct upstream world;

	upstream_start(&world);
	daemon_init(&site);
	daemon_write(&site, "held.jsonl", span_of(dump));
	upstream_serve(&world, &site, NULL);
	for (size_t i = 0; i < ARRAY_COUNT(fetched); i++) {
		SCOPED(buf_release) struct buf path = buf_init(200);

		buf_add_format(&path, LOOKUP "doi=%s", fetched[i].doi);
		SCOPED(reply_release)
		struct reply reply = ask(
			&site, (struct question){ .path = buf_text(&path) });
		cr_expect_eq(reply.status, fetched[i].status, "%s: %ld %s",
			     fetched[i].doi, reply.status, reply_text(&reply));
	}
	cr_expect_eq(upstream_count(&world, "crossref", "/works/10.5555/ok"),
		     1);
	daemon_stop(&site);
	upstream_stop(&world);
}
