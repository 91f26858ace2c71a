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
mkdir -p "$work/values" "$work/source"

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
EOF

for target in text names values source; do
	corpus=$work/values
	[ $target = source ] && corpus=$work/source
	mkdir -p "$work/$target.new"
	echo "fuzz: $target, $seconds s"
	"$build/fuzz_$target" -max_total_time="$seconds" -timeout=5 \
		-max_len=4096 -rss_limit_mb=2048 \
		-artifact_prefix="$work/$target-" "$work/$target.new" \
		"$corpus" 2>"$work/$target.log" ||
		{ tail -25 "$work/$target.log"; exit 1; }
	tail -1 "$work/$target.log"
done
