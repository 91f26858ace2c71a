# SPDX-License-Identifier: MIT
"""The figures of bench-search.py as a table: each beside what is wanted, in bold
where it is not reached."""

BEGIN = "<!-- search: made by bench/bench-search.py -->\n"
END = "<!-- end of search -->\n"
MISSED = "**"
MANY = 700_000  # records from which on the larger margin is asked for

def ms(value):
    return f"{value / 1000:.1f} ms" if value >= 100 else f"{value:.0f} µs"


def seconds(taken):
    return " · ".join(f"{value:.1f} s" for value in taken)


def three(values):
    return " · ".join(ms(values[name]) for name in ("p50", "p95", "p99"))


def margin(figures):
    return 1 / 6 if figures["records"] >= MANY else 1 / 3


# (what, its figure as text, what it should be, whether it is)
ROWS = (
    ("records", lambda f: f"{f['records']:,}", None, None),
    ("text that is searched", lambda f: f"{f['text'] / 1e6:.0f} MB", None,
     None),
    ("load · of processors", lambda f: seconds(f["load"]), None, None),
    ("bare loop: the same text into the same two tables",
     lambda f: seconds(f["bare"]), None, None),
    ("speed of the load, bare loop 1", lambda f: f"{f['load ratio']:.2f}",
     "≥ 0.7", lambda f: f["load ratio"] >= .7),
    ("index by text", lambda f: f"{f['index ratio']:.2f}", "≤ 0.45",
     lambda f: f["index ratio"] <= .45),
    ("queries: fragments of titles", lambda f: f"{f['queries']}", None, None),
    ("raw FTS5 p50 · p95 · p99", lambda f: three(f["raw"]), None, None),
    ("paperd p50 · p95 · p99", lambda f: three(f["ours"]), None, None),
    ("p99, raw 1", lambda f: f"{f['p99 ratio']:.2f}",
     "≤ 1/3; from 700,000 on ≤ 1/6", lambda f: f["p99 ratio"] <= margin(f)),
    ("counts equal to raw", lambda f: f"{f['equal']:.3f}", "1",
     lambda f: f["equal"] == 1),
    ("first ten as with unbounded ranking, two words and more",
     lambda f: f"{f['overlap']:.2f}", "≥ 0.9", lambda f: f["overlap"] >= .9),
    ("hits of the broadest queries, mean", lambda f: f"{f['facet hits']:,.0f}",
     None, None),
    ("one facet · SQL join", lambda f: f"{ms(f['facet'])} · {ms(f['join'])}",
     None, None),
    ("the same, join 1", lambda f: f"{f['facet ratio']:.2f}", "≤ 0.25",
     lambda f: f["facet ratio"] <= .25),
    ("eight facets · SQL joins",
     lambda f: f"{ms(f['facets'])} · {ms(f['joins'])}", None, None),
    ("the same, joins 1", lambda f: f"{f['facets ratio']:.2f}", "≤ 0.25",
     lambda f: f["facets ratio"] <= .25),
    ("title as query: first", lambda f: f"{f['whole first']:.3f}", "≥ 0.98",
     lambda f: f["whole first"] >= .98),
    ("title, a word dropped: in the first ten",
     lambda f: f"{f['dropped ten']:.3f}", "≥ 0.85",
     lambda f: f["dropped ten"] >= .85),
    ("title, a typo: in the first ten", lambda f: f"{f['typo ten']:.3f}",
     "≥ 0.85", lambda f: f["typo ten"] >= .85),
    ("look-up over HTTP p50 · p95 · p99", lambda f: three(f["lookup"]),
     None, None),
    ("the same while two clients search broadly",
     lambda f: three(f["lookup beside"]), None, None),
    ("completion over HTTP p50 · p95 · p99", lambda f: three(f["complete"]),
     None, None),
    ("its p99, look-up's 1", lambda f: f"{f['complete ratio']:.1f}", "≤ 10",
     lambda f: f["complete ratio"] <= 10),
)


def cell(row, figures):
    _, shown, _, reached = row
    try:
        text = shown(figures)
        return text if not reached or reached(figures) else \
            MISSED + text + MISSED
    except KeyError:
        return "–"  # was not asked for


def table(columns):
    lines = ["| | wanted |" + " |" * len(columns),
             "|---|---|" + "--:|" * len(columns)]
    for row in ROWS:
        cells = [cell(row, figures) for figures in columns]
        lines.append(f"| {row[0]} | {row[2] or ''} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def page_write(path, text):
    page = path.read_text(encoding="utf-8")
    before, rest = page.split(BEGIN)
    after = rest.split(END)[1]
    path.write_text(before + BEGIN + text + END + after, encoding="utf-8")
