#!/bin/sh
# SPDX-License-Identifier: MIT
# Installs the clients under a folder, from their registries, and the programs
# from Debian.
# usage: tests/clients/install.sh FOLDER
set -eu
folder=$1
here=$(cd "$(dirname "$0")" && pwd)

# need PROGRAM PACKAGE...: packages of Debian where there is no such program.
packages=
need() {
	program=$1
	shift
	command -v "$program" >/dev/null || packages="$packages $*"
}
need node nodejs
need npm npm
need pandoc pandoc
need biber biber
need bibtex texlive-binaries
need curl curl ca-certificates
if [ -n "$packages" ]; then
	[ "$(id -u)" = 0 ] && sudo= || sudo=sudo
	$sudo apt-get update -qq
	# shellcheck disable=SC2086
	DEBIAN_FRONTEND=noninteractive $sudo apt-get install -qq -y \
		--no-install-recommends $packages >/dev/null
fi

# Only when what is wanted has changed.
mkdir -p "$folder/node"
wanted=$(cat "$here/package.json" "$here"/requirements*.txt | sha256sum)
[ "$(cat "$folder/installed" 2>/dev/null)" != "$wanted" ] || exit 0
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q -r "$here/requirements.txt"
"$folder/venv/bin/pip" install -q --no-deps -r "$here/requirements-alone.txt"
cp "$here/package.json" "$folder/node/"
(cd "$folder/node" && npm install --no-audit --no-fund --ignore-scripts \
	--loglevel error)
echo "$wanted" >"$folder/installed"
