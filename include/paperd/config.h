/* SPDX-License-Identifier: MIT */
/*
 * Configuration: one table of options, read from four places, each stronger
 * than the one before: the default, the file, the environment (PAPERD_NAME),
 * the flag (--name).
 *
 * config_options[] also prints --help; a test holds it against
 * config/paperd.conf and the man pages.
 */
#ifndef PAPERD_CONFIG_H
#define PAPERD_CONFIG_H

#include "paperd/buf.h"
#include "paperd/log.h"

/* Texts given more than once (--data A --data B), owned. */
struct config_list {
	char **items;
	size_t count;
};

struct config {
	char *listen;
	struct config_list data;
	char *store;
	char *rejects;
	long long threads; /* event loops; 0: as many as cores */
	long long workers;
	long long queue;
	long long load_threads;
	long long record_max;
	struct config_list cors_origins;
	struct config_list doors;
	long long landing; /* 0: the record; 1: the publisher's page */
	char *cache_control;
	long long connections;
	long long connections_per_ip;
	long long url_max;
	long long body_max;
	long long lookup_max;
	long long search_scored;
	long long search_timeout; /* seconds */
	long long answer_cache;
	long long gzip_cache;
	long long format_cache;
	long long idle_timeout;
	long long header_timeout;
	long long body_timeout;
	long long answer_timeout;
	long long drain_timeout;
	long long fetch; /* 0 or 1 */
	char *resolver;
	char *crossref_api;
	char *datacite_api;
	char *mailto;
	struct config_list fetch_allow;
	char *fetch_ca;
	char *fetch_proxy;
	long long fetch_wait;
	long long fetch_timeout;
	long long fetch_rate;
	long long fetch_concurrency;
	long long fetch_queue;
	long long fetch_body_max;
	long long absent_for;
	long long refresh_after;
	long long log_level;  /* enum log_level */
	long long log_format; /* enum log_form */
	long long access_log; /* 0 or 1 */
};

enum option_kind {
	OPTION_TEXT,
	OPTION_LIST,    /* repeatable, and parted by commas */
	OPTION_PATHS,   /* the same, but a flag gives one, commas included */
	OPTION_NUMBER,  /* decimal */
	OPTION_BYTES,   /* decimal, with KiB, MiB or GiB */
	OPTION_SECONDS, /* decimal, with s, m, h or d */
	OPTION_WORD,    /* one of `words` */
};

struct option_row {
	const char *name; /* as in the file and after --; NULL ends */
	enum option_kind kind;
	size_t offset;         /* of the member in struct config */
	const char *initial;   /* the default, as written */
	const char *argument;  /* what --help shows after the name */
	const char *summary;   /* one line: what it is, and why that default */
	long long least, most; /* of numbers */
	const char *const *words; /* of OPTION_WORD, NULL-terminated */
};

extern const struct option_row config_options[];

/* The defaults.  Error: STATUS_NO_MEMORY. */
MUST_CHECK enum status config_init(struct config *ret, struct error *err);
void config_release(struct config *config);

/*
 * Sets one option from text.  `where` is put before the message ("FILE:12",
 * "PAPERD_THREADS", "--threads").  Values of a list
 * are added to those it has.  Error:
 * STATUS_CONFIG saying what was expected.
 */
MUST_CHECK enum status config_set(struct config *config, struct span name,
				  struct span value, const char *where,
				  struct error *err);

/* As config_set(), for a flag: of OPTION_PATHS the value is one path. */
MUST_CHECK enum status config_set_flag(struct config *config, struct span name,
				       struct span value, const char *where,
				       struct error *err);

/* True when there is an option of this name. */
bool config_has(struct span name);

/* Empties a list option; of others nothing happens. */
void config_clear_list(struct config *config, struct span name);

/* Reads a file of "name = value" lines; # begins a comment.  Relative paths
 * in it are as they are.  Error: STATUS_CONFIG with file and line. */
MUST_CHECK enum status config_file(struct config *config, const char *path,
				   struct error *err);

/*
 * Reads PAPERD_* variables.  The names of unknown ones are appended to
 * ret_unknown, parted by blanks: worth a warning, for a typing mistake would
 * otherwise go unseen, but no error, for container platforms set variables
 * named after their services (PAPERD_PORT).
 */
MUST_CHECK enum status config_environment(struct config *config,
					  const char *const *environment,
					  struct buf *ret_unknown,
					  struct error *err);

/*
 * Reads --name value and --name=value from arguments[1..]; others stay, moved
 * to the front behind arguments[0], and *count becomes their number.
 */
MUST_CHECK enum status config_arguments(struct config *config, int *count,
					const char **arguments,
					struct error *err);

/* Appends a listing of the options, for --help. */
void config_help(struct buf *out);

/* Parts "ADDRESS:PORT" or "[IPV6]:PORT" or ":PORT" into its parts; address
 * needs 64 bytes.  Error: STATUS_CONFIG. */
MUST_CHECK enum status config_listen(const char *listen, char address[64],
				     unsigned *ret_port, struct error *err);

#endif
