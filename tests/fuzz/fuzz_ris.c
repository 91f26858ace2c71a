/* SPDX-License-Identifier: MIT */
/* RIS: any bytes as the lines of a record that has a key. */
#include "record.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct span raw = { (const char *)bytes, len };

	require_record_within("TY  - JOUR\nDO  - 10.1234/a\n", raw,
			      "\nER  - \n");
	require_record_within("TY  - JOUR\nDO  - 10.1234/a\nTI  - ", raw,
			      "\nER  - \n");
	return 0;
}
