#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs each fuzz target, or those named, for a number of seconds, from corpora
# and dictionaries that seeds.py makes.  What is found anew is kept in the
# build folder and used by the next run.
# usage: tests/fuzz/run.sh SECONDS [BUILD_FOLDER [TARGET...]]
set -eu
top=$(cd "$(dirname "$0")/../.." && pwd)
seconds=$1
build=${2:-$top/build/fuzz}
work=$build/corpus
[ $# -gt 2 ] && shift 2 ||
	set -- text names dates pages values source dump bibtex ris
mkdir -p "$work"
python3 "$top/tests/fuzz/seeds.py" "$work"

for target; do
	mkdir -p "$work/$target.new"
	echo "fuzz: $target, $seconds s"
	"$build/fuzz_$target" -max_total_time="$seconds" -timeout=5 \
		-max_len=4096 -rss_limit_mb=2048 -dict="$work/$target.dict" \
		-artifact_prefix="$work/$target-" "$work/$target.new" \
		"$work/$target" 2>"$work/$target.log" ||
		{ tail -25 "$work/$target.log"; exit 1; }
	tail -1 "$work/$target.log"
done
