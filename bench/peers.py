# SPDX-License-Identifier: MIT
"""Servers that a look-up is measured beside: nginx with the same bodies as
files, and the least of libmicrohttpd servers."""
import os
import pathlib
import socket
import subprocess
import time
import urllib.error
import urllib.request
import zlib

# Header fields of a record, as paperd gives them; nginx adds its own ETag.
FIELDS = ("Content-Type", "X-Content-Type-Options",
          "Access-Control-Allow-Origin", "Access-Control-Expose-Headers",
          "Vary", "Cache-Control")

# Files stay open for the whole run; none is looked for a second time.
CONFIGURATION = """
daemon off;
%(user)s
master_process on;
worker_processes %(workers)d;
worker_rlimit_nofile %(files)d;
pid %(folder)s/nginx.pid;
error_log %(folder)s/nginx.log crit;
events { worker_connections 1024; use epoll; multi_accept on; }
http {
  access_log off;
  default_type application/json;
  types { }
  client_body_temp_path %(folder)s/temp;
  proxy_temp_path %(folder)s/temp;
  fastcgi_temp_path %(folder)s/temp;
  uwsgi_temp_path %(folder)s/temp;
  scgi_temp_path %(folder)s/temp;
  server_tokens off;
  etag on;
  gzip_static on;
  %(sending)s
  tcp_nodelay on;
  keepalive_requests 1000000000;
  keepalive_timeout 1h;
  open_file_cache max=%(files)d inactive=1h;
  open_file_cache_valid 1h;
  open_file_cache_min_uses 1;
  open_file_cache_errors on;
  server {
    listen 127.0.0.1:%(port)d;
    root %(folder)s/files;
    %(fields)s
  }
}
"""
# Of what nginx has, the fastest with bodies of this size: read and sent with the
# header at once.  sendfile, with tcp_nopush or without, takes a second packet.
SENDING = "sendfile off;"


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def gzip_of(body):
    """As paperd has it: level 6, no name, no time."""
    packer = zlib.compressobj(6, zlib.DEFLATED, 31)
    return packer.compress(body) + packer.flush()


class Files:
    """Bodies as files in folder/files, by number, each with its gzip form."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.tags = []      # as nginx makes them: time and size
        self.packed_tags = []

    def path(self, number):
        return f"/v1/records/{number // 1000:03}/{number:06}.json"

    def add(self, body):
        number = len(self.tags)
        path = self.folder / "files" / self.path(number)[1:]
        if number % 1000 == 0:
            path.parent.mkdir(parents=True)
        packed = path.with_suffix(".json.gz")
        path.write_bytes(body)
        packed.write_bytes(gzip_of(body))
        for one, tags in (path, self.tags), (packed, self.packed_tags):
            stat = one.stat()
            os.utime(one, (int(stat.st_mtime), int(stat.st_mtime)))
            tags.append(f'"{int(stat.st_mtime):x}-{stat.st_size:x}"')


class Peer:
    """A server that says or is told where it listens; ends with this process."""

    def __init__(self, words, address=None):
        self.process = subprocess.Popen(
            ["setpriv", "--pdeathsig", "TERM", *map(str, words)],
            stdout=subprocess.PIPE)
        if not address:
            line = self.process.stdout.readline().decode()
            address = line.split()[-1].removeprefix("http://")
        self.address = address

    def wait(self, path="/", seconds=10):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                with urllib.request.urlopen(f"http://{self.address}{path}"):
                    return self
            except urllib.error.HTTPError:
                return self
            except OSError:
                time.sleep(.02)
        raise SystemExit(f"{self.address} does not answer")

    def pids(self):
        """Of itself and its workers."""
        own = self.process.pid
        children = pathlib.Path(f"/proc/{own}/task/{own}/children")
        return [own, *map(int, children.read_text().split())]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()


def nginx(folder, workers, headers, before=(), sending=SENDING,
          files=19900):
    """headers: of paperd's answer, which nginx then gives too."""
    fields = "\n    ".join(f'add_header {name} "{headers[name]}";'
                           for name in FIELDS[1:])
    port = free_port()
    path = pathlib.Path(folder) / "nginx.conf"
    path.write_text(CONFIGURATION % {
        "workers": workers, "files": files, "folder": folder, "port": port,
        "fields": fields, "sending": sending,
        # else its workers are nobody, who may not read here
        "user": "user root;" if os.getuid() == 0 else ""})
    return Peer([*before, "nginx", "-e", f"{folder}/nginx.log", "-c", path],
                f"127.0.0.1:{port}").wait()


def constant(build, threads, size, before=()):
    return Peer([*before, build / "bench_constant", threads, size]).wait()
