/* SPDX-License-Identifier: MIT */
/*
 * Names and records of the splitter's states for XML; see dump_xml.c.
 */
#include "dump_xml.h"

#include "paperd/scoped.h"

/* Elements that are one record each: PubMed's; what a query at Crossref
 * answers for one DOI; and, when no query is around, the containers of
 * Crossref's schemas, of which each may hold several works; DataCite's. */
struct xml_kind {
	const char *record;
	const char *work; /* NULL: it is one work */
};

static const struct xml_kind kinds[] = {
	{ "PubmedArticle", NULL },
	{ "PubmedBookArticle", NULL },
	{ "MedlineCitation", NULL },
	{ "query", NULL },
	{ "journal", "journal_article" },
	{ "book", "content_item" },
	{ "conference", "conference_paper" },
	{ "report-paper", "content_item" },
	{ "database", "dataset" },
	{ "standard", "content_item" },
	{ "posted_content", NULL },
	{ "dissertation", NULL },
	{ "peer_review", NULL },
	{ "sa_component", NULL },
	{ "resource", NULL },
};

static bool is_name(const struct scan_xml *xml, const char *name)
{
	struct span read = { xml->name.at, xml->name.len };

	return !xml->is_long && name && span_is(read, name);
}

static const struct xml_kind *find_kind(const struct scan_xml *xml)
{
	for (size_t i = 0; i < ARRAY_COUNT(kinds); i++)
		if (is_name(xml, kinds[i].record))
			return &kinds[i];
	return NULL;
}

/* ---- the name that follows a '<' ---- */

void xml_mark(struct scan *scan)
{
	struct scan_xml *xml = &scan->xml;

	xml->mark = scan_offset(scan);
	xml->mark_line = scan->line;
	xml->pending = true;
	xml->closes = false;
	xml->name.len = 0;
	xml->is_long = false;
}

bool xml_ends_name(char c)
{
	return ascii_is_space(c) || c == '>' || c == '/' || c == '<';
}

/* A prefix is left away.  A name, or prefix, that is longer than any known is
 * none, and its tag need not be kept. */
void xml_add_to_name(struct scan_xml *xml, char c)
{
	if (c == ':') {
		xml->name.len = 0;
	} else if (xml->name.len < sizeof(xml->name.at)) {
		xml->name.at[xml->name.len++] = c;
	} else {
		xml->is_long = true;
		xml->pending = false;
	}
}

bool xml_names_record(const struct scan_xml *xml)
{
	return xml->kind && is_name(xml, xml->kind->record);
}

static bool names_work(const struct scan_xml *xml)
{
	return xml->kind && is_name(xml, xml->kind->work);
}

/* ---- places ---- */

/* Keeps the bytes from the mark on. */
static void hold(struct scan *scan)
{
	struct scan_xml *xml = &scan->xml;

	scan->held = true;
	scan->start = xml->mark;
	scan->start_line = xml->mark_line;
	scan->stop = xml->mark + (long long)scan->record_max;
}

/* Goes back to a '<', of which the bytes are kept. */
static void go_back(struct scan *scan, long long offset, long long line)
{
	scan->at = (size_t)(offset - scan->base);
	scan->line = line;
	scan->pending = 0;
	scan->xml.pending = false;
	scan->state = XML_TEXT;
}

static enum scan_event give(struct scan *scan, enum scan_event event)
{
	bool known = !scan->held;

	scan->end = scan_offset(scan);
	scan_let_go(scan);
	return known ? SCAN_MORE : event;
}

/* What is held was not closed before the tag that was marked. */
static enum scan_event cut(struct scan *scan, const char *what)
{
	bool known = !scan->held;

	go_back(scan, scan->xml.mark, scan->xml.mark_line);
	scan_let_go(scan);
	if (known)
		return SCAN_MORE;
	return scan_reject(
		scan,
		"a %s that is not closed before the next one in line %lld",
		what, scan->xml.mark_line);
}

/* ---- works in a record ---- */

bool xml_can_part(const struct scan *scan)
{
	return scan->held && scan->xml.work && !scan->xml.parted;
}

enum scan_event xml_part(struct scan *scan)
{
	struct scan_xml *xml = &scan->xml;

	xml->parted = true;
	xml->in_work = false;
	scan->end = xml->work;
	go_back(scan, xml->work, xml->work_line);
	scan_let_go(scan);
	return SCAN_DEFINITION;
}

static enum scan_event begin_work(struct scan *scan)
{
	struct scan_xml *xml = &scan->xml;

	if (xml_can_part(scan))
		return xml_part(scan);
	if (xml->parted && xml->in_work) {
		xml->in_work = false;
		return cut(scan, "work");
	}
	xml->in_work = true;
	if (xml->parted) {
		hold(scan);
	} else {
		xml->work = xml->mark;
		xml->work_line = xml->mark_line;
	}
	return SCAN_MORE;
}

static enum scan_event end_work(struct scan *scan)
{
	struct scan_xml *xml = &scan->xml;
	bool given = xml->in_work && xml->parted;

	xml->in_work = false;
	return given ? give(scan, SCAN_PART) : SCAN_MORE;
}

/* ---- records ---- */

static void begin_record(struct scan *scan, const struct xml_kind *kind)
{
	struct scan_xml *xml = &scan->xml;

	xml->kind = kind;
	xml->seen = true;
	xml->work = 0;
	xml->in_work = false;
	xml->parted = false;
	hold(scan);
}

void xml_leave_record(struct scan *scan)
{
	scan->xml.kind = NULL;
	scan_let_go(scan);
}

enum scan_event xml_cut_record(struct scan *scan)
{
	struct scan_xml *xml = &scan->xml;
	const char *what = xml->in_work && xml->parted ? "work" : "record";

	xml->kind = NULL;
	return cut(scan, what);
}

static enum scan_event end_record(struct scan *scan)
{
	struct scan_xml *xml = &scan->xml;

	xml->kind = NULL;
	if (xml->parted && scan->held) {
		scan_let_go(scan);
		return scan_reject(scan, "a work that is not closed");
	}
	return give(scan, SCAN_OBJECT);
}

/* ---- tags ---- */

static void note_root(struct scan_xml *xml)
{
	if (!xml->root.len)
		xml->root = xml->name;
}

enum scan_event xml_end_name(struct scan *scan)
{
	struct scan_xml *xml = &scan->xml;
	const struct xml_kind *kind;

	scan->state = XML_TAG;
	xml->pending = false;
	if (!xml->closes && xml_names_record(xml))
		return xml_cut_record(scan);
	if (!xml->closes && names_work(xml))
		return begin_work(scan);
	kind = xml->kind || xml->closes ? NULL : find_kind(xml);
	if (kind)
		begin_record(scan, kind);
	note_root(xml);
	return SCAN_MORE;
}

/* A '>' outside quotes: xml.empty tells whether a '/' stood before it. */
enum scan_event xml_end_tag(struct scan *scan)
{
	struct scan_xml *xml = &scan->xml;

	scan->state = XML_TEXT;
	if (!xml->kind) {
		if (!xml->closes)
			xml->open += !xml->empty;
		else if (xml->open)
			xml->open--;
		return SCAN_MORE;
	}
	if (!xml->closes && !xml->empty)
		return SCAN_MORE;
	if (names_work(xml))
		return end_work(scan);
	return xml_names_record(xml) ? end_record(scan) : SCAN_MORE;
}
