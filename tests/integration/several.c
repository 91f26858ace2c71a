/* SPDX-License-Identifier: MIT */
/* One work from several dumps, and works without a DOI, over the wire. */
#include <cjson/cJSON.h>
#include <criterion/criterion.h>

#include "client.h"

static const char crossref[] =
	"{\"DOI\":\"10.5555/work\",\"title\":[\"A Work\"],\"type\":"
	"\"journal-article\",\"source\":\"Crossref\",\"author\":[{\"given\":"
	"\"Ann\",\"family\":\"Other\"}]}\n";
static const char openalex[] =
	"{\"id\":\"https://openalex.org/W1\",\"doi\":"
	"\"https://doi.org/10.5555/work\",\"title\":\"A Work\",\"ids\":"
	"{\"pmid\":\"https://pubmed.ncbi.nlm.nih.gov/77\"},"
	"\"cited_by_count\":9,\"authorships\":[]}\n";
static const char pubmed[] =
	"{\"id\":\"77\",\"source\":\"MED\",\"pmid\":\"77\",\"title\":"
	"\"A Work\",\"authorString\":\"Other A.\",\"abstractText\":"
	"\"What it says, in one whole sentence.\"}\n"
	"{\"id\":\"88\",\"source\":\"MED\",\"pmid\":\"88\",\"title\":"
	"\"Alone\",\"authorString\":\"Other A.\"}\n";

static const struct {
	const char *path;
	long status;
	const char *member, *value;
} rows[] = {
	{ "/v1/records/10.5555/work", 200, "title", "A Work" },
	{ "/v1/records/10.5555%2Fwork", 200, "ids.pmid", "77" },
	{ "/v1/records/pmid:77", 200, "doi", "10.5555/work" },
	{ "/v1/records/PMID:77?fields=doi", 200, "doi", "10.5555/work" },
	{ "/v1/records/https://pubmed.ncbi.nlm.nih.gov/77/", 200, "doi",
	  "10.5555/work" },
	{ "/v1/records/https%3A%2F%2Fpubmed.ncbi.nlm.nih.gov%2F77%2F", 200,
	  "doi", "10.5555/work" },
	{ "/v1/abstracts/pmid:77", 200, "abstract",
	  "What it says, in one whole sentence." },
	{ "/v1/records/pmid:77?raw=true", 200, "raw.DOI", "10.5555/work" },
	{ "/v1/records/pmid:88", 200, "title", "Alone" },
	{ "/v1/records/pmid%3A88", 200, "source.format", "europepmc" },
	{ "/v1/records/pmid:99", 404, "id", "pmid:99" },
	{ "/v1/records/pmid:ninety", 400, "type", "/problems/invalid-doi" },
};

Test(several, dumps_of_a_work_answer_as_one_record)
{
	SCOPED(daemon_release) struct daemon site;

	daemon_init(&site);
	daemon_write(&site, "a-pubmed.jsonl", span_of(pubmed));
	daemon_write(&site, "b-openalex.jsonl", span_of(openalex));
	daemon_write(&site, "c-crossref.jsonl", span_of(crossref));
	daemon_start(&site, NULL);
	daemon_wait_ready(&site);
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		long status;
		SCOPED(json_release)
		cJSON *answer = ask_json(&site, rows[i].path, &status);

		cr_expect_eq(status, rows[i].status, "%s: %ld", rows[i].path,
			     status);
		cr_expect_str_eq(json_text_at(answer, rows[i].member),
				 rows[i].value, "%s", rows[i].path);
	}
	daemon_stop(&site);
}

static bool is_pmid_record(void *context)
{
	long status;
	SCOPED(json_release)
	cJSON *answer = ask_json(context, "/v1/records/pmid:77", &status);

	return status == 200 && !*json_text_at(answer, "doi");
}

/* The DOI goes with the dumps that gave it, the record does not. */
Test(several, dumps_leave_what_the_others_say_when_they_go)
{
	SCOPED(daemon_release) struct daemon site;
	long status;

	daemon_init(&site);
	daemon_write(&site, "a-pubmed.jsonl", span_of(pubmed));
	daemon_write(&site, "b-openalex.jsonl", span_of(openalex));
	daemon_start(&site, NULL);
	daemon_wait_ready(&site);
	SCOPED(json_release)
	cJSON *before = ask_json(&site, "/v1/records/10.5555/work", &status);
	cr_expect_eq(status, 200);
	cr_expect_eq(cJSON_GetArraySize(json_at(before, "sources")), 2);
	daemon_write(&site, "b-openalex.jsonl", span_of("{\"x\":1}\n"));
	daemon_rescan(&site);
	cr_expect(wait_until(is_pmid_record, &site));
	SCOPED(json_release)
	cJSON *after = ask_json(&site, "/v1/records/10.5555/work", &status);
	cr_expect_eq(status, 404, "%ld", status);
	cr_expect_null(json_at(after, "sources"));
	daemon_stop(&site);
}
