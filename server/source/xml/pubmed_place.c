/* SPDX-License-Identifier: MIT */
/*
 * Who wrote a PubMed record's article, where it stands and when it came out.
 */
#include <stdio.h>

#include "build_json.h"
#include "date.h"
#include "paperd/clean.h"
#include "paperd/scoped.h"
#include "pubmed.h"

/* ---- persons ---- */

static void add_affiliations(struct builder *json, cJSON *person,
			     const struct xml_element *author)
{
	cJSON *list = build_array(json, person, "affiliation");
	const struct xml_element *info = xml_child(author, "AffiliationInfo");

	build_text(json, list, NULL, xml_inner_of(author, "Affiliation"));
	for (; info; info = xml_next(info, author, "AffiliationInfo"))
		build_text(json, list, NULL, xml_inner_of(info, "Affiliation"));
}

static void add_person(struct builder *json, cJSON *list,
		       const struct xml_element *author)
{
	const struct xml_element *id = xml_child(author, "Identifier");
	struct span given = xml_inner_of(author, "ForeName");
	struct span group = xml_inner_of(author, "CollectiveName");
	cJSON *person = build_object(json, list, NULL);

	build_text(json, person, "family", xml_inner_of(author, "LastName"));
	build_text(json, person, "given",
		   given.len ? given : xml_inner_of(author, "Initials"));
	build_text(json, person, "suffix", xml_inner_of(author, "Suffix"));
	build_text(json, person, "name", group);
	if (group.len)
		build_text(json, person, "nameType", span_of("Organizational"));
	for (; id; id = xml_next(id, author, "Identifier"))
		if (xml_attribute_is(id, "Source", "ORCID"))
			build_text(json, person, "ORCID", xml_inner(id));
	add_affiliations(json, person, author);
}

static void fill_person_list(struct fill *fill, const struct xml_element *list,
			     struct people *people)
{
	SCOPED(builder_release) struct builder json = builder_init();
	cJSON *persons = build_array(&json, json.root, "persons");
	const struct xml_element *author = xml_child(list, "Author");

	report_forget(fill->report);
	for (; author; author = xml_next(author, list, "Author"))
		if (!xml_attribute_is(author, "ValidYN", "N"))
			add_person(&json, persons, author);
	fill->failed = fill->failed || json.failed;
	if (json.failed)
		return;
	fill_people(fill, persons, people);
	report_place(fill->report, json.root, NULL);
}

void pubmed_fill_people(struct fill *fill, const struct pubmed *record)
{
	static const char name[] = "AuthorList";
	const struct xml_element *list = xml_child(record->article, name);
	struct paper *paper = fill->paper;

	for (; list; list = xml_next(list, record->article, name)) {
		bool editors = xml_attribute_is(list, "Type", "editors");

		fill_person_list(fill, list,
				 editors ? &paper->editors : &paper->authors);
	}
}

/* ---- the date ---- */

static bool date_of(struct fill *fill, const struct xml_element *element,
		    struct clean_date *ret)
{
	static const char *const names[] = { "Year", "Month", "Day", "Season",
					     "MedlineDate" };
	SCOPED(builder_release) struct builder json = builder_init();

	for (size_t i = 0; i < ARRAY_COUNT(names); i++)
		build_text(&json, json.root, names[i],
			   xml_inner_of(element, names[i]));
	fill->failed = fill->failed || json.failed;
	return date_from_json(json.root, ret,
			      fill_trace(fill, &fill->paper->published, NULL));
}

/* True when the date of one is earlier, or the same and better known. */
static bool is_before(const struct clean_date *one,
		      const struct clean_date *other)
{
	size_t len = strlen(other->date);

	if (!strncmp(one->date, other->date, len))
		return strlen(one->date) > len;
	return strcmp(one->date, other->date) < 0;
}

/* The issue's date or that of the electronic article, whichever is earlier, as
 * Crossref has it. */
static void fill_dates(struct fill *fill, const struct xml_element *issue,
		       const struct pubmed *record)
{
	const struct xml_element *article = xml_child(record->article,
						      "ArticleDate");
	struct clean_date printed = { 0 }, online = { 0 };
	bool is_printed = date_of(fill, xml_child(issue, "PubDate"), &printed);
	bool is_online = article && date_of(fill, article, &online);

	if (is_online && (!is_printed || is_before(&online, &printed)))
		fill_date(fill, &online);
	else if (is_printed)
		fill_date(fill, &printed);
}

/* ---- the container ---- */

static void fill_issns(struct fill *fill, const struct xml_element *journal,
		       const struct xml_element *info)
{
	const struct xml_element *issn;

	for (int electronic = 1; electronic >= 0; electronic--)
		for (issn = xml_child(journal, "ISSN"); issn;
		     issn = xml_next(issn, journal, "ISSN"))
			if (xml_attribute_is(issn, "IssnType", "Electronic") ==
			    (bool)electronic)
				fill_issn(fill, xml_inner(issn));
	fill_issn(fill, xml_inner_of(info, "ISSNLinking"));
}

static void fill_journal(struct fill *fill, const struct pubmed *record)
{
	const struct xml_element *journal = xml_child(record->article,
						      "Journal");
	const struct xml_element *info = xml_child(record->citation,
						   "MedlineJournalInfo");
	const struct xml_element *issue = xml_child(journal, "JournalIssue");
	struct journal *ret = &fill->paper->journal;

	fill_text(fill, clean_plain, xml_inner_of(journal, "Title"),
		  &ret->title);
	fill_text(fill, clean_plain, xml_inner_of(journal, "ISOAbbreviation"),
		  &ret->abbreviation);
	fill_missing(fill, clean_plain, xml_inner_of(info, "MedlineTA"),
		     &ret->abbreviation);
	fill_issns(fill, journal, info);
	fill_volume(fill, xml_inner_of(issue, "Volume"),
		    xml_inner_of(issue, "Issue"));
	fill_dates(fill, issue, record);
}

/* "MedlinePgn" is what PubMed prints; the parts are older or newer. */
static void fill_pagination(struct fill *fill, const struct pubmed *record)
{
	const struct xml_element *pages = xml_child(record->article,
						    "Pagination");
	struct span first = xml_inner_of(pages, "StartPage");
	struct span last = xml_inner_of(pages, "EndPage");
	struct span medline = xml_inner_of(pages, "MedlinePgn");
	char range[128];

	if (medline.len) {
		fill_pages(fill, medline);
	} else if (first.len + last.len + 2 < sizeof(range)) {
		snprintf(range, sizeof(range), "%.*s%s%.*s", (int)first.len,
			 first.at ? first.at : "", last.len ? "-" : "",
			 (int)last.len, last.at ? last.at : "");
		fill_pages(fill, span_of(range));
	}
}

void pubmed_fill_place(struct fill *fill, const struct pubmed *record)
{
	fill_journal(fill, record);
	fill_pagination(fill, record);
}
