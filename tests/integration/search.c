/* SPDX-License-Identifier: MIT */
/* Searches through HTTP. */
#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <pthread.h>
#include <stdio.h>

#include "client.h"
#include "dumps.h"

static struct daemon site;

/* clang-format off */
static const char works[] =
	"{\"DOI\":\"10.5555/a\",\"type\":\"journal-article\","
	"\"title\":[\"Dark matter in galaxies\"],"
	"\"abstract\":\"<jats:p>We look for the axion, and see none.</jats:p>\","
	"\"author\":[{\"given\":\"José\",\"family\":\"García\","
	"\"ORCID\":\"http://orcid.org/0000-0002-1825-0097\"}],"
	"\"funder\":[{\"name\":\"NSF\",\"DOI\":\"10.13039/100000001\"}],"
	"\"container-title\":[\"Journal of Made Works\"],"
	"\"ISSN\":[\"1234-5679\"],\"language\":\"en\","
	"\"issued\":{\"date-parts\":[[2019,5]]},"
	"\"is-referenced-by-count\":12,\"source\":\"Crossref\"}\n"
	"{\"DOI\":\"10.5555/b\",\"type\":\"book\","
	"\"title\":[\"Dark energy\"],\"language\":\"en\","
	"\"ISBN\":[\"http://id.crossref.org/isbn/9780306406157\"],"
	"\"issued\":{\"date-parts\":[[2021]]},\"source\":\"Crossref\"}\n"
	"{\"DOI\":\"10.5555/c\",\"type\":\"journal-article\","
	"\"title\":[\"维生素D与急性髓系白血病的关系\"],\"language\":\"zh\","
	"\"issued\":{\"date-parts\":[[2021]]},\"source\":\"Crossref\"}\n"
	"{\"DOI\":\"10.5555/d\",\"type\":\"dataset\","
	"\"title\":[\"Measures of H<sub>2</sub>O ice\"],"
	"\"update-to\":[{\"type\":\"correction\","
	"\"DOI\":\"10.5555/A\"}],"
	"\"source\":\"Crossref\"}\n";
/* clang-format on */

/* More works, of which a page has a part. */
#define MORE 57

static void start(void)
{
	SCOPED(buf_release) struct buf dump = buf_init(DUMP_MAX);

	buf_add_text(&dump, works);
	dump_works(&dump, "one", 1, MORE);
	daemon_serve(&site, "one.jsonl", buf_span(&dump));
}

static void stop(void)
{
	daemon_stop(&site);
	daemon_release(&site);
}

TestSuite(search, .init = start, .fini = stop);

/* A list with parameters "name=value&name=value", whose values are encoded. */
static void path_of(const char *params, struct buf *out)
{
	struct span rest = span_of(params), param, name;

	buf_add_text(out, "/v1/records?");
	while (span_next(&rest, '&', &param)) {
		SCOPED_FREE char *value = NULL;

		cr_assert(span_next(&param, '=', &name));
		value = span_copy(param);
		buf_add_span(out, name);
		buf_add_char(out, '=');
		encode(out, value);
		buf_add_char(out, '&');
	}
	buf_cut(out, out->len - 1);
}

static cJSON *list(const char *params, long *ret_status)
{
	SCOPED(buf_release) struct buf path = buf_init(1 << 16);

	path_of(params, &path);
	return ask_json(&site, buf_text(&path), ret_status);
}

/* The ends of the DOIs of a page, behind "10.5555/". */
static void dois_of(const cJSON *page, struct buf *out)
{
	const cJSON *item;

	cJSON_ArrayForEach (item, json_at(page, "items")) {
		const char *doi = json_text_at(item, "doi");

		cr_assert_eq(strncmp(doi, "10.5555/", 8), 0, "%s", doi);
		if (out->len)
			buf_add_char(out, ' ');
		buf_add_text(out, doi + 8);
	}
}

/* clang-format off */
static const struct {
	const char *params;
	const char *dois;
} found[] = {
	{ "query=dark", "b a" },
	{ "query=dark matter", "a" },
	{ "query=\"dark energy\"", "b" },
	{ "query=dark -matter", "b" },
	{ "query=axion OR energy&sort=doi", "a b" },
	{ "query=galax*", "a" },
	{ "query=author:garcia", "a" },
	{ "author=García", "a" },
	{ "title=axion", "" },
	{ "query=dark year:2019", "a" },
	{ "query=白血病", "c" },
	{ "query=维生素D", "c" },
	{ "query=h2o", "d" },
	{ "query=dark matter galaxxy", "a" },
	{ "query=https://doi.org/10.5555/C", "c" },
	{ "query=dark doi:10.5555/a matter", "a" },
	{ "query=see 10.5555/c, and more", "c" },
	{ "query=dark\nmatter\tin\r\ngalaxies", "a" },
	{ "query=\"dark\nmatter\"", "a" },
	{ "query=what\nis 10.5555/d,\nhere&limit=1", "d" },
	{ "query.bibliographic=García, J. (2019).\n Dark matter\tin "
	  "galaxies.\r\n J. Made Works&limit=1", "a" },
	{ "title=dark\nmatter&author=jos\u00e9\n", "a" },
	{ "query.bibliographic=García, J. (2019). Dark matter in galaxies. "
	  "J. Made Works&limit=1", "a" },
	{ "type=book|dataset", "b d" },
	{ "query=dark&type=!book", "a" },
	{ "query=dark&citations=10..20", "a" },
	{ "query=dark&has=abstract,authors", "a" },
	{ "query=dark&has=!abstract", "b" },
	{ "query=dark&sort=-published&limit=1", "b" },
	{ "language=zh&fields=doi", "c" },
	{ "language=zho", "c" },
	{ "language=zh-CN&query=白血病", "c" },
	{ "orcid=https://orcid.org/0000-0002-1825-0097", "a" },
	{ "orcid=0000000218250097&query=energy", "" },
	{ "query=dark&orcid=!0000-0002-1825-0097", "b" },
	{ "isbn=978-0-306-40615-7", "b" },
	{ "funder=10.13039/100000001", "a" },
	{ "updates=https://doi.org/10.5555/a", "d" },
	{ "issn=12345679&query=matter", "a" },
	{ "prefix=10.5555&query=dark", "b a" },
	{ "prefix=10.9999", "" },
	{ "source=crossref&type=dataset", "d" },
};
/* clang-format on */

Test(search, finds)
{
	for (size_t i = 0; i < ARRAY_COUNT(found); i++) {
		SCOPED(buf_release) struct buf dois = buf_init(10000);
		long status = 0;
		SCOPED(json_release)
		cJSON *page = list(found[i].params, &status);

		cr_expect_eq(status, 200, "%s: %s", found[i].params,
			     json_text_at(page, "detail"));
		dois_of(page, &dois);
		cr_expect_str_eq(buf_text(&dois), found[i].dois, "%s: %s",
				 found[i].params, buf_text(&dois));
	}
}

/* clang-format off */
static const struct {
	const char *params;
	const char *says;
} refused[] = {
	{ "colour=red", "known are" },
	{ "type=boook", "journal-article" },
	{ "type=", "type" },
	{ "year=2020..2019", "the earlier one first" },
	{ "citations=many", "citations" },
	{ "language=Englsh", "language" },
	{ "source=Crosref", "known are: Crossref" },
	{ "orcid=0000-0002-1825-0098", "ORCID" },
	{ "isbn=123", "ISBN" },
	{ "prefix=5555", "prefix" },
	{ "funder=NSF", "Funder Registry" },
	{ "updates=soon", "DOI" },
	{ "issn=1", "issn" },
	{ "has=title", "abstract" },
	{ "open_access=yes", "true" },
	{ "sort=size", "relevance" },
	{ "sort=-relevance", "relevance" },
	{ "facets=colour", "publisher" },
	{ "facet-limit=1001", "1000" },
	{ "limit=1001", "1000" },
	{ "sample=0", "1000" },
	{ "sample=5&sort=doi", "sort" },
	{ "seed=5", "sample" },
	{ "cursor=abc", "cursor" },
	{ "query=a&query=b", "twice" },
	{ "query=a&query.bibliographic=b", "query" },
	{ "from=2020&until=2019", "later" },
	{ "from=2019-02-30", "the calendar has" },
	{ "until=2019-02-29", "the calendar has" },
	{ "highlight=maybe", "highlight" },
	{ "fields=colour", "colour" },
};
/* clang-format on */

Test(search, refuses_what_it_does_not_know_and_tells_what_it_does)
{
	for (size_t i = 0; i < ARRAY_COUNT(refused); i++) {
		long status = 0;
		SCOPED(json_release)
		cJSON *problem = list(refused[i].params, &status);
		const char *detail = json_text_at(problem, "detail");

		cr_expect_eq(status, 400, "%s: %ld", refused[i].params, status);
		cr_expect(strstr(detail, refused[i].says), "%s: %s",
			  refused[i].params, detail);
		cr_expect_str_eq(json_text_at(problem, "type"),
				 "/problems/invalid-parameter", "%s",
				 refused[i].params);
	}
}

Test(search, refuses_more_words_than_it_looks_for)
{
	SCOPED(buf_release) struct buf params = buf_init(10000);
	long status = 0;

	buf_add_text(&params, "query=");
	for (int i = 0; i < 65; i++)
		buf_add_format(&params, "w%d ", i);
	SCOPED(json_release) cJSON *problem = list(buf_text(&params), &status);
	cr_expect_eq(status, 400);
	cr_expect(strstr(json_text_at(problem, "detail"), "64"), "%s",
		  json_text_at(problem, "detail"));
}

/* ---- what an answer has besides records ---- */

static void expect_member(const char *params, const char *member,
			  const char *expected)
{
	long status = 0;
	SCOPED(json_release) cJSON *page = list(params, &status);
	const cJSON *found_there = json_at(page, member);
	SCOPED_FREE char *text = found_there
					 ? cJSON_PrintUnformatted(found_there)
					 : strdup("(none)");

	cr_expect_eq(status, 200, "%s", params);
	cr_expect_str_eq(text, expected, "%s: %s: %s", params, member, text);
}

Test(search, has_facets)
{
	expect_member("query=dark&limit=0&facets=type,year", "facets",
		      "{\"type\":{\"distinct\":2,\"values\":["
		      "{\"value\":\"journal-article\",\"records\":1},"
		      "{\"value\":\"book\",\"records\":1}]},"
		      "\"year\":{\"distinct\":2,\"values\":["
		      "{\"value\":\"2019\",\"records\":1},"
		      "{\"value\":\"2021\",\"records\":1}]}}");
	expect_member("facets=type&facet-limit=1", "facets",
		      "{\"type\":{\"distinct\":3,\"values\":["
		      "{\"value\":\"journal-article\",\"records\":59}]}}");
	expect_member("facets=open_access&query=nowhere", "facets",
		      "{\"open_access\":{\"distinct\":0,\"values\":[]}}");
	expect_member("query=dark", "facets", "(none)");
}

Test(search, says_how_many_words_it_left_out)
{
	expect_member("query=dark matter galaxxy", "words_left_out", "1");
	expect_member("query=dark matter galaxies", "words_left_out", "(none)");
	expect_member("query=dark matter galaxxy", "next", "null");
	expect_member("query=dark", "ranking", "(none)");
}

Test(search, marks_what_was_found)
{
	SCOPED(json_release) cJSON *page = NULL;
	const cJSON *item;
	long status = 0;

	page = list("query=dark axions&highlight=true&fields=doi", &status);
	item = cJSON_GetArrayItem(json_at(page, "items"), 0);
	cr_assert_eq(status, 200);
	cr_expect_str_eq(json_text_at(item, "doi"), "10.5555/a");
	SCOPED_FREE char *title = cJSON_PrintUnformatted(
		json_at(item, "highlight.title"));
	cr_expect_str_eq(title, "{\"marks\":[[0,4]]}", "%s", title);
	SCOPED_FREE char *abstract = cJSON_PrintUnformatted(
		json_at(item, "highlight.abstract"));
	cr_expect_str_eq(abstract,
			 "{\"from\":0,\"part\":\"We look for the axion, and "
			 "see none.\",\"marks\":[[16,21]]}",
			 "%s", abstract);
}

/* ---- pages ---- */

/* The target of the Link to the next page, or "". */
static void next_of(const struct reply *reply, struct buf *out)
{
	const char *link = reply_header(reply, "Link");
	const char *end = link ? strchr(link, '>') : NULL;

	buf_clear(out);
	if (!end)
		return;
	cr_assert(strstr(end, "rel=\"next\""), "%s", link);
	buf_add_span(out, (struct span){ link + 1, (size_t)(end - link - 1) });
}

Test(search, is_walked_by_its_links)
{
	static const char *const walks[] = {
		"query=one&limit=10&fields=doi",
		"query=one found -nowhere&limit=10&fields=doi&sort=title",
		"query.bibliographic=one what found&limit=10&fields=doi",
		"query=-dark&title=one&limit=10&fields=doi&sort=-citations",
	};

	for (size_t i = 0; i < ARRAY_COUNT(walks); i++) {
		SCOPED(buf_release) struct buf path = buf_init(1 << 16);
		int seen[MORE + 1] = { 0 };

		path_of(walks[i], &path);
		while (path.len) {
			SCOPED(reply_release)
			struct reply reply = ask(
				&site,
				(struct question){ .path = buf_text(&path) });
			SCOPED(json_release) cJSON *page = reply_json(&reply);
			const cJSON *item;

			cr_assert_eq(reply.status, 200, "%s", walks[i]);
			cr_expect_str_eq(reply_header(&reply, "X-Total-Count"),
					 "57", "%s", walks[i]);
			cJSON_ArrayForEach (item, json_at(page, "items")) {
				int number = 0;

				sscanf(json_text_at(item, "doi"), "10.5555/%d",
				       &number);
				seen[number]++;
			}
			next_of(&reply, &path);
		}
		for (int k = 1; k <= MORE; k++)
			cr_expect_eq(seen[k], 1, "%s: %d is seen %d times",
				     walks[i], k, seen[k]);
	}
}

/* Whatever is short enough to be made at once has an entity tag. */
Test(search, is_not_sent_twice)
{
	static const char *const paths[] = {
		"/v1/records?query=dark&facets=%2A&highlight=true",
		"/v1/records?query=dark&format=ndjson",
		"/v1/records?format=csv",
		"/v1/records?format=csv&limit=7&sort=-title",
		"/v1/records?sample=3&seed=9",
	};

	for (size_t i = 0; i < ARRAY_COUNT(paths); i++) {
		SCOPED(reply_release)
		struct reply first = ask(&site,
					 (struct question){ .path = paths[i] });
		char tag[100], header[150];

		cr_assert_eq(first.status, 200, "%s", paths[i]);
		cr_assert(reply_header(&first, "ETag"), "%s", paths[i]);
		snprintf(tag, sizeof(tag), "%s", reply_header(&first, "ETag"));
		snprintf(header, sizeof(header), "If-None-Match: %s", tag);
		SCOPED(reply_release)
		struct reply again = ask(
			&site, (struct question){ .path = paths[i],
						  .headers = { header } });
		cr_expect_eq(again.status, 304, "%s", paths[i]);
		cr_expect_eq(again.body.len, 0, "%s", paths[i]);
		cr_expect_str_eq(reply_header(&again, "ETag"), tag, "%s",
				 paths[i]);
	}
}

Test(search, by_chance_is_not_kept)
{
	static const char *const paths[] = {
		"/v1/records?sample=3",
		"/v1/records?sample=3&format=ndjson",
	};

	for (size_t i = 0; i < ARRAY_COUNT(paths); i++) {
		SCOPED(reply_release)
		struct reply reply = ask(&site,
					 (struct question){ .path = paths[i] });

		cr_assert_eq(reply.status, 200, "%s", paths[i]);
		cr_expect_null(reply_header(&reply, "ETag"), "%s", paths[i]);
		cr_expect_str_eq(reply_header(&reply, "Cache-Control"),
				 "no-store", "%s", paths[i]);
	}
}

/* ---- too slow ---- */

/* Long texts of two words, in which phrases of them are long looked for: some
 * seconds. */
#define LONG_WORKS 200
#define LONG_BYTES 160000

static void long_works(struct buf *dump)
{
	for (int i = 0; i < LONG_WORKS; i++) {
		buf_add_format(dump,
			       "{\"DOI\":\"10.5555/%d\",\"title\":[\"Trees\"],"
			       "\"source\":\"Crossref\",\"abstract\":\"Of ",
			       i);
		for (int at = 0; at < LONG_BYTES; at += 12)
			buf_add_text(dump, "alder beech ");
		buf_add_text(dump, "trees.\"}\n");
	}
}

/* A phrase for each number, by its bits behind the first. */
static void slow_path(struct buf *out)
{
	buf_add_text(out, "/v1/records?query=");
	for (unsigned i = 16; i < 64; i++) {
		buf_add_text(out, i > 16 ? "+OR+%22" : "%22");
		for (unsigned rest = i; rest > 1; rest /= 2)
			buf_add_text(out, rest % 2 ? "alder+" : "beech+");
		buf_add_text(out, "%22");
	}
}

struct slow {
	const struct daemon *daemon;
	struct reply reply;
};

static void *ask_slow(void *context)
{
	SCOPED(buf_release) struct buf path = buf_init(1 << 16);
	struct slow *slow = context;

	slow_path(&path);
	slow->reply = ask(slow->daemon,
			  (struct question){ .path = buf_text(&path) });
	return NULL;
}

/* Others are answered meanwhile. */
Test(slow_search, is_given_up_and_says_when_to_try_again)
{
	static const char *const options[] = { "--search-timeout", "1s", NULL };
	SCOPED(daemon_release) struct daemon daemon;
	SCOPED(buf_release) struct buf dump = buf_init(64 << 20);
	struct slow slow = { &daemon, { 0 } };
	pthread_t thread;
	double start;
	int beside = 0;

	long_works(&dump);
	daemon_init(&daemon);
	daemon_write(&daemon, "long.jsonl", buf_span(&dump));
	daemon_start(&daemon, options);
	daemon_wait_ready(&daemon);
	start = clock_now();
	cr_assert_eq(pthread_create(&thread, NULL, ask_slow, &slow), 0);
	while (clock_now() < start + 0.9) {
		SCOPED(reply_release)
		struct reply reply = ask(
			&daemon,
			(struct question){ .path = "/v1/records/10.5555/7" });
		cr_assert_eq(reply.status, 200);
		beside++;
	}
	pthread_join(thread, NULL);
	cr_expect_eq(slow.reply.status, 503, "%ld", slow.reply.status);
	cr_expect_str_eq(reply_header(&slow.reply, "Retry-After"), "1");
	cr_expect_geq(clock_now() - start, 1);
	cr_expect_gt(beside, 10, "%d", beside);
	reply_release(&slow.reply);
	daemon_stop(&daemon);
}

/* ---- any bytes ---- */

static uint32_t draw(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005U + 1442695040888963407U;
	return (uint32_t)(*seed >> 33);
}

static const char *const pieces[] = {
	"\"",    "*",       "-",     " ",         "+",    " OR ",
	":",     "title:",  "(",     "author:\"", "^",    "NEAR(",
	"dark",  "matter*", "year:", "2019..",    "白血", "。",
	"７",    "D",       "'",     "\\",        "{",    "\xe2\x80\x8b",
	"10.",   "/",       "pmid:", "arxiv:",    "ﷺ",    "\xcc\x81",
	"-one*", "α",       "OR",    "AND ",      "…",    "&",
};

static void add_byte(struct buf *out, unsigned char byte)
{
	buf_add_format(out, "%%%02X", byte);
}

static void add_any(uint64_t *seed, struct buf *out)
{
	bool wild = draw(seed) % 4 == 0;

	for (size_t left = draw(seed) % 30; left; left--) {
		const char *piece = pieces[draw(seed) % ARRAY_COUNT(pieces)];

		if (wild && draw(seed) % 4 == 0)
			add_byte(out, (unsigned char)draw(seed));
		for (; *piece; piece++)
			add_byte(out, (unsigned char)*piece);
	}
}

#define TEXTS 2000

Test(search, takes_any_bytes)
{
	static const char *const names[] = {
		"query", "title", "author", "query.bibliographic", "query",
	};
	static const char *const also[] = {
		"", "&sort=doi", "&highlight=true", "&facets=%2A", "&limit=0",
	};
	uint64_t seed = 7;
	int good = 0;

	for (int i = 0; i < TEXTS; i++) {
		SCOPED(buf_release) struct buf path = buf_init(1 << 16);

		buf_add_format(&path, "/v1/records?%s=", names[i % 5]);
		add_any(&seed, &path);
		buf_add_text(&path, also[draw(&seed) % 5]);
		SCOPED(reply_release)
		struct reply reply = ask(
			&site, (struct question){ .path = buf_text(&path) });
		cr_expect(reply.status == 200 || reply.status == 400,
			  "%ld: %s: %s", reply.status, buf_text(&path),
			  reply_text(&reply));
		SCOPED(json_release) cJSON *json = reply_json(&reply);
		cr_expect(json);
		good += reply.status == 200;
	}
	cr_expect_gt(good, TEXTS / 4, "%d", good);
}
