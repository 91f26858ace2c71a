/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "paperd/scoped.h"
#include "paperd/source.h"
#include "test_source.h"

#define WORK(members) "{\"DOI\":\"10.1234/X\"," members "}"

static const struct source_row title_rows[] = {
	{ "subtitle", "title,subtitle",
	  WORK("\"title\":[\"Cats\"],\"subtitle\":[\"A history\"]"),
	  "{\"title\":\"Cats: A history\",\"subtitle\":\"A history\"}" },
	{ "a title that ends in a colon", "title",
	  WORK("\"title\":[\"Cats:\"],\"subtitle\":[\"A history\"]"),
	  "{\"title\":\"Cats: A history\"}" },
	{ "a subtitle that is in the title", "title,subtitle",
	  WORK("\"title\":[\"Cats: A history\"],\"subtitle\":[\"A history\"]"),
	  "{\"title\":\"Cats: A history\"}" },
	{ "a subtitle that is the title in other capitals", "title,subtitle",
	  WORK("\"title\":[\"A history of cats\"],"
	       "\"subtitle\":[\"A History of Cats\"]"),
	  "{\"title\":\"A history of cats\"}" },
	{ "an original title without the subtitle", "title,translations",
	  WORK("\"title\":[\"Cats\"],\"subtitle\":[\"A history\"],"
	       "\"original-title\":[\"Cats\"]"),
	  "{\"title\":\"Cats: A history\"}" },
	{ "a subtitle without a title goes to the original's, so that it is kept",
	  "title,subtitle",
	  WORK("\"title\":[],\"subtitle\":[\"A history\"],"
	       "\"original-title\":[\"Cats\"]"),
	  "{\"title\":\"Cats: A history\",\"subtitle\":\"A history\"}" },
	{ "no title", "doi,title,subtitle",
	  WORK("\"title\":[],\"subtitle\":[\"A history\"]"),
	  "{\"doi\":\"10.1234/x\"}" },
	{ "an original title in the record's language",
	  "title,language,translations",
	  WORK("\"title\":[\"On cats\"],\"original-title\":[\"猫について\"],"
	       "\"language\":\"ja\""),
	  "{\"title\":\"猫について\",\"language\":\"ja\","
	  "\"translations\":{\"en\":{\"title\":\"On cats\"}}}" },
	{ "an original title that is the translation",
	  "title,language,translations",
	  WORK("\"title\":[\"La recepción\"],"
	       "\"original-title\":[\"The reception\"],\"language\":\"es\""),
	  "{\"title\":\"La recepción\",\"language\":\"es\","
	  "\"translations\":{\"en\":{\"title\":\"The reception\"}}}" },
	{ "a script decides where no language is stated",
	  "title,language,translations",
	  WORK("\"title\":[\"On cats\",\"О кошках\"]"),
	  "{\"title\":\"О кошках\",\"language\":\"ru\","
	  "\"translations\":{\"en\":{\"title\":\"On cats\"}}}" },
	{ "the same title twice", "title,translations",
	  WORK("\"title\":[\"On cats\"],\"original-title\":[\"On cats\"]"),
	  "{\"title\":\"On cats\"}" },
	{ "lost letters", "title,translations",
	  WORK("\"title\":[\"On cats\"],\"original-title\":[\"??? ????\"]"),
	  "{\"title\":\"On cats\"}" },
	{ "an unknown language is no language", "title,language,translations",
	  WORK("\"title\":[\"On cats\"],\"original-title\":[\"De felibus\"]"),
	  "{\"title\":\"On cats\","
	  "\"translations\":{\"und\":{\"title\":\"De felibus\"}}}" },
};

Test(source_crossref, chooses_the_title_by_evidence)
{
	source_check(title_rows, ARRAY_COUNT(title_rows));
}

static const struct source_row people_rows[] = {
	{ "parts, suffix, ORCID, affiliations", "authors",
	  WORK("\"title\":[],\"author\":[{\"given\":\"Ivo M.\","
	       "\"family\":\"Raimundo\",\"suffix\":\"Jr.\","
	       "\"ORCID\":\"http://orcid.org/0000-0001-6555-6868\","
	       "\"affiliation\":[{\"name\":\"A Lab\"},{\"name\":\"B Lab\"}]},"
	       "{\"name\":\"The Lancet\"}]"),
	  "{\"authors\":[{\"name\":\"Ivo M. Raimundo Jr.\","
	  "\"given\":\"Ivo M.\",\"family\":\"Raimundo\",\"suffix\":\"Jr.\","
	  "\"orcid\":\"0000-0001-6555-6868\","
	  "\"affiliations\":[\"A Lab\",\"B Lab\"]},"
	  "{\"name\":\"The Lancet\"}]}" },
	{ "a name in one piece is an organisation's", "authors",
	  WORK("\"title\":[],\"author\":[{\"name\":\"World Bank\"},"
	       "{\"name\":\"Academies of Law, Art, and Music\"}]"),
	  "{\"authors\":[{\"name\":\"World Bank\"},"
	  "{\"name\":\"Academies of Law, Art, and Music\"}]}" },
	{ "a person's name in one piece", "authors",
	  WORK("\"title\":[],\"author\":[{\"name\":\"Byron, Ada\"}]"),
	  "{\"authors\":[{\"name\":\"Ada Byron\",\"given\":\"Ada\","
	  "\"family\":\"Byron\"}]}" },
	{ "another registry's name in one piece", "authors",
	  WORK("\"title\":[],\"source\":\"JaLC\","
	       "\"author\":[{\"name\":\"Ada Byron\"}]"),
	  "{\"authors\":[{\"name\":\"Ada Byron\",\"given\":\"Ada\","
	  "\"family\":\"Byron\"}]}" },
	{ "Han names are read family first", "authors",
	  WORK("\"title\":[],\"author\":[{\"given\":\"雍彦\","
	       "\"family\":\"橋本\"}]"),
	  "{\"authors\":[{\"name\":\"橋本雍彦\",\"given\":\"雍彦\","
	  "\"family\":\"橋本\"}]}" },
	{ "editors", "authors,editors",
	  WORK("\"title\":[],\"editor\":[{\"given\":\"Ada\","
	       "\"family\":\"Byron\"}]"),
	  "{\"editors\":[{\"name\":\"Ada Byron\",\"given\":\"Ada\","
	  "\"family\":\"Byron\"}]}" },
};

Test(source_crossref, reads_persons)
{
	source_check(people_rows, ARRAY_COUNT(people_rows));
}

static const struct source_row date_rows[] = {
	{ "only the precision present", "published,year",
	  WORK("\"title\":[],\"issued\":{\"date-parts\":[[2011,3]]}"),
	  "{\"published\":\"2011-03\",\"year\":2011}" },
	{ "issued first", "published,year",
	  WORK("\"title\":[],\"published-print\":{\"date-parts\":[[2012]]},"
	       "\"issued\":{\"date-parts\":[[2011,3,5]]}"),
	  "{\"published\":\"2011-03-05\",\"year\":2011}" },
	{ "unknown issue date", "published,year",
	  WORK("\"title\":[],\"issued\":{\"date-parts\":[[null]]},"
	       "\"published-online\":{\"date-parts\":[[\"2012\",\"7\"]]}"),
	  "{\"published\":\"2012-07\",\"year\":2012}" },
	{ "never the date of the deposit", "doi,published,year",
	  WORK("\"title\":[],\"issued\":{\"date-parts\":[[]]},"
	       "\"created\":{\"date-parts\":[[2019,1,1]]}"),
	  "{\"doi\":\"10.1234/x\"}" },
	{ "up to the first part that is none", "published",
	  WORK("\"title\":[],\"issued\":{\"date-parts\":[[2018,0,21]]}"),
	  "{\"published\":\"2018\"}" },
	{ "posted", "published",
	  WORK("\"title\":[],\"posted\":{\"date-parts\":[[2018,10,21]]}"),
	  "{\"published\":\"2018-10-21\"}" },
};

Test(source_crossref, takes_the_date_of_publication)
{
	source_check(date_rows, ARRAY_COUNT(date_rows));
}

static const struct source_row place_rows[] = {
	{ "volume, issue, pages", "volume,issue,pages",
	  WORK("\"title\":[],\"volume\":\"5\",\"issue\":\"2\","
	       "\"page\":\"54-61\""),
	  "{\"volume\":\"5\",\"issue\":\"2\",\"pages\":\"54-61\"}" },
	{ "numbers where texts belong", "volume,issue",
	  WORK("\"title\":[],\"volume\":5,\"issue\":2"),
	  "{\"volume\":\"5\",\"issue\":\"2\"}" },
	{ "the issue of journal-issue", "volume,issue",
	  WORK("\"title\":[],\"volume\":\"5\","
	       "\"journal-issue\":{\"issue\":\"2\"}"),
	  "{\"volume\":\"5\",\"issue\":\"2\"}" },
	{ "article number", "pages,article_number",
	  WORK("\"title\":[],\"article-number\":\"145301\","
	       "\"page\":\"1-4\""),
	  "{\"pages\":\"1-4\",\"article_number\":\"145301\"}" },
	{ "an article number among the pages", "pages,article_number",
	  WORK("\"title\":[],\"page\":\"e00028\""),
	  "{\"pages\":\"e00028\",\"article_number\":\"e00028\"}" },
	{ "journal with abbreviation and ISSNs, electronic first", "journal",
	  WORK("\"title\":[],\"container-title\":[\"Physical Review B\"],"
	       "\"short-container-title\":[\"Phys. Rev. B\"],"
	       "\"ISSN\":[\"0163-1829\",\"1095-3795\"],"
	       "\"issn-type\":[{\"value\":\"0163-1829\",\"type\":\"print\"},"
	       "{\"value\":\"1095-3795\",\"type\":\"electronic\"}]"),
	  "{\"journal\":{\"title\":\"Physical Review B\","
	  "\"abbreviation\":\"Phys. Rev. B\","
	  "\"issn\":[\"1095-3795\",\"0163-1829\"]}}" },
	{ "an abbreviation that is the title", "journal",
	  WORK("\"title\":[],\"container-title\":[\"Brain\"],"
	       "\"short-container-title\":[\"Brain\"]"),
	  "{\"journal\":{\"title\":\"Brain\"}}" },
	{ "a series first", "journal",
	  WORK("\"title\":[],\"container-title\":["
	       "\"Studies in Systems, Decision and Control\","
	       "\"Emerging Technologies\"]"),
	  "{\"journal\":{\"title\":\"Emerging Technologies\","
	  "\"series\":\"Studies in Systems, Decision and Control\"}}" },
	{ "a series last", "journal",
	  WORK("\"title\":[],\"container-title\":[\"Emerging Technologies\","
	       "\"SpringerBriefs in Control\"]"),
	  "{\"journal\":{\"title\":\"Emerging Technologies\","
	  "\"series\":\"SpringerBriefs in Control\"}}" },
	{ "the same title in two spellings", "journal",
	  WORK("\"title\":[],\"container-title\":["
	       "\"contemporaryfilmstudies\",\"Contemporary Film Studies\"]"),
	  "{\"journal\":{\"title\":\"Contemporary Film Studies\"}}" },
	{ "an abbreviation among the titles", "journal",
	  WORK("\"title\":[],\"container-title\":[\"Br J Nursing\","
	       "\"British Journal of Nursing\"]"),
	  "{\"journal\":{\"title\":\"British Journal of Nursing\","
	  "\"abbreviation\":\"Br J Nursing\"}}" },
};

Test(source_crossref, finds_the_place_in_a_journal)
{
	source_check(place_rows, ARRAY_COUNT(place_rows));
}

static const struct source_row fact_rows[] = {
	{ "type, publisher, keywords, counts, source",
	  "type,publisher,keywords,citation_count,reference_count,source",
	  WORK("\"title\":[],\"type\":\"journal-article\","
	       "\"publisher\":\"A &amp; B\",\"subject\":[\"Law\",\"Law\","
	       "\"Art\"],\"is-referenced-by-count\":0,"
	       "\"references-count\":42,\"source\":\"CrossRef\""),
	  "{\"type\":\"journal-article\",\"publisher\":\"A & B\","
	  "\"keywords\":[\"Law\",\"Art\"],\"citation_count\":0,"
	  "\"reference_count\":42,\"source\":{\"name\":\"Crossref\","
	  "\"format\":\"crossref\"}}" },
	{ "an unknown type", "type", WORK("\"title\":[],\"type\":\"zine\""),
	  "{\"type\":\"other\"}" },
	{ "no type", "doi,type", WORK("\"title\":[]"),
	  "{\"doi\":\"10.1234/x\"}" },
	{ "the address of the DOI", "url",
	  WORK("\"title\":[],\"URL\":\"http://dx.doi.org/10.1234/X\""),
	  "{\"url\":\"https://doi.org/10.1234/x\"}" },
	{ "a DOI that needs escapes in an address", "url",
	  "{\"DOI\":\"10.1002/(SICI)1097(1999)36:1+<1::AID>3.0.CO;2-#\","
	  "\"title\":[]}",
	  "{\"url\":\"https://doi.org/10.1002/(sici)1097(1999)36:1+%3C1::aid"
	  "%3E3.0.co;2-%23\"}" },
	{ "licences", "licenses",
	  WORK("\"title\":[],\"license\":[{\"content-version\":\"vor\","
	       "\"URL\":\"http://creativecommons.org/licenses/by/4.0\"},"
	       "{\"content-version\":\"vor\","
	       "\"URL\":\"https://creativecommons.org/licenses/by/4.0/\"},"
	       "{\"content-version\":\"tdm\","
	       "\"URL\":\"http://www.elsevier.com/tdm/userlicense/1.0/\"}]"),
	  "{\"licenses\":[{\"id\":\"CC-BY-4.0\","
	  "\"url\":\"https://creativecommons.org/licenses/by/4.0/\","
	  "\"version\":\"vor\"},"
	  "{\"url\":\"http://www.elsevier.com/tdm/userlicense/1.0/\","
	  "\"version\":\"tdm\"}]}" },
	{ "funders", "funders",
	  WORK("\"title\":[],\"funder\":[{\"DOI\":\"10.13039/501100001809\","
	       "\"name\":\"NSFC\",\"award\":[\"11\",\"12\"]},{\"award\":[]}]"),
	  "{\"funders\":[{\"name\":\"NSFC\","
	  "\"doi\":\"10.13039/501100001809\",\"awards\":[\"11\",\"12\"]}]}" },
	{ "references", "references",
	  WORK("\"title\":[],\"reference\":[{\"key\":\"1\","
	       "\"DOI\":\"10.1234/Y\",\"author\":\"Doe\","
	       "\"article-title\":\"A\",\"journal-title\":\"B\","
	       "\"volume\":\"3\",\"first-page\":\"4\",\"year\":\"1999\"},"
	       "{\"key\":\"2\",\"unstructured\":\"Doe, <i>A</i>, 1998\"},"
	       "{\"key\":\"3\"},{\"volume-title\":\"C\"}]"),
	  "{\"references\":[{\"doi\":\"10.1234/y\",\"title\":\"A\","
	  "\"author\":\"Doe\",\"container\":\"B\",\"volume\":\"3\","
	  "\"pages\":\"4\",\"year\":\"1999\"},"
	  "{\"text\":\"Doe, A, 1998\"},{\"container\":\"C\"}]}" },
	{ "references whose DOI is none", "references",
	  WORK("\"title\":[],\"reference\":["
	       "{\"key\":\"1\",\"DOI\":\"10.1002/a‐b–c\"},"
	       "{\"key\":\"2\",\"DOI\":\"10.1002/a b\"},"
	       "{\"key\":\"3\",\"DOI\":\"10.1002/a b\","
	       "\"year\":\"1999\"},{\"key\":\"4\",\"DOI\":\"\"}]"),
	  "{\"references\":[{\"doi\":\"10.1002/a-b-c\"},"
	  "{\"text\":\"10.1002/a b\"},{\"year\":\"1999\"}]}" },
	{ "ISBNs", "ids",
	  WORK("\"title\":[],\"ISBN\":["
	       "\"http://id.crossref.org/isbn/9780306406157\","
	       "\"978-0-306-40615-7\",\"9780306406158\"]"),
	  "{\"ids\":{\"isbn\":[\"9780306406157\"]}}" },
	{ "an arXiv DOI", "ids",
	  "{\"DOI\":\"10.48550/arXiv.0806.2878\",\"title\":[]}",
	  "{\"ids\":{\"arxiv\":\"0806.2878\"}}" },
	{ "a number of arXiv's that lost its zero", "doi,ids",
	  "{\"DOI\":\"10.48550/arXiv.1612.0703\",\"title\":[]}",
	  "{\"doi\":\"10.48550/arxiv.1612.0703\"}" },
	{ "a number of arXiv's with a version", "ids",
	  "{\"DOI\":\"10.48550/arXiv.1612.07030v2\",\"title\":[]}",
	  "{\"ids\":{\"arxiv\":\"1612.07030v2\"}}" },
	{ "identifiers with their scheme", "ids",
	  WORK("\"title\":[],\"alternative-id\":[\"S0006899322\",\"12345\","
	       "\"arXiv:hep-th/9901001\"],\"relation\":{\"is-same-as\":["
	       "{\"id-type\":\"pmid\",\"id\":\"12345\"}],\"cites\":["
	       "{\"id-type\":\"pmcid\",\"id\":\"PMC1\"}]}"),
	  "{\"ids\":{\"pmid\":\"12345\",\"arxiv\":\"hep-th/9901001\"}}" },
	{ "TeX from arXiv", "title",
	  WORK("\"title\":[\"The $\\\\alpha$ of \\\\emph{cats}\"],"
	       "\"source\":\"arXiv\""),
	  "{\"title\":\"The α of cats\"}" },
};

Test(source_crossref, reads_facts)
{
	source_check(fact_rows, ARRAY_COUNT(fact_rows));
}

#define RETRACTION(doi)                                                  \
	"[{\"DOI\":\"" doi "\",\"type\":\"retraction\",\"label\":\"x\"," \
	"\"updated\":{\"date-parts\":[[2022,10,15]]}}]"

static const struct source_row update_rows[] = {
	{ "a notice", "updates,retracted",
	  WORK("\"title\":[\"Retraction notice\"],\"update-to\":" RETRACTION(
		  "10.1234/Y")),
	  "{\"updates\":[{\"type\":\"retraction\",\"direction\":\"to\","
	  "\"doi\":\"10.1234/y\",\"date\":\"2022-10-15\"}]}" },
	{ "the work a notice is about", "updates,retracted",
	  WORK("\"title\":[\"Cats\"],\"updated-by\":" RETRACTION("10.1234/Y")),
	  "{\"updates\":[{\"type\":\"retraction\",\"direction\":\"by\","
	  "\"doi\":\"10.1234/y\",\"date\":\"2022-10-15\"}],"
	  "\"retracted\":true}" },
	{ "a notice that names itself", "retracted",
	  WORK("\"title\":[\"Cats\"],\"update-to\":" RETRACTION("10.1234/X")),
	  "{\"retracted\":true}" },
	{ "marked in the title", "retracted",
	  WORK("\"title\":[\"RETRACTED: Cats\"]"), "{\"retracted\":true}" },
	{ "marked as Springer does", "retracted",
	  WORK("\"title\":[\"RETRACTED ARTICLE: Cats\"]"),
	  "{\"retracted\":true}" },
	{ "the title of a notice", "doi,retracted",
	  WORK("\"title\":[\"Retracted: Cats\"]"), "{\"doi\":\"10.1234/x\"}" },
	{ "a correction", "updates,retracted",
	  WORK("\"title\":[],\"updated-by\":[{\"DOI\":\"10.1234/Y\","
	       "\"type\":\"correction\"},{\"type\":\"retraction\"}]"),
	  "{\"updates\":[{\"type\":\"correction\",\"direction\":\"by\","
	  "\"doi\":\"10.1234/y\"}]}" },
};

Test(source_crossref, knows_what_is_retracted)
{
	source_check(update_rows, ARRAY_COUNT(update_rows));
}

static const struct source_row abstract_rows[] = {
	{ "JATS", "abstract",
	  WORK("\"title\":[],\"abstract\":\"<jats:title>Abstract</jats:title>"
	       "<jats:p>One.</jats:p><jats:p>Two.</jats:p>\""),
	  "{\"abstract\":\"One.\\nTwo.\"}" },
	{ "copyright apart", "abstract,copyright",
	  WORK("\"title\":[],\"abstract\":\"A study with a tail. Copyright "
	       "© 2018 Elsevier Inc. All rights reserved.\""),
	  "{\"abstract\":\"A study with a tail.\",\"copyright\":\"Copyright "
	  "© 2018 Elsevier Inc. All rights reserved.\"}" },
	{ "the record's language first", "language,translations,abstract",
	  WORK("\"title\":[],\"language\":\"en\",\"abstract\":"
	       "\"<jats:p>Resumen: Se estudia la dispersión.</jats:p>"
	       "<jats:p>Abstract: We study dispersion.</jats:p>\""),
	  "{\"language\":\"en\",\"translations\":{\"es\":{\"abstract\":"
	  "\"Se estudia la dispersión.\"}},"
	  "\"abstract\":\"We study dispersion.\"}" },
	{ "the abstract tells Japanese from Chinese", "language",
	  WORK("\"title\":[\"日本文学研究\"],"
	       "\"abstract\":\"この論文では日本の文学について述べる。\""),
	  "{\"language\":\"ja\"}" },
};

Test(source_crossref, reads_abstracts)
{
	source_check(abstract_rows, ARRAY_COUNT(abstract_rows));
}
