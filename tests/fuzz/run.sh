#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs each fuzz target, or those named, from corpora and dictionaries that
# seeds.py makes.
# usage: [SEED=NUMBER] [JOBS=2] tests/fuzz/run.sh SECONDS [BUILD_FOLDER [TARGET...]]
#
# Without SEED the same commit gives the same answer: the seeds in one order,
# the random numbers of -seed=1, and not a time but about as many inputs as a
# busy machine tries in SECONDS.  Nothing is kept but an input that fails.  Where the
# system refuses fixed addresses (setarch -R), two answers may still differ.
#
# With SEED, for long runs by hand: for SECONDS, with other random numbers; what
# is found anew is kept in the build folder and used by the next run with SEED.
#
# JOBS targets run at a time.
set -eu
top=$(cd "$(dirname "$0")/../.." && pwd)
seconds=$1
build=$(cd "${2:-$top/build/fuzz}" && pwd)
work=corpus
cd "$build"
[ $# -gt 2 ] && shift 2 ||
	set -- text names dates pages values source dump bibtex ris terms \
		search query match request wire answer config
if [ -z "${FUZZ_SEEDS_MADE:-}" ]; then
	mkdir -p "$work"
	python3 "$top/tests/fuzz/seeds.py" "$work"
	export FUZZ_SEEDS_MADE=1
fi
if [ $# -gt 1 ]; then
	printf '%s\n' "$@" |
		xargs -n 1 -P "${JOBS:-2}" "$top/tests/fuzz/run.sh" \
			"$seconds" "$build"
	exit
fi

# Inputs a second, about what two busy cores try.
rate() {
	case $1 in
	dates) echo 90000 ;;
	pages) echo 1500 ;;
	source) echo 1500 ;;
	text) echo 1200 ;;
	names) echo 450 ;;
	terms) echo 250 ;;
	search) echo 40 ;;
	bibtex) echo 300 ;;
	query) echo 12000 ;;
	request) echo 1200 ;;
	wire | answer | config) echo 5000 ;;
	*) echo 500 ;;
	esac
}

# A folder is read in no certain order, so its files are listed.
list() {
	find "$work/$1" -type f | LC_ALL=C sort | paste -s -d , \
		>"$work/$1.list"
}

fixed=
if [ -z "${SEED:-}" ]; then
	fixed="env -i"
	setarch -R true 2>/dev/null && fixed="env -i setarch -R"
fi

# fuzz TARGET ARGUMENT...
fuzz() {
	name=$1
	shift
	$fixed "./fuzz_$name" -timeout=5 -max_len=4096 -rss_limit_mb=2048 \
		-dict="$work/$name.dict" -artifact_prefix="$work/$name-" "$@" \
		2>"$work/$name.log"
}

# The fuzzer's choices hang on addresses: on what is compared (-use_cmp), on
# where the stack begins, which environment and arguments move.
fuzz_repeatable() {
	list "$1"
	fuzz "$1" -seed=1 -runs=$((seconds * $(rate "$1"))) -use_cmp=0 \
		-seed_inputs="@$work/$1.list"
}

fuzz_seeded() {
	mkdir -p "$work/$1.new"
	fuzz "$1" -seed="$SEED" -max_total_time="$seconds" "$work/$1.new" \
		"$work/$1"
}

# What the target said, and the input, for a machine that nobody can enter.
failed() {
	grep -av '^ *#[0-9]' "$work/$target.log" | grep -a . | tail -25
	artifact=$(sed -n 's/.*Test unit written to //p' "$work/$target.log")
	echo "fuzz: $target failed; ${artifact:-no input}, in base64, gzipped:"
	[ -z "$artifact" ] || gzip -9nc "$artifact" | base64 -w 0 && echo
	exit 1
}

target=$1
if [ -n "${SEED:-}" ]; then
	fuzz_seeded "$target"
else
	fuzz_repeatable "$target"
fi || failed
edges=$(sed -n 's/.*DONE *cov: \([0-9]*\).*/\1/p' "$work/$target.log")
echo "fuzz: $target, $seconds s${SEED:+, seed $SEED}:" \
	"$(tail -1 "$work/$target.log"), ${edges:-0} edges"
