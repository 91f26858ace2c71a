/* SPDX-License-Identifier: MIT */
/*
 * The stages of the text pipeline, private to this folder.
 *
 * A stage reads a borrowed span and appends the whole changed text to out; it
 * never looks at what it did not get.  Stages that return bool leave out as it
 * was and return false when they have nothing to change, so that plain text
 * runs through without being copied.  Each notes the rules it applies.
 *
 * What a removed tag means for its surroundings is known only later, when
 * white space is settled.  Until then a marker byte stands in its place: the
 * first stage removes all C0 controls but TAB, LF and CR, which frees their
 * bytes for this.
 */
#ifndef TEXT_STAGES_H
#define TEXT_STAGES_H

#include "paperd/buf.h"
#include "paperd/rules.h"

enum mark {
	MARK_OPEN = 0x01,  /* <i>, <b>, <a>, …: may have lost a space */
	MARK_CLOSE = 0x02, /* the end of one */
	MARK_QUIET = 0x03, /* other inline tag, either end */
	MARK_CAPS = 0x04,  /* <sc> */
	MARK_LOWER = 0x05, /* <sub> */
	MARK_UPPER = 0x06, /* <sup> */
	MARK_END = 0x07,   /* the end of either */
	MARK_BREAK = 0x08, /* a paragraph or line ends or begins; for the reader
			    * of the lines: put first, it says that every '\n'
			    * is one */
	MARK_MATH = 0x16,  /* a formula in its one representation */
	MARK_MATH_END = 0x17,
	/* Only in TEXT_LINES, where they reach the reader of the lines: */
	MARK_TITLE = 0x0E,     /* a heading element */
	MARK_LABEL = 0x0F,     /* a heading element that names a section */
	MARK_TITLE_END = 0x10, /* the end of either */
	MARK_NOTICE = 0x11,    /* a copyright element */
	MARK_NOTICE_END = 0x12,
	MARK_LANG = 0x13, /* a language code, up to MARK_LANG_END */
	MARK_LANG_END = 0x14,
	MARK_WIDE = 0x15, /* a blank that was two or more, or a line's end */
};

static inline bool mark_is(char c)
{
	return (unsigned char)c < 0x20 && c != '\t' && c != '\n' && c != '\r';
}

/* True when the marks (a set of bits) hold one of a set. */
#define MARK_BIT(mark) (UINT32_C(1) << (mark))

enum text_mode {
	TEXT_PLAIN, /* one line */
	TEXT_TITLE, /* one line, simple formulas as characters */
	TEXT_LINES, /* lines parted by '\n', with the marks for its reader */
};

/* How many bytes a stage may make of len: the promise of the whole pipeline
 * (an invalid byte becomes three, a label gets a colon), and a little more
 * for short texts. */
static inline size_t text_cap(size_t len)
{
	return 6 * len + 256;
}

/* ---- scan.c ---- */

/* True for text in which no stage has anything to do but for characters that
 * are not ASCII, which are not looked at: single blanks, no controls, no signs
 * of markup (tex: nor of any TeX), and no JSON list. */
bool scan_is_unsigned(struct span text, bool tex);

/* The index of the next mark from index at on, or text.len. */
size_t scan_mark(struct span text, size_t at);

/* An index from at on before which there is neither white space but single
 * blanks nor a mark. */
size_t scan_gap(struct span text, size_t at);

/* The index, above at, of the next ASCII capital right after a small letter,
 * or text.len. */
size_t scan_inner_capital(struct span text, size_t at);

/* ---- settled.c ---- */

/* True for text that no stage changes, as most is.  flags: enum
 * clean_flags. */
bool text_is_plain(struct span text, unsigned flags);

/* Without the white space at its ends, which every text loses. */
struct span text_trim(struct span text);

/* Notes the ends of raw that its inner part, as text_trim() has it, lost. */
void text_note_trim(struct span raw, struct span inner, struct trace *trace);

/* ---- bytes.c ---- */

/* Invalid bytes to U+FFFD; control characters out, but TAB, LF, CR. */
bool bytes_repair(struct span in, struct buf *out, struct trace *trace);

/* The string in a JSON list of one string; false when it is not one. */
bool bytes_unwrap(struct span in, struct buf *out);

/* ---- strip.c ---- */

/* Tags to marks, dropped elements away, formulas to one representation. */
bool strip_tags(struct span in, enum text_mode mode, struct buf *out,
		struct trace *trace);

/* ---- inert.c ---- */

/* True when a text from which marks were removed may hold markup, TeX or
 * mojibake that they parted.  flags: enum clean_flags. */
bool text_is_doubtful(struct span text, unsigned flags);

/* Takes what could still be read as a tag or an entity out of its meaning:
 * '<' and '&' are dropped. */
void inert_strip(struct span in, struct buf *out);

/* Puts a blank after each '<' that, with '=' and '>' further on, could be read
 * as a tag with attributes. */
bool inert_defuse(struct span in, struct buf *out);

/* ---- formula.c, mathml.c ---- */

/* The one representation of a formula element (its tags included) between
 * marks; nothing when it has none. */
void formula_add(struct span element, struct buf *out, struct trace *trace);

/* Presentation MathML as a line of text with script marks. */
void mathml_add(struct span element, struct buf *out);

/* ---- entity.c ---- */

/* Character references with a semicolon to characters; &amp;amp; at once. */
bool entity_decode(struct span in, struct buf *out);
bool entity_decode_noted(struct span in, struct buf *out, struct trace *trace);

/* ---- mojibake.c, legacy.c ---- */

/* UTF-8 that was read in a legacy encoding back to what it was; lone C1
 * characters as Windows-1252. */
bool mojibake_repair(struct span in, struct buf *out, struct trace *trace);

/* May the character at an index, with what follows, be such a sequence, or be
 * a C1 character? */
bool mojibake_may_begin(struct span text, size_t at);

enum legacy {
	LEGACY_WESTERN, /* cp1252 and ISO 8859-1 */
	LEGACY_CP1250,
	LEGACY_LATIN2,
	LEGACY_MACROMAN,
	LEGACY_CP1251,
	LEGACY_COUNT,
};

/* The byte (128 to 255) that a character has in an encoding; 0: none. */
unsigned legacy_byte(enum legacy encoding, uint32_t code);

/* The character of a byte (128 to 159) in Windows-1252; 0 for its holes. */
uint32_t legacy_c1(unsigned byte);

/* ---- chars.c, nfc.c ---- */

/* Spaces, hyphens, ligatures, fullwidth letters, invisible characters. */
bool chars_fold(struct span in, struct buf *out, struct trace *trace);

/* Is this one of them, wherever it stands? */
bool chars_has(uint32_t code);

/* Normal Form C (UAX #15), then fullwidth stops between ASCII characters. */
bool nfc_compose(struct span in, struct buf *out, struct trace *trace);

/* True for a character that NFC never changes, nor with any neighbour; the
 * fullwidth stops, which are none but depend on theirs, do not count. */
bool nfc_is_inert(uint32_t code);

/* ---- tex.c, tex_command.c, tex_accent.c, tex_formula.c ---- */

/* TeX to characters; simple formulas too when title is set. */
bool tex_plain(struct span in, bool declared, bool title, struct buf *out,
	       struct trace *trace);

/* A control sequence and what it says. */
struct tex_command {
	enum tex_kind {
		TEX_UNKNOWN, /* only len is set */
		TEX_CHAR,    /* a character */
		TEX_GREEK,   /* a Greek letter */
		TEX_ACCENT,  /* a combining mark for what follows */
		TEX_FONT,    /* nothing: its argument stays */
		TEX_SWITCH,  /* nothing, up to the end of its group */
		TEX_SCRIPT,  /* code: the mark before its argument */
		TEX_NAME,    /* its own name ("LaTeX") */
		TEX_BREAK,   /* a line break */
	} kind;
	uint32_t code;
	size_t len; /* bytes, backslash included */
	bool weak;  /* too short a symbol to show that a text is TeX */
};

/* The control sequence whose backslash stands at the start of text. */
struct tex_command tex_command(struct span text);

/* The byte at an index, 0 at the end. */
static inline char tex_byte(struct span text, size_t at)
{
	return at < text.len ? text.at[at] : 0;
}

/* How a text is read. */
struct tex_reading {
	bool commands; /* control sequences are read */
	bool declared; /* since its source is TeX */
};

/* The bytes of the accent whose control sequence stands at index at, its
 * letter included, and that letter; 0: it is none. */
size_t tex_accent(struct span text, size_t at, struct tex_reading reading,
		  const struct tex_command *command, uint32_t *ret_base);

/* A formula within its delimiters: $…$, $$…$$, \(…\), \[…\], or an
 * environment. */
struct tex_formula {
	struct span body;
	size_t len; /* bytes, delimiters included; 0: none */
	bool plain; /* stays as it is: single dollars, an environment */
};

/* The formula whose first delimiter stands at index at.  strict: delimiters
 * other than single dollars need a body that looks like a formula. */
struct tex_formula tex_formula_at(struct span text, size_t at, bool strict);

/* Appends a formula's body that is only letters, digits and Greek letters;
 * false, with out as it was, when it is more than that. */
bool tex_add_simple(struct span body, struct buf *out);

/* ---- script.c ---- */

/* Trims sub- and superscripts; digits that would merge get raised. */
bool script_resolve(struct span in, struct buf *out, struct trace *trace);

/* ---- seam.c, repair.c ---- */

/* Marks and white space to at most one blank (or '\n') each. */
void seam_resolve(struct span in, enum text_mode mode, struct buf *out,
		  struct trace *trace);

/* White space and marks between two characters of text. */
struct gap {
	struct span text; /* the whole text */
	size_t start;     /* the gap is text.at[start] .. text.at[end - 1] */
	size_t end;
	uint32_t marks; /* MARK_BIT of each mark in it */
	bool space;     /* it holds white space */
	bool before;    /* … before its first mark */
	bool after;     /* … after its last mark */
	bool wide;      /* … of two or more characters, or a line break */
	bool line;      /* … with a line break */
	bool many;      /* … of two or more characters */
};

/* True when a space was lost at a gap without white space. */
bool repair_is_due(const struct gap *gap);

/* ---- text.c ---- */

/* The whole pipeline, for text that is not plain; in TEXT_LINES the marks for
 * the reader of the lines are left in.  flags: enum clean_flags. */
void text_run(struct span raw, enum text_mode mode, unsigned flags,
	      struct buf *out, struct trace *trace);

static inline bool text_same(struct span a, struct span b)
{
	return a.len == b.len && (!a.len || memcmp(a.at, b.at, a.len) == 0);
}

/* ---- suspect.c ---- */

enum suspect {
	SUSPECT_PLAIN,
	SUSPECT_AFFILIATION,
	SUSPECT_TITLE,
	SUSPECT_ABSTRACT,
};

/* Notes what is odd about a clean text of a kind; it stays as it is. */
void suspect_note(struct span text, enum suspect kind, struct trace *trace);

/* ---- suspect_words.c ---- */

/* Do question marks stand where letters were lost? */
bool suspect_lost_letters(struct span text);

/* Have words run together?  any: names with a capital within are not to be
 * expected. */
bool suspect_weld(struct span text, bool any);

/* Is something missing beside a word that wants another? */
bool suspect_gap(struct span text);

/* The short word that ends at index end, or its last letters. */
struct span suspect_word_before(struct span text, size_t end);

/* ---- unicode.c ---- */

/* The code point that ends at index end of valid UTF-8; 0 at its start. */
uint32_t code_before(struct span text, size_t end);

/* The code point at an index of valid UTF-8; 0 at its end. */
uint32_t code_at(struct span text, size_t at);

bool code_is_letter(uint32_t code);
bool code_is_upper(uint32_t code);
bool code_is_lower(uint32_t code);

#endif
