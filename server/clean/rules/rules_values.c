/* SPDX-License-Identifier: MIT */
#include "rules_table.h"

#define ROW(name) [RULE_##name - RULE_VALUES]

/* clang-format off */
const struct rule_row rules_values[] = {
	ROW(DATE_FORM) = {
		"date.form", CLASS_EXACT, FLAG_NONE,
		"A date was written as YYYY-MM-DD.",
		"date", "\"12 March 2010\"",
		"{\"date\":\"2010-03-12\",\"precision\":\"day\"}",
	},
	ROW(DATE_TRUNCATED) = {
		"date.truncated", CLASS_SUSPECT, FLAG_NONE,
		"A day or month that does not exist was left out.",
		"date", "\"2021-06-31\"",
		"{\"date\":\"2021-06\",\"precision\":\"month\"}",
	},
	ROW(DATE_YEAR) = {
		"date.year", CLASS_SUSPECT, FLAG_YEAR_IMPLAUSIBLE,
		"A year before 1000 or in the future counts as unknown.",
		"date", "\"0789-05-01\"",
		"null",
	},
	ROW(DATE_AMBIGUOUS) = {
		"date.ambiguous", CLASS_SUSPECT, FLAG_AMBIGUOUS_DATE,
		"A date that can be read in several ways counts as unknown.",
		"date", "\"03/04/2010\"",
		"null",
	},
	ROW(DATE_RANGE) = {
		"date.range", CLASS_EXACT, FLAG_NONE,
		"A range of dates was parted into begin and end.",
		"date", "\"2010-03/2010-05\"",
		"{\"date\":\"2010-03\",\"precision\":\"month\",\"end\":\"2010-05\"}",
	},
	ROW(DATE_SEASON) = {
		"date.season", CLASS_EXACT, FLAG_NONE,
		"A season gives the year alone.",
		"date", "\"Autumn 2003\"",
		"{\"date\":\"2003\",\"precision\":\"season\",\"season\":\"autumn\"}",
	},
	ROW(DATE_NULL) = {
		"date.null", CLASS_DROPPED, FLAG_NONE,
		"The value was no date.",
		"date", "\"in press\"",
		"null",
	},
	ROW(PAGES_DASH) = {
		"pages.dash", CLASS_EXACT, FLAG_NONE,
		"Dashes between pages became hyphens.",
		"pages", "\"17–29\"",
		"{\"display\":\"17-29\",\"first\":\"17\",\"last\":\"29\"}",
	},
	ROW(PAGES_LABEL) = {
		"pages.label", CLASS_DROPPED, FLAG_NONE,
		"Words and signs round page numbers (\"pp.\") were removed.",
		"pages", "\"pp. 17-29\"",
		"{\"display\":\"17-29\",\"first\":\"17\",\"last\":\"29\"}",
	},
	ROW(PAGES_EXPAND) = {
		"pages.expand", CLASS_INFERRED, FLAG_NONE,
		"A shortened last page was written out.",
		"pages", "\"1017-29\"",
		"{\"display\":\"1017-1029\",\"first\":\"1017\",\"last\":\"1029\"}",
	},
	ROW(PAGES_ARTICLE) = {
		"pages.article_number", CLASS_INFERRED, FLAG_NONE,
		"The value was taken for an article number.",
		"pages", "\"e20177\"",
		"{\"display\":\"e20177\",\"article_number\":\"e20177\"}",
	},
	ROW(PAGES_NOTE) = {
		"pages.note_dropped", CLASS_DROPPED, FLAG_NONE,
		"A note after the pages was removed.",
		"pages", "\"17-29; discussion 30\"",
		"{\"display\":\"17-29\",\"first\":\"17\",\"last\":\"29\"}",
	},
	ROW(PAGES_FORM) = {
		"pages.form", CLASS_EXACT, FLAG_NONE,
		"Blanks and signs between pages, or a range of one page, were rewritten.",
		"pages", "\"17-17\"",
		"{\"display\":\"17\",\"first\":\"17\",\"last\":\"17\"}",
	},
	ROW(PAGES_NULL) = {
		"pages.null", CLASS_DROPPED, FLAG_NONE,
		"The value holds no pages.",
		"pages", "\"n/a-n/a\"",
		"null",
	},
	ROW(VOLUME_SPLIT) = {
		"volume.split", CLASS_INFERRED, FLAG_NONE,
		"Volume and issue in one value were parted.",
		"volume_issue", "{\"volume\":\"8(4)\",\"issue\":null}",
		"{\"volume\":\"8\",\"issue\":\"4\"}",
	},
	ROW(VOLUME_LABEL) = {
		"volume.label", CLASS_DROPPED, FLAG_NONE,
		"Words for volume and issue (\"Vol.\", \"No.\") were removed.",
		"volume_issue", "{\"volume\":\"Vol. 8\",\"issue\":\"no. 4\"}",
		"{\"volume\":\"8\",\"issue\":\"4\"}",
	},
	ROW(VOLUME_YEAR) = {
		"volume.year", CLASS_DROPPED, FLAG_NONE,
		"A year beside a volume or issue was removed.",
		"volume_issue", "{\"volume\":\"8\",\"issue\":\"4/2011\"}",
		"{\"volume\":\"8\",\"issue\":\"4\"}",
	},
	ROW(VOLUME_SWAP) = {
		"volume.swap", CLASS_INFERRED, FLAG_NONE,
		"Volume and issue that stood in each other's place were exchanged.",
		"volume_issue", "{\"volume\":\"Issue 4\",\"issue\":\"Volume 8\"}",
		"{\"volume\":\"8\",\"issue\":\"4\"}",
	},
	ROW(VOLUME_FORM) = {
		"volume.form", CLASS_EXACT, FLAG_NONE,
		"Signs round a volume or issue were removed or written otherwise.",
		"volume_issue", "{\"volume\":\"8.\",\"issue\":\"3/4\"}",
		"{\"volume\":\"8\",\"issue\":\"3-4\"}",
	},
	ROW(VOLUME_NULL) = {
		"volume.null", CLASS_DROPPED, FLAG_NONE,
		"The value is no volume or issue.",
		"volume_issue", "{\"volume\":\"8\",\"issue\":\"-1\"}",
		"{\"volume\":\"8\",\"issue\":null}",
	},
	ROW(ISSN_FORM) = {
		"issn.form", CLASS_EXACT, FLAG_NONE,
		"An ISSN was written as NNNN-NNNX.",
		"issn", "\"issn 14764687\"",
		"\"1476-4687\"",
	},
	ROW(ISSN_CHECK) = {
		"issn.check", CLASS_SUSPECT, FLAG_ISSN_SUSPICIOUS,
		"A value without a right check digit is no ISSN.",
		"issn", "\"1476-4680\"",
		"null",
	},
	ROW(ORCID_FORM) = {
		"orcid.form", CLASS_EXACT, FLAG_NONE,
		"An ORCID iD was written bare.",
		"orcid", "\"https://orcid.org/0000-0002-1825-0097\"",
		"\"0000-0002-1825-0097\"",
	},
	ROW(ORCID_CHECK) = {
		"orcid.check", CLASS_SUSPECT, FLAG_NONE,
		"A value without a right check digit is no ORCID iD.",
		"orcid", "\"0000-0002-1825-0090\"",
		"null",
	},
	ROW(IDENTIFIER_FORM) = {
		"identifier.form", CLASS_EXACT, FLAG_NONE,
		"An identifier was written bare.",
		"identifier", "{\"scheme\":\"pmid\",\"value\":\"PMID: 20301420\"}",
		"\"20301420\"",
	},
	ROW(IDENTIFIER_CHECK) = {
		"identifier.check", CLASS_SUSPECT, FLAG_NONE,
		"A value is no identifier of its scheme.",
		"identifier", "{\"scheme\":\"isbn\",\"value\":\"978-3-16-148410-1\"}",
		"null",
	},
	ROW(DOI_FORM) = {
		"doi.form", CLASS_EXACT, FLAG_NONE,
		"A DOI was written bare.",
		"doi", "\"https://doi.org/10.1000/182\"", "\"10.1000/182\"",
	},
	ROW(DOI_LOWER) = {
		"doi.lower", CLASS_EXACT, FLAG_NONE,
		"A DOI was written in lower case.",
		"doi", "\"10.1000/ABC\"", "\"10.1000/abc\"",
	},
	ROW(DOI_INVALID) = {
		"doi.invalid", CLASS_SUSPECT, FLAG_DOI_INVALID,
		"The value is no DOI.",
		"doi", "\"see below\"", "null",
	},
	ROW(DOI_SHORT) = {
		"doi.short", CLASS_SUSPECT, FLAG_SHORT_DOI,
		"A short DOI says nothing without its resolver.",
		"doi", "\"10/abcde\"", "null",
	},
	ROW(URL_FORM) = {
		"url.form", CLASS_EXACT, FLAG_NONE,
		"An address was written in its usual form.",
		"url", "\"http://example.org/a b\"",
		"\"http://example.org/a%20b\"",
	},
	ROW(URL_NULL) = {
		"url.null", CLASS_SUSPECT, FLAG_NONE,
		"The value is no address of the web.",
		"url", "\"see the publisher\"",
		"null",
	},
	ROW(LANGUAGE_CODE) = {
		"language.code", CLASS_EXACT, FLAG_NONE,
		"A language was written as its ISO 639 code.",
		"language", "\"Norwegian; en-GB\"",
		"[\"no\",\"en\"]",
	},
	ROW(LANGUAGE_NULL) = {
		"language.null", CLASS_SUSPECT, FLAG_LANGUAGE_SUSPICIOUS,
		"The value names no language, or one that a form offers first.",
		"language", "\"und\"",
		"null",
	},
	ROW(LICENSE_SPDX) = {
		"license.spdx", CLASS_EXACT, FLAG_NONE,
		"A licence was named by its SPDX identifier.",
		"license", "\"cc by-sa 4.0\"",
		"{\"id\":\"CC-BY-SA-4.0\",\"url\":\"https://creativecommons.org/licenses/by-sa/4.0/\"}",
	},
	ROW(LICENSE_OTHER) = {
		"license.other", CLASS_SUSPECT, FLAG_NONE,
		"The licence has no SPDX identifier.",
		"license", "\"https://example.org/terms\"",
		"{\"id\":null,\"url\":\"https://example.org/terms\"}",
	},
	ROW(TYPE_MAPPED) = {
		"type.mapped", CLASS_EXACT, FLAG_NONE,
		"A type was written in the words used here.",
		"type", "{\"scheme\":\"ris\",\"type\":\"CHAP\"}",
		"\"chapter\"",
	},
	ROW(TYPE_MISSING) = {
		"type.missing", CLASS_SUSPECT, FLAG_TYPE_MISSING,
		"The type is missing or unknown.",
		"type", "{\"scheme\":\"ris\",\"type\":\"XYZ\"}",
		"\"document\"",
	},
	ROW(NUMBER_FORM) = {
		"number.form", CLASS_EXACT, FLAG_NONE,
		"A number or truth value was read from text.",
		"scalar", "{\"kind\":\"integer\",\"value\":\"1,204\"}",
		"1204",
	},
	ROW(NUMBER_NULL) = {
		"number.null", CLASS_DROPPED, FLAG_NONE,
		"The value is no number.",
		"scalar", "{\"kind\":\"integer\",\"value\":\"many\"}",
		"null",
	},
};
/* clang-format on */
