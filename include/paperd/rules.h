/* SPDX-License-Identifier: MIT */
/*
 * The rules of cleaning by name, and the record of which were applied.
 *
 * Whatever a cleaning function changes, decides or finds odd is a rule with a
 * stable dotted id.  The functions of clean.h, names.h and values.h take a
 * struct trace and note in it each rule they apply; NULL notes nothing.  One
 * table says of each rule what it does, how much of the original it leaves,
 * which flag it raises, and shows it at work; the API's list of rules, the
 * documentation and the cleaning report are its readers, and a test runs every
 * example.
 */
#ifndef PAPERD_RULES_H
#define PAPERD_RULES_H

#include <stdint.h>

#include "paperd/text.h"

/* Version of the rule set; raised with every change that cleans some value
 * otherwise than before.  Stands in every record (source.rules). */
#define RULES_VERSION 1

/* What a rule does to the value, from harmless to doubtful. */
enum rule_class {
	CLASS_EXACT,    /* nothing changed, or only written otherwise */
	CLASS_DROPPED,  /* something left out on purpose */
	CLASS_INFERRED, /* something was decided */
	CLASS_SUSPECT,  /* kept, but something is wrong with it */
};

/* Text: titles, abstracts, every line of prose; names; everything else. */
enum rule {
	RULE_TEXTS,
	RULE_BYTES_REPAIRED = RULE_TEXTS,
	RULE_BYTES_CONTROL,
	RULE_UNWRAP_JSON,
	RULE_TAG_INLINE,
	RULE_TAG_BLOCK,
	RULE_TAG_CONTENT,
	RULE_TAG_UNFINISHED,
	RULE_ENTITY_DECODE,
	RULE_MOJIBAKE_WESTERN,
	RULE_MOJIBAKE_CP1250,
	RULE_MOJIBAKE_LATIN2,
	RULE_MOJIBAKE_MACROMAN,
	RULE_MOJIBAKE_CP1251,
	RULE_MOJIBAKE_C1,
	RULE_FORMULA_TEX,
	RULE_FORMULA_LINEAR,
	RULE_FORMULA_LOST,
	RULE_SCRIPT_SUB,
	RULE_SCRIPT_SUP,
	RULE_SCRIPT_UNICODE,
	RULE_TEX_ACCENT,
	RULE_TEX_CHARACTER,
	RULE_TEX_COMMAND,
	RULE_TEX_SYMBOL,
	RULE_SEAM_INSERTED,
	RULE_SEAM_REMOVED,
	RULE_SPACE_COLLAPSE,
	RULE_CHAR_SPACE,
	RULE_CHAR_INVISIBLE,
	RULE_CHAR_HYPHEN,
	RULE_CHAR_LIGATURE,
	RULE_CHAR_FULLWIDTH,
	RULE_CHAR_NFC,
	RULE_INERT_DEFUSED,
	RULE_PLACEHOLDER_NULL,
	RULE_TITLE_PLACEHOLDER,
	RULE_TITLE_BRACKETS,
	RULE_TITLE_SUBTITLE,
	RULE_TITLE_ORIGINAL,
	RULE_TITLE_ORIGINAL_IGNORED,
	RULE_HEADING_DROPPED,
	RULE_SECTION_LABEL,
	RULE_COPYRIGHT_MOVED,
	RULE_TRUNCATION_MARK,
	RULE_PREAMBLE_REMOVED,
	RULE_LANGUAGE_SPLIT,
	RULE_BOILERPLATE_NULL,
	RULE_AFFILIATION_MARKER,
	RULE_SUSPECT_FFFD,
	RULE_SUSPECT_PUA,
	RULE_SUSPECT_CAPS,
	RULE_SUSPECT_QUESTION,
	RULE_SUSPECT_WELD,
	RULE_SUSPECT_LOST,
	RULE_SUSPECT_FOOTNOTE,
	RULE_SUSPECT_SPAM,
	RULE_SUSPECT_SHORT,
	RULE_SUSPECT_TRUNCATED,

	RULE_NAMES,
	RULE_NAME_LIST = RULE_NAMES,
	RULE_NAME_SPLIT,
	RULE_NAME_PARTICLE,
	RULE_NAME_SUFFIX,
	RULE_NAME_CASE,
	RULE_NAME_TITLE,
	RULE_NAME_ROLE,
	RULE_NAME_TAIL,
	RULE_NAME_ET_AL,
	RULE_NAME_ORGANISATION,
	RULE_NAME_INSTITUTION,
	RULE_NAME_AFFILIATION,
	RULE_NAME_NOBODY,
	RULE_NAME_SCRIPT_PAIR,
	RULE_NAME_HOMOGLYPH,
	RULE_NAME_ACCENT,

	RULE_VALUES,
	RULE_DATE_FORM = RULE_VALUES,
	RULE_DATE_TRUNCATED,
	RULE_DATE_YEAR,
	RULE_DATE_AMBIGUOUS,
	RULE_DATE_RANGE,
	RULE_DATE_SEASON,
	RULE_DATE_NULL,
	RULE_PAGES_DASH,
	RULE_PAGES_LABEL,
	RULE_PAGES_EXPAND,
	RULE_PAGES_ARTICLE,
	RULE_PAGES_NOTE,
	RULE_PAGES_FORM,
	RULE_PAGES_NULL,
	RULE_VOLUME_SPLIT,
	RULE_VOLUME_LABEL,
	RULE_VOLUME_YEAR,
	RULE_VOLUME_SWAP,
	RULE_VOLUME_FORM,
	RULE_VOLUME_NULL,
	RULE_ISSN_FORM,
	RULE_ISSN_CHECK,
	RULE_ORCID_FORM,
	RULE_ORCID_CHECK,
	RULE_IDENTIFIER_FORM,
	RULE_IDENTIFIER_CHECK,
	RULE_DOI_FORM,
	RULE_DOI_LOWER,
	RULE_DOI_INVALID,
	RULE_DOI_SHORT,
	RULE_URL_FORM,
	RULE_URL_NULL,
	RULE_LANGUAGE_CODE,
	RULE_LANGUAGE_NULL,
	RULE_LICENSE_SPDX,
	RULE_LICENSE_OTHER,
	RULE_TYPE_MAPPED,
	RULE_TYPE_MISSING,
	RULE_NUMBER_FORM,
	RULE_NUMBER_NULL,

	RULE_COUNT
};

/* What is wrong or was guessed, for filters and statistics: a closed list. */
#define FLAGS(X)                                                    \
	X(BAD_UTF8, "bad_utf8")                                     \
	X(FFFD, "fffd")                                             \
	X(PUA, "pua")                                               \
	X(ALL_CAPS, "all_caps")                                     \
	X(LOST_SPACE_REPAIRED, "lost_space_repaired")               \
	X(LOST_SPACE_SUSPECTED, "lost_space_suspected")             \
	X(CONTENT_LOST_SUSPECTED, "content_lost_suspected")         \
	X(FORMULA_LOST, "formula_lost")                             \
	X(TRUNCATED, "truncated")                                   \
	X(VERY_SHORT, "very_short")                                 \
	X(SPAM_SUSPECTED, "spam_suspected")                         \
	X(TITLE_IS_TRANSLATION, "title_is_translation")             \
	X(ORIGINAL_TITLE_MISLABELLED, "original_title_mislabelled") \
	X(PLACEHOLDER_TITLE, "placeholder_title")                   \
	X(NAME_SPLIT_INFERRED, "name_split_inferred")               \
	X(AFFILIATION_AS_AUTHOR, "affiliation_as_author")           \
	X(ET_AL, "et_al")                                           \
	X(HOMOGLYPH_REPAIRED, "homoglyph_repaired")                 \
	X(DUPLICATE_SCRIPT_VARIANT, "duplicate_script_variant")     \
	X(AMBIGUOUS_DATE, "ambiguous_date")                         \
	X(YEAR_IMPLAUSIBLE, "year_implausible")                     \
	X(DOI_INVALID, "doi_invalid")                               \
	X(SHORT_DOI, "short_doi")                                   \
	X(ISSN_SUSPICIOUS, "issn_suspicious")                       \
	X(LANGUAGE_SUSPICIOUS, "language_suspicious")               \
	X(TYPE_MISSING, "type_missing")                             \
	X(LOSSY_QUESTION_MARKS, "lossy_question_marks")             \
	X(PREAMBLE_REMOVED, "preamble_removed")                     \
	X(CASE_CHANGED, "case_changed")                             \
	X(ACCENT_REORDERED, "accent_reordered")                     \
	X(NOT_A_NAME, "not_a_name")                                 \
	X(AFFILIATION_IN_NAME, "affiliation_in_name")               \
	X(FOOTNOTE_SUSPECTED, "footnote_suspected")

#define FLAG_ENUM(name, id) FLAG_##name,
enum flag { FLAG_NONE, FLAGS(FLAG_ENUM) FLAG_COUNT };

/* A set of flags, one bit each: the bit of FLAG_x is x - 1. */
typedef uint64_t flag_set;

/* What is said of one rule.  All strings are static. */
struct rule_row {
	const char *id;
	enum rule_class class;
	enum flag flag;      /* it raises; FLAG_NONE: none */
	const char *summary; /* one sentence */
	/* an example: a JSON value for the field filter of that name, and what
	 * the filter gives.  field NULL: no text input can show the rule */
	const char *field;
	const char *raw;
	const char *clean;
};

/* The row of a rule; never NULL. */
const struct rule_row *rule_row(enum rule rule);

/* How sure a rule that decides something (CLASS_INFERRED) is of it. */
enum confidence { CONFIDENCE_HIGH, CONFIDENCE_MEDIUM, CONFIDENCE_LOW };

enum confidence rule_confidence(enum rule rule);

/* "high", "medium", "low". */
const char *confidence_name(enum confidence confidence);

/* "exact", "dropped", "inferred", "suspect". */
const char *rule_class_name(enum rule_class class);

/* The name of a flag; NULL for FLAG_NONE. */
const char *flag_name(enum flag flag);

struct buf;

/* Appends all rules, in the order of enum rule, and all flags as one JSON
 * object: "version", "rules" and "flags". */
void rules_to_json(struct buf *out);

/* How often each rule was applied. */
struct trace {
	uint32_t fired[RULE_COUNT];
};

/* Notes a rule; trace may be NULL. */
static inline void trace_fired(struct trace *trace, enum rule rule)
{
	if (trace)
		trace->fired[rule]++;
}

/* Notes a rule that was applied count times. */
static inline void trace_counted(struct trace *trace, enum rule rule,
				 size_t count)
{
	if (trace)
		trace->fired[rule] += (uint32_t)count;
}

/* Adds what was noted in `from`; both may be NULL. */
void trace_add(struct trace *trace, const struct trace *from);

/* True when a rule was noted that does something to a value; the rules
 * suspect.* only find it odd. */
bool trace_changed(const struct trace *trace);

/* The flags that the rules noted raise. */
flag_set trace_flags(const struct trace *trace);

/* The least confidence among the inferring rules noted; false: there is none. */
bool trace_confidence(const struct trace *trace, enum confidence *ret);

/* The most doubtful class among the rules noted; CLASS_EXACT for none. */
enum rule_class trace_class(const struct trace *trace);

#endif
