/* SPDX-License-Identifier: MIT */
#include "html_parts.h"

static const char *const words[HTML_WORDS][HTML_LANGUAGES] = {
	[WORD_RETRACTED] = { "Retracted", "已撤稿" },
	[WORD_AUTHORS] = { "Authors", "作者" },
	[WORD_EDITORS] = { "Editors", "编者" },
	[WORD_ABSTRACT] = { "Abstract", "摘要" },
	[WORD_UPDATES] = { "Updates", "更新" },
	[WORD_UPDATED_BY] = { "by", "见" },
	[WORD_UPDATE_OF] = { "of", "对象" },
	[WORD_DETAILS] = { "Details", "详细信息" },
	[WORD_EXPORT] = { "Cite and export", "引用与导出" },
	[WORD_REFERENCES] = { "References", "参考文献" },
	[WORD_PUBLISHED] = { "Published", "出版日期" },
	[WORD_TYPE] = { "Type", "类型" },
	[WORD_LANGUAGE] = { "Language", "语言" },
	[WORD_JOURNAL] = { "Journal", "期刊" },
	[WORD_VOLUME] = { "Volume", "卷" },
	[WORD_ISSUE] = { "Issue", "期" },
	[WORD_PAGES] = { "Pages", "页码" },
	[WORD_PUBLISHER] = { "Publisher", "出版者" },
	[WORD_KEYWORDS] = { "Keywords", "关键词" },
	[WORD_OPEN_ACCESS] = { "Open access", "开放获取" },
	[WORD_YES] = { "yes", "是" },
	[WORD_NO] = { "no", "否" },
	[WORD_CITED] = { "Cited by", "被引" },
	[WORD_IMPACT] = { "Impact factor", "影响因子" },
	[WORD_QUARTILE] = { "JCR quartile", "JCR 分区" },
	[WORD_CAS_ZONE] = { "CAS zone", "中科院分区" },
	[WORD_LICENSES] = { "Licences", "许可" },
	[WORD_FUNDERS] = { "Funders", "资助者" },
	[WORD_SOURCE] = { "Source", "来源" },
	[WORD_MORE_AUTHORS] = { "more", "位其他作者" },
};

const char *html_word(enum html_word word, enum html_language language)
{
	return words[word][language];
}
