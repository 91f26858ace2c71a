/* SPDX-License-Identifier: MIT */
/*
 * What Snowball and utf8proc do to words changes with their versions, which
 * they do not all tell.  So the version is what becomes of a text that has
 * something of all they do.
 */
#include "paperd/digest.h"
#include "paperd/scoped.h"
#include "paperd/terms.h"

static const char sample[] =
	"generalizations studies running happily relational conditional "
	"hopefulness formalities dying skies early news exceedingly "
	"Ærø ŁÓDŹ straße naïveté ﬁnal H₂O x² Ⅻ ａｂｃ e\u0301tude "
	"αβγ α-helix κόσμος ἄνθρωπος ёлка Україна "
	"العَرَبِيَّة شَرْقٌ שָׁלוֹם हिन्दी "
	"白血病 维生素D がん研究 ガン 한국어 각 ภาษาไทย ລາວ ខ្មែរ မြန်မာ "
	"٣٤٥ １２３ 𝛼 𝐀 ĳ ŉ ǆ ß ſ İ ı";

unsigned long terms_version(void)
{
	SCOPED(buf_release) struct buf all = buf_init(64 * 1024);
	struct terms *terms = terms_open();
	unsigned long version = 0;
	char digest[33];
	struct term term;

	if (!terms)
		return 0;
	terms_begin(terms, span_of(sample), TERMS_TEXT);
	while (terms_next(terms, &term)) {
		buf_add_span(&all, term.text);
		buf_add_char(&all, term.same_place ? '=' : ' ');
	}
	terms_close(terms);
	digest_hex(buf_span(&all), digest);
	for (int i = 0; i < 7; i++)
		version = version << 4 | (unsigned)hex_value(digest[i]);
	return all.failed ? 0 : version * 16 + TERMS_VERSION % 16;
}
