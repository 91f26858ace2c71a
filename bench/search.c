/* SPDX-License-Identifier: MIT */
/* The commands of bench_search, and what they share. */
#include "search.h"

#include <stdarg.h>
#include <string.h>
#include <time.h>

double now_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

void die(const char *format, ...)
{
	va_list values;

	fputs("bench_search: ", stderr);
	va_start(values, format);
	vfprintf(stderr, format, values);
	va_end(values);
	fputc('\n', stderr);
	exit(2);
}

FILE *file_open(const char *path, const char *mode)
{
	FILE *file = fopen(path, mode);

	if (!file)
		die("%s cannot be opened", path);
	return file;
}

void file_close(FILE **file)
{
	if (*file && fclose(*file) != 0)
		die("writing failed");
}

char *line_next(FILE *file)
{
	static char line[65536];
	char *end;

	if (!fgets(line, sizeof(line), file))
		return NULL;
	end = strchr(line, '\n');
	if (!end)
		die("a line is longer than %zu bytes", sizeof(line));
	*end = '\0';
	return line;
}

static const struct command commands[] = {
	{ "texts", 2, "STORE ROWS: the texts that the records are found by",
	  texts_command },
	{ "bare", 3, "STORE ROWS DB: the same texts into the same two tables",
	  bare_command },
	{ "load", 4, "STORE ROWS DUMP DB: a dump parsed, its text into tables",
	  load_command },
	{ "raw", 3, "STORE ROWS DB: a plain FTS5 table, and the facts",
	  raw_command },
	{ "rank", 3, "STORE DB QUERIES: the store's pages, FTS5's ranks",
	  rank_command },
	{ "facets", 3, "STORE DB QUERIES: the store's facets, SQL's joins",
	  facets_command },
	{ "first", 3, "STORE SCORED QUERIES: the first ten DOIs of each",
	  first_command },
	{ "wire", 3, "PORT ROUNDS TARGETS: HTTP, one request after the other",
	  wire_command },
};

int main(int count, char **words)
{
	for (size_t i = 0; count > 1 && i < ARRAY_COUNT(commands); i++)
		if (!strcmp(commands[i].name, words[1]) &&
		    count == commands[i].words + 2) {
			commands[i].run(words + 1);
			return 0;
		}
	for (size_t i = 0; i < ARRAY_COUNT(commands); i++)
		fprintf(stderr, "bench_search %s %s\n", commands[i].name,
			commands[i].usage);
	return 2;
}
