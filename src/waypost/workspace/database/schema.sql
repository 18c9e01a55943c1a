-- The tables of a workspace of many (design 4), for both databases: PostgreSQL reads this text without WITHOUT ROWID,
-- with BYTEA for BLOB, and compares text by its bytes as SQLite does. Moments are text of one width
-- (2026-10-01T10:15:30.000000Z), so that they sort.

CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

-- An audience class: a set of principals, stored once.
CREATE TABLE class (
    id INTEGER PRIMARY KEY,
    principals TEXT NOT NULL UNIQUE
);

CREATE TABLE member (
    class INTEGER NOT NULL REFERENCES class,
    principal TEXT NOT NULL,
    PRIMARY KEY (class, principal)
) WITHOUT ROWID;

-- Who takes part in a home beside those who take part everywhere: its partners.
CREATE TABLE part (
    home TEXT NOT NULL,
    principal TEXT NOT NULL,
    PRIMARY KEY (home, principal)
) WITHOUT ROWID;

-- One recorded moment of a home: by whom, and why. No reader sees it.
CREATE TABLE revision (
    home TEXT NOT NULL,
    at TEXT NOT NULL,
    by TEXT NOT NULL,
    why TEXT NOT NULL,
    PRIMARY KEY (home, at)
) WITHOUT ROWID;

-- One version of one element, in force from `since` until before `until` (open: still in force). `token` is random.
CREATE TABLE version (
    token TEXT PRIMARY KEY,
    home TEXT NOT NULL,
    element TEXT NOT NULL,
    kind TEXT NOT NULL,
    since TEXT NOT NULL,
    until TEXT,
    class INTEGER NOT NULL REFERENCES class,
    payload TEXT NOT NULL,
    UNIQUE (home, element, since)
) WITHOUT ROWID;

CREATE INDEX version_in_force ON version (home, since, until);
CREATE INDEX version_ended ON version (home, until);
CREATE UNIQUE INDEX version_open ON version (home, element) WHERE until IS NULL;

-- Why a field of an element changed at a moment.
CREATE TABLE reason (
    token TEXT PRIMARY KEY,
    home TEXT NOT NULL,
    at TEXT NOT NULL,
    place INTEGER NOT NULL,
    class INTEGER NOT NULL REFERENCES class,
    payload TEXT NOT NULL
) WITHOUT ROWID;

CREATE INDEX reason_of_home ON reason (home, at);

-- The chain of each audience class: every event of history, each link bound to the one before it. Class 0 holds the
-- revisions. A fork is impossible: no two links follow the same one.
CREATE TABLE link (
    class INTEGER NOT NULL,
    n INTEGER NOT NULL,
    event TEXT NOT NULL,
    subject TEXT NOT NULL,
    before TEXT NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (class, n),
    UNIQUE (class, before)
) WITHOUT ROWID;

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

-- What somebody asked and somebody else is to settle: to let more readers see an element, or to confirm that it was
-- done. It is for those who may know the element as it was then (its class), and stays with how it ended.
CREATE TABLE request (
    id TEXT PRIMARY KEY,
    home TEXT NOT NULL,
    element TEXT NOT NULL,
    class INTEGER NOT NULL REFERENCES class,
    act TEXT NOT NULL,
    person TEXT NOT NULL,
    at TEXT NOT NULL,
    payload TEXT NOT NULL,
    ended TEXT,
    outcome TEXT,
    settler TEXT
) WITHOUT ROWID;

CREATE INDEX request_open ON request (home, element) WHERE ended IS NULL;
