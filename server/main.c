/* SPDX-License-Identifier: MIT */
/*
 * The program: command line to configuration, configuration to command.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "paperd/paper.h"
#include "paperd/scoped.h"

#include "command.h"

extern char **environ;

static const char usage[] =
	"usage: paperd [serve] [OPTION...]     serve records over HTTP\n"
	"       paperd load [OPTION...] FILE... load dumps into the store\n"
	"       paperd load --rebuild          make all records anew from raw\n"
	"       paperd fetch [OPTION...] DOI... resolve DOIs and keep the "
	"records\n"
	"       paperd clean [--report]        clean records from standard "
	"input\n"
	"       paperd clean --field NAME      clean values of one field\n"
	"       paperd rules                   list the rules of cleaning\n"
	"       paperd health [OPTION...]      ask the daemon whether it is "
	"up\n"
	"       paperd -n [OPTION...]          check the configuration\n"
	"       paperd --help | --version\n"
	"\n"
	"Options, with their defaults; in the configuration file as\n"
	"\"name = value\", in the environment as PAPERD_NAME:\n"
	"  --config FILE\n"
	"        configuration file [config/paperd.conf, then\n"
	"        /etc/paperd/paperd.conf, where there is one]\n";

static const struct command {
	const char *name;
	int (*run)(const struct config *, const struct command_line *);
	/* what it takes beside the options */
	bool words;
	bool rebuild;
	bool field;
	bool report;
} commands[] = {
	{ "serve", command_serve },
	{ "load", command_load, .words = true, .rebuild = true },
	{ "fetch", command_fetch, .words = true },
	{ "clean", command_clean, .field = true, .report = true },
	{ "rules", command_rules },
	{ "health", command_health },
};

/* What the flags outside the option table say. */
struct flags {
	struct command_line line;
	const char *config; /* --config */
	bool help;
	bool version;
};

/* A flag with a value: "--name VALUE" or "--name=VALUE"; NULL: another. */
static const char *flag_value(const char *name, int count, char **arguments,
			      int *at)
{
	const char *word = arguments[*at];
	size_t len = strlen(name);

	if (strncmp(word, name, len) != 0)
		return NULL;
	if (word[len] == '=')
		return word + len + 1;
	if (word[len] == '\0' && *at + 1 < count)
		return arguments[++*at];
	return NULL;
}

/* True when the word at *at was one of the flags outside the table. */
static bool take_flag(struct flags *flags, int count, char **arguments, int *at)
{
	const char *word = arguments[*at];
	const char *config = flag_value("--config", count, arguments, at);
	const char *field = flag_value("--field", count, arguments, at);

	if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0)
		return flags->help = true;
	if (strcmp(word, "--version") == 0)
		return flags->version = true;
	if (strcmp(word, "-n") == 0)
		return flags->line.check = true;
	if (strcmp(word, "--rebuild") == 0)
		return flags->line.rebuild = true;
	if (strcmp(word, "--report") == 0)
		return flags->line.report = true;
	if (config)
		flags->config = config;
	if (field)
		flags->line.field = field;
	return config || field;
}

/* Takes the flags outside the option table out of the arguments. */
static void read_flags(struct flags *flags, int *count, char **arguments)
{
	int kept = 1;

	int at = 1;

	for (; at < *count && strcmp(arguments[at], "--") != 0; at++)
		if (!take_flag(flags, *count, arguments, &at))
			arguments[kept++] = arguments[at];
	for (; at < *count; at++) /* "--" and all behind it */
		arguments[kept++] = arguments[at];
	*count = kept;
}

static enum status read_file(struct config *config, const char *named,
			     struct error *err)
{
	static const char *const usual[] = { "config/paperd.conf",
					     "/etc/paperd/paperd.conf" };

	if (!named)
		named = getenv("PAPERD_CONFIG");
	if (named)
		return config_file(config, named, err);
	for (size_t i = 0; i < ARRAY_COUNT(usual); i++)
		if (access(usual[i], R_OK) == 0)
			return config_file(config, usual[i], err);
	return STATUS_OK;
}

static enum status read_environment(struct config *config, struct error *err)
{
	SCOPED(buf_release) struct buf unknown = buf_init(4096);
	enum status status = config_environment(
		config, (const char *const *)environ, &unknown, err);

	if (unknown.len)
		log_event(LOG_WARN, "no such options, ignored: %s",
			  buf_text(&unknown));
	return status;
}

static enum status read_config(struct config *config, const char *file,
			       int *count, char **arguments, struct error *err)
{
	enum status status = config_init(config, err);

	if (status == STATUS_OK)
		status = read_file(config, file, err);
	if (status == STATUS_OK)
		status = read_environment(config, err);
	if (status == STATUS_OK)
		status = config_arguments(config, count,
					  (const char **)arguments, err);
	if (status == STATUS_OK)
		status = command_check(config, err);
	return status;
}

static int print_help(void)
{
	SCOPED(buf_release) struct buf help = buf_init(64 * 1024);

	config_help(&help);
	fputs(usage, stdout);
	fputs(buf_text(&help), stdout);
	return fflush(stdout) ? EXIT_FAILED : EXIT_DONE;
}

/* Nothing on the command line may go unnoticed. */
static enum status check_line(const struct command *command,
			      const struct command_line *line,
			      struct error *err)
{
	const char *odd = NULL;

	if (line->rebuild && !command->rebuild)
		odd = "--rebuild";
	if (line->field && !command->field)
		odd = "--field";
	if (line->report && (!command->report || line->field))
		odd = "--report";
	if (line->word_count && !command->words)
		odd = line->words[0];
	if (odd)
		return error_set(err, STATUS_CONFIG,
				 "%s: unexpected \"%s\"; see paperd --help",
				 command->name, odd);
	return STATUS_OK;
}

static int run(const struct config *config, struct command_line *line)
{
	struct error err = { 0 };

	for (size_t i = 0; i < ARRAY_COUNT(commands); i++) {
		if (strcmp(line->name, commands[i].name) != 0)
			continue;
		if (check_line(&commands[i], line, &err) != STATUS_OK)
			return command_fail(&err);
		return commands[i].run(config, line);
	}
	fprintf(stderr, "paperd: unknown command \"%s\"\n%s", line->name,
		usage);
	return EXIT_USAGE;
}

int main(int count, char **arguments)
{
	SCOPED(config_release) struct config config = { 0 };
	struct flags flags = { .line.name = "serve" };
	struct error err = { 0 };

	read_flags(&flags, &count, arguments);
	if (flags.help)
		return print_help();
	if (flags.version) {
		puts("paperd " PAPERD_VERSION);
		return EXIT_DONE;
	}
	if (read_config(&config, flags.config, &count, arguments, &err))
		return command_fail(&err);
	if (flags.line.check) {
		puts("paperd: the configuration is valid");
		return EXIT_DONE;
	}
	log_setup((enum log_level)config.log_level,
		  (enum log_form)config.log_format);
	/* so that a text that is not JSON is told from one not parsed */
	paper_json_setup();
	/* a reader that goes away or a file size limit is an error, no end */
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
	if (count > 1) {
		flags.line.name = arguments[1];
		flags.line.words = arguments + 2;
		flags.line.word_count = (size_t)count - 2;
	}
	return run(&config, &flags.line);
}
