/* SPDX-License-Identifier: MIT */
/*
 * The splitter's states for BibTeX; see dump_scan.h.
 *
 * An entry begins with "@word{" or "@word(", where nothing but blanks stands
 * before it on its line, or between it and the entry before; anything else
 * between entries is a comment.  It ends where its braces are balanced; a
 * backslash takes the meaning from the character after it.
 *
 * An entry is damaged when another begins, at the start of a line, before it
 * ends; reading goes on there.  @comment may hold entries, so one that does not
 * end is found out at the end of the file only; reading goes back to it, and
 * takes this and all others for words, as BibTeX itself does.  This happens
 * once a file, and so costs no more than to read it twice.
 */
#include "dump_step.h"

enum mark {
	MARK_LINE,  /* nothing yet that is not blank */
	MARK_NONE,  /* something else */
	MARK_SIGN,  /* '@' */
	MARK_WORD,  /* letters after it */
	MARK_BLANK, /* blanks after these */
	MARK_OPEN,  /* '{' or '(' */
	MARK_COUNT,
};

enum class { BLANK, BREAK, LETTER, DIGIT, SIGN, OPENER, OTHER, CLASS_COUNT };

enum kind { KIND_OBJECT, KIND_STRING, KIND_PREAMBLE, KIND_COMMENT };

static enum class class_of(char c) {
	if (ascii_is_alpha(c)) return LETTER;
	if (ascii_is_digit(c) || c == '_' || c == '-') return DIGIT;
	if (c == '@') return SIGN;
	if (c == '{' || c == '(') return OPENER;
	if (c == '\n' || c == '\r') return BREAK;
	return c == ' ' || c == '\t' ? BLANK : OTHER;
}

/* Goes on with the byte at scan->at; returns what of "@word{" is seen. */
static unsigned take_mark(struct scan *scan)
{
	/* clang-format off */
	static const unsigned char next[MARK_COUNT][CLASS_COUNT] = {
		/* BLANK, BREAK, LETTER, DIGIT, SIGN, OPENER, OTHER */
		[MARK_LINE] = { MARK_LINE, MARK_LINE, MARK_NONE, MARK_NONE, MARK_SIGN, MARK_NONE, MARK_NONE },
		[MARK_NONE] = { MARK_NONE, MARK_LINE, MARK_NONE, MARK_NONE, MARK_NONE, MARK_NONE, MARK_NONE },
		[MARK_SIGN] = { MARK_NONE, MARK_LINE, MARK_WORD, MARK_NONE, MARK_NONE, MARK_NONE, MARK_NONE },
		[MARK_WORD] = { MARK_BLANK, MARK_BLANK, MARK_WORD, MARK_WORD, MARK_NONE, MARK_OPEN, MARK_NONE },
		[MARK_BLANK] = { MARK_BLANK, MARK_BLANK, MARK_NONE, MARK_NONE, MARK_SIGN, MARK_OPEN, MARK_NONE },
		[MARK_OPEN] = { MARK_NONE, MARK_LINE, MARK_NONE, MARK_NONE, MARK_NONE, MARK_NONE, MARK_NONE },
	};
	/* clang-format on */
	struct scan_entry *entry = &scan->entry;
	char c = scan->data[scan->at];

	entry->mark = next[entry->mark][class_of(c)];
	if (entry->mark == MARK_SIGN) {
		entry->mark_at = scan_offset(scan);
		entry->mark_line = scan->line;
		scan->key_len = 0;
	}
	if (entry->mark == MARK_WORD && scan->key_len < sizeof(scan->key))
		scan->key[scan->key_len++] = c;
	return entry->mark;
}

static void take_byte(struct scan *scan)
{
	if (scan->data[scan->at] == '\n')
		scan_count_line(scan);
	else
		scan->at++;
}

/* Goes back to an offset in a line, between entries. */
static void go_back(struct scan *scan, long long offset, long long line)
{
	scan->at = (size_t)(offset - scan->base);
	scan->line = line;
	scan->state = IN_GAP;
	scan_let_go(scan);
}

/* ---- between entries ---- */

static enum kind kind_of(struct span word)
{
	static const char *const words[] = {
		[KIND_STRING] = "string",
		[KIND_PREAMBLE] = "preamble",
		[KIND_COMMENT] = "comment",
	};

	for (unsigned i = KIND_STRING; i <= KIND_COMMENT; i++)
		if (span_is_nocase(word, words[i]))
			return i;
	return KIND_OBJECT;
}

/* The brace after "@word" was taken. */
static void open_entry(struct scan *scan, char opener)
{
	struct scan_entry *entry = &scan->entry;

	entry->kind = kind_of((struct span){ scan->key, scan->key_len });
	entry->closer = opener == '{' ? '}' : ')';
	entry->braces = 0;
	entry->quoted = false;
	entry->escaped = false;
	if (entry->kind == KIND_COMMENT && entry->loose)
		scan_let_go(scan);
	else
		scan->state = IN_ENTRY;
}

enum scan_event run_gap(struct scan *scan, size_t end)
{
	while (scan->at < end && scan->state == IN_GAP) {
		unsigned mark = take_mark(scan);
		char c = scan->data[scan->at];

		if (mark == MARK_LINE || mark == MARK_NONE)
			scan_let_go(scan);
		if (mark == MARK_SIGN) {
			scan->held = true;
			scan->start = scan->entry.mark_at;
			scan->start_line = scan->line;
			scan->stop = scan->start + (long long)scan->record_max;
		}
		take_byte(scan);
		if (mark == MARK_OPEN)
			open_entry(scan, c);
		if (scan->stop - scan->base < (long long)end)
			break;
	}
	return SCAN_MORE;
}

/* ---- inside an entry ---- */

static enum scan_event end_of_entry(struct scan *scan)
{
	scan->end = scan_offset(scan);
	scan->state = IN_GAP;
	scan->entry.mark = MARK_LINE;
	scan_let_go(scan);
	if (scan->entry.kind == KIND_OBJECT)
		return SCAN_OBJECT;
	return scan->entry.kind == KIND_STRING ? SCAN_DEFINITION : SCAN_MORE;
}

/* True when c ends the entry. */
static bool is_end(struct scan_entry *entry, char c)
{
	bool escaped = entry->escaped;
	bool inside = entry->braces || entry->quoted;

	entry->escaped = !escaped && c == '\\';
	if (escaped)
		return false;
	if (c == entry->closer && !inside)
		return true;
	if (c == '{')
		entry->braces++;
	else if (c == '}' && entry->braces)
		entry->braces--;
	else if (c == '"' && entry->closer == ')' && !entry->braces)
		entry->quoted = !entry->quoted;
	return false;
}

/* Another entry of the same kind of braces begins where a line does. */
static bool is_unclosed(struct scan *scan)
{
	const struct scan_entry *entry = &scan->entry;

	return take_mark(scan) == MARK_OPEN && entry->kind != KIND_COMMENT &&
	       (scan->data[scan->at] == '{') == (entry->closer == '}');
}

enum scan_event run_entry(struct scan *scan, size_t end)
{
	struct scan_entry *entry = &scan->entry;

	while (scan->at < end) {
		char c = scan->data[scan->at];

		if (is_unclosed(scan)) {
			entry->mark = MARK_LINE;
			go_back(scan, entry->mark_at, entry->mark_line);
			return scan_reject(scan,
					   "no end of this entry before line "
					   "%lld",
					   entry->mark_line);
		}
		take_byte(scan);
		if (is_end(entry, c))
			return end_of_entry(scan);
	}
	return SCAN_MORE;
}

/* ---- damage ---- */

/* Looks for entries in what was taken for a comment. */
static enum scan_event open_comment(struct scan *scan)
{
	scan->entry.loose = true;
	scan->entry.mark = MARK_NONE;
	go_back(scan, scan->start + 1, scan->start_line);
	return scan_reject(scan, "a @comment that does not end");
}

static bool in_comment(const struct scan *scan)
{
	return scan->state == IN_ENTRY && scan->entry.kind == KIND_COMMENT;
}

enum scan_event entry_too_large(struct scan *scan)
{
	if (in_comment(scan))
		return open_comment(scan);
	scan->state = IN_GAP;
	scan->entry.mark = MARK_NONE;
	scan_let_go(scan);
	return scan_reject(scan, "larger than %zu bytes", scan->record_max);
}

enum scan_event entry_end(struct scan *scan, bool cut)
{
	bool inside = scan->state == IN_ENTRY;

	if (cut || !scan->held)
		return SCAN_MORE;
	if (in_comment(scan))
		return open_comment(scan);
	scan->state = IN_GAP;
	scan_let_go(scan);
	if (!inside)
		return SCAN_MORE;
	return scan_reject(scan, "the file ends inside this entry");
}
