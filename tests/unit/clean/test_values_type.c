/* SPDX-License-Identifier: MIT */
#include "test_values.h"

static const struct {
	const char *scheme;
	const char *type;
	const char *detail;
	const char *csl;
	const char *crossref;
} rows[] = {
	{ "crossref", "journal-article", "", "article-journal",
	  "journal-article" },
	{ "crossref", "Journal Article", "", "article-journal",
	  "journal-article" },
	{ "crossref", "monograph", "", "book", "monograph" },
	{ "crossref", "dissertation", "", "thesis", "dissertation" },
	{ "crossref", "database", "", "dataset", "database" },
	{ "crossref", "journal-issue", "", "periodical", "journal-issue" },
	{ "crossref", "peer-review", "", "review", "peer-review" },
	{ "crossref", "component", "", "document", "component" },
	{ "crossref", "grant", "", "document", "grant" },
	{ "crossref", "other", "", "document", "other" },
	{ "crossref", "no-such-type", "", "document", "other" },
	{ "crossref", "", "", "document", "other" },
	{ "csl", "article-journal", "", "article-journal", "journal-article" },
	{ "csl", "paper-conference", "", "paper-conference",
	  "proceedings-article" },
	{ "csl", "chapter", "", "chapter", "book-chapter" },
	{ "csl", "review", "", "review", "peer-review" },
	{ "csl", "map", "", "map", "other" },
	{ "csl", "journal-article", "", "article-journal", "journal-article" },
	{ "csl", "book-chapter", "", "chapter", "book-chapter" },
	{ "datacite", "JournalArticle", "", "article-journal",
	  "journal-article" },
	{ "datacite", "Software", "", "software", "other" },
	{ "datacite", "Text", "Thesis", "thesis", "dissertation" },
	{ "datacite", "Text", "PhD Thesis", "thesis", "dissertation" },
	{ "datacite", "Other", "Master's thesis", "thesis", "dissertation" },
	{ "datacite", "", "blog post", "post-weblog", "other" },
	{ "datacite", "Text", "unheard of", "document", "other" },
	{ "datacite", "Dataset", "Thesis", "dataset", "dataset" },
	{ "bibtex", "phdthesis", "", "thesis", "dissertation" },
	{ "bibtex", "InProceedings", "", "paper-conference",
	  "proceedings-article" },
	{ "bibtex", "misc", "", "document", "other" },
	{ "ris", "JOUR", "", "article-journal", "journal-article" },
	{ "ris", "ENCYC", "", "entry-encyclopedia", "reference-entry" },
	{ "ris", "GEN", "", "document", "other" },
	{ "openalex", "review", "", "article-journal", "journal-article" },
	{ "openalex", "peer-review", "", "review", "peer-review" },
	{ "openalex", "preprint", "", "article", "posted-content" },
	{ "pubmed", "Journal Article\nReview", "", "article-journal",
	  "journal-article" },
	{ "pubmed", "Letter\nPreprint", "", "article", "posted-content" },
	{ "pubmed", "Technical Report", "", "report", "report" },
	{ "pubmed", "Clinical Trial, Phase I", "", "article-journal",
	  "journal-article" },
	{ "pubmed", "", "", "document", "other" },
	{ "semanticscholar", "Journal Article", "", "article-journal",
	  "journal-article" },
	{ "semanticscholar", "Review, Conference", "", "paper-conference",
	  "proceedings-article" },
	{ "semanticscholar", "Review", "", "article-journal",
	  "journal-article" },
	{ "schema.org", "https://schema.org/ScholarlyArticle", "",
	  "article-journal", "journal-article" },
	{ "schema.org", "BlogPosting", "", "post-weblog", "other" },
	{ "unheard of", "article", "", "document", "other" },
	{ NULL, "article", "", "document", "other" },
	/* schemes and words in any form */
	{ "Crossref", "Book Chapter", "", "chapter", "book-chapter" },
	{ "biblatex", "mvreference", "", "book", "book" },
	{ "BibTeX", "Misc", "", "document", "other" },
	{ "RIS", "gen", "", "document", "other" },
	{ "schema.org", "https://schema.org/TechArticle", "", "report",
	  "report" },
	{ "schema.org", "schema.org/Movie", "", "motion_picture", "other" },
	{ "schemaorg", "Publication Issue", "", "periodical", "journal" },
	{ "datacite", "Text", "Bachelor’s Thesis", "thesis", "dissertation" },
	{ "datacite", "Workflow", "Thesis", "document", "other" },
};

Test(type, has_a_word_in_csl_and_one_at_crossref)
{
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		struct span type = span_of(rows[i].type);
		struct span detail = span_of(rows[i].detail);

		cr_expect_str_eq(type_csl(rows[i].scheme, type, detail, NULL),
				 rows[i].csl, "row %zu", i);
		cr_expect_str_eq(
			type_crossref(rows[i].scheme, type, detail, NULL),
			rows[i].crossref, "row %zu", i);
	}
}

/* Each word of a table is found, which shows that the tables are sorted. */
static const struct {
	const char *scheme;
	const char *words; /* none of them is a document */
} known_rows[] = {
	{ "crossref",
	  "journal-article posted-content book monograph edited-book "
	  "reference-book book-set book-series proceedings proceedings-series "
	  "book-chapter book-section book-part book-track proceedings-article "
	  "dissertation report report-component report-series dataset database "
	  "standard standard-series reference-entry journal journal-volume "
	  "journal-issue peer-review" },
	{ "csl",
	  "article article-journal article-magazine article-newspaper bill "
	  "book broadcast chapter classic collection dataset entry "
	  "entry-dictionary entry-encyclopedia event figure graphic hearing "
	  "interview legal_case legislation manuscript map motion_picture "
	  "musical_score pamphlet paper-conference patent performance "
	  "periodical personal_communication post post-weblog regulation "
	  "report review review-book software song speech standard thesis "
	  "treaty webpage" },
	{ "datacite",
	  "JournalArticle DataPaper Preprint Book ConferenceProceeding "
	  "BookChapter ConferencePaper Dissertation Report Dataset Software "
	  "ComputationalNotebook Standard Journal PeerReview Image "
	  "Audiovisual Sound Poster Presentation Collection" },
	{ "ris",
	  "JOUR EJOUR ABST INPR MGZN NEWS BOOK EBOOK EDBOOK SER CHAP ECHAP "
	  "CONF CPAPER THES RPRT GOVDOC DATA AGGR DBASE COMP STAND DICT ENCYC "
	  "JFULL ART CHART FIGURE MAP VIDEO MPCT ADVS SOUND MUSIC SLIDE ELEC "
	  "WEB BLOG UNPB UNPD MANSCPT PAT PAMP BILL UNBILL CASE STAT LEGAL "
	  "HEAR PCOMM ICOMM INTV CLSWK ANCIENT" },
	{ "bibtex",
	  "article book mvbook collection mvcollection reference mvreference "
	  "proceedings mvproceedings manual inbook incollection bookinbook "
	  "suppbook suppcollection inproceedings conference phdthesis "
	  "mastersthesis thesis techreport report dataset software standard "
	  "inreference periodical review artwork image movie video audio "
	  "music online electronic www webpage unpublished patent booklet "
	  "legislation jurisdiction letter" },
};

Test(type, tables_find_all_their_words)
{
	for (size_t i = 0; i < ARRAY_COUNT(known_rows); i++) {
		struct span rest = span_of(known_rows[i].words);
		struct span word;

		while (span_next(&rest, ' ', &word))
			cr_expect_str_neq(type_csl(known_rows[i].scheme, word,
						   (struct span){ 0 }, NULL),
					  "document", "%s %.*s",
					  known_rows[i].scheme, (int)word.len,
					  word.at);
	}
}
