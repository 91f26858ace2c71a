/* SPDX-License-Identifier: MIT */
#include "date_form.h"

#include "paperd/scoped.h"

static const struct date_parts no_parts = { -1, -1, -1, -1, -1, false };

/* The kinds of a date's tokens, and the part each stands for: y m d, s season,
 * ? for a number that only the other end of a range can explain. */
struct form {
	const char *kinds;
	const char *roles;
};

/* With a blank or nothing between, or any separator where there is a name. */
static const struct form forms[] = {
	{ "Y", "y" },   { "YM", "ym" },   { "YMN", "ymd" }, { "YNM", "ydm" },
	{ "MY", "my" }, { "MNY", "mdy" }, { "NMY", "dmy" }, { "YS", "ys" },
	{ "SY", "sy" }, { "YN", "ym" },   { "YNN", "ymd" }, { "M", "m" },
	{ "MN", "md" }, { "NM", "dm" },   { "S", "s" },     { "N", "?" },
	{ "NY", "dy" },
};

/* With the same separator everywhere. */
static const struct form dotted[] = {
	{ "YN", "ym" },
	{ "YNN", "ymd" },
	{ "NY", "my" },
	{ "NNY", "dmy" },
};
static const struct form dashed[] = {
	{ "YN", "ym" },
	{ "YNN", "ymd" },
	{ "NY", "my" },
	{ "NNY", "12y" },
};

/* The kinds of at most three tokens, what parts them, and their values. */
struct outline {
	char kinds[4];
	int values[3];
	char separator; /* ' ' none, '*' different ones */
	bool named;
};

static bool outline_add(struct outline *outline, struct date_token token)
{
	size_t count = strlen(outline->kinds);

	if (count == 3)
		return false;
	outline->kinds[count] = token.kind;
	outline->values[count] = token.value;
	outline->named |= token.kind == DATE_MONTH || token.kind == DATE_SEASON;
	return true;
}

/* False when separators stand at the ends or side by side. */
static bool outline_make(const struct date_token *tokens, size_t count,
			 struct outline *ret)
{
	char before = '\0'; /* the separator before this token */

	*ret = (struct outline){ 0 };
	if (!count || date_is_separator(tokens[0].kind) ||
	    date_is_separator(tokens[count - 1].kind))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (date_is_separator(tokens[i].kind)) {
			if (before != ' ')
				return false;
			before = tokens[i].kind;
			continue;
		}
		if (!outline_add(ret, tokens[i]))
			return false;
		if (before && ret->separator && before != ret->separator)
			ret->separator = '*';
		else if (before)
			ret->separator = before;
		before = ' ';
	}
	return true;
}

static const struct form *form_in(const struct form *table, size_t count,
				  const char *kinds)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(table[i].kinds, kinds) == 0)
			return &table[i];
	return NULL;
}

static const struct form *form_find(const struct outline *outline)
{
	char separator = outline->separator;

	if (outline->named || !separator || separator == ' ')
		return form_in(forms, ARRAY_COUNT(forms), outline->kinds);
	if (separator == '.')
		return form_in(dotted, ARRAY_COUNT(dotted), outline->kinds);
	if (separator != '*')
		return form_in(dashed, ARRAY_COUNT(dashed), outline->kinds);
	return NULL;
}

static int *part_of(struct date_parts *parts, char role)
{
	switch (role) {
	case 'y':
		return &parts->year;
	case 'm':
		return &parts->month;
	case 'd':
		return &parts->day;
	case 's':
		return &parts->season;
	default:
		return &parts->lone;
	}
}

/*
 * Day and month of "a/b/2010".  False when both orders are possible and
 * differ: nobody can tell.
 */
static bool order_day_month(int a, int b, struct date_parts *ret)
{
	bool month_first = b > 12 && a <= 12;

	ret->unordered = a <= 12 && b <= 12 && a != b;
	if (ret->unordered)
		return false;
	ret->month = month_first ? a : b;
	ret->day = month_first ? b : a;
	return true;
}

bool date_parts_read(const struct date_token *tokens, size_t count,
		     struct date_parts *ret)
{
	const struct form *form;
	struct outline outline;

	*ret = no_parts;
	if (!outline_make(tokens, count, &outline))
		return false;
	form = form_find(&outline);
	if (!form)
		return false;
	if (strcmp(form->roles, "12y") == 0) {
		ret->year = outline.values[2];
		return order_day_month(outline.values[0], outline.values[1],
				       ret);
	}
	for (size_t i = 0; form->roles[i]; i++)
		*part_of(ret, form->roles[i]) = outline.values[i];
	return true;
}
