/* SPDX-License-Identifier: MIT */
/*
 * The foreign shapes known: two functions and one file each.  source.c lists
 * them; source.h says what the functions do.
 */
#ifndef PAPERD_SOURCE_SHAPES_H
#define PAPERD_SOURCE_SHAPES_H

#include <cjson/cJSON.h>

#include "paperd/source.h"

bool aggregator_recognises(const cJSON *json);
enum status aggregator_read(const struct source_object *object,
			    struct paper *ret, struct error *err);

bool native_recognises(const cJSON *json);
enum status native_read(const struct source_object *object, struct paper *ret,
			struct error *err);

bool openalex_recognises(const cJSON *json);
enum status openalex_read(const struct source_object *object, struct paper *ret,
			  struct error *err);

bool s2_recognises(const cJSON *json);
enum status s2_read(const struct source_object *object, struct paper *ret,
		    struct error *err);

bool datacite_recognises(const cJSON *json);
enum status datacite_read(const struct source_object *object, struct paper *ret,
			  struct error *err);

bool europepmc_recognises(const cJSON *json);
enum status europepmc_read(const struct source_object *object,
			   struct paper *ret, struct error *err);

bool crossref_recognises(const cJSON *json);
enum status crossref_read(const struct source_object *object, struct paper *ret,
			  struct error *err);

bool csl_recognises(const cJSON *json);
enum status csl_read(const struct source_object *object, struct paper *ret,
		     struct error *err);

/* The trees of form.h. */
bool bibtex_recognises(const cJSON *json);
enum status bibtex_read(const struct source_object *object, struct paper *ret,
			struct error *err);

bool ris_recognises(const cJSON *json);
enum status ris_read(const struct source_object *object, struct paper *ret,
		     struct error *err);

bool pubmed_recognises(const cJSON *json);
enum status pubmed_read(const struct source_object *object, struct paper *ret,
			struct error *err);

bool unixref_recognises(const cJSON *json);
enum status unixref_read(const struct source_object *object, struct paper *ret,
			 struct error *err);

bool datacite_xml_recognises(const cJSON *json);
enum status datacite_xml_read(const struct source_object *object,
			      struct paper *ret, struct error *err);

#endif
