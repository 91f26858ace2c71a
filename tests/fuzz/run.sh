#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs each fuzz target for a number of seconds, from a corpus made of the
# sample records and, where they are to be had, of the worked cases.
# usage: tests/fuzz/run.sh SECONDS [BUILD_FOLDER]
set -eu
top=$(cd "$(dirname "$0")/../.." && pwd)
seconds=$1
build=${2:-$top/build/fuzz}
work=$build/corpus
mkdir -p "$work/values" "$work/source" "$work/dump"

python3 - "$top" "$work" <<'EOF'
import json, os, pathlib, sys
top, work = map(pathlib.Path, sys.argv[1:])
shared = pathlib.Path(os.environ.get("TEST_SHARED", top / ".." / "shared"))
texts = ["A <i>b</i>c &amp;lt; 10<sup>2</sup>", "Smith, J.; Doe, M.", "1998 Dec"]
cases = shared / "cleaning" / "cases.jsonl"
if cases.exists():
    texts += [raw for line in cases.open(encoding="utf-8")
              if isinstance(raw := json.loads(line)["raw"], str)]
for number, text in enumerate(texts):
    (work / "values" / str(number)).write_bytes(b"\0" + text.encode())
for file in sorted((top / "config" / "sample").iterdir()):
    for number, line in enumerate(file.read_bytes().splitlines()):
        (work / "source" / f"{file.stem}-{number}").write_bytes(line)
    (work / "dump" / file.stem).write_bytes(file.read_bytes())
entries = {
    "bibtex": "@string{j = {J. of } # \"X\"}\n@comment{a}\n@article{k,\n"
              " doi = {10.1234/a\\_b}, title = \"{A} $x$\", journal = j,\n"
              " author = {G{\\\"o}del, K. and {B and C}}, month = 1 # jan }\n",
    "ris": "TY  - JOUR\nDO  - 10.1234/a\nAU  - Doe, J.\nKW  - a\nb\n"
           "PY  - 2001\nDA  - 2001/02/03/\nSN  - 0036-8075\nER  - \n",
    "pubmed": "<a><PubmedArticle><MedlineCitation><Article><ArticleTitle>A"
              "&eacute;<i>b</i><![CDATA[ c]]></ArticleTitle></Article>"
              "</MedlineCitation><PubmedData><ArticleIdList><ArticleId "
              "IdType=\"doi\">10.1234/a</ArticleId></ArticleIdList>"
              "</PubmedData></PubmedArticle><!-- b --></a>",
    "unixref": "<journal><journal_metadata><full_title>A</full_title>"
               "</journal_metadata><journal_article><doi_data><doi>10.1234/a"
               "</doi></doi_data></journal_article><journal_article/>"
               "</journal>",
    "datacite": "<resource><identifier identifierType='DOI'>10.1234/a"
                "</identifier><titles><title>A</title></titles></resource>",
}
for name, text in entries.items():
    for folder in ("source", "dump"):
        (work / folder / name).write_text(text)
EOF

for target in text names values source dump; do
	corpus=$work/values
	case $target in source | dump) corpus=$work/$target ;; esac
	mkdir -p "$work/$target.new"
	echo "fuzz: $target, $seconds s"
	"$build/fuzz_$target" -max_total_time="$seconds" -timeout=5 \
		-max_len=4096 -rss_limit_mb=2048 \
		-artifact_prefix="$work/$target-" "$work/$target.new" \
		"$corpus" 2>"$work/$target.log" ||
		{ tail -25 "$work/$target.log"; exit 1; }
	tail -1 "$work/$target.log"
done
