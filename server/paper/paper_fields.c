/* SPDX-License-Identifier: MIT */
/*
 * The field table: every member of struct paper, in the order of its JSON.
 */
#include <stddef.h>

#include "paperd/paper.h"

/* clang-format off */
#define TEXT(type, member, note) \
	{ #member, FIELD_TEXT, offsetof(struct type, member), note }
#define MEMBER(type, member, kind, note) \
	{ #member, kind, offsetof(struct type, member), note }
#define END { 0 }

static const struct field person_fields[] = {
	TEXT(person, name, "Display form; of an organisation the only one."),
	TEXT(person, given, "Given names or initials."),
	TEXT(person, family, "Family name with its particles."),
	TEXT(person, suffix, "Jr., III."),
	TEXT(person, orcid, "ORCID iD, bare."),
	MEMBER(person, affiliations, FIELD_TEXTS, "Affiliations."),
	END
};

static const struct field translation_fields[] = {
	TEXT(translation, lang, "ISO 639 code, the key."),
	TEXT(translation, title, "Title in this language."),
	TEXT(translation, abstract, "Abstract in this language."),
	END
};

static const struct field journal_fields[] = {
	TEXT(journal, title, "Title of the container."),
	TEXT(journal, abbreviation, "Abbreviated title."),
	TEXT(journal, series, "Title of the series a book is in."),
	MEMBER(journal, issn, FIELD_TEXTS, "ISSNs, electronic first."),
	TEXT(journal, description, "What the journal publishes."),
	MEMBER(journal, impact_factor, FIELD_NUMBER,
	       "Journal impact factor (JCR)."),
	TEXT(journal, jcr_quartile, "JCR quartile, Q1 to Q4."),
	TEXT(journal, jcr_category, "JCR category."),
	MEMBER(journal, cas_zone, FIELD_INTEGER,
	       "Zone 1 to 4 of the Chinese Academy of Sciences."),
	TEXT(journal, cas_category, "Category of that zone."),
	END
};

static const struct field ids_fields[] = {
	TEXT(ids, pmid, "PubMed."),
	TEXT(ids, pmcid, "PubMed Central."),
	TEXT(ids, arxiv, "arXiv."),
	TEXT(ids, s2, "Semantic Scholar."),
	MEMBER(ids, isbn, FIELD_TEXTS, "ISBNs without hyphens."),
	END
};

static const struct field license_fields[] = {
	TEXT(license, id, "SPDX identifier."),
	TEXT(license, url, "Address of the licence."),
	TEXT(license, version, "Content version: vor, am, tdm."),
	END
};

static const struct field funder_fields[] = {
	TEXT(funder, name, "Name."),
	TEXT(funder, doi, "DOI in the Funder Registry."),
	MEMBER(funder, awards, FIELD_TEXTS, "Award numbers."),
	END
};

static const struct field reference_fields[] = {
	TEXT(reference, doi, "DOI of the cited work."),
	TEXT(reference, text, "The citation as deposited."),
	TEXT(reference, title, "Title."),
	TEXT(reference, author, "First author."),
	TEXT(reference, container, "Journal or book."),
	TEXT(reference, volume, "Volume."),
	TEXT(reference, pages, "First page."),
	TEXT(reference, year, "Year."),
	END
};

static const struct field update_fields[] = {
	TEXT(update, type, "Crossref's word: retraction, correction, ..."),
	TEXT(update, direction,
	     "to: this record is the notice; by: it is the work."),
	TEXT(update, doi, "DOI of the other one."),
	TEXT(update, date, "Date of the notice."),
	END
};

static const struct field source_fields[] = {
	TEXT(source_note, name, "Who holds the data."),
	TEXT(source_note, format, "Shape of the source object."),
	TEXT(source_note, file, "Dump file."),
	MEMBER(source_note, line, FIELD_INTEGER, "Line in the dump file."),
	TEXT(source_note, url, "Address it was fetched from, if it was."),
	MEMBER(source_note, status, FIELD_INTEGER,
	       "HTTP status of the answer it was fetched with."),
	TEXT(source_note, loaded, "When it was loaded or fetched."),
	MEMBER(source_note, rules, FIELD_INTEGER,
	       "Version of the rules it was cleaned by."),
	MEMBER(source_note, fields, FIELD_TEXTS,
	       "In sources: the fields that came from it."),
	END
};

#define FIELD(member, kind, note) \
	{ #member, kind, offsetof(struct paper, member), note }
#define NESTED(member, kind, type, note)                          \
	{ #member, kind, offsetof(struct paper, member), note,    \
	  type##_fields, sizeof(struct type) }

const struct field paper_fields[] = {
	FIELD(doi, FIELD_TEXT,
	      "The DOI, bare, ASCII letters in lower case."),
	FIELD(url, FIELD_TEXT, "Where the DOI resolves."),
	FIELD(type, FIELD_TEXT,
	      "Crossref's word for the kind of work."),
	FIELD(title, FIELD_TEXT,
	      "Title in the original language, with the subtitle."),
	FIELD(subtitle, FIELD_TEXT, "The subtitle alone."),
	FIELD(language, FIELD_TEXT,
	      "ISO 639 code of title and abstract."),
	NESTED(translations, FIELD_KEYED,
	       translation,
	       "Title and abstract in other languages, by ISO 639 code."),
	NESTED(authors, FIELD_OBJECTS, person,
	       "Authors in their order."),
	NESTED(editors, FIELD_OBJECTS, person, "Editors in their order."),
	FIELD(abstract, FIELD_TEXT,
	      "Plain text, paragraphs parted by one line break."),
	FIELD(copyright, FIELD_TEXT, "Notice cut from the abstract."),
	FIELD(published, FIELD_TEXT,
	      "Earliest date of publication: YYYY, YYYY-MM or YYYY-MM-DD."),
	FIELD(year, FIELD_INTEGER, "Year of publication."),
	NESTED(journal, FIELD_OBJECT, journal,
	       "The journal or other container."),
	FIELD(volume, FIELD_TEXT, "Volume."),
	FIELD(issue, FIELD_TEXT, "Issue."),
	FIELD(pages, FIELD_TEXT, "Pages, e.g. 12-34."),
	FIELD(article_number, FIELD_TEXT, "Article number."),
	FIELD(publisher, FIELD_TEXT, "Publisher."),
	FIELD(member, FIELD_TEXT,
	      "Number of the Crossref member that deposited it."),
	FIELD(keywords, FIELD_TEXTS, "Keywords or subjects."),
	FIELD(open_access, FIELD_TRUTH, "Open access, if known."),
	FIELD(citation_count, FIELD_INTEGER,
	      "How often it is cited, as its source counts."),
	FIELD(reference_count, FIELD_INTEGER,
	      "How many works it cites, as its source counts."),
	NESTED(ids, FIELD_OBJECT, ids, "Identifiers beside the DOI."),
	NESTED(licenses, FIELD_OBJECTS, license, "Licences."),
	NESTED(funders, FIELD_OBJECTS, funder, "Funders."),
	NESTED(references, FIELD_OBJECTS, reference,
	       "Works cited."),
	NESTED(updates, FIELD_OBJECTS, update,
	       "Corrections, retractions and the like."),
	FIELD(retracted, FIELD_TRUTH, "True when it was retracted."),
	{ "source", FIELD_OBJECT, offsetof(struct paper, source),
	  "Where the record came from; of several the first in precedence.",
	  source_fields, sizeof(struct source_note) },
	{ "sources", FIELD_OBJECTS, offsetof(struct paper, sources),
	  "All it was made from, when that is more than one.",
	  source_fields, sizeof(struct source_note) },
	END
};
/* clang-format on */
