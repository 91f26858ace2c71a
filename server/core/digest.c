/* SPDX-License-Identifier: MIT */
#include "paperd/digest.h"

#include <xxhash.h>

struct digest digest_make(struct span bytes)
{
	XXH128_hash_t hash = XXH3_128bits(bytes.at, bytes.len);

	return (struct digest){ hash.high64, hash.low64 };
}

void digest_hex(struct span bytes, char out[33])
{
	static const char digits[] = "0123456789abcdef";
	XXH128_canonical_t canonical;

	XXH128_canonicalFromHash(&canonical, XXH3_128bits(bytes.at, bytes.len));
	for (size_t i = 0; i < sizeof(canonical.digest); i++) {
		out[2 * i] = digits[canonical.digest[i] >> 4];
		out[2 * i + 1] = digits[canonical.digest[i] & 15];
	}
	out[32] = '\0';
}
