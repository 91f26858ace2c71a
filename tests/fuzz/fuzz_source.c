/* SPDX-License-Identifier: MIT */
/*
 * A source object of any form to a record: any bytes in, a record whose JSON
 * reads back as the same record.
 */
#include "record.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	require_record((struct span){ (const char *)bytes, len });
	return 0;
}
