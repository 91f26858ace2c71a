/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#include "paperd/buf.h"
#include "paperd/scoped.h"
#include "paperd/source.h"
#include "test_source.h"

/* A record: what is in its Article, in its citation, beside it. */
#define RECORD(article, citation, data)                                  \
	"<PubmedArticle><MedlineCitation><PMID Version=\"1\">123</PMID>" \
	"<Article>" article "</Article>" citation                        \
	"</MedlineCitation><PubmedData><ArticleIdList>"                  \
	"<ArticleId IdType=\"doi\">10.1234/X</ArticleId>"                \
	"<ArticleId IdType=\"pmc\">PMC77</ArticleId>"                    \
	"</ArticleIdList>" data "</PubmedData></PubmedArticle>"
#define ARTICLE(members) RECORD(members, "", "")

static const struct source_row text_rows[] = {
	{ "identifiers", "doi,url,ids,source", ARTICLE(""),
	  "{\"doi\":\"10.1234/x\",\"url\":\"https://doi.org/10.1234/x\","
	  "\"ids\":{\"pmid\":\"123\",\"pmcid\":\"PMC77\"},"
	  "\"source\":{\"name\":\"PubMed\",\"format\":\"pubmed\"}}" },
	{ "a set of one, with a prolog", "doi",
	  "\n<?xml version=\"1.0\"?>\n<!DOCTYPE PubmedArticleSet PUBLIC "
	  "\"-//NLM//DTD\" \"https://example.org/x.dtd\">\n"
	  "<PubmedArticleSet>" ARTICLE("") "</PubmedArticleSet>",
	  "{\"doi\":\"10.1234/x\"}" },
	{ "the publisher's DOI", "doi",
	  "<MedlineCitation><Article><ELocationID EIdType=\"doi\" "
	  "ValidYN=\"N\">10.1234/no</ELocationID><ELocationID EIdType=\"pii\">"
	  "S1</ELocationID><ELocationID EIdType=\"doi\">10.1234/Y"
	  "</ELocationID></Article></MedlineCitation>",
	  "{\"doi\":\"10.1234/y\"}" },
	{ "markup in a title", "title",
	  ARTICLE("<ArticleTitle>CO<sub>2</sub> &amp; <i>E. coli</i>: "
		  "p &lt; 0.05</ArticleTitle>"),
	  "{\"title\":\"CO2 & E. coli: p < 0.05\"}" },
	{ "references of characters and CDATA", "title",
	  ARTICLE("<ArticleTitle>&#233;<![CDATA[ <i>t</i> & u]]>"
		  "<!-- no --></ArticleTitle>"),
	  "{\"title\":\"\xC3\xA9 t & u\"}" },
	{ "names of characters that HTML has", "title",
	  ARTICLE("<ArticleTitle>Caf&eacute;&nbsp;&lt; 5, "
		  "&Alpha;&pi;<![CDATA[&uuml;]]> R&amp;D</ArticleTitle>"),
	  "{\"title\":\"Caf\xC3\xA9 < 5, \xCE\x91\xCF\x80\xC3\xBC R&D\"}" },
	{ "a title that was translated", "title,language,translations",
	  ARTICLE("<ArticleTitle>[On cats].</ArticleTitle>"
		  "<Language>fre</Language>"
		  "<VernacularTitle>Des chats.</VernacularTitle>"),
	  "{\"title\":\"Des chats.\",\"language\":\"fr\","
	  "\"translations\":{\"en\":{\"title\":\"On cats.\"}}}" },
	{ "sections and copyright", "abstract,copyright",
	  ARTICLE("<Abstract><AbstractText Label=\"AIM\" "
		  "NlmCategory=\"OBJECTIVE\">To see <i>cats</i>."
		  "</AbstractText><AbstractText NlmCategory=\"METHODS\">We "
		  "looked.</AbstractText><AbstractText Label=\"UNLABELLED\">"
		  "So.</AbstractText><CopyrightInformation>\xC2\xA9 2017 Cat "
		  "Press.</CopyrightInformation></Abstract>"),
	  "{\"abstract\":\"AIM: To see cats.\\nMETHODS: We looked.\\nSo.\","
	  "\"copyright\":\"\xC2\xA9 2017 Cat Press.\"}" },
	{ "an abstract in another language", "abstract,translations",
	  RECORD("<Language>eng</Language><Abstract><AbstractText>All about "
		 "the cats that we saw.</AbstractText></Abstract>",
		 "<OtherAbstract Type=\"Publisher\" Language=\"spa\">"
		 "<AbstractText>Todo sobre los gatos.</AbstractText>"
		 "</OtherAbstract><OtherAbstract "
		 "Type=\"plain-language-summary\" Language=\"eng\">"
		 "<AbstractText>Cats are nice.</AbstractText></OtherAbstract>",
		 ""),
	  "{\"translations\":{\"es\":{\"abstract\":"
	  "\"Todo sobre los gatos.\"}},"
	  "\"abstract\":\"All about the cats that we saw.\"}" },
};

Test(source_pubmed, reads_texts_with_their_markup)
{
	source_check(text_rows, ARRAY_COUNT(text_rows));
}

static const struct source_row fact_rows[] = {
	{ "authors", "authors",
	  ARTICLE("<AuthorList><Author ValidYN=\"Y\"><LastName>van Gogh"
		  "</LastName><ForeName>Vincent W</ForeName><Initials>VW"
		  "</Initials><Suffix>Jr</Suffix><Identifier Source=\"ORCID\">"
		  "https://orcid.org/0000-0002-1825-0097</Identifier>"
		  "<AffiliationInfo><Affiliation>Arles &amp; Paris."
		  "</Affiliation></AffiliationInfo><AffiliationInfo>"
		  "<Affiliation>Auvers.</Affiliation></AffiliationInfo>"
		  "</Author><Author ValidYN=\"N\"><LastName>Wrong</LastName>"
		  "</Author><Author><LastName>Doe</LastName><Initials>J"
		  "</Initials></Author><Author><CollectiveName>Cat Study Group"
		  "</CollectiveName></Author></AuthorList>"),
	  "{\"authors\":[{\"name\":\"Vincent W van Gogh Jr\","
	  "\"given\":\"Vincent W\",\"family\":\"van Gogh\","
	  "\"suffix\":\"Jr\",\"orcid\":\"0000-0002-1825-0097\","
	  "\"affiliations\":[\"Arles & Paris.\",\"Auvers.\"]},"
	  "{\"name\":\"J Doe\",\"given\":\"J\",\"family\":\"Doe\"},"
	  "{\"name\":\"Cat Study Group\"}]}" },
	{ "editors", "authors,editors",
	  ARTICLE("<AuthorList Type=\"editors\"><Author><LastName>Doe"
		  "</LastName></Author></AuthorList>"),
	  "{\"editors\":[{\"name\":\"Doe\",\"family\":\"Doe\"}]}" },
	{ "the journal", "journal,volume,issue,pages,published,year",
	  ARTICLE("<Journal><ISSN IssnType=\"Print\">0028-0836</ISSN>"
		  "<ISSN IssnType=\"Electronic\">1476-4687</ISSN><JournalIssue>"
		  "<Volume>5</Volume><Issue>2</Issue><PubDate><Year>2005</Year>"
		  "<Month>Sep</Month><Day>30</Day></PubDate></JournalIssue>"
		  "<Title>Cats &amp; dogs</Title><ISOAbbreviation>Cats Dogs."
		  "</ISOAbbreviation></Journal><Pagination><MedlinePgn>1825-34"
		  "</MedlinePgn></Pagination>"),
	  "{\"published\":\"2005-09-30\",\"year\":2005,"
	  "\"journal\":{\"title\":\"Cats & dogs\","
	  "\"abbreviation\":\"Cats Dogs.\","
	  "\"issn\":[\"1476-4687\",\"0028-0836\"]},\"volume\":\"5\","
	  "\"issue\":\"2\",\"pages\":\"1825-1834\"}" },
	{ "a free date", "published",
	  ARTICLE("<Journal><JournalIssue><PubDate><MedlineDate>1998 Dec-1999 "
		  "Jan</MedlineDate></PubDate></JournalIssue></Journal>"),
	  "{\"published\":\"1998-12\"}" },
	{ "a season", "published",
	  ARTICLE("<Journal><JournalIssue><PubDate><Year>1998</Year><Season>"
		  "Spring</Season></PubDate></JournalIssue></Journal>"),
	  "{\"published\":\"1998\"}" },
	{ "online before print", "published",
	  ARTICLE("<Journal><JournalIssue><PubDate><Year>2018</Year></PubDate>"
		  "</JournalIssue></Journal><ArticleDate><Year>2017</Year>"
		  "<Month>05</Month><Day>24</Day></ArticleDate>"),
	  "{\"published\":\"2017-05-24\"}" },
	{ "online after print", "published",
	  ARTICLE("<Journal><JournalIssue><PubDate><Year>2016</Year></PubDate>"
		  "</JournalIssue></Journal><ArticleDate><Year>2017</Year>"
		  "</ArticleDate>"),
	  "{\"published\":\"2016\"}" },
	{ "pages in parts", "pages",
	  ARTICLE("<Pagination><StartPage>7</StartPage><EndPage>9</EndPage>"
		  "</Pagination>"),
	  "{\"pages\":\"7-9\"}" },
	{ "an article number", "pages,article_number",
	  ARTICLE("<Pagination><MedlinePgn>e1234</MedlinePgn></Pagination>"),
	  "{\"pages\":\"e1234\",\"article_number\":\"e1234\"}" },
	{ "a preprint", "type",
	  ARTICLE("<PublicationTypeList><PublicationType>Preprint"
		  "</PublicationType></PublicationTypeList>"),
	  "{\"type\":\"posted-content\"}" },
	{ "a retracted article", "type,retracted",
	  ARTICLE("<PublicationTypeList><PublicationType>Journal Article"
		  "</PublicationType><PublicationType>Retracted Publication"
		  "</PublicationType></PublicationTypeList>"),
	  "{\"type\":\"journal-article\",\"retracted\":true}" },
};

Test(source_pubmed, reads_facts)
{
	source_check(fact_rows, ARRAY_COUNT(fact_rows));
}

static const struct source_row list_rows[] = {
	{ "keywords", "keywords",
	  RECORD("",
		 "<KeywordList Owner=\"NOTNLM\"><Keyword>cat</Keyword><Keyword>"
		 "<i>Felis</i></Keyword></KeywordList><KeywordList><Keyword>"
		 "dog</Keyword></KeywordList><CoiStatement>None."
		 "</CoiStatement>",
		 ""),
	  "{\"keywords\":[\"cat\",\"Felis\",\"dog\"]}" },
	{ "grants", "funders",
	  ARTICLE("<GrantList><Grant><GrantID>R01 1</GrantID><Agency>NIH"
		  "</Agency></Grant><Grant><GrantID>7</GrantID><Agency>ERC"
		  "</Agency></Grant><Grant><GrantID>R01 2</GrantID><Agency>NIH"
		  "</Agency></Grant></GrantList>"),
	  "{\"funders\":[{\"name\":\"NIH\",\"awards\":[\"R01 1\",\"R01 2\"]},"
	  "{\"name\":\"ERC\",\"awards\":[\"7\"]}]}" },
	{ "references, in lists too", "references,doi",
	  RECORD("", "",
		 "<ReferenceList><Reference><Citation>Doe J. Cats. 2001."
		 "</Citation><ArticleIdList><ArticleId IdType=\"doi\">"
		 "10.5555/R1</ArticleId></ArticleIdList></Reference>"
		 "<ReferenceList><Reference><Citation>Dogs.</Citation>"
		 "</Reference><Reference/></ReferenceList></ReferenceList>"),
	  "{\"doi\":\"10.1234/x\",\"references\":[{\"doi\":\"10.5555/r1\","
	  "\"text\":\"Doe J. Cats. 2001.\"},{\"text\":\"Dogs.\"}]}" },
	{ "notices", "updates,retracted",
	  RECORD("",
		 "<CommentsCorrectionsList><CommentsCorrections "
		 "RefType=\"ErratumIn\"><RefSource>Lancet. 2010;3(9):445. "
		 "doi: 10.1016/S0140-6736(10)60175-4.</RefSource>"
		 "</CommentsCorrections><CommentsCorrections "
		 "RefType=\"CommentIn\"><RefSource>doi: 10.1016/no"
		 "</RefSource></CommentsCorrections></CommentsCorrectionsList>",
		 ""),
	  "{\"updates\":[{\"type\":\"erratum\",\"direction\":\"by\","
	  "\"doi\":\"10.1016/s0140-6736(10)60175-4\"}]}" },
	{ "a retraction without a DOI", "updates,retracted",
	  RECORD("",
		 "<CommentsCorrectionsList><CommentsCorrections "
		 "RefType=\"RetractionIn\"><RefSource>Lancet. 2010;3(9):445."
		 "</RefSource></CommentsCorrections></CommentsCorrectionsList>",
		 ""),
	  "{\"retracted\":true}" },
};

Test(source_pubmed, reads_lists)
{
	source_check(list_rows, ARRAY_COUNT(list_rows));
}

/* ---- what is no record ---- */

static const struct {
	const char *name, *raw, *reason;
} refused[] = {
	{ "no DOI",
	  "<PubmedArticle><MedlineCitation><PMID>1</PMID></MedlineCitation>"
	  "</PubmedArticle>",
	  "no DOI" },
	{ "a reference's DOI",
	  "<PubmedArticle><MedlineCitation/><PubmedData><ReferenceList>"
	  "<Reference><ArticleIdList><ArticleId IdType=\"doi\">10.1/x"
	  "</ArticleId></ArticleIdList></Reference></ReferenceList>"
	  "</PubmedData></PubmedArticle>",
	  "no DOI" },
	{ "a book", "<PubmedBookArticle><BookDocument/></PubmedBookArticle>",
	  "a book of PubMed's, not an article" },
	{ "two",
	  "<PubmedArticleSet><MedlineCitation/><MedlineCitation/>"
	  "</PubmedArticleSet>",
	  "2 PubMed records, not one" },
	{ "another shape", "<other><p>Not found</p></other>",
	  "no known shape" },
	{ "HTML", "<!DOCTYPE html>\n<html/>", "not JSON near byte 0" },
	{ "a prolog alone", "<?xml version=\"1.0\"?>",
	  "XML without an element" },
	{ "two roots", ARTICLE("") "<a/>", "not XML" },
	{ "crossed tags", "<PubmedArticle><a></b></a></PubmedArticle>",
	  "not XML" },
	{ "bytes that are not UTF-8", "<PubmedArticle>\xE9\xFF</PubmedArticle>",
	  "invalid UTF-8 at byte 15" },
	{ "an unfinished record", "<PubmedArticle><MedlineCitation>",
	  "not XML" },
	{ "an entity nobody declared",
	  "<PubmedArticle>&nosuch;</PubmedArticle>", "not XML" },
	{ "a file as an entity",
	  "<!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/passwd\">]>"
	  "<PubmedArticle>&f;</PubmedArticle>",
	  "not XML" },
	{ "entities of entities",
	  "<!DOCTYPE x [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;&a;\">"
	  "<!ENTITY c \"&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;\">]>"
	  "<PubmedArticle a=\"&d;\">&d;</PubmedArticle>",
	  "not XML" },
	{ "a document type that fetches",
	  "<!DOCTYPE PubmedArticle SYSTEM \"http://127.0.0.1:9/x.dtd\">"
	  "<PubmedArticle/>",
	  "a PubMed record without a citation" },
};

Test(source_pubmed, says_why_a_record_is_refused)
{
	for (size_t i = 0; i < ARRAY_COUNT(refused); i++) {
		SCOPED(paper_release) struct paper paper = { 0 };
		struct error err = { 0 };

		cr_expect_eq(source_read(span_of(refused[i].raw), &paper, NULL,
					 &err),
			     STATUS_INVALID_BODY, "%s", refused[i].name);
		cr_expect(strstr(err.detail, refused[i].reason) == err.detail,
			  "%s: %s", refused[i].name, err.detail);
	}
}

/* ---- hostile records ---- */

/* Start, what is repeated, end, how many times.  The largest last: the peak of
 * memory never falls. */
static const struct {
	const char *name, *start, *part, *end;
	size_t count;
} hostile[] = {
	{ "depth", "<PubmedArticle>", "<a>", "", 100000 },
	{ "depth with ends", "<PubmedArticle>", "<a>", "</a></PubmedArticle>",
	  5000000 },
	{ "a text of 50 MB", "<PubmedArticle>", "0123456789abcdef",
	  "</PubmedArticle>", (50 << 20) / 16 },
	{ "a value of 50 MB", "<PubmedArticle a=\"", "0123456789abcdef", "\"/>",
	  (50 << 20) / 16 },
	{ "a comment of 50 MB", "<PubmedArticle><!--", "0123456789abcdef",
	  "--></PubmedArticle>", (50 << 20) / 16 },
	{ "a name of 50 MB", "<PubmedArticle><", "0123456789abcdef",
	  "/></PubmedArticle>", (50 << 20) / 16 },
	{ "many elements", "<PubmedArticle>", "<a/><b/>", "</PubmedArticle>",
	  4000000 },
	{ "many attributes", "<PubmedArticle", " a='1'", "/>", 1000000 },
	{ "an unfinished document type", "<!DOCTYPE a [", "<!--'\"[[", "",
	  4000000 },
	{ "escapes that grow", "<PubmedArticle><![CDATA[", "&&&&&&&&<<<<<<<<",
	  "]]></PubmedArticle>", (8 << 20) / 16 },
	{ "a text of 200 MB", "<PubmedArticle>", "0123456789abcdef",
	  "</PubmedArticle>", (200 << 20) / 16 },
};

static double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Bytes; a sanitizer keeps freed memory. */
static long long peak_memory(void)
{
	struct rusage usage;

#ifdef __SANITIZE_ADDRESS__
	return 0;
#endif
	getrusage(RUSAGE_SELF, &usage);
	return (long long)usage.ru_maxrss * 1024;
}

static void flood(size_t row)
{
	SCOPED(buf_release) struct buf raw = buf_init((size_t)1 << 28);
	SCOPED(paper_release) struct paper paper = { 0 };
	struct error err = { 0 };
	long long before;
	double start;

	buf_add_text(&raw, hostile[row].start);
	for (size_t i = 0; i < hostile[row].count; i++)
		buf_add_text(&raw, hostile[row].part);
	buf_add_text(&raw, hostile[row].end);
	cr_assert_not(raw.failed);
	before = peak_memory();
	start = seconds();
	cr_expect_eq(source_read(buf_span(&raw), &paper, NULL, &err),
		     STATUS_INVALID_BODY, "%s", hostile[row].name);
	cr_expect(err.detail[0], "%s", hostile[row].name);
	cr_expect_lt(seconds() - start, 10, "%s: %g s", hostile[row].name,
		     seconds() - start);
	cr_expect_lt(peak_memory() - before, 400LL << 20, "%s: %lld",
		     hostile[row].name, peak_memory() - before);
}

Test(source_pubmed, hostile_records_cost_little)
{
	for (size_t i = 0; i < ARRAY_COUNT(hostile); i++)
		flood(i);
}
