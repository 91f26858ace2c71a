#!/bin/sh
# SPDX-License-Identifier: MIT
# Builds the container image with buildah and tries it, with no registry: the
# base image that the Dockerfile names is made with debootstrap and tagged so.
# Needs root and buildah; with podman and runc the image runs as a container,
# shut in as far as containers are, without them in a plain chroot.  Where
# buildah cannot be had, says so and passes (exit 0).
# usage: tests/image/image-test.sh [WORK_FOLDER]
set -eu
top=$(cd "$(dirname "$0")/../.." && pwd)
work=${1:-$top/build/image}
mkdir -p "$work"

skip() {
	echo "image-test: skipped: $*"
	exit 0
}

[ "$(id -u)" = 0 ] || skip "not root"
for tool in buildah debootstrap; do
	command -v $tool >/dev/null || skip "$tool is not installed"
done

# storage of its own, so that nothing else on the machine is touched
cat >"$work/storage.conf" <<EOF
[storage]
driver = "vfs"
graphroot = "$work/store"
runroot = "$work/run"
EOF
export CONTAINERS_STORAGE_CONF="$work/storage.conf"
base=docker.io/library/debian:bookworm-slim

make_base() {
	if [ ! -d "$work/base/etc" ]; then
		rm -rf "$work/base.part"
		debootstrap --variant=minbase --include=ca-certificates bookworm \
			"$work/base.part" >"$work/debootstrap.log" 2>&1 ||
			{ tail -5 "$work/debootstrap.log"; skip "no base image"; }
		# packages come from where this machine has them from
		rm -f "$work/base.part/etc/apt/sources.list"
		for file in /etc/apt/sources.list /etc/apt/sources.list.d \
			/etc/apt/apt.conf.d /etc/apt/trusted.gpg.d; do
			[ -e $file ] || continue
			cp -RLf $file "$work/base.part$(dirname $file)/"
		done
		rm -rf "$work"/base.part/var/cache/apt/archives/*.deb \
			"$work"/base.part/usr/share/doc \
			"$work"/base.part/usr/share/locale
		mv "$work/base.part" "$work/base"
	fi
	if ! buildah inspect --type image $base >/dev/null 2>&1; then
		from=$(buildah from scratch)
		buildah add -q "$from" "$work/base" / >/dev/null
		buildah config --cmd /bin/bash "$from"
		buildah commit -q --rm "$from" $base >/dev/null
	fi
}

build_image() {
	buildah bud --isolation chroot --format docker --network host \
		--pull-never -q -t localhost/paperd:test "$top" \
		>"$work/build.log" 2>&1 || { tail -30 "$work/build.log"; exit 1; }
	buildah inspect --type image --format \
		'user {{.Docker.Config.User}}, stop {{.Docker.Config.StopSignal}}, health {{.Docker.Config.Healthcheck.Test}}' \
		localhost/paperd:test
	echo # the line above has no end
}

port=18080

wait_healthy() {
	tries=0
	until curl -fsS -m 2 "http://127.0.0.1:$port/readyz" >/dev/null 2>&1; do
		tries=$((tries + 1))
		[ $tries -lt 100 ] || { echo "image-test: not ready"; return 1; }
		sleep .1
	done
}

# What a user would ask of the running container: a title and a count.
try_it() {
	wait_healthy
	curl -fsS "http://127.0.0.1:$port/v1/records/$1" | grep -q "\"title\":\"$2"
	curl -fsS "http://127.0.0.1:$port/v1/stats" | grep -q "\"records\":$3"
}

# A line of /proc/PID/status of the daemon in the container.
state() {
	sed -n "s/[[:space:]]*$//; s/^$2:[[:space:]]*//p" "/proc/$1/status" |
		tr '\t' ' '
}

# What the kernel says of the daemon, from outside: there is no shell within.
# Says what is not as it should be.
try_confinement() {
	pid=$(podman inspect paperd-test --format '{{.State.Pid}}')
	while read -r name wanted; do
		found=$(state "$pid" "$name")
		[ "$found" = "$wanted" ] ||
			{ echo "image-test: $name is $found, not $wanted"; return 1; }
	done <<-EOF
		Uid 10001 10001 10001 10001
		Gid 10001 10001 10001 10001
		Groups 10001
		CapInh 0000000000000000
		CapPrm 0000000000000000
		CapEff 0000000000000000
		CapBnd 0000000000000000
		CapAmb 0000000000000000
		NoNewPrivs 1
		Seccomp 2
	EOF
	awk '$5 == "/" && $6 ~ /^ro(,|$)/ { found = 1 } END { exit !found }' \
		"/proc/$pid/mountinfo" ||
		{ echo "image-test: the root can be written"; return 1; }
	grep -q '^libmicrohttpd' "/proc/$pid/root/usr/share/paperd/packages.txt" ||
		{ echo "image-test: its packages are not listed"; return 1; }
	! podman exec paperd-test /bin/sh -c true 2>/dev/null ||
		{ echo "image-test: there is a shell"; return 1; }
}

# Runs a container with a read-only root, no capabilities and the default
# filter of system calls, asks it, looks at it, stops it and wants exit status
# 0.  Arguments: those of try_it, then podman's.
run_podman() {
	doi=$1 title=$2 count=$3
	shift 3
	podman --runtime runc run -d --name paperd-test \
		--ulimit nofile=4096:4096 --ulimit nproc=4096:4096 \
		--network host --read-only --read-only-tmpfs=false --cap-drop ALL \
		--security-opt no-new-privileges \
		-e PAPERD_LISTEN=127.0.0.1:$port "$@" localhost/paperd:test \
		>"$work/run.log" 2>&1
	trap 'podman --runtime runc rm -f paperd-test >/dev/null 2>&1' EXIT
	try_it "$doi" "$title" "$count"
	try_confinement
	podman exec paperd-test /usr/local/bin/paperd health
	podman --runtime runc stop -t 15 paperd-test >/dev/null 2>&1
	code=$(podman inspect paperd-test --format '{{.State.ExitCode}}')
	[ "$code" = 0 ] || { echo "image-test: exit code $code"; exit 1; }
	podman --runtime runc rm -f paperd-test >/dev/null 2>&1
}

run_containers() {
	run_podman 10.1038/nature14539 'Deep learning' 14
	mkdir -p "$work/dumps"
	echo '{"DOI":"10.5555/1","type":"journal-article","title":["A&amp;amp;B"]}' \
		>"$work/dumps/one.jsonl"
	run_podman 10.5555/1 'A&B' 1 -v "$work/dumps:/data:ro"
	echo "image-test: ran with podman, with and without a volume of dumps"
	echo "image-test: confined: uid 10001, root read-only, no capabilities," \
		"no new privileges, default seccomp filter, no shell"
}

run_chroot() {
	from=$(buildah from localhost/paperd:test)
	root=$(buildah mount "$from")
	env -i PAPERD_LISTEN=127.0.0.1:$port PAPERD_DATA=/data \
		PAPERD_STORE=sqlite:/var/lib/paperd/paperd.db \
		chroot --userspec=10001:10001 "$root" /usr/local/bin/paperd \
		>"$work/chroot.log" 2>&1 &
	daemon=$!
	trap 'kill $daemon 2>/dev/null; buildah rm "$from" >/dev/null' EXIT
	try_it 10.1038/nature14539 'Deep learning' 14
	kill -TERM $daemon
	wait $daemon
	echo "image-test: ran in a chroot as uid 10001"
}

make_base
build_image
size=$(buildah images --format '{{.Size}}' localhost/paperd:test)
echo "image-test: final image $size"
if command -v podman >/dev/null && command -v runc >/dev/null &&
	podman --runtime runc info >/dev/null 2>&1; then
	run_containers
else
	run_chroot
fi
echo "image-test: passed"
