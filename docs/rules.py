#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes the list of rules in docs/cleaning.md from the program's own table.

    docs/rules.py PAPERD            rewrite the list
    docs/rules.py PAPERD --check    fail when it is not in step
"""
import json
import pathlib
import subprocess
import sys

PAGE = pathlib.Path(__file__).with_name("cleaning.md")
BEGIN = "<!-- rules: made by docs/rules.py from the program's own table -->\n"
END = "<!-- end of rules -->\n"


def code(value):
    """A JSON value in a cell of a Markdown table."""
    text = json.dumps(value, ensure_ascii=False).replace("|", "\\|")
    fence = "``" if "`" in text else "`"
    return f"{fence} {text} {fence}" if "`" in text else f"`{text}`"


def row(rule):
    example = rule.get("example")
    shown = ""
    if example:
        shown = (f"{example['field']}: {code(example['raw'])} → "
                 f"{code(example['clean'])}")
    flag = f"`{rule['flag']}`" if "flag" in rule else ""
    sure = f" ({rule['confidence']})" if "confidence" in rule else ""
    return (f"| `{rule['id']}` | {rule['class']}{sure} | {flag} | "
            f"{rule['summary']} | {shown} |\n")


def table(rules):
    head = "| rule | class | flag | what it does | example |\n|---|---|---|---|---|\n"
    return head + "".join(row(rule) for rule in rules["rules"])


def main():
    output = subprocess.run([sys.argv[1], "rules"], check=True,
                            capture_output=True).stdout
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(BEGIN)
    after = rest.split(END, 1)[1]
    wanted = before + BEGIN + table(json.loads(output)) + END + after
    if "--check" not in sys.argv:
        PAGE.write_text(wanted, encoding="utf-8")
    elif wanted != page:
        sys.exit("docs/cleaning.md: the list of rules is not that of the "
                 "program; run docs/rules.py PAPERD")


if __name__ == "__main__":
    main()
