/* SPDX-License-Identifier: MIT */
/* The stand-in as the tests of the fetcher use it. */
#include "upstream.h"

#include <criterion/criterion.h>
#include <curl/curl.h>
#include <stdio.h>

#include "daemon.h"

static struct upstream world;

static void start(void)
{
	upstream_start(&world);
}

static void stop(void)
{
	upstream_stop(&world);
}

TestSuite(upstream, .init = start, .fini = stop);

static size_t ignore(char *bytes, size_t size, size_t count, void *context)
{
	(void)bytes;
	(void)context;
	return size * count;
}

/* The status of an answer; 0: none. */
static long status_of(const char *base, const char *path, CURLcode *ret_code)
{
	CURL *curl = curl_easy_init();
	char url[256];
	long status = 0;

	snprintf(url, sizeof(url), "%s%s", base, path);
	curl_easy_setopt(curl, CURLOPT_URL, url);
	curl_easy_setopt(curl, CURLOPT_CAINFO, world.ca);
	curl_easy_setopt(curl, CURLOPT_PROXY, "");
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)DEADLINE);
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, ignore);
	*ret_code = curl_easy_perform(curl);
	curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
	curl_easy_cleanup(curl);
	return status;
}

Test(upstream, does_as_told_and_counts)
{
	static const char path[] = "/works/10.5555/stand-in.jats";
	static const struct {
		const char *mode, *argument;
		CURLcode code;
		long status;
	} rows[] = {
		{ "none", NULL, CURLE_OK, 200 },
		{ "status", "502", CURLE_OK, 502 },
		{ "short", NULL, CURLE_PARTIAL_FILE, 200 },
		{ "down", NULL, CURLE_COULDNT_CONNECT, 0 },
		{ "none", NULL, CURLE_OK, 200 },
		{ "wrong-name", NULL, CURLE_PEER_FAILED_VERIFICATION, 0 },
	};
	CURLcode code;

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		long status;

		upstream_behave(&world, "crossref", rows[i].mode,
				rows[i].argument);
		status = status_of(world.crossref, path, &code);
		cr_expect_eq(code, rows[i].code, "%s: %d", rows[i].mode, code);
		cr_expect_eq(status, rows[i].status, "%s: %ld", rows[i].mode,
			     status);
	}
	cr_expect_eq(upstream_count(&world, "crossref", path), 4);
	cr_expect_eq(upstream_count(&world, "internal", NULL), 0);
	cr_expect_eq(upstream_peak(&world, "crossref"), 1);
	upstream_reset(&world);
	cr_expect_eq(upstream_count(&world, NULL, NULL), 0);
	cr_expect_eq(status_of(world.crossref, path, &code), 200);
}

Test(upstream, misbehaves_once_where_told)
{
	CURLcode code;

	upstream_behave_at(&world, "doi", "retry", "503.7", "/doiRA/", 1);
	cr_expect_eq(status_of(world.doi, "/10.5555/none", &code), 404);
	cr_expect_eq(status_of(world.doi, "/doiRA/10.5555/none", &code), 503);
	cr_expect_eq(status_of(world.doi, "/doiRA/10.5555/none", &code), 200);
}
