/* SPDX-License-Identifier: MIT */
/*
 * Titles and abstracts of a PubMed record.
 */
#include "build_json.h"
#include "paperd/clean.h"
#include "paperd/scoped.h"
#include "pubmed.h"

/* Bytes that the tags of a section can have more than PubMed's, by tags. */
#define GROWTH_MAX 2

static enum status fill_title(struct fill *fill, const struct pubmed *record,
			      struct error *err)
{
	static const char *const names[] = { "ArticleTitle", "VernacularTitle",
					     "Language" };
	SCOPED(builder_release) struct builder json = builder_init();

	report_forget(fill->report);
	for (size_t i = 0; i < ARRAY_COUNT(names); i++)
		build_text(&json, json.root, names[i],
			   xml_inner_of(record->article, names[i]));
	if (json.failed)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	if (record_titles(fill, json.root, titles_of_pubmed, err) != STATUS_OK)
		return err->status;
	report_place(fill->report, json.root, NULL);
	return STATUS_OK;
}

/* What the authors wrote, else NLM's category of the section; both have a word
 * for none. */
static struct span label_of(const struct xml_element *text)
{
	struct span label = xml_attribute(text, "Label");

	if (!label.len)
		label = xml_attribute(text, "NlmCategory");
	if (span_is_nocase(label, "UNLABELLED") ||
	    span_is_nocase(label, "UNASSIGNED"))
		label.len = 0;
	return label;
}

/* As JATS writes sections, so that they are cleaned like those; owned by the
 * caller. */
static struct buf sections_of(const struct xml_element *abstract)
{
	static const char name[] = "AbstractText";
	const struct xml_element *text = xml_child(abstract, name);
	size_t len = abstract ? abstract->end - abstract->inner : 0;
	struct buf sections = buf_init(GROWTH_MAX * len + 1), *out = &sections;

	for (; text; text = xml_next(text, abstract, name)) {
		struct span label = label_of(text);

		buf_add_text(out, "<sec>");
		if (label.len) {
			buf_add_text(out, "<title>");
			buf_add_span(out, label);
			buf_add_text(out, "</title>");
		}
		buf_add_text(out, "<p>");
		buf_add_span(out, xml_inner(text));
		buf_add_text(out, "</p></sec>");
	}
	return sections;
}

static void fill_main(struct fill *fill, const struct pubmed *record)
{
	const struct xml_element *abstract = xml_child(record->article,
						       "Abstract");
	SCOPED(buf_release) struct buf raw = sections_of(abstract);

	fill->failed = fill->failed || raw.failed;
	fill_abstract(fill, buf_span(&raw));
	fill_missing(fill, clean_copyright,
		     xml_inner_of(abstract, "CopyrightInformation"),
		     &fill->paper->copyright);
}

static bool is_language(const struct paper *paper, const char *lang)
{
	return paper->language && !strcmp(paper->language, lang);
}

/* The member that an abstract in that language belongs to; NULL: none, it is
 * another text about the work, such as a summary for laymen. */
static char **member_for(struct fill *fill, const char *lang)
{
	struct paper *paper = fill->paper;
	struct translation *entry;

	if (is_language(paper, lang) || (!lang[0] && !paper->abstract))
		return paper->abstract ? NULL : &paper->abstract;
	entry = lang[0] ? fill_translation(fill, lang) : NULL;
	return entry && !entry->abstract ? &entry->abstract : NULL;
}

static void fill_other(struct fill *fill, const struct xml_element *other)
{
	SCOPED(abstract_release) struct abstract abstract = { 0 };
	SCOPED(buf_release) struct buf raw = sections_of(other);
	char lang[1][4] = { "" };
	char **member;
	struct trace *trace = fill_trace(fill, &fill->paper->translations,
					 NULL);

	if (raw.failed || clean_abstract(buf_span(&raw), fill->flags, &abstract,
					 trace, NULL) != STATUS_OK) {
		fill->failed = true;
		return;
	}
	language_clean(xml_attribute(other, "Language"), lang, 1, NULL);
	member = abstract.text ? member_for(fill, lang[0]) : NULL;
	if (member)
		fill_copy(fill, abstract.text, member);
}

enum status pubmed_fill_texts(struct fill *fill, const struct pubmed *record,
			      struct error *err)
{
	static const char name[] = "OtherAbstract";
	const struct xml_element *other = xml_child(record->citation, name);
	enum status status = fill_title(fill, record, err);

	if (status != STATUS_OK)
		return status;
	fill_main(fill, record);
	for (; other; other = xml_next(other, record->citation, name))
		fill_other(fill, other);
	return STATUS_OK;
}
