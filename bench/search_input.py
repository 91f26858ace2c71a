# SPDX-License-Identifier: MIT
"""What the search is measured with: queries made of real titles, titles as
people remember them, and dumps with more records.  The same seed gives the
same of each on every machine."""
import random
import re
import sqlite3
import string

FRAGMENT_WORDS = (1, 2, 3, 4)
LETTERS_MIN = 4  # of the first and last word of a fragment
WORD = re.compile(r"[A-Za-z]+")


def titles_of(store):
    """[(key, title)] of all records that have a title, in their order."""
    with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as db:
        return list(db.execute(
            "SELECT key, json ->> '$.title' FROM records"
            " WHERE json ->> '$.title' IS NOT NULL ORDER BY id"))


# ---- fragments of titles ----


def fragment(words, count):
    """The places at which so many words can be cut out of a title: whole
    words, and all of letters, so that they mean to FTS5 what they mean to
    paperd."""
    return [at for at in range(len(words) - count + 1)
            if all(WORD.fullmatch(word) for word in words[at:at + count]) and
            len(words[at]) >= LETTERS_MIN and
            len(words[at + count - 1]) >= LETTERS_MIN]


def fragments(titles, number, seed):
    """Queries of one to four words that stand together in a title, as many of
    each; the first and the last are no particles.  In small letters, so that
    none is an operator."""
    chance, found = random.Random(seed), []
    while len(found) < number:
        words = [word.strip(string.punctuation)
                 for word in chance.choice(titles)[1].split()]
        count = FRAGMENT_WORDS[len(found) % len(FRAGMENT_WORDS)]
        places = fragment(words, count)
        if places:
            at = chance.choice(places)
            found.append(" ".join(words[at:at + count]).lower())
    return found


# ---- known items ----


def without_a_word(title, chance):
    words = title.split()
    if len(words) > 2:
        del words[chance.randrange(len(words))]
    return " ".join(words)


def mistyped(word, chance):
    at = chance.randrange(len(word))
    letter = chance.choice(string.ascii_lowercase)
    return chance.choice((
        word[:at] + word[at + 1:],             # one left out
        word[:at] + letter + word[at:],        # one too many
        word[:at] + letter + word[at + 1:],    # another one
        word[:at] + word[at:at + 2][::-1] + word[at + 2:],  # two swapped
    ))


def with_a_typo(title, chance):
    """One letter wrong in one word of four letters or more."""
    words = title.split(" ")
    long = [at for at, word in enumerate(words)
            if len(WORD.findall(word)) == 1 and len(word) >= LETTERS_MIN]
    if not long:
        return title
    at, typed = chance.choice(long), None
    while typed in (None, words[at]):
        typed = mistyped(words[at], chance)
    words[at] = typed
    return " ".join(words)


def as_it_is(title, _chance):
    return title


REMEMBERED = {"whole": as_it_is, "dropped": without_a_word,
              "typo": with_a_typo}


def bare(title):
    """What two titles have in common that no search by title tells apart."""
    return "".join(c for c in title.casefold() if c.isalnum())


def known_items(titles, number, seed):
    """Random records: {key: title}, and what is asked for each, by way."""
    chance = random.Random(seed)
    chosen = chance.sample(titles, min(number, len(titles)))
    return chosen, {way: [make(" ".join(title.split()), chance)
                          for _, title in chosen]
                    for way, make in REMEMBERED.items()}


def typed_beginnings(titles, number, seed):
    """What stands in a search box while a title is typed."""
    chance, found = random.Random(seed), []
    while len(found) < number:
        title = chance.choice(titles)[1]
        found.append(title[:chance.randint(2, 24)].strip() or title[:2])
    return found
