#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes the vocabulary tables beside this folder.

usage: generate.py ISO_CODES_FOLDER SPDX_LICENSE_IDS_FOLDER

ISO_CODES_FOLDER holds iso_639-2.json and iso_639-3.json (Debian package
iso-codes: /usr/share/iso-codes/json), SPDX_LICENSE_IDS_FOLDER the unpacked npm
package spdx-license-ids (npm pack spdx-license-ids).
"""
import json
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent.parent
CODES_A_LINE = 22


def quoted(text):
    return json.dumps(text, ensure_ascii=False)


def write(name, origin, lines):
    first = f"/* Made by tables/generate.py from {origin}. */\n"
    text = first + "/* clang-format off */\n" + "\n".join(lines) + "\n"
    (HERE / name).write_text(text + "/* clang-format on */\n",
                             encoding="utf-8")


def rows(kind, name, pairs):
    """A table of pairs, sorted by the first for bsearch()."""
    yield f"static const struct {kind} {name}[] = {{"
    for key, value in sorted(pairs, key=lambda pair: pair[0].encode()):
        yield f"\t{{ {quoted(key)}, {quoted(value)} }},"
    yield "};"


def iso_codes_version():
    asked = subprocess.run(["dpkg-query", "-W", "-f", "${Version}",
                            "iso-codes"], capture_output=True, text=True)
    return asked.stdout or "unknown"


def languages(folder):
    def read(part):
        text = (folder / f"iso_{part}.json").read_text(encoding="utf-8")
        return json.loads(text)[part]

    part2, part3 = read("639-2"), read("639-3")
    living = [row for row in part3 if row["scope"] in "IM"]
    best = {row["alpha_3"]: row.get("alpha_2", row["alpha_3"])
            for row in living}
    alone = sorted(code for code, value in best.items() if code == value)
    short = {(code, value) for code, value in best.items() if code != value}
    names = set()
    for row in part2:
        value = best.get(row["alpha_3"])
        if not value:
            continue
        if "bibliographic" in row:
            short.add((row["bibliographic"], value))
        names |= {(part.strip().lower(), value)
                  for part in row["name"].split(";")}
    yield "/* ISO 639-3 without a two-letter code, three bytes each */"
    yield "static const char language_codes[] ="
    for at in range(0, len(alone), CODES_A_LINE):
        yield f"\t\"{''.join(alone[at:at + CODES_A_LINE])}\""
    yield "\t;"
    yield "/* ISO 639-2/B, 639-2/T and 639-3 to 639-1 */"
    yield from rows("language_word", "language_short", short)
    yield "/* English names of ISO 639-2, in lower case */"
    yield from rows("language_word", "language_names", names)


def licenses(folder):
    ids = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    yield "/* sorted without case */"
    yield "static const char *const license_ids[] = {"
    for spdx in sorted(ids, key=str.lower):
        assert re.fullmatch(r"[A-Za-z0-9.+-]{1,63}", spdx), spdx
        yield f"\t{quoted(spdx)},"
    yield "};"


def main():
    iso, spdx = map(pathlib.Path, sys.argv[1:3])
    package = json.loads((spdx / "package.json").read_text(encoding="utf-8"))
    write("language_table.inc", f"iso-codes {iso_codes_version()}",
          languages(iso))
    write("license_table.inc",
          f"npm spdx-license-ids {package['version']}", licenses(spdx))


if __name__ == "__main__":
    main()
