-- From the tables of version 2 to those of version 3.

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
