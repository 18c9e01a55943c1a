-- From the tables of version 1 to those of version 2.

-- What was answered to a submission, by the key that its sender made for it: sent twice, it is answered twice and done
-- once.
CREATE TABLE answer (
    key TEXT PRIMARY KEY,
    person TEXT NOT NULL,
    digest TEXT NOT NULL,
    at TEXT NOT NULL,
    payload TEXT NOT NULL
) WITHOUT ROWID;

-- What a person typed that was refused or is not finished. Nobody else sees it, and it is no part of history.
CREATE TABLE draft (
    id TEXT PRIMARY KEY,
    person TEXT NOT NULL,
    home TEXT NOT NULL,
    element TEXT,
    at TEXT NOT NULL,
    payload TEXT NOT NULL
) WITHOUT ROWID;

CREATE INDEX draft_of_person ON draft (person, at);

-- A file that a person sent and has not accepted yet.
CREATE TABLE upload (
    id TEXT PRIMARY KEY,
    person TEXT NOT NULL,
    at TEXT NOT NULL,
    name TEXT NOT NULL,
    digest TEXT NOT NULL,
    content BLOB NOT NULL
);

CREATE INDEX upload_of_person ON upload (person, at);

CREATE TRIGGER part_stays BEFORE DELETE ON part BEGIN SELECT RAISE(ABORT, 'history'); END;
CREATE TRIGGER part_is_as_it_was BEFORE UPDATE ON part BEGIN SELECT RAISE(ABORT, 'history'); END;

CREATE INDEX version_ended ON version (home, until);
