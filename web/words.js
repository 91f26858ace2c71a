// SPDX-License-Identifier: MIT
// The words of the page, English and Chinese; {0}, {1} are put in.

const texts = {
  tagline: ["Papers, clean.", "干净的论文数据"],
  about: ["Search the records held here, or paste a DOI or a reference.",
    "检索本站收录的文献,或粘贴 DOI 或参考文献。"],
  aboutMany: ["Search {0} records, or paste a DOI or a reference.",
    "检索 {0} 条记录,或粘贴 DOI 或参考文献。"],
  nothingHeld: ["Nothing is held yet. Paste a DOI: its record is then fetched.",
    "尚无收录。粘贴 DOI 即可获取其记录。"],
  tryThese: ["Try", "试一试"],
  mostCited: ["Most cited", "被引最多"],
  newest: ["Newest", "最新"],
  seeAll: ["See all", "全部"],
  footer: ["paperd: scholarly records, clean. All that is shown here comes from the public API.",
    "paperd:干净的学术文献数据。此处内容均来自公开 API。"],
  search: ["Search", "检索"],
  searchLabel: ["Words, a DOI or a reference", "关键词、DOI 或参考文献"],
  searchHint: ["Words, a DOI or a reference", "关键词、DOI 或参考文献"],
  suggestions: ["Suggestions", "建议"],
  suggested: ["{0} suggestions", "{0} 条建议"],
  "kind.title": ["Title", "标题"],
  "kind.author": ["Author", "作者"],
  "kind.journal": ["Journal", "期刊"],
  found: ["Results", "结果"],
  results: ["{0} results", "{0} 条结果"],
  oneResult: ["1 result", "1 条结果"],
  noResults: ["Nothing found.", "没有找到结果。"],
  tryLess: ["Try fewer words, or without filters.", "请减少关键词,或取消筛选。"],
  leftOut: ["No record has all the words: {0} left out.",
    "没有记录包含全部关键词,已略去 {0} 个。"],
  shown: ["{0} shown", "已显示 {0} 条"],
  take: ["Take these results with you", "导出这些结果"],
  takeFirst: ["The first {0} as", "前 {0} 条:"],
  takeCall: ["The same by the API:", "对应的 API 调用:"],
  filters: ["Filters", "筛选"],
  active: ["Only", "当前筛选"],
  remove: ["Remove {0}", "移除 {0}"],
  clear: ["Clear", "清除"],
  apply: ["Apply", "应用"],
  moreValues: ["More…", "更多…"],
  moreOf: ["More: {0}", "更多:{0}"],
  fromYear: ["From", "起"],
  untilYear: ["Until", "止"],
  sort: ["Order", "排序"],
  more: ["More results", "更多结果"],
  loading: ["Loading…", "正在加载…"],
  end: ["That is all.", "已全部显示。"],
  retracted: ["Retracted", "已撤稿"],
  isRetracted: ["This work was retracted", "该文献已被撤稿"],
  authorsMore: ["and {0} more", "等另外 {0} 人"],
  cited: ["cited {0} times", "被引 {0} 次"],
  hits: ["{0} records", "{0} 条记录"],
  "sort.relevance": ["Relevance", "相关度"],
  "sort.-published": ["Newest first", "最新优先"],
  "sort.published": ["Oldest first", "最早优先"],
  "sort.-citations": ["Most cited", "被引最多"],
  "sort.title": ["Title", "标题"],
  "sort.-loaded": ["Last loaded", "最近载入"],
  "facet.only": ["With", "仅看"],
  "facet.type": ["Type", "类型"],
  "facet.year": ["Year", "年份"],
  "facet.journal": ["Journal", "期刊"],
  "facet.publisher": ["Publisher", "出版者"],
  "facet.language": ["Language", "语言"],
  "facet.source": ["Source", "来源"],
  "facet.open_access": ["Open access", "开放获取"],
  "facet.retracted": ["Retracted", "撤稿"],
  "facet.has": ["With", "含"],
  "facet.query.bibliographic": ["Reference", "参考文献"],
  "facet.title": ["Title", "标题"],
  "facet.author": ["Author", "作者"],
  "facet.orcid": ["ORCID", "ORCID"],
  "facet.issn": ["ISSN", "ISSN"],
  "facet.isbn": ["ISBN", "ISBN"],
  "facet.doi": ["DOI", "DOI"],
  "facet.funder": ["Funder", "资助者"],
  "facet.member": ["Crossref member", "Crossref 会员"],
  "facet.prefix": ["DOI prefix", "DOI 前缀"],
  "facet.from": ["From", "起"],
  "facet.until": ["Until", "止"],
  "facet.updates": ["Updates", "更新对象"],
  "facet.update_type": ["Kind of update", "更新类型"],
  "facet.citations": ["Citations", "被引"],
  "facet.loaded_from": ["Loaded from", "载入起"],
  "facet.loaded_until": ["Loaded until", "载入止"],
  "has.abstract": ["Abstract", "摘要"],
  "has.references": ["References", "参考文献"],
  "has.translation": ["Translation", "译文"],
  "has.authors": ["Authors", "作者"],
  "has.orcid": ["ORCID", "ORCID"],
  "has.license": ["Licence", "许可"],
  "has.affiliation": ["Affiliation", "机构"],
  "has.funder": ["Funder", "资助者"],
  "has.updated": ["Was updated", "被更新"],
  "has.update": ["Is an update", "更新声明"],
  yes: ["yes", "是"],
  no: ["no", "否"],
  unknown: ["not known", "未知"],
  abstract: ["Abstract", "摘要"],
  abstractIn: ["Abstract: {0}", "摘要({0})"],
  noAbstract: ["No abstract is held.", "没有收录摘要。"],
  authors: ["Authors", "作者"],
  editors: ["Editors", "编者"],
  affiliations: ["Affiliations and ORCID iDs", "机构与 ORCID"],
  allWorks: ["all works", "全部文献"],
  showAll: ["Show all {0}", "显示全部 {0} 条"],
  details: ["Details", "详细信息"],
  identifiers: ["Identifiers", "标识符"],
  journal: ["Journal", "期刊"],
  name: ["Title", "刊名"],
  series: ["Series", "丛书"],
  references: ["References ({0})", "参考文献({0})"],
  updates: ["Updates", "更新"],
  updateTo: ["{0} of", "{0}:"],
  updateBy: ["{0}:", "{0}:"],
  "update.retraction": ["Retraction", "撤稿声明"],
  "update.correction": ["Correction", "更正"],
  "update.erratum": ["Erratum", "勘误"],
  "update.corrigendum": ["Corrigendum", "更正"],
  "update.expression_of_concern": ["Expression of concern", "关注声明"],
  "update.withdrawal": ["Withdrawal", "撤回"],
  "update.addendum": ["Addendum", "补遗"],
  "update.new_version": ["New version", "新版本"],
  "update.new_edition": ["New edition", "新版"],
  origin: ["Where it is from", "数据来源"],
  publisher: ["Publisher", "出版者"],
  language: ["Language", "语言"],
  openAccess: ["Open access", "开放获取"],
  metrics: ["Metrics", "指标"],
  citations: ["Cited by", "被引"],
  cites: ["Cites", "引用"],
  keywords: ["Keywords", "关键词"],
  licenses: ["Licences", "许可"],
  funders: ["Funders", "资助者"],
  impact: ["Impact factor", "影响因子"],
  quartile: ["JCR quartile", "JCR 分区"],
  cas: ["CAS", "中科院"],
  casZone: ["CAS zone", "中科院分区"],
  source: ["Source", "来源"],
  file: ["File", "文件"],
  address: ["Address", "网址"],
  loaded: ["Loaded", "载入时间"],
  status: ["Status", "状态"],
  fetching: ["This record is not held. It is being fetched…", "本站没有该记录,正在获取…"],
  notHeld: ["There is no record of {0}", "没有 {0} 的记录"],
  why: ["Why", "原因"],
  "fetch.disabled": ["It is not held here, and this service does not fetch what is missing.",
    "本站未收录,且未启用获取功能。"],
  "fetch.not_registered": ["This DOI is not registered.", "该 DOI 未注册。"],
  "fetch.no_metadata": ["The DOI is registered, but its agency has no metadata of it.",
    "该 DOI 已注册,但注册机构没有其元数据。"],
  "fetch.upstream_error": ["It is not held here, and asking its registration agency failed.",
    "本站未收录,向注册机构请求失败。"],
  "fetch.upstream_timeout": ["It is not held here, and its registration agency did not answer in time.",
    "本站未收录,注册机构未及时响应。"],
  "fetch.pending": ["It is still being fetched.", "仍在获取中。"],
  "fetch.busy": ["Too much is being fetched at the moment, or the source must be let be for a while.",
    "目前获取请求过多,或数据源需暂缓访问。"],
  "fetch.no_doi": ["It is not held here; only DOIs can be fetched.",
    "本站未收录;只能获取 DOI。"],
  "fetch.unsupported": ["It is not held here; a DOI like this cannot be fetched.",
    "本站未收录;此类 DOI 无法获取。"],
  retry: ["Try again", "重试"],
  retryIn: ["Try again in {0} s", "{0} 秒后可重试"],
  failed: ["That did not work.", "操作未成功。"],
  cleaned: ["What was cleaned", "清洗内容"],
  showCleaned: ["Show raw and clean side by side", "并排显示原始数据与清洗结果"],
  raw: ["As it came", "原始"],
  clean: ["Clean", "清洗后"],
  field: ["Field", "字段"],
  flags: ["Flags", "标记"],
  "class.exact": ["exact", "精确"],
  "class.dropped": ["markup dropped", "去除标记"],
  "class.inferred": ["inferred", "推断"],
  "class.suspect": ["suspect", "存疑"],
  "confidence.high": ["confidence high", "置信度高"],
  "confidence.medium": ["confidence medium", "置信度中"],
  "confidence.low": ["confidence low", "置信度低"],
  nothingCleaned: ["Nothing had to be changed.", "无需改动。"],
  unchanged: ["{0} other fields came as they are.", "另有 {0} 个字段原样保留。"],
  export: ["Cite and export", "引用与导出"],
  style: ["Style", "格式"],
  copy: ["Copy", "复制"],
  copied: ["Copied", "已复制"],
  notCopied: ["Not copied", "未能复制"],
  download: ["Download", "下载"],
  permalink: ["Permalink", "固定链接"],
  curl: ["As a command", "命令行"],
  cite: ["Citation", "引文"],
  data: ["Data", "数据"],
  dataAbout: ["What is held here, how it came in, and how the service does at this moment.",
    "本站收录的内容、其来源,以及服务的实时状态。"],
  byYear: ["Records by year", "按年份"],
  byType: ["Records by type", "按类型"],
  bySource: ["Records by source", "按来源"],
  byJournal: ["Records by journal", "按期刊"],
  records: ["Records", "记录"],
  withAbstract: ["With abstract", "有摘要"],
  withoutAbstract: ["without", "无摘要"],
  abstractShare: ["{0} with abstract", "{0} 有摘要"],
  rejects: ["Rejected", "被拒"],
  rejectsNote: ["could not be loaded", "无法载入"],
  files: ["Files", "文件"],
  lastLoad: ["Last load", "最近载入"],
  loads: ["Last loads", "最近的载入"],
  loadsNone: ["No file was loaded.", "尚未载入文件。"],
  firstReject: ["First rejected", "首个被拒"],
  lineOf: ["line {0}: {1}", "第 {0} 行:{1}"],
  partial: ["not to its end", "未到末尾"],
  flagsBySource: ["Flags by source", "各来源的标记"],
  flagsByPrefix: ["Flags by DOI prefix", "各 DOI 前缀的标记"],
  flagsAbout: ["A flag says that a record may not be what it seems: something was guessed, or looks wrong.",
    "标记表示该记录可能有疑问:内容为推断所得或看似有误。"],
  prefix: ["Prefix", "前缀"],
  flagged: ["Flagged records", "有标记的记录"],
  fetches: ["Fetching what is missing", "获取缺失记录"],
  fetchOff: ["Fetching is off.", "未启用获取功能。"],
  host: ["Host", "主机"],
  state: ["State", "状态"],
  "state.open": ["let be after failures", "故障后暂停"],
  "state.running": ["being asked", "请求中"],
  "state.closed": ["ready", "就绪"],
  asked: ["Asked", "请求"],
  failures: ["Failed", "失败"],
  outcome: ["What fetching came to", "获取结果"],
  nothingFetched: ["Nothing was fetched since the start.", "启动以来尚未获取。"],
  live: ["Live", "实时"],
  pause: ["Pause", "暂停"],
  resume: ["Go on", "继续"],
  rate: ["Requests a second", "每秒请求数"],
  median: ["Half answered within", "一半请求的响应时间在"],
  slow: ["95 % answered within", "95% 请求的响应时间在"],
  since: ["Running since", "运行自"],
  requests: ["Requests", "请求总数"],
  lastMinutes: ["Requests a second, the last two minutes", "最近两分钟每秒请求数"],
  milliseconds: ["{0} ms", "{0} 毫秒"],
  asTable: ["As a table", "表格形式"],
  label: ["Label", "名称"],
  apiAbout: ["Each call of this service, with a form and its live answer. Pages of any origin may call it too.",
    "本服务的每个接口,附表单与实时响应;任何来源的网页都可调用。"],
  contents: ["Contents", "目录"],
  "group.own": ["Records", "记录"],
  "group.service": ["Service", "服务"],
  "group.crossref": ["As the Crossref REST API", "兼容 Crossref REST API"],
  "group.doi": ["As doi.org", "兼容 doi.org"],
  "group.matching": ["As GROBID's look-up", "兼容 GROBID 查找"],
  send: ["Send", "发送"],
  accept: ["Accept", "Accept"],
  any: ["any", "任意"],
  answer: ["Answer", "响应"],
  headers: ["Headers", "响应头"],
  cut: ["Only the beginning is shown.", "仅显示开头部分。"],
  body: ["Body", "请求体"],
  required: ["required", "必填"],
  openDescription: ["The description, as OpenAPI 3.1", "OpenAPI 3.1 描述"],
  notThere: ["There is no such page.", "没有这个页面。"],
  home: ["To the first page", "返回首页"],
  languageSwitch: ["中文", "English"],
  languageSwitchLabel: ["中文:本页中文版", "English: this page in English"],
  skip: ["To the content", "跳到正文"],
  sections: ["Sections", "栏目"],
};

// Crossref's words for kinds of works.
const types = {
  "journal-article": ["Journal article", "期刊论文"],
  "posted-content": ["Preprint", "预印本"],
  "book-chapter": ["Book chapter", "图书章节"],
  "proceedings-article": ["Conference paper", "会议论文"],
  book: ["Book", "图书"],
  component: ["Component", "组件"],
  report: ["Report", "报告"],
  standard: ["Standard", "标准"],
  monograph: ["Monograph", "专著"],
  "reference-entry": ["Reference entry", "工具书条目"],
  "edited-book": ["Edited book", "编著"],
  "journal-issue": ["Journal issue", "期刊期次"],
  "book-section": ["Book section", "图书部分"],
  "peer-review": ["Peer review", "同行评议"],
  dataset: ["Dataset", "数据集"],
  journal: ["Journal", "期刊"],
  other: ["Other", "其他"],
  "reference-book": ["Reference book", "工具书"],
  "book-part": ["Book part", "图书部分"],
  dissertation: ["Dissertation", "学位论文"],
  "book-series": ["Book series", "丛书"],
  "book-set": ["Book set", "成套图书"],
  proceedings: ["Proceedings", "会议录"],
  "report-component": ["Report component", "报告部分"],
  grant: ["Grant", "资助"],
  database: ["Database", "数据库"],
};

const languages = ["en", "zh"];

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
    .find(tag => languages.includes(tag)) ?? "en";
}

export let language = wanted();

export function switchLanguage() {
  language = language === "en" ? "zh" : "en";
  try {
    localStorage.setItem(KEPT, language);
  } catch { /* it holds until the page is left */ }
}

const inWords = pair => pair[languages.indexOf(language)];

// The text of a key, or the key where there is none.
export function t(key, ...values) {
  return (Object.hasOwn(texts, key) ? inWords(texts[key]) : key)
    .replace(/\{(\d)\}/g, (_, at) => values[at] ?? "");
}

export function number(value, options) {
  return new Intl.NumberFormat(language, options).format(value);
}

export const percent = share =>
  number(share, { style: "percent", maximumFractionDigits: 1 });

// A moment, in the time of who reads.
export function moment(text) {
  return new Intl.DateTimeFormat(language, {
    dateStyle: "medium", timeStyle: "short" }).format(new Date(text));
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
  if (Object.hasOwn(types, type)) return inWords(types[type]);
  const words = type.replace(/[-_]/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
