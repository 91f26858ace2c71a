/* SPDX-License-Identifier: MIT */
/* Real records by the hundred thousand, where they are at hand. */
#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <fnmatch.h>
#include <ftw.h>
#include <stdio.h>

#include "client.h"
#include "dumps.h"
#include "paperd/dump.h"

/* ---- every JSON file that was recorded from Crossref, and CSL ---- */

/* Why an object of these folders may be no record, and in which files.  What
 * is not here means that something is read worse than it could be. */
static const struct {
	const char *reason, *file; /* patterns */
} known_rejects[] = {
	/* other answers of the Crossref API */
	{ "a Crossref \"*\" message, not a work", "*" },
	{ "no known shape", "*-*api.crossref.org_members_*" },
	{ "no known shape", "*-*api.crossref.org_funders_*" },
	{ "no known shape", "*-*api.crossref.org_licenses_*" },
	{ "no known shape", "*-*api.crossref.org_journals*" },
	{ "no known shape", "*-lagotto_*_publisher_nil.json" },
	/* lists of the collection itself */
	{ "no known shape", "*-index.jsonl" },
	{ "no known shape", "*-gallery.jsonl" },
	/* a bibliography with an entry that has no type, no title, no DOI */
	{ "no known shape", "*-manubot_*_bibliography.json" },
	/* CSL of works without a DOI */
	{ "no DOI", "*-citation-js_*" },
	{ "no DOI", "*-opencitations_*" },
	{ "no DOI", "*-zotero_*" },
	{ "no DOI", "*-manubot_*" },
	{ "no DOI", "*-front-matter_*_missing_doi.json" },
	/* XML that is called .json */
	{ "not a JSON object", "*-front-matter_*_crossrefxml_*" },
	/* 10.1086\/305772, and handles in the place of a DOI */
	{ "the DOI \"*\" is not one", "*-items_*.jsonl.gz" },
	{ "the DOI \"*\" is not one", "*-inspirehep_*_10.1086_305772.json" },
};

static struct daemon collection;
static size_t linked;

static bool ends_with(const char *text, const char *end)
{
	size_t len = strlen(text), end_len = strlen(end);

	return len >= end_len && strcmp(text + len - end_len, end) == 0;
}

static int link_json(const char *path, const struct stat *status, int type,
		     struct FTW *where)
{
	char name[300];

	(void)status;
	if (type != FTW_F ||
	    !(ends_with(path, ".json") || ends_with(path, ".jsonl") ||
	      ends_with(path, ".jsonl.gz")))
		return 0;
	snprintf(name, sizeof(name), "%zu-%s", ++linked, path + where->base);
	daemon_link(&collection, name, path);
	return 0;
}

static bool is_known(const cJSON *reject)
{
	const char *file = json_text_at(reject, "file");
	const char *reason = json_text_at(reject, "reason");
	const char *slash = strrchr(file, '/');

	for (size_t i = 0; slash && i < ARRAY_COUNT(known_rejects); i++)
		if (fnmatch(known_rejects[i].file, slash + 1, 0) == 0 &&
		    fnmatch(known_rejects[i].reason, reason, FNM_NOESCAPE) == 0)
			return true;
	return false;
}

/* Checks each line of the reject file; returns how many there are. */
static size_t check_rejects(const struct daemon *daemon)
{
	SCOPED(buf_release) struct buf list = buf_init(DUMP_MAX);
	char path[2 * DAEMON_PATH_MAX];
	struct span rest, line;
	size_t count = 0;

	snprintf(path, sizeof(path), "%s/store.db.rejects.jsonl", daemon->dir);
	file_read(path, &list);
	rest = buf_span(&list);
	while (span_next(&rest, '\n', &line)) {
		SCOPED(json_release)
		cJSON *reject = cJSON_ParseWithLength(line.at, line.len);

		cr_expect(!line.len || is_known(reject), "%.*s", (int)line.len,
			  line.at);
		count += line.len > 0;
	}
	return count;
}

static cJSON *stats_of(const struct daemon *daemon)
{
	SCOPED(reply_release)
	struct reply reply = ask(daemon,
				 (struct question){ .path = "/v1/stats" });

	return reply_json(&reply);
}

Test(real, recorded_answers_are_read_or_rejected_with_a_known_reason,
     .timeout = 600)
{
	static const char *const folders[] = { "data/crossref", "data/csl" };
	size_t rejects;

	if (!shared_path("data/crossref"))
		cr_skip("the real data is not here");
	daemon_init(&collection);
	for (size_t i = 0; i < ARRAY_COUNT(folders); i++)
		cr_assert_eq(
			nftw(shared_path(folders[i]), link_json, 16, FTW_PHYS),
			0);
	cr_expect_gt(linked, 500);
	daemon_start(&collection, NULL);
	daemon_wait_ready(&collection);
	SCOPED(json_release) cJSON *stats = stats_of(&collection);
	rejects = check_rejects(&collection);
	cr_expect_eq(json_number_at(stats, "files"), linked, "%g of %zu files",
		     json_number_at(stats, "files"), linked);
	cr_expect_gt(json_number_at(stats, "records"), 10000, "%g records",
		     json_number_at(stats, "records"));
	cr_expect_eq(json_number_at(stats, "rejects"), rejects);
	daemon_stop(&collection);
	daemon_release(&collection);
}

/* ---- the bulk: is every text clean? ---- */

#define BULK_OBJECTS 102024
/* Of these, have a handle of another prefix (http://hdl.handle.net/2065/…) or
 * "10.1086\/305772" in the place of a DOI. */
#define BULK_STRANGERS 59
#define BATCH_MAX      1000

/* Names that are never left in angle brackets. */
/* clang-format off */
static const char *const tags[] = {
	"a", "abstract", "article-title", "b", "bold", "br", "div", "em",
	"ext-link", "font", "formula", "h1", "h2", "h3", "h4", "i", "inf",
	"inline-formula", "italic", "li", "list", "list-item", "math", "mfrac",
	"mi", "mn", "mo", "monospace", "mrow", "ms", "mspace", "msqrt",
	"mstyle", "msub", "msubsup", "msup", "mtext", "ol", "p", "q", "sc",
	"scp", "script", "sec", "semantics", "small", "span", "strong", "style",
	"sub", "sup", "table", "td", "tex-math", "title", "tr", "u", "ul",
	"underline", "xref",
};

/* Names of entities that are never left; by number none is. */
static const char *const entities[] = {
	"amp", "lt", "gt", "quot", "apos", "nbsp", "ndash", "mdash", "rsquo",
	"lsquo", "rdquo", "ldquo", "hellip", "alpha", "beta", "gamma", "mu",
	"deg", "plusmn", "times", "eacute", "uuml", "ouml", "auml", "szlig",
};

/* clang-format on */

static bool is_name(const char *from, size_t len, const char *const *names,
		    size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (span_is_nocase((struct span){ from, len }, names[i]))
			return true;
	return false;
}

/* True for "<name>", "</name>", "<name/>" and "<prefix:name>". */
static bool is_tag(const char *at)
{
	const char *name = at + 1 + (at[1] == '/');
	size_t len = strcspn(name, " />:<");

	if (name[len] == ':') {
		name += len + 1;
		len = strcspn(name, " />:<");
	}
	return (name[len] == '>' || strncmp(name + len, "/>", 2) == 0) &&
	       is_name(name, len, tags, ARRAY_COUNT(tags));
}

static bool is_entity(const char *at)
{
	size_t len = strcspn(at + 1, "; &");

	if (at[1 + len] != ';')
		return false;
	return at[1] == '#' ||
	       is_name(at + 1, len, entities, ARRAY_COUNT(entities));
}

/* What is not clean in a text, or NULL. */
static const char *dirt_in(const char *text, bool lines)
{
	for (; *text; text++) {
		unsigned char byte = (unsigned char)*text;

		if (byte == 0x7F || (byte < 0x20 && !(lines && byte == '\n')))
			return text;
		if (byte == 0xC2 && (unsigned char)text[1] < 0xA0)
			return text; /* C1 */
		if ((byte == '<' && is_tag(text)) ||
		    (byte == '&' && is_entity(text)))
			return text;
	}
	return NULL;
}

struct tally {
	size_t asked;
	size_t served;
	size_t strangers;
	size_t dirty;
};

static void check_text(const cJSON *item, const char *path, bool lines,
		       struct tally *tally)
{
	const char *dirt = dirt_in(json_text_at(item, path), lines);

	if (!dirt)
		return;
	tally->dirty++;
	cr_expect(false, "%s: %s: …%.60s", json_text_at(item, "input"), path,
		  dirt);
}

/* Looks the DOIs up, one a line, and checks what comes. */
static void check_batch(const struct daemon *daemon, struct buf *dois,
			struct tally *tally)
{
	SCOPED(reply_release)
	struct reply reply = ask(
		daemon, (struct question){
				.path = "/v1/records/lookup",
				.headers = { "Content-Type: text/plain",
					     "Accept: application/x-ndjson" },
				.body = buf_text(dois) });
	struct span rest = buf_span(&reply.body);
	struct span line;

	cr_assert_eq(reply.status, 200, "%s", reply_text(&reply));
	while (span_next(&rest, '\n', &line)) {
		SCOPED(json_release)
		cJSON *item = cJSON_ParseWithLength(line.at, line.len);
		const char *status = json_text_at(item, "status");

		if (!line.len)
			continue;
		tally->served += strcmp(status, "found") == 0;
		tally->strangers += strcmp(status, "invalid") == 0;
		check_text(item, "record.title", false, tally);
		check_text(item, "record.abstract", true, tally);
		check_text(item, "record.journal.title", false, tally);
	}
	buf_clear(dois);
}

/* One record by itself, twice: the tag must be the same. */
static void check_tag(const struct daemon *daemon, const char *doi)
{
	SCOPED(buf_release) struct buf path = buf_init(8192);
	char match[100];

	buf_add_text(&path, "/v1/records/");
	encode(&path, doi);
	SCOPED(reply_release)
	struct reply first = ask(daemon,
				 (struct question){ .path = buf_text(&path) });
	cr_assert_eq(first.status, 200, "%s", doi);
	snprintf(match, sizeof(match), "If-None-Match: %s",
		 reply_header(&first, "ETag"));
	SCOPED(reply_release)
	struct reply again = ask(daemon,
				 (struct question){ .path = buf_text(&path),
						    .headers = { match } });
	cr_expect_eq(again.status, 304, "%s: %s", doi, match);
}

/* Walks the dump itself, so that what was lost on the way is missed. */
static void check_bulk(const struct daemon *daemon, const char *file,
		       struct tally *tally)
{
	SCOPED(buf_release) struct buf dois = buf_init(1 << 20);
	struct dump_item item = { 0 };
	struct error err = { 0 };
	struct dump *dump;

	cr_assert_eq(dump_open(file, 16 << 20, &dump, &err), STATUS_OK, "%s",
		     err.detail);
	while (dump_next(dump, &item, &err) == STATUS_OK &&
	       item.kind != DUMP_END) {
		SCOPED(json_release)
		cJSON *work = cJSON_ParseWithLength(item.raw.at, item.raw.len);
		const char *doi = json_text_at(work, "DOI");

		cr_expect(*doi, "line %lld", item.line);
		buf_add_text(&dois, doi);
		buf_add_char(&dois, '\n');
		if (tally->asked++ % 500 == 0 && strncmp(doi, "10.", 3) == 0)
			check_tag(daemon, doi);
		if (tally->asked % BATCH_MAX == 0)
			check_batch(daemon, &dois, tally);
	}
	if (dois.len)
		check_batch(daemon, &dois, tally);
	dump_close(dump);
}

Test(real, bulk_is_served_whole_and_clean, .timeout = 900)
{
	SCOPED(daemon_release) struct daemon daemon;
	struct tally tally = { 0 };
	char file[1024];

	if (!shared_path("data/bulk_100k.jsonl.gz"))
		cr_skip("the real data is not here");
	snprintf(file, sizeof(file), "%s",
		 shared_path("data/bulk_100k.jsonl.gz"));
	daemon_init(&daemon);
	daemon_link(&daemon, "bulk.jsonl.gz", file);
	daemon_start(&daemon, NULL);
	daemon_wait_ready(&daemon);
	SCOPED(json_release) cJSON *stats = stats_of(&daemon);
	cr_expect_eq(json_number_at(stats, "records"),
		     BULK_OBJECTS - BULK_STRANGERS, "%g records",
		     json_number_at(stats, "records"));
	cr_expect_eq(json_number_at(stats, "rejects"), BULK_STRANGERS,
		     "%g rejects", json_number_at(stats, "rejects"));
	check_bulk(&daemon, file, &tally);
	cr_expect_eq(tally.asked, BULK_OBJECTS);
	cr_expect_eq(tally.served, BULK_OBJECTS - BULK_STRANGERS, "%zu served",
		     tally.served);
	cr_expect_eq(tally.strangers, BULK_STRANGERS, "%zu strangers",
		     tally.strangers);
	cr_expect_eq(tally.dirty, 0, "%zu texts are not clean", tally.dirty);
	daemon_stop(&daemon);
}
