#!/bin/sh
# SPDX-License-Identifier: MIT
# The checks of addresses as they are in production, with nothing allowed: in a
# network namespace that has only lo, with public and private addresses on it,
# and its own name server, so that no packet can leave.
# usage: tests/fetch_namespace.sh PAPERD
# Exit status 77: no namespace can be made here.
set -eu
here=$(cd "$(dirname "$0")" && pwd)

skip() {
	echo "fetch_namespace: skipped: $*"
	exit 77
}

# The public ones are those of the stand-in; the rest must never be touched.
public="8.8.4.10/32 8.8.4.11/32 2606:4700::1111/128"
inside="10.0.0.5/32 100.64.0.5/32 169.254.169.254/32 fd00::5/128
	64:ff9b::a00:5/128 2002:a00:5::1/128"

if [ "${1:-}" = --inside ]; then
	ip link set lo up
	for address in $public $inside; do
		case $address in
		*:*) ip -6 address add "$address" dev lo nodad ;;
		*) ip address add "$address" dev lo ;;
		esac
	done
	printf '127.0.0.1 localhost\n::1 localhost\n8.8.4.10 doi.org\n' \
		>"$3/hosts"
	echo 'nameserver 127.0.0.1' >"$3/resolv.conf"
	echo 'hosts: files dns' >"$3/nsswitch.conf"
	for name in hosts resolv.conf nsswitch.conf; do
		mount --bind "$3/$name" "/etc/$name"
	done
	exec python3 "$here/fetch_namespace.py" "$2" "$3"
fi

[ $# = 1 ] || { echo "usage: $0 PAPERD" >&2; exit 2; }
for tool in ip unshare setpriv mount python3 openssl; do
	command -v $tool >/dev/null || skip "$tool is not installed"
done
for name in hosts resolv.conf nsswitch.conf; do
	[ -e "/etc/$name" ] || skip "there is no /etc/$name to stand in for"
done
flags="--net --mount"
unshare $flags true 2>/dev/null || flags="--user --map-root-user $flags"
unshare $flags sh -c 'ip link set lo up && mount -t tmpfs none /mnt' \
	2>/dev/null || skip "no network and mount namespace can be made"
unshare $flags sh -c "ip link set lo up
	ip -6 address add fd00::5/128 dev lo nodad" 2>/dev/null ||
	skip "there is no IPv6"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unshare $flags sh "$0" --inside "$1" "$work"
