/* SPDX-License-Identifier: MIT */
/*
 * Values of options: text to struct config, by the kind of each row.
 */
#include "paperd/config.h"

#include <stdlib.h>

#include "paperd/scoped.h"

/* Most bytes of a value that a message repeats. */
#define SHOWN_MAX 200

static const struct option_row *find_option(struct span name)
{
	for (const struct option_row *row = config_options; row->name; row++)
		if (span_is(name, row->name))
			return row;
	return NULL;
}

static bool is_list(const struct option_row *row)
{
	return row->kind == OPTION_LIST || row->kind == OPTION_PATHS;
}

static void *member_of(struct config *config, const struct option_row *row)
{
	return (char *)config + row->offset;
}

static enum status no_memory(struct error *err)
{
	return error_set(err, STATUS_NO_MEMORY, "no memory for options");
}

static enum status set_text(char **member, struct span value, struct error *err)
{
	char *copy = span_copy(value);

	if (!copy)
		return no_memory(err);
	free(*member);
	*member = copy;
	return STATUS_OK;
}

static void clear_list(struct config_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		free(list->items[i]);
	free(list->items);
	*list = (struct config_list){ 0 };
}

static enum status list_add(struct config_list *list, struct span value,
			    struct error *err)
{
	char **items = realloc(list->items, (list->count + 1) * sizeof(*items));

	if (!items)
		return no_memory(err);
	list->items = items;
	items[list->count] = span_copy(value);
	if (!items[list->count])
		return no_memory(err);
	list->count++;
	return STATUS_OK;
}

/* Adds the parts between commas; an empty value adds nothing. */
static enum status set_list(struct config_list *list, struct span value,
			    struct error *err)
{
	struct span part;
	enum status status = STATUS_OK;

	while (status == STATUS_OK && span_next(&value, ',', &part))
		if (span_trim(part).len)
			status = list_add(list, span_trim(part), err);
	return status;
}

struct unit {
	const char *suffix;
	long long factor;
};

static const struct unit byte_units[] = {
	{ "KiB", 1024 },
	{ "MiB", 1024 * 1024 },
	{ "GiB", 1024 * 1024 * 1024 },
	{ "", 1 },
};
static const struct unit second_units[] = {
	{ "s", 1 }, { "m", 60 }, { "h", 3600 }, { "d", 86400 }, { "", 1 }
};
static const struct unit plain_units[] = { { "", 1 } };

/* The units of each kind; the last has no suffix. */
static const struct {
	const struct unit *units;
	const char *form;
} unit_kinds[] = {
	[OPTION_NUMBER] = { plain_units, "a number" },
	[OPTION_BYTES] = { byte_units, "a number of bytes (512KiB, 1MiB)" },
	[OPTION_SECONDS] = { second_units, "a time (10s, 2m, 24h)" },
};

static bool has_suffix(struct span text, const char *suffix)
{
	size_t len = strlen(suffix);

	return text.len >= len &&
	       memcmp(text.at + text.len - len, suffix, len) == 0;
}

static bool read_amount(const struct unit *unit, struct span value,
			long long *ret)
{
	long long number;

	while (*unit->suffix && !has_suffix(value, unit->suffix))
		unit++;
	value.len -= strlen(unit->suffix);
	if (!text_to_integer(value, &number))
		return false;
	return !__builtin_mul_overflow(number, unit->factor, ret);
}

static enum status set_amount(const struct option_row *row, long long *member,
			      struct span value, const char *where,
			      struct error *err)
{
	long long amount;

	if (!read_amount(unit_kinds[row->kind].units, value, &amount) ||
	    amount < row->least || amount > row->most)
		return error_set(err, STATUS_CONFIG,
				 "%s: %s: \"%.*s\" is not %s from %lld to %lld",
				 where, row->name, span_shown(value, SHOWN_MAX),
				 value.at, unit_kinds[row->kind].form,
				 row->least, row->most);
	*member = amount;
	return STATUS_OK;
}

static enum status set_word(const struct option_row *row, long long *member,
			    struct span value, const char *where,
			    struct error *err)
{
	SCOPED(buf_release) struct buf known = buf_init(256);

	for (size_t i = 0; row->words[i]; i++) {
		if (span_is(value, row->words[i])) {
			*member = (long long)i;
			return STATUS_OK;
		}
		buf_add_text(&known, i ? ", " : "");
		buf_add_text(&known, row->words[i]);
	}
	return error_set(err, STATUS_CONFIG,
			 "%s: %s: \"%.*s\" is not one of %s", where, row->name,
			 span_shown(value, SHOWN_MAX), value.at,
			 buf_text(&known));
}

static enum status set_row(struct config *config, const struct option_row *row,
			   struct span value, const char *where,
			   struct error *err)
{
	void *member = member_of(config, row);

	switch (row->kind) {
	case OPTION_TEXT:
		return set_text(member, value, err);
	case OPTION_LIST:
	case OPTION_PATHS:
		return set_list(member, value, err);
	case OPTION_WORD:
		return set_word(row, member, value, where, err);
	case OPTION_NUMBER:
	case OPTION_BYTES:
	case OPTION_SECONDS:
		return set_amount(row, member, value, where, err);
	}
	return STATUS_OK;
}

enum status config_set(struct config *config, struct span name,
		       struct span value, const char *where, struct error *err)
{
	const struct option_row *row = find_option(name);

	if (!row)
		return error_set(err, STATUS_CONFIG,
				 "%s: unknown option \"%.*s\"; paperd --help "
				 "lists them",
				 where, span_shown(name, SHOWN_MAX), name.at);
	return set_row(config, row, value, where, err);
}

enum status config_set_flag(struct config *config, struct span name,
			    struct span value, const char *where,
			    struct error *err)
{
	const struct option_row *row = find_option(name);

	if (row && row->kind == OPTION_PATHS)
		return list_add(member_of(config, row), value, err);
	return config_set(config, name, value, where, err);
}

enum status config_init(struct config *ret, struct error *err)
{
	SCOPED(config_release) struct config config = { 0 };
	enum status status;

	for (const struct option_row *row = config_options; row->name; row++) {
		status = set_row(&config, row, span_of(row->initial), "default",
				 err);
		if (status != STATUS_OK)
			return status;
	}
	*ret = config;
	config = (struct config){ 0 };
	return STATUS_OK;
}

bool config_has(struct span name)
{
	return find_option(name) != NULL;
}

void config_clear_list(struct config *config, struct span name)
{
	const struct option_row *row = find_option(name);

	if (row && is_list(row))
		clear_list(member_of(config, row));
}

void config_release(struct config *config)
{
	for (const struct option_row *row = config_options; row->name; row++) {
		if (row->kind == OPTION_TEXT)
			free(*(char **)member_of(config, row));
		if (is_list(row))
			clear_list(member_of(config, row));
	}
	*config = (struct config){ 0 };
}

void config_help(struct buf *out)
{
	for (const struct option_row *row = config_options; row->name; row++) {
		buf_add_format(out, "  --%s %s\n", row->name, row->argument);
		buf_add_format(out, "        %s", row->summary);
		for (size_t i = 0; row->words && row->words[i]; i++)
			buf_add_format(out, "%s%s", i ? ", " : ": ",
				       row->words[i]);
		if (*row->initial)
			buf_add_format(out, " [%s]", row->initial);
		buf_add_char(out, '\n');
	}
}
