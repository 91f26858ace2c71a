# SPDX-License-Identifier: MIT
# Two stages: build on Debian, ship the binary and what it links, nothing else.
#
#   docker build -t paperd .
#   docker run -p 8080:8080 -v ./dumps:/data paperd
#
# /data holds the dumps to load (with no volume: the sample); the store is in
# /var/lib/paperd (a volume, to keep it).
FROM debian:bookworm-slim AS build
RUN apt-get update && apt-get install -y --no-install-recommends \
	gcc libc6-dev cmake ninja-build pkg-config \
	libmicrohttpd-dev libcjson-dev libsqlite3-dev libutf8proc-dev \
	libxml2-dev libxxhash-dev libzstd-dev zlib1g-dev \
	libcurl4-openssl-dev libstemmer-dev ca-certificates
WORKDIR /src
COPY CMakeLists.txt CMakePresets.json ./
COPY include include
COPY server server
COPY handlers handlers
COPY web web
COPY config config
RUN cmake --preset release && cmake --build --preset release
# The binary, the libraries it needs, and which packages they are of; what https
# needs: the authorities, and where names are looked up.
RUN set -eu; root=/image; \
	install -D -m 755 -s build/release/paperd $root/usr/local/bin/paperd; \
	install -D -m 644 config/paperd.conf $root/etc/paperd/paperd.conf; \
	install -D -m 644 /etc/ssl/certs/ca-certificates.crt \
		$root/etc/ssl/certs/ca-certificates.crt; \
	echo 'hosts: files dns' > $root/etc/nsswitch.conf; \
	mkdir -p $root/data $root/var/lib/paperd $root/tmp \
		$root/usr/share/paperd; \
	cp config/sample/* $root/data/; \
	ldd build/release/paperd | awk '/=> \//{print $3} /ld-linux/{print $1}' | \
	while read -r lib; do \
		install -D -m 755 "$(realpath "$lib")" "$root$lib"; \
		dpkg -S "$(realpath "$lib")" 2>/dev/null || dpkg -S "$lib"; \
	done | cut -d: -f1 | sort -u | while read -r package; do \
		dpkg-query -W -f '${Package} ${Version}\n' "$package"; \
	done > $root/usr/share/paperd/packages.txt; \
	echo 'paperd:x:10001:10001::/nonexistent:/bin/false' > $root/etc/passwd; \
	echo 'paperd:x:10001:' > $root/etc/group; \
	chmod 1777 $root/tmp; chown 10001:10001 $root/var/lib/paperd

FROM scratch
LABEL org.opencontainers.image.title="paperd" \
	org.opencontainers.image.description="A server of clean scholarly records" \
	org.opencontainers.image.licenses="MIT"
COPY --from=build /image /
USER 10001:10001
ENV PAPERD_LISTEN=*:8080 \
	PAPERD_DATA=/data \
	PAPERD_STORE=sqlite:/var/lib/paperd/paperd.db \
	MALLOC_ARENA_MAX=2
VOLUME /var/lib/paperd
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=2s \
	CMD ["/usr/local/bin/paperd", "health"]
ENTRYPOINT ["/usr/local/bin/paperd"]
CMD ["serve"]
