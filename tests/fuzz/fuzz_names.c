/* SPDX-License-Identifier: MIT */
/* Names: any string in, every result has a name, all clean. */
#include "fuzz.h"
#include "paperd/names.h"

static void require_part(const char *part)
{
	if (part)
		require_clean(span_of(part), false);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct names names = { 0 };
	struct span raw = { (const char *)bytes, len };

	if (names_from_text(raw, &names, NULL, NULL) != STATUS_OK)
		return 0;
	for (size_t i = 0; i < names.count; i++) {
		REQUIRE(names.items[i].family || names.items[i].literal);
		require_part(names.items[i].family);
		require_part(names.items[i].given);
		require_part(names.items[i].suffix);
		require_part(names.items[i].literal);
	}
	names_release(&names);
	return 0;
}
