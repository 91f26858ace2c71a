/* SPDX-License-Identifier: MIT */
/*
 * Names of authors: from parts or from one string, to family and given.
 * Pure, thread safe, linear.  Initials are never reformatted; particles belong
 * to the family name.  Each rule applied is noted in trace, which may be NULL.
 */
#ifndef PAPERD_NAMES_H
#define PAPERD_NAMES_H

#include "paperd/buf.h"
#include "paperd/rules.h"

/* One clean name; every pointer owned.  family or literal is always there. */
struct name {
	char *family;
	char *given;
	char *suffix;
	char *literal; /* an organisation, or a name that is not parted */
	char *orcid;   /* bare, checksum right */
	char **affiliations;
	size_t affiliation_count;
	char *alt_family; /* the same person in Latin script */
	char *alt_given;
};

struct names {
	struct name *items;
	size_t count;
};
void names_release(struct names *names);

/* One author as a source has it in parts; empty spans are absent parts. */
struct name_parts {
	struct span given;
	struct span family;
	struct span suffix;
	struct span literal; /* name or literal: one string */
	struct span orcid;
	bool organisation; /* the source says so (nameType Organizational) */
	bool body; /* literal is an organisation's, unless one word or "Family,
		    * Given" */
	const struct span *affiliations;
	size_t affiliation_count;
};

/* A whole author list in one string ("A B, C D" or "Smith, J.; Doe, M."). */
MUST_CHECK enum status names_from_text(struct span raw, struct names *ret,
				       struct trace *trace, struct error *err);

/* Authors in parts.  Those without any name are left out. */
MUST_CHECK enum status names_from_parts(const struct name_parts *parts,
					size_t count, struct names *ret,
					struct trace *trace, struct error *err);

#endif
