/* SPDX-License-Identifier: MIT */
#include "web.h"

#include "paperd/negotiate.h"

/* ---- words ---- */

static const struct word {
	const char *name;
	const char *text[HTML_LANGUAGES];
} words[] = {
	{ "language", { "en", "zh" } },
	{ "skip", { "To the content", "跳到正文" } },
	{ "sections", { "Sections", "栏目" } },
	{ "search", { "Search", "检索" } },
	{ "search_label",
	  { "Words, a DOI or a reference", "关键词、DOI 或参考文献" } },
	{ "search_hint",
	  { "Words, a DOI or a reference", "关键词、DOI 或参考文献" } },
	{ "data", { "Data", "数据" } },
	{ "footer",
	  { "paperd: scholarly records, clean. All that is shown here comes "
	    "from the public API.",
	    "paperd:干净的学术文献数据。此处内容均来自公开 API。" } },
	{ "welcome", { "Papers, clean.", "干净的论文数据" } },
	{ "about",
	  { "Search the records held here, or paste a DOI or a reference.",
	    "检索本站收录的文献,或粘贴 DOI 或参考文献。" } },
	{ "results", { "results", "条结果" } },
	{ "next", { "More results", "更多结果" } },
	{ "failed", { "That did not work.", "操作未成功。" } },
	{ "not_held", { "This record is not held.", "本站没有该记录。" } },
	{ "fetch", { "Fetch it", "获取" } },
	{ "script",
	  { "This page needs JavaScript. The API does not:",
	    "此页面需要 JavaScript。API 不需要:" } },
};

/* The one with the greater weight; English when nothing is said. */
enum html_language page_language(const struct request *req)
{
	struct span list = request_header(req, "Accept-Language");
	struct media_range range;
	unsigned weights[HTML_LANGUAGES] = { 0 };

	while (list.at && media_range_next(&list, &range)) {
		int language = span_starts_nocase(range.type, "zh")
				       ? HTML_CHINESE
				       : HTML_ENGLISH;

		if (range.quality > weights[language])
			weights[language] = range.quality;
	}
	return weights[HTML_CHINESE] > weights[HTML_ENGLISH] ? HTML_CHINESE
							     : HTML_ENGLISH;
}

const char *page_word(const struct request *req, const char *name)
{
	for (size_t i = 0; i < ARRAY_COUNT(words); i++)
		if (!strcmp(words[i].name, name))
			return words[i].text[page_language(req)];
	return "";
}

/* ---- the frame ---- */

/* A page names files of its own version of the program: an old one would ask
 * another version for them (RFC 9111 section 5.2.2.4). */
#define ASK_AGAIN "no-cache"

static void part_write(const struct request *req,
		       const struct page_parts *parts, struct span name,
		       struct buf *out)
{
	char word[32] = "";

	if (span_is(name, "main")) {
		buf_add_span(out, parts->main);
	} else if (span_is(name, "query")) {
		html_text(parts->query, out);
	} else if (span_is(name, "version")) {
		buf_add_text(out, web_version);
	} else if (span_is(name, "title")) {
		html_text(parts->title, out);
		buf_add_text(out, parts->title.len ? " – paperd" : "paperd");
	} else if (name.len < sizeof(word)) {
		memcpy(word, name.at, name.len);
		html_text(span_of(page_word(req, word)), out);
	}
}

static void frame_write(const struct request *req,
			const struct page_parts *parts, struct buf *out)
{
	struct span rest = span_of(web_frame), text, name;

	while (span_next(&rest, '{', &text)) {
		buf_add_span(out, text);
		if (rest.at && span_next(&rest, '}', &name))
			part_write(req, parts, name, out);
	}
}

enum status page_answer(const struct request *req,
			const struct page_parts *parts, struct response *res,
			struct error *err)
{
	SCOPED(buf_release) struct buf body = buf_init(ANSWER_MAX);

	frame_write(req, parts, &body);
	res->content_type = "text/html; charset=utf-8";
	res->cache_control = ASK_AGAIN;
	if (answer_tagged(res, &body, err) != STATUS_OK)
		return err->status;
	return response_header(res, err, "Vary", "Accept-Language");
}
