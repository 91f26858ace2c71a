/* SPDX-License-Identifier: MIT */
/* What holds for every text: idempotence, form of the output, time. */
#include "test_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static text_cleaner *const cleaners[] = {
	clean_plain,   text_title,        text_title_tex,
	text_abstract, text_abstract_tex, clean_affiliation
};

/* Pieces of which damaged texts are made. */
static const char *const pieces[] = {
	"<",
	"</",
	"&",
	"&amp;",
	"&lt;",
	"&gt;",
	"lt;",
	"i",
	"sub",
	"<i>",
	"</i>",
	"<sub>",
	"</sub>",
	"<sup>",
	"</sup>",
	"<sc>",
	"</sc>",
	"<math>",
	"</math>",
	"<mi>",
	"</mi>",
	"<mfrac>",
	"</mfrac>",
	"<msup>",
	"</msup>",
	"<br>",
	"<tex-math>",
	"</tex-math>",
	"<!--",
	"-->",
	"<![CDATA[",
	"]]>",
	"<script>",
	"</script>",
	"$",
	"$x$",
	"$\\alpha$",
	"\\beta",
	"\\'e",
	"{",
	"}",
	"~",
	"--",
	"Ã©",
	"Ã",
	"©",
	"é",
	"\xCC\x81",
	"\xC2\x85",
	"\xC2\xA0",
	"\xE2\x80\x8B",
	"ﬁ",
	"．",
	"Ｘ",
	"\xFF",
	"\x01",
	"\n",
	" ",
	". ",
	"word",
	"Word",
	"of",
	"10",
	"=",
	"\"",
	"(",
	")",
	"[\"",
	"\"]",
	"P ",
	"n/a",
	"<a href=\"x\">",
	"</a>",
	"<b x=",
	"\\it ",
	"\\(",
	"\\)",
	"\\\\",
	"$$",
	"\\textsuperscript{",
	"<p>",
	"</p>",
	"<title>",
	"</title>",
	"Abstract",
	"Abstract: ",
	"Resumen: ",
	"METHODS",
	"Methods. ",
	"Results: ",
	"© 2011 A ",
	"[...]",
	"(ABSTRACT TRUNCATED)",
	"<p lang=\"fr\">",
	"<CopyrightInformation>",
	"A sentence longer than sixty letters that goes on and on and on",
};

/* xorshift: the same texts on every run. */
static unsigned next_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return (unsigned)(*state >> 32);
}

static void make_text(uint64_t *state, struct buf *out)
{
	unsigned count = 1 + next_random(state) % 14;

	buf_clear(out);
	while (count--)
		buf_add_text(out,
			     pieces[next_random(state) % ARRAY_COUNT(pieces)]);
}

/* "<" letter … "=" … ">" with no ">" between. */
static bool is_tag_shaped(struct span text)
{
	for (size_t i = 0; i + 1 < text.len; i++) {
		bool equals = false;

		if (text.at[i] != '<' ||
		    !ascii_is_alpha((unsigned char)text.at[i + 1]))
			continue;
		for (size_t j = i + 1; j < text.len; j++) {
			if (text.at[j] == '>' && equals)
				return true;
			if (text.at[j] == '>')
				break;
			equals |= text.at[j] == '=';
		}
	}
	return false;
}

static bool has_control(struct span text)
{
	for (size_t at = 0; at < text.len;) {
		uint32_t code = 0;

		at += utf8_decode(span_slice(text, at, text.len), &code);
		if ((code < 0x20 && code != '\n') ||
		    (code >= 0x7F && code < 0xA0))
			return true;
	}
	return false;
}

/* Was a rule applied, one that does something? */
static bool was_changed(const struct trace *trace)
{
	for (int i = 0; i < RULE_COUNT; i++)
		if (trace->fired[i] &&
		    strncmp(rule_row((enum rule)i)->id, "suspect.", 8) != 0)
			return true;
	return false;
}

static bool is_same(const struct buf *text, struct span other)
{
	return text->len == other.len &&
	       (!other.len || !memcmp(text->data, other.at, other.len));
}

static void check_text(struct span raw, text_cleaner *clean)
{
	SCOPED(buf_release) struct buf once = buf_init(TEXT_ROOM);
	SCOPED(buf_release) struct buf twice = buf_init(TEXT_ROOM);
	struct trace trace = { 0 };
	struct span text;

	clean(raw, &once, &trace);
	text = buf_span(&once);
	cr_expect_eq(was_changed(&trace), !is_same(&once, raw), "%.*s",
		     (int)raw.len, raw.at);
	cr_expect_eq(utf8_valid_length(text), text.len, "%.*s", (int)raw.len,
		     raw.at);
	cr_expect_not(has_control(text), "%.*s", (int)raw.len, raw.at);
	cr_expect_not(is_tag_shaped(text), "%.*s", (int)raw.len, raw.at);
	cr_expect_leq(text.len, 6 * raw.len + 64, "%.*s", (int)raw.len, raw.at);
	clean(text, &twice, NULL);
	cr_expect_str_eq(buf_text(&twice), buf_text(&once), "%.*s",
			 (int)raw.len, raw.at);
}

Test(text, of_any_pieces_is_cleaned_once_and_for_all)
{
	SCOPED(buf_release) struct buf raw = buf_init(TEXT_ROOM);
	uint64_t state = 88172645463325252u;

	for (int i = 0; i < 4000; i++) {
		make_text(&state, &raw);
		for (size_t c = 0; c < ARRAY_COUNT(cleaners); c++)
			check_text(buf_span(&raw), cleaners[c]);
	}
}

/* Units that, repeated, cost the square of their number when something looks
 * back or ahead too far. */
static const char *const units[] = {
	"<",
	"&amp;",
	"amp;",
	"<b>",
	"<b>x",
	"</b>",
	"<!--",
	"<![CDATA[",
	"中",
	"é ",
	"Ã©",
	"Ã",
	"Ð¿Ñ€",
	"п¬Ѓ",
	"<math>",
	"<math><mfrac>",
	"<sup>",
	"<sup>2",
	"1<sup>1</sup>",
	"<a b=\"",
	"<a b='",
	"<a b=x ",
	"$",
	"$a ",
	"\\",
	"\\'e",
	"{",
	"--",
	" ",
	"\n",
	"A\n",
	"&#38;",
	"\xCC\x81\xCC\xA3",
	"．",
	"\xFF",
	"Abstract ",
	"Abstract: ",
	"Methods. ",
	"<title>",
	"<sec><title>",
	"<script>",
	"<p>a",
	"© ",
	"Copyright ",
	"A. <i>",
	"<CopyrightInformation>",
	"<p lang=\"en\">x",
	"<<i></i>",
	"<a =",
	"1,1 1A ",
	"[\"",
	"ب\xE2\x80\x8C",
	"\\(",
	"\\begin{",
	"$$",
	"$$a_",
	"\\\\",
	"\\textsuperscript{",
	"\\it ",
	"? ",
	"aaaaA",
	"<p lang=\"",
	"Resumen: x. Abstract: ",
	"© a[...]",
	"(ABSTRACT TRUNCATED)",
};

/* Bytes of each text, and the most seconds of processor time for it: what is
 * not linear takes several times that. */
#define LONG_TEXT  ((size_t)200 << 10)
#define LONG_LIMIT 0.5

static double seconds(void)
{
	return (double)clock() / CLOCKS_PER_SEC;
}

Test(text, is_cleaned_in_linear_time)
{
	for (size_t u = 0; u < ARRAY_COUNT(units); u++) {
		SCOPED(buf_release) struct buf raw = buf_init(TEXT_ROOM);

		while (raw.len < LONG_TEXT)
			buf_add_text(&raw, units[u]);
		for (size_t c = 1; c < ARRAY_COUNT(cleaners); c++) {
			SCOPED(buf_release)
			struct buf out = buf_init(TEXT_ROOM);
			double start = seconds();

			cleaners[c](buf_span(&raw), &out, NULL);
			cr_expect_lt(seconds() - start, LONG_LIMIT, "%s",
				     units[u]);
		}
	}
}

static const char *shared(void)
{
	const char *path = getenv("TEST_SHARED");

	return path ? path : PAPERD_SOURCE_DIR "/../shared";
}

/* The JSON string of a case's raw value, quotes included. */
static bool raw_string(const char *line, struct span *ret)
{
	const char *start = strstr(line, "\"raw\": \"");
	const char *end;

	if (!start)
		return false;
	start += strlen("\"raw\": ");
	end = start + 1;
	while (*end && *end != '"')
		end += end[0] == '\\' && end[1] ? 2 : 1;
	if (!*end)
		return false;
	*ret = (struct span){ start, (size_t)(end - start) + 1 };
	return true;
}

/* A raw value as a JSON list of one, which every cleaner opens. */
static void check_case(struct span string, text_cleaner *clean)
{
	SCOPED(buf_release) struct buf raw = buf_init(TEXT_ROOM);
	SCOPED(buf_release) struct buf once = buf_init(TEXT_ROOM);
	SCOPED(buf_release) struct buf twice = buf_init(TEXT_ROOM);

	buf_add_char(&raw, '[');
	buf_add_span(&raw, string);
	buf_add_char(&raw, ']');
	clean(buf_span(&raw), &once, NULL);
	clean(buf_span(&once), &twice, NULL);
	cr_expect_str_eq(buf_text(&twice), buf_text(&once), "%.*s",
			 (int)string.len, string.at);
}

Test(text, of_the_worked_cases_is_cleaned_once_and_for_all)
{
	SCOPED_FREE char *line = NULL;
	char path[4096];
	size_t room = 0, cases = 0;
	FILE *file;

	snprintf(path, sizeof(path), "%s/cleaning/cases.jsonl", shared());
	file = fopen(path, "r");
	if (!file)
		cr_skip("no %s", path);
	while (getline(&line, &room, file) > 0) {
		struct span string;

		if (!raw_string(line, &string))
			continue;
		cases++;
		check_case(string, clean_plain);
		check_case(string, text_title);
		if (strstr(line, "\"field\": \"abstract\""))
			check_case(string, text_abstract);
	}
	fclose(file);
	cr_expect_gt(cases, 100);
}
