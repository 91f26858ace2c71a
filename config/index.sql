-- SPDX-License-Identifier: MIT
-- What records are searched, filtered, ordered and completed by: made of the
-- tables of schema.sql, and made anew of them where the program that wrote it
-- made something else (INDEX_VERSION in server/store/index/sqlite_reindex.c).

DROP TABLE IF EXISTS facts;
DROP TABLE IF EXISTS words;
DROP TABLE IF EXISTS search;
DROP TABLE IF EXISTS titles;
DROP TABLE IF EXISTS authors;
DROP TABLE IF EXISTS author_names;
DROP TABLE IF EXISTS journal_names;
DROP TABLE IF EXISTS notices;
DROP TABLE IF EXISTS made;
DROP TABLE IF EXISTS commits;
UPDATE journals SET records = 0, named = 0;

-- Which version made what follows; no row: it is not whole yet.
CREATE TABLE made (version INTEGER NOT NULL) STRICT;

-- The number of the last transaction that changed facts (sqlite_view.h).
CREATE TABLE commits (number INTEGER NOT NULL) STRICT;
INSERT INTO commits VALUES (0);

-- What filters, facets and orders look at: server/store/facts/facts.h.  It is read
-- into memory when the store is opened, and is narrow, so that this is quick.
CREATE TABLE facts (
	record_id  INTEGER PRIMARY KEY,
	state      INTEGER NOT NULL, -- bits of enum fact_state
	published  INTEGER NOT NULL, -- year * 512 + month * 32 + day
	year       INTEGER NOT NULL, -- 0 unknown, as below
	citations  INTEGER NOT NULL, -- 1 + the count
	type       INTEGER NOT NULL, -- id of a word
	language   INTEGER NOT NULL, -- id of a word
	source     INTEGER NOT NULL, -- id of a word
	publisher  INTEGER NOT NULL, -- id of a word
	journal_id INTEGER NOT NULL,
	loaded     INTEGER NOT NULL, -- the day, as published
	length     INTEGER NOT NULL  -- terms: of the title << 16 | of all
) STRICT;

-- What records say of other works: each is a notice that updates one.
CREATE TABLE notices (
	doi       TEXT NOT NULL, -- of the work
	record_id INTEGER NOT NULL, -- of the notice
	type      TEXT NOT NULL, -- Crossref's word
	date      TEXT NOT NULL, -- YYYY[-MM[-DD]]; '' unknown
	PRIMARY KEY (doi, record_id, type)
) STRICT, WITHOUT ROWID;
CREATE INDEX notices_record ON notices (record_id);

-- Words that many records share, by number.
CREATE TABLE words (
	id    INTEGER PRIMARY KEY,
	kind  INTEGER NOT NULL, -- enum fact
	key   TEXT NOT NULL, -- by which it is compared
	value TEXT NOT NULL, -- as it was seen first
	UNIQUE (kind, key)
) STRICT;

-- The words of every record.  A row's number begins with the prior (the best
-- is the smallest) and ends with the record's id, so that a walk through the
-- index meets the best first.  The abstract comes first because it has most of
-- the words, and the first column takes the least room.
CREATE VIRTUAL TABLE search USING fts5(
	abstract, title, author, journal,
	content = '', columnsize = 0, tokenize = 'terms'
);
INSERT INTO search (search, rank) VALUES ('hashsize', 67108864);

-- Titles in their order: terms_key() of the title, its first bytes.  Every
-- record has one row; '' when it has no title.
CREATE TABLE titles (
	key       TEXT NOT NULL,
	record_id INTEGER NOT NULL,
	weight    INTEGER NOT NULL, -- name_weight() of its citations
	PRIMARY KEY (key, record_id)
) STRICT, WITHOUT ROWID;
-- For completing a short beginning, which too many titles share to look at
-- them all: those that are cited, most first.
CREATE INDEX titles_letter ON titles (substr(key, 1, 1), weight DESC)
	WHERE weight > 16;
CREATE INDEX titles_start ON titles (substr(key, 1, 3), weight DESC)
	WHERE weight > 4;

-- Authors: one for each name, as it is compared, and ORCID iD.
CREATE TABLE authors (
	id      INTEGER PRIMARY KEY, -- below 2^32
	hash    INTEGER NOT NULL, -- of terms_key() of the name, and of the iD
	name    TEXT NOT NULL, -- as it was seen first
	orcid   TEXT,          -- NULL: not known
	records INTEGER NOT NULL
) STRICT;
CREATE INDEX authors_hash ON authors (hash);
CREATE INDEX authors_orcid ON authors (orcid) WHERE orcid IS NOT NULL;

-- What authors and journals are found by: terms_key() of the name; of a
-- journal also of its abbreviation.  A row's number begins with the weight (the
-- heaviest is the smallest) and ends with the id of the author or journal, so
-- that a walk meets those with the most records first.
CREATE VIRTUAL TABLE author_names USING fts5(
	words, content = '', columnsize = 0, detail = none, prefix = '1 2 3',
	tokenize = 'ascii'
);
-- With the places of the words: a journal that begins so goes first.
CREATE VIRTUAL TABLE journal_names USING fts5(
	words, content = '', columnsize = 0, prefix = '1 2 3',
	tokenize = 'ascii'
);
