#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Who may include whom: reads every #include and fails on one that DESIGN
forbids.  The table is the one in ARCHITECTURE.md.

    tests/layers.py [--selftest]
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent

# layer: (layers it may include, third-party headers it may include)
LAYERS = {
    "core": ([], ["xxhash.h"]),
    "search": (["core"], ["utf8proc.h", "libstemmer.h"]),
    "paper": (["core", "search"], ["cjson/cJSON.h"]),
    "clean": (["core"], ["utf8proc.h"]),
    "source": (["core", "paper", "clean"],
               ["cjson/cJSON.h", "zlib.h", "zstd.h", "xxhash.h",
                "libxml/xmlreader.h"]),
    "format": (["core", "paper"], ["utf8proc.h"]),
    "match": (["core", "search", "paper"], []),
    "store": (["core", "search", "paper"], ["sqlite3.h"]),
    "ingest": (["core", "paper", "source", "store"], []),
    "http": (["core"], ["microhttpd.h", "cjson/cJSON.h", "zlib.h"]),
    "fetch": (["core", "paper"], ["curl/curl.h", "cjson/cJSON.h"]),
    "handlers": (["core", "search", "paper", "clean", "source", "format", "match",
                  "store", "ingest", "http", "fetch"], ["cjson/cJSON.h"]),
    "main": (["core", "search", "paper", "clean", "source", "format", "match", "store",
              "ingest", "http", "fetch", "handlers"], []),
}

# third-party headers that only these files may include
ONLY = {
    "sqlite3.h": r"server/store/sqlite\.h$",
    "curl/curl.h": r"server/fetch/transfer/transfer\.h$",
    "microhttpd.h": r"server/http/socket/mhd\.h$",
    "zlib.h": r"server/(source/dump/dump_[a-z]+\.[ch]|http/gzip\.c)$",
    "zstd.h": r"server/source/dump/dump_[a-z]+\.[ch]$",
    "libxml/xmlreader.h": r"server/source/xml/xml_reader\.h$",
    "utf8proc.h": r"server/(search/|clean/|format/bibtex/bibtex_letters\.c$)",
    "xxhash.h": r"server/(core/digest\.c|source/dump/dump_[a-z]+\.[ch])$",
}

# public header: the layer it is the contract of
HEADERS = {
    "core": ["cache", "error", "memory", "scoped", "text", "buf", "json", "log",
             "config", "digest", "thread"],
    "search": ["terms", "search"],
    "paper": ["paper", "doi", "identifier", "query", "exact"],
    "clean": ["clean", "names", "values", "rules"],
    "source": ["source", "dump", "report"],
    "format": ["format", "html"],
    "match": ["match"],
    "store": ["store"],
    "ingest": ["ingest"],
    "fetch": ["fetch"],
    "http": ["request", "response", "route", "http", "negotiate"],
    "handlers": ["app"],
}
LAYER_OF_HEADER = {name: layer for layer, names in HEADERS.items()
                   for name in names}
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^">]+)[">]', re.M)


def layer_of(path):
    parts = path.parts
    if parts[0] == "handlers":
        return "handlers"
    if parts[0] == "include":
        return LAYER_OF_HEADER.get(path.stem)
    return parts[1] if len(parts) > 2 else "main"


def is_third_party(name):
    return name in {header for _, own in LAYERS.values() for header in own}


def problems_of(path, text):
    layer = layer_of(path)
    if layer not in LAYERS:
        yield f"{path}: belongs to no layer of tests/layers.py"
        return
    layers, third_party = LAYERS[layer]
    for quote, name in INCLUDE.findall(text):
        if name.startswith("paperd/"):
            other = LAYER_OF_HEADER.get(pathlib.Path(name).stem)
            if other is None:
                yield f"{path}: {name} is the contract of no layer"
            elif other != layer and other not in layers:
                yield f"{path}: {layer} may not include {other} ({name})"
        elif quote == '"' and "/" in name:
            yield f"{path}: private header of another folder ({name})"
        elif is_third_party(name):
            if name not in third_party:
                yield f"{path}: {layer} may not include <{name}>"
            elif name in ONLY and not re.search(ONLY[name], path.as_posix()):
                yield f"{path}: <{name}> belongs to {ONLY[name]} alone"


def selftest():
    """The checker sees each kind of breach."""
    breaches = [
        ("server/store/a.c", '#include "paperd/http.h"\n'),
        ("server/http/a.c", '#include "paperd/store.h"\n'),
        ("server/core/a.c", '#include "paperd/paper.h"\n'),
        ("server/fetch/a.c", '#include "paperd/store.h"\n'),
        ("server/format/a.c", '#include "paperd/source.h"\n'),
        ("server/source/a.c", "#include <curl/curl.h>\n"),
        ("server/clean/a.c", "#include <cjson/cJSON.h>\n"),
        ("server/store/put.c", "#include <sqlite3.h>\n"),
        ("server/http/a.c", "#include <microhttpd.h>\n"),
        ("server/source/xml/a.c", "#include <libxml/xmlreader.h>\n"),
        ("server/paper/a.c", '#include "../clean/tags.h"\n'),
    ]
    for name, text in breaches:
        if not list(problems_of(pathlib.Path(name), text)):
            sys.exit(f"layers.py does not see: {name}: {text}")


def main():
    selftest()
    files = sorted(path for folder in ("server", "handlers", "include")
                   for path in (ROOT / folder).rglob("*.[ch]"))
    found = [problem for path in files
             for problem in problems_of(path.relative_to(ROOT),
                                        path.read_text(encoding="utf-8"))]
    for problem in found:
        print(problem)
    print(f"layers: {len(files)} files, {len(found)} breaches")
    sys.exit(1 if found or not files else 0)


if __name__ == "__main__":
    main()
