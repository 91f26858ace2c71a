/* SPDX-License-Identifier: MIT */
/* Private to the citation writer: what styles and locales are. */
#ifndef FORMAT_CITATION_H
#define FORMAT_CITATION_H

#include "writers.h"

struct citation_style {
	const char *name;
};

struct citation_locale {
	const char *name;
};

#endif
