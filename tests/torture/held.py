# SPDX-License-Identifier: MIT
"""What a store holds, seen without paperd: a copy of its files as a kill left
them, read by SQLite alone.

What is searched is parted by a tokenizer that only paperd has.  The copy's
tables are told another one; what stands in them can then be read as it is.
"""
import hashlib
import json
import pathlib
import re
import shutil
import sqlite3

BESIDE = ("", "-wal", "-journal")
# all that a record must have a row in, once the index is made; one that lost
# its last object is stale until it is dropped
ROWS = {
    "facts": "SELECT record_id FROM facts",
    "titles": "SELECT record_id FROM titles",
    "words": "SELECT DISTINCT doc & 0xffffffff FROM every",
    "object": "SELECT record_id FROM objects UNION"
              " SELECT record_id FROM stale",
}
# what must belong to a record
OWNED = {
    "an object": "SELECT record_id FROM objects",
    "facts": "SELECT record_id FROM facts",
    "a title": "SELECT record_id FROM titles",
    "words": "SELECT DISTINCT doc & 0xffffffff FROM every",
    "an identifier": "SELECT record_id FROM identifiers",
}
# what two stores of the same records have in common, whatever happened to
# them: ids and numbers of loads are not among it
ALIKE = {
    "records": """SELECT key, source, flags, undated(json) FROM records
        ORDER BY key""",
    "objects": """SELECT records.key, format, objects.key, path, objects.line,
        objects.offset, raw FROM objects JOIN records ON records.id = record_id
        LEFT JOIN files ON files.id = file_id ORDER BY 1, 2, 3, 4, 5""",
    "identifiers": """SELECT value, key FROM identifiers
        JOIN records ON id = record_id ORDER BY 1, 2""",
    "words": "SELECT term, col, doc, cnt FROM counted ORDER BY 1, 2",
    "authors": """SELECT name, orcid, records FROM authors WHERE records
        ORDER BY hash, name""",
    "titles": """SELECT titles.key, records.key, weight FROM titles
        JOIN records ON id = record_id ORDER BY 1, 2""",
    "notices": """SELECT doi, key, type, date FROM notices
        JOIN records ON id = record_id ORDER BY 1, 2, 3""",
}
FTS = ("search", "author_names", "journal_names")
LOADED = re.compile(rb'"loaded":"[^"]*",?')


def undated(record):
    """A record without the moment at which it was loaded."""
    return LOADED.sub(b"", record)


def beside(store):
    """The files of a store."""
    return [pathlib.Path(f"{store}{end}") for end in BESIDE]


def copy(store, target):
    """As they are on the disk, also while they are half written."""
    for old in beside(target):
        old.unlink(missing_ok=True)
    for old, new in zip(beside(store), beside(target)):
        if old.exists():
            shutil.copyfile(old, new)


class Look:
    """A copy of a store at target: .wrong says what is broken or half, .json
    has the records.  One that was killed before it had a table is empty."""

    def __init__(self, store, target):
        copy(store, target)
        self.wrong, self.json, self.digests = [], {}, {}
        self.open(target)
        try:
            self.look(target)
        except sqlite3.Error as error:
            self.wrong.append(f"broken: {error}")
        self.base.close()

    def open(self, target):
        self.base = sqlite3.connect(target, isolation_level=None)
        self.base.text_factory = bytes
        self.base.create_function("undated", 1,
                                  lambda text: undated(text.encode()))

    def rows(self, sql):
        return self.base.execute(sql).fetchall()

    def has(self, table):
        return bool(self.base.execute(
            "SELECT 1 FROM sqlite_schema WHERE name = ?", (table,)).fetchone())

    def look(self, target):
        answer = self.rows("PRAGMA integrity_check(3)")
        if answer != [(b"ok",)]:
            self.wrong.append(f"broken: integrity_check {answer}")
        if not self.has("records"):
            self.wrong += ["half: some tables"] * bool(
                self.rows("SELECT 1 FROM sqlite_schema"))
            return
        self.json = {key.decode(): text for key, text in
                     self.rows("SELECT key, json FROM records")}
        self.look_at_records()
        if self.has("search") and self.rows("SELECT 1 FROM made"):
            self.words_open(target)
            self.look_at_index()

    def look_at_records(self):
        for key, text in self.json.items():
            try:
                doi = json.loads(text).get("doi")
            except ValueError as error:
                self.wrong.append(f"half: {key}: {error}")
                continue
            if key.startswith("10.") and doi != key:
                self.wrong.append(f"half: {key} holds {doi}")
        self.wrong += [f"half: {doi.decode()} is resolved and not held"
                       for doi, in self.rows(
                           "SELECT doi FROM resolutions WHERE outcome = 0 AND"
                           " doi NOT IN (SELECT key FROM records)")]

    def words_open(self, target):
        """Has the index of words parted by a tokenizer that is here."""
        self.rows("PRAGMA writable_schema = ON")
        self.rows("UPDATE sqlite_schema SET sql = replace(sql, '''terms''',"
                  " '''ascii''') WHERE name = 'search'")
        self.base.close()
        self.open(target)
        for name, kind in (("every", "instance"), ("counted", "col")):
            self.rows(f"CREATE VIRTUAL TABLE temp.{name} USING"
                      f" fts5vocab(main, search, {kind})")

    def look_at_index(self):
        for name in FTS:
            self.rows(f"INSERT INTO {name}({name}) VALUES('integrity-check')")
        ids = dict(self.rows("SELECT id, key FROM records"))
        for what, sql in ROWS.items():
            missing = set(ids) - {one for one, in self.rows(sql)}
            self.wrong += [f"half: {ids[one].decode()} has no {what}"
                           for one in sorted(missing)]
        for what, sql in OWNED.items():
            left = {one for one, in self.rows(sql)} - set(ids)
            self.wrong += [f"half: {what} of record {one}, which is not there"
                           for one in sorted(left)]
        self.digests = {what: self.digest(sql) for what, sql in ALIKE.items()}

    def digest(self, sql):
        whole = hashlib.sha256()
        for row in self.base.execute(sql):
            whole.update(repr(row).encode())
        return whole.hexdigest()

    def unlike(self, other):
        """What differs between the two, by name."""
        return [what for what in ALIKE
                if self.digests.get(what) != other.digests.get(what)]
