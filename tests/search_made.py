# SPDX-License-Identifier: MIT
"""Works made by chance for the tests of the search, and what a search finds
among them by its definition, without an index.  Their words are no language's,
so that none has a stem but itself."""
import json
import random
import sqlite3

from search_daemon import served

TYPES = ("journal-article", "book-chapter", "posted-content", "dataset")
LANGUAGES = ("en", "de", "fr", None)
FIELDS = ("title", "abstract", "author", "journal")


def orcid_of(number):
    """An ORCID iD with the check digit of ISO 7064."""
    digits, total = f"{number:015}", 0
    for digit in digits:
        total = (total + int(digit)) * 2 % 11
    digits += "0123456789X"[(12 - total) % 11]
    return "-".join(digits[at:at + 4] for at in range(0, 16, 4))


ORCIDS = [orcid_of(15000000 + 7 * number) for number in range(60)]
FUNDERS = [f"10.13039/50110000{number}" for number in range(20)]


def vocabulary(chance, size):
    """Words like "bakodu"."""
    made = set()
    while len(made) < size:
        made.add("".join(chance.choice("bdgkmpt") + chance.choice("aou")
                         for _ in range(3)))
    return sorted(made)


def some(chance, words, least, most):
    """Words of which the first are common and the last are rare."""
    return " ".join(words[int(len(words) * chance.random() ** 3)]
                    for _ in range(chance.randint(least, most)))


def date_of(chance):
    parts = [chance.randint(1990, 2024), chance.randint(1, 12),
             chance.randint(1, 28)]
    return parts[:chance.randint(0, 3)]


def work_of(chance, words, name):
    """A Crossref-shaped work."""
    work = {"DOI": f"10.5555/{name}", "type": chance.choice(TYPES),
            "title": [some(chance, words, 1, 8).capitalize()],
            "source": chance.choice(("Crossref", "DataCite")),
            "author": [{"given": some(chance, words, 1, 1).capitalize(),
                        "family": some(chance, words, 1, 1).capitalize()}]}
    if chance.random() < .8:
        work["abstract"] = some(chance, words, 12, 60).capitalize() + "."
    if chance.random() < .7:
        number = chance.randint(1, 12)
        work["container-title"] = [f"Journal {words[-number].capitalize()}"]
        work["publisher"] = f"House {words[-1 - number // 4].capitalize()}"
    if date := date_of(chance):
        work["issued"] = {"date-parts": [date]}
    if language := chance.choice(LANGUAGES):
        work["language"] = language
    if chance.random() < .6:
        work["is-referenced-by-count"] = int(50 * chance.random() ** 3)
    if chance.random() < .4:
        work["author"][0]["ORCID"] = ("http://orcid.org/" +
                                      chance.choice(ORCIDS))
    if chance.random() < .3:
        work["funder"] = [{"name": "Fund", "DOI": doi} for doi in
                          chance.sample(FUNDERS, chance.randint(1, 3))]
    if chance.random() < .1:
        work["update-to"] = [{"type": "correction", "DOI":
                              f"10.5555/w{chance.randrange(40)}"}]
    return work


def dump_write(path, chance, words, prefix, count):
    served.dump_write(path, (work_of(chance, words, f"{prefix}{number}")
                             for number in range(count)))


# ---- what stands in the store ----


def tokens(text):
    return "".join(c if c.isalnum() else " " for c in text.lower()).split()


class Held:
    """A clean record: its words by field, and what filters look at."""

    def __init__(self, paper):
        self.doi, self.paper = paper["doi"], paper
        self.words = {
            "title": tokens(paper.get("title", "")),
            "abstract": tokens(paper.get("abstract", "")),
            "author": [word for author in paper.get("authors", [])
                       for word in tokens(author["name"])],
            "journal": tokens(paper.get("journal", {}).get("title", "")),
        }

    def has(self, words, fields):
        """Do the words stand side by side in one of the fields?"""
        return any(self.words[field][at:at + len(words)] == words
                   for field in fields
                   for at in range(len(self.words[field])))

    def has_beginning(self, beginning, fields):
        return any(word.startswith(beginning)
                   for field in fields for word in self.words[field])


def held_in(store):
    with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as db:
        return [Held(json.loads(text)) for (text,) in
                db.execute("SELECT json FROM records")]


# ---- searches: a text and what it means ----


def word_made(chance, words, works):
    """(text, test of a record) of a word, a phrase, a beginning."""
    field = chance.choice(("", "", "", "title", "abstract", "author",
                           "journal"))
    where = (field,) if field else FIELDS
    name = field and field + ":"
    kind = chance.random()
    word = words[int(len(words) * chance.random() ** 2)]
    if kind < .2:
        title = chance.choice(works).words["title"]
        at = chance.randrange(len(title))
        phrase = title[at:at + 2]
        return (f'{name}"{" ".join(phrase)}"',
                lambda held: held.has(phrase, where))
    if kind < .35:
        return (f"{name}{word[:4]}*",
                lambda held: held.has_beginning(word[:4], where))
    shown = chance.choice((word, word.upper(), word.capitalize()))
    return name + shown, lambda held: held.has([word], where)


def any_of(tests):
    return lambda held: any(test(held) for test in tests)


def query_made(chance, words, works):
    """The language of include/paperd/search.h: its text, the tests of the
    groups that must match, those of what must not."""
    groups = [[word_made(chance, words, works)
               for _ in range(chance.choice((1, 1, 1, 2, 3)))]
              for _ in range(chance.choice((1, 1, 2, 2, 3, 4)))]
    refused = [word_made(chance, words, works)
               for _ in range(chance.random() < .3)]
    said = [text.lower() for group in (*groups, refused) for text, _ in group]
    if len(said) != len(set(said)):  # what is said twice counts once
        return query_made(chance, words, works)
    text = " ".join([" OR ".join(text for text, _ in group)
                     for group in groups] + ["-" + text for text, _ in refused])
    return (text, [any_of([test for _, test in group]) for group in groups],
            [test for _, test in refused])


LEAVE_OUT_MIN = 3


def found_by(groups, refused, works):
    """The records that have all groups; when there is none, and there are
    three groups or more, those that have all but one: then True."""
    left = [held for held in works if not any(test(held) for test in refused)]
    all_of = [held for held in left if all(test(held) for test in groups)]
    if all_of or len(groups) < LEAVE_OUT_MIN:
        return all_of, False
    most = [held for held in left
            if sum(bool(test(held)) for test in groups) == len(groups) - 1]
    return most, bool(most)


# ---- filters ----


def key_of(text):
    """Journals and publishers are compared by letters and digits."""
    return "".join(c for c in text.lower() if c.isalnum())


def value_at(paper, path):
    for name in path.split("."):
        paper = paper.get(name, {})
    return paper or None


CHOICES = {"type": "type", "language": "language", "source": "source.name",
           "journal": "journal.title", "publisher": "publisher"}
HAS = {"abstract": "abstract", "authors": "authors"}


def choice_made(chance, works):
    name, path = chance.choice(list(CHOICES.items()))
    values = []
    while not values:
        values = [value for value in (value_at(held.paper, path) for held in
                                      chance.sample(works, 2)) if value]
    keys = {key_of(value) for value in values}
    no = chance.random() < .3
    return (name, "!" * no + "|".join(values), lambda held: (key_of(
        value_at(held.paper, path) or "") in keys) != no)


def range_made(chance, _works):
    name, member, low, high = chance.choice((
        ("year", "year", 1990, 2024), ("citations", "citation_count", 0, 50)))
    first, last = sorted(chance.sample(range(low, high + 1), 2))
    text, least, most = chance.choice((
        (f"{first}..{last}", first, last), (f"{first}..", first, 10 ** 9),
        (f"..{last}", 0, last), (f"{first}", first, first)))
    no = chance.random() < .3
    return (name, "!" * no + text, lambda held: (
        least <= held.paper.get(member, -1) <= most) != no)


def has_made(chance, _works):
    name, member = chance.choice(list(HAS.items()))
    no = chance.random() < .3
    return ("has", "!" * no + name,
            lambda held: bool(held.paper.get(member)) != no)


# What is found by a whole value: the values there are, those of a record, and
# how a value may be written.
WHOLE = {
    "orcid": (ORCIDS, lambda paper: [
        person.get("orcid") for person in paper.get("authors", ())],
              lambda text: (text, "https://orcid.org/" + text,
                            text.replace("-", "").lower())),
    "funder": (FUNDERS, lambda paper: [
        funder.get("doi") for funder in paper.get("funders", ())],
               lambda text: (text, text.split("/")[1])),
    "updates": ([f"10.5555/w{number}" for number in range(45)],
                lambda paper: [update["doi"] for update in
                               paper.get("updates", ())
                               if update["direction"] == "to"],
                lambda text: (text, "doi:" + text.upper())),
    "prefix": (["10.5555", "10.5556", "10.55555"],
               lambda paper: [paper.get("doi", "").split("/")[0]],
               lambda text: (text, text + "/")),
}


def whole_made(chance, _works):
    name, (values, held_by, spellings) = chance.choice(list(WHOLE.items()))
    chosen = chance.sample(values, chance.randint(1, 3))
    text = "|".join(chance.choice(spellings(value)) for value in chosen)
    no = chance.random() < .3
    return (name, "!" * no + text, lambda held: any(
        value in chosen for value in held_by(held.paper)) != no)


def filter_made(chance, works):
    """(parameter, value, test of a record)"""
    return chance.choice((choice_made, range_made, has_made,
                          whole_made))(chance, works)
