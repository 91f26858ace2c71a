#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs one Criterion program and believes neither its exit status alone nor its
# silence: fails on a sanitizer report and when no test ran.
# usage: run.sh PROGRAM [ARGUMENT...]
set -u
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
ASAN_OPTIONS="log_path=$work/san:detect_leaks=1:${ASAN_OPTIONS:-}"
LSAN_OPTIONS="log_path=$work/san:${LSAN_OPTIONS:-}"
UBSAN_OPTIONS="log_path=$work/san:halt_on_error=1:print_stacktrace=1"
TSAN_OPTIONS="log_path=$work/san:${TSAN_OPTIONS:-}"
export ASAN_OPTIONS LSAN_OPTIONS UBSAN_OPTIONS TSAN_OPTIONS
"$@" >"$work/out" 2>&1
status=$?
cat "$work/out"
for report in "$work"/san*; do
	[ -s "$report" ] || continue
	echo "run.sh: sanitizer report:"
	cat "$report"
	status=1
done
tested=$(grep -aoE 'Tested: [0-9]+' "$work/out" | tail -1 | cut -d' ' -f2)
if [ "${tested:-0}" -eq 0 ]; then
	echo "run.sh: no test ran"
	status=1
fi
exit $status
