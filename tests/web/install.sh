#!/bin/sh
# SPDX-License-Identifier: MIT
# Installs a browser from Debian and packages from their registry.
# usage: tests/web/install.sh PACKAGES FOLDER
# PACKAGES: package.json or lighthouse.json.  Ends with 77 where the one or the
# other is not to be had.
set -eu
wanted=$1
folder=$2

# Not the font that comes with the browser alone: the pages are in Chinese too.
packages=
need() {
	eval "$1" >/dev/null || packages="$packages $2"
}
need "command -v node" nodejs
need "command -v npm" npm
need "command -v chromium" chromium
need "dpkg -s fonts-noto-cjk 2>&1" fonts-noto-cjk
if [ -n "$packages" ]; then
	[ "$(id -u)" = 0 ] && sudo= || sudo=sudo
	# shellcheck disable=SC2086
	{ $sudo apt-get update -qq &&
		DEBIAN_FRONTEND=noninteractive $sudo apt-get install -qq -y \
			--no-install-recommends $packages; } >/dev/null || exit 77
fi

# Only when what is wanted has changed.
mkdir -p "$folder"
cmp -s "$wanted" "$folder/installed" && exit 0
cp "$wanted" "$folder/package.json"
(cd "$folder" && npm install --no-audit --no-fund --ignore-scripts \
	--loglevel error) || exit 77
cp "$wanted" "$folder/installed"
