/* SPDX-License-Identifier: MIT */
/*
 * The three places options are read from: file, environment, flags.  A list
 * given in a stronger place takes the place of the weaker one's; within one
 * place its values add up.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "paperd/config.h"
#include "paperd/scoped.h"

/* Longest line of a configuration file, and longest file. */
#define LINE_LEN_MAX 4096

/* Which lists the place being read has set already. */
struct place {
	struct config *config;
	unsigned long long seen; /* one bit a row of config_options[] */
};

/* Forgets the values of a weaker place when this one first names a list. */
static void supersede(struct place *place, struct span name)
{
	for (size_t i = 0; config_options[i].name; i++) {
		if (!span_is(name, config_options[i].name))
			continue;
		if (!(place->seen >> i & 1))
			config_clear_list(place->config, name);
		place->seen |= 1ULL << i;
	}
}

static enum status place_set(struct place *place, struct span name,
			     struct span value, const char *where,
			     struct error *err)
{
	supersede(place, name);
	return config_set(place->config, name, value, where, err);
}

/* ---- the file ---- */

/* Without the comment: '#' at the start or after white space begins one. */
static struct span cut_comment(struct span line)
{
	for (size_t i = 0; i < line.len; i++)
		if (line.at[i] == '#' &&
		    (i == 0 || ascii_is_space((unsigned char)line.at[i - 1])))
			return span_slice(line, 0, i);
	return line;
}

/* Without the byte order mark some editors put at the start of a file. */
static struct span cut_mark(struct span line)
{
	if (span_starts_nocase(line, "\xEF\xBB\xBF"))
		return span_slice(line, 3, line.len);
	return line;
}

static enum status read_line(struct place *place, struct span line,
			     const char *where, struct error *err)
{
	struct span rest, name;

	line = span_trim(cut_comment(line));
	if (!line.len)
		return STATUS_OK;
	rest = line;
	if (!span_next(&rest, '=', &name) || !rest.at)
		return error_set(err, STATUS_CONFIG,
				 "%s: expected \"name = value\"", where);
	return place_set(place, span_trim(name), span_trim(rest), where, err);
}

static void close_file(FILE **file)
{
	if (*file)
		fclose(*file);
}

enum status config_file(struct config *config, const char *path,
			struct error *err)
{
	SCOPED(close_file) FILE *file = fopen(path, "re");
	struct place place = { .config = config };
	char line[LINE_LEN_MAX], where[512];
	enum status status = STATUS_OK;

	if (!file)
		return error_set(err, STATUS_CONFIG, "%s: %s", path,
				 strerror(errno));
	for (int n = 1; status == STATUS_OK && fgets(line, sizeof(line), file);
	     n++) {
		snprintf(where, sizeof(where), "%s:%d", path, n);
		if (!strchr(line, '\n') && !feof(file))
			return error_set(
				err, STATUS_CONFIG,
				"%s: a line has at most %d bytes, none of "
				"them NUL",
				where, LINE_LEN_MAX - 2);
		status = read_line(&place, cut_mark(span_of(line)), where, err);
	}
	if (status == STATUS_OK && ferror(file))
		return error_set(err, STATUS_CONFIG, "%s: cannot be read",
				 path);
	return status;
}

/* ---- the environment ---- */

/* PAPERD_LOG_LEVEL names log-level. */
static struct span option_name(struct span variable, char name[64])
{
	size_t len = 0;

	for (; len < variable.len && len < 63; len++)
		name[len] = variable.at[len] == '_'
				    ? '-'
				    : ascii_lower(variable.at[len]);
	name[len] = '\0';
	return (struct span){ name, len };
}

static enum status read_variable(struct place *place, const char *variable,
				 struct buf *unknown, struct error *err)
{
	static const char prefix[] = "PAPERD_";
	struct span rest = span_of(variable), key, name;
	char room[64], where[128];

	if (strncmp(variable, prefix, strlen(prefix)) != 0 ||
	    !span_next(&rest, '=', &key) || span_is(key, "PAPERD_CONFIG"))
		return STATUS_OK; /* PAPERD_CONFIG names the file */
	snprintf(where, sizeof(where), "%.*s", (int)key.len, key.at);
	name = option_name(span_slice(key, strlen(prefix), key.len), room);
	if (config_has(name))
		return place_set(place, name, rest, where, err);
	buf_add_text(unknown, unknown->len ? " " : "");
	buf_add_text(unknown, where);
	return STATUS_OK;
}

enum status config_environment(struct config *config,
			       const char *const *environment,
			       struct buf *ret_unknown, struct error *err)
{
	struct place place = { .config = config };
	enum status status = STATUS_OK;

	for (; status == STATUS_OK && *environment; environment++)
		status = read_variable(&place, *environment, ret_unknown, err);
	return status;
}

/* ---- flags ---- */

/* Reads the flag at arguments[*at]; *at moves to its last word. */
static enum status read_flag(struct place *place, int count,
			     const char **arguments, int *at, struct error *err)
{
	struct span value = span_of(arguments[*at] + 2), name;
	char where[128];

	span_next(&value, '=', &name);
	snprintf(where, sizeof(where), "--%.*s", (int)name.len, name.at);
	if (!value.at) {
		if (*at + 1 == count)
			return error_set(err, STATUS_CONFIG,
					 "%s: expected a value", where);
		value = span_of(arguments[++*at]);
	}
	supersede(place, name);
	return config_set_flag(place->config, name, value, where, err);
}

enum status config_arguments(struct config *config, int *count,
			     const char **arguments, struct error *err)
{
	struct place place = { .config = config };
	enum status status = STATUS_OK;
	int kept = 1, at = 1;

	for (; status == STATUS_OK && at < *count; at++) {
		const char *word = arguments[at];

		if (strcmp(word, "--") == 0)
			break;
		if (strncmp(word, "--", 2) == 0)
			status = read_flag(&place, *count, arguments, &at, err);
		else
			arguments[kept++] = word;
	}
	for (at++; at < *count; at++) /* all behind "--" */
		arguments[kept++] = arguments[at];
	*count = kept;
	return status;
}

/* ---- the address ---- */

enum status config_listen(const char *listen, char address[64],
			  unsigned *ret_port, struct error *err)
{
	const char *colon = strrchr(listen, ':');
	struct span host = { listen, colon ? (size_t)(colon - listen) : 0 };
	long long port;

	if (!colon || !text_to_integer(span_of(colon + 1), &port) || port < 0 ||
	    port > 65535 || host.len >= 64)
		return error_set(err, STATUS_CONFIG,
				 "listen: \"%s\" is not ADDRESS:PORT "
				 "(127.0.0.1:8080, [::1]:8080, *:8080)",
				 listen);
	if (host.len > 2 && host.at[0] == '[' && host.at[host.len - 1] == ']')
		host = span_slice(host, 1, host.len - 1);
	if (!host.len)
		host = span_of("*");
	memcpy(address, host.at, host.len);
	address[host.len] = '\0';
	*ret_port = (unsigned)port;
	return STATUS_OK;
}
