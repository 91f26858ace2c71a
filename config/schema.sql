-- SPDX-License-Identifier: MIT
-- The store's tables, embedded in the program at build time.  A change here
-- raises SCHEMA_VERSION in server/store/sqlite_schema.c and needs a
-- conversion.  What can be made of these tables is in
-- index.sql.

-- A dump file and how far it has been loaded.
CREATE TABLE files (
	id         INTEGER PRIMARY KEY,
	path       TEXT NOT NULL UNIQUE,
	size       INTEGER NOT NULL, -- bytes on disk
	mtime      INTEGER NOT NULL, -- nanoseconds since 1970
	digest     TEXT NOT NULL,    -- '' unknown
	generation INTEGER NOT NULL, -- counts loads of this file
	complete   INTEGER NOT NULL, -- the last load reached the end
	offset     INTEGER NOT NULL, -- where a load resumes
	line       INTEGER NOT NULL,
	records    INTEGER NOT NULL, -- in this generation
	rejects    INTEGER NOT NULL, -- in this generation, exact
	error      TEXT,             -- why the last load ended early
	finished   TEXT              -- RFC 3339
) STRICT;

-- What could not be loaded, of a file's last generation.
CREATE TABLE rejects (
	file_id INTEGER NOT NULL,
	line    INTEGER NOT NULL,
	offset  INTEGER NOT NULL,
	reason  TEXT NOT NULL,
	PRIMARY KEY (file_id, line, offset)
) STRICT, WITHOUT ROWID;

-- Containers, merged from the records: found by ISSN, else by key.
CREATE TABLE journals (
	id            INTEGER PRIMARY KEY,
	key           TEXT NOT NULL, -- journal_key() of the title; '' unknown
	title         TEXT,
	abbreviation  TEXT,
	series        TEXT,
	description   TEXT,
	impact_factor REAL,
	jcr_quartile  TEXT,
	jcr_category  TEXT,
	cas_zone      INTEGER,
	cas_category  TEXT,
	records       INTEGER NOT NULL DEFAULT 0, -- that name it
	-- what stands in journal_names (sqlite_names_journal.c); 0: nothing
	named         INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX journals_key ON journals (key);

-- In the order of id: as the records gave them, electronic first.
CREATE TABLE journal_issn (
	id         INTEGER PRIMARY KEY,
	issn       TEXT NOT NULL UNIQUE,
	journal_id INTEGER NOT NULL
) STRICT;
CREATE INDEX journal_issn_journal ON journal_issn (journal_id);

CREATE TABLE records (
	id     INTEGER PRIMARY KEY, -- below 2^32: the search index has it
	key    TEXT NOT NULL, -- the DOI, or scheme:value
	source TEXT NOT NULL, -- who holds the data; '' unknown
	flags  INTEGER NOT NULL, -- bits of entry.flags
	etag   TEXT NOT NULL, -- XXH3-128 of json
	json   TEXT NOT NULL
) STRICT;
-- Serves look-ups and the order by key.  It is not declared UNIQUE, which would
-- take nothing but time: the one writer looks a key up before it adds it, in
-- the same transaction.
CREATE INDEX records_key ON records (key);
-- The few records with flags, by who holds them.
CREATE INDEX records_flags ON records (source, flags, key) WHERE flags <> 0;

-- The identifiers of a record and of all its objects, but for the DOI, as
-- scheme:value.  A value belongs to any number of records with a DOI, or else
-- to one without: whatever shares an identifier with that one is part of it.
CREATE TABLE identifiers (
	value     TEXT NOT NULL,
	record_id INTEGER NOT NULL,
	PRIMARY KEY (value, record_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX identifiers_record ON identifiers (record_id);

-- Source objects as loaded or fetched.  A record is made from all of its
-- objects, in the order of their ids, in which they were loaded: one that
-- changed gets a new id.  One file may have a work from several sources and
-- under several keys.
CREATE TABLE objects (
	id         INTEGER PRIMARY KEY,
	record_id  INTEGER NOT NULL,
	file_id    INTEGER NOT NULL, -- 0: it was fetched, and is never pruned
	format     TEXT NOT NULL, -- of its source; '' unknown
	key        TEXT NOT NULL, -- it would be kept under by itself
	generation INTEGER NOT NULL, -- of the file when it was last seen
	line       INTEGER NOT NULL, -- in the file, from 1; 0: in none
	offset     INTEGER NOT NULL, -- in the unpacked file
	url        TEXT,    -- that answered with it; NULL: it stood in a file
	status     INTEGER, -- HTTP status of that answer; NULL: no answer
	loaded     TEXT NOT NULL, -- RFC 3339
	raw        BLOB NOT NULL,
	UNIQUE (record_id, file_id, format, key)
) STRICT;
CREATE INDEX objects_file ON objects (file_id, generation);

-- Records to be made anew.  A table of its own: marking them all must not
-- rewrite every record.
CREATE TABLE stale (
	record_id INTEGER PRIMARY KEY,
	mark      INTEGER NOT NULL -- random: tells this marking from others
) STRICT;

-- What asking the world for a DOI gave last.
CREATE TABLE resolutions (
	doi      TEXT PRIMARY KEY, -- as it was asked for
	outcome  INTEGER NOT NULL, -- enum resolved
	status   INTEGER NOT NULL, -- HTTP status of the last answer
	agency   TEXT,             -- registration agency; NULL unknown
	url      TEXT,             -- that answered
	landing  TEXT,             -- page of a work without metadata
	alias_of TEXT,             -- the DOI that its record is kept under
	etag     TEXT,             -- validator of the answer, as sent
	modified TEXT,             -- Last-Modified of the answer, as sent
	asked    INTEGER NOT NULL, -- seconds since 1970
	expires  INTEGER NOT NULL  -- seconds since 1970; 0 never
) STRICT, WITHOUT ROWID;
-- Those that have run out are dropped as new ones come.
CREATE INDEX resolutions_expires ON resolutions (expires) WHERE expires > 0;
