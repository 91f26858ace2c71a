/* SPDX-License-Identifier: MIT */
#include "type_table.h"

#include "paperd/scoped.h"

/* Each is sorted by its key, for bsearch().  What is in none is a document too,
 * but then nobody knows. */
/* clang-format off */

/* Crossref to CSL */
static const struct type_word crossref_csl[] = {
	{ "book", "book" }, { "bookchapter", "chapter" },
	{ "bookpart", "chapter" }, { "booksection", "chapter" },
	{ "bookseries", "book" }, { "bookset", "book" },
	{ "booktrack", "chapter" }, { "component", "document" },
	{ "database", "dataset" }, { "dataset", "dataset" },
	{ "dissertation", "thesis" }, { "editedbook", "book" },
	{ "grant", "document" }, { "journal", "periodical" },
	{ "journalarticle", "article-journal" },
	{ "journalissue", "periodical" }, { "journalvolume", "periodical" },
	{ "monograph", "book" }, { "other", "document" },
	{ "peerreview", "review" }, { "postedcontent", "article" },
	{ "proceedings", "book" },
	{ "proceedingsarticle", "paper-conference" },
	{ "proceedingsseries", "book" }, { "referencebook", "book" },
	{ "referenceentry", "entry" }, { "report", "report" },
	{ "reportcomponent", "report" }, { "reportseries", "report" },
	{ "standard", "standard" }, { "standardseries", "standard" },
};

/* Crossref's own words */
static const struct type_word crossref_words[] = {
	{ "book", "book" }, { "bookchapter", "book-chapter" },
	{ "bookpart", "book-part" }, { "booksection", "book-section" },
	{ "bookseries", "book-series" }, { "bookset", "book-set" },
	{ "booktrack", "book-track" }, { "component", "component" },
	{ "database", "database" }, { "dataset", "dataset" },
	{ "dissertation", "dissertation" }, { "editedbook", "edited-book" },
	{ "grant", "grant" }, { "journal", "journal" },
	{ "journalarticle", "journal-article" },
	{ "journalissue", "journal-issue" },
	{ "journalvolume", "journal-volume" }, { "monograph", "monograph" },
	{ "other", "other" }, { "peerreview", "peer-review" },
	{ "postedcontent", "posted-content" },
	{ "proceedings", "proceedings" },
	{ "proceedingsarticle", "proceedings-article" },
	{ "proceedingsseries", "proceedings-series" },
	{ "referencebook", "reference-book" },
	{ "referenceentry", "reference-entry" }, { "report", "report" },
	{ "reportcomponent", "report-component" },
	{ "reportseries", "report-series" }, { "standard", "standard" },
	{ "standardseries", "standard-series" },
};

/* CSL to Crossref */
static const struct type_word csl_crossref[] = {
	{ "article", "posted-content" },
	{ "articlejournal", "journal-article" }, { "book", "book" },
	{ "chapter", "book-chapter" }, { "dataset", "dataset" },
	{ "entry", "reference-entry" },
	{ "entrydictionary", "reference-entry" },
	{ "entryencyclopedia", "reference-entry" },
	{ "paperconference", "proceedings-article" },
	{ "periodical", "journal" }, { "report", "report" },
	{ "review", "peer-review" }, { "standard", "standard" },
	{ "thesis", "dissertation" },
};

/* CSL's own words (CSL 1.0.2) */
static const struct type_word csl_words[] = {
	{ "article", "article" }, { "articlejournal", "article-journal" },
	{ "articlemagazine", "article-magazine" },
	{ "articlenewspaper", "article-newspaper" }, { "bill", "bill" },
	{ "book", "book" }, { "broadcast", "broadcast" },
	{ "chapter", "chapter" }, { "classic", "classic" },
	{ "collection", "collection" }, { "dataset", "dataset" },
	{ "document", "document" }, { "entry", "entry" },
	{ "entrydictionary", "entry-dictionary" },
	{ "entryencyclopedia", "entry-encyclopedia" }, { "event", "event" },
	{ "figure", "figure" }, { "graphic", "graphic" },
	{ "hearing", "hearing" }, { "interview", "interview" },
	{ "legalcase", "legal_case" }, { "legislation", "legislation" },
	{ "manuscript", "manuscript" }, { "map", "map" },
	{ "motionpicture", "motion_picture" },
	{ "musicalscore", "musical_score" }, { "pamphlet", "pamphlet" },
	{ "paperconference", "paper-conference" }, { "patent", "patent" },
	{ "performance", "performance" }, { "periodical", "periodical" },
	{ "personalcommunication", "personal_communication" },
	{ "post", "post" }, { "postweblog", "post-weblog" },
	{ "regulation", "regulation" }, { "report", "report" },
	{ "review", "review" }, { "reviewbook", "review-book" },
	{ "software", "software" }, { "song", "song" },
	{ "speech", "speech" }, { "standard", "standard" },
	{ "thesis", "thesis" }, { "treaty", "treaty" },
	{ "webpage", "webpage" },
};

/* DataCite resourceTypeGeneral */
static const struct type_word datacite[] = {
	{ "audiovisual", "motion_picture" }, { "award", "document" },
	{ "book", "book" }, { "bookchapter", "chapter" },
	{ "collection", "collection" }, { "computationalnotebook", "software" },
	{ "conferencepaper", "paper-conference" },
	{ "conferenceproceeding", "book" }, { "datapaper", "article-journal" },
	{ "dataset", "dataset" }, { "dissertation", "thesis" },
	{ "event", "document" }, { "image", "graphic" },
	{ "instrument", "document" }, { "interactiveresource", "document" },
	{ "journal", "periodical" }, { "journalarticle", "article-journal" },
	{ "model", "document" }, { "outputmanagementplan", "document" },
	{ "peerreview", "review" }, { "physicalobject", "document" },
	{ "poster", "speech" }, { "preprint", "article" },
	{ "presentation", "speech" }, { "project", "document" },
	{ "report", "report" }, { "service", "document" },
	{ "software", "software" }, { "sound", "song" },
	{ "standard", "standard" }, { "studyregistration", "document" },
	{ "workflow", "document" },
};

/* DataCite resourceType, free text */
static const struct type_word datacite_detail[] = {
	{ "article", "article-journal" }, { "bachelorsthesis", "thesis" },
	{ "bachelorthesis", "thesis" }, { "blogpost", "post-weblog" },
	{ "blogposting", "post-weblog" }, { "book", "book" },
	{ "bookchapter", "chapter" }, { "booksection", "chapter" },
	{ "chapter", "chapter" }, { "conferencepaper", "paper-conference" },
	{ "dissertation", "thesis" }, { "doctoralthesis", "thesis" },
	{ "habilitation", "thesis" }, { "journalarticle", "article-journal" },
	{ "lecture", "speech" }, { "mastersthesis", "thesis" },
	{ "masterthesis", "thesis" }, { "monograph", "book" },
	{ "monographie", "book" }, { "peerreview", "review" },
	{ "phdthesis", "thesis" }, { "poster", "speech" },
	{ "preprint", "article" }, { "presentation", "speech" },
	{ "proceedingspaper", "paper-conference" }, { "report", "report" },
	{ "researcharticle", "article-journal" }, { "review", "review" },
	{ "slides", "speech" }, { "technicalreport", "report" },
	{ "thesis", "thesis" },
};

/* OpenAlex */
static const struct type_word openalex[] = {
	{ "article", "article-journal" }, { "book", "book" },
	{ "bookchapter", "chapter" }, { "conferencepaper", "paper-conference" },
	{ "dataset", "dataset" }, { "dissertation", "thesis" },
	{ "editorial", "article-journal" }, { "erratum", "article-journal" },
	{ "letter", "article-journal" }, { "libguides", "webpage" },
	{ "other", "document" }, { "peerreview", "review" },
	{ "preprint", "article" }, { "referenceentry", "entry" },
	{ "report", "report" }, { "reportcomponent", "report" },
	{ "retraction", "article-journal" }, { "review", "article-journal" },
	{ "software", "software" }, { "standard", "standard" },
};

/* BibTeX and biblatex */
static const struct type_word bibtex[] = {
	{ "article", "article-journal" }, { "artwork", "graphic" },
	{ "audio", "song" }, { "book", "book" }, { "bookinbook", "chapter" },
	{ "booklet", "pamphlet" }, { "collection", "book" },
	{ "conference", "paper-conference" }, { "dataset", "dataset" },
	{ "electronic", "webpage" }, { "image", "graphic" },
	{ "inbook", "chapter" }, { "incollection", "chapter" },
	{ "inproceedings", "paper-conference" }, { "inreference", "entry" },
	{ "jurisdiction", "legal_case" }, { "legislation", "legislation" },
	{ "letter", "personal_communication" }, { "manual", "book" },
	{ "mastersthesis", "thesis" }, { "misc", "document" },
	{ "movie", "motion_picture" }, { "music", "song" },
	{ "mvbook", "book" }, { "mvcollection", "book" },
	{ "mvproceedings", "book" }, { "mvreference", "book" },
	{ "online", "webpage" }, { "patent", "patent" },
	{ "periodical", "periodical" }, { "phdthesis", "thesis" },
	{ "proceedings", "book" }, { "reference", "book" },
	{ "report", "report" }, { "review", "review" },
	{ "software", "software" }, { "standard", "standard" },
	{ "suppbook", "chapter" }, { "suppcollection", "chapter" },
	{ "techreport", "report" }, { "thesis", "thesis" },
	{ "unpublished", "manuscript" }, { "video", "motion_picture" },
	{ "webpage", "webpage" }, { "www", "webpage" },
};

/* RIS */
static const struct type_word ris[] = {
	{ "abst", "article-journal" }, { "advs", "motion_picture" },
	{ "aggr", "dataset" }, { "ancient", "classic" }, { "art", "graphic" },
	{ "bill", "bill" }, { "blog", "post-weblog" }, { "book", "book" },
	{ "case", "legal_case" }, { "chap", "chapter" }, { "chart", "graphic" },
	{ "clswk", "classic" }, { "comp", "software" },
	{ "conf", "paper-conference" }, { "cpaper", "paper-conference" },
	{ "data", "dataset" }, { "dbase", "dataset" },
	{ "dict", "entry-dictionary" }, { "ebook", "book" },
	{ "echap", "chapter" }, { "edbook", "book" },
	{ "ejour", "article-journal" }, { "elec", "webpage" },
	{ "encyc", "entry-encyclopedia" }, { "figure", "figure" },
	{ "gen", "document" }, { "govdoc", "report" }, { "hear", "hearing" },
	{ "icomm", "personal_communication" }, { "inpr", "article-journal" },
	{ "intv", "interview" }, { "jfull", "periodical" },
	{ "jour", "article-journal" }, { "legal", "legislation" },
	{ "manscpt", "manuscript" }, { "map", "map" },
	{ "mgzn", "article-magazine" }, { "mpct", "motion_picture" },
	{ "music", "musical_score" }, { "news", "article-newspaper" },
	{ "pamp", "pamphlet" }, { "pat", "patent" },
	{ "pcomm", "personal_communication" }, { "rprt", "report" },
	{ "ser", "book" }, { "slide", "speech" }, { "sound", "song" },
	{ "stand", "standard" }, { "stat", "legislation" },
	{ "thes", "thesis" }, { "unbill", "bill" }, { "unpb", "manuscript" },
	{ "unpd", "manuscript" }, { "video", "motion_picture" },
	{ "web", "webpage" },
};

/* schema.org */
static const struct type_word schema_org[] = {
	{ "article", "article-journal" }, { "audioobject", "song" },
	{ "blogposting", "post-weblog" }, { "book", "book" },
	{ "chapter", "chapter" }, { "datacatalog", "dataset" },
	{ "datadownload", "dataset" }, { "dataset", "dataset" },
	{ "imageobject", "graphic" }, { "legislation", "legislation" },
	{ "map", "map" }, { "medicalscholarlyarticle", "article-journal" },
	{ "movie", "motion_picture" }, { "musicrecording", "song" },
	{ "newsarticle", "article-newspaper" },
	{ "periodical", "periodical" }, { "photograph", "graphic" },
	{ "presentationdigitaldocument", "speech" },
	{ "publicationissue", "periodical" },
	{ "publicationvolume", "periodical" }, { "report", "report" },
	{ "review", "review" }, { "scholarlyarticle", "article-journal" },
	{ "softwareapplication", "software" },
	{ "softwaresourcecode", "software" }, { "techarticle", "report" },
	{ "thesis", "thesis" }, { "videoobject", "motion_picture" },
	{ "visualartwork", "graphic" }, { "webpage", "webpage" },
	{ "website", "webpage" },
};
/* clang-format on */

#define TABLE(name)                     \
	{                               \
		name, ARRAY_COUNT(name) \
	}

const struct type_table type_crossref_csl = TABLE(crossref_csl);
const struct type_table type_crossref_words = TABLE(crossref_words);
const struct type_table type_csl_crossref = TABLE(csl_crossref);
const struct type_table type_csl_words = TABLE(csl_words);
const struct type_table type_datacite = TABLE(datacite);
const struct type_table type_datacite_detail = TABLE(datacite_detail);
const struct type_table type_openalex = TABLE(openalex);
const struct type_table type_bibtex = TABLE(bibtex);
const struct type_table type_ris = TABLE(ris);
const struct type_table type_schema_org = TABLE(schema_org);

/* In order of rank: the first of them in a record's list decides. */
const struct type_ranked type_pubmed[] = {
	{ "preprint", "article" },
	{ "journalarticle", "article-journal" },
	{ "academicdissertation", "thesis" },
	{ "technicalreport", "report" },
	{ "dataset", "dataset" },
	{ "newspaperarticle", "article-newspaper" },
	{ "videoaudiomedia", "motion_picture" },
};
const size_t type_pubmed_count = ARRAY_COUNT(type_pubmed);

const struct type_ranked type_semantic_scholar[] = {
	{ "journalarticle", "article-journal" },
	{ "conference", "paper-conference" },
	{ "booksection", "chapter" },
	{ "book", "book" },
	{ "dataset", "dataset" },
	{ "news", "article-newspaper" },
	{ "review", "article-journal" },
	{ "casereport", "article-journal" },
	{ "clinicaltrial", "article-journal" },
	{ "editorial", "article-journal" },
	{ "lettersandcomments", "article-journal" },
	{ "metaanalysis", "article-journal" },
	{ "study", "article-journal" },
};
const size_t type_semantic_scholar_count = ARRAY_COUNT(type_semantic_scholar);
