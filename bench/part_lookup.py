# SPDX-License-Identifier: MIT
"""Look-ups by DOI, beside nginx with the same bodies as files, and beside the
least of libmicrohttpd servers."""
import pathlib
import resource
import tempfile
import typing
import urllib.request

import asking
import figures
import library
import peers

NAME = "lookup"
# Files that nginx has open beside those it serves.
OTHER_FILES = 500


class Kind(typing.NamedTuple):
    name: str
    wanted: float
    method: str = "GET"
    headers: tuple = ()
    tagged: bool = False    # the client knows the tag


KINDS = (
    Kind("whole", 1.2),
    Kind("compressed", 1.0, headers=(("Accept-Encoding", "gzip"),)),
    Kind("304, the client has it", 1.2, tagged=True),
    Kind("HEAD", 1.0, method="HEAD"),
)


class Bench(library.Bench):
    """What all kinds share: the records, also as files."""

    def __init__(self, args, folder):
        super().__init__(args, folder)
        limit = resource.getrlimit(resource.RLIMIT_NOFILE)[1] - OTHER_FILES
        self.files = peers.Files(folder)
        for record in self.records[:limit]:
            self.files.add(record.json)

    def nginx(self, headers):
        return peers.nginx(self.folder, 1, headers, self.here,
                           files=len(self.files.tags) + OTHER_FILES // 2)

    def scripts(self, kind):
        """(for paperd, for its peers)"""
        files = self.files
        ours = [record.path + (f'\t"{record.tag}"' if kind.tagged else "")
                for record in self.records]
        theirs = [files.path(number) + ("\t" + tag if kind.tagged else "")
                  for number, tag in enumerate(files.tags)]
        heads = self.args.build / "bench_heads"
        return (asking.Script(self.folder, "ours", ours, kind, heads),
                asking.Script(self.folder, "theirs", theirs, kind, heads))

    def side_by_side(self, servers):
        """servers: name → (server, script).  name → turns, taken in turns."""
        got = {name: [] for name in servers}
        for _ in range(self.turns):
            for name, (server, script) in servers.items():
                words = script.words(server, self.seconds)
                got[name].append(asking.turn_of(server,
                                                [*self.there, *words]))
        return got


def headers_of(server, record):
    """Of an answer, after it was seen to be the record."""
    url = f"http://{server.address}{record.path}"
    with urllib.request.urlopen(url) as answer:
        if answer.read() != record.json:
            raise SystemExit(f"{record.key} is not what is stored")
        return answer.headers


def beside(name, wanted, got, peer):
    ours, theirs = got["paperd"], got[peer]
    return figures.least(
        name, asking.ratio(ours, theirs, "rate"), wanted,
        behind=f" · {asking.median(ours, 'rate'):,.0f}/s beside "
               f"{asking.median(theirs, 'rate'):,.0f}/s")


def kind_rows(bench, kind, server, headers):
    ours, theirs = bench.scripts(kind)
    ours.walk(server, bench.there)
    with bench.nginx(headers) as nginx:
        theirs.walk(nginx, bench.there)
        got = bench.side_by_side({"paperd": (server, ours),
                                  "nginx": (nginx, theirs)})
    yield beside(f"{kind.name}: answers a second, nginx 1", kind.wanted, got,
                 "nginx")
    if kind is KINDS[0]:
        yield figures.most("the same: p99, nginx 1", asking.ratio(
            got["paperd"], got["nginx"], "p99"), 1.0, behind="".join(
                f" · {asking.median(got[name], 'p99') / 1000:.2f} ms"
                for name in ("paperd", "nginx")))
    yield figures.Row(
        f"{kind.name}: processor time an answer, beside nginx",
        " · ".join(f"{asking.median(got[name], 'spent'):.1f} µs"
                   for name in ("paperd", "nginx")))


def constant_rows(bench, server):
    ours, theirs = bench.scripts(KINDS[0])
    size = sum(len(one.json) for one in bench.records) // len(bench.records)
    with peers.constant(bench.args.build, 1, size, bench.here) as least:
        got = bench.side_by_side({"paperd": (server, ours),
                                  "least": (least, theirs)})
    yield beside(f"whole: answers a second, one constant answer of {size:,} "
                 "bytes by libmicrohttpd 1", 0.8, got, "least")


# Less room than for all records, and none.
COLD = (("64MiB", "as by default, with room for a third"),
        ("0", "nothing kept, each read from the store"))


def cold_rows(bench, headers):
    ours, theirs = bench.scripts(KINDS[0])
    with bench.nginx(headers) as nginx:
        theirs.walk(nginx, bench.there)
        for room, words in COLD:
            with bench.paperd(room) as server:
                ours.walk(server, bench.there)
                got = bench.side_by_side({"paperd": (server, ours),
                                          "nginx": (nginx, theirs)})
            yield figures.Row(
                f"whole, {words}: answers a second, nginx 1",
                f"{asking.ratio(got['paperd'], got['nginx'], 'rate'):.2f} · "
                f"{asking.median(got['paperd'], 'rate'):,.0f}/s")


def measure(args):
    lacking = library.missing("wrk", "nginx", "taskset")
    if lacking:
        print(f"{NAME}: skipped, {lacking}")
        return
    with tempfile.TemporaryDirectory(dir=args.build) as name:
        bench = Bench(args, pathlib.Path(name).resolve())
        yield figures.Row("records held · asked for · files of nginx",
                          f"{len(bench.records):,} · {len(bench.records):,} · "
                          f"{len(bench.files.tags):,}")
        with bench.paperd(library.ROOM) as server:
            headers = headers_of(server, bench.records[0])
            for kind in KINDS:
                yield from kind_rows(bench, kind, server, headers)
            yield from constant_rows(bench, server)
        yield from cold_rows(bench, headers)
