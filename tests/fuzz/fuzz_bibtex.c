/* SPDX-License-Identifier: MIT */
/* BibTeX: any bytes as an entry's fields, after a key that is one, and as the
 * text of one field. */
#include "record.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct span raw = { (const char *)bytes, len };

	require_record_within("@article{key, doi = {10.1234/a},\n", raw, "\n}");
	require_record_within("@misc{key, doi = {10.1234/a}, title = {", raw,
			      "}}");
	require_record_within("@book{key, doi = {10.1234/a}, author = {", raw,
			      "}}");
	return 0;
}
