/* SPDX-License-Identifier: MIT */
/*
 * paperd clean: a filter from standard input to standard output.  Whole
 * records, or the values of one field, a line each; nothing is stored.
 */
#include <stdio.h>
#include <stdlib.h>

#include "paperd/dump.h"
#include "paperd/scoped.h"
#include "paperd/source.h"

#include "command.h"

/* A clean value is at most six times as long as the raw one, and escaping for
 * JSON may lengthen it again. */
#define GROWTH_MAX 12

/* Names, pointers and rules of a report; its raw values are within the growth
 * of the record. */
#define REPORT_ROOM (256 << 10)

static void print_line(struct buf *line)
{
	buf_add_char(line, '\n');
	fwrite(buf_text(line), 1, line->len, stdout);
}

static int end_output(void)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return EXIT_DONE;
	perror("paperd: standard output");
	return EXIT_FAILED;
}

/* ---- one field ---- */

static void clean_value(const struct field_filter *filter, struct span line,
			long long number)
{
	SCOPED(buf_release)
	struct buf out = buf_init(GROWTH_MAX * line.len + 4096);
	struct error err = { 0 };

	if (field_filter_line(filter, line, &out, NULL, &err) != STATUS_OK)
		fprintf(stderr, "paperd: line %lld: %s\n", number, err.detail);
	print_line(&out);
}

static enum status unknown_filter(const char *name, struct error *err)
{
	SCOPED(buf_release) struct buf known = buf_init(ERROR_DETAIL_MAX);

	for (const struct field_filter *f = field_filters; f->name; f++) {
		buf_add_text(&known, f == field_filters ? "" : ", ");
		buf_add_text(&known, f->name);
	}
	return error_set(err, STATUS_CONFIG,
			 "clean: unknown field \"%s\"; known are %s", name,
			 buf_text(&known));
}

static int clean_field(const char *name)
{
	const struct field_filter *filter = field_filter_find(span_of(name));
	SCOPED_FREE char *line = NULL;
	struct error err = { 0 };
	size_t room = 0;
	ssize_t len;

	if (!filter) {
		unknown_filter(name, &err);
		return command_fail(&err);
	}
	for (long long n = 1;
	     !ferror(stdout) && (len = getline(&line, &room, stdin)) >= 0;
	     n++) {
		if (len && line[len - 1] == '\n')
			len--;
		clean_value(filter, (struct span){ line, (size_t)len }, n);
	}
	return end_output();
}

/* ---- whole records ---- */

static void report(const struct dump_item *item, const char *reason)
{
	fprintf(stderr, "paperd: line %lld, byte %lld: %s\n", item->line,
		item->offset, reason);
}

/* Returns whether the record could be read. */
static bool clean_record(const struct dump_item *item, bool with_report)
{
	SCOPED(paper_release) struct paper paper = { 0 };
	SCOPED(report_release) struct report done = { .full = true };
	SCOPED(buf_release)
	struct buf out = buf_init(GROWTH_MAX * item->raw.len + REPORT_ROOM);
	struct error err = { 0 };

	if (source_read(item->raw, &paper, with_report ? &done : NULL, &err) !=
	    STATUS_OK) {
		report(item, err.detail);
		return false;
	}
	paper_to_json(&paper, FIELD_SET_ALL, &out);
	if (with_report)
		report_append(&done, &paper, REPORT_FULL, &out);
	print_line(&out);
	return true;
}

static void close_dump(struct dump **dump)
{
	dump_close(*dump);
}

static int clean_records(const struct config *config, bool with_report)
{
	SCOPED(close_dump) struct dump *dump = NULL;
	struct dump_item item = { 0 };
	struct error err = { 0 };
	bool all = true;

	if (dump_open("/dev/stdin", (size_t)config->record_max, &dump, &err))
		return command_fail(&err);
	while (!ferror(stdout) && dump_next(dump, &item, &err) == STATUS_OK &&
	       item.kind != DUMP_END) {
		if (item.kind == DUMP_OBJECT) {
			all &= clean_record(&item, with_report);
		} else {
			report(&item, item.reason);
			all = false;
		}
	}
	if (end_output() != EXIT_DONE)
		return EXIT_FAILED;
	if (err.status != STATUS_OK)
		return command_fail(&err);
	return all ? EXIT_DONE : EXIT_FAILED;
}

int command_clean(const struct config *config, const struct command_line *line)
{
	return line->field ? clean_field(line->field)
			   : clean_records(config, line->report);
}

int command_rules(const struct config *config, const struct command_line *line)
{
	SCOPED(buf_release) struct buf out = buf_init(REPORT_ROOM);

	rules_to_json(&out);
	print_line(&out);
	return end_output();
}
