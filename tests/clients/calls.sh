# SPDX-License-Identifier: MIT
# What the scripts of programs share; as calls.py.  Each works in a folder of
# its own.
set -u
base=${PAPERD_URL:-http://127.0.0.1:8080}
article=10.5555/clients.article
here=$(cd "$(dirname "$0")" && pwd)
cd "$(mktemp -d)" || exit 1
trap 'rm -rf "$PWD"' EXIT

# client NAME VERSION WAY
client() {
	printf 'client ["%s", "%s", "%s"]\n' "$1" "$2" \
		"$(printf %s "$3" | sed 's/["\\]/\\&/g')"
}

# call NAME COMMAND...: what the command says is why it failed.
call() {
	name=$1
	shift
	if why=$("$@" 2>&1); then
		echo "ok $name"
	else
		echo "failed $name: $(echo "$why" | tr '\n' ' ' | cut -c1-300)"
	fi
}

# holds TEXT: that standard input has it; else it is shown.
holds() {
	text=$(cat)
	case $text in
	*"$1"*) ;;
	*)
		echo "no '$1' in: $text"
		return 1
		;;
	esac
}

# records FORM COUNT: taken by chance, but always the same.
records() {
	curl -fsS "$base/v1/records?format=$1&sample=$2&seed=1"
}
