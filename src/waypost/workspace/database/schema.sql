-- The tables of a workspace of many (design 4). History is added to and never changed: the triggers below let a version
-- be closed once and nothing else. Moments are text of one width (2026-10-01T10:15:30.000000Z), so that they sort.

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

CREATE TRIGGER version_stays BEFORE DELETE ON version BEGIN SELECT RAISE(ABORT, 'history'); END;
CREATE TRIGGER version_closes_once BEFORE UPDATE ON version
WHEN OLD.until IS NOT NULL OR NEW.until IS NULL
    OR (NEW.token, NEW.home, NEW.element, NEW.kind, NEW.since, NEW.class, NEW.payload)
    IS NOT (OLD.token, OLD.home, OLD.element, OLD.kind, OLD.since, OLD.class, OLD.payload)
BEGIN SELECT RAISE(ABORT, 'history'); END;
CREATE TRIGGER revision_stays BEFORE DELETE ON revision BEGIN SELECT RAISE(ABORT, 'history'); END;
CREATE TRIGGER revision_is_as_it_was BEFORE UPDATE ON revision BEGIN SELECT RAISE(ABORT, 'history'); END;
CREATE TRIGGER reason_stays BEFORE DELETE ON reason BEGIN SELECT RAISE(ABORT, 'history'); END;
CREATE TRIGGER reason_is_as_it_was BEFORE UPDATE ON reason BEGIN SELECT RAISE(ABORT, 'history'); END;
CREATE TRIGGER class_stays BEFORE DELETE ON class BEGIN SELECT RAISE(ABORT, 'history'); END;
CREATE TRIGGER class_is_as_it_was BEFORE UPDATE ON class BEGIN SELECT RAISE(ABORT, 'history'); END;
CREATE TRIGGER member_stays BEFORE DELETE ON member BEGIN SELECT RAISE(ABORT, 'history'); END;
CREATE TRIGGER member_is_as_it_was BEFORE UPDATE ON member BEGIN SELECT RAISE(ABORT, 'history'); END;
CREATE TRIGGER link_stays BEFORE DELETE ON link BEGIN SELECT RAISE(ABORT, 'history'); END;
CREATE TRIGGER link_is_as_it_was BEFORE UPDATE ON link BEGIN SELECT RAISE(ABORT, 'history'); END;
