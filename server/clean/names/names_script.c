/* SPDX-License-Identifier: MIT */
/*
 * Names whose script says where the family name is: Han, Kana and Hangul
 * write it first, often without a space; Russian lists write family, given,
 * patronymic.
 */
#include "names_rules.h"

#include "paperd/scoped.h"

/* Longest unspaced name; beyond, it is something else. */
#define HAN_NAME_MAX 6

/* Bytes of a character of the Basic Multilingual Plane in these scripts. */
#define CJK_BYTES 3

/* clang-format off */
static const char *const compound_surnames[] = {
	"欧阳", "歐陽", "司马", "司馬", "诸葛", "諸葛", "上官", "夏侯", "东方",
	"東方", "皇甫", "尉迟", "尉遲", "公孙", "公孫", "慕容", "令狐", "长孙",
	"長孫", "司徒", "宇文", "端木", "南宫", "南宮", "独孤", "獨孤", "西门",
	"西門", "司空", "轩辕", "軒轅", "百里", "呼延", "闻人", "聞人", "钟离",
	"鍾離", "万俟", "拓跋", "赫连", "赫連", "澹台", "澹臺", "濮阳", "濮陽",
	"太史", "申屠", "公羊", "남궁", "황보", "제갈", "사공", "선우", "서문",
	"독고", "동방",
};

static const char *const patronymic_ends[] = {
	"вич", "вна", "ична", "ВИЧ", "ВНА", "ИЧНА",
};

/* Ends of the names of bodies; enough on names of three characters. */
static const char *const body_ends[] = {
	"学会", "學會", "協会", "協會", "协会", "大学", "大學", "研究所",
	"研究院", "科学院", "图书馆", "図書館", "博物馆", "博物館", "委員会", "委员会", "医院", "公司", "학회", "대학교",
	"연구소", "위원회",
};
/* clang-format on */

static bool starts_with(struct span text, const char *start)
{
	size_t len = strlen(start);

	return text.len >= len && memcmp(text.at, start, len) == 0;
}

static bool ends_with(struct span text, const char *end)
{
	size_t len = strlen(end);

	return text.len >= len &&
	       memcmp(text.at + text.len - len, end, len) == 0;
}

static size_t count_letters(struct span text)
{
	size_t count = 0;

	for (; text.len; count++)
		letter_next(&text);
	return count;
}

/* The bytes of the first `count` characters. */
static size_t bytes_of(struct span text, size_t count)
{
	struct span rest = text;

	while (count-- && rest.len)
		letter_next(&rest);
	return text.len - rest.len;
}

static bool has_compound(struct span text)
{
	for (size_t i = 0; i < ARRAY_COUNT(compound_surnames); i++)
		if (starts_with(text, compound_surnames[i]))
			return true;
	return false;
}

/*
 * The characters of the family name in an unspaced Han or Hangul name.  Four
 * Han characters are nearly always a Japanese name of two and two.
 */
static size_t family_length(struct span text, size_t letters)
{
	if (letters == 1)
		return 1;
	if (letters > 2 && has_compound(text))
		return 2;
	return letters >= 4 && scripts_of(text) == SCRIPT_HAN ? 2 : 1;
}

/* Han, then Kana ("佐藤あい"): the bytes of the Han part; 0 otherwise. */
static size_t han_before_kana(struct span text)
{
	struct span rest = text;
	struct span at = text;

	while (rest.len && letter_script(letter_next(&rest)) == SCRIPT_HAN)
		at = rest;
	return at.len < text.len && scripts_of(at) == SCRIPT_KANA
		       ? text.len - at.len
		       : 0;
}

static void split_at(struct span text, size_t at, struct person *ret)
{
	ret->family = span_trim(span_slice(text, 0, at));
	ret->given = span_trim(span_slice(text, at, text.len));
}

/* "马克·吐温": a foreign name written by its sound, in its own order. */
static bool has_middle_dot(struct span text)
{
	while (text.len) {
		uint32_t code = letter_next(&text);

		if (code == 0xB7 || code == 0x2022 || code == 0x30FB)
			return true;
	}
	return false;
}

/* A name in one run of characters. */
static void split_unspaced(struct span text, struct person *ret)
{
	size_t letters = count_letters(text);
	size_t han = han_before_kana(text);

	if (has_middle_dot(text) || letters > HAN_NAME_MAX)
		ret->literal = text;
	else if (scripts_of(text) & SCRIPT_KANA)
		split_at(text, han ? han : text.len, ret);
	else
		split_at(text, bytes_of(text, family_length(text, letters)),
			 ret);
}

static bool split_patronymic(struct span text, struct person *ret)
{
	struct span rest = text;
	struct span family;
	struct span given;
	struct span third;

	if (!word_next(&rest, &family) || !word_next(&rest, &given) ||
	    !word_next(&rest, &third) || rest.len)
		return false;
	for (size_t i = 0; i < ARRAY_COUNT(patronymic_ends); i++)
		if (ends_with(third, patronymic_ends[i])) {
			split_at(text, family.len, ret);
			return true;
		}
	return false;
}

static bool is_name_of(struct span text, bool latin)
{
	unsigned scripts = scripts_of(text);

	return latin ? scripts == SCRIPT_LATIN && !word_is_single(text)
		     : scripts && !(scripts & ~(unsigned)SCRIPT_CJK) &&
			       text.len >= 2 * CJK_BYTES;
}

/* The index of the first word in Latin letters after words that are not, or the
 * other way round; text.len when there is none. */
static size_t script_change(struct span text)
{
	struct span rest = text;
	struct span word;
	bool latin = false;

	while (word_next(&rest, &word)) {
		bool is_latin = scripts_of(word) == SCRIPT_LATIN;

		if (word.at != text.at && is_latin != latin)
			return (size_t)(word.at - text.at);
		latin = is_latin;
	}
	return text.len;
}

bool script_part(struct span text, struct span *ret_other,
		 struct span *ret_latin)
{
	size_t at;
	struct span first;
	struct span second;
	bool latin;

	if (!(scripts_of(text) & SCRIPT_CJK))
		return false;
	at = script_change(text);
	first = span_trim(span_slice(text, 0, at));
	second = span_trim(span_slice(text, at, text.len));
	latin = scripts_of(first) == SCRIPT_LATIN;
	if (!is_name_of(first, latin) || !is_name_of(second, !latin))
		return false;
	*ret_other = latin ? second : first;
	*ret_latin = latin ? first : second;
	return true;
}

bool script_is_whole_name(struct span text)
{
	unsigned scripts = scripts_of(text);

	if (!scripts || scripts & ~(unsigned)SCRIPT_CJK)
		return false;
	return !word_is_single(text) ||
	       (!(scripts & SCRIPT_KANA) && text.len >= 2 * CJK_BYTES);
}

bool script_is_body(struct span text)
{
	size_t letters = count_letters(text);

	if (!(scripts_of(text) & SCRIPT_CJK) || letters < 3)
		return false;
	for (size_t i = 0; i < ARRAY_COUNT(body_ends); i++)
		if (ends_with(text, body_ends[i]))
			return true;
	return letters > 3 && ends_with(text, "会");
}

bool script_split(struct span text, struct person *ret)
{
	unsigned scripts = scripts_of(text);
	struct span rest = text;
	struct span word;

	if (scripts == SCRIPT_CYRILLIC)
		return split_patronymic(text, ret);
	if (!scripts || scripts & ~(unsigned)SCRIPT_CJK)
		return false;
	if (word_is_single(text))
		split_unspaced(text, ret);
	else if (word_next(&rest, &word))
		split_at(text, (size_t)(word.at - text.at) + word.len, ret);
	return true;
}
