#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Corpora and dictionaries of the fuzz targets, made anew for each run: from
strings of this file, the sample records and, where they are to be had, the
worked cases and the real records.

    tests/fuzz/seeds.py WORK_FOLDER
"""
import gzip
import json
import os
import pathlib
import re
import sys

import seeds_wire

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SHARED = pathlib.Path(os.environ.get("TEST_SHARED", ROOT / ".." / "shared"))
DATA = SHARED / "data"
BYTES_MAX = 2000      # of a seed: what is longer teaches little and costs much
RECORDS_MAX = 400     # of each kind
STEP = 250            # every so many of the 100,000 records
TEXT_CLEANERS = {"title": (0, 1, 3), "abstract": (2, 4, 6),
                 "affiliation": (5,)}  # as fuzz_text.c has them

TEXTS = [
    "A <i>b</i>c &amp;lt; 10<sup>28</sup> cells in CO<sub>2</sub>",
    "<jats:title>Abstract</jats:title><jats:sec><jats:title>Methods"
    "</jats:title><jats:p>We tried.</jats:p></jats:sec> © 2018 A. Press.",
    "On the <mml:math><mml:msup><mml:mi>x</mml:mi><mml:mn>2</mml:mn>"
    "</mml:msup></mml:math>of $\\alpha$ and Ji\\v{r}\\'i",
    "Resumen Se estudia. Abstract We study it. [...]",
    "p <a and b> c, x<y and y>z, &copy2020, AT&T, cafÃ© ﬁne Ｘ．５",
    "<inline-formula><tex-math>$a_1$</tex-math></inline-formula>n=5",
]
NAMES = ["Smith, J.; Doe, Jane (University of Nowhere) and others",
         "Ali Babar, M., Dingsøyr, T.", "Ford, Jr., Henry", "van der Berg A",
         "王小明", "X Collaboration: A. B. Cee, D. Eff", "DOE, JOHN III",
         "Jan\nvan Doe\nJr.\n\n0000-0002-1825-0097\n1Department of X"]
DATES = ["1998 Dec-1999 Jan", "12.3.2010", "Spring 2001", "2015-1-8", "c1999",
         "2010年3月", "March 5, 2011", "1944-1945", "2001/02/03", "Sept 2003"]
PAGES = ["1825-34", "e123", "S12-S18; author reply S19", "pp. 5–7", "12+",
         "CD001234", "12(3)\nSuppl 1", "Vol. 5, No. 3\n", "viii-xi", "0-0",
         "5\nPt 10", "Bd. 42, Heft 3\n2"]
VALUES = ["https://doi.org/10.1234/A%28b%29.", "1234-5679; 2434-561X",
          "https://orcid.org/0000-0002-1825-0097/", "978-3-16-148410-0",
          "PMC1234567", "arXiv:1501.00001v2", "http://exämple.org/x y#z",
          "http://creativecommons.org/licences/by-nc/3.0/de/legalcode",
          "CC BY-SA 4.0", "eng; fre", "12,345.0", "yes",
          "10.1002/(SICI)1234-5678(199806)49:8&lt;693::AID-XY&gt;3.0.CO;2-O"]
BIBTEX = ["author = {G{\\\"o}del, K. and {B and C}}, month = 1 # jan,\n"
          " title = \"{A} $x$\", journal = j, pages = {1--5}, year = 2001",
          "eprint = {1501.00001}, archiveprefix = {arXiv}, volume = 3"]
# Lists of parameters, one a line.
QUERIES = ["query=vitamin \"d 3\" -cell OR title:x* year:2019..2021\ntype=!book"
           "|report\nsort=-published\nlimit=1000\nfacets=*\nhighlight=true",
           "title=cells\nauthor=Doe\njournal=The Lancet|Nature\nissn=1234567x\n"
           "publisher=!Wiley\nlanguage=en|de\nsource=Crossref\nfields=doi",
           "query=year:2011..2013\nyear=!2012|2015..\ncitations=10..20|!5\n"
           "from=2019-05\nuntil=2020\nopen_access=true\nretracted=false",
           "query.bibliographic=Doe J (2019) On X. Nature 5:1\n"
           "doi=10.1000/a|pmid:1\nhas=abstract,!orcid\nfacet-limit=5",
           "sample=10\nseed=18446744073709551615\nfacets=type,year",
           "cursor=Ak5_NV8CAAcMMTAuMTAwMC8xODIA\nsort=doi"]
# Orders of cursors, value, id and two texts.
CURSORS = [b"\2\0\0\0\0", b"\4\x8f\x8d\x3f\xe0\xdc\x2a\0\0",
           b"\2\0\5\x0c10.1000/182\0", b"\0\xff\1\7\0\5a 12"]
RIS = ["AU  - Doe, J.\nKW  - a\nb\nPY  - 2001\nDA  - 2001/02/03/\n"
       "SN  - 0036-8075\nSP  - 1\nEP  - 5", "T1  - A\nJF  - B\nN2  - C"]
SEARCHED = ["Parkinson’s α-synuclein, TNFα IL-1β ∆F508 5 µm γδ θάνατος",
            "H₂O CO_{2} C_6H_{12}O_6 SO_4^{2-} 10^6 h2o COVID-19 1½ ㎏ ™",
            "Poincare\u0301 Łódź Søren œuvre İstanbul Qurʾān infor\u00admation",
            "白血病和维生素D缺乏。がん か\u3099 ｶﾞﾝ データ 한국어 \u1112\u1161\u11ab",
            "ภาษาไทยกี่ ភាសាខ្មែរ မြန်မာ ພາສາລາວ हिन्दी १२३ কলকাতা",
            "الْعَرَبِيَّة أحمد مـــرض ﷺ ٢٠١٩ שָׁלוֹם Ёлка й"]

SEARCHES = ['dark matter -"hot gas" OR title:halo year:2019..2022 informat*',
            'author:smith,j* “dark matter” -title:"a b" covid-19 AND 5"x',
            "白血病，维生素D　病 title：研究 白* D病", "a a b a a b \"a a b\"",
            "year:.. year:2010 OR year:..2012 OR", "a-b-c-d* \"x"]

DICTIONARIES = {
    "text": """<i> </i> <sub> </sub> <sup> </sup> <p> </p> <jats:p> <sec>
        <title> </title> <br/> <math> </math> <mi> </mi> <mfrac> <msup>
        <tex-math> </tex-math> <inline-formula> <sc> <!-- --> <![CDATA[ ]]>
        &amp; &lt; &gt; &#60; &nbsp; $ $\\alpha$ \\'e \\v{r} \\emph{ -- Ã©
        Abstract Summary. METHODS Methods: Background: Copyright ©2011
        All_rights_reserved. Published_by [...] n/a [" "] lang="en"
        <CopyrightInformation> (ABSTRACT_TRUNCATED""",
    "names": """Jr. III van_der de_la and et_al. ; , ( ) [ ] & University
        Collaboration: Dr. PhD The_ 王 김 İ ß McDONALD 1538?-1599 @ * †""",
    "values": """10.1234/ doi: https://doi.org/ %2F %28 &lt; SICI 0000- PMC
        arXiv: creativecommons.org/licenses/by/ xn-- é en ; / ? # @ : //""",
    "search": """ " “ ” „ * - _OR_ _AND_ title: author: journal: abstract:
        year: .. 2019 informat* ing* ation ies 病 か\u3099 α _{ } ， ：""",
    "terms": """' 's ’s - _ _{ ^{ } 2 s α β µ ∆ é \u0301 \u3099 ﬁ ™ ½ ﷺ \u00ad
        \u200d 病 が ｶ ﾞ 한 \u1112 \u1161 \u11ab ไ ี ้ ខ ្ ि ্ ا ّ ـ ٣ שׁ \ufeff""",
    "dates": """Jan December Spring winter 1999 2001- / - . c Year 年 月
        février Dezember enero""",
    "pages": """- – -- e S pp. p. ; , + Suppl Pt Vol. No. Bd. Heft 卷 期 ( )
        author_reply viii 0""",
    "bibtex": """@string @comment @article { } " # = , \\\"o {\\'e} jan and
        author title journal year pages doi month \\emph{ $x$ % url note""",
    "ris": """TY__-_JOUR AU__-_ TI__-_ PY__-_ DA__-_ SP__-_ EP__-_ SN__-_
        ER__-_ N2__-_ DO__-_ KW__-_ UR__-_ M3__-_ //""",
    "source": """"DOI":"10.1234/a" "title" "author" "issued" "date-parts"
        "message" "items" "type" null [[null]] { } [ ] : , \\u0000 \\ud800
        @article{ TY__-_JOUR <?xml <article> </article>""",
    "match": """et_al. and_ , ; ( ) : 2003 12 p. e123 J._ Proc._ of_the van_der
        Part_II RETRACTED: Erratum 王 小明 é ü oe - – . ? " 10.1234/""",
    "query": """query= query.bibliographic= title= author= journal= doi= type=
        issn= publisher= language= source= year= from= until= citations= has=
        retracted= sort= limit= cursor= sample= seed= facets= facet-limit= true
        fields= highlight= false .. | ! , * - year: 2019 10.1000/ 1234-567X
        relevance published journal-article abstract \" OR title:""",
}
DICTIONARIES["dump"] = DICTIONARIES["source"]
DICTIONARIES.update(seeds_wire.DICTIONARIES)


class Corpus:
    """One folder of seeds."""

    def __init__(self, work, name):
        self.folder = work / name
        self.folder.mkdir(parents=True, exist_ok=True)
        for stale in self.folder.iterdir():
            stale.unlink()
        self.count = 0

    def add(self, data, *picks):
        """A seed; one for each first byte that a target reads as a choice."""
        if isinstance(data, str):
            data = data.encode("utf-8", "replace")
        for pick in picks or (None,):
            head = b"" if pick is None else bytes([pick])
            path = self.folder / str(self.count)
            path.write_bytes(head + data[:BYTES_MAX])
            self.count += 1


def cases():
    path = SHARED / "cleaning" / "cases.jsonl"
    if not path.exists():
        return []
    with path.open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return [(row["field"], row["raw"]) for row in rows
            if isinstance(row["raw"], str)]


def works():
    """Some of the real works, as the lines of their file."""
    path = DATA / "bulk_100k.jsonl.gz"
    if not path.exists():
        return []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        lines = [line for number, line in enumerate(file)
                 if number % STEP == 0]
    return lines[:RECORDS_MAX]


def files(folder, *suffixes):
    found = sorted(path for path in (DATA / folder).rglob("*")
                   if path.suffix in suffixes) if DATA.exists() else []
    return [path.read_bytes() for path in found[:RECORDS_MAX]]


def add_texts(corpora, lines):
    text = corpora["text"]
    for picks in TEXT_CLEANERS.values():
        for seed in TEXTS:
            text.add(seed, *picks)
    for field, raw in cases():
        text.add(raw, *TEXT_CLEANERS.get(field, (0,)))
    for line in lines:
        work = json.loads(line)
        for title in work.get("title") or []:
            text.add(title, 1, 3)
        if work.get("abstract"):
            text.add(work["abstract"], 2)


def add_searches(corpora, lines):
    search = corpora["search"]
    for seed in SEARCHES:
        search.add(seed, 0, 255)
    for line in lines[::4]:
        search.add(" ".join(json.loads(line).get("title") or []), 0)


def add_matches(corpora, lines):
    """Records, each beside what a reference says of it or of the next one."""
    works_ = [json.loads(line) for line in lines[::4]]
    for one, other in zip(works_, works_[1:] + works_[:1]):
        for claimed in (one, other):
            title = " ".join(one.get("title") or [])
            author = (one.get("author") or [{}])[0]
            said = (claimed.get("author") or [{}])[0].get("family", "")
            corpora["match"].add("\n".join([
                title, author.get("family", ""), author.get("given", ""),
                " ".join(one.get("container-title") or []),
                str(one.get("volume", "")), str(one.get("page", "")),
                " ".join(claimed.get("title") or []), said,
                " ".join(claimed.get("short-container-title") or []),
                str(claimed.get("volume", "")), str(claimed.get("page", "")),
                f"{said}. {title}. 2003;12:345-6"]))


def add_terms(corpora, lines):
    terms = corpora["terms"]
    for seed in SEARCHED + TEXTS + NAMES:
        terms.add(seed)
    for line in lines[::4]:
        work = json.loads(line)
        terms.add(" ".join(work.get("title") or []))
        terms.add(work.get("abstract") or "")


def add_values(corpora):
    lists = {"names": (NAMES, {"authors"}), "dates": (DATES, {"date"}),
             "pages": (PAGES, {"pages", "volume_issue"})}
    fields = {"doi", "url", "issn", "orcid", "language", "license",
              "identifier"}
    known = cases()
    for name, (seeds, of_fields) in lists.items():
        picks = (0, 1) if name == "names" else ()
        for seed in seeds + [raw for field, raw in known if field in of_fields]:
            corpora[name].add(seed, *picks)
    for seed in VALUES + [raw for field, raw in known if field in fields]:
        corpora["values"].add(seed, 0)
    for seed in QUERIES:
        corpora["query"].add(seed, 0)
    for seed in CURSORS:
        corpora["query"].add(seed, 2, 3)


def add_records(corpora, lines):
    for path in sorted((ROOT / "config" / "sample").iterdir()):
        corpora["dump"].add(path.read_bytes())
        for line in path.read_bytes().splitlines():
            corpora["source"].add(line)
    entries = {"bibtex": [f"@article{{k, doi = {{10.1234/a}},\n {entry} }}\n"
                          for entry in BIBTEX],
               "ris": [f"TY  - JOUR\nDO  - 10.1234/a\n{entry}\nER  - \n"
                       for entry in RIS]}
    for name, seeds in (("bibtex", BIBTEX), ("ris", RIS)):
        for seed in seeds:
            corpora[name].add(seed)
        for seed in entries[name]:
            corpora["source"].add(seed)
            corpora["dump"].add(seed)
    for line in lines:
        corpora["source"].add(line)
    for folder, suffixes in (("bibtex", (".bib",)), ("ris", (".ris", ".txt")),
                             ("pubmed", (".xml",)), ("crossref", (".xml",)),
                             ("datacite", (".xml", ".json")),
                             *((folder, (".json", ".jsonl")) for folder in (
                                 "crossref", "csl", "openalex", "s2",
                                 "europepmc", "contentneg"))):
        for data in files(folder, *suffixes):
            corpora["source"].add(data)
            corpora["dump"].add(data)
            if folder in corpora:
                corpora[folder].add(re.sub(rb"^\s*@\w+\s*{[^,]*,", b"", data))


def escaped(word):
    """A word of a dictionary as libFuzzer reads it; '_' is a blank."""
    data = word.replace("_", " ").encode()
    return "".join(f"\\x{byte:02x}" for byte in data)


def main():
    work = pathlib.Path(sys.argv[1])
    corpora = {name: Corpus(work, name) for name in DICTIONARIES}
    lines = works()
    add_texts(corpora, lines)
    add_terms(corpora, lines)
    add_searches(corpora, lines)
    add_matches(corpora, lines)
    add_values(corpora)
    add_records(corpora, lines)
    seeds_wire.add(corpora, ROOT)
    for name, words in DICTIONARIES.items():
        entries = "".join(f'"{escaped(word)}"\n' for word in words.split())
        (work / f"{name}.dict").write_text(entries, encoding="ascii")
    print("seeds: " + ", ".join(f"{name} {corpus.count}"
                                for name, corpus in corpora.items()))


if __name__ == "__main__":
    main()
