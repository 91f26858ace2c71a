/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "paperd/scoped.h"
#include "paperd/source.h"
#include "test_source.h"

#define DOI_DATA                                                            \
	"<doi_data><doi>10.1234/X</doi><resource>https://example.org/x?a=1" \
	"&amp;b=2</resource></doi_data>"
#define QUERY(record)                                                        \
	"<query status=\"resolved\"><doi type=\"journal_article\">10.1234/Q" \
	"</doi><crm-item name=\"publisher-name\" type=\"string\">Cat &amp; " \
	"Co</crm-item><crm-item name=\"citedby-count\" type=\"number\">67"   \
	"</crm-item><doi_record><crossref "                                  \
	"xmlns=\"http://www.crossref.org/xschema/1.1\">" record              \
	"</crossref></doi_record></query>"
#define JOURNAL(members)                                              \
	"<journal><journal_metadata language=\"en\"><full_title>Cats" \
	"</full_title><abbrev_title>C.</abbrev_title>"                \
	"<issn media_type=\"print\">0028-0836</issn>"                 \
	"<issn media_type=\"electronic\">1476-4687</issn>"            \
	"</journal_metadata><journal_issue><publication_date "        \
	"media_type=\"print\"><year>2018</year></publication_date>"   \
	"<journal_volume><volume>5</volume></journal_volume><issue>2" \
	"</issue></journal_issue><journal_article "                   \
	"publication_type=\"full_text\">" members DOI_DATA            \
	"</journal_article></journal>"

static const struct source_row journal_rows[] = {
	{ "a query", "doi,url,type,publisher,citation_count,source",
	  QUERY(JOURNAL("")),
	  "{\"doi\":\"10.1234/x\",\"url\":\"https://example.org/x?a=1&b=2\","
	  "\"type\":\"journal-article\",\"publisher\":\"Cat & Co\","
	  "\"citation_count\":67,"
	  "\"source\":{\"name\":\"Crossref\",\"format\":\"unixref\"}}" },
	{ "an answer with a prolog", "doi",
	  "<?xml version=\"1.0\"?><crossref_result "
	  "xmlns=\"http://www.crossref.org/qrschema/3.0\"><query_result><body>" QUERY(
		  JOURNAL("")) "</body></query_result></crossref_result>",
	  "{\"doi\":\"10.1234/x\"}" },
	{ "a deposit's part", "doi,journal,volume,issue,published", JOURNAL(""),
	  "{\"doi\":\"10.1234/x\",\"published\":\"2018\","
	  "\"journal\":{\"title\":\"Cats\",\"abbreviation\":\"C.\","
	  "\"issn\":[\"1476-4687\",\"0028-0836\"]},\"volume\":\"5\","
	  "\"issue\":\"2\"}" },
	{ "a journal, which has no volume", "doi,type,title,volume,published",
	  "<journal><journal_metadata><full_title>Cats</full_title>" DOI_DATA
	  "</journal_metadata><journal_issue><publication_date><year>2018"
	  "</year></publication_date><journal_volume><volume>5</volume>"
	  "</journal_volume></journal_issue></journal>",
	  "{\"doi\":\"10.1234/x\",\"type\":\"journal\",\"title\":\"Cats\"}" },
	{ "an issue", "doi,type,volume,issue,published",
	  "<journal><journal_metadata><full_title>Cats</full_title><doi_data>"
	  "<doi>10.1234/cats</doi></doi_data></journal_metadata><journal_issue>"
	  "<publication_date><year>2018</year></publication_date>"
	  "<journal_volume><volume>5</volume></journal_volume><issue>2</issue>" DOI_DATA
	  "</journal_issue></journal>",
	  "{\"doi\":\"10.1234/x\",\"type\":\"journal-issue\","
	  "\"published\":\"2018\",\"volume\":\"5\",\"issue\":\"2\"}" },
	{ "titles", "title,subtitle,language",
	  JOURNAL("<titles><title>On <i>Felis</i>\n  <sub>2</sub> &amp; "
		  "p&lt;0.05</title><subtitle>A story</subtitle></titles>"),
	  "{\"title\":\"On Felis2 & p<0.05: A story\","
	  "\"subtitle\":\"A story\",\"language\":\"en\"}" },
	{ "an original title", "title,language,translations",
	  JOURNAL("<titles><title>On cats</title><original_language_title "
		  "language=\"fr\">Des chats</original_language_title>"
		  "</titles>"),
	  "{\"title\":\"Des chats\",\"language\":\"fr\","
	  "\"translations\":{\"en\":{\"title\":\"On cats\"}}}" },
	{ "an empty original title", "title",
	  JOURNAL("<titles><title>On cats</title><original_language_title/>"
		  "</titles>"),
	  "{\"title\":\"On cats\"}" },
	{ "an abstract", "abstract",
	  JOURNAL("<jats:abstract abstract-type=\"digest\"><jats:p>Short."
		  "</jats:p></jats:abstract><jats:abstract><jats:title>Abstract"
		  "</jats:title><jats:p>We saw <jats:italic>cats</jats:italic>."
		  "</jats:p><jats:p>All of them.</jats:p></jats:abstract>"),
	  "{\"abstract\":\"We saw cats.\\nAll of them.\"}" },
	{ "the earliest date", "published",
	  JOURNAL("<publication_date media_type=\"print\"><month>05</month>"
		  "<day>31</day><year>2017</year></publication_date>"
		  "<publication_date media_type=\"online\"><month>05</month>"
		  "<day>24</day><year>2017</year></publication_date>"),
	  "{\"published\":\"2017-05-24\"}" },
	{ "pages", "pages,article_number",
	  JOURNAL("<pages><first_page>11</first_page><last_page>19</last_page>"
		  "</pages><publisher_item><item_number "
		  "item_number_type=\"sequence-number\">4</item_number>"
		  "<item_number item_number_type=\"article_number\">e5"
		  "</item_number></publisher_item>"),
	  "{\"pages\":\"11-19\",\"article_number\":\"e5\"}" },
	{ "people", "authors,editors",
	  JOURNAL("<contributors><person_name contributor_role=\"author\" "
		  "sequence=\"first\"><given_name>Emile</given_name><surname>"
		  "van Lieshout</surname><suffix>Jr</suffix><affiliation>Here "
		  "&amp; there</affiliation><ORCID>"
		  "http://orcid.org/0000-0002-1825-0097</ORCID></person_name>"
		  "<organization contributor_role=\"author\">Cat Study Group"
		  "</organization><person_name contributor_role=\"author\">"
		  "<surname>Doe</surname><affiliations><institution>"
		  "<institution_name>There</institution_name></institution>"
		  "</affiliations></person_name><person_name "
		  "contributor_role=\"editor\"><surname>Roe</surname>"
		  "</person_name><person_name contributor_role=\"translator\">"
		  "<surname>No</surname></person_name></contributors>"),
	  "{\"authors\":[{\"name\":\"Emile van Lieshout Jr\","
	  "\"given\":\"Emile\",\"family\":\"van Lieshout\",\"suffix\":\"Jr\","
	  "\"orcid\":\"0000-0002-1825-0097\","
	  "\"affiliations\":[\"Here & there\"]},"
	  "{\"name\":\"Cat Study Group\"},{\"name\":\"Doe\","
	  "\"family\":\"Doe\",\"affiliations\":[\"There\"]}],"
	  "\"editors\":[{\"name\":\"Roe\",\"family\":\"Roe\"}]}" },
};

Test(source_unixref, reads_an_article_of_a_journal)
{
	source_check(journal_rows, ARRAY_COUNT(journal_rows));
}

static const struct source_row list_rows[] = {
	{ "references", "reference_count,references",
	  JOURNAL("<citation_list><citation key=\"1\"><journal_title>Dogs"
		  "</journal_title><author>Doe</author><volume>41</volume>"
		  "<first_page>13</first_page><cYear>2012</cYear>"
		  "<doi provider=\"crossref\">10.5555/R1</doi><article_title>"
		  "On dogs</article_title></citation><citation key=\"2\">"
		  "<unstructured_citation>Roe &amp; Doe.</unstructured_citation>"
		  "</citation></citation_list>"),
	  "{\"reference_count\":2,\"references\":[{\"doi\":\"10.5555/r1\","
	  "\"title\":\"On dogs\",\"author\":\"Doe\",\"container\":\"Dogs\","
	  "\"volume\":\"41\",\"pages\":\"13\",\"year\":\"2012\"},"
	  "{\"text\":\"Roe & Doe.\"}]}" },
	{ "funders and licences in Crossmark", "licenses,funders",
	  JOURNAL("<crossmark><custom_metadata><fr:program name=\"fundref\">"
		  "<fr:assertion name=\"fundgroup\"><fr:assertion "
		  "name=\"funder_name\">\n  ERC\n <fr:assertion "
		  "name=\"funder_identifier\">http://dx.doi.org/10.13039/1"
		  "00010663</fr:assertion></fr:assertion><fr:assertion "
		  "name=\"award_number\">A-1</fr:assertion><fr:assertion "
		  "name=\"award_number\">A-2</fr:assertion></fr:assertion>"
		  "<fr:assertion name=\"fundgroup\"><fr:assertion "
		  "name=\"funder_name\">NIH</fr:assertion></fr:assertion>"
		  "</fr:program><ai:program name=\"AccessIndicators\">"
		  "<ai:license_ref applies_to=\"vor\">"
		  "http://creativecommons.org/licenses/by/4.0/</ai:license_ref>"
		  "</ai:program></custom_metadata></crossmark>"),
	  "{\"licenses\":[{\"id\":\"CC-BY-4.0\","
	  "\"url\":\"https://creativecommons.org/licenses/by/4.0/\","
	  "\"version\":\"vor\"}],\"funders\":[{\"name\":\"ERC\","
	  "\"doi\":\"10.13039/100010663\",\"awards\":[\"A-1\",\"A-2\"]},"
	  "{\"name\":\"NIH\"}]}" },
	{ "a funder without a group", "funders",
	  JOURNAL("<program><assertion name=\"funder_name\">NIH</assertion>"
		  "<assertion name=\"award_number\">7</assertion></program>"),
	  "{\"funders\":[{\"name\":\"NIH\",\"awards\":[\"7\"]}]}" },
	{ "updates", "updates,retracted",
	  JOURNAL("<crossmark><updates><update type=\"correction\" "
		  "date=\"2012-02-29\">10.5555/12345679</update></updates>"
		  "</crossmark>"),
	  "{\"updates\":[{\"type\":\"correction\",\"direction\":\"to\","
	  "\"doi\":\"10.5555/12345679\",\"date\":\"2012-02-29\"}]}" },
};

Test(source_unixref, reads_lists)
{
	source_check(list_rows, ARRAY_COUNT(list_rows));
}

#define BOOK(members)                                                     \
	"<book book_type=\"edited_book\"><book_series_metadata>"          \
	"<series_metadata><titles><title>Cat Series</title></titles>"     \
	"<issn>0028-0836</issn></series_metadata><contributors>"          \
	"<person_name contributor_role=\"editor\"><surname>Roe</surname>" \
	"</person_name></contributors><titles><title>The cat book"        \
	"</title></titles><volume>3</volume><publication_date><year>2015" \
	"</year></publication_date><isbn>978-3-662-46369-7</isbn>"        \
	"<publisher><publisher_name>Cat Press</publisher_name>"           \
	"</publisher><doi_data><doi>10.1234/B</doi></doi_data>"           \
	"</book_series_metadata>" members "</book>"

static const struct source_row kind_rows[] = {
	{ "a book", "doi,type,title,editors,journal,publisher,published,ids",
	  BOOK(""),
	  "{\"doi\":\"10.1234/b\",\"type\":\"edited-book\","
	  "\"title\":\"The cat book\",\"editors\":[{\"name\":\"Roe\","
	  "\"family\":\"Roe\"}],\"published\":\"2015\","
	  "\"journal\":{\"title\":\"Cat Series\",\"issn\":[\"0028-0836\"]},"
	  "\"publisher\":\"Cat Press\",\"ids\":{\"isbn\":[\"9783662463697\"]}}" },
	{ "a chapter", "doi,type,title,editors,journal,volume,published",
	  BOOK("<content_item component_type=\"chapter\"><titles><title>Paws"
	       "</title></titles>" DOI_DATA "</content_item>"),
	  "{\"doi\":\"10.1234/x\",\"type\":\"book-chapter\","
	  "\"title\":\"Paws\",\"editors\":[{\"name\":\"Roe\","
	  "\"family\":\"Roe\"}],\"published\":\"2015\","
	  "\"journal\":{\"title\":\"The cat book\","
	  "\"series\":\"Cat Series\",\"issn\":[\"0028-0836\"]},"
	  "\"volume\":\"3\"}" },
	{ "a conference paper", "type,title,journal,publisher,published",
	  "<conference><event_metadata/><proceedings_metadata>"
	  "<proceedings_title>Cat Days</proceedings_title><publisher>"
	  "<publisher_name>IEEE</publisher_name></publisher>"
	  "<publication_date><month>6</month><year>2013</year>"
	  "</publication_date></proceedings_metadata><conference_paper>"
	  "<titles><title>Paws</title></titles>" DOI_DATA
	  "</conference_paper></conference>",
	  "{\"type\":\"proceedings-article\",\"title\":\"Paws\","
	  "\"published\":\"2013-06\",\"journal\":{\"title\":\"Cat Days\"},"
	  "\"publisher\":\"IEEE\"}" },
	{ "a preprint", "type,title,language,published",
	  "<doi_records><doi_record><crossref><posted_content "
	  "type=\"preprint\" language=\"en\"><titles><title>Paws</title>"
	  "</titles><posted_date><month>7</month><day>3</day><year>2021"
	  "</year></posted_date>" DOI_DATA
	  "</posted_content></crossref></doi_record></doi_records>",
	  "{\"type\":\"posted-content\",\"title\":\"Paws\","
	  "\"language\":\"en\",\"published\":\"2021-07-03\"}" },
	{ "a dissertation", "type,title,authors,publisher",
	  "<dissertation><person_name contributor_role=\"author\"><given_name>"
	  "Jo</given_name><surname>Doe</surname></person_name><titles><title>"
	  "Paws</title></titles><institution><institution_name>Cat University"
	  "</institution_name></institution>" DOI_DATA "</dissertation>",
	  "{\"type\":\"dissertation\",\"title\":\"Paws\","
	  "\"authors\":[{\"name\":\"Jo Doe\",\"given\":\"Jo\","
	  "\"family\":\"Doe\"}],\"publisher\":\"Cat University\"}" },
	{ "a report", "type,title,published",
	  "<report-paper><report-paper_metadata language=\"en\"><titles>"
	  "<title>Paws</title></titles><publication_date><year>2010</year>"
	  "</publication_date>" DOI_DATA
	  "</report-paper_metadata></report-paper>",
	  "{\"type\":\"report\",\"title\":\"Paws\",\"published\":\"2010\"}" },
	{ "a dataset", "type,title,journal,published",
	  "<database><database_metadata><titles><title>Cat data</title>"
	  "</titles></database_metadata><dataset><titles><title>Paws</title>"
	  "</titles><database_date><creation_date><year>2010</year>"
	  "</creation_date></database_date>" DOI_DATA "</dataset></database>",
	  "{\"type\":\"dataset\",\"title\":\"Paws\",\"published\":\"2010\","
	  "\"journal\":{\"title\":\"Cat data\"}}" },
	{ "a journal itself", "doi,type,title",
	  "<journal><journal_metadata><full_title>Cats</full_title><doi_data>"
	  "<doi>10.1234/J</doi></doi_data></journal_metadata></journal>",
	  "{\"doi\":\"10.1234/j\",\"type\":\"journal\",\"title\":\"Cats\"}" },
};

Test(source_unixref, tells_the_work_from_its_container)
{
	source_check(kind_rows, ARRAY_COUNT(kind_rows));
}

static const struct {
	const char *name, *raw, *reason;
} refused[] = {
	{ "no DOI or other identifier",
	  "<posted_content><titles/></posted_content>",
	  "no DOI or other identifier" },
	{ "an unresolved query",
	  "<query status=\"unresolved\"><doi>10.1234/x</doi></query>",
	  "a query that Crossref did not resolve" },
	{ "an error",
	  "<doi_record><crossref><error>doi not found</error>"
	  "</crossref></doi_record>",
	  "Crossref XML without a work" },
	{ "two articles",
	  "<journal><journal_metadata/><journal_article/><journal_article/>"
	  "</journal>",
	  "a <journal> of 2 works, not one" },
	{ "two records",
	  "<doi_records><posted_content/><posted_content/></doi_records>",
	  "2 Crossref records, not one" },
};

Test(source_unixref, says_why_a_record_is_refused)
{
	for (size_t i = 0; i < ARRAY_COUNT(refused); i++) {
		SCOPED(paper_release) struct paper paper = { 0 };
		struct error err = { 0 };

		cr_expect_eq(source_read(span_of(refused[i].raw), &paper, NULL,
					 &err),
			     STATUS_INVALID_BODY, "%s", refused[i].name);
		cr_expect_str_eq(err.detail, refused[i].reason, "%s",
				 refused[i].name);
	}
}
