/* SPDX-License-Identifier: MIT */
/*
 * The commands of the program.  Each returns the exit status: EXIT_DONE,
 * EXIT_FAILED, or EXIT_USAGE for a bad configuration.
 */
#ifndef PAPERD_COMMAND_H
#define PAPERD_COMMAND_H

#include "paperd/config.h"
#include "paperd/fetch.h"
#include "paperd/ingest.h"

enum { EXIT_DONE = 0, EXIT_FAILED = 1, EXIT_USAGE = 2 };

/* What the command line says beside the options. */
struct command_line {
	const char *name;   /* serve, load, fetch, clean, … */
	char *const *words; /* after the command */
	size_t word_count;
	const char *field; /* --field NAME; NULL: whole records */
	bool rebuild;      /* --rebuild */
	bool report;       /* --report */
	bool check;        /* -n */
};

int command_serve(const struct config *config, const struct command_line *line);
int command_load(const struct config *config, const struct command_line *line);
int command_fetch(const struct config *config, const struct command_line *line);
int command_clean(const struct config *config, const struct command_line *line);
int command_rules(const struct config *config, const struct command_line *line);
int command_health(const struct config *config,
		   const struct command_line *line);

/* Checks what the option table cannot: that addresses and URLs have their
 * form.  Error: STATUS_CONFIG. */
MUST_CHECK enum status command_check(const struct config *config,
				     struct error *err);

/* Load options from the configuration.  *ret_rejects owns the name of the
 * reject file, if any; ret borrows it. */
MUST_CHECK enum status command_ingest(const struct config *config,
				      struct ingest_options *ret,
				      char **ret_rejects, struct error *err);

/* Fetch options from the configuration, which they borrow. */
struct fetch_options command_fetch_options(const struct config *config);

/* What fetched is kept in the store, which is borrowed. */
struct fetch_shelf command_shelf(struct store *store);

/* Reports a failure on standard error; returns the exit status for it. */
int command_fail(const struct error *err);

/* As many threads as there are cores when wanted is 0. */
unsigned command_threads(long long wanted);

#endif
