/* SPDX-License-Identifier: MIT */
/*
 * The table of options: name, kind, member, default, what and why.
 */
#include <stddef.h>

#include "paperd/config.h"

#define MEMBER(name) offsetof(struct config, name)
#define KIB          1024LL
#define MIB          (1024 * KIB)
#define GIB          (1024 * MIB)

static const char *const levels[] = { "error", "warn", "info", "debug", NULL };
static const char *const forms[] = { "text", "json", NULL };
static const char *const switches[] = { "off", "on", NULL };

/* clang-format off */
const struct option_row config_options[] = {
	{ "listen", OPTION_TEXT, MEMBER(listen), "127.0.0.1:8080",
	  "ADDRESS:PORT",
	  "where to serve; port 0 picks a free one, * is every address" },
	{ "data", OPTION_PATHS, MEMBER(data), "", "PATH",
	  "dump file or folder, loaded at startup; may be repeated" },
	{ "store", OPTION_TEXT, MEMBER(store), "sqlite:paperd.db", "URL",
	  "where records are kept: sqlite:PATH or sqlite::memory:" },
	{ "rejects", OPTION_TEXT, MEMBER(rejects), "", "PATH",
	  "list of what could not be loaded; if empty, beside the store" },
	{ "threads", OPTION_NUMBER, MEMBER(threads), "0", "N",
	  "event loops that serve; 0: as many as cores", 0, 256 },
	{ "workers", OPTION_NUMBER, MEMBER(workers), "4", "N",
	  "threads for lists and batches, which may take long", 1, 256 },
	{ "queue", OPTION_NUMBER, MEMBER(queue), "256", "N",
	  "requests waiting for a worker; beyond that 503", 1, 65536 },
	{ "load-threads", OPTION_NUMBER, MEMBER(load_threads), "0", "N",
	  "threads that parse and clean dumps; 0: as many as cores", 0, 256 },
	{ "record-max", OPTION_BYTES, MEMBER(record_max), "16MiB", "BYTES",
	  "largest source object; parsing takes up to 40 times as much",
	  4 * KIB, 24 * MIB },
	{ "cors-origins", OPTION_LIST, MEMBER(cors_origins), "", "ORIGIN",
	  "origins whose pages may read answers; none given: every origin" },
	{ "cache-control", OPTION_TEXT, MEMBER(cache_control),
	  "public, max-age=300", "TEXT",
	  "how long caches may keep a record without asking" },
	{ "connections", OPTION_NUMBER, MEMBER(connections), "1024", "N",
	  "most connections at a time; each takes up to 32 KiB", 8, 1000000 },
	{ "connections-per-ip", OPTION_NUMBER, MEMBER(connections_per_ip),
	  "0", "N", "of these, from one address; 0: no limit (behind a proxy)",
	  0, 1000000 },
	{ "url-max", OPTION_BYTES, MEMBER(url_max), "8KiB", "BYTES",
	  "longest URL; the longest DOI is far below", 256, 16 * KIB },
	{ "body-max", OPTION_BYTES, MEMBER(body_max), "1MiB", "BYTES",
	  "largest request body; JSON takes up to 40 times as much",
	  KIB, 64 * MIB },
	{ "lookup-max", OPTION_NUMBER, MEMBER(lookup_max), "1000", "N",
	  "most DOIs in one batch look-up", 1, 100000 },
	{ "gzip-cache", OPTION_BYTES, MEMBER(gzip_cache), "32MiB", "BYTES",
	  "compressed answers kept, so that none is compressed twice",
	  0, 16 * GIB },
	{ "idle-timeout", OPTION_SECONDS, MEMBER(idle_timeout), "15s", "TIME",
	  "a connection with nothing to do is closed after this", 1, 3600 },
	{ "header-timeout", OPTION_SECONDS, MEMBER(header_timeout), "10s",
	  "TIME", "from the first byte of a request to its last header",
	  1, 3600 },
	{ "body-timeout", OPTION_SECONDS, MEMBER(body_timeout), "30s", "TIME",
	  "for a request body to arrive", 1, 3600 },
	{ "answer-timeout", OPTION_SECONDS, MEMBER(answer_timeout), "60s",
	  "TIME", "for an answer to be made and taken", 1, 3600 },
	{ "drain-timeout", OPTION_SECONDS, MEMBER(drain_timeout), "10s",
	  "TIME", "on SIGTERM, for requests under way to end", 0, 3600 },
	{ "log-level", OPTION_WORD, MEMBER(log_level), "info", "WORD",
	  "what is logged", .words = levels },
	{ "log-format", OPTION_WORD, MEMBER(log_format), "text", "WORD",
	  "form of log lines", .words = forms },
	{ "access-log", OPTION_WORD, MEMBER(access_log), "on", "WORD",
	  "one line for each request", .words = switches },
	{ 0 }
};
/* clang-format on */
