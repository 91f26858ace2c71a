# SPDX-License-Identifier: MIT
"""A store whose files are damaged, before it is opened and while it is served
from: a refusal that says so, or an error to the client; never another record
than the one that was loaded."""
import collections
import os
import random
import shutil
import sqlite3

import dumps
import figures
from faults import QUIET, command
from served import Served

PAGE = 8192
ASKED = 300
LISTS = ("/v1/records?query=theory&limit=50", "/v1/records?sort=title",
         "/v1/records?query=medicine&facets=type", "/v1/stats")


def overwrite(path, at, data):
    with open(path, "r+b") as file:
        file.seek(at)
        file.write(data)


def header(store, chance):
    overwrite(store, 0, chance.randbytes(100))


def no_database(store, _):
    store.write_text("not a database at all, but a text\n" * 1000)


def another_program(store, _):
    store.unlink()
    base = sqlite3.connect(store)
    base.execute("CREATE TABLE notes (text)")
    base.commit()
    base.close()


def half(store, _):
    os.truncate(store, store.stat().st_size // 2)


def odd_end(store, _):
    os.truncate(store, store.stat().st_size // PAGE * PAGE - 3 * PAGE - 77)


def pages(store, chance):
    """Bytes of some pages anywhere but the first."""
    for _ in range(8):
        page = chance.randrange(1, store.stat().st_size // PAGE)
        overwrite(store, page * PAGE, chance.randbytes(PAGE))


def within_pages(store, chance):
    for _ in range(200):
        at = chance.randrange(PAGE, store.stat().st_size)
        overwrite(store, at, chance.randbytes(16))


def letters(store, _):
    """In texts, which SQLite has no way to see."""
    data = store.read_bytes()
    overwrite(store, 0, data[:PAGE] + data[PAGE:].replace(b'"title":"A',
                                                          b'"title":"Z'))


def log_of_nothing(store, chance):
    store.with_name(store.name + "-wal").write_bytes(chance.randbytes(100000))


def journal_of_nothing(store, chance):
    store.with_name(store.name + "-journal").write_bytes(
        chance.randbytes(100000))


def no_lock(store, _):
    lock = store.with_name(store.name + ".lock")
    lock.unlink(missing_ok=True)
    lock.mkdir()


# what is done, and how it must end: refused with these words; "" as it comes
BEFORE = {
    "its header overwritten": (header, "is not a database"),
    "a text in its place": (no_database, "is not a database"),
    "the database of another program": (another_program,
                                        "not a paperd store"),
    "half of it cut off": (half, "damaged"),
    "cut off within a page": (odd_end, "damaged"),
    "8 pages overwritten": (pages, ""),
    "16 bytes overwritten in 200 places": (within_pages, ""),
    "a letter changed in many titles": (letters, ""),
    "garbage in place of its log": (log_of_nothing, ""),
    "garbage in place of its journal": (journal_of_nothing, ""),
    "a folder in place of its lock": (no_lock, "cannot be"),
}
BENEATH = {
    "8 pages overwritten": pages,
    "16 bytes overwritten in 200 places": within_pages,
    "a letter changed in many titles": letters,
    "half of it cut off": half,
}


def asked_of(place, daemon):
    """(wrong, failed) of look-ups and lists; the daemon must live on."""
    wrong, failed = place.wrong_answers(daemon, place.keys[:ASKED])
    for target in LISTS:
        status, body, _ = daemon.ask(target)
        failed += status >= 500
        wrong += status == 200 and b'"title":"Z' in body
    return wrong, failed, daemon.ask("/healthz")[0]


def served(place, daemon, what):
    wrong, failed, alive = asked_of(place, daemon)
    stopped = daemon.stop()
    return figures.held(what, f"served: {failed} errors, {wrong} wrong, exit "
                        f"{stopped}", not wrong and alive == 200 and
                        stopped == 0, "refused, or errors; nothing wrong")


def before(place, name, way, words):
    """Damaged while nobody has it open."""
    folder = place.room("damaged-" + way.__name__)
    place.daemon(folder).stop()
    store = folder / "store.db"
    way(store, random.Random(7))
    what = f"a store, {name}"
    try:
        daemon = Served(place.binary, folder, *QUIET)
    except RuntimeError:
        row = command(place.serve_words(store)).row(what, words, str(store))
        return row._replace(wanted="exit 1, says what is wrong")
    with daemon:
        row = served(place, daemon, what)
    return row if not words else row._replace(met=False)


def beneath(place, name, way):
    """Damaged under a daemon that has looked at nothing yet."""
    folder = place.room("beneath-" + way.__name__)
    with place.daemon(folder) as daemon:
        way(folder / "store.db", random.Random(7))
        return served(place, daemon, f"served from meanwhile, {name}")


def log_killed(place):
    """What a kill leaves in the log, then overwritten in fifty places."""
    folder, chance = place.room("damaged-log"), random.Random(7)
    dumps.write(folder / "data", place.files)
    with Served(place.binary, folder, *QUIET) as daemon:
        daemon.wait_ready()
        daemon.kill()
    shutil.rmtree(folder / "data")
    whole = place.look(folder / "store.db").json
    log = folder / "store.db-wal"
    for _ in range(50):
        overwrite(log, chance.randrange(log.stat().st_size * 9 // 10,
                                        log.stat().st_size), b"overwritten")
    with place.daemon_of(folder) as daemon:
        ends = collections.Counter(
            "held" if body == whole[key] else status
            for key in chance.sample(sorted(whole), ASKED) if key.isascii()
            for status, body, _ in [daemon.ask(f"/v1/records/{key}")])
        stopped = daemon.stop()
    return figures.held(
        "killed, and its log overwritten in 50 places",
        f"{ends['held']} held, {ends[404]} not, {ends[200]} wrong, exit "
        f"{stopped}", not ends[200] + stopped and not place.look(
            folder / "store.db").wrong, "as an earlier transaction left it")


def rows_of(place, args):
    return [log_killed(place),
            *(before(place, name, *rest) for name, rest in BEFORE.items()),
            *(beneath(place, name, way) for name, way in BENEATH.items())]
