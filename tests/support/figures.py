# SPDX-License-Identifier: MIT
"""Figures as a table: each beside what is wanted, in bold where it is missed;
and the place of that table in a page."""
import argparse
import importlib
import pathlib
import sys
import typing

MISSED = "**"


class Row(typing.NamedTuple):
    what: str               # in words
    figure: str             # as measured, with its unit
    wanted: str = ""        # "≥ 1.2"; empty where nothing is asked for
    met: bool = True

    @property
    def shown(self):
        return self.figure if self.met else MISSED + self.figure + MISSED


def least(what, value, bound, form="{:.2f}", behind=""):
    """A ratio that must be at least so much."""
    return Row(what, form.format(value) + behind, "≥ " + form.format(bound),
               value >= bound)


def most(what, value, bound, form="{:.2f}", behind=""):
    """A figure that must be at most so much."""
    return Row(what, form.format(value) + behind, "≤ " + form.format(bound),
               value <= bound)


def held(what, figure, holds, wanted="yes"):
    """Something that holds or does not."""
    return Row(what, figure, wanted, bool(holds))


def table(rows):
    lines = ["| | wanted | measured |", "|---|---|--:|"]
    lines += [f"| {row.what} | {row.wanted} | {row.shown} |" for row in rows]
    return "\n".join(lines) + "\n"


def marks(part, maker):
    """What a table of a page stands between."""
    return f"<!-- {part}: made by {maker} -->\n", f"<!-- end of {part} -->\n"


def page_write(page, part, maker, text):
    """Puts the table in its place; the page must have one."""
    begin, end = marks(part, maker)
    whole = page.read_text(encoding="utf-8")
    if begin not in whole or end not in whole:
        raise SystemExit(f"{page.name} has no place for {part}:\n{begin}{end}")
    before, rest = whole.split(begin)
    page.write_text(before + begin + text + end + rest.split(end)[1],
                    encoding="utf-8")


def parts_in(folder):
    """By name: the modules part_*.py, each with NAME and measure(args), which
    gives rows; no rows means that the part was skipped, and it says why."""
    sys.path.insert(0, str(folder))
    modules = [importlib.import_module(path.stem)
               for path in sorted(folder.glob("part_*.py"))]
    return {module.NAME: module for module in modules}


def arguments(about, build, parts):
    parser = argparse.ArgumentParser(description=about.split("\n", 1)[0])
    parser.add_argument("--build", type=pathlib.Path, default=build)
    parser.add_argument("--only", default=",".join(parts),
                        help=f"parts, of {', '.join(parts)}")
    parser.add_argument("--short", action="store_true",
                        help="less of each, as CI runs it; a part that misses "
                        "is measured once more, since a short look at a busy "
                        "machine may mislead")
    parser.add_argument("--page", action="store_true",
                        help="write the tables into the page")
    args = parser.parse_args()
    args.only = args.only.split(",")
    for name in args.only:
        if name not in parts:
            parser.error(f"no part {name}; there are {', '.join(parts)}")
    return args


def main(about, folder, page, build):
    """Measures the parts in a folder; returns the exit status, 1 when a figure
    is missed."""
    parts = parts_in(folder)
    args = arguments(about, build, parts)
    maker = f"{folder.name}/run.py"
    missed = 0
    for name in args.only:
        rows = list(parts[name].measure(args))
        print(f"\n{name}\n{table(rows)}" if rows else "", flush=True)
        if args.short and not all(row.met for row in rows):
            print(f"{name}: missed; measured once more", flush=True)
            rows = list(parts[name].measure(args))
            print(f"\n{name}\n{table(rows)}", flush=True)
        if not rows:
            continue
        if args.page:
            page_write(page, name, maker, table(rows))
        missed += sum(not row.met for row in rows)
    print(f"{missed} figures missed" if missed else "all figures met")
    return 1 if missed else 0
