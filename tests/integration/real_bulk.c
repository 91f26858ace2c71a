/* SPDX-License-Identifier: MIT */
/* A hundred thousand real works, where they are at hand: all served, and every
 * text clean. */
#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <stdio.h>

#include "client.h"
#include "paperd/dump.h"

#define BULK_OBJECTS 102024
/* Of these, have a handle of another prefix in the place of a DOI
 * (http://hdl.handle.net/2065/…). */
#define BULK_STRANGERS 58
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

/* True when text goes on to the end tag of this letter. */
static bool is_closed(const char *text, char letter)
{
	const char end[] = { '<', '/', letter, '\0' };

	return strcasestr(text, end);
}

/* True for "<name>", "</name>", "<name/>" and "<prefix:name>".  One letter in
 * brackets that are never closed is mathematics: the mean <q>, K<u>. */
static bool is_tag(const char *at)
{
	const char *name = at + 1 + (at[1] == '/');
	size_t len = strcspn(name, " />:<");

	if (name[len] == ':') {
		name += len + 1;
		len = strcspn(name, " />:<");
	}
	if (len == 1 && name == at + 1 && !is_closed(name, *name))
		return false;
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

/* One work's DOI has its slash escaped twice, "10.1086\\/305772": that is a
 * fault of the dump and none of the spellings that requests may have. */
static void add_line(struct buf *dois, const char *doi)
{
	for (; *doi; doi++)
		if (*doi != '\\')
			buf_add_char(dois, *doi);
	buf_add_char(dois, '\n');
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
		add_line(&dois, doi);
		if (tally->asked++ % 500 == 0 && strncmp(doi, "10.", 3) == 0)
			check_tag(daemon, doi);
		if (tally->asked % BATCH_MAX == 0)
			check_batch(daemon, &dois, tally);
	}
	if (dois.len)
		check_batch(daemon, &dois, tally);
	dump_close(dump);
}

Test(real, bulk_is_served_whole_and_clean)
{
	SCOPED(daemon_release) struct daemon daemon;
	struct tally tally = { 0 };
	char file[1024];
	long status;

	if (!shared_path("data/bulk_100k.jsonl.gz"))
		cr_skip("the real data is not here");
	snprintf(file, sizeof(file), "%s",
		 shared_path("data/bulk_100k.jsonl.gz"));
	daemon_init(&daemon);
	daemon_link(&daemon, "bulk.jsonl.gz", file);
	daemon_start(&daemon, NULL);
	daemon_wait_ready(&daemon);
	SCOPED(json_release)
	cJSON *stats = ask_json(&daemon, "/v1/stats", &status);
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
