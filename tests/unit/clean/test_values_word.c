/* SPDX-License-Identifier: MIT */
/* Languages, licences, addresses. */
#include "test_values.h"

static bool write_languages(struct span raw, char out[VALUE_ROOM])
{
	char list[LANGUAGES_MAX][4];
	size_t count = language_clean(raw, list, LANGUAGES_MAX, NULL);

	out[0] = '\0';
	for (size_t i = 0; i < count; i++)
		snprintf(out + strlen(out), VALUE_ROOM - strlen(out), "%s%s",
			 i ? " " : "", list[i]);
	return count > 0;
}

static const struct value_row language_rows[] = {
	{ "en", "en" },
	{ "EN", "en" },
	{ "eng", "en" },
	{ "pt-BR", "pt" },
	{ "zh_Hans", "zh" },
	{ "English", "en" },
	{ "Castilian", "es" },
	{ "Greek, Modern (1453-)", "el" },
	{ "français", "fr" },
	{ "Русский", "ru" },
	{ "日本語", "ja" },
	{ "gsg", "gsg" },
	{ "lat", "la" },
	{ "tr; en", "tr en" },
	{ "en|fr", "en fr" },
	{ "en,en", "en" },
	{ "eng ; und", "en" },
	{ "aa; en", "en" },
	{ "aa", NULL },
	{ "aar", NULL },
	{ "und", NULL },
	{ "mul", NULL },
	{ "zxx", NULL },
	{ "qaa", NULL },
	{ "afa", NULL },
	{ "xx", NULL },
	{ "asdf blah", NULL },
	{ "[[iso]]", NULL },
	{ "", NULL },
	/* a code before a name, a list before a tag */
	{ "ga", "ga" },
	{ "pt-BR; en-US", "pt en" },
	{ "en-GB,en-US", "en" },
	{ "Ndebele, South", "nr" },
	{ "Mon-Khmer languages", NULL },
	{ "français", "fr" },
	{ "Norwegian Bokmål", "nb" },
	{ "ENGLISH / German", "en de" },
	{ "ITALIANO", "it" },
	{ "[[iso]]", NULL },
	{ "other", NULL },
	{ "qtz", NULL },
	{ "sr_Latn_RS", "sr" },
};

Test(language, is_an_iso_639_code)
{
	VALUES_HOLD(language_rows, write_languages);
}

static const struct {
	const char *from;
	const char *to;
} library_rows[] = {
	{ "alb", "sq" }, { "arm", "hy" }, { "baq", "eu" }, { "bur", "my" },
	{ "chi", "zh" }, { "cze", "cs" }, { "dut", "nl" }, { "fre", "fr" },
	{ "geo", "ka" }, { "ger", "de" }, { "gre", "el" }, { "ice", "is" },
	{ "mac", "mk" }, { "mao", "mi" }, { "may", "ms" }, { "per", "fa" },
	{ "rum", "ro" }, { "slo", "sk" }, { "tib", "bo" }, { "wel", "cy" },
};

Test(language, knows_the_codes_of_libraries)
{
	for (size_t i = 0; i < ARRAY_COUNT(library_rows); i++) {
		char got[1][4] = { "" };

		language_clean(span_of(library_rows[i].from), got, 1, NULL);
		cr_expect_str_eq(got[0], library_rows[i].to, "%s",
				 library_rows[i].from);
	}
}

/* Someone who asks says what is meant: no list, and Afar too. */
static const struct {
	const char *from;
	const char *to; /* NULL: it is none */
} asked_rows[] = {
	{ "en", "en" },        { "EN", "en" },      { "eng", "en" },
	{ "en-US", "en" },     { "zh_Hans", "zh" }, { "fre", "fr" },
	{ " Deutsch ", "de" }, { "English", "en" }, { "aa", "aa" },
	{ "aar", "aa" },       { "haw", "haw" },    { "tlh", "tlh" },
	{ "", NULL },          { "e", NULL },       { "xx", NULL },
	{ "qqx", NULL },       { "en,fr", NULL },   { "Klingonese", NULL },
	{ "en\xff", NULL },
};

Test(language, is_asked_for_in_any_spelling)
{
	for (size_t i = 0; i < ARRAY_COUNT(asked_rows); i++) {
		char got[4] = "";

		cr_expect_eq(language_code(span_of(asked_rows[i].from), got),
			     asked_rows[i].to != NULL, "%s",
			     asked_rows[i].from);
		cr_expect_str_eq(got, asked_rows[i].to ? asked_rows[i].to : "",
				 "%s", asked_rows[i].from);
	}
}

/* "id url", '-' for what is not known */
static bool write_license(struct span raw, char out[VALUE_ROOM])
{
	struct clean_license license;

	if (!license_clean(raw, &license, NULL))
		return false;
	snprintf(out, VALUE_ROOM, "%s %s", license.id[0] ? license.id : "-",
		 license.url ? license.url : "-");
	free(license.url);
	return true;
}

#define CC "https://creativecommons.org/"

static const struct value_row license_rows[] = {
	{ "creativecommons.org/licenses/by-nc-nd/3.0/",
	  "CC-BY-NC-ND-3.0 " CC "licenses/by-nc-nd/3.0/" },
	{ "http://www.creativecommons.org/licences/by/4.0",
	  "CC-BY-4.0 " CC "licenses/by/4.0/" },
	{ "http://creativecommons.org/licenses/by/2.0/uk/legalcode",
	  "CC-BY-2.0 " CC "licenses/by/2.0/uk/" },
	{ "http://creativecommons.org/licenses/by/3.0/de/deed.en",
	  "CC-BY-3.0 " CC "licenses/by/3.0/de/" },
	{ "http://creativecommons.org/licenses/by-nc-nd/4.0/deed.de",
	  "CC-BY-NC-ND-4.0 " CC "licenses/by-nc-nd/4.0/" },
	{ "http://creativecommons.org/publicdomain/zero/1.0/legalcode",
	  "CC0-1.0 " CC "publicdomain/zero/1.0/" },
	{ "http://creativecommons.org/publicdomain/zero/2.0/",
	  "- " CC "publicdomain/zero/2.0/" },
	{ CC "publicdomain/mark/1.0/",
	  "CC-PDM-1.0 " CC "publicdomain/mark/1.0/" },
	{ "http://creativecommons.org/about",
	  "- https://creativecommons.org/about" },
	{ "http://spdx.org/licenses/CC-BY-4.0.json",
	  "CC-BY-4.0 " CC "licenses/by/4.0/" },
	{ "https://spdx.org/licenses/mit",
	  "MIT https://spdx.org/licenses/MIT.html" },
	{ "http://opensource.org/licenses/MIT",
	  "MIT https://opensource.org/licenses/MIT" },
	{ "https://www.gnu.org/licenses/gpl-3.0.html",
	  "GPL-3.0-only https://www.gnu.org/licenses/gpl-3.0.html" },
	{ "http://gnu.org/licenses/old-licenses/lgpl-2.1.txt",
	  "LGPL-2.1-only https://gnu.org/licenses/old-licenses/lgpl-2.1.txt" },
	{ "http://www.apache.org/licenses/LICENSE-2.0",
	  "Apache-2.0 https://www.apache.org/licenses/LICENSE-2.0" },
	{ "http://www.elsevier.com/tdm/userlicense/1.0/",
	  "- http://www.elsevier.com/tdm/userlicense/1.0/" },
	{ "CCBY", "CC-BY -" },
	{ "cc by-nc-sa", "CC-BY-NC-SA -" },
	{ "CC BY 4.0", "CC-BY-4.0 " CC "licenses/by/4.0/" },
	{ "CC0", "CC0-1.0 " CC "publicdomain/zero/1.0/" },
	{ "cc-by-3.0-de", "CC-BY-3.0-DE " CC "licenses/by/3.0/de/" },
	{ "apache-2.0", "Apache-2.0 -" },
	{ "All rights reserved", "- -" },
	{ "javascript:alert(1)", "- -" },
	{ "CC BY 9.0", "- -" },
	{ "n/a", NULL },
	{ "", NULL },
	/* words and places behind a version */
	{ "CC BY NC ND 4.0 International",
	  "CC-BY-NC-ND-4.0 https://creativecommons.org/licenses/by-nc-nd/4.0/" },
	{ "CC BY-SA 3.0 Unported",
	  "CC-BY-SA-3.0 https://creativecommons.org/licenses/by-sa/3.0/" },
	{ "CC0 1.0 Universal",
	  "CC0-1.0 https://creativecommons.org/publicdomain/zero/1.0/" },
	{ "//creativecommons.org/licenses/by/4.0/",
	  "CC-BY-4.0 https://creativecommons.org/licenses/by/4.0/" },
	{ "CC BY 5.0", "- -" },
	{ "Creative Commons Attribution 4.0", "- -" },
	{ "CC-BY-3.0-DE",
	  "CC-BY-3.0-DE https://creativecommons.org/licenses/by/3.0/de/" },
	{ "http://creativecommons.org/licenses/by/3.0/de/",
	  "CC-BY-3.0 https://creativecommons.org/licenses/by/3.0/de/" },
	{ "https://www.gnu.org/licenses/old-licenses/fdl-1.2.html",
	  "GFDL-1.2-only https://www.gnu.org/licenses/old-licenses/fdl-1.2.html" },
};

Test(license, has_an_spdx_identifier_where_it_can_be_told)
{
	VALUES_HOLD(license_rows, write_license);
}

static bool write_url(struct span raw, char out[VALUE_ROOM])
{
	SCOPED(buf_release) struct buf url = buf_init(VALUE_ROOM - 1);

	if (!url_clean(raw, &url, NULL))
		return false;
	snprintf(out, VALUE_ROOM, "%s", buf_text(&url));
	return true;
}

static const struct value_row url_rows[] = {
	{ "http://x.org/f?a=1&amp;b=2", "http://x.org/f?a=1&b=2" },
	{ "http://x.org/f?a=1&amp;amp;b=2", "http://x.org/f?a=1&b=2" },
	{ "http://x.org/?a&copy=1", "http://x.org/?a&copy=1" },
	{ "http%3A%2F%2Fwikipedia.org", "http://wikipedia.org" },
	{ "http%3A%2F%2Fx.org%2Fa%2520b", "http://x.org/a%20b" },
	{ "http://x.org/a%20b%2Fc", "http://x.org/a%20b%2Fc" },
	{ "ftp://example.org/x y", "ftp://example.org/x%20y" },
	{ "HTTPS://x.org:8080/", "https://x.org:8080/" },
	{ "http://user@x.org/", "http://user@x.org/" },
	{ "http://[::1]/", "http://[::1]/" },
	{ "http://x.org/<a b=c>", "http://x.org/%3Ca%20b=c%3E" },
	{ "http://www.詹姆斯.com/a/", "http://www.xn--8ws00zhy3a.com/a/" },
	{ "http://MÜNCHEN.de/ä", "http://xn--mnchen-3ya.de/ä" },
	{ "http://mu\u0308nchen.de", "http://xn--mnchen-3ya.de" },
	{ "http://例え。テスト/", "http://xn--r8jz45g.xn--zckzah/" },
	{ "http://", NULL },
	{ "http:///x", NULL },
	{ "http://.../", NULL },
	{ "http://a b.org/", NULL },
	{ "//x.org/a", NULL },
	{ "www.x.org", NULL },
	{ "javascript:alert(1)", NULL },
	{ "mailto:a@b.c", NULL },
	{ "http://x.org/\x01", NULL },
	{ "http://x.org/\xFF", NULL },
	{ "", NULL },
	/* blanks of any kind */
	{ "http://example.org/ ", "http://example.org/" },
	{ "　http://example.org", "http://example.org" },
	{ "http://example.org/a b", "http://example.org/a%20b" },
	{ "https%3a%2f%2fexample.org%2fa", "https://example.org/a" },
	{ "//example.org", NULL },
	{ "www.example.org", NULL },
};

Test(url, is_an_address_of_the_web)
{
	VALUES_HOLD(url_rows, write_url);
}

/* Samples of RFC 3492 section 7.1 as labels of a host. */
static const struct value_row punycode_rows[] = {
	{ "http://他们为什么不说中文.com",
	  "http://xn--ihqwcrb4cv8a8dqg056pqjye.com" },
	{ "http://почемужеонинеговорятпорусски.com",
	  "http://xn--b1abfaaepdrnnbgefbadotcwatmq2g4l.com" },
	{ "http://3年b組金八先生.com",
	  "http://xn--3b-ww4c5e180e575a65lsy2b.com" },
	{ "http://bücher.ex", "http://xn--bcher-kva.ex" },
};

Test(url, encodes_foreign_hosts_as_rfc_3492_does)
{
	VALUES_HOLD(punycode_rows, write_url);
}
