/* SPDX-License-Identifier: MIT */
#include "cors.h"

const char *cors_origin(const struct http_options *options,
			const struct request *req)
{
	struct span origin;

	if (!options->origin_count)
		return "*";
	origin = request_header(req, "Origin");
	for (size_t i = 0; i < options->origin_count; i++)
		if (origin.at && span_is(origin, options->origins[i]))
			return options->origins[i];
	return NULL;
}
