/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "paperd/scoped.h"
#include "paperd/source.h"
#include "test_source.h"

#define NO_KEY "no DOI or other identifier"

static const struct source_row rows[] = {
	{ "OpenAlex: PubMed's", "doi,url,ids",
	  "{\"id\":\"https://openalex.org/W1\",\"title\":\"A\",\"doi\":null,\"ids\":{\"pmid\":"
	  "\"https://pubmed.ncbi.nlm.nih.gov/31393839\",\"pmcid\":"
	  "\"https://www.ncbi.nlm.nih.gov/pmc/articles/6754000\"}}",
	  "{\"url\":\"https://pubmed.ncbi.nlm.nih.gov/31393839/\","
	  "\"ids\":{\"pmid\":\"31393839\",\"pmcid\":\"PMC6754000\"}}" },
	{ "OpenAlex: where a copy stands", "url,ids",
	  "{\"id\":\"https://openalex.org/W1\",\"title\":\"A\",\"locations\":["
	  "{\"landing_page_url\":\"https://example.org/171\"},"
	  "{\"landing_page_url\":\"http://arxiv.org/abs/1706.03762\"}],"
	  "\"primary_location\":{\"landing_page_url\":"
	  "\"https://example.org/171\"}}",
	  "{\"url\":\"https://example.org/171\","
	  "\"ids\":{\"arxiv\":\"1706.03762\"}}" },
	{ "Semantic Scholar: its own", "url,ids",
	  "{\"paperId\":\"204e3073870f\",\"title\":\"A\"}",
	  "{\"url\":\"https://www.semanticscholar.org/paper/204e3073870f\","
	  "\"ids\":{\"s2\":\"204e3073870f\"}}" },
	{ "Semantic Scholar: the address stated", "url,ids",
	  "{\"paperId\":\"20\",\"title\":\"A\",\"externalIds\":{\"PubMed\":\"17\"},\"url\":"
	  "\"https://www.semanticscholar.org/paper/20\"}",
	  "{\"url\":\"https://www.semanticscholar.org/paper/20\","
	  "\"ids\":{\"pmid\":\"17\",\"s2\":\"20\"}}" },
	{ "Semantic Scholar: a corpus number", "url",
	  "{\"corpusid\":17,\"title\":\"A\",\"externalids\":{\"DOI\":null}}",
	  "{\"url\":\"https://api.semanticscholar.org/CorpusID:17\"}" },
	{ "Semantic Scholar: a DOI that is none", "doi,ids",
	  "{\"paperId\":\"20\",\"title\":\"A\",\"externalIds\":{\"DOI\":\"see below\"}}",
	  "{\"ids\":{\"s2\":\"20\"}}" },
	{ "DataCite: an alternate one", "url,ids",
	  "{\"titles\":[{\"title\":\"A\"}],\"creators\":[],"
	  "\"alternateIdentifiers\":[{\"alternateIdentifierType\":\"arXiv\","
	  "\"alternateIdentifier\":\"arXiv:1706.03762v5\"}]}",
	  "{\"url\":\"https://arxiv.org/abs/1706.03762v5\","
	  "\"ids\":{\"arxiv\":\"1706.03762v5\"}}" },
	{ "Europe PMC: members", "url,ids",
	  "{\"pmid\":\"31393839\",\"pmcid\":\"PMC6754000\",\"inEPMC\":\"Y\",\"title\":\"A\"}",
	  "{\"url\":\"https://pubmed.ncbi.nlm.nih.gov/31393839/\","
	  "\"ids\":{\"pmid\":\"31393839\",\"pmcid\":\"PMC6754000\"}}" },
	{ "Europe PMC: the id of a source", "ids",
	  "{\"id\":\"31393839\",\"source\":\"MED\",\"inEPMC\":\"Y\",\"title\":\"A\"}",
	  "{\"ids\":{\"pmid\":\"31393839\"}}" },
	{ "Europe PMC: of PubMed Central", "url",
	  "{\"id\":\"PMC6754000\",\"source\":\"PMC\",\"inEPMC\":\"Y\",\"title\":\"A\"}",
	  "{\"url\":"
	  "\"https://www.ncbi.nlm.nih.gov/pmc/articles/PMC6754000/\"}" },
	{ "Crossref: an ISBN of a book", "doi,url,ids",
	  "{\"title\":[\"A\"],\"type\":\"book\",\"ISBN\":"
	  "[\"978-3-642-32156-6\"]}",
	  "{\"ids\":{\"isbn\":[\"9783642321566\"]}}" },
	{ "CSL: members", "url,ids",
	  "{\"type\":\"article-journal\",\"title\":\"A\",\"author\":[],"
	  "\"PMID\":\"31393839\",\"URL\":\"https://example.org/a\"}",
	  "{\"url\":\"https://example.org/a\","
	  "\"ids\":{\"pmid\":\"31393839\"}}" },
	{ "CSL: Zotero's number of a preprint", "ids",
	  "{\"type\":\"article\",\"title\":\"A\",\"author\":[],"
	  "\"number\":\"arXiv:1706.03762\"}",
	  "{\"ids\":{\"arxiv\":\"1706.03762\"}}" },
	{ "CSL: Zotero's note", "ids",
	  "{\"type\":\"article\",\"title\":\"A\",\"author\":[],\"note\":"
	  "\"arXiv:1706.03762 [cs]\\nPMID: 17\\nPMCID: PMC18\"}",
	  "{\"ids\":{\"pmid\":\"17\",\"pmcid\":\"PMC18\","
	  "\"arxiv\":\"1706.03762\"}}" },
	{ "CSL: an address", "ids",
	  "{\"type\":\"article\",\"title\":\"A\",\"author\":[],\"URL\":"
	  "\"https://www.ncbi.nlm.nih.gov/pubmed/17?dopt=Abstract\"}",
	  "{\"ids\":{\"pmid\":\"17\"}}" },
	{ "BibTeX: fields", "url,ids",
	  "@article{k, title={A}, pmid={17}, pmcid={PMC18}}",
	  "{\"url\":\"https://pubmed.ncbi.nlm.nih.gov/17/\","
	  "\"ids\":{\"pmid\":\"17\",\"pmcid\":\"PMC18\"}}" },
	{ "BibTeX: an eprint", "url,ids",
	  "@misc{k, title={A}, eprint={math/0309136}, archiveprefix={arXiv}}",
	  "{\"url\":\"https://arxiv.org/abs/math/0309136\","
	  "\"ids\":{\"arxiv\":\"math/0309136\"}}" },
	{ "BibTeX: Google Scholar's journal", "ids",
	  "@article{k, title={A}, journal={arXiv preprint arXiv:1706.03762}}",
	  "{\"ids\":{\"arxiv\":\"1706.03762\"}}" },
	{ "BibTeX: an address", "url,ids",
	  "@article{k, title={A}, url={https://pubmed.ncbi.nlm.nih.gov/17/}}",
	  "{\"url\":\"https://pubmed.ncbi.nlm.nih.gov/17/\","
	  "\"ids\":{\"pmid\":\"17\"}}" },
	{ "BibTeX: an ISBN of a book", "ids",
	  "@book{k, title={A}, isbn={3-540-44008-9}}",
	  "{\"ids\":{\"isbn\":[\"3540440089\"]}}" },
	{ "BibTeX: ISBNs with their binding", "ids",
	  "@book{k, title={A}, isbn={0-321-35668-3 (paperback), 978-3-642-32156-6}}",
	  "{\"ids\":{\"isbn\":[\"0321356683\",\"9783642321566\"]}}" },
	{ "RIS: an accession number", "url,ids",
	  "TY  - JOUR\nTI  - A\nDB  - PubMed\nAN  - 17\nC2  - PMC18\n",
	  "{\"url\":\"https://pubmed.ncbi.nlm.nih.gov/17/\","
	  "\"ids\":{\"pmid\":\"17\",\"pmcid\":\"PMC18\"}}" },
	{ "RIS: an address", "ids",
	  "TY  - JOUR\nTI  - A\nUR  - http://arxiv.org/abs/1706.03762\n",
	  "{\"ids\":{\"arxiv\":\"1706.03762\"}}" },
	{ "RIS: an address beside the record's", "url,ids",
	  "TY  - JOUR\nTI  - A\nUR  - https://example.org/a\n"
	  "L2  - https://www.ncbi.nlm.nih.gov/pubmed/17\n",
	  "{\"url\":\"https://example.org/a\",\"ids\":{\"pmid\":\"17\"}}" },
	{ "RIS: a note", "ids", "TY  - JOUR\nTI  - A\nN1  - PMID: 17\n",
	  "{\"ids\":{\"pmid\":\"17\"}}" },
	{ "RIS: a book", "ids", "TY  - BOOK\nTI  - A\nSN  - 3-540-44008-9\n",
	  "{\"ids\":{\"isbn\":[\"3540440089\"]}}" },
	{ "the aggregator: its platform's", "url,ids",
	  "{\"title\":\"A\",\"PeriodicalId\":1,\"platform\":"
	  "\"Semanticscholar\",\"paperid\":\"0a1b\",\"PMCID\":\"PMC18\"}",
	  "{\"url\":\"https://www.ncbi.nlm.nih.gov/pmc/articles/PMC18/\","
	  "\"ids\":{\"pmcid\":\"PMC18\",\"s2\":\"0a1b\"}}" },
	{ "a DOI has its own address", "doi,url,ids",
	  "@article{k, title={A}, doi={10.1234/x}, pmid={17}}",
	  "{\"doi\":\"10.1234/x\",\"url\":\"https://doi.org/10.1234/x\","
	  "\"ids\":{\"pmid\":\"17\"}}" },
};

Test(source_identity, keeps_other_identifiers_and_is_content_with_them)
{
	source_check(rows, ARRAY_COUNT(rows));
}

static const struct {
	const char *name;
	const char *raw;
	const char *reason;
} refused_rows[] = {
	{ "an ISBN of a chapter", "@incollection{k, isbn={3-540-44008-9}}",
	  NO_KEY },
	{ "an ISBN that is none", "@book{k, isbn={3-540-44008-6}}", NO_KEY },
	{ "an ISSN", "@article{k, issn={0028-0836}}", NO_KEY },
	{ "a number that is no accession number of PubMed",
	  "TY  - JOUR\nDB  - Scopus\nAN  - 17\n", NO_KEY },
	{ "an address with a number in it",
	  "@article{k, url={https://example.org/pubmed/17}}", NO_KEY },
	{ "a note that is a number", "@article{k, note={17}}", NO_KEY },
	{ "a journal of arXiv without one",
	  "@article{k, journal={arXiv preprint}}", NO_KEY },
	{ "OpenAlex's own",
	  "{\"id\":\"https://openalex.org/W1\",\"ids\":"
	  "{\"mag\":\"17\"}}",
	  NO_KEY },
	{ "a preprint server's id in Europe PMC",
	  "{\"id\":\"PPR17\",\"source\":\"PPR\",\"inEPMC\":\"N\"}", NO_KEY },
	{ "an identifier alone", "@article{k, pmid={17}}",
	  "no DOI and no title" },
	{ "the DOI is named where there is no other",
	  "@article{k, doi={17}, pmid={x}}", "the DOI \"17\" is not one" },
};

Test(source_identity, refuses_what_has_none)
{
	for (size_t i = 0; i < ARRAY_COUNT(refused_rows); i++) {
		SCOPED(paper_release) struct paper paper = { 0 };
		struct error err = { 0 };

		cr_expect_eq(source_read(span_of(refused_rows[i].raw), &paper,
					 NULL, &err),
			     STATUS_INVALID_BODY, "%s", refused_rows[i].name);
		cr_expect_str_eq(err.detail, refused_rows[i].reason, "%s: %s",
				 refused_rows[i].name, err.detail);
	}
}
