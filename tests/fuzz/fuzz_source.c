/* SPDX-License-Identifier: MIT */
/* A source object to a record: any bytes in, a record that reads back. */
#include "fuzz.h"
#include "paperd/scoped.h"
#include "paperd/source.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	SCOPED(paper_release) struct paper paper = { 0 };
	SCOPED(paper_release) struct paper back = { 0 };
	SCOPED(buf_release) struct buf key = buf_init(4096);
	SCOPED(buf_release) struct buf json = buf_init(16 * len + 65536);
	struct span raw = { (const char *)bytes, len };

	if (source_read(raw, &paper, NULL, NULL) != STATUS_OK)
		return 0;
	REQUIRE(paper_key(&paper, &key) && paper.source.format);
	paper_to_json(&paper, FIELD_SET_ALL, &json);
	REQUIRE(!json.failed);
	REQUIRE(utf8_valid_length(buf_span(&json)) == json.len);
	REQUIRE(paper_from_json(buf_span(&json), &back, NULL) == STATUS_OK);
	return 0;
}
