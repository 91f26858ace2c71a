/* SPDX-License-Identifier: MIT */
/*
 * Does a Latin name sound as a Han, Kana or Hangul one is read?
 *
 * The commonest family names are in a table with their usual romanisations.
 * What the table knows it decides.  Of other names only Japanese ones can be
 * told: two characters and more, beside a Latin name made of Japanese
 * syllables in both parts.
 */
#include "names_rules.h"

#include "paperd/scoped.h"

/* Longest romanisation compared, with its NUL. */
#define ROMAN_MAX 40

/* Bytes of a character of the Basic Multilingual Plane in these scripts. */
#define CJK_BYTES 3

struct reading {
	const char *family;
	const char *latin; /* parted by spaces */
};

/* clang-format off */
static const struct reading readings[] = {
	/* Korean */
	{ "김", "kim gim" }, { "이", "lee yi rhee rhie li ri" },
	{ "박", "park bak pak" }, { "최", "choi choe" },
	{ "정", "jung jeong chung chong cheong" }, { "강", "kang gang" },
	{ "조", "cho jo" }, { "윤", "yoon yun youn" }, { "장", "jang chang" },
	{ "임", "lim im rim yim" }, { "한", "han" }, { "오", "oh o" },
	{ "서", "seo suh so" }, { "신", "shin sin" }, { "권", "kwon gwon" },
	{ "황", "hwang" }, { "안", "ahn an" }, { "송", "song" },
	{ "류", "ryu yoo yu ryoo" }, { "유", "yoo yu ryu you" },
	{ "홍", "hong" }, { "전", "jeon jun chun" }, { "고", "ko go koh" },
	{ "문", "moon mun" }, { "양", "yang" }, { "손", "son sohn" },
	{ "배", "bae pae" }, { "백", "baek paik back" },
	{ "허", "heo hur huh" }, { "남", "nam" }, { "심", "shim sim" },
	{ "노", "noh roh no" }, { "하", "ha" }, { "곽", "kwak gwak" },
	{ "성", "sung seong" }, { "차", "cha" }, { "주", "joo ju" },
	{ "우", "woo u" }, { "구", "koo ku gu" }, { "민", "min" },
	{ "나", "na ra" }, { "진", "jin chin" }, { "지", "ji chi" },
	{ "엄", "eom um" }, { "원", "won" }, { "천", "cheon chun" },
	{ "방", "bang" }, { "공", "kong gong" }, { "현", "hyun hyeon" },
	{ "함", "ham" }, { "변", "byun byeon" }, { "염", "yeom yum" },
	{ "여", "yeo" }, { "추", "choo chu" }, { "도", "do" },
	{ "석", "seok suk" }, { "선", "sun seon" }, { "설", "seol sul" },
	{ "마", "ma" }, { "길", "gil kil" }, { "연", "yeon youn" },
	{ "위", "wi" }, { "표", "pyo" }, { "명", "myung myeong" },
	{ "기", "ki gi" }, { "반", "ban" }, { "왕", "wang" },
	{ "금", "keum geum" }, { "옥", "ok" }, { "육", "yook" },
	{ "인", "in" }, { "맹", "maeng" }, { "제", "je" }, { "모", "mo" },
	{ "탁", "tak" }, { "국", "kuk kook" }, { "어", "eo" }, { "은", "eun" },
	{ "편", "pyeon" }, { "용", "yong" },
	/* Chinese, also as read in Korea and Japan */
	{ "王", "wang wong" }, { "李", "li lee yi rhee" }, { "张", "zhang" },
	{ "張", "zhang chang cheung jang" }, { "刘", "liu" },
	{ "劉", "liu lau" }, { "陈", "chen" }, { "陳", "chen chan" },
	{ "杨", "yang" }, { "楊", "yang yeung" }, { "黄", "huang" },
	{ "黃", "huang wong" }, { "赵", "zhao" }, { "趙", "zhao chao cho jo" },
	{ "吴", "wu" }, { "吳", "wu ng oh" }, { "周", "zhou chou chow" },
	{ "徐", "xu hsu" }, { "孙", "sun" }, { "孫", "sun son" },
	{ "马", "ma" }, { "馬", "ma" }, { "朱", "zhu chu" }, { "胡", "hu wu" },
	{ "郭", "guo kuo kwok" }, { "何", "he ho" },
	{ "高", "gao kao ko taka" }, { "罗", "luo" }, { "羅", "luo lo law" },
	{ "郑", "zheng" }, { "鄭", "zheng cheng jeong" },
	{ "梁", "liang leung" }, { "谢", "xie" }, { "謝", "xie hsieh" },
	{ "宋", "song sung" }, { "唐", "tang" }, { "许", "xu" },
	{ "許", "xu hsu" }, { "邓", "deng" }, { "鄧", "deng teng tang" },
	{ "韩", "han" }, { "韓", "han" }, { "冯", "feng" },
	{ "馮", "feng fung" }, { "曹", "cao tsao" }, { "彭", "peng" },
	{ "曾", "zeng tseng tsang" }, { "肖", "xiao" }, { "蕭", "xiao hsiao" },
	{ "田", "tian den" }, { "董", "dong tung" }, { "潘", "pan" },
	{ "袁", "yuan" }, { "蔡", "cai tsai choi" }, { "蒋", "jiang" },
	{ "蔣", "jiang chiang" }, { "余", "yu" }, { "于", "yu" },
	{ "杜", "du tu" }, { "叶", "ye" }, { "葉", "ye yeh yip" },
	{ "程", "cheng" }, { "魏", "wei" }, { "苏", "su" }, { "蘇", "su" },
	{ "吕", "lu lyu lv" }, { "呂", "lu lyu" }, { "丁", "ding ting" },
	{ "任", "ren" }, { "卢", "lu" }, { "盧", "lu" }, { "姚", "yao" },
	{ "沈", "shen" }, { "钟", "zhong" }, { "鍾", "zhong chung" },
	{ "姜", "jiang kang" }, { "崔", "cui choi" }, { "谭", "tan" },
	{ "陆", "lu" }, { "陸", "lu" }, { "范", "fan" }, { "汪", "wang" },
	{ "廖", "liao" }, { "石", "shi ishi" }, { "金", "jin kim kin" },
	{ "韦", "wei" }, { "贾", "jia" }, { "夏", "xia" }, { "付", "fu" },
	{ "方", "fang" }, { "邹", "zou" }, { "熊", "xiong" },
	{ "白", "bai paik" }, { "孟", "meng" }, { "秦", "qin" },
	{ "邱", "qiu chiu" }, { "侯", "hou" }, { "江", "jiang" },
	{ "尹", "yin yoon yun" }, { "薛", "xue" }, { "闫", "yan" },
	{ "段", "duan" }, { "雷", "lei" }, { "龙", "long" }, { "黎", "li" },
	{ "史", "shi" }, { "陶", "tao" }, { "贺", "he" }, { "毛", "mao" },
	{ "郝", "hao" }, { "顾", "gu" }, { "龚", "gong" }, { "邵", "shao" },
	{ "万", "wan" }, { "覃", "qin" }, { "武", "wu" }, { "钱", "qian" },
	{ "戴", "dai" }, { "严", "yan" }, { "莫", "mo" }, { "孔", "kong" },
	{ "向", "xiang" }, { "常", "chang" }, { "林", "lin lim im hayashi" },
	{ "朴", "park bak" }, { "森", "mori" }, { "原", "hara" },
	{ "洪", "hong hung" }, { "柳", "ryu liu yanagi" },
	{ "申", "shin shen" }, { "安", "an ahn" },
	/* Japanese */
	{ "佐藤", "sato" }, { "鈴木", "suzuki" }, { "高橋", "takahashi" },
	{ "田中", "tanaka" }, { "伊藤", "ito" }, { "渡辺", "watanabe" },
	{ "渡邊", "watanabe" }, { "山本", "yamamoto" }, { "中村", "nakamura" },
	{ "小林", "kobayashi" }, { "加藤", "kato" }, { "吉田", "yoshida" },
	{ "山田", "yamada" }, { "佐々木", "sasaki" }, { "山口", "yamaguchi" },
	{ "松本", "matsumoto" }, { "井上", "inoue" }, { "木村", "kimura" },
	{ "斎藤", "saito" }, { "斉藤", "saito" }, { "清水", "shimizu" },
	{ "山崎", "yamazaki yamasaki" }, { "池田", "ikeda" },
	{ "橋本", "hashimoto" }, { "阿部", "abe" }, { "石川", "ishikawa" },
	{ "山下", "yamashita" }, { "中島", "nakajima nakashima" },
	{ "石井", "ishii" }, { "小川", "ogawa" }, { "前田", "maeda" },
	{ "岡田", "okada" }, { "長谷川", "hasegawa" }, { "藤田", "fujita" },
	{ "後藤", "goto" }, { "近藤", "kondo" }, { "村上", "murakami" },
	{ "遠藤", "endo" }, { "青木", "aoki" }, { "坂本", "sakamoto" },
};

/* What may stand before a vowel in Hepburn and Kunrei romanisation, longest of
 * a kind first. */
static const char *const onsets[] = {
	"ssh", "cch", "tch", "tts", "kky", "ppy", "sh", "ch", "ts", "ky", "gy",
	"ny", "hy", "by", "py", "my", "ry", "sy", "ty", "zy", "jy", "kk", "ss",
	"tt", "pp", "k", "s", "t", "n", "h", "f", "m", "y", "r", "w", "g", "z",
	"d", "b", "p", "j",
};
/* clang-format on */

/* The letters of a name in lower case; false when others are in it. */
static bool fold(const char *name, char out[ROMAN_MAX])
{
	size_t len = 0;

	for (; *name; name++) {
		if (*name == '-' || *name == ' ' || *name == '\'')
			continue;
		if (!ascii_is_alpha((unsigned char)*name) ||
		    len + 1 == ROMAN_MAX)
			return false;
		out[len++] = ascii_lower(*name);
	}
	out[len] = '\0';
	return len > 0;
}

static const char *skip_onset(const char *at)
{
	for (size_t i = 0; i < ARRAY_COUNT(onsets); i++) {
		size_t len = strlen(onsets[i]);

		if (!strncmp(at, onsets[i], len))
			return at + len;
	}
	return at;
}

/* Syllables of an onset and a vowel, an "n" or "m" between; "h" where it makes
 * a vowel long ("Itoh"). */
static bool is_japanese(const char *latin)
{
	char folded[ROMAN_MAX];
	const char *at = folded;
	size_t vowels = 0;

	if (!latin || !fold(latin, folded))
		return false;
	while (*at) {
		const char *vowel = skip_onset(at);

		if (*vowel && strchr("aeiou", *vowel)) {
			at = vowel + 1;
			vowels++;
		} else if (vowels && strchr("nmh", *at)) {
			at++;
		} else {
			return false;
		}
	}
	return vowels > 1;
}

static const struct reading *reading_of(const char *family)
{
	for (size_t i = 0; i < ARRAY_COUNT(readings); i++)
		if (!strcmp(readings[i].family, family))
			return &readings[i];
	return NULL;
}

static bool is_read_so(const struct reading *reading, const char *latin)
{
	struct span rest = span_of(reading->latin);
	char folded[ROMAN_MAX];
	struct span word;

	if (!fold(latin, folded))
		return false;
	while (word_next(&rest, &word))
		if (span_is(word, folded))
			return true;
	return false;
}

bool roman_fits(const struct name *other, const struct name *latin)
{
	const struct reading *reading = reading_of(other->family);

	if (reading)
		return is_read_so(reading, latin->family);
	return strlen(other->family) >= 2 * CJK_BYTES &&
	       !(scripts_of(span_of(other->family)) & SCRIPT_HANGUL) &&
	       is_japanese(latin->family) && is_japanese(latin->given);
}
