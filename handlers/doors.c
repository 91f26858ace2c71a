/* SPDX-License-Identifier: MIT */
/*
 * Which routes are served: the native ones always, and those of the dialects
 * that are open.
 */
#include "handlers.h"

#include <stdio.h>
#include <stdlib.h>

/* Most dialects. */
#define DIALECTS_MAX 8

/* Longest path of a route below a base. */
#define PATH_ROOM 96

struct opening {
	const struct dialect *open[DIALECTS_MAX];
	size_t count;
};

/* ---- which dialects ---- */

static const struct dialect *dialect_find(struct span name)
{
	for (const struct route *r = api_routes; r->method; r++)
		if (r->dialect && span_is(name, r->dialect->name))
			return r->dialect;
	return NULL;
}

static enum status no_such_door(const char *name, struct error *err)
{
	SCOPED(buf_release) struct buf known = buf_init(1000);
	const struct dialect *last = NULL;

	for (const struct route *r = api_routes; r->method; r++) {
		if (!r->dialect || r->dialect == last)
			continue;
		last = r->dialect;
		buf_add_format(&known, "%s, ", last->name);
	}
	return error_set(err, STATUS_CONFIG,
			 "doors: there is no \"%.100s\"; there are %sand none",
			 name, buf_text(&known));
}

static bool is_open(const struct opening *opening, const struct route *route)
{
	if (!route->dialect)
		return true;
	for (size_t i = 0; i < opening->count; i++)
		if (opening->open[i] == route->dialect)
			return true;
	return false;
}

static enum status opening_read(char *const *names, size_t count,
				struct opening *ret, struct error *err)
{
	if (count == 1 && !strcmp(names[0], "none"))
		return STATUS_OK;
	for (size_t i = 0; i < count; i++) {
		const struct dialect *one = dialect_find(span_of(names[i]));

		if (!one || ret->count == DIALECTS_MAX)
			return no_such_door(names[i], err);
		ret->open[ret->count++] = one;
	}
	return STATUS_OK;
}

/* ---- the routes ---- */

/* Room for the routes: each may be there once more for every base. */
static size_t routes_most(void)
{
	size_t ret = 1;

	for (const struct route *r = api_routes; r->method; r++) {
		const char *const *base = r->dialect ? r->dialect->bases : NULL;

		for (ret++; base && *base; base++)
			ret++;
	}
	return ret;
}

static bool is_taken(const struct route *routes, const struct route *route,
		     const char *path)
{
	for (; routes->method; routes++)
		if (!strcmp(routes->method, route->method) &&
		    !strcmp(routes->path, path))
			return true;
	return false;
}

static size_t copies_add(const struct route *route, struct doors *doors,
			 size_t count)
{
	const char *const *base = route->dialect ? route->dialect->bases : NULL;
	struct route *routes = doors->routes;

	for (; base && *base; base++) {
		char *path = doors->paths + count * PATH_ROOM;

		snprintf(path, PATH_ROOM, "%s%s", *base, route->path);
		if (is_taken(routes, route, path))
			continue;
		routes[count] = *route;
		routes[count].path = path;
		routes[count++].flags |= ROUTE_COPY;
	}
	return count;
}

static void routes_fill(const struct opening *opening, struct doors *doors)
{
	size_t count = 0, own;

	for (const struct route *r = api_routes; r->method; r++)
		if (is_open(opening, r))
			doors->routes[count++] = *r;
	own = count;
	for (size_t i = 0; i < own; i++)
		count = copies_add(&doors->routes[i], doors, count);
}

enum status doors_open(char *const *names, size_t count, struct doors *ret,
		       struct error *err)
{
	struct opening opening = { .count = 0 };
	size_t most = routes_most();
	struct doors doors;

	if (opening_read(names, count, &opening, err) != STATUS_OK)
		return err->status;
	doors.routes = calloc(most, sizeof(*doors.routes));
	doors.paths = calloc(most, PATH_ROOM);
	if (!doors.routes || !doors.paths) {
		doors_close(&doors);
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	}
	routes_fill(&opening, &doors);
	*ret = doors;
	return STATUS_OK;
}

void doors_close(struct doors *doors)
{
	free(doors->routes);
	free(doors->paths);
	*doors = (struct doors){ 0 };
}
