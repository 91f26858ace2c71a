/* SPDX-License-Identifier: MIT */
/*
 * The parameters of an operation of the API description: the arguments of its
 * path, then those of its query.
 */
#include "openapi.h"

/* The arguments of paths, by name. */
static const struct argument {
	const char *name;
	const char *example; /* among the sample records; NULL: none */
	const char *summary;
} arguments[] = {
	{ "doi", "10.1038/nature14539",
	  "A DOI in any spelling, its slashes as they are or as %2F; or another "
	  "identifier: pmid:31393839, pmcid:PMC6687890, arxiv:2101.00001, s2:, "
	  "isbn:, or its address on PubMed, PMC or arXiv." },
	{ "dois", "10.1038/nature14539,10.1038/171737a0",
	  "DOIs by comma; a comma in one of them is %2C." },
	{ "journal", "0028-0836", "An ISSN or a title." },
	{ "issn", "0028-0836", "An ISSN." },
	{ "pmid", NULL, "A PubMed id." },
	{ "pmcid", NULL, "A PubMed Central id, with or without PMC." },
	{ "prefix", "10.1038", "A prefix of DOIs." },
	{ "id", NULL, "What it is called by." },
	{ 0 }
};

/* What a text may hold (target.h): no control character; in a query, white
 * space counts as a blank. */
#define PATTERN_PATH  "^[^\\x00-\\x1f\\x7f-\\x9f]+$"
#define PATTERN_QUERY "^[^\\x00-\\x08\\x0e-\\x1f\\x7f-\\x9f]*$"

static const struct argument *argument_find(struct span name)
{
	const struct argument *row = arguments;

	while (row->name && !span_is(name, row->name))
		row++;
	return row;
}

/* "a|b|c": one of these words. */
static void words_write(struct span rest, struct buf *out)
{
	struct span word;

	json_pair_text(out, "type", "string");
	json_key(out, "enum");
	json_open(out, '[');
	while (span_next(&rest, '|', &word))
		json_string(out, word);
	json_close(out, ']');
}

/* "0..1000", behind "integer ". */
static void bounds_write(const char *bounds, struct buf *out)
{
	size_t least = strcspn(bounds, ".");

	json_key(out, "minimum");
	json_raw(out, (struct span){ bounds, least });
	json_key(out, "maximum");
	json_raw(out, span_of(bounds + least + 2));
}

/* Appends the members of the schema that the type of a parameter says. */
static void type_write(const char *type, const char *pattern, struct buf *out)
{
	size_t len = strcspn(type, " ");

	if (strchr(type, '|')) {
		words_write(span_of(type), out);
		return;
	}
	json_key(out, "type");
	json_string(out, (struct span){ type, len });
	if (type[len])
		bounds_write(type + len + 1, out);
	if (strcmp(type, "string") != 0)
		return;
	json_pair_text(out, "pattern", pattern);
}

static void head_write(struct span name, const char *place, const char *summary,
		       struct buf *out)
{
	json_key(out, "name");
	json_string(out, name);
	json_pair_text(out, "in", place);
	if (summary)
		json_pair_text(out, "description", summary);
}

static void schema_write(const char *type, const char *pattern, struct buf *out)
{
	json_key(out, "schema");
	json_open(out, '{');
	type_write(type, pattern, out);
	json_close(out, '}');
}

/* whole: it is all of its segment, so that the example can stand there. */
static void argument_write(struct span name, bool whole, struct buf *out)
{
	const struct argument *argument = argument_find(name);

	json_open(out, '{');
	head_write(name, "path", argument->summary, out);
	json_pair_boolean(out, "required", true);
	if (whole && argument->example)
		json_pair_text(out, "example", argument->example);
	schema_write("string", PATTERN_PATH, out);
	json_close(out, '}');
}

static void parameter_write(const struct param *param, struct buf *out)
{
	json_open(out, '{');
	head_write(span_of(param->name), "query", param->summary, out);
	schema_write(param->type, PATTERN_QUERY, out);
	json_close(out, '}');
}

/* Takes the next "{name}" or "{name...}" off the front of *path. */
static bool next_argument(const char **path, struct span *ret_name)
{
	const char *open = strchr(*path, '{');

	if (!open)
		return false;
	*ret_name = (struct span){ open + 1, strcspn(open + 1, ".}") };
	*path = strchr(open, '}') + 1;
	return true;
}

void openapi_parameters(const struct route *route, struct buf *out)
{
	const struct param *param = route->params;
	const char *path = route->path;
	struct span name;

	json_open(out, '[');
	while (next_argument(&path, &name))
		argument_write(name, name.at[-2] == '/', out);
	for (; param && param->name; param++)
		parameter_write(param, out);
	json_close(out, ']');
}
