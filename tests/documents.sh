#!/bin/sh
# SPDX-License-Identifier: MIT
# What is written about the program against the program: every option in the
# man page, every endpoint in the README, man pages without warnings, the API
# description valid.  Starts the daemon on a free port.
# usage: tests/documents.sh PAPERD
set -eu
paperd=$1
top=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
daemon=
trap '[ -z "$daemon" ] || kill "$daemon" 2>/dev/null; rm -rf "$work"' EXIT
bad=0

complain() {
	echo "documents: $*"
	bad=$((bad + 1))
}

# ---- options ----
"$paperd" --help >"$work/help"
options=$(sed -n 's/^  --\([a-z-]*\) .*/\1/p' "$work/help")
[ -n "$options" ] || complain "--help lists no option"
for option in $options; do
	[ "$option" = config ] && continue
	grep -q "^\.It Cm $option No" "$top/docs/paperd.conf.5" ||
		complain "docs/paperd.conf.5 lacks $option"
	grep -q "^#* *$option =" "$top/config/paperd.conf" ||
		complain "config/paperd.conf lacks $option"
done
for option in $(sed -n 's/^\.It Cm \([a-z-]*\) No.*/\1/p' \
	"$top/docs/paperd.conf.5"); do
	echo "$options" | grep -qx -e "$option" ||
		complain "docs/paperd.conf.5 has $option, the program has not"
done

# ---- man pages ----
if command -v mandoc >/dev/null; then
	mandoc -Tlint -W warning "$top/docs/paperd.8" "$top/docs/paperd.conf.5" ||
		complain "man pages have warnings"
fi

# ---- rules ----
"$top/docs/rules.py" "$paperd" --check || complain "docs/cleaning.md"

# ---- proofs of SECURITY.md: `tests/FILE`, or `tests/FILE:NAME` of a test ----
proofs=$(grep -o '`tests/[^`]*`' "$top/SECURITY.md" | tr -d '`' | sort -u)
[ -n "$proofs" ] || complain "SECURITY.md names no test"
for proof in $proofs; do
	file=$top/${proof%%:*}
	name=${proof#*:}
	[ "$name" != "$proof" ] || name=
	[ -e "$file" ] && { [ -z "$name" ] || grep -qE \
		-e "^(Test|CONTRACT)\([a-z_0-9]+, $name[,)]" \
		-e "^[[:space:]]+$name\)$" -e "^def $name\(" "$file"; } ||
		complain "SECURITY.md: there is no test $proof"
done

# ---- endpoints ----
"$paperd" serve --listen 127.0.0.1:0 --store sqlite::memory: \
	--data "$top/config/sample" >"$work/out" 2>"$work/log" &
daemon=$!
tries=0
until address=$(sed -n 's/^listening on //p' "$work/out") && [ -n "$address" ]; do
	tries=$((tries + 1))
	[ $tries -lt 100 ] || { cat "$work/log"; exit 1; }
	sleep 0.1
done
curl -fsS "http://$address/openapi.json" >"$work/openapi.json"
for path in $(python3 -c '
import json, sys
print("\n".join(json.load(open(sys.argv[1]))["paths"]))' "$work/openapi.json"); do
	grep -qF "\`$path\`" "$top/README.md" ||
		complain "README.md lacks the endpoint $path"
done
if python3 -c 'import openapi_spec_validator' 2>/dev/null; then
	python3 -m openapi_spec_validator "$work/openapi.json" ||
		complain "/openapi.json is not valid OpenAPI"
else
	echo "documents: openapi-spec-validator is not installed, not checked"
fi

echo "documents: $bad problems"
[ "$bad" = 0 ]
