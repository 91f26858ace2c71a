// SPDX-License-Identifier: MIT
// The words of the page, in each language; {0}, {1} are put in.

const texts = {
  en: {
    tagline: "Papers, clean.",
    about: "Search the records held here, or paste a DOI or a reference.",
    search: "Search",
    searchLabel: "Words, a DOI or a reference",
    searchHint: "Words, a DOI or a reference",
    suggestions: "Suggestions",
    suggested: "{0} suggestions",
    results: "{0} results",
    oneResult: "1 result",
    noResults: "Nothing found.",
    tryLess: "Try fewer words, or without filters.",
    leftOut: "Nothing has all the words: {0} of them left out.",
    allRecords: "All records",
    filters: "Filters",
    active: "Filtered by",
    remove: "Remove {0}",
    clear: "Clear filters",
    sort: "Order",
    more: "More results",
    loading: "Loading…",
    end: "That is all.",
    retracted: "Retracted",
    authorsMore: "and {0} more",
    hits: "in {0} records",
    "sort.relevance": "Relevance",
    "sort.-published": "Newest first",
    "sort.published": "Oldest first",
    "sort.-citations": "Most cited",
    "sort.title": "Title",
    "sort.-loaded": "Last loaded",
    "facet.type": "Type",
    "facet.year": "Year",
    "facet.journal": "Journal",
    "facet.publisher": "Publisher",
    "facet.language": "Language",
    "facet.source": "Source",
    "facet.open_access": "Open access",
    "facet.retracted": "Retracted",
    abstract: "Abstract",
    noAbstract: "No abstract is held.",
    authors: "Authors",
    details: "Details",
    identifiers: "Identifiers",
    journal: "Journal",
    references: "References ({0})",
    updates: "Updates",
    origin: "Where it is from",
    translations: "In other languages",
    published: "Published",
    type: "Type",
    volume: "Volume",
    issue: "Issue",
    pages: "Pages",
    publisher: "Publisher",
    language: "Language",
    openAccess: "Open access",
    citations: "Cited by",
    keywords: "Keywords",
    subjects: "Subjects",
    licenses: "Licences",
    funders: "Funders",
    links: "Links",
    impact: "Impact factor",
    quartile: "JCR quartile",
    casZone: "CAS zone",
    yes: "yes",
    no: "no",
    source: "Source",
    file: "File",
    loaded: "Loaded",
    fetching: "This record is not held. It is being fetched…",
    notHeld: "There is no record of {0}",
    why: "Why",
    retry: "Try again",
    retryIn: "Try again in {0} s",
    failed: "That did not work.",
    cleaned: "What was cleaned",
    showCleaned: "Show raw and clean side by side",
    raw: "As it came",
    clean: "Clean",
    field: "Field",
    rules: "Rules",
    flags: "Flags",
    nothingCleaned: "Nothing had to be changed.",
    export: "Export",
    style: "Style",
    copy: "Copy",
    copied: "Copied",
    download: "Download",
    permalink: "Permalink",
    curl: "As a command",
    cite: "Citation",
    data: "Data",
    dataAbout: "What is held here, and how it comes in.",
    byYear: "Records by year",
    byType: "Records by type",
    bySource: "Records by source",
    byJournal: "Records by journal",
    records: "Records",
    withAbstract: "With abstract",
    rejects: "Rejected",
    files: "Files",
    lastLoad: "Last load",
    flagsBySource: "Flags by source",
    flagsByPrefix: "Flags by DOI prefix",
    flag: "Flag",
    share: "Share",
    loads: "Loads",
    fetches: "Fetching",
    host: "Host",
    state: "State",
    outcome: "Outcome",
    live: "Live",
    rate: "Requests per second",
    latency: "Time of an answer, median",
    server: "in the last {0} s",
    asTable: "As a table",
    apiAbout: "Each call, with a form and its live answer.",
    send: "Send",
    answer: "Answer",
    body: "Body",
    required: "required",
    openDescription: "The description, as OpenAPI 3.1",
    notThere: "There is no such page.",
    home: "To the start page",
    languageSwitch: "中文",
    languageSwitchLabel: "本页中文版",
    skip: "To the content",
    sections: "Sections",
  },
  zh: {
    tagline: "干净的论文数据。",
    about: "检索本站收录的文献,或粘贴 DOI 或参考文献。",
    search: "检索",
    searchLabel: "关键词、DOI 或参考文献",
    searchHint: "关键词、DOI 或参考文献",
    suggestions: "建议",
    suggested: "{0} 条建议",
    results: "{0} 条结果",
    oneResult: "1 条结果",
    noResults: "没有找到结果。",
    tryLess: "请减少关键词,或取消筛选。",
    leftOut: "没有记录包含全部关键词,已略去 {0} 个。",
    allRecords: "全部记录",
    filters: "筛选",
    active: "当前筛选",
    remove: "移除 {0}",
    clear: "清除筛选",
    sort: "排序",
    more: "更多结果",
    loading: "正在加载…",
    end: "已全部显示。",
    retracted: "已撤稿",
    authorsMore: "等 {0} 人",
    hits: "{0} 条记录",
    "sort.relevance": "相关度",
    "sort.-published": "最新优先",
    "sort.published": "最早优先",
    "sort.-citations": "被引最多",
    "sort.title": "标题",
    "sort.-loaded": "最近载入",
    "facet.type": "类型",
    "facet.year": "年份",
    "facet.journal": "期刊",
    "facet.publisher": "出版者",
    "facet.language": "语言",
    "facet.source": "来源",
    "facet.open_access": "开放获取",
    "facet.retracted": "撤稿",
    abstract: "摘要",
    noAbstract: "没有收录摘要。",
    authors: "作者",
    details: "详细信息",
    identifiers: "标识符",
    journal: "期刊",
    references: "参考文献({0})",
    updates: "更新",
    origin: "数据来源",
    translations: "其他语言",
    published: "出版日期",
    type: "类型",
    volume: "卷",
    issue: "期",
    pages: "页码",
    publisher: "出版者",
    language: "语言",
    openAccess: "开放获取",
    citations: "被引次数",
    keywords: "关键词",
    subjects: "主题",
    licenses: "许可",
    funders: "资助者",
    links: "链接",
    impact: "影响因子",
    quartile: "JCR 分区",
    casZone: "中科院分区",
    yes: "是",
    no: "否",
    source: "来源",
    file: "文件",
    loaded: "载入时间",
    fetching: "本站没有该记录,正在获取…",
    notHeld: "没有 {0} 的记录",
    why: "原因",
    retry: "重试",
    retryIn: "{0} 秒后可重试",
    failed: "操作未成功。",
    cleaned: "清洗内容",
    showCleaned: "并排显示原始数据与清洗结果",
    raw: "原始",
    clean: "清洗后",
    field: "字段",
    rules: "规则",
    flags: "标记",
    nothingCleaned: "无需改动。",
    export: "导出",
    style: "格式",
    copy: "复制",
    copied: "已复制",
    download: "下载",
    permalink: "固定链接",
    curl: "命令行",
    cite: "引文",
    data: "数据",
    dataAbout: "本站收录的内容及其来源。",
    byYear: "按年份",
    byType: "按类型",
    bySource: "按来源",
    byJournal: "按期刊",
    records: "记录",
    withAbstract: "有摘要",
    rejects: "被拒",
    files: "文件",
    lastLoad: "最近载入",
    flagsBySource: "各来源的标记",
    flagsByPrefix: "各 DOI 前缀的标记",
    flag: "标记",
    share: "比例",
    loads: "载入",
    fetches: "获取",
    host: "主机",
    state: "状态",
    outcome: "结果",
    live: "实时",
    rate: "每秒请求数",
    latency: "响应时间中位数",
    server: "最近 {0} 秒",
    asTable: "表格形式",
    apiAbout: "每个接口,附表单与实时响应。",
    send: "发送",
    answer: "响应",
    body: "请求体",
    required: "必填",
    openDescription: "OpenAPI 3.1 描述",
    notThere: "没有这个页面。",
    home: "返回首页",
    languageSwitch: "English",
    languageSwitchLabel: "This page in English",
    skip: "跳到正文",
    sections: "栏目",
  },
};


const KEPT = "paperd.language";

function kept() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null; // no storage: the browser's language each time
  }
}

function wanted() {
  const asked = [kept(), ...(navigator.languages ?? [navigator.language])];
  return asked.map(tag => tag?.slice(0, 2).toLowerCase())
    .find(tag => tag in texts) ?? "en";
}

export let language = wanted();

export function switchLanguage() {
  language = language === "en" ? "zh" : "en";
  try {
    localStorage.setItem(KEPT, language);
  } catch { /* it holds until the page is left */ }
}

export function t(key, ...values) {
  const text = texts[language][key] ?? texts.en[key] ?? key;
  return text.replace(/\{(\d)\}/g, (_, at) => values[at] ?? "");
}

export function number(value) {
  return new Intl.NumberFormat(language).format(value);
}

// "2003", "2003-05" or "2003-05-28", as exact as it is known.
export function date(text) {
  const [year, month, day] = text.split("-").map(Number);
  const when = new Date(Date.UTC(year, (month || 1) - 1, day || 1));
  when.setUTCFullYear(year);
  return new Intl.DateTimeFormat(language, {
    timeZone: "UTC", year: "numeric",
    ...(month && { month: "long" }), ...(day && { day: "numeric" }),
  }).format(when);
}

export function languageName(code) {
  try {
    return new Intl.DisplayNames([language], { type: "language" }).of(code);
  } catch {
    return code;
  }
}

// "journal-article" to "Journal article".
export function typeName(type) {
  const words = type.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
