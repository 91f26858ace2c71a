/* SPDX-License-Identifier: MIT */
#include "request_id.h"

#include <stdatomic.h>

static bool is_sane_id(struct span id)
{
	for (size_t i = 0; i < id.len; i++)
		if (!ascii_is_alnum((unsigned char)id.at[i]) &&
		    (!id.at[i] || !strchr("._-", id.at[i])))
			return false;
	return id.len > 0 && id.len < sizeof((struct request){ 0 }.id);
}

/* Mixes a counter so that ids do not tell how many there were (splitmix64,
 * a bijection: no two are the same). */
static uint64_t mix(uint64_t value)
{
	value = (value ^ value >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	value = (value ^ value >> 27) * UINT64_C(0x94D049BB133111EB);
	return value ^ value >> 31;
}

static void write_hex(uint64_t value, char out[17])
{
	for (int i = 15; i >= 0; i--, value >>= 4)
		out[i] = "0123456789abcdef"[value & 15];
	out[16] = '\0';
}

void request_id_take(struct request *req, struct id_source *ids)
{
	struct span sent = request_header(req, "X-Request-Id");
	uint64_t number;

	req->id_from_client = is_sane_id(sent);
	if (req->id_from_client) {
		memcpy(req->id, sent.at, sent.len);
		req->id[sent.len] = '\0';
		return;
	}
	number = atomic_fetch_add_explicit(&ids->next, 1, memory_order_relaxed);
	write_hex(mix(ids->seed + number), req->id);
}
